"""The tables of a fair as a meeting holds them: in order, what each is about, whom one meets there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import attrs

from outreach import codes, languages
from outreach.analysis._fair import OTHER
from outreach.analysis._industry_names import industry_named
from outreach.errors import QuestionError
from outreach.languages import DEFAULT_LOCALE, Translator
from outreach.model import Event, Session, SessionKind
from outreach.publications._public import masked, public_contact

if TYPE_CHECKING:
    from collections.abc import Iterable

    from outreach.analysis import FairTable
    from outreach.rendering._publication import PublicContact

_TITLES: Final = 3
"""How many procurements a table is called by."""


def with_fair_tables(event: Event, tables: Iterable[FairTable], *, locale: str = DEFAULT_LOCALE) -> Event:
    """Return the meeting with these tables in its programme, and no others (branschbord).

    Invitation, programme, fair, table signs and purchasers' sheets take their tables from the meeting's sessions:
    composed from what this returns, all of them say the same. A table is called by what comes next in its industry.

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
    titles = [masked(each.title) for each in table.coming[:_TITLES]]
    alone = len(table.industries) == 1
    return Session(
        kind=SessionKind.FAIR_TABLE,
        title="; ".join(titles) or t("What we buy today, and how you bid for it"),
        industry=industry_label(table.industries[0], t) if alone and table.industries[0] != OTHER else OTHER,
        table=str(table.number),
        staff=table.purchasers,
        chairs=table.chairs,
    )


def tables_of(event: Event) -> list[Session]:
    """Return the tables of a meeting, 2 before 10."""
    tables = [session for session in event.sessions if session.kind is SessionKind.FAIR_TABLE]
    return sorted(tables, key=lambda table: (not table.table, _natural(table.table), table.industry, table.title))


def _natural(text: str) -> list[tuple[int, str]]:
    """Return a key by which numbers in a *text* count as such."""
    return [(int(digits or 0), letters) for digits, letters in re.findall(r"([0-9]{1,9})|([^0-9]+|[0-9]+)", text)]


def key_of(table: Session) -> str:
    """Return the industry's code, or its name where the vocabulary has none; empty for a table without one."""
    return industry_named(table.industry).key if table.industry else ""


def label_of(table: Session, t: Translator) -> str:
    """Return what a table is about: its industry, else its title."""
    return industry_label(key_of(table), t, table.industry) if table.industry else masked(table.title)


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
