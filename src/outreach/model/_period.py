"""Spans of time that keep the precision of their source."""

from __future__ import annotations

import enum
from datetime import date

import attrs

from outreach import values
from outreach.model._strict import refuse, strict


class Precision(enum.StrEnum):
    """How precisely a source tells a time."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    SEASON = "season"
    YEAR = "year"
    SPAN = "span"
    FROM = "from"
    UNTIL = "until"
    OPEN = "open"


@attrs.frozen(kw_only=True, field_transformer=strict)
class Period:
    """A start and an end, as precise as the source (tidsperiod).

    OCDS ``Period``; eForms BT-536 and BT-537. A quarter stays a quarter: nobody invents a day.

    Attributes:
        start: The first day; None where the source gives none.
        end: The last day, included; None where the source gives none.
        precision: How precise the source was.
    """

    start: date | None = None
    end: date | None = None
    precision: Precision = Precision.SPAN

    def __attrs_post_init__(self) -> None:
        if self.start and self.end and self.end < self.start:
            message = f"ends before it starts: {self.end}"
            raise refuse(Period, "end", message, f"starts {self.start}")

    @classmethod
    def parse(cls, text: str, *, default_year: int | None = None) -> Period:
        """Read *text* such as ``2017-03-01``, ``mars 2017``, ``Q2 2017``, ``våren 2017`` or ``v. 12 2017``.

        Args:
            text: What the source says, in Swedish or English.
            default_year: The year of a text that names none (``v. 12``, ``mars``).

        Raises:
            outreach.errors.UnreadableError: The text is not a time.
        """
        start, end, precision = values.parse_period(text, default_year=default_year)
        return cls(start=start, end=end, precision=Precision(precision))

    @classmethod
    def day(cls, day: date) -> Period:
        """Return the one *day*."""
        return cls(start=day, end=day, precision=Precision.DAY)

    @property
    def is_open(self) -> bool:
        """Whether it is ongoing, without bounds (löpande)."""
        return self.precision is Precision.OPEN

    def has_passed(self, today: date) -> bool:
        """Return whether the whole period lies before *today*."""
        return self.end is not None and self.end < today


@attrs.frozen(kw_only=True, field_transformer=strict)
class ContractLength:
    """How long a contract runs, with its options (avtalslängd, ``2+1+1 år``).

    OCDS ``contractPeriod`` and ``maxExtentDate``; eForms BT-36 and BT-58.

    Attributes:
        months: Without options; None where only the whole is given.
        options: Months of each option to extend, in order.
        max_months: Months with every option used.
    """

    months: int | None = None
    options: tuple[int, ...] = ()
    max_months: int | None = None

    @classmethod
    def parse(cls, text: str) -> ContractLength:
        """Read *text* such as ``2+1+1 år``, ``48 months`` or ``4 år inkl. option``.

        Raises:
            outreach.errors.UnreadableError: The text is not a length.
        """
        months, options, max_months = values.parse_contract_length(text)
        return cls(months=months, options=options, max_months=max_months)
