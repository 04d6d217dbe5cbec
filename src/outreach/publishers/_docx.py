"""A publication as a document that can be written on."""

from __future__ import annotations

import io
from datetime import UTC
from typing import TYPE_CHECKING, Final

from outreach import MissingExtraError, languages, rendering
from outreach.publishers._dates import moment_of
from outreach.publishers._office import repacked
from outreach.publishers._sheet_table import Sheet

if TYPE_CHECKING:
    from docx.document import Document

    from outreach import Edition, Publication

MOST: Final = 255
"""Characters of a property."""


def document_of(publication: Publication, edition: Edition) -> bytes:
    """Return *publication* as a .docx (Office Open XML, ISO/IEC 29500), the same bytes for the same publication.

    Raises:
        MissingExtraError: The package of the extra ``documents`` is not installed.
    """
    try:
        from outreach.publishers import _docx_blocks, _docx_styles, _docx_text  # noqa: PLC0415 - need an extra
    except ImportError as error:
        raise MissingExtraError("python-docx", "documents") from error
    locale = languages.normalise(publication.locale)
    sheet = Sheet(rendering.tables(publication), locale, has_links=True)
    document = _docx_styles.empty_document(locale.replace("_", "-"), lying=sheet.is_lying)
    title = document.add_paragraph(_docx_text.name(publication.title), style="Title")
    _docx_text.speak(title.runs[0], publication.title_lang)
    writer = _docx_blocks.Writer(document, sheet, locale)
    writer.blocks(publication.blocks)
    _write_foot(document, publication, edition)
    _say_what_it_is(document, publication, edition)
    target = io.BytesIO()
    document.save(target)
    return repacked(target.getvalue())


def _write_foot(document: Document, publication: Publication, edition: Edition) -> None:
    from outreach.publishers._docx_text import line, write_field  # noqa: PLC0415 - needs an extra

    t = languages.translator(publication.locale)
    moment = edition.now or publication.updated
    day = t("Last updated {date}", date=languages.format_date(moment, publication.locale)) if moment else ""
    foot = document.sections[0].footer.paragraphs[0]
    for said in filter(None, [line(publication.publisher_name).strip(), day]):
        foot.add_run(f"{said} · ")
    for part in t.parts("Page {page} of {pages}", page=("PAGE",), pages=("NUMPAGES",)):
        write_field(foot, part) if part in ("PAGE", "NUMPAGES") else foot.add_run(part)


def _say_what_it_is(document: Document, publication: Publication, edition: Edition) -> None:
    """Set the properties, which else would tell of the template."""
    about = document.core_properties
    about.title = rendering.one_line(publication.title)[:MOST]
    about.author = about.last_modified_by = rendering.one_line(publication.publisher_name)[:MOST]
    about.subject = rendering.one_line(publication.summary)[:MOST]
    about.comments = about.keywords = about.category = ""
    about.language = languages.normalise(publication.locale).replace("_", "-")
    about.revision = 1
    about.created = about.modified = moment_of(edition, publication).astimezone(UTC).replace(tzinfo=None)
