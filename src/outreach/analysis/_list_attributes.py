"""Fifteen attributes of a good procurement list, and how each is seen in an entry."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Final, TypeAlias

import attrs

from outreach.model import Period, Precision, Procurement, Stage

Test: TypeAlias = Callable[[Procurement, date], bool | None]
"""Whether an entry has it on a day; None: it need not have it."""

NEARLY_ALL: Final = Decimal("0.8")
HALF: Final = Decimal("0.5")
FRESH_DAYS: Final = 92
"""How old the newest change of a list may be: a quarter."""

UPDATED: Final = "updated"
_PRECISE: Final = (Precision.DAY, Precision.WEEK, Precision.MONTH, Precision.QUARTER)


@attrs.frozen(kw_only=True)
class Attribute:
    """One attribute of a good list.

    Attributes:
        key: Its name in code.
        name: Its name in words.
        weight: How much an entry without it costs a bidder: 3 if they cannot act, 2 if they cannot judge, else 1.
        needed: The part of the entries that must have it for the list to have it.
        has: Whether an entry has it.
        mend: What to write.
    """

    key: str
    name: str
    weight: int
    needed: Decimal = NEARLY_ALL
    has: Test
    mend: str


def day_of(moment: date) -> date:
    """Return the day of a day or a time."""
    return moment.date() if isinstance(moment, datetime) else moment


def has_passed(each: Procurement, today: date) -> bool:
    """Tell whether the time an entry names lies behind: when it was to be advertised, or the last day for bids."""
    if each.stage is Stage.ADVERTISED:
        return each.tender_deadline is not None and day_of(each.tender_deadline) < today
    return each.planned_publication is not None and each.planned_publication.has_passed(today)


def _has_date(each: Procurement, today: date) -> bool:
    del today
    if each.stage is Stage.ADVERTISED:
        return each.tender_deadline is not None
    return each.planned_publication is not None and (_is_dated(each.planned_publication) or _is_ongoing(each))


def _is_current(each: Procurement, today: date) -> bool | None:
    return not has_passed(each, today) if _has_date(each, today) and not _is_ongoing(each) else None


def _is_precise(each: Procurement, today: date) -> bool | None:
    period = each.planned_publication
    if each.stage is not Stage.PLANNED or period is None or not _is_dated(period):
        return None
    del today
    return period.precision in _PRECISE or _is_short(period)


def _is_dated(period: Period) -> bool:
    return period.start is not None or period.end is not None


def _is_ongoing(each: Procurement) -> bool:
    period = each.planned_publication
    return each.stage is Stage.PLANNED and period is not None and period.is_open and not _is_dated(period)


def _is_short(period: Period) -> bool:
    is_span = period.precision is Precision.SPAN and period.start is not None and period.end is not None
    return is_span and (period.end - period.start).days < FRESH_DAYS  # type: ignore[operator]


def _can_be_asked(each: Procurement, today: date) -> bool:
    del today
    return each.purchaser is not None and bool(each.purchaser.email or each.purchaser.phone)


def _can_be_bid_for(each: Procurement, today: date) -> bool | None:
    del today
    return bool(each.notice_url) if each.stage is Stage.ADVERTISED else None


def _any(*fields: str) -> Test:
    """Return the test of an entry that has any of the *fields*."""
    return lambda each, _: any(getattr(each, field) not in (None, "", ()) for field in fields)


ATTRIBUTES: Final = (
    Attribute(
        key="date",
        name="date",
        weight=3,
        has=_has_date,
        mend="write when it is to be advertised, or that it is ongoing; if it is advertised, the last day for bids",
    ),
    Attribute(
        key="current",
        name="date to come",
        weight=3,
        has=_is_current,
        mend="the date has passed: write the new one, or the stage",
    ),
    Attribute(
        key="way_to_bid", name="way to bid", weight=3, has=_can_be_bid_for, mend="it is advertised: link to the notice"
    ),
    Attribute(
        key="contact", name="contact", weight=3, has=_can_be_asked, mend="name whom to ask, with e-mail or telephone"
    ),
    Attribute(
        key="value",
        name="value",
        weight=2,
        has=_any("estimated_value"),
        mend="estimate the value; a span such as 2–4 mkr will do",
    ),
    Attribute(
        key="industry",
        name="industry",
        weight=2,
        has=_any("industry", "classifications"),
        mend="write the industry, or a CPV code",
    ),
    Attribute(
        key="supplier",
        name="present supplier",
        weight=2,
        needed=HALF,
        has=_any("incumbents"),
        mend="write who has the contract now",
    ),
    Attribute(
        key="contract_ends",
        name="end of present contract",
        weight=1,
        needed=HALF,
        has=_any("current_contract_ends"),
        mend="write when the present contract ends",
    ),
    Attribute(
        key="precision",
        name="quarter or closer",
        weight=1,
        has=_is_precise,
        mend="write at least the quarter: a season or a year is hard to plan by",
    ),
    Attribute(
        key="description",
        name="description",
        weight=1,
        has=_any("description", "comments"),
        mend="say in a sentence what it covers",
    ),
    Attribute(key="unit", name="department", weight=1, has=_any("unit"), mend="write which department it is for"),
    Attribute(
        key="procedure",
        name="procedure",
        weight=1,
        has=_any("procedure", "procedure_text", "techniques"),
        mend="write the procedure, or that it is a framework agreement",
    ),
    Attribute(
        key="contract_start",
        name="start of contract",
        weight=1,
        has=_any("contract_period"),
        mend="write when the contract is to begin",
    ),
    Attribute(
        key="contract_length",
        name="length of contract",
        weight=1,
        has=_any("contract_length"),
        mend="write how long the contract runs, options too: 2+1+1 år",
    ),
    Attribute(
        key=UPDATED,
        name="updated in the last quarter",
        weight=1,
        has=_any("changed"),
        mend="look the list through each quarter, and write the day beside what was changed",
    ),
)
"""What a list is scored by, the weightiest first."""
