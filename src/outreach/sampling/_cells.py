"""Cells → other cells that are read as the same kind of thing: a date stays one, a wrong number stays wrong."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import attrs
from stdnum import luhn

from outreach import values, words
from outreach.errors import UnreadableError
from outreach.tables._sections import is_year

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


_CODES: Final = """
account classification classifications industry industries currency stage nature procedure
techniques size suits_small_suppliers contract_length extension role status has_bid_before consent
consents municipality buyer_municipality supplier_municipality kind score certainty options
size_class size employees
"""
CODES: Final = frozenset(_CODES.split())
"""What is read from short words and codes of public lists: they stay as they are."""
AMOUNTS: Final = frozenset({"amount", "value", "estimated_value", "low", "high"})
LONGEST_CODE: Final = 60
_NUMBER: Final = re.compile(r"(?:SE)?(?:16|18|19|20)? ?[0-9]{6}[-+ ]?[0-9]{4}(?:01)?", re.ASCII | re.IGNORECASE)
_DATE: Final = re.compile(r"[0-9]{1,4}[-/. ](?:[0-9]{1,2}|[A-Za-z]{3,9})[-/. ][0-9]{1,4}(?:[T ][0-9:.Z+-]+)?", re.ASCII)
_GROUP: Final = re.compile(r"(?<![0-9])[0-9]{1,2}(?![0-9])", re.ASCII)
_LAST_OF_YEAR: Final = re.compile(r"((?:19|20)[0-9])([0-9])(?![0-9])", re.ASCII)
_COMPACT: Final = re.compile(r"(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])", re.ASCII)
_CLASSES: Final = (range(1, 5), range(5, 13), range(13, 24), range(24, 29), range(32, 53), range(53, 60))
_KEPT_YEARS: Final = 4


@cache
def _telling_rows_apart() -> re.Pattern[str]:
    """Return what the first cell of a row of totals, or of personal data that was left out, looks like."""
    total = words.any_of(words.listed("answers", "total"))
    return re.compile(rf"(?:{total}|redacted(?: personal data)?|personal data)(?:\s*\([^)]*\))?\s*:?")


def _reads(parse: Callable[[str], Any], text: str) -> str:
    """Return how *parse* takes *text*: the kind of what it gives, or nothing."""
    try:
        value = parse(text)
    except (UnreadableError, ValueError, OverflowError):
        return ""
    return str(getattr(value, "precision", type(value).__name__))


def _period(text: str) -> Any:  # noqa: ANN401 - only asked for its kind
    return values.parse_period(text, default_year=2017)


_PLAIN_AMOUNT: Final = re.compile(r"-?[0-9]{1,12}(?:[.,][0-9]{2})?", re.ASCII)


@attrs.define(eq=False)
class Cells:
    """Replaces the cells of one file."""

    letters: Letters  # how letters and digits are replaced
    headings: frozenset[str]  # texts that stay, folded
    _known: dict[tuple[str, str | None], str] = attrs.field(factory=dict, init=False)

    def replaced(self, text: str, role: str | None = None) -> str:
        """Return what stands for the cell *text* in a column that is read as *role*."""
        replacement = self._known.get((text, role))
        if replacement is None:
            replacement = self._known[text, role] = self._replaced(text, role)
        return replacement

    def _replaced(self, text: str, role: str | None = None) -> str:
        if self.stays(text, role):
            return text
        plain = text.strip()
        if _NUMBER.fullmatch(plain):
            return text.replace(plain, self._number(plain))
        if role in AMOUNTS and (not any(map(str.isalpha, text)) or _reads(values.parse_estimate, text)):
            return self._amount(text)
        if _DATE.fullmatch(plain) or _COMPACT.fullmatch(plain) or _reads(_period, text):
            return self._date(text)
        return self._amount(text) if _reads(values.parse_estimate, text) else self.letters.text(text)

    def stays(self, text: str, role: str | None = None) -> bool:
        """Return whether *text* is nothing, a heading, or a word of the library's own."""
        folded = values.fold(text)
        if (
            not any(sign.isalnum() for sign in text)
            or folded in self.headings
            or _telling_rows_apart().fullmatch(folded)
        ):
            return True
        if role is None and is_year(text):
            return True  # it may be the year of all dates below it
        if role in CODES and len(text) <= LONGEST_CODE:
            return True
        if sum(map(str.isdigit, text)) <= 1 and _reads(_period, text):
            return True  # a word of time: våren, Q2, löpande
        return values.is_unknown_word(text) or bool(_reads(values.parse_boolean, text) and not text.isdigit())

    def _number(self, text: str) -> str:
        """Return another organisation number: right stays right, wrong wrong, a person's a person's."""
        places = [at for at, sign in enumerate(text) if sign.isdigit()]
        digits = "".join(text[at] for at in places)
        tail = 2 if text[:2].upper() == "SE" and len(digits) == 12 else 0  # noqa: PLR2004 - a VAT number's last two
        head = len(digits) - tail - 10
        ten = digits[head : head + 10]
        made = self._ten(ten)
        other = iter(digits[:head] + made + digits[head + 10 :])
        return "".join(next(other) if sign.isdigit() else sign for sign in text)

    def _ten(self, ten: str) -> str:
        is_personal = ten[2] < "2"
        fixed = {0, 2, 3, 4, 5} if is_personal else {0, 2}
        body = "".join(
            sign if at in fixed else self.letters.sign(sign, f"id {ten[:at]}", "0123456789")
            for at, sign in enumerate(ten[:9])
        )
        off = (int(ten[9]) - int(luhn.calc_check_digit(ten[:9]))) % 10
        return body + str((int(luhn.calc_check_digit(body)) + off) % 10)

    def _amount(self, text: str) -> str:
        """Return another amount of as many digits; the lower end of a span stays the lower."""
        is_plain = bool(_PLAIN_AMOUNT.fullmatch(text))  # other digits are an amount as well: most of a ledger's cells
        reading = None if is_plain else _reads(values.parse_estimate, text)
        for number in range(20):
            made = "".join(
                self.letters.sign(sign, f"{number}{text}{at}") if sign.isdigit() else sign
                for at, sign in enumerate(text)
            )
            if is_plain or _reads(values.parse_estimate, made) == reading:
                return made
        return re.sub("[1-8]", lambda match: str(int(match[0]) + 1), text)

    def _date(self, text: str) -> str:
        """Return another date, read in the same forms; what is no date stays none."""
        reading = _reads(_period, text)
        for made in self._moved(text):
            if made != text and _reads(_period, made) == reading:
                return made
        made = self.letters.text(text)
        return made if _reads(_period, made) == reading else text

    def _moved(self, text: str) -> Iterator[str]:
        if _COMPACT.fullmatch(text.strip()):
            at = text.index(text.strip()) + _KEPT_YEARS + 2
            yield text[:at] + _rotated(text[at : at + 2]) + text[at + 2 :]
            yield text[:at] + "15" + text[at + 2 :]
        groups = list(_GROUP.finditer(text))
        yield from (_with(text, chosen) for chosen in (groups[:1], groups[1:2], groups[-1:]))
        yield _LAST_OF_YEAR.sub(lambda match: match[1] + str((int(match[2]) + 1) % 10), text)
        yield _LAST_OF_YEAR.sub(lambda match: match[1] + str((int(match[2]) + 2) % 10), text)


def _with(text: str, groups: list[re.Match[str]]) -> str:
    for group in groups:
        text = text[: group.start()] + _rotated(group[0]) + text[group.end() :]
    return text


def _rotated(group: str) -> str:
    """Return the next number of the same class: a day that can be no month stays one."""
    number = int(group)
    cycle = next((numbers for numbers in _CLASSES if number in numbers), None)
    if cycle is None:
        return group
    following = number + 1 if number + 1 in cycle else cycle[0]
    return str(following).zfill(len(group))


ALPHABETS: Final = ("aeiouy", "bcdfghjklmnpqrstvwxz", "åäö", "éüèáæø", "123456789")
"""A letter becomes another of its row; 0 stays: it tells how large a number is."""
_ROWS: Final = {sign: row for row in ALPHABETS for sign in row}
_YEAR: Final = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])|^(?:https?://|mailto:)", re.ASCII | re.IGNORECASE)
_BLOCK: Final = 16


class Letters:
    """Replaces letters and digits: never by themselves, equal texts by equal ones, different by different.

    Each sign is moved within its row by an amount that follows from the *key*, which is made of the whole file, and
    from what stands before it.
    """

    def __init__(self, key: bytes) -> None:
        self._key = key

    def text(self, text: str) -> str:
        """Return *text* with every letter and digit replaced, but for years and the beginning of an address."""
        years = {at for match in _YEAR.finditer(text) for at in range(*match.span())}
        return "".join(sign if at in years else self.sign(sign, text[:at]) for at, sign in enumerate(text))

    def sign(self, sign: str, before: str, row: str = "") -> str:
        """Return what stands for *sign* after *before*; another of *row* where that is given."""
        lower = sign.lower()
        row = row or _ROWS.get(lower, "")
        if lower in row:
            other = row[(row.index(lower) + 1 + self.chance(before, len(row) - 1)) % len(row)]
            return other.upper() if sign != lower else other
        # What is beyond Latin-1 keeps its alphabet; the signs of Latin-1 show how a text was garbled.
        return self._foreign_letter(sign, before) if sign.isalpha() and ord(sign) > 0xFF else sign  # noqa: PLR2004 - Latin-1

    def chance(self, before: str, most: int) -> int:
        """Return a number from 0 to below *most* that follows from the file and from *before*."""
        made = hashlib.blake2b(before.encode(errors="surrogatepass"), key=self._key, digest_size=8).digest()
        return int.from_bytes(made) % most

    def _foreign_letter(self, sign: str, before: str) -> str:
        """Return another letter of the same alphabet and kind."""
        first = ord(sign) // _BLOCK * _BLOCK
        alike = [chr(code) for code in range(first, first + _BLOCK) if _alike(chr(code), sign)]
        place = alike.index(sign)
        return alike[(place + 1 + self.chance(before, len(alike) - 1)) % len(alike)] if len(alike) > 1 else sign


def _alike(one: str, other: str) -> bool:
    return unicodedata.category(one) == unicodedata.category(other)
