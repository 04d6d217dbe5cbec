"""How good a procurement list is before it is published, and what to mend first."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final

import attrs

from outreach import countries, notebook
from outreach.analysis._breakdown import Kind
from outreach.analysis._list_attributes import ATTRIBUTES, FRESH_DAYS, UPDATED, Attribute, has_passed
from outreach.analysis._timetable import place, procurements_of
from outreach.errors import shown
from outreach.model import Origin, Procurement, Stage

if TYPE_CHECKING:
    from collections.abc import Iterable

    from outreach.countries import Country  # noqa: TC004 - attrs resolves no types here
    from outreach.dataset import Dataset

MOST_SHOWN: Final = 5
_SCORED: Final = (Stage.PLANNED, Stage.ADVERTISED)
_BY_KEY: Final = {attribute.key: attribute for attribute in ATTRIBUTES}
_LAST: Final = (Kind.ONGOING, Kind.UNDATED)


def _safe(text: str, country: Country, most: int = 80) -> str:
    return shown(country.masked(text), most)


@attrs.frozen(kw_only=True)
class AttributeScore:
    """How many entries have one attribute (kriterium).

    Attributes:
        key: Its name in code, such as ``value``.
        name: Its name in words.
        have: How many entries have it.
        of: How many ought to.
        is_met: Whether it counts for the list.
        mend: What to write where it lacks.
    """

    key: str
    name: str
    have: int
    of: int
    is_met: bool
    mend: str

    def __str__(self) -> str:
        return f"{self.name}: {self.have:,} of {self.of:,}"


@attrs.frozen(kw_only=True)
class EntryToMend:
    """An entry that lacks something (post att rätta).

    Attributes:
        procurement: The entry.
        lacks: The attributes it lacks, the weightiest first.
        country: Whose persons' numbers are hidden when it is shown.
    """

    procurement: Procurement
    lacks: tuple[str, ...]
    country: Country = attrs.field(factory=countries.default, repr=False)

    @property
    def origin(self) -> Origin | None:
        """Where it stands."""
        return self.procurement.origin

    def __str__(self) -> str:
        place = f"{shown(self.origin, 200)}: " if self.origin else ""
        return f"{place}{_safe(self.procurement.title, self.country)}: {', '.join(map(self._name, self.lacks))}"

    def _name(self, key: str) -> str:
        """Return the name of what lacks; of a value that could not be read, with what stands there."""
        field = {"date": "planned_publication", "value": "estimated_value"}.get(key, key)
        written = dict(self.procurement.incomplete).get(field, "")
        name = _BY_KEY[key].name
        return f"{name} (not read: {_safe(written, self.country, 40)!r})" if written else name


@attrs.frozen(kw_only=True, repr=False)
class ListQuality:
    """The score of a procurement list (upphandlingslistans kvalitet).

    Attributes:
        today: The day it is.
        entries: How many entries are scored: what is planned, and what is advertised.
        left_out: How many are not, since they are closed, decided or cancelled.
        updated: The newest day of a change; None where no entry tells.
        attributes: Fifteen, the weightiest first.
        to_mend: Entries that lack something: what is open now or has passed, then quarter by quarter; within these
            what lacks most weightily, then what is worth most.
        passed: Entries whose date has passed: they mislead until they are mended.
    """

    today: date
    entries: int = 0
    left_out: int = 0
    updated: date | None = None
    attributes: tuple[AttributeScore, ...] = ()
    to_mend: tuple[EntryToMend, ...] = ()
    passed: tuple[Procurement, ...] = ()

    @property
    def score(self) -> int:
        """How many attributes the list has."""
        return sum(attribute.is_met for attribute in self.attributes)

    @property
    def of(self) -> int:
        """How many there are."""
        return len(self.attributes)

    @property
    def missing(self) -> tuple[AttributeScore, ...]:
        """The attributes the list has not, the weightiest first."""
        return tuple(attribute for attribute in self.attributes if not attribute.is_met)

    def to_dicts(self) -> list[dict[str, object]]:
        """Return a dictionary an attribute: key, name, have, of, is_met, mend."""
        return [attrs.asdict(attribute) for attribute in self.attributes]

    def __repr__(self) -> str:
        return f"<ListQuality: {self.score} of {self.of}; {self.entries:,} entries, {len(self.to_mend):,} to mend>"

    def __str__(self) -> str:
        if not self.entries:
            return f"{self.score} of {self.of}\nthe list has no entry that is planned or advertised"
        lines = [f"{self.score} of {self.of}", *(f"lacks {missing} ({missing.mend})" for missing in self.missing)]
        if self.to_mend:
            lines += ["mend first:", *map(str, self.to_mend[:MOST_SHOWN])]
        left_out = len(self.to_mend) - MOST_SHOWN
        return "\n".join([*lines, *([f"… and {left_out:,} more"] if left_out > 0 else [])])

    def _repr_html_(self) -> str:
        rows = [
            (row.name, f"{row.have:,} of {row.of:,}", "yes" if row.is_met else "no", "" if row.is_met else row.mend)
            for row in self.attributes
        ]
        caption = f"{self.score} of {self.of}: {self.entries:,} entries"
        headings = ("attribute", "entries", "counts", "what to write")
        scores = notebook.table(headings, rows, caption=caption, numbers=(1,))
        mend = [
            (entry.origin or "", _safe(entry.procurement.title, entry.country), ", ".join(entry.lacks))
            for entry in self.to_mend
        ]
        return scores + notebook.table(("where", "entry", "lacks"), mend, caption="What to mend first")


def list_quality(
    procurements: Dataset | Iterable[Procurement], *, today: date, updated: date | None = None
) -> ListQuality:
    """Score a procurement list before it is published, and tell what to mend first (listans kvalitet).

    Fifteen attributes, after the yearly scorecard of agencies' forecasts by the contractors' association of the United
    States, fitted to what a Swedish list can hold: docs/lists.md says which, and why. An attribute counts where at
    least 80 per cent of the entries that ought to have it do (half of them for the present supplier and the end of its
    contract, since what is bought for the first time has neither), and the list's freshness where something was
    changed in the last 92 days.

    Args:
        procurements: What was read, or procurements. Those that are closed, decided or cancelled are not scored.
        today: The day it is.
        updated: The day the whole list was last looked through, where its entries do not tell.
    """
    every = procurements_of(procurements)
    country = getattr(procurements, "country", None) or countries.default()
    scored = [entry for entry in every if entry.stage in _SCORED]
    days = [entry.changed for entry in scored if entry.changed]
    newest = max((*days, *([updated] if updated else [])), default=None)
    return ListQuality(
        today=today,
        entries=len(scored),
        left_out=len(every) - len(scored),
        updated=newest,
        attributes=tuple(_score(attribute, scored, today, newest) for attribute in ATTRIBUTES),
        to_mend=tuple(_to_mend(scored, today, country)),
        passed=tuple(entry for entry in _in_order(scored, today) if has_passed(entry, today)),
    )


def _score(attribute: Attribute, entries: list[Procurement], today: date, newest: date | None) -> AttributeScore:
    results = [has for entry in entries if (has := attribute.has(entry, today)) is not None]
    have, of = sum(results), len(results)
    is_met = newest is not None and (today - newest).days <= FRESH_DAYS
    if attribute.key != UPDATED:
        is_met = have >= attribute.needed * of
    return AttributeScore(
        key=attribute.key, name=attribute.name, have=have, of=of, is_met=is_met and bool(entries), mend=attribute.mend
    )


def _to_mend(entries: list[Procurement], today: date, country: Country) -> Iterable[EntryToMend]:
    """Yield the entries that lack something; when each was changed is the list's own affair."""
    for entry in _in_order(entries, today):
        lacks = _lacks(entry, today)
        if lacks:
            keys = tuple(attribute.key for attribute in lacks)
            yield EntryToMend(procurement=entry, lacks=keys, country=country)


def _lacks(entry: Procurement, today: date) -> list[Attribute]:
    lacking = (one for one in ATTRIBUTES if one.key != UPDATED and one.has(entry, today) is False)
    return sorted(lacking, key=lambda one: -one.weight)


def _in_order(entries: Iterable[Procurement], today: date) -> list[Procurement]:
    return sorted(entries, key=lambda entry: (_when(entry, today), *_weight(entry, today), entry.title, entry.id))


def _when(entry: Procurement, today: date) -> tuple[int, str]:
    """Return how near it is: open now or passed first, then the quarters, then what has no date."""
    kind, key = place(entry, today) or (Kind.PASSED, "")
    return (1, key) if kind is Kind.GROUP else (2 + _LAST.index(kind), "") if kind in _LAST else (0, "")


def _weight(entry: Procurement, today: date) -> tuple[int, Decimal]:
    value = entry.estimated_value
    worth = (value.high or value.low or Decimal(0)) if value else Decimal(0)
    return -sum(attribute.weight for attribute in _lacks(entry, today)), -worth
