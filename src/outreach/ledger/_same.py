"""Suppliers that a person has decided are one: their keys in the ledger's columns and questions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from outreach._later import pl
from outreach.ledger._columns import PERSONAL
from outreach.ledger._suppliers import judge_numbers, name_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from outreach.ledger._part import LedgerPart


def one_by_decision(frame: pl.DataFrame, same: Mapping[str, str]) -> pl.DataFrame:
    """Return *frame* with the supplier keys that are the *same* as others replaced by those."""
    return frame.with_columns(pl.col("supplier_key").cast(pl.String).replace(dict(same))) if same else frame


def with_same(wanted: Iterable[Any], parts: Iterable[LedgerPart], same: Mapping[str, str]) -> tuple[Any, ...]:
    """Return what is *wanted* of suppliers, and the keys of those that are the same as any of them."""
    asked = [str(value) for value in wanted]
    named = {name_key(text) for text in asked}
    keys = {*asked, *named, *judge_numbers(pl.Series(asked, dtype=pl.String)).number.drop_nulls()}
    for part in parts:
        pairs = part.by(("supplier_key", "supplier")).select("supplier_key", "supplier").iter_rows()
        keys |= {key for key, name in pairs if key != PERSONAL and name_key(name or "") in named - {None}}
    ones = {same.get(key, key) for key in keys if key}
    return (*asked, *sorted(key for key in {*same, *same.values()} if same.get(key, key) in ones))
