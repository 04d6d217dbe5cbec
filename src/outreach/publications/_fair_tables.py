"""The tables of a fair as a meeting holds them: in order, what each is about, whom one meets there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import attrs

from outreach import codes, languages
from outreach.analysis._fair import OTHER, TOGETHER
from outreach.analysis._industry import industry_named
from outreach.errors import QuestionError
from outreach.languages import DEFAULT_LOCALE, Translator, foreign_lang
from outreach.model import Event, Session, SessionKind
from outreach.publications._public import masked, public_contact

if TYPE_CHECKING:
    from collections.abc import Iterable

    from outreach.analysis import FairTable
    from outreach.rendering._publication import PublicContact

_BETWEEN: Final = "; "
"""What stands between the industries of a table."""
_TITLES: Final = 3
"""How many procurements a table is called by."""


def with_fair_tables(event: Event, tables: Iterable[FairTable], *, locale: str = DEFAULT_LOCALE) -> Event:
    """Return the meeting with these tables in its programme, and no others (branschbord).

    Invitation, programme, fair, table signs and purchasers' sheets take their tables from the meeting's sessions:
    composed from what this returns, all of them say the same. A table is called by what comes next in its industry, as
    far as that is called so in one language.

    Args:
        event: The meeting.
        tables: As :func:`outreach.analysis.fair_tables` plans them.
        locale: The language of the programme, such as ``"sv_SE"`` or ``"en_GB"``.

    Raises:
        outreach.errors.LanguageError: There is no catalogue for *locale*.
    """
    t = languages.translator(locale)
    others = [session for session in event.sessions if session.kind is not SessionKind.FAIR_TABLE]
    return attrs.evolve(event, sessions=(*others, *(_session(table, t) for table in tables)))


def _session(table: FairTable, t: Translator) -> Session:
    named = table.coming[:_TITLES]
    lang = foreign_lang(named[0].lang, t.locale) if named else ""
    titles = [masked(each.title) for each in named if foreign_lang(each.lang, t.locale) == lang]
    return Session(
        kind=SessionKind.FAIR_TABLE,
        title="; ".join(titles) or t("What we buy today, and how you bid for it"),
        lang=lang,
        industry=_BETWEEN.join(key if key == OTHER else industry_label(key, t) for key in _called(table)),
        table=str(table.number),
        staff=table.purchasers,
        chairs=table.chairs,
    )


def _called(table: FairTable) -> tuple[str, ...]:
    """Return the industries a table is called by: of one for all others those that somebody there knows."""
    if len(table.industries) <= TOGETHER:
        return table.industries
    known = tuple(key for key in table.industries if key not in table.without_purchaser)
    return (*(known if len(known) <= TOGETHER else ()), OTHER)


def tables_of(event: Event) -> list[Session]:
    """Return the tables of a meeting, 2 before 10."""
    tables = [session for session in event.sessions if session.kind is SessionKind.FAIR_TABLE]
    return sorted(tables, key=lambda table: (not table.table, _natural(table.table), table.industry, table.title))


def _natural(text: str) -> list[tuple[int, str]]:
    """Return a key by which numbers in a *text* count as such."""
    return [(int(digits or 0), letters) for digits, letters in re.findall(r"([0-9]{1,9})|([^0-9]+|[0-9]+)", text)]


def keys_of(table: Session) -> tuple[str, ...]:
    """Return the codes of a table's industries, or the names where the vocabulary has none."""
    return tuple(industry_named(text).key for text in _written(table))


def labels_of(table: Session, t: Translator) -> list[str]:
    """Return what a table is about: its industries, else its title."""
    return [industry_label(industry_named(text).key, t, text) for text in _written(table)] or [masked(table.title)]


def label_of(table: Session, t: Translator) -> str:
    """Return what a table is about, in one text."""
    return _BETWEEN.join(labels_of(table, t))


def _written(table: Session) -> list[str]:
    """Return the names of a table's industries; one that has a semicolon itself is known as it is."""
    whole = codes.industry_by_name(table.industry)
    texts = [table.industry] if whole else table.industry.split(_BETWEEN.strip())
    return [text.strip() for text in texts if text.strip()]


def industry_label(key: str, t: Translator, written: str = "") -> str:
    """Return an industry's name in the language; one outside the vocabulary is called as it is *written*."""
    if key == OTHER:
        return t("Other industries")
    try:
        return codes.industry(key).label(t.locale)
    except QuestionError:
        return languages.capitalise(masked(written or key))


def number_of(table: Session, t: Translator) -> str:
    """Return where the table is: *Table 3*; empty where that is not set."""
    return t("Table {number}", number=masked(table.table)) if table.table else ""


def in_office(table: Session, t: Translator) -> list[PublicContact]:
    """Return who stands at a table and may be named to all: contacts with a name and a role."""
    contacts = [public_contact(each, t.locale) for each in table.staff if each.name and each.role]
    return [contact for contact in contacts if contact]


def whom_you_meet(table: Session, t: Translator) -> str:
    """Return the names of those at a table, each with its role; empty where nobody stands there yet."""
    people = [f"{contact.name}, {contact.role}" for contact in in_office(table, t)]
    return "; ".join(people) or (t("one of our purchasers") if table.staff else "")
