"""Typed values as words of a language: cells of tables, days and times."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from functools import singledispatch
from typing import TYPE_CHECKING

from outreach import languages
from outreach.blocks import AsWritten, Foreign, Link, Missing, Share
from outreach.model import ContractLength, Estimate, Money, Period, Precision

if TYPE_CHECKING:
    from collections.abc import Callable

    from outreach.blocks import Appointment, Cell


NOTHING = "–"


def format_cell(cell: Cell, locale: str) -> str:
    """Return a *cell* of a table as text in the language of *locale*: ``1 200 000 kr``, ``andra kvartalet 2017``.

    What is not known is said in words, what could not be read stands as it was written; None is an en dash.
    """
    return cell if type(cell) is str else _format(cell, locale)  # as most are; to find its way took longer


@singledispatch
def _format(cell: object, locale: str) -> str:
    """Return a text as it is; every other type has its own way, registered below."""
    del locale
    return str(cell)


def _register(kind: type, write: Callable[..., str]) -> None:
    _format.register(kind)(write)


_register(type(None), lambda _cell, _locale: NOTHING)
_register(int, languages.format_number)
_register(Decimal, languages.format_number)
_register(date, languages.format_date)
_register(datetime, languages.format_moment)
_register(Money, languages.format_money)
_register(Estimate, languages.format_estimate)
_register(Period, languages.format_period)
_register(ContractLength, languages.format_length)
_register(Share, lambda cell, locale: languages.format_share(cell.value, locale))
_register(Link, lambda cell, _locale: cell.text)
_register(Foreign, lambda cell, _locale: cell.text)
_register(Missing, lambda cell, _locale: cell.text)
_register(AsWritten, lambda cell, _locale: cell.text)


def machine_time(cell: Cell) -> str | None:
    """Return what ``<time datetime>`` says of a *cell*; None where HTML has no form for it, as for a quarter."""
    if isinstance(cell, datetime):
        return cell.isoformat(timespec="minutes")
    if isinstance(cell, date):
        return cell.isoformat()
    return _machine_period(cell) if isinstance(cell, Period) and cell.start else None


def _machine_period(period: Period) -> str | None:
    patterns = {Precision.DAY: "%Y-%m-%d", Precision.WEEK: "%G-W%V", Precision.MONTH: "%Y-%m", Precision.YEAR: "%Y"}
    pattern = patterns.get(period.precision)
    return f"{period.start:{pattern}}" if pattern and period.start else None


def when_text(appointment: Appointment, locale: str) -> str:
    """Return date and time of an *appointment*: as it says, else in the words of *locale*."""
    starts, ends = appointment.starts, appointment.ends
    if appointment.text:
        return appointment.text
    if isinstance(starts, datetime) and isinstance(ends, datetime) and ends != starts:
        return languages.format_datetime_span(starts, ends, locale)
    first = languages.format_moment(starts, locale, weekday=True)
    if ends is None or ends == starts:
        return first
    return f"{first} – {languages.format_moment(ends, locale, weekday=True)}"
