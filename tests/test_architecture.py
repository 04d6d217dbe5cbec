"""The floors of the house, read from the imports: nothing leans on what stands above it."""

from __future__ import annotations

import ast
import graphlib
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

FLOORS = {
    8: ("outreach", "outreach.__main__", "outreach.cli", "outreach.demo", "outreach.sampling"),
    7: ("outreach.sources", "outreach.publishers"),
    6: ("outreach.reading", "outreach.publishing", "outreach.registry", "outreach.testing"),
    5: ("outreach.publications",),
    4: ("outreach.blocks", "outreach.rendering"),
    3: ("outreach.analysis",),
    2: ("outreach.dataset", "outreach.ledger", "outreach.languages", "outreach.reconciliation", "outreach.tables"),
    1: ("outreach.fields", "outreach.model"),
    0: (
        "outreach.errors",
        "outreach.look",
        "outreach.words",
        "outreach.values",
        "outreach.notebook",
        "outreach.codes",
        "outreach.countries",
    ),
}
"""Rooms by floor; a private module that is not named here is one of floor 2, where tables become records."""

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
TOLD_TO_ASK = {"outreach.sources.web": "fetches the address that the user gives, when it is read"}
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


IMPORTS = [found for module in MODULES for found in _imports(module)]
OWN = [found for found in IMPORTS if found.imported.split(".")[0] == "outreach" and found.importer != "outreach"]


def _room(module: str) -> str:
    """Return the room a module belongs to: the longest name of ``FLOORS`` it begins with, or itself."""
    rooms = [room for floor in FLOORS.values() for room in floor if _is_in(module, room)]
    return max(rooms, key=len, default=module)


def _is_in(module: str, room: str) -> bool:
    """Return whether a module is the room or a file of it."""
    return module == room or (room != "outreach" and module.startswith(f"{room}."))


def _floor(module: str) -> int:
    return next((floor for floor, rooms in FLOORS.items() if _room(module) in rooms), 2)


def test_every_room_exists():
    """The floors speak of rooms there are."""
    rooms = {room for floor in FLOORS.values() for room in floor}

    assert set() == {room for room in rooms if not any(_is_in(module, room) for module in MODULES)}


def test_no_public_room_is_forgotten():
    """A new public module says on which floor it lives; private ones are of floor 2 unless named."""
    forgotten = {module for module in MODULES if not module.startswith("outreach._") and _room(module) == module}

    assert set() == forgotten - {room for floor in FLOORS.values() for room in floor}


def test_imports_go_down():
    """No module needs one of a higher floor, not in a function and not for a type either."""
    assert [] == [found for found in OWN if _floor(found.imported) > _floor(found.importer) and not _is_plugin(found)]


def _is_plugin(found: Import) -> bool:
    return _floor(found.importer) == 7


def test_plugins_import_what_a_stranger_could():
    """Floor 7 uses public names of the front door and its own files, nothing else."""
    public = set(outreach.__all__)
    plugins = [found for found in OWN if _is_plugin(found) and _room(found.imported) != _room(found.importer)]

    assert [] == [found for found in plugins if not _is_public(found, public)]


def _is_public(found: Import, public: set[str]) -> bool:
    if found.imported == "outreach":
        return not found.name or found.name in public
    return found.imported.removeprefix("outreach.") in public and not found.name.startswith("_")


def test_no_circle_while_importing():
    """No module needs, while it is imported, one that needs it."""
    graph: dict[str, set[str]] = {}
    for found in OWN:
        if not found.is_late and found.imported in MODULES and found.imported != "outreach":
            graph.setdefault(found.importer, set()).add(found.imported)

    graphlib.TopologicalSorter(graph).prepare()


def test_no_circle_of_rooms():
    """No room needs one that needs it, not even later or for types; files of one room may."""
    graph: dict[str, set[str]] = {}
    for found in OWN:
        if _room(found.importer) != _room(found.imported) and found.imported != "outreach":
            graph.setdefault(_room(found.importer), set()).add(_room(found.imported))

    graphlib.TopologicalSorter(graph).prepare()


@pytest.mark.parametrize(("package", "owner"), OWNERS.items())
def test_each_engine_has_one_owner(package, owner):
    """Hooks are the registry's business and languages those of languages, nobody else's."""
    users = {found.importer for found in IMPORTS if found.imported.split(".")[0] == package}

    assert set() == {user for user in users if not _is_in(user, owner)}


def test_nothing_reaches_for_the_network():
    """No module imports what could ask the world, but for those that are told to, and they only when asked."""
    found = [found for found in IMPORTS if found.imported in NETWORK or f"{found.imported}.{found.name}" in NETWORK]

    assert [] == [each for each in found if each.importer not in TOLD_TO_ASK or not each.is_late]


def test_nothing_guesses_dates():
    """Dateutil's parser, which reads '10' as a day near today, is nowhere used."""
    assert [] == [found for found in IMPORTS if "dateutil.parser" in (found.imported, f"{found.imported}.{found.name}")]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_file_is_a_giant(path):
    """A file has one idea, and at most 400 lines."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


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
