"""CPV and NACE, and one vocabulary of industries (branscher) that codes, accounts and words are grouped by.

The official classifications are too fine and too many for a chart that a municipality shows its suppliers: the
library groups by these industries, whichever classification or account a row happens to carry.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Final

import attrs

from outreach import words
from outreach.codes._code import Code, CodeList, Labels, by_code, checked, lang_of, longest_prefix, table
from outreach.errors import LanguageError, QuestionError, UnreadableError, shown

if TYPE_CHECKING:
    from collections.abc import Iterable

_CPV_FORM = re.compile(r"([0-9]{2,8})(?:-[0-9])?")
_CPV_HINT = "write eight digits, 45233141 or 45233141-9"


def cpv(text: str, *, names: CodeList | None = None) -> Code:
    """Return the CPV code that *text* writes (CPV-kod).

    A code cut short (``"4500"``) is filled up with zeros; a check digit is read and dropped.

    Args:
        text: The code.
        names: The official list, from ``codes.load(…, "CPV")``.

    Raises:
        UnreadableError: *text* has another form, or its first two digits are no division.

    Source: Regulation (EC) No 213/2008, CPV 2008; BT-262 and BT-263. The names are those of the list that the EU
    publishes with it in each language, but for a slip of the pen in the Swedish name of division 32.
    """
    match = _CPV_FORM.fullmatch(text.strip())
    if not match:
        raise UnreadableError(f"not a CPV code: {shown(text)!r}", _CPV_HINT)
    code = match[1].ljust(8, "0")
    if code[:2] + "000000" not in by_code("cpv"):
        raise UnreadableError(f"not a CPV code: {shown(text)!r}", f"there is no division {code[:2]}")
    digits = 2 + len(code[2:].rstrip("0"))
    # A zero inside a code adds no level of its own, so that two lengths may give the same code.
    above = dict.fromkeys(code[:length].ljust(8, "0") for length in range(2, digits))
    return _nested("CPV", (*above, code), code[:2] + "000000", checked(names, "CPV"), Labels("cpv"))


def _nested(scheme: str, levels: Iterable[str], division: str, names: CodeList | None, labels: Labels) -> Code:
    """Return the last of *levels* as a code, those before it as its parents."""
    codes: tuple[Code, ...] = ()
    for level in levels:
        codes = (*codes, Code(scheme, level, parents=codes, division=division, names=names, labels=labels))
    return codes[-1]


_NACE_FORM = re.compile(r"([0-9]{2})[.]?([0-9]?)([0-9]?)[./]?([0-9]?)")


def nace(text: str, scheme: str, *, names: CodeList | None = None) -> Code:
    """Return the code that *text* writes in a national version of NACE: a section letter or two to five digits.

    Args:
        text: The code: ``"81210"``, ``"81.210"``, ``"81.21"``, ``"81.21/0"``, ``"81"`` or ``"N"``.
        scheme: What the national version is called, ``"SNI"`` in Sweden, ``"SIC"`` in the United Kingdom.
        names: Its official list, from ``codes.load(…, scheme)``.

    Raises:
        UnreadableError: *text* has another form, or its first two digits are no division.

    Source: NACE Rev. 2 (Regulation (EC) No 1893/2006); sections and divisions are the same in every country.
    """
    code = text.strip().upper()
    divisions = by_code("nace")
    if code in divisions and code.isalpha():
        return Code(scheme, code, names=checked(names, scheme), labels=Labels("nace"))
    match = _NACE_FORM.fullmatch(code)
    if not match or match[1] not in divisions:
        raise UnreadableError(f"not an {scheme} code: {shown(text)!r}", "write five digits, 81210, or fewer, 81")
    digits = "".join(match.groups())
    levels = (divisions[digits[:2]]["section"], *(digits[:length] for length in range(2, len(digits) + 1)))
    return _nested(scheme, levels, digits[:2], checked(names, scheme), Labels("nace"))


def sni(text: str, *, names: CodeList | None = None) -> Code:
    """Return the SNI code that *text* writes: a section letter or two to five digits (SNI-kod).

    ``"81210"``, ``"81.210"``, ``"81.21"``, ``"81"`` and ``"N"`` are read.

    Args:
        text: The code.
        names: The official list, from ``codes.load(…, "SNI")``.

    Raises:
        UnreadableError: *text* has another form, or its first two digits are no division.

    Source: SNI 2007 (Statistics Sweden), NACE Rev. 2 (Regulation (EC) No 1893/2006).
    """
    return nace(text, "SNI", names=names)


@attrs.frozen
class Industry:
    """An industry (bransch) of the library's own vocabulary. Its names stand in ``languages/xx/codes.toml``.

    Attributes:
        code: A short word, such as ``"construction"``.
    """

    code: str

    def label(self, locale: str) -> str:
        """Return the name in the language of *locale*, such as ``"Bygg och anläggning"`` for ``"sv_SE"``.

        Raises:
            LanguageError: The language has no folder.
            WordsError: Its ``codes.toml`` lacks the industry.
        """
        return _named("industries", self.code, locale)

    @property
    def sv(self) -> str:
        """The Swedish name; ``label("sv")`` is the same and works for every language."""
        return self.label("sv")

    @property
    def en(self) -> str:
        """The English name; ``label("en")`` is the same and works for every language."""
        return self.label("en")


def _named(section: str, code: str, locale: str) -> str:
    if lang_of(locale) not in words.languages():
        raise LanguageError(locale, words.languages())
    return words.code_name(section, code, lang_of(locale))


INDUSTRIES: Final[tuple[Industry, ...]] = tuple(Industry(row["code"]) for row in table("industries"))
"""All industries (branscher), in the order a page shows them."""


def _finer(scheme: str) -> dict[str, str]:
    """Return the parts of divisions that belong elsewhere than their division."""
    return {row["code"]: row["industry"] for row in table("finer") if row["scheme"] == scheme}


def industry(code: str) -> Industry:
    """Return the industry (bransch) with a *code* of the vocabulary.

    Raises:
        QuestionError: There is none.
    """
    match = next((one for one in INDUSTRIES if one.code == code), None)
    if match is None:
        raise QuestionError("industry", code, [one.code for one in INDUSTRIES])
    return match


def industry_of_cpv(code: str) -> str | None:
    """Return the industry code of a CPV code (CPV-kod), or None where *code* is none."""
    try:
        return longest_prefix(cpv(code).code, _cpv_prefixes())
    except UnreadableError:
        return None


def industry_of_nace(code: str) -> str | None:
    """Return the industry code of a code of NACE or a national version (SNI-kod), or None: no code, or a section."""
    try:
        return longest_prefix(nace(code, "NACE").code, _nace_prefixes())
    except UnreadableError:
        return None


industry_of_sni = industry_of_nace
"""Return the industry code of an SNI code (SNI-kod), or None where it is none or only a section."""


def industry_by_name(text: str) -> str | None:
    """Return the industry code (bransch) that a name means, in whatever language of ``languages/``, or None.

    Known are the industries' own names, common words for them, and the names of the CPV and NACE divisions.
    """
    return _names().get(" ".join(text.casefold().split()))


@cache
def _cpv_prefixes() -> dict[str, str]:
    return {row["code"][:2]: row["industry"] for row in table("cpv")} | _finer("cpv")


@cache
def _nace_prefixes() -> dict[str, str]:
    return {row["code"]: row["industry"] for row in table("nace") if row["industry"]} | _finer("nace")


@cache
def _names() -> dict[str, str]:
    names = {
        words.code_name(section, row["code"], lang).casefold(): row["industry"]
        for section in ("cpv", "nace")
        for row in table(section)
        if row["industry"]
        for lang in words.named_in(section)
    }
    for industry in INDUSTRIES:
        own = (words.code_name("industries", industry.code, lang) for lang in words.named_in("industries"))
        for name in (industry.code, *own, *words.industry_words(industry.code)):
            names[name.casefold()] = industry.code
    return names


NOT_PURCHASES: Final = "not-purchases"
"""What stands for an industry where an account buys nothing: wages, grants, interest, taxes."""

_WHOLE_WORD: Final = 3  # a keyword this short is looked for as a word, not within one
_FEWEST: Final = 2  # groups that must agree before a plan is taken for a ledger's own


@attrs.frozen(kw_only=True)
class AccountGroup:
    """A group of accounts (kontogrupp).

    Attributes:
        code: The digits its accounts begin with, such as ``"60"``; one digit is a class.
        names: Language → name.
        purchases: Whether its accounts buy something.
        industry: The industry code of what they buy, or None where that differs within the group.
        words: Beginnings of words that the texts of its accounts use, case-folded.
    """

    code: str
    names: Mapping[str, str] = attrs.field(factory=dict, hash=False)
    purchases: bool = True
    industry: str | None = None
    words: tuple[str, ...] = ()

    def label(self, locale: str) -> str:
        """Return the name in the language of *locale*; empty where the plan has none in it."""
        return self.names.get(lang_of(locale), "")

    @property
    def sv(self) -> str:
        """The Swedish name; ``label("sv")`` is the same and works for every language."""
        return self.label("sv")

    @property
    def en(self) -> str:
        """The English name; ``label("en")`` is the same and works for every language."""
        return self.label("en")


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
                    code=code, purchases=word != NOT_PURCHASES, industry=None if word == NOT_PURCHASES else word
                )
                for code, word in industries.items()
            ),
        )

    def group(self, account: str) -> AccountGroup | None:
        """Return the narrowest group that *account* falls in, or None."""
        code = longest_prefix(account.strip(), {group.code: group.code for group in self.groups})
        return next((group for group in self.groups if group.code == code), None)


def industry_of_account(account: str, plan: AccountPlan) -> str | None:
    """Return the industry code of what an *account* (konto) buys; ``"not-purchases"`` if nothing, None if unknown.

    Arguments:
        account: The account's number, as written.
        plan: A plan: a country's, such as ``countries.country("SE").account_plan("kommun-bas")``, or one's own.
    """
    group = plan.group(account)
    if group is None:
        return None
    return group.industry if group.purchases else NOT_PURCHASES


def accounts_agree(plan: AccountPlan, accounts: Iterable[tuple[str, str]]) -> bool:
    """Return whether a ledger's accounts follow *plan*, from its pairs of account and account text (kontotext).

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
    text_words = text.replace(",", " ").replace("-", " ").replace(".", " ").split()
    return any(word in text_words if len(word) <= _WHOLE_WORD else word in text for word in group.words)


def plan_from_table(name: str, table_name: str, package: str) -> AccountPlan:
    """Return the plan of ``<table_name>.tsv`` in *package*: code, names by language, purchases, industry, words."""
    return AccountPlan(name=name, groups=tuple(map(_group, table(table_name, package))))


_PLAN_COLUMNS: Final = ("code", "purchases", "industry", "words")


def _group(row: dict[str, str]) -> AccountGroup:
    return AccountGroup(
        code=row["code"],
        names={column: name for column, name in row.items() if column not in _PLAN_COLUMNS and name},
        purchases=row["purchases"] == "yes",
        industry=row["industry"] or None,
        words=tuple(row["words"].split()),
    )
