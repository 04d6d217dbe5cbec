"""The small tables that ship with the package, read when first asked for."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of ``<name>.tsv`` in this package, one dictionary each, in the file's order."""
    heading, *lines = files(__package__).joinpath(f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    columns = heading.split("\t")
    return tuple(dict(zip(columns, line.split("\t"), strict=True)) for line in lines)


@cache
def by_code(name: str) -> dict[str, dict[str, str]]:
    """Return the rows of ``<name>.tsv`` by their column *code*."""
    return {row["code"]: row for row in table(name)}


def longest_prefix(code: str, prefixes: dict[str, str]) -> str | None:
    """Return what *prefixes* holds for the longest beginning of *code* it knows, or None."""
    return next((prefixes[code[:end]] for end in range(len(code), 0, -1) if code[:end] in prefixes), None)
