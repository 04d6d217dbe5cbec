"""Supplier numbers and names → one key a supplier, each distinct text judged once.

An organisation number has ten digits, the third at least 2, and a Luhn check digit (Skatteverket SKV 709). A third
digit below 2 is a month: then it is the number of a person who trades alone, which never becomes a key nor is shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import attrs

from outreach.ledger._columns import BY_NAME, PERSONAL, UNKNOWN, Coded
from outreach.ledger._polars import pl
from outreach.values import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from outreach.ledger._part import LedgerPart

_DAY: Final = "(?:0[1-9]|[12][0-9]|3[01]|6[1-9]|[78][0-9]|9[01])"  # from 61: coordination numbers
_DASHES: Final = "\u2010\u2011\u2212\u2013"  # as characters: RE2, which DuckDB and Arrow use, knows no such escapes
_BETWEEN: Final = rf"[-+\s{_DASHES}]?"
PERSONAL_SHAPE: Final = _BETWEEN.join(
    (r"^\s*(?:SE)?", "(?:1[689]|20)?", "[0-9]{2}", "(?:0[1-9]|1[0-2])", _DAY, r"[0-9]{4}(?:01)?\s*$")
)
"""What a personal identity number looks like, in any spelling; rather one too many than one too few."""
_NUMBER: Final = rf"^(?:SE)?\s?(?:16)?\s?([0-9]{{6}})\s?[-{_DASHES}]?\s?([0-9]{{4}})(?:01)?$"
_MOJIBAKE: Final = (
    r"[ÃÂ][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2044\u20ac\u2122]"
)


@attrs.frozen(eq=False)
class Numbers:
    """What a column of supplier numbers says, a row for each distinct text.

    Attributes:
        number: The ten digits, where the number is an organisation's and right.
        personal: Whether it is a personal identity number.
        expected: The check digit it should end in, where it is another.
    """

    number: pl.Series
    personal: pl.Series
    expected: pl.Series


def judge_numbers(texts: pl.Series) -> Numbers:
    """Judge the distinct *texts* of a column of supplier numbers."""
    text = texts.fill_null("").alias("text")
    frame = pl.select(text).with_columns(personal=pl.col("text").str.contains(PERSONAL_SHAPE))
    bare = pl.col("text").str.strip_chars()
    digits = pl.when(~pl.col("personal")).then(bare.str.extract(_NUMBER, 1) + bare.str.extract(_NUMBER, 2))
    frame = frame.with_columns(digits=digits).with_columns(check=_check_digit(pl.col("digits")))
    last = pl.col("digits").str.slice(9).cast(pl.Int64)
    right = (last == pl.col("check")) & (pl.col("digits").str.slice(2, 1) >= "2")
    wrong = (last != pl.col("check")) & (pl.col("digits").str.slice(2, 1) >= "2")
    made = frame.select(
        number=pl.when(right).then("digits"), personal="personal", expected=pl.when(wrong).then("check")
    )
    return Numbers(made["number"], made["personal"], made["expected"])


def _check_digit(digits: pl.Expr) -> pl.Expr:
    """Luhn over the first nine digits: every other doubled, digit sums added up, to the next ten."""
    number, total = digits.cast(pl.Int64), pl.lit(0, pl.Int64)
    for place in range(9):
        digit = number // 10 ** (9 - place) % 10
        total = total + (digit if place % 2 else 2 * digit - 9 * (digit > 4).cast(pl.Int64))  # noqa: PLR2004
    return (10 - total % 10) % 10


def supplier_keys(ids: Coded, names: Coded, numbers: Numbers) -> Coded:
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
        keys[code] = name_key(texts[code])
    return pl.Series(keys, dtype=pl.String)


def name_key(name: str) -> str | None:
    """Return the key of a supplier known by *name* alone; None for an empty name."""
    folded = fold(name)
    return f"{BY_NAME}{folded}" if folded else None


def supplier_terms(values: Iterable[Any]) -> tuple[set[str], set[str]]:
    """Return the supplier keys that *values* may be, and the keys of the names that they may be."""
    texts = [str(value) for value in values]
    names = {key for text in texts if (key := name_key(text))}
    return {*texts, *names, *judge_numbers(pl.Series(texts, dtype=pl.String)).number.drop_nulls()}, names


def looks_double_encoded(texts: pl.Series) -> pl.Series:
    """Return which *texts* were UTF-8 that somebody read as Windows-1252 and wrote again (``Ã¶`` for ``ö``)."""
    return texts.str.contains(_MOJIBAKE)


def one_by_decision(frame: pl.DataFrame, same: Mapping[str, str]) -> pl.DataFrame:
    """Return *frame* with the supplier keys that are the *same* as others replaced by those."""
    return frame.with_columns(pl.col("supplier_key").cast(pl.String).replace(dict(same))) if same else frame


def with_same(wanted: Iterable[Any], parts: Iterable[LedgerPart], same: Mapping[str, str]) -> tuple[Any, ...]:
    """Return what is *wanted* of suppliers, and the keys of those that are the same as any of them."""
    asked = [str(value) for value in wanted]
    keys, named = supplier_terms(asked)
    for part in parts:
        pairs = part.by(("supplier_key", "supplier")).select("supplier_key", "supplier").iter_rows()
        keys |= {key for key, name in pairs if key != PERSONAL and name_key(name or "") in named}
    ones = {same.get(key, key) for key in keys if key}
    return (*asked, *sorted(key for key in {*same, *same.values()} if same.get(key, key) in ones))
