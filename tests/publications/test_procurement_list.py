"""The procurement list and its pages: what a supplier looks for, in which order, and what is never in it."""

from __future__ import annotations

from datetime import date

import attrs
import pytest

from analysis.support import ledger_of
from outreach import blocks, publications
from outreach.model import Classification, Period, Procurement, Stage
from outreach.rendering._publication import tables
from publications.support import (
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


def composed(locale: str = "sv_SE", *procurements: Procurement, **options):
    return publications.procurement_list(dataset(*procurements), locale=locale, today=TODAY, **options)


def page_of(publication, key: str):
    return next(part for part in publication.parts if part.id == f"procurement-{key.lower()}")


def test_sections_stand_in_the_order_they_come():
    """Open now, quarter by quarter, ongoing, undated, passed, over."""
    assert headings(composed())[1:] == [
        "Öppna för anbud nu",
        "Första kvartalet 2017",
        "Andra kvartalet 2017",
        "Tredje kvartalet 2017",
        "Löpande",
        "Datum inte bestämt",
        "Planerad tid har passerat",
        "Avslutade och avbrutna",
    ]


def test_it_says_when_and_by_whom_it_was_updated():
    """The day and the buyer stand at the top."""
    text = text_of(composed())
    assert "Uppdaterad: 10 januari 2017 Av: Bokedala kommun" in text
    assert "Uppdaterad: 10 januari 2017" in text_of(composed("sv_SE", attrs.evolve(PROCUREMENTS[0], buyer="")))


def test_it_says_how_to_read_it():
    """Plans change, a plan is no notice, the value is an estimate; terms of law are explained."""
    text = text_of(composed())
    assert "Det här är planer. Tider, belopp och innehåll kan ändras." in text
    assert "Direktupphandling: köp utan annonsering, under en viss beloppsgräns" in text
    assert "Urvalsförfarande:" not in text


def test_the_next_one_is_named_first():
    """The first paragraph says how many there are, and which is nearest."""
    text = text_of(composed())
    assert "Listan har 8 upphandlingar. Närmast kommer Tolktjänster: anbud senast 14 februari 2017 kl. 23.59" in text


def test_a_row_says_what_when_how_much_who_and_whom_to_ask():
    """Cells keep their types; what could not be read stands as written, what is not known is said."""
    table = all_of(composed(), blocks.Table)[2]
    assert table.caption == "Upphandlingar som annonseras andra kvartalet 2017"
    assert table.rows == (
        (
            blocks.Link("Städtjänster, kommunens lokaler", to="procurement-u-1"),
            Period.parse("Q2 2017"),
            PROCUREMENTS[0].estimated_value,
            "Ljungåsens Städ AB, löper ut 30 september 2017",
            blocks.Link("Karin Exempelsson", url="mailto:karin.exempelsson@bokedala.example"),
            date(2017, 1, 9),
        ),
    )


def test_what_could_not_be_read_is_shown_as_written():
    """A text of the source is not dropped, in the list and on the page."""
    undated = all_of(composed(), blocks.Table)[5]
    assert undated.rows[0][1:3] == (blocks.AsWritten("när avtalet sagts upp"), blocks.AsWritten("ca 3 mkr/år"))
    assert "Uppskattat värde: så står det i listan: ”ca 3 mkr/år”" in text_of(page_of(composed(), "u-4"))


def test_what_is_not_known_is_said():
    """There is no empty cell in a table that is shown."""
    shown = [table for table in tables(composed()) if table.is_shown]
    assert {cell for table in shown for row in table.rows for cell in row if cell in (None, "")} == set()
    assert blocks.Missing("inte uppskattat") in [row[2] for row in shown[4].rows]


def test_where_to_bid_is_shown_wherever_there_is_a_notice():
    """What is open links to its notice, in the list and as the page's one button."""
    table = all_of(composed(), blocks.Table)[0]
    assert table.rows[0][-1] == blocks.Link("läs annonsen och lämna anbud", url="https://annonser.example/6")
    action = blocks.Action("Läs annonsen och lämna anbud", "https://annonser.example/6")
    assert all_of(page_of(composed(), "u-6"), blocks.Action) == [action]


def test_a_column_that_nobody_fills_is_left_out():
    """A list without present contracts and contacts has no such columns."""
    bare = Procurement(id="1", title="Skyltar", planned_publication=Period.parse("Q2 2017"))
    assert [column.key for column in all_of(composed("sv_SE", bare), blocks.Table)[0].columns] == [
        "title",
        "planned_publication",
        "estimated_value",
    ]


def test_the_whole_list_is_there_to_download():
    """One table holds every public field, typed, and is not shown on the page."""
    table = tables(composed())[-1]
    assert (table.download, table.is_shown, len(table.rows)) == ("upphandlingslista", False, len(PROCUREMENTS))
    rows = [dict(zip((column.key for column in table.columns), row, strict=True)) for row in table.rows]
    first = next(row for row in rows if row["id"] == "U-1")
    assert first["contract_length"] == PROCUREMENTS[0].contract_length
    assert (first["id"], first["cpv"], first["stage"]) == ("U-1", "90910000", "planerad")
    assert first["suits_small_suppliers"] is True
    assert (first["purchaser_name"], first["purchaser_phone"]) == ("Karin Exempelsson", "040-628 04 10")
    assert "Hela listan" not in composed().as_text()


def test_every_procurement_has_a_page():
    """Its id is the same in both languages, its address is not; the same title twice gets a number."""
    swedish, english = (composed(locale) for locale in LOCALES)
    assert [part.id for part in swedish.parts] == [part.id for part in english.parts]
    twins = sorted(part.slug for part in swedish.parts if "tolk" in part.slug)
    assert twins == ["upphandling-tolktjanster", "upphandling-tolktjanster-2"]
    assert page_of(swedish, "u-1").slug == "upphandling-stadtjanster-kommunens-lokaler"
    assert page_of(english, "u-1").slug == "procurement-stadtjanster-kommunens-lokaler"
    assert {part.kind for part in swedish.parts[: len(PROCUREMENTS)]} == {"procurement"}


def test_a_page_answers_a_bidder():
    """When, how much, how long, who has it now, under which procedure, whom to ask, and the way back."""
    page = page_of(composed(), "u-1")
    text = text_of(page)
    for answer in (
        "Vi planerar att annonsera upphandlingen andra kvartalet 2017.",
        "Städning av skolor och kontor.",
        "Ni kan lämna anbud när vi har annonserat.",
        "Uppskattat värde: 2–4 miljoner kronor",
        "Avtalet börjar: 1 oktober 2017",
        "Avtalstid: 2 år, kan förlängas med 1 + 1 år",
        "Nuvarande avtal: Ljungåsens Städ AB, löper ut 30 september 2017",
        "Bransch: Drift, städ och underhåll",
        "Klassificering: CPV 90910000",
        "Förfarande: öppet förfarande: alla företag får lämna anbud",
        "Diarienummer: KS 2017/41",
        "Fråga Karin Exempelsson",
    ):
        assert answer in text
    assert blocks.Link("Tillbaka till allt vi planerar att köpa", to="procurement-list") in page.blocks[-1].text


def test_a_contract_that_starts_is_not_from_a_day_on():
    """Of a contract whose start alone is known the page says when it starts; of a span, the span."""
    for given, said in (
        (Period(start=date(2017, 8, 14), precision="from"), "Avtalet börjar: 14 augusti 2017"),
        (Period(start=date(2017, 8, 1), end=date(2019, 7, 31)), "Avtalsperiod: augusti 2017–juli 2019"),
    ):
        whole = composed("sv_SE", attrs.evolve(PROCUREMENTS[0], contract_period=given))
        assert said in text_of(whole.parts[0])


def test_a_page_in_english():
    """The same page reads as English."""
    text = text_of(page_of(composed("en_GB"), "u-1"))
    assert "We plan to advertise this procurement in the second quarter of 2017." in text
    assert "Length of contract: 2 years, may be extended by 1 + 1 year" in text


@pytest.mark.parametrize(
    ("key", "lead"),
    [
        ("u-4", "Vi planerar den här upphandlingen. När vi annonserar den är inte bestämt."),
        ("u-5", "Ni kan ansöka när som helst."),
        ("u-6", "Ni kan lämna anbud till och med tisdag 14 februari 2017 kl. 23.59."),
        ("u-7", "Vi planerade att annonsera upphandlingen hösten 2016. Fråga oss vad som gäller nu."),
        ("u-8", "Upphandlingen är avgjord."),
    ],
)
def test_the_first_sentence_of_a_page_says_how_things_stand(key: str, lead: str):
    """A reader knows after one sentence whether there is something to do."""
    assert " ".join(page_of(composed(), key).summary.split()) == lead


@pytest.mark.parametrize("stage", list(Stage))
@pytest.mark.parametrize("locale", LOCALES)
def test_every_stage_in_every_language(stage: Stage, locale: str):
    """One procurement alone makes a whole list, at every stage."""
    whole = composed(locale, attrs.evolve(PROCUREMENTS[0], stage=stage))
    assert [part.kind for part in whole.parts] == ["procurement", "industry"]
    assert whole.as_html()


def test_one_procurement_is_not_several():
    """The singular is one."""
    assert "The list holds 1 procurement." in text_of(composed("en_GB", PROCUREMENTS[0]))


@pytest.mark.parametrize(
    ("locale", "said"),
    [("sv_SE", "Just nu planerar vi inga upphandlingar."), ("en_GB", "Right now we plan no procurements.")],
)
def test_a_list_of_nothing_says_so(locale: str, said: str):
    """An empty dataset gives a page that says that nothing is planned."""
    whole = publications.procurement_list(dataset().__class__(), locale=locale, today=TODAY)
    assert said in text_of(whole)
    assert (whole.parts, tables(whole)) == ((), ())


def test_what_changed_since_last_time():
    """The list tells what is new since the day of the last edition; nothing new is said, too."""
    whole = composed(since=date(2016, 12, 1))
    assert "Nytt och ändrat sedan 1 december 2016 " in text_of(whole)
    assert "- Städtjänster, kommunens lokaler, 9 januari 2017" in text_of(whole)
    assert "- Skolskjuts med buss" not in text_of(whole)
    assert "Inget har ändrats." in text_of(composed(since=date(2017, 1, 10)))


def test_one_buyer_of_several():
    """``buyer=`` makes the list of one organisation, with an id and an address of its own."""
    other = Procurement(id="X-1", title="Bussar", buyer="Regionen", buyer_id="2120001")
    for name in ("Regionen", "2120001"):
        whole = composed("sv_SE", PROCUREMENTS[0], other, buyer=name)
        assert [part.title for part in whole.parts] == ["Bussar"]
    assert (whole.id, whole.slug) == ("procurement-list-2120001", "upphandlingslista-2120001")
    assert composed("sv_SE", PROCUREMENTS[0], other).publisher_name == ""


def test_facts_are_public_and_of_the_right_page():
    """The list's facts are all procurements, a page's are its own."""
    whole = composed()
    assert {fact.id for fact in whole.facts.procurements} == {each.id for each in PROCUREMENTS}
    (own,) = page_of(whole, "u-1").facts.procurements
    assert ("U-1", "Drift, städ och underhåll") == (own.id, own.industry)


def test_no_personal_number_leaves():
    """A personal identity number in a title, a comment or a supplier's name is masked everywhere."""
    risky = Procurement(
        id="R",
        title=f"Taxi {PERSONAL}",
        description=f"Nu: {PERSONAL.replace('-', '')}",
        incumbents=(f"Svens Taxi 19{PERSONAL}",),
        certainty=PERSONAL,
        comments=PERSONAL,
        incomplete=(("estimated_value", f"fråga {PERSONAL}"),),
    )
    for locale in LOCALES:
        said = bytes_of(composed(locale, risky, *PROCUREMENTS))
        assert PERSONAL not in said
        assert PERSONAL.replace("-", "") not in said


@pytest.mark.parametrize("locale", LOCALES)
def test_sentences_are_short(locale: str):
    """No sentence of ours has more than 20 words."""
    whole = composed(locale)
    every = [each for part in (whole, *whole.parts) for each in sentences(part)]
    assert [each for each in every if len(each.split()) > 20] == []


def test_updated_is_the_newest_date():
    """A change after today counts; a page is as new as its procurement."""
    later = attrs.evolve(PROCUREMENTS[0], changed=date(2017, 1, 12))
    assert composed("sv_SE", later).updated == date(2017, 1, 12)
    assert page_of(composed(), "u-2").updated == date(2016, 11, 2)
    assert page_of(composed(), "u-3").updated == TODAY


def test_your_own_title_first_sentence_and_blocks():
    """What a municipality changes stands where it should."""
    whole = composed(title="Upphandlingslista 2017", lead="Plan för hela året.")
    assert whole.title == "Upphandlingslista 2017"
    assert whole.blocks[0] == blocks.Paragraph("Plan för hela året.", lead=True)
    assert whole.with_blocks(whole.blocks[:1]).as_text().count("\n") < 10


def test_the_order_of_the_input_changes_no_section():
    """Sections and their rows stand by time, whatever the order they were read in."""
    dated = [each for each in PROCUREMENTS if each.id != "U-9"]
    one, other = composed("sv_SE", *dated), composed("sv_SE", *reversed(dated))
    assert [table.rows for table in tables(one)][:-1] == [table.rows for table in tables(other)][:-1]


def test_composing_twice_gives_the_same():
    """The same input gives equal publications."""
    assert composed() == composed()


def test_codes_have_names_where_they_are_known():
    """A CPV code says of which division it is, another scheme's only its own name; what is no code stands as it is."""
    codes = [("CPV", "90910000", ""), ("CPV", "15000000", ""), ("CPV", "x", ""), ("UNSPSC", "76111500", "Cleaning")]
    given = tuple(Classification(scheme=scheme, code=code, label=label) for scheme, code, label in codes)
    whole = composed("sv_SE", attrs.evolve(PROCUREMENTS[0], classifications=given, industry="", procedure=None))
    text = text_of(whole.parts[0])
    assert (
        "CPV 90910000 (huvudgrupp: Avlopps- och avfallshantering, sanering och miljötjänster); CPV 15000000 L" in text
    )
    assert "; CPV x; UNSPSC 76111500 Cleaning" in text


def test_a_procedure_that_is_not_known_stands_as_written():
    """The list's own word is better than none."""
    whole = composed("sv_SE", attrs.evolve(PROCUREMENTS[0], procedure=None, procedure_text="FKU Kammarkollegiet"))
    assert "Förfarande: FKU Kammarkollegiet" in text_of(whole.parts[0])


def test_open_without_a_deadline():
    """The notice tells it."""
    whole = composed("sv_SE", attrs.evolve(PROCUREMENTS[5], tender_deadline=None))
    assert "Närmast kommer Tolktjänster: öppen för anbud nu, 1,5 miljoner kronor." in text_of(whole)
    assert all_of(whole, blocks.Table)[0].rows[0][1] == blocks.Missing("se annonsen")
    assert whole.parts[0].summary == "Ni kan lämna anbud nu."


def test_ongoing_without_a_technique():
    """Not everything ongoing can be applied for."""
    whole = composed("sv_SE", attrs.evolve(PROCUREMENTS[4], techniques=()))
    assert whole.parts[0].summary == "Upphandlingen har inget fast datum. Den pågår löpande."


def test_the_ledger_tells_who_buys_where_the_list_does_not():
    """A list without a buyer is that of the one buyer of the ledger beside it."""
    data = attrs.evolve(dataset(attrs.evolve(PROCUREMENTS[0], buyer="")), purchases=ledger_of({"buyer": "Regionen"}))
    assert publications.procurement_list(data, today=TODAY).publisher_name == "Regionen"
