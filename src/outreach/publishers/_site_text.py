"""The words around a page: what the templates say, in the page's language."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from outreach import languages

if TYPE_CHECKING:
    from collections.abc import Mapping


@cache
def words_of(locale: str) -> Mapping[str, str]:
    """Return the words that templates use, by name."""
    t = languages.translator(locale)
    return {
        "skip": t("Skip to the content"),
        "start": t("Start page"),
        "here": t("You are here"),
        "published_by": t("Published by"),
        "contact": t("Contact"),
        "updated": t("Last updated"),
        "languages": t("Languages"),
        "this_language": t.c("the name of this language, in it", "English"),
        "contents": t("Contents"),
        "site": t("Procurement and purchasing"),
    }
