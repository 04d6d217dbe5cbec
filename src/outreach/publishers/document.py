"""Documents for whoever writes on: press releases, minutes, questions with their answers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import attrs

from outreach import Edition, Publication, Publisher
from outreach.publishers._address import check_address
from outreach.publishers._docx import document_of
from outreach.publishers._files import publish_files, withdraw_files
from outreach.publishers._folder import Folder
from outreach.publishers._ways import with_addresses

if TYPE_CHECKING:
    from collections.abc import Iterable


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
