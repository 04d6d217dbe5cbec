"""Amounts: exact, with their currency."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import attrs

from outreach.errors import CurrencyError
from outreach.model._strict import refuse, strict

NO_CURRENCY = "XXX"
"""ISO 4217's code for *no currency*: what an amount has whose file names none."""

YEAR = "year"
"""What an estimate is *per* where it is not that of the whole contract."""

_CURRENCY = re.compile(r"[A-Z]{3}")


def _check_currency(instance: Any, attribute: attrs.Attribute[Any], value: str) -> None:  # noqa: ANN401
    if not _CURRENCY.fullmatch(value):
        raise refuse(type(instance), attribute.name, f"not a currency: {value!r}", 'an ISO 4217 code such as "EUR"')


@attrs.frozen(kw_only=True, field_transformer=strict)
class Money:
    """An exact amount in one currency (belopp).

    OCDS ``Value``; eForms BT-27. Only what is in one currency is added.

    Attributes:
        amount: In major units (kronor), exact.
        currency: ISO 4217; ``XXX`` where none is named.
    """

    amount: Decimal
    currency: str = attrs.field(validator=_check_currency)

    @classmethod
    def from_minor(cls, minor: int, currency: str) -> Money:
        """Return *minor* units (öre, pence; a hundred to the major unit) as an amount."""
        whole, cents = divmod(abs(minor), 100)
        sign = "-" if minor < 0 else ""  # written, not calculated: no caller's decimal context can round it
        return cls(amount=Decimal(f"{sign}{whole}.{cents:02}"), currency=currency)

    @property
    def is_named(self) -> bool:
        """Whether the currency is known."""
        return self.currency != NO_CURRENCY

    def __add__(self, other: Money) -> Money:
        if not isinstance(other, Money):
            return NotImplemented
        if self.currency != other.currency:
            raise CurrencyError(f"{self.currency} and {other.currency} cannot be added")
        return Money(amount=self.amount + other.amount, currency=self.currency)

    def __neg__(self) -> Money:
        return Money(amount=-self.amount, currency=self.currency)

    def __str__(self) -> str:
        return f"{self.amount:,.2f} {self.currency}"


def _check_per(instance: Any, attribute: attrs.Attribute[Any], value: str) -> None:  # noqa: ANN401
    if value not in ("", YEAR):
        raise refuse(type(instance), attribute.name, f"not a time: {value!r}", 'give "year", or nothing')


@attrs.frozen(kw_only=True, field_transformer=strict)
class Estimate:
    """What something is thought to cost, excluding VAT: a value, a span, or one bound (uppskattat värde).

    OCDS ``tender.value`` and ``tender.minValue``; eForms BT-27.

    Attributes:
        low: The least, in major units; None where not given.
        high: The most; equal to *low* where one value is given.
        currency: ISO 4217; ``XXX`` where none is named.
        about: Whether the source says *about* (ca).
        per: ``"year"`` where the value is that of one year (per år), which is never multiplied nor added to whole
            contracts' values; empty where it is the whole.
    """

    low: Decimal | None = None
    high: Decimal | None = None
    currency: str = attrs.field(validator=_check_currency)
    about: bool = False
    per: str = attrs.field(default="", validator=_check_per)

    def __attrs_post_init__(self) -> None:
        if self.low is None and self.high is None:
            raise refuse(Estimate, "low", "neither low nor high is given")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise refuse(Estimate, "high", f"less than low: {self.high} < {self.low}")

    @property
    def is_span(self) -> bool:
        """Whether low and high differ."""
        return self.low != self.high
