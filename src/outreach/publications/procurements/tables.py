"""Tables of procurements: of the list, of an industry, and the whole list as data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias, cast

import attrs

from outreach import languages
from outreach.blocks import AsWritten, Cell, Column, Link, Missing, Table
from outreach.fields.procurement import PROCUREMENT
from outreach.fields.row import Place
from outreach.model import Stage
from outreach.publications.procurements.listing import Listing
from outreach.publications.wording import as_written, cell, is_advertised, link_to, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from outreach.fields.row import Attribute
    from outreach.languages import Translator
    from outreach.publications.facts import ProcurementFacts

    Write: TypeAlias = Callable[[ProcurementFacts], Cell]


LAID_OUT: Final = frozenset(
    {
        *("title", "buyer", "stage", "estimated_value", "planned_publication", "tender_deadline", "notice_url"),
        *("current_contract_ends", "incumbents", "purchaser", "changed"),
    }
)
"""Attributes whose columns in a list are written here; others that ``fields/`` shows in lists come after the value."""


@attrs.frozen(kw_only=True, eq=False)
class Rows:
    """Makes the tables of one list, or of a part of it.

    Attributes:
        listing: What the list and its pages share.
        has_incumbents: Whether any procurement of the list has a present contract; else there is no such column.
        has_contacts: Whether anybody is named to ask.
        has_changes: Whether it is known of any when it was changed, or what.
    """

    listing: Listing
    has_incumbents: bool
    has_contacts: bool
    has_changes: bool

    @classmethod
    def of(cls, listing: Listing, procurements: Iterable[ProcurementFacts]) -> Rows:
        """Return the maker of the tables of the *procurements* of a *listing*."""
        every = tuple(procurements)
        return cls(
            listing=listing,
            has_incumbents=any(entry.incumbents or entry.current_contract_ends for entry in every),
            has_contacts=any(entry.contact for entry in every),
            has_changes=any(entry.changed or listing.change(entry) for entry in every),
        )

    @property
    def t(self) -> Translator:
        """The language."""
        return self.listing.t

    def table(self, caption: str, procurements: Iterable[ProcurementFacts], *, is_open: bool = False) -> Table:
        """Return the table of one section; *is_open*: bids are taken, so the deadline stands for the plan."""
        every = tuple(procurements)
        when = self._deadline() if is_open else self._planned()
        columns = [self._what(), *self._buyer(), when, self._value(), *self._present()]
        columns += [*self._others(every), *self._ask(), *self._changed()]
        if any(entry.notice_url or not entry.is_planned for entry in every):
            columns.append((Column(key="notice_url", title=self.t("Where to bid")), self._bid))
        return _table(caption, columns, every)

    def table_of_over(self, caption: str, procurements: Iterable[ProcurementFacts]) -> Table:
        """Return the table of what can no longer be bid for: what came of it stands for when it was planned."""
        every = tuple(procurements)
        columns = [self._what(), *self._buyer(), *self._result(every), self._value()]
        columns += [*self._others(every), *self._ask(), *self._changed()]
        if any(entry.notice_url for entry in every):
            columns.append((Column(key="notice_url", title=self.t("Notice")), self._notice))
        return _table(caption, columns, every)

    def _what(self) -> tuple[Column, Write]:
        ids = self.listing.ids
        return Column(key="title", title=self.t("What")), lambda entry: link_to(entry, ids, self.t)

    def _buyer(self) -> Iterable[tuple[Column, Write]]:
        if len(self.listing.buyers) > 1:
            missing = Missing(self.t("not stated"))
            yield Column(key="buyer", title=self.t("Buyer")), lambda entry: entry.buyer or missing

    def _planned(self) -> tuple[Column, Write]:
        missing = self.t("date not set")
        column = Column(key="planned_publication", title=self.t("To be advertised"))
        return column, lambda entry: cell(entry, "planned_publication", missing, self.t)

    def _deadline(self) -> tuple[Column, Write]:
        missing = self.t("see the notice")
        return Column(key="tender_deadline", title=self.t("Bid by")), lambda entry: cell(
            entry, "tender_deadline", missing, self.t
        )

    def _value(self) -> tuple[Column, Write]:
        missing = self.t("not estimated")
        column = Column(key="estimated_value", title=self.t("Estimated value"))
        return column, lambda entry: cell(entry, "estimated_value", missing, self.t)

    def _present(self) -> Iterable[tuple[Column, Write]]:
        if self.has_incumbents:
            missing = Missing(self.t("none stated"))
            column = Column(key="incumbents", title=self.t("Present contract"))
            yield column, lambda entry: present_contract(entry, self.t) or missing

    def _others(self, procurements: tuple[ProcurementFacts, ...]) -> Iterable[tuple[Column, Write]]:
        """Yield a column for each other attribute that is shown in lists, where any of the procurements has it."""
        missing = Missing(self.t("not stated"))
        for row in PROCUREMENT:
            if Place.LIST in row.shown and row.name not in LAID_OUT:
                write = _value(row.public_name, self.t)
                if any(write(entry) is not None for entry in procurements):
                    yield _column(row, self.t), _or(write, missing)

    def _ask(self) -> Iterable[tuple[Column, Write]]:
        if self.has_contacts:
            yield Column(key="purchaser", title=self.t("Whom to ask")), self._contact

    def _contact(self, entry: ProcurementFacts) -> Cell:
        contact = entry.contact
        if contact is None:
            return Missing(self.t("not stated"))
        if contact.email:
            return Link(contact.name or contact.email, url=f"mailto:{contact.email}")
        return ", ".join(filter(None, (contact.name, contact.phone)))

    def _bid(self, entry: ProcurementFacts) -> Cell:
        return where_to_bid(entry, self.t)

    def _notice(self, entry: ProcurementFacts) -> Cell:
        return (
            Link(self.t("read the notice"), url=entry.notice_url) if entry.notice_url else Missing(self.t("no notice"))
        )

    def _result(self, procurements: tuple[ProcurementFacts, ...]) -> Iterable[tuple[Column, Write]]:
        """Yield how it went: to whom and for how much only where any of them tells."""
        t = self.t
        yield Column(key="stage", title=t("Result")), self._how_it_stands
        if any(entry.winners for entry in procurements):
            yield Column(key="winners", title=t("Chosen supplier")), self._winners
        if any(entry.awarded_value for entry in procurements):
            not_stated = Missing(t("not stated"))
            column = Column(key="awarded_value", title=t("Agreed value"))
            yield column, lambda entry: entry.awarded_value or not_stated

    def _how_it_stands(self, entry: ProcurementFacts) -> Cell:
        if entry.stage is Stage.ADVERTISED:  # the last day has passed, and the list does not say what came of it
            return self.t("the time for bids is over")
        return languages.label(entry.stage, self.t.locale)

    def _winners(self, entry: ProcurementFacts) -> Cell:
        winners = entry.winners
        if winners:
            return languages.format_list(winners, self.t.locale)
        is_off = entry.stage is Stage.CANCELLED
        return Missing(self.t("nobody") if is_off else self.t("not stated"))

    def _changed(self) -> Iterable[tuple[Column, Write]]:
        if self.has_changes:
            yield Column(key="changed", title=self.t("Last changed")), self._change

    def _change(self, entry: ProcurementFacts) -> Cell:
        """Return the day and what has changed; the day alone keeps its type."""
        what = self.listing.change_in_a_cell(entry)
        if entry.changed is None or not what:
            unknown = self.t("not stated") if self.listing.changes is None else self.t("no change")
            return entry.changed or what or Missing(unknown)
        day = languages.format_date(entry.changed, self.t.locale)
        return self.t("{date}: {what}", date=day, what=what)


def _column(row: Attribute, t: Translator) -> Column:
    return Column(key=row.public_name, title=t.of(row.label_at(Place.LIST)))


def _or(write: Write, missing: Missing) -> Write:
    """Return what writes a cell, and *missing* where there is nothing."""

    def written(entry: ProcurementFacts) -> Cell:
        value = write(entry)
        return missing if value is None else value

    return written


def _table(caption: str, columns: Iterable[tuple[Column, Write]], procurements: Iterable[ProcurementFacts]) -> Table:
    every = tuple(columns)
    rows = [tuple(write(entry) for _, write in every) for entry in procurements]
    return Table(caption=caption, columns=[column for column, _ in every], rows=rows)


def present_contract(entry: ProcurementFacts, t: Translator) -> str:
    """Return who has the contract now (nuvarande leverantör), and until when; empty where neither is known."""
    suppliers = languages.format_list(entry.incumbents, t.locale)
    if not entry.current_contract_ends:
        return suppliers
    ends = languages.format_period(entry.current_contract_ends, t.locale)
    return t("{suppliers}, ends {date}", suppliers=suppliers, date=ends) if suppliers else t("ends {date}", date=ends)


def where_to_bid(entry: ProcurementFacts, t: Translator) -> Cell:
    """Return the link to the notice (annons), else what stands in its place."""
    if entry.notice_url:
        is_open = entry.stage is Stage.ADVERTISED
        return Link(t("read the notice and bid") if is_open else t("read the notice"), url=entry.notice_url)
    if entry.stage is Stage.PLANNED:
        return t("not advertised yet") if is_advertised(entry) else t("ask us")
    if entry.stage is Stage.ADVERTISED:
        return Missing(t("in the procurement system; link not stated"))
    return languages.label(entry.stage, t.locale)


def whole_list(listing: Listing) -> Table:
    """Return every public field of a list as a table to download; a column nobody fills is left out."""
    t, every = listing.t, listing.procurements
    written = [(column, [write(entry) for entry in every]) for column, write in (*_columns(t), *_outcome(listing))]
    filled = [(column, cells) for column, cells in written if any(cell is not None for cell in cells)]
    return Table(
        caption=t("The whole list, with every detail"),
        columns=[column for column, _ in filled],
        rows=zip(*(cells for _, cells in filled), strict=True),
        download=t.c("slug", "procurement-list"),
        is_shown=False,
    )


def _columns(t: Translator) -> Iterator[tuple[Column, Write]]:
    """Yield the columns of the attributes that the table of attributes shows as data, in its order."""
    own = {"procedure": _procedure(t), "classifications": _cpv, "notice_url": _notice_url}
    for row in PROCUREMENT:
        title = t.of(row.label_at(Place.DATA)) if Place.DATA in row.shown else ""
        if row.public_name == "contact":
            parts = {"name": title, "email": t("E-mail"), "phone": t("Telephone")}
            yield from (
                (Column(key=f"{row.name}_{part}", title=term), _of_contact(part)) for part, term in parts.items()
            )
        elif title and row.name != "lang":  # which is told only where languages differ
            yield Column(key=row.public_name, title=title), own.get(row.name) or _value(row.name, t)


def _outcome(listing: Listing) -> list[tuple[Column, Write]]:
    """Return what the records do not hold themselves: what came of them, and what has changed."""
    t = listing.t

    def what_changed(entry: ProcurementFacts) -> Cell:
        change = listing.change(entry)
        return change.text if change else None

    return [
        (
            Column(key="winners", title=t("Chosen supplier")),
            lambda entry: languages.format_list(entry.winners, t.locale) or None,
        ),
        (Column(key="awarded_value", title=t("Agreed value")), lambda entry: entry.awarded_value),
        (Column(key="change", title=t("What has changed")), what_changed),
        *_language(listing),
    ]


def _language(listing: Listing) -> list[tuple[Column, Write]]:
    """Return the language of each record's texts; left out of a list that is Swedish throughout, as records are."""
    t = listing.t
    if {t.lang, *(languages.text_lang(entry.lang) for entry in listing.procurements)} == {languages.text_lang("")}:
        return []
    return [(Column(key="lang", title=t("Language")), lambda entry: languages.text_lang(entry.lang))]


def _value(name: str, t: Translator) -> Write:
    """Return what writes the value of an attribute: a word, a list of words, a typed cell, or the text as written."""

    def write(entry: ProcurementFacts) -> Cell:
        value = entry.value(name)
        if isinstance(value, (str, tuple)):
            return plain(value, t) or None
        text = as_written(entry, name) if value is None else ""
        return AsWritten(text) if text else cast("Cell", value)

    return write


def _of_contact(field: str) -> Write:
    def write(entry: ProcurementFacts) -> Cell:
        contact = entry.contact
        return str(getattr(contact, field)) or None if contact else None

    return write


def _procedure(t: Translator) -> Write:
    return lambda entry: plain(entry.procedure, t) or entry.procedure_text or None


def _cpv(entry: ProcurementFacts) -> str | None:
    return ", ".join(one.code for one in entry.classifications if one.scheme == "CPV") or None


def _notice_url(entry: ProcurementFacts) -> Cell:
    return Link(entry.notice_url, url=entry.notice_url) if entry.notice_url else None
