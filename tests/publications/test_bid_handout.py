"""The handout of the tender school: five steps, the next deadlines, ten words, whom to call."""

from __future__ import annotations

import attrs
import pytest

from outreach import blocks, publications
from outreach.model import Contact, Money, Period, Procurement, Stage
from publications.support import (
    ANNA,
    BUYER,
    LOCALES,
    PERSONAL,
    PROCUREMENTS,
    TODAY,
    all_of,
    bytes_of,
    dataset,
    headings,
    sentences,
    text_of,
)

NOTICES = "https://annonser.example/bokedala"


def handout(*procurements: Procurement, locale: str = "sv_SE", **options):
    given = {"today": TODAY, "buyer": BUYER, "contact": ANNA, "notices_url": NOTICES}
    return publications.bid_handout(dataset(*procurements), locale=locale, **(given | options))


def test_it_answers_in_the_order_a_reader_asks():
    """Five steps, the next deadlines, ten words, whom to call."""
    assert headings(handout()) == [
        "1. Hitta det vi köper",
        "2. Läs vad vi vill ha",
        "3. Fråga när något är oklart",
        "4. Skriv anbudet och skicka det",
        "5. Vänta på beslutet",
        "Våra närmaste datum",
        "Tio ord ni kommer att möta",
        "Ring oss",
    ]


@pytest.mark.parametrize("locale", LOCALES)
def test_each_step_says_where_and_how_long(locale: str):
    """Every step has both, and short sentences."""
    told = handout(locale=locale)
    facts = all_of(told, blocks.Facts)
    terms = {"sv_SE": ["Var", "Hur lång tid"], "en_GB": ["Where", "How long"]}[locale]
    assert [[term for term, _ in each.items] for each in facts] == [terms] * 5
    assert [each for each in sentences(told) if len(each.split()) > 20] == []


@pytest.mark.parametrize(
    "said",
    [
        "annonsdatabas som är registrerad hos Konkurrensverket",
        "Alla kan söka där utan att betala.",
        "Vi svarar alla samtidigt i systemet, utan att säga vem som frågade.",
        "ESPD",
        "är allt om anbuden hemligt, även vilka som har lämnat anbud",
        "Ett anbud som kommer för sent får vi inte pröva.",
        "Alla som har lämnat anbud får beslutet, med skälen.",
        "Sedan väntar vi minst tio dagar innan vi skriver avtal.",
        "Be förvaltningsrätten pröva det medan vi väntar.",
    ],
)
def test_what_the_law_asks_is_said(said: str):
    """Registered databases, equal treatment, self-declaration, secrecy, the decision, the standstill, review."""
    assert said in text_of(handout())


def test_the_next_three_deadlines():
    """Open bids by their last day, then what is to be advertised; nothing without a date, nothing that has passed."""
    (table,) = all_of(handout(), blocks.Table)
    assert [(row[0].text, row[0].to, row[1]) for row in table.rows] == [
        ("Tolktjänster", "procurement-u-6", "anbud senast 14 februari 2017 kl.\N{NO-BREAK SPACE}23.59"),
        ("Skolskjuts med buss", "procurement-u-2", "annonseras första kvartalet 2017"),
        ("Livsmedel, kolonial och djupfryst", "procurement-u-3", "annonseras våren 2017"),
    ]
    assert table.rows[0][2] == blocks.Link("läs annonsen och lämna anbud", url="https://annonser.example/6")
    assert [each.id for each in handout().facts.procurements] == ["U-6", "U-2", "U-3"]


def test_one_deadline_and_none():
    """One is one row; where no date is set that is said."""
    (table,) = all_of(handout(PROCUREMENTS[0]), blocks.Table)
    assert len(table.rows) == 1
    undated = Procurement(id="1", title="Hiss", buyer=BUYER)
    open_without = Procurement(id="2", title="Tak", buyer=BUYER, stage=Stage.ADVERTISED)
    for some in ([undated], [open_without], [undated, open_without]):
        assert "Just nu är inget datum bestämt." in text_of(handout(*some))
        assert all_of(handout(*some), blocks.Table) == []


def test_another_buyers_deadlines_are_not_ours():
    """Where the data names buyers, only this one's are told; without *buyer* the only one there is."""
    other = Procurement(id="9", title="Tåg", buyer="Regionen", planned_publication=Period.parse("Q1 2017"))
    assert "Tåg" not in text_of(handout(*PROCUREMENTS, other))
    assert handout(buyer="").publisher_name == BUYER
    assert handout(*PROCUREMENTS, other, buyer="").publisher_name == ""


def test_ten_words_are_explained():
    """Ten, each with its meaning; in English the Swedish word stands beside, marked as Swedish."""
    swedish, english = (all_of(handout(locale=locale), blocks.List)[-1] for locale in LOCALES)
    assert len(swedish.items) == len(english.items) == 10
    assert swedish.items[8] == (
        blocks.Strong("Avtalsspärr"),
        ": dagarna mellan beslut och avtal, då beslutet kan prövas.",
    )
    assert english.items[8][:3] == (blocks.Strong("Standstill period"), " (", blocks.Foreign("avtalsspärr", "sv"))


def test_the_limit_of_direct_awards_is_said_when_given():
    """A sum that the law may change is the caller's; without it there is none."""
    (box,) = all_of(handout(direct_limit=Money(amount=700_000, currency="SEK")), blocks.Box)
    assert "mindre än 700\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}kr" in box.blocks[0].text[0]
    (box,) = all_of(handout(), blocks.Box)
    assert "Under en viss beloppsgräns i lagen" in box.blocks[0].text[0]
    assert not any(digit in box.blocks[0].text[0] for digit in "0123456789")


def test_where_the_notices_are():
    """The buyer's own address, else the public register of databases."""
    assert NOTICES in text_of(handout())
    assert "konkurrensverket.se" in text_of(handout(notices_url=""))


def test_whom_to_call():
    """In office, with name, role, e-mail and telephone; without a contact there is no such section."""
    assert "Fråga Anna Testgren, upphandlingschef" in text_of(handout())
    assert "Ring oss" not in headings(handout(contact=None))
    assert "Ring oss" not in headings(handout(contact=Contact()))


def test_ids_hold_and_addresses_follow_the_language():
    """The first sentence is yours if you like; no personal number leaves."""
    title = attrs.evolve(PROCUREMENTS[0], title=f"Städ {PERSONAL}")
    swedish, english = (handout(title, locale=locale, buyer="", lead="Hej!") for locale in LOCALES)
    assert swedish.id == english.id == "bid-handout"
    assert (swedish.slug, english.slug) == ("fem-steg-till-ett-anbud", "five-steps-to-a-bid")
    assert (swedish.summary, swedish.updated, swedish.audience) == ("Hej!", TODAY, "public")
    assert PERSONAL not in bytes_of(swedish)
    assert handout() == handout()
