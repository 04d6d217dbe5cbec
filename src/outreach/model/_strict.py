"""Strict fields: the annotation says what a value must be; what is refused is told by class and field, with a hint.

Nothing is coerced: ``None`` does not become ``"None"``, ``3.9`` not ``3``, a text not a tuple of letters. What is
converted loses nothing: blanks around a text, an int to a Decimal, a list to a tuple, an enum's value to its member.
"""

from __future__ import annotations

import enum
import functools
import types
import typing
from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final, TypeAlias

import attrs

from outreach.errors import ModelError

Field: TypeAlias = "attrs.Attribute[Any]"
Check: TypeAlias = Callable[[Any, type, Field], Any]

PERSONAL: Final = "personal"
"""A field with this in its metadata is personal data: no repr, table or dictionary shows it."""

RELEASED_BY: Final = "released_by"
"""A field with this in its metadata shows only where the attribute it names is true: a person has read it."""

_EXPECTED = {
    str: "give a str",
    int: "give an int",
    bool: "give True or False",
    Decimal: 'give a Decimal("1200.00")',
    date: "give a datetime.date",
    datetime: "give a datetime with tzinfo=",
}


def strict(cls: type, fields: list[Field]) -> list[Field]:
    """Give each of the *fields* of *cls* the converter its annotation asks for (attrs' ``field_transformer``)."""
    hints = typing.get_type_hints(cls)
    return [field.evolve(type=hints[field.name], converter=_converter(hints[field.name])) for field in fields]


def refuse(owner: type, field: str, reason: str, hint: str = "") -> ModelError:
    """Return the error that names the *field* of *owner*."""
    return ModelError(owner.__name__, field, reason, hint)


@functools.cache  # attrs inspects each converter, and most fields share their annotation with others
def _converter(hint: Any) -> Any:  # noqa: ANN401 - an annotation may be anything
    check = _check_of(hint)

    def convert(value: Any, owner: Any, field: Field) -> Any:  # noqa: ANN401 - any value may come
        return check(value, type(owner), field)

    return attrs.Converter(convert, takes_self=True, takes_field=True)


def _check_of(hint: Any) -> Check:  # noqa: ANN401
    if typing.get_origin(hint) in (types.UnionType, typing.Union):
        return _union(typing.get_args(hint))
    if typing.get_origin(hint) is tuple:
        return _many(typing.get_args(hint))
    if issubclass(hint, enum.Enum):
        return _member_of(hint)
    return {str: _text, int: _whole, Decimal: _exact, date: _day, datetime: _moment}.get(hint) or _instance_of(hint)


def _union(members: tuple[Any, ...]) -> Check:
    kinds = [member for member in members if member is not types.NoneType]
    if date in kinds and datetime in kinds:
        return _optional(_day_or_moment)
    return _optional(_check_of(kinds[0]))


def _optional(check: Check) -> Check:
    return lambda value, owner, field: None if value is None else check(value, owner, field)


def _wrong(value: object, kind: type, owner: type, field: Field) -> ModelError:
    reason = f"not a {kind.__name__}: {type(value).__name__}"
    return refuse(owner, field.name, reason, _EXPECTED.get(kind, f"give a {kind.__name__}"))


def _text(value: Any, owner: type, field: Field) -> str:  # noqa: ANN401
    """Take a text, without the blanks around it; one that has no default may not be blank."""
    if not isinstance(value, str):
        raise _wrong(value, str, owner, field)
    stripped = value.strip()
    if not stripped and field.default is attrs.NOTHING:
        raise refuse(owner, field.name, "empty", f"give the {field.name}")
    return stripped


def _whole(value: Any, owner: type, field: Field) -> int:  # noqa: ANN401
    """Take a whole number that is not negative; a bool is not a number."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise _wrong(value, int, owner, field)
    if value < 0:
        raise refuse(owner, field.name, f"negative: {value}")
    return value


def _exact(value: Any, owner: type, field: Field) -> Decimal:  # noqa: ANN401
    """Take a finite Decimal or an int, never a float."""
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    if not isinstance(value, Decimal):
        raise _wrong(value, Decimal, owner, field)
    if not value.is_finite():
        raise refuse(owner, field.name, f"not a number: {value}")
    return value


def _day(value: Any, owner: type, field: Field) -> date:  # noqa: ANN401
    """Take a date; a datetime is not one, since the two never compare equal."""
    if isinstance(value, datetime) or not isinstance(value, date):
        raise _wrong(value, date, owner, field)
    return value


def _moment(value: Any, owner: type, field: Field) -> datetime:  # noqa: ANN401
    """Take a datetime with a time zone."""
    if not isinstance(value, datetime):
        raise _wrong(value, datetime, owner, field)
    if value.utcoffset() is None:
        raise refuse(owner, field.name, "has no time zone", 'write tzinfo=ZoneInfo("Europe/Stockholm")')
    return value


def _day_or_moment(value: Any, owner: type, field: Field) -> date:  # noqa: ANN401
    return _moment(value, owner, field) if isinstance(value, datetime) else _day(value, owner, field)


def _instance_of(kind: type) -> Check:
    def check(value: Any, owner: type, field: Field) -> Any:  # noqa: ANN401
        if not isinstance(value, kind):
            raise _wrong(value, kind, owner, field)
        return value

    return check


def _member_of(kind: type[enum.Enum]) -> Check:
    def check(value: Any, owner: type, field: Field) -> Any:  # noqa: ANN401
        try:
            return kind(value)
        except ValueError:
            known = ", ".join(str(member.value) for member in kind)
            raise refuse(owner, field.name, f"not a {kind.__name__}: {value!r}", f"one of: {known}") from None

    return check


def _many(members: tuple[Any, ...]) -> Check:
    """Take any iterable but a text, as a tuple; a pair (``tuple[str, str]``) keeps its length."""
    element = _check_of(members[0])
    length = None if Ellipsis in members else len(members)

    def check(value: Any, owner: type, field: Field) -> tuple[Any, ...]:  # noqa: ANN401
        if isinstance(value, (str, bytes)) or not isinstance(value, Iterable):
            raise refuse(owner, field.name, f"not a list: {type(value).__name__}", "give a list or a tuple")
        items = tuple(element(item, owner, field) for item in value)
        if length not in (None, len(items)):
            raise refuse(owner, field.name, f"not {length} values: {len(items)}")
        return items

    return check
