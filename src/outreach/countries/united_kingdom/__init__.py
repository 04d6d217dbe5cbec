"""The United Kingdom (Storbritannien): what the library knows of it and of no other country."""

from __future__ import annotations

from typing import Final

from outreach.countries._country import Country
from outreach.countries.united_kingdom import numbers

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
)
"""The United Kingdom (Storbritannien)."""
