"""Lists of a page whose heading or lead says when what they name is to be bought."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import outreach

if TYPE_CHECKING:
    from collections.abc import Iterator

    from outreach.sources._html_page import Bullets, Page

_ABOUT: Final = re.compile(r"upphandl|inköp|procure|tender|contract opportunit", re.IGNORECASE)
_OVER: Final = re.compile(
    r"avsluta|genomför|tilldela|avbrut|utgång|arkiv|tidigare|award|complet|closed|archive|past|previous", re.IGNORECASE
)
_LONGEST: Final = 200
_MOST_WORDS: Final = 12
_ANY_YEAR: Final = 2000
"""A time that names no year is one as well; which year is meant the core finds out."""


def lists_of(page: Page) -> Iterator[outreach.Table]:
    """Yield the plans that stand in lists: their items are titles, the time stands in the heading or the lead.

    A list is one of plans where the headings above it speak of buying and not of what is over, and its own heading or
    lead says a time; menus and other lists are none.
    """
    for number, bullets in enumerate((each for each in page.lists if not each.is_apart), 1):
        said = bullets.lead or "".join(bullets.headings[-1:])
        time = time_in(bullets.lead) or time_in("".join(bullets.headings[-1:]))
        about = " ".join((*bullets.headings, bullets.lead))
        if time and _ABOUT.search(about) and not _OVER.search(said):
            yield _table(bullets, time, f"list {number}")


def time_in(text: str) -> str:
    """Return the longest run of words in *text* that is a time, a span or a season, or nothing (under våren 2025)."""
    words = [word.strip(":.,!?") for word in text.split()[:_MOST_WORDS]]
    runs = (words[start:end] for start in range(len(words)) for end in range(start + 1, len(words) + 1))
    return next((" ".join(run) for run in sorted(runs, key=len, reverse=True) if _is_time(" ".join(run))), "")


def _is_time(text: str) -> bool:
    try:
        period = outreach.Period.parse(text, default_year=_ANY_YEAR)
    except outreach.UnreadableError:
        return False
    # A day is rather that of the page's last change.
    return period.precision is not outreach.Precision.DAY


def _table(bullets: Bullets, time: str, part: str) -> outreach.Table:
    import polars as pl  # noqa: PLC0415 - heavy

    items = [(number, " ".join(text.split())) for number, text in enumerate(bullets.items, 1)]
    kept = [(number, text, time) for number, text in items if text and len(text) <= _LONGEST]
    above = [(None, text, None) for text in (*bullets.headings, bullets.lead) if text]
    frame = pl.DataFrame(
        [*above, (None, "title", "planned_publication"), *kept],
        schema={"line": pl.Int64, "title": pl.String, "time": pl.String},
        orient="row",
    )
    left = len(items) - len(kept)
    notes = (
        f"the time of its items stands above it: {time!r}",
        *([f"{left} items too long for titles"] if left else []),
    )
    return outreach.Table(frame=frame.lazy(), line="line", part=part, record=outreach.Procurement, notes=notes)
