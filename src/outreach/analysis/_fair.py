"""A fair planned from what is bought: which industries get a table, how large, and who stands there."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import chain
from typing import TYPE_CHECKING, Final, TypeAlias

import attrs

from outreach import codes
from outreach.analysis._assigning import apportioned, assigned
from outreach.analysis._breakdown import DIVISION
from outreach.analysis._changes import Key, key_of
from outreach.analysis._industry import industry_named
from outreach.analysis._industry_suppliers import IndustrySpend, industry_suppliers
from outreach.analysis._pipeline import industry_of
from outreach.analysis._timetable import topics as topics_on
from outreach.errors import QuestionError
from outreach.model import Contact, Money, Procurement

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from outreach.analysis._question import Accounts
    from outreach.dataset import Dataset
    from outreach.model import Purchaser

MOST_TABLES: Final = 12
"""How many tables a fair has at most, unless another number is asked for."""
SMALLEST: Final = Fraction(3, 100)
"""Which part of everything an industry must be to get a table of its own, unless a number is asked for."""
CHAIRS: Final = 6
"""How many chairs a table has on average, unless another number is asked for."""
TOGETHER: Final = 3
"""How many industries stand together at a table; the last one holds whatever is left."""
FEWEST_CHAIRS: Final = 2
MOST_CHAIRS: Final = 10
OTHER: Final = "other"
"""The vocabulary's industry of what is none; it never has a table of its own."""


@attrs.frozen(kw_only=True)
class FairTable:
    """One table of a fair (branschbord).

    Attributes:
        number: From 1; the industry with most to talk about first.
        industries: Code or name of the table's industry, and of smaller ones that its purchasers know; the last table
            may hold all that have none of their own.
        share: Which part of everything that is to be talked about is this table's, 0 to 1: the mean of its part of
            past spend and of its part of the procurements to come.
        chairs: How many it needs, for visitors.
        spent: What was bought, in each currency.
        suppliers: From how many suppliers; one that sells in two of the table's industries counts twice.
        coming: What is planned and not advertised on the day, the next first.
        purchasers: Who stands there (upphandlare).
        without_purchaser: The industries of the table that nobody there knows.
    """

    number: int
    industries: tuple[str, ...]
    share: Decimal
    chairs: int
    spent: tuple[Money, ...] = ()
    suppliers: int = 0
    coming: tuple[Procurement, ...] = attrs.field(default=(), repr=False)
    purchasers: tuple[Contact, ...] = attrs.field(default=(), repr=False)
    without_purchaser: tuple[str, ...] = ()


def fair_tables(  # noqa: PLR0913 - each is a keyword somebody needs
    data: Dataset,
    *,
    today: date,
    purchasers: Iterable[Purchaser] = (),
    count: int | None = None,
    chairs: int | None = None,
    tables_each: int = 1,
    accounts: Accounts = None,
) -> tuple[FairTable, ...]:
    """Plan the tables of a fair (mini-mässa): by industry, sized by past spend and by what comes, with purchasers.

    An industry counts for the mean of its part of the spend and its part of the procurements to come; where the data
    tells one alone, for that. The largest get a table each; tables that are left go to the largest of them. A purchaser
    stands only where they know an industry: as many tables as possible get somebody, the largest first; then the rest
    help where there is most to do for each. Smaller industries go to the table of somebody who knows them, three a
    table; those that are left share the last one. In whatever order records and purchasers come, the plan is the same.

    Args:
        data: What was read: purchases, procurements, or both.
        today: The day of the meeting: what is open for bids or has passed by then is not talked about.
        purchasers: Who can stand at a table, and which industries they know; these count even where nothing is bought.
        count: How many tables there are. None: one for each industry that is 3 % of everything, one for all others,
            12 at most; and no more than the purchasers, where there are any, can stand at.
        chairs: How many chairs there are for visitors; None: six a table. They go by share, 2 to 10 a table.
        tables_each: At how many tables a purchaser may stand at the same time.
        accounts: The account plan, as for :func:`outreach.analysis.spend`.

    Returns:
        The tables by number; none where nothing is known.

    Raises:
        outreach.errors.QuestionError: *count*, *chairs*, *tables_each* or *accounts* is not known.
    """
    for word, number in (("count", count), ("chairs", chairs), ("tables_each", tables_each)):
        _check(word, number)
    known = sorted(purchasers, key=_order)
    coming = topics_on(data, day=today)
    topics = _topics(data, coming, known, accounts)
    if not topics:
        return ()
    number = count or _usual(topics, len(known) * tables_each)
    laid = _laid(topics, number)
    staff = _staffed(laid, known, tables_each)
    staffed = [(table, people) for table, people in zip(_shared_out(laid, staff), staff, strict=True) if table]
    seats = apportioned(
        chairs or CHAIRS * len(staffed), [_weight(table) for table, _ in staffed], least=FEWEST_CHAIRS, most=MOST_CHAIRS
    )
    place = {key_of(procurement): number for number, procurement in enumerate(coming)}
    numbered = zip(staffed, seats, strict=True)
    return tuple(_table(number, table, seat, who, place) for number, ((table, who), seat) in enumerate(numbered, 1))


def _order(purchaser: Purchaser) -> tuple[str, str, str, tuple[str, ...]]:
    contact = purchaser.contact
    return contact.name, contact.email, contact.phone, purchaser.industries


def _check(word: str, number: int | None) -> None:
    if number is not None and (isinstance(number, bool) or not isinstance(number, int) or number < 1):
        raise QuestionError(f"fair_tables {word}", str(number), ["a whole number, 1 or more"])


@attrs.frozen
class _Topic:
    """What there is to talk about in one industry; *weight*: which part of everything that is."""

    industry: str
    weight: Fraction
    spent: tuple[IndustrySpend, ...] = ()
    coming: tuple[Procurement, ...] = ()


_Table: TypeAlias = tuple[_Topic, ...]
"""The industries of one table."""


def _weight(table: _Table) -> Fraction:
    return sum((topic.weight for topic in table), start=Fraction())


def _topics(
    data: Dataset, plans: Sequence[Procurement], purchasers: Sequence[Purchaser], accounts: Accounts
) -> list[_Topic]:
    """Return the industries, the heaviest first; *other* comes last."""
    spent: dict[str, list[IndustrySpend]] = {}
    for row in industry_suppliers(data, top=0, accounts=accounts):
        spent.setdefault(row.key, []).append(row)
    coming: dict[str, list[Procurement]] = {}
    for procurement in plans:
        coming.setdefault(industry_of(procurement) or OTHER, []).append(procurement)
    named = {key for purchaser in purchasers for key in _known(purchaser)}
    weights = _weights(spent, coming)
    topics = [
        _Topic(key, weights.get(key, Fraction()), tuple(spent.get(key, ())), tuple(coming.get(key, ())))
        for key in {*spent, *coming, *named}
    ]
    return sorted(topics, key=_place)


def _known(purchaser: Purchaser) -> list[str]:
    return [industry_named(word).key for word in purchaser.industries if word]


def _place(topic: _Topic) -> tuple[bool, Fraction, int, str]:
    key, order = topic.industry, [industry.code for industry in codes.INDUSTRIES]
    return key == OTHER, -topic.weight, order.index(key) if key in order else len(order), key


def _weights(
    spent: Mapping[str, Sequence[IndustrySpend]], coming: Mapping[str, Sequence[Procurement]]
) -> dict[str, Fraction]:
    """Return each industry's part of everything."""
    parts = [part for part in (_of_spend(spent), _of_plans(coming)) if part]
    return {
        key: sum((part.get(key, Fraction()) for part in parts), start=Fraction()) / len(parts)
        for part in parts
        for key in part
    }


def _of_spend(spent: Mapping[str, Sequence[IndustrySpend]]) -> dict[str, Fraction]:
    """Return each industry's part of the spend; of several currencies each counts by how many purchases it has."""
    rows = [row for rows in spent.values() for row in rows]
    totals: dict[str, Fraction] = {}
    purchases: dict[str, int] = {}
    for row in rows:
        currency = row.amount.currency
        totals[currency] = totals.get(currency, Fraction()) + _positive(row)
        purchases[currency] = purchases.get(currency, 0) + row.purchases
    every = sum(number for currency, number in purchases.items() if totals[currency])
    return {
        key: sum(
            (
                _positive(row) / totals[row.amount.currency] * Fraction(purchases[row.amount.currency], every)
                for row in rows_of
                if totals[row.amount.currency]
            ),
            start=Fraction(),
        )
        for key, rows_of in spent.items()
        if every
    }


def _positive(row: IndustrySpend) -> Fraction:
    """Return the amount; credits beyond all purchases weigh nothing."""
    return max(Fraction(row.amount.amount), Fraction())


def _of_plans(coming: Mapping[str, Sequence[Procurement]]) -> dict[str, Fraction]:
    every = sum(map(len, coming.values()))
    return {key: Fraction(len(procurements), every) for key, procurements in coming.items()}


def _usual(topics: Sequence[_Topic], can_stand: int) -> int:
    """Return how many tables there are where nobody says."""
    own = sum(topic.weight >= SMALLEST and topic.industry != OTHER for topic in topics)
    wanted = own + (own < len(topics))
    return min(wanted, MOST_TABLES, can_stand or MOST_TABLES)


def _laid(topics: Sequence[_Topic], number: int) -> list[_Table]:
    """Return what each of the tables is about: as many as *number*."""
    if number >= len(topics):
        tables = apportioned(number, [topic.weight for topic in topics], least=1)
        pairs = zip(topics, tables, strict=True)
        return [(attrs.evolve(topic, weight=topic.weight / many),) for topic, many in pairs for _ in range(many)]
    own, rest = topics[: number - 1], topics[number - 1 :]
    return [*((topic,) for topic in own), tuple(rest)]


def _shared_out(laid: Sequence[_Table], staff: Sequence[Sequence[Purchaser]]) -> list[_Table]:
    """Move industries from the last table to where somebody stands who knows them, if nobody at the last does."""
    *own, rest = laid
    if len(rest) == 1:
        return list(laid)
    known = [{key for purchaser in people for key in _known(purchaser)} for people in staff]
    tables: list[_Table] = list(own)
    left = []
    for topic in rest:
        at = [place for place in range(len(own)) if topic.industry in known[place] and len(tables[place]) < TOGETHER]
        if not at or topic.industry in known[-1]:
            left.append(topic)
        else:
            place = min(at, key=lambda place: (_weight(tables[place]) / len(staff[place]), place))
            tables[place] = (*tables[place], topic)
    return [*tables, tuple(left)]


def _staffed(laid: Sequence[_Table], purchasers: Sequence[Purchaser], tables_each: int) -> list[list[Purchaser]]:
    knows = [
        [place for place, table in enumerate(laid) if not known or {topic.industry for topic in table} & set(known)]
        for known in map(_known, purchasers)
    ]
    at = assigned(knows, [_weight(table) for table in laid], most=tables_each)
    return [[purchasers[person] for person in sorted(people)] for people in at]


def _table(
    number: int, table: _Table, chairs: int, purchasers: Sequence[Purchaser], place: Mapping[Key, int]
) -> FairTable:
    known = [_known(purchaser) for purchaser in purchasers]
    knows_all = any(not keys for keys in known)
    industries = tuple(topic.industry for topic in table)
    missing = [key for key in industries if not knows_all and not any(key in keys for keys in known)]
    spent, weight = [row for topic in table for row in topic.spent], _weight(table)
    return FairTable(
        number=number,
        industries=industries,
        share=DIVISION.divide(Decimal(weight.numerator), Decimal(weight.denominator)),
        chairs=chairs,
        spent=tuple(_sums(spent)),
        suppliers=sum(row.suppliers for row in spent),
        coming=tuple(
            sorted(chain.from_iterable(topic.coming for topic in table), key=lambda plan: place[key_of(plan)])
        ),
        purchasers=tuple(purchaser.contact for purchaser in purchasers),
        without_purchaser=tuple(missing),
    )


def _sums(rows: Iterable[IndustrySpend]) -> Iterable[Money]:
    sums: dict[str, Money] = {}
    for row in rows:
        before = sums.get(row.amount.currency)
        sums[row.amount.currency] = row.amount if before is None else before + row.amount
    return (sums[currency] for currency in sorted(sums))
