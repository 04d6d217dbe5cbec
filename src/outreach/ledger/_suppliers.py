"""Supplier numbers and names → one key a supplier, each distinct text checked once, by the country's own rules.

A number that is a person's, who trades alone, never becomes a key nor is shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from outreach import values
from outreach.ledger._columns import BY_NAME, PERSONAL, UNKNOWN, UNNAMED, WITHHELD, Coded, pl
from outreach.values import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from outreach.countries import Country, NumberColumn
    from outreach.ledger._part import LedgerPart

_MOJIBAKE: Final = (
    r"[ÃÂ][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2044\u20ac\u2122]"
)


def supplier_keys(ids: Coded, names: Coded, numbers: NumberColumn) -> Coded:
    """Return each row's supplier key: its valid number, else its folded name."""
    by_number = pl.select(pl.when(numbers.personal).then(pl.lit(PERSONAL)).otherwise(numbers.number)).to_series()
    known = ids.spread(by_number.is_not_null()).fill_null(value=False)
    used = names.codes.filter(~known).unique().drop_nulls()
    by_name = _name_keys(names.texts, used)
    every = pl.concat([by_number.drop_nulls(), by_name.drop_nulls(), pl.Series([UNKNOWN])]).unique().sort()
    keys = pl.Enum(every)
    left = ids.spread(by_number.cast(keys).to_physical().cast(pl.UInt32))
    right = names.spread(by_name.cast(keys).to_physical().cast(pl.UInt32))
    unknown = every.index_of(UNKNOWN)
    codes = pl.select(pl.coalesce(left, right, pl.lit(unknown, pl.UInt32))).to_series()
    return Coded(codes, every)


def _name_keys(texts: pl.Series, used: pl.Series) -> pl.Series:
    """Fold only the names that become keys: folding is Python."""
    keys: list[str | None] = [None] * texts.len()
    for code in used:
        keys[code] = WITHHELD if values.is_withheld(texts[code]) else name_key(texts[code])
    return pl.Series(keys, dtype=pl.String)


def name_key(name: str) -> str | None:
    """Return the key of a supplier known by *name* alone; None for one that says nothing: empty, ``-``, ``N/A``."""
    folded = "" if values.is_placeholder(name) else fold(name)
    return f"{BY_NAME}{folded}" if folded else None


def supplier_terms(values: Iterable[Any], country: Country) -> tuple[set[str], set[str]]:
    """Return the supplier keys that *values* may be, and the keys of the names that they may be."""
    texts = [str(value) for value in values]
    names = {key for text in texts if (key := name_key(text))}
    return {*texts, *names, *country.check_column(pl.Series(texts, dtype=pl.String)).number.drop_nulls()}, names


def looks_double_encoded(texts: pl.Series) -> pl.Series:
    """Return which *texts* were UTF-8 that somebody read as Windows-1252 and wrote again (``Ã¶`` for ``ö``)."""
    return texts.str.contains(_MOJIBAKE)


def one_by_decision(frame: pl.DataFrame, same: Mapping[str, str]) -> pl.DataFrame:
    """Return *frame* with the supplier keys that are the *same* as others replaced by those."""
    return frame.with_columns(pl.col("supplier_key").cast(pl.String).replace(dict(same))) if same else frame


def with_same(wanted: Iterable[Any], parts: Iterable[LedgerPart], same: Mapping[str, str]) -> tuple[Any, ...]:
    """Return what is *wanted* of suppliers, and the keys of those that are the same as any of them."""
    asked = [str(value) for value in wanted]
    keys: set[str] = set()
    named: set[str] = set()
    for part in parts:
        terms, named = supplier_terms(asked, part.country)
        keys |= terms
        pairs = part.by(("supplier_key", "supplier")).select("supplier_key", "supplier").iter_rows()
        keys |= {key for key, name in pairs if key not in UNNAMED and name_key(name or "") in named}
    ones = {same.get(key, key) for key in keys if key}
    return (*asked, *sorted(key for key in {*same, *same.values()} if same.get(key, key) in ones))
