"""In whatever order files, rows, publications and channels come: every byte that is published is the same."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

import attrs

import outreach
from outreach import demo as _demo
from outreach.dataset._dataset import KINDS
from outreach.demo import _editions

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

LOCALE = "sv_SE"


def read(folder: Path, the_list: str, *, is_turned: bool) -> outreach.Dataset:
    """Return what the demo reads, the files in order or the other way round, and the records of each kind likewise."""
    names = [the_list if each.startswith("upphandlingslista") else each for each in _demo.INPUTS]
    data = outreach.read(*(folder / name for name in turned(names, is_turned=is_turned)))
    records = {
        name: outreach.Records(kind, turned(list(getattr(data, name)), is_turned=is_turned))
        for name, kind in KINDS.items()
    }
    return attrs.evolve(data, **records)


def turned(given: Sequence[object], *, is_turned: bool) -> list[object]:
    """Return what is *given*, or the same from the end."""
    return list(given)[::-1] if is_turned else list(given)


def published(folder: Path, *, is_turned: bool) -> dict[str, bytes]:
    """Publish before and after the meeting in every channel, and return every file."""
    (folder / "input").mkdir(parents=True)
    for name in (*_demo.INPUTS, _demo.LATER, _demo.PICTURE):
        (folder / "input" / name).write_bytes(files(_demo).joinpath("input", name).read_bytes())
    data = read(folder / "input", _demo.INPUTS[1], is_turned=is_turned)
    later = read(folder / "input", _demo.LATER, is_turned=is_turned)
    channels = turned([*_demo.channels(folder), *_demo.papers(folder)], is_turned=is_turned)
    inside = _demo.papers_for_staff(folder)
    news = _editions.after(later, data, folder / "input", LOCALE)
    outreach.publish(turned(_editions.before(data, LOCALE), is_turned=is_turned), channels, now=_demo.NOW)
    outreach.publish(turned(_editions.for_staff(data, LOCALE), is_turned=is_turned), inside, now=_demo.NOW)
    outreach.publish(turned(news, is_turned=is_turned), channels, now=_demo.THEN)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_no_order_changes_a_byte(tmp_path):
    """Of all that the made-up municipality publishes."""
    one, other = published(tmp_path / "one", is_turned=False), published(tmp_path / "other", is_turned=True)
    assert one.keys() == other.keys()
    assert [] == [path for path, content in one.items() if content != other[path]]
