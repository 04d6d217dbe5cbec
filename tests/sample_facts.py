"""Publications made by hand that carry public facts, for the tests of feeds and of open data."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import outreach
import sample_publications as samples
from outreach import blocks

FOOD = "Livsmedel och måltider"
LIFTS = "Bygg, el och vvs"


def procurement(key="U-2017-1", **changes) -> outreach.PublicProcurement:
    """Return what all may know of a procurement."""
    values = {
        "id": key,
        "title": f"Upphandling {key}",
        "buyer": samples.MUNICIPALITY,
        "industry": FOOD,
        "stage": outreach.Stage.PLANNED,
        "planned_publication": samples.Q2,
        "estimated_value": outreach.Estimate(low=Decimal(1_000_000), high=Decimal(2_000_000), currency="SEK"),
        "changed": date(2017, 1, 5),
    }
    return outreach.PublicProcurement(**{**values, **changes})


def change(key="c1", **changes) -> outreach.PublicChange:
    """Return what has changed."""
    values = {
        "id": key,
        "procurement_id": "procurement-u-2017-1",
        "title": "Upphandling U-2017-1",
        "kind": outreach.ChangeKind.MOVED,
        "changed": date(2017, 1, 6),
        "text": "Annonseras andra kvartalet 2017 i stället för mars 2017.",
        "industry": FOOD,
    }
    return outreach.PublicChange(**{**values, **changes})


def slug(fact: outreach.PublicProcurement) -> str:
    """Return where a procurement's page stands."""
    return re.sub("[^a-z0-9]+", "-", fact.id.lower()).strip("-") or "x"


def page(fact: outreach.PublicProcurement, locale="sv_SE") -> outreach.Publication:
    """Return the page of a procurement."""
    return outreach.Publication(
        id=f"procurement-{slug(fact)}",
        slug=slug(fact),
        title=fact.title,
        kind="procurement",
        locale=locale,
        blocks=[blocks.Paragraph("Vi planerar att annonsera."), _back()],
        facts=outreach.PublicFacts(procurements=(fact,)),
        summary="Vi planerar att annonsera.",
        updated=fact.changed,
        publisher_name=samples.MUNICIPALITY,
    )


def _back() -> blocks.Paragraph:
    return blocks.Paragraph(blocks.Link("Tillbaka till listan", to="list"))


def listed(*facts: outreach.PublicProcurement, changes=(), locale="sv_SE", **more) -> outreach.Publication:
    """Return a list of these, with a page for each, and what has changed."""
    columns = [blocks.Column(key="title", title="Upphandling"), blocks.Column(key="planned", title="Annonseras")]
    rows = [(blocks.Link(each.title, to=f"procurement-{slug(each)}"), each.planned_publication) for each in facts]
    values = {
        "id": "list",
        "slug": "upphandlingar" if locale == "sv_SE" else "procurements",
        "title": "Kommande upphandlingar",
        "kind": "procurement_list",
        "locale": locale,
        "blocks": [blocks.Table(caption="Alla", columns=columns, rows=rows, download="upphandlingar")],
        "facts": outreach.PublicFacts(procurements=facts, changes=changes),
        "summary": "Vad vi planerar att köpa.",
        "updated": date(2017, 1, 9),
        "publisher_name": samples.MUNICIPALITY,
        "parts": [page(each, locale) for each in facts],
    }
    return outreach.Publication(**{**values, **more})
