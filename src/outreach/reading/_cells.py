"""The cells of one row, read field by field: every fault of the row is found, none stops the others."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache, partial
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, Final, Literal, TypeVar

import attrs

from outreach import codes, values, words
from outreach.errors import ModelError, UnreadableError, shown
from outreach.languages import read_lang
from outreach.model import (
    NO_CURRENCY,
    Classification,
    Contact,
    ContactRole,
    ContractLength,
    Estimate,
    Identifier,
    Money,
    Nature,
    Period,
    Precision,
    Procedure,
    Size,
    Stage,
    Technique,
)
from outreach.reading._keys import key_of_decision, party_key, supplier_id, without_person
from outreach.tables import _terms

if TYPE_CHECKING:
    import enum

    from outreach.countries import Country
    from outreach.tables._style import Style

Read = TypeVar("Read")
Cell = str | Sequence[str]

LONGEST_CONTACT: Final = 300
_LONGEST_PLACEHOLDER: Final = 30
_CONTROLS: Final = {code: " " for code in (*range(32), 127) if chr(code) not in "\n\r"} | {ord("\r"): "\n"}
_FORMS: Final = r"AB|HB|KB|Ltd|Limited|plc|LLP|CIC|Inc|Oy|AS|ApS|GmbH|BV"
_AFTER_A_COMPANY: Final = re.compile(rf"\b(?P<form>{_FORMS})\.?\s*(?:,|&|\boch\b|\bsamt\b|\band\b)\s*(?=\S)")
_BETWEEN: Final = re.compile(r"\s*[\n;|]\s*|\s+/\s+")
_BETWEEN_NUMBERS: Final = re.compile(r"\s*[,;/\n]\s*")
_WEB: Final = re.compile(r"https?://[^\s<>\"']+", re.IGNORECASE)
_MAIL: Final = re.compile(r"[^@\s<>,;()]+@[^@\s<>,;()]+\.[^@\s<>,;()]+")
_PHONE: Final = re.compile(r"\(?\+?[0-9][0-9 ()/\-–]{5,}[0-9]")
_CODE: Final = re.compile(r"(?<![0-9.])[0-9]{2,8}(?:[.\-][0-9]{1,3})?(?![0-9])", re.ASCII)
_DAY_NUMBER: Final = re.compile(r"[3-5][0-9]{4}", re.ASCII)
_WORDS: Final[Mapping[type[enum.Enum], Callable[[str], enum.Enum]]] = {Stage: _terms.stage, Nature: _terms.nature}
"""Enum → what reads its words; of others the values themselves are read."""
_SEVERAL_READINGS: Final = "a date with several readings"


@attrs.frozen
class Fault:
    """What is wrong with one field: its text as written (hidden where it is personal), why, and what to write."""

    field: str
    text: str
    reason: str
    hint: str
    kind: str


class RowCells:
    """One row: gives each field's value, or None and a fault."""

    def __init__(self, values: Mapping[str, Cell], style: Style) -> None:
        self._values, self._style = values, style
        self._texts: dict[str, str] = {}
        self.faults: list[Fault] = []
        self.notices: list[Fault] = []

    @property
    def country(self) -> Country:
        """Whose numbers and places the row holds."""
        return self._style.country

    def text(self, column: str) -> str:
        """Return the cell as written, without blanks around it; several cells of a column, one a line.

        What stands for nothing (``-``, ``N/A``, *ej angivet*) is an empty cell in every column.
        """
        if column not in self._texts:  # most attributes ask for the same cells, and most cells are not there
            self._texts[column] = "\n".join(text for text in self._lines(column) if not _stands_for_nothing(text))
        return self._texts[column]

    def _lines(self, column: str) -> list[str]:
        cell = self._values.get(column)
        if not cell:
            return []
        lines = (cell,) if isinstance(cell, str) else cell
        plain = (values.plainly(line.replace("\r\n", "\n").translate(_CONTROLS).strip()) for line in lines if line)
        return [text for text in plain if text]

    def line(self, column: str) -> str:
        """Return the cell as one line."""
        return " ".join(self.text(column).split())

    def known(self, column: str) -> str:
        """Return the cell as one line, or nothing where it says that there is nothing (``-``, *saknas*)."""
        text = self.line(column)
        return "" if not text or _says_nothing(text) else text

    def reads(self, column: str, reader: Callable[[str], object]) -> bool:
        """Tell whether *reader* can read the cell."""
        try:
            reader(self.text(column))
        except (UnreadableError, ModelError):
            return False
        return True

    def read(self, column: str, reader: Callable[[str], Read], kind: str, *, field: str = "") -> Read | None:
        """Return what *reader* makes of the cell; where it cannot, note the fault and return None."""
        text = self.text(column) or "\n".join(self._lines(column))
        if not text.strip("-–— "):
            return None
        if kind == "date" and values.is_placeholder_date(text):
            reason, hint = f"a placeholder, not a date: {shown(text)!r}", "leave it empty where there is none"
            self.notices.append(Fault(field or column, text, reason, hint, kind))
            return None
        try:
            return reader(text)
        except (UnreadableError, ModelError) as error:
            self.fault(field or column, text, error.reason, error.hint, kind)
        return None

    def fault(self, field: str, text: str, reason: str, hint: str, kind: str) -> None:
        """Note that *field*, written *text*, is wrong; what may be a person's number is not repeated."""
        if (masked := self._style.country.masked(text)) != text:
            text, reason = masked, f"{reason.partition(':')[0]}: {shown(masked)!r}"
        self.faults.append(Fault(field, text, reason, hint, kind))

    def period(self, column: str, *, field: str = "") -> Period | None:
        """Return a time, as precise as it is written."""
        style = self._style
        if day := self._day_number(column):
            return Period.day(day)

        def reader(text: str) -> Period:
            period = values.parse_period(text, default_year=style.year, order=style.orders.get(column))
            return Period(start=period.start, end=period.end, precision=Precision(period.precision))

        return self.read(column, _with_order_hint(reader), "date", field=field)

    def day(self, column: str) -> date | None:
        """Return a day."""
        order = self._style.orders.get(column)
        if day := self._day_number(column):
            return day
        return self.read(column, _with_order_hint(lambda text: values.read_date(text, order)), "date")

    def _day_number(self, column: str) -> date | None:
        """Return the day that a spreadsheet's bare number counts to, and say so: the cell lost its format."""
        text = self.text(column)
        if not self._style.day_numbers or not _DAY_NUMBER.fullmatch(text):
            return None
        try:
            day = values.parse_day_number(text)
        except UnreadableError:
            return None
        self.notices.append(Fault(column, text, f"a day number: {shown(text)!r}", f"read as {day}", "date"))
        return day

    def moment(self, column: str) -> datetime | date | None:
        """Return a day, or a moment in the country's zone where the text has a time of day."""
        if day := self._day_number(column):
            return day
        order, zone = self._style.orders.get(column), self._style.zone or self.country.timezone
        reader = _with_order_hint(lambda text: values.parse_moment(text, order, zone).value)
        moment = self.read(column, reader, "date")
        return self.country.local(moment) if isinstance(moment, datetime) else moment

    def from_to(self, start: str, end: str, field: str) -> Period | None:
        """Return the period between two cells; what is wrong with either is said of *field* itself."""
        first, last = self.period(start), self.period(end)
        begins = first.start or first.end if first else None
        ends = last.end or last.start if last else None
        if first and not self.text(end) and not last:
            return first if first.precision is not Precision.DAY else Period(start=begins, precision=Precision.FROM)
        if not begins and not ends:
            return first or last
        precision = Precision.SPAN if begins and ends else Precision.FROM if begins else Precision.UNTIL
        try:
            return Period(start=begins, end=ends, precision=precision)
        except ModelError as error:
            self.fault(field, f"{self.text(start)} – {self.text(end)}", error.reason, error.hint, "period")
        return None

    def estimate(self, column: str) -> Estimate | None:
        """Return a value, a span or a bound; one per year says so, and is not multiplied."""
        return self.read(column, lambda text: self._estimate(column, text), "value")

    def _estimate(self, column: str, text: str) -> Estimate:
        style = self._style
        parsed = values.parse_estimate(
            text, factor=style.factors.get(column, 1), decimal=style.decimals.get(column), home=style.home
        )
        currency = parsed.currency or style.currencies.get(column, NO_CURRENCY)
        return Estimate(low=parsed.low, high=parsed.high, currency=currency, about=parsed.about, per=parsed.per or "")

    def money(self, column: str) -> Money | None:
        """Return one exact amount."""

        def reader(text: str) -> Money:
            estimate = self._estimate(column, text)
            if estimate.low is None or estimate.is_span or estimate.about or estimate.per:
                raise UnreadableError(f"not one amount: {shown(text)!r}", "write 500000")
            return Money(amount=estimate.low, currency=estimate.currency)

        return self.read(column, reader, "value")

    def length(self, column: str) -> ContractLength | None:
        """Return a contract's length."""
        unit = self._style.time_units.get(column, "year")

        def reader(text: str) -> ContractLength:
            months, options, most = values.parse_contract_length(text, unit=unit)
            return ContractLength(months=months, options=options, max_months=most)

        return self.read(column, reader, "length")

    def yes_or_no(self, column: str) -> bool | None:
        """Return what a yes or no says."""
        return self.read(column, values.parse_boolean, "word") if self.known(column) else None

    def url(self, column: str) -> str:
        """Return a web address; only http and https are any."""
        return (self.read(column, _web_address, "address") if self.known(column) else None) or ""

    def names(self, column: str) -> tuple[str, ...]:
        """Return the names in a cell: one a line, or between semicolons, slashes, and commas after a company."""
        lines = "\n".join(" ".join(line.split()) for line in self.text(column).split("\n"))
        text = _AFTER_A_COMPANY.sub(r"\g<form>\n", lines)
        names = [" ".join(name.split()).strip(" ,") for name in _BETWEEN.split(text)]
        return tuple(dict.fromkeys(name for name in names if name and not _is_nobody(name)))

    def codes(self, column: str, scheme: Literal["CPV", "SNI"], label: str = "") -> tuple[Classification, ...]:
        """Return the codes in a cell; each that is none is a fault."""
        text = self.text(column)
        written = [] if self.country.may_be_personal(text) else _CODE.findall(text)
        if not written and self.known(column):
            self.fault(column, text, f"not a {scheme} code: {shown(text)!r}", "write the figures of the code", "code")
        lookup = codes.cpv if scheme == "CPV" else codes.sni
        classifications: list[Classification] = []
        for code in written:
            try:
                classifications.append(
                    Classification(scheme=scheme, code=lookup(code).code, label=label if not classifications else "")
                )
            except UnreadableError as error:
                self.fault(column, text, error.reason, error.hint, "code")
        return tuple(dict.fromkeys(classifications))

    def identifiers(self, column: str) -> tuple[Identifier, ...]:
        """Return the organisation numbers in a cell: one a line, or between commas, semicolons or slashes."""
        numbers = (self._identifier(column, number) for number in _BETWEEN_NUMBERS.split(self.text(column)))
        return tuple(dict.fromkeys(number for number in numbers if number))

    def identifier(self, column: str) -> Identifier | None:
        """Return an organisation number; a personal one is known as such, and no fault repeats it."""
        return self._identifier(column, self.known(column))

    def _identifier(self, column: str, text: str) -> Identifier | None:
        if not text or _says_nothing(text):
            return None
        try:
            number = self.country.organisation(text)
        except UnreadableError as error:
            self.fault(column, text, error.reason, error.hint, "identifier")
            return None
        return Identifier(scheme=number.scheme, id=number.id)

    def municipality(self, column: str) -> str:
        """Return the code of a municipality, given by code or name."""
        reader = partial(_municipality, self.country)
        return (self.read(column, reader, "municipality") if self.known(column) else None) or ""

    def contact(self, column: str, email: str, phone: str, role: ContactRole | None = None) -> Contact | None:
        """Return whom to ask, from one cell or three; it is personal data, so no fault repeats it."""
        text = self.known(column)[:LONGEST_CONTACT]
        mail = _MAIL.search(self.known(email)[:LONGEST_CONTACT]) or _MAIL.search(text)
        if self.known(email) and not mail:
            self.fault(email, "", "not an e-mail address", "write name@company.se", "address")
        number = self.known(phone) or (match[0] if (match := _PHONE.search(text)) else "")
        name = _PHONE.sub("", _MAIL.sub("", text)).strip(" ,;:-–()")
        if not (name or mail or number):
            return None
        return Contact(name=name, email=mail[0] if mail else "", phone=number, role=role)

    def word(self, column: str, kind: type[enum.Enum]) -> Any:  # noqa: ANN401 - a member of *kind*, or None
        """Return the member of *kind* that the cell's word stands for."""
        reader = _WORDS.get(kind) or partial(_terms.member, kind)
        return self.read(column, reader, "word")

    def is_nature(self, column: str) -> bool:
        """Return whether the cell says goods, services or works and is no word for an industry."""
        return _terms.is_nature(self.known(column))

    def procedure(self, column: str) -> tuple[Procedure | None, tuple[Technique, ...]]:
        """Return a procedure, and the techniques that are written with it."""
        return (self.read(column, _terms.procedure, "word") if self.known(column) else None) or (None, ())

    def techniques(self, column: str) -> tuple[Technique, ...]:
        """Return the techniques that the cell names."""
        return _terms.techniques_in(self.text(column))

    def size(self, column: str, people: str, size_class: str) -> Size | None:
        """Return a company's size: its word, else by the number of people, else by the class of the register."""
        by_word = self.read(column, _terms.size, "word") if self.known(column) else None
        by_people = self.read(people, _terms.size_of_people, "number", field=column) if by_word is None else None
        if by_word or by_people:
            return by_word or by_people
        return self.read(size_class, _terms.size_of_class, "number", field=column)

    def lang(self, column: str) -> str:
        """Return a language as a BCP 47 tag."""
        return (self.read(column, read_lang, "word") if self.known(column) else None) or ""

    def exact(self, column: str) -> Money | None:
        """Return an amount as machines write it: ``1234.50 SEK``, no grouping, a dot."""
        return self.read(column, lambda text: Money(**values.parse_exact(text)._asdict()), "value")

    def count(self, column: str) -> int | None:
        """Return a number of bids; unknown is not zero."""
        return self.read(column, values.parse_count, "number")

    def key(self, column: str) -> str:
        """Return a key as written, empty where it may be a personal identity number."""
        return without_person(self.known(column), self.country)

    def supplier_id(self, name: str, identifier: Identifier | None) -> str:
        """Return a supplier's key: its number, else its name."""
        return supplier_id(name, identifier)

    def party_key(self, number: str, name: str) -> str:
        """Return an organisation's key: its number, else its id, else its name."""
        return party_key(number, name, self.country)

    def supplier_keys(self, column: str) -> tuple[str, ...]:
        """Return the keys of suppliers given by number or id, one a line, and by name in the same order."""
        numbers = [" ".join(line.split()) for line in self.text(column).split("\n")]
        named = zip_longest(numbers, self.names("supplier_names"), fillvalue="")
        return tuple(dict.fromkeys(key for number, name in named if (key := party_key(number, name, self.country))))

    def same_key(self, column: str) -> str:
        """Return a supplier's key as a person writes it in the file of decisions."""
        text = self.known(column)
        if self.country.may_be_personal(text):
            self.fault(column, "", "a personal identity number is no key", "leave the line out", "identifier")
            return ""
        return key_of_decision(text, self.country)


def _with_order_hint(reader: Callable[[str], Read]) -> Callable[[str], Read]:
    def read(text: str) -> Read:
        try:
            return reader(text)
        except UnreadableError as error:
            if error.reason.startswith(_SEVERAL_READINGS):
                raise UnreadableError(error.reason, 'write 2017-03-01, or say date_order="dmy" or "mdy"') from None
            raise

    return read


def _web_address(text: str) -> str:
    if not _WEB.fullmatch(text):
        raise UnreadableError(f"not a web address: {shown(text)!r}", "write https://…")
    return text


@lru_cache(maxsize=4096)
def _municipality(country: Country, text: str) -> str:
    return country.municipality_code(text)


@lru_cache(maxsize=4096)
def _stands_for_nothing(text: str) -> bool:
    return len(text) <= _LONGEST_PLACEHOLDER and values.is_placeholder(text)


@lru_cache(maxsize=4096)
def _says_nothing(text: str) -> bool:
    return values.is_unknown_word(text)


def _is_nobody(name: str) -> bool:
    return values.is_unknown_word(name) or values.fold(name) in words.listed("answers", "no_supplier")
