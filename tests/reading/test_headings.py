"""What headings mean, however they are written."""

from __future__ import annotations

import pytest

import outreach
from outreach import Contract, Procurement, Purchase, Supplier, sources, words
from outreach.tables._headings import RECORDS, heading, key, known, meanings
from outreach.values import HOME

SPECIFICATION = {
    "kopare_id": "buyer_id",
    "kopare": "buyer",
    "verifikationsnummer": "voucher",
    "leverantor": "supplier",
    "leverantor_id": "supplier_id",
    "konto_nr": "account",
    "konto_text": "account_text",
    "bokforingsdatum": "date",
    "forvaltning": "unit",
    "fakturanummer": "invoice",
    "nettobelopp": "amount",
    "avtal": "contract_id",
    "kommun_id": "buyer_municipality",
    "belopp": "amount",
    "datum": "date",
    "faktura_nr": "invoice",
    "kopare_text": "buyer",
    "verksamhet_text": "unit",
    "valuta": "currency",
}


def role(record, text):
    """Return the best meaning of a heading."""
    return next((meaning.role for meaning in meanings(record, text)), None)


@pytest.mark.parametrize(("text", "expected"), SPECIFICATION.items())
def test_the_swedish_specification_is_known(text, expected):
    """Each column of the specification, and of its variants, is read as what it is."""
    assert expected == role(Purchase, text)


@pytest.mark.parametrize("text", ["grund", "s_kod_nr", "projekt_kod", "objekt_kod", "Capital or revenue"])
def test_what_means_nothing_here_stays_unread(text):
    """A column that no attribute takes has no meaning."""
    assert role(Purchase, text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Date paid",
        "DatePaid",
        "paid_date",
        "Paid Date",
        "PAYMENT DATE",
        "\ufeffDate paid",
        " date\u00a0paid: ",
        "Date-paid*",
    ],
)
def test_spelling_does_not_count(text):
    """Case, blanks, signs and a byte-order mark change nothing."""
    assert role(Purchase, text) == "date"


@pytest.mark.parametrize(
    "text", ["Leverantör", "leverantor", "LEVERANTÖR", "Leverant\u006f\u0308r", "Benificiary Name"]
)
def test_diacritics_and_known_misspellings_do_not_count(text):
    """With or without dots, composed or not, it is the supplier."""
    assert role(Purchase, text) == "supplier"


@pytest.mark.parametrize(
    ("text", "factor", "currency"),
    [
        ("Värde (tkr)", 1_000, HOME),
        ("Uppskattat värde, mkr", 1_000_000, HOME),
        ("Värde, kr", 1, HOME),
        ("Bedömd kostnad, miljoner SEK", 1_000_000, "SEK"),
        ("Värde i miljoner kronor", 1_000_000, HOME),
        ("Value in NOK", 1, "NOK"),
        ("Net Amount £", 1, "GBP"),
        ("Value (£m)", 1_000_000, "GBP"),
        ("Värde i tkr", 1_000, HOME),
        ("Värde", 1, None),
        ("Avtalstid i år", 1, None),
    ],
)
def test_a_heading_names_its_unit(text, factor, currency):
    """Thousands, millions and a currency in the heading count for all values below."""
    assert (factor, currency) == (heading(text).factor, heading(text).currency)


def test_a_unit_does_not_hide_the_word():
    """``Uppskattat värde (tkr)`` is the estimated value."""
    assert role(Procurement, "Uppskattat värde (tkr)") == "estimated_value"
    assert role(Purchase, "Net Amount £") == "amount"
    assert role(Procurement, "Förvaltning/bolag") == "unit"
    assert role(Procurement, "Bedömd kontraktstid, år") == "contract_length"


def test_the_same_word_means_what_its_table_is_about():
    """*Leverantör* is the seller in a ledger, the present one in a list, a party of a contract, the company itself."""
    found = [role(record, "Leverantör") for record in (Purchase, Procurement, Contract, Supplier)]
    assert found == ["supplier", "incumbents", "supplier_names", "name"]


@pytest.mark.parametrize("record", RECORDS)
def test_attribute_names_are_headings(record):
    """What a source or a script calls a column by the attribute's own name is understood."""
    for name in words.headings(record.__name__):
        assert name in {meaning.role for meaning in known(record)[key(name)]}


@pytest.mark.parametrize("lang", words.languages())
@pytest.mark.parametrize("record", RECORDS)
def test_no_group_repeats_itself(record, lang):
    """Within an attribute, a word stands in one group: else the better reading would hide the worse."""
    for name, groups in words.headings(record.__name__, lang).items():
        keys = [key(word) for group in groups for word in group]
        assert "" not in keys
        assert sorted(set(keys)) == sorted(keys), name


@pytest.mark.parametrize("record", RECORDS)
def test_two_languages_agree_on_the_group_of_a_word(record):
    """A word that two languages share stands in the same group of an attribute in both."""
    for name, groups in words.headings(record.__name__).items():
        keys = [key(word) for group in groups for word in {key(word): word for word in group}.values()]
        assert sorted(set(keys)) == sorted(keys), name


@pytest.mark.parametrize("lang", words.languages())
@pytest.mark.parametrize("record", RECORDS)
def test_no_heading_means_two_things(record, lang):
    """In one language and one group (the first, the second …) a heading is a word for one attribute only."""
    meant = {}
    for name, groups in words.headings(record.__name__, lang).items():
        for rank, group in enumerate(groups):
            for word in group:
                meant.setdefault((rank, key(word)), set()).add(name)
    assert not {heading: names for heading, names in meant.items() if len(names) > 1}


@pytest.mark.parametrize("lang", words.languages())
@pytest.mark.parametrize("record", RECORDS)
def test_every_attribute_has_words(record, lang):
    """Each attribute has a heading or a question of its own in each language; only what any question is has none."""
    asked = {*words.questions(lang), "question"}
    bare = {name for name, groups in words.headings(record.__name__, lang).items() if not any(groups)}
    assert bare <= asked


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, "SEK"),
        ({"currency": "NOK"}, "NOK"),
        ({"country": "GB"}, "XXX"),
        ({"country": "GB", "currency": "DKK"}, "DKK"),
        ({"country": "GB", "currency": "ISK"}, "ISK"),
    ],
)
@pytest.mark.parametrize("heading", ["Värde", "Värde (tkr)"])
def test_kr_is_the_countrys_unless_a_currency_is_asked_for(tmp_path, heading, given, expected):
    """*500 000 kr* under ``currency="NOK"`` is NOK; in a country without crowns it names no currency."""
    path = tmp_path / "plan.csv"
    path.write_text(f"Upphandling;Planerad annonsering;{heading}\nHissar;2017-03-01;500 000 kr\n", encoding="utf-8")
    (procurement,) = outreach.read(sources.Csv(path, **given)).procurements
    assert expected == procurement.estimated_value.currency
