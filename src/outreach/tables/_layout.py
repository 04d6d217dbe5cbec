"""Finding out what a table is: where its headings stand, what its rows are, what each column is read as."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import attrs

from outreach import values
from outreach.errors import QuestionError, UnknownTableError, shown
from outreach.fields import NEEDS
from outreach.model import Contract, Feedback, Participation, Procurement, Purchase, Supplier
from outreach.tables._headings import (
    ASKED,
    ASKED_MANY,
    INTERNAL,
    MANY,
    NEVER_KEPT,
    RECORDS,
    Head,
    Heads,
    Meaning,
    alone,
    candidates,
    every_word,
    guesses,
    heading,
    headless,
    key,
    list_of,
    meanings,
    numbered,
    questions,
)
from outreach.tables._headings import roles as roles_of
from outreach.tables._options import home_currency
from outreach.tables._table import Layout

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from outreach.tables._options import ReadOptions
    from outreach.tables._table import Table

SEARCHED: Final = 30
"""How many of a table's first rows may stand above the headings."""

_FAR_BETTER: Final = 1.5
"""By so many headings another kind must fit better, before a kind whose columns are all there is doubted."""

_NEAR: Final = 0.75
"""By no more than so many headings another kind fits less well, before the user is asked which it is."""

_NEARLY: Final = 0.4
"""What share of the headings must fit a kind, before it is said that only one is missing."""

_FEWEST: Final = 2
_MOST_GUESSED: Final = 100
_GROSS: Final = 4
_VAT: Final = {0: "amounts without VAT, as headed", _GROSS: "amounts with VAT, as headed"}


class _Match(NamedTuple):
    """One way of reading one row as the headings of one kind of record."""

    record: type
    headings: tuple[str, ...]
    roles: tuple[Meaning | None, ...]
    beaten: tuple[tuple[int, str], ...]
    skip: int

    @property
    def score(self) -> float:
        return sum(1 - role.rank / 10 for role in self.roles if role)

    def rank(self) -> tuple[float, int]:
        """Return what the better of two matches has more of: headings that fit; then it stands higher."""
        return self.score, -self.skip

    @property
    def missing(self) -> tuple[str, ...]:
        """Of each group that must be there and is not, the first attribute."""
        present = {role.role for role in self.roles if role}
        return tuple(group[0] for group in NEEDS[self.record] if not present.intersection(group))

    @property
    def is_complete(self) -> bool:
        doubts = (self.may_be_people, self.may_be_a_register, self.may_be_registrations)
        return not self.missing and not any(doubts)

    @property
    def may_be_people(self) -> bool:
        """Whether a *name* may be a person's: one more column must then speak of companies."""
        present = {role.role for role in self.roles if role}
        if self.record is not Supplier or any(role == Meaning("name", 0) for role in self.roles):
            return False
        is_named = any(role and role.role == "name" and role.rank < 0 for role in self.roles)
        return not is_named and len(present.intersection(NEEDS[Supplier][1])) < 2  # noqa: PLR2004 - one alone proves little

    @property
    def may_be_a_register(self) -> bool:
        """Whether a *registration date* may be a company's own: something else must then speak of a meeting."""
        present = {role.role for role in self.roles if role}
        signs = present.intersection((*NEEDS[Participation][1], "status"))
        return self.record is Participation and signs == {"registered"} and Meaning("registered", 3) in self.roles

    @property
    def may_be_registrations(self) -> bool:
        """Whether those who answer may be guests: people are named, and nothing is asked that only a survey asks."""
        present = {role.role for role in self.roles if role}
        asks = present.intersection({"rating", "hinders", "will_bid"})
        return self.record is Feedback and not asks and bool(present.intersection({"name", "email"}))


def identify(
    table: Table, first_rows: Sequence[Sequence[str | None]], options: ReadOptions, *, file: str = ""
) -> Layout | None:
    """Return what *table* is, or None where its headings do not tell.

    Arguments:
        table: As the source gave it; its headings, where it has them, are asked before its rows.
        first_rows: The first rows of its frame, without the column of lines.
        options: What the user said about columns and records.
        file: The input's name, for messages.

    Raises:
        UnknownTableError: Two columns can be what only one may be; the hint says how to choose.
        QuestionError: The options name an attribute that such a record does not have.
    """
    wanted = options.record or table.record
    if wanted is not None and wanted not in RECORDS:
        raise QuestionError("record", wanted.__name__, [record.__name__ for record in RECORDS])
    records = (wanted,) if wanted else RECORDS
    _check_columns(records, options.columns)
    matches = list(_matches(table, first_rows, records, options))
    complete = _uppermost([match for match in matches if match.is_complete], first_rows)
    best = _rather_a_register(max(complete, key=_Match.rank, default=None), complete)
    if best is None or any(_is_rather(match, best) for match in matches):
        return None
    layout = _layout(best, file, home_currency(options))
    return attrs.evolve(layout, near=None if wanted else _nearly(best, complete))


_TO_COME: Final = frozenset(
    ("planned_publication", "question_deadline", "tender_deadline", "standstill_ends", "certainty", "follows")
)
"""Columns that only a list of what will be bought has."""

_OF_EITHER: Final = frozenset(
    ("title", "incumbents", "contract_start", "contract_end", "current_contract_ends", "estimated_value")
)
"""Columns that both a list of procurements and a register of contracts have, often under words of their own."""


def _looks_ahead(match: _Match) -> bool:
    """Tell whether a column is one that a register of contracts does not have."""
    return any(
        meaning.role in _TO_COME
        or (meaning.role in _OF_EITHER and not meaning.rank and not meanings(Contract, text))
        or (meaning.role == "title" and not meaning.rank)
        for meaning, text in zip(match.roles, match.headings, strict=True)
        if meaning
    )


def _rather_a_register(best: _Match | None, complete: Sequence[_Match]) -> _Match | None:
    """Return the register of contracts that *best* is, where it is taken for a list but tells nothing that will be."""
    if best is None or best.record is not Procurement or _looks_ahead(best):
        return best
    registers = (match for match in complete if match.record is Contract and match.skip == best.skip)
    return max(registers, key=_Match.rank, default=best)


def _nearly(best: _Match, complete: Sequence[_Match]) -> type | None:
    """Return another kind of record that the same headings are nearly as good for."""
    others = [match for match in complete if match.skip == best.skip and match.record is not best.record]
    if best.record is Contract and not any(map(_looks_ahead, others)):
        others = [match for match in others if match.record is not Procurement]
    nearest = max(others, key=_Match.rank, default=None)
    return nearest.record if nearest and nearest.score > best.score - _NEAR else None


def heads(cells: Sequence[str], skip: int, options: ReadOptions) -> bool:
    """Tell whether a row of *cells* is headings that tell by themselves what stands below them."""
    records = (options.record,) if options.record else RECORDS
    matches = (_read(record, alone(tuple(cells), skip), options.columns) for record in records)
    return any(match and match.is_complete for match in matches)


def _uppermost(complete: list[_Match], rows: Sequence[Sequence[str | None]]) -> list[_Match]:
    """Return the matches of the table that stands first, where several stand below each other.

    A row above the best match is headings too if it tells by two columns what stands below it, and rows of two cells
    or more do: a title, or the upper of two rows of headings, does not.
    """
    best = max(complete, key=_Match.rank, default=None)
    for match in sorted(complete, key=lambda match: match.skip) if best else ():
        between = rows[match.skip : best.skip - 1]  # type: ignore[union-attr]
        columns = sum(role is not None for role in match.roles)
        if columns > 1 and any(sum(bool(cell and cell.strip()) for cell in row) > 1 for row in between):
            return [other for other in complete if other.skip == match.skip]
    return complete


def what_is_missing(
    table: Table, first_rows: Sequence[Sequence[str | None]], options: ReadOptions
) -> tuple[type, str] | None:
    """Return what a table that was not understood looks most like, and the attribute that no column is."""
    wanted = options.record or table.record
    records = (wanted,) if wanted else RECORDS
    matches = (match for match in _matches(table, first_rows, records, options) if match.missing)
    best = max(matches, key=_Match.rank, default=None)
    if best is None or best.score < max(_FEWEST, _NEARLY * sum(bool(text) for text in best.headings)):
        return None
    return best.record, best.missing[0]


def _matches(
    table: Table, first_rows: Sequence[Sequence[str | None]], records: Sequence[type], options: ReadOptions
) -> Iterator[_Match]:
    named = {key(written) for written in options.columns.values()}
    if named and (bare := headless(table.headings, first_rows)):
        heads = alone(numbered(bare.cells), bare.above)
        yield from filter(None, (_read(record, heads, bare.named(options.columns)) for record in records))
    for heads in _candidates(table, first_rows):
        if not _may_be_headings(heads, named):
            continue
        for record in records:
            if match := _read(record, heads, options.columns):
                yield match


def _may_be_headings(heads: Heads, named: set[str]) -> bool:
    """Tell whether a cell is a heading of any kind of table: most rows are data, and need no closer look."""
    texts = {text for head in heads.one_by_one() for text in (head.text, head.whole)}
    words = every_word() | named
    if any(key(text) in words for text in texts) or any(not words.isdisjoint(heading(text).keys) for text in texts):
        return True
    if any(text and not any(map(str.isalpha, text)) for text in texts):
        return False  # a number or a date among them: answers, not questions
    return any(questions(record, text) for record in ASKED for text in texts)


def _is_rather(match: _Match, best: _Match) -> bool:
    """Tell whether the same row would by far rather be headings of another kind, had it one more column."""
    is_register = best.record is Contract and match.record is Procurement and not _looks_ahead(match)
    return match.skip == best.skip and match.score >= best.score + _FAR_BETTER and not is_register


def likely_headings(table: Table, first_rows: Sequence[Sequence[str | None]]) -> tuple[str, ...]:
    """Return what most looks like the headings of a table that was not understood."""
    rows = [heads.headings for heads in _candidates(table, first_rows)]
    return max(rows, key=lambda cells: sum(bool(cell) for cell in cells), default=())


def _check_columns(records: Sequence[type], columns: Mapping[str, str]) -> None:
    known = {role for record in records for role in roles_of(record)}
    for role in columns:
        if role not in known:
            raise QuestionError("columns", role, sorted(known))


def _candidates(table: Table, first_rows: Sequence[Sequence[str | None]]) -> Iterator[Heads]:
    """Yield each row that may hold the headings, with how many of the frame's rows then are not data."""
    if table.headings is not None:
        yield alone(table.headings, 0)
    yield from candidates(first_rows[:SEARCHED])


def _read(record: type, heads: Heads, columns: Mapping[str, str]) -> _Match | None:
    """Give each heading the best attribute still free; an attribute that may have many takes all its columns."""
    headings = tuple(
        written if key(written) in {key(given) for given in columns.values()} and not text else text
        for text, written in zip(heads.headings, numbered(heads.headings), strict=True)
    )
    all_heads = heads._replace(headings=headings).one_by_one()
    named = {key(written): role for role, written in columns.items()}
    known = {key(text) for head in all_heads for text in (head.text, head.whole)} if named else set()
    if not named.keys() <= known or not columns.keys() <= set(roles_of(record)):
        return None
    offers = sorted(
        (meaning.rank, place, meaning)
        for place, head in enumerate(all_heads)
        for meaning in _offers(record, head, named)
    )
    roles: dict[int, Meaning] = {}
    beaten: list[tuple[int, str]] = []
    taken: dict[str, int] = {}
    for rank, place, meaning in offers:
        if place in roles:
            continue
        if meaning.role in taken and not _may_be_many(meaning.role, rank, taken[meaning.role]):
            beaten.append((place, meaning.role))
            continue
        roles[place], taken[meaning.role] = meaning, taken.get(meaning.role, rank)
    lost = tuple((place, role) for place, role in beaten if place not in roles)
    return _Match(record, headings, tuple(roles.get(place) for place in range(len(headings))), lost, heads.skip)


def _may_be_many(role: str, rank: int, first: int) -> bool:
    """Tell whether one more column may be read as *role*: any question may, else one as good as the *first*."""
    return role in ASKED_MANY or role in NEVER_KEPT or role == INTERNAL or (role in MANY and rank == first)


def _offers(record: type, head: Head, named: Mapping[str, str]) -> tuple[Meaning, ...]:
    for written in (head.whole, head.text) if named else ():
        if key(written) in named:
            return (Meaning(named[key(written)], -1),)
    known = meanings(record, head.whole) if head.group else ()
    if not known and not head.is_repeated:
        bare = meanings(record, head.text) or questions(record, head.text)
        # What stands above is not understood: a heading that needs it no further is a better answer.
        known = tuple(meaning._replace(rank=meaning.rank + bool(head.group)) for meaning in bare)
    return tuple(meaning for meaning in known if meaning.role not in named.values())


def _layout(match: _Match, file: str, home: str) -> Layout:
    _refuse_rivals(match, file)
    match = _with_guesses(match)
    parts = [(role.role, heading(text)) for text, role in zip(match.headings, match.roles, strict=True) if role]
    return Layout(
        record=match.record,
        headings=match.headings,
        roles=tuple(role.role if role else None for role in match.roles),
        skip=match.skip,
        factors=tuple((role, part.factor) for role, part in parts if part.factor != 1),
        currencies=tuple(
            (role, home if part.currency == values.HOME else part.currency) for role, part in parts if part.currency
        ),
        time_units=tuple((role, part.time_unit) for role, part in parts if part.time_unit),
        notes=tuple(_notes(match)),
    )


def _refuse_rivals(match: _Match, file: str) -> None:
    """Refuse a table in which two columns are equally good for what decides its rows."""
    single = {group[0] for group in NEEDS[match.record] if len(group) == 1 or "amount" in group}
    for place, role in match.beaten:
        winner = next(at for at, meaning in enumerate(match.roles) if meaning and meaning.role == role)
        rank = match.roles[winner].rank  # type: ignore[union-attr]
        if role in single and any(
            meaning == Meaning(role, rank) for meaning in meanings(match.record, match.headings[place])
        ):
            names = [match.headings[winner], match.headings[place]]
            raise UnknownTableError(
                file,
                f"two columns can be the {role}: {list_of(names)}",
                f'say which: columns={{"{role}": "{shown(names[0], 40)}"}}',
                match.headings,
            )


def _with_guesses(match: _Match) -> _Match:
    """Let a heading that nothing else explains be a known one misspelt; a hundred of them are not looked at."""
    if len(match.headings) > _MOST_GUESSED:
        return match
    roles, taken = list(match.roles), {role.role for role in match.roles if role}
    lost = {place for place, _ in match.beaten}
    for place, text in enumerate(match.headings):
        if roles[place] is None and place not in lost:
            free = (meaning for meaning in guesses(match.record, text) if meaning.role not in taken)
            if (guess := next(free, None)) is not None:
                roles[place] = guess
                taken.add(guess.role)
    return match._replace(roles=tuple(roles))


def _notes(match: _Match) -> Iterator[str]:
    named = {role.role: text for role, text in zip(match.roles, match.headings, strict=True) if role}
    for place, role in match.beaten:
        yield f"{shown(match.headings[place], 40)!r} not read: {shown(named[role], 40)!r} is the {role}"
    for meaning, text in zip(match.roles, match.headings, strict=True):
        if meaning and meaning.guessed:
            yield f"{shown(text, 40)!r} read as the {meaning.role}, misspelt"
        if meaning and meaning.role in NEVER_KEPT:
            yield f"{shown(text, 40)!r} not read: {NEVER_KEPT[meaning.role]} are never kept"
    if match.record is Purchase:
        amount = named.get("amount", "")
        ranks = [meaning.rank for meaning in meanings(Purchase, amount) if meaning.role == "amount"]
        yield _VAT.get(next(iter(ranks), -1), "with or without VAT is not said")
