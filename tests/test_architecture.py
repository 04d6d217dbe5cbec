"""The floors of the house, read from the imports: nothing leans on what stands above it."""

from __future__ import annotations

import ast
import functools
import graphlib
import importlib
import re
import statistics
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

import outreach

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src"
TESTS = ROOT / "tests"

FLOORS = (
    ("errors", "words", "look", "notebook"),
    ("values", "codes"),
    ("countries",),
    ("model",),
    ("languages",),
    ("fields", "tables", "blocks", "reconciliation"),
    ("ledger", "dataset", "rendering"),
    ("analysis", "registry"),
    ("reading", "publications", "publishing"),
    ("testing",),
    ("sources", "publishers"),
    ("sampling", "demo", "cli", "__main__"),
)
"""Folders and files of the package from the ground up; the front door stands below the sources and publishers."""
PLUGINS = ("sources", "publishers")
MOST_FILES, FEWER_LINES = 260, 53_000
"""Rebuilt, the house had fewer than the 49,378 lines that it replaced; what has been built since stands above that."""
MOST_PRIVATE_IMPORTS = 52
"""How many imports of private modules the tests have; it may only fall."""

NETWORK = {
    "socket",
    "ssl",
    "http",
    "http.client",
    "urllib.request",
    "smtplib",
    "ftplib",
    "asyncio",
    "requests",
    "httpx",
    "aiohttp",
}
ASKED_TO = {"outreach.sources.web": "fetches the address that the user gives, when it is read"}
OWNERS = {"pluggy": "outreach.registry", "babel": "outreach.languages", "gettext": "outreach.languages"}
MOST_LINES = 400


class Import(NamedTuple):
    """One import of one module."""

    importer: str
    imported: str
    name: str  # what is taken from it; empty for the module itself
    is_late: bool  # inside a function, or for the type checker


def _name(path: Path) -> str:
    parts = path.relative_to(SOURCE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {_name(path): path for path in sorted(SOURCE.rglob("*.py"))}
PATHS = [*MODULES.values(), *sorted(TESTS.rglob("*.py"))]


def _imports(importer: str) -> Iterator[Import]:
    tree = ast.parse(MODULES[importer].read_text(encoding="utf-8"))
    early = {id(node) for node in _run_at_import(tree)}
    for node in ast.walk(tree):
        is_late = id(node) not in early
        if isinstance(node, ast.Import):
            yield from (Import(importer, alias.name, "", is_late) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (Import(importer, *_target(node.module, alias.name), is_late) for alias in node.names)


def _run_at_import(tree: ast.AST) -> Iterator[ast.AST]:
    for node in ast.iter_child_nodes(tree):
        is_for_types = isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        if not is_for_types and not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield node
            yield from _run_at_import(node)


def _target(module: str, name: str) -> tuple[str, str]:
    return (f"{module}.{name}", "") if f"{module}.{name}" in MODULES else (module, name)


@functools.cache
def every_import() -> list[Import]:
    """Return every import of the package; not while tests are collected, since reading all of it takes a while."""
    return [found for module in MODULES for found in _imports(module)]


def own_imports() -> list[Import]:
    """Return the imports of what is ours."""
    return [one for one in every_import() if _is_in(one.imported, "outreach") and one.importer != "outreach"]


def _room(module: str) -> str:
    """Return the folder of a module, or the file that stands by itself; empty for the front door."""
    return module.split(".")[1] if "." in module else ""


def _is_in(module: str, room: str) -> bool:
    """Return whether a module is the room or a file of it."""
    return module == room or module.startswith(f"{room}.")


def _floor(module: str) -> int:
    (floor,) = [number for number, rooms in enumerate(FLOORS) if _room(module) in rooms]
    return floor


def between_rooms() -> list[Import]:
    """Return the imports of one room's modules by another's."""
    own = [one for one in own_imports() if one.imported in MODULES and _room(one.imported)]
    return [one for one in own if _room(one.importer) != _room(one.imported)]


def test_every_folder_has_its_floor():
    """The floors name every folder and file of the package, and nothing else."""
    assert sorted({_room(module) for module in MODULES} - {""}) == sorted(room for rooms in FLOORS for room in rooms)


def test_imports_go_down():
    """No module needs one of a higher floor, not in a function and not for a type either."""
    assert [] == [one for one in between_rooms() if _floor(one.imported) > _floor(one.importer)]


def test_folders_import_one_way():
    """If a folder imports from another, that one imports nothing from it, not even later or for types."""
    ways = {(_room(one.importer), _room(one.imported)) for one in between_rooms()}

    assert set() == {way for way in ways if way[::-1] in ways}


def test_no_circle_of_folders():
    """No folder needs one that needs it over others; files of one folder may."""
    graph: dict[str, set[str]] = {}
    for one in between_rooms():
        graph.setdefault(_room(one.importer), set()).add(_room(one.imported))

    graphlib.TopologicalSorter(graph).prepare()


def test_plugins_import_what_a_stranger_could():
    """Sources and publishers use what the stubs of the front door and of its rooms name, and their own files."""
    plugins = [
        one for one in own_imports() if _room(one.importer) in PLUGINS and _room(one.imported) != _room(one.importer)
    ]

    assert [] == [one for one in plugins if not _is_public(one)]


def _is_public(one: Import) -> bool:
    if one.imported == "outreach":
        return not one.name or one.name in outreach.__all__
    room = one.imported.removeprefix("outreach.")
    if room not in outreach.__all__:
        return False
    module = getattr(outreach, room)
    return not one.name or one.name in getattr(module, "__all__", [name for name in vars(module) if name[0] != "_"])


def test_below_the_registry_nobody_looks_a_country_up():
    """A country is a value that is passed on: only the registry and what stands above it asks for one by its code."""
    lookups = [
        one for one in every_import() if one.imported == "outreach.countries" and one.name in ("country", "known")
    ]
    asked = {one.importer for one in lookups}
    below = {room for rooms in FLOORS[:7] for room in rooms} - {"countries"}
    options = {"outreach.tables._options"}  # where a caller names a country, with a source

    assert set() == {module for module in asked if _room(module) in below} - options


def test_no_circle_while_importing():
    """No module needs, while it is imported, one that needs it."""
    graph: dict[str, set[str]] = {}
    for one in own_imports():
        if not one.is_late and one.imported in MODULES and one.imported != "outreach":
            graph.setdefault(one.importer, set()).add(one.imported)

    graphlib.TopologicalSorter(graph).prepare()


@pytest.mark.parametrize(("package", "owner"), OWNERS.items())
def test_each_engine_has_one_owner(package, owner):
    """Hooks are the registry's business and languages those of languages, nobody else's."""
    users = {found.importer for found in every_import() if found.imported.split(".")[0] == package}

    assert set() == {user for user in users if not _is_in(user, owner)}


def test_nothing_reaches_for_the_network():
    """No module imports what could ask the world, but for those that are told to, and they only when asked."""
    found = [
        found for found in every_import() if found.imported in NETWORK or f"{found.imported}.{found.name}" in NETWORK
    ]

    assert [] == [each for each in found if each.importer not in ASKED_TO or not each.is_late]


def test_nothing_guesses_dates():
    """Dateutil's parser, which reads '10' as a day near today, is nowhere used."""
    assert [] == [
        found for found in every_import() if "dateutil.parser" in (found.imported, f"{found.imported}.{found.name}")
    ]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_file_is_a_giant(path):
    """A file has one idea, and at most 400 lines."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


def test_the_whole_is_no_giant():
    """At most 260 files of Python, and no more lines, stubs included, than what has been built explains."""
    files = [*MODULES.values(), *SOURCE.rglob("*.pyi")]

    assert len(MODULES) <= MOST_FILES
    assert sum(len(path.read_text(encoding="utf-8").splitlines()) for path in files) < FEWER_LINES


def test_no_public_thing_stands_in_two_rooms():
    """Each class and function is listed in the stub of one room; the front door names the room."""
    rooms: dict[int, set[str]] = {}
    for stub in SOURCE.glob("outreach/*/__init__.pyi"):
        module = importlib.import_module(f"outreach.{stub.parent.name}")
        for name in module.__all__:
            if callable(thing := getattr(module, name)):
                rooms.setdefault(id(thing), set()).add(f"{stub.parent.name}")

    assert [] == [sorted(several) for several in rooms.values() if len(several) > 1]


def test_tests_look_inside_less_and_less():
    """Tests go through public names; the few that need a private one become no more."""
    texts = [path.read_text(encoding="utf-8") for path in TESTS.rglob("*.py")]
    pattern = re.compile(r"^ *from outreach[\w.]*(?:\._\w+ import| import _)", re.MULTILINE)
    private = [found for text in texts for found in pattern.findall(text)]

    assert len(private) <= MOST_PRIVATE_IMPORTS


def _functions(path: Path) -> Iterator[ast.FunctionDef]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    yield from (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def _length(function: ast.FunctionDef) -> int:
    """Return the lines of a function without its signature and docstring."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return body[-1].end_lineno - body[0].lineno + 1 if body else 0


def test_functions_are_short():
    """Half of all functions have at most seven lines."""
    lengths = [_length(function) for path in MODULES.values() for function in _functions(path)]

    assert statistics.median(lengths) <= 7


def test_tests_say_what_they_hold():
    """Every test states a behaviour in its docstring."""
    silent = [
        f"{path.relative_to(ROOT)}:{function.lineno} {function.name}"
        for path in TESTS.rglob("test_*.py")
        for function in _functions(path)
        if function.name.startswith("test_") and not ast.get_docstring(function)
    ]

    assert [] == silent
