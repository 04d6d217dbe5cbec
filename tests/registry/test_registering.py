"""What is registered by hand is checked to the last class, and refused with what to write instead."""

import logging
import pickle
import types

import attrs
import pytest

import outreach
from outreach import hookimpl
from outreach.registry import Registry, hookspecs
from outreach.registry._manager import HOOKS


class Mine(outreach.Source):
    """A source."""

    name = "mine"

    def rows(self):
        """Return nothing."""
        return []


class Nameless(outreach.Source):
    """A source without a name."""

    def rows(self):
        """Return nothing."""
        return []


class Page(outreach.Publisher):
    """A publisher."""

    name = "page"

    def publish(self, publication):
        """Return where it would stand."""
        return publication.slug


def _plugin(**functions):
    module = types.ModuleType("made")
    for name, function in functions.items():
        setattr(module, name, function)
    return module


def _gives(hook, *items):
    return _plugin(**{hook: hookimpl(specname=hook)(lambda: list(items))})


def _default(argument=None):
    return [argument]


def _keyword_only(*, argument):
    return [argument]


def _unknown(argument):
    return [argument]


def _wrapper():
    return (yield)


def _failing():
    yield Mine
    raise RuntimeError("late")


def _no_checks():
    return []


SOURCES = "outreach_sources"
COUNTRIES = "outreach_countries"
FOUR = ("outreach_sources", "outreach_publishers", "outreach_countries", "outreach_checks")
NORWAY = outreach.Country(code="NO", name="Norway", currency="NOK", timezone="Europe/Oslo", locale="nb_NO")

REFUSED = {
    "class": (type("Acme", (), {}), r"Acme is a class \(give a module, or an instance: Acme\(\)\)"),
    "nothing": (_plugin(), "it offers nothing"),
    "misspelt": (
        _plugin(outreach_source=hookimpl(lambda: [Mine])),
        rf"there is no hook 'outreach_source' \(hooks: {', '.join(FOUR)}\)",
    ),
    "unmarked": (
        _plugin(outreach_sources=lambda: [Mine], outreach_checks=hookimpl(_no_checks)),
        r"outreach_sources is not marked \(write @outreach.hookimpl above it\)",
    ),
    "default": (_plugin(outreach_sources=hookimpl(_default)), "argument 'argument' has a default"),
    "keyword-only": (_plugin(outreach_sources=hookimpl(_keyword_only)), "argument 'argument' is keyword-only"),
    "unknown argument": (_plugin(outreach_sources=hookimpl(_unknown)), "PluginValidationError"),
    "wrapper": (_plugin(outreach_sources=hookimpl(wrapper=True)(_wrapper)), "is a wrapper"),
    "None": (_plugin(outreach_sources=hookimpl(lambda: None)), r"outreach_sources returns None \(return a list\)"),
    "text": (_plugin(outreach_sources=hookimpl(lambda: "mine")), r"outreach_sources returns 'mine' \(return a list\)"),
    "bare class": (
        _plugin(outreach_sources=hookimpl(lambda: Mine)),
        "outreach_sources returns <class .*>",
    ),
    "generator": (_plugin(outreach_sources=hookimpl(_failing)), "RuntimeError: late"),
    "instance": (_gives(SOURCES, Mine()), r"gives an instance of Mine \(give the class\)"),
    "other class": (_gives(SOURCES, Page), "gives Page, which is no outreach.Source"),
    "nameless": (_gives(SOURCES, Nameless), "Nameless has no name .write in the class: name = 'nameless'"),
    "twice": (_gives(SOURCES, Mine, Mine), "gives two classes of the name 'mine'"),
    "not callable": (_gives("outreach_checks", 3), "outreach_checks gives 3, which cannot be called"),
    "no country": (_gives(COUNTRIES, "NO"), "outreach_countries gives 'NO', which is no outreach.Country"),
    "country twice": (_gives(COUNTRIES, NORWAY, NORWAY), "outreach_countries gives two of the code 'NO'"),
    "our country": (_gives(COUNTRIES, attrs.evolve(NORWAY, code="SE")), "country 'SE' is already brought by"),
    "built-in": (_gives(SOURCES, type("Thief", (Mine,), {"name": "csv"})), "source 'csv' is already brought by"),
}


@pytest.fixture
def registry():
    """Give a registry of the built-in plugins alone."""
    return Registry(entry_points=False)


def test_what_is_registered_can_be_used(registry):
    """Classes of both kinds are there under their names, and the plugin in the listing."""
    registry.register(
        _plugin(outreach_sources=hookimpl(lambda: (Mine,)), outreach_publishers=hookimpl(lambda: {Page})), "x"
    )

    assert Mine is registry.sources()["mine"]
    assert Page is registry.publishers()["page"]
    assert not registry.is_builtin("mine")
    assert ("x", ("mine",), ("page",)) == (
        registry.plugins()[-1].name,
        registry.plugins()[-1].sources,
        registry.plugins()[-1].publishers,
    )


def test_a_country_is_registered_and_found_by_its_code(registry):
    """Ours come through the same hook; what is registered in one registry is in no other."""
    registry.register(_gives(COUNTRIES, NORWAY), "norge")

    assert ["SE", "GB", "NO"] == list(registry.countries())
    assert (NORWAY, ("NO",)) == (registry.country("no"), registry.plugins()[-1].countries)
    assert [("outreach.countries", ("SE", "GB"))] == [
        (info.name, info.countries) for info in registry.plugins() if info.is_builtin and info.countries
    ]
    with pytest.raises(outreach.QuestionError, match="GB, SE"):
        Registry(entry_points=False).country("NO")


def test_an_instance_with_hook_methods_is_a_plugin(registry):
    """A plugin may be an object: its methods are asked."""

    class Plugin:
        @hookimpl
        def outreach_sources(self):
            return [Mine]

    registry.register(Plugin(), "object")

    assert "mine" in registry.sources()


@pytest.mark.parametrize(("plugin", "message"), REFUSED.values(), ids=REFUSED)
def test_a_plugin_that_breaks_the_contract_is_refused_whole(registry, plugin, message):
    """The message says what to write, and nothing of the plugin stays."""
    before = (registry.sources(), registry.publishers(), registry.plugins())
    with pytest.raises(outreach.PluginError, match=message):
        registry.register(plugin, "wrong")

    assert before == (registry.sources(), registry.publishers(), registry.plugins())
    registry.register(_gives(SOURCES, Mine), "wrong")
    assert "mine" in registry.sources()


def test_no_two_plugins_have_one_name(registry):
    """A second plugin of a name could neither be blocked nor told from the first."""
    registry.register(_gives(SOURCES, Mine), "x")
    with pytest.raises(outreach.PluginError, match="plugin 'x' is registered already"):
        registry.register(_gives("outreach_publishers", Page), "x")


def test_every_hook_specified_is_one_the_registry_asks():
    """The two lists of hooks agree."""
    specified = {name for name in vars(hookspecs) if name.startswith("outreach_")}

    assert specified == set(HOOKS)


@pytest.mark.parametrize("hook", HOOKS)
def test_every_hook_says_since_when(hook):
    """A hook's docstring says what to return and the version it came with."""
    assert ".. versionadded:: " in getattr(hookspecs, hook).__doc__
    assert () == getattr(hookspecs, hook)()


def test_a_registry_is_not_pickled(registry):
    """Hook managers do not pickle; the message says what to do."""
    with pytest.raises(TypeError, match="make one in each process"):
        pickle.dumps(registry)


def test_hook_calls_are_logged(registry, caplog):
    """At DEBUG the log says which plugin is asked and what it answers."""
    with caplog.at_level(logging.DEBUG, logger="outreach.plugins"):
        registry.register(_gives(SOURCES, Mine), "traced")

    assert "outreach_sources: calling ['traced']" in caplog.text
    assert "Mine" in caplog.text


def test_a_failing_hook_is_logged(registry, caplog):
    """What a plugin raises stands in the log as well."""
    with caplog.at_level(logging.DEBUG, logger="outreach.plugins"), pytest.raises(outreach.PluginError):
        registry.register(_plugin(outreach_sources=hookimpl(lambda: 1 / 0)), "wrong")

    assert "ZeroDivisionError" in caplog.text


def test_two_registries_know_nothing_of_each_other(registry):
    """What is registered in one is not in another."""
    registry.register(_gives(SOURCES, Mine), "x")

    assert "mine" not in Registry(entry_points=False).sources()
    assert "outreach.sources, outreach.publishers, outreach.countries, x" in repr(registry)


def _check(dataset):
    yield outreach.Problem(
        origin=outreach.Origin(file=str(dataset)), kind="odd", message="odd", severity=outreach.Severity.ERROR
    )


def test_a_check_gives_warnings(registry):
    """Whatever severity a check writes, it sets no row aside."""
    registry.register(_gives("outreach_checks", _check), "x")
    (check,) = registry.checks()
    (problem,) = check("lista.csv")

    assert ("lista.csv", outreach.Severity.WARNING) == (problem.origin.file, problem.severity)
    assert 1 == registry.plugins()[-1].checks


@pytest.mark.parametrize(
    ("function", "reason"),
    [
        (lambda _: 1 / 0, "ZeroDivisionError: division by zero"),
        (lambda _: ["odd"], r"PluginError: it gives a str \(give an outreach.Problem\)"),
        (lambda _: None, "TypeError: 'NoneType' object is not iterable"),
    ],
)
def test_a_check_that_fails_is_a_warning(registry, function, reason):
    """A dataset is read whether or not a stranger's check can stand it."""
    registry.register(_gives("outreach_checks", function), "x")
    with pytest.warns(outreach.PluginWarning, match=rf"plugin 'x': check <lambda> failed: {reason}"):
        assert () == registry.checks()[0](None)
