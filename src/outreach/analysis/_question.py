"""What :func:`outreach.analysis.spend` was asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final, TypeAlias, TypeVar

import attrs

from outreach import codes, values
from outreach.analysis import _cells
from outreach.analysis._industry import NOTHING_BOUGHT
from outreach.ledger import BY_NAME, Ledger
from outreach.ledger._columns import pl
from outreach.model import Supplier

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from outreach.countries import Country  # noqa: TC004 - attrs resolves no types here
    from outreach.dataset import Dataset

T = TypeVar("T")


@attrs.frozen(kw_only=True, eq=False)
class Question:
    """Purchases, and how they are to be broken down."""

    ledger: Ledger  # the purchases
    country: Country  # whose places, account plans and value bands are meant: the data's
    suppliers: Sequence[Supplier] = ()  # the supplier register; empty for a bare ledger
    bands: Sequence[int] | None = None  # lower edges of the value bands; None for the country's
    accounts: Accounts = None  # the account plan, as the user names it

    @classmethod
    def of(cls, data: Dataset | Ledger, *, bands: Sequence[int] | None = None, accounts: Accounts = None) -> Question:
        """Return the question to *data*, which is a dataset or a ledger alone."""
        ledger = data if isinstance(data, Ledger) else data.purchases
        suppliers = () if isinstance(data, Ledger) else tuple(data.suppliers)
        asked = _asked(ledger) if accounts is None else accounts
        return cls(ledger=ledger, country=data.country, suppliers=suppliers, bands=bands, accounts=asked)

    @property
    def plan(self) -> Plan:
        """The account plan; without *accounts* the one that the ledger's own texts agree with."""
        return plan_of(self.ledger, self.accounts, self.country)

    def register(self, fact_of: Callable[[Supplier], T | None]) -> dict[str, T]:
        """Return supplier key → what *fact_of* says of that supplier of the register."""
        return by_supplier_key(self.suppliers, fact_of, self._supplier_names)

    def _supplier_names(self) -> Iterable[tuple[str, str]]:
        return self.ledger.supplier_names().select("supplier_key", "supplier").iter_rows()

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


Accounts: TypeAlias = "str | codes.AccountPlan | Mapping[str, str] | None"
"""A plan or its name, ``"none"``, or a table from first digits of accounts to industries; None: the texts decide."""

NONE: Final = "none"


@attrs.frozen(kw_only=True)
class Plan:
    """The plan that a ledger is read with."""

    plan: codes.AccountPlan | None = None  # None where there is none
    notes: tuple[str, ...] = ()  # which one, and why

    def industry(self, account: str) -> str | None:
        """Return the industry code of what *account* buys, ``"not-purchases"``, or None."""
        return codes.industry_of_account(account, self.plan) if self.plan else None

    def buys_nothing(self, account: str) -> bool:
        """Return whether what is booked on *account* is no purchase."""
        return self.industry(account) == codes.NOT_PURCHASES


def _asked(ledger: Ledger) -> str | None:
    """Return the account plan that was asked for when all of the *ledger* was read, if it was one."""
    asked = {part.accounts for part in ledger.parts}
    return asked.pop() if len(asked) == 1 else None


def plan_of(ledger: Ledger, accounts: Accounts, country: Country) -> Plan:
    """Return the plan that the user names with *accounts*, or the one that the ledger's account texts agree with.

    Raises:
        outreach.errors.QuestionError: No plan of that name ships.
    """
    if accounts is None:
        return _agreed(ledger, country)
    if isinstance(accounts, str):
        return (
            Plan(notes=("no account plan, as asked",)) if accounts == NONE else _named(country.account_plan(accounts))
        )
    return _named(codes.AccountPlan.from_mapping(accounts) if isinstance(accounts, Mapping) else accounts)


def _named(plan: codes.AccountPlan) -> Plan:
    return Plan(plan=plan, notes=(f"account plan {plan.name}, as asked",))


def _agreed(ledger: Ledger, country: Country) -> Plan:
    plan = next(iter(country.account_plans), None)
    if plan is None:
        return Plan(notes=(f"no account plan: none of {country.name} ships (accounts= names one)",))
    texts = ledger.cube("account", "account_text").select("account", "account_text").drop_nulls()
    pairs = [(str(account), str(text)) for account, text in texts.iter_rows()]
    if codes.accounts_agree(plan, pairs):
        return Plan(plan=plan, notes=(f"account plan {plan.name}: the account texts agree with it",))
    why = f"the account texts do not agree with {plan.name}" if pairs else "the ledger has no account texts"
    return Plan(notes=(f"no account plan: {why} (accounts= names one)",))


def by_supplier_key(
    suppliers: Iterable[Supplier],
    fact_of: Callable[[Supplier], T | None],
    names: Callable[[], Iterable[tuple[str, str]]],
) -> dict[str, T]:
    """Return supplier key → what *fact_of* says of that supplier of the register, where that is not None.

    A supplier is found by its organisation number; where the ledger or the register has none, by its folded name:
    *names* gives those of the ledger, and is called only if the register lacks numbers. Where the facts of two
    suppliers of one name differ, that name has none.
    """
    by_number: dict[str, T] = {}
    by_name: dict[str, set[T | None]] = {}
    unnumbered: set[str] = set()
    for supplier in suppliers:
        fact, name, number = fact_of(supplier), values.fold(supplier.name), _number(supplier)
        by_name.setdefault(name, set()).add(fact)
        if number is None:
            unnumbered.add(name)
        elif fact is not None:
            by_number[number] = fact
    sure = {name: fact for name, facts in by_name.items() if len(facts) == 1 for fact in facts if fact is not None}
    folded = {key: name for key, text in names() if (name := values.fold(text)) in unnumbered} if unnumbered else {}
    by_text = {key: sure[name] for key, name in folded.items() if name in sure}
    return {f"{BY_NAME}{name}": fact for name, fact in sure.items()} | by_text | by_number


def _number(supplier: Supplier) -> str | None:
    """Return the organisation number; a sole trader's is a person's and no key."""
    identifier = supplier.identifier
    return identifier.key or None if identifier is not None else None
