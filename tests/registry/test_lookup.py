"""Sources and publishers by name."""

import pathlib
import subprocess
import sys

import attrs
import pytest

import outreach
from outreach import hookimpl
from outreach.registry import Registry, default_registry


@attrs.frozen
class Lista(outreach.Source):
    """A source with options."""

    name = "lista"
    path: pathlib.Path = attrs.field(converter=pathlib.Path)
    delimiter: str = ";"

    def rows(self):
        """Return nothing."""
        return []


class Plugin:
    """Announces the source."""

    @hookimpl
    def outreach_sources(self):
        """Return the source."""
        return [Lista]


@pytest.fixture
def registry():
    """Give a registry with one more source."""
    registry = Registry(entry_points=False)
    registry.register(Plugin(), "plugin")
    return registry


def test_a_source_by_name_takes_its_options(registry):
    """The options are what the class takes."""
    assert Lista("a.csv", delimiter="|") == outreach.source("lista", registry=registry, path="a.csv", delimiter="|")


def test_an_unknown_source_names_those_there_are(registry):
    """The message lists what is installed."""
    with pytest.raises(outreach.PluginNotFoundError, match=r"no source is named 'list'; installed: .*lista") as caught:
        outreach.source("list", registry=registry)

    assert "source" == caught.value.kind
    assert "lista" in caught.value.installed
    assert isinstance(caught.value, LookupError)


def test_an_unknown_publisher_names_those_there_are(registry):
    """Sources and publishers are two lists."""
    with pytest.raises(outreach.PluginNotFoundError, match="no publisher is named 'lista'"):
        outreach.publisher("lista", registry=registry)


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ({}, "missing a required argument: 'path'"),
        ({"path": "a.csv", "delimeter": "|"}, "got an unexpected keyword argument 'delimeter'"),
    ],
)
def test_wrong_options_name_the_right_ones(registry, options, reason):
    """The message says what the source takes, with the defaults."""
    with pytest.raises(outreach.PluginError, match=rf"source 'lista': {reason} \(it takes: path=…, delimiter=';'\)"):
        outreach.source("lista", registry=registry, **options)


def test_the_default_registry_is_one():
    """Whoever gives no registry asks the same one."""
    assert default_registry() is default_registry()
    assert outreach.plugins() == default_registry().plugins()


def test_the_built_in_ones_come_first(registry):
    """The listing says what ships with the library, and in which version."""
    first = outreach.plugins(registry=registry)[0]

    assert ("outreach", outreach.__version__, True) == (first.distribution, first.version, first.is_builtin)
    assert all(registry.is_builtin(name) for name in ("csv", "json", "xlsx"))
    assert {"site", "calendar", "workbook"} <= set(registry.publishers())


def test_who_reads_one_file_waits_for_nothing_else(tmp_path):
    """Channels and other formats are imported when somebody asks for them, or a stranger's name could clash."""
    (tmp_path / "lista.csv").write_text("Upphandling;Annonseras\nHisservice;Q1 2017\n", encoding="utf-8")
    asked = "('outreach.publishers', 'outreach.sources.eforms', 'outreach.sources.csv')"
    code = "import sys, outreach; from outreach.registry import Registry; r = Registry(entry_points=False); "
    code += f"outreach.read('lista.csv', registry=r); print([name in sys.modules for name in {asked}]); "
    code += f"r.plugins(); print([name in sys.modules for name in {asked}])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert "[False, False, True]\n[True, True, True]\n" == done.stdout
