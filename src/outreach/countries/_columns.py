"""Numbers of organisations, one and a column at a time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import attrs

from outreach.errors import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Callable

    import polars as pl  # noqa: TC004 - attrs resolves no types here

    from outreach.countries._country import Country


class ParsedNumber(NamedTuple):
    """An organisation number in its normal form.

    Attributes:
        scheme: By org-id.guide, such as ``SE-ON`` or ``GB-COH``; a person's ends in ``-PNR``.
        id: The number, without blanks and dashes.
        is_personal: Whether it is a person's (a sole trader may have no other number); it must not be shown.
    """

    scheme: str
    id: str
    is_personal: bool = False


FOREIGN_VAT = "([A-Z]{2})([0-9A-Z]*[0-9]{7}[0-9A-Z]*)"
"""A VAT number: the letters of its country, then digits for the most part."""


@attrs.frozen(eq=False)
class NumberColumn:
    """What a column of organisation numbers says, a row for each distinct text.

    Attributes:
        number: The key of the organisation, where the number is one and right.
        personal: Whether it is a person's number.
        expected: The check digit it should end in, where it is another; null in a country without check digits.
    """

    number: pl.Series
    personal: pl.Series
    expected: pl.Series


def check_each(
    parse: Callable[[str], ParsedNumber], key: Callable[[ParsedNumber], str], personal_cell: str, texts: pl.Series
) -> NumberColumn:
    """Check the distinct *texts* of a column one by one, for a country that has no faster way."""
    import polars as pl  # noqa: PLC0415 - heavy, and who reads a list does not wait for it

    person = re.compile(personal_cell) if personal_cell else None
    numbers: list[str | None] = []
    personal: list[bool] = []
    for text in texts:
        try:
            number = parse(text or "")
        except UnreadableError:
            numbers.append(None)
            personal.append(bool(person and person.search(text or "")))
        else:
            numbers.append(key(number) or None)
            personal.append(number.is_personal)
    return NumberColumn(
        pl.Series("number", numbers, pl.String),
        pl.Series("personal", personal, pl.Boolean),
        pl.Series("expected", [None] * len(numbers), pl.Int64),
    )


def with_foreign(column: NumberColumn, texts: pl.Series, country: Country) -> NumberColumn:
    """Return *column* with the keys of numbers that name a scheme of another country than *country*."""
    import polars as pl  # noqa: PLC0415 - as above

    is_open = column.number.is_null() & ~column.personal & column.expected.is_null()
    shape = r"^\s*[A-Za-z]{2}.*[0-9]" if country.organisation_scheme else "[0-9]"
    asked = texts.fill_null("").str.contains(shape) & is_open
    if not asked.any():
        return column
    keys: list[str | None] = [None] * texts.len()
    for row in asked.arg_true():
        try:
            keys[row] = country.key(country.organisation(texts[row])) or None
        except UnreadableError:
            continue
    number = pl.select(pl.coalesce(column.number, pl.Series(keys, dtype=pl.String))).to_series().alias("number")
    return attrs.evolve(column, number=number)
