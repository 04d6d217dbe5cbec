"""Workbooks to fill in: what a person writes in them is read without one problem."""

from __future__ import annotations

import io
import subprocess
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest
from click.testing import CliRunner

import outreach
from outreach import rendering
from outreach.cli import cli

KINDS = ("procurement-list", "contracts", "suppliers", "registrations")
LOCALES = ("sv_SE", "en_GB")


def read(path):
    """Read without installed plugins."""
    return outreach.read(path, registry=outreach.Registry(entry_points=False))


def records(data):
    """Return the records of the only kind there is."""
    return (*data.procurements, *data.contracts, *data.suppliers, *data.participations)


def filled(kind, locale, path, currency=""):
    """Fill in the example and, for each choice, a row; return how many rows."""
    book = openpyxl.load_workbook(io.BytesIO(rendering.template(kind, locale, currency=currency)))
    data, guide, choices = book.worksheets
    first = next(row for row in range(1, 20) if guide.cell(row, 1).value == data.cell(1, 1).value)
    titles = [cell.value for cell in data[1]]
    example = [guide.cell(first + place, 2).value for place in range(len(titles))]
    rows = [example]
    for place, column in enumerate(choices.iter_cols(values_only=True)):
        for choice in column[1:]:
            if choice:
                row = [*example[:place], choice, *example[place + 1 :]]
                row[0] = f"{example[0]} {len(rows)}"
                # Two companies have not one number.
                rows.append([None if "rganisation" in title else cell for title, cell in zip(titles, row, strict=True)])
    for number, row in enumerate(rows, 2):
        for place, text in enumerate(row, 1):
            data.cell(number, place).value = date.fromisoformat(text) if _is_day(text) else text or None
    book.save(path)
    return len(rows)


def _is_day(text):
    try:
        return bool(text) and bool(datetime.fromisoformat(text)) and len(text) == 10
    except ValueError:
        return False


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("kind", KINDS)
def test_filled_in_it_reads_back(tmp_path, kind, locale):
    """The example, and a row with each choice: every row a record, every column read, no problem."""
    path = tmp_path / "mall.xlsx"
    rows = filled(kind, locale, path)
    data = read(path)
    assert [] == [str(problem) for problem in data.problems]
    assert rows == len(records(data))
    assert [] == [heading for report in data.reconciliation for heading, role in report.columns if role is None]
    assert len(data.reconciliation) == 1


@pytest.mark.parametrize("currency", ["NOK", "GBP", "EUR", "DKK", "ISK"])
@pytest.mark.parametrize("kind", KINDS)
def test_it_is_written_in_the_currency_asked_for(tmp_path, kind, currency):
    """Each kind is made by the command in any currency, and its values are in that one, whatever country reads them."""
    out, path = tmp_path / "template.xlsx", tmp_path / "mall.xlsx"
    done = CliRunner().invoke(cli, ["template", kind, str(out), "--currency", currency])
    assert (0, rendering.template(kind, currency=currency)) == (done.exit_code, out.read_bytes())
    filled(kind, "sv_SE", path, currency)
    values = [getattr(record, name, None) for record in records(read(path)) for name in ("estimated_value", "value")]
    assert {value.currency for value in values if value} == (
        {currency} if kind in ("procurement-list", "contracts") else set()
    )


@pytest.mark.parametrize("locale", LOCALES)
def test_what_is_written_is_what_is_read(tmp_path, locale):
    """Times as rough as written, the value in the heading's currency, options apart."""
    path = tmp_path / "mall.xlsx"
    filled("procurement-list", locale, path)
    first = read(path).procurements[0]
    assert outreach.Period.parse("Q2 2027") == first.planned_publication
    assert (Decimal(2_000_000), Decimal(4_000_000)) == (first.estimated_value.low, first.estimated_value.high)
    assert {"sv_SE": "SEK", "en_GB": "GBP"}[locale] == first.estimated_value.currency
    assert (24, (12, 12)) == (first.contract_length.months, first.contract_length.options)
    assert date(2027, 5, 31) == first.tender_deadline


@pytest.mark.parametrize("kind", KINDS)
def test_the_example_is_no_record(tmp_path, kind):
    """A template that nobody filled in holds nothing: its example stands on a sheet that is not read."""
    path = tmp_path / "mall.xlsx"
    path.write_bytes(rendering.template(kind))
    data = read(path)
    assert ((), 0) == (records(data), data.problems.total)


def test_it_says_which_template_it_is():
    """Kind and version stand in the workbook, to be found by whoever changes it; the same bytes each time."""
    content = rendering.template("contracts")
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert '"contracts 1"' == book.defined_names["outreach_template"].attr_text
    assert content == rendering.template("contracts")
    choices = openpyxl.load_workbook(io.BytesIO(rendering.template("procurement-list"))).worksheets[0].data_validations
    assert 4 == len(choices.dataValidation)


@pytest.mark.usefixtures("checkers")
def test_saved_by_another_program_it_reads_the_same(tmp_path):
    """LibreOffice saves it anew: the same records, still without a problem."""
    path = tmp_path / "mall.xlsx"
    filled("procurement-list", "sv_SE", path)
    expected = read(path).procurements
    (tmp_path / "ut").mkdir()
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    command = ["soffice", home, "--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path / "ut"), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    data = read(tmp_path / "ut" / "mall.xlsx")
    assert [] == [str(problem) for problem in data.problems]
    assert tuple(expected) == tuple(data.procurements)


def test_what_is_not_known_is_refused():
    """Kinds, currencies and languages that there are not."""
    with pytest.raises(outreach.QuestionError, match="procurement-list, contracts, suppliers, registrations"):
        rendering.template("events")
    with pytest.raises(outreach.CurrencyError, match="XXX"):
        rendering.template("contracts", currency="XXX")
    with pytest.raises(outreach.LanguageError):
        rendering.template("contracts", "fi_FI")


def test_the_command(tmp_path):
    """It writes the workbook once, says what to do with it, and replaces no file."""
    out = tmp_path / "avtal.xlsx"
    done = CliRunner().invoke(cli, ["template", "contracts", str(out)])
    assert (0, True) == (done.exit_code, out.read_bytes() == rendering.template("contracts"))
    assert "fill in its first sheet" in done.output
    again = CliRunner().invoke(cli, ["template", "contracts", str(out)])
    assert (1, True) == (again.exit_code, "is there already" in again.output)
