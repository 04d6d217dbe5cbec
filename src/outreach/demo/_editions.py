"""What the made-up municipality publishes: before its meeting, and after it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

import outreach
from outreach import ContactRole, analysis, publications
from outreach.demo import _afterwards, _dialogue
from outreach.demo._afterwards import ON
from outreach.demo._event import HEAD, MUNICIPALITY, meeting

if TYPE_CHECKING:
    from pathlib import Path

TODAY: Final = date(2017, 1, 10)
"""The day before the meeting on which everything is published first."""
LIST_ADDRESS: Final = "https://bokedala.example/inkop"
"""What the code on a sign leads to."""
NOTICES: Final = "https://anbud.bokedala.example/"
_PURCHASERS: Final = (
    ("Jonas Lundhed", ("bygg", "fastighet")),
    ("Anna Hallvik", ("vård", "utbildning")),
    ("Bengt Rönnvall", ("it", "kontor")),
    ("Cecilia Skogvik", ("livsmedel",)),
    ("David Björklid", ("städ", "energi")),
    ("Elsa Tallvik", ("transport",)),
    ("Fredrik Mossvik", ("konsulter",)),
)


def purchasers() -> list[outreach.Purchaser]:
    """Return who buys what."""
    return [
        outreach.Purchaser(
            contact=outreach.Contact(
                name=name, role=ContactRole.PURCHASER, email=f"{_mail(name)}@bokedala.example", phone="040-628 04 00"
            ),
            industries=industries,
        )
        for name, industries in _PURCHASERS
    ]


def _mail(name: str) -> str:
    return name.casefold().replace(" ", ".").translate(str.maketrans("åäö", "aao"))


def before(data: outreach.Dataset, locale: str) -> list[outreach.Publication]:
    """Return what is published before the meeting: what we buy, what comes, and that all are welcome."""
    event = _with_tables(meeting(locale[:2]), data, locale)
    return [
        publications.invitation(event, data, locale=locale, today=TODAY),
        publications.programme(event, data, locale=locale, today=TODAY),
        publications.fair(event, data, locale=locale, today=TODAY),
        publications.procurement_list(data, locale=locale, today=TODAY),
        publications.spend_presentation(
            data, event, website=LIST_ADDRESS, notices_url=NOTICES, locale=locale, today=TODAY
        ),
        publications.spend_report(data, locale=locale),
        publications.bid_handout(
            data, buyer=MUNICIPALITY, contact=HEAD, notices_url=NOTICES, locale=locale, today=TODAY
        ),
        publications.request_for_information(
            _dialogue.dialogue(locale[:2]),
            _dialogue.asked(locale[:2]),
            documents=_dialogue.documents(locale[:2]),
            locale=locale,
            today=TODAY,
        ),
    ]


def to_put_up(data: outreach.Dataset, locale: str) -> list[outreach.Publication]:
    """Return what is printed and stands on the tables; nobody needs it on a web page."""
    return [
        publications.table_signs(
            _with_tables(meeting(locale[:2]), data, locale), url=LIST_ADDRESS, locale=locale, today=TODAY
        )
    ]


def _with_tables(event: outreach.Event, data: outreach.Dataset, locale: str) -> outreach.Event:
    planned = analysis.fair_tables(data, today=TODAY, purchasers=purchasers())
    return publications.with_fair_tables(event, planned, locale=locale)


def for_staff(data: outreach.Dataset, locale: str) -> list[outreach.Publication]:
    """Return what is for those who work there: badges, and what a purchaser needs to know at each table."""
    event = _with_tables(meeting(locale[:2]), data, locale)
    return [
        publications.name_badges(data.participations, event, url=LIST_ADDRESS, locale=locale, today=TODAY),
        publications.purchaser_sheets(event, data, locale=locale, today=TODAY),
    ]


def after(data: outreach.Dataset, previous: outreach.Dataset, folder: Path, locale: str) -> list[outreach.Publication]:
    """Return what is published a week after it: what came of it, and what has changed in the list since."""
    lang = locale[:2]
    event = _with_tables(_afterwards.held_meeting(lang), previous, locale)
    survey = _afterwards.answers(lang)
    shown = _pictures(event, folder, locale)
    following = _afterwards.next_meeting(lang)
    return [
        publications.invitation(event, data, locale=locale, today=ON),
        publications.invitation(following, data, locale=locale, today=ON),
        publications.procurement_list(data, previous=previous, locale=locale, today=ON),
        publications.results(
            event,
            survey,
            pictures=shown,
            next_steps=_afterwards.next_steps(lang),
            next_event=following,
            locale=locale,
            today=ON,
        ),
        publications.press_release(
            event,
            data,
            place="Bokedala",
            quote=_afterwards.quote(lang),
            pictures=shown,
            next_event=following,
            locale=locale,
            today=ON,
        ),
        publications.coverage(event, locale=locale, today=ON),
        publications.case_page(
            event,
            data,
            told_in=_afterwards.told_in(lang),
            pictures=shown,
            next_event=following,
            locale=locale,
            today=ON,
        ),
        publications.questions_and_answers(survey, event, locale=locale, today=ON),
        publications.minutes(
            event,
            _afterwards.minutes_of(lang),
            present=[HEAD],
            decided=_afterwards.next_steps(lang),
            written_by=HEAD,
            locale=locale,
            today=ON,
        ),
        publications.comments_summary(
            _dialogue.dialogue(lang, is_over=True),
            _dialogue.answers(lang),
            changes=_dialogue.changes(lang),
            locale=locale,
            today=ON,
        ),
    ]


def _pictures(event: outreach.Event, folder: Path, locale: str) -> publications.Pictures | None:
    """Return the meeting's pictures; None where there is nothing installed that reads them."""
    try:
        return publications.pictures(event.pictures, folder=folder, locale=locale)
    except outreach.MissingExtraError:
        return None
