"""Text with its inline parts, and the typed cells of a table."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

import attrs

from outreach.model import ContractLength, Estimate, Money, Period

if TYPE_CHECKING:
    from collections.abc import Iterable


@attrs.frozen
class Link:
    """A link: to an address (*url*), or to another publication of the same edition (*to*: its id).

    A channel that has no page for *to* shows the text alone. *lang*: the language of the text (BCP 47), where that is
    not the publication's.
    """

    text: str
    url: str = attrs.field(default="", kw_only=True)
    to: str = attrs.field(default="", kw_only=True)
    lang: str = attrs.field(default="", kw_only=True)


@attrs.frozen
class Strong:
    """Text of importance; *lang*: where not the publication's."""

    text: str
    lang: str = attrs.field(default="", kw_only=True)


@attrs.frozen
class Moment:
    """A date or time with its text in the publication's language, for ``<time datetime>``."""

    value: date | datetime
    text: str


@attrs.frozen
class Foreign:
    """Words in another language than the publication's (``lang`` as in BCP 47), in a text or as a cell (WCAG 3.1.2)."""

    text: str
    lang: str


@attrs.frozen
class Missing:
    """What is not known, said in words (*datum inte bestämt*), so that no cell stands empty."""

    text: str


@attrs.frozen
class AsWritten:
    """A text of the source that could not be read, shown as it stands there; *lang*: where not the publication's."""

    text: str
    lang: str = attrs.field(default="", kw_only=True)


@attrs.frozen
class Share:
    """A part of a whole, from 0 to 1, exact."""

    value: Decimal


Inline: TypeAlias = str | Link | Strong | Moment | Foreign
Text: TypeAlias = tuple[Inline, ...]
Value: TypeAlias = str | int | Decimal | date | datetime | Money | Estimate | Period | ContractLength
Cell: TypeAlias = Value | Share | Link | Foreign | Missing | AsWritten | None


def as_text(given: Inline | Iterable[Inline]) -> Text:
    """Return what was *given* as a text: one part, or several."""
    return (given,) if isinstance(given, (str, Link, Strong, Moment, Foreign)) else tuple(given)


def as_texts(given: Iterable[Inline | Iterable[Inline]]) -> tuple[Text, ...]:
    """Return each of those *given* as a text."""
    return tuple(as_text(item) for item in given)
