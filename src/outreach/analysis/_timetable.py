"""When what is planned comes: procurements placed in time, nothing dropped and nothing invented."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Final

import attrs

from outreach.analysis._breakdown import Kind
from outreach.dataset import Scan
from outreach.model import Precision, Procurement, Stage

if TYPE_CHECKING:
    from collections.abc import Iterable

    from outreach.dataset import Dataset

_LONG: Final = (Precision.HALF_YEAR, Precision.SEASON, Precision.YEAR)
_ORDER: Final = (Kind.OPEN, Kind.GROUP, Kind.ONGOING, Kind.UNDATED, Kind.PASSED)
_QUARTER: Final = 3
_OF_31_DAYS: Final = (3, 12)


@attrs.frozen(kw_only=True)
class Slot:
    """A place in time with the procurements in it, the next first.

    Attributes:
        key: ``2017-Q2``, or the kind of a slot that is no quarter.
        kind: ``OPEN`` for what can be bid for now, ``GROUP`` for a quarter, ``ONGOING``, ``UNDATED``, ``PASSED``.
        procurements: Those in it.
    """

    key: str
    kind: Kind
    procurements: tuple[Procurement, ...]


def timetable(data: Dataset | Iterable[Procurement], *, today: date) -> tuple[Slot, ...]:
    """Place what is planned, and what can be bid for now, in time (tidplan).

    A period that has begun or spans several quarters stands in its first quarter from *today* on, once. What has
    passed and what has no date has a slot of its own. Closed, awarded and cancelled procurements are in none.

    Args:
        data: What was read, or procurements.
        today: The day it is.

    Returns:
        What is open for bids now, the quarters in order, what runs without a date, what has none, what has passed; only
        slots that hold something.
    """
    slots: dict[tuple[Kind, str], list[Procurement]] = {}
    for entry in in_order(procurements_of(data), today):
        key = place(entry, today)
        if key is not None:
            slots.setdefault(key, []).append(entry)
    ordered = sorted(slots, key=lambda slot: (_ORDER.index(slot[0]), slot[1]))
    return tuple(Slot(key=key, kind=kind, procurements=tuple(slots[kind, key])) for kind, key in ordered)


def upcoming(data: Dataset | Iterable[Procurement], *, today: date) -> tuple[Procurement, ...]:
    """Return what can be bid for now and what is planned, the next first (kommande upphandlingar).

    What has no date comes last; what has passed, and what is closed, awarded or cancelled, is left out.

    Args:
        data: What was read, or procurements.
        today: The day it is.
    """
    slots = timetable(data, today=today)
    return tuple(entry for slot in slots if slot.kind is not Kind.PASSED for entry in slot.procurements)


def topics(data: Dataset | Iterable[Procurement], *, day: date) -> tuple[Procurement, ...]:
    """Return what may be talked about on a *day*, the next first: what is planned and not advertised by then.

    What is open for bids is asked about in the procurement system, where everybody gets the answer (likabehandling).
    """
    return tuple(entry for entry in upcoming(data, today=day) if entry.stage is Stage.PLANNED)


def place(entry: Procurement, today: date) -> tuple[Kind, str] | None:
    """Return kind and key of the slot of a *procurement*; None for one that no longer comes."""
    kind = _kind(entry, today)
    if kind is None:
        return None
    return kind, quarter(max(_start(entry) or today, today)) if kind is Kind.GROUP else kind.value


def quarter(day: date) -> str:
    """Return the key of the quarter that *day* is in: ``2017-Q2``."""
    return f"{day.year}-Q{(day.month - 1) // _QUARTER + 1}"


def is_less_precise(entry: Procurement) -> bool:
    """Return whether the source tells no quarter, but a half-year, a season or a year."""
    return entry.planned_publication is not None and entry.planned_publication.precision in _LONG


def in_order(procurements: Iterable[Procurement], today: date) -> list[Procurement]:
    """Return the *procurements*, the next first; ties by the more precise, then by title and id.

    Within a quarter what says no more than a season or a year, or *by June*, comes last: nobody can call it the next.
    """
    return sorted(procurements, key=lambda entry: (_next_day(entry, today), _is_rough(entry), entry.title, entry.id))


def _is_rough(entry: Procurement) -> bool:
    """Return whether no day can be told on which it begins to be near."""
    period = entry.planned_publication
    return is_less_precise(entry) or (period is not None and period.start is None)


def procurements_of(data: Dataset | Iterable[Procurement]) -> tuple[Procurement, ...]:
    """Return the procurements of *data*, a dataset or procurements alone."""
    if isinstance(data, Scan):
        return tuple(data.records(Procurement))
    return tuple(data.procurements if hasattr(data, "procurements") else data)


def _kind(entry: Procurement, today: date) -> Kind | None:
    if entry.stage is Stage.ADVERTISED:
        return Kind.OPEN if _deadline(entry) >= today else None
    if entry.stage is not Stage.PLANNED:
        return None
    period = entry.planned_publication
    if period is None or (period.start is None and period.end is None):
        return Kind.ONGOING if period is not None and period.is_open else Kind.UNDATED
    return Kind.PASSED if period.has_passed(today) else Kind.GROUP


def _deadline(entry: Procurement) -> date:
    """Return the last day for bids; one that is not known has not passed."""
    deadline = entry.tender_deadline
    return date.max if deadline is None else deadline.date() if isinstance(deadline, datetime) else deadline


def _start(entry: Procurement) -> date | None:
    return entry.planned_publication.start if entry.planned_publication else None


def _next_day(entry: Procurement, today: date) -> date:
    if entry.stage is Stage.ADVERTISED:
        return _deadline(entry)
    period = entry.planned_publication
    if period is None or (period.start is None and period.end is None):
        return date.max
    if period.has_passed(today):
        return period.end or today
    first = max(period.start or today, today)
    return _last_of_quarter(first) if _is_rough(entry) else first


def _last_of_quarter(day: date) -> date:
    month = (day.month - 1) // _QUARTER * _QUARTER + _QUARTER
    return date(day.year, month, 31 if month in _OF_31_DAYS else 30)
