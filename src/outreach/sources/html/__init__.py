"""Web pages: every table with rows is one of its own, and so is a list whose heading says what is planned when.

A page holds more tables than data: those that lay it out have no headings the core knows, and are reported as such.

Standard: HTML as browsers read it (WHATWG), by its tokens: ``table``, ``caption``, ``tr``, ``th``, ``td`` with
``rowspan`` and ``colspan``, ``ul`` and ``ol`` below a heading, ``a`` for addresses. Scripts, styles and what is
struck out are no text.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, Final

import attrs

import outreach
from outreach.sources.html.page import Page, parsed
from outreach.sources.html.tables import lists_of, table_of
from outreach.sources.table_file import TableFile

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARKS: Final = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_SAID: Final = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{1,40})"""
)
_LOOKED_AT: Final = 4_096
_MEANT: Final = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "ascii": "cp1252", "us-ascii": "cp1252"}
"""What a page says, and what browsers take it for: Windows' letters stand in what is called Latin-1."""


def decoded(raw: bytes, encoding: str | None) -> tuple[str, str]:
    """Return the text of a page and its codec.

    Raises:
        ValueError: It is not in that encoding; no codec but Windows-1252 takes what is not UTF-8.
        LookupError: There is no such codec.
    """
    codec = encoding or _marked(raw) or _said(raw)
    if codec:
        return raw.decode(codec), codec
    try:
        return raw.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return raw.decode("cp1252"), "cp1252"


def _marked(raw: bytes) -> str:
    return next((codec for mark, codec in _MARKS if raw.startswith(mark)), "")


def _said(raw: bytes) -> str:
    """Return the codec that the page names, if there is one and the bytes are in it."""
    match = _SAID.search(raw[:_LOOKED_AT])
    said = match[1].decode("ascii").casefold() if match else ""
    try:
        codec = codecs.lookup(_MEANT.get(said, said)).name if said else ""
        raw.decode(codec or "utf-8")
    except (LookupError, ValueError):
        return ""
    return codec


SUFFIXES: Final = frozenset({".html", ".htm", ".xhtml", ".mht"})
MOST_BYTES: Final = 20 << 20
MOST_TABLES: Final = 1_000
_BEGINS: Final = ("<!doctype html", "<html", "<head", "<body", "<table", "<meta", "<!--")


@attrs.frozen
class Html(TableFile, outreach.Source):
    """A web page, or a table that a program saved as one under the name of a workbook (webbsida).

    Attributes:
        path: The file.
        encoding: A Python codec, such as ``"cp1252"``; found out if not given.
    """

    name = "html"
    encoding: str | None = attrs.field(default=None, kw_only=True)

    @classmethod
    def recognises(cls, sample: outreach.Sample) -> bool:
        """Tell a page by how it begins; one that begins as XML, by the element that follows."""
        text = sample.text.lstrip("\ufeff \t\r\n").casefold()
        if text.startswith("<?xml"):
            return "<html" in text[:2_000]
        return text.startswith(_BEGINS) and (sample.suffix in SUFFIXES or "<t" in text or "<html" in text)

    def tables(self) -> Iterator[outreach.Table]:
        """Yield a table for each one on the page that has headings and rows, then one for each list of plans.

        Raises:
            outreach.SourceError: Larger than ``MOST_BYTES``, not text, nested too deep, or without any table or list.
        """
        page, encoding = self._page()
        try:
            found = _tables(page)
        except ValueError as error:
            raise self._error(str(error), "save only the table") from error
        if not found:
            raise self._error("no table in it, and no list that says what is planned", "ask for the spreadsheet")
        for number, table in enumerate(found):
            notes = (*((f"encoding {encoding}",) if not number else ()), *table.notes)
            yield attrs.evolve(table, notes=notes, found={"encoding": encoding})

    def _page(self) -> tuple[Page, str]:
        if self.path.stat().st_size > MOST_BYTES:
            raise self._error(f"larger than {MOST_BYTES >> 20} MB", "save only the table")
        raw = self.path.read_bytes()
        try:
            text, encoding = decoded(raw, self.encoding)
            return parsed(text), encoding
        except (ValueError, LookupError) as error:
            raise self._error(str(error), 'say its encoding: Html(…, encoding="cp1252")') from error

    def _error(self, reason: str, hint: str) -> outreach.SourceError:
        return outreach.SourceError(str(self.path), reason, hint, self.name)


def _tables(page: Page) -> list[outreach.Table]:
    if len(page.tables) > MOST_TABLES:
        raise ValueError(f"{len(page.tables):,} tables")
    tables = (table_of(grid, f"table {number}") for number, grid in enumerate(page.tables, 1))
    return [*(table for table in tables if table), *lists_of(page)]
