"""The front door: what `outreach` names is there, is loaded when asked for, and is typed."""

from __future__ import annotations

import ast
import importlib
import importlib.metadata
import importlib.resources
import inspect
import json
import subprocess
import sys
from pathlib import Path

import pytest

import outreach

HEAVY = {"polars", "babel", "jinja2", "narwhals", "click", "rich", "pluggy", "icalendar", "xlsxwriter", "fastexcel"}
HEAVY |= {"attrs", "attr", "msgspec", "stdnum", "dateutil", "numpy", "pandas", "pyarrow", "asyncio", "unittest"}
SOURCE = Path(outreach.__file__)
CALLS = {
    "plugins": "outreach.plugins()",
    "publish": "outreach.publish([], to=[])",
    "publisher": "outreach.publisher('site', root='x')",
    "read": "outreach.read()",
    "save_mapping": "outreach.save_mapping('no such file')",
    "scan": "outreach.scan()",
    "source": "outreach.source('csv', path='x')",
    "write_sample": "outreach.write_sample('no such file', 'x')",
}


def _in_a_fresh_process(code):
    """Return what *code* prints, as JSON, in a process that has imported nothing yet."""
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def _imports(stub):
    """Return the imports of a stub; nothing else but the version stands there."""
    tree = ast.parse(stub.read_text(encoding="ascii"))  # lazy_loader opens it in the machine's own encoding
    other = [node for node in tree.body if not isinstance(node, ast.ImportFrom)]
    assert [] == [ast.unparse(node) for node in other if ast.unparse(node) != "__version__: str"]
    return [node for node in tree.body if isinstance(node, ast.ImportFrom)]


def _names(stub):
    """Return name → file or package of a room, as its stub says it."""
    return {alias.name: node.module for node in _imports(stub) for alias in node.names}


def _package(stub):
    return ".".join(stub.relative_to(SOURCE.parent.parent).parts[:-1])


STUBS = sorted(SOURCE.parent.rglob("__init__.pyi"))
HOMES = {name: module for name, module in _names(SOURCE.with_suffix(".pyi")).items() if module}
MODULES = [name for name, module in _names(SOURCE.with_suffix(".pyi")).items() if not module]


@pytest.mark.parametrize("stub", STUBS, ids=_package)
def test_a_stub_can_be_read_by_the_loader_and_by_type_checkers(stub):
    """Each name stands once, from a file of its own room, under its own name, and is no private one."""
    aliases = [alias for node in _imports(stub) for alias in node.names]

    assert {1} == {node.level for node in _imports(stub)}
    assert [] == [alias.name for alias in aliases if alias.asname != alias.name or alias.name.startswith("_")]
    assert len(aliases) == len(_names(stub))


@pytest.mark.parametrize("stub", STUBS, ids=_package)
def test_a_stub_is_what_is_listed_and_served(stub):
    """A room lists what its stub names, loads each of it, and has no list besides."""
    room = importlib.import_module(_package(stub))
    version = ["__version__"] if room is outreach else []

    assert sorted([*_names(stub), *version]) == sorted(room.__all__)
    assert [] == [name for name in room.__all__ if not hasattr(room, name)]


def test_every_room_lists_its_names_in_a_stub():
    """No package lists its names in another way, so that a name has one list to be added to."""
    packages = {path.parent for path in SOURCE.parent.rglob("__init__.py")}
    listed = {path for path in packages if "__all__ = [" in (path / "__init__.py").read_text(encoding="utf-8")}

    assert set() == listed
    assert {SOURCE.parent / name for name in MODULES} & packages <= {stub.parent for stub in STUBS}


def test_star_import_brings_every_name():
    """``from outreach import *`` gives what is listed."""
    code = "import json; from outreach import *; print(json.dumps(sorted(name for name in globals())))"

    assert set(outreach.__all__) <= set(_in_a_fresh_process(code))


def test_import_is_cheap():
    """``import outreach`` loads nothing but the standard library's small parts."""
    code = "import json, sys; import outreach; print(json.dumps(sorted(sys.modules)))"
    loaded = set(_in_a_fresh_process(code))

    assert set() == HEAVY & loaded
    assert {"outreach"} == {name for name in loaded if name.startswith("outreach")}


def test_help_is_quick():
    """``outreach --help`` loads nothing that only a command needs."""
    code = (
        "import contextlib, io, json, sys\n"
        "from outreach.cli import main\n"
        "with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit): main(['--help'])\n"
        "print(json.dumps(sorted(sys.modules)))"
    )

    assert set() == (HEAVY - {"click"}) & set(_in_a_fresh_process(code)) - {"asyncio", "unittest"}


def test_dir_shows_what_is_not_loaded_yet():
    """Completion offers every public name from the start."""
    code = "import json; import outreach; print(json.dumps(dir(outreach)))"

    assert set(outreach.__all__) <= set(_in_a_fresh_process(code))


def test_an_unknown_name_is_an_attribute_error():
    """A misspelt name says so, as any module does."""
    with pytest.raises(AttributeError, match=r"outreach .*pulbish"):
        outreach.pulbish  # noqa: B018


def test_every_function_has_its_call():
    """The calls below are of every public function there is."""
    assert {name for name in HOMES if inspect.isfunction(getattr(outreach, name))} == set(CALLS)


def test_functions_stay_functions():
    """Called twice in a fresh process, no function has been overwritten by a module of its name."""
    calls = "".join(f"    with contextlib.suppress(outreach.OutreachError): {call}\n" for call in CALLS.values())
    kinds = f"{{name: type(getattr(outreach, name)).__name__ for name in {list(CALLS)}}}"
    code = f"import contextlib, json, outreach\nfor _ in range(2):\n{calls}print(json.dumps({kinds}))"

    assert dict.fromkeys(CALLS, "function") == _in_a_fresh_process(code)


def test_names_of_a_room_stay_what_they_are():
    """In a fresh process, after every file of a public package is imported, no name has become a file of its name."""
    code = (
        "import importlib, inspect, json, pkgutil, outreach\n"
        f"rooms = [getattr(outreach, name) for name in {list(MODULES)}]\n"
        "rooms = [room for room in rooms if hasattr(room, '__path__')]\n"
        "before = {(room.__name__, name): getattr(room, name) for room in rooms for name in room.__all__}\n"
        "for room in rooms:\n"
        "    for found in pkgutil.iter_modules(room.__path__, room.__name__ + '.'):\n"
        "        importlib.import_module(found.name)\n"
        "after = {(room.__name__, name): getattr(room, name) for room in rooms for name in room.__all__}\n"
        "print(json.dumps([key for key in before if before[key] is not after[key] or inspect.ismodule(after[key])]))"
    )

    assert [] == _in_a_fresh_process(code)


@pytest.mark.parametrize("name", MODULES)
def test_a_room_lists_what_it_offers(name):
    """A public package has a sorted list of names, and each is there."""
    module = getattr(outreach, name)
    listed = list(getattr(module, "__all__", ()))

    assert [] == [public for public in listed if not hasattr(module, public)]
    assert len(set(listed)) == len(listed)
    assert listed or not hasattr(module, "__path__")


@pytest.mark.parametrize("name", HOMES)
def test_public_names_say_what_they_are(name):
    """Every public function and class, and every public method of it, has a docstring."""
    assert [] == list(_silent(name, getattr(outreach, name)))


@pytest.mark.parametrize("name", MODULES)
def test_public_names_of_rooms_say_what_they_are(name):
    """The same holds for what a public package offers, and for itself."""
    module = getattr(outreach, name)
    public = getattr(module, "__all__", None) or [key for key in vars(module) if not key.startswith("_")]

    assert module.__doc__
    assert [] == [key for inner in public for key in _silent(inner, getattr(module, inner))]


def _silent(name, thing):
    """Yield what of a class or function of the library has no docstring."""
    if not (inspect.isclass(thing) or inspect.isfunction(thing)) or not thing.__module__.startswith("outreach"):
        return
    members = vars(thing).items() if inspect.isclass(thing) else ()
    public = {key: member for key, member in members if not key.startswith("_") and _is_own_code(member)}
    yield from (key for key, member in {name: thing, **public}.items() if not (member.__doc__ or "").strip())


def _is_own_code(member):
    return inspect.isfunction(member) or isinstance(member, (property, classmethod, staticmethod))


def test_types_are_announced():
    """The package tells type checkers that it is typed, in its wheel as well."""
    assert importlib.resources.files("outreach").joinpath("py.typed").is_file()


def test_every_error_is_at_the_front_door():
    """Who catches an error finds it where everything else is."""
    errors = [thing for thing in vars(outreach.errors).values() if inspect.isclass(thing)]
    own = {
        error.__name__
        for error in errors
        if issubclass(error, (Exception, Warning)) and error.__module__ == "outreach.errors"
    }

    assert own <= set(outreach.__all__)


def test_the_version_is_the_installed_one():
    """The version in the code is the one the package was built with."""
    assert outreach.__version__ == importlib.metadata.version("outreach")
