"""What a start page leads to, under a few headings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import attrs

from outreach import languages
from outreach.publishers._site_pages import Page

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


MOST_PLAIN: Final = 4
"""Up to this many pages need no headings."""

MEETINGS, PLANS, INDUSTRIES, SPEND, BIDDING, AFTER, OTHERS = range(7)
"""The groups, in their order."""

_KINDS: Final = (
    ("invitation", MEETINGS),
    ("programme", MEETINGS),
    ("fair", MEETINGS),
    ("procurement_list", PLANS),
    ("industry", INDUSTRIES),
    ("spend_presentation", SPEND),
    ("spend_report", SPEND),
    ("handout", BIDDING),
    ("questions", BIDDING),
    ("request_for_information", BIDDING),
    ("comments_summary", BIDDING),
    ("results", AFTER),
    ("press_release", AFTER),
    ("coverage", AFTER),
    ("case", AFTER),
    ("minutes", AFTER),
)
_GROUP_OF: Final[Mapping[str, int]] = dict(_KINDS)
_PLACE_OF: Final[Mapping[str, int]] = {kind: place for place, (kind, _) in enumerate(_KINDS)}


@attrs.frozen
class Group:
    """Pages under one heading (grupp).

    Attributes:
        heading: In the page's language; empty where a start page has few pages.
        pages: Each with its address.
        is_short: Whether titles are enough: pages that are alike, each of a part of the same.
    """

    heading: str
    pages: Sequence[tuple[Page, str]]
    is_short: bool = False


def rank(page: Page) -> tuple[int, str, str]:
    """Return what pages are sorted by: meetings first, then what comes, what was, and what was said of it."""
    return _PLACE_OF.get(page.kind, len(_KINDS)), page.title.casefold(), page.path


def is_listed(page: Page) -> bool:
    """Tell whether a start page names *page*: one of its own, or that of an industry."""
    return not page.parent or _GROUP_OF.get(page.kind) == INDUSTRIES


def groups_of(pages: Iterable[tuple[Page, str]], locale: str) -> list[Group]:
    """Return *pages*, each with its address and sorted, in groups; a few of them in one, without a heading."""
    found: dict[int, list[tuple[Page, str]]] = {}
    listed = list(pages)
    if len(listed) <= MOST_PLAIN:
        return [Group("", listed)]
    for page, address in listed:
        found.setdefault(_GROUP_OF.get(page.kind, OTHERS), []).append((page, address))
    headings = _headings(locale)
    return [Group(headings[group], found[group], group == INDUSTRIES) for group in sorted(found)]


def _headings(locale: str) -> Mapping[int, str]:
    t = languages.translator(locale)
    return {
        MEETINGS: t("Meetings with companies"),
        PLANS: t("What we plan to buy"),
        INDUSTRIES: t("Industry by industry"),
        SPEND: t("What we have bought"),
        BIDDING: t("For those who want to bid"),
        AFTER: t.c("heading of a start page", "How it went"),
        OTHERS: t("More from us"),
    }
