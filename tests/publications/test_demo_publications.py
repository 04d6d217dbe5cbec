"""The demo's publications: everything at once, in both languages."""

from __future__ import annotations

import re
from datetime import date
from importlib.resources import files

import pytest

import outreach
from outreach import demo as _demo
from outreach import publications
from publications.support import LOCALES, bytes_of, meeting, sentences


@pytest.fixture(scope="module")
def data() -> outreach.Dataset:
    folder = files(_demo).joinpath("input")
    registry = outreach.Registry(entry_points=False)
    return outreach.read(*(folder.joinpath(name) for name in _demo.INPUTS), registry=registry)


def composed(data: outreach.Dataset, locale: str) -> list[outreach.Publication]:
    today = date(2017, 1, 10)
    return [
        publications.invitation(meeting(), data, locale=locale, today=today),
        publications.procurement_list(data, locale=locale, today=today),
        publications.spend_report(data, locale=locale, today=today),
    ]


@pytest.mark.parametrize("locale", LOCALES)
def test_no_sole_trader_is_exposed(data: outreach.Dataset, locale: str):
    """Neither number nor name of a sole trader is in any publication, and no supplier's e-mail address."""
    said = "".join(map(bytes_of, composed(data, locale)))
    ledger = files(_demo).joinpath("input", _demo.INPUTS[0]).read_text(encoding="utf-8-sig")
    traders = set(re.findall(r";([^;]+);(18\d{6})-?(\d{4});", ledger))
    assert len(traders) > 0
    for name, day, last in traders:
        assert [word for word in (name, f"{day}{last}", f"{day}-{last}", f"{day[2:]}-{last}") if word in said] == []
    emails = [contact.email for each in data.suppliers for contact in each.contacts if contact.email]
    assert [email for email in emails if email in said] == []


@pytest.mark.parametrize("locale", LOCALES)
def test_every_sentence_is_short(data: outreach.Dataset, locale: str):
    """At most 20 words, on every page."""
    every = [page for publication in composed(data, locale) for page in (publication, *publication.parts)]
    assert [each for page in every for each in sentences(page) if len(each.split()) > 20] == []


def test_ids_hold_over_languages_and_addresses_are_each_others(data: outreach.Dataset):
    """Both languages have the same pages; no two pages of a language share an address."""
    swedish, english = ([*_with_parts(composed(data, locale))] for locale in LOCALES)
    assert [page.id for page in swedish] == [page.id for page in english]
    for pages in (swedish, english):
        assert len({page.slug for page in pages}) == len(pages)


def _with_parts(every: list[outreach.Publication]):
    for each in every:
        yield from (each, *each.parts)
