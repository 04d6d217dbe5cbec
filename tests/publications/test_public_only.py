"""Rule 2 of the house, read from the code: what is published to all is composed of public facts alone."""

from __future__ import annotations

import ast
from pathlib import Path

import attrs
import pytest

import outreach
from outreach import publications

FOLDER = Path(publications.__file__).parent
RECORDS = {
    "Award",
    "Bid",
    "Buyer",
    "Contact",
    "Contract",
    "Coverage",
    "Event",
    "Feedback",
    "Participation",
    "Procurement",
    "Purchaser",
    "SameSupplier",
    "Session",
    "Supplier",
}
HELD = {field.name for field in attrs.fields(outreach.Dataset)} - {"purchases", "reconciliation"}
"""What a dataset holds of records, and of problems with them."""
PUBLIC = sorted(
    path.relative_to(FOLDER).as_posix()
    for path in FOLDER.rglob("*.py")
    if path.relative_to(FOLDER).as_posix() != "public.py" and path.parent.name != "staff"
)


def record_arguments(function: ast.FunctionDef) -> dict[str, set[str]]:
    """Return the arguments of a *function* whose type names a record or a dataset, with these names."""
    every = [*function.args.args, *function.args.kwonlyargs]
    named = {
        argument.arg: {node.id for node in ast.walk(argument.annotation) if isinstance(node, ast.Name)}
        | {
            word
            for node in ast.walk(argument.annotation)
            if isinstance(node, ast.Constant)
            for word in str(node.value).split()
        }
        for argument in every
        if argument.annotation
    }
    return {name: found & (RECORDS | {"Dataset"}) for name, found in named.items() if found & (RECORDS | {"Dataset"})}


def faults(code: str, public: set[str]) -> list[str]:
    """Return where *code* reads a record: *public*, its functions that a user calls, may take one and hand it on."""
    tree = ast.parse(code)
    found = [*masks(tree)]
    for function in (node for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)):
        for inner in (node for node in ast.walk(function) if isinstance(node, ast.FunctionDef)):
            taken = record_arguments(inner)
            if any(names & RECORDS for names in taken.values()) and inner.name not in public:
                found.append(f"{inner.lineno}: {inner.name} takes a record")
            found += attributes(inner, taken)
    return found


def masks(tree: ast.Module) -> list[str]:
    """Return where a text is masked by hand."""
    calls = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    return [f"{call.lineno}: masked(" for call in calls if getattr(call, "attr", getattr(call, "id", "")) == "masked"]


def attributes(function: ast.FunctionDef, taken: dict[str, set[str]]) -> list[str]:
    """Return where a function touches an attribute of a record, or of a dataset one that holds records."""
    return [
        f"{node.lineno}: {node.value.id}.{node.attr}"
        for node in ast.walk(function)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in taken
        if taken[node.value.id] & RECORDS or node.attr in HELD
    ]


@pytest.mark.parametrize("name", PUBLIC)
def test_no_publication_reads_a_record(name):
    """Outside ``public.py`` and ``staff/`` a record is handed to the projection, and nothing of it is looked at."""
    assert [] == faults((FOLDER / name).read_text(encoding="utf-8"), {*publications.__all__})


@pytest.mark.parametrize(
    "code",
    [
        "def invitation(event: Event) -> str:\n    return event.title",
        "def _row(procurement: Procurement) -> str:\n    return view.text(procurement)",
        "def procurement_list(data: Dataset) -> int:\n    return len(data.procurements)",
        "class Rows:\n    def of(self, data: Dataset | None) -> object:\n        return data.participations",
        "def _title(text: str) -> str:\n    return masked(text)",
        "def _title(text: str) -> str:\n    return country.masked(text)",
    ],
)
def test_a_record_that_is_read_is_found(code):
    """The test sees what it forbids."""
    assert faults(code, {"invitation", "procurement_list"})


def test_a_record_that_is_handed_on_is_none():
    """What a user calls takes records, and gives them to the projection."""
    code = "def invitation(event: Event, data: Dataset) -> str:\n    return view.event(event, data).id + data.purchases"
    assert [] == faults(code, {"invitation"})


def test_masking_is_rarely_said():
    """At most a dozen calls of ``masked(`` remain in the whole library: a text is masked where it becomes a fact."""
    source = FOLDER.parent
    calls = [
        node
        for path in source.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) == "masked"
    ]
    assert len(calls) <= 12
