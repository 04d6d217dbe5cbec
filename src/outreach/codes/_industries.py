"""One vocabulary of industries (branscher), and what CPV, SNI and words say in it.

The official classifications are too fine and too many for a chart that a municipality shows its suppliers: the
library groups by these industries, whichever classification a row happens to carry.
"""

from __future__ import annotations

from functools import cache
from typing import Final

import attrs

from outreach.codes._cpv import cpv
from outreach.codes._sni import sni
from outreach.codes._tables import longest_prefix, table
from outreach.errors import QuestionError, UnreadableError


@attrs.frozen
class Industry:
    """An industry (bransch) of the library's own vocabulary.

    Attributes:
        code: A short word, such as ``"construction"``.
        sv: The Swedish name, such as ``"Bygg och anläggning"``.
        en: The English name, such as ``"Construction and civil works"``.
    """

    code: str
    sv: str
    en: str

    def label(self, locale: str) -> str:
        """Return the name in the language of *locale*: Swedish for ``"sv_SE"``, else English."""
        return self.sv if locale[:2].lower() == "sv" else self.en


INDUSTRIES: Final[tuple[Industry, ...]] = tuple(
    Industry(row["code"], row["sv"], row["en"]) for row in table("industries")
)
"""All industries (branscher), in the order a page shows them."""

# Where a part of a division belongs elsewhere than its division.
_FINER_CPV: Final = {
    "221": "culture",
    "301": "supplies",
    "641": "communication",
    "7934": "communication",
    "797": "security",
    "798": "communication",
    "9091": "maintenance",
    "9092": "maintenance",
    "9062": "maintenance",
}
_FINER_SNI: Final = {
    "325": "care",
    "462": "food",
    "463": "food",
    "4646": "care",
    "465": "it",
    "466": "equipment",
    "4671": "energy",
    "4673": "construction",
    "4674": "construction",
    "4711": "food",
    "472": "food",
    "473": "energy",
    "474": "it",
    "4752": "construction",
    "4773": "care",
    "582": "it",
    "771": "transport",
    "951": "it",
}


def industry(code: str) -> Industry:
    """Return the industry (bransch) with a *code* of the vocabulary.

    Raises:
        QuestionError: There is none.
    """
    found = next((one for one in INDUSTRIES if one.code == code), None)
    if found is None:
        raise QuestionError("industry", code, [one.code for one in INDUSTRIES])
    return found


def industry_of_cpv(code: str) -> str | None:
    """Return the industry code of a CPV code (CPV-kod), or None where *code* is none."""
    try:
        return longest_prefix(cpv(code).code, _cpv_prefixes())
    except UnreadableError:
        return None


def industry_of_sni(code: str) -> str | None:
    """Return the industry code of an SNI code (SNI-kod), or None where *code* is none or only a section."""
    try:
        return longest_prefix(sni(code).code, _sni_prefixes())
    except UnreadableError:
        return None


def industry_by_name(text: str) -> str | None:
    """Return the industry code (bransch) that a name in Swedish or English means, or None.

    Known are the industries' own names, common words for them, and the names of the CPV and SNI divisions.
    """
    return _names().get(" ".join(text.casefold().split()))


@cache
def _cpv_prefixes() -> dict[str, str]:
    return {row["code"][:2]: row["industry"] for row in table("cpv")} | _FINER_CPV


@cache
def _sni_prefixes() -> dict[str, str]:
    return {row["code"]: row["industry"] for row in table("sni") if row["industry"]} | _FINER_SNI


@cache
def _names() -> dict[str, str]:
    divisions = {
        row[language].casefold(): row["industry"]
        for name in ("cpv", "sni")
        for row in table(name)
        for language in ("sv", "en")
        if row["industry"]
    }
    words = {
        name.casefold(): row["code"]
        for row in table("industries")
        for name in (row["code"], row["sv"], row["en"], *row["aliases"].split(";"))
    }
    return divisions | words
