"""Releases of one process → its compiled release, by the library of the standard's own makers.

The rules are those of release schema 1.1.4, written down here: nothing is fetched.
"""

from __future__ import annotations

import json
import re
import warnings
from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from outreach.sources._ocds_shapes import STAMP

if TYPE_CHECKING:
    from collections.abc import Sequence

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
        merged = _merger().create_compiled_release(loaded)
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
    found = datetime.fromisoformat(date)
    return found if found.tzinfo else found.replace(tzinfo=UTC)
