"""What the market thinks, by group, such that nobody's answer can be told."""

from __future__ import annotations

from collections import Counter
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Final

import attrs

from outreach.analysis._attendance import of_event
from outreach.errors import QuestionError
from outreach.model import FeedbackKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from outreach.dataset import Dataset
    from outreach.model import Event, Feedback


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
    for answer in data.feedback:
        if answer.kind is FeedbackKind.RATING and answer.score is not None:
            ratings.setdefault(answer.asked, []).append(answer)
    return tuple(row for asked, answers in ratings.items() for row in _rows(asked, answers, words, smallest))


def _rows(asked: str, answers: list[Feedback], words: tuple[str, ...], smallest: int) -> Iterable[FeedbackRow]:
    groups: dict[tuple[str, ...], list[int]] = {}
    for answer in answers:
        values = tuple(getattr(answer, word) for word in words)
        for group in _totals(values):
            groups.setdefault(group, []).append(answer.score or 0)
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


Entry = tuple[str, str]
"""Row and column; an empty text for the total over them."""

WHOLE: Final[Entry] = ("", "")
"""The total of all, which is shown; a table whose whole is a small group is not for publishing."""


def hidden(counts: Mapping[Entry, int], smallest: int) -> frozenset[Entry]:
    """Return which entries of a table with its totals to hide, so that no group below *smallest* can be found."""
    chosen = {entry for entry, count in counts.items() if 0 < count < smallest}
    while (more := next(_more(counts, chosen, smallest), None)) is not None:
        chosen.add(more)
    return frozenset(chosen)


def hidden_alone(counts: Mapping[str, int], smallest: int) -> frozenset[str]:
    """Return which groups to hide of a table that has one row only, whose total is shown."""
    chosen = {group for group, count in counts.items() if 0 < count < smallest}
    others = sorted((count, group) for group, count in counts.items() if count >= smallest)
    while others and chosen and (len(chosen) == 1 or sum(counts[group] for group in chosen) < smallest):
        chosen.add(others.pop(0)[1])
    return frozenset(chosen)


def _more(counts: Mapping[Entry, int], chosen: set[Entry], smallest: int) -> Iterator[Entry]:
    """Yield entries any of which may be hidden next: nothing when all is safe."""
    for total, parts in _lines(counts):
        inside = [entry for entry in parts if entry in chosen]
        if inside and total not in chosen and sum(counts[entry] for entry in inside) < smallest:
            yield from _shown(counts, parts, chosen) or _shown(counts, [total], chosen)
    for entry in sorted(chosen):
        side = _reach((0, entry[0]), chosen - {entry})
        if (1, entry[1]) not in side:  # a bridge: an entry that joins its two sides otherwise takes it into a circle
            yield from _shown(
                counts, [entry for entry in counts if ((0, entry[0]) in side) != ((1, entry[1]) in side)], chosen
            )


def _lines(counts: Iterable[Entry]) -> Iterator[tuple[Entry, list[Entry]]]:
    """Yield each total with the entries it adds up: of a row, of a column, of either edge of the table."""
    across: dict[str, list[Entry]] = {}
    down: dict[str, list[Entry]] = {}
    for row, column in sorted(counts):
        if column:
            across.setdefault(row, []).append((row, column))
        if row:
            down.setdefault(column, []).append((row, column))
    yield from (((row, ""), entries) for row, entries in across.items())
    yield from ((("", column), entries) for column, entries in down.items())


def _shown(counts: Mapping[Entry, int], entries: Iterable[Entry], chosen: set[Entry]) -> list[Entry]:
    """Return the entries that are still shown, the smallest first; an empty one hides nothing."""
    shown = (entry for entry in entries if entry not in chosen and entry != WHOLE and counts[entry])
    return sorted(shown, key=lambda entry: (counts[entry], entry))


def _reach(start: tuple[int, str], edges: set[Entry]) -> set[tuple[int, str]]:
    reached, ahead = {start}, [start]
    while ahead:
        axis, name = ahead.pop()
        for edge in edges:
            if edge[axis] == name and (other := (1 - axis, edge[1 - axis])) not in reached:
                reached.add(other)
                ahead.append(other)
    return reached


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


def feedback_choices(data: Dataset, event_id: str | Event = "", *, smallest: int = SMALLEST) -> tuple[ChoiceRow, ...]:
    """Return how many picked which of given answers (val), those of few hidden; the most picked first.

    After the answers of a question comes the number of all, with an empty ``choice``: where one may pick several, more
    than have answered. A question that fewer than *smallest* have answered is hidden whole, however much they picked.

    Args:
        data: What was read.
        event_id: Which event, or its id; answers that name none belong to it. Empty: all that were read.
        smallest: The smallest number to show, at least 3.

    Raises:
        outreach.errors.QuestionError: *smallest* is below 3.
        outreach.errors.OtherEventError: All of them name other events.
    """
    if smallest < LEAST:
        raise QuestionError("feedback_choices", f"smallest={smallest}", (f"smallest={LEAST} or more",))
    asked: dict[str, list[Feedback]] = {}
    for answer in of_event(data.feedback, event_id):
        if answer.kind is FeedbackKind.CHOICE and answer.choice:
            asked.setdefault(answer.asked, []).append(answer)
    return tuple(row for question, picked in asked.items() for row in _choice_rows(question, picked, smallest))


def _choice_rows(asked: str, picked: list[Feedback], smallest: int) -> Iterable[ChoiceRow]:
    counts = Counter(answer.choice for answer in picked)
    people = len({answer.answer_id or answer.id for answer in picked})  # one may pick several
    is_told = people >= smallest
    secret = hidden_alone(counts, smallest) if is_told else frozenset(counts)
    for choice in sorted(
        counts, key=lambda choice: (choice in secret, 0 if choice in secret else -counts[choice], choice)
    ):
        yield ChoiceRow(asked=asked, choice=choice, answers=None if choice in secret else counts[choice])
    yield ChoiceRow(asked=asked, choice="", answers=counts.total() if is_told else None)
