"""No publisher can read a private field: publications have none, the type checker says so, and so does running it."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
import subprocess
import sys
import typing
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import pytest

import outreach
import sample_publications as samples
from outreach import blocks, model, testing
from outreach.model._strict import PERSONAL, RELEASED_BY
from outreach.rendering import _publication

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent
CURIOUS = ROOT / "tests" / "typing" / "private.py"
IGNORED = re.compile(r"  # type: ignore\[[a-z-]+\]$", re.MULTILINE)
VALUES = {
    "ChangeKind",
    "ContractLength",
    "Estimate",
    "EventStatus",
    "Money",
    "Nature",
    "Period",
    "Precision",
    "Procedure",
    "Stage",
}
"""What of the model may stand in a publication: amounts, times, and words of a list. No record, and no person."""


@attrs.frozen
class Curious(outreach.Publisher):
    """Asks for the bids."""

    name = "curious"
    root: Path

    def publish(self, publication: outreach.Publication) -> str:
        """Ask."""
        return str(publication.facts.procurements[0].bids)


def reachable() -> set[type]:
    """Return every class that a publication can hold, at any depth."""
    names = {name: value for module in modules() for name, value in vars(module).items()}
    found: set[type] = set()
    waiting: list[type] = [outreach.Publication, outreach.Edition]
    while waiting:
        kind = waiting.pop()
        if kind not in found:
            found.add(kind)
            waiting += [part for hint in hints(kind, names) for part in classes(hint)]
    return found


def modules() -> list[ModuleType]:
    """Return the modules whose names stand in the types of publications."""
    rooms = [importlib.import_module(name) for name in ("datetime", "decimal", "enum", "typing")]
    for room in (model, blocks):
        rooms += [
            importlib.import_module(f"{room.__name__}.{each.name}") for each in pkgutil.iter_modules(room.__path__)
        ]
    return [*rooms, _publication, model, blocks]


def hints(kind: type, names: dict[str, object]) -> list[object]:
    """Return the types of the fields of *kind*, and the kinds of which it is the base."""
    if not attrs.has(kind):
        return []
    return [*typing.get_type_hints(kind, globalns={**names, **vars(sys.modules[kind.__module__])}).values()]


def classes(hint: object) -> list[type]:
    """Return the classes a type is made of."""
    if isinstance(hint, type) and not typing.get_args(hint):
        return [hint]
    return [part for each in typing.get_args(hint) for part in classes(each)]


def test_every_block_is_looked_at():
    """What follows sees all of a publication, and not only its surface."""
    every = {kind for kind in vars(blocks).values() if inspect.isclass(kind) and attrs.has(kind)}
    public = {kind for name, kind in vars(_publication).items() if name.startswith("Public") and inspect.isclass(kind)}
    assert every <= reachable()
    assert {each.__name__ for each in public} >= {"PublicFacts", "PublicProcurement", "PublicEvent", "PublicContact"}
    assert public <= reachable()


def test_a_publication_holds_no_record():
    """Of the model amounts, times and words of lists stand in it: no contact, no participation, no bid, no event."""
    held = {kind.__name__ for kind in reachable() if kind.__module__.startswith("outreach.model")}
    assert set() == held - VALUES


def test_nothing_in_a_publication_is_personal():
    """No field is marked as personal data, or as what somebody has to release first; and every class is frozen."""
    ours = [kind for kind in reachable() if attrs.has(kind)]
    fields = [(kind.__name__, field.name, field.metadata) for kind in ours for field in attrs.fields(kind)]
    assert [] == [(kind, name) for kind, name, metadata in fields if {PERSONAL, RELEASED_BY} & {*metadata}]
    assert fields


def test_publishing_takes_no_record(tmp_path):
    """Handed over where a publication belongs, it is refused before anything is written."""
    record = model.Bid(id="b", procurement_id="p")
    with pytest.raises(outreach.PublishingError, match=r"publications holds a Bid \(each is an outreach.Publication\)"):
        outreach.publish([record], to=[outreach.publisher("site", root=tmp_path / "x")])
    assert [] == list(tmp_path.iterdir())


def test_a_publisher_that_asks_for_bids_gets_none(tmp_path):
    """It fails with its name, and the others are published all the same."""
    page = attrs.evolve(samples.invitation(), facts=outreach.PublicFacts(procurements=[fact()]))
    with pytest.raises(outreach.PublishErrors, match=r"curious: .*AttributeError.*'PublicProcurement'.*'bids'"):
        outreach.publish([page], to=[Curious(tmp_path)])


def test_a_publisher_that_asks_for_bids_fails_the_kit(tmp_path):
    """Whoever writes one learns it from the conformance tests."""
    page = attrs.evolve(samples.invitation(), facts=outreach.PublicFacts(procurements=[fact()]))
    found = {check.name: check for check in testing.publisher_checks(Curious, publications=[page])}
    with pytest.raises(outreach.PublishErrors, match="bids"):
        found["one publication"](tmp_path)


def fact() -> outreach.PublicProcurement:
    """Return what all may know of a procurement."""
    return outreach.PublicProcurement(id="u-1", title="Hisservice", stage=outreach.Stage.PLANNED)


def test_a_publisher_that_asks_for_what_is_private_fails_the_type_checker(tmp_path):
    """Every line of it that does; and no other line."""
    written = CURIOUS.read_text(encoding="utf-8")
    expected = {number for number, line in enumerate(written.splitlines(), 1) if IGNORED.search(line)}
    bare = tmp_path / "bare.py"
    bare.write_text(IGNORED.sub("", written), encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--no-error-summary", bare]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    said = re.findall(r"bare\.py:(\d+): error: .* has no attribute .*\[attr-defined\]", done.stdout)
    assert (expected, len(done.stdout.splitlines())) == ({*map(int, said)}, len(expected)), done.stdout + done.stderr
