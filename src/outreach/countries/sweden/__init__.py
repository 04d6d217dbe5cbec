"""Sweden (Sverige): what the library knows of it and of no other country."""

from __future__ import annotations

from typing import Final

from outreach.countries._country import Country
from outreach.countries._places import Places
from outreach.countries.sweden import numbers

PACKAGE: Final = "outreach.countries.sweden"

# fmt: off
LEDGER_HEADINGS: Final = frozenset((
    "kopare_id", "kopare", "verifikationsnummer", "leverantor", "leverantor_id", "konto_nr", "konto_text",
    "bokforingsdatum", "datum", "forvaltning", "fakturanummer", "nettobelopp", "belopp", "kommun_id", "s_kod_nr",
))
# fmt: on
"""The headings of the specification *leverantörsreskontra* 1.1."""

SWEDEN: Final = Country(
    code="SE",
    name="Sweden",
    currency="SEK",
    timezone="Europe/Stockholm",
    locale="sv_SE",
    organisation_scheme=numbers.ORGANISATION,
    currency_words=("kr", "kr.", "kronor", "tkr", "mkr", ":-"),
    parse=numbers.parse,
    ledger_headings=LEDGER_HEADINGS,
    personal_number=numbers.PERSONAL_NUMBER,
    personal_cell=numbers.PERSONAL_CELL,
    mask="******-****",
    check=numbers.check_column,
    industry_scheme="SNI",
    places=Places(
        package=PACKAGE,
        regions="counties",
        municipalities="municipalities",
        region_scheme="SE-county",
        municipality_scheme="SE-municipality",
        around=r"^(region|kommunen) | (kommun|stad|municipality)$",
        genitive="s",
        code_form="[0-9]+",
        old_codes="[0-9]{3,4}",
        region_noun="county",
        region_hint="write two digits, 12 for Skåne",
        municipality_hint="write its name or its four digits, 1293",
    ),
    plans={"kommun-bas": "kommun_bas"},
    package=PACKAGE,
)
"""Sweden (Sverige). Statistics Sweden: 21 counties and 290 municipalities, in numerical order; SNI 2007; Kommun-Bas."""
