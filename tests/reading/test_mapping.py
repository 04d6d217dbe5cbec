"""What a file's columns are is kept beside it and used next month; a changed layout is told."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

import outreach
from outreach.reading._mapping import mapping_beside
from outreach.sources import Csv

HEAD = "Dag;Lev;Kr\n"
MARCH = f"{HEAD}2017-03-01;Bokvalls Bageri;1.000\n"
APRIL = f"{HEAD}2017-04-01;Ekfors Städ;2.500\n"
COLUMNS = {"date": "Dag", "supplier": "Lev", "amount": "Kr"}


@pytest.fixture
def march(tmp_path):
    """Return the file of March, with its mapping beside it."""
    path = tmp_path / "reskontra-2017-03.csv"
    path.write_text(MARCH, encoding="utf-8")
    source = Csv(path, columns=COLUMNS, record=outreach.Purchase, currency="SEK", decimal=",")
    outreach.save_mapping(source)
    return path


def test_the_next_file_is_read_the_same_way(march):
    """Columns, currency and decimal sign are those that were kept, and the reconciliation says where from."""
    april = march.with_name("reskontra-2017-04.csv")
    april.write_text(APRIL, encoding="utf-8")
    data = outreach.read(april)

    assert {"SEK": 2500} == data.purchases.totals
    assert "columns as saved in reskontra.csv.outreach.json" in data.reconciliation[0].notes
    assert {} == data.problems.counts
    assert 'columns={"date": "Dag", "supplier": "Lev", "amount": "Kr"}' in data.recipe


def test_figures_of_a_name_do_not_count(tmp_path):
    """A month's file is of the kind of another month's; a file of another name or suffix is not."""
    names = [
        "reskontra-2017-03.csv",
        "reskontra_201704.csv",
        "reskontra 5.CSV",
        "4.csv",
        "annat.csv",
        "reskontra-1.txt",
    ]
    kept = [mapping_beside(tmp_path / name).name for name in names]

    assert 1 == len(set(kept[:3]))
    assert 4 == len(set(kept[2:]))


def test_a_changed_layout_is_told(march):
    """Columns that are gone and new are named, and the mapping is not used."""
    may = march.with_name("reskontra-2017-05.csv")
    may.write_text("Dag;Leverantör;Datum;Belopp\n1;Ekfors Städ;2017-05-01;2 500,00\n", encoding="utf-8")
    data = outreach.read(may)
    problem = next(problem for problem in data.problems if problem.kind == "layout")

    assert "gone: 'Lev', 'Kr'; new: 'leverantör', 'datum', 'belopp'" in str(problem)
    assert "outreach check --save" in str(problem)
    assert outreach.Severity.WARNING == problem.severity
    assert not any("as saved" in note for note in data.reconciliation[0].notes)


def test_a_changed_layout_that_is_not_understood_is_told(march):
    """The error says what changed."""
    may = march.with_name("reskontra-2017-05.csv")
    may.write_text("Dag;Lev;Summering\n2017-05-01;Ekfors Städ;2 500,00\n", encoding="utf-8")
    with pytest.raises(outreach.UnknownTableError, match=r"not that of reskontra\.csv\.outreach\.json: gone: 'Kr'"):
        outreach.read(may)


def test_another_order_is_another_layout(march):
    """The same headings in another order are told as well."""
    may = march.with_name("reskontra-2017-05.csv")
    may.write_text("Leverantör;Datum;Belopp\nEkfors Städ;2017-05-01;2 500,00\n", encoding="utf-8")
    kept = json.loads(mapping_beside(may).read_text(encoding="utf-8"))
    mapping_beside(may).write_text(json.dumps(kept | {"headings": ["Datum", "Leverantör", "Belopp"]}), encoding="utf-8")

    assert "in another order" in str(outreach.read(may).problems)


def test_what_the_user_says_counts(march):
    """A source with options of its own does not look for a mapping."""
    data = outreach.read(Csv(march, columns=COLUMNS, record=outreach.Purchase, currency="EUR", decimal=","))

    assert {"EUR": 1000} == data.purchases.totals


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{",
        '{"version": 9, "source": "csv", "headings": [], "options": {}}',
        '{"version": 1}',
        '{"version": 1, "source": "csv", "headings": ["Dag", "Lev", "Kr"], "options": {"path": "x"}}',
        '{"version": 1, "source": "csv", "headings": ["Dag", "Lev", "Kr"], "options": {"currency": "kronor"}}',
    ],
)
def test_a_mapping_that_is_none_is_told_and_not_used(tmp_path, text):
    """Whatever stands beside a file, the file is read."""
    path = tmp_path / "l-1.csv"
    path.write_text("datum;leverantör;belopp\n2017-03-01;Bokvalls;1,00\n", encoding="utf-8")
    mapping_beside(path).write_text(text.replace('"Dag", "Lev", "Kr"', '"datum", "leverantör", "belopp"'))
    data = outreach.read(path)

    assert 1 == len(data.purchases)
    assert 1 == data.problems.counts["layout"]


def test_a_list_in_a_workbook_keeps_its_mapping(tmp_path, shared):
    """A workbook of one table has one, too; one of several has none."""
    lists = shared / "data" / "lists"
    path = tmp_path / "lista-2017.xlsx"
    path.write_bytes((lists / "hassleholm-form-2017.xlsx").read_bytes())
    before = outreach.read(path)
    outreach.save_mapping(path)
    after = outreach.read(path)

    assert list(before.procurements) == list(after.procurements)
    assert "as saved in" in str(after.reconciliation)
    with pytest.raises(outreach.SourceError, match="tables in it, not one"):
        outreach.save_mapping(lists / "flera-forvaltningar-2018.xlsx")


def test_the_command_keeps_it(tmp_path):
    """``outreach check --save`` says where."""
    (tmp_path / "l-1.csv").write_text(MARCH, encoding="utf-8")
    columns = [part for name, heading in COLUMNS.items() for part in ("--column", f"{name}={heading}")]
    command = [sys.executable, "-m", "outreach", "check", "--save", "--currency", "SEK", "--decimal", ",", *columns]
    done = subprocess.run([*command, "l-1.csv"], cwd=tmp_path, capture_output=True, text=True, check=False)

    assert (0, "") == (done.returncode, done.stderr)
    assert "saved in l.csv.outreach.json" in done.stdout
