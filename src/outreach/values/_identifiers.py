"""Swedish organisation numbers."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from outreach.errors import UnreadableError, shown


class ParsedNumber(NamedTuple):
    """An organisation number: ``id`` is its ten digits, ``is_personal`` whether it is a person's.

    A sole trader has no other number than the owner's own; it must not be shown.
    """

    id: str
    is_personal: bool


_VAT: Final = re.compile(r"se([0-9]{10})[0-9]{2}", re.ASCII)
_PREFIXED: Final = re.compile(r"(?P<prefix>16|18|19|20)?(?P<ten>[0-9]{10})", re.ASCII)
_CENTURIES: Final = ("18", "19", "20")
_BETWEEN: Final = re.compile(r"[\s.\-+\u2010-\u2015\u2212]")
# Six digits that can be a day of birth; a co-ordination number adds 60 to the day.
_BIRTHDAY: Final = r"[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01]|6[1-9]|[78][0-9]|9[01])"
_BORN: Final = re.compile(rf"{_BIRTHDAY}[0-9]{{4}}", re.ASCII)
_MAY_BE_PERSONAL: Final = re.compile(rf"{_BIRTHDAY}[0-9]{{2}}", re.ASCII)

HIDDEN: Final = "******-****"
"""What stands for a personal identity number wherever one would show."""

PERSONAL_NUMBER: Final = rf"\b(?:18|19|20)?{_BIRTHDAY}[-+ \u2010-\u2015\u2212]?[0-9]{{4}}\b"
"""What may be a personal identity number inside a text, its check digit right or not; polars reads it too."""

_PERSONAL: Final = re.compile(PERSONAL_NUMBER, re.ASCII)

_HINT: Final = "write ten digits, 556016-0680"
_HIDDEN: Final = "a number that may be a person's"


def parse_organisation_number(text: str) -> ParsedNumber:
    """Return the ten digits of an organisation number (organisationsnummer) and whether they are a person's.

    Read are ``556016-0680``, ``5560160680``, ``16 5560160680`` and the VAT number ``SE556016068001``. A third digit
    below 2 means a personal identity number (personnummer), written with ten or twelve digits.

    Raises:
        UnreadableError: Another form, or a wrong check digit; the hint names the right one. A number that may be a
            person's is never repeated in the message.

    Source: Swedish tax agency, SKV 709; check digit after Luhn.
    """
    from stdnum.se import orgnr  # noqa: PLC0415 - loads slowly, and most files are read without it

    digits = _ten_digits(text)
    if not orgnr.is_valid(digits):
        raise _wrong_check_digit(text, digits)
    return ParsedNumber(digits, _is_personal(digits))


def without_personal(text: str) -> str:
    """Return *text* with stars for what may be a person's number (personnummer): no message repeats one."""
    return _PERSONAL.sub(HIDDEN, text)


def _ten_digits(text: str) -> str:
    compact = _BETWEEN.sub("", text.strip()).casefold()
    vat = _VAT.fullmatch(compact)
    match = _PREFIXED.fullmatch(vat[1] if vat else compact)
    if not match or not _fits(match["prefix"], match["ten"]):
        raise _unreadable(text)
    return match["ten"]


def _fits(prefix: str | None, ten: str) -> bool:
    """Tell whether ten digits can stand after *prefix*: a century before a day of birth, 16 before the others."""
    if _is_personal(ten):
        return prefix != "16" and bool(_BORN.fullmatch(ten))
    return prefix not in _CENTURIES


def _is_personal(ten: str) -> bool:
    return ten[2] < "2"


def _wrong_check_digit(text: str, digits: str) -> UnreadableError:
    if _is_personal(digits):
        return UnreadableError(f"check digit is wrong: {_HIDDEN}", "look the number up in the file")
    from stdnum import luhn  # noqa: PLC0415 - loads slowly

    right = luhn.calc_check_digit(digits[:-1])
    return UnreadableError(f"check digit is wrong: {shown(text)!r}", f"should end in {right}")


def _unreadable(text: str) -> UnreadableError:
    digits = "".join(character for character in text if character.isdigit())
    seen = _HIDDEN if _MAY_BE_PERSONAL.search(digits) else repr(shown(text))
    return UnreadableError(f"not an organisation number: {seen}", _HINT)
