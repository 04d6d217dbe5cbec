"""Files → releases, one by one: packages of releases or records, JSON lines, all of it plain or packed with gzip."""

from __future__ import annotations

import codecs
import gzip
import json
import re
import stat
import warnings
from datetime import UTC, datetime
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, BinaryIO, Final, NamedTuple

import msgspec
from msgspec import UNSET

import outreach
from outreach.sources.archives import MOST_RATIO, grown, is_packed, unpacked_head, whole_or_refused
from outreach.sources.ocds.shapes import STAMP, Envelope, key_twice

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path


NAME: Final = "ocds"
MOST_BYTES: Final = 100 << 20
"""One JSON document, which is parsed whole."""
MOST_RELEASE: Final = 1 << 20
"""One release; a larger one is set aside. What several make together may be larger."""
MOST_LINE: Final = 16 << 20
"""One of JSON lines: a release, or a package of many."""
_BUFFER: Final = 1 << 20
_DEEP: Final = "nested too deep"
_SHAPE: Final = "give a release, a release package, a record package, or one of them a line"
_ENVELOPE: Final = msgspec.json.Decoder(Envelope)
_LIST: Final = msgspec.json.Decoder(list[msgspec.Raw])
_SIGNS: Final = (b'"ocid"', b'"compiledRelease"')
_PACKAGES: Final = (b'"releases"', b'"records"')
_SCHEMA: Final = b'"$schema"'
_JSON: Final = re.compile(r"\.json(?:l|\.gz|l\.gz)?$|\.ndjson(?:\.gz)?$", re.IGNORECASE)
MOST_DIGITS: Final = 400
_DIGITS: Final = re.compile(f"[0-9]{{{MOST_DIGITS}}}", re.ASCII)
_SURROGATE: Final = re.compile(rb"\\u[dD][89a-fA-F]")


class NotReleasesError(ValueError):
    """JSON of another shape."""


def files_in(path: Path) -> list[Path]:
    """Return the files of a folder that hold releases, by name; a file is itself."""
    if not path.is_dir():
        return [path]
    files = [file for file in sorted(path.rglob("*")) if stat.S_ISREG(file.lstat().st_mode)]
    return [file for file in files if _JSON.search(file.name) and is_releases(head_of(file))]


_BLANK_LINES: Final = 1_000
"""How many blank lines may stand between two releases where a file of lines is recognised."""


def is_releases(head: bytes) -> bool:
    """Return whether *head*, the beginning of a file, is that of releases (``ocid``) or of a package of them."""
    text = unpacked_head(head).replace(b"\0", b"")
    begins = text.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")[:1] in (b"{", b"[")
    is_package = b'"publishedDate"' in text and any(sign in text for sign in _PACKAGES)
    return begins and (is_package or (any(sign in text for sign in _SIGNS) and _SCHEMA not in text))


def head_of(path: Path) -> bytes:
    """Return the first 64 KiB of a file, unpacked."""
    with path.open("rb") as file:
        return unpacked_head(file.read(1 << 16))


def in_utf8(head: bytes) -> bytes:
    """Return the first bytes of a text as UTF-8, also where they are UTF-16 with a mark and end within a character."""
    is_utf16 = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return head.decode("utf-16", errors="ignore").encode() if is_utf16 else head


def is_lines(path: Path) -> bool:
    """Return whether every line of the file is an object of its own."""
    with _opened(path) as file:
        first = _next_text(file, MOST_BYTES).removeprefix(codecs.BOM_UTF8).strip()
        second = _next_text(file, 2)
    return first.startswith(b"{") and first.endswith(b"}") and second.startswith(b"{") and _is_whole(first)


def _next_text(file: BinaryIO | gzip.GzipFile, most: int) -> bytes:
    """Return the beginning of the next line that is not blank, of *most* bytes at most."""
    for _ in range(_BLANK_LINES):
        line = file.readline(most)
        if line.strip() or not line:
            return line.strip()
    return b""


def lines_of(path: Path) -> Iterator[bytes]:
    """Yield the lines of a file, packed or not.

    Raises:
        outreach.SourceError: A line is too long, or what is packed is damaged or unpacks to too much.
    """
    most, read = path.stat().st_size * MOST_RATIO, 0
    with _opened(path) as file, whole_or_refused(path, NAME):
        for line in iter(partial(file.readline, MOST_LINE + 1), b""):
            read += len(line)
            if len(line) > MOST_LINE:
                raise refuse(path, f"a line of more than {MOST_LINE >> 20} MB", "give one release a line")
            if read > most:
                raise grown(path, NAME)
            yield line


def document(path: Path) -> list[bytes]:
    """Return the releases of a file that is one JSON document.

    Raises:
        outreach.SourceError: Not JSON, not UTF-8, too large, nested too deep, or no releases.
    """
    raw = _whole(path)
    try:
        releases = expanded(raw)
        key = key_twice(raw)
    except NotReleasesError as error:
        raise refuse(path, str(error), _SHAPE) from error
    except RecursionError as error:
        raise refuse(path, _DEEP, _SHAPE) from error
    except UnicodeDecodeError as error:
        raise refuse(path, "not UTF-8", "save it as UTF-8") from error
    except msgspec.DecodeError as error:
        raise refuse(path, f"not JSON: {error}", "check that the file is whole") from error
    if key:
        raise refuse(path, f"the key {key[:40]!r} stands twice in one object", "write each key once")
    return releases


def expanded(raw: bytes) -> list[bytes]:
    """Return the releases in *raw*: itself, those of a package, those of records.

    Raises:
        NotReleasesError: There are none.
        msgspec.DecodeError: Not JSON.
    """
    if raw[:1] == b"[":
        return [release for package in _objects(_LIST.decode(raw)) for release in _within(package)]
    try:
        envelope = _ENVELOPE.decode(raw)
    except msgspec.ValidationError as error:
        raise NotReleasesError(f"not OCDS: {error}") from error
    if envelope.records is not UNSET:
        return [release for package in _objects(envelope.records) for release in _within(package)]
    if bytes(envelope.compiledRelease) not in (b"", b"null"):
        return [bytes(envelope.compiledRelease)]
    if envelope.releases is not UNSET:
        return _objects(envelope.releases)
    if envelope.ocid is None:
        raise NotReleasesError("no releases in it")
    return [raw]


def in_line(raw: bytes) -> Sequence[bytes]:
    """Return the releases of a line."""
    if not raw.strip():
        return ()
    if b'"releases"' not in raw and b'"records"' not in raw and b'"compiledRelease"' not in raw:
        return (raw,)
    try:
        return expanded(raw.strip())
    except (msgspec.DecodeError, RecursionError, ValueError):
        return (raw,)


def _within(raw: bytes) -> list[bytes]:
    """Return the releases of one of several packages; one without any is returned itself, and gives a problem."""
    try:
        return expanded(raw) if raw.startswith(b"{") else [raw]
    except NotReleasesError:
        return [raw]


def _objects(raws: Any) -> list[bytes]:  # noqa: ANN401 - a list of raw values, or null
    values = [bytes(value).strip() for value in raws or ()]
    if not any(value.startswith(b"{") for value in values):
        raise NotReleasesError("no releases in it")
    return values


def _whole(path: Path) -> bytes:
    with _opened(path) as file, whole_or_refused(path, NAME):
        raw = file.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        raise refuse(path, f"one document of more than {MOST_BYTES >> 20} MB", "give one release a line")
    if isinstance(file, gzip.GzipFile) and len(raw) > path.stat().st_size * MOST_RATIO:
        raise grown(path, NAME)
    return _utf8(raw, path).strip()


def _utf8(raw: bytes, path: Path) -> bytes:
    """Return *raw* as UTF-8 without a mark; what is neither that nor UTF-16 with one is refused, and where."""
    codec = "utf-16" if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    try:
        text = raw.decode(codec)
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise refuse(path, f"not UTF-8: line {line}, byte {error.start + 1:,}", "save it as UTF-8") from error
    if _DIGITS.search(text):
        raise refuse(path, f"a number of more than {MOST_DIGITS} digits", "write amounts with at most 15")
    utf8 = text.encode() if codec == "utf-16" else raw.removeprefix(codecs.BOM_UTF8)
    if _SURROGATE.search(utf8) and _has_half(text):
        raise refuse(path, "half a character: a surrogate that stands alone", "write the character itself")
    return utf8


def _has_half(text: str) -> bool:
    pairs = re.sub(r"\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}", "", text)
    return bool(re.search(r"\\u[dD][89a-fA-F]", pairs))


def _opened(path: Path) -> BinaryIO | gzip.GzipFile:
    return gzip.open(path, "rb") if is_packed(path) else path.open("rb", buffering=_BUFFER)


def _is_whole(line: bytes) -> bool:
    try:
        _ENVELOPE.decode(line)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        return isinstance(error, msgspec.ValidationError)
    return True


def refuse(path: Path, reason: str, hint: str) -> outreach.SourceError:
    """Return the error that refuses the whole file."""
    return outreach.SourceError(str(path), reason, hint, NAME)


_OMIT: Final = ("id", "date", "tag")
_WHOLE: Final = """
parties.additionalIdentifiers parties.roles buyer.additionalIdentifiers
tender.procuringEntity.additionalIdentifiers tender.tenderers.additionalIdentifiers tender.submissionMethod
tender.additionalProcurementCategories tender.items.additionalClassifications tender.amendments.changes
tender.amendment.changes bids.details.tenderers.additionalIdentifiers bids.details.relatedLots
awards.suppliers.additionalIdentifiers awards.items.additionalClassifications awards.amendments.changes
awards.amendment.changes awards.relatedLots contracts.items.additionalClassifications contracts.amendments.changes
contracts.amendment.changes contracts.relatedProcesses.relationship relatedProcesses.relationship
contracts.implementation.transactions.payer.additionalIdentifiers
contracts.implementation.transactions.payee.additionalIdentifiers
"""
"""Lists that a later release replaces as a whole; the others are merged by the ids of their members."""

_MARK: Final = "\ue000"
_MARKED: Final = re.compile(rf'"{_MARK}([^"]*)"')
COMPILED: Final = "compiled"


class UnorderedError(ValueError):
    """Releases of one process do not all have a date."""


def compiled(releases: Sequence[bytes]) -> bytes:
    """Return the compiled release of all *releases* of one process.

    They count by their date, whatever the order they come in. A release that is compiled already stands for all that
    are not later.

    Raises:
        UnorderedError: One of several has no date.
        ValueError: They contradict each other.
    """
    if len(releases) == 1:
        return releases[0]
    return _merged([release for _, release in _since_compiled(sorted(_dated(release) for release in releases))])


def _dated(release: bytes) -> tuple[tuple[datetime, bool, str], bytes]:
    """Return a release with what it is sorted by: its moment, compiled ones last of a moment, then its id."""
    stamp = STAMP.decode(release)
    if not isinstance(stamp.date, str):
        raise UnorderedError
    is_compiled = isinstance(stamp.tag, list) and COMPILED in stamp.tag
    return (moment(stamp.date), is_compiled, str(stamp.id)), release


def _since_compiled(ordered: list[tuple[Any, bytes]]) -> list[tuple[Any, bytes]]:
    last = max((place for place, ((_, is_compiled, _), _) in enumerate(ordered) if is_compiled), default=0)
    return ordered[last:]


def _merged(ordered: Sequence[bytes]) -> bytes:
    """Merge releases in their order; amounts pass through as they are written."""
    loaded = [json.loads(release, parse_float=lambda digits: f"{_MARK}{digits}") for release in ordered]
    for release in loaded:
        release["date"] = moment(release["date"]).astimezone(UTC).isoformat().replace("+00:00", "Z")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # ids that stand twice, and two releases of one moment, are merged in order
        try:
            merged = _merger().create_compiled_release(loaded)
        except Exception as error:
            raise ValueError(" ".join(str(error).split())[:200]) from error
    return _MARKED.sub(r"\1", json.dumps(merged, ensure_ascii=False)).encode()


@lru_cache(maxsize=1)
def _merger() -> Any:  # noqa: ANN401 - the library has no types
    import ocdsmerge_rs  # noqa: PLC0415 - most files hold one release a process

    rules: dict[tuple[str, ...], Any] = {(name,): ocdsmerge_rs.Rule.OMIT for name in _OMIT}
    rules |= {tuple(path.split(".")): ocdsmerge_rs.Rule.REPLACE for path in _WHOLE.split()}
    return ocdsmerge_rs.Merger(rules=rules)


def moment(date: str) -> datetime:
    """Return the moment of a ``date-time``; one without a zone counts as UTC.

    Raises:
        ValueError: There is no such moment.
    """
    parsed = datetime.fromisoformat(date)
    return parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)


_PATH: Final = re.compile(r"^(?P<what>.*?)(?: - at `\$\.?(?P<path>[^`]*)`)?$", re.DOTALL)
_MISSING: Final = re.compile(r"Object missing required field `(?P<name>\w+)`")
_GOT: Final = re.compile(r"got `(?P<type>\w+)`$")
_TYPES: Final = {"str": "text", "bool": "true or false", "int": "a number", "float": "a number", "array": "a list"}
_NEEDED: Final = {"amount": "a number"}
_HINTS: Final = {
    "amount": "write a number: 1234.50",
    "date": "write a date-time: 2017-03-01T09:00:00Z",
    "ocid": "give the ocid",
    "json": "write one JSON object",
    "size": "leave out the texts of documents, or split the process",
    "shape": "as the release schema has it",
}


class Place(NamedTuple):
    """Where a release stands: its file, its line in it or its number, and its number in everything that is read."""

    file: str
    line: int | None
    row: int | None
    number: int


def problem_of(error: Exception, place: Place) -> outreach.Problem:
    """Return the problem that sets the release at *place* aside."""
    field, kind, message = _described(error)
    origin = outreach.Origin(file=place.file, line=place.line, row=place.row, field=field)
    hint = _HINTS.get(kind, "")
    return outreach.Problem(origin=origin, kind=kind, message=message, hint=hint, severity=outreach.Severity.ERROR)


_AGREED: Final = re.compile(r"(?:awards|contracts)(?:\[\d+\])?(?:\.value|\.suppliers.*)?", re.ASCII)
"""What a figure or a winner rests on."""


def left_out(field: str, error: Exception, place: Place) -> outreach.Problem:
    """Return the problem that a field of the release at *place* is left out, alone, for its shape."""
    _, _, message = _described(error)
    origin = outreach.Origin(file=place.file, line=place.line, row=place.row, field=field)
    severity = outreach.Severity.ERROR if _AGREED.fullmatch(field) else outreach.Severity.WARNING
    hint = "this field is left out, and all else of the release is read"
    return outreach.Problem(origin=origin, kind="shape", message=message, hint=hint, severity=severity)


def _described(error: Exception) -> tuple[str, str, str]:
    if isinstance(error, msgspec.ValidationError):
        return _mismatch(str(error))
    if isinstance(error, RecursionError):
        return "", "json", "nested too deep"
    if isinstance(error, UnicodeDecodeError):
        return "", "json", f"not UTF-8: byte {error.start + 1:,} of a text"
    if isinstance(error, msgspec.DecodeError):
        return "", "json", f"not JSON: {error}"
    field, colon, message = str(error).partition(": ")
    if colon and field in ("date", "size"):
        return field.replace("size", ""), field, message
    return "", "shape", f"cannot be merged: {error}"


def _mismatch(text: str) -> tuple[str, str, str]:
    match = _PATH.match(text)
    what, path = (match["what"], match["path"] or "") if match else (text, "")
    field = path.replace("[...]", "").strip(".")
    if missing := _MISSING.match(what):
        field = f"{field}.{missing['name']}".strip(".")
        return field, missing["name"], "missing"
    name = field.rpartition(".")[2]
    kind = name if name in ("amount", "date", "ocid") else "shape"
    got = _GOT.search(what)
    if kind in _HINTS and kind != "shape" and got:
        return field, kind, f"not {_NEEDED.get(kind, 'a text')}, but {_TYPES.get(got['type'], got['type'])}"
    return field, kind, what.replace("`", "").replace("Expected", "expected", 1)
