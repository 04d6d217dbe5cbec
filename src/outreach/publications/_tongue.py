"""A record's own words: told apart where its language is not the publication's (WCAG 3.1.2, language of parts).

Names of buyers, departments, companies and people are exempt: they are called the same in every language.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from outreach.blocks import Foreign, Link
from outreach.languages import foreign_lang, format_list
from outreach.publications._public import industry_code, masked

if TYPE_CHECKING:
    from collections.abc import Iterable

    from outreach.blocks import Inline, Text
    from outreach.languages import Translator
    from outreach.model import Contract, Procurement, Session
    from outreach.publications._ids import PageIds

_PLACE: Final = re.compile(r"\{(\d+)\}")


def words(text: str, lang: str, t: Translator) -> str | Foreign:
    """Return *text* as it is where its language is the publication's, else marked with it.

    Args:
        text: What the record says, without personal numbers.
        lang: The record's language; empty: Swedish.
        t: The language of the publication.
    """
    foreign = foreign_lang(lang, t.locale)
    return Foreign(text, foreign) if text and foreign else text


def title_of(each: Procurement | Contract, t: Translator) -> str | Foreign:
    """Return what a record is called, in its own language."""
    return words(masked(each.title), each.lang, t)


def link_to(each: Procurement, ids: PageIds, t: Translator) -> Link:
    """Return the link to the page of a procurement, called what it is called."""
    return Link(masked(each.title), to=ids.of(each), lang=foreign_lang(each.lang, t.locale))


def said_at(session: Session, text: str, t: Translator) -> str | Foreign:
    """Return what an item of a programme says: in its own language where it names one, else in the programme's."""
    return words(text, session.lang or t.lang, t)


def industry_lang(each: Procurement, locale: str) -> str:
    """Return the language of the industry (bransch) where it is the list's own word, and not of the publication's."""
    return foreign_lang(each.lang, locale) if each.industry and not industry_code(each) else ""


def one_text(parts: Iterable[Inline]) -> Text:
    """Return *parts* with the plain texts that stand side by side made one: a sentence without foreign words is one."""
    found: list[Inline] = []
    for part in parts:
        if found and isinstance(part, str) and isinstance(last := found[-1], str):
            found[-1] = last + part
        else:
            found.append(part)
    return tuple(found)


def plain_part(part: Inline) -> str:
    """Return a part of a text without its markup."""
    return part if isinstance(part, str) else part.text


def listed(items: Iterable[Inline], t: Translator) -> Text:
    """Return *items* as a list within a sentence (uppräkning), each in its own language."""
    every = tuple(items)
    pattern = format_list([f"{{{place}}}" for place in range(len(every))], t.locale)
    pieces = enumerate(_PLACE.split(pattern))
    return one_text(every[int(piece)] if at % 2 else piece for at, piece in pieces if piece)
