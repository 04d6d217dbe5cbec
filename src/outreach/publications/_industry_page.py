"""The page of one industry, a part of the list: everything to come that a company in it may bid for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach import blocks
from outreach.analysis import Kind
from outreach.publications._procurement_rows import Rows
from outreach.publications._tongue import one_text, plain_part
from outreach.rendering._publication import Publication, PublicFacts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from outreach.blocks import Block, Text
    from outreach.languages import Translator
    from outreach.model import Procurement
    from outreach.publications._industries import Industry
    from outreach.publications._listing import Listing


def industry_page(industry: Industry, listing: Listing, publisher_name: str) -> Publication:
    """Compose the page of one *industry* of a list (kommande upphandlingar i en bransch)."""
    t = listing.t
    changed = [each.changed for each in industry.procurements if each.changed]
    changes = tuple(each for each in listing.told if each.industry == industry.label)
    return Publication(
        id=industry.id,
        slug=industry.slug,
        title=industry.label if industry.lang else t("{industry}: upcoming procurements", industry=industry.label),
        title_lang=industry.lang,
        kind="industry",
        locale=t.locale,
        blocks=tuple(_blocks(industry, listing)),
        facts=PublicFacts(procurements=listing.facts(industry.procurements), changes=changes),
        summary=_summary(industry, t),
        updated=max((listing.today, *changed)),
        publisher_name=publisher_name,
    )


def _summary(industry: Industry, t: Translator) -> str:
    """Return the lead, or what it says where that has a word of another language: a summary has one."""
    if industry.lang:
        return t("See what we plan to buy, roughly when and for roughly how much.")
    return "".join(map(plain_part, _lead(industry, t)))


def _lead(industry: Industry, t: Translator) -> Text:
    name = blocks.Foreign(industry.in_a_sentence, industry.lang) if industry.lang else industry.in_a_sentence
    return one_text(t.parts("See what we plan to buy in {industry}, roughly when, and whom to ask.", industry=name))


def _blocks(industry: Industry, listing: Listing) -> Iterable[Block]:
    t = listing.t
    yield blocks.Paragraph(_lead(industry, t), lead=True)
    rows = Rows.of(listing, industry.procurements)
    for heading, caption, kinds in _sections(t):
        found = [each for each in industry.procurements if listing.kind(each) in kinds]
        if found:
            yield blocks.Heading(heading)
            yield _table(rows, caption, found, kinds)
    if not any(listing.kind(each) is not Kind.OTHER for each in industry.procurements):
        yield blocks.Paragraph(t("Right now we plan nothing more in this industry."))
    yield blocks.Paragraph(blocks.Link(t("Back to everything we plan to buy"), to=listing.id))


def _table(rows: Rows, caption: str, procurements: list[Procurement], kinds: tuple[Kind, ...]) -> blocks.Table:
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
