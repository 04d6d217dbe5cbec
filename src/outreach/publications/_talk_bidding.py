"""The slides of a talk about how to bid: five steps, and what each asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach import blocks, rendering
from outreach.publications._bid_steps import steps
from outreach.publications._talk import slide

if TYPE_CHECKING:
    from collections.abc import Iterable

    from outreach.blocks import Slide
    from outreach.languages import Translator


def slides(notices_url: str, t: Translator) -> Iterable[Slide]:
    """Yield how to bid (hur man lämnar anbud), slide by slide; the handout tells the same at length."""
    told = list(steps(notices_url, t))
    names = [block.text.partition(". ")[2] for block in told if isinstance(block, blocks.Heading)]
    said = [_sentences(block) for block in told if isinstance(block, blocks.List)]
    yield slide(
        t("A bid takes five steps"),
        [blocks.List(names, ordered=True)],
        t("Nobody is born knowing how to bid. It takes five steps, and we go through them one by one."),
        t("We publish these slides, so you need not write anything down."),
    )
    shown = (
        (t("Our notices are free to search"), _find(t)),
        (t("Read first whether you meet every requirement"), _read(t)),
        (t("Ask early: everybody gets the answer"), _ask(t)),
        (t("A bid can fall on a single detail"), _bid(t)),
        (t("You are told who won, and why"), _decision(t)),
    )
    for (title, items), notes in zip(shown, said, strict=True):
        yield slide(title, [blocks.List(items)], *notes)


def _sentences(told: blocks.List) -> list[str]:
    return [rendering.plain(item) for item in told.items]


def _find(t: Translator) -> list[str]:
    return [
        t("In a registered notice database"),
        t("Save a search, and get an e-mail"),
        t("See on our list what is to come"),
    ]


def _read(t: Translator) -> list[str]:
    return [
        t("Download the documents, free of charge"),
        t("See what decides who wins"),
        t("Bid for a part, or with others"),
    ]


def _ask(t: Translator) -> list[str]:
    return [
        t("In writing, in the procurement system"),
        t("Before the last day for questions"),
        t("Nobody sees who asked"),
    ]


def _bid(t: Translator) -> list[str]:
    return [
        t("Answer everything, in our forms"),
        t("Add no terms of your own"),
        t("Send it in time"),
    ]


def _decision(t: Translator) -> list[str]:
    return [
        t("The decision comes with its reasons"),
        t("Before that, all about the bids is secret"),
        t("Ask why you did not win"),
    ]
