"""What the questions give back: frozen rows, ready to print or export."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import BindParameter, Connection, Select, bindparam, select, text

from vanban.tracking.exports.words import document_name
from vanban.tracking.queries.changes import repealed_by
from vanban.tracking.queries.columns import Columns
from vanban.tracking.states import SOON_DAYS, TimeState, days_of, time_state
from vanban.tracking.store.bulk_insert import chunks
from vanban.tracking.store.models import (
    Actor,
    Assignment,
    Document,
    Occurrence,
    Output,
    Report,
    Task,
)
from vanban.tracking.task_words import TaskWords


@dataclass(frozen=True, slots=True)
class Part:
    """A unit's part in a task: ``name`` canonical, ``text`` as written."""

    unit_id: int
    name: str
    text: str
    role: str
    start: int
    end: int
    corrected: bool


@dataclass(frozen=True, slots=True)
class OccurrenceRow:
    """One date of a task with several."""

    due: date
    new_due: date | None
    state: str
    progress: int
    done_on: date | None
    time: TimeState
    days: int | None


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One entry of the log."""

    id: int
    task_id: int
    occurrence: date | None
    kind: str
    state: str | None
    progress: int | None
    done_on: date | None
    old_due: date | None
    new_due: date | None
    field: str | None
    old_value: str | None
    new_value: str | None
    note: str | None
    evidence: str | None
    day: date
    at: datetime
    by: str
    sent: str | None = None


@dataclass(frozen=True, slots=True)
class TaskRow(TaskWords):
    """A task as it stands on a day. ``days``: late or left, see ``states.days_of``. ``has_parts``:
    it was given to units one by one; ``share_of``: it is one unit's part. ``repealed_by``: the
    later document that repealed or replaced it.
    """

    id: int
    stable_id: str
    uid: str
    place: str | None
    document_id: int
    number_symbol: str | None
    document_title: str | None
    issued_on: date | None
    issuer: str | None
    ordinal: int
    origin: str
    path: tuple[str, ...]
    group: str | None
    number: str | None
    text: str
    action: str | None
    parts: tuple[Part, ...]
    outputs: tuple[str, ...]
    deadline_text: str | None
    deadline_kind: str
    start_on: date | None
    plan_due: date | None
    due: date | None
    rrule: str | None
    submit_to: str | None
    funding: str | None
    note: str | None
    parent_id: int | None
    same_as: int | None
    missing: tuple[str, ...]
    needs_review: bool
    present: bool
    start: int
    end: int
    state: str
    progress: int
    done_on: date | None
    time: TimeState
    days: int | None
    report_id: int | None
    report_note: str | None
    report_evidence: str | None
    report_by: str | None
    report_day: date | None
    has_parts: bool = False
    share_of: int | None = None
    repealed_by: str | None = None

    @property
    def whereabouts(self) -> str:
        """Where it stands in which document: 'mục II.3 Phụ lục, 277/KH-UBND'; a document without a
        number by its title.
        """
        return ", ".join(filter(None, (self.place, self.document_name)))

    @property
    def document_name(self) -> str:
        """What its document is called."""
        return document_name(self.number_symbol, self.document_title, self.document_id)


@dataclass(frozen=True, slots=True)
class Led:
    """A leading unit and its tasks."""

    name: str
    tasks: list[TaskRow] = field(default_factory=list)


def by_lead(rows: Iterable[TaskRow]) -> dict[int, Led]:
    """Tasks of each leading unit, by its written name; a task with two leads stands under both."""
    units: dict[int, Led] = {}
    for row in rows:
        for part in row.parts:
            if part.role == "lead":
                units.setdefault(part.unit_id, Led(part.name)).tasks.append(row)
    return units


def fetch_tasks(
    connection: Connection,
    ids: Sequence[int],
    day: date,
    *,
    past: bool = False,
    soon: int = SOON_DAYS,
) -> tuple[TaskRow, ...]:
    """The tasks ``ids``, in that order, as they stand on ``day``."""
    found: dict[int, TaskRow] = {}
    for some in chunks(ids):
        rows = connection.execute(_task_query(day if past else None), {"ids": some}).all()
        parts, outputs = _parts(connection, some), _outputs(connection, some)
        gone = repealed_by(connection, some, day)
        for row in rows:
            own = (parts.get(row.id, ()), outputs.get(row.id, ()), gone.get(row.id))
            found[row.id] = _task(row, *own, day, soon)
    return tuple(found[i] for i in ids if i in found)


@lru_cache(maxsize=16)
def _task_query(past: date | None) -> Select[Any]:
    """The columns of ``_SAME`` in that order, then those that are put into other words. Kept: to
    put it together takes as long as to ask it.
    """
    columns = Columns.of(past or date.max, past is not None)
    last = Report.__table__.alias("last_report")
    elsewhere: dict[str, Any] = {
        "state": columns.state,
        "progress": columns.progress,
        "done_on": columns.done_on,
        "due": columns.due,
        "report_id": columns.report_id,
        "number_symbol": Document.number_symbol,
        "document_title": Document.title,
        "issued_on": Document.issued_on,
        "issuer": Actor.name,
        "report_note": last.c.note,
        "report_evidence": last.c.evidence,
        "report_by": last.c.by,
        "report_day": last.c.day,
    }
    known: dict[str, Any] = {**Task.__table__.c, **elsewhere}
    same = [known[name].label(name) for name in _SAME]
    return (
        select(*same, Task.path, Task.group_text, Task.missing)
        .select_from(columns.source.join(Document, Document.id == Task.document_id))
        .outerjoin(Actor, Actor.id == Document.issuer_id)
        .outerjoin(last, last.c.id == columns.report_id)
        .where(Task.id.in_(_GIVEN))
    )


def _task(
    row: Any, parts: Iterable[Part], outputs: Iterable[str], gone: str | None, day: date, soon: int
) -> TaskRow:
    time = time_state(row.state, row.due, row.done_on, day, soon=soon, repealed=gone is not None)
    return TaskRow(
        **dict(zip(_SAME, row, strict=False)),
        path=tuple(json.loads(row.path)),
        group=row.group_text,
        parts=tuple(parts),
        outputs=tuple(outputs),
        missing=tuple(json.loads(row.missing)),
        time=time,
        days=days_of(time, row.due, row.done_on, day),
        repealed_by=gone,
    )


_GIVEN: BindParameter[int] = bindparam("ids", expanding=True)
_PARTS = (
    select(
        Assignment.task_id,
        Assignment.actor_id,
        Actor.name,
        Assignment.text,
        Assignment.role,
        Assignment.start,
        Assignment.end,
        Assignment.corrected,
    )
    .join(Actor, Actor.id == Assignment.actor_id)
    .where(Assignment.task_id.in_(_GIVEN))
    .order_by(Assignment.id)
)
_OUTPUTS = (
    select(Output.task_id, Output.text)
    .where(Output.task_id.in_(_GIVEN))
    .order_by(Output.task_id, Output.ordinal)
)
_SAME = tuple(
    n
    for n in TaskRow.__slots__
    if n not in ("path", "group", "parts", "outputs", "missing", "time", "days", "repealed_by")
)


def _parts(connection: Connection, ids: Sequence[int]) -> dict[int, list[Part]]:
    groups: dict[int, list[Part]] = {}
    for row in connection.execute(_PARTS, {"ids": ids}):
        groups.setdefault(row.task_id, []).append(Part(*row[1:]))
    return groups


def _outputs(connection: Connection, ids: Sequence[int]) -> dict[int, list[str]]:
    groups: dict[int, list[str]] = {}
    for row in connection.execute(_OUTPUTS, {"ids": ids}):
        groups.setdefault(row.task_id, []).append(row.text)
    return groups


def fetch_occurrences(
    connection: Connection, task_id: int, day: date, *, soon: int = SOON_DAYS
) -> tuple[OccurrenceRow, ...]:
    """The dates of a task, as last reported."""
    rows = connection.execute(
        select(Occurrence).where(Occurrence.task_id == task_id).order_by(Occurrence.due)
    )
    gone = bool(repealed_by(connection, [task_id], day))
    return tuple(_occurrence(row, day, soon, gone) for row in rows)


def _occurrence(row: Any, day: date, soon: int, gone: bool) -> OccurrenceRow:
    due = row.new_due or row.due
    time = time_state(row.state, due, row.done_on, day, soon=soon, repealed=gone)
    return OccurrenceRow(
        row.due,
        row.new_due,
        row.state,
        row.progress,
        row.done_on,
        time,
        days_of(time, due, row.done_on, day),
    )


def fetch_reports(connection: Connection, task_ids: Sequence[int]) -> tuple[ReportRow, ...]:
    """The log of ``task_ids``, oldest first."""
    query = select(Report, Occurrence.due.label("occurrence")).outerjoin(
        Occurrence, Occurrence.id == Report.occurrence_id
    )
    rows = connection.execute(query.where(Report.task_id.in_(task_ids)).order_by(Report.id))
    return tuple(
        ReportRow(**{name: getattr(row, name) for name in ReportRow.__slots__}) for row in rows
    )


def has_later_reports(connection: Connection, day: date) -> bool:
    """True when something was reported for a day after ``day``: then the caches do not tell how
    things stood.
    """
    return (
        connection.execute(
            text("SELECT 1 FROM reports WHERE day > :day LIMIT 1"),
            {"day": day.isoformat() if connection.dialect.name == "sqlite" else day},
        ).first()
        is not None
    )
