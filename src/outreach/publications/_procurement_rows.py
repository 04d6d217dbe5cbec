"""The rows of a procurement list: what, when, how much, who has it now, whom to ask, where to bid."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeAlias

import attrs

from outreach import languages
from outreach.blocks import Cell, Column, Link, Missing, Table
from outreach.languages import Translator
from outreach.model import Procurement, Stage
from outreach.publications._public import masked, public_contact
from outreach.publications._wording import cell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Write: TypeAlias = Callable[[Procurement], Cell]


@attrs.frozen(kw_only=True)
class Rows:
    """Makes the tables of one list.

    Attributes:
        t: The language.
        ids: The id of each procurement → the id of its page.
        has_incumbents: Whether any procurement of the list has a present contract; else there is no such column.
        has_contacts: Whether anybody is named to ask.
    """

    t: Translator
    ids: Mapping[str, str]
    has_incumbents: bool
    has_contacts: bool

    @classmethod
    def of(cls, procurements: Iterable[Procurement], ids: Mapping[str, str], t: Translator) -> Rows:
        """Return the maker of the tables of a list of *procurements*."""
        every = tuple(procurements)
        return cls(
            t=t,
            ids=ids,
            has_incumbents=any(each.incumbents or each.current_contract_ends for each in every),
            has_contacts=any(public_contact(each.purchaser, t.locale) for each in every),
        )

    def table(self, caption: str, procurements: Iterable[Procurement], *, is_open: bool = False) -> Table:
        """Return the table of one section; *is_open*: bids are taken, so the deadline stands for the plan."""
        every = tuple(procurements)
        columns = self._columns(is_open=is_open)
        if any(each.notice_url or not each.is_planned for each in every):
            columns.append((Column(key="notice_url", title=self.t("Where to bid")), self._bid))
        rows = [tuple(write(each) for _, write in columns) for each in every]
        return Table(caption=caption, columns=[column for column, _ in columns], rows=rows)

    def _columns(self, *, is_open: bool) -> list[tuple[Column, Write]]:
        t = self.t
        when = self._deadline() if is_open else self._planned()
        columns: list[tuple[Column, Write]] = [
            (Column(key="title", title=t("What")), self._what),
            when,
            (Column(key="estimated_value", title=t("Estimated value")), self._value),
        ]
        if self.has_incumbents:
            columns.append((Column(key="incumbents", title=t("Present contract")), self._present))
        if self.has_contacts:
            columns.append((Column(key="purchaser", title=t("Whom to ask")), self._ask))
        return columns

    def _planned(self) -> tuple[Column, Write]:
        missing = self.t("date not set")
        column = Column(key="planned_publication", title=self.t("To be advertised"))
        return column, lambda each: cell(each, "planned_publication", missing)

    def _deadline(self) -> tuple[Column, Write]:
        missing = self.t("see the notice")
        return Column(key="tender_deadline", title=self.t("Bid by")), lambda each: cell(
            each, "tender_deadline", missing
        )

    def _what(self, each: Procurement) -> Cell:
        return Link(masked(each.title), to=self.ids[each.id])

    def _value(self, each: Procurement) -> Cell:
        return cell(each, "estimated_value", self.t("not estimated"))

    def _present(self, each: Procurement) -> Cell:
        return present_contract(each, self.t) or Missing(self.t("none stated"))

    def _ask(self, each: Procurement) -> Cell:
        contact = public_contact(each.purchaser, self.t.locale)
        if contact is None:
            return Missing(self.t("not stated"))
        if contact.email:
            return Link(contact.name or contact.email, url=f"mailto:{contact.email}")
        return ", ".join(filter(None, (contact.name, contact.phone)))

    def _bid(self, each: Procurement) -> Cell:
        return where_to_bid(each, self.t)


def present_contract(each: Procurement, t: Translator) -> str:
    """Return who has the contract now (nuvarande leverantör), and until when; empty where neither is known."""
    suppliers = languages.format_list(map(masked, each.incumbents), t.locale)
    if not each.current_contract_ends:
        return suppliers
    ends = languages.format_period(each.current_contract_ends, t.locale)
    return t("{suppliers}, ends {date}", suppliers=suppliers, date=ends) if suppliers else t("ends {date}", date=ends)


def where_to_bid(each: Procurement, t: Translator) -> Cell:
    """Return the link to the notice (annons), else what stands in its place."""
    if each.notice_url:
        is_open = each.stage is Stage.ADVERTISED
        return Link(t("read the notice and bid") if is_open else t("read the notice"), url=each.notice_url)
    if each.stage is Stage.PLANNED:
        return t("not advertised yet")
    return languages.label(each.stage, t.locale)
