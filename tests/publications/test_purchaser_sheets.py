"""The purchasers' sheets: what each must know at the table, and who is expected there."""

from __future__ import annotations

import pytest

from outreach import blocks, publications
from outreach.model import Classification, ParticipationRole, ParticipationStatus, Session, SessionKind, Supplier
from publications.fair_support import fair_event, person, whole
from publications.support import (
    LOCALES,
    PERSONAL,
    TODAY,
    all_of,
    bytes_of,
    dataset,
    headings,
    meeting,
    sentences,
    text_of,
)

PEOPLE = (
    person("Anna Berg", "Berg AB", industry="bygg", has_bid_before=False),
    person("Per Ek", "Berg AB", wishes=("Bygg", "Städ")),
    person("Eva Ros", "Ros AB", wishes=("Städ",)),
    person("Leo Alm", "Alm AB", industry="it"),
    person("Ida Dal", "Dal AB", wishes=("Bo Ek",)),
    person("Ada Elan", "Okänt AB"),
)


def sheets(*people, event=None, locale="sv_SE", **options):
    return publications.purchaser_sheets(
        event or fair_event(locale), whole(*people), locale=locale, **{"today": TODAY, **options}
    )


def expected(told) -> list[list[str]]:
    """Return the companies expected at each table."""
    tables = [
        [table for table in all_of(part, blocks.Table) if table.columns[0].title == "Företag"] for part in told.parts
    ]
    return [[row[0] for table in found for row in table.rows] for found in tables]


def test_a_plan_and_a_sheet_for_each_table():
    """All of it is for staff; the plan counts the companies that are expected."""
    told = sheets(*PEOPLE)
    (plan,) = all_of(told, blocks.Table)

    assert {each.audience for each in (told, *told.parts)} == {"staff"}
    assert {each.kind for each in (told, *told.parts)} == {"purchaser_sheet"}
    assert plan.rows == (
        ("Bygg och anläggning", "1", "Ann Björk", 1, 8),
        ("Drift, städ och underhåll", "2", "Bo Ek", 3, 2),
        ("IT och telefoni; Vård och omsorg; Övriga branscher", "3", blocks.Missing("ingen än"), 1, 8),
    )
    assert [part.title for part in told.parts] == [
        "Bord 1: Bygg och anläggning",
        "Bord 2: Drift, städ och underhåll",
        "Bord 3: IT och telefoni; Vård och omsorg; Övriga branscher",
    ]


def test_a_sheet_tells_what_its_purchaser_must_know():
    """What they meet at the table: the industry's purchases, its plans, its guests; and how to talk with them."""
    part = sheets(*PEOPLE).parts[1]
    text = text_of(part)
    assert headings(part) == ["Det här köper vi", "Det här är på gång", "Vilka som väntas"]
    assert "Här står ni: Bo Ek." in text
    assert "Under mars 2016 köpte vi för 1,5 miljoner kronor av 5 leverantörer." in text
    assert "Städare 5 AB" in text
    (coming,) = [table for table in all_of(part, blocks.Table) if table.columns[0].key == "title"]
    assert coming.rows[0][:2] == ("Städtjänster, kommunens lokaler", "annonseras andra kvartalet 2017")
    assert coming.rows[0][3] == "Ljungåsens Städ AB, löper ut 30 september 2017"
    assert "Säg samma sak till alla." in text


def test_who_is_expected_where():
    """By industry, by what somebody wants to meet, by whom; a company stands once, by the alphabet."""
    told = sheets(*PEOPLE)
    assert expected(told) == [["Berg AB"], ["Berg AB", "Dal AB", "Ros AB"], ["Alm AB"]]
    assert "1 anmälan passar inget bord" in text_of(told)


def test_a_company_is_one_row():
    """Its people, its wishes, and whether it has bid before, together."""
    (table,) = [
        table for table in all_of(sheets(*PEOPLE).parts[0], blocks.Table) if table.columns[0].key == "supplier"
    ][1:]
    assert table.rows == (("Berg AB", "Anna Berg; Per Ek", "bygg; Bygg; Städ", "nej"),)


@pytest.mark.parametrize(("said", "shown"), [((True, False), "ja"), ((False, None), "nej"), ((None,), None)])
def test_one_who_has_bid_is_enough(said, shown):
    """A column that nobody fills is left out."""
    people = [
        person(f"Ann {number}", "Berg AB", industry="bygg", has_bid_before=each) for number, each in enumerate(said)
    ]
    table = all_of(sheets(*people).parts[0], blocks.Table)[-1]
    found = dict(zip([column.key for column in table.columns], table.rows[0], strict=True))
    assert found.get("has_bid_before") == shown


def test_the_choice_of_the_programme_counts():
    """Somebody who chose a table by its title when registering is expected there."""
    told = sheets(person("Ann Ek", "Ek AB", session_ids=("städtjänster, kommunens lokaler",)))
    assert expected(told) == [[], ["Ek AB"], []]


def test_the_register_tells_where_nobody_said():
    """A company's industry by its number or its name, when neither industry nor wish is given."""
    register = [
        Supplier(id="1", name="Ek AB", industries=[Classification(scheme="SNI", code="41200")]),
        Supplier(id="2", name="Alm AB", industry="it"),
        Supplier(id="3", name="Tyst AB"),
    ]
    people = [person("Ann", "Ek Bygg", supplier_id="1"), person("Bo", "ALM AB"), person("Eva", "Tyst AB")]
    told = publications.purchaser_sheets(fair_event(), whole(*people, suppliers=register), locale="sv_SE", today=TODAY)
    assert expected(told) == [["Ek Bygg"], [], ["ALM AB"]]


def test_only_suppliers_who_come_are_expected():
    """Not who called off or waits, not press and staff, not who comes to another meeting, which is said."""
    people = [
        person("Ann", "A AB", industry="bygg", status=ParticipationStatus.CANCELLED),
        person("Bo", "B AB", industry="bygg", role=ParticipationRole.PRESS),
        person("Eva", "E AB", industry="bygg", event_id="2016-host"),
    ]
    told = sheets(*people)
    assert expected(told) == [[], [], []]
    assert "1 anmälan gäller en annan träff och är inte räknad." in text_of(told)
    assert "Var på plats ändå" in text_of(told.parts[0])


def test_who_names_no_company_is_one():
    """Two without a company are two, and stand last."""
    people = [
        person("Ann Ek", industry="bygg"),
        person("Bo Alm", industry="bygg"),
        person("Eva", "Ö AB", industry="bygg"),
    ]
    told = sheets(*people)
    assert all_of(told, blocks.Table)[0].rows[0][3] == 3
    assert expected(told)[0] == ["Ö AB", blocks.Missing("inte angivet"), blocks.Missing("inte angivet")]


def test_participations_may_be_given():
    """Those given take the place of those read."""
    assert expected(sheets(*PEOPLE, participations=PEOPLE[3:4])) == [[], [], ["Alm AB"]]


def test_a_shared_table_tells_of_each_industry():
    """Purchases by industry, small ones too: the sheet is for staff."""
    part = sheets().parts[2]
    table, *suppliers = all_of(part, blocks.Table)[:3]
    assert [each.caption for each in suppliers] == [
        "IT och telefoni: vilka vi köper av, mars 2016",
        "Vård och omsorg: vilka vi köper av, mars 2016",
    ]
    assert [row[0] for row in table.rows] == ["IT och telefoni", "Vård och omsorg"]
    assert [str(row[1]) for row in table.rows] == ["400,000.00 SEK", "300,000.00 SEK"]
    assert table.note == ""


def test_nothing_bought_and_nothing_planned_is_said():
    """A table without an industry, or of one that nothing is known of, has a sheet all the same."""
    event = meeting(sessions=[Session(kind=SessionKind.FAIR_TABLE, title="Andra frågor")])
    (part,) = publications.purchaser_sheets(event, dataset(), locale="sv_SE", today=TODAY).parts
    text = text_of(part)
    assert part.title == "Andra frågor"
    assert "Vi har inga inköp att berätta om här." in text
    assert "Just nu planerar vi ingen upphandling här." in text
    assert "Ingen står vid det här bordet än." in text


def test_no_table_is_no_sheet():
    """The plan says that nothing is set."""
    told = sheets(event=meeting(sessions=()))
    assert told.parts == ()
    assert "Borden är inte bestämda än." in text_of(told)


@pytest.mark.parametrize("locale", LOCALES)
def test_both_languages(locale: str):
    """Sentences are short; ids hold; no two sheets share an address; no personal number is in them."""
    people = [*PEOPLE, person(f"Sven {PERSONAL}", f"Firma {PERSONAL}", wishes=("Bygg", f"Ring {PERSONAL}"))]
    told = sheets(*people, locale=locale, lead="Hej!")
    every = [told, *told.parts]
    assert [each for page in every for each in sentences(page) if len(each.split()) > 20] == []
    assert told.parts[0].id == "purchaser-sheet-2017-var-1"
    assert len({each.slug for each in every}) == 4
    assert PERSONAL not in "".join(map(bytes_of, every))
    assert told.summary == "Hej!"


def test_a_company_with_and_without_its_number_is_one():
    """Where one of its people gave the number and another the name alone, the name ties them."""
    people = [
        person("Ann", "Ek AB", industry="bygg", supplier_id="5560160680"),
        person("Bo", "EK AB", industry="bygg"),
        person("Eva", "Ek Aktiebolag", industry="bygg", supplier_id="5560160680"),
    ]
    assert expected(sheets(*people))[0] == ["Ek AB"]
