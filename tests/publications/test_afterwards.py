"""What is told after a meeting: results, press release, coverage, the story, notes, questions."""

from datetime import date, datetime

import attrs
import pytest

import outreach
from outreach import FeedbackKind, blocks, publications
from outreach.model import Coverage, Event, EventStatus, Feedback, Headcount, Participation, ParticipationStatus
from outreach.rendering import walk
from publications.support import ANNA, LOCALES, PERSONAL, ZONE
from sample_publications import picture

MEETING = Event(
    id="2017-var",
    title="Företagarträff",
    status=EventStatus.REPORTED,
    organiser="Bokedala kommun",
    venue="Stadshuset",
    starts=datetime(2017, 3, 1, 13, tzinfo=ZONE),
    ends=datetime(2017, 3, 1, 16, tzinfo=ZONE),
    contact=ANNA,
    headcount=Headcount(count=20, is_about=True),
    summary_points=["Små företag vill lämna anbud på delar."],
    sessions=[outreach.Session(kind=outreach.SessionKind.PRESENTATION, title="Vad vi köper")],
)
AUTUMN = attrs.evolve(
    MEETING,
    id="2017-host",
    title="Höstträff",
    status=EventStatus.PUBLISHED,
    starts=datetime(2017, 10, 4, 13, tzinfo=ZONE),
    ends=datetime(2017, 10, 4, 16, tzinfo=ZONE),
)
TODAY = date(2017, 3, 8)


def said(number: int, kind: FeedbackKind = FeedbackKind.COMMENT, **more: object) -> Feedback:
    """Return one answer."""
    return Feedback(id=f"{kind.value}-{number}", kind=kind, **{"event_id": "2017-var", "is_public": True, **more})


def rating(number: int, score: int) -> Feedback:
    """Return a rating by one answerer."""
    return said(number, FeedbackKind.RATING, asked="Nyttigt?", score=score, out_of=5, answer_id=f"s{number}")


def came(number: int, status: ParticipationStatus = ParticipationStatus.ATTENDED, **more: object) -> Participation:
    """Return somebody on the list."""
    return Participation(id=str(number), event_id="2017-var", supplier_name=f"Företag {number}", status=status, **more)


def data(*feedback: Feedback, participations: list[Participation] | None = None) -> outreach.Dataset:
    """Return what was read."""
    return outreach.Dataset(
        feedback=outreach.Records(Feedback, feedback),
        participations=outreach.Records(Participation, participations or []),
    )


def text(publication: outreach.Publication) -> str:
    """Return a publication as one line of text."""
    return " ".join(publication.as_text().replace("\xa0", " ").split())


def results(told: outreach.Dataset | None = None, event: Event = MEETING, **more: object) -> outreach.Publication:
    """Return the results in Swedish."""
    return publications.results(event, told, today=TODAY, **more)


def test_a_headcount_is_told_as_it_is_known():
    """About twenty stays about twenty; a counted one is said to be counted."""
    counted = attrs.evolve(MEETING, headcount=Headcount(count=1))

    assert "Ett 20-tal personer kom till företagarträffen den 1 mars 2017." in text(results())
    assert "uppskattat" in text(results())
    assert "1 person kom till företagarträffen" in text(results(event=counted))
    assert "Vi räknade dem som var där." in text(results(event=counted))
    assert "Den 1 mars 2017 höll vi företagarträffen." in text(results(event=attrs.evolve(MEETING, headcount=None)))


def test_headcount_and_list_are_never_mixed():
    """What somebody estimated and what a list tells are two sentences, and neither changes the other."""
    told = text(results(data(participations=[came(number) for number in range(7)])))

    assert told.count("20-tal personer") == 1
    assert "ett 20-tal personer kom till träffen" in text(results(data(), lead="Tack!"))
    assert "På deltagarlistan är 7 personer från 7 företag avprickade." in told
    assert "27" not in told


def test_a_list_on_which_nobody_is_ticked_off_tells_of_registrations():
    """Who registered has not therefore come."""
    registered = [came(number, ParticipationStatus.REGISTERED) for number in range(3)]

    assert "3 personer från 3 företag var anmälda." in text(results(data(participations=registered)))


@pytest.mark.parametrize(
    ("headcount", "locale", "expected"),
    [
        (Headcount(count=15, is_about=True), "sv_SE", "Ett 15-tal personer kom"),
        (Headcount(count=23, is_about=True), "sv_SE", "Ungefär 23 personer kom"),
        (Headcount(count=5, is_about=True), "sv_SE", "Ungefär 5 personer kom"),
        (Headcount(count=23, is_about=True), "en_GB", "Around 23 people came"),
        (Headcount(count=1), "en_GB", "1 person came"),
    ],
)
def test_a_headcount_is_told_as_one_says_it(headcount, locale, expected):
    """Swedish says *ett 15-tal*, but no *23-tal*."""
    meeting = attrs.evolve(MEETING, headcount=headcount)
    assert expected in text(publications.results(meeting, locale=locale))


@pytest.mark.parametrize("compose", [publications.results, publications.case_page, publications.minutes])
def test_nothing_came_of_a_meeting_that_has_not_been(compose):
    """What is cancelled, or still to come on the day it is told, has no results, no story and no notes."""
    with pytest.raises(outreach.ModelError, match=r"^Event\.status: a meeting that is cancelled has no "):
        compose(attrs.evolve(MEETING, status=EventStatus.CANCELLED))
    with pytest.raises(outreach.ModelError, match=r"^Event\.starts: no .* on 2017-03-08 of a meeting on 2017-10-04 "):
        compose(AUTUMN, today=TODAY)
    assert compose(AUTUMN).blocks


@pytest.mark.parametrize(("newcomers", "is_told"), [(4, False), (5, True), (6, False), (10, True)])
def test_few_newcomers_are_not_counted_out(newcomers, is_told):
    """Below five, a number could tell which companies they are; so could one that leaves fewer than five."""
    there = [came(number, has_bid_before=number >= newcomers) for number in range(10)]

    assert is_told is ("hade aldrig lämnat anbud" in text(results(data(participations=there))))


def test_only_released_words_are_shown_and_without_names():
    """A person releases a comment; addresses, numbers and known names are taken out all the same."""
    participations = [came(1, contact=outreach.Contact(name="Sven Provsson"))]
    words = f"Ring Sven Provsson på Företag 1, 070-123 45 67, sven@foretag.example, {PERSONAL}!"
    told = text(
        results(data(said(1, text=words), said(2, text="Hemligt", is_public=False), participations=participations))
    )

    assert "Hemligt" not in told
    gone = "[namn borttaget]"
    assert f"Ring {gone} på {gone}, {gone}, {gone}, ******-****!" in told


def test_comments_stand_by_theme_with_the_answer():
    """The theme most spoken of comes first; what has none comes last."""
    told = text(
        results(
            data(
                said(1, text="A", theme=""),
                said(2, text="B", theme="Krav", answer="Vi ändrar."),
                said(3, text="C", theme="Information"),
                said(4, text="D", theme="Krav"),
            )
        )
    )

    assert told.index("Krav") < told.index("Information") < told.index("Övrigt")
    assert "B Vårt svar: Vi ändrar." in told


def test_few_answers_are_not_shown_in_numbers():
    """Four ratings are no average; five are."""
    four = [rating(number, 4) for number in range(4)]

    assert "Nyttigt? färre än 5 färre än 5" in text(results(data(*four)))
    assert "Nyttigt? 5 4,2 av 5" in text(results(data(*four, rating(5, 5))))


def test_choices_of_few_cannot_be_found_by_subtraction():
    """Two are hidden where one alone would be given back by the total; nothing says which of them is small."""
    picked = ["Ja"] * 6 + ["Kanske"] * 5 + ["Nej"]
    answers = [said(number, FeedbackKind.CHOICE, asked="Anbud?", choice=choice) for number, choice in enumerate(picked)]
    (table,) = [block for block in walk(results(data(*answers)).blocks) if isinstance(block, blocks.Table)]

    assert [("Ja", 6), ("Kanske", blocks.Missing("visas inte")), ("Nej", blocks.Missing("visas inte"))] == [*table.rows]
    assert "Vi visar inte det som färre än 5 har valt, och inte heller det som skulle avslöja det." == table.note
    assert ("Alla svar", 12) == table.total


def test_pictures_and_next_meeting_stand_in_the_results():
    """What happens next links to the next invitation, and pictures come with their credit."""
    shown = publications.Pictures(shown=[picture(credit="A. Ek")])
    told = results(pictures=shown, next_steps=["Vi ser över kraven."], next_event=AUTUMN)

    assert "[Bild: En blå och en vit ruta] Foto: A. Ek" in text(told)
    assert "Vi ser över kraven. Nästa gång: Höstträff, onsdag 4 oktober 2017 kl. 13.00–16.00." in text(told)
    assert "invitation-2017-host" in [part.to for part in links(told)]


def links(publication: outreach.Publication) -> list[blocks.Link]:
    """Return the links of paragraphs and lists."""
    texts = [
        each
        for block in walk(publication.blocks)
        for each in ([block.text] if isinstance(block, blocks.Paragraph) else getattr(block, "items", []))
    ]
    return [part for each in texts for part in each if isinstance(part, blocks.Link)]


def test_questions_are_the_same_to_all():
    """Released questions stand with their answers, unanswered ones say so, the others are counted alone."""
    told = data(
        said(1, FeedbackKind.QUESTION, text="Kan två lämna anbud ihop?", answer="Ja."),
        said(2, FeedbackKind.QUESTION, text="När?"),
        said(3, FeedbackKind.QUESTION, text="Hemlig", is_public=False),
        said(4, text="En kommentar"),
    )
    page = text(publications.questions_and_answers(told, MEETING))

    assert "Fråga 1 ------- Kan två lämna anbud ihop? Vårt svar: Ja." in page
    assert "När? Vi har inte svarat än." in page
    assert "1 fråga till har kommit in." in page
    assert "Hemlig" not in page
    assert "kommentar" not in page


def test_questions_about_a_procurement_are_asked_where_it_is_advertised():
    """There the system sends the answer to all; questions of the meeting are not its own."""
    procurement = outreach.Procurement(
        id="U-1",
        title="Städ",
        notice_url="https://annonser.example/1",
        question_deadline=date(2017, 4, 3),
        stage=outreach.Stage.ADVERTISED,
    )
    told = data(
        said(1, FeedbackKind.QUESTION, text="Om träffen?"),
        said(2, FeedbackKind.QUESTION, text="Hur ofta?", procurement_id="U-1"),
    )
    page = publications.questions_and_answers(told, procurement)

    assert "Hur ofta?" in text(page)
    assert "Om träffen?" not in text(page)
    assert "Fråga senast måndag 3 april 2017" in text(page)
    assert "https://annonser.example/1" in text(page)


def test_a_press_release_has_the_news_first():
    """Headline, place and day, two sentences, the quote as given, three figures, whom to ask."""
    quote = blocks.Quote("Fler anbud ger bättre köp.", "Anna Testgren, upphandlingschef")
    page = publications.press_release(MEETING, today=TODAY, place="Bokedala", quote=quote)

    assert "Bokedala kommun har träffat företag för att prata om kommande upphandlingar" == page.title
    assert "Pressmeddelande. Bokedala, 8 mars 2017 Ett 20-tal personer kom till" in text(page)
    assert "Fler anbud ger bättre köp. – Anna Testgren, upphandlingschef" in text(page)
    assert "Kontakt för press" in text(page)


def test_a_press_release_before_the_meeting_invites():
    """While it is to come, it says when and where, and links to the invitation."""
    page = publications.press_release(AUTUMN, today=TODAY)

    assert "Bokedala kommun bjuder in företag och berättar om kommande inköp" == page.title
    assert "onsdag 4 oktober 2017 kl. 13.00–16.00, Stadshuset." in text(page)
    assert ["invitation-2017-host", "procurement-list"] == [link.to for link in links(page) if link.to]


@pytest.mark.parametrize(
    ("status", "title", "first"),
    [
        (
            EventStatus.CANCELLED,
            "Bokedala kommun ställer in företagarträffen",
            "Vi har ställt in företagarträffen den 4 oktober 2017. Vad som händer nu",
        ),
        (
            EventStatus.MOVED,
            "Bokedala kommun flyttar företagarträffen",
            "Vi har flyttat företagarträffen. Ny tid och plats: onsdag 4 oktober 2017",
        ),
        (
            EventStatus.FULL,
            "Bokedala kommun bjuder in företag och berättar om kommande inköp",
            "Stadshuset. Alla platser är bokade. Vi vill att fler",
        ),
    ],
)
def test_a_press_release_says_what_has_become_of_the_meeting(status, title, first):
    """A meeting that is cancelled has not been held, one that is moved has another time, one that is full no place."""
    page = publications.press_release(attrs.evolve(AUTUMN, status=status), today=TODAY)
    assert title == page.title
    assert first in text(page)
    assert "höll vi" not in text(page)


def test_a_press_release_on_a_day_after_the_meeting_does_not_invite():
    """Whoever forgot to say that it was held is not made to invite to yesterday."""
    page = publications.press_release(attrs.evolve(MEETING, status=EventStatus.PUBLISHED), today=TODAY)
    assert "Ett 20-tal personer kom till företagarträffen" in text(page)
    assert "bjuder in" not in text(page)


def test_a_press_release_about_a_draft_is_for_staff():
    """Nothing tells the public of what is not decided."""
    draft = attrs.evolve(AUTUMN, status=EventStatus.DRAFT)
    assert publications.press_release(draft, today=TODAY).audience == "staff"


def test_no_quote_is_made_up():
    """Without one given, there is none."""
    page = publications.press_release(MEETING, today=TODAY)

    assert [] == [block for block in page.blocks if isinstance(block, blocks.Quote)]


def test_coverage_is_cited_and_linked():
    """Headline, outlet and day, the newest first; one without a day last."""
    articles = [
        Coverage(title="Äldre", outlet="Posten", published=date(2017, 3, 1), url="https://posten.example/1"),
        Coverage(title="Utan dag", outlet="Radion"),
        Coverage(title="News", outlet="The Post", published=date(2017, 3, 2), url="https://post.example/", lang="en"),
    ]
    page = publications.coverage(attrs.evolve(MEETING, coverage=articles))

    assert (
        "- News (https://post.example/), The Post, 2 mars 2017 (på engelska) "
        "- Äldre (https://posten.example/1), Posten, 1 mars 2017 - Utan dag, Radion"
    ) in text(page)
    assert "inte till att någon har skrivit" in text(publications.coverage(MEETING))


def test_the_story_has_the_sections_of_a_case():
    """Six headings, from why it was done to where to read on."""
    page = publications.case_page(
        MEETING, preparation=["Vi ringde runt."], told_in=["webbplatsen", "nyhetsbrevet"], next_event=AUTUMN
    )
    headings = [block.text for block in page.blocks if isinstance(block, blocks.Heading)]

    assert [
        "Bakgrund", "Förberedelser", "Inbjudan", "Genomförande", "Resultat", "Mer om detta", "Frågor"
    ] == headings  # fmt: skip
    assert "Inbjudan spreds här: webbplatsen och nyhetsbrevet." in text(page)
    assert "- Vad vi köper" in text(page)


def test_notes_follow_the_programme():
    """What was said stands by session, other things last; people in office are named, companies counted."""
    page = publications.minutes(
        MEETING,
        {"Annat": ["Kaffe."], "Vad vi köper": ["Mest bygg.", "Sedan vård."]},
        present=[ANNA],
        decided=["Vi ses i höst."],
        written_by=ANNA,
    )

    told = text(page)
    assert told.index("Mest bygg. Sedan vård.") < told.index("Kaffe.") < told.index("1. Vi ses i höst.")
    assert "För Bokedala kommun: Anna Testgren (upphandlingschef)" in told
    assert "Deltog: ett 20-tal personer" in told


@pytest.mark.parametrize("locale", LOCALES)
def test_each_says_the_least_it_can(locale):
    """Without anything but a meeting, each is still whole, in both languages."""
    bare = Event(id="x", title="Möte", starts=MEETING.starts, ends=MEETING.ends, status=EventStatus.HELD)
    pages = [
        publications.results(bare, locale=locale),
        publications.press_release(bare, today=TODAY, locale=locale),
        publications.coverage(bare, locale=locale),
        publications.case_page(bare, locale=locale),
        publications.minutes(bare, locale=locale),
        publications.questions_and_answers(data(), bare, locale=locale),
        publications.request_for_information(
            attrs.evolve(bare, kind=outreach.EventKind.REQUEST_FOR_INFORMATION), locale=locale
        ),
        publications.comments_summary(bare, data(), locale=locale),
    ]

    assert len(pages) == len({page.id for page in pages}) == len({page.slug for page in pages})
    for page in pages:
        assert page.summary
        assert page.blocks
        assert "None" not in page.as_text()


@pytest.mark.parametrize(
    ("status", "company", "locale", "expected"),
    [
        (ParticipationStatus.REGISTERED, "El AB", "sv_SE", "1 person från 1 företag var anmäld."),
        (ParticipationStatus.REGISTERED, "", "sv_SE", "1 person var anmäld."),
        (ParticipationStatus.ATTENDED, "El AB", "sv_SE", "På deltagarlistan är 1 person från 1 företag avprickad."),
        (
            ParticipationStatus.ATTENDED,
            "El AB",
            "en_GB",
            "1 person from 1 company is ticked off.",
        ),
        (ParticipationStatus.ABSENT, "El AB", "sv_SE", "På deltagarlistan är 0 personer avprickade."),
    ],
)
def test_one_on_the_list_is_one(status, company, locale, expected):
    """A person is no people; who names no company is of none."""
    there = data(participations=[attrs.evolve(came(1, status), supplier_name=company, supplier_id="")])
    assert expected in text(publications.results(attrs.evolve(MEETING, headcount=None), there, locale=locale))
