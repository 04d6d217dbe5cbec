"""How tests read: with the library's own sources, from files they write themselves."""

from __future__ import annotations

from functools import partial

import pytest
import xlsxwriter

import outreach


@pytest.fixture(scope="session")
def registry():
    """The library's own sources and publishers, and no installed plugin."""
    return outreach.Registry(entry_points=False)


@pytest.fixture
def read(registry):
    """``outreach.read`` without installed plugins."""
    return partial(outreach.read, registry=registry)


@pytest.fixture
def write(tmp_path):
    """Give a function that writes a text file and returns its path."""

    def write(name, text, encoding="utf-8"):
        path = tmp_path / name
        path.write_bytes(text.encode(encoding))
        return path

    return write


@pytest.fixture
def workbook(tmp_path):
    """Give a function that writes a workbook of sheets (name → rows) and returns its path."""

    def workbook(sheets, name="bok.xlsx", hidden=()):
        path = tmp_path / name
        book = xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd", "remove_timezone": True})
        for title, rows in sheets.items():
            sheet = book.add_worksheet(title)
            for number, row in enumerate(rows):
                for place, cell in enumerate(row):
                    _put(sheet, number, place, cell)
            if title in hidden:
                sheet.hide()
        book.close()
        return path

    return workbook


def _put(sheet, number, place, cell):
    if isinstance(cell, str) and cell.startswith("="):
        sheet.write_formula(number, place, cell, None, "#DIV/0!")
    elif isinstance(cell, str):
        sheet.write_string(number, place, cell)
    elif cell is not None:
        sheet.write(number, place, cell)
