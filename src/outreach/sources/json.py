"""JSON: an array of objects, an answer of a row store that holds one page of it, or one object a line.

Numbers stay the digits that were written: none becomes a binary fraction.

Standard: RFC 8259 in UTF-8, and JSON Lines. A row store's page is ``{"results": [{"belopp": 1.5, …}, …]}``: the array
of objects is found by what it holds, whatever its key. The keys of the objects are headings, read as those of any
table.
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
ARRAYS: Final = ("results", "data", "items", "records", "rows", "value", "result")
"""Keys under which answers keep their rows, in the order they are asked."""
COUNTS: Final = ("resultCount", "total", "totalCount", "count", "total_count", "numFound", "totalNoticeCount")
"""Keys under which answers give the total number of rows."""
_MARK: Final = "\ufeff"
_HALF: Final = re.compile(r"\\u[dD][89a-fA-F]")
"""An escape that is a character only together with another."""
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
        """Yield the table of the objects: a column a key, in the order the keys come.

        Raises:
            outreach.SourceError: Not JSON, deeper than 64 levels, a key twice in one object, no array of objects.
        """
        import polars as pl  # noqa: PLC0415 - heavy

        answer = self._loaded()
        key, rows = self._rows(answer)
        if not rows:
            raise outreach.EmptyInputError(str(self.path), "no rows in it")
        headings = tuple(dict.fromkeys(name for row in rows for name in row))
        if len(headings) > MOST_COLUMNS:
            raise self._error(f"{len(headings):,} keys", f"at most {MOST_COLUMNS}")
        columns = {f"c{place}": [_text(row.get(name)) for row in rows] for place, name in enumerate(headings)}
        total, notes = self._page(answer, len(rows))
        yield outreach.Table(
            frame=pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String)).lazy(),
            headings=tuple(name.strip(f"{_MARK} ") for name in headings),
            notes=notes,
            found={"rows_in": key} if key else {},
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

    def _rows(self, answer: Any) -> tuple[str | None, list[dict[str, Any]]]:  # noqa: ANN401 - whatever stands in the file
        if self.rows_in is not None:
            chosen = answer.get(self.rows_in) if isinstance(answer, dict) else None
            if not _is_rows(chosen):
                raise self._error(f"no array of objects under {self.rows_in!r}", _keys_of(answer))
            return self.rows_in, chosen
        if _is_rows(answer):
            return None, answer
        if isinstance(answer, dict):
            key_of_rows = next((key for key in (*ARRAYS, *answer) if _is_rows(answer.get(key))), None)
            if key_of_rows is not None:
                return key_of_rows, answer[key_of_rows]
        raise self._error("no array of objects", _keys_of(answer))

    def _page(self, answer: Any, rows: int) -> tuple[int | None, tuple[str, ...]]:  # noqa: ANN401 - whatever stands in the file
        """Return how many rows there are in all where this is one page of them, and what to note."""
        if not isinstance(answer, dict):
            return None, ()
        counts = (answer.get(key) for key in COUNTS)
        total = next((int(count) for count in counts if isinstance(count, _Number) and count.isdigit()), None)
        if total is not None and total > rows:
            return total, (f"page: {rows:,} of {total:,} rows",)
        if answer.get("next"):
            return None, (f"page: {rows:,} rows, and there is a next page",)
        return None, ()

    def _error(self, reason: str, hint: str) -> outreach.SourceError:
        return outreach.SourceError(str(self.path), reason, hint, self.name)


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
    lines = [line.strip() for line in text[:MOST_BYTES].split("\n", 2)[:2]]
    return len(lines) > 1 and lines[0].startswith("{") and lines[0].endswith("}") and lines[1].startswith("{")


def _keys_of(answer: object) -> str:
    if not isinstance(answer, dict):
        return _PLAIN
    return f"say which key holds the rows: Json(…, rows_in=…); its keys: {', '.join(map(repr, list(answer)[:10]))}"


def _text(value: Any) -> str | None:  # noqa: ANN401 - whatever stands in the file
    """Return a cell: a text or the figures as written; yes and no as words; what is nested as JSON."""
    if value is None or isinstance(value, str):
        return str(value) if value else None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return "\n".join(value)
    return json.dumps(value, ensure_ascii=False)
