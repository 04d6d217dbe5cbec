"""What was said, in the words that a person has released."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach import blocks
from outreach.model import FeedbackKind
from outreach.publications._afterwards import id_of
from outreach.publications._anonymous import Anonymous
from outreach.publications._results_numbers import of_event

if TYPE_CHECKING:
    from collections.abc import Iterable

    from outreach.blocks import Block
    from outreach.dataset import Dataset
    from outreach.languages import Translator
    from outreach.model import Event, Feedback


def their_words(event: Event, data: Dataset | None, t: Translator) -> Iterable[Block]:
    """Yield released comments (synpunkter) by theme, each with the answer; and where questions are answered."""
    if data is None:
        return
    comments = [each for each in of_event(event, data) if _is_shown(each)]
    answered = any(each.kind is FeedbackKind.QUESTION and each.is_public for each in of_event(event, data))
    if not comments and not answered:
        return
    yield blocks.Heading(t("What you said"))
    yield from by_theme(comments, Anonymous.of(data, t), t)
    if answered:
        yield blocks.Paragraph(blocks.Link(t("Read the questions and our answers"), to=id_of("questions", event)))


def _is_shown(each: Feedback) -> bool:
    return each.kind is FeedbackKind.COMMENT and each.is_public and bool(each.text.strip())


def by_theme(comments: Iterable[Feedback], anonymous: Anonymous, t: Translator) -> Iterable[Block]:
    """Yield *comments* under their themes, the most spoken of first; each with what the municipality answers."""
    themes: dict[str, list[Feedback]] = {}
    for each in comments:
        themes.setdefault(each.theme, []).append(each)
    ordered = sorted(themes.items(), key=lambda pair: (not pair[0], -len(pair[1]), pair[0]))
    for theme, found in ordered:
        if len(themes) > 1 or theme:
            yield blocks.Heading(anonymous(theme) or t("Other things"), level=3)
        for each in found:
            yield blocks.Quote(anonymous(each.text))
            if each.answer:
                yield blocks.Paragraph((blocks.Strong(t("Our answer:")), f" {anonymous(each.answer)}"))
