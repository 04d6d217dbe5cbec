"""The spend report: it needs no other page, every share with its base, nobody accused and nobody exposed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

import outreach
from analysis.support import dataset_of, ledger_of, supplier
from outreach import blocks, publications
from outreach.dataset import Dataset
from outreach.errors import CurrencyError, UnreadableError
from outreach.ledger import Ledger
from outreach.model import Money
from outreach.rendering._publication import tables
from outreach.sources import Csv
from publications.support import LOCALES, PERSONAL, TODAY, all_of, bytes_of, headings, sentences, text_of

ACCOUNTS = {
    "buildings": {"account": "4630", "account_text": "Entreprenader"},
    "food": {"account": "6310", "account_text": "Livsmedel"},
}
HOME = {"buyer": "Bokedala kommun", "buyer_municipality": "1293"}
NUMBERS = ("5560160680", "2021004748", "5565200028", "5560125790", "5560360793")


def bought(amount: int, who: int = 0, **more: object) -> dict:
    """Return a row of *amount* kronor from one of five suppliers."""
    return HOME | {"amount": amount * 100, "supplier": f"Firma {who} AB", "supplier_id": NUMBERS[who]} | more


ROWS = (
    *(bought(50_000, 0, industry="bygg", supplier_municipality="1293", date=date(2016, 1, 11)) for _ in range(20)),
    bought(900_000, 1, industry="livsmedel", supplier_municipality="1280", date=date(2016, 5, 2)),
    bought(600_000, 2, industry="it", date=date(2016, 8, 3)),
    bought(500_000, 3, supplier_municipality="1293", date=date(2016, 8, 4)),
    bought(-100_000, 1, industry="livsmedel", supplier_municipality="1280", date=date(2016, 12, 5)),
    HOME
    | {
        "amount": 10_000_000,
        "supplier": f"Svens Taxi {PERSONAL}",
        "supplier_id": PERSONAL,
        "industry": "transport",
        "date": date(2016, 12, 30),
    },
)
"""3,000,000 kronor in 25 rows: 1,000,000 building, 800,000 food, 600,000 IT, 500,000 unknown, 100,000 transport."""


def composed(locale: str = "sv_SE", *rows: dict, **options):
    return publications.spend_report(ledger_of(*(rows or ROWS)), locale=locale, **options)


def table_by(publication, key: str):
    return next(table for table in tables(publication) if table.columns[0].key == key)


def test_it_begins_with_how_much_from_how_many():
    """The first sentence is the whole in one line; the key figures follow."""
    text = text_of(composed())
    assert "Under 2016 köpte vi för 3 miljoner kronor av 4 leverantörer." in text
    figures = all_of(composed(), blocks.KeyFigures)[0].items
    assert [figure.replace("\N{NO-BREAK SPACE}", " ") for figure, _ in figures] == [
        "3 miljoner kronor",
        "4",
        "33 %",
        "50 %",
    ]


def test_english_reads_as_english():
    """The same in English."""
    text = text_of(composed("en_GB"))
    assert "In 2016 we bought for SEK 3 million from 4 suppliers." in text
    assert "Three industries make up 80 per cent of the purchases" in text


def test_sections_stand_in_order():
    """Local, industries, suppliers, sizes, time, what is left out, method."""
    assert headings(composed()) == [
        "Lokala leverantörer",
        "Det här köper vi",
        "De här köper vi av",
        "Små och stora köp",
        "När vi köpte",
        "Det här är inte med, och varför",
    ]
    assert all_of(composed(), blocks.Box)[-1].title == "Så har vi räknat"


def test_local_share_has_its_base():
    """How many of how many, and how much of the amount; what is not known is said."""
    text = text_of(composed())
    assert "Av 3 leverantörer med känd kommun är 2 lokala (67 %). De fick 50 % av beloppet." in text
    assert "För 1 leverantör vet vi inte kommunen." in text


def test_the_table_says_the_same_as_the_sentence():
    """The municipality's row has the share of the sentence."""
    row = table_by(composed(), "supplier_municipality").rows[0]
    assert (row[1], row[2]) == (Money(amount=Decimal(1_500_000), currency="SEK"), blocks.Share(Decimal("0.5")))


def test_the_chart_says_the_finding():
    """The title is a sentence; bars are sorted, the unknown is grey; the numbers stand beside it."""
    chart = all_of(composed(), blocks.Chart)[0]
    assert chart.title == "Tre branscher står för 80 procent av inköpen"
    assert chart.subtitle == "Inköp per bransch, miljoner kronor, 2016"
    assert [(bar.label, bar.shown, bar.is_rest) for bar in chart.bars] == [
        ("Bygg och anläggning", "1,0", False),
        ("Livsmedel och måltider", "0,8", False),
        ("IT och telefoni", "0,6", False),
        ("Transporter, resor och fordon", "0,1", False),
        ("Bransch okänd", "0,5", True),
    ]
    assert chart.alternative == f"{chart.title}. Störst är Bygg och anläggning, med 1 miljon kronor.".replace(
        "1 miljon kronor", "1\N{NO-BREAK SPACE}miljon\N{NO-BREAK SPACE}kronor"
    )
    assert [row[0] for row in chart.table.rows] == [bar.label for bar in chart.bars]


def test_every_table_adds_up():
    """The rows of each table add up to the total, exact to the öre."""
    for table in tables(composed()):
        assert table.total is not None
        total = table.total[1]
        assert sum((row[1].amount for row in table.rows), start=Decimal(0)) == total.amount == Decimal(3_000_000)


def test_small_purchases_and_credits():
    """How many are small, and what part they are; a credit is a row of its own without a share."""
    assert "20 av 24 köp var under 100 000 kr (83 %); de är 33 % av beloppet." in text_of(composed())
    first = table_by(composed(), "value_band").rows[0]
    assert first[0] == "Krediter"
    assert first[2] is None


def test_few_purchases_are_not_told_in_per_cent():
    """Three purchases are three purchases."""
    assert "köp var under" not in text_of(composed("sv_SE", *ROWS[20:]))


def test_sole_traders_share_one_line():
    """Neither their numbers nor their names leave; the page says why."""
    for locale in LOCALES:
        said = bytes_of(composed(locale))
        assert PERSONAL not in said
        assert PERSONAL.replace("-", "") not in said
        assert "Svens" not in said
    assert "Enskilda näringsidkare, tillsammans" in [row[0] for row in table_by(composed(), "supplier").rows]
    assert "Enskilda näringsidkare visas tillsammans, utan namn." in text_of(composed())


def test_a_number_within_a_name_is_masked():
    """A supplier whose name holds a personal identity number is named without it."""
    row = bought(100, 0, supplier=f"Firma {PERSONAL}")
    assert PERSONAL not in bytes_of(composed("sv_SE", row))


def test_what_is_no_purchase_is_left_out_and_said():
    """Grants are in no share and in no table; the page says how much they are."""
    grant = bought(1_000_000, 4, account="4511", account_text="Lämnade bidrag")
    rows = [row | {"account": "4510", "account_text": "Bidrag"} for row in ROWS]
    plan = {"4511": "not-purchases"}
    whole = composed("sv_SE", *rows, grant, accounts=plan)
    assert "1 miljon kronor är inte inköp, utan löner, bidrag, räntor eller skatter." in text_of(whole)
    assert "köpte vi för 3 miljoner kronor av 4 leverantörer" in text_of(whole)
    assert {table.total[1].amount for table in tables(whole) if table.total} == {Decimal(3_000_000)}


def test_what_is_unknown_is_told():
    """The share whose industry is not known stands under what is left out."""
    assert "För 17 % av beloppet är branschen okänd." in text_of(composed())


def test_a_ledger_that_tells_no_industry():
    """Then there is no chart and no table of nothing, but a sentence."""
    whole = composed("sv_SE", bought(100), bought(200, 1))
    assert "Underlaget säger inte vilka branscher vi köper av." in text_of(whole)
    assert all_of(whole, blocks.Chart) == []


def test_a_register_tells_where_and_what():
    """With a supplier register, industry and municipality come from it, and the method says so."""
    register = supplier("Firma 0 AB", "41200", number="5560160680", municipality="1293")
    data = dataset_of(register, purchases=ledger_of(bought(100), bought(300, 1)))
    text = text_of(publications.spend_report(data, locale="sv_SE"))
    assert "Den kom från företagsregistret för 25 % av beloppet." in text
    assert "Av 1 leverantör med känd kommun är 1 lokal (100 %). Den fick 25 % av beloppet." in text


def test_a_buyer_whose_place_is_not_known():
    """Nobody is called local; the page says why, and ``municipality=`` remedies it."""
    rows = [row | {"buyer_municipality": None} for row in ROWS]
    assert "Lokala leverantörer" not in headings(composed("sv_SE", *rows))
    assert "underlaget säger inte var vi finns" in text_of(composed("sv_SE", *rows))
    assert "är 2 lokala" in text_of(composed("sv_SE", *rows, municipality="Hässleholm"))
    with pytest.raises(UnreadableError):
        composed(municipality="Ankeborg")


def test_several_years_are_told_by_year():
    """More than one year: a column for each."""
    whole = composed("sv_SE", *ROWS, bought(9_000_000, 0, date=date(2017, 1, 3)))
    chart = all_of(whole, blocks.Chart)[-1]
    assert (chart.kind, chart.title) == (blocks.ChartKind.COLUMNS, "Vi köpte mest 2017")
    assert [bar.label for bar in chart.bars] == ["2016", "2017"]
    assert whole.title == "Våra inköp januari 2016–januari 2017"
    assert whole.slug == "inkop-2016-01-2017-01"


def test_one_quarter_has_no_section_over_time():
    """One column is no chart."""
    assert "När vi köpte" not in headings(composed("sv_SE", *ROWS[:20]))


def test_the_period_is_a_whole_year_or_its_months():
    """A ledger from January to December is a year's; else the months stand in title and address."""
    year = composed("sv_SE")
    assert (year.title, year.slug, year.id) == ("Våra inköp 2016", "inkop-2016", "spend-report-2016")
    part = composed("en_GB", bought(1, date=date(2016, 2, 20)), bought(1, date=date(2016, 12, 1)))
    assert (part.title, part.id) == ("Our purchases, February–December 2016", "spend-report-2016-02-2016-12")
    month = composed("sv_SE", bought(1, date=date(2016, 2, 20)))
    assert (month.title, month.slug) == ("Våra inköp februari 2016", "inkop-2016-02")


def test_several_currencies_are_never_added():
    """Without ``currency=`` the report is refused, with it the report is of the one."""
    rows = (*ROWS, bought(5_000, 1, currency="EUR", industry="it"))
    with pytest.raises(CurrencyError, match=r"EUR, SEK \(give currency= for the one to report on\)"):
        composed("sv_SE", *rows)
    assert composed("sv_SE", *rows, currency="SEK").blocks == composed("sv_SE").blocks
    assert "5 000 euro av 1 leverantör." in text_of(composed("sv_SE", *rows, currency="EUR"))
    with pytest.raises(CurrencyError, match="no purchase is in GBP"):
        composed("sv_SE", *rows, currency="GBP")


def test_a_ledger_without_a_currency_is_refused():
    """A number without a unit is no report; the error says how to read the file."""
    with pytest.raises(CurrencyError, match="the ledger names no currency \\(read it with currency="):
        composed("sv_SE", bought(1, currency="XXX"))


@pytest.mark.parametrize("locale", LOCALES)
def test_nothing_bought(locale: str):
    """An empty dataset gives a page that says so."""
    for nothing in (Dataset(), Ledger.empty()):
        whole = publications.spend_report(nothing, locale=locale)
        assert len(whole.blocks) == 1
        assert whole.summary in ("Det finns inga inköp att redovisa.", "There are no purchases to report.")


def test_more_credits_than_purchases():
    """A net credit is said as what it is, and has no shares."""
    whole = composed("sv_SE", bought(-100, industry="bygg"), bought(40, 1, industry="it"))
    assert "Under mars 2016 var krediterna större än köpen: −60 kronor sammanlagt." in text_of(whole)
    assert {row[2] for table in tables(whole) for row in (*table.rows, table.total) if row} == {None}


@pytest.mark.parametrize("locale", LOCALES)
def test_sentences_are_short(locale: str):
    """No sentence of ours has more than 20 words."""
    assert [each for each in sentences(composed(locale)) if len(each.split()) > 20] == []


def test_it_stands_alone():
    """Your own first sentence, title and buyer stand where they should; the day is today's."""
    whole = composed(lead="Vi köper mycket.", title="Inköpen", buyer="Kommunen", today=TODAY)
    assert (whole.title, whole.publisher_name, whole.updated) == ("Inköpen", "Kommunen", TODAY)
    assert whole.blocks[0] == blocks.Paragraph("Vi köper mycket.", lead=True)
    assert (composed().publisher_name, composed().updated) == ("Bokedala kommun", date(2016, 12, 30))


def test_the_order_of_the_rows_changes_nothing():
    """A ledger read backwards gives the same report."""
    assert composed() == composed("sv_SE", *reversed(ROWS))


def test_rows_set_aside_are_counted_and_said(tmp_path):
    """What could not be read is not in the figures, and the page says how much it is."""
    file = tmp_path / "reskontra.csv"
    rows = ["2016-01-04;Berg AB;1000,00", "igår;Berg AB;500,00", "2016-01-05;Dal AB;tusen"]
    file.write_text("\n".join(["datum;leverantor;belopp", *rows]), encoding="utf-8")
    data = outreach.read(Csv(file, currency="SEK"), registry=outreach.Registry(entry_points=False))
    text = text_of(publications.spend_report(data, locale="sv_SE"))
    assert "köpte vi för 1 000 kronor av 1 leverantör." in text
    assert "2 rader har fel och räknas inte med. Beloppen som gick att läsa är 500 kronor." in text
    assert "Underlaget är vår leverantörsreskontra: reskontra.csv." in text
    assert str(tmp_path) not in text


def test_one_industry_is_named():
    """With one industry there is nothing to compare; one outside the vocabulary is called as the ledger calls it."""
    rows = [bought(100 + number, industry="Trollkonst") for number in range(3)]
    chart = all_of(composed("sv_SE", *rows), blocks.Chart)[0]
    assert chart.title == "Vi köper mest av en bransch: Trollkonst"
    assert (chart.subtitle, chart.bars[0].shown) == ("Inköp per bransch, kronor, mars 2016", "303")


def test_the_largest_suppliers_are_not_accused():
    """Where there are more than ten, the page says what ten got, and that it says nothing of how it was won."""
    rows = [
        bought(1_000 - number, supplier=f"Bolag {number}", supplier_id=None, supplier_municipality="1293")
        for number in range(12)
    ]
    whole = composed("sv_SE", *rows)
    assert "De tio största leverantörerna fick 83 procent av beloppet." in text_of(whole)
    assert "Det säger inget om hur det upphandlades." in text_of(whole)
    assert len(table_by(whole, "supplier").rows) == 11


def test_a_bar_too_short_for_its_unit_is_not_nothing():
    """Beside millions a small amount reads *under 0,1*, not *0,0*."""
    chart = all_of(composed("sv_SE", bought(5_000_000, industry="it"), bought(900, industry="bygg")), blocks.Chart)[0]
    assert chart.bars[-1].shown == "under 0,1"


def test_nothing_left_out_is_said():
    """A ledger without gaps says that everything is in."""
    rows = [bought(100, industry="it", supplier_municipality="1293")]
    assert "Allt är med: varje rad i underlaget ingår." in text_of(composed("sv_SE", *rows))
