"""The list we publish reads back: whoever fetches our CSV or our workbook has what we had."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import attrs
import pytest

import outreach
from outreach import codes, languages, publications, rendering
from outreach.dataset import Records
from outreach.publishers.workbook import workbook_of

TODAY = date(2017, 1, 20)
NOT_WRITTEN = {"origin", "buyer_id", "procedure_text", "standstill_ends", "lots", "follows", "incomplete"}
"""Attributes that the published list does not have."""


def procurement(number, **given):
    """Return a procurement of which everything is known."""
    full = {
        "id": f"ks-2017-{number}",
        "internal_id": f"KS 2017/{number}",
        "title": f"Städtjänster, del {number}",
        "description": "Daglig städning.\nFönster ingår.",
        "buyer": "Hässleholms kommun",
        "unit": "Tekniska förvaltningen",
        "industry": "Bygg och anläggning",
        "classifications": [outreach.Classification(scheme="CPV", code=code) for code in ("90910000", "45233141")],
        "nature": outreach.Nature.SERVICES,
        "procedure": outreach.Procedure.OPEN,
        "techniques": [outreach.Technique.FRAMEWORK],
        "stage": outreach.Stage.PLANNED,
        "estimated_value": outreach.Estimate(low=Decimal(2_000_000), high=Decimal(4_000_000), currency="SEK"),
        "suits_small_suppliers": True,
        "planned_publication": outreach.Period.parse("v. 7 2017"),
        "question_deadline": date(2017, 3, 1),
        "tender_deadline": date(2017, 4, 1),
        "contract_period": outreach.Period.parse("Q2 2018"),
        "contract_length": outreach.ContractLength(months=24, options=(12, 12), max_months=48),
        "current_contract_ends": outreach.Period.parse("2018-01-31"),
        "changed": date(2017, 1, 2),
        "incumbents": ["Ljungåsens Städ AB", "Rent & Fint AB"],
        "purchaser": outreach.Contact(
            name="Anna Testgren",
            email="anna@kommun.example",
            phone="040-628 04 12",
            role=outreach.ContactRole.PURCHASER,
        ),
        "certainty": "säker",
        "comments": "Delas i två områden:\n1) norra",
        "notice_url": "https://kommun.example/annons/1",
    }
    return outreach.Procurement(**(full | given))


def estimate(low, high, **given):
    """Return an estimate in kronor."""
    return outreach.Estimate(low=low and Decimal(low), high=high and Decimal(high), **({"currency": "SEK"} | given))


EVERY = (
    *(procurement(f"s{at}", stage=stage) for at, stage in enumerate(outreach.Stage)),
    *(procurement(f"p{at}", procedure=procedure) for at, procedure in enumerate(outreach.Procedure)),
    *(procurement(f"t{at}", techniques=[technique]) for at, technique in enumerate(outreach.Technique)),
    *(
        procurement(f"d{at}", planned_publication=outreach.Period.parse(text))
        for at, text in enumerate(["2017-05-01", "maj 2017", "våren 2017", "2017", "löpande", "tidigast 2017-03-05"])
    ),
    procurement("v1", estimated_value=estimate(500_000, 500_000, about=True)),
    procurement("v2", estimated_value=estimate(None, 600_000)),
    procurement("v3", estimated_value=estimate(1_000_000, None)),
    procurement("v4", estimated_value=estimate(3_000_000, 3_000_000, about=True, per="year")),
    procurement("v5", estimated_value=estimate(1_250_000, 1_250_000, currency="EUR")),
    procurement("l", title="Cleaning", description="Every day.", lang="en"),
    procurement("x", estimated_value=None, contract_length=None, incumbents=[], purchaser=None, comments=""),
)


def written(form, locale):
    """Return the published list in one of its forms."""
    data = outreach.Dataset(procurements=Records(outreach.Procurement, EVERY))
    publication = publications.procurement_list(data, today=TODAY, locale=locale)
    if form == "workbook.xlsx":
        return workbook_of(publication, outreach.Edition(publications=(publication,)), outreach.Look())
    (whole,) = (table for table in rendering.tables(publication) if not table.is_shown)
    if form == "list.csv":
        return rendering.table_csv(whole, locale)
    return rendering.tables_xlsx([whole], locale, rendering.About(title=publication.title))


@pytest.mark.parametrize("locale", ["sv_SE", "en_GB"])
@pytest.mark.parametrize("form", ["list.csv", "list.xlsx", "workbook.xlsx"])
def test_our_own_list_reads_back(read, tmp_path, form, locale):
    """Every attribute that is written is read as it was, in both languages, without one problem."""
    path = tmp_path / form
    path.write_bytes(written(form, locale))
    data = read(path)
    assert 0 == data.problems.total, data.problems
    found = {each.id: each for each in data.procurements}
    assert sorted(each.id for each in EVERY) == sorted(each.id for each in data.procurements)  # next first, there
    for expected in EVERY:
        for field in attrs.fields(outreach.Procurement):
            if field.name not in NOT_WRITTEN:
                assert told(expected, field.name) == told(found[expected.id], field.name), field.name


def told(procurement, field):
    """Return an attribute; an industry by what it means, and a language that is not said by what it is taken for."""
    value = getattr(procurement, field)
    meanings = {"industry": codes.industry_by_name, "lang": languages.text_lang}
    return meanings.get(field, lambda said: said)(value)
