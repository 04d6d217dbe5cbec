"""Slugs: short, readable, safe on every system, each once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from outreach import countries
from outreach.publications.ids import MOST, ids_of, made_unique, slug_of
from outreach.rendering._publication import _SLUG
from publications.support import PROCUREMENTS


def test_swedish_letters_lose_their_marks():
    """å and ä become a, ö becomes o; all else becomes a hyphen."""
    assert slug_of("upphandling", "Städ & fönsterputs, Åre (2017)") == "upphandling-stad-fonsterputs-are-2017"
    assert slug_of("Smørrebrød, Straße") == "smorrebrod-strasse"


def test_names_of_devices_and_of_the_start_page_are_avoided():
    """Windows keeps some names, and ``index`` is another page."""
    assert [slug_of(word) for word in ("index", "Con", "LPT1", "日本")] == [
        "index-page",
        "con-page",
        "lpt1-page",
        "page",
    ]


def test_long_titles_are_cut_between_words():
    """A slug has at most 60 characters and ends with a whole word."""
    slug = slug_of("entreprenad " * 10)
    assert slug == "-".join(["entreprenad"] * 5)


@given(st.lists(st.text(max_size=80)))
def test_every_text_gives_a_slug_and_each_its_own(texts: list[str]):
    """Whatever a title holds, its address is valid, and no two are alike."""
    slugs = list(made_unique(map(slug_of, texts)))
    assert all(_SLUG.fullmatch(slug) for slug in slugs)
    assert len(set(slugs)) == len(slugs)
    assert all(len(slug_of(text)) <= MOST + len("-page") for text in texts)


def test_ids_differ_where_keys_look_alike():
    """Keys that differ only in signs still have pages of their own."""
    ids = ids_of([PROCUREMENTS[0].__class__(id=key, title="x") for key in ("KS/1", "KS 1", "ks-1-2")])
    assert dict(ids) == {"KS 1": "procurement-ks-1", "KS/1": "procurement-ks-1-3", "ks-1-2": "procurement-ks-1-2"}


def test_organisation_numbers_and_telephones_are_not_masked():
    """A number that cannot be a day of birth is no person's; one that can is, whatever its check digit says."""
    masked = countries.country("SE").masked
    kept = "556016-0680, 040-628 04 10, KS 201701-1234"
    assert masked(kept) == kept
    assert masked("19640823-3234 640823-3234 640823+3234 6408233234") == " ".join(["******-****"] * 4)
    assert masked("811218-9875") == "******-****"
