"""What was picked among given answers, such that nobody's answer can be told."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import attrs

from outreach.analysis._feedback import LEAST, SMALLEST
from outreach.analysis._hiding import hidden_alone
from outreach.errors import QuestionError
from outreach.model import FeedbackKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from outreach.dataset import Dataset
    from outreach.model import Feedback


@attrs.frozen(kw_only=True)
class ChoiceRow:
    """How many picked one answer (svarsalternativ).

    Attributes:
        asked: The question.
        choice: The answer picked; empty for all answers to the question.
        answers: How many; None where it is hidden.
    """

    asked: str
    choice: str
    answers: int | None

    @property
    def is_hidden(self) -> bool:
        """Whether too few picked it to be shown, or it would give such a one away."""
        return self.answers is None


def feedback_choices(data: Dataset, event_id: str = "", *, smallest: int = SMALLEST) -> tuple[ChoiceRow, ...]:
    """Return how many picked which of given answers (val), those of few hidden; the most picked first.

    After the answers of a question comes the number of all, with an empty ``choice``: where one may pick several, more
    than have answered. A question that fewer than *smallest* have answered is hidden whole, however much they picked.

    Args:
        data: What was read.
        event_id: Which event; answers that name none belong to it. Empty: all that were read.
        smallest: The smallest number to show, at least 3.

    Raises:
        outreach.errors.QuestionError: *smallest* is below 3.
    """
    if smallest < LEAST:
        raise QuestionError("feedback_choices", f"smallest={smallest}", (f"smallest={LEAST} or more",))
    asked: dict[str, list[Feedback]] = {}
    for each in data.feedback:
        if each.kind is FeedbackKind.CHOICE and each.choice and (not event_id or each.event_id in ("", event_id)):
            asked.setdefault(each.asked, []).append(each)
    return tuple(row for question, picked in asked.items() for row in _rows(question, picked, smallest))


def _rows(asked: str, picked: list[Feedback], smallest: int) -> Iterable[ChoiceRow]:
    counts = Counter(each.choice for each in picked)
    people = len({each.answer_id or each.id for each in picked})  # one may pick several
    is_told = people >= smallest
    secret = hidden_alone(counts, smallest) if is_told else frozenset(counts)
    for choice in sorted(
        counts, key=lambda choice: (choice in secret, 0 if choice in secret else -counts[choice], choice)
    ):
        yield ChoiceRow(asked=asked, choice=choice, answers=None if choice in secret else counts[choice])
    yield ChoiceRow(asked=asked, choice="", answers=counts.total() if is_told else None)
