"""What tells an industry (bransch): a word for it, or a code of a classification."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from outreach import codes, values
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
    return industry_coded(code) if code else group(values.fold(text), text.strip())


def industry_coded(code: str) -> Name:
    """Return the industry of the library's vocabulary with that *code*."""
    return group(code, codes.industry(code).en)


def industry_classified(classifications: Iterable[Classification]) -> Name | None:
    """Return the industry of the first of the *classifications* that tells one, or None."""
    return next((name for each in classifications if (name := _of_code(each.scheme, each.code))), None)


@lru_cache(maxsize=4096)  # registers hold few codes, many times
def _of_code(scheme: str, code: str) -> Name | None:
    found = _READERS[scheme](code) if scheme in _READERS else None
    return industry_coded(found) if found else None
