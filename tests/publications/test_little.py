"""Every publication of little or nothing: an empty dataset, one procurement, two buyers, no ledger, no organiser."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import attrs
import pytest

import outreach
from outreach import model, publications

if TYPE_CHECKING:
    from collections.abc import Callable

TODAY = date(2017, 1, 10)
STOCKHOLM = ZoneInfo("Europe/Stockholm")
MEETING = outreach.Event(
    id="e",
    title="Träff",
    starts=datetime(2017, 3, 1, 13, tzinfo=STOCKHOLM),
    ends=datetime(2017, 3, 1, 16, tzinfo=STOCKHOLM),
    contact=outreach.Contact(email="a@kommun.example"),
)
DIALOGUE = attrs.evolve(MEETING, kind=outreach.EventKind.REQUEST_FOR_INFORMATION)
HELD = attrs.evolve(MEETING, status=outreach.EventStatus.REPORTED)


def of(*procurements: model.Procurement) -> outreach.Dataset:
    """Return a dataset of procurements alone."""
    return outreach.Dataset(procurements=outreach.Records(model.Procurement, procurements))


LITTLE = {
    "nothing": outreach.Dataset(),
    "one procurement": of(model.Procurement(id="1", title="Hisservice")),
    "two buyers with one id": of(
        model.Procurement(id="1", title="Hisservice", buyer="Storåns kommun"),
        model.Procurement(id="1", title="Hisservice", buyer="Lillåns kommun"),
    ),
}
MAKERS: dict[str, Callable[..., outreach.Publication]] = {
    "invitation": lambda data, **more: publications.invitation(MEETING, data, **more),
    "programme": lambda data, **more: publications.programme(MEETING, data, **more),
    "fair": lambda data, **more: publications.fair(MEETING, data, **more),
    "table_signs": lambda _, **more: publications.table_signs(MEETING, **more),
    "name_badges": lambda data, **more: publications.name_badges(data.participations, MEETING, **more),
    "purchaser_sheets": lambda data, **more: publications.purchaser_sheets(MEETING, data, **more),
    "procurement_list": publications.procurement_list,
    "list since an empty one": lambda data, **more: publications.procurement_list(
        data, previous=outreach.Dataset(), **more
    ),
    "spend_presentation": publications.spend_presentation,
    "spend_report": lambda data, *, locale, today: publications.spend_report(data, locale=locale),  # noqa: ARG005
    "bid_handout": publications.bid_handout,
    "questions_and_answers": lambda data, **more: publications.questions_and_answers(data, MEETING, **more),
    "minutes": lambda _, **more: publications.minutes(HELD, {}, **more),
    "request_for_information": lambda _, **more: publications.request_for_information(DIALOGUE, [], **more),
    "comments_summary": lambda data, **more: publications.comments_summary(HELD, data, **more),
    "results": lambda data, **more: publications.results(HELD, data, **more),
    "press_release": lambda data, **more: publications.press_release(HELD, data, **more),
    "coverage": lambda _, **more: publications.coverage(HELD, **more),
    "case_page": lambda data, **more: publications.case_page(HELD, data, **more),
}


def test_none_is_forgotten():
    """Every function that composes a publication is tried."""
    composed = {*publications.__all__} - {"Pictures", "pictures", "with_fair_tables"}
    assert composed == composed & {*MAKERS}


@pytest.mark.parametrize("locale", ["sv_SE", "en_GB"])
@pytest.mark.parametrize("little", LITTLE)
@pytest.mark.parametrize("kind", MAKERS)
def test_of_little_there_is_still_a_page(kind, little, locale):
    """With a title and a first sentence, no empty paragraph or table, in every form."""
    page = MAKERS[kind](LITTLE[little], locale=locale, today=TODAY)
    assert page.title
    assert page.blocks
    for each in (page, *page.parts):
        said = each.as_text()
        assert "None" not in said
        assert "<p></p>" not in each.as_html()
        assert each.as_markdown()


@pytest.mark.parametrize("little", LITTLE)
def test_of_little_all_can_be_published(little, tmp_path):
    """At once, in both languages, on a site."""
    made = [
        make(LITTLE[little], locale=locale, today=TODAY)
        for locale in ("sv_SE", "en_GB")
        for kind, make in MAKERS.items()
        if kind != "list since an empty one"
    ]
    public = [page for page in made if page.audience == "public"]
    assert outreach.publish(public, to=[outreach.publisher("site", root=tmp_path / "site")])
