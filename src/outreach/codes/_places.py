"""Swedish counties, their NUTS 3 regions, and municipalities."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from outreach.codes._code import Code
from outreach.codes._list import CodeList, checked
from outreach.codes._tables import by_code, table
from outreach.errors import UnreadableError, shown

_AROUND = re.compile(r"^(region|kommunen) | (kommun|stad|municipality)$")


def county(code: str) -> Code:
    """Return the county with a two-digit *code* (län), such as ``"12"`` for Skåne.

    Raises:
        UnreadableError: There is no such county.

    Source: Statistics Sweden, counties in numerical order.
    """
    if code.strip() not in by_code("counties"):
        raise UnreadableError(f"not a county: {shown(code)!r}", "write two digits, 12 for Skåne")
    return Code("SE-county", code.strip())


def counties() -> tuple[Code, ...]:
    """Return the 21 counties (län), in the order of their codes."""
    return tuple(Code("SE-county", row["code"]) for row in table("counties"))


def nuts(code: str, *, names: CodeList | None = None) -> Code:
    """Return the Swedish NUTS 3 region with *code*, such as ``"SE224"`` for Skåne; each is one county (län).

    Args:
        code: Five characters; with *names* any code of that list, of other countries and levels too.
        names: The official list, from ``codes.load(…, "NUTS")``.

    Raises:
        UnreadableError: There is no such region.

    Source: NUTS 2021 (Regulation (EC) No 1059/2003), BT-5071.
    """
    wanted = code.strip().upper()
    if wanted not in (checked(names, "NUTS") or ()) and all(row["nuts"] != wanted for row in table("counties")):
        raise UnreadableError(f"not a Swedish NUTS 3 code: {shown(code)!r}", "write SE224 for Skåne")
    return Code("NUTS", wanted, names=names)


def nuts_of_county(code: str) -> Code:
    """Return the NUTS 3 region of the county (län) with a two-digit *code*.

    Raises:
        UnreadableError: There is no such county.
    """
    return nuts(by_code("counties")[county(code).code]["nuts"])


def municipality(text: str) -> Code:
    """Return the municipality (kommun) with a four-digit code or a name: ``"1293"``, ``"Hässleholm"``.

    Raises:
        UnreadableError: There is no such municipality.

    Source: Statistics Sweden, municipalities in numerical order; the county is the first two digits.
    """
    code = text.strip()
    if code in by_code("municipalities"):
        return _municipality(code)
    if code.isdecimal():
        raise _unknown(text)
    return municipality_by_name(text)


def municipality_by_name(text: str) -> Code:
    """Return the municipality (kommun) of a name, however it is cased: ``"Hässleholm"``, ``"HÄSSLEHOLMS KOMMUN"``.

    Raises:
        UnreadableError: No municipality has that name.
    """
    code = next((_codes_by_name()[name] for name in _readings(text) if name in _codes_by_name()), None)
    if code is None:
        raise _unknown(text)
    return _municipality(code)


def _unknown(text: str) -> UnreadableError:
    return UnreadableError(f"not a municipality: {shown(text)!r}", "write its name or its four digits, 1293")


def municipalities() -> tuple[Code, ...]:
    """Return the 290 municipalities (kommuner), in the order of their codes."""
    return tuple(_municipality(row["code"]) for row in table("municipalities"))


def _municipality(code: str) -> Code:
    return Code("SE-municipality", code, (code[:2],))


def _readings(text: str) -> tuple[str, str, str]:
    plain = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    bare = _AROUND.sub("", plain)
    return plain, bare, bare.removesuffix("s")


@cache
def _codes_by_name() -> dict[str, str]:
    return {row["name"].casefold(): row["code"] for row in table("municipalities")}
