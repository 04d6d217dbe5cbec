"""What comes before an input is opened: a pattern becomes the files it matches, an address the file it brings."""

from __future__ import annotations

import glob
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import attrs

from outreach.errors import InputNotFoundError, OutreachError, SourceError, shown
from outreach.registry.contracts import Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_ADDRESS: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:/{1,2}[^/\\]")
_FAULTS: Final = (Exception, SystemExit)


def expanded(inputs: Iterable[object]) -> Iterator[object]:
    """Yield the *inputs*, in the place of a pattern (``reskontra-2016-*.csv``) the files it matches, sorted by name.

    The path of a source may be a pattern too: then there is such a source for each file.

    Raises:
        InputNotFoundError: No file matches, or the path is the address of something elsewhere.
    """
    for given in inputs:
        path = getattr(given, "path", None) if isinstance(given, Source) else given
        if not isinstance(path, (str, os.PathLike)):
            yield given
            continue
        text = os.fsdecode(path)
        if _ADDRESS.match(text):
            hint = 'say that it may be fetched: outreach.source("web", url=…)'
            raise InputNotFoundError(text, "an address, not a file; nothing is fetched unasked", hint)
        if not glob.has_magic(text) or Path(text).exists():
            yield given
        else:
            yield from (_with_path(given, found) for found in _matches(text))


def _matches(pattern: str) -> list[str]:
    found = sorted(path for path in glob.glob(pattern) if Path(path).is_file())  # noqa: PTH207 - keeps it as given
    if not found:
        raise InputNotFoundError(pattern, "no file matches", "a star stands for any part of a file's name")
    return found


def _with_path(given: Any, path: str) -> object:  # noqa: ANN401 - a path, or anybody's source
    if not isinstance(given, Source):
        return path
    try:
        evolve: Any = attrs.evolve
        return evolve(given, path=path)
    except (TypeError, attrs.exceptions.NotAnAttrsClassError) as error:
        reason = f"the source {given.name!r} takes no pattern"
        raise InputNotFoundError(path, reason, "give it one file") from error


def is_elsewhere(source: Source) -> bool:
    """Return whether *source* only brings a file, that another one reads."""
    return type(source).fetch is not Source.fetch


def address_of(source: Source) -> str:
    """Return what a source that brings a file is called in messages: its address."""
    return str(getattr(source, "url", "") or source.name)


def fetched(source: Source) -> Path | Source:
    """Return what *source* brings: a file, or the source that reads it.

    Raises:
        InputError: It brings nothing.
    """
    try:
        return source.fetch()
    except OutreachError:
        raise
    except _FAULTS as error:
        reason = f"the source {source.name!r} failed: {type(error).__name__}: {shown(error, 200)}"
        raise SourceError(address_of(source), reason, "", source.name) from error
