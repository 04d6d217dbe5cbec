"""What has changed in a list since the one before, and what came of what is no longer in it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Final, TypeAlias

import attrs

from outreach import analysis, languages, values
from outreach.analysis._changes import Key, as_value, key_of
from outreach.dataset import Dataset
from outreach.fields.row import Place
from outreach.languages import foreign_lang
from outreach.model import ChangeKind, Period, Stage
from outreach.publications.ids import ids_of
from outreach.publications.wording import called, plain
from outreach.rendering._cells import format_cell
from outreach.rendering._publication import PublicChange, PublicFacts, PublicProcurement

if TYPE_CHECKING:
    from collections.abc import Iterable

    from outreach.analysis import Change
    from outreach.blocks import Cell
    from outreach.languages import Translator
    from outreach.publications.facts import ProcurementFacts
    from outreach.publications.public import Projection
    from outreach.rendering._publication import PublicProcurement

    Previous: TypeAlias = "Dataset | PublicFacts | Iterable[PublicProcurement]"


_COVERED: Final[dict[ChangeKind, set[str]]] = {
    ChangeKind.ADVERTISED: {"stage", "planned_publication", "tender_deadline", "notice_url"},
    ChangeKind.AWARDED: {"stage", "planned_publication", "winners", "awarded_value"},
    ChangeKind.CANCELLED: {"stage"},
}
"""What the first sentence of a change tells, so that no other one does."""

_LONG: Final = frozenset({"description", "notice_url"})


def what_changed(change: Change[PublicProcurement], t: Translator) -> str:
    """Return what has become of a procurement, as sentences: *Flyttad. Annonseras: juni 2017 (förut: mars 2017)*."""
    kind = languages.capitalise(languages.label(change.kind, t.locale))
    return " ".join((f"{kind}.", *_first(change, t), *_fields(change, t)))


def in_a_cell(change: Change[PublicProcurement], t: Translator) -> str:
    """Return the same for a cell of the list: in a word, with what has changed, or where it was moved from."""
    kind = languages.label(change.kind, t.locale)
    if change.kind is ChangeKind.CHANGED:
        return t("{what} ({fields})", what=kind, fields=_in_a_sentence(change.fields, t))
    before = [_value(field, change.before, t) for field in _dates(change)] if change.before else []
    return t("{what} (before: {before})", what=kind, before=before[0]) if before else kind


def _in_a_sentence(fields: Iterable[str], t: Translator) -> str:
    names = (_name(field, t) for field in fields)
    return languages.format_list((f"{name[:1].lower()}{name[1:]}" for name in names), t.locale)


def _dates(change: Change[PublicProcurement]) -> list[str]:
    """Return which date was moved, the weightiest first."""
    if change.kind is not ChangeKind.MOVED:
        return []
    is_planned = change.subject.stage is Stage.PLANNED
    order = ("planned_publication",) if is_planned else ("tender_deadline", "question_deadline")
    return [field for field in (*order, "tender_deadline", "question_deadline") if field in change.fields]


def _first(change: Change[PublicProcurement], t: Translator) -> Iterable[str]:
    """Yield what a new thing is, and what an advertised or decided one leads to."""
    now = change.now
    if now is None:
        return
    is_open = now.stage is Stage.ADVERTISED
    if change.kind is ChangeKind.NEW and now.stage is Stage.PLANNED and now.planned_publication:
        yield _sentence("planned_publication", now, t)
    if change.kind in (ChangeKind.NEW, ChangeKind.ADVERTISED) and is_open and now.tender_deadline:
        yield _sentence("tender_deadline", now, t)
    if change.kind is ChangeKind.AWARDED:
        yield from (_sentence(field, now, t) for field in ("winners", "awarded_value") if getattr(now, field))


def _fields(change: Change[PublicProcurement], t: Translator) -> Iterable[str]:
    covered = _COVERED.get(change.kind, set())
    for field in change.fields:
        if field not in covered and change.now and change.before:
            is_long = field in _LONG or (field == "title" and foreign_lang(change.now.lang, t.locale))
            yield _long(field, change.now, t) if is_long else _moved(field, change.now, change.before, t)


def _long(field: str, now: PublicProcurement, t: Translator) -> str:
    if field == "title":  # of another language than the sentence is in; the new name stands beside it
        return t("The name has changed.")
    if field == "description":
        return t("The description has changed.")
    return t("The notice has a new address.") if now.notice_url else t("The link to the notice is gone.")


def _sentence(field: str, now: PublicProcurement, t: Translator) -> str:
    return t("{what}: {now}.", what=_name(field, t), now=_value(field, now, t))


def _moved(field: str, now: PublicProcurement, before: PublicProcurement, t: Translator) -> str:
    if not getattr(before, field) and field not in ("planned_publication", "tender_deadline", "estimated_value"):
        return _sentence(field, now, t)
    return t(
        "{what}: {now} (before: {before}).",
        what=_name(field, t),
        now=_value(field, now, t),
        before=_value(field, before, t),
    )


def _name(field: str, t: Translator) -> str:
    outcome = {"winners": t("Chosen supplier"), "awarded_value": t("Agreed value")}
    return outcome.get(field) or called(field, Place.CHANGES, t)


def _value(field: str, procurement: PublicProcurement | None, t: Translator) -> str:
    value = getattr(procurement, field)
    if not value:
        return _missing(field, t)
    if text := plain(value, t):
        return text
    if field == "contact":
        return str(value.name or value.email or value.phone)
    return _written(value, t.locale)


def _written(value: Cell, locale: str) -> str:
    """Return a date, a period, an amount or a text; of a period that has a start alone, as contracts have, that."""
    if isinstance(value, Period) and value.start and value.end is None:
        return languages.format_date(value.start, locale)
    return languages.format_moment(value, locale) if isinstance(value, date) else format_cell(value, locale)


def _missing(field: str, t: Translator) -> str:
    if field == "estimated_value":
        return t("not estimated")
    return t("date not set") if field in ("planned_publication", "tender_deadline") else t("not stated")


@attrs.frozen(kw_only=True)
class Changes:
    """The changes of a list (ändringar).

    Attributes:
        entries: As the facts carry them, what a reader can act on first.
        by_page: The same by the page of the procurement.
        cells: By the page, what is said in the list, in a few words.
    """

    entries: tuple[PublicChange, ...] = ()
    by_page: Mapping[str, PublicChange] = attrs.field(factory=dict)
    cells: Mapping[str, str] = attrs.field(factory=dict)

    @classmethod
    def between(
        cls, now: Mapping[str, PublicProcurement], before: Iterable[PublicProcurement], t: Translator
    ) -> Changes:
        """Compare the list as it is *now*, by the ids of its pages, with the one *before*."""
        changes = analysis.changes(now.values(), before)
        ids = {key_of(procurement): page for page, procurement in now.items()}
        former_ids = ids_of(change.subject for change in changes if change.now is None).by_key
        entries = tuple(_public(change, ids if change.now else former_ids, t) for change in changes)
        return cls(
            entries=entries,
            by_page={entry.procurement_id: entry for entry in entries if entry.procurement_id},
            cells={ids[key_of(change.now)]: in_a_cell(change, t) for change in changes if change.now},
        )


def earlier(previous: Previous | None, view: Projection, buyer: str) -> tuple[PublicProcurement, ...] | None:
    """Return the list before, of one *buyer* if there is one: from a dataset, or from what a channel shows."""
    if isinstance(previous, (str, os.PathLike)):
        raise TypeError(f"previous: {os.fspath(previous)!r} is a path, not a list (read it: outreach.read(...))")
    if isinstance(previous, Dataset):
        return tuple(procurement for procurement in view.procurements(previous).every if is_of(procurement, buyer))
    if previous is None:
        return None
    shown = previous.procurements if isinstance(previous, PublicFacts) else previous
    asked = values.fold(buyer)
    return tuple(
        view.again(procurement) for procurement in shown if not buyer or values.fold(procurement.buyer) in ("", asked)
    )


def is_of(procurement: ProcurementFacts, buyer: str) -> bool:
    """Tell whether a procurement is *buyer*'s, as names are compared; one that names no buyer is anybody's."""
    named = {values.fold(procurement.buyer), values.fold(procurement.buyer_id)} - {""}
    return not buyer or not named or values.fold(buyer) in named


def _public(change: Change[PublicProcurement], ids: Mapping[Key, str], t: Translator) -> PublicChange:
    subject = change.subject
    page = ids[key_of(subject)]
    return PublicChange(
        id=f"{page}-{change.kind.value}-{_digest(change)}",
        procurement_id=page if change.now else "",
        title=subject.title,
        kind=change.kind,
        changed=change.changed,
        text=what_changed(change, t),
        industry=subject.industry,
        lang=subject.lang,
        buyer=subject.buyer,
    )


def _digest(change: Change[PublicProcurement]) -> str:
    """Return a digest that identifies a change, independent of the day and the language of the page."""
    values = [(field, as_value(field, change.before), as_value(field, change.now)) for field in change.fields]
    return hashlib.sha256(repr((values, change.changed)).encode()).hexdigest()[:12]
