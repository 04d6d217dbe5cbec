"""What has changed in the list, at its top: against the list before, or by the day each was changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach import blocks, languages
from outreach.languages import foreign_lang
from outreach.publications._public import masked
from outreach.publications._tongue import link_to, words
from outreach.publications._wording import moment

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from outreach.blocks import Block
    from outreach.model import Procurement
    from outreach.publications._listing import Listing
    from outreach.rendering._publication import PublicChange


def section_of_changes(listing: Listing, since: date | None) -> Iterable[Block]:
    """Yield what has changed since the list before, or *since* a day; nothing where neither is known."""
    if listing.changes is None and since is None:
        return
    t = listing.t
    day = languages.format_date(since, t.locale) if since else ""
    yield blocks.Heading(
        t("New and changed since {date}", date=day) if day else t("New and changed since the last list")
    )
    if listing.changes is not None:
        items = [_told(each, listing) for each in listing.told]
    else:
        items = [_dated(each, listing) for each in _changed(listing.procurements, since)]
    yield blocks.List(items) if items else blocks.Paragraph(t("Nothing has changed."))


def _told(change: PublicChange, listing: Listing) -> tuple[blocks.Inline, ...]:
    t, text = listing.t, change.text[:1].lower() + change.text[1:]
    title: blocks.Inline = words(change.title, change.lang, t)
    if change.procurement_id:
        title = blocks.Link(change.title, to=change.procurement_id, lang=foreign_lang(change.lang, t.locale))
    return (title, *_whose(change.buyer, listing), f": {text}")


def _whose(buyer: str, listing: Listing) -> tuple[str, ...]:
    """Return whose it is, in a list of several buyers: two may plan the same."""
    return (f" ({masked(buyer)})",) if buyer and len(listing.buyers) > 1 else ()


def _changed(procurements: Iterable[Procurement], since: date | None) -> list[Procurement]:
    found = [(each.changed, each) for each in procurements if each.changed and since and each.changed >= since]
    return [each for day, each in sorted(found, key=lambda pair: (-pair[0].toordinal(), pair[1].title, pair[1].id))]


def _dated(each: Procurement, listing: Listing) -> tuple[blocks.Inline, ...]:
    day = () if each.changed is None else (", ", moment(each.changed, listing.t.locale))
    return (link_to(each, listing.ids, listing.t), *_whose(each.buyer, listing), *day)
