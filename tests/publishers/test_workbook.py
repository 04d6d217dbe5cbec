"""Workbooks: a file for each publication with tables."""

from decimal import Decimal

import attrs
import openpyxl
import pytest

import outreach
import sample_publications as samples
from outreach import blocks
from outreach.publishers import Workbook


def publish(root, *publications, now=samples.NOW):
    """Publish these and return the workbooks."""
    paths = Workbook(root).publish_edition(samples.edition(*publications, now=now))
    return [openpyxl.load_workbook(path) for path in paths]


def test_a_workbook_has_a_sheet_for_each_table(root):
    """Those of charts too, and one that says what it is."""
    (book,) = publish(root, samples.spend_report())
    assert ["Inköp per bransch 2016", "Inköp per kvartal 2016", "Om filen"] == book.sheetnames
    sheet = book.worksheets[0]
    assert ["Bransch", "Belopp", "Andel"] == [cell.value for cell in sheet[1]]
    assert ("Bygg och anläggning", 48_200_000) == (sheet["A2"].value, sheet["B2"].value)
    assert ("Summa", 118_750_000, 1) == tuple(cell.value for cell in sheet[9])


def test_the_amounts_of_a_column_add_up_to_its_total(root):
    """Numbers are numbers: they can be added."""
    sheet = publish(root, samples.spend_report())[0].worksheets[0]
    amounts = [sheet.cell(row, 2).value for row in range(2, 9)]
    assert sheet["B9"].value == sum(amounts)


def test_workbooks_stand_by_language(root):
    """Earlier ones stay; withdrawing takes those of every language."""
    publish(root, samples.procurement_list(), samples.english_list())
    publish(root, samples.spend_report())
    assert {"en/procurements.xlsx", "sv/inkop-2016.xlsx", "sv/upphandlingar.xlsx"} == _books(root)
    Workbook(root).withdraw("procurement-list")
    assert {"sv/inkop-2016.xlsx"} == _books(root)
    with pytest.raises(outreach.PublishingError, match="nothing with the id 'procurement-list'"):
        Workbook(root).withdraw("procurement-list")


def _books(root):
    return {path.relative_to(root).as_posix() for path in root.rglob("*.xlsx")}


def test_a_new_edition_under_another_name_replaces_the_old(root):
    """One publication, one workbook in each language."""
    publish(root, samples.spend_report())
    publish(root, attrs.evolve(samples.spend_report(), slug="ny"))
    assert {"sv/ny.xlsx"} == _books(root)
    with pytest.raises(outreach.PublishingError, match=r"two publications would stand at sv/ny\.xlsx"):
        publish(root, attrs.evolve(samples.spend_report(), slug="ny", id="x"))


def test_the_same_again_changes_no_file(root):
    """Neither a byte nor a time."""
    publish(root, samples.spend_report())
    before = (root / "sv/inkop-2016.xlsx").stat()
    publish(root, samples.spend_report())
    assert before == (root / "sv/inkop-2016.xlsx").stat()


def test_it_takes_only_what_has_a_table(root):
    """An invitation is no workbook."""
    assert Workbook(root).accepts(samples.spend_report())
    assert not Workbook(root).accepts(samples.invitation())


def test_the_whole_list_comes_before_its_parts(root):
    """Who opens the workbook sees the whole list first, and then its quarters."""
    columns = [outreach.blocks.Column(key="title", title="Vad")]
    part, whole = (
        outreach.blocks.Table(caption=caption, columns=columns, rows=[(caption,)], is_shown=is_shown)
        for caption, is_shown in (("Första kvartalet", True), ("Hela listan", False))
    )
    publication = attrs.evolve(samples.spend_report(), blocks=[part, whole])
    (book,) = publish(root, publication)
    assert ["Hela listan", "Första kvartalet"] == book.sheetnames[:2]


def test_a_row_is_as_high_as_its_longest_cell(root):
    """LibreOffice finds no height by itself, and lines would overlap; a number does not touch the words beside it."""
    long = "Vi köper detta till alla förvaltningar, och avtalet gäller i två år med förlängning. " * 2
    columns = [blocks.Column(key=key, title=title) for key, title in (("a", "Vad"), ("v", "Värde"), ("c", "Mer"))]
    value = outreach.Money(amount=Decimal(5), currency="SEK")
    table = blocks.Table(
        caption="Allt", columns=columns, rows=[("Kort", value, "x"), ("En", value, long), ("B", value, "y\nz")]
    )
    sheet = publish(root, samples.spend_report().with_blocks([table]))[0].worksheets[0]
    assert [None, 60, 30] == [sheet.row_dimensions[row].height for row in (2, 3, 4)]
    assert [0, 0, 1] == [sheet.cell(2, place).alignment.indent for place in (1, 2, 3)]


def test_every_sheet_of_paper_says_what_its_rows_are_of(root):
    """A table wider than the paper has its first column on each part."""
    columns = [blocks.Column(key=f"k{place}", title=f"En kolumn med lång rubrik, nummer {place}") for place in range(9)]
    table = blocks.Table(caption="Bred", columns=columns, rows=[["x"] * 9])
    sheet = publish(root, samples.spend_report().with_blocks([table]))[0].worksheets[0]
    assert ("$A:$A", "$1:$1") == (sheet.print_title_cols, sheet.print_title_rows)
