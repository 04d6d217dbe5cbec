"""What is wrong with a release, in the words every format has."""

from __future__ import annotations

import re
from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import msgspec

import outreach

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from outreach.sources._ocds_survey import Place, Survey

_PATH: Final = re.compile(r"^(?P<what>.*?)(?: - at `\$\.?(?P<path>[^`]*)`)?$", re.DOTALL)
_MISSING: Final = re.compile(r"Object missing required field `(?P<name>\w+)`")
SHOWN: Final = 10
_BIDS: Final = "bids"
_COUNTED: Final = "bids.details counts, without those invited or withdrawn"
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


def problem_of(error: Exception, place: Place) -> outreach.Problem:
    """Return the problem that sets the release at *place* aside."""
    field, kind, message = _told(error)
    origin = outreach.Origin(file=place.file, line=place.line, row=place.row, field=field)
    hint = _HINTS.get(kind, "")
    return outreach.Problem(origin=origin, kind=kind, message=message, hint=hint, severity=outreach.Severity.ERROR)


def left_out(error: Exception, place: Place) -> outreach.Problem:
    """Return the warning that all but the figures of the release at *place* is left out."""
    field, _, message = _told(error)
    origin = outreach.Origin(file=place.file, line=place.line, row=place.row, field=field)
    hint = "all of the release but its figures is left out"
    return outreach.Problem(origin=origin, kind="shape", message=message, hint=hint)


def _told(error: Exception) -> tuple[str, str, str]:
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
    found = _PATH.match(text)
    what, path = (found["what"], found["path"] or "") if found else (text, "")
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


def set_aside(survey: Survey) -> outreach.Problems:
    """Return what set releases aside: the first of each file and kind as objects, all when asked."""
    error = outreach.Severity.ERROR.value
    counts = {(file, "", kind, error): count for (file, kind), count in survey.counts.items() if count}
    return outreach.Problems.of_columns(survey.first, counts, partial(_frame, survey.every_problem))


def _frame(give: Callable[[], Iterable[outreach.Problem]]) -> Any:  # noqa: ANN401 - a polars frame
    return outreach.Problems.of(give()).to_native()


def disagreements(survey: Survey) -> outreach.Problems:
    """Return a warning for each process that tells several counts of its bids: the first as objects, all when asked."""
    wanted = survey.bidders.disagreeing
    if not wanted:
        return outreach.Problems()
    counts = Counter((survey.file_of(number), "", _BIDS, str(outreach.Severity.WARNING.value)) for number in wanted)
    first = [_differing(place) for place in survey.places(wanted[:SHOWN])]
    every = partial(_frame_of, survey, wanted)
    return outreach.Problems.of_columns(first, counts, every)


def _frame_of(survey: Survey, wanted: Sequence[int]) -> Any:  # noqa: ANN401 - a polars frame
    return outreach.Problems.of(_differing(place) for place in survey.places(wanted)).to_native()


def _differing(place: Place) -> outreach.Problem:
    origin = outreach.Origin(file=place.file, line=place.line, row=place.row, field="bids")
    return outreach.Problem(origin=origin, kind=_BIDS, message="counts of bids differ", hint=_COUNTED)
