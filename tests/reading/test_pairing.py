"""Lists without numbers: what is the same is found by what it tells, whatever the order of rows."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

import outreach
from outreach import ChangeKind, analysis

HEAD = "Upphandling;Förvaltning;Annonseras"
ROWS = ("Konsulttjänster;Teknik;2024-09-01", "Konsulttjänster;Skola;2024-05-01", "Städ;Skola;2024-06-01")


@pytest.fixture
def listed(read, write):
    """Give a function that reads a list of these rows."""
    number = itertools.count()
    return lambda *rows, head=HEAD: read(write(f"lista-{next(number)}.csv", "\n".join([head, *rows]) + "\n"))


def kinds(now, before):
    """Return what has changed, by title."""
    return [(change.kind, change.subject.title) for change in analysis.changes(now, before)]


@pytest.mark.parametrize("rows", list(itertools.permutations(ROWS)))
def test_sorting_rows_changes_nothing(listed, rows):
    """A list sorted otherwise is the same list."""
    assert kinds(listed(*rows), listed(*ROWS)) == []


@pytest.mark.parametrize("place", range(4))
def test_a_row_more_is_one_that_is_new(listed, place):
    """Wherever it stands, also where its title is there already."""
    rows = list(ROWS)
    rows.insert(place, "Konsulttjänster;Vård;2024-11-01")
    (change,) = analysis.changes(listed(*rows), listed(*ROWS))
    assert (change.kind, change.now.unit) == (ChangeKind.NEW, "Vård")


@pytest.mark.parametrize("gone", range(3))
def test_a_row_less_is_one_that_is_removed(listed, gone):
    """And nothing else has moved."""
    rows = [row for at, row in enumerate(ROWS) if at != gone]
    (change,) = analysis.changes(listed(*rows), listed(*ROWS))
    assert (change.kind, change.before.unit) == (ChangeKind.REMOVED, ROWS[gone].split(";")[1])


def test_a_time_that_moves_is_told_of_the_right_one(listed):
    """Of two of one title the one of the same unit."""
    now = listed("Konsulttjänster;Skola;2024-08-01", ROWS[0], ROWS[2])
    (change,) = analysis.changes(now, listed(*ROWS))
    assert (change.kind, change.now.unit, change.fields) == (ChangeKind.MOVED, "Skola", ("planned_publication",))


def test_a_title_that_is_corrected_is_no_new_procurement(listed):
    """Where something else of it is the same."""
    now = listed(*ROWS[:2], "Städtjänster;Skola;2024-06-01")
    (change,) = analysis.changes(now, listed("Städtjnster;Skola;2024-06-01", *ROWS[:2]))
    assert (change.kind, change.fields) == (ChangeKind.CHANGED, ("title",))


def test_another_title_is_another_procurement(listed):
    """Even where unit and day are the same."""
    now = listed(*ROWS[:2], "Skolskjuts;Skola;2024-06-01")
    assert kinds(now, listed(*ROWS)) == [(ChangeKind.NEW, "Skolskjuts"), (ChangeKind.REMOVED, "Städ")]


def test_numbers_go_before_titles(listed):
    """A list that numbers its rows is compared by the numbers."""
    head = f"Dnr;{HEAD}"
    now = listed("KS 2024/1;Städ;Skola;2024-05-01", "KS 2024/2;Städ;Teknik;2024-06-01", head=head)
    before = listed("KS 2024/1;Städ;Teknik;2024-06-01", "KS 2024/2;Städ;Skola;2024-05-01", head=head)
    assert len(analysis.changes(now, before)) == 2


@given(st.integers(0, 7), st.randoms(use_true_random=False))
def test_ten_rows_of_one_title(tmp_path_factory, count, chance):
    """More than can be compared in all ways are paired as well: in any order they are the same."""
    rows = [f"Konsulttjänster;Enhet {at};2024-{at % 12 + 1:02}-01" for at in range(count + 3)]
    shuffled = chance.sample(rows, len(rows))
    folder = tmp_path_factory.mktemp("p")
    lists = []
    for name, order in (("a.csv", rows), ("b.csv", shuffled)):
        (folder / name).write_text("\n".join([HEAD, *order]) + "\n", encoding="utf-8")
        lists.append(outreach.read(folder / name))
    assert kinds(*lists) == []
