"""A list that lives: what has changed since the one before, through award, and what is never told before it."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import outreach
from outreach import blocks, publications
from outreach.model import (
    ChangeKind,
    Contact,
    Estimate,
    Period,
    Procurement,
    Stage,
)
from outreach.publishers import Site
from outreach.rendering._publication import PublicFacts
from publications.support import (
    BUYER,
    LOCALES,
    PERSONAL,
    PROCUREMENTS,
    TODAY,
    ZONE,
    all_of,
    bytes_of,
    dataset,
    headings,
    sentences,
    text_of,
)

if TYPE_CHECKING:
    from outreach.dataset import Dataset

CLEANING, BUSES, *_ = PROCUREMENTS
LATER = date(2017, 2, 10)


def listed(now: Dataset, before: Any = None, locale: str = "sv_SE", **options) -> outreach.Publication:
    return publications.procurement_list(now, previous=before, today=LATER, locale=locale, **options)


def changed(**fields) -> outreach.Publication:
    """Return the list after the first procurement has changed so."""
    now = dataset(attrs.evolve(CLEANING, **fields), *PROCUREMENTS[1:])
    return listed(now, dataset())


def plain(text: str) -> str:
    """Return a text with ordinary spaces."""
    return " ".join(text.split())


@pytest.mark.parametrize(
    ("fields", "kind", "text", "cell"),
    [
        (
            {"planned_publication": Period.parse("Q3 2017")},
            ChangeKind.MOVED,
            "Flyttad. Annonseras: tredje kvartalet 2017 (förut: andra kvartalet 2017).",
            "9 januari 2017: flyttad (förut: andra kvartalet 2017)",
        ),
        (
            {"planned_publication": None, "changed": None},
            ChangeKind.MOVED,
            "Flyttad. Annonseras: datum inte bestämt (förut: andra kvartalet 2017).",
            "flyttad (förut: andra kvartalet 2017)",
        ),
        (
            {"stage": Stage.ADVERTISED, "tender_deadline": datetime(2017, 3, 1, 12, tzinfo=ZONE)},
            ChangeKind.ADVERTISED,
            "Öppen för anbud. Sista anbudsdag: 1 mars 2017 kl. 12.00.",
            "9 januari 2017: öppen för anbud",
        ),
        ({"stage": Stage.CANCELLED}, ChangeKind.CANCELLED, "Avbruten.", "9 januari 2017: avbruten"),
        (
            {"stage": Stage.CLOSED},
            ChangeKind.CHANGED,
            "Ändrad. Läge: anbudstiden är ute (förut: planerad).",
            "9 januari 2017: ändrad (läge)",
        ),
        (
            {"purchaser": Contact(email="ny@bokedala.example"), "description": "Mer"},
            ChangeKind.CHANGED,
            "Ändrad. Vem ni frågar: ny@bokedala.example (förut: Karin Exempelsson). Beskrivningen är ändrad.",
            "9 januari 2017: ändrad (vem ni frågar och beskrivning)",
        ),
        (
            {"incumbents": (), "notice_url": "https://annonser.example/1"},
            ChangeKind.CHANGED,
            "Ändrad. Nuvarande leverantör: inte angivet (förut: Ljungåsens Städ AB). Annonsen har en ny adress.",
            "9 januari 2017: ändrad (nuvarande leverantör och annons)",
        ),
    ],
)
def test_what_changed_is_said_in_row_page_and_facts(fields: dict, kind: ChangeKind, text: str, cell: str):
    """At the top, in the row, on the page, and for the feed; a moved date says from when to when."""
    whole = changed(**fields)
    (fact,) = whole.facts.changes
    assert (kind, text, "procurement-u-1", "Drift, städ och underhåll") == (
        fact.kind,
        plain(fact.text),
        fact.procurement_id,
        fact.industry,
    )
    rows = {row[0].to: row for table in all_of(whole, blocks.Table) if table.is_shown for row in table.rows}
    assert cell in [plain(each) for each in rows["procurement-u-1"] if isinstance(each, str)]
    page = next(part for part in whole.parts if part.id == "procurement-u-1")
    assert page.facts.changes == (fact,)
    assert f"Ändrat sedan förra listan: {text}" in plain(page.as_text())


def test_what_is_new_and_what_is_gone():
    """Both stand at the top; what is gone has no page any more."""
    whole = listed(dataset(CLEANING), dataset(BUSES))
    assert [(each.kind, each.procurement_id) for each in whole.facts.changes] == [
        (ChangeKind.NEW, "procurement-u-1"),
        (ChangeKind.REMOVED, ""),
    ]
    text = text_of(whole)
    assert "Städtjänster, kommunens lokaler: ny. Annonseras: andra kvartalet 2017." in text
    assert "Skolskjuts med buss: borttagen ur listan." in text


def test_a_list_against_itself_says_that_nothing_has_changed():
    """Also in another order; without one before nothing is said of changes at all."""
    whole = listed(dataset(*reversed(PROCUREMENTS)), dataset())
    assert whole.facts.changes == ()
    assert "Inget har ändrats." in text_of(whole)
    assert "Nytt och ändrat sedan förra listan" not in headings(listed(dataset()))


def test_the_facts_of_what_was_published_are_a_list_before():
    """A dataset, the facts a channel shows, and procurements as all may know them give the same changes."""
    now = dataset(attrs.evolve(CLEANING, planned_publication=None), *PROCUREMENTS[1:])
    facts = listed(dataset()).facts
    expected = listed(now, dataset()).facts.changes
    assert len(expected) == 1
    assert expected == listed(now, facts).facts.changes == listed(now, iter(facts.procurements)).facts.changes
    assert (
        expected == listed(now, PublicFacts(procurements=facts.procurements[:1] * 2 + facts.procurements)).facts.changes
    )


def test_what_a_site_shows_is_a_list_before(tmp_path):
    """The download of a published list reads back as itself, and tells what has changed since."""
    unread = attrs.evolve(PROCUREMENTS[3], incomplete=(("estimated_value", "enligt budget"),))
    every = (CLEANING, BUSES, unread, *PROCUREMENTS[4:])
    outreach.publish([listed(dataset(*every))], to=[Site(tmp_path / "public")])
    before = outreach.read(tmp_path / "public/sv/upphandlingslista/upphandlingslista.csv")
    assert listed(dataset(*every), before).facts.changes == ()
    now = dataset(attrs.evolve(CLEANING, planned_publication=None), *every[1:])
    assert [each.kind for each in listed(now, before).facts.changes] == [ChangeKind.MOVED]


@pytest.mark.parametrize("locale", LOCALES)
def test_lists_as_municipalities_write_them_are_what_a_site_shows_of_them(shared, tmp_path, locale: str):
    """Every real list, published and read back from the site, has not changed."""
    lists = [path for path in (shared / "data" / "lists").iterdir() if path.suffix in (".csv", ".xlsx", ".html")]
    assert len(lists) > 3
    for number, path in enumerate(sorted(lists)):
        data = outreach.read(path)
        site = Site(tmp_path / str(number))
        outreach.publish([listed(data, locale=locale)], to=[site])
        (shown,) = (tmp_path / str(number)).glob("*/*/*list*.csv")
        assert (path.name, ()) == (path.name, listed(data, outreach.read(shown), locale).facts.changes)


def test_changes_have_ids_for_ever():
    """The same change has one id in every language and whenever it is told; another change has another."""
    now = dataset(attrs.evolve(CLEANING, planned_publication=None), *PROCUREMENTS[1:])
    first, english = (listed(now, dataset(), locale).facts.changes[0] for locale in LOCALES)
    assert first.id == english.id
    assert first.text != english.text
    assert first.id == listed(now, listed(dataset()).facts).facts.changes[0].id
    back = listed(dataset(), now).facts.changes[0]
    assert back.id != first.id


@pytest.mark.parametrize("locale", LOCALES)
def test_every_kind_in_every_language(locale: str):
    """Short sentences, and no English in Swedish."""
    before = dataset()
    stages = [
        attrs.evolve(each, stage=stage)
        for each, stage in zip(PROCUREMENTS, list(Stage) + [Stage.AWARDED] * 3, strict=True)
    ]
    other = attrs.evolve(
        stages[0],
        title="Städ",
        question_deadline=date(2017, 3, 1),
        tender_deadline=date(2017, 3, 9),
        estimated_value=None,
        contract_period=Period.parse("2018"),
        contract_length=None,
        procedure=None,
        nature=None,
        current_contract_ends=None,
        purchaser=None,
    )
    whole = listed(dataset(other, *stages[1:]), before, locale)
    assert len(whole.facts.changes) > 6
    assert [each for each in sentences(whole) if len(each.split()) > 20] == []
    for part in whole.parts:
        assert part.as_html()


def test_joint_lists_of_two_buyers():
    """Ids are one within a buyer; each has its page, and only what changed is told."""
    region = attrs.evolve(CLEANING, buyer="Regionen", title="Bussar")
    moved = attrs.evolve(region, planned_publication=None)
    for order in (1, -1):
        whole = listed(dataset(*[CLEANING, moved][::order]), dataset(CLEANING, region))
        assert [(each.kind.value, each.title) for each in whole.facts.changes] == [("moved", "Bussar")]
        assert whole.facts.changes[0].procurement_id == "procurement-regionen-u-1"
        assert {part.id for part in whole.parts if part.kind == "procurement"} == {
            "procurement-bokedala-kommun-u-1",
            "procurement-regionen-u-1",
        }
    assert "- Bussar (Regionen): flyttad." in text_of(whole)
    same_day = listed(dataset(CLEANING, attrs.evolve(moved, changed=LATER)), since=date(2017, 1, 1))
    assert "- Bussar (Regionen), 10 februari 2017" in text_of(same_day)
    one = listed(dataset(CLEANING, moved), dataset(CLEANING, region), buyer=BUYER)
    assert one.facts.changes == ()


def test_a_joint_list_that_gives_one_id_and_title_twice_reads_back_without_a_change(tmp_path):
    """Each buyer's own number 1 is found again in what the site offers: nothing is new, nothing gone."""
    ours = dataset(CLEANING, attrs.evolve(CLEANING, buyer="Regionen"))
    outreach.publish([listed(ours)], to=[Site(tmp_path / "site")])
    before = outreach.read(tmp_path / "site" / "sv" / "upphandlingslista" / "upphandlingslista.csv")
    assert sorted(each.id for each in before.procurements) == ["U-1", "U-1"]
    assert listed(ours, before).facts.changes == ()


def test_a_buyer_is_asked_for_as_names_are_compared():
    """Capitals and blanks do not make another buyer, neither now nor before."""
    asked = listed(dataset(), dataset(), buyer=BUYER.upper().replace(" ", "  "))
    assert len(asked.facts.procurements) == len(PROCUREMENTS)
    assert listed(dataset(), listed(dataset()).facts, buyer=BUYER.upper()).facts.changes == ()


def test_a_path_is_not_a_list_before(tmp_path):
    """It is said to be read first; a wrong list would report everything as new."""
    with pytest.raises(TypeError, match=r"^previous: .* is a path, not a list \(read it: outreach.read"):
        listed(dataset(), tmp_path / "list.csv")


def test_no_personal_number_leaves_with_a_change():
    """Neither in what is now nor in what was."""
    before = dataset(attrs.evolve(CLEANING, title=f"Städ {PERSONAL}", incumbents=(f"Sven {PERSONAL}",)))
    now = dataset(attrs.evolve(CLEANING, title="Städ", id=f"U {PERSONAL}", description=PERSONAL))
    whole = listed(now, before)
    assert PERSONAL not in "".join(bytes_of(each) for each in (whole, *whole.parts))
    whole = listed(before, now)
    assert PERSONAL not in "".join(bytes_of(each) for each in (whole, *whole.parts))


@given(st.sampled_from(["title", "description", "id", "buyer"]), st.text(min_size=1, max_size=20))
@settings(max_examples=30, deadline=None)
def test_any_text_may_change(field: str, text: str):
    """Whatever stands in a field, before or now, a list is made, and read against itself has no change."""
    try:
        now = dataset(attrs.evolve(CLEANING, **{field: text}))
    except outreach.ModelError:
        return
    assert listed(now, now).facts.changes == ()
    whole = listed(now, dataset(CLEANING))
    assert whole.as_html()
    assert len({part.id for part in whole.parts}) == len(whole.parts)


def test_estimates_and_bounds_are_told():
    """A value that was not there before says so."""
    now = Estimate(low=Decimal(2_000_000), currency="SEK")
    whole = listed(
        dataset(attrs.evolve(CLEANING, estimated_value=now)), dataset(attrs.evolve(CLEANING, estimated_value=None))
    )
    assert "(förut: inte uppskattat)." in plain(whole.facts.changes[0].text)
    assert TODAY < LATER


def test_a_procurement_without_id_words():
    """A procurement whose id leaves no letters has a page."""
    odd = Procurement(id="!!!", title="???", planned_publication=Period.parse("Q2 2017"))
    assert [part.id for part in listed(dataset(odd), dataset()).parts] == ["procurement"]
