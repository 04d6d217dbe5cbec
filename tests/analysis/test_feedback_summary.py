"""Small groups of answers are hidden, and no total gives them back."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import outreach
from outreach import Dataset, Feedback, FeedbackKind, QuestionError, Records, analysis
from outreach.analysis._feedback import WHOLE, hidden, hidden_alone


def answers(*groups):
    """Return a dataset of ratings: (locality, industry, score, how many)."""
    made = [
        Feedback(
            id=f"{place}-{number}", kind=FeedbackKind.RATING, asked="Betyg", score=score, locality=where, industry=what
        )
        for place, (where, what, score, many) in enumerate(groups)
        for number in range(many)
    ]
    return Dataset(feedback=Records(Feedback, tuple(made)))


def shown(rows):
    """Return the groups that are shown, with their numbers."""
    return {row.group: row.answers for row in rows if not row.is_hidden}


def test_the_small_groups_of_the_bad_input(shared):
    """One answer of Tyringe's builders is found from no total: all four cells are hidden, and the totals stand."""
    data = outreach.read(shared / "badinputs" / "422_small_groups.csv", registry=outreach.Registry(entry_points=False))
    rows = analysis.feedback_summary(data, by=("locality", "industry"))
    expected = {(): 25, ("Hässleholm", ""): 15, ("Tyringe", ""): 10, ("", "bygg"): 13, ("", "städ"): 12}
    assert expected == shown(rows)
    assert Decimal("4.00") == next(row.mean for row in rows if row.group == ())


def test_groups_that_are_large_enough_are_shown():
    """With their mean, exact to two decimals."""
    rows = analysis.feedback_summary(answers(("A", "x", 3, 5), ("B", "x", 4, 6), ("B", "x", 5, 1)), by="locality")
    assert [(("A",), 5, Decimal("3.00")), (("B",), 7, Decimal("4.14"))] == [
        (row.group, row.answers, row.mean) for row in rows if row.group
    ]


def test_one_small_group_takes_another_with_it():
    """Else the total would give it back; what they are together is no small group."""
    rows = analysis.feedback_summary(answers(("A", "", 3, 2), ("B", "", 4, 6), ("C", "", 4, 9)), by="locality")
    assert {(): 17, ("C",): 9} == shown(rows)


def test_few_answers_are_not_told_at_all():
    """A whole that is a small group is hidden with everything in it."""
    assert {} == shown(analysis.feedback_summary(answers(("A", "x", 3, 4)), by="locality"))


@pytest.mark.parametrize("asked", [{"by": "name"}, {"smallest": 2}, {"by": ("industry", "locality", "language")}])
def test_what_would_show_too_much_is_refused(asked):
    """No group of fewer than three, and no table of more than rows and columns."""
    with pytest.raises(QuestionError):
        analysis.feedback_summary(answers(), **asked)


NAMES = "abcd"
TABLES = st.dictionaries(
    st.tuples(st.sampled_from(NAMES), st.sampled_from("wxyz")), st.integers(1, 14), min_size=1, max_size=16
)


def with_totals(cells):
    """Return the counts of the cells and of every total."""
    counts = Counter(cells)
    for (row, column), count in cells.items():
        counts[row, ""] += count
        counts["", column] += count
        counts[WHOLE] += count
    return dict(counts)


def is_found(wanted, known):
    """Tell whether the vector *wanted* is a sum of the *known* ones: solving the published table as equations."""
    rows = [list(map(Fraction, vector)) for vector in known]
    target = list(map(Fraction, wanted))
    for place in range(len(target)):
        pivot = next((row for row in rows if row[place]), None)
        if pivot is None:
            continue
        rows.remove(pivot)
        for other in (*rows, target):
            factor = other[place] / pivot[place]
            other[:] = [value - factor * own for value, own in zip(other, pivot, strict=True)]
    return not any(target)


@settings(max_examples=100)
@given(TABLES, st.sampled_from([3, 5, 10]))
def test_no_hidden_cell_is_determined_by_what_is_shown(cells, smallest):
    """The shown entries, taken as linear equations, determine no group that is too small."""
    counts = with_totals(cells)
    if counts[WHOLE] < smallest:
        return
    secret = hidden(counts, smallest)
    order = sorted(cells)

    def vector(entry):
        return [int(entry[0] in ("", row) and entry[1] in ("", column)) for row, column in order]

    known = [vector(entry) for entry in counts if entry not in secret]
    for entry, count in counts.items():
        if count < smallest:
            assert entry in secret
            assert not is_found(vector(entry), known)


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(1, 12), min_size=1), st.sampled_from([3, 5]))
def test_of_one_row_never_one_alone_is_hidden(counts, smallest):
    """Unless there is no other; together they are no small group, unless that is all there is."""
    secret = hidden_alone(counts, smallest)
    assert {group for group, count in counts.items() if count < smallest} <= secret
    if secret and len(secret) < len(counts):
        assert len(secret) > 1
        assert sum(counts[group] for group in secret) >= smallest


@pytest.mark.parametrize(("people", "is_told"), [(4, False), (5, True)])
def test_few_who_pick_several_answers_are_still_few(people, is_told):
    """A question is hidden by how many have answered it, not by how much they have picked."""
    made = tuple(
        Feedback(id=f"{who}-{what}", answer_id=f"s{who}", kind=FeedbackKind.CHOICE, asked="Hinder?", choice=what)
        for who in range(people)
        for what in ("Tid", "Krav", "Volym")
    )
    rows = analysis.feedback_choices(Dataset(feedback=Records(Feedback, made)))
    assert [row.answers for row in rows] == ([5, 5, 5, 15] if is_told else [None] * 4)
