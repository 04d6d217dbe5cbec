"""What was read: records, purchases, what is wrong, and the account of it all."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, Any, TypeVar

import attrs

from outreach import notebook
from outreach.countries import Country
from outreach.dataset._merging import merged
from outreach.dataset._records import Records
from outreach.dataset._sameness import ids_as_decided, resolved, suppliers_as_decided
from outreach.errors import DuplicateInputError
from outreach.ledger import INVOICE_TWICE, Ledger
from outreach.model import (
    Award,
    Bid,
    Buyer,
    Contract,
    Feedback,
    Participation,
    Problem,
    Procurement,
    SameSupplier,
    Supplier,
)
from outreach.reconciliation import Problems, Reconciliation

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


Record = TypeVar("Record")

# fmt: off
KINDS: dict[str, type[Any]] = {
    "procurements": Procurement, "contracts": Contract, "suppliers": Supplier, "buyers": Buyer, "bids": Bid,
    "awards": Award, "participations": Participation, "feedback": Feedback, "same": SameSupplier,
}
# fmt: on
"""The records of a dataset, by the attribute that holds them."""

OF_SUPPLIERS = ("contracts", "bids", "awards", "participations")
"""The records that name suppliers by their keys."""

ALWAYS_SHOWN = ("purchases", "procurements", "contracts", "suppliers", "problems")

CALL = "data = outreach.read(\n{}\n)"


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Dataset:
    """Everything that ``read`` found in its inputs (datamängd). Datasets add.

    Attributes:
        procurements: Purchases to come, and those running.
        contracts: Agreements in force.
        suppliers: Companies on the market.
        buyers: Organisations that buy.
        bids: Offers, sealed until award: no publication is given them.
        awards: What was decided.
        participations: Who was invited and who came; personal data.
        feedback: What the market asked and said.
        same: Which suppliers a person has decided are one; applied to all of the above and to the purchases.
        purchases: Past spend, as columns.
        problems: What is wrong, where, and what to write instead.
        reconciliation: Per file and part what was read, kept and set aside.
        inputs: What was read: a line of code for each.
    """

    procurements: Records[Procurement] = attrs.field(factory=lambda: Records(Procurement))
    contracts: Records[Contract] = attrs.field(factory=lambda: Records(Contract))
    suppliers: Records[Supplier] = attrs.field(factory=lambda: Records(Supplier))
    buyers: Records[Buyer] = attrs.field(factory=lambda: Records(Buyer))
    bids: Records[Bid] = attrs.field(factory=lambda: Records(Bid))
    awards: Records[Award] = attrs.field(factory=lambda: Records(Award))
    participations: Records[Participation] = attrs.field(factory=lambda: Records(Participation))
    feedback: Records[Feedback] = attrs.field(factory=lambda: Records(Feedback))
    same: Records[SameSupplier] = attrs.field(factory=lambda: Records(SameSupplier))
    purchases: Ledger = attrs.field(factory=Ledger.empty)
    problems: Problems = attrs.field(factory=Problems)
    reconciliation: Reconciliation = attrs.field(factory=Reconciliation)
    inputs: tuple[str, ...] = ()
    _files: tuple[str, ...] = ()
    _country: Country | None = None

    @property
    def country(self) -> Country:
        """Whose numbers, money and law it goes by (land): as asked for or found when read, else the purchases'."""
        return self._country or self.purchases.country

    @property
    def recipe(self) -> str:
        """The code that reads the same again, with everything that was found out written down."""
        return (
            CALL.format("\n".join(f"    {line}," for line in self.inputs))
            if self.inputs
            else "data = outreach.Dataset()"
        )

    def __add__(self, other: Dataset) -> Dataset:
        """Return both together; no file may be in both, and of two records with one id the later counts.

        Later is what was changed later, where both tell, else what was read later. Suppliers with one
        organisation number become one. What somebody refused in either stays refused. An e-invoice of one that stands
        in the other's ledger counts twice, and a problem says so.

        Raises:
            outreach.errors.DuplicateInputError: A file is in both.
            outreach.errors.FileChangedError: E-invoices are to be looked for in a ledger whose file has changed.
        """
        if not isinstance(other, Dataset):
            return NotImplemented
        return _with_twice(self._joined(other))

    def _joined(self, other: Dataset) -> Dataset:
        _refuse_twice(self._files, other._files)
        replaced: list[Problem] = []
        records = {name: merged(getattr(self, name), getattr(other, name), replaced) for name in KINDS}
        same, undecided = resolved(records["same"])
        known = (*self.problems, *other.problems)
        replaced += [problem for problem in undecided if problem not in known]
        purchases = self.purchases + other.purchases
        if same:
            records["suppliers"] = suppliers_as_decided(records["suppliers"], same, replaced)
            records |= {name: ids_as_decided(records[name], same) for name in OF_SUPPLIERS}
            purchases = attrs.evolve(purchases, same=same)
        return Dataset(
            **records,
            purchases=purchases,
            problems=self.problems + other.problems + Problems.of(replaced),
            reconciliation=self.reconciliation + other.reconciliation,
            inputs=(*self.inputs, *other.inputs),
            files=(*self._files, *other._files),
            country=self._country or other._country,
        )

    def with_buyer(self, name: str) -> Dataset:
        """Return the same with *name* as the buyer of what names none (köpare): to join lists that do not say whose.

        Example:
            ``outreach.read("ours.xlsx").with_buyer("Bokedala kommun") + outreach.read("theirs.xlsx")``
        """
        return attrs.evolve(
            self,
            procurements=Records(Procurement, tuple(_bought_by(name, each) for each in self.procurements)),
            contracts=Records(Contract, tuple(_bought_by(name, each) for each in self.contracts)),
        )

    def _counts(self) -> list[tuple[str, int]]:
        return [
            ("purchases", len(self.purchases)),
            *((name, len(getattr(self, name))) for name in KINDS),
            ("problems", self.problems.total),
        ]

    def __repr__(self) -> str:
        return f"<Dataset: {', '.join(f'{count:,} {name}' for name, count in self._counts() if count) or 'empty'}>"

    def _repr_html_(self) -> str:
        rows = [(name, f"{count:,}") for name, count in self._counts() if count or name in ALWAYS_SHOWN]
        counts = notebook.table(("what", "how many"), rows, caption="Dataset", numbers=(1,))
        return counts + self.reconciliation._repr_html_()


def _bought_by(name: str, record: Record) -> Record:
    """Return a procurement or a contract with a buyer: its own, else *name*."""
    is_named = bool(getattr(record, "buyer", "") or getattr(record, "buyer_id", ""))
    return record if is_named else attrs.evolve(record, buyer=name)  # type: ignore[misc]


def _refuse_twice(ours: Sequence[str], theirs: Sequence[str]) -> None:
    for path in theirs:
        if path in ours:
            raise DuplicateInputError(path, "read already; its rows would count twice", "leave it out once")


def together(datasets: Iterable[Dataset]) -> Dataset:
    """Return all of the *datasets* as one, in their order; which invoices count twice is looked for once."""
    return _with_twice(reduce(Dataset._joined, datasets, Dataset()))  # noqa: SLF001 - its own module


def _with_twice(data: Dataset) -> Dataset:
    """Return *data* with what its ledger and documents hold twice, told anew: of three it is told of two."""
    twice = data.purchases.twice()
    problems = data.problems.without(INVOICE_TWICE)
    return attrs.evolve(data, problems=problems + twice) if twice or problems is not data.problems else data
