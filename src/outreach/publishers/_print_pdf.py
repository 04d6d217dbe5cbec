"""A publication as PDF: what it says as data beside a template that never changes."""

from __future__ import annotations

import json
import warnings
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

from outreach import PublishingError, languages, rendering
from outreach.blocks import Card
from outreach.publishers._print_blocks import Writer
from outreach.publishers._print_fonts import UNSHOWN, set_pages, typst, with_forms, with_plain_forms
from outreach.publishers._print_text import fit, name, pieces, spoken
from outreach.publishers._sheet_table import Sheet

if TYPE_CHECKING:
    from pathlib import Path

    from outreach import Edition, Publication

TEMPLATES: Final = "print_templates"
MOST: Final = 40
"""Characters that a warning shows."""


def pdf_of(publication: Publication, edition: Edition, fonts: Path | None = None) -> bytes:
    """Return *publication* as a PDF on A4: tagged (PDF/UA-1), the same bytes for the same publication and *fonts*.

    Raises:
        MissingExtraError: The packages of the extra ``print`` are not installed.
        PublishingError: It cannot be set.
    """
    data, pictures = _data(publication, edition)
    said = json.dumps(data, ensure_ascii=False, sort_keys=True)
    files = {**_templates(), **{f"{number}.json": _numbers(each) for number, each in enumerate(pictures, 1)}}
    shown, lacking = with_forms(said, fonts)
    if lacking:
        message = f"{publication.id}: printed as {UNSHOWN}, since no font has them: {lacking[:MOST]} (give fonts=)"
        warnings.warn(message, stacklevel=2)
    try:
        return set_pages({**files, "data.json": shown.encode()}, fonts)
    except typst().TypstError as error:
        if "could not be displayed" not in str(error):
            raise PublishingError(f"{publication.id}: cannot be printed: {error}") from error
    return set_pages({**files, "data.json": with_plain_forms(said).encode()}, fonts)


def _numbers(content: bytes) -> bytes:
    """Return bytes as an array of numbers: files that are no text cannot be handed over in memory."""
    return json.dumps(list(content), separators=(",", ":")).encode()


def _templates() -> dict[str, bytes]:
    folder = resources.files("outreach.publishers") / TEMPLATES
    return {name: (folder / name).read_bytes() for name in ("main.typ", "base.typ", "cards.typ")}


def _data(publication: Publication, edition: Edition) -> tuple[dict[str, Any], list[bytes]]:
    """Return what the template needs to know, and the pictures that it refers to by their number."""
    locale = languages.normalise(publication.locale)
    sheet = Sheet(rendering.tables(publication), locale)
    has_title = not publication.blocks or any(not isinstance(block, Card) for block in publication.blocks)
    writer = Writer(locale, sheet, has_title=has_title)
    title = name(publication.title)
    data = {
        "title": title,
        "heading": [{"kind": "text", "text": pieces(title), **spoken(publication.title_lang)}] if has_title else [],
        "lang": locale[:2],
        "region": locale[3:],
        "publisher": fit(publication.publisher_name).strip(),
        "about": fit(publication.summary).strip(),
        "lying": sheet.is_lying,
        "blocks": writer.blocks(publication.blocks),
        **_foot(publication, edition, writer.t),
    }
    return data, writer.pictures


def _foot(publication: Publication, edition: Edition, t: languages.Translator) -> dict[str, Any]:
    moment = edition.now or publication.updated
    day = [moment.year, moment.month, moment.day] if moment else []
    written = languages.format_date(moment, publication.locale) if moment else ""
    numbers = t.parts("Page {page} of {pages}", page={"number": "page"}, pages={"number": "pages"})
    return {
        "day": day,
        "updated": t("Last updated {date}", date=written) if written else "",
        "pages": list(numbers),
    }
