"""Documents for whoever writes on: press releases, minutes, questions with their answers."""

from __future__ import annotations

import io
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

import attrs

from outreach import Edition, Look, MissingExtraError, Publication, Publisher, languages, rendering
from outreach.publishers._addresses import check_address, with_addresses
from outreach.publishers._editions import HOUSE, moment_of, publish_files, withdraw_files
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

    With a *template* of a municipality's own its styles, theme, margins, head and foot are used, and its text is left
    out. It needs the styles ``Title``, ``Heading 1``, ``List Bullet`` and ``List Number``; others that it lacks are
    made from its own text. Our foot is written where it has none.

    Attributes:
        root: The folder; made where there is none, refused where it holds anything else.
        site_url: Where the pages are on the web: a line that leads to one is a link; without it such a line is left
            out.
        template: A document or a template of Word's (``.docx``, ``.dotx``), without macros; else ours.
        look: The graphic profile. A *template* wins over it: colours, letters and logotype are the template's, and of
            the look only the name is used.
    """

    name: ClassVar[str] = "document"
    root: Path = attrs.field(converter=Path)
    site_url: str = attrs.field(default="", kw_only=True, validator=check_address)
    template: Path | None = attrs.field(default=None, kw_only=True, converter=attrs.converters.optional(Path))
    look: Look = attrs.field(factory=Look, kw_only=True, validator=attrs.validators.instance_of(Look))

    def publish_edition(self, edition: Edition) -> Iterable[Path]:
        """Write the documents; those of earlier editions stay.

        Raises:
            MissingExtraError: The package of the extra ``documents`` is not installed.
            PublishingError: The folder is somebody else's, or the template lacks what is needed.
        """

        def made(publication: Publication, edition: Edition) -> bytes:
            whole = with_addresses(publication, edition, self.site_url)
            return document_of(whole, edition, self.look, self.template)

        return publish_files(Folder(self.root, self.name), edition, ".docx", made)

    def withdraw(self, publication_id: str) -> None:
        """Remove the documents of a publication, in every language.

        Raises:
            PublishingError: There is no such publication.
        """
        withdraw_files(Folder(self.root, self.name), publication_id)


MOST: Final = 255
"""Characters of a property."""

LOGO: Final = 14
"""How high the logotype is, in millimetres."""


def document_of(publication: Publication, edition: Edition, look: Look = HOUSE, template: Path | None = None) -> bytes:
    """Return *publication* as a .docx (Office Open XML, ISO/IEC 29500), the same bytes for the same publication.

    Raises:
        MissingExtraError: The package of the extra ``documents`` is not installed.
        PublishingError: The template cannot be used.
    """
    try:
        from outreach.publishers.document import _blocks, _styles  # noqa: PLC0415 - need an extra
    except ImportError as error:
        raise MissingExtraError("python-docx", "documents") from error
    locale = languages.normalise(publication.locale)
    sheet = Sheet(rendering.tables(publication), locale, has_links=True)
    document = _styles.empty_document(locale.replace("_", "-"), look, template, lying=sheet.is_lying)
    publication = attrs.evolve(publication, publisher_name=publication.publisher_name or look.name)
    if look.logo and template is None:
        _draw_logo(document, look)
    title = document.add_paragraph(_styles.name(publication.title), style="Title")
    _styles.speak(title.runs[0], publication.title_lang)
    writer = _blocks.Writer(document, sheet, locale)
    writer.blocks(publication.blocks)
    _write_foot(document, publication, edition)
    _say_what_it_is(document, publication, edition)
    target = io.BytesIO()
    document.save(target)
    return repacked(target.getvalue())


def _draw_logo(document: Docx, look: Look) -> None:
    """Draw the logotype at the head of every sheet."""
    from docx.shared import Mm  # noqa: PLC0415 - needs an extra

    head = document.sections[0].header.paragraphs[0]
    picture = head.add_run().add_picture(io.BytesIO(look.logo), height=Mm(LOGO))
    picture._inline.docPr.set("descr", rendering.one_line(look.name) or "–")  # noqa: SLF001 - no public way to say it


def _write_foot(document: Docx, publication: Publication, edition: Edition) -> None:
    from outreach.publishers.document._styles import line, write_field  # noqa: PLC0415 - needs an extra

    t = languages.translator(publication.locale)
    moment = edition.now or publication.updated
    day = t("Last updated {date}", date=languages.format_date(moment, publication.locale)) if moment else ""
    footer = document.sections[0].footer
    if any(paragraph.text.strip() for paragraph in footer.paragraphs) or footer.tables:
        return  # the template has one of its own
    foot = footer.paragraphs[0] if footer.paragraphs else footer.add_paragraph()
    for shown in filter(None, [line(publication.publisher_name).strip(), day]):
        foot.add_run(f"{shown} · ")
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
