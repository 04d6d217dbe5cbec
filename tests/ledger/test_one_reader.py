"""A date or an amount is read alike in a ledger and a list, in every kind of file: both ask the same reader."""

from __future__ import annotations

import csv
import datetime as dt
import json

import pytest

import outreach

DAY = dt.date(2019, 9, 2)
FORMS = (
    "2019-09-02",
    "2019-9-2",
    "2019/09/02",
    "2019.09.02",
    "20190902",
    "2019-09-02 13:45",
    "2019-09-02T13:45:00",
    "2019-09-02T13:45:00Z",
    "2019-09-02T13:45:00+02:00",
    "2019-09-02Z",
    "2019-W36-1",
    "2/9 2019",
    "2/9-2019",
    "2/9 -19",
    "den 2 september 2019",
    "2 september 2019",
    "2:a september 2019",
    "2:e sept. 2019",
    "2 sep 2019",
    "måndag 2 september 2019",
    "2-Sep-19",
    "02 Sep 2019",
    "2nd of September 2019",
    "September 2, 2019",
    "Monday, September 2, 2019",
    "2019-09-02 1:45 PM",
)
FIGURES = ("24/12/2019", "12/24/2019", "24.12.2019", "24-12-2019", "24/12/19", "24/12/2019 10:00")
OPEN = ("03/04/2017", "3.4.2017", "2019-02-30", "2019-13-01", "2 smarch 2019", "1889-01-01", "våren 2017")


def _write(folder, name: str, headings: tuple[str, ...], row: tuple[str, ...]):
    path = folder / name
    if path.suffix == ".json":
        path.write_text(json.dumps([dict(zip(headings, row, strict=True))]), encoding="utf-8")
    elif path.suffix == ".xlsx":
        xlsxwriter = pytest.importorskip("xlsxwriter")
        with xlsxwriter.Workbook(path) as book:
            sheet = book.add_worksheet()
            sheet.write_row(0, 0, headings)
            for column, cell in enumerate(row):
                sheet.write_string(1, column, cell)
    else:
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, delimiter=";").writerows((headings, row))
    return path


def _ledger_day(folder, suffix: str, written: str) -> dt.date | None:
    headings = ("bokforingsdatum", "leverantor", "konto_nr", "nettobelopp", "valuta")
    path = _write(folder, f"reskontra{suffix}", headings, (written, "Acme AB", "4010", "100,00", "SEK"))
    period = outreach.read(path, registry=outreach.Registry(entry_points=False)).purchases.period
    return period and period[0]


def _list_day(folder, suffix: str, written: str) -> dt.date | None:
    headings = ("Diarienummer", "Upphandling", "Sista anbudsdag")
    path = _write(folder, f"lista{suffix}", headings, ("2019-1", "Städning", written))
    deadline = next(
        iter(outreach.read(path, registry=outreach.Registry(entry_points=False)).procurements)
    ).tender_deadline
    return deadline.date() if isinstance(deadline, dt.datetime) else deadline


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".json"])
@pytest.mark.parametrize("written", FORMS)
def test_a_form_of_a_date_is_the_same_day_everywhere(tmp_path, written, suffix):
    """What values reads, a ledger and a list read, whatever file it stands in."""
    assert DAY == outreach.values.parse_date(written)
    assert (DAY, DAY) == (_ledger_day(tmp_path, suffix, written), _list_day(tmp_path, suffix, written))


@pytest.mark.parametrize("written", [*FIGURES, *OPEN])
def test_figures_are_read_alike_or_not_at_all(tmp_path, written):
    """A day above twelve decides in both; what could be two days, or is none, is nothing in both."""
    expected = None if written in OPEN else dt.date(2019, 12, 24)
    assert (expected, expected) == (_ledger_day(tmp_path, ".csv", written), _list_day(tmp_path, ".csv", written))
