"""Account plans (kontoplaner): what an account of a ledger buys, if anything."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

import attrs

from outreach.codes._tables import longest_prefix, table
from outreach.errors import QuestionError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

NOT_PURCHASES: Final = "not-purchases"
"""What stands for an industry where an account buys nothing: wages, grants, interest, taxes."""

_WHOLE_WORD: Final = 3  # a keyword this short is looked for as a word, not within one
_FEWEST: Final = 2  # groups that must agree before a plan is taken for a ledger's own


@attrs.frozen(kw_only=True)
class AccountGroup:
    """A group of accounts (kontogrupp).

    Attributes:
        code: The digits its accounts begin with, such as ``"60"``; one digit is a class.
        sv: The Swedish name; may be empty.
        en: The English name; may be empty.
        purchases: Whether its accounts buy something.
        industry: The industry code of what they buy, or None where that differs within the group.
        words: Beginnings of words that the texts of its accounts use, case-folded.
    """

    code: str
    sv: str = ""
    en: str = ""
    purchases: bool = True
    industry: str | None = None
    words: tuple[str, ...] = ()

    def label(self, locale: str) -> str:
        """Return the name in the language of *locale*: Swedish for ``"sv_SE"``, else English."""
        return self.sv if locale[:2].lower() == "sv" else self.en


@attrs.frozen(kw_only=True)
class AccountPlan:
    """An account plan (kontoplan).

    Attributes:
        name: Such as ``"kommun-bas"``.
        groups: Its groups, :class:`AccountGroup`.
    """

    name: str
    groups: tuple[AccountGroup, ...]

    @classmethod
    def from_mapping(cls, industries: Mapping[str, str], name: str = "own") -> AccountPlan:
        """Return a plan from the digits accounts begin with to an industry code or ``"not-purchases"``."""
        return cls(
            name=name,
            groups=tuple(
                AccountGroup(
                    code=code,
                    purchases=word != NOT_PURCHASES,
                    industry=None if word == NOT_PURCHASES else word,
                )
                for code, word in industries.items()
            ),
        )

    def group(self, account: str) -> AccountGroup | None:
        """Return the narrowest group that *account* falls in, or None."""
        found = longest_prefix(account.strip(), {group.code: group.code for group in self.groups})
        return next((group for group in self.groups if group.code == found), None)


@cache
def account_plan(name: str) -> AccountPlan:
    """Return the account plan (kontoplan) of a *name*; ``"kommun-bas"`` ships.

    Raises:
        QuestionError: No plan of that name ships.

    Source: Kommun-Bas, the normal account plan of Swedish municipalities, by groups of two digits.
    """
    if name != "kommun-bas":
        raise QuestionError("account plan", name, ["kommun-bas"])
    return AccountPlan(name=name, groups=tuple(_group(row) for row in table("kommun_bas")))


def industry_of_account(account: str, plan: AccountPlan | str) -> str | None:
    """Return the industry code of what an *account* (konto) buys; ``"not-purchases"`` if nothing, None if unknown.

    Arguments:
        account: The account's number, as written.
        plan: A plan, or the name of one that ships.
    """
    group = (account_plan(plan) if isinstance(plan, str) else plan).group(account)
    if group is None:
        return None
    return group.industry if group.purchases else NOT_PURCHASES


def accounts_agree(plan: AccountPlan, accounts: Iterable[tuple[str, str]]) -> bool:
    """Tell whether a ledger's accounts follow *plan*, from its pairs of account and account text (kontotext).

    Other plans use the same digits for other things, so the texts decide. Each group of the plan that has words of
    its own and occurs among *accounts* has one vote: yes if most of its distinct texts hold one of those words. The
    plan is the ledger's if at least two groups, and two thirds of those that vote, say yes.
    """
    votes = [_agrees(group, texts) for group, texts in _texts_by_group(plan, accounts).items()]
    return sum(votes) >= _FEWEST and 3 * sum(votes) >= 2 * len(votes)


def _texts_by_group(plan: AccountPlan, accounts: Iterable[tuple[str, str]]) -> dict[AccountGroup, set[str]]:
    texts: dict[AccountGroup, set[str]] = {}
    for account, text in accounts:
        group, folded = plan.group(account), " ".join(text.casefold().split())
        if group and group.words and folded:
            texts.setdefault(group, set()).add(folded)
    return texts


def _agrees(group: AccountGroup, texts: set[str]) -> bool:
    return 2 * sum(_speaks_of(group, text) for text in texts) > len(texts)


def _speaks_of(group: AccountGroup, text: str) -> bool:
    words = text.replace(",", " ").replace("-", " ").replace(".", " ").split()
    return any(word in words if len(word) <= _WHOLE_WORD else word in text for word in group.words)


def _group(row: dict[str, str]) -> AccountGroup:
    return AccountGroup(
        code=row["code"],
        sv=row["sv"],
        en=row["en"],
        purchases=row["purchases"] == "yes",
        industry=row["industry"] or None,
        words=tuple(row["words"].split()),
    )
