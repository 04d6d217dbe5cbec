"""The last days of a procurement, for a calendar."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from outreach import languages
from outreach.blocks import Appointment
from outreach.model import EventStatus, Stage
from outreach.publications._slugs import slug_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from outreach.languages import Translator
    from outreach.rendering._publication import PublicProcurement


def deadlines(each: PublicProcurement, page: str, today: date, t: Translator) -> Iterable[Appointment]:
    """Yield the last days that are still to come of what is advertised (sista dag för frågor, sista anbudsdag).

    Of what was cancelled they are there as cancelled, so that nobody waits for them.

    Args:
        each: The procurement.
        page: The id of its page; with what it is the last day for, and the buyer, it names the entry for ever.
        today: The day it is.
        t: The language.
    """
    if each.stage not in (Stage.ADVERTISED, Stage.CANCELLED):
        return
    whose = f"@{slug_of(each.buyer)}" if each.buyer else ""  # who follows two buyers has both in one calendar
    lang = languages.foreign_lang(each.lang, t.locale)
    status = EventStatus.CANCELLED if each.stage is Stage.CANCELLED else EventStatus.PUBLISHED
    of_what = (("questions", t("Questions by"), each.question_deadline), ("bids", t("Bid by"), each.tender_deadline))
    for key, what, when in of_what:
        if when is not None and _day(when) >= today:
            yield Appointment(
                uid=f"{page}-{key}{whose}",
                title=t("{what}: {title}", what=what, title=each.title),
                lang=lang,
                named=each.title if lang else "",
                starts=when,
                description=each.description,
                url=each.notice_url,
                organiser=each.buyer,
                status=status,
                text=languages.format_moment(when, t.locale, weekday=True),
                industry=each.industry,
                is_deadline=True,
            )


def _day(when: date | datetime) -> date:
    return when.date() if isinstance(when, datetime) else when
