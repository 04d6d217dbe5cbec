"""Which countries there are: the library's own, loaded when asked for, and those that packages bring."""

from __future__ import annotations

import importlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from outreach.countries._country import Country
from outreach.errors import QuestionError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_ENOUGH: Final = 2
_ENTERED: Final[dict[str, Country]] = {}


def country(code: str | Country, table: Mapping[str, Country] | None = None) -> Country:
    """Return the country (land) with a two-letter *code*; a Country is returned as it is.

    Args:
        code: ISO 3166-1 alpha-2, in either case: ``"SE"``, ``"gb"``.
        table: Where to look; the library's own and those entered if none is given.

    Raises:
        QuestionError: It is not known; the error names those that are.
    """
    if isinstance(code, Country):
        return code
    wanted = code.strip().upper()
    if table is not None:
        if wanted in table:
            return table[wanted]
        raise QuestionError("country", code, sorted(table))
    if wanted in _ENTERED:
        return _ENTERED[wanted]
    if wanted not in _own():
        raise QuestionError("country", code, known())
    return _own()[wanted]


@cache
def _own() -> Mapping[str, Country]:
    """Return the countries of the folders beside this file by code: a folder is all that a new one needs."""
    folders = sorted(path.parent.name for path in Path(__file__).parent.glob("*/__init__.py"))
    modules = (importlib.import_module(f"{__package__}.{name}") for name in folders)
    instances = (value for module in modules for value in vars(module).values() if isinstance(value, Country))
    return {country.code: country for country in instances}


def default() -> Country:
    """Return the country of what names none: the front door's default, Sweden. Code below the registry is given one."""
    return country("SE")


def of_headings(headings: Iterable[str]) -> Country | None:
    """Return the one country whose files have at least two of these *headings* (case-folded); None where none has."""
    given = set(headings)
    every = (country(code) for code in known())
    matches = [candidate for candidate in every if len(candidate.headings & given) >= _ENOUGH]
    return matches[0] if len(matches) == 1 else None


def known() -> tuple[str, ...]:
    """Return the codes of the countries there are, sorted."""
    return tuple(sorted({*_own(), *_ENTERED}))


def built_in() -> tuple[Country, ...]:
    """Return the countries that come with the library."""
    return tuple(_own().values())


def enter(new: Country) -> None:
    """Enter a country that an installed package brings, so that :func:`country` knows it."""
    _ENTERED[new.code] = new
