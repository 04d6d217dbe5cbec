"""Numbers of organisations, one and a column at a time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import attrs

from outreach.errors import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Callable

    import polars as pl  # noqa: TC004 - attrs resolves no types here


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
