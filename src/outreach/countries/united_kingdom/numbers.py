"""British company numbers, identifiers of the Central Digital Platform, and National Insurance numbers.

A company number has eight characters and no check digit: eight digits in England and Wales, or a prefix and digits
(``SC`` Scotland, ``NI`` Northern Ireland, ``OC`` partnerships …). Nothing shorter is filled up, since a vendor's
number in a council's own system is as long.
"""

from __future__ import annotations

import re
from typing import Final

from outreach.countries._columns import ParsedNumber
from outreach.errors import UnreadableError, shown

COMPANY: Final = "GB-COH"
PLATFORM: Final = "GB-PPON"
PERSON: Final = "GB-PNR"

_NINO: Final = "[A-CEGHJ-PR-TW-Za-ceghj-pr-tw-z][A-CEGHJ-NPR-TW-Za-ceghj-npr-tw-z]"
_BETWEEN_PAIRS: Final = "[-\\s\u00a0\u2010-\u2015]?"
_NUMBER: Final = _BETWEEN_PAIRS.join((_NINO, "[0-9]{2}", "[0-9]{2}", "[0-9]{2}", "[A-Da-d]"))
PERSONAL_NUMBER: Final = rf"\b{_NUMBER}\b"
"""What may be a National Insurance number: two letters, six digits, A to D (HMRC, NIM39110)."""

PERSONAL_CELL: Final = rf"^\s*{_NUMBER}\s*$"

_COMPANY: Final = re.compile(
    r"(?:GB-COH[-:]?)?((?:[0-9]{2}|(?:[A-Z]{2}|R0)-?)[0-9]{6}|(?:IP|SP|NP|RS)-?[0-9]{5}R)", re.ASCII
)
_PLATFORM: Final = re.compile(r"(?:GB-PPON[-:]?)?(P[A-Z]{3})-?([0-9]{4})-?([A-Z]{4})", re.ASCII)
_PERSON: Final = re.compile(_NUMBER)
_BLANKS: Final = re.compile(r"\s+")
_SHORT: Final = re.compile(r"[0-9]{1,7}", re.ASCII)
_HINT: Final = "write eight characters, 00445790 or SC095000"


def parse(text: str) -> ParsedNumber:
    """Return the number of a company (Companies House, GB-COH) or of a buyer (Procurement Act 2023, GB-PPON).

    Raises:
        UnreadableError: Another form. A National Insurance number is never repeated in the message.

    Source: Companies House, uniform resource identifiers; org-id.guide.
    """
    compact = _BLANKS.sub("", text).upper()
    if company := _COMPANY.fullmatch(compact):
        return ParsedNumber(COMPANY, company[1].replace("-", ""))
    if platform := _PLATFORM.fullmatch(compact):
        return ParsedNumber(PLATFORM, "-".join(platform.groups()))
    if _PERSON.fullmatch(text.strip()):
        return ParsedNumber(PERSON, re.sub(r"[^A-Z0-9]", "", compact), is_personal=True)
    raise _unreadable(text, compact)


def _unreadable(text: str, compact: str) -> UnreadableError:
    seen = "a number that may be a person's" if _PERSON.search(text) else repr(shown(text))
    hint = f"a spreadsheet drops the zeros in front: write {compact:0>8}" if _SHORT.fullmatch(compact) else _HINT
    return UnreadableError(f"not a company number: {seen}", hint)
