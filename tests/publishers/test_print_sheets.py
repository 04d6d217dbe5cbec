"""Papers for staff: each purchaser's sheet is one of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

import sample_publications as samples
from outreach.publishers import Print, PrintForStaff

if TYPE_CHECKING:
    from pathlib import Path

    import outreach


def staff_sheets() -> outreach.Publication:
    """Return a publication for staff with three parts."""
    listed = samples.procurement_list()
    parts = [attrs.evolve(part, audience="staff", blocks=part.blocks[:1]) for part in listed.parts]
    return attrs.evolve(listed, id="sheets", slug="underlag", audience="staff", blocks=listed.blocks[:1], parts=parts)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*.pdf"))


def test_each_part_for_staff_is_a_paper(tmp_path: Path):
    """The parts of what is for all are pages of a site, not papers."""
    root = tmp_path / "staff"
    PrintForStaff(root).publish_edition(samples.edition(staff_sheets()))
    assert names(root) == ["u-2017-1.pdf", "u-2017-2.pdf", "u-2017-3.pdf", "underlag.pdf"]
    PrintForStaff(tmp_path / "all").publish_edition(samples.edition(samples.procurement_list()))
    assert names(tmp_path / "all") == ["upphandlingar.pdf"]


def test_sheets_come_and_go_with_what_they_are_part_of(tmp_path: Path):
    """A table that is there no more leaves no sheet behind; withdrawing the plan withdraws the sheets."""
    root, told = tmp_path / "staff", staff_sheets()
    channel = PrintForStaff(root)
    channel.publish_edition(samples.edition(told))
    channel.publish_edition(samples.edition(attrs.evolve(told, parts=told.parts[:1])))
    assert names(root) == ["u-2017-1.pdf", "underlag.pdf"]
    channel.withdraw("sheets")
    assert names(root) == []


def test_nothing_of_it_is_public(tmp_path: Path):
    """The public channel does not take what is for staff."""
    assert "staff" not in Print(tmp_path / "x").audiences
