"""What the market thinks, by group, such that nobody's answer can be told."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Final

import attrs

from outreach.analysis._hiding import hidden, hidden_alone
from outreach.errors import QuestionError
from outreach.model import FeedbackKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from outreach.dataset import Dataset
    from outreach.model import Feedback

WORDS: Final = ("industry", "locality", "municipality", "language")
"""What answers can be grouped by."""

SMALLEST: Final = 5
LEAST: Final = 3
"""No group smaller than this is ever shown, whatever is asked for."""


@attrs.frozen(kw_only=True)
class FeedbackRow:
    """The ratings of one question by one group (grupp).

    Attributes:
        asked: The question.
        group: A value for each grouping word; an empty tuple for all answers.
        answers: How many; None where it is hidden.
        mean: Their mean score, two decimals; None where it is hidden.
    """

    asked: str
    group: tuple[str, ...]
    answers: int | None
    mean: Decimal | None

    @property
    def is_hidden(self) -> bool:
        """Whether the group is too small to be shown, or would give such a one away."""
        return self.answers is None


def feedback_summary(
    data: Dataset, by: str | Sequence[str] = (), *, smallest: int = SMALLEST
) -> tuple[FeedbackRow, ...]:
    """Return the ratings by group (betyg per grupp), small groups hidden.

    A group of fewer than *smallest* answers is hidden, and so are others without which it could be found from the
    totals: of two grouping words also the totals of each are returned, with an empty text for the other.

    Args:
        data: What was read.
        by: One or two of ``industry``, ``locality``, ``municipality`` and ``language``; none: all answers together.
        smallest: The smallest group to show, at least 3; 10 where readers choose the groups themselves.

    Raises:
        outreach.errors.QuestionError: Another word, more than two, or too small a group.
    """
    words = (by,) if isinstance(by, str) else tuple(by)
    for word in words:
        if word not in WORDS:
            raise QuestionError("feedback_summary", word, WORDS)
    if smallest < LEAST or len(words) > 2:  # noqa: PLR2004 - a table has rows and columns
        raise QuestionError("feedback_summary", f"smallest={smallest}, by={words}", ("smallest=3 or more", "two words"))
    ratings: dict[str, list[Feedback]] = {}
    for each in data.feedback:
        if each.kind is FeedbackKind.RATING and each.score is not None:
            ratings.setdefault(each.asked, []).append(each)
    return tuple(row for asked, found in ratings.items() for row in _rows(asked, found, words, smallest))


def _rows(asked: str, found: list[Feedback], words: tuple[str, ...], smallest: int) -> Iterable[FeedbackRow]:
    groups: dict[tuple[str, ...], list[int]] = {}
    for each in found:
        values = tuple(getattr(each, word) for word in words)
        for group in _totals(values):
            groups.setdefault(group, []).append(each.score or 0)
    secret = _secret({group: len(scores) for group, scores in groups.items()}, len(words), smallest)
    for group, scores in sorted(groups.items()):
        is_secret = group in secret
        yield FeedbackRow(
            asked=asked,
            group=() if group == _whole(words) else group,
            answers=None if is_secret else len(scores),
            mean=None if is_secret else _mean(scores),
        )


def _totals(values: tuple[str, ...]) -> set[tuple[str, ...]]:
    """Return the groups an answer counts in: its own, the totals of each word, and all."""
    named = tuple(value or "-" for value in values)
    if len(named) < 2:  # noqa: PLR2004 - one word, or none
        return {named, _whole(named)}
    return {named, (named[0], ""), ("", named[1]), _whole(named)}


def _whole(words: tuple[str, ...]) -> tuple[str, ...]:
    return ("",) * len(words)


def _secret(counts: dict[tuple[str, ...], int], width: int, smallest: int) -> set[tuple[str, ...]]:
    whole = ("",) * width
    if counts[whole] < smallest:
        return set(counts)
    if width == 2:  # noqa: PLR2004 - rows and columns
        return set(hidden({(one, two): count for (one, two), count in counts.items()}, smallest))
    alone = {group[0]: count for group, count in counts.items() if group != whole}
    return {(group,) for group in hidden_alone(alone, smallest)}


def _mean(scores: list[int]) -> Decimal:
    return (Decimal(sum(scores)) / len(scores)).quantize(Decimal("0.01"), ROUND_HALF_UP)
