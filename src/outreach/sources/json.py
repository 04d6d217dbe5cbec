"""JSON: an array of objects, an answer of a row store that holds one page of it, or one object a line.

Numbers stay the digits that were written: none becomes a binary fraction.

Standard: RFC 8259 in UTF-8, and JSON Lines. A row store's page is ``{"results": [{"belopp": 1.5, …}, …]}``: the array
of objects is found by what it holds, whatever its key and however deep in the answer; several are several tables. The
keys of the objects are headings, read as those of any table.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final, NoReturn, TypeGuard

import attrs

import outreach
from outreach.sources.table_file import TableFile

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SUFFIXES: Final = frozenset({".json", ".jsonl", ".ndjson"})
MOST_BYTES: Final = 100 << 20
MOST_DEPTH: Final = 64
MOST_COLUMNS: Final = 512
MOST_TABLES: Final = 64
# fmt: off
COUNTS: Final = frozenset((
    "count", "hydratotalitems", "numfound", "odatacount", "recordcount", "recordstotal", "resultcount",
    "resultscount", "total", "totalcount", "totalelements", "totalhits", "totalitems", "totalnoticecount",
    "totalrecords", "totalresults", "totalrows",
))
# fmt: on
"""Keys under which answers give the number of all rows, in small letters and without signs."""
# fmt: off
MORE: Final = frozenset((
    "continuationtoken", "hasmore", "hasmoreitems", "hasmorerecords", "hasnext", "hasnextpage", "hydranext",
    "istruncated", "morerecords", "moreresults", "next", "nextcursor", "nextlink", "nextpage", "nextpagetoken",
    "nextpageurl", "nexttoken", "nexturl", "odatanextlink", "truncated",
))
# fmt: on
"""Keys that say, where they hold anything, that there are more rows than these."""
_ENVELOPE: Final = 4
"""How deep in an answer its rows and what it says of its pages may stand."""
_MARK: Final = "\ufeff"
_HALF: Final = re.compile(r"\\u[dD][89a-fA-F]")
"""An escape that is a character only together with another."""
_BEGINNING: Final = 16 << 20
"""Within so many characters the second line begins, where a file has an object a line."""
_PLAIN: Final = "give a plain array of objects"


@attrs.frozen
class Json(TableFile, outreach.Source):
    """A JSON file: objects in an array, in the pages of a row store, or one a line (JSON lines).

    Attributes:
        path: The file.
        rows_in: The key whose array holds the rows; found out if not given.
    """

    name = "json"
    rows_in: str | None = attrs.field(default=None, kw_only=True)

    @classmethod
    def recognises(cls, sample: outreach.Sample) -> bool:
        """Recognise JSON by its first character."""
        begins = sample.text.lstrip(f"{_MARK} \t\r\n")[:1]
        return begins == "{" or (begins == "[" and (sample.suffix in SUFFIXES or "{" in sample.text))

    def tables(self) -> Iterator[outreach.Table]:
        """Yield a table for each array of objects: a column a key, in the order the keys come.

        Raises:
            outreach.SourceError: Not JSON, deeper than 64 levels, a key twice in one object, no array of objects.
        """
        import polars as pl  # noqa: PLC0415 - heavy

        answer = self._loaded()
        arrays = self._rows(answer)
        if not any(arrays.values()):
            raise outreach.EmptyInputError(str(self.path), "no rows in it")
        filled = {key: rows for key, rows in arrays.items() if rows}
        for key, rows in filled.items():
            headings = tuple(dict.fromkeys(name for row in rows for name in row))
            if len(headings) > MOST_COLUMNS:
                raise self._error(f"{len(headings):,} keys", f"at most {MOST_COLUMNS}")
            columns = {f"c{place}": _cells([row.get(name) for row in rows]) for place, name in enumerate(headings)}
            total, notes, problems = _page(answer, len(rows))
            yield outreach.Table(
                frame=pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String)).lazy(),
                headings=tuple(name.strip(f"{_MARK} ") for name in headings),
                part=key if len(filled) > 1 else "",
                notes=notes,
                problems=problems,
                found={"rows_in": key} if key and len(filled) == 1 else {},
                total_rows=total,
            )

    def _loaded(self) -> Any:  # noqa: ANN401 - whatever stands in the file
        if self.path.stat().st_size > MOST_BYTES:
            raise self._error(f"larger than {MOST_BYTES >> 20} MB", "split it, or export it as CSV")
        try:
            content = self.path.read_bytes()
            text = content.decode(json.detect_encoding(content))
        except UnicodeDecodeError as error:
            line = content[: error.start].count(b"\n") + 1
            raise self._error(f"line {line}: not UTF-8", "JSON is UTF-8; save it so") from error
        if _is_lines(text):
            return [self._parsed(line, number) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
        return self._parsed(text, 1)

    def _parsed(self, text: str, line: int) -> Any:  # noqa: ANN401 - whatever stands in the file
        too_deep = f"nested deeper than {MOST_DEPTH} levels"
        try:
            value = json.loads(
                text,
                parse_float=_Number,
                parse_int=_Number,
                parse_constant=_not_a_number,
                object_pairs_hook=_without_doubles,
            )
        except json.JSONDecodeError as error:
            place = f"line {line + error.lineno - 1}, column {error.colno}"
            raise self._error(f"not JSON: {error.msg} at {place}", "check that the file is whole") from error
        except _RefusedError as error:
            raise self._error(f"not JSON: {error}", "write each key once, and numbers in figures") from error
        except RecursionError as error:
            raise self._error(too_deep, _PLAIN) from error
        if _depth(value) > MOST_DEPTH:
            raise self._error(too_deep, _PLAIN)
        if _HALF.search(text) and not _is_writable(value):
            raise self._error(f"line {line}: half a character (\\ud800 …)", "it cannot be written as text; remove it")
        return value

    def _rows(self, answer: Any) -> dict[str, list[dict[str, Any]]]:  # noqa: ANN401 - whatever stands in the file
        """Return the arrays of objects, by the keys that lead to them: ``result.records``."""
        if _is_rows(answer) and self.rows_in is None:
            return {"": answer}
        arrays = dict(_arrays(answer))
        if self.rows_in is not None:
            if self.rows_in not in arrays:
                raise self._error(f"no array of objects under {self.rows_in!r}", _keys_of(answer))
            return {self.rows_in: arrays[self.rows_in]}
        if not arrays:
            raise self._error("no array of objects", _keys_of(answer))
        if len(arrays) > MOST_TABLES:
            raise self._error(f"{len(arrays):,} arrays of objects", _keys_of(answer))
        return arrays

    def _error(self, reason: str, hint: str) -> outreach.SourceError:
        return outreach.SourceError(str(self.path), reason, hint, self.name)


def _arrays(value: object, path: str = "", depth: int = 0) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Yield the arrays of objects in the envelope of an answer; what is in rows is a cell."""
    if not isinstance(value, dict) or depth >= _ENVELOPE:
        return
    for key, inner in value.items():
        place = f"{path}.{key}" if path else key
        if _is_rows(inner):
            yield place, inner
        else:
            yield from _arrays(inner, place, depth + 1)


def _page(answer: object, rows: int) -> tuple[int | None, tuple[str, ...], tuple[outreach.Problem, ...]]:
    """Return how many rows there are in all where these are one page of them, what to note, and what is wrong."""
    marks = list(_of_envelope(answer))
    totals = [int(value) for key, value in marks if key in COUNTS and isinstance(value, _Number) and value.isdigit()]
    total = max(totals, default=0)
    if total > rows:
        return total, (f"page: {rows:,} of {total:,} rows",), ()
    if any(key in MORE and _says_more(value) for key, value in marks):
        problem = outreach.Problem(
            origin=outreach.Origin(),
            kind="part",
            message=f"a part of more than {rows:,} rows: the answer says that there is a next page",
            hint="read all pages for the whole",
        )
        return None, (f"page: {rows:,} rows, and there is a next page",), (problem,)
    return None, (), ()


def _of_envelope(value: object, depth: int = 0) -> Iterator[tuple[str, object]]:
    """Yield the keys and values of an answer that are not its rows, keys in small letters and without signs."""
    if isinstance(value, dict) and depth < _ENVELOPE:
        for key, inner in value.items():
            yield "".join(filter(str.isalnum, key)).casefold(), inner
            yield from _of_envelope(inner, depth + 1)


def _says_more(value: object) -> bool:
    """Tell whether a mark of a next page holds an address, a token, a number or a yes."""
    if isinstance(value, _Number):
        return value.strip("0.") != ""
    if isinstance(value, str):
        return value.strip().casefold() not in ("", "false", "null", "none", "no")
    return bool(value)


def _depth(value: object) -> int:
    """Return how deep lists and objects are nested; it stops where that is too deep."""
    depth, level = 0, [value]
    while level and depth <= MOST_DEPTH:
        level = [inner for outer in level for inner in _inside(outer)]
        depth += 1
    return depth


def _inside(outer: object) -> Iterator[object]:
    members = outer.values() if isinstance(outer, dict) else outer if isinstance(outer, list) else ()
    return (member for member in members if isinstance(member, (dict, list)))


_COMMA: Final = re.compile(r"^[^A-Za-z]*[0-9],[0-9]{1,2}\D*$")


class _Number(str):
    """A number as it is written."""

    __slots__ = ()


class _RefusedError(ValueError):
    """Something that JSON does not allow, though many readers do."""


def _not_a_number(word: str) -> NoReturn:
    raise _RefusedError(f"{word} is not a number")


def _without_doubles(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    values = dict(pairs)
    if len(values) < len(pairs):
        keys = [key for key, _ in pairs]
        double = next(key for key in keys if keys.count(key) > 1)
        raise _RefusedError(f"the key {double!r} stands twice in one object")
    return values


def _is_writable(value: object) -> bool:
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


def _is_rows(value: object) -> TypeGuard[list[dict[str, Any]]]:
    return isinstance(value, list) and all(isinstance(row, dict) for row in value)


def _is_lines(text: str) -> bool:
    """Return whether every line is an object: two lines that begin with a brace, the first ending with one."""
    lines = [line for line in map(str.strip, text[:_BEGINNING].split("\n")) if line][:2]
    return len(lines) > 1 and lines[0].startswith("{") and lines[0].endswith("}") and lines[1].startswith("{")


def _keys_of(answer: object) -> str:
    if not isinstance(answer, dict):
        return _PLAIN
    arrays = [key for key, _ in _arrays(answer)] or list(answer)
    return f"say which key holds the rows: Json(…, rows_in=…); its keys: {', '.join(map(repr, arrays[:10]))}"


def _cells(values: Sequence[Any]) -> list[str | None]:
    """Return the cells of a key; numbers are written with the comma where texts beside them have it.

    A number says nothing of how texts are read: ``1247.25`` beside ``"100,00"`` is no contradiction.
    """
    has_comma = any(
        isinstance(value, str) and not isinstance(value, _Number) and _COMMA.search(value) for value in values
    )
    return [value.replace(".", ",") if has_comma and isinstance(value, _Number) else _text(value) for value in values]


def _text(value: Any) -> str | None:  # noqa: ANN401 - whatever stands in the file
    """Return a cell: a text or the figures as written; yes and no as words; what is nested as JSON."""
    if value is None or isinstance(value, str):
        return str(value) if value else None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return "\n".join(value)
    return json.dumps(value, ensure_ascii=False)
