"""The cells of one answer to a form, read so that no message repeats what a person wrote."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from outreach import values
from outreach.errors import UnreadableError
from outreach.model import Contact, Identifier, ParticipationStatus
from outreach.reading import _form_words as words
from outreach.reading._cells import Fault, RowCells
from outreach.values import fold, is_unknown_word
from outreach.words import listed, pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date, datetime

    from outreach.countries import Country
    from outreach.tables._options import ReadOptions
    from outreach.tables._sheets import Asked
    from outreach.tables._style import Style


_MAIL: Final = re.compile(r"[^@\s<>,;()]+@[^@\s<>,;()]+\.[^@\s<>,;()]+")
_DIGITS: Final = re.compile(r"[A-Za-z]{0,2}[0-9 +\-–]+", re.ASCII)
_LONGEST_NAME: Final = 300
_CLOCK: Final = re.compile(r"[0-9]{1,2}[.:][0-9]{2}(?:[.:][0-9]{2})?(?: ?[ap]m)?", re.ASCII | re.IGNORECASE)
_FIGURES: Final = re.compile(
    r"[0-9]{1,4}[-./:][0-9]{1,2}[-./:0-9 ]*(?:[ap]m)?|[3-5][0-9]{4}(?:[.,][0-9]+)?", re.ASCII | re.IGNORECASE
)
"""A time of day, a day or both in figures; a spreadsheet's day number."""


class _Patterns(NamedTuple):
    """A number of people, a score, and the scale that a question names, in the languages there are."""

    people: re.Pattern[str]
    rating: re.Pattern[str]
    scale: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    people, of, to = (pattern(listed("forms", name)) for name in ("people", "of", "to"))
    flags = re.ASCII | re.IGNORECASE
    return _Patterns(
        people=re.compile(rf"([0-9]{{1,4}})(?:\s*(?:{people}))?", flags),
        rating=re.compile(rf"([0-9]{{1,3}})(?:[.,]0+)?(?:\s*(?:/|{of})\s*([0-9]{{1,3}}))?(?:\s*[-–:(].*)?", re.ASCII),
        scale=re.compile(rf"(?:\b[01]\s*(?:[-–]|{to})\s*|(?:\b(?:{of})|/)\s*)([0-9]{{1,3}})\b", flags),
    )


def is_time(text: str) -> bool:
    """Tell whether *text* is a day or a moment, in figures of any order or in words."""
    if _FIGURES.fullmatch(text.strip()):
        return True
    try:
        values.parse_moment(text)
    except UnreadableError:
        return False
    return True


def is_time_of_day(text: str) -> bool:
    """Tell whether *text* is a time of day alone: ``13:02``."""
    return bool(_CLOCK.fullmatch(text.strip()))


def digest(*parts: str) -> str:
    """Return a short key of *parts*, from which nobody reads them: the same parts give the same key anywhere."""
    joined = "\x1f".join(fold(part) for part in parts)
    return hashlib.blake2b(joined.encode(), digest_size=5).hexdigest()


class FormCells:
    """One answer: gives each field's value, or None and a fault that tells nothing of the person."""

    def __init__(self, fields: RowCells, asked: Sequence[Asked], style: Style, options: ReadOptions) -> None:
        self._fields, self._style, self._options = fields, style, options
        self.asked = asked
        self.faults: list[Fault] = []
        self.local: list[str] = []
        self.text, self.line, self.known = fields.text, fields.line, fields.known

    @staticmethod
    def presence(text: str) -> ParticipationStatus | None:
        """Return what a check-in says, a time or a word; None where it is neither a time nor a known word."""
        return ParticipationStatus.ATTENDED if is_time(text) else words.presence(text)

    def event_id(self) -> str:
        """Return the event: what the user said, else what the row says."""
        return self._options.event_id or self.known("event_id") or self.known("event")

    def questions(self, *roles: str) -> Iterator[Asked]:
        """Yield the questions read as one of *roles* that were answered."""
        return (asked for asked in self.asked if asked.role in roles and asked.text)

    @property
    def country(self) -> Country:
        """Whose numbers the row holds."""
        return self._style.country

    def fault(self, field: str, kind: str, reason: str, hint: str, text: str = "") -> None:
        """Note what is wrong with *field*; its *text* is kept beside the record, and stands in no message."""
        self.faults.append(Fault(field, "" if self.country.may_be_personal(text) else text, reason, hint, kind))

    def when(self, role: str, time_role: str = "") -> datetime | date | None:
        """Return a moment, or the day where no zone is known."""
        text = self.known(role)
        if not text:
            return None
        clock = self.known(time_role) if time_role else ""
        try:
            moment = values.parse_moment(
                f"{text} {clock}".strip(), self._style.orders.get(role), self._options.timezone
            )
        except UnreadableError:
            if not self._fields.day(role):
                self.fault(role, "date", "not a date", "write 2017-03-01 or 2017-03-01 13:00", text)
                return None
            return self._fields.day(role)
        if moment.is_local:
            self.local.append(role)
        return moment.value

    def contact(self) -> Contact | None:
        """Return the person: the e-mail address is the order's where the attendee gives none."""
        name = self.known("name") or f"{self.known('given_name')} {self.known('family_name')}".strip()
        mail = self._mail("email") or self._mail("order_email")
        phone = self.known("phone")
        if not (name or mail or phone):
            return None
        return Contact(
            name=_bare(name[:_LONGEST_NAME], self.country), email=mail, phone=_bare(phone[:_LONGEST_NAME], self.country)
        )

    def _mail(self, role: str) -> str:
        text = self.known(role)[:_LONGEST_NAME]
        if not text or fold(text) in listed("forms", "no_address"):
            return ""
        match = _MAIL.search(text)
        if not match:
            self.fault(role, "address", "not an e-mail address", "write name@company.se")
        return match[0] if match else ""

    def company(self) -> tuple[str, Identifier | None]:
        """Return the company and its number; the order's where the attendee names none, or the same."""
        own, ordering = self.known("supplier_name"), self.known("order_company")
        number = self._number("supplier_id")
        if ordering and (not own or fold(own) == fold(ordering)):
            return own or ordering, number or self._number("order_supplier_id")
        return own, number

    def _number(self, role: str) -> Identifier | None:
        text = self.known(role)
        if not text:
            return None
        try:
            number = self.country.organisation(text)
            return Identifier(scheme=number.scheme, id=number.id)
        except UnreadableError as error:
            is_figures = bool(_DIGITS.fullmatch(text)) and not self.country.may_be_personal(text)
            reason = error.reason if is_figures else "not an organisation number"
            self.fault(role, "identifier", reason, error.hint if is_figures else "write 556016-0680")
        return None

    def people(self) -> int | None:
        """Return for how many somebody stands: who is named where no number is, None where it is no number."""
        text = self.known("people")
        if not text:
            return 1 + sum(words.yes_or_no(name) is not False for name in self.companions())
        match = _patterns().people.fullmatch(text)
        if not match:
            self.fault("people", "number", "not a number", "write 2", text)
        return int(match[1]) if match else None

    def companions(self) -> list[str]:
        """Return who comes along (medföljande), one a column or a line; no record keeps their names."""
        return [line.strip() for line in self.text("companion").split("\n") if line.strip()]

    def yes_or_no(self, role: str) -> bool | None:
        """Return what a yes or no says; None where it is neither."""
        text = self.known(role)
        answer = words.yes_or_no(text) if text else None
        if text and answer is None:
            self.fault(role, "word", "neither yes nor no", "write yes or no", text)
        return answer

    def rating(self, asked: Asked) -> tuple[int, int | None] | None:
        """Return a score and the best there is, where the answer or the question says it."""
        if is_unknown_word(asked.text):
            return None
        if in_words := words.rating(asked.text):
            return in_words, words.BEST_IN_WORDS
        match = _patterns().rating.fullmatch(asked.text)
        if not match:
            self.fault("score", "number", "not a number", "write 4")
            return None
        scale = _patterns().scale.search(asked.heading)
        most = match[2] or (scale[1] if scale else None)
        if most and int(match[1]) > int(most):
            self.fault("score", "number", f"more than the best, {most}", f"write at most {most}")
            return None
        return int(match[1]), int(most) if most else None

    def chosen(self, *roles: str) -> list[tuple[Asked, str]]:
        """Return each option that was chosen: by a yes in its own column, or named in the cell of the question."""
        choices: list[tuple[Asked, str]] = []
        for asked in self.questions(*roles):
            if not asked.option:
                choices.extend((asked, option) for option in _options(asked.text))
            elif words.yes_or_no(asked.text) or fold(asked.text) == fold(asked.option):
                choices.append((asked, asked.option))
            elif words.yes_or_no(asked.text) is None and not is_unknown_word(asked.text):
                self.fault(asked.role, "word", "neither yes nor no", "write yes or no")
        return choices


def _options(text: str) -> list[str]:
    """Return the options in a cell: between semicolons or lines as Microsoft has them, else between commas."""
    between = r"[;\n]" if ";" in text or "\n" in text else r", "
    return [option for part in re.split(between, text) if (option := " ".join(part.split()))]


def _bare(text: str, country: Country) -> str:
    """Return *text*, or nothing where it may be a personal identity number: no record keeps one of a visitor."""
    return "" if country.may_be_personal(text) else text
