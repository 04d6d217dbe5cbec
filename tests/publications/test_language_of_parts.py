"""Words of a record in another language than the publication's are told apart (WCAG 2.1, 3.1.2), and only those."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import attrs
import pytest

import outreach
from analysis.support import ledger_of
from outreach import blocks, publications, rendering
from outreach.dataset import Records
from outreach.model import Classification, Contract, Period, Procurement, Stage
from outreach.publishers import Site
from publications.fair_support import fair_event, whole
from publications.support import LOCALES, PROCUREMENTS, TODAY, all_of, dataset, meeting
from spoken import in_languages, spoken

if TYPE_CHECKING:
    from pathlib import Path

TITLE = "Städning av skolor"
OWN = Procurement(
    id="S-1",
    title=TITLE,
    description="Daglig städning.\n\nOckså fönster.",
    industry="Golvvård",
    classifications=(Classification(scheme="X", code="7", label="golvtvätt"),),
    procedure_text="enligt nämndens beslut",
    certainty="ganska säkert",
    comments="Samordnas med grannkommunen.",
    stage=Stage.ADVERTISED,
    tender_deadline=date(2017, 3, 1),
    incomplete=(("estimated_value", "efter behov"),),
)
"""A procurement of which every text is its own, and none a code that we translate."""
WORDS = (
    TITLE,
    "Daglig städning.",
    "Också fönster.",
    "golvvård",
    "golvtvätt",
    "enligt nämndens beslut",
    "ganska säkert",
)
WORDS = (*WORDS, "Samordnas med grannkommunen.", "efter behov")


def listed(*procurements: Procurement, locale: str = "en_GB", **options) -> outreach.Publication:
    return publications.procurement_list(dataset(*procurements), locale=locale, today=TODAY, **options)


def pages(publication: outreach.Publication) -> str:
    """Return the list and its parts as HTML, as a channel with a page for each shows them."""
    links = rendering.Links(page="{}.html".format, calendar=lambda appointment: f"{appointment.uid}.ics")
    every = (publication, *publication.parts)
    return "".join(rendering.to_html(each, links=links).replace("<hr>", "") for each in every)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("lang", ["", "sv", "en", "en-gb", "fi"])
def test_every_word_of_a_record_is_said_in_its_language(lang: str, locale: str):
    """In the list, the page, the industry's page; a record that says none is Swedish; what needs no mark has none."""
    page = pages(listed(attrs.evolve(OWN, lang=lang), locale=locale))
    own, said = locale[:2], lang or "sv"
    expected = own if said[:2] == own else said
    found = in_languages(page.replace("Golvvård", "golvvård"), WORDS)
    assert {word: {expected} for word in WORDS} == found
    assert {own, expected} == {piece.lang for piece in spoken(page)}
    assert (expected == own) is ("<span lang=" not in page)


def test_the_title_of_a_page_is_in_its_language():
    """The heading, and what calendars know it by: the words around it stay English."""
    (page, *_) = listed(OWN).parts
    assert ("sv", TITLE) == (page.title_lang, page.title)
    assert f'<h1 lang="sv">{TITLE}</h1>' in page.as_html()
    (deadline,) = rendering.appointments(page)
    assert ("Bid by: ", blocks.Foreign(TITLE, "sv")) == deadline.title_text
    assert f'<strong>Bid by: <span lang="sv">{TITLE}</span></strong>' in page.as_html()


def test_an_industry_of_the_list_itself_names_its_page():
    """Alone, since a title has one language; an industry that we know is called in ours."""
    own, known = (
        next(part for part in listed(each).parts if part.kind == "industry")
        for each in (OWN, attrs.evolve(OWN, industry="Städ"))
    )
    assert ("Golvvård", "sv") == (own.title, own.title_lang)
    assert "See what we plan to buy, roughly when and for roughly how much." == own.summary
    assert "See what we plan to buy in " in known.summary
    assert ("", True) == (known.title_lang, known.title.endswith(": upcoming procurements"))


def test_a_changed_name_is_not_quoted_in_a_sentence_of_another_language():
    """It stands beside; where both are of one language it is told from what to what."""
    told = {}
    for locale in LOCALES:
        renamed = listed(attrs.evolve(OWN, title="Golvvård i skolor"), locale=locale, previous=dataset(OWN))
        told[locale] = renamed.facts.changes[0].text
    assert "Ändrad. Namn: Golvvård i skolor (förut: Städning av skolor)." == told["sv_SE"]
    assert "Changed. The name has changed." == told["en_GB"]


def test_changes_are_told_under_titles_in_their_language():
    """Of what has a page still, and of what has none."""
    gone = listed(OWN, previous=dataset(OWN, attrs.evolve(OWN, id="S-2", title="Borttaget")))
    new = listed(OWN, attrs.evolve(OWN, id="S-2", title="Nytt"), previous=dataset(OWN))
    since = listed(attrs.evolve(OWN, changed=TODAY, title="Ändrat"), since=TODAY)
    for publication, title in ((gone, "Borttaget"), (new, "Nytt"), (since, "Ändrat")):
        assert {title: {"sv"}} == in_languages(publication.as_html(), [title])


COMPOSERS = (
    lambda data, event: publications.invitation(event, data, locale="en_GB"),
    lambda data, event: publications.fair(event, data, locale="en_GB"),
    lambda data, event: publications.purchaser_sheets(event, data, locale="en_GB"),
    lambda data, event: publications.spend_presentation(data, event=event, locale="en_GB"),
)


@pytest.mark.parametrize("compose", COMPOSERS)
def test_what_comes_is_called_in_its_language_everywhere(compose):
    """On the invitation, at the tables, on the sheets, in the talk with its notes."""
    made = compose(whole(), fair_event("en_GB"))
    titles = {each.title for each in PROCUREMENTS}
    found = in_languages(f"<div>{''.join(page.as_html() for page in (made, *made.parts))}</div>", titles)
    assert {frozenset(), frozenset({"sv"})} >= {frozenset(langs) for langs in found.values()}
    assert any(found.values())


def test_a_handout_names_deadlines_in_their_language():
    """In the table of what can be bid for next."""
    page = publications.bid_handout(dataset(OWN), today=TODAY, locale="en_GB").as_html()
    assert {TITLE: {"sv"}} == in_languages(page, [TITLE])


def test_a_talk_says_a_foreign_name_in_no_title():
    """The table below has it; contracts that end are told in their language, too."""
    contract = Contract(id="A-1", title="Fönsterputs", period=Period.parse("2016-01-01 – 2017-06-30"))
    data = attrs.evolve(dataset(OWN), contracts=Records(Contract, (contract,)))
    for locale, title in (("sv_SE", f"{TITLE} kan ni lämna anbud på nu"), ("en_GB", "This is what comes next")):
        made = publications.spend_presentation(data, locale=locale, today=TODAY)
        assert title in [each.title for each in all_of(made, blocks.Slide)]
        assert {TITLE: {"sv"}, "Fönsterputs": {"sv"}} == in_languages(made.as_html(), [TITLE, "Fönsterputs"])
        assert (locale == "en_GB") is ("<span lang=" in made.as_html())


def test_questions_about_a_foreign_procurement_are_headed_by_its_number():
    """Its name stands below, marked."""
    about = attrs.evolve(OWN, internal_id="KS 2017/41")
    made = publications.questions_and_answers(dataset(about), about, locale="en_GB")
    assert "Questions and answers: KS 2017/41" == made.title
    assert {TITLE: {"sv"}} == in_languages(made.as_html(), [TITLE])
    assert publications.questions_and_answers(dataset(about), about).title.endswith(TITLE)


@pytest.mark.parametrize("locale", LOCALES)
def test_tables_of_a_fair_are_called_by_what_is_of_one_language(locale: str):
    """By what comes next, and what is in the same language as that; programme and invitation say which."""
    event = fair_event(locale)
    langs = {session.lang for session in event.sessions if ";" in session.title}
    assert {"" if locale == "sv_SE" else "sv"} == langs
    for made in (publications.invitation(event, locale=locale), publications.programme(event, locale=locale)):
        titles = [title for session in event.sessions for title in session.title.split("; ")]
        own = {title for title in titles if title in {each.title for each in PROCUREMENTS}}
        assert {frozenset({"sv"})} >= {
            frozenset(langs) for langs in in_languages(made.as_html(), own).values() if langs
        }


def test_an_article_in_another_language_says_so():
    """Its headline, as a link and without one; what says no language is of the publication's."""
    given = ("https://radio.example/1", "sv"), ("", "sv"), ("", "")
    told = [
        outreach.Coverage(title=f"Fullt hus {number}", outlet="Radio", url=url, lang=lang)
        for number, (url, lang) in enumerate(given)
    ]
    made = publications.coverage(meeting(coverage=told), locale="en_GB")
    found = in_languages(made.as_html(), ["Fullt hus 0", "Fullt hus 1", "Fullt hus 2"])
    assert {"Fullt hus 0": {"sv"}, "Fullt hus 1": {"sv"}, "Fullt hus 2": {"en"}} == found


def test_an_english_file_of_contracting_data_on_a_swedish_site(tmp_path: Path):
    """The language of its releases is that of their words: list, page, trail, start page."""
    release = {
        "ocid": "ocds-213czf-1",
        "date": "2017-01-05T00:00:00Z",
        "tag": ["tender"],
        "language": "en",
        "tender": {"id": "1", "title": "Window cleaning", "description": "Of schools.", "status": "active"},
    }
    (tmp_path / "releases.json").write_text(json.dumps({"releases": [release]}), encoding="utf-8")
    data = outreach.read(tmp_path / "releases.json", registry=outreach.Registry(entry_points=False))
    outreach.publish([publications.procurement_list(data, today=TODAY)], to=[Site(tmp_path / "site")])
    said = {"Window cleaning": set(), "Of schools.": set()}
    for page in (tmp_path / "site").rglob("*.html"):
        for text, langs in in_languages(page.read_text("utf-8"), said).items():
            said[text] |= langs
    assert {"Window cleaning": {"en"}, "Of schools.": {"en"}} == said


def test_a_page_of_its_own_is_listed_in_its_language(tmp_path: Path):
    """On the start page, and in the way to a page below it."""
    below = attrs.evolve(listed(), id="below", slug="below", title="Below", parts=())
    page = attrs.evolve(below, id="top", slug="top", title="Överst", title_lang="sv", parts=[below])
    outreach.publish([page], to=[Site(tmp_path / "site", locale="en_GB")])
    for path in ("index.html", "en/top.html", "en/top/below.html"):
        assert {"Överst": {"sv"}} == in_languages((tmp_path / "site" / path).read_text("utf-8"), ["Överst"]), path


@pytest.mark.parametrize("locale", LOCALES)
def test_an_industry_of_the_ledger_itself_is_in_its_language(locale: str):
    """In the tables, which a screen reader reads in a chart's place; industries that we know are called in ours."""
    rows = [{"industry": industry, "amount": 10_000_000, "supplier": "Test AB"} for industry in ("Golvvård", "Städ")]
    report = publications.spend_report(ledger_of(*rows), locale=locale)
    cells = [row[0] for table in rendering.tables(report) for row in table.rows]
    assert ("Golvvård" if locale == "sv_SE" else blocks.Foreign("Golvvård", "sv")) in cells
    assert (["sv"] if locale == "en_GB" else []) == [each.lang for each in cells if isinstance(each, blocks.Foreign)]
