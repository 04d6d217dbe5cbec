"""Headings made comparable: what a column is called, whatever its spelling, and the unit its heading names."""

from __future__ import annotations

import difflib
import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from outreach import fields, values, words
from outreach.errors import shown
from outreach.model import Contract, Feedback, Participation, Procurement, Supplier
from outreach.values import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

RECORDS: Final = tuple(fields.NEEDS)
"""The records whose tables are known by their headings; of two that fit as well, the first."""

MANY: Final = fields.columns_of_many(Procurement, Contract, Supplier)
"""Attributes that several columns may fill together."""

NEVER_KEPT: Final = {"health_data": "health data", "bank_details": "bank details", "access_code": "access codes"}
"""Columns that no record holds, and what is in them."""

ASKED_MANY: Final = fields.columns_of_many(Participation, Feedback)
"""Attributes that several columns fill, each with its own question."""

INTERNAL: Final = "internal"
"""What a system notes for itself; known, and left."""

# fmt: off
_ORDER: Final = {
    Participation: (
        *NEVER_KEPT, "unsubscribed", "consent", "has_bid_before", "wishes", "attends", "industry", "comment", "people",
        "supplier_id", "status", "supplier_name", "name", "email", "phone",
    ),
    Feedback: (
        *NEVER_KEPT, "rating", "hinders", "will_bid", "has_bid_before", "industry", "wishes", "comment", "question",
    ),
}
# fmt: on
"""Record → attributes that a question may be read as; the first whose phrases it holds. What is never kept is first."""

_ANY_QUESTION: Final = re.compile(r"\?$")
_OPTION: Final = re.compile(
    r"^(?P<question>.+?)\s*(?:\[(?P<bracket>[^\]]+)\]|\s[–—-]\s(?P<dash>[^–—?]+)|: (?P<colon>[^?:]+))$", re.DOTALL
)
"""A question with one of its options: *Vad hindrar er? [För stora volymer]*, *Vilka branscher? – Bygg*."""

LONGEST: Final = 120
"""A longer cell is prose, not a heading."""

_BRACKETS: Final = re.compile(r"[(\[][^)\]]*[)\]]")
_SHORTEST_SCALE: Final = 5
"""A shorter word, such as *m* or *k*, ends too many headings to be a unit."""

_GAP: Final = re.compile(r"[\s,(\[/]+")
_IN: Final = re.compile(r"^(?:in?\b)?\s*", re.IGNORECASE)

_ALIKE: Final = 0.92
_WORTH_A_GUESS: Final = 9


class Heading(NamedTuple):
    """A heading taken apart: its key to compare by, the factor and the currency it names, the unit of a time."""

    keys: tuple[str, ...]
    factor: int
    currency: str | None
    time_unit: str | None


class Meaning(NamedTuple):
    """What a heading is read as: the attribute, how good a word it is for that (0 is best), whether it was misspelt."""

    role: str
    rank: int
    guessed: bool = False


@lru_cache(maxsize=4096)
def key(text: str) -> str:
    """Return *text* as headings are compared: lower case, letters and digits only, without diacritics."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in plain if character.isalnum())


@lru_cache(maxsize=4096)
def heading(text: str) -> Heading:
    """Take a heading apart: ``Värde (tkr)`` is *värde*, its numbers thousands of kronor."""
    plain = " ".join(text.replace("\ufeff", " ").split())
    name, unit = _apart_from_unit(plain)
    factor, currency = _units()[unit] if unit else (1, None)
    time = _time_unit().search(plain)
    without = name if unit else plain[: time.start()] if time else plain
    return Heading(_keys(plain, without), factor, currency, time.lastgroup if time else None)


@cache
def _units() -> Mapping[str, tuple[int, str | None]]:
    """Return the units that a heading may end with: factor and currency, ``values.HOME`` for crowns."""
    units = values.units()
    whole = {word: currency for word, (scale, currency) in units.items() if currency and not scale}
    scales = {word: scale for word, (scale, _) in units.items() if scale and len(word) >= _SHORTEST_SCALE}
    return {
        **{word: (scale, None) for word, scale in scales.items()},
        **{word: (scale or 1, currency) for word, (scale, currency) in units.items() if currency},
        **{f"{count} {word}": (scale, whole[word]) for count, scale in scales.items() for word in whole},
    }


def _apart_from_unit(plain: str) -> tuple[str, str]:
    """Return a heading without the unit of money at its end (``Värde (tkr)``, ``Belopp i kr``), and the unit.

    The units are looked up: one pattern of all of them takes longer to compile than a small ledger to read.
    """
    for gap in _GAP.finditer(plain):
        rest = _IN.sub("", plain[gap.end() :]).casefold()
        for unit in (rest.rstrip(" )]*:"), rest.rstrip(" )]*:.")):
            if unit in _units():
                return plain[: gap.start()], unit
    return plain, ""


@cache
def _time_unit() -> re.Pattern[str]:
    """Return what a unit of time at the end of a heading looks like."""
    year, month = (words.pattern(words.listed("lengths", f"heading_{unit}")) for unit in ("year", "month"))
    return re.compile(rf"[\s,(\[]+(?:(?P<year>{year})|(?P<month>{month}))[\s)\]*.:]*$", re.IGNORECASE)


def _keys(plain: str, without: str) -> tuple[str, ...]:
    """Return what to look up, the most exact first: all of it, without brackets, without what follows a sign."""
    bare = _BRACKETS.sub(" ", without)
    readings = (plain, without, bare, bare.partition(",")[0], *re.split(r"[/,]", bare)[:2])
    exact = dict.fromkeys(key(reading) for reading in readings)
    return tuple(text for text in (*exact, *(_without_figures(reading) for reading in exact)) if text)


def _without_figures(reading: str) -> str:
    return "".join(character for character in reading if not character.isdigit())


def roles(record: type) -> tuple[str, ...]:
    """Return the attributes that columns of *record* may fill; none for what is not known by its headings."""
    return tuple(words.headings(record.__name__)) if record in RECORDS else ()


@cache
def known(record: type) -> dict[str, tuple[Meaning, ...]]:
    """Return what each heading's key means in tables of *record*, the best first; an attribute's own name too."""
    by_word: dict[str, list[Meaning]] = {}
    for role, groups in words.headings(record.__name__).items():
        named = {key(word): Meaning(role, rank) for rank, group in enumerate(groups) for word in group}
        for word, meaning in ({key(role): Meaning(role, 0)} | named).items():
            by_word.setdefault(word, []).append(meaning)
    return {word: tuple(sorted(meanings, key=lambda meaning: meaning.rank)) for word, meanings in by_word.items()}


@cache
def every_word() -> frozenset[str]:
    """Return the keys of all headings that are known in any kind of table."""
    return frozenset(word for record in RECORDS for word in known(record))


def meanings(record: type, text: str) -> tuple[Meaning, ...]:
    """Return what the heading *text* may mean in a table of *record*, the best first; nothing where it is not known."""
    meant = known(record)
    return next((meant[reading] for reading in heading(text).keys if reading in meant), ())


def guesses(record: type, text: str) -> tuple[Meaning, ...]:
    """Return what *text* may mean if it is a known heading misspelt by a letter or two."""
    reading = next(iter(heading(text).keys), "")
    similar = [word for word in known(record) if len(word) >= _WORTH_A_GUESS <= len(reading) and word[0] == reading[0]]
    close = difflib.get_close_matches(reading, similar, n=1, cutoff=_ALIKE)
    return tuple(meaning._replace(guessed=True) for word in close for meaning in known(record)[word])


def list_of(headings: tuple[str, ...] | list[str]) -> str:
    """Return *headings* as a message shows them."""
    named = [shown(text, 40) for text in headings if text.strip()]
    return ", ".join(repr(name) for name in named[:20]) + (f" … ({len(named)} in all)" if len(named) > 20 else "")  # noqa: PLR2004 - enough to see


class Head(NamedTuple):
    """One heading: what stands above it, its own text, whether another column has the same below something else."""

    group: str
    text: str
    is_repeated: bool

    @property
    def whole(self) -> str:
        """Both texts: ``Nuvarande avtal`` over ``Slut`` is *nuvarande avtal slut*."""
        return f"{self.group} {self.text}".strip()


class Heads(NamedTuple):
    """A row that may hold the headings, what stands above each of them, and how many rows then are not data."""

    headings: tuple[str, ...]
    groups: tuple[str, ...]
    skip: int

    def one_by_one(self) -> tuple[Head, ...]:
        """Return the headings one by one."""
        return _one_by_one(self)

    @property
    def is_unclear(self) -> bool:
        """Whether a heading is repeated: which is meant is then said by what stands above it, or by nothing."""
        return any(head.is_repeated for head in self.one_by_one())


@lru_cache(maxsize=256)  # each kind of table asks the same row
def _one_by_one(heads: Heads) -> tuple[Head, ...]:
    over: dict[str, set[str]] = {}
    for group, text in zip(heads.groups, heads.headings, strict=True):
        over.setdefault(key(text), set()).add(group)
    return tuple(
        Head(group, text, len(over[key(text)]) > 1) for group, text in zip(heads.groups, heads.headings, strict=True)
    )


def alone(headings: tuple[str, ...], skip: int) -> Heads:
    """Return *headings* over which nothing stands."""
    return Heads(headings, ("",) * len(headings), skip)


def candidates(rows: Sequence[Sequence[str | None]]) -> Iterator[Heads]:
    """Yield what each of the *rows* would be as headings."""
    above: tuple[str, ...] = ()
    for place, row in enumerate(rows, 1):
        cells = _trimmed(row)
        fits = bool(cells) and not is_data(cells) and all(len(cell) <= LONGEST or is_question(cell) for cell in cells)
        grouped = _grouped(cells, above, place) if fits else None
        if fits and not (grouped and grouped.is_unclear):
            yield alone(cells, place)
        if grouped:
            yield grouped
        above = cells if fits else ()


DAY: Final = re.compile(
    r"[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}(?:[T ][0-9:.]+Z?)?|[0-9]{1,2}[-/.][0-9]{1,2}[-/.](?:19|20)?[0-9]{2}"
)
_VALUE: Final = re.compile(
    rf"{DAY.pattern}|"
    r"(?:[^\W\d_]{2,3} |[£$€] ?)?[-−(]?[0-9][0-9  '.,]*[.,][0-9]{1,2}\)?(?: ?%| ?[^\W\d_]{2,3}| ?[£$€])?"
    r"|[0-9]{6,8}[-–][0-9]{4}|[0-9]{5,}|[^@\s]+@[^@\s]+\.[^@\s]+"
)
"""A day, an amount, a number of an organisation or an address: data, and no heading of a column."""


def is_data(cells: Sequence[str | None]) -> bool:
    """Tell whether a row of *cells* is data: as many values as known headings, and one at least."""
    texts = [cell.strip() for cell in cells if cell and cell.strip()]
    count = sum(bool(_VALUE.fullmatch(text)) for text in texts)
    return bool(count) and count >= sum(not every_word().isdisjoint(heading(text).keys) for text in texts)


def numbered(cells: Sequence[str | None]) -> tuple[str, ...]:
    """Return what to call the columns of a table without headings."""
    return tuple(f"column {place}" for place in range(1, len(cells) + 1))


class Headless(NamedTuple):
    """A table without headings: its first row of data."""

    cells: tuple[str, ...]
    above: int  # how many rows stand above it

    def named(self, columns: Mapping[str, str]) -> dict[str, str]:
        """Return what the columns are, those named by a cell of the first row under their numbers."""
        numbers = {key(cell): number for cell, number in zip(self.cells, numbered(self.cells), strict=True) if cell}
        return {role: numbers.get(key(written), written) for role, written in columns.items()}

    @property
    def likely(self) -> dict[str, str]:
        """What the columns may be: of a ledger the first date, the last amount and the first text; else of a list."""
        cells = [(cell, number) for cell, number in zip(self.cells, numbered(self.cells), strict=True) if cell]
        dates = [number for cell, number in cells if DAY.fullmatch(cell)]
        amounts = [number for cell, number in cells if number not in dates and cell[-1:].isdigit() and is_data([cell])]
        texts = [number for cell, number in cells if cell.replace(" ", "").isalpha() or cell[:1].isalpha()]
        ledger = {"date": dates[:1], "amount": amounts[-1:], "supplier": texts[:1]}
        places = ledger if dates and amounts else {"title": texts[:1], "planned_publication": dates[:1]}
        return {role: numbers[0] for role, numbers in places.items() if numbers}


def headless(headings: tuple[str, ...] | None, first_rows: Sequence[Sequence[str | None]]) -> Headless | None:
    """Return the first row of a table that has no headings; None where a row may be headings."""
    if headings is not None:
        return None
    for place, row in enumerate(first_rows):
        cells = tuple((cell or "").strip() for cell in row)
        if is_data(cells) and sum(map(bool, cells)) > 1:
            return Headless(cells, place)
        if sum(map(bool, cells)) > 1:
            return None
    return None


def _trimmed(row: Sequence[str | None]) -> tuple[str, ...]:
    cells = [(cell or "").strip() for cell in row]
    while cells and not cells[-1]:
        cells.pop()
    return tuple(cells)


def _grouped(cells: tuple[str, ...], above: tuple[str, ...], skip: int) -> Heads | None:
    """Return the headings of two rows: a group reaches to the next one, and over an empty cell it is the heading."""
    if sum(map(bool, above)) < 2 and (not above or above[0]):  # noqa: PLR2004 - one alone at the left is a title
        return None
    headings, groups, group = [], [], ""
    for place in range(max(len(cells), len(above))):
        over, text = (row[place] if place < len(row) else "" for row in (above, cells))
        group = over or group
        headings.append(text or over)
        groups.append(group if text and key(group) != key(text) else "")
    return Heads(tuple(headings), tuple(groups), skip)


LONGEST_QUESTION: Final = 2_000
"""What somebody consents to is often told at length; a longer cell is an answer, not a question."""

ASKED: Final = (Participation, Feedback)
"""The records whose tables may have questions for headings."""
_RANK: Final = 5
"""A question that holds a word is a weaker sign than a heading that is known."""


class Question(NamedTuple):
    """A question, and the option a column stands for; empty where the column is the whole question."""

    text: str
    option: str


@lru_cache(maxsize=4096)
def question(heading: str) -> Question:
    """Take a column's heading apart: *Vad hindrar er? [Stora volymer]*, *Vilka branscher? – Bygg*."""
    plain = " ".join(heading.replace("\ufeff", " ").split())
    match = _OPTION.match(plain)
    if not match:
        return Question(plain, "")
    return Question(match["question"], match["bracket"] or match["dash"] or match["colon"])


def may_ask(heading: str) -> bool:
    """Tell whether a *heading* may be a question: not one word in small letters, as programs name their columns."""
    plain = heading.strip()
    return "?" in plain or " " in plain or not plain.islower()


@lru_cache(maxsize=4096)
def questions(record: type, heading: str) -> tuple[Meaning, ...]:
    """Return what the question *heading* asks for in a table of *record*; nothing where its words do not tell."""
    if not may_ask(heading):
        return ()
    patterns = _patterns(record)
    asked, option = question(heading)
    folded = fold(asked) if patterns else ""
    matching = next((role for role, phrases in patterns if phrases.search(folded)), None)
    # Where one column can be the answer, that of the whole question is, not the one beside it for *other*.
    return (Meaning(matching, _RANK + bool(option)),) if matching else ()


def is_question(cell: str) -> bool:
    """Tell whether a long *cell* may still be a heading: a question on one page, not prose."""
    return len(cell) <= LONGEST_QUESTION and ("?" in cell or any(questions(kind, cell) for kind in ASKED))


@cache
def _patterns(record: type) -> tuple[tuple[str, re.Pattern[str]], ...]:
    known = {"question": _ANY_QUESTION, **words.questions()}
    return tuple((role, known[role]) for role in _ORDER.get(record, ()) if role in known)
