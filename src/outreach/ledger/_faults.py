"""Faults of rows, as columns: counted exactly, worded only when somebody looks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from outreach.ledger._columns import FIRST_YEAR, LAST_YEAR, Coded, pl, repeated
from outreach.ledger._judge import Fate, Judged
from outreach.ledger._suppliers import looks_double_encoded
from outreach.model import Origin, Problem, Severity
from outreach.reconciliation import SHOWN, Key, Problems

if TYPE_CHECKING:
    from collections.abc import Iterator

    from outreach.countries import Country

_UNSAFE: Final = r"[\p{C}\p{Z}&&[^ ]]"
_MOST: Final = 80
_AMOUNT_HINT: Final = "write 1234,50 or 1 234,50; at most two decimals"
_DATE_HINT: Final = f"write 2017-03-01; years {FIRST_YEAR} to {LAST_YEAR}"


@attrs.frozen
class Place:
    """Where the rows stand."""

    file: str  # as given
    part: str  # sheet or member
    has_lines: bool  # whether rows are told by physical line, or by number


@attrs.frozen(eq=False)
class _Found:
    """One kind of fault: which rows, and the words for it (expressions over ``text``, the cell as written)."""

    field: str
    kind: str
    severity: Severity
    rows: pl.Series
    message: pl.Expr
    hint: pl.Expr
    text: Coded | pl.Series | None = None


def problems_of(judged: Judged, place: Place) -> Problems:
    """Return what is wrong in the rows: of each kind the earliest in the file."""
    found = [(fault, fault.rows.arg_true()) for fault in _faults(judged) if fault.rows.any()]
    if not found:
        return Problems()
    frames = [_lines(judged, fault, rows, place) for fault, rows in found]
    counts: dict[Key, int] = {}
    for fault, rows in found:
        key = (place.file, place.part, fault.kind, fault.severity.value)
        counts[key] = counts.get(key, 0) + rows.len()
    first = pl.concat([frame.head(SHOWN) for frame in frames]).sort("line", maintain_order=True)
    shown = first.filter(pl.int_range(pl.len()).over("kind", "severity") < SHOWN)
    problems = [_problem(row, place) for row in shown.iter_rows(named=True)]
    return Problems.of_columns(problems, counts, lambda: _native(frames, place))


def _lines(judged: Judged, fault: _Found, rows: pl.Series, place: Place) -> pl.DataFrame:
    frame = pl.DataFrame({"line": judged.line.gather(rows).cast(pl.Int64), "text": _text(fault, rows)})
    part = pl.lit(place.part) if judged.parts is None else judged.parts.gather(rows)
    safe = pl.col("text").fill_null("").str.replace_all(_UNSAFE, "\N{REPLACEMENT CHARACTER}")
    if pattern := judged.country.personal_pattern:
        safe = safe.str.replace_all(pattern, "${1}" + judged.country.mask + "${2}")
    cut = pl.when(safe.str.len_chars() > _MOST).then(safe.str.slice(0, _MOST - 1) + "…").otherwise(safe)
    frame = frame.with_columns(text=cut)
    return frame.select(
        "line",
        part=part,
        field=pl.lit(fault.field),
        kind=pl.lit(fault.kind),
        severity=pl.lit(fault.severity.value),
        message=fault.message,
        hint=fault.hint,
    )


def _text(fault: _Found, rows: pl.Series) -> pl.Series:
    if fault.text is None:
        return repeated("", rows.len(), pl.String)
    if isinstance(fault.text, pl.Series):
        return fault.text.gather(rows)
    return fault.text.at(rows)


def _problem(row: dict[str, object], place: Place) -> Problem:
    number = int(str(row["line"]))
    origin = Origin(
        file=place.file,
        part=str(row["part"] or ""),
        line=number if place.has_lines else None,
        row=None if place.has_lines else number,
        field=str(row["field"]),
    )
    return Problem(
        origin=origin,
        kind=str(row["kind"]),
        message=str(row["message"]),
        hint=str(row["hint"]),
        severity=Severity(str(row["severity"])),
    )


def _native(frames: list[pl.DataFrame], place: Place) -> pl.DataFrame:
    number = pl.col("line")
    nothing = pl.lit(None, pl.Int64)
    every = pl.concat(frames).sort("line", maintain_order=True)
    return every.select(
        file=pl.lit(place.file),
        part="part",
        line=number if place.has_lines else nothing,
        row=nothing if place.has_lines else number,
        field="field",
        kind="kind",
        severity="severity",
        message="message",
        hint="hint",
    )


def _faults(judged: Judged) -> Iterator[_Found]:
    rows = (judged.fate == Fate.KEPT) | (judged.fate == Fate.SET_ASIDE)
    whole = rows & ~judged.ragged
    yield _error(
        "",
        "cells",
        rows & judged.ragged,
        "not as many cells as there are headings",
        "quote a cell that contains the delimiter",
    )
    yield _error("", "unfit text", whole & judged.unfit, "a cell contains NUL or is longer than 32,767 characters", "")
    yield from _date_faults(judged, whole)
    yield from _amount_faults(judged, whole)
    yield _error(
        "currency",
        "currency",
        whole & judged.coded["currency"].codes.is_null(),
        "no currency, or two",
        "write an ISO 4217 code such as EUR",
    )
    yield from _supplier_faults(judged, whole)


def _date_faults(judged: Judged, rows: pl.Series) -> Iterator[_Found]:
    column = judged.coded["date"]
    bad = rows & ~column.flags(judged.dates.dates.is_not_null())
    undecided = column.flags(judged.dates.undecided)
    message, hint = _worded("not a date"), pl.lit(_DATE_HINT)
    yield _Found("date", "date", Severity.ERROR, bad & ~undecided, message, hint, column)
    message, hint = _worded("day or month first"), pl.lit('say which: Csv(…, date_order="dmy") or "mdy"')
    yield _Found("date", "date order", Severity.ERROR, bad & undecided, message, hint, column)


def _amount_faults(judged: Judged, rows: pl.Series) -> Iterator[_Found]:
    bad = rows & judged.minor.is_null()
    text = judged.amount_text
    doubtful = bad & judged.is_doubtful
    message, hint = _worded("not an amount"), pl.lit(_AMOUNT_HINT)
    yield _Found("amount", "amount", Severity.ERROR, bad & ~doubtful, message, hint, text)
    message, hint = _worded("thousands or decimals"), pl.lit('say which: Csv(…, decimal=",") or "."')
    yield _Found("amount", "decimal sign", Severity.ERROR, doubtful, message, hint, text)


_EQUAL: Final = f"^(?:{'|'.join(f'{digit}{{8,}}|{digit}{{9}}[0-9]' for digit in range(10))})$"
"""Digits that are all the same, but perhaps the last: what a form that asks for a number is filled in with."""


def _supplier_faults(judged: Judged, rows: pl.Series) -> Iterator[_Found]:
    ids, numbers, names = judged.coded["supplier_id"], judged.numbers, judged.coded["supplier"]
    wrong = rows & ids.flags(numbers.expected.is_not_null())
    personal = rows & ids.flags(numbers.personal)
    message, hint = (
        _worded("check digit is wrong"),
        pl.lit("should end in ") + _right_digit(pl.col("text"), judged.country),
    )
    yield _Found("supplier_id", "organisation number", Severity.WARNING, wrong, message, hint, ids)
    said = "a personal identity number; it is not kept"
    yield _warning("supplier_id", "personal number", personal, said, "the purchase counts as a sole trader's")
    nobody = rows & ids.flags(numbers.number.is_null() & ids.texts.str.replace_all("[^0-9]", "").str.contains(_EQUAL))
    by_name = "the purchase counts by the supplier's name"
    yield _warning("supplier_id", "organisation number", nobody, "nobody's number", by_name)
    if judged.has_suppliers:
        yield _warning("supplier", "supplier", rows & names.codes.is_null(), "empty", "write the supplier's name")
    named = rows & ~personal
    message, hint = _worded("not readable text"), pl.lit("it was encoded twice before it was published")
    yield _Found(
        "supplier",
        "encoding",
        Severity.WARNING,
        named & names.flags(looks_double_encoded(names.texts)),
        message,
        hint,
        names,
    )
    message = _worded("letters of two alphabets")
    hint = pl.lit("it looks like another name, and counts as a supplier of its own")
    mixed = named & names.flags(_mixes_alphabets(names.texts))
    yield _Found("supplier", "alphabets", Severity.WARNING, mixed, message, hint, names)
    broken = names.flags(names.texts.str.contains(r"[\p{Cc}\p{Zl}\p{Zp}]"))
    message = _worded("a line break or control character")
    yield _Found("supplier", "control character", Severity.WARNING, named & broken, message, pl.lit(""), names)


def _mixes_alphabets(texts: pl.Series) -> pl.Series:
    """Tell names that look like another: Latin letters, and some of those that look the same and are not."""
    return texts.str.contains(r"\p{Latin}") & texts.str.contains(r"[\p{Cyrillic}\p{Greek}]")


def _right_digit(text: pl.Expr, country: Country) -> pl.Expr:
    return text.map_batches(
        lambda written: country.check_column(written).expected.cast(pl.String), return_dtype=pl.String
    )


def _worded(what: str) -> pl.Expr:
    return pl.when(pl.col("text") == "").then(pl.lit("empty")).otherwise(pl.format(f"{what}: '{{}}'", pl.col("text")))


def _error(field: str, kind: str, rows: pl.Series, message: str, hint: str) -> _Found:
    return _Found(field, kind, Severity.ERROR, rows, pl.lit(message), pl.lit(hint))


def _warning(field: str, kind: str, rows: pl.Series, message: str, hint: str) -> _Found:
    return _Found(field, kind, Severity.WARNING, rows, pl.lit(message), pl.lit(hint))
