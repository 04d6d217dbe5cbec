"""The cube: what every breakdown is made from, small, exact, and such that cubes add up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from math import prod
from typing import TYPE_CHECKING, Any, Final, Literal

import attrs

from outreach import countries
from outreach.errors import SourceError
from outreach.ledger._columns import BASE_KEYS, FIRST_YEAR, LAST_YEAR, MINOR, NAMES, pl
from outreach.ledger._judge import Fate, Judged
from outreach.ledger._suppliers import name_key, supplier_terms

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from outreach.countries import Country  # noqa: TC004 - attrs resolves no types here

MOST = 2**63 - 1
"""The largest sum; Int64 wraps silently beyond it."""

_MOST: Final = 2**63
_KEY: Final = "_key"
_FEW: Final = 50_000
_EPOCH: Final = dt.date(FIRST_YEAR, 1, 1)


@attrs.frozen
class Facts:
    """What is known of purchases without their rows.

    Attributes:
        purchases: How many.
        sums: Currency → minor units, in the order of the codes.
        period: The dates of the first and the last; None without a purchase.
    """

    purchases: int = 0
    sums: Mapping[str, int] = attrs.field(factory=dict)
    period: tuple[dt.date, dt.date] | None = None


@attrs.frozen(eq=False)
class Cube:
    """Amount and number of purchases by ``BASE_KEYS``."""

    # The keys as codes in the order of their texts, ``amount``, ``purchases``, and ``first`` and ``last`` date (days
    # since the first of January of the first year).
    frame: pl.DataFrame
    texts: Mapping[str, pl.Series]  # key → its texts, sorted; years and value bands have none
    named: Mapping[frozenset[str], pl.DataFrame] = attrs.field(factory=dict)
    """Key and the column that names it → amount and purchases by the two, texts as text."""
    country: Country = attrs.field(factory=countries.default)  # whose numbers its suppliers have

    @classmethod
    def of(cls, judged: Judged) -> Cube:
        """Return the cube of the rows that were kept."""
        coded = {key: judged.coded[key] for key in BASE_KEYS if key in judged.coded}
        codes = {key: column.codes for key, column in coded.items()}
        if judged.numbers.personal.any():  # the names of sole traders are persons' names
            person = judged.coded["supplier_id"].flags(judged.numbers.personal)
            codes["supplier"] = codes["supplier"].set(person, None)
        rows = {**codes, "year": _years(judged), "amount": judged.minor, "fate": judged.fate, "first": _days(judged)}
        kept = pl.DataFrame(rows).lazy().filter(pl.col("fate") == Fate.KEPT).with_columns(last="first")
        counted = kept.with_columns(
            value_band=band(pl.col("amount"), judged.country.bands), purchases=pl.lit(1, pl.Int64)
        )
        sizes = _sizes(judged.country) | {key: column.texts.len() for key, column in coded.items()}
        grouped = add_up(counted, sizes, judged.fate.len(), in_order=False, with_days=True)
        ranks = {key: column.texts.rank("dense").cast(pl.UInt32) - 1 for key, column in coded.items()}
        ordered = [_looked_up(grouped[key], rank) for key, rank in ranks.items()]
        texts = {key: column.texts.sort() for key, column in coded.items()}
        return cls(grouped.with_columns(ordered), texts, dict(_named(judged)), judged.country)

    @property
    def facts(self) -> Facts:
        """Number, sums and period, exactly."""
        sums = self.by(("currency",)).select("currency", "amount").iter_rows()
        first, last, purchases = self.frame.select(pl.min("first"), pl.max("last"), pl.sum("purchases")).row(0)
        period = None if first is None else (_EPOCH + dt.timedelta(days=first), _EPOCH + dt.timedelta(days=last))
        return Facts(purchases=purchases, sums=dict(sums), period=period)

    def where(self, wanted: Mapping[str, Sequence[Any]]) -> Cube:
        """Return the cube of the purchases that have one of the *wanted* values for each key."""
        return attrs.evolve(self, frame=self.frame.filter(self._is_one(*item) for item in wanted.items()), named={})

    def _is_one(self, key: str, values: Sequence[Any]) -> pl.Expr:
        if key in ("supplier", "supplier_key"):
            keys, names = supplier_terms(values, self.country)
            spelled = [name_key(name) in names for name in self.texts["supplier"]] if names else []
            return self._has("supplier_key", self.texts["supplier_key"].is_in(sorted(keys))) | self._has(
                "supplier", pl.Series(spelled, dtype=pl.Boolean)
            )
        if key in self.texts:
            return self._has(key, self.texts[key].is_in(list(values)))
        start = FIRST_YEAR if key == "year" else 0
        return pl.col(key).is_in([int(value) - start for value in values])

    def _has(self, key: str, texts: pl.Series) -> pl.Expr:
        return pl.col(key).is_in(texts.arg_true().implode()).fill_null(value=False)

    def by(self, keys: Sequence[str]) -> pl.DataFrame:
        """Return amount and number by some *keys*, texts as text, sorted by the keys."""
        known = _sizes(self.country)
        sizes = {key: self.texts[key].len() if key in self.texts else known[key] for key in keys}
        made = add_up(self.frame.lazy(), sizes, self.frame.height)
        said = [_looked_up(made[key], self.texts[key]) for key in keys if key in self.texts]
        numbers = {"year": pl.Int32, "value_band": pl.Int8}
        typed = [pl.col(key).cast(dtype) for key, dtype in numbers.items() if key in keys]
        years = [pl.col("year") + FIRST_YEAR] if "year" in keys else []
        return made.with_columns(*said, *typed).with_columns(*years)


def _sizes(country: Country) -> dict[str, int]:
    """Return how many values the keys without texts have."""
    return {"year": LAST_YEAR - FIRST_YEAR + 1, "value_band": len(country.bands) + 1}


def _named(judged: Judged) -> Iterator[tuple[frozenset[str], pl.DataFrame]]:
    """Yield what the rows call each key, as cubes of two keys."""
    for pair in NAMES.items():
        coded = {key: judged.coded[key] for key in pair}
        codes = {key: column.codes for key, column in coded.items()}
        frame = pl.DataFrame({**codes, "amount": judged.minor, "fate": judged.fate}).lazy()
        kept = frame.filter(pl.col("fate") == Fate.KEPT).with_columns(purchases=pl.lit(1, pl.Int64))
        sizes = {key: column.texts.len() for key, column in coded.items()}
        made = add_up(kept, sizes, judged.fate.len(), in_order=False)
        yield frozenset(pair), made.with_columns(_looked_up(made[key], column.texts) for key, column in coded.items())


def _years(judged: Judged) -> pl.Series:
    return judged.coded["date"].spread(judged.dates.dates.dt.year() - FIRST_YEAR)


def _days(judged: Judged) -> pl.Series:
    days = (judged.dates.dates - _EPOCH).dt.total_days().cast(pl.UInt16, strict=False)
    return judged.coded["date"].spread(days)


def _looked_up(codes: pl.Series, values: pl.Series) -> pl.Series:
    """Return for each of *codes* what stands at its place in *values*."""
    return (values.gather(codes) if values.len() else codes.cast(values.dtype)).alias(codes.name)


def added_up(frame: pl.DataFrame, keys: Sequence[str]) -> pl.DataFrame:
    """Return *frame* summed by *keys* and sorted by them, null last."""
    sums = pl.col("amount").sum(), pl.col("purchases").cast(pl.Int64).sum()
    return frame.group_by(keys).agg(sums).sort(*keys, nulls_last=True) if keys else frame.select(sums)


def band(minor: pl.Expr, bands: Sequence[int]) -> pl.Expr:
    """Return the value band of amounts in minor units: how many of the lower edges lie at or below."""
    return pl.sum_horizontal((minor >= edge * MINOR).cast(pl.Int8) for edge in bands).cast(pl.Int8)


def refuse_overflow(amounts: pl.Series, file: str) -> None:
    """Refuse amounts whose sum could leave the range of exact whole numbers."""
    if float(amounts.abs().cast(pl.Float64).sum()) > MOST * 0.99:
        raise SourceError(file, "the amounts add up to more than 92 quadrillions", "read the file in parts")


def add_up(
    frame: pl.LazyFrame,
    sizes: Mapping[str, int],
    height: int,
    *,
    in_order: bool = True,
    with_days: bool = False,
) -> pl.DataFrame:
    """Return the sums of ``amount`` and ``purchases`` by the columns named in *sizes*.

    Args:
        frame: ``amount``, ``purchases``, and columns of whole numbers from 0, or null.
        sizes: Column → what all its numbers are below.
        height: How many rows there are: the engine for many takes three times as long for few.
        in_order: Whether to sort by these columns, null last.
        with_days: Whether to return the least ``first`` and the greatest ``last`` of each group too.
    """
    engine: Literal["streaming", "in-memory"] = "streaming" if height > _FEW else "in-memory"
    days = {"first": pl.col("first").min(), "last": pl.col("last").max()} if with_days else {}
    sums = {"amount": pl.col("amount").sum(), "purchases": pl.col("purchases").sum(), **days}
    if not sizes:
        return frame.select(**sums).collect(engine=engine)
    spaces = {name: size + 1 for name, size in sizes.items()}  # the last place is for null
    if prod(spaces.values()) >= _MOST:
        found = frame.group_by(*sizes).agg(**sums).collect(engine=engine)
        return found.sort(*sizes, nulls_last=True) if in_order else found
    packed = frame.select(_packed(spaces), *sums)
    grouped = packed.group_by(_KEY).agg(**sums).collect(engine=engine)
    return (grouped.sort(_KEY) if in_order else grouped).select(*_unpacked(spaces), *sums)


def _packed(spaces: Mapping[str, int]) -> pl.Expr:
    key = pl.lit(0, pl.UInt64)
    for name, space in spaces.items():
        key = key * space + pl.col(name).cast(pl.UInt64).fill_null(space - 1)
    return key.alias(_KEY)


def _unpacked(spaces: Mapping[str, int]) -> list[pl.Expr]:
    key, found = pl.col(_KEY), []
    for name in reversed(list(spaces)):
        space = spaces[name]
        place = key % space
        found.append(pl.when(place != space - 1).then(place).cast(pl.UInt32).alias(name))
        key = key // space
    return found[::-1]
