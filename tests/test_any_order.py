"""In whatever order files, rows, publications and channels come: every byte that is published is the same."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

import outreach
from outreach import demo as _demo
from outreach.dataset._dataset import KINDS
from outreach.demo import _editions

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from demo_runs import DemoRun


def read(folder: Path, the_list: str) -> outreach.Dataset:
    """Return what the demo reads, the files from the last to the first."""
    names = [the_list if each.startswith("upphandlingslista") else each for each in _demo.INPUTS]
    return outreach.read(*(folder / name for name in names[::-1]))


def turned(data: outreach.Dataset) -> outreach.Dataset:
    """Return *data* with the records of each kind from the last to the first."""
    records = {name: outreach.Records(kind, list(getattr(data, name))[::-1]) for name, kind in KINDS.items()}
    return attrs.evolve(data, **records)


def publish_turned(folder: Path) -> None:
    """Publish in every channel what the demo publishes, before the meeting and after it, all from the end."""
    inputs = folder / "input"
    inputs.mkdir(parents=True)
    for name in (*_demo.INPUTS, _demo.LATER, _demo.PICTURE):
        (inputs / name).write_bytes(files(_demo).joinpath("input", name).read_bytes())
    data = turned(read(inputs, _demo.INPUTS[1]))
    later = turned(read(inputs, _demo.LATER) + _demo.decisions())
    papers = _demo.papers(folder)
    channels = [*_demo.channels(folder), *papers][::-1]

    def every(made: Callable[[str], Sequence[outreach.Publication]]) -> list[outreach.Publication]:
        return [publication for locale in _demo.LOCALES for publication in made(locale)][::-1]

    outreach.publish(every(lambda locale: _editions.before(data, locale)), channels, now=_demo.NOW)
    outreach.publish(every(lambda locale: _editions.to_put_up(data, locale)), papers, now=_demo.NOW)
    inside = _demo.papers_for_staff(folder)
    outreach.publish(every(lambda locale: _editions.for_staff(data, locale)), inside, now=_demo.NOW)
    outreach.publish(every(lambda locale: _editions.after(later, data, inputs, locale)), channels, now=_demo.THEN)


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file, those that a channel remembers with them."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_no_order_changes_a_byte(demo_run: DemoRun, tmp_path: Path):
    """Of all that the made-up municipality publishes."""
    publish_turned(tmp_path)
    one, other = contents(Path(demo_run.folder)), contents(tmp_path)
    assert one.keys() == other.keys()
    assert [] == [path for path, content in one.items() if content != other[path]]
