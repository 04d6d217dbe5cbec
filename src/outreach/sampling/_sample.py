"""A copy of a file that can be shown: the same shape, other values."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from outreach.errors import OutreachError, SourceError, UnknownTableError
from outreach.reading import read
from outreach.reading._opening import open_input
from outreach.registry import Registry
from outreach.sampling._cells import Cells
from outreach.sampling._letters import Letters
from outreach.sampling._texts import as_json, delimited, headings_of
from outreach.sampling._workbook import workbook
from outreach.sources.archives import MAGIC
from outreach.sources.csv.delimited import DelimitedText
from outreach.values import fold

if TYPE_CHECKING:
    from os import PathLike

KINDS = ("csv", "xlsx", "json")


def write_sample(path: str | PathLike[str], to: str | PathLike[str]) -> Path:
    """Write a copy of a file with other values in it, to send along when you report a fault (provexemplar).

    The copy is read as the file is: the same tables, as many rows, problems of the same kinds. Names become other
    letters, numbers other digits (a wrong check digit stays wrong), dates other days. As they are stay headings, the
    names of sheets, blanks, and short words and codes of public lists: *ja*, *öppet*, account and CPV numbers. The
    same file gives the same copy; without the file nothing can be turned back.

    Args:
        path: A delimited text, a workbook or a JSON file.
        to: Where the copy is written; never over the file itself.

    Raises:
        outreach.errors.InputError: The file cannot be opened.
        outreach.errors.SourceError: It is packed or of another format, or the copy would be written over it.
    """
    file = os.fspath(path)
    item = open_input(file, Registry(entry_points=False))
    found, target = Path(file), Path(to)
    if item.source.name not in KINDS:
        kind = item.source.name
        raise SourceError(file, f"no copy is made of this format ({kind})", f"one of: {', '.join(KINDS)}", kind)
    if target.exists() and target.resolve() == found.resolve():
        raise SourceError(file, "the copy would be written over it", "give another name", item.source.name)
    content = found.read_bytes()
    if content.startswith(MAGIC):
        raise SourceError(file, "no copy is made of what is packed", "unpack it first", item.source.name)
    headings, roles = _headings(found)
    cells = Cells(Letters(hashlib.blake2b(content, digest_size=32).digest()), headings)
    target.write_bytes(_other(item.source.name, found, content, cells, roles))
    return target


def _other(kind: str, path: Path, content: bytes, cells: Cells, roles: dict[str, str]) -> bytes:
    if kind == "xlsx":
        return workbook(path, cells, roles)
    if kind == "json":
        return as_json(content, cells, roles)
    text = DelimitedText.of(path, None, None, whole=True)
    return delimited(content, text.encoding, text.delimiter, cells, roles)


def _headings(path: Path) -> tuple[frozenset[str], dict[str, str]]:
    """Return what the headings are, and what the columns under them are read as."""
    try:
        columns = [
            column
            for report in read(path, registry=Registry(entry_points=False)).reconciliation
            for column in report.columns
        ]
    except UnknownTableError as error:
        columns = [(heading, None) for heading in error.headings]
    except OutreachError:
        columns = []
    roles = {fold(heading): role for heading, role in columns if role}
    return headings_of([heading for heading, _ in columns]), roles
