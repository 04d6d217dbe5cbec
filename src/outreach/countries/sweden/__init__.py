"""Sweden (Sverige): what the library knows of it and of no other country."""

from __future__ import annotations

from typing import Final

from outreach.countries._country import Country
from outreach.countries.sweden import numbers

SWEDEN: Final = Country(
    code="SE",
    name="Sweden",
    currency="SEK",
    timezone="Europe/Stockholm",
    locale="sv_SE",
    organisation_scheme=numbers.ORGANISATION,
    scheme_aliases=numbers.ALIASES,
    currency_words=("kr", "kr.", "kronor", "tkr", "mkr", ":-"),
    parse=numbers.parse,
    write=numbers.written,
    personal_number=numbers.PERSONAL_NUMBER,
    personal_cell=numbers.PERSONAL_CELL,
    mask="******-****",
)
"""Sweden (Sverige)."""
