"""What a user may decide about the meaning of an input, where the input itself does not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from zoneinfo import ZoneInfo

import attrs

from outreach.countries import Country, country, default
from outreach.errors import CurrencyError, QuestionError, shown
from outreach.model import NO_CURRENCY

_CROWN = "kr"
_CURRENCY = re.compile(r"[A-Z]{3}")
DECIMAL_SIGNS = (",", ".")
DATE_ORDERS = ("ymd", "dmy", "mdy")


def _one_of(known: tuple[str, ...]) -> Callable[[Any, Any, str | None], None]:
    def check(_: object, field: attrs.Attribute[str | None], value: str | None) -> None:
        if value is not None and value not in known:
            raise QuestionError(field.name, value, known)

    return check


def _is_currency(_: object, __: object, value: str | None) -> None:
    if value is not None and not _CURRENCY.fullmatch(value):
        raise CurrencyError(f'not a currency: {shown(value)!r} (an ISO 4217 code such as "EUR")')


def _is_timezone(_: object, field: attrs.Attribute[str | None], value: str | None) -> None:
    if value is None:
        return
    try:
        ZoneInfo(value)
    except (ValueError, LookupError, OSError):  # no such name, or the name of a path or a folder
        raise QuestionError(field.name, value, ("Europe/Stockholm", "UTC")) from None


def _country(given: str | Country | None) -> Country | None:
    return None if given is None else country(given)


class Columns(Mapping[str, str]):
    """What the columns are, never changed; unlike a view of a dictionary it goes to another process."""

    __slots__ = ("_given",)

    def __init__(self, given: Mapping[str, str] | None = None) -> None:
        self._given = dict(given or {})

    def __getitem__(self, name: str) -> str:
        return self._given[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._given)

    def __len__(self) -> int:
        return len(self._given)

    def __hash__(self) -> int:
        return hash(frozenset(self._given.items()))

    def __repr__(self) -> str:
        return repr(self._given)


_NOTHING: Mapping[str, str] = Columns()


@attrs.frozen(kw_only=True)
class ReadOptions:
    """How to read what the file leaves open; each is *None* where the file decides.

    Attributes:
        columns: Attribute → heading as written, such as ``{"amount": "Summa"}``.
        record: What the rows are: ``outreach.Purchase``, ``outreach.Procurement`` …
        country: Whose numbers, money and places they are, such as ``"GB"``.
        currency: ISO 4217 code of amounts that name none; it goes before what *kr* means in the country.
        decimal: ``","`` or ``"."``.
        date_order: ``"ymd"``, ``"dmy"`` or ``"mdy"``.
        accounts: Account plan, such as ``"kommun-bas"``; ``"none"`` for none.
        year: The year of dates that name none.
        timezone: The time zone of times that name none, such as ``"Europe/Stockholm"``; None: the country's for last
            days of tenders; of other times only the day is kept.
        event_id: Which event its registrations and answers are of, whatever they say; empty: what they say.
    """

    columns: Mapping[str, str] = attrs.field(default=_NOTHING, converter=Columns)
    record: type | None = None
    country: Country | None = attrs.field(default=None, converter=_country)
    currency: str | None = attrs.field(default=None, validator=_is_currency)
    decimal: str | None = attrs.field(default=None, validator=_one_of(DECIMAL_SIGNS))
    date_order: str | None = attrs.field(default=None, validator=_one_of(DATE_ORDERS))
    accounts: str | None = None
    year: int | None = None
    timezone: str | None = attrs.field(default=None, validator=_is_timezone)
    event_id: str = ""


def home_currency(options: ReadOptions) -> str:
    """Return what *kr* stands for: the currency that is asked for, else the country's; none where it has no kr."""
    land = options.country or default()
    return options.currency or (land.currency if _CROWN in land.currency_words else NO_CURRENCY)
