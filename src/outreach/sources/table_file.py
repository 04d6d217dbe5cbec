"""The options that sources share, under the same names whatever the format."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import attrs

import outreach


def known_country(code: str) -> outreach.Country | None:
    """Return the country with a two-letter *code*, if it is installed."""
    return outreach.countries.country(code) if code in outreach.countries.known() else None


@attrs.frozen
class OfCountry:
    """A source of rows that are understood without options, but for the country.

    It is no source by itself: a format inherits from it and from ``outreach.Source``.

    Attributes:
        country: Whose organisation numbers are meant where none is named, such as ``"GB"`` (land).
        options: The country, as the core takes it.
    """

    country: str | outreach.Country | None = attrs.field(default=None, kw_only=True)
    options: outreach.ReadOptions = attrs.field(init=False, repr=False, eq=False)

    @options.default
    def _options(self) -> outreach.ReadOptions:
        """Refuse, when the source is made, a country that is not installed."""
        return outreach.ReadOptions(country=self.country)

    def named_country(self) -> outreach.Country | None:
        """Return the country that the data itself names; None, unless a format knows where it stands."""
        return None

    @property
    def home(self) -> outreach.Country:
        """The country, else the default of the front door."""
        return self.options.country or outreach.countries.default()


@attrs.frozen
class TableFile:
    """A file of tables, and the options for reading it; an option that is not given is determined from the file.

    It is no source by itself: a format inherits from it and from ``outreach.Source``.

    Attributes:
        path: The file.
        columns: Attribute → heading, key or column as written, such as ``{"amount": "Summa"}``.
        record: What the rows are, such as ``outreach.Purchase``.
        country: Whose organisation numbers, money and places they are, such as ``"GB"`` (land).
        currency: ISO 4217 code of amounts that name none.
        decimal: ``","`` or ``"."``, for amounts that are text.
        date_order: ``"ymd"``, ``"dmy"`` or ``"mdy"``, for dates that are text.
        accounts: Account plan, such as ``"kommun-bas"``; ``"none"`` for none.
        year: The year of dates that name none.
        timezone: Of times that name none, such as ``"Europe/Stockholm"``; else last days of tenders are in the
            country's time, and of other times only the day is kept.
        event_id: The ``Event.id`` of the meeting its registrations and answers are of, whatever they call it.
        options: The meanings among these, as the core takes them.
    """

    path: Path = attrs.field(converter=Path)
    columns: Mapping[str, str] = attrs.field(factory=dict, kw_only=True, hash=False)
    record: type | None = attrs.field(default=None, kw_only=True)
    country: str | outreach.Country | None = attrs.field(default=None, kw_only=True)
    currency: str | None = attrs.field(default=None, kw_only=True)
    decimal: str | None = attrs.field(default=None, kw_only=True)
    date_order: str | None = attrs.field(default=None, kw_only=True)
    accounts: str | None = attrs.field(default=None, kw_only=True)
    year: int | None = attrs.field(default=None, kw_only=True)
    timezone: str | None = attrs.field(default=None, kw_only=True)
    event_id: str = attrs.field(default="", kw_only=True)
    options: outreach.ReadOptions = attrs.field(init=False, repr=False, eq=False)

    @options.default
    def _options(self) -> outreach.ReadOptions:
        """Refuse, when the source is made, what no file can be read with."""
        return outreach.ReadOptions(
            columns=self.columns,
            record=self.record,
            country=self.country,
            currency=self.currency,
            decimal=self.decimal,
            date_order=self.date_order,
            accounts=self.accounts,
            year=self.year,
            timezone=self.timezone,
            event_id=self.event_id,
        )
