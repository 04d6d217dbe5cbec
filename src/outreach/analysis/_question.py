"""What :func:`outreach.analysis.spend` was asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, TypeVar

import attrs

from outreach._later import pl
from outreach.analysis import _cells
from outreach.analysis._industry_names import NOTHING_BOUGHT
from outreach.analysis._plans import Accounts, Plan, plan_of
from outreach.analysis._register import by_supplier_key
from outreach.ledger import Ledger
from outreach.model import Supplier

if TYPE_CHECKING:
    from outreach.dataset import Dataset

T = TypeVar("T")


@attrs.frozen(kw_only=True, eq=False)
class Question:
    """Purchases, and how they are to be broken down.

    Attributes:
        ledger: The purchases.
        suppliers: The supplier register; empty for a bare ledger.
        bands: Lower edges of the value bands; None for the usual ones.
        accounts: The account plan, as the user names it.
    """

    ledger: Ledger
    suppliers: Sequence[Supplier] = ()
    bands: Sequence[int] | None = None
    accounts: Accounts = None

    @classmethod
    def of(cls, data: Dataset | Ledger, *, bands: Sequence[int] | None = None, accounts: Accounts = None) -> Question:
        """Return the question to *data*, which is a dataset or a ledger alone."""
        if isinstance(data, Ledger):
            return cls(ledger=data, bands=bands, accounts=accounts)
        return cls(ledger=data.purchases, suppliers=tuple(data.suppliers), bands=bands, accounts=accounts)

    @property
    def plan(self) -> Plan:
        """The account plan; without *accounts* the one that the ledger's own texts agree with."""
        return plan_of(self.ledger, self.accounts)

    def register(self, told: Callable[[Supplier], T | None]) -> dict[str, T]:
        """Return supplier key → what *told* says of that supplier of the register."""
        return by_supplier_key(self.suppliers, told, self._supplier_names)

    def _supplier_names(self) -> Iterable[tuple[str, str]]:
        return self.ledger.names.select("supplier_key", "supplier").iter_rows()

    def cube(self, *keys: str) -> pl.DataFrame:
        """Return the ledger's cube by *keys*; where a plan was asked for, with a column ``is_nothing``."""
        if self.accounts is None:
            return self.ledger.cube(*keys)
        return self.marked(self.ledger.cube(*dict.fromkeys((*keys, "account"))), keys)

    def marked(self, cube: pl.DataFrame, keys: Sequence[str]) -> pl.DataFrame:
        """Mark in ``is_nothing`` what the account of each row says to be no purchase, and keep *keys* alone."""
        plan = self.plan
        nothing = [account for account in _cells.distinct(cube, "account") if plan.buys_nothing(account)]
        is_nothing = pl.col("account").cast(pl.String).is_in(nothing).fill_null(value=False)
        return cube.select(*keys, "amount", "purchases", is_nothing=is_nothing)

    def without_nothing(self, cells: _cells.Cells) -> _cells.Cells:
        """Make what was marked as no purchase a group of its own."""
        if "is_nothing" not in cells.frame.columns:
            return cells
        nothing = cells.names.height
        is_nothing = pl.col("is_nothing")
        frame = cells.frame.with_columns(
            group=pl.when(is_nothing).then(pl.lit(nothing, pl.UInt32)).otherwise("group"),
            source=pl.when(is_nothing).then(pl.lit(_cells.PLAN, pl.UInt8)).otherwise("source"),
        )
        names = pl.concat([cells.names, _cells.names_frame([(nothing, *NOTHING_BOUGHT)])])
        return attrs.evolve(cells, frame=frame, names=names, is_minimal=False, notes=(*cells.notes, *self.plan.notes))
