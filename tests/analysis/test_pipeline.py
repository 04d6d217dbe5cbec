"""What comes, when, and for how much: nothing dropped, nothing invented."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.support import dataset_of
from outreach import analysis
from outreach.errors import CurrencyError, QuestionError
from outreach.model import Classification, Estimate, Money, Period, Procurement, Stage

TODAY = date(2017, 1, 10)


def planned(title, when=None, *, low=None, high=None, currency="SEK", **facts):
    period = Period.parse(when) if when else None
    value = Estimate(low=low, high=high, currency=currency) if low is not None or high is not None else None
    return Procurement(id=title, title=title, planned_publication=period, estimated_value=value, **facts)


def counts(breakdown):
    return [(row.key, row.kind.value, row.procurements) for row in breakdown]


@pytest.mark.parametrize(
    ("when", "key"),
    [
        ("2017-05-02", "2017-Q2"),
        ("Q2 2017", "2017-Q2"),
        ("Q1 2017", "2017-Q1"),
        ("december 2016", "passed"),
        ("våren 2017", "2017-Q1"),
        ("hösten 2017", "2017-Q3"),
        ("2017", "2017-Q1"),
        ("2018", "2018-Q1"),
        ("2017-01-10", "2017-Q1"),
        ("2017-01-09", "passed"),
        (None, "undated"),
        ("löpande", "ongoing"),
    ],
)
def test_is_placed_in_its_first_quarter_from_today_on(when, key):
    """A period that has begun counts now, one that spans quarters once, what has passed or no date by itself."""
    assert [row.key for row in analysis.pipeline([planned("Snö", when)], today=TODAY)] == [key]


def test_period_without_start_or_end_is_placed_from_today_on():
    """*Until June* may come any day; *from 2015* as well."""
    until, since = Period(end=date(2017, 6, 30), precision="until"), Period(start=date(2015, 1, 1), precision="from")
    both = [
        Procurement(id=str(place), title="Snö", planned_publication=each) for place, each in enumerate((until, since))
    ]
    assert counts(analysis.pipeline(both, today=TODAY)) == [("2017-Q1", "group", 2)]


def test_label_says_what_is_less_precise_than_its_quarter():
    """A year or a half-year stands in its first quarter, and the label tells how many do."""
    row = analysis.pipeline([planned("A", "2018"), planned("B", "Q1 2018")], today=TODAY)[0]
    assert (row.label, row.less_precise, row.procurements) == ("2018-Q1 (1 of 2 less precise)", 1, 2)


def test_quarters_stand_in_order_and_the_rest_below():
    """Quarters forward, then what runs without a date, what has none, what has passed."""
    whens = [None, "2016", "löpande", "Q4 2017", "Q1 2017", "Q2 2018"]
    breakdown = analysis.pipeline([planned(str(place), when) for place, when in enumerate(whens)], today=TODAY)
    assert [row.key for row in breakdown] == ["2017-Q1", "2017-Q4", "2018-Q2", "ongoing", "undated", "passed"]


def test_only_what_is_planned_counts_and_the_rest_is_said():
    """What is advertised, closed, awarded, contracted or cancelled is left out by name."""
    stages = [planned(stage.value, "Q2 2017", stage=stage) for stage in Stage]
    breakdown = analysis.pipeline(stages, today=TODAY)
    assert counts(breakdown) == [("2017-Q2", "group", 1)]
    assert breakdown.notes == (
        "left out, since no longer only planned: 1 advertised, 1 closed, 1 awarded, 1 contracted, 1 cancelled",
    )


def test_values_are_sums_of_spans():
    """Least and greatest values add up; what has none is counted."""
    row = analysis.pipeline(
        [planned("A", "Q2 2017", low=100, high=200), planned("B", "Q2 2017", high=50), planned("C", "Q2 2017")],
        today=TODAY,
    )[0]
    assert (row.low, row.high) == (
        Money(amount=Decimal(100), currency="SEK"),
        Money(amount=Decimal(250), currency="SEK"),
    )
    assert (row.procurements, row.without_value) == (3, 1)


def test_value_without_upper_bound_leaves_the_sum_without_one():
    """*More than 20 millions* has no greatest value, nor has a sum it is part of."""
    breakdown = analysis.pipeline(
        [planned("A", "Q2 2017", low=20), planned("B", "Q2 2017", low=1, high=2)], today=TODAY
    )
    assert (breakdown[0].low, breakdown[0].high) == (Money(amount=Decimal(21), currency="SEK"), None)
    assert breakdown.total == Estimate(low=Decimal(21), currency="SEK")


def test_currencies_have_a_row_each():
    """A group with two currencies has a row for each, and one for what has no value."""
    mixed = [
        planned("A", "Q2 2017", low=1, high=1),
        planned("B", "Q2 2017", low=2, high=2, currency="EUR"),
        planned("C", "Q2 2017"),
    ]
    breakdown = analysis.pipeline(mixed, today=TODAY)
    assert [(row["currency"], row["low"], row["without_value"]) for row in breakdown.to_dicts()] == [
        (None, None, 1),
        ("EUR", Decimal(2), 0),
        ("SEK", Decimal(1), 0),
    ]
    assert breakdown.procurements == 3
    with pytest.raises(CurrencyError, match="in EUR, SEK"):
        _ = breakdown.total


def test_by_industry_uses_the_lists_word_then_cpv():
    """What has passed is no group's; what has no date still has an industry."""
    breakdown = analysis.pipeline(
        [
            planned("A", industry="Livsmedel"),
            planned("B", "Q2 2017", classifications=[Classification(scheme="CPV", code="15000000")]),
            planned("C", "Q2 2017", industry="Djurvård"),
            planned("D", "Q2 2017"),
            planned("E", "2016", industry="Livsmedel"),
        ],
        by="industry",
        today=TODAY,
    )
    assert counts(breakdown) == [
        ("food", "group", 2),
        ("djurvård", "group", 1),
        ("unknown", "unknown", 1),
        ("passed", "passed", 1),
    ]


def test_by_unit_joins_spellings():
    """A unit written in two ways is one, called as most write it."""
    units = ["Skolan", "SKOLAN", "Skolan", "", "Omsorg"]
    breakdown = analysis.pipeline([planned(str(n), unit=unit) for n, unit in enumerate(units)], by="unit", today=TODAY)
    assert [(row.label, row.procurements) for row in breakdown] == [("Skolan", 3), ("Omsorg", 1), ("unknown", 1)]


def test_unknown_word_is_refused():
    """The message lists the known words."""
    with pytest.raises(QuestionError, match="one of: quarter, industry, unit"):
        analysis.pipeline(dataset_of(), "supplier", today=TODAY)


def test_nothing_planned_is_an_empty_breakdown():
    """No row, no total, and a frame with its columns."""
    breakdown = analysis.pipeline(dataset_of(), today=TODAY)
    assert (len(breakdown), breakdown.totals, repr(breakdown)) == (
        0,
        (),
        "<Breakdown by quarter: 0 rows; 0 procurements>",
    )
    assert breakdown.to_native().columns == list(analysis.pipeline([planned("A")], today=TODAY).to_dicts()[0])
    with pytest.raises(CurrencyError, match="no value is known"):
        _ = breakdown.total


def test_shows_itself_as_a_table():
    """A dataset's procurements, as text."""
    breakdown = analysis.pipeline(dataset_of(planned("A", "Q2 2017", low=1000, high=2000)), today=TODAY)
    assert str(breakdown).splitlines() == [
        "quarter  procurements           low          high  without value",
        "2017-Q2             1  1,000.00 SEK  2,000.00 SEK              0",
    ]
    assert "<td" in breakdown._repr_html_()


PERIODS = st.none() | st.tuples(st.dates(date(2015, 1, 1), date(2019, 12, 31)), st.integers(0, 400)).map(
    lambda drawn: Period(start=drawn[0], end=drawn[0] + timedelta(days=drawn[1]))
)
PLANS = st.lists(st.tuples(PERIODS, st.sampled_from(list(Stage)), st.none() | st.integers(0, 10**9)), max_size=30)


@given(plans=PLANS, by=st.sampled_from(["quarter", "industry", "unit"]))
def test_every_planned_procurement_counts_once(plans, by):
    """Whatever the periods, the rows hold each planned procurement once and add up to its value."""
    every = [
        Procurement(
            id=str(place),
            title="Snö",
            planned_publication=period,
            stage=stage,
            estimated_value=Estimate(low=value, high=value, currency="SEK") if value is not None else None,
        )
        for place, (period, stage, value) in enumerate(plans)
    ]
    breakdown = analysis.pipeline(every, by, today=TODAY)
    values = [each.estimated_value.low for each in every if each.is_planned and each.estimated_value]
    assert breakdown.procurements == sum(each.is_planned for each in every)
    assert sum(row.low.amount for row in breakdown if row.low) == sum(values)
    assert all(row.key >= "2017-Q1" for row in breakdown if row.kind == "group" and by == "quarter")
    slots = analysis.timetable(every, today=TODAY)
    placed = [each.id for slot in slots for each in slot.procurements]
    assert sorted(placed) == sorted(each.id for each in every if each.stage in (Stage.PLANNED, Stage.ADVERTISED))


def test_timetable_starts_with_what_can_be_bid_for_now():
    """Open for bids first, by deadline; then the quarters; a deadline that has passed is no more."""
    stage = {"stage": Stage.ADVERTISED}
    noon = datetime(2017, 2, 1, 12, tzinfo=ZoneInfo("Europe/Stockholm"))
    slots = analysis.timetable(
        dataset_of(
            planned("B", "Q2 2017"),
            planned("A", "2017-04-03"),
            planned("late", tender_deadline=noon, **stage),
            planned("soon", tender_deadline=date(2017, 1, 10), **stage),
            planned("over", tender_deadline=date(2017, 1, 9), **stage),
            planned("gone", "2016"),
        ),
        today=TODAY,
    )
    assert [(slot.key, [each.title for each in slot.procurements]) for slot in slots] == [
        ("open", ["soon", "late"]),
        ("2017-Q2", ["B", "A"]),
        ("passed", ["gone"]),
    ]


def test_upcoming_is_next_first_without_what_has_passed():
    """What has no date comes last, what has passed not at all."""
    every = [planned("none"), planned("gone", "2016"), planned("then", "Q3 2017"), planned("next", "Q1 2017")]
    assert [each.title for each in analysis.upcoming(every, today=TODAY)] == ["next", "then", "none"]


def test_no_season_or_year_is_called_the_next_before_a_day_of_its_quarter():
    """What tells only a season, a year or a last day comes after the rest of the quarter it stands in."""
    plans = [planned("År", "2017"), planned("Vår", "våren 2017"), planned("Dag", "2017-03-30"), planned("Q", "Q1 2017")]
    by_june = Procurement(id="S", title="Senast", planned_publication=Period.parse("senast juni 2017"))
    april = planned("April", "april 2017")
    (first, second) = analysis.timetable([by_june, april, *plans], today=TODAY)
    assert [each.title for each in first.procurements] == ["Q", "Dag", "Senast", "Vår", "År"]
    assert [each.title for each in second.procurements] == ["April"]
