"""What is given to ``read`` → inputs: patterns, addresses, and the source that reads a file."""

from __future__ import annotations

import codecs
import difflib
import glob
import os
import re
import stat
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import attrs

from outreach.errors import (
    AmbiguousSourceError,
    EmptyInputError,
    InputError,
    InputNotFoundError,
    NotAFileError,
    OutreachError,
    PluginWarning,
    SourceError,
    SourceNotFoundError,
    shown,
)
from outreach.reading._inputs import _FAULTS, Input
from outreach.reading._mapping import applied
from outreach.registry.contracts import SAMPLE_BYTES, Sample, Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from outreach.registry import Registry

_LOOKS_LIKE: Final = (
    (b"%PDF", "a PDF"),
    (b"\x1f\x8b", "gzip; unpack it first"),
    (b"\xd0\xcf\x11\xe0", "an old Office file; save it as xlsx"),
    (b"7z\xbc\xaf", "a 7-Zip archive; unpack it first"),
    (b"Rar!", "a RAR archive; unpack it first"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"PAR1", "a Parquet file; give it to Ledger.from_frame"),
    (b"SQLite format 3", "a SQLite database"),
    (b"{\\rtf", "a text document"),
)
_ZIP: Final = 'a zip archive; give the files in it, or say what they are: outreach.source("eforms", path=…) or "ubl"'
_FOLDER: Final = 'name the files in it, or say what they are: outreach.source("eforms", path=…) or "ubl"'
_IN_ZIP: Final = ((b"word/", "a Word document"), (b"ppt/", "a presentation"), (b"xl/", "a workbook"))
_MARKS: Final = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def open_input(given: object, registry: Registry) -> Input:
    """Return *given*, a path or a source, ready to be read. Raises ``InputError``: it cannot be; the class says why."""
    if isinstance(given, Source) and is_elsewhere(given):
        return _brought(given, registry)
    if isinstance(given, Source):
        path = getattr(given, "path", None)
        file = str(path) if isinstance(path, (str, os.PathLike)) else given.name
        checked = isinstance(path, (str, os.PathLike)) and _checked(Path(path), file, folders=given.takes_folders)
        return Input(file, given, checked or None)
    if isinstance(given, type) and issubclass(given, Source):
        raise InputError(given.__name__, "a class, not a source", f'give an instance: {given.__name__}("file")')
    if not isinstance(given, (str, os.PathLike)):
        raise InputError(shown(given, 40), f"neither a path nor a source: {type(given).__name__}", "give a file's name")
    file = os.fsdecode(given)
    path = _checked(Path(file), file)
    kind = _source_for(sample_of(path), file, registry)
    return applied(Input(file, _opened(kind, path, file), path))


def _brought(given: Source, registry: Registry) -> Input:
    """Return what *given* brings from elsewhere, read by the source it names, else by the one that knows it."""
    target, address = fetched(given), address_of(given)
    if isinstance(target, Source):
        return attrs.evolve(open_input(target, registry), file=address, bringer=given)
    kind = _source_for(sample_of(_checked(target, address)), address, registry)
    return Input(address, _opened(kind, target, address), target, given)


def sample_of(path: Path) -> Sample:
    """Return the beginning of the file at *path*."""
    with path.open("rb") as opened:
        head = opened.read(SAMPLE_BYTES)
    return Sample(name=path.name, suffix=path.suffix.lower(), head=head, text=_decoded(head))


def _checked(path: Path, file: str, *, folders: bool = False) -> Path:
    try:
        facts = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        raise InputNotFoundError(file, "no such file", _near(path)) from None
    except (OSError, ValueError) as error:
        raise InputNotFoundError(file, f"cannot be opened: {shown(error)}") from error
    if stat.S_ISDIR(facts.st_mode):
        if folders:
            return path
        raise NotAFileError(file, "a directory, not a file", _FOLDER)
    if not stat.S_ISREG(facts.st_mode):
        raise NotAFileError(file, "not a regular file", "copy it to a file first")
    if not facts.st_size:
        raise EmptyInputError(file, "empty: 0 bytes")
    if not os.access(path, os.R_OK):
        raise NotAFileError(file, "may not be read", "ask for permission to read it")
    return path


def _near(path: Path) -> str:
    try:
        beside = [entry.name for entry in path.parent.iterdir()]
    except OSError:
        return ""
    close = difflib.get_close_matches(path.name, beside, n=1)
    return f"did you mean {close[0]!r}?" if close else ""


def _decoded(head: bytes) -> str:
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return head.decode(encoding, errors="replace")
    try:
        # The last character may be cut in two.
        return codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return head.decode("cp1252", errors="replace")


def _source_for(sample: Sample, file: str, registry: Registry) -> type[Source]:
    """Return the source that reads the input: third-party sources first, and never one of two of them."""
    third_party = registry.third_party_sources()
    claims = [name for name in third_party if _recognises(third_party[name], sample)]
    if len(claims) > 1:
        hint = f'say which: outreach.source("{claims[0]}", path=…)'
        raise AmbiguousSourceError(file, f"{' and '.join(claims)} both read it", hint)
    if not claims and (invoice := _other_invoice(sample)):
        hint = "ask the supplier, or your e-invoice operator, for Peppol BIS Billing 3 (UBL 2.1)"
        raise SourceNotFoundError(file, f"{invoice}, which is not read", hint)
    own = (kind for kind in registry.formats() if _recognises(kind, sample))
    chosen = third_party[claims[0]] if claims else next(own, None)
    if chosen is None:
        reason = f"no source reads it; installed: {', '.join(registry.sources()) or 'none'}"
        raise SourceNotFoundError(file, reason, _looks_like(sample.head))
    return chosen


def _recognises(kind: type[Source], sample: Sample) -> bool:
    try:
        return bool(kind.recognises(sample))
    except _FAULTS as error:
        message = f"source {kind.name!r} was not asked: {type(error).__name__}: {shown(error)}"
        warnings.warn(message, PluginWarning, stacklevel=2)
        return False


_OTHER_INVOICES: Final = (
    (r"(?:UNA.{6}\s*)?UNB\+.{0,2000}?UNH\+[^+']{1,40}\+INVOIC:", "an e-invoice in EDIFACT (INVOIC)"),
    (
        r"(?:<.{0,4000}?)??<(?:[\w.-]+:)?CrossIndustry(?:Invoice|Document)[\s>]",
        "an e-invoice in CII (UN/CEFACT)",
    ),
    (r"(?:<.{0,4000}?)??<(?:[\w.-]+:)?Finvoice[\s>]", "an e-invoice in Finvoice"),
    (r"(?:<.{0,4000}?)??<(?:[\w.-]+:)?FatturaElettronica[\s>]", "an e-invoice in FatturaPA"),
)


def _other_invoice(sample: Sample) -> str:
    """Return which e-invoice it is that no source of ours reads; empty for anything else."""
    text = sample.text.lstrip("\ufeff \t\r\n")
    return next((what for form, what in _OTHER_INVOICES if re.match(form, text, re.DOTALL)), "")


def _looks_like(head: bytes) -> str:
    guess = next((what for begin, what in _LOOKS_LIKE if head.startswith(begin)), "")
    if head.startswith(b"PK"):
        guess = next((what for name, what in _IN_ZIP if name in head), _ZIP)
    if guess in ("a PDF", "a Word document", "a picture", "a presentation", "a text document"):
        guess += "; export its table as CSV or xlsx"
    return f"it looks like {guess}" if guess else ""


def _opened(kind: type[Source], path: Path, file: str) -> Source:
    try:
        return kind.open(path)
    except InputError:
        raise
    except _FAULTS as error:
        reason = f"the source {kind.name!r} failed: {type(error).__name__}: {shown(error, 200)}"
        raise SourceError(file, reason, "", kind.name) from error


_ADDRESS: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:/{1,2}[^/\\]")


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
            yield from (_with_path(given, path) for path in _matches(text))


def _matches(pattern: str) -> list[str]:
    paths = sorted(path for path in glob.glob(pattern) if Path(path).is_file())  # noqa: PTH207 - keeps it as given
    if not paths:
        raise InputNotFoundError(pattern, "no file matches", "a star stands for any part of a file's name")
    return paths


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
    """Return what *source* brings: a file, or the source that reads it. Raises ``InputError``: it brings nothing."""
    try:
        return source.fetch()
    except OutreachError:
        raise
    except _FAULTS as error:
        reason = f"the source {source.name!r} failed: {type(error).__name__}: {shown(error, 200)}"
        raise SourceError(address_of(source), reason, "", source.name) from error
