"""What people write on tasks: states, notes, corrections. Only ever added, one transaction each."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from pydantic import JsonValue
from sqlalchemy import Connection, delete, select, update

from vanban.tracking.edits.apply import named_assignments
from vanban.tracking.edits.model import ROLE_FIELDS
from vanban.tracking.errors import BadReport, Conflict, NotFound
from vanban.tracking.search import index
from vanban.tracking.states import Entry, Reported, Standing, check
from vanban.tracking.store import seals
from vanban.tracking.store.actors import ensure_actors
from vanban.tracking.store.bulk_insert import insert_rows, next_ids
from vanban.tracking.store.fields import to_json
from vanban.tracking.store.insert import Stamp, assignment_row
from vanban.tracking.store.log_rows import LogRow, columns
from vanban.tracking.store.models import Assignment, Occurrence, Output, Report, Task
from vanban.tracking.store.recount import recount
from vanban.tracking.store.replay import NO_DUE, Settled, due_value, settle, standings
from vanban.tracking.store.rows import task_words
from vanban.tracking.store.unit_loads import Tally, bucket, count

CORRECTABLE = ("due", "text", "note", "leads", "cooperators", "reports_to")
_WHOLE = (Reported.SUSPENDED, Reported.WITHDRAWN)
"""States of a recurring task as a whole, when no date is named."""


@dataclass(frozen=True, slots=True)
class Update:
    """One thing that somebody says of a task. ``occurrence``: the due date meant, of a task with
    several dates.

    ``expect``: id of the report that the person saw last (0: none); another one since is a
    ``Conflict``. ``kind``: of a step that is no state, see ``tracking.workflow``; ``user_id``,
    ``unit_id``: account of the writer and the unit that he writes for; ``answers``: the request.
    """

    task_id: int
    state: Reported | None = None
    progress: int | None = None
    done_on: date | None = None
    new_due: date | None = None
    note: str | None = None
    evidence: str | None = None
    day: date | None = None
    occurrence: date | None = None
    field: str | None = None
    value: str | None = None
    expect: int | None = None
    kind: str | None = None
    user_id: int | None = None
    unit_id: int | None = None
    answers: int | None = None
    sent: str | None = None


class _Task(NamedTuple):
    """The task that is written on, locked."""

    id: int
    start: int
    end: int
    text: str
    note: str | None
    plan_says: str | None
    listed: bool
    has_parts: bool
    phase: str
    done_on: date | None
    due: date | None
    report_id: int | None


class _Row(NamedTuple):
    """A row of the log, before it has its number and how the task stands after it."""

    task_id: int
    day: date
    at: datetime
    by: str
    occurrence_id: int | None = None
    kind: str = "note"
    state: str | None = None
    progress: int | None = None
    done_on: date | None = None
    old_due: date | None = None
    new_due: date | None = None
    field: str | None = None
    old_value: str | None = None
    new_value: str | None = None
    note: str | None = None
    evidence: str | None = None
    user_id: int | None = None
    unit_id: int | None = None
    answers: int | None = None
    sent: str | None = None


def add_report(connection: Connection, update_: Update, stamp: Stamp, tally: Tally) -> int:
    """Write one report; returns its id."""
    task = _locked(connection, update_)
    if update_.kind is not None:
        return _step(connection, task, update_.kind, update_, stamp, tally)
    if update_.field is not None:
        return _correct(connection, task, update_.field, update_, stamp, tally)
    row = _blank(task.id, update_, stamp)
    if update_.state is not None:
        before, occurrence_id = _standing(connection, task, update_)
        entry = _entry(update_, row.day)
        check(before, entry)
        row = row._replace(
            kind="state",
            state=entry.state.value,
            progress=entry.progress,
            done_on=entry.done_on,
            old_due=before.due if entry.new_due else None,
            new_due=entry.new_due,
            occurrence_id=occurrence_id,
        )
    elif not (update_.note or update_.evidence):
        raise BadReport("không có gì để ghi", "Thêm trạng thái, ghi chú hoặc nội dung sửa.")
    return _append(connection, row, tally)


def _step(
    connection: Connection, task: _Task, kind: str, update_: Update, stamp: Stamp, tally: Tally
) -> int:
    """A step that changes no state: receipt, request, answer, urge, hand-over."""
    row = _blank(task.id, update_, stamp)
    row = row._replace(kind=kind, field=update_.field, new_due=update_.new_due)
    return _append(connection, row, tally)


def _locked(connection: Connection, update_: Update) -> _Task:
    query = select(*columns(Task, _Task._fields)).where(Task.id == update_.task_id)
    found = connection.execute(query.with_for_update()).first()
    task = _Task._make(found) if found else None
    if task is None:
        raise NotFound(f"không có nhiệm vụ số {update_.task_id} trong kho")
    if update_.expect is not None and update_.expect != (task.report_id or 0):
        newest = (
            f"báo cáo mới nhất là số {task.report_id}" if task.report_id else "chưa có báo cáo nào"
        )
        raise Conflict(
            f"nhiệm vụ {task.id} không còn như lúc xem: {newest}, không phải số {update_.expect}"
        )
    return task


def _blank(task_id: int, update_: Update, stamp: Stamp) -> _Row:
    """Work that was finished in May stood as finished in May."""
    day = update_.day or update_.done_on or stamp.today
    if day > stamp.today:
        raise BadReport(f"ngày {day:%d/%m/%Y} ở tương lai")
    return _Row(
        task_id=task_id,
        day=day,
        at=stamp.at,
        by=stamp.by,
        note=update_.note,
        evidence=update_.evidence,
        user_id=update_.user_id,
        unit_id=update_.unit_id,
        answers=update_.answers,
        sent=update_.sent,
    )


def _entry(update_: Update, day: date) -> Entry:
    state = update_.state
    assert state is not None
    if update_.done_on and state not in (Reported.DONE, Reported.AWAITING):
        raise BadReport("ngày hoàn thành chỉ đi với “Đã hoàn thành” hoặc “Chờ xác nhận”")
    if update_.new_due and state is not Reported.EXTENDED:
        raise BadReport("thời hạn mới chỉ đi với “Gia hạn”")
    return Entry(state, day, update_.progress, update_.done_on, update_.new_due, update_.evidence)


def _standing(connection: Connection, task: _Task, update_: Update) -> tuple[Standing, int | None]:
    """What the report is about: the task, or one of its dates (the earliest open one unless
    named).
    """
    settled = standings(connection, [task.id])[task.id]
    rows = connection.execute(
        select(Occurrence).where(Occurrence.task_id == task.id).order_by(Occurrence.due)
    ).all()
    if update_.occurrence is not None:
        named = next((row.id for row in rows if update_.occurrence in (row.due, row.new_due)), None)
        if named is None:
            raise BadReport(f"nhiệm vụ không có kỳ hạn {update_.occurrence:%d/%m/%Y}")
        return settled.occurrences[named], named
    if not rows or update_.state in _WHOLE or settled.task.state in _WHOLE:
        return settled.task, None
    return _earliest(settled, [row.id for row in rows], update_.state)


def _earliest(settled: Settled, ids: Sequence[int], state: Reported | None) -> tuple[Standing, int]:
    """The earliest open date; to take back a finished one, the latest finished."""
    open_ids = [i for i in ids if settled.occurrences[i].phase == "open"]
    done_ids = [i for i in ids if settled.occurrences[i].phase == "done"]
    if (
        state is Reported.RETURNED
        and done_ids
        and settled.occurrences[(open_ids or ids)[0]].state is Reported.NOT_STARTED
    ):
        return settled.occurrences[done_ids[-1]], done_ids[-1]
    chosen = open_ids[0] if open_ids else ids[-1]
    return settled.occurrences[chosen], chosen


def _append(connection: Connection, row: _Row, tally: Tally) -> int:
    """Add the row with how the task stands after it, then bring the caches up to date."""
    report_id = next_ids(connection, Report, 1)[0]
    moves = LogRow(report_id, *(getattr(row, name) for name in LogRow._fields[1:]))
    after = standings(connection, [row.task_id], extra=moves)[row.task_id].task
    stamped = {
        "after_state": after.state.value,
        "after_phase": after.phase,
        "after_progress": after.progress,
        "after_done_on": after.done_on,
        "after_due": after.due,
    }
    seals.append(connection, "reports", [{"id": report_id, **row._asdict(), **stamped}])
    settle(connection, [row.task_id], tally)
    return report_id


def _correct(
    connection: Connection, task: _Task, name: str, update_: Update, stamp: Stamp, tally: Tally
) -> int:
    """A correction of a field that was misread: shown instead of the plan's value from now on."""
    if name not in CORRECTABLE:
        raise BadReport(f"không sửa được trường “{name}”", f"Sửa được: {', '.join(CORRECTABLE)}.")
    value = _value(name, update_.value)
    old = _apply_correction(connection, task, name, value, tally)
    row = _blank(task.id, update_, stamp)
    row = row._replace(kind="correction", field=name, old_value=old, new_value=value)
    return _append(connection, row, tally)


def _value(name: str, value: str | None) -> str | None:
    text = (value or "").strip()
    if name == "due":
        return _due(text)
    if name in ROLE_FIELDS:
        return "\n".join(
            " ".join(part.split()) for part in text.replace(";", "\n").split("\n") if part.strip()
        )
    if name == "text" and not text:
        raise BadReport("nội dung nhiệm vụ không được để trống")
    return text or None


def _due(text: str) -> str:
    if text.lower() in ("", NO_DUE, "không"):
        return NO_DUE
    try:
        return due_value(text).isoformat()  # type: ignore[union-attr]
    except ValueError as error:
        raise BadReport(
            f"“{text}” không phải là ngày", "Viết ngày theo dạng 2026-11-30."
        ) from error


def _apply_correction(
    connection: Connection, task: _Task, name: str, value: str | None, tally: Tally
) -> str | None:
    """Write the corrected value (that of ``due`` follows from the log); returns the one before."""
    if name == "due":
        return task.due.isoformat() if task.due else NO_DUE
    if name in ROLE_FIELDS:
        old_names = _reassign(connection, task, name, value, tally)
        _remember(connection, task, name, [part for part in old_names.split("\n") if part])
        return old_names
    connection.execute(update(Task).where(Task.id == task.id).values(**{name: value}))
    _reindex(connection, task.id)
    old: str | None = getattr(task, name)
    _remember(connection, task, name, old)
    return old


def _remember(connection: Connection, task: _Task, field: str, old: JsonValue) -> None:
    """Keep what the plan says of a field that is corrected for the first time."""
    says = {field: old, **(json.loads(task.plan_says) if task.plan_says else {})}
    kept = update(Task).where(Task.id == task.id).values(plan_says=to_json(says))
    connection.execute(kept)


def _reassign(
    connection: Connection, task: _Task, name: str, value: str | None, tally: Tally
) -> str:
    role = ROLE_FIELDS[name]
    query = select(Assignment).where(Assignment.task_id == task.id).order_by(Assignment.id)
    before = connection.execute(query).all()
    if task.listed and not task.has_parts:
        count(
            tally,
            [(a.role, a.actor_id) for a in before],
            bucket(task.phase, task.due, task.done_on),
            -1,
        )
    connection.execute(
        delete(Assignment).where(Assignment.task_id == task.id, Assignment.role == role)
    )
    span = {"start": task.start, "end": task.end}
    named = named_assignments(role, (value or "").split("\n"), span)
    actors = ensure_actors(connection, [a.actor for a in named])
    ids = next_ids(connection, Assignment, len(named))
    insert_rows(
        connection,
        Assignment,
        [
            assignment_row(a, task.id, actors, "out", None) | {"id": i}
            for i, a in zip(ids, named, strict=True)
        ],
    )
    recount(connection, [task.id], tally)
    _reindex(connection, task.id)
    return "\n".join(a.text for a in before if a.role == role)


def _reindex(connection: Connection, task_id: int) -> None:
    task = connection.execute(select(Task).where(Task.id == task_id)).one()
    actors = connection.execute(
        select(Assignment.text).where(Assignment.task_id == task_id).order_by(Assignment.id)
    ).scalars()
    outputs = connection.execute(
        select(Output.text).where(Output.task_id == task_id).order_by(Output.ordinal)
    ).scalars()
    index.remove_tasks(connection, [task_id])
    words = task_words(task.text, task.group_text, actors, outputs)
    connection.execute(update(Task).where(Task.id == task_id).values(words=words.padded))
    index.add(connection, [index.Piece(task.document_id, task_id, task.start, task.end, words)])


def stamp_of(by: str, at: datetime, today: date) -> Stamp:
    """Who writes, and when."""
    if not by.strip():
        raise BadReport("thiếu tên người báo cáo", "Thêm --by TÊN.")
    return Stamp(by.strip(), at, today)
