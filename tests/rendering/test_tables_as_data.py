"""Tables as CSV and as workbooks: typed, the same bytes every time, read back by another library."""

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal

import openpyxl
import pytest

import outreach
import sample_publications as samples
from outreach import blocks, rendering


def _table(*cells, title="A", **more):
    columns = [blocks.Column(key="a", title=title)]
    return blocks.Table(caption="Tabell", columns=columns, rows=[(cell,) for cell in cells], **more)


def _csv(*cells):
    return list(csv.reader(io.StringIO(rendering.table_csv(_table(*cells), "sv_SE").decode(), newline="")))


def _book(*tables, **about):
    about = rendering.About(**{"title": "Titel", **about})
    return openpyxl.load_workbook(io.BytesIO(rendering.tables_xlsx(tables, "sv_SE", about)))


SPAN = outreach.Estimate(low=Decimal(2_000_000), high=Decimal(4_000_000), currency="SEK")
AT_MOST = outreach.Estimate(high=Decimal(500_000), currency="SEK")
ABOUT = outreach.Estimate(low=Decimal(500_000), high=Decimal(500_000), currency="SEK", about=True)


def test_csv_is_rfc_4180():
    """Commas, CRLF, quotes where needed, UTF-8, a byte order mark where asked."""
    assert b'a\r\n"x, ""y"""\r\n' == rendering.table_csv(_table('x, "y"'), "sv_SE")
    assert b"\xef\xbb\xbfa\r\n" == rendering.table_csv(_table(), "sv_SE", bom=True)


def test_csv_splits_what_has_parts():
    """An amount has a currency beside it, a period its bounds, an estimate both of its."""
    assert [["a", "a_currency"], ["1200.50", "SEK"]] == _csv(samples.kronor("1200.50"))
    assert [["a", "a_start", "a_end"], ["andra kvartalet 2017", "2017-04-01", "2017-06-30"]] == _csv(samples.Q2)
    assert [["a", "a_url"], ["Annons", "https://a.example/"]] == _csv(blocks.Link("Annons", url="https://a.example/"))
    length = outreach.ContractLength(months=24, options=[12, 12], max_months=48)
    assert ["24+12+12 months", "24", "48"] == _csv(length)[1]
    assert ["max 48 months", "", "48"] == _csv(outreach.ContractLength(max_months=48))[1]
    assert ["2000000", "4000000", "SEK"] == _csv(SPAN)[1][1:]
    assert ["", "500000", "SEK"] == _csv(AT_MOST)[1][1:]


def test_csv_of_addresses_holds_addresses():
    """A column of links whose name says that it holds addresses does."""
    columns = [blocks.Column(key="notice_url", title="Annons")]
    rows = [(blocks.Link("läs", url="https://a.example/"),), (None,)]
    table = blocks.Table(caption="t", columns=columns, rows=rows)
    assert b'notice_url\r\nhttps://a.example/\r\n""\r\n' == rendering.table_csv(table, "sv_SE")


def test_csv_of_unknown_values():
    """What is not known is empty; what could not be read stands as written, beside those that could."""
    rows = _csv(samples.kronor(5), blocks.Missing("okänt"), blocks.AsWritten("ca fem"), None)
    assert [["5", "SEK"], ["", ""], ["ca fem", ""], ["", ""]] == rows[1:]


def test_csv_writes_dates_and_shares_for_machines():
    """ISO dates, shares as parts of one, numbers without grouping."""
    assert ["2017-03-01", "2017-03-01T13:00:00+01:00", "0.125", "1200000"] == [
        row[0] for row in _csv(date(2017, 3, 1), samples.STARTS, blocks.Share(Decimal("0.125")), 1_200_000)[1:]
    ]


@pytest.mark.parametrize("text", ["=1+1", "+46 451", "-x", "@a", "\t=1", "\r=1", "\n=1", "＝1", "-1-1", "+1"])
def test_texts_like_formulas_get_an_apostrophe(text):
    """A spreadsheet shows them and does not run them."""
    assert f"'{rendering.clean(text)}" == _csv(text)[1][0]


@pytest.mark.parametrize("text", ["-5", "-5,25", "-5.25", "5", "a=1", "'=1"])
def test_true_numbers_get_none(text):
    """A minus before a number is a minus."""
    assert text == rendering.safe_text(text)


def test_csv_names_every_column_once():
    """Columns that would share a name are numbered."""
    columns = [blocks.Column(key="a", title="A"), blocks.Column(key="A", title="B")]
    table = blocks.Table(caption="t", columns=columns, rows=[])
    assert b"a,A-2\r\n" == rendering.table_csv(table, "sv_SE")


def test_workbook_cells_are_typed():
    """Amounts are numbers with their currency, dates are dates, shares are shares, periods are words."""
    cells = (
        samples.kronor(1200),
        date(2017, 3, 1),
        samples.STARTS,
        blocks.Share(Decimal("0.42")),
        samples.Q2,
        1200,
        Decimal("1.5"),
        "00123",
        None,
    )
    columns = [blocks.Column(key=f"c{place}", title=f"C{place}") for place in range(len(cells))]
    sheet = _book(blocks.Table(caption="Tabell", columns=columns, rows=[cells])).worksheets[0]
    expected = [1200, datetime(2017, 3, 1), datetime(2017, 3, 1, 13), 0.42]  # noqa: DTZ001 - a sheet has no zones
    assert [*expected, "andra kvartalet 2017", 1200, 1.5, "00123", None] == [cell.value for cell in sheet[2]]
    formats = [
        '#,##0 "kr"',
        "yyyy-mm-dd",
        "yyyy-mm-dd hh:mm",
        "0%",
        "General",
        "#,##0",
        "#,##0.##",
        "General",
        "General",
    ]
    assert formats == [cell.number_format for cell in sheet[2]]


def test_workbook_amounts_share_their_decimals():
    """A column shows öre where one of its amounts has any."""
    sheet = _book(_table(samples.kronor(1), samples.kronor("1.50"))).worksheets[0]
    assert ['#,##0.00 "kr"'] * 2 == [sheet["A2"].number_format, sheet["A3"].number_format]


@pytest.mark.parametrize(("currency", "pattern"), [("GBP", '"£"#,##0'), ("NOK", '#,##0 "NOK"'), ("XXX", "#,##0")])
def test_workbook_currencies(currency, pattern):
    """Each amount has its own currency; none is shown where none is known."""
    money = outreach.Money(amount=Decimal(1), currency=currency)
    assert pattern == _book(_table(money)).worksheets[0]["A2"].number_format


def test_workbook_spans_are_two_columns():
    """Least and most are numbers of their own; what is unknown says so in both."""
    sheet = _book(_table(SPAN, AT_MOST, ABOUT, blocks.Missing("okänt"), title="Värde")).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert [["Värde, minst", "Värde, högst"], [2_000_000, 4_000_000], [None, 500_000]] == rows[:3]
    assert [[500_000, 500_000], ["okänt", "okänt"]] == rows[3:]
    assert '"≈ "#,##0 "kr"' == sheet["A4"].number_format


def test_workbook_amounts_too_long_for_a_number_are_words():
    """Sixteen digits would be rounded by a spreadsheet."""
    assert (
        "1\xa0234\xa0567\xa0890\xa0123\xa0456\xa0kr"
        == _book(_table(samples.kronor("1234567890123456"))).worksheets[0]["A2"].value
    )


def test_workbook_headings_are_frozen_and_filter():
    """The first row stays in sight; the total is not filtered away."""
    sheet = _book(_table("x", "y", total=("Summa",))).worksheets[0]
    assert ("A2", "A1:A3") == (sheet.freeze_panes, sheet.auto_filter.ref)
    assert "Summa" == sheet["A4"].value
    assert sheet["A4"].font.bold


def test_workbook_links_are_links():
    """A link shows its text and leads to its address; an unsafe one is a text."""
    sheet = _book(
        _table(blocks.Link("Annons", url="https://a.example/"), blocks.Link("x", url="javascript:1"))
    ).worksheets[0]
    assert ("Annons", "https://a.example/") == (sheet["A2"].value, sheet["A2"].hyperlink.target)
    assert ("x", None) == (sheet["A3"].value, sheet["A3"].hyperlink)


def test_workbook_says_what_it_is():
    """The last sheet names title, publisher, day and what belongs to the tables."""
    book = _book(_table("x", note="Utan moms."), publisher="Storåns kommun", updated=samples.NOW)
    rows = [[cell.value for cell in row] for row in book.worksheets[-1].iter_rows()]
    assert ["Tabell", "Om filen"] == book.sheetnames
    assert [["Titel", "Titel"], ["Utgivare", "Storåns kommun"]] == rows[:2]
    assert [["Senast uppdaterad", datetime(2017, 1, 10)], ["Tabell", "Utan moms."]] == rows[2:]  # noqa: DTZ001
    assert ("Titel", datetime(2017, 1, 10)) == (book.properties.title, book.properties.created)  # noqa: DTZ001


def test_workbooks_never_ask_the_clock():
    """Without a day of its own, a workbook has the same one as ever."""
    assert datetime(2000, 1, 1) == _book(_table("x")).properties.created  # noqa: DTZ001


def test_columns_are_wide_enough_for_their_totals():
    """A number that does not fit shows as crosses."""
    table = _table(samples.kronor("0.25"), total=(samples.kronor("229152266.25"),))
    assert len("229,152,266.25 SEK") <= _book(table).worksheets[0].column_dimensions["A"].width


def test_a_long_text_is_cut_and_says_so():
    """A cell holds 32,767 characters."""
    value = _book(_table("x" * 40_000)).worksheets[0]["A2"].value
    assert (32_767, "…") == (len(value), value[-1])


@pytest.mark.parametrize(
    ("captions", "names"),
    [
        (["Inköp", "inköp"], ["Inköp", "inköp (2)"]),
        (["a/b:c*[d]?\\"], ["a b c d"]),
        (["'x'", ""], ["x", "–"]),
        (["x" * 40, "x" * 40], ["x" * 30 + "…", "x" * 26 + "… (2)"]),
        (["History"], ["History (2)"]),
        (["💩" * 20], ["💩" * 15 + "…"]),
    ],
)
def test_sheet_names_are_valid_and_unique(captions, names):
    """Spreadsheet programs refuse other names."""
    assert names == rendering.sheet_names(captions)


def test_the_same_tables_make_the_same_bytes():
    """Two workbooks of the same tables are one."""
    about = rendering.About(title="T", updated=datetime(2017, 1, 1, tzinfo=UTC))
    tables = rendering.tables(samples.spend_report())
    assert rendering.tables_xlsx(tables, "sv_SE", about) == rendering.tables_xlsx(tables, "sv_SE", about)
