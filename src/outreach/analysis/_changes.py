"""What has changed between two lists of procurements."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, Generic, Protocol, TypeAlias, TypeVar, overload

import attrs

from outreach import values
from outreach.analysis._pairing import best_pairs, has_made_id
from outreach.analysis._timetable import procurements_of
from outreach.fields.procurement import PROCUREMENT
from outreach.model import ChangeKind, Period, Precision, Procurement, Stage

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from outreach.dataset import Dataset

_OUTCOME: Final = ("winners", "awarded_value")
FIELDS: Final = (*(row.public_name for row in sorted(PROCUREMENT, key=lambda row: row.weight) if row.weight), *_OUTCOME)
"""What is compared: what somebody who may bid plans by. Notes and words of how certain a plan is are not."""

RANKS: Final = (
    ChangeKind.ADVERTISED,
    ChangeKind.NEW,
    ChangeKind.MOVED,
    ChangeKind.CHANGED,
    ChangeKind.AWARDED,
    ChangeKind.CANCELLED,
    ChangeKind.REMOVED,
)
"""The order in which changes are told: what a reader can act on first."""

_MONTHS: Final = 12
_A_SEASON: Final = 3
_DECIDED: Final = (Stage.AWARDED, Stage.CONTRACTED)
_TELLING: Final = ("unit", "planned_publication", "estimated_value", "tender_deadline", "industry", "nature", "stage")
"""What tells entries of one title apart."""
_ONCE_KNOWN: Final = frozenset(_OUTCOME)
_DEADLINES: Final = frozenset({"question_deadline", "tender_deadline"})


class Owned(Protocol):
    """What has an id within a buyer: a procurement, or what all may know of one."""

    @property
    def id(self) -> str:
        """The key within its buyer."""

    @property
    def buyer(self) -> str:
        """The buyer as written; empty where the list names none."""


def key_of(procurement: Owned) -> Key:
    """Return what tells *each* from all others: two buyers may give one number to two things."""
    return _folded(procurement.buyer), procurement.id


@lru_cache(maxsize=1_024)  # a list has few buyers, many times
def _folded(name: str) -> str:
    return values.fold(name)


class Listed(Owned, Protocol):
    """A procurement as a list shows it: a record, or what all may know of one."""

    @property
    def title(self) -> str:
        """What is bought."""

    @property
    def stage(self) -> Stage:
        """How far it has come."""

    @property
    def planned_publication(self) -> Period | None:
        """When it is to be advertised."""

    @property
    def tender_deadline(self) -> date | datetime | None:
        """Last day for bids."""

    @property
    def changed(self) -> date | None:
        """The day of the last change."""


T = TypeVar("T", bound=Listed)


@attrs.frozen(kw_only=True)
class Change(Generic[T]):
    """What has become of one procurement since the list before (ändring).

    Attributes:
        kind: The weightiest of what has changed.
        now: As the list has it now; None: it is not in the list any more.
        before: As the list before had it; None: it is new.
        fields: Which attributes differ, what a bidder plans by first; empty for what is new or removed.
        changed: The day of the change, where the list tells it.
    """

    kind: ChangeKind
    now: T | None = None
    before: T | None = None
    fields: tuple[str, ...] = ()
    changed: date | None = None

    @property
    def subject(self) -> T:
        """What it is about: as it is now, else as it was."""
        subject = self.now or self.before
        if subject is None:
            raise ValueError("Change: neither now nor before is given")
        return subject


@overload
def changes(now: Dataset, before: Dataset) -> tuple[Change[Procurement], ...]: ...
@overload
def changes(now: Iterable[T], before: Iterable[T]) -> tuple[Change[T], ...]: ...
def changes(now: Any, before: Any) -> tuple[Change[Any], ...]:
    """Tell what has changed in a list since the one *before* (ändringar i upphandlingslistan).

    Procurements are the same by buyer and id; where only one of the lists names a buyer, by an id that is there once.
    Where the lists give no ids they are the same by title, and those of one title by what else they tell, all pairs
    compared; a title that was corrected is one where something else is the same. The order of rows tells nothing.
    Texts are compared as names are: blanks and capitals are no change. A list compared with itself, in whatever
    order, has none.

    Args:
        now: What was read, or procurements, or what all may know of them.
        before: The same of an earlier day.

    Returns:
        One change for each procurement that has any: what is open for bids now first, then what is new, moved,
        changed, decided, cancelled and removed; by title within these.
    """
    ours = {key_of(procurement): procurement for procurement in procurements_of(now)}
    theirs = {key_of(procurement): procurement for procurement in procurements_of(before)}
    result = [_change(procurement, other) for procurement, other in _pairs(ours, theirs)]
    return tuple(sorted(filter(None, result), key=_place))


def _place(change: Change[Any]) -> tuple[int, str, Key]:
    return RANKS.index(change.kind), values.fold(change.subject.title), key_of(change.subject)


def _pairs(ours: Mapping[Key, T], theirs: Mapping[Key, T]) -> Iterable[tuple[T | None, T | None]]:
    """Yield what is the same, as it is and as it was; what is in one list alone with None for the other."""
    numberless = _without_numbers(ours, theirs)
    named = {key: entry for key, entry in ours.items() if key not in numberless}
    taken = {other for other in numberless.values() if other}
    others = {key: entry for key, entry in theirs.items() if key not in taken}
    renamed = {**{key: key for key in named}, **_unnamed(named, others), **numberless}
    for key, procurement in ours.items():
        same = renamed[key]
        yield procurement, theirs.get(same) if same and (key in numberless or same in others) else None
    known = {*taken, *(renamed[key] for key in named)}
    for key, procurement in theirs.items():
        if key not in known:
            yield None, procurement


def _without_numbers(ours: Mapping[Key, T], theirs: Mapping[Key, T]) -> dict[Key, Key | None]:
    """Return our key → theirs of what no list gives a number, paired by what it tells; None for what is new.

    The id of such an entry is made of its title and of how many had it before: it tells nothing where several have one.
    """
    pairs: dict[Key, Key | None] = {}
    buyers = dict.fromkeys(key[0] for key in ours)
    for buyer in buyers:
        left = [key for key, entry in ours.items() if key[0] == buyer and has_made_id(entry)]
        right = [key for key, entry in theirs.items() if key[0] == buyer and has_made_id(entry)]
        places = best_pairs([ours[key] for key in left], [theirs[key] for key in right], _telling)
        if right:
            pairs |= dict.fromkeys(left, None) | {left[at]: right[to] for at, to in places}
    return pairs


def _telling(entry: object) -> list[object]:
    return [_bare(getattr(entry, name, None)) for name in _TELLING]


def _unnamed(ours: Mapping[Key, T], theirs: Mapping[Key, T]) -> dict[Key, Key]:
    """Return our key → theirs, of what is the same by an id that stands once on either side, one of them unnamed."""
    left = [key for key in ours if key not in theirs]
    right = {key[1]: key for key in theirs if key not in ours}
    counts = Counter(key[1] for key in (*ours, *theirs))
    return {
        key: other
        for key in left
        if (other := right.get(key[1])) and counts[key[1]] == 2 and "" in (key[0], other[0])  # noqa: PLR2004 - one each
    }


def _change(now: T | None, before: T | None) -> Change[T] | None:
    if now is None:
        return Change(kind=ChangeKind.REMOVED, before=before)
    if before is None:
        return Change(kind=ChangeKind.NEW, now=now, changed=now.changed)
    fields = tuple(field for field in FIELDS if _differs(field, now, before))
    if not fields:
        return None
    changed = now.changed if now.changed and (before.changed is None or now.changed > before.changed) else None
    return Change(kind=_kind(now, before, fields), now=now, before=before, fields=fields, changed=changed)


def _kind(now: Listed, before: Listed, fields: tuple[str, ...]) -> ChangeKind:
    if now.stage is not before.stage:
        if now.stage is Stage.CANCELLED:
            return ChangeKind.CANCELLED
        if now.stage in _DECIDED and before.stage not in _DECIDED:
            return ChangeKind.AWARDED
        if now.stage is Stage.ADVERTISED:
            return ChangeKind.ADVERTISED
    is_moved = now.stage is Stage.PLANNED and "planned_publication" in fields
    return ChangeKind.MOVED if is_moved or _DEADLINES & {*fields} else ChangeKind.CHANGED


def _differs(field: str, now: Listed, before: Listed) -> bool:
    """Tell whether a field says something else; the outcome is no news where the list before had not got it yet."""
    ours, theirs = as_value(field, now), as_value(field, before)
    if field in _DEADLINES and isinstance(ours, datetime) is not isinstance(theirs, datetime):
        ours, theirs = _day(ours), _day(theirs)
    return ours != theirs and not (field in _ONCE_KNOWN and not theirs)


def _day(deadline: object) -> object:
    """Return the day of a *deadline*: an hour that one list tells and another does not is no move."""
    return deadline.date() if isinstance(deadline, datetime) else deadline


def as_value(field: str, procurement: Listed | None) -> object:
    """Return what of a *field* counts, in whatever words it is written."""
    if field == "contact":
        contact = getattr(procurement, "contact", None) or getattr(procurement, "purchaser", None)
        return contact and tuple(_bare(getattr(contact, part)) for part in ("name", "email", "phone"))
    return _bare(getattr(procurement, field, None))


def _bare(value: object) -> object:
    """Return what of a *value* counts: a text without case and blanks, a season by its name, all else as it is."""
    if isinstance(value, str):
        return values.fold(value).lstrip("'")  # which keeps a spreadsheet from running a text
    if isinstance(value, tuple):
        return tuple(sorted(map(str, map(_bare, value))))
    if isinstance(value, Period) and value.precision is Precision.SEASON and value.start and value.end:
        return _season(value.start, value.end)
    return value or None


def _season(start: date, end: date) -> tuple[int, int]:
    """Return the year of a season and which it is, by its middle: *vt 2017* is what is *våren 2017* elsewhere."""
    middle = start + (end - start) // 2
    return end.year, middle.month % _MONTHS // _A_SEASON


Key: TypeAlias = tuple[str, str]
"""Buyer, as names are compared, and id."""
