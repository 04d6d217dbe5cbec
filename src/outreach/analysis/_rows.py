"""The rows of breakdowns."""

from __future__ import annotations

import enum
from decimal import Decimal

import attrs

from outreach.model import Money


class Kind(enum.StrEnum):
    """What a row of a breakdown stands for; publications put the words to it."""

    GROUP = "group"
    """One group: an industry, a supplier, a quarter."""
    CREDIT = "credit"
    """The value band of credit rows (kreditfakturor)."""
    OPEN = "open"
    """Procurements that can be bid for now (annonserade)."""
    ONGOING = "ongoing"
    """Procurements that run without a date (löpande)."""
    OTHER = "other"
    """The groups that ``top=`` leaves out (övriga)."""
    PERSONAL = "personal"
    """All sole traders whose number is a person's (enskilda näringsidkare)."""
    UNDATED = "undated"
    """Procurements without a date that could be read (datum inte bestämt)."""
    UNKNOWN = "unknown"
    """What the data does not tell (okänt)."""
    PASSED = "passed"
    """Planned procurements whose time has passed."""
    NOT_PURCHASES = "not_purchases"
    """Accounts that buy nothing: wages, grants, interest, taxes (ej inköp)."""

    @property
    def rank(self) -> int:
        """Its place below the groups."""
        return 0 if self in (Kind.CREDIT, Kind.OPEN) else list(Kind).index(self)


@attrs.frozen(kw_only=True)
class SpendRow:
    """What was bought of one group, in one currency.

    Attributes:
        key: What names the group in code: an industry's code, an account's number, ``2016-Q1``; for a row that is no
            group, its kind.
        label: The name as the data writes it, or the key.
        kind: What the row stands for.
        amount: Net of credits, exact.
        purchases: How many rows of the ledger.
        suppliers: How many distinct suppliers; all sole traders together count as one, an unknown supplier not.
        share: The part of the purchases' total in the currency, 0 to 1; None where it is no part of a whole: the
            total is not positive, the amount is negative or more than the total, or the row is no purchase.
    """

    key: str
    label: str
    kind: Kind
    amount: Money
    purchases: int
    suppliers: int
    share: Decimal | None


@attrs.frozen(kw_only=True)
class PipelineRow:
    """What is planned in one group, in one currency.

    Attributes:
        key: What names the group in code, such as ``2017-Q2``; for a row that is no group, its kind.
        label: The name as the data writes it, or the key.
        kind: What the row stands for.
        procurements: How many.
        low: The sum of the least values; one that is only *at most* counts as nothing. None: no value is known.
        high: The sum of the greatest values; None: no value is known, or one of them has no upper bound.
        without_value: How many of the procurements have no estimated value, or one per year; they are in no sum.
        less_precise: How many of the procurements are placed by the beginning of a longer period: a year, a half-year,
            a season.
    """

    key: str
    label: str
    kind: Kind
    procurements: int
    low: Money | None = None
    high: Money | None = None
    without_value: int = 0
    less_precise: int = 0
