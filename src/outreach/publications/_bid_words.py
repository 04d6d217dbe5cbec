"""Ten words of procurement, each explained in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach import blocks, languages
from outreach.languages import DEFAULT_LOCALE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from outreach.blocks import Inline
    from outreach.languages import Translator

_SWEDISH = "sv"


def words(t: Translator) -> blocks.List:
    """Return the words (ordlista) with what they mean; in another language the Swedish word stands first."""
    swedish = languages.translator(DEFAULT_LOCALE)
    pairs = zip(_words(t), _words(swedish), strict=True)
    return blocks.List(_item(word, meaning, original, t) for (word, meaning), (original, _) in pairs)


def _item(word: str, meaning: str, original: str, t: Translator) -> tuple[Inline, ...]:
    term = blocks.Strong(languages.capitalise(word))
    if t.lang == _SWEDISH:
        return (term, f": {meaning}")
    return (term, " (", blocks.Foreign(original, _SWEDISH), f"): {meaning}")


def _words(t: Translator) -> Iterable[tuple[str, str]]:
    yield t.c("glossary", "notice"), t("how we invite bids; it is published in an open database.")
    yield (
        t.c("glossary", "procurement documents"),
        t("everything you need to bid: what we want, the requirements, the contract."),
    )
    yield t.c("glossary", "mandatory requirement"), t("must be met; otherwise we may not accept the bid.")
    yield t.c("glossary", "award criterion"), t("what we compare bids by, such as price and quality.")
    yield t.c("glossary", "self-declaration"), t("you declare that you may and can deliver; the evidence comes later.")
    yield (
        t.c("glossary", "framework agreement"),
        t("sets the terms for purchases that we make later, when we need something."),
    )
    yield (
        t.c("glossary", "direct award"),
        t("a purchase without a notice, when it is small or the law has another reason."),
    )
    yield t.c("glossary", "award decision"), t("says who wins, and why.")
    yield (
        t.c("glossary", "standstill period"),
        t("the days between decision and contract, when the decision can be reviewed."),
    )
    yield t.c("glossary", "review"), t("the administrative court looks into whether we have followed the rules.")
