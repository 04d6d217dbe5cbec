"""Records by the hundred: a sequence that can be asked, shown and handed over, without telling what is personal."""

from __future__ import annotations

import enum
import typing
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

import attrs

from outreach import notebook
from outreach.errors import QuestionError
from outreach.model import Classification, Consent, Contact, ContractLength, Estimate, Identifier, Money, Origin, Period
from outreach.model._strict import PERSONAL, RELEASED_BY

if TYPE_CHECKING:
    import polars as pl

Record = TypeVar("Record")

_SHOWN = 20
_COLUMNS = 8


@attrs.frozen(repr=False)
class Records(Sequence[Record], Generic[Record]):
    """Records of one kind, in the order they were read (poster).

    A sequence like a tuple. What is personal (contacts, personal identity numbers) shows in no repr, no table and no
    dictionary; it is in the records' attributes, for those who ask for them.

    Attributes:
        kind: The class of the records.
    """

    kind: type[Record]
    _items: Sequence[Record] = ()

    def where(self, **attributes: object) -> Records[Record]:
        """Return the records whose attributes have these values; a list means any of its values.

        A text is compared as names are, without regard to case; an attribute that holds several values, such as
        ``incumbents``, matches if one of them does. A classification also matches by the beginning of its code.

        Raises:
            outreach.errors.QuestionError: There is no such attribute.

        Example:
            ``data.procurements.where(unit=["Kommunstyrelsen", "Tekniska förvaltningen"], stage="planned")``
        """
        names = [field.name for field in _fields(self.kind)]
        for name in attributes:
            if name not in names:
                raise QuestionError(f"{self.kind.__name__} attribute", name, names)
        tests = [(name, _any_of(wanted)) for name, wanted in attributes.items()]
        found = (item for item in self._items if all(test(getattr(item, name)) for name, test in tests))
        return attrs.evolve(self, items=tuple(found))

    def to_dicts(self) -> list[dict[str, object]]:
        """Return each record as a flat dictionary: dates, amounts and texts; several values as a list."""
        return [dict(_flat(item)) for item in self._items]

    def to_native(self) -> pl.DataFrame:
        """Return the records as a polars frame: the columns of ``to_dicts()``, several values joined by ``; ``."""
        import polars as pl  # noqa: PLC0415 - heavy

        schema = _schema(self.kind)
        rows = [{name: _in(schema[name], _cell(value)) for name, value in row.items()} for row in self.to_dicts()]
        return pl.DataFrame(rows, schema=schema, orient="row")

    @overload
    def __getitem__(self, index: int) -> Record: ...
    @overload
    def __getitem__(self, index: slice) -> Records[Record]: ...
    def __getitem__(self, index: int | slice) -> Record | Records[Record]:
        """Return one record, or those of a slice."""
        return attrs.evolve(self, items=self._items[index]) if isinstance(index, slice) else self._items[index]

    def __iter__(self) -> Iterator[Record]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __repr__(self) -> str:
        return f"<Records: {len(self):,} {self.kind.__name__}>"

    def _repr_html_(self) -> str:
        rows = [dict(_flat(item)) for item in self._items[:_SHOWN]]
        names = [name for name in _schema_names(self.kind) if any(row[name] not in (None, "", []) for row in rows)]
        names = names[:_COLUMNS]
        cells = [[_cell(row[name]) for name in names] for row in rows]
        caption = f"{len(self):,} {self.kind.__name__}"
        return notebook.table(names, cells, caption=caption, more=max(len(self) - _SHOWN, 0))


def _any_of(wanted: object) -> Callable[[object], bool]:
    several = wanted if isinstance(wanted, (list, tuple, set, frozenset)) else (wanted,)
    return lambda value: any(_is(value, one) for one in several)


def _is(value: object, wanted: object) -> bool:
    if isinstance(value, tuple) and not isinstance(wanted, tuple):
        return any(_is(one, wanted) for one in value)
    if isinstance(value, Classification) and isinstance(wanted, str):
        return value.code.startswith(wanted)
    if isinstance(value, Identifier) and isinstance(wanted, str):
        return not value.is_personal and wanted.replace("-", "") == value.id
    if isinstance(value, str) and isinstance(wanted, str):
        return " ".join(value.split()).casefold() == " ".join(wanted.split()).casefold()
    return value == wanted


def _flat(record: object) -> Iterator[tuple[str, object]]:
    """Yield the attributes of *record* as plain values, what is personal left out."""
    for field in _fields(type(record)):
        told = field.metadata.get(RELEASED_BY)
        value = getattr(record, field.name) if told is None or getattr(record, told) else ""
        for name, part in _parts(field).items():
            yield f"{field.name}{name}", part(value)


def _parts(field: attrs.Attribute[Any]) -> dict[str, Callable[[Any], object]]:
    return {} if field.metadata.get(PERSONAL) else _PARTS.get(_bare(field), {"": _plain})


def _plain(value: Any) -> object:  # noqa: ANN401 - any attribute
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, Classification):
        return f"{value.scheme} {value.code}"
    if isinstance(value, Consent):
        return f"{value.purpose}: {'yes' if value.given else 'no'}"
    return str(value) if isinstance(value, (Identifier, Origin)) else value


def _cell(value: object) -> object:
    if isinstance(value, list):
        return "; ".join(": ".join(map(str, one)) if isinstance(one, list) else str(one) for one in value)
    return value


def _in(kind: Any, cell: object) -> object:  # noqa: ANN401 - a column's type
    """Return *cell* for a column of that kind: a column of moments and days holds both as ISO text."""
    return cell.isoformat() if isinstance(cell, date) and not kind.is_temporal() else cell


def _of(*names: str) -> dict[str, Callable[[Any], object]]:
    def part(name: str) -> Callable[[Any], object]:
        return lambda value: None if value is None else _plain(getattr(value, name))

    return {f"_{name}": part(name) for name in names}


_PARTS: dict[object, dict[str, Callable[[Any], object]]] = {
    Contact: {},
    Period: _of("start", "end", "precision"),
    Estimate: _of("low", "high", "currency", "about", "per"),
    Money: _of("amount", "currency"),
    ContractLength: _of("months", "options", "max_months"),
}
"""Class of an attribute → its columns: suffix → value; a contact has none."""


def _bare(field: attrs.Attribute[Any]) -> object:
    """Return the class of an attribute, without *or None* and *several*."""
    hint: Any = field.type
    members = [member for member in getattr(hint, "__args__", (hint,)) if member not in (type(None), Ellipsis)]
    return members[0]


def _fields(kind: Any) -> tuple[attrs.Attribute[Any], ...]:  # noqa: ANN401 - a class of records
    return tuple(attrs.fields(kind))


def _schema_names(kind: type) -> list[str]:
    return [f"{field.name}{name}" for field in _fields(kind) for name in _parts(field)]


def _schema(kind: type) -> dict[str, Any]:
    import polars as pl  # noqa: PLC0415 - heavy

    types: dict[object, Any] = {date: pl.Date, bool: pl.Boolean, Decimal: pl.Decimal(38, 2), int: pl.Int64}
    found: dict[str, Any] = {}
    for field in _fields(kind):
        bare = _bare(field)
        for name in _parts(field):
            inner = next((part for part in _parts_of(bare) if f"_{part.name}" == name), field)
            found[f"{field.name}{name}"] = pl.String if _is_several(inner) else types.get(_bare(inner), pl.String)
    return found


def _parts_of(kind: object) -> tuple[attrs.Attribute[Any], ...]:
    return _fields(kind) if attrs.has(kind) else ()  # type: ignore[arg-type]


def _is_several(field: attrs.Attribute[Any]) -> bool:
    return typing.get_origin(field.type) is tuple
