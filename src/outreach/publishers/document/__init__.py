"""Documents for whoever writes on: press releases, minutes, questions with their answers."""

from __future__ import annotations

import io
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

import attrs

from outreach import Edition, MissingExtraError, Publication, Publisher, languages, rendering
from outreach.publishers._addresses import check_address, with_addresses
from outreach.publishers._editions import moment_of, publish_files, withdraw_files
from outreach.publishers._office import repacked
from outreach.publishers._paper import Sheet
from outreach.publishers.folder import Folder

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docx.document import Document as Docx

    from outreach import Edition, Publication


@attrs.frozen
class Document(Publisher):
    """Make a document of each publication, under *root* (dokument): ``documents/sv/protokoll.docx``.

    Office Open XML, for Word and LibreOffice (extra ``documents``): headings, lists, captions and quotations in the
    programs' own styles, links that are links, tables that repeat their heading, pictures with their description.
    It takes every publication.

    Attributes:
        root: The folder; made where there is none, refused where it holds anything else.
        site_url: Where the pages are on the web: a line that leads to one is a link; without it such a line is left
            out.
    """

    name: ClassVar[str] = "document"
    root: Path = attrs.field(converter=Path)
    site_url: str = attrs.field(default="", kw_only=True, validator=check_address)

    def publish_edition(self, edition: Edition) -> Iterable[Path]:
        """Write the documents; those of earlier editions stay.

        Raises:
            MissingExtraError: The package of the extra ``documents`` is not installed.
            PublishingError: The folder is somebody else's.
        """

        def made(publication: Publication, edition: Edition) -> bytes:
            return document_of(with_addresses(publication, edition, self.site_url), edition)

        return publish_files(Folder(self.root, self.name), edition, ".docx", made)

    def withdraw(self, publication_id: str) -> None:
        """Remove the documents of a publication, in every language.

        Raises:
            PublishingError: There is no such publication.
        """
        withdraw_files(Folder(self.root, self.name), publication_id)


MOST: Final = 255
"""Characters of a property."""


def document_of(publication: Publication, edition: Edition) -> bytes:
    """Return *publication* as a .docx (Office Open XML, ISO/IEC 29500), the same bytes for the same publication.

    Raises:
        MissingExtraError: The package of the extra ``documents`` is not installed.
    """
    try:
        from outreach.publishers.document import _blocks, _styles  # noqa: PLC0415 - need an extra
    except ImportError as error:
        raise MissingExtraError("python-docx", "documents") from error
    locale = languages.normalise(publication.locale)
    sheet = Sheet(rendering.tables(publication), locale, has_links=True)
    document = _styles.empty_document(locale.replace("_", "-"), lying=sheet.is_lying)
    title = document.add_paragraph(_styles.name(publication.title), style="Title")
    _styles.speak(title.runs[0], publication.title_lang)
    writer = _blocks.Writer(document, sheet, locale)
    writer.blocks(publication.blocks)
    _write_foot(document, publication, edition)
    _say_what_it_is(document, publication, edition)
    target = io.BytesIO()
    document.save(target)
    return repacked(target.getvalue())


def _write_foot(document: Docx, publication: Publication, edition: Edition) -> None:
    from outreach.publishers.document._styles import line, write_field  # noqa: PLC0415 - needs an extra

    t = languages.translator(publication.locale)
    moment = edition.now or publication.updated
    day = t("Last updated {date}", date=languages.format_date(moment, publication.locale)) if moment else ""
    foot = document.sections[0].footer.paragraphs[0]
    for said in filter(None, [line(publication.publisher_name).strip(), day]):
        foot.add_run(f"{said} · ")
    for part in t.parts("Page {page} of {pages}", page=("PAGE",), pages=("NUMPAGES",)):
        write_field(foot, part) if part in ("PAGE", "NUMPAGES") else foot.add_run(part)


def _say_what_it_is(document: Docx, publication: Publication, edition: Edition) -> None:
    """Set the properties, which else would tell of the template."""
    about = document.core_properties
    about.title = rendering.one_line(publication.title)[:MOST]
    about.author = about.last_modified_by = rendering.one_line(publication.publisher_name)[:MOST]
    about.subject = rendering.one_line(publication.summary)[:MOST]
    about.comments = about.keywords = about.category = ""
    about.language = languages.normalise(publication.locale).replace("_", "-")
    about.revision = 1
    about.created = about.modified = moment_of(edition, publication).astimezone(UTC).replace(tzinfo=None)
