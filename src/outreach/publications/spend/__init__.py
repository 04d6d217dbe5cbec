"""What purchases cost: the report, the talk at a meeting, and the figures that both share."""

from __future__ import annotations

from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Final

import attrs

from outreach import analysis, values
from outreach.analysis import Kind, LocalShare, SpendRow
from outreach.analysis._question import Accounts
from outreach.dataset import Dataset
from outreach.errors import CurrencyError
from outreach.ledger import Ledger
from outreach.model import NO_CURRENCY, Money, Period, Precision
from outreach.publications.facts import PublicSpend, only_buyer, spend
from outreach.publications.public import Projection

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from decimal import Decimal

    from outreach.reconciliation import FileReport


TOP: Final = 10
"""How many groups a table of the report names; the rest is one row."""
TOP_PLACES: Final = 5


@attrs.frozen(kw_only=True, eq=False)
class Figures:
    """What a report tells of one ledger in one currency.

    Attributes:
        view: What makes its breakdowns public.
        data: What was read, with purchases in one currency alone.
        currency: ISO 4217.
        accounts: The account plan by which every breakdown leaves out what is no purchase; None: nothing is left out.
        by_industry: The purchases by industry, the greatest ten and the rest.
        municipality: The buyer's municipality; empty: as the ledger says.
    """

    view: Projection
    data: Dataset | Ledger
    currency: str
    accounts: Accounts
    by_industry: PublicSpend
    municipality: str

    @classmethod
    def of(
        cls,
        data: Dataset | Ledger,
        view: Projection,
        *,
        currency: str | None = None,
        accounts: Accounts = None,
        municipality: str = "",
    ) -> Figures:
        """Work out the figures of *data*.

        Raises:
            CurrencyError: The ledger names no currency, or several and *currency* chooses none.
        """
        chosen = _chosen(ledger_of(data), currency)
        if len(ledger_of(data).totals) > 1:
            data = _with(data, ledger_of(data).where(currency=chosen))
        by_industry = spend(view, data, "industry", top=TOP, accounts=accounts)
        # Without a plan named, the industry breakdown alone tries one: if it agrees, it holds for the whole report.
        tried = (
            next(iter(view.country.plans), None) if any(row.kind is Kind.NOT_PURCHASES for row in by_industry) else None
        )
        return cls(
            view=view,
            data=data,
            currency=chosen,
            accounts=accounts or tried,
            by_industry=by_industry,
            municipality=municipality,
        )

    @property
    def ledger(self) -> Ledger:
        """The purchases."""
        return ledger_of(self.data)

    @cached_property
    def period(self) -> Period:
        """From the month of the first purchase to that of the last; a whole year is one."""
        return whole_months(*self.dates)

    @property
    def dates(self) -> tuple[date, date]:
        """The days of the first and the last purchase."""
        period = self.ledger.period
        if period is None:
            raise ValueError("an empty ledger has no period")
        return period

    @property
    def total(self) -> Money:
        """The sum of all purchases, without what is none."""
        return self.by_industry.purchases_totals[0]

    @property
    def not_purchases(self) -> Money | None:
        """The sum of what was paid and is no purchase; None where there is none."""
        return next((row.amount for row in self.by_industry if row.kind is Kind.NOT_PURCHASES), None)

    @property
    def purchases(self) -> int:
        """How many postings the purchases are."""
        return sum(row.purchases for row in self.rows(self.by_industry))

    @property
    def suppliers(self) -> int:
        """How many distinct suppliers; all sole traders together count as none, since nobody can tell them apart."""
        return sum(row.suppliers for row in self.by_supplier if row.kind in (Kind.GROUP, Kind.OTHER))

    @cached_property
    def by_supplier(self) -> PublicSpend:
        """The purchases by supplier, the greatest ten and the rest."""
        return self.by("supplier", top=TOP)

    @cached_property
    def by_value_band(self) -> PublicSpend:
        """The purchases by value band."""
        return self.by("value_band")

    @cached_property
    def by_place(self) -> PublicSpend:
        """The purchases by the supplier's municipality, the greatest five and the rest."""
        return self.by("supplier_municipality", top=TOP_PLACES)

    @cached_property
    def over_time(self) -> PublicSpend:
        """The purchases by year; of one year by quarter."""
        years = self.by("year")
        return years if len(self.rows(years)) > 1 else self.by("quarter")

    @cached_property
    def local(self) -> LocalShare:
        """How much stays in the municipality."""
        return analysis.local_share(self.data, municipality=self.municipality, accounts=self.accounts)

    @property
    def local_share(self) -> Decimal | None:
        """What local suppliers got as a part of all purchases, 0 to 1; None where it is unknown."""
        local = self.local
        if not local.municipalities or not local.known_suppliers or self.total.amount <= 0:
            return None
        share = values.exact_sum(money.amount for money in local.local) / self.total.amount
        return share if 0 <= share <= 1 else None

    def by(self, word: str, *, top: int | None = None) -> PublicSpend:
        """Return the purchases by a grouping *word*, read with the report's account plan."""
        return spend(self.view, self.data, word, top=top, accounts=self.accounts)

    def rows(self, breakdown: Iterable[SpendRow]) -> list[SpendRow]:
        """Return the rows that are purchases."""
        return [row for row in breakdown if row.kind is not Kind.NOT_PURCHASES]

    @property
    def buyer(self) -> str:
        """The buyer's name, where the ledger names one alone."""
        return only_buyer(self.view, self.ledger)

    @property
    def reports(self) -> tuple[FileReport, ...]:
        """How the ledger's files were read."""
        return tuple(self.ledger.reconciliation)

    @property
    def set_aside(self) -> int:
        """How many rows could not be read."""
        return sum(report.set_aside for report in self.reports)

    @property
    def amount_set_aside(self) -> Money:
        """The sum of the rows set aside whose amount could be read."""
        amounts = (part for report in self.reports for part in report.amounts if part.currency == self.currency)
        return Money(amount=values.exact_sum(part.set_aside for part in amounts), currency=self.currency)


def ledger_of(data: Dataset | Ledger) -> Ledger:
    """Return the purchases of *data*."""
    return data if isinstance(data, Ledger) else data.purchases


def _with(data: Dataset | Ledger, ledger: Ledger) -> Dataset | Ledger:
    return ledger if isinstance(data, Ledger) else attrs.evolve(data, purchases=ledger)


def _chosen(ledger: Ledger, currency: str | None) -> str:
    """Return the one currency of the report.

    Amounts of several currencies would need a report each, and a number without a currency says nothing.
    """
    currencies = tuple(ledger.totals)
    if currency is None and len(currencies) > 1:
        raise CurrencyError(f"the purchases are in {', '.join(currencies)} (give currency= for the one to report on)")
    wanted = currency or currencies[0]
    if wanted not in currencies:
        raise CurrencyError(
            f"no purchase is in {wanted}, but in {', '.join(currencies)} (read the file with currency=)"
        )
    if wanted == NO_CURRENCY:
        raise CurrencyError('the ledger names no currency (read it with currency=, such as "EUR")')
    return wanted


def whole_months(first: date, last: date) -> Period:
    """Return the months from that of the *first* day to that of the *last*; a whole year is one."""
    return Period(start=first.replace(day=1), end=_end_of_month(last), precision=Precision.SPAN)


def _end_of_month(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
