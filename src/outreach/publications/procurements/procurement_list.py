"""The list of procurements, with a page for each industry."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

import attrs

from outreach import blocks, languages
from outreach.analysis import Kind
from outreach.analysis._changes import key_of
from outreach.languages import Translator, foreign_lang
from outreach.model import Precision, Stage
from outreach.publications import wording
from outreach.publications.facts import ProcurementFacts, only_buyer
from outreach.publications.ids import made_unique, slug_of
from outreach.publications.procurements.changes import earlier
from outreach.publications.procurements.listing import Listing
from outreach.publications.procurements.page import page
from outreach.publications.procurements.tables import Rows, whole_list
from outreach.publications.public import Projection
from outreach.rendering._publication import Publication, PublicFacts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from outreach.blocks import Block, Text
    from outreach.countries import Country
    from outreach.dataset import Dataset
    from outreach.publications.facts import ProcurementFacts, PublicSlot
    from outreach.publications.procurements.listing import Industry
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
        items = [_changed_item(entry, listing) for entry in listing.entries]
    else:
        items = [_dated(entry, listing) for entry in _changed(listing.procurements, since)]
    yield blocks.List(items) if items else blocks.Paragraph(t("Nothing has changed."))


def _changed_item(change: PublicChange, listing: Listing) -> tuple[blocks.Inline, ...]:
    t, text = listing.t, change.text[:1].lower() + change.text[1:]
    title: blocks.Inline = wording.words(change.title, change.lang, t)
    if change.procurement_id:
        title = blocks.Link(change.title, to=change.procurement_id, lang=foreign_lang(change.lang, t.locale))
    return (title, *_whose(change.buyer, listing), f": {text}")


def _whose(buyer: str, listing: Listing) -> tuple[str, ...]:
    """Return whose it is, in a list of several buyers: two may plan the same."""
    return (f" ({buyer})",) if buyer and len(listing.buyers) > 1 else ()


def _changed(procurements: Iterable[ProcurementFacts], since: date | None) -> list[ProcurementFacts]:
    dated = [(entry.changed, entry) for entry in procurements if entry.changed and since and entry.changed >= since]
    return [entry for day, entry in sorted(dated, key=lambda pair: (-pair[0].toordinal(), pair[1].title, pair[1].id))]


def _dated(entry: ProcurementFacts, listing: Listing) -> tuple[blocks.Inline, ...]:
    day = () if entry.changed is None else (", ", wording.moment(entry.changed, listing.t.locale))
    return (wording.link_to(entry, listing.ids, listing.t), *_whose(entry.buyer, listing), *day)


def industry_page(industry: Industry, listing: Listing, publisher_name: str) -> Publication:
    """Compose the page of one *industry* of a list (kommande upphandlingar i en bransch)."""
    t = listing.t
    changed = [entry.changed for entry in industry.procurements if entry.changed]
    changes = tuple(entry for entry in listing.entries if entry.industry == industry.label)
    return Publication(
        id=industry.id,
        slug=industry.slug,
        title=industry.label if industry.lang else t("{industry}: upcoming procurements", industry=industry.label),
        title_lang=industry.lang,
        kind="industry",
        locale=t.locale,
        blocks=tuple(_blocks(industry, listing)),
        facts=PublicFacts(procurements=tuple(entry.public for entry in industry.procurements), changes=changes),
        summary=_summary(industry, t),
        updated=max((listing.today, *changed)),
        publisher_name=publisher_name,
    )


def _summary(industry: Industry, t: Translator) -> str:
    """Return the lead, or what it says where that has a word of another language: a summary has one."""
    if industry.lang:
        return t("See what we plan to buy, roughly when and for roughly how much.")
    return "".join(map(wording.plain_part, _lead(industry, t)))


def _lead(industry: Industry, t: Translator) -> Text:
    name = blocks.Foreign(industry.in_a_sentence, industry.lang) if industry.lang else industry.in_a_sentence
    return wording.one_text(
        t.parts("See what we plan to buy in {industry}, roughly when, and whom to ask.", industry=name)
    )


def _blocks(industry: Industry, listing: Listing) -> Iterable[Block]:
    t = listing.t
    yield blocks.Paragraph(_lead(industry, t), lead=True)
    rows = Rows.of(listing, industry.procurements)
    for heading, caption, kinds in _sections(t):
        chosen = [entry for entry in industry.procurements if listing.kind(entry) in kinds]
        if chosen:
            yield blocks.Heading(heading)
            yield _table(rows, caption, chosen, kinds)
    if not any(listing.kind(entry) is not Kind.OTHER for entry in industry.procurements):
        yield blocks.Paragraph(t("Right now we plan nothing more in this industry."))
    yield blocks.Paragraph(blocks.Link(t("Back to everything we plan to buy"), to=listing.id))


def _table(rows: Rows, caption: str, procurements: list[ProcurementFacts], kinds: tuple[Kind, ...]) -> blocks.Table:
    if kinds == (Kind.OTHER,):
        return rows.table_of_over(caption, procurements)
    return rows.table(caption, procurements, is_open=kinds == (Kind.OPEN,))


def _sections(t: Translator) -> tuple[tuple[str, str, tuple[Kind, ...]], ...]:
    """Return heading, caption and kinds of the sections, in their order."""
    return (
        (t("Open for bids now"), t("Procurements open for bids"), (Kind.OPEN,)),
        (t("Planned"), t("Planned procurements, the next first"), (Kind.GROUP, Kind.ONGOING, Kind.UNDATED)),
        (t("Planned date has passed"), t("Procurements whose planned date has passed"), (Kind.PASSED,)),
        (t("Closed and cancelled"), t("Procurements that are closed or cancelled"), (Kind.OTHER,)),
    )


def procurement_list(  # noqa: PLR0913 - each is a keyword somebody needs
    data: Dataset,
    *,
    today: date,
    locale: str | None = None,
    country: str | Country | None = None,
    lead: str | None = None,
    title: str | None = None,
    buyer: str = "",
    previous: Dataset | PublicFacts | Iterable[ProcurementFacts] | None = None,
    since: date | None = None,
) -> Publication:
    """Compose the list of planned procurements (upphandlingslista), with a page for each and one for each industry.

    Several buyers' lists can stand in one (``outreach.read(ours, theirs)``): then each row names its buyer. The next
    comes first, by quarter; then what runs without a date, what has none, what was planned for a time that has passed,
    and what is over: of that, who was chosen and for how much, once it is decided. A text of the source that could not
    be read is shown as it stands there. The last table is the whole list as data: channels offer it to download.

    Args:
        data: What was read.
        today: The day it is, shown as the day of the update.
        locale: The language, such as ``"sv_SE"`` or ``"en_GB"``; None: the country's.
        country: Whose numbers are masked and whose law holds, such as ``"GB"``; None: the data's, else Sweden.
        lead: The first sentence, where you have a better one.
        title: The heading; None: *Kommande upphandlingar*.
        buyer: Whose list it is; where the data names buyers, only the procurements of this one (name or key).
        previous: The list before, to tell what has changed since: what was read then, or what a channel shows now. That
            is ``outreach.read`` of the list that a site offers to download, or the facts of what was published. A
            procurement is the same by its buyer and id.
        since: The day of the last edition. Without *previous* the list tells what says itself that it was changed from
            that day on.

    Raises:
        outreach.errors.LanguageError: There is no catalogue for *locale*.
    """
    view = Projection.of(locale, country, data)
    t = view.t
    lead = view.optional(lead)
    title = view.optional(title)
    buyer = view.text(buyer)
    listing = Listing.of(view.procurements(data), today=today, t=t, buyer=buyer, before=earlier(previous, view, buyer))
    composer = _Composer(listing=listing, since=since, owner=only_buyer(view, data.purchases))
    changed = [entry.changed for entry in listing.procurements if entry.changed]
    return Publication(
        id=listing.id,
        slug=slug_of(t.c("slug", "procurement-list"), buyer),
        title=title or t("Upcoming procurements"),
        kind="procurement_list",
        locale=t.locale,
        blocks=tuple(composer.compose(lead)),
        facts=PublicFacts(procurements=tuple(entry.public for entry in listing.procurements), changes=listing.entries),
        summary=lead or composer.lead(),
        updated=max((today, *changed)),
        publisher_name=composer.publisher_name,
        parts=tuple(composer.pages()),
    )


@attrs.frozen(kw_only=True, eq=False)
class _Composer:
    """Writes the blocks of one list."""

    listing: Listing
    since: date | None
    owner: str

    @property
    def t(self) -> Translator:
        return self.listing.t

    @cached_property
    def publisher_name(self) -> str:
        """Who stands behind the list: as said, or the only buyer it names; else the only one of the ledger."""
        buyers = self.listing.buyers
        if self.listing.buyer or len(buyers) == 1:
            return self.listing.buyer or buyers[0]
        return "" if buyers else self.owner

    def lead(self) -> str:
        return self.t("See what we plan to buy, roughly when and for roughly how much.")

    def compose(self, lead: str | None) -> Iterable[Block]:
        yield blocks.Paragraph(lead or self.lead(), lead=True)
        yield from self._count()
        yield blocks.Facts(self._updated())
        yield from section_of_changes(self.listing, self.since)
        if not self.listing.procurements:
            return
        yield from self._how_to_read()
        yield from self._industries()
        rows = Rows.of(self.listing, self.listing.procurements)
        for slot in self.listing.slots:
            yield from self._section(slot, rows)
        yield from self._what_is_over(rows)
        yield from self._terms()
        yield whole_list(self.listing)

    def _count(self) -> Iterable[Block]:
        t, number = self.t, sum(len(slot.procurements) for slot in self.listing.slots)
        if not number:
            yield blocks.Paragraph(t("Right now we plan no procurements."))
            return
        count = t.n("The list holds {n} procurement.", "The list holds {n} procurements.", number)
        yield blocks.Paragraph((count, *self._nearest()))

    def _nearest(self) -> tuple[blocks.Inline, ...]:
        if not self.listing.coming:
            return ()
        first = self.listing.coming[0]
        link = wording.link_to(first, self.listing.ids, self.t)
        return (" ", *self.t.parts("Next is {what}: {when}.", what=link, when=wording.when_and_how_much(first, self.t)))

    def _updated(self) -> Iterable[tuple[str, blocks.Inline]]:
        yield self.t("Updated"), wording.moment(self.listing.today, self.t.locale)
        if self.publisher_name:
            yield self.t("By"), self.publisher_name
        elif self.listing.buyers:
            yield self.t("Buyers"), languages.format_list(self.listing.buyers, self.t.locale)

    def _how_to_read(self) -> Iterable[Block]:
        t = self.t
        yield blocks.Heading(t("How to read the list"))
        items = [
            t("These are plans. Times, amounts and content can change."),
            t("To advertise is to invite bids. You can bid when we have advertised, not before."),
            t("The value is our estimate, without VAT."),
        ]
        planned = (entry for slot in self.listing.slots for entry in slot.procurements)
        if not all(map(wording.is_advertised, planned)):
            items.append(
                t("Direct awards and call-offs are not always advertised: then the time is when we buy. Ask us.")
            )
        if any(_is_rough(entry) for entry in self.listing.coming):
            items.append(t("A rough time, such as spring or a year, is listed under the first quarter it can fall in."))
        yield blocks.List(items)

    def _industries(self) -> Iterable[Block]:
        """Yield the way to each industry's page; of a list that has one industry there is nothing to choose."""
        if len(self.listing.industries) < 2:  # noqa: PLR2004 - one is no choice
            return
        yield blocks.Heading(self.t("Find your industry"))
        yield blocks.List(self._industry(industry) for industry in self.listing.industries)

    def _industry(self, industry: Industry) -> tuple[blocks.Inline, ...]:
        count = languages.format_number(len(industry.procurements), self.t.locale)
        return (industry.link(industry.label), f" ({count})")

    def _terms(self) -> Iterable[Block]:
        terms = wording.terms_of(self.listing.procurements, self.t)
        if terms:
            yield blocks.Box(title=self.t("Words in the list"), blocks=[blocks.Facts(terms)])

    def _section(self, slot: PublicSlot, rows: Rows) -> Iterable[Block]:
        heading, caption, explanation = self._words(slot)
        yield blocks.Heading(languages.capitalise(heading))
        if explanation:
            yield blocks.Paragraph(explanation)
        yield rows.table(caption, slot.procurements, is_open=slot.kind is Kind.OPEN)

    def _words(self, slot: PublicSlot) -> tuple[str, str, str]:
        """Return the heading, the table's caption, and a sentence of explanation."""
        t = self.t
        if slot.kind is Kind.GROUP:
            quarter = languages.quarter_of(int(slot.key[:4]), int(slot.key[-1]), t.locale)
            return quarter, t("Procurements to be advertised in the {quarter}", quarter=quarter), ""
        heading = languages.group_label("", slot.kind, t.locale) or slot.key
        return {
            Kind.OPEN: (heading, t("Procurements open for bids"), t("You can bid for these now.")),
            Kind.ONGOING: (heading, t("Procurements without an end date"), ""),
            Kind.UNDATED: (
                heading,
                t("Procurements without a date"),
                t("When we will advertise these is not set yet."),
            ),
            Kind.PASSED: (
                heading,
                t("Procurements whose planned date has passed"),
                t("These should have been advertised by now. Ask us what applies."),
            ),
        }[slot.kind]

    def _what_is_over(self, rows: Rows) -> Iterable[Block]:
        if not self.listing.over:
            return
        yield blocks.Heading(self.t("Closed and cancelled"))
        yield blocks.Paragraph(self.t("You can no longer bid for these."))
        yield rows.table_of_over(self.t("Procurements that are closed or cancelled"), self.listing.over)

    def pages(self) -> Iterable[Publication]:
        t, listing = self.t, self.listing
        order = sorted(listing.procurements, key=key_of)  # so that the order of the input decides no address
        wanted = (slug_of(t.c("slug", "procurement"), listing.buyer, entry.title) for entry in order)
        slugs = dict(zip(map(key_of, order), made_unique(wanted), strict=True))
        for entry in listing.procurements:
            yield page(entry, listing, slugs[key_of(entry)])
        for industry in sorted(listing.industries, key=lambda entry: entry.id):  # the same order in every language
            yield industry_page(industry, listing, self.publisher_name)


def _is_rough(entry: ProcurementFacts) -> bool:
    period = entry.planned_publication
    rough = (Precision.SEASON, Precision.HALF_YEAR, Precision.YEAR)
    return entry.stage is Stage.PLANNED and period is not None and period.precision in rough
