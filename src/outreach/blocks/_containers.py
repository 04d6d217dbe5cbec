"""Blocks that hold blocks: a box, a slide, a card."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING, TypeAlias

import attrs

from outreach.blocks._appointment import Appointment
from outreach.blocks._data import Chart, Picture, Table
from outreach.blocks._inline import Text, as_text
from outreach.blocks._text import Action, Facts, Heading, KeyFigures, List, Paragraph, Quote

if TYPE_CHECKING:
    from collections.abc import Iterable

    from outreach.blocks._inline import Inline


# Converters with a type each: the type checker cannot tell what ``converter=tuple`` takes.
def _blocks(given: Iterable[Block]) -> tuple[Block, ...]:
    return tuple(given)


def _texts(given: Iterable[str]) -> tuple[str, ...]:
    return tuple(given)


def _notes(given: Iterable[Inline | Iterable[Inline]]) -> tuple[str | Text, ...]:
    return tuple(note[0] if len(note) == 1 and isinstance(note[0], str) else note for note in map(as_text, given))


@attrs.frozen(kw_only=True)
class Box:
    """Blocks set apart under a title of their own: the method, how data is handled (faktaruta)."""

    title: str
    blocks: tuple[Block, ...] = attrs.field(converter=_blocks)


@attrs.frozen(kw_only=True)
class Slide:
    """One message of a talk (bild i en presentation).

    Attributes:
        title: The message, as a sentence.
        blocks: What is shown: a chart, a few figures, a short list.
        notes: What the speaker says (talarmanus), a paragraph each; can be read aloud. One with words of another
            language is a text of parts.
    """

    title: str
    blocks: tuple[Block, ...] = attrs.field(converter=_blocks)
    notes: tuple[str | Text, ...] = attrs.field(default=(), converter=_notes)


class CardKind(enum.StrEnum):
    """What a card is for: a sign stands on a table, a badge is worn."""

    SIGN = "sign"
    BADGE = "badge"


@attrs.frozen(kw_only=True)
class Card:
    """A paper that is put up or worn (skylt, namnbricka).

    Attributes:
        kind: A sign or a badge.
        title: The largest: the industry of a table, a person's first name.
        lines: Below it, the next largest first: names, the company, the table's number.
        url: What its QR code leads to; the address is written below it. Empty: no code.
    """

    kind: CardKind
    title: str
    lines: tuple[str, ...] = attrs.field(default=(), converter=_texts)
    url: str = ""


Block: TypeAlias = (
    Heading
    | Paragraph
    | List
    | Facts
    | KeyFigures
    | Table
    | Chart
    | Appointment
    | Action
    | Quote
    | Picture
    | Box
    | Slide
    | Card
)
