"""Swedish organisation numbers and personal identity numbers, one and a column at a time.

An organisation number has ten digits, the third at least 2, and a Luhn check digit (Skatteverket SKV 709). A third
digit below 2 is a month: then it is the number of a person who trades alone, which never becomes a key nor is shown.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from outreach.countries._columns import NumberColumn, ParsedNumber
from outreach.errors import UnreadableError, shown

if TYPE_CHECKING:
    import polars as pl

ORGANISATION: Final = "SE-ON"
PERSON: Final = "SE-PNR"

# Characters, not escapes: RE2, which DuckDB and Arrow use, knows no \u.
_DASHES: Final = "\u00ad\u2010-\u2015\u2212\ufe58\ufe63\uff0d"
_BLANKS: Final = "\\s\u00a0\u2007\u202f\u200b\u2060"
# Six digits that can be a day of birth; a co-ordination number adds 60 to the day.
_DAY: Final = "(?:0[1-9]|[12][0-9]|3[01]|6[1-9]|[78][0-9]|9[01])"
_MONTH: Final = "(?:0[1-9]|1[0-2])"
_BIRTHDAY: Final = f"[0-9]{{2}}{_MONTH}{_DAY}"

PERSONAL_NUMBER: Final = (
    f"(?:SE[{_BLANKS}]?)?(?:1[689]|20)?"
    f"(?:{_BIRTHDAY}[{_BLANKS}]?[-+._{_DASHES}]{{0,2}}[{_BLANKS}]?"
    f"|[0-9]{{2}}[-.{_DASHES}]{_MONTH}[-.{_DASHES}]{_DAY}[-+{_DASHES}])"
    f"[0-9]{{4}}(?:[{_BLANKS}]?01)?"
)
"""What may be a personal identity number, its check digit right or not, with any dash or blank within."""

_BETWEEN_PARTS: Final = f"[-+.{_BLANKS}{_DASHES}]?"
PERSONAL_CELL: Final = _BETWEEN_PARTS.join(
    (rf"^[{_BLANKS}]*(?:SE)?", "(?:1[689]|20)?", "[0-9]{2}", _MONTH, _DAY, rf"[0-9]{{4}}(?:01)?[{_BLANKS}]*$")
)
"""What a personal identity number looks like in a column of numbers; rather one too many than one too few."""

ORGANISATION_CELL: Final = r"^(?:SE)?\s?(?:16)?\s?([0-9]{6})\s?[-\u2010\u2011\u2212\u2013]?\s?([0-9]{4})(?:01)?$"
"""What an organisation number looks like in a column of numbers: six digits and four."""

_VAT: Final = re.compile(r"se([0-9]{10})[0-9]{2}", re.ASCII)
_PREFIXED: Final = re.compile(r"(?P<prefix>16|18|19|20)?(?P<ten>[0-9]{10})", re.ASCII)
_CENTURIES: Final = ("18", "19", "20")
_BETWEEN: Final = re.compile(f"[-+.{_BLANKS}{_DASHES}]")
_BORN: Final = re.compile(rf"{_BIRTHDAY}[0-9]{{4}}", re.ASCII)
_MAY_BE_PERSONAL: Final = re.compile(rf"{_BIRTHDAY}[0-9]{{2}}", re.ASCII)

_NOBODY: Final = frozenset(9 * digit for digit in "0123456789")
"""The digits before the last of what forms that ask for a number are filled in with: 999999-9999."""

_HINT: Final = "write ten digits, 556016-0680"
_HIDDEN: Final = "a number that may be a person's"


def parse(text: str) -> ParsedNumber:
    """Return the ten digits of an organisation number (organisationsnummer) and whether they are a person's.

    Read are ``556016-0680``, ``5560160680``, ``16 5560160680`` and the VAT number ``SE556016068001``. A third digit
    below 2 means a personal identity number (personnummer), written with ten or twelve digits.

    Raises:
        UnreadableError: Another form, equal digits, or a wrong check digit; the hint names the right one. A number
            that may be a person's is never repeated in the message.

    Source: Swedish tax agency, SKV 709; check digit after Luhn.
    """
    from stdnum.se import orgnr  # noqa: PLC0415 - loads slowly, and most files are read without it

    digits = _ten_digits(text)
    if digits[:9] in _NOBODY:
        raise UnreadableError(f"nobody's number: {shown(text)!r}", "leave it empty where there is none")
    if not orgnr.is_valid(digits):
        raise _wrong_check_digit(text, digits)
    is_personal = _is_personal(digits)
    return ParsedNumber(PERSON if is_personal else ORGANISATION, digits, is_personal)


def _ten_digits(text: str) -> str:
    compact = _BETWEEN.sub("", text.strip()).casefold()
    vat = _VAT.fullmatch(compact)
    match = _PREFIXED.fullmatch(vat[1] if vat else compact)
    if not match or not _fits(match["prefix"], match["ten"]):
        raise _unreadable(text)
    return match["ten"]


def _fits(prefix: str | None, ten: str) -> bool:
    """Return whether ten digits can stand after *prefix*: a century before a day of birth, 16 before the others."""
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


def check_column(texts: pl.Series) -> NumberColumn:
    """Check the distinct *texts* of a column of numbers at once; in polars, a million take a second."""
    import polars as pl  # noqa: PLC0415 - heavy, and who reads a list does not wait for it

    text = texts.fill_null("").alias("text")
    frame = pl.select(text).with_columns(personal=pl.col("text").str.contains(PERSONAL_CELL))
    bare = pl.col("text").str.strip_chars()
    groups = bare.str.extract(ORGANISATION_CELL, 1) + bare.str.extract(ORGANISATION_CELL, 2)
    is_somebodys = ~pl.col("personal") & ~groups.str.slice(0, 9).is_in(list(_NOBODY))
    frame = frame.with_columns(digits=pl.when(is_somebodys).then(groups))
    frame = frame.with_columns(check=_check_digits(pl.col("digits")))
    is_right = pl.col("digits").str.slice(9).cast(pl.Int64) == pl.col("check")
    is_organisation = pl.col("digits").str.slice(2, 1) >= "2"
    made = frame.select(
        number=pl.when(is_right & is_organisation).then("digits"),
        personal="personal",
        expected=pl.when(~is_right & is_organisation).then("check"),
    )
    return NumberColumn(made["number"], made["personal"], made["expected"])


def _check_digits(digits: pl.Expr) -> pl.Expr:
    """Luhn over the first nine digits: every other doubled, digit sums added up, to the next ten."""
    import polars as pl  # noqa: PLC0415 - as above

    number, total = digits.cast(pl.Int64), pl.lit(0, pl.Int64)
    for place in range(9):
        digit = number // 10 ** (9 - place) % 10
        total = total + (digit if place % 2 else 2 * digit - 9 * (digit > 4).cast(pl.Int64))  # noqa: PLR2004
    return (10 - total % 10) % 10
