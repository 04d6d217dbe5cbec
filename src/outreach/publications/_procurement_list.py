"""The list of what is planned to be bought."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

import attrs

from outreach import analysis, blocks, languages
from outreach.analysis import Kind, Slot
from outreach.languages import DEFAULT_LOCALE, Translator
from outreach.ledger import Ledger
from outreach.model import Precision, Procurement, Stage
from outreach.publications._ids import ids_of
from outreach.publications._procurement_data import whole_list
from outreach.publications._procurement_page import Address, page
from outreach.publications._procurement_rows import Rows
from outreach.publications._public import masked, public_procurement
from outreach.publications._slugs import each_once, slug_of
from outreach.publications._spend_figures import only_buyer
from outreach.publications._terms import terms_of
from outreach.publications._wording import LIST_ID, moment, when_and_how_much
from outreach.rendering._publication import Publication, PublicFacts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from outreach.blocks import Block
    from outreach.dataset import Dataset


def procurement_list(  # noqa: PLR0913 - each is a keyword somebody needs
    data: Dataset,
    *,
    today: date,
    locale: str = DEFAULT_LOCALE,
    lead: str | None = None,
    title: str | None = None,
    buyer: str = "",
    since: date | None = None,
) -> Publication:
    """Compose the list of planned procurements (upphandlingslista), with a page for each.

    The next comes first, by quarter; then what runs without a date, what has none, what was planned for a time that
    has passed, and what is over. A text of the source that could not be read is shown as it stands there. The last
    table is the whole list as data: channels offer it to download.

    Args:
        data: What was read.
        today: The day it is, shown as the day of the update.
        locale: The language, such as ``"sv_SE"`` or ``"en_GB"``.
        lead: The first sentence, where you have a better one.
        title: The heading; None: *Kommande upphandlingar*.
        buyer: Whose list it is; where the data names buyers, only the procurements of this one (name or key).
        since: The day of the last edition: the list tells what has changed from that day on.

    Raises:
        outreach.errors.LanguageError: There is no catalogue for *locale*.
    """
    t = languages.translator(locale)
    composer = _Composer.of(data, today=today, t=t, buyer=buyer, since=since)
    changed = [each.changed for each in composer.procurements if each.changed]
    return Publication(
        id=composer.list_id,
        slug=slug_of(t.c("slug", "procurement-list"), buyer),
        title=title or t("Upcoming procurements"),
        kind="procurement_list",
        locale=t.locale,
        blocks=tuple(composer.compose(lead)),
        facts=PublicFacts(procurements=tuple(public_procurement(each, t.locale) for each in composer.procurements)),
        summary=lead or composer.lead(),
        updated=max((today, *changed)),
        publisher_name=composer.publisher_name,
        parts=tuple(composer.pages()),
    )


@attrs.frozen(kw_only=True, eq=False)
class _Composer:
    """What the blocks of one list share."""

    procurements: tuple[Procurement, ...]
    slots: tuple[Slot, ...]
    ids: Mapping[str, str]
    today: date
    t: Translator
    buyer: str
    since: date | None
    purchases: Ledger

    @classmethod
    def of(cls, data: Dataset, *, today: date, t: Translator, buyer: str, since: date | None) -> _Composer:
        chosen = tuple(each for each in data.procurements if _is_of(each, buyer))
        slots = analysis.timetable(chosen, today=today)
        ids = ids_of(data.procurements)
        return cls(
            procurements=chosen,
            slots=slots,
            ids=ids,
            today=today,
            t=t,
            buyer=buyer,
            since=since,
            purchases=data.purchases,
        )

    @property
    def list_id(self) -> str:
        return slug_of(LIST_ID, self.buyer)

    @cached_property
    def publisher_name(self) -> str:
        """Who stands behind the list: as said, or the only buyer it names; else the only one of the ledger."""
        buyers = {masked(each.buyer) for each in self.procurements if each.buyer}
        if self.buyer or len(buyers) == 1:
            return self.buyer or buyers.pop()
        return "" if buyers else only_buyer(self.purchases)

    @property
    def coming(self) -> list[Procurement]:
        return [each for slot in self.slots if slot.kind in (Kind.OPEN, Kind.GROUP) for each in slot.procurements]

    @property
    def over(self) -> list[Procurement]:
        placed = {each.id for slot in self.slots for each in slot.procurements}
        return [each for each in self.procurements if each.id not in placed]

    def lead(self) -> str:
        return self.t("See what we plan to buy, roughly when and for roughly how much.")

    def compose(self, lead: str | None) -> Iterable[Block]:
        yield blocks.Paragraph(lead or self.lead(), lead=True)
        yield from self._count()
        yield blocks.Facts(self._updated())
        if not self.procurements:
            return
        yield from self._how_to_read()
        yield from self._changes()
        rows = Rows.of(self.procurements, self.ids, self.t)
        for slot in self.slots:
            yield from self._section(slot, rows)
        yield from self._what_is_over(rows)
        yield from self._terms()
        yield whole_list(self.procurements, self.t)

    def _count(self) -> Iterable[Block]:
        t, number = self.t, sum(len(slot.procurements) for slot in self.slots)
        if not number:
            yield blocks.Paragraph(t("Right now we plan no procurements."))
            return
        count = t.n("The list holds {n} procurement.", "The list holds {n} procurements.", number)
        yield blocks.Paragraph((count, *self._nearest()))

    def _nearest(self) -> tuple[blocks.Inline, ...]:
        if not self.coming:
            return ()
        first = self.coming[0]
        link = blocks.Link(masked(first.title), to=self.ids[first.id])
        return (" ", *self.t.parts("Next is {what}: {when}.", what=link, when=when_and_how_much(first, self.t)))

    def _updated(self) -> Iterable[tuple[str, blocks.Inline]]:
        yield self.t("Updated"), moment(self.today, self.t.locale)
        if self.publisher_name:
            yield self.t("By"), self.publisher_name

    def _how_to_read(self) -> Iterable[Block]:
        t = self.t
        yield blocks.Heading(t("How to read the list"))
        items = [
            t("These are plans. Times, amounts and content can change."),
            t("To advertise is to invite bids. You can bid when we have advertised, not before."),
            t("The value is our estimate, without VAT."),
        ]
        if any(_is_rough(each) for each in self.coming):
            items.append(t("A rough time, such as spring or a year, is listed under the first quarter it can fall in."))
        yield blocks.List(items)

    def _terms(self) -> Iterable[Block]:
        terms = terms_of(self.procurements, self.t)
        if terms:
            yield blocks.Box(title=self.t("Words in the list"), blocks=[blocks.Facts(terms)])

    def _changes(self) -> Iterable[Block]:
        if self.since is None:
            return
        t, since = self.t, self.since
        changed = sorted(
            (each for each in self.procurements if each.changed and each.changed >= since),
            key=lambda each: (-(each.changed or since).toordinal(), each.title, each.id),
        )
        yield blocks.Heading(t("New and changed since {date}", date=languages.format_date(since, t.locale)))
        if not changed:
            yield blocks.Paragraph(t("Nothing has changed."))
        else:
            yield blocks.List(self._change(each) for each in changed)

    def _change(self, each: Procurement) -> tuple[blocks.Inline, ...]:
        day = () if each.changed is None else (", ", moment(each.changed, self.t.locale))
        return (blocks.Link(masked(each.title), to=self.ids[each.id]), *day)

    def _section(self, slot: Slot, rows: Rows) -> Iterable[Block]:
        heading, caption, explanation = self._words(slot)
        yield blocks.Heading(languages.capitalise(heading))
        if explanation:
            yield blocks.Paragraph(explanation)
        yield rows.table(caption, slot.procurements, is_open=slot.kind is Kind.OPEN)

    def _words(self, slot: Slot) -> tuple[str, str, str]:
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
        if not self.over:
            return
        yield blocks.Heading(self.t("Closed and cancelled"))
        yield blocks.Paragraph(self.t("You can no longer bid for these."))
        yield rows.table(self.t("Procurements that are closed or cancelled"), self.over)

    def pages(self) -> Iterable[Publication]:
        t = self.t
        kinds = {each.id: slot.kind for slot in self.slots for each in slot.procurements}
        slugs = each_once(
            slug_of(t.c("slug", "procurement"), self.buyer, masked(each.title)) for each in self.procurements
        )
        for each, slug in zip(self.procurements, slugs, strict=True):
            kind = kinds.get(each.id, Kind.OTHER)
            address = Address(id=self.ids[each.id], slug=slug, back=self.list_id)
            yield page(each, kind, t, address=address, today=self.today)


def _is_of(procurement: Procurement, buyer: str) -> bool:
    """Tell whether a procurement is *buyer*'s; one that names no buyer is anybody's."""
    named = {procurement.buyer, procurement.buyer_id} - {""}
    return not buyer or not named or buyer in named


def _is_rough(procurement: Procurement) -> bool:
    period = procurement.planned_publication
    rough = (Precision.SEASON, Precision.HALF_YEAR, Precision.YEAR)
    return procurement.stage is Stage.PLANNED and period is not None and period.precision in rough
