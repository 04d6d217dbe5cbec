"""The fair: its tables in every paper of the meeting, its page, and what is told of whom."""

from __future__ import annotations

from decimal import Decimal

import attrs
import pytest

from outreach import analysis, blocks, publications
from outreach.model import EventStatus, Session, SessionKind
from publications.fair_support import fair_event, purchases, whole
from publications.support import (
    LOCALES,
    PERSONAL,
    SESSIONS,
    TODAY,
    all_of,
    bytes_of,
    dataset,
    headings,
    meeting,
    sentences,
    text_of,
)


def page(event=None, data=None, locale="sv_SE", **options):
    return publications.fair(event or fair_event(locale), data or whole(), locale=locale, **{"today": TODAY, **options})


def test_a_plan_becomes_the_meetings_tables():
    """The tables of a plan take the place of those there were; all else of the programme stays."""
    event = fair_event()
    tables = [session for session in event.sessions if session.kind is SessionKind.FAIR_TABLE]

    assert [(each.table, each.industry, each.chairs) for each in tables] == [
        ("1", "Bygg och anläggning", 8),
        ("2", "Drift, städ och underhåll", 2),
        ("3", "IT och telefoni; Vård och omsorg; other", 8),
    ]
    assert [each.title for each in tables] == [
        "Vad vi köper i dag, och hur ni lämnar anbud",
        "Städtjänster, kommunens lokaler",
        "Skolskjuts med buss; Livsmedel, kolonial och djupfryst; Tolktjänster",
    ]
    assert [session for session in event.sessions if session not in tables] == list(SESSIONS[:2])


def test_no_plan_is_no_table():
    """A meeting whose plan holds nothing has none."""
    event = publications.with_fair_tables(meeting(), ())
    assert [session.kind for session in event.sessions if session.kind is SessionKind.FAIR_TABLE] == []


def test_one_industry_is_called_by_its_name_in_each_language():
    """A table's industry stands in the language of the programme."""
    tables = analysis.fair_tables(whole(), today=TODAY, count=20)
    english = publications.with_fair_tables(meeting(), tables, locale="en_GB")
    assert "Construction and civil works" in {session.industry for session in english.sessions}


@pytest.mark.parametrize("locale", LOCALES)
def test_invitation_programme_fair_and_signs_agree(locale: str):
    """All four tell of the same tables."""
    event = fair_event(locale)
    kinds = [
        publications.invitation(event, whole(), locale=locale, today=TODAY),
        publications.programme(event, locale=locale),
        page(event, locale=locale),
    ]
    told = [
        {
            (row[keys.index("table")], row[keys.index("industry")])
            for table in all_of(each, blocks.Table)
            for keys in [[column.key for column in table.columns]]
            if "table" in keys
            for row in table.rows
        }
        for each in kinds
    ]
    signs = all_of(publications.table_signs(event, locale=locale), blocks.Card)
    assert told[0] == told[1] == told[2] == {(sign.lines[-1].split()[-1], _industries(sign)) for sign in signs}


def _industries(sign: blocks.Card) -> str:
    """Return the industries of a sign: its title, and the lines before names and number."""
    lines = [line for line in sign.lines[:-1] if line != "Ann Björk"]
    return "; ".join((sign.title, *lines))


@pytest.mark.parametrize(
    ("industries", "missing", "expected"),
    [
        (("it",), (), "IT och telefoni"),
        (("it", "care", "food"), ("it",), "IT och telefoni; Vård och omsorg; Livsmedel och måltider"),
        (("it", "care", "food", "energy"), ("care", "food", "energy"), "IT och telefoni; other"),
        (("it", "care", "food", "energy"), ("it", "care", "food", "energy"), "other"),
        (("it", "care", "food", "energy"), (), "other"),
        (("other",), ("other",), "other"),
        (("rymdfart",), (), "Rymdfart"),
    ],
)
def test_a_table_is_called_by_what_somebody_there_knows(industries, missing, expected):
    """Up to three industries by their names; a table of many by those that are known there, and all others."""
    table = analysis.FairTable(number=1, industries=industries, share=Decimal(1), chairs=6, without_purchaser=missing)
    (session,) = publications.with_fair_tables(meeting(sessions=()), [table]).sessions
    assert session.industry == expected


def test_several_industries_at_a_table_are_told_together():
    """Purchases and plans of each, in a table and a list."""
    shared = Session(kind=SessionKind.FAIR_TABLE, title="Allt", industry="bygg; Städ;", table="1")
    told = page(meeting(sessions=[shared]))
    bought = all_of(told, blocks.Table)[1]
    assert [(row[0], row[2]) for row in bought.rows] == [("Bygg och anläggning", 7), ("Drift, städ och underhåll", 5)]
    assert "Städtjänster, kommunens lokaler: annonseras andra kvartalet 2017" in text_of(told)


def test_it_tells_of_each_table_what_is_bought_what_comes_and_whom_you_meet():
    """In this order, under the table's number and industry."""
    text = text_of(page())
    asked = [
        "Hitta bordet för er bransch",
        "När: onsdag 1 mars 2017 kl. 13.00–16.00",
        "Bord per bransch, där ni träffar oss",
        "Bord 1: Bygg och anläggning",
        "Under mars 2016 köpte vi för 28 miljoner kronor av 7 leverantörer.",
        "Just nu planerar vi ingen upphandling här.",
        "Ni möter Ann Björk, upphandlare.",
        "Bord 2: Drift, städ och underhåll",
        "Städtjänster, kommunens lokaler: annonseras andra kvartalet 2017, 2–4 miljoner kronor",
        "Ni möter en av våra upphandlare.",
        "Bord 3: IT och telefoni; Vård och omsorg; Övriga branscher",
        "Anmäl er senast onsdag 22 februari 2017",
        "Fråga Anna Testgren",
    ]
    places = [text.find(each) for each in asked]
    assert -1 not in places, asked[places.index(-1)]
    assert places == sorted(places)


def test_few_suppliers_are_not_told_by_their_amount():
    """Of fewer than five suppliers no amount is on the page, in a table or in a sentence."""
    (table,) = [each for each in all_of(page(), blocks.Table) if "amount" in [column.key for column in each.columns]]
    assert [row[1:] for row in table.rows] == [(blocks.Missing("visas inte"), "få")] * 2
    assert "Där leverantörerna är så få" in table.note
    alone = publications.with_fair_tables(meeting(), analysis.fair_tables(whole(), today=TODAY, count=20))
    text = text_of(page(alone))
    assert "Vi köpte av så få leverantörer att vi inte anger beloppet här." in text
    assert "400 000" not in text


def test_nobody_is_named_but_who_is_in_office():
    """A purchaser whose contact has no role is one of our purchasers; e-mail and telephone stay inside."""
    said = bytes_of(page())
    assert "Bo Ek" not in said
    assert "ann.bjork" not in said
    assert "040-1" not in said.replace("040-628 04 12", "")


def test_an_unset_table_is_said():
    """A table without people, or without a number, says that this is not set yet."""
    tables = [
        Session(kind=SessionKind.FAIR_TABLE, title="Mat", industry="livsmedel"),
        Session(kind=SessionKind.FAIR_TABLE, title="Hus", industry="bygg", table="A"),
    ]
    table = all_of(page(meeting(sessions=tables)), blocks.Table)[0]
    assert table.rows == (
        ("Bygg och anläggning", "A", blocks.Missing("inte bestämt än")),
        ("Livsmedel och måltider", blocks.Missing("plats inte bestämd"), blocks.Missing("inte bestämt än")),
    )
    bare = all_of(page(meeting(sessions=tables[:1])), blocks.Table)[0]
    assert [column.key for column in bare.columns] == ["industry", "people"]


def test_several_tables_of_an_industry_stand_together():
    """What an industry buys is told once, under the numbers of its tables."""
    tables = analysis.fair_tables(whole(), today=TODAY, count=10)
    event = publications.with_fair_tables(meeting(), tables)
    numbers = [each for each in headings(page(event)) if each.endswith("Bygg och anläggning")]
    assert numbers == ["Bord 1, 2, 3 och 4: Bygg och anläggning"]


def test_tables_stand_by_their_number():
    """Two stands before ten, and what has no number stands last."""
    sessions = [
        Session(kind=SessionKind.FAIR_TABLE, title=f"Bord {number}", table=number) for number in ("10", "", "2", "1b")
    ]
    signs = all_of(publications.table_signs(meeting(sessions=sessions)), blocks.Card)
    assert [sign.title for sign in signs] == ["Bord 1b", "Bord 2", "Bord 10", "Bord"]


def test_a_table_without_an_industry_is_called_by_its_title():
    """Of it nothing is bought and nothing comes: it is for all other questions."""
    event = meeting(sessions=[Session(kind=SessionKind.FAIR_TABLE, title="Andra frågor", table="9")])
    text = text_of(page(event))
    assert "Bord 9: Andra frågor" in text
    assert "Just nu planerar vi ingen upphandling här." not in text


def test_a_fair_without_tables_says_so():
    """Nothing is promised that is not set."""
    text = text_of(page(meeting(sessions=())))
    assert "Borden är inte bestämda än. Vi publicerar dem här." in text


def test_without_data_the_tables_alone_are_told():
    """No purchases, no procurements: the tables and whom you meet."""
    told = publications.fair(fair_event(), locale="sv_SE")
    assert told.facts.procurements == ()
    assert "köpte vi" not in text_of(told)


def test_without_purchases_what_comes_is_told():
    """A list alone is enough for a fair."""
    text = text_of(page(data=dataset()))
    assert "köpte vi" not in text
    assert "Städtjänster, kommunens lokaler: annonseras andra kvartalet 2017" in text


def test_credits_are_no_purchases_to_tell_of():
    """An industry with more credits than purchases is not told of."""
    data = attrs.evolve(dataset(), purchases=purchases(("bygg", "Berg AB", -5)))
    assert "köpte vi" not in text_of(page(data=data))


@pytest.mark.parametrize("status", list(EventStatus))
@pytest.mark.parametrize("locale", LOCALES)
def test_every_status_in_every_language(status: EventStatus, locale: str):
    """What changes everything comes first; a draft is for staff; sentences are short."""
    told = page(fair_event(locale, status=status), locale=locale)
    assert told.audience == ("staff" if status is EventStatus.DRAFT else "public")
    assert [each for each in sentences(told) if len(each.split()) > 20] == []
    no_place = (EventStatus.CANCELLED, EventStatus.HELD, EventStatus.REPORTED, EventStatus.FULL)
    assert bool(all_of(told, blocks.Action)) is (status not in no_place)


def test_no_personal_number_leaves():
    """Neither in a title nor in an industry as written."""
    session = Session(kind=SessionKind.FAIR_TABLE, title=f"Fråga {PERSONAL}", industry=f"Sven {PERSONAL}", table="1")
    assert PERSONAL not in bytes_of(page(meeting(sessions=[session], title=f"Träff {PERSONAL}")))


def test_links_lead_to_the_procurements_pages():
    """As on the invitation, a procurement is a link to its page, and a fact of the publication."""
    told = page()
    links = [part.to for each in all_of(told, blocks.List) for item in each.items for part in item[:1]]
    assert "procurement-u-1" in links
    assert {each.id for each in told.facts.procurements} >= {"U-1", "U-2"}


def test_the_same_fair_gives_the_same_page():
    """Composing twice gives equal publications; ids hold over languages, addresses do not."""
    first, second, english = page(), page(), page(locale="en_GB")
    assert first == second
    assert (first.id, english.id) == ("fair-2017-var", "fair-2017-var")
    assert (first.slug, english.slug) == ("branschbord-2017-var", "fair-2017-var")
    assert page(lead="Kom!").summary == "Kom!"
