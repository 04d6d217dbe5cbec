"""The ledger: purchases by the million as columns, with the questions that are asked of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import attrs

from outreach import countries, notebook, values
from outreach.errors import DuplicateInputError, QuestionError
from outreach.ledger._columns import KEYS, UNNAMED, pl
from outreach.ledger._cube import added_up
from outreach.ledger._part import LedgerPart
from outreach.ledger._suppliers import one_by_decision, with_same
from outreach.reconciliation import Problems, Reconciliation

if TYPE_CHECKING:
    import datetime as dt
    from decimal import Decimal
    from os import PathLike

    import narwhals as nw

    from outreach.countries import Country


def _parts(given: Iterable[LedgerPart]) -> tuple[LedgerPart, ...]:
    return tuple(given)


@attrs.frozen(eq=False, repr=False)
class Ledger:
    """Purchases as columns (leverantörsreskontra).

    Facts are known at once: how many, what sum in which currency, from when to when, and the cube that breakdowns
    are made from. Rows stay in their file or in the user's own dataframe until somebody asks for them.

    Attributes:
        parts: One for each file or frame.
        same: Supplier key → the key of the supplier it is the same as, as a person has decided.
    """

    parts: tuple[LedgerPart, ...] = attrs.field(default=(), converter=_parts)
    same: Mapping[str, str] = attrs.field(default=MappingProxyType({}), kw_only=True)

    def __attrs_post_init__(self) -> None:
        seen: set[tuple[str, str]] = set()
        for part in self.parts:
            if part.identity in seen:
                raise DuplicateInputError(part.file, "given twice; its rows would count twice", "leave one out")
            if part.identity:
                seen.add(part.identity)

    @classmethod
    def empty(cls) -> Ledger:
        """Return the ledger of no purchase."""
        return cls()

    @classmethod
    def from_frame(
        cls,
        frame: Any,  # noqa: ANN401 - any engine's
        *,
        columns: Mapping[str, str] | None = None,
        currency: str | None = None,
        country: str | Country | None = None,
    ) -> Ledger:
        """Return the ledger of a dataframe, which stays in its own engine.

        Args:
            frame: Anything narwhals understands: polars, pandas, PyArrow, DuckDB, Spark …
            columns: Canonical name → the frame's own, such as ``{"amount": "Summa"}``; columns that already have
                a canonical name need none.
            currency: ISO 4217 code of the amounts, where no column names it.
            country: Whose numbers, account plans and places they are, such as ``"GB"`` (land); None: Sweden.

        Raises:
            outreach.errors.UnknownTableError: No column for date or amount.
            outreach.errors.QuestionError: There is no such country.
        """
        from outreach.ledger._frames import part_of  # noqa: PLC0415 - brings narwhals

        land = countries.default() if country is None else countries.country(country)
        return cls((part_of(frame, dict(columns or {}), currency, land),))

    def __len__(self) -> int:
        """How many purchases there are."""
        return sum(part.purchases for part in self.parts)

    def __bool__(self) -> bool:
        """Whether there is a purchase."""
        return len(self) > 0

    def __add__(self, other: Ledger) -> Ledger:
        if not isinstance(other, Ledger):
            return NotImplemented
        return Ledger((*self.parts, *other.parts), same=MappingProxyType({**self.same, **other.same}))

    @property
    def country(self) -> Country:
        """Whose account plans, places and value bands these are: the first file's, of none the front's default."""
        return self.parts[0].country if self.parts else countries.default()

    @property
    def totals(self) -> dict[str, Decimal]:
        """Currency → sum in major units, exact; currencies are never added together."""
        sums: Counter[str] = Counter()
        for part in self.parts:
            sums.update(part.facts.sums)
        return {currency: values.from_minor(minor) for currency, minor in sorted(sums.items())}

    @property
    def period(self) -> tuple[dt.date, dt.date] | None:
        """The dates of the first and the last purchase; None without one."""
        periods = [period for part in self.parts if (period := part.period)]
        return (min(first for first, _ in periods), max(last for _, last in periods)) if periods else None

    @property
    def problems(self) -> Problems:
        """What is wrong in the rows that were read."""
        return sum((part.problems for part in self.parts), Problems())

    def twice(self) -> Problems:
        """Return which e-invoices stand in the ledger too, or in two documents."""
        if not any(part.is_documents for part in self.parts):
            return Problems()
        from outreach.ledger._repeats import invoices_twice  # noqa: PLC0415 - brings narwhals

        return invoices_twice(self.parts)

    def repeats(self) -> Problems:
        """Return which rows of a file repeat another one, cell by cell or but for the amount."""
        from outreach.ledger._repeats import of_part  # noqa: PLC0415 - brings narwhals

        return sum((of_part(part) for part in self.parts if not part.is_documents), Problems())

    @property
    def reconciliation(self) -> Reconciliation:
        """Per file what was read, kept and set aside."""
        return Reconciliation(tuple(part.report for part in self.parts if part.report))

    def cube(self, *keys: str) -> pl.DataFrame:
        """Return amount (minor units) and number of purchases by *keys*.

        ``supplier`` is one name a supplier, however many spellings its rows have; sole traders, and purchases
        without number and name, have none. Rows come sorted by the keys, empty ones last.

        Raises:
            outreach.errors.QuestionError: A key is not known.
        """
        _known("cube", keys, KEYS)
        if "supplier" in keys:
            return self._named(keys)
        return self._by(keys)

    def _by(self, keys: tuple[str, ...]) -> pl.DataFrame:
        found = _sums_by(self.parts, keys)
        return added_up(one_by_decision(found, self.same), keys) if self.same and "supplier_key" in keys else found

    def supplier_names(self) -> pl.DataFrame:
        """Return supplier key and name: of several spellings the one with most purchases, the first in the alphabet."""
        every = self._spellings()
        named = every.filter(~pl.col("supplier_key").is_in(UNNAMED) & pl.col("supplier").is_not_null())
        ranked = named.sort("supplier_key", "is_other", "purchases", "supplier", descending=[False, False, True, False])
        return ranked.unique("supplier_key", keep="first", maintain_order=True).select("supplier_key", "supplier")

    def _spellings(self) -> pl.DataFrame:
        """Return supplier key and name, and whether it is the name of another that is the same by decision."""
        frame = _sums_by(self.parts, ("supplier_key", "supplier"))
        is_other = pl.col("supplier_key").cast(pl.String).is_in(list(self.same))
        return one_by_decision(frame.with_columns(is_other=is_other), self.same)

    def _named(self, keys: tuple[str, ...]) -> pl.DataFrame:
        others = tuple(dict.fromkeys(("supplier_key", *(key for key in keys if key != "supplier"))))
        named = self._by(others).join(self.supplier_names(), on="supplier_key", how="left", maintain_order="left")
        if "supplier_key" in keys:  # one name a key: there is nothing left to add up
            return named.select(*keys, "amount", "purchases").sort(*keys, nulls_last=True)
        return added_up(named, keys)

    def where(self, **conditions: Any) -> Ledger:  # noqa: ANN401 - a value or several
        """Return the purchases that meet all *conditions*: one value or several for each key.

        ``ledger.where(year=2016, unit=["Omsorg", "Skola"])``. ``supplier`` takes an organisation number in any
        spelling, a name, or a supplier key; other texts are compared exactly. Number, sums and period of the
        selection are known at once: by supplier, account, year, value band, municipality and currency from what was
        kept when the file was read; by any other key the file is read once, now.

        Raises:
            outreach.errors.QuestionError: A key is not known.
        """
        _known("where", conditions, KEYS)
        wanted = {key: _several(value) for key, value in conditions.items()}
        for key in {"supplier", "supplier_key"} & wanted.keys() if self.same else ():
            wanted[key] = with_same(wanted[key], self.parts, self.same)
        return self._with(part.where(wanted) for part in self.parts) if wanted else self

    def filter(self, *predicates: nw.Expr) -> Ledger:
        """Return the purchases for which narwhals expressions over the canonical columns are true.

        Among them ``amount`` is whole minor units (öre, pence).

        The rows are read once, now, for number, sums and period of the selection.
        """
        return self._with(part.changed(lambda frame: frame.filter(*predicates)) for part in self.parts)

    def collect(self) -> Ledger:
        """Return the same ledger with its rows in memory, so that the files are not needed any more."""
        return self._with(part.held() for part in self.parts)

    def _with(self, parts: Iterable[LedgerPart]) -> Ledger:
        return attrs.evolve(self, parts=tuple(parts))

    def to_native(self) -> Any:  # noqa: ANN401 - whatever the user brought
        """Return the rows as a frame of their own engine, canonical columns; several parts as one polars frame.

        ``amount`` is an exact decimal of major units (kronor, pounds). An engine that narwhals cannot give one has
        ``amount_minor`` in its place: whole minor units (öre, pence). Personal identity numbers, and the names beside
        them, are left out.
        """
        if len(self.parts) != 1:
            return self.to_polars().lazy()
        from outreach.ledger._passes import in_major_units, with_masked_names  # noqa: PLC0415 - brings narwhals

        return in_major_units(with_masked_names(self.parts[0].rows(), self.parts[0].country).to_native())

    def to_polars(self, *, minor_units: bool = False) -> pl.DataFrame:
        """Return the rows as a polars frame: canonical columns and the supplier key, in the order of the files.

        Personal identity numbers, and the names beside them, are left out; their key is ``personal``.

        Args:
            minor_units: Whether to return whole minor units (öre, pence) as ``amount_minor``, and not ``amount``, which
                is an exact decimal of major units (kronor, pounds).
        """
        from outreach.ledger._passes import in_major_units, public_rows  # noqa: PLC0415 - brings narwhals

        rows = public_rows(self.parts)
        rows = one_by_decision(rows, self.same) if self.same else rows
        found: pl.DataFrame = rows.rename({"amount": "amount_minor"}) if minor_units else in_major_units(rows)
        return found

    def to_parquet(self, path: str | PathLike[str]) -> None:
        """Write what ``to_polars`` returns to a Parquet file."""
        self.to_polars().write_parquet(Path(path))

    def __repr__(self) -> str:
        return f"<Ledger: {self._said()}>"

    def _repr_html_(self) -> str:
        rows = [(part.file or "frame", f"{part.purchases:,}", *_sums(part.totals)) for part in self.parts]
        return notebook.table(("file", "purchases", "sum"), rows, caption=self._said())

    def _said(self) -> str:
        period = self.period
        when = f", {period[0]} to {period[1]}" if period else ""
        return f"{len(self):,} purchases, {'; '.join(_sums(self.totals)) or 'no amounts'}{when}"


def _sums_by(parts: Iterable[LedgerPart], keys: tuple[str, ...]) -> pl.DataFrame:
    frames = [part.by(keys) for part in parts]
    if len(frames) == 1:
        return frames[0]
    return added_up(pl.concat(frames, how="vertical_relaxed"), keys) if frames else _nothing(keys)


def _sums(totals: Mapping[str, Decimal]) -> Iterator[str]:
    yield "; ".join(f"{amount:,.2f} {currency}" for currency, amount in totals.items())


def _known(what: str, words: Iterable[str], known: tuple[str, ...]) -> None:
    for word in words:
        if word not in known:
            raise QuestionError(what, word, known)


def _several(value: Any) -> tuple[Any, ...]:  # noqa: ANN401
    return (value,) if isinstance(value, str) or not isinstance(value, Iterable) else tuple(value)


def _nothing(keys: Iterable[str]) -> pl.DataFrame:
    types = {"year": pl.Int32, "value_band": pl.Int8}
    schema = {key: types.get(key, pl.String) for key in keys}
    return pl.DataFrame(schema=schema | {"amount": pl.Int64, "purchases": pl.Int64})
