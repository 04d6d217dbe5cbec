"""What pages load stays for a while after the last page that named it: readers fetch file by file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MOST_GENERATIONS: Final = 10
"""For how many sites a style sheet or a picture stays, the one that used it last among them."""


def ages_of(used: Iterable[str], before: Mapping[str, int], *, is_new: bool) -> dict[str, int]:
    """Return every file that stays, and how many sites ago a page named it; *is_new*: the site is another than before.

    Args:
        used: The paths of what pages name now.
        before: The answer of last time.
        is_new: Whether anything else has changed; a site published again unchanged is no other site.
    """
    older = {path: age + is_new for path, age in before.items()}
    ages = {**older, **dict.fromkeys(used, 0)}
    return {path: ages[path] for path in sorted(ages) if ages[path] < MOST_GENERATIONS}
