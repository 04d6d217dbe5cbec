"""Papers as PDF, for whoever prints, hangs up, hands out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import attrs

from outreach import Edition, Publication, Publisher, rendering
from outreach.publishers._address import check_address
from outreach.publishers._files import publish_files, withdraw_files
from outreach.publishers._folder import Folder
from outreach.publishers._print_pdf import pdf_of
from outreach.publishers._ways import with_addresses

if TYPE_CHECKING:
    from collections.abc import Iterable


@attrs.frozen
class Print(Publisher):
    """Make a PDF on A4 of each publication, under *root* (trycksak): ``print/sv/inbjudan.pdf`` (extra ``print``).

    Tagged after PDF/UA-1 (ISO 14289-1), with its language, its title and fonts of its own: the same bytes on every
    machine. Addresses are written out, those to act on with a QR code besides; tables repeat their heading, and lie
    where they are wide; a sign takes a page, ten badges of 90 × 54 mm a sheet. It takes every publication.

    A paper is the publication itself: of a procurement list the list, with whom to ask on each row, and not the pages
    of its parts; whoever wants those on paper publishes them: ``outreach.publish(listed.parts, to=[Print("rows")])``.

    Attributes:
        root: The folder; made where there is none, refused where it holds anything else.
        site_url: Where the pages are on the web: a line that leads to one tells its address; without it such a line
            is left out.
        fonts: A folder with fonts for the characters that the fonts of the papers lack, such as those of Thai or
            Chinese; without a form, a character is printed as □, and a warning says which.
    """

    name: ClassVar[str] = "print"
    root: Path = attrs.field(converter=Path)
    site_url: str = attrs.field(default="", kw_only=True, validator=check_address)
    fonts: Path | None = attrs.field(default=None, kw_only=True, converter=attrs.converters.optional(Path))

    def publish_edition(self, edition: Edition) -> Iterable[Path]:
        """Write the papers; those of earlier editions stay.

        Raises:
            MissingExtraError: The packages of the extra ``print`` are not installed.
            PublishingError: The folder is somebody else's, or a publication cannot be set.
        """

        def made(publication: Publication, edition: Edition) -> bytes:
            return pdf_of(with_addresses(publication, edition, self.site_url), edition, self.fonts)

        return publish_files(Folder(self.root, self.name), edition, ".pdf", made)

    def withdraw(self, publication_id: str) -> None:
        """Remove the papers of a publication, in every language.

        Raises:
            PublishingError: There is no such publication.
        """
        withdraw_files(Folder(self.root, self.name), publication_id)


@attrs.frozen
class PrintForStaff(Print):
    """The same for the municipality's own people: badges, purchasers' sheets (trycksak för personalen).

    It has a folder of its own, which no public channel may share; it takes what is for all as well. Each part of what
    is for staff is a paper of its own: a purchaser takes the sheet of one table.

    Attributes:
        root: The folder; made where there is none, refused where it holds anything else.
        site_url: Where the pages are on the web, as for :class:`Print`.
        fonts: A folder with fonts, as for :class:`Print`.
    """

    name: ClassVar[str] = "print_staff"
    audiences: ClassVar[frozenset[str]] = frozenset({rendering.PUBLIC, rendering.STAFF})

    def publish_edition(self, edition: Edition) -> Iterable[Path]:
        """Write the papers; those of earlier editions stay.

        Raises:
            MissingExtraError: The packages of the extra ``print`` are not installed.
            PublishingError: The folder is somebody else's, or a publication cannot be set.
        """
        papers = [paper for publication in edition.publications for paper in _with_sheets(publication)]
        return super().publish_edition(attrs.evolve(edition, publications=papers))


def _with_sheets(publication: Publication) -> Iterable[Publication]:
    """Yield *publication*, and its parts where they are for staff: under its id, with it they come and go."""
    yield publication
    for part in publication.parts if publication.audience == rendering.STAFF else ():
        yield attrs.evolve(part, id=publication.id)
