"""The user's own dataframe as a ledger: it stays in its engine, and is asked through narwhals.

Every text is tested before it is cast, since no engine forgives one bad cell (see ``_passes`` for the sums). Numbers
are major units (kronor, pounds) whatever their type; only a column named ``amount_minor`` is minor units (öre, pence).
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

import narwhals as nw
import polars as pl

from outreach.errors import QuestionError, UnknownTableError
from outreach.ledger._columns import COLUMNS, FIRST_YEAR, LAST_YEAR, MINOR, TEXTS
from outreach.ledger._cube import Facts
from outreach.ledger._part import LedgerPart
from outreach.ledger._passes import to_polars
from outreach.model import NO_CURRENCY, Origin, Problem, Severity
from outreach.reconciliation import AmountReport, FileReport, Problems
from outreach.tables import Table
from outreach.tables._layout import identify
from outreach.tables._options import ReadOptions
from outreach.values import from_minor

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from outreach.countries import Country

FRAME: Final = "frame"
"""What stands in addresses where a file has its name."""
AMOUNT_MINOR: Final = "amount_minor"
"""A column of whole minor units (öre, pence)."""
_BLANKS: Final = "[ \u00a0\u202f\u2009]"
_SHAPE: Final = "^[-+]?[0-9]{1,15}(?:[.,][0-9]{1,2})?$"
_DAY: Final = "^(?:199[0-9]|20[0-9]{2}|2100)-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
_NO_DAY: Final = "1900-01-01"
_SHORT_MONTHS: Final = "-(?:02-30|02-31|04-31|06-31|09-31|11-31)"
_MOST: Final = 1e15
_MAJOR: Final = f"amounts in major units; minor units are named {AMOUNT_MINOR}"


def part_of(
    frame: Any,  # noqa: ANN401 - any engine's
    columns: Mapping[str, str],
    currency: str | None,
    country: Country,
) -> LedgerPart:
    """Return *frame* as a part of a ledger of a *country*."""
    own = nw.from_native(frame).lazy()
    names = _named(own.collect_schema().names(), columns)
    staged = _staged(own, names, currency, country)
    facts = _facts(staged)
    kept = staged.filter(nw.col("_dated") & nw.col("_priced")).select(*COLUMNS).to_native()
    return LedgerPart(
        file=FRAME,
        report=_report(facts, names),
        facts=_known(facts),
        problems=Problems.of(_problems(facts, silent=currency is None and "currency" not in names)),
        rows=lambda: kept,
        country=country,
    )


def _named(own: list[str], columns: Mapping[str, str]) -> dict[str, str]:
    """Return canonical name → own name: what the user says, what is called so already, what its heading says."""
    for canonical, name in columns.items():
        if canonical not in COLUMNS:
            raise QuestionError("columns", canonical, COLUMNS)
        if name not in own:
            raise UnknownTableError(FRAME, f"no column {name!r}", f"its columns: {', '.join(own)}", own)
    names = {name: name for name in COLUMNS if name in own} | dict(columns)
    if "amount" not in names and AMOUNT_MINOR in own:
        names["amount"] = AMOUNT_MINOR
    if not {"date", "amount"} <= names.keys():
        names = _by_heading(own, columns) | names
    missing = [name for name in ("date", "amount") if name not in names]
    if missing:
        hint = f'say which column it is: columns={{"{missing[0]}": "…"}}; there are {", ".join(own)}'
        raise UnknownTableError(FRAME, f"no column for {' and '.join(missing)}", hint, own)
    return names


def _by_heading(own: list[str], columns: Mapping[str, str]) -> dict[str, str]:
    layout = identify(Table(frame=None, headings=tuple(own)), (), ReadOptions(columns=columns), file=FRAME)
    if layout is None:
        return {}
    found = zip(layout.roles, layout.headings, strict=True)
    return {role: heading for role, heading in found if role in COLUMNS and heading in own}


def _staged(
    own: nw.LazyFrame[Any], names: Mapping[str, str], currency: str | None, country: Country
) -> nw.LazyFrame[Any]:
    """Return the canonical columns, and whether date and amount can be used; one step after the other."""
    types = own.collect_schema()
    texts = [_text(names.get(role), types).alias(role) for role in TEXTS if role != "currency"]
    named = nw.col(names["currency"]).cast(nw.String) if "currency" in names else nw.lit(None, nw.String)
    texts.append(nw.when(named.is_null()).then(nw.lit(currency or NO_CURRENCY)).otherwise(named).alias("currency"))
    raw = own.with_columns(nw.col(names["date"]).alias("_date"), nw.col(names["amount"]).alias("_amount"))
    raw = _with_date(raw.with_columns(*texts), types[names["date"]], country.timezone)
    is_minor = names["amount"] == AMOUNT_MINOR
    priced = _with_amount(raw, types[names["amount"]], is_minor=is_minor)
    origin = [_text(names.get(name)).alias(name) for name in ("origin_file", "origin_part")]
    line = nw.col(names["origin_line"]).cast(nw.Int64) if "origin_line" in names else _text(None)
    return priced.with_columns(*origin, line.alias("origin_line"))


def _text(name: str | None, types: Mapping[str, nw.dtypes.DType] = MappingProxyType({})) -> nw.Expr:
    """Return a column as text; a number that an engine holds as a fraction, with empty cells beside it, is whole."""
    if name is None:
        return nw.lit(None, nw.String)
    text = nw.col(name).cast(nw.String)
    return text.str.replace_all(r"\.0+$", "") if name in types and types[name].is_float() else text


def _with_date(frame: nw.LazyFrame[Any], dtype: nw.dtypes.DType, zone: str) -> nw.LazyFrame[Any]:
    if isinstance(dtype, nw.Datetime) and dtype.time_zone:  # the day is that of the country's clock
        local = nw.col("_date").dt.convert_time_zone(zone).dt.replace_time_zone(None)
        frame = frame.with_columns(local.alias("_date"))
    frame = _from_iso(frame) if not dtype.is_temporal() else frame.with_columns(nw.col("_date").alias("date"))
    if not frame.implementation.is_pandas_like():  # pandas has no dates, only moments
        frame = frame.with_columns(nw.col("date").cast(nw.Date))
    inside = nw.col("date").dt.year().is_between(FIRST_YEAR, LAST_YEAR)
    return frame.with_columns(inside.fill_null(value=False).alias("_dated"))


def _from_iso(frame: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    text, day = nw.col("_date").cast(nw.String), nw.col("_day")
    frame = frame.with_columns(
        text.str.slice(0, 10).alias("_day"), text.str.contains(_DAY).fill_null(value=False).alias("_is_day")
    )
    exists = nw.col("_is_day") & ~day.str.contains(_SHORT_MONTHS) & _leap(day)
    frame = frame.with_columns(exists.fill_null(value=False).alias("_is_day"))
    frame = frame.with_columns(nw.when(nw.col("_is_day")).then(day).otherwise(nw.lit(_NO_DAY)).alias("_day"))
    return frame.with_columns(day.str.to_datetime("%Y-%m-%d").alias("date"))


def _leap(day: nw.Expr) -> nw.Expr:
    """Whether a 29 February is in a leap year; 2100 is none."""
    leap = day.str.contains("^(?:[0-9]{2}(?:[02468][048]|[13579][26]))-") & ~day.str.contains("^2100-")
    return ~day.str.contains("-02-29") | leap


def _with_amount(frame: nw.LazyFrame[Any], dtype: nw.dtypes.DType, *, is_minor: bool) -> nw.LazyFrame[Any]:
    if not dtype.is_numeric():
        return _from_text(frame)
    amount = nw.col("_amount")
    priced = ~amount.is_null()
    if dtype.is_float():
        priced = priced & amount.is_between(-_MOST, _MOST)
        frame = frame.with_columns(nw.when(priced).then(amount * MINOR).otherwise(nw.lit(0.0)).alias("_exact"))
        whole = nw.col("_exact").round(0)
        near = (nw.col("_exact") - whole).abs() < 1e-3  # noqa: PLR2004 - what binary fractions leave of two decimals
        return frame.with_columns(
            whole.cast(nw.Int64).alias("amount"), (priced & near).fill_null(value=False).alias("_priced")
        )
    # A narrow type would wrap when it is multiplied, and a decimal of more places lose them in silence.
    whole = amount.cast(nw.Int64) if dtype.is_integer() else amount
    minor = whole if is_minor else whole * MINOR
    if not dtype.is_integer():
        priced = priced & (minor == minor.cast(nw.Int64))
    return frame.with_columns(
        priced.fill_null(value=False).alias("_priced"), minor.cast(nw.Int64).fill_null(0).alias("amount")
    )


def _from_text(frame: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """Read each amount by itself: ``1 234,50`` and ``1234.5`` are told by their decimals, ``1.234`` is none."""
    text = nw.col("_amount").cast(nw.String).str.replace_all(_BLANKS, "").str.replace_all("\u2212", "-", literal=True)
    frame = frame.with_columns(text.alias("_bare"))
    frame = frame.with_columns(nw.col("_bare").str.contains(_SHAPE).fill_null(value=False).alias("_priced"))
    frame = frame.with_columns(nw.when(nw.col("_priced")).then(nw.col("_bare")).otherwise(nw.lit("0")).alias("_bare"))
    bare = nw.col("_bare")
    whole = bare.str.replace_all("[-+]", "").str.replace_all("[.,].*$", "")
    cents = nw.concat_str(bare.str.replace_all("^[^.,]*[.,]?", ""), nw.lit("00")).str.slice(0, 2)
    frame = frame.with_columns(whole.cast(nw.Int64).alias("_whole"), cents.cast(nw.Int64).alias("_cents"))
    size = nw.col("_whole") * MINOR + nw.col("_cents")
    return frame.with_columns(nw.when(bare.str.starts_with("-")).then(size * -1).otherwise(size).alias("amount"))


def _facts(staged: nw.LazyFrame[Any]) -> pl.DataFrame:
    groups = ("currency", "_dated", "_priced")
    days = nw.col("date").min().alias("first"), nw.col("date").max().alias("last")
    sums = nw.col("amount").sum(), nw.len().alias("rows"), *days
    counted = staged.select(*groups, "amount", "date").group_by(*groups).agg(*sums)
    return to_polars(counted).with_columns(pl.col("amount", "rows").cast(pl.Int64)).sort(groups)


def _known(facts: pl.DataFrame) -> Facts:
    good = facts.filter(pl.col("_dated") & pl.col("_priced")).sort("currency")
    first, last = good.select(pl.col("first").cast(pl.Date).min(), pl.col("last").cast(pl.Date).max()).row(0)
    sums = dict(good.select("currency", "amount").iter_rows())
    return Facts(purchases=int(good["rows"].sum()), sums=sums, period=first and (first, last))


def _report(facts: pl.DataFrame, names: Mapping[str, str]) -> FileReport:
    good = pl.col("_dated") & pl.col("_priced")
    return FileReport(
        file=FRAME,
        kind="ledger",
        source=FRAME,
        rows=int(facts["rows"].sum()),
        kept=int(facts.filter(good)["rows"].sum()),
        set_aside=int(facts.filter(~good)["rows"].sum()),
        amounts=tuple(_amounts(facts)),
        unreadable_amounts=int(facts.filter(~pl.col("_priced"))["rows"].sum()),
        period=_known(facts).period,
        columns=tuple((name, canonical) for canonical, name in names.items()),
        notes=(f"amounts in minor units, as {AMOUNT_MINOR}",) if names["amount"] == AMOUNT_MINOR else (_MAJOR,),
    )


def _amounts(facts: pl.DataFrame) -> Iterator[AmountReport]:
    for (currency,), rows in facts.filter("_priced").group_by("currency", maintain_order=True):
        kept, aside = (rows.filter(pl.col("_dated") == dated)["amount"].sum() for dated in (True, False))
        yield AmountReport(currency=str(currency), kept=from_minor(int(kept)), set_aside=from_minor(int(aside)))


def _problems(facts: pl.DataFrame, *, silent: bool) -> Iterator[Problem]:
    if silent:
        yield _problem(
            "currency",
            "no currency",
            "no column names a currency, so the amounts have none (XXX)",
            'say it: currency="EUR"',
        )
    for flag, field in (("_dated", "date"), ("_priced", "amount")):
        rows = int(facts.filter(~pl.col(flag))["rows"].sum())
        if rows:
            yield _problem(
                field,
                field,
                f"not readable in {rows:,} rows, which are set aside",
                "make it a typed column first",
                Severity.ERROR,
            )


def _problem(field: str, kind: str, message: str, hint: str, severity: Severity = Severity.WARNING) -> Problem:
    return Problem(origin=Origin(file=FRAME, field=field), kind=kind, message=message, hint=hint, severity=severity)
