"""The talk about what is bought: a message a slide, each true for any ledger, each with what is said."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import attrs
import pytest

from analysis.support import ledger_of
from outreach import analysis, blocks, publications, rendering
from outreach.dataset import Dataset
from outreach.errors import CurrencyError
from outreach.ledger import Ledger
from outreach.model import Contract, EventStatus, Participation, ParticipationRole, Period, Session, SessionKind
from outreach.publications.spend.talk_coming import _in_a_clear_order
from outreach.rendering import STAFF
from publications.support import (
    ANNA,
    LOCALES,
    PERSONAL,
    PROCUREMENTS,
    TODAY,
    all_of,
    bytes_of,
    dataset,
    meeting,
    sentences,
    text_of,
)
from publications.test_spend_report import ROWS, bought

STORY = Session(kind=SessionKind.SUPPLIER_TALK, title="En leverantör berättar", speaker_ids=("p1",))
MOST_WORDS = 25


def composed(data=None, event=None, locale="sv_SE", **options):
    """Return a talk about the list and the ledger of the tests."""
    whole = attrs.evolve(dataset(), purchases=ledger_of(*ROWS))
    return publications.spend_presentation(data if data is not None else whole, event, locale=locale, **options)


def slides(publication):
    """Return the slides."""
    return all_of(publication, blocks.Slide)


def titles(publication):
    """Return the messages."""
    return [slide.title.replace("\xa0", " ") for slide in slides(publication)]


def shown_of(publication, start):
    """Return what a slide shows whose title begins so."""
    (slide,) = [each for each in slides(publication) if each.title.replace("\xa0", " ").startswith(start)]
    return slide.blocks


def test_the_slides_follow_the_talk():
    """From the purchases by way of the plans to the tables; the last slide says what to do."""
    event = meeting(sessions=(*meeting().sessions, STORY))
    assert [
        "Under 2016 köpte vi för 3 miljoner kronor",
        "Tre branscher står för 80 procent av inköpen",
        "80 procent av våra inköp är på 10 000–100 000 kr",
        "Den största leverantören är Firma 0 AB",
        "50 procent av beloppet gick till lokala leverantörer",
        "6 upphandlingar är planerade",
        "Flest upphandlingar börjar första kvartalet 2017",
        "Först kommer Skolskjuts med buss",
        "Ett anbud tar fem steg",
        "Våra annonser är gratis att söka bland",
        "Läs först om ni uppfyller alla krav",
        "Fråga tidigt: alla får svaret",
        "Ett anbud kan falla på en enda detalj",
        "Ni får veta vem som vann, och varför",
        "En leverantör berättar",
        "Vid 2 bord träffar ni dem som köper",
        "Vad vill ni veta?",
        "Titta i listan, skriv upp datumen, ring oss",
    ] == titles(composed(event=event, today=TODAY))


def test_what_closes_before_the_meeting_is_not_open_when_the_talk_is_given():
    """On the day it is composed it is; on the day it is heard the last day for bids has passed."""
    assert "Tolktjänster kan ni lämna anbud på nu" in titles(composed(today=TODAY))
    given = composed(event=meeting(), today=TODAY)
    assert "Tolktjänster kan ni lämna anbud på nu" not in titles(given)
    assert given.updated == TODAY


@pytest.mark.parametrize("locale", LOCALES)
def test_every_slide_says_one_thing_and_what_is_said(locale):
    """Notes that can be read aloud; no more than 25 words, or five bars; no two titles alike."""
    talk = composed(event=meeting(), locale=locale, today=TODAY)
    names = titles(talk)
    assert len(names) == len(set(names))
    for slide in slides(talk):
        assert slide.notes
        assert not slide.title.endswith(".")
        for block in slide.blocks:
            if isinstance(block, blocks.Chart):
                assert len(block.bars) <= 5
            if isinstance(block, blocks.List):
                assert sum(len(str(part).split()) for item in block.items for part in item) <= MOST_WORDS


@pytest.mark.parametrize("locale", LOCALES)
def test_notes_are_short_sentences(locale):
    """Most of them under twenty words: they are read aloud."""
    talk = composed(event=meeting(), locale=locale, today=TODAY)
    said = [note if isinstance(note, str) else rendering.plain(note) for slide in slides(talk) for note in slide.notes]
    spoken = [sentence for note in said for sentence in note.replace("kl.", "kl").split(". ")]
    long = [sentence for sentence in spoken if len(sentence.split()) > 30]
    assert [] == long
    assert all(len(sentence.split()) <= 30 for sentence in sentences(talk))


def test_the_charts_say_what_the_analysis_says():
    """Every bar its exact number."""
    ledger = ledger_of(*ROWS)
    chart = shown_of(composed(), "Tre branscher")[0]
    expected = [row.amount.amount for row in analysis.spend(ledger, by="industry") if row.amount.amount > 0]
    assert expected[:5] == [bar.value for bar in chart.bars]
    bands = shown_of(composed(), "80 procent")[0]
    counted = [row.purchases for row in analysis.spend(ledger, by="value_band") if row.kind is analysis.Kind.GROUP]
    assert [Decimal(number) for number in counted if number] == [bar.value for bar in bands.bars]


def test_a_ledger_alone_tells_of_no_procurements():
    """And without a meeting there are no tables, and no story."""
    names = titles(composed(ledger_of(*ROWS)))
    assert not [name for name in names if "upphandlingar är" in name or "bord" in name]
    assert "Tack för att ni kom" == names[-1]


def test_a_list_alone_tells_of_no_purchases():
    """The title says so too."""
    talk = composed(dataset(), today=TODAY)
    assert "Vad som är på gång, och hur ni lämnar anbud" == talk.title
    assert "7 upphandlingar är annonserade eller planerade" == titles(talk)[0]


@pytest.mark.parametrize("nothing", [Ledger.empty(), Dataset()])
@pytest.mark.parametrize("locale", LOCALES)
def test_of_nothing_it_tells_how_to_bid(nothing, locale):
    """No figure is made up."""
    talk = composed(nothing, locale=locale)
    assert 8 == len(titles(talk))
    assert talk.updated is None


def test_a_single_purchase_is_no_finding():
    """Nothing is told in per cent that has no base."""
    names = titles(composed(ledger_of(bought(500, 0, industry="bygg"))))
    assert [
        "Under mars 2016 köpte vi för 500 kronor",
        "Vi köper mest av en bransch: Bygg och anläggning",
        "Det vanligaste inköpet är på under 10 000 kr",
        "Den största leverantören är Firma 0 AB",
    ] == names[:4]


def test_the_industry_with_most_suppliers_is_named_only_where_it_leads():
    """Several that share the lead are told of together."""
    two = (bought(100, 0, industry="bygg"), bought(100, 1, industry="bygg"), bought(100, 2, industry="it"))
    assert "Bygg och anläggning har flest leverantörer: 2" in titles(composed(ledger_of(*two)))
    assert "Ingen bransch har fler än 2 leverantörer" in titles(
        composed(ledger_of(*two, bought(100, 3, industry="it")))
    )


def test_credits_larger_than_purchases_are_said_as_such():
    """And no share is drawn of them."""
    names = titles(composed(ledger_of(bought(-500, 0, industry="bygg"))))
    assert names[0].startswith("Under mars 2016 var krediterna större än köpen")
    assert "Ett anbud tar fem steg" == names[1]


def test_without_plans_it_says_so():
    """A list on which everything has passed."""
    assert "Just nu är ingen upphandling planerad" in titles(composed(dataset(PROCUREMENTS[7]), today=TODAY))


def test_quarters_that_share_the_lead_lead_together():
    """Neither is said to have most."""
    plans = [
        attrs.evolve(PROCUREMENTS[0], id=f"{at}", planned_publication=Period.parse(f"Q{at} 2017")) for at in (2, 3)
    ]
    assert "Nya upphandlingar börjar under två kvartal" in titles(composed(dataset(*plans), today=TODAY))


def test_contracts_that_end_are_chances():
    """Those within eighteen months, the next first."""
    ending = Contract(id="A-1", title="Snöröjning", period=Period(start=date(2014, 1, 1), end=date(2017, 9, 30)))
    empty = Dataset().contracts
    data = attrs.evolve(dataset(), contracts=type(empty)(Contract, [ending]))
    (table,) = shown_of(composed(data, today=TODAY), "1 avtal löper ut inom 18 månader")
    assert (("Snöröjning", date(2017, 9, 30)),) == table.rows


def test_who_tells_the_story_is_named_with_consent_only():
    """Others are not."""
    event = meeting(sessions=(STORY,))
    empty = Dataset().participations
    speaks = Participation(id="p1", event_id="2017-var", role=ParticipationRole.SPEAKER, contact=ANNA)
    data = attrs.evolve(dataset(), participations=type(empty)(Participation, [speaks]))
    shown = shown_of(composed(data, event, today=TODAY), "En leverantör berättar")
    assert [blocks.List] == [type(block) for block in shown]


def test_the_last_slide_tells_how_to_go_on():
    """The address, the next date, whom to call."""
    talk = composed(
        event=meeting(), today=TODAY, website="https://bokedala.example/lista", notices_url="https://a.example"
    )
    (facts,) = slides(talk)[-1].blocks
    assert ["Vår lista", "Våra annonser", "Nästa datum", "Ring eller skriv"] == [term for term, _ in facts.items]
    assert "Anna Testgren, upphandlingschef, anna.testgren@bokedala.example" in text_of(talk)


def test_the_last_slide_tells_no_more_than_is_known():
    """Nobody to call is not called; what has no date is no date."""
    undated = attrs.evolve(PROCUREMENTS[5], tender_deadline=None)
    talk = composed(dataset(undated), today=TODAY, website="https://bokedala.example/lista")
    assert "Titta i listan" == titles(talk)[-1]
    (facts,) = slides(talk)[-1].blocks
    assert ["Vår lista"] == [term for term, _ in facts.items]


@pytest.mark.parametrize("locale", LOCALES)
def test_nothing_private_is_told(locale):
    """Neither in what is shown nor in what is said."""
    talk = composed(event=meeting(), locale=locale, today=TODAY)
    whole = bytes_of(talk)
    assert PERSONAL not in whole
    assert "Karin" not in whole
    assert "Svens Taxi" not in whole


def test_a_draft_is_for_staff():
    """No public channel takes it."""
    assert STAFF == composed(event=meeting(status=EventStatus.DRAFT)).audience


def test_amounts_of_two_currencies_are_not_added():
    """One must be chosen."""
    ledger = ledger_of(bought(100), bought(200, currency="EUR"))
    with pytest.raises(CurrencyError, match="currency="):
        composed(ledger)
    assert "Under mars 2016 köpte vi för 200 euro" == titles(composed(ledger, currency="EUR"))[0]


def test_your_own_words_come_first():
    """Title, lead and buyer."""
    talk = composed(title="Vårt tal", lead="Hej!", buyer="Bokedala", today=TODAY)
    assert ("Vårt tal", "Hej!", "Bokedala", "vad-vi-koper-bokedala") == (
        talk.title,
        talk.summary,
        talk.publisher_name,
        talk.slug,
    )


def test_nobody_comes_second_who_shares_the_place():
    """Industries with as many procurements as the next are in no order; the chart shows them all."""
    assert ["a", "b"] == _in_a_clear_order({"a": 7, "b": 4, "c": 3, "d": 3})
    assert ["a"] == _in_a_clear_order({"a": 7, "b": 3, "c": 3})
    assert ["a", "b"] == _in_a_clear_order({"a": 7, "b": 3})


def test_a_talk_without_a_list_sends_nobody_to_one():
    """Where nothing is planned and no list has an address, the last slide is to call, or thanks."""
    bare = Dataset()
    assert "Så lämnar ni anbud" == composed(bare).title
    assert "Tack för att ni kom" == titles(composed(bare))[-1]
    assert "Titta i" not in text_of(composed(bare))
    assert "Ring oss när ni undrar" == titles(composed(bare, contact=ANNA))[-1]
    assert "Titta i listan, och ring oss" == titles(composed(bare, contact=ANNA, website="https://kommun.example"))[-1]
    assert "Titta i listan" == titles(composed(bare, website="https://kommun.example"))[-1]


def test_the_share_of_a_size_is_of_all_purchases_that_the_table_counts():
    """Whoever reckons it out from the slide gets the share of its title, credits counted: 20 of 25."""
    (chart,) = shown_of(composed(), "80 procent av våra inköp är på")
    counts = {str(row[0]): row[3] for row in chart.table.rows}
    assert (counts["10\xa0000–100\xa0000\xa0kr"], chart.table.total[3]) == (20, 25)
