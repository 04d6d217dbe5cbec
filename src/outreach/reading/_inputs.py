"""What was given to ``read``: a path that can be read, the source that reads it, and what that source yields."""

from __future__ import annotations

import codecs
import difflib
import os
import stat
import warnings
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import attrs

from outreach.errors import (
    AmbiguousSourceError,
    DuplicateInputError,
    EmptyInputError,
    InputError,
    InputNotFoundError,
    MissingExtraError,
    NotAFileError,
    OutreachError,
    PluginWarning,
    SourceError,
    SourceNotFoundError,
    shown,
)
from outreach.model import Problem
from outreach.reading._arrivals import address_of, fetched, is_elsewhere
from outreach.reading._mapping import Said, applied
from outreach.reading.rows._bidding import ROLES
from outreach.registry.contracts import SAMPLE_BYTES, Sample, Source
from outreach.tables import Row, Table
from outreach.tables._aliases import ALIASES
from outreach.tables._options import ReadOptions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from outreach.registry import Registry

Yielded = TypeVar("Yielded")

_FAULTS: Final = (Exception, SystemExit)
_PASS: Final = (InputError, MissingExtraError)
"""What a source says itself, and says well."""

_PANIC: Final = "PanicException"
"""What a reader written in Rust raises on what it did not foresee; it is no ``Exception``."""
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
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@attrs.frozen(eq=False)
class Input:
    """One thing to read.

    Attributes:
        file: The name that stands in every address: the path as given.
        source: What reads it.
        path: Where it lies; None for a source that reads no file.
        beside: What makes the others themselves that its source reads together with it.
        others: Their names.
        said: What is to be told of the mapping that is kept beside the file; None where there is none.
        bringer: The source that brought the file from elsewhere; None where it lies at its path.
    """

    file: str
    source: Source
    path: Path | None
    bringer: Source | None = None
    beside: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    said: Said | None = None

    @property
    def identity(self) -> str:
        """What makes it the same as another: its real path, or the source itself."""
        return str(self.path.resolve()) if self.path and not self.bringer else repr(self.bringer or self.source)

    @property
    def options(self) -> ReadOptions:
        """What the user said about the meaning of the file."""
        options = getattr(self.source, "options", None)
        return options if isinstance(options, ReadOptions) else ReadOptions()

    @property
    def gives_rows(self) -> bool:
        """Whether the source tells the record of every row itself."""
        return type(self.source).rows is not Source.rows

    def rows(self, given: Iterable[Row | Problem]) -> tuple[list[Row], list[Problem]]:
        """Return all that was *given*, rows and what the source itself says is wrong; what goes wrong is its error."""
        found = self._all(lambda: given, Row, Problem)
        rows = [self.checked(row) for row in found if isinstance(row, Row)]
        problems = [problem for problem in found if isinstance(problem, Problem)]
        return rows, [self._placed(problem) for problem in problems]

    def tables(self) -> list[Table]:
        """Return all the tables."""
        return self._all(self.source.tables, Table)

    def guarded(
        self, do: Callable[[], Yielded], *, passes: type[OutreachError] | tuple[type[OutreachError], ...] = _PASS
    ) -> Yielded:
        """Call *do* and turn what it raises into one error that names source and file, but for what *passes*."""
        try:
            return do()
        except passes as error:
            raise self._addressed(error) from error.__cause__
        except BaseException as error:
            if not isinstance(error, _FAULTS) and type(error).__name__ != _PANIC:
                raise
            raise self._error(f"{type(error).__name__}: {shown(' '.join(str(error).split()), 200)}") from error

    def _addressed(self, error: OutreachError) -> OutreachError:
        """Return *error* with the address in the place of the file that was brought from there."""
        if self.bringer and self.path and isinstance(error, InputError):
            error.input = error.input.replace(str(self.path), self.file)
            error.args = (error.input, *error.args[1:])
        return error

    def _all(self, give: Callable[[], Iterable[Yielded]], *kinds: type) -> list[Yielded]:
        found = self.guarded(lambda: list(give()))
        for item in found:
            if not isinstance(item, kinds):
                raise self._error(f"gave a {type(item).__name__}, not a {kinds[0].__name__}")
        return found

    def _placed(self, problem: Problem) -> Problem:
        """Return *problem* with the file in its address, which a source need not know."""
        return attrs.evolve(problem, origin=attrs.evolve(problem.origin, file=problem.origin.file or self.file))

    def checked(self, row: Row) -> Row:
        """Return *row* with its values as text, each of them known."""
        return attrs.evolve(row, values=self._values(row))

    def _values(self, row: Row) -> dict[str, str]:
        known = (*ALIASES.get(row.record, ()), *ROLES.get(row.record, ()))
        if not known:
            kinds = ", ".join(kind.__name__ for kind in dict.fromkeys((*ALIASES, *ROLES)))
            raise self._error(f"gave rows of {shown(getattr(row.record, '__name__', row.record))}", f"one of: {kinds}")
        for name in row.values:
            if name not in known:
                raise self._error(f"{row.record.__name__} has no {shown(name)!r}", f"one of: {', '.join(known)}")
        return {name: _as_text(value) for name, value in row.values.items()}

    def _error(self, reason: str, hint: str = "") -> SourceError:
        return SourceError(self.file, f"the source {self.source.name!r} failed: {reason}", hint, self.source.name)


def open_input(given: object, registry: Registry) -> Input:
    """Return *given*, a path or a source, ready to be read.

    Raises:
        InputError: It cannot be; the class says why.
    """
    if isinstance(given, Source) and is_elsewhere(given):
        return _brought(given, registry)
    if isinstance(given, Source):
        path = getattr(given, "path", None)
        file = str(path) if isinstance(path, (str, os.PathLike)) else given.name
        found = isinstance(path, (str, os.PathLike)) and _checked(Path(path), file, folders=given.takes_folders)
        return Input(file, given, found or None)
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
    found, address = fetched(given), address_of(given)
    if isinstance(found, Source):
        return attrs.evolve(open_input(found, registry), file=address, bringer=given)
    kind = _source_for(sample_of(_checked(found, address)), address, registry)
    return Input(address, _opened(kind, found, address), found, given)


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
    """Return the source that reads the input: a stranger's before a built-in, and never one of two strangers."""
    strangers = registry.strangers()
    claims = [name for name in strangers if _recognises(strangers[name], sample)]
    if len(claims) > 1:
        hint = f'say which: outreach.source("{claims[0]}", path=…)'
        raise AmbiguousSourceError(file, f"{' and '.join(claims)} both read it", hint)
    own = (kind for kind in registry.formats() if _recognises(kind, sample))
    chosen = strangers[claims[0]] if claims else next(own, None)
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


def _looks_like(head: bytes) -> str:
    found = next((what for begin, what in _LOOKS_LIKE if head.startswith(begin)), "")
    if head.startswith(b"PK"):
        found = next((what for name, what in _IN_ZIP if name in head), _ZIP)
    if found in ("a PDF", "a Word document", "a picture", "a presentation", "a text document"):
        found += "; export its table as CSV or xlsx"
    return f"it looks like {found}" if found else ""


def _opened(kind: type[Source], path: Path, file: str) -> Source:
    try:
        return kind.open(path)
    except InputError:
        raise
    except _FAULTS as error:
        reason = f"the source {kind.name!r} failed: {type(error).__name__}: {shown(error, 200)}"
        raise SourceError(file, reason, "", kind.name) from error


def _as_text(value: Any) -> str:  # noqa: ANN401 - whatever a stranger gives
    if value is None:
        return ""
    if isinstance(value, (list, tuple)):
        return "\n".join(_as_text(item) for item in value)
    return value if isinstance(value, str) else str(getattr(value, "value", value))


def joined(inputs: Sequence[Input]) -> list[Input]:
    """Return the *inputs*, those as one whose sources say that they belong together."""
    found: list[Input] = []
    for item in inputs:
        place = next((at for at, each in enumerate(found) if _may_join(each, item)), None)
        one = None if place is None else item.guarded(partial(found[place].source.joined, [item.source]))
        if place is None or one is None:
            found.append(item)
        else:
            beside = (*found[place].beside, item.identity)
            others = (*found[place].others, item.file)
            found[place] = attrs.evolve(found[place], source=one, beside=beside, others=others)
    return found


def _may_join(one: Input, other: Input) -> bool:
    kind = type(one.source)
    may = kind is type(other.source) and kind.joined is not Source.joined
    return may and not one.bringer and not other.bringer


def each_once(inputs: Iterable[Input]) -> Iterator[Input]:
    """Yield the *inputs*, refusing one that was given before."""
    seen: set[str] = set()
    for item in inputs:
        if item.identity in seen:
            raise DuplicateInputError(item.file, "given twice; its rows would count twice", "leave one out")
        seen.add(item.identity)
        yield item
