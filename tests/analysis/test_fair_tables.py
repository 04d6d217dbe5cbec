"""The tables of a fair: who gets one, how large, and who stands there."""

from __future__ import annotations

import itertools
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from analysis.support import dataset_of, ledger_of
from outreach import analysis
from outreach.analysis._assigning import apportioned, assigned
from outreach.errors import QuestionError
from outreach.model import Contact, Money, Period, Procurement, Purchaser

TODAY = date(2017, 1, 10)
WORDS = ("bygg", "vård", "it", "livsmedel", "städ", "transport")
EXACT = 1_000_000


def purchases(*amounts: int):
    """Return a ledger with one purchase in each industry, in kronor."""
    rows = ({"industry": word, "amount": amount * 100} for word, amount in zip(WORDS, amounts, strict=False))
    return ledger_of(*rows)


def plan(number: int, industry: str, when: str = "Q2 2017") -> Procurement:
    return Procurement(
        id=f"U-{number}", title=f"Plan {number}", industry=industry, planned_publication=Period.parse(when)
    )


def knows(name: str, *industries: str) -> Purchaser:
    return Purchaser(contact=Contact(name=name), industries=industries)


def names_of(tables) -> list[list[str]]:
    return [[contact.name for contact in table.purchasers] for table in tables]


def industries_of(tables) -> list[tuple[str, ...]]:
    return [table.industries for table in tables]


def test_nothing_known_is_no_table():
    """Without purchases, procurements and purchasers there is nothing to lay a table for."""
    assert analysis.fair_tables(dataset_of(), today=TODAY) == ()


def test_one_industry_is_one_table():
    """All is told: what was bought, of how many, how many chairs, and that nobody stands there."""
    (table,) = analysis.fair_tables(dataset_of(purchases=purchases(500)), today=TODAY)

    assert (table.number, table.industries, table.share, table.chairs) == (1, ("construction",), 1, 6)
    assert (table.spent, table.suppliers) == ((Money(amount=Decimal("500.00"), currency="SEK"),), 1)
    assert (table.purchasers, table.without_purchaser) == ((), ("construction",))


def test_spend_and_plans_weigh_alike():
    """An industry that only comes counts as much by its part as one that was only bought in."""
    data = dataset_of(plan(1, "it"), plan(2, "it"), plan(3, "bygg"), purchases=purchases(900, 100))
    tables = analysis.fair_tables(data, today=TODAY)

    assert industries_of(tables) == [("construction",), ("it",), ("care",)]
    assert [round(table.share * 60) for table in tables] == [37, 20, 3]  # (9/10 + 1/3) / 2, 1/3, 1/20
    assert sum(table.share for table in tables).quantize(Decimal("0.0001")) == 1
    assert [[each.id for each in table.coming] for table in tables] == [["U-3"], ["U-1", "U-2"], []]


def test_what_has_passed_is_not_talked_about():
    """A procurement planned for last year is no reason for a table."""
    data = dataset_of(plan(1, "it", "2016"), plan(2, "bygg"))
    assert industries_of(analysis.fair_tables(data, today=TODAY)) == [("construction",)]


def test_small_industries_share_the_last_table():
    """What is less than three per cent has no table of its own, and no industry is left out."""
    data = dataset_of(purchases=purchases(600, 350, 20, 15, 10, 5))
    tables = analysis.fair_tables(data, today=TODAY)

    assert industries_of(tables) == [("construction",), ("care",), ("it", "food", "maintenance", "transport")]
    assert tables[-1].spent == (Money(amount=Decimal("50.00"), currency="SEK"),)


def test_other_never_has_a_table_of_its_own():
    """What no industry is known of, or only as *other*, stands last."""
    data = dataset_of(plan(1, "övrigt"), plan(2, ""), plan(3, "övrigt"), plan(4, "it"))
    assert industries_of(analysis.fair_tables(data, today=TODAY)) == [("it",), ("other",)]
    assert industries_of(analysis.fair_tables(data, today=TODAY, count=4))[-1] == ("other",)


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (1, [("construction", "care", "it")]),
        (2, [("construction",), ("care", "it")]),
        (3, [("construction",), ("care",), ("it",)]),
        (5, [("construction",), ("construction",), ("construction",), ("care",), ("it",)]),
    ],
)
def test_as_many_tables_as_there_are(count, expected):
    """Too few tables are shared from the last; those left over go where most is to be talked about."""
    data = dataset_of(purchases=purchases(800, 150, 50))
    assert industries_of(analysis.fair_tables(data, today=TODAY, count=count)) == expected


def test_chairs_follow_the_share():
    """Two chairs at the least, ten at the most; the total is shared."""
    data = dataset_of(purchases=purchases(800, 150, 50))

    assert [table.chairs for table in analysis.fair_tables(data, today=TODAY)] == [10, 6, 2]
    assert [table.chairs for table in analysis.fair_tables(data, today=TODAY, chairs=1)] == [2, 2, 2]
    assert [table.chairs for table in analysis.fair_tables(data, today=TODAY, chairs=99)] == [10, 10, 10]


def test_no_more_tables_than_purchasers_can_stand_at():
    """Two purchasers are two tables, four if each takes two; who says how many there are is obeyed."""
    data = dataset_of(purchases=purchases(400, 300, 200, 100))
    both = [knows("Ann", "bygg", "vård"), knows("Bo", "it", "livsmedel")]

    assert names_of(analysis.fair_tables(data, today=TODAY, purchasers=both)) == [["Ann"], ["Bo"]]
    twice = analysis.fair_tables(data, today=TODAY, purchasers=both, tables_each=2)
    assert names_of(twice) == [["Ann"], ["Ann"], ["Bo"], ["Bo"]]
    said = analysis.fair_tables(data, today=TODAY, purchasers=both, count=4)
    assert names_of(said) == [["Ann"], [], ["Bo"], []]
    assert [table.without_purchaser for table in said] == [(), ("care",), (), ("food",)]


def test_a_shared_table_says_whom_it_lacks():
    """Somebody who knows one of its industries does not hide that nobody knows the others."""
    data = dataset_of(purchases=purchases(500, 300, 200))
    (table,) = analysis.fair_tables(data, today=TODAY, purchasers=[knows("Ann", "vård")])

    assert (table.industries, table.without_purchaser) == (("construction", "care", "it"), ("construction", "it"))


def test_smaller_industries_stand_with_who_knows_them():
    """Not at the last table, where nobody does; two know it: where there is less to do for each."""
    data = dataset_of(purchases=purchases(300, 250, 200, 100, 90, 60))
    people = [knows("Ann", "bygg", "städ"), knows("Bo", "vård", "städ", "transport"), knows("Cia", "it", "livsmedel")]
    tables = analysis.fair_tables(data, today=TODAY, purchasers=people)

    assert industries_of(tables) == [("construction",), ("care", "maintenance", "transport"), ("it", "food")]
    assert [table.without_purchaser for table in tables] == [(), (), ()]
    assert [round(table.share * 100) for table in tables] == [30, 40, 30]


def test_three_industries_stand_together_at_most():
    """What is left shares the last table, and that nobody there knows it is said."""
    data = dataset_of(purchases=purchases(300, 200, 100, 90, 80, 70))
    people = [knows("Ann", "bygg", "it", "livsmedel", "städ", "transport"), knows("Bo", "vård")]
    tables = analysis.fair_tables(data, today=TODAY, purchasers=people)

    assert industries_of(tables) == [("construction", "it", "food"), ("care", "maintenance", "transport")]
    assert tables[1].without_purchaser == ("maintenance", "transport")


def test_a_table_that_holds_nothing_is_not_laid():
    """Where every industry of a last table that nobody stands at has gone to who knows it, there is one table less."""
    data = dataset_of(purchases=purchases(500, 300, 200))
    tables = analysis.fair_tables(data, today=TODAY, purchasers=[knows("Ann", "bygg", "vård", "it")], count=2)
    assert industries_of(tables) == [("construction", "care", "it")]
    assert tables[0].chairs == 6


def test_who_knows_everything_can_stand_anywhere():
    """A purchaser without industries is the one who fills the gap, and lacks none."""
    data = dataset_of(purchases=purchases(500, 300))
    tables = analysis.fair_tables(data, today=TODAY, purchasers=[knows("Any"), knows("Ann", "bygg")])

    assert names_of(tables) == [["Ann"], ["Any"]]
    assert [table.without_purchaser for table in tables] == [(), ()]


def test_an_industry_somebody_knows_is_talked_about():
    """A purchaser's industry counts even where nothing is bought or planned; it stands last."""
    data = dataset_of(purchases=purchases(500))
    tables = analysis.fair_tables(data, today=TODAY, purchasers=[knows("Ann", "bygg"), knows("Bo", "kultur")])

    assert industries_of(tables) == [("construction",), ("culture",)]
    assert industries_of(analysis.fair_tables(dataset_of(), today=TODAY, purchasers=[knows("Bo", "it")])) == [("it",)]


def test_an_industry_outside_the_vocabulary_keeps_its_word():
    """What the library has no code for is an industry all the same."""
    data = dataset_of(plan(1, "Rymdfart"))
    (table,) = analysis.fair_tables(data, today=TODAY, purchasers=[knows("Ann", "rymdfart")])

    assert (table.industries, table.without_purchaser) == (("rymdfart",), ())


def test_currencies_are_never_added():
    """Each currency counts by its part of its own; the sums stand beside each other."""
    rows = [{"industry": "it", "amount": 100_00}, {"industry": "it", "amount": 50_00, "currency": "EUR"}]
    (table,) = analysis.fair_tables(dataset_of(purchases=ledger_of(*rows)), today=TODAY)

    assert [str(money) for money in table.spent] == ["50.00 EUR", "100.00 SEK"]
    assert table.share == 1


def test_credits_weigh_nothing():
    """More credits than purchases neither give weight nor take it."""
    (table, rest) = analysis.fair_tables(dataset_of(purchases=purchases(500, -300)), today=TODAY)
    assert (table.share, rest.share, rest.industries) == (1, 0, ("care",))
    only = analysis.fair_tables(dataset_of(purchases=purchases(-300)), today=TODAY)
    assert [(each.share, each.chairs) for each in only] == [(0, 6)]


@pytest.mark.parametrize("wrong", [{"count": 0}, {"count": True}, {"chairs": -1}, {"tables_each": 0}])
def test_numbers_are_whole_and_positive(wrong):
    """Anything else is refused, with what to write."""
    with pytest.raises(QuestionError, match="a whole number, 1 or more"):
        analysis.fair_tables(dataset_of(), today=TODAY, **wrong)


def test_no_order_matters():
    """The same people and procurements give the same plan, in whatever order they come."""
    people = [knows("Ann", "bygg", "it"), knows("Bo", "it"), knows("Cia", "bygg", "vård"), knows("Dan")]
    plans = [plan(1, "it"), plan(2, "bygg"), plan(3, "vård")]
    made = {
        str(names_of(tables)) + str(industries_of(tables))
        for staff, list_of in zip(itertools.permutations(people), itertools.cycle(itertools.permutations(plans)))
        for tables in [analysis.fair_tables(dataset_of(*list_of), today=TODAY, purchasers=staff, count=3)]
    }
    assert len(made) == 1


def best(knows_of: list[list[int]], tables: int) -> int:
    """Return how many tables can have somebody, by trying everything."""
    choices = itertools.product(*([*tables_of, None] for tables_of in knows_of))
    return max(len({place for place in choice if place is not None and place < tables}) for choice in choices)


def test_as_many_tables_as_possible_have_somebody():
    """The assignment is as good as the best of all there are, and puts nobody where they know nothing."""
    every = [[list(who) for who in itertools.combinations(range(3), size)] for size in range(4)]
    kinds = [knows_of for sized in every for knows_of in sized]
    for people in itertools.product(kinds, repeat=3):
        at = assigned(people, [Fraction(3), Fraction(2), Fraction(1)], most=1)
        assert sum(map(bool, at)) == best(list(people), 3)
        assert all(table in people[person] for table, who in enumerate(at) for person in who)
        assert sorted(person for who in at for person in who) == [one for one, known in enumerate(people) if known]


def test_who_is_left_over_helps_where_most_is_to_do():
    """The third of those who know both tables goes to the heavier one, the fourth where each has more to do."""
    people = [[0, 1]] * 4
    assert assigned(people, [Fraction(5), Fraction(2)], most=1) == [[0, 2, 3], [1]]
    assert assigned(people, [Fraction(5), Fraction(4)], most=1) == [[0, 2], [1, 3]]


def test_nobody_takes_a_second_table_while_somebody_is_free():
    """Two tables each are allowed, and taken only where there is no other way."""
    assert assigned([[0, 1], [0, 1]], [Fraction(2), Fraction(1)], most=2) == [[0], [1]]
    assert assigned([[0, 1], []], [Fraction(2), Fraction(1)], most=2) == [[0], [0]]


def test_things_are_shared_whole():
    """Shares are whole, add up, and ties go to the earlier."""
    assert apportioned(7, [Fraction(1), Fraction(1), Fraction(1)], least=1) == [3, 2, 2]
    assert apportioned(0, [Fraction(1)], least=1) == [1]
    assert apportioned(5, [], least=1) == []
    assert apportioned(4, [Fraction(0), Fraction(0)], least=1) == [2, 2]
