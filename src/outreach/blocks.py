"""What a publication is made of: blocks, each in one language, with values that keep their type.

A publisher gets blocks and nothing else of the records' contents, so what is not in a block cannot leak. Text is a
``str`` or a tuple of ``str`` and inline parts (``Link``, ``Strong``, ``Moment``, ``Foreign``). Cells of a table are
typed (money, dates, periods, shares): each channel formats them in its own way, a spreadsheet as numbers.
"""

from __future__ import annotations

import enum
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

import attrs

from outreach.model import ContractLength, Estimate, EventStatus, Money, Period

if TYPE_CHECKING:
    from collections.abc import Iterable


@attrs.frozen
class Link:
    """A link: to an address (*url*), or to another publication of the same edition (*to*: its id).

    A channel that has no page for *to* shows the text alone.
    """

    text: str
    url: str = attrs.field(default="", kw_only=True)
    to: str = attrs.field(default="", kw_only=True)


@attrs.frozen
class Strong:
    """Text of importance."""

    text: str


@attrs.frozen
class Moment:
    """A date or time with its text in the publication's language, for ``<time datetime>``."""

    value: date | datetime
    text: str


@attrs.frozen
class Foreign:
    """Words in another language than the publication's (``lang`` as in BCP 47)."""

    text: str
    lang: str


@attrs.frozen
class Missing:
    """What is not known, said in words (*datum inte bestämt*); never an empty cell."""

    text: str


@attrs.frozen
class AsWritten:
    """A text of the source that could not be read, shown as it stands there."""

    text: str


@attrs.frozen
class Share:
    """A part of a whole, from 0 to 1, exact."""

    value: Decimal


Inline: TypeAlias = str | Link | Strong | Moment | Foreign
Text: TypeAlias = tuple[Inline, ...]
Value: TypeAlias = str | int | Decimal | date | datetime | Money | Estimate | Period | ContractLength
Cell: TypeAlias = Value | Share | Link | Missing | AsWritten | None


def _text(given: Inline | Iterable[Inline]) -> Text:
    return (given,) if isinstance(given, (str, Link, Strong, Moment, Foreign)) else tuple(given)


def _texts(given: Iterable[Inline | Iterable[Inline]]) -> tuple[Text, ...]:
    return tuple(_text(item) for item in given)


# Converters with a type each: the type checker cannot tell what ``converter=tuple`` takes.
def _facts(given: Iterable[tuple[str, Inline | Iterable[Inline]]]) -> tuple[tuple[str, Text], ...]:
    return tuple((term, _text(value)) for term, value in given)


def _figures(given: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple((figure, meaning) for figure, meaning in given)


def _rows(given: Iterable[Iterable[Cell]]) -> tuple[tuple[Cell, ...], ...]:
    return tuple(tuple(row) for row in given)


def _columns(given: Iterable[Column]) -> tuple[Column, ...]:
    return tuple(given)


def _bars(given: Iterable[Bar]) -> tuple[Bar, ...]:
    return tuple(given)


def _blocks(given: Iterable[Block]) -> tuple[Block, ...]:
    return tuple(given)


@attrs.frozen
class Heading:
    """A heading; *level* counts from 2, since 1 is the publication's title."""

    text: str
    level: int = 2


@attrs.frozen
class Paragraph:
    """A paragraph; *lead*: the first one, that says why to read on."""

    text: Text = attrs.field(converter=_text)
    lead: bool = attrs.field(default=False, kw_only=True)


@attrs.frozen
class List:
    """A list of items; *ordered*: their order matters."""

    items: tuple[Text, ...] = attrs.field(converter=_texts)
    ordered: bool = attrs.field(default=False, kw_only=True)


@attrs.frozen
class Facts:
    """Terms and what they are: when, where, what it costs (a description list)."""

    items: tuple[tuple[str, Text], ...] = attrs.field(converter=_facts)


@attrs.frozen
class KeyFigures:
    """A few figures that matter, each with what it means: (figure as text, meaning)."""

    items: tuple[tuple[str, str], ...] = attrs.field(converter=_figures)


@attrs.frozen(kw_only=True)
class Column:
    """A column of a table.

    Attributes:
        key: Its name in machine-readable forms, such as ``planned_publication``.
        title: Its heading in the publication's language.
        is_number: Whether its cells are aligned as numbers.
    """

    key: str
    title: str
    is_number: bool = False


@attrs.frozen(kw_only=True)
class Table:
    """A table with typed cells (tabell).

    Attributes:
        caption: What it shows; read out first.
        columns: From left to right; the first one names the row.
        rows: As many cells a row as there are columns.
        total: A last row that adds up; None where there is none.
        download: The stem of a file name under which channels may offer it as data; empty: they do not.
        note: A line below: source, unit, what is left out.
        is_shown: Whether a page shows its rows; if not, it is there for channels that hand out data.
    """

    caption: str
    columns: tuple[Column, ...] = attrs.field(converter=_columns)
    rows: tuple[tuple[Cell, ...], ...] = attrs.field(converter=_rows)
    total: tuple[Cell, ...] | None = None
    download: str = ""
    note: str = ""
    is_shown: bool = True

    def __attrs_post_init__(self) -> None:
        width = len(self.columns)
        for row in (*self.rows, *([self.total] if self.total is not None else [])):
            if len(row) != width:
                raise ValueError(f"Table {self.caption!r}: a row of {len(row)} cells under {width} columns")


class ChartKind(enum.StrEnum):
    """How a chart shows its values: bars for things, columns for time."""

    BARS = "bars"
    COLUMNS = "columns"


@attrs.frozen(kw_only=True)
class Bar:
    """One value of a chart.

    Attributes:
        label: What it is.
        value: How much, exact; charts start at zero.
        shown: The value as text in the publication's language.
        is_rest: Whether it is the rest (*övriga*, *okänd*), drawn in grey.
    """

    label: str
    value: Decimal
    shown: str
    is_rest: bool = False


@attrs.frozen(kw_only=True)
class Chart:
    """A static chart, with its numbers beside it (diagram).

    Attributes:
        title: The finding, as a sentence.
        subtitle: What is shown, with unit and period.
        bars: Sorted, ten at most and the rest.
        kind: Bars or columns.
        alternative: The finding for those who do not see it.
        source: Where the numbers are from.
        table: The same numbers as a table.
    """

    title: str
    subtitle: str = ""
    bars: tuple[Bar, ...] = attrs.field(converter=_bars)
    kind: ChartKind = ChartKind.BARS
    alternative: str
    source: str = ""
    table: Table


@attrs.frozen(kw_only=True)
class Appointment:
    """Something a reader may put into a calendar (kalenderpost).

    Attributes:
        uid: Stable for ever.
        title: What it is.
        starts: With a time zone.
        ends: With a time zone.
        venue: Where.
        description: A line or two.
        url: Where to register.
        organiser: Who invites.
        status: A cancelled one stays in the calendar, as cancelled.
        sequence: How often time or place has changed.
        recurrence: RFC 5545 RRULE; empty for one date.
        text: Date and time in words, in the publication's language.
    """

    uid: str
    title: str
    starts: datetime
    ends: datetime
    venue: str = ""
    description: str = ""
    url: str = ""
    organiser: str = ""
    status: EventStatus = EventStatus.PUBLISHED
    sequence: int = 0
    recurrence: str = ""
    text: str = ""


@attrs.frozen
class Action:
    """What the reader is asked to do: one link, shown as a button (uppmaning)."""

    text: str
    url: str


@attrs.frozen(kw_only=True)
class Box:
    """Blocks set apart under a title of their own: the method, how data is handled (faktaruta)."""

    title: str
    blocks: tuple[Block, ...] = attrs.field(converter=_blocks)


Block: TypeAlias = Heading | Paragraph | List | Facts | KeyFigures | Table | Chart | Appointment | Action | Box
