"""Slides for a talk, as PowerPoint and LibreOffice open them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import attrs

from outreach import Edition, Publication, Publisher, rendering
from outreach.blocks import Slide
from outreach.publishers._deck_file import deck_of
from outreach.publishers._files import publish_files, withdraw_files
from outreach.publishers._folder import Folder

if TYPE_CHECKING:
    from collections.abc import Iterable


@attrs.frozen
class Deck(Publisher):
    """Write each publication with slides as a deck under *root* (bildspel): ``deck/sv/inkop.pptx`` (extra ``slides``).

    A wide slide (16:9) for each :class:`outreach.blocks.Slide`, with the speaker's notes below it; charts are native,
    with their data inside, and can be edited. What does not fit goes on to a further slide. What stands before the
    first slide opens the talk: its first paragraph below the title, the others as notes. It takes only publications
    that have a slide.

    Attributes:
        root: The folder; made where there is none, refused where it holds anything else.
    """

    name: ClassVar[str] = "deck"
    root: Path = attrs.field(converter=Path)

    def accepts(self, publication: Publication) -> bool:
        """Return whether there is a slide in it."""
        return any(isinstance(block, Slide) for block in rendering.walk(publication.blocks))

    def publish_edition(self, edition: Edition) -> Iterable[Path]:
        """Write the decks; those of earlier editions stay.

        Raises:
            MissingExtraError: The packages of the extra ``slides`` are not installed.
            PublishingError: The folder is somebody else's.
        """
        return publish_files(Folder(self.root, self.name), edition, ".pptx", deck_of)

    def withdraw(self, publication_id: str) -> None:
        """Remove the decks of a publication, in every language.

        Raises:
            PublishingError: There is no such publication.
        """
        withdraw_files(Folder(self.root, self.name), publication_id)
