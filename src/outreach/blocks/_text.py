"""Blocks of text: headings, paragraphs, lists, facts, what somebody said, what the reader is asked to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from outreach.blocks._inline import Text, as_text, as_texts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from outreach.blocks._inline import Inline


# Converters with a type each: the type checker cannot tell what ``converter=tuple`` takes.
def _facts(given: Iterable[tuple[str, Inline | Iterable[Inline]]]) -> tuple[tuple[str, Text], ...]:
    return tuple((term, as_text(value)) for term, value in given)


def _figures(given: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple((figure, meaning) for figure, meaning in given)


@attrs.frozen
class Heading:
    """A heading; *level* counts from 2, since 1 is the publication's title."""

    text: str
    level: int = 2


@attrs.frozen
class Paragraph:
    """A paragraph; *lead*: the first one, that says why to read on."""

    text: Text = attrs.field(converter=as_text)
    lead: bool = attrs.field(default=False, kw_only=True)


@attrs.frozen
class List:
    """A list of items; *ordered*: their order matters."""

    items: tuple[Text, ...] = attrs.field(converter=as_texts)
    ordered: bool = attrs.field(default=False, kw_only=True)


@attrs.frozen
class Facts:
    """Terms and what they are: when, where, what it costs (a description list)."""

    items: tuple[tuple[str, Text], ...] = attrs.field(converter=_facts)


@attrs.frozen
class KeyFigures:
    """A few figures that matter, each with what it means: (figure as text, meaning)."""

    items: tuple[tuple[str, str], ...] = attrs.field(converter=_figures)


@attrs.frozen
class Quote:
    """What somebody said, in their own words (citat); *who*: their name and title, or what they are."""

    text: Text = attrs.field(converter=as_text)
    who: str = ""


@attrs.frozen
class Action:
    """What the reader is asked to do: one link, shown as a button (uppmaning)."""

    text: str
    url: str
