"""Installed packages are found, and of a broken one a warning tells the name."""

import importlib.metadata
import re
import sys

import pytest

import outreach
from outreach.registry import Registry

SOURCE = """
import outreach

class Mine(outreach.Source):
    name = "{name}"

    def rows(self):
        return []

@outreach.hookimpl
def outreach_sources():
    return [Mine]
"""

MUTE = """
class Mute(Exception):
    def __str__(self):
        raise ValueError("no words")

raise Mute
"""

BROKEN = {
    "import acme_sdk": "ModuleNotFoundError: No module named 'acme_sdk'",
    "raise SystemExit('no licence')": "SystemExit: no licence",
    "1 / 0": "ZeroDivisionError: division by zero",
    "def broken(:": r"SyntaxError: .*",
    MUTE: r"Mute: \(it cannot say why\)",
    "": r"PluginError: it offers nothing \(mark one of outreach_sources, .* with @outreach.hookimpl\)",
}


def _names(registry):
    return {plugin.name for plugin in registry.plugins() if not plugin.is_builtin}


def test_an_installed_plugin_is_found(install):
    """What a package announces is there by name, with its distribution and version in the listing."""
    install("acme", SOURCE.format(name="acme"), "outreach-acme", "2.0")
    registry = Registry()

    assert "acme" in registry.sources()
    assert not registry.is_builtin("acme")
    found = next(plugin for plugin in registry.plugins() if plugin.name == "acme")
    assert ("outreach-acme", "2.0") == (found.distribution, found.version)
    assert (("outreach_sources",), ("acme",), ()) == (found.hooks, found.sources, found.publishers)


def test_an_installed_country_is_found_everywhere(install):
    """``outreach.countries`` knows it once the registry has loaded, and so does ``country=`` of what is read."""
    code = (
        "import outreach\n"
        "@outreach.hookimpl\n"
        "def outreach_countries():\n"
        "    return [outreach.Country(code='QX', name='X', currency='XTS', timezone='UTC', locale='en_GB')]\n"
    )
    install("qx", code, "outreach-qx", "1.0")
    registry = Registry()

    assert "XTS" == registry.country("QX").currency
    assert registry.country("QX") is outreach.countries.country("qx")


def test_a_broken_country_is_a_warning_with_the_packages_name(install):
    """A country whose code is none is refused where it is made; the others are there."""
    code = (
        "import outreach\n"
        "@outreach.hookimpl\n"
        "def outreach_countries():\n"
        "    return [outreach.Country(code='Norge', name='X', currency='XTS', timezone='UTC', locale='en_GB')]\n"
    )
    install("norge", code, "outreach-norge", "1.2")
    registry = Registry()
    with pytest.warns(outreach.PluginWarning, match="plugin 'norge' .outreach-norge 1.2. was not loaded"):
        found = registry.countries()

    assert ["SE", "GB"] == list(found)


def test_plugins_load_on_first_use(install):
    """Making a registry imports nothing; asking it does."""
    install("lazy", SOURCE.format(name="lazy"))
    registry = Registry()

    assert "plugin_outreach_lazy" not in sys.modules
    assert "<Registry: not loaded>" == repr(registry)
    registry.sources()
    assert "plugin_outreach_lazy" in sys.modules


def test_no_entry_points_means_none(install):
    """A registry for tests does not see what happens to be installed."""
    install("seen", SOURCE.format(name="seen"))

    assert set() == _names(Registry(entry_points=False))


@pytest.mark.parametrize(("code", "reason"), BROKEN.items())
def test_a_broken_plugin_is_a_warning(install, code, reason):
    """Whatever a plugin raises while it is imported, the others are there, and the warning names it."""
    install("broken", code, "outreach-broken", "1.2")
    install("sound", SOURCE.format(name="sound"))
    registry = Registry()

    with pytest.warns(
        outreach.PluginWarning, match=rf"^plugin 'broken' \(outreach-broken 1.2\) was not loaded: {reason}$"
    ):
        sources = registry.sources()
    assert "sound" in sources
    assert re.fullmatch(reason, next(plugin.problem for plugin in registry.plugins() if plugin.name == "broken"))


def test_a_warning_is_given_once(install, recwarn):
    """A broken plugin is told about when it is loaded, not at every question."""
    install("broken", "1 / 0")
    registry = Registry()
    for _ in range(3):
        registry.sources()

    assert 1 == len(recwarn)


def test_warnings_as_errors_leave_a_whole_registry(install):
    """Where warnings are errors the first question raises, and the next is answered in full."""
    install("broken", "1 / 0")
    install("sound", SOURCE.format(name="sound"))
    registry = Registry()

    with pytest.raises(outreach.PluginWarning):
        registry.sources()
    assert "sound" in registry.sources()


def test_an_interrupt_is_not_a_fault(install):
    """Ctrl-C while plugins load ends the program, and the registry can be asked again."""
    install("slow", "raise KeyboardInterrupt")
    registry = Registry()
    for _ in range(2):
        with pytest.raises(KeyboardInterrupt):
            registry.sources()


def test_a_blocked_plugin_is_not_even_imported(install):
    """Blocking by name is for plugins whose import is the trouble."""
    install("bad", "raise SystemExit")
    registry = Registry(blocked=["bad"])

    assert "blocked" == next(plugin.problem for plugin in registry.plugins() if plugin.name == "bad")
    assert "plugin_outreach_bad" not in sys.modules


def test_the_environment_blocks_too(install, monkeypatch):
    """OUTREACH_BLOCKED_PLUGINS holds names, separated by commas."""
    install("one", "1 / 0")
    install("two", "1 / 0")
    monkeypatch.setenv("OUTREACH_BLOCKED_PLUGINS", " one ,two,")

    assert ["blocked", "blocked"] == [plugin.problem for plugin in Registry().plugins() if not plugin.is_builtin]


def test_blocked_is_a_list():
    """A text would block its letters."""
    with pytest.raises(outreach.PluginError, match=r"give a list: \['acme'\]"):
        Registry(blocked="acme")


def test_a_stranger_does_not_replace_a_built_in(install):
    """A package that calls its source csv is left out, and csv stays the library's."""
    install("thief", SOURCE.format(name="csv"))
    registry = Registry()

    with pytest.warns(
        outreach.PluginWarning, match=r"plugin 'thief' .*source 'csv' is already brought by plugin 'outreach"
    ):
        sources = registry.sources()
    assert sources["csv"].__module__.startswith("outreach.")
    assert registry.is_builtin("csv")


def test_two_strangers_of_one_name(install):
    """The second one, by name, is left out, and the warning names both."""
    install("a", SOURCE.format(name="lista"), "outreach-a", "1.0")
    install("b", SOURCE.format(name="lista"), "outreach-b", "2.0")
    registry = Registry()

    expected = (
        r"plugin 'b' \(outreach-b 2.0\) was not loaded: .*'lista' is already brought by plugin 'a' \(outreach-a 1.0\)"
    )
    with pytest.warns(outreach.PluginWarning, match=expected):
        assert "plugin_outreach_a" == registry.sources()["lista"].__module__


def test_two_packages_with_one_entry_point_name(install):
    """Two plugins of the same name cannot be told apart, so the second is left out with a reason."""
    install("same", SOURCE.format(name="x"), "outreach-x", "1.0")
    install("same", SOURCE.format(name="y"), "outreach-y", "1.0")

    with pytest.warns(outreach.PluginWarning, match=r"plugin 'same' \(outreach-y 1.0\) was not loaded"):
        assert {"same"} == _names(Registry())


def test_half_a_plugin_is_none(install):
    """A plugin whose publishers are broken does not leave its sources behind."""
    code = SOURCE.format(name="half") + "\n@outreach.hookimpl\ndef outreach_publishers():\n    return [1 / 0]\n"
    install("half", code)
    registry = Registry()

    with pytest.warns(outreach.PluginWarning, match="ZeroDivisionError"):
        assert "half" not in registry.sources()


def test_a_plugin_may_not_ask_the_registry_while_it_loads(install):
    """A plugin that asks what is installed at import would wait for itself; it is told so."""
    install("curious", "import outreach\noutreach.plugins()\n" + SOURCE.format(name="curious"))
    outreach.registry.default_registry.cache_clear()
    try:
        with pytest.warns(outreach.PluginWarning, match="asked while it loads"):
            outreach.plugins()
    finally:
        outreach.registry.default_registry.cache_clear()


def test_packages_that_cannot_be_listed_are_told(monkeypatch):
    """Where an installer left metadata that nobody can read, the library's own parts still work."""

    def broken(**_):
        raise UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid start byte")

    monkeypatch.setattr("importlib.metadata.entry_points", broken)
    registry = Registry()

    with pytest.warns(outreach.PluginWarning, match="the installed packages cannot be listed: UnicodeDecodeError: "):
        assert "csv" in registry.sources()


def test_the_library_runs_without_being_installed(monkeypatch):
    """From a folder on the path it has no version to tell, and works."""

    def missing(name):
        raise importlib.metadata.PackageNotFoundError(name)

    monkeypatch.setattr("importlib.metadata.version", missing)

    assert {""} == {plugin.version for plugin in Registry(entry_points=False).plugins()}
