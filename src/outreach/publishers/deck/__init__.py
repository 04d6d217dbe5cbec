"""Slides for a talk, as PowerPoint and LibreOffice open them."""

from __future__ import annotations

import io
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

import attrs

from outreach import Edition, Look, Publication, Publisher, languages, rendering
from outreach.blocks import Slide
from outreach.publishers._editions import HOUSE, moment_of, publish_files, withdraw_files
from outreach.publishers._office import APP, repacked
from outreach.publishers.deck._canvas import canvas_of
from outreach.publishers.deck._draw import Draughtsman
from outreach.publishers.deck._plan import pages_of
from outreach.publishers.deck._text import fit
from outreach.publishers.folder import Folder

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from pptx.presentation import Presentation

    from outreach import Edition, Publication


@attrs.frozen
class Deck(Publisher):
    """Write each publication with slides as a deck under *root* (bildspel): ``deck/sv/inkop.pptx`` (extra ``slides``).

    A wide slide (16:9) for each :class:`outreach.blocks.Slide`, with the speaker's notes below it; charts are native,
    with their data inside, and can be edited. What does not fit goes on to a further slide. What stands before the
    first slide opens the talk: its first paragraph below the title, the others as notes. It takes only publications
    that have a slide.

    With a *template* of a municipality's own its theme, its master and two of its layouts are used: one whose title is
    centred for what opens (*Title Slide*), and the one with a title and the least beside it for all else (*Title Only*,
    or *Title and Content*). Its slides are left out. Text that belongs to no placeholder has the theme's letters and
    colours; where its accent cannot be read on its paper, the second colour of text stands in.

    Attributes:
        root: The folder; made where there is none, refused where it holds anything else.
        template: A presentation or a template of PowerPoint's (``.pptx``, ``.potx``), without macros; else ours.
        look: The graphic profile. A *template* wins over it: colours, letters and logotype are the template's, and of
            the look only the name is used.
    """

    name: ClassVar[str] = "deck"
    root: Path = attrs.field(converter=Path)
    template: Path | None = attrs.field(default=None, kw_only=True, converter=attrs.converters.optional(Path))
    look: Look = attrs.field(factory=Look, kw_only=True, validator=attrs.validators.instance_of(Look))

    def accepts(self, publication: Publication) -> bool:
        """Return whether there is a slide in it."""
        return any(isinstance(block, Slide) for block in rendering.walk(publication.blocks))

    def publish_edition(self, edition: Edition) -> Iterable[Path]:
        """Write the decks; those of earlier editions stay.

        Raises:
            MissingExtraError: The packages of the extra ``slides`` are not installed.
            PublishingError: The folder is somebody else's, or the template lacks what is needed.
        """

        def made(publication: Publication, edition: Edition) -> bytes:
            return deck_of(publication, edition, self.look, self.template)

        return publish_files(Folder(self.root, self.name), edition, ".pptx", made)

    def withdraw(self, publication_id: str) -> None:
        """Remove the decks of a publication, in every language.

        Raises:
            PublishingError: There is no such publication.
        """
        withdraw_files(Folder(self.root, self.name), publication_id)


_RELATIONS: Final = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_MOST: Final = 255


def deck_of(publication: Publication, edition: Edition, look: Look = HOUSE, template: Path | None = None) -> bytes:
    """Return the slides of *publication* as a deck, on the *template* or on ours in the colours of the *look*.

    Raises:
        MissingExtraError: The package that writes it is not installed.
        PublishingError: The template cannot be used.
    """
    locale = languages.normalise(publication.locale)
    lang = locale.replace("_", "-")
    canvas = canvas_of(look, template, lang)
    publication = attrs.evolve(publication, publisher_name=publication.publisher_name or look.name)
    draughtsman = Draughtsman(canvas, lang, _short(publication.publisher_name))
    for page in pages_of(publication, canvas.frame):
        draughtsman.page(page)
    if look.logo and canvas.is_ours:
        draughtsman.logo(look.logo, look.name)
    deck = canvas.deck
    _name_notes(deck)
    _say_what_it_is(deck, publication, moment_of(edition, publication), lang)
    target = io.BytesIO()
    deck.save(target)
    return repacked(target.getvalue())


def _name_notes(deck: Presentation) -> None:
    """Name the master of the notes in the deck, as the format asks (ISO/IEC 29500-1, 19.2.1.24)."""
    from pptx.opc.constants import RELATIONSHIP_TYPE  # noqa: PLC0415 - an extra
    from pptx.oxml import parse_xml  # noqa: PLC0415

    has_named = bool(deck.element.xpath("./p:notesMasterIdLst"))
    for key, relation in () if has_named else deck.part.rels.items():
        if relation.reltype == RELATIONSHIP_TYPE.NOTES_MASTER:
            spaces = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" ' + _RELATIONS
            named = f'<p:notesMasterIdLst {spaces}><p:notesMasterId r:id="{key}"/></p:notesMasterIdLst>'
            deck.element.insert(1, parse_xml(named))


def _short(text: str, most: int = 80) -> str:
    """Return what fits on a line at the foot."""
    one = fit(text)
    return one if len(one) <= most else f"{one[: most - 1].rstrip()}…"


def _say_what_it_is(deck: Presentation, publication: Publication, moment: datetime, lang: str) -> None:
    """Set the properties, which else would tell of the template."""
    about = deck.core_properties
    about.title = fit(publication.title)[:_MOST]
    about.author = about.last_modified_by = fit(publication.publisher_name)[:_MOST]
    about.subject = fit(publication.summary)[:_MOST]
    about.comments = about.keywords = about.category = ""
    about.language = lang
    about.revision = 1
    about.created = about.modified = moment.astimezone(UTC).replace(tzinfo=None)
    for part in deck.part.package.iter_parts():
        if part.partname == "/docProps/app.xml":
            part.blob = APP
