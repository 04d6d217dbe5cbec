"""What may count twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from outreach.dataset import Dataset
    from outreach.ledger import Ledger
    from outreach.reconciliation import Problems


def duplicates(data: Dataset | Ledger) -> Problems:
    """Find the purchases that may count twice (dubbletter); none is dropped.

    Three kinds, by ``.counts``: ``repeated row``, the same as another row of its file in every cell; ``other amount``,
    a row with an invoice number that is another one in every cell but the amount; ``invoice twice``, an e-invoice that
    stands in a ledger as well, or in two documents, by the numbers of supplier and invoice.

    Reading tells of them already, but for rows of ledgers that have no column of invoice numbers: to compare all
    cells takes as much as half the time of reading.

    Args:
        data: What was read, or a ledger alone.
    """
    from outreach.dataset import Dataset  # noqa: PLC0415 - only to tell the two apart

    ledger = data.purchases if isinstance(data, Dataset) else data
    return ledger.repeats() + ledger.twice()
