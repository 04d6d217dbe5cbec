"""Headings that are questions: what a question asks for, and which of its options a column stands for."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final, NamedTuple

from outreach.model import Feedback, Participation
from outreach.tables._form_aliases import OPTION, QUESTIONS
from outreach.tables._headings import Meaning
from outreach.values import fold

LONGEST_QUESTION: Final = 2_000
"""What somebody consents to is often told at length; a longer cell is an answer, not a question."""

ASKED: Final = (Participation, Feedback)
"""The records whose tables may have questions for headings."""
_RANK: Final = 5
"""A question that holds a word is a weaker sign than a heading that is known."""


class Question(NamedTuple):
    """A question, and the option a column stands for; empty where the column is the whole question."""

    text: str
    option: str


@lru_cache(maxsize=4096)
def question(heading: str) -> Question:
    """Take a column's heading apart: *Vad hindrar er? [Stora volymer]*, *Vilka branscher? – Bygg*."""
    plain = " ".join(heading.replace("\ufeff", " ").split())
    match = OPTION.match(plain)
    if not match:
        return Question(plain, "")
    return Question(match["question"], match["bracket"] or match["dash"] or match["colon"])


def may_ask(heading: str) -> bool:
    """Tell whether a *heading* may be a question: not one word in small letters, as programs name their columns."""
    plain = heading.strip()
    return "?" in plain or " " in plain or not plain.islower()


@lru_cache(maxsize=4096)
def questions(record: type, heading: str) -> tuple[Meaning, ...]:
    """Return what the question *heading* asks for in a table of *record*; nothing where its words do not tell."""
    if not may_ask(heading):
        return ()
    patterns = _patterns(record.__name__)
    asked, option = question(heading)
    folded = fold(asked) if patterns else ""
    found = next((role for role, words in patterns if words.search(folded)), None)
    # Where one column can be the answer, that of the whole question is, not the one beside it for *other*.
    return (Meaning(found, _RANK + bool(option)),) if found else ()


def is_question(cell: str) -> bool:
    """Tell whether a long *cell* may still be a heading: a question on one page, not prose."""
    return len(cell) <= LONGEST_QUESTION and ("?" in cell or any(questions(kind, cell) for kind in ASKED))


@cache
def _patterns(record: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((role, re.compile(words)) for role, words in QUESTIONS.get(record, {}).items())
