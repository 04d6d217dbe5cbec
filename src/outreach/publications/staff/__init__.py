"""What staff prepare: the tables of a fair, and papers that are not for the public."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from outreach.analysis._fair import OTHER, TOGETHER
from outreach.analysis._timetable import topics
from outreach.languages import foreign_lang
from outreach.model import Event, Session, SessionKind
from outreach.publications.meetings.fair import BETWEEN, industry_label
from outreach.publications.public import Projection

if TYPE_CHECKING:
    from collections.abc import Iterable

    from outreach.analysis import FairTable
    from outreach.countries import Country

_TITLES: Final = 3
"""How many procurements a table is called by."""


def with_fair_tables(
    event: Event, tables: Iterable[FairTable], *, locale: str | None = None, country: str | Country | None = None
) -> Event:
    """Return the meeting with these tables in its programme, and no others (branschbord).

    Invitation, programme, fair, table signs and purchasers' sheets take their tables from the meeting's sessions:
    composed from what this returns, all of them say the same. A table is called by what comes next in its industry, as
    far as that is called so in one language.

    Args:
        event: The meeting.
        tables: As :func:`outreach.analysis.fair_tables` plans them.
        locale: The language of the programme, such as ``"sv_SE"`` or ``"en_GB"``; None: the country's.
        country: Whose numbers are masked and whose law holds, such as ``"GB"``; None: Sweden.

    Raises:
        outreach.errors.LanguageError: There is no catalogue for *locale*.
    """
    view = Projection.of(locale, country)
    others = [session for session in event.sessions if session.kind is not SessionKind.FAIR_TABLE]
    return attrs.evolve(event, sessions=(*others, *(_session(table, event, view) for table in tables)))


def _session(table: FairTable, event: Event, view: Projection) -> Session:
    t = view.t
    named = topics(table.coming, day=event.starts.date())[:_TITLES]
    lang = foreign_lang(named[0].lang, t.locale) if named else ""
    titles = [view.text(procurement.title) for procurement in named if foreign_lang(procurement.lang, t.locale) == lang]
    return Session(
        kind=SessionKind.FAIR_TABLE,
        title="; ".join(titles) or t("What we buy today, and how you bid for it"),
        lang=lang,
        industry=BETWEEN.join(key if key == OTHER else industry_label(key, t) for key in _called(table)),
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
