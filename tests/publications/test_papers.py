"""Table signs and name badges: what is on them, and what never is."""

from __future__ import annotations

import itertools

import pytest

from outreach import blocks, publications
from outreach.blocks import CardKind
from outreach.model import Contact, EventStatus, ParticipationRole, ParticipationStatus
from publications.fair_support import fair_event, person
from publications.support import LOCALES, PERSONAL, TODAY, all_of, bytes_of, meeting, text_of


def badges(*people, locale: str = "sv_SE") -> list[tuple[str, ...]]:
    """Return title and lines of each badge."""
    told = publications.name_badges(people, meeting(), locale=locale)
    return [(card.title, *card.lines) for card in all_of(told, blocks.Card)]


def test_a_sign_has_industry_names_and_number():
    """The industry is the title; who stands there and may be named follows; the code leads where it is said to."""
    told = publications.table_signs(fair_event(), url="https://bokedala.example/lista", locale="sv_SE")
    cards = all_of(told, blocks.Card)

    assert [(card.kind, card.title, card.lines) for card in cards] == [
        (CardKind.SIGN, "Bygg och anläggning", ("Ann Björk", "Bord 1")),
        (CardKind.SIGN, "Drift, städ och underhåll", ("Bord 2",)),
        (CardKind.SIGN, "IT och telefoni", ("Vård och omsorg", "Övriga branscher", "Bord 3")),
    ]
    assert {card.url for card in cards} == {"https://bokedala.example/lista"}
    assert told.audience == "public"


@pytest.mark.parametrize("locale", LOCALES)
def test_signs_of_no_table_one_and_many(locale: str):
    """The summary counts them; without tables it says so; signs have no other paper beside them unless asked for."""
    none = publications.table_signs(meeting(sessions=()), locale=locale)
    assert all_of(none, blocks.Card) == []
    one = publications.table_signs(fair_event(locale, count=1), locale=locale)
    many = publications.table_signs(fair_event(locale), locale=locale)
    assert [len(all_of(each, blocks.Paragraph)) for each in (none, one, many)] == [1, 0, 0]
    assert [each.summary for each in (none, one, many)] == {
        "sv_SE": ["Det finns inga bord att sätta en skylt på.", "1 skylt på ett ark.", "3 skyltar, ett ark var."],
        "en_GB": ["There are no tables to put a sign on.", "1 sign on one sheet.", "3 signs, a sheet each."],
    }[locale]


def test_signs_may_have_a_first_sentence():
    """``lead=`` stands before the signs."""
    told = publications.table_signs(fair_event(), lead="Ställ upp kl. 12.", locale="sv_SE")
    assert told.blocks[0] == blocks.Paragraph("Ställ upp kl. 12.", lead=True)


def test_signs_of_a_draft_are_for_staff():
    """Nothing of a draft is public."""
    assert publications.table_signs(fair_event(status=EventStatus.DRAFT)).audience == "staff"


def test_a_badge_has_name_company_and_role():
    """First name, the rest as given, the company; the role of who is no supplier."""
    assert badges(person("Anna Maria Berg", "Berg AB")) == [("Anna", "Maria Berg", "Berg AB")]
    press = person("Per Ek", "Bokedala-Posten", role=ParticipationRole.PRESS)
    assert badges(press) == [("Per", "Ek", "Bokedala-Posten", "press")]
    assert badges(press, locale="en_GB") == [("Per", "Ek", "Bokedala-Posten", "press")]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Anna", ("Anna", "Berg AB")),
        ("Berg, Anna", ("Anna", "Berg", "Berg AB")),
        ("Berg, Anna, dr", ("Berg,", "Anna, dr", "Berg AB")),
        ("Nils-Erik af Prov", ("Nils-Erik", "af Prov", "Berg AB")),
        ("", ("Berg AB",)),
        ("BERG AB", ("Berg AB",)),
        (f"Sven {PERSONAL}", ("Sven", "Berg AB")),
        (PERSONAL, ("Berg AB",)),
    ],
)
def test_names_are_as_given(name: str, expected: tuple[str, ...]):
    """A surname may stand first; without a name the company is the title; a number is on no badge."""
    assert badges(person(name, "Berg AB")) == [expected]


def test_badges_stand_by_surname():
    """As a reader of Swedish looks for them: å, ä and ö last, *af* and *von* not counted, companies among them."""
    names = ["Eva Öst", "Bo Ångman", "Åsa Ärlig", "Per af Prov", "Ann Zell", "Ida von Alm", "Leo Élan", "Ada Elan"]
    people = [
        *(person(name) for name in names),
        person("", "Mossvik AB"),
        person("Bo Alm", "BB"),
        person("Bo Alm", "A"),
    ]
    order = [" ".join(each) for each in badges(*people)]

    assert order == [
        "Bo Alm A",
        "Bo Alm BB",
        "Ida von Alm",
        "Ada Elan",
        "Leo Élan",
        "Mossvik AB",
        "Per af Prov",
        "Ann Zell",
        "Bo Ångman",
        "Åsa Ärlig",
        "Eva Öst",
    ]
    english = [each[0] for each in badges(person("Eva Öst"), person("Per Prov"), locale="en_GB")]
    assert english == ["Eva", "Per"]
    shuffled = {tuple(badges(*some)) for some in itertools.permutations(people[:4])}
    assert len(shuffled) == 1


@pytest.mark.parametrize("status", [*ParticipationStatus, None])
def test_only_who_comes_has_a_badge(status: ParticipationStatus | None):
    """Registered, there already, or come unannounced; not who called off, waits, is invited or undecided."""
    comes = status in (ParticipationStatus.REGISTERED, ParticipationStatus.ATTENDED, ParticipationStatus.WALK_IN)
    assert bool(badges(person("Anna Berg", status=status))) is comes


def test_companions_have_their_companys():
    """Who stands for three gets two more with the company, none without one; an unread number is one."""
    assert badges(person("Anna Berg", "Berg AB", people=3)) == [
        ("Anna", "Berg", "Berg AB"),
        ("Berg AB",),
        ("Berg AB",),
    ]
    assert len(badges(person("Anna Berg", people=3))) == 1
    assert len(badges(person("Anna Berg", "Berg AB", people=None))) == 1
    assert len(badges(person("Anna Berg", "Berg AB", people=0))) == 1


def test_one_person_has_one_badge():
    """The same name with the same address in two lists is one person; without an address nobody can tell."""
    twice = [
        person("Anna Berg", "Berg AB"),
        person("anna  berg", contact=Contact(name="anna  berg", email="9@7.example")),
    ]
    assert len(badges(*twice)) == 1
    nameless = [person("Anna Berg", contact=Contact(name="Anna Berg")) for _ in range(2)]
    assert len(badges(*nameless)) == 2


@pytest.mark.parametrize("locale", LOCALES)
def test_who_has_no_badge_is_counted(locale: str):
    """Nothing is left out in silence: entries without name and company, and those of another meeting."""
    people = [person(), person("Bo Ek", event_id="2016-host"), person("Ann Berg", event_id="2017-var")]
    told = publications.name_badges(people, meeting(), locale=locale)
    counted = [block.text[0] for block in all_of(told, blocks.Paragraph)]
    assert (
        counted
        == {
            "sv_SE": [
                "1 namnbricka.",
                "1 anmälan har varken namn eller företag: skriv den brickan för hand.",
                "1 anmälan gäller en annan träff och har ingen bricka här.",
            ],
            "en_GB": [
                "1 badge.",
                "1 registration has neither name nor company: write that badge by hand.",
                "1 registration is for another meeting and has no badge here.",
            ],
        }[locale]
    )


def test_no_one_is_no_badge():
    """An empty list gives a paper that says so; otherwise there are badges and nothing else."""
    many = publications.name_badges([person("Ann Berg"), person("Bo Ek")], meeting(), locale="sv_SE")
    assert (all_of(many, blocks.Paragraph), many.summary) == ([], "2 namnbrickor, i ordning efter efternamn.")
    told = publications.name_badges([], meeting(), locale="sv_SE")
    assert text_of(told).endswith("0 namnbrickor, i ordning efter efternamn.")


def test_badges_are_for_staff_and_hold_nothing_else():
    """No address, telephone, wish, number or consent is in them; there are no facts at all."""
    anna = person(
        "Anna Berg",
        "Berg AB",
        contact=Contact(name="Anna Berg", email="anna@berg.example", phone="070-1"),
        supplier_id="5560160680",
        wishes=("Bygg",),
        ticket="VIP",
        municipality="Norrsjö",
    )
    told = publications.name_badges([anna], meeting(), locale="sv_SE", today=TODAY, lead="Skriv ut på tjockt papper.")
    said = bytes_of(told)
    assert told.audience == "staff"
    secret = ("anna@berg", "070-1", "5560160680", "Bygg", "VIP", "Norrsjö")
    assert [each for each in secret if each in said] == []
    assert (told.facts, told.summary) == (type(told.facts)(), "Skriv ut på tjockt papper.")


def test_the_code_on_a_badge_tells_of_nobody():
    """It is the same on every badge: one of its own would tell who scanned it."""
    people = [person("Anna Berg", "Berg AB"), person("Bo Ek", "Ek AB")]
    cards = publications.name_badges(people, meeting(), url="https://bokedala.example/program").blocks

    assert ["https://bokedala.example/program"] * 2 == [card.url for card in cards]
