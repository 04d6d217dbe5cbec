"""The United Kingdom (Storbritannien): what the library knows of it and of no other country."""

from __future__ import annotations

from typing import Final

from outreach.countries._country import Country
from outreach.countries._places import Places
from outreach.countries.united_kingdom import numbers

PACKAGE: Final = "outreach.countries.united_kingdom"

UNITED_KINGDOM: Final = Country(
    code="GB",
    name="United Kingdom",
    currency="GBP",
    timezone="Europe/London",
    locale="en_GB",
    organisation_scheme=numbers.COMPANY,
    currency_words=("£", "pounds", "pound"),
    parse=numbers.parse,
    personal_number=numbers.PERSONAL_NUMBER,
    personal_cell=numbers.PERSONAL_CELL,
    mask="** ** ** ** *",
    industry_scheme="SIC",
    places=Places(
        package=PACKAGE,
        regions="regions",
        municipalities="local_authorities",
        region_scheme="GB-region",
        municipality_scheme="GB-local-authority",
        around=(
            r"^((the )?(royal |london )?borough( council)? of |city of |metropolitan borough of |council of the )"
            r"|( (metropolitan |london |royal |county )?(borough|city|county|district)?( council)?)$"
        ),
        code_form="[EWSNK][0-9]{8}",
        region_hint="write nine characters, E12000007 for London",
        municipality_hint="write its name or its nine characters, E09000012",
    ),
    package=PACKAGE,
    # Local Government Transparency Code 2015, HM Treasury's guidance on spend data, registers of contracts.
    headings=frozenset(
        {
            "body name",
            "charity number",
            "companies house number",
            "company number",
            "irrecoverable vat",
            "merchant category",
            "organisation code",
            "service label",
            "supplier company number",
            "supplier vat number",
            "vcse",
        }
    ),
    # Transparency Code 2015 (contracts above £5,000), below-threshold notices, thresholds of the Act, pipeline notices.
    bands=(0, 5_000, 30_000, 200_000, 2_000_000),
)
"""The United Kingdom (Storbritannien).

ONS codes: 12 regions and nations; of local authorities the London boroughs, the metropolitan districts and the Welsh
ones. The plans by which councils book are their own (CIPFA's SeRCOP is not free), so there is none.
"""
