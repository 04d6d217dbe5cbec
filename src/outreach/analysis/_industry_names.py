"""What tells an industry (bransch): a word for it, or a code of a classification."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from outreach import _parsing, codes
from outreach.analysis._names import Name, group
from outreach.analysis._rows import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from outreach.model import Classification

_READERS: Final[dict[str, Callable[[str], str | None]]] = {
    "CPV": codes.industry_of_cpv,
    "SNI": codes.industry_of_sni,
    "NACE": codes.industry_of_sni,
}
NOTHING_BOUGHT: Final = Name(Kind.NOT_PURCHASES, codes.NOT_PURCHASES, codes.NOT_PURCHASES)


def industry_named(text: str) -> Name:
    """Return the industry that *text* means; one that the library's vocabulary has not stays as written."""
    code = codes.industry_by_name(text)
    return industry_coded(code) if code else group(_parsing.fold(text), text.strip())


def industry_coded(code: str) -> Name:
    """Return the industry of the library's vocabulary with that *code*."""
    return group(code, codes.industry(code).en)


def industry_classified(classifications: Iterable[Classification]) -> Name | None:
    """Return the industry of the first of the *classifications* that tells one, or None."""
    found = (_READERS[each.scheme](each.code) for each in classifications if each.scheme in _READERS)
    return next((industry_coded(code) for code in found if code), None)
