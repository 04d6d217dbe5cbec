"""What was bought, by whom, of whom, of what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.errors import QuestionError
from outreach.model import Money

if TYPE_CHECKING:
    from collections.abc import Sequence

    from outreach.analysis._plans import Accounts
    from outreach.analysis._spend_breakdown import SpendBreakdown
    from outreach.dataset import Dataset
    from outreach.ledger import Ledger


def spend(
    data: Dataset | Ledger,
    by: str,
    *,
    top: int | None = None,
    bands: Sequence[int] | None = None,
    accounts: Accounts = None,
) -> SpendBreakdown:
    """Break the purchases down by a grouping word (inköp per bransch, leverantör, värde …).

    Args:
        data: What was read, or a ledger alone; then what a supplier register would tell is unknown.
        by: ``supplier``, ``supplier_size``, ``supplier_municipality``, ``buyer``, ``industry``, ``unit``, ``account``,
            ``value_band``, ``month``, ``quarter`` or ``year``.
        top: Keep so many groups of each currency, the greatest; the rest become one row of kind ``other``.
        bands: Lower edges of the value bands in whole major units (kronor), each in the band it begins; below 0 is
            credit. None: 0, 10,000, 100,000, 700,000 and 5,000,000.
        accounts: The account plan that tells industries and what is no purchase: ``"kommun-bas"``, a table from the
            digits accounts begin with to an industry or ``"not-purchases"``, or ``"none"``. None: by industry
            Kommun-Bas, if the ledger's account texts agree with it; by other words none.

    Returns:
        A row for each group and currency, which add up to the ledger's totals exactly: the greatest amount first, ties
        by key; times and value bands in their order; rows that are no groups last.

    Raises:
        outreach.errors.QuestionError: *by*, *top*, *bands* or *accounts* is not known.

    The industry of a purchase is told by its own code, else by the supplier register's SNI code, else by the account
    plan. What an account of the plan says to be no purchase (wages, grants, interest, taxes) is a row of its own,
    whoever was paid: inside the total, outside the shares.
    """
    from outreach.analysis import _cells, _question, _words  # noqa: PLC0415 - they load polars
    from outreach.analysis._spend_breakdown import SpendBreakdown  # noqa: PLC0415

    if by not in _words.WORDS:
        raise QuestionError("spend by", by, tuple(_words.WORDS))
    if top is not None and (isinstance(top, bool) or not isinstance(top, int) or top < 0):
        raise QuestionError("top", str(top), ["a whole number, 0 or more"])
    question = _question.Question.of(data, bands=bands, accounts=accounts)
    cells = question.without_nothing(_words.WORDS[by](question))
    by_source = _cells.added_by_source(cells)
    return SpendBreakdown(
        by=by,
        notes=cells.notes,
        sources=tuple((source, Money.from_minor(amount, currency)) for source, currency, amount in by_source),
        frame=_cells.added_up(cells, top),
        labels=cells.labels,
    )
