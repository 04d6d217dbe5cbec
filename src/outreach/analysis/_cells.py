"""From a ledger's cube to groups: what every grouping word of :func:`outreach.analysis.spend` shares.

*Cells* are a cube's rows with their group said as a number; the groups' names stand in a small table beside them. The
supplier stands in each cell, so that distinct suppliers are counted exactly, whatever is added up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final, NamedTuple, TypeAlias

import attrs

from outreach.analysis._breakdown import Kind
from outreach.ledger import UNKNOWN as UNKNOWN_SUPPLIER
from outreach.ledger._columns import pl

SOURCES: Final = ("own code", "ledger", "supplier register", "account plan", "unknown")
"""Where a group can be learnt, the most trusted first."""
OWN_CODE, LEDGER, REGISTER, PLAN, UNKNOWN = range(len(SOURCES))

_TEXTS: Final = ("kind", "key", "label")


@attrs.frozen(kw_only=True, eq=False)
class Cells:
    """A ledger's amounts by group and supplier."""

    frame: pl.DataFrame  # group, source (a place in ``SOURCES``), currency, supplier_key, amount, purchases
    names: pl.DataFrame  # group, kind, key, label; no two groups of one kind and key
    is_minimal: bool = False  # whether no group has a supplier twice in one currency
    in_order: bool = False  # whether the groups stand in the order of *names*; else the greatest amount comes first
    notes: tuple[str, ...] = ()  # what a reader must know
    labels: Mapping[str, str] = attrs.field(factory=dict)  # better labels for some keys


def names_frame(rows: Iterable[tuple[int, str, str, str]]) -> pl.DataFrame:
    """Return *rows* of group, kind, key and label as a frame."""
    return pl.DataFrame(list(rows), schema={"group": pl.UInt32, **dict.fromkeys(_TEXTS, pl.String)}, orient="row")


def name_cells(cube: pl.DataFrame, word: str, name: Namer, *, in_order: bool = False) -> Cells:
    """Return the cells of a *cube* grouped by its column *word*, each distinct text named once by *name*.

    Spellings that *name* gives one key are one group, called as most purchases call it.
    """
    spellings = cube.group_by(word).agg(pl.sum("purchases"))
    by = [pl.col(word)] if in_order else [-pl.col("purchases").cast(pl.Int64), pl.col(word).cast(pl.String)]
    ordered = spellings.sort(by)
    texts = ordered[word].cast(pl.String).to_list()
    names = Names()
    numbers = [names.number(NOT_KNOWN if is_blank(text) else name(text)) for text in texts]
    sources = [UNKNOWN if is_blank(text) else LEDGER for text in texts]
    coded = ordered.select(word, group=pl.Series(numbers, dtype=pl.UInt32), source=pl.Series(sources, dtype=pl.UInt8))
    return Cells(
        frame=cube.join(coded, on=word, how="left", nulls_equal=True).drop(word),
        names=names_frame(names.rows()),
        is_minimal=len(set(numbers)) == len(numbers),
        in_order=in_order,
    )


def is_blank(text: str | None) -> bool:
    """Return whether a cell says nothing."""
    return text is None or not text.strip()


def text_of(frame: pl.DataFrame, *columns: str) -> pl.DataFrame:
    """Return *frame* with *columns* as text, whatever categories they were."""
    return frame.with_columns(pl.col(column).cast(pl.String) for column in columns)


def mapped(column: str, mapping: Mapping[str, int]) -> pl.Expr:
    """Return the number that *mapping* has for each text of *column*, null for what it has not."""
    if not mapping:
        return pl.lit(None, pl.UInt32)
    return pl.col(column).replace_strict(dict(mapping), default=None, return_dtype=pl.UInt32)


def value_of(column: str, texts: Mapping[str, str]) -> pl.Expr:
    """Return the text that *texts* has for each text of *column*, null for what it has not."""
    if not texts:
        return pl.lit(None, pl.String)
    return pl.col(column).cast(pl.String).replace_strict(dict(texts), default=None, return_dtype=pl.String)


def distinct(frame: pl.DataFrame, column: str) -> list[str]:
    """Return the distinct texts of *column*, sorted, without blank ones."""
    return [text for text in frame[column].unique().cast(pl.String).sort().to_list() if not is_blank(text)]


def added_up(cells: Cells, top: int | None = None) -> pl.DataFrame:
    """Return key, label, kind, currency, amount, purchases and suppliers: a row for each group and currency, in order.

    The groups of a currency below its *top* greatest become one.
    """
    added = _named(_by_group(cells.frame, is_minimal=cells.is_minimal), cells.names)
    if top is not None:
        added = _folded(cells, added, top)
    place = pl.col("kind").replace_strict({kind.value: kind.rank for kind in Kind}, return_dtype=pl.UInt8)
    within = pl.col("group") if cells.in_order else -pl.col("amount")
    ordered = added.sort("currency", place, within, "key")
    return ordered.select("key", "label", "kind", "currency", "amount", "purchases", "suppliers")


def added_by_source(cells: Cells) -> Iterable[tuple[str, str, int]]:
    """Return source, currency and amount, currencies in the order of their codes and sources by trust."""
    added = cells.frame.group_by("currency", "source").agg(pl.sum("amount"))
    ordered = added.select(pl.col("currency").cast(pl.String), "source", "amount").sort("currency", "source")
    return ((SOURCES[source], currency, amount) for currency, source, amount in ordered.iter_rows())


def _by_group(frame: pl.DataFrame, *, is_minimal: bool) -> pl.DataFrame:
    """Add up by group and currency; an unknown supplier is none."""
    if not is_minimal:
        frame = frame.group_by("group", "currency", "supplier_key").agg(pl.sum("amount", "purchases"))
    known = (pl.col("supplier_key").cast(pl.String) != UNKNOWN_SUPPLIER).sum().cast(pl.Int64)
    return frame.group_by("group", "currency").agg(pl.sum("amount", "purchases"), suppliers=known)


def _named(added: pl.DataFrame, names: pl.DataFrame) -> pl.DataFrame:
    whole = pl.col("purchases").cast(pl.Int64), pl.col("currency").cast(pl.String)
    return added.with_columns(*whole).join(names, on="group", how="left")


def _folded(cells: Cells, added: pl.DataFrame, top: int) -> pl.DataFrame:
    """Make one of the groups that are not among the *top* of their currency."""
    groups = added.filter(pl.col("kind") == Kind.GROUP.value).sort(-pl.col("amount"), "key")
    rest = groups.filter(pl.int_range(pl.len()).over("currency") >= top).select("group", "currency")
    if rest.is_empty():
        return added
    shown = added.join(rest, on=["group", "currency"], how="anti")
    other = cells.names.height
    folded = text_of(cells.frame, "currency").join(rest, on=["group", "currency"], how="semi")
    names = names_frame([(other, Kind.OTHER.value, Kind.OTHER.value, Kind.OTHER.value)])
    one = _by_group(folded.with_columns(group=pl.lit(other, pl.UInt32)), is_minimal=False)
    return pl.concat([shown, _named(one, names).select(shown.columns)])


class Name(NamedTuple):
    """What a group is called."""

    kind: Kind
    key: str
    label: str


Namer: TypeAlias = Callable[[str], Name]
NOT_KNOWN: Final = Name(Kind.UNKNOWN, Kind.UNKNOWN.value, Kind.UNKNOWN.value)


def group(key: str, label: str = "") -> Name:
    """Return the name of an ordinary group."""
    return Name(Kind.GROUP, key, label or key)


class Names:
    """Numbers for groups, in the order in which they are first asked for."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[Kind, str], int] = {}
        self._names: list[Name] = []

    def number(self, name: Name) -> int:
        """Return the number of the group of that kind and key; its first label stays."""
        identity = (name.kind, name.key)
        if identity not in self._numbers:
            self._numbers[identity] = len(self._names)
            self._names.append(name)
        return self._numbers[identity]

    def rows(self) -> list[tuple[int, str, str, str]]:
        """Return number, kind, key and label of each."""
        return [(number, name.kind.value, name.key, name.label) for number, name in enumerate(self._names)]
