"""Fifteen attributes of a good procurement list, and how procurement is seen in an entry."""

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


@attrs.frozen
class Attribute:
    """One attribute of a good list: its name in code and in words, its test, and what to write where it is missing."""

    key: str
    name: str
    weight: int
    """How much an entry without it costs a bidder: 3 if they cannot act, 2 if they cannot judge, else 1."""
    has: Test
    mend: str
    needed: Decimal = NEARLY_ALL
    """The part of the entries that must have it for the list to have it."""


def day_of(moment: date) -> date:
    """Return the day of a day or a time."""
    return moment.date() if isinstance(moment, datetime) else moment


def has_passed(procurement: Procurement, today: date) -> bool:
    """Tell whether the time an entry names lies behind: when it was to be advertised, or the last day for bids."""
    if procurement.stage is Stage.ADVERTISED:
        return procurement.tender_deadline is not None and day_of(procurement.tender_deadline) < today
    return procurement.planned_publication is not None and procurement.planned_publication.has_passed(today)


def _has_date(procurement: Procurement, _today: date) -> bool:
    if procurement.stage is Stage.ADVERTISED:
        return procurement.tender_deadline is not None
    return procurement.planned_publication is not None and (
        _is_dated(procurement.planned_publication) or _is_ongoing(procurement)
    )


def _is_current(procurement: Procurement, today: date) -> bool | None:
    return (
        not has_passed(procurement, today) if _has_date(procurement, today) and not _is_ongoing(procurement) else None
    )


def _is_precise(procurement: Procurement, _today: date) -> bool | None:
    period = procurement.planned_publication
    if procurement.stage is not Stage.PLANNED or period is None or not _is_dated(period):
        return None
    return period.precision in _PRECISE or _is_short(period)


def _is_dated(period: Period) -> bool:
    return period.start is not None or period.end is not None


def _is_ongoing(procurement: Procurement) -> bool:
    period = procurement.planned_publication
    return procurement.stage is Stage.PLANNED and period is not None and period.is_open and not _is_dated(period)


def _is_short(period: Period) -> bool:
    is_span = period.precision is Precision.SPAN and period.start is not None and period.end is not None
    return is_span and (period.end - period.start).days < FRESH_DAYS  # type: ignore[operator]


def _can_be_asked(procurement: Procurement, _today: date) -> bool:
    return procurement.purchaser is not None and bool(procurement.purchaser.email or procurement.purchaser.phone)


def _can_be_bid_for(procurement: Procurement, _today: date) -> bool | None:
    return bool(procurement.notice_url) if procurement.stage is Stage.ADVERTISED else None


def _any(*fields: str) -> Test:
    """Return the test of an entry that has any of the *fields*."""
    return lambda procurement, _: any(getattr(procurement, field) not in (None, "", ()) for field in fields)


# fmt: off
ATTRIBUTES: Final = (
    Attribute("date", "date", 3, _has_date,
              "write when it is to be advertised, or that it is ongoing; if it is advertised, the last day for bids"),
    Attribute("current", "date to come", 3, _is_current, "the date has passed: write the new one, or the stage"),
    Attribute("way_to_bid", "way to bid", 3, _can_be_bid_for, "it is advertised: link to the notice"),
    Attribute("contact", "contact", 3, _can_be_asked, "name whom to ask, with e-mail or telephone"),
    Attribute("value", "value", 2, _any("estimated_value"), "estimate the value; a span such as 2–4 mkr will do"),
    Attribute("industry", "industry", 2, _any("industry", "classifications"), "write the industry, or a CPV code"),
    Attribute("supplier", "present supplier", 2, _any("incumbents"), "write who has the contract now", HALF),
    Attribute("contract_ends", "end of present contract", 1, _any("current_contract_ends"),
              "write when the present contract ends", HALF),
    Attribute("precision", "quarter or closer", 1, _is_precise,
              "write at least the quarter: a season or a year is hard to plan by"),
    Attribute("description", "description", 1, _any("description", "comments"), "say in a sentence what it covers"),
    Attribute("unit", "department", 1, _any("unit"), "write which department it is for"),
    Attribute("procedure", "procedure", 1, _any("procedure", "procedure_text", "techniques"),
              "write the procedure, or that it is a framework agreement"),
    Attribute("contract_start", "start of contract", 1, _any("contract_period"), "write when the contract is to begin"),
    Attribute("contract_length", "length of contract", 1, _any("contract_length"),
              "write how long the contract runs, options too: 2+1+1 år"),
    Attribute(UPDATED, "updated in the last quarter", 1, _any("changed"),
              "look the list through each quarter, and write the day beside what was changed"),
)
# fmt: on
"""What a list is scored by, the weightiest first."""
