"""What is published: the blocks of a text, and what the public may know of its records."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING

import attrs

from outreach.blocks import Appointment, Block, Box, Chart, Picture, Slide, Table
from outreach.errors import ModelError
from outreach.model import ChangeKind, ContractLength, Estimate, EventStatus, Money, Nature, Period, Procedure, Stage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

PUBLIC = "public"
STAFF = "staff"


@attrs.frozen(kw_only=True)
class PublicContact:
    """Whom to ask, as the municipality publishes it: a person or function in office."""

    name: str = ""
    role: str = ""
    email: str = ""
    phone: str = ""


@attrs.frozen(kw_only=True)
class PublicProcurement:
    """What all may know of a procurement; OCDS planning release. It has no field for bids or interest.

    Attributes:
        industry: In the publication's language.
        contact: Whom to ask, as the municipality publishes it.
        incumbents: Present suppliers, by name.
        winners: Who was chosen, by name; known to all once it is decided (tilldelning).
        awarded_value: What was agreed; of a decided procurement.
        lang: The language of its title and description (BCP 47); empty: Swedish, as in the records.
    """

    id: str
    title: str
    description: str = ""
    internal_id: str = ""
    buyer: str = ""
    unit: str = ""
    industry: str = ""
    cpv: tuple[str, ...] = ()
    stage: Stage
    nature: Nature | None = None
    procedure: Procedure | None = None
    estimated_value: Estimate | None = None
    planned_publication: Period | None = None
    question_deadline: date | datetime | None = None
    tender_deadline: date | datetime | None = None
    contract_period: Period | None = None
    contract_length: ContractLength | None = None
    current_contract_ends: Period | None = None
    incumbents: tuple[str, ...] = ()
    winners: tuple[str, ...] = ()
    awarded_value: Money | None = None
    contact: PublicContact | None = None
    notice_url: str = ""
    changed: date | None = None
    lang: str = ""


@attrs.frozen(kw_only=True)
class PublicEvent:
    """What all may know of a meeting; schema.org ``Event``."""

    id: str
    title: str
    description: str = ""
    starts: datetime
    ends: datetime
    venue: str = ""
    organiser: str = ""
    registration_url: str = ""
    status: EventStatus
    changed: date | None = None


@attrs.frozen(kw_only=True)
class PublicChange:
    """What has changed in a list since the one before (ändring).

    Attributes:
        id: The same for the same change, whenever it is told.
        procurement_id: The id of the procurement's page; empty where it has none any more.
        title: The procurement's.
        kind: What has become of it.
        changed: The day, where it is known.
        text: What has changed, as a sentence in the publication's language.
        industry: The procurement's (bransch), in the publication's language.
        lang: The language of the title (BCP 47); empty: Swedish, as in the records.
        buyer: Whose procurement it is, as written.
    """

    id: str
    procurement_id: str = ""
    title: str
    kind: ChangeKind
    changed: date | None = None
    text: str
    industry: str = ""
    lang: str = ""
    buyer: str = ""


@attrs.frozen(kw_only=True)
class PublicFacts:
    """What the public may know of what a publication speaks of: in its types there is no place for anything private.

    Attributes:
        procurements: Of the list, or the one of a procurement's page.
        events: Of the invitation.
        changes: In the list, since the one before.
    """

    procurements: tuple[PublicProcurement, ...] = ()
    events: tuple[PublicEvent, ...] = ()
    changes: tuple[PublicChange, ...] = ()


def _slug(instance: Publication, attribute: attrs.Attribute[str], value: str) -> None:
    del instance
    if not _SLUG.fullmatch(value):
        raise ModelError("Publication", attribute.name, f"not a slug: {value!r}", "a–z, 0–9 and single hyphens")


# Converters with a type each: the type checker cannot tell what ``converter=tuple`` takes.
def _blocks(given: Iterable[Block]) -> tuple[Block, ...]:
    return tuple(given)


def _parts(given: Iterable[Publication]) -> tuple[Publication, ...]:
    return tuple(given)


@attrs.frozen(kw_only=True)
class Publication:
    """A text of blocks, as a channel takes it (publicering).

    OCDS ``documents[]``: ``plannedProcurementNotice``, ``marketEngagementNotice``.

    Attributes:
        id: Stable over languages and editions, such as ``procurement-list``.
        slug: Its address in its language: a–z, 0–9 and hyphens.
        title: Its only heading of level 1.
        title_lang: The language of the title (BCP 47), where that is not the publication's: a procurement's page is
            called what the buyer calls it (WCAG 3.1.2).
        kind: ``invitation``, ``procurement_list``, ``spend_report``, ``procurement`` …
        locale: ``sv_SE`` …
        audience: ``public`` or ``staff``; a publisher takes only what its ``audiences`` name.
        blocks: What it says.
        facts: What the public may know of its records.
        summary: One sentence for indexes, feeds and search engines.
        updated: The newest date it speaks of; *last updated* where nobody gives ``now``.
        publisher_name: Who stands behind it, such as the municipality's name.
        parts: Publications that belong to it, each with a page of its own where the channel has pages.
    """

    id: str
    slug: str = attrs.field(validator=_slug)
    title: str
    kind: str
    locale: str
    audience: str = PUBLIC
    blocks: tuple[Block, ...] = attrs.field(converter=_blocks)
    facts: PublicFacts = attrs.field(factory=PublicFacts)
    summary: str = ""
    updated: date | None = None
    publisher_name: str = ""
    parts: tuple[Publication, ...] = attrs.field(default=(), converter=_parts)
    title_lang: str = ""

    def with_blocks(self, blocks: Iterable[Block]) -> Publication:
        """Return the same publication with other *blocks*, say ``[*publication.blocks, blocks.Paragraph("…")]``."""
        return attrs.evolve(self, blocks=tuple(blocks))

    def as_html(self, *, heading_level: int = 1) -> str:
        """Return it as an HTML fragment, its title at *heading_level*; everything escaped."""
        from outreach.rendering import to_html  # noqa: PLC0415 - the renderers import this class

        return to_html(self, heading_level=heading_level)

    def as_text(self) -> str:
        """Return it as plain text, readable as a letter."""
        from outreach.rendering import to_text  # noqa: PLC0415

        return to_text(self)

    def as_markdown(self) -> str:
        """Return it as Markdown (CommonMark with tables), everything escaped."""
        from outreach.rendering import to_markdown  # noqa: PLC0415

        return to_markdown(self)

    def _repr_html_(self) -> str:
        return self.as_html(heading_level=3)


def walk(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the *blocks* in order, those in boxes and on slides too."""
    for block in blocks:
        yield block
        if isinstance(block, (Box, Slide)):
            yield from walk(block.blocks)


def tables(publication: Publication) -> tuple[Table, ...]:
    """Return the tables of *publication* (tabeller), those of its charts too, in order."""
    blocks = (block.table if isinstance(block, Chart) else block for block in walk(publication.blocks))
    return tuple(block for block in blocks if isinstance(block, Table))


def appointments(publication: Publication) -> tuple[Appointment, ...]:
    """Return what of *publication* belongs in a calendar (kalenderposter), in order."""
    return tuple(block for block in walk(publication.blocks) if isinstance(block, Appointment))


def pictures(publication: Publication) -> tuple[Picture, ...]:
    """Return the pictures of *publication* (bilder), in order."""
    return tuple(block for block in walk(publication.blocks) if isinstance(block, Picture))
