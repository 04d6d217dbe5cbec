"""The words around a page: what the templates say, in the page's language."""

from __future__ import annotations

from functools import cache

import attrs

from outreach import languages


@attrs.frozen(kw_only=True)
class Words:
    """What templates say, by name: ``{{ words.contact }}``."""

    skip: str
    start: str
    here: str
    published_by: str
    contact: str
    updated: str
    languages: str
    this_language: str
    contents: str
    subscribe: str
    news: str
    calendar: str
    site: str


@cache
def words_of(locale: str) -> Words:
    """Return the words of a language."""
    t = languages.translator(locale)
    return Words(
        skip=t("Skip to the content"),
        start=t("Start page"),
        here=t("You are here"),
        published_by=t("Published by"),
        contact=t("Contact"),
        updated=t("Last updated"),
        languages=t("Languages"),
        this_language=t.c("the name of this language, in it", "English"),
        contents=t("Contents"),
        subscribe=t("Subscribe"),
        news=t("News feed"),
        calendar=t("Calendar"),
        site=t("Procurement and purchasing"),
    )
