"""Answers to forms → drafts: a row of a registration gives a Participation and Feedback, one of a survey Feedback.

What people write of themselves is repeated in no message: a fault says where it stands and what to write instead.
"""

from __future__ import annotations

from collections import Counter
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

import attrs

from outreach.errors import shown
from outreach.model import Feedback, Origin, Participation, ParticipationStatus, Problem
from outreach.reading._answers import participation, remarks, responses
from outreach.reading._cells import RowCells
from outreach.reading._drafts import LONGEST_CELL, Batch, Draft
from outreach.reading._form_cells import FormCells
from outreach.reading._form_words import is_listed_yes
from outreach.reconciliation import FileReport
from outreach.tables._headings import ASKED_MANY, NEVER_KEPT
from outreach.tables._sheets import Answer, Answers, Asked, answers
from outreach.tables._style import decide, decided
from outreach.tables._table import Row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from outreach.tables import Layout, Table
    from outreach.tables._options import ReadOptions  # noqa: TC004 - attrs resolves no types here
    from outreach.tables._style import Style

KINDS: Final = {Participation: "registrations", Feedback: "survey answers"}
"""What the reconciliation calls a table of such records."""


def from_form(table: Table, layout: Layout, options: ReadOptions, *, file: str, source: str) -> Batch:
    """Return the drafts of the rows of *table*, a list of registrations or of answers to a survey."""
    contents = answers(table, layout)
    report = FileReport(
        file=file,
        part=table.part,
        kind=KINDS[layout.record],
        source=source,
        rows=len(contents.rows) + contents.blank + contents.totals,
        blank=contents.blank,
        totals=contents.totals,
        columns=layout.columns,
        notes=(*table.notes, *layout.notes),
    )
    batch = _batch(contents, options, report, layout, day_numbers=table.day_numbers)
    never = [_discarded(report, role, count) for role, count in sorted(contents.discarded.items()) if count]
    return attrs.evolve(batch, problems=(*batch.problems, *never))


def from_form_rows(rows: Sequence[Row], options: ReadOptions, *, file: str, source: str) -> Batch:
    """Return the drafts of registrations or answers that a source gave itself; all of one kind and part."""
    first = rows[0]
    report = FileReport(
        file=file,
        part=first.part,
        kind=KINDS[first.record],
        source=source,
        rows=len(rows),
        columns=tuple((role, role) for role in first.values),
    )
    contents = Answers(tuple(_given(row, at) for at, row in enumerate(rows, 1)), (), 0, 0, Counter())
    return _batch(contents, options, report, None)


def _given(row: Row, number: int) -> Answer:
    texts = {role: str(text) for role, text in row.values.items() if role not in NEVER_KEPT}
    asked = tuple(Asked(role, role, role, "", text) for role, text in texts.items() if role in ASKED_MANY)
    values = {role: text for role, text in texts.items() if role not in ASKED_MANY}
    return Answer(values, asked, row.line, number, tuple(row.extra or ()))


def _batch(
    contents: Answers, options: ReadOptions, report: FileReport, layout: Layout | None, *, day_numbers: bool = False
) -> Batch:
    record = next(kind for kind, label in KINDS.items() if label == report.kind)
    asked = [Row(record, row.values, line=row.line, part=report.part) for row in contents.rows]
    titles = (*reversed(contents.titles), report.part, PurePath(report.file).stem)
    style, assumed = decide(asked, options, layout, titles)
    style = attrs.evolve(style, day_numbers=day_numbers)
    has_begun = any(_came(row) for row in contents.rows)
    form = _Form(record, options, has_begun, report)
    made = [form.drafts(row, style) for row in contents.rows]
    _with_seats(made)
    rows = tuple(drafts[0] for drafts in made if drafts)
    notes = (*report.notes, *assumed, *form.notes(contents.rows))
    return Batch(
        drafts=tuple(draft for drafts in made for draft in drafts),
        report=attrs.evolve(report, notes=notes, decided=decided(style)),
        problems=tuple(form.problems(contents.rows)),
        rows=rows,
        unanswered=len(made) - len(rows),
    )


def _came(row: Answer) -> bool:
    text = row.values.get("checked_in", "").strip()
    return bool(text) and FormCells.presence(text) is ParticipationStatus.ATTENDED


def _with_seats(made: Sequence[list[Draft]]) -> None:
    """Give people of one order, name and ticket who have numbers of their own ids of their own: the first keeps its."""
    alike: dict[object, list[list[Draft]]] = {}
    for drafts in made:
        if drafts and drafts[0].record is Participation and drafts[0].made["position"] is not None:
            alike.setdefault(drafts[0].made["id"], []).append(drafts)
    for seats in alike.values():
        positions = sorted({drafts[0].made["position"] for drafts in seats})
        for drafts in seats:
            position = drafts[0].made["position"]
            if position != positions[0]:
                _renamed(drafts, f"-{position}")


def _renamed(drafts: Sequence[Draft], suffix: str) -> None:
    """Add *suffix* to the id of a participation, and to the ids of what was remarked with it."""
    before = str(drafts[0].made["id"])
    drafts[0].made["id"] = f"{before}{suffix}"
    for draft in drafts[1:]:
        draft.made["answer_id"] = f"{before}{suffix}"
        draft.made["id"] = f"{before}{suffix}{str(draft.made['id']).removeprefix(before)}"


@attrs.define
class _Form:
    """What is known of a whole form, and what is found out on the way."""

    record: type
    options: ReadOptions
    has_begun: bool
    report: FileReport
    faults: list[Problem] = attrs.field(factory=list)
    local: dict[str, int] = attrs.field(factory=dict)

    def drafts(self, row: Answer, style: Style) -> list[Draft]:
        """Return the drafts of one row; the first stands for it in the reconciliation."""
        origin = Origin(
            file=self.report.file, part=self.report.part, line=row.line, row=None if row.line else row.number
        )
        texts = {role: text for role, text in row.values.items() if len(text) <= LONGEST_CELL}
        fields = FormCells(RowCells(texts, style), row.asked, style, self.options)
        made = self._made(fields, row)
        drafts = [Draft(kind, values, origin) for kind, values in made]
        self._tell(drafts, fields, row, origin)
        return drafts

    def _made(self, fields: FormCells, row: Answer) -> list[tuple[type, dict[str, object]]]:
        if self.record is Participation:
            values = participation(fields, has_begun=self.has_begun)
            feedback = remarks(fields, str(values["id"]), str(values["event_id"]))
            return [(Participation, values), *((Feedback, answer) for answer in feedback)]
        stem = f"{PurePath(self.report.file).stem}-{self.report.part}-{row.line or row.number}"
        return [(Feedback, answer) for answer in responses(fields, stem)]

    def _tell(self, drafts: list[Draft], fields: FormCells, row: Answer, origin: Origin) -> None:
        for role in fields.local:
            self.local[role] = self.local.get(role, 0) + 1
        carrier = drafts[0] if drafts else Draft(self.record, {}, origin)
        for fault in fields.faults:
            carrier.warn(fault.field, fault.kind, fault.reason, fault.hint)
        if any(len(text) > LONGEST_CELL for text in (*row.values.values(), *(asked.text for asked in row.asked))):
            carrier.refuse("", "cell", "a cell is too long", f"at most {LONGEST_CELL:,} characters")
        if self.record is Participation and not (carrier.made["contact"] or carrier.made["supplier_name"]):
            carrier.refuse("contact", "empty", "neither a name, an e-mail address nor a company", "say who it is")
        if self.record is Participation and drafts:
            carrier.made["incomplete"] = tuple(
                (fault.field, fault.text) for fault in fields.faults if fault.text and fault.kind != "consent"
            )
        if not drafts:
            self.faults.extend(carrier.problems)

    def notes(self, rows: Sequence[Answer]) -> list[str]:
        """Return what the reconciliation says of the form: how many of those asked gave their consent."""
        asked = Counter(answer.heading for row in rows for answer in row.asked if answer.role == "consent")
        given = Counter(
            answer.heading
            for row in rows
            for answer in row.asked
            if answer.role == "consent" and is_listed_yes(answer.text)
        )
        return [f"{shown(text, 40)!r}: {given[text]:,} of {count:,} say yes" for text, count in asked.items()]

    def problems(self, rows: Sequence[Answer]) -> list[Problem]:
        """Return what is said once a form: times without a zone, answers that were not finished."""
        problems = list(self.faults)
        for role, count in sorted(self.local.items()):
            hint = (
                'say timezone="Europe/Stockholm"'
                if self.options.timezone is None
                else "the clock is put back in that hour"
            )
            problems.append(
                self._problem(role, "timezone", f"{count:,} times in no known zone: only the day is kept", hint)
            )
        beyond = sum(bool(row.extra) for row in rows)
        if beyond:
            message = f"{beyond:,} rows have cells beyond the last heading"
            problems.append(self._problem("", "beside", message, "they are not read: give them a heading"))
        unfinished = sum(not row.values["submitted"].strip() for row in rows if "submitted" in row.values)
        if unfinished and self.record is Feedback:
            message = f"{unfinished:,} answers were not finished"
            problems.append(self._problem("submitted", "unfinished", message, "what they hold is kept"))
        return problems

    def _problem(self, field: str, kind: str, message: str, hint: str) -> Problem:
        origin = Origin(file=self.report.file, part=self.report.part, field=field)
        return Problem(origin=origin, kind=kind, message=message, hint=hint)


def _discarded(report: FileReport, role: str, count: int) -> Problem:
    origin = Origin(file=report.file, part=report.part, field=role)
    message = f"{count:,} answers hold {NEVER_KEPT[role]}: not kept"
    return Problem(origin=origin, kind=role, message=message, hint="leave the column out of what you send")
