"""Which account plan (kontoplan) a ledger is read with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, TypeAlias

import attrs

from outreach import codes

if TYPE_CHECKING:
    from outreach.ledger import Ledger

Accounts: TypeAlias = "str | codes.AccountPlan | Mapping[str, str] | None"
"""A plan or its name, ``"none"``, or a table from first digits of accounts to industries; None: the texts decide."""

NONE: Final = "none"
_TRIED: Final = "kommun-bas"


@attrs.frozen(kw_only=True)
class Plan:
    """The plan that a ledger is read with.

    Attributes:
        plan: None where there is none.
        notes: Which one, and why.
    """

    plan: codes.AccountPlan | None = None
    notes: tuple[str, ...] = ()

    def industry(self, account: str) -> str | None:
        """Return the industry code of what *account* buys, ``"not-purchases"``, or None."""
        return codes.industry_of_account(account, self.plan) if self.plan else None

    def buys_nothing(self, account: str) -> bool:
        """Return whether what is booked on *account* is no purchase."""
        return self.industry(account) == codes.NOT_PURCHASES


def plan_of(ledger: Ledger, accounts: Accounts) -> Plan:
    """Return the plan that the user names with *accounts*, or the one that the ledger's account texts agree with.

    Raises:
        outreach.errors.QuestionError: No plan of that name ships.
    """
    if accounts is None:
        return _agreed(ledger)
    if isinstance(accounts, str):
        return Plan(notes=("no account plan, as asked",)) if accounts == NONE else _named(codes.account_plan(accounts))
    return _named(codes.AccountPlan.from_mapping(accounts) if isinstance(accounts, Mapping) else accounts)


def _named(plan: codes.AccountPlan) -> Plan:
    return Plan(plan=plan, notes=(f"account plan {plan.name}, as asked",))


def _agreed(ledger: Ledger) -> Plan:
    plan = codes.account_plan(_TRIED)
    texts = ledger.cube("account", "account_text").select("account", "account_text").drop_nulls()
    pairs = [(str(account), str(text)) for account, text in texts.iter_rows()]
    if codes.accounts_agree(plan, pairs):
        return Plan(plan=plan, notes=(f"account plan {plan.name}: the account texts agree with it",))
    why = f"the account texts do not agree with {plan.name}" if pairs else "the ledger has no account texts"
    return Plan(notes=(f"no account plan: {why} (accounts= names one)",))
