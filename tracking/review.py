"""What of a document is still to be looked at, and the whole of it beside: for who reviews."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from sqlalchemy import select

from vanban.extractors.language.data import toml
from vanban.schemas import Plan, Table
from vanban.tracking.edits.apply import OTHER_READING, apply_edits
from vanban.tracking.edits.model import Edit, in_force, resolved
from vanban.tracking.edits.places import addressed_tables
from vanban.tracking.queries.documents import read_plan
from vanban.tracking.queries.rows import TaskRow
from vanban.tracking.queries.task_filter import TaskFilter
from vanban.tracking.queries.tasks import find_tasks
from vanban.tracking.store.edit_log import edits_of, log_of
from vanban.tracking.store.models import Task
from vanban.tracking.store.rows import plan_rows
from vanban.tracking.store.store import Store

_NOTHING = "(không ghi)"
_TASK, _DEADLINE = "task", "deadline"
"""Doubts of a reading, as ``tracking.store.rows`` notes them."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A fact to be looked at. ``place``: its address on the pages. ``written``: as in the document;
    ``understood``: as it is kept. ``task_id`` is None for a table.
    """

    key: str
    cause: str
    field: str
    place: str
    task_id: int | None
    title: str
    written: str
    understood: str
    why: str
    also: tuple[str, ...] = ()
    """Fields that are in doubt only with this one."""

    @property
    def cause_label(self) -> str:
        """The cause in words."""
        return causes()[self.cause]


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything a reviewer has before him."""

    plan: Plan
    tasks: tuple[TaskRow, ...]
    doubts: tuple[Doubt, ...]
    last_edit: int
    edits: tuple[Edit, ...]

    def task(self, stable_id: str) -> TaskRow | None:
        """The task with this address."""
        return next((row for row in self.tasks if row.stable_id == stable_id), None)


def causes() -> Mapping[str, str]:
    """Code of each cause to its words, in the order in which they are shown."""
    return dict(_words()["causes"])


def desk(store: Store, document_id: int) -> Desk:
    """The document as it stands, and what is doubtful in it. ``NotFound`` if there is none."""
    plan = read_plan(store, document_id)
    wanted = TaskFilter(document=str(document_id), limit=0)
    rows = [r for r in find_tasks(store, wanted).rows if r.document_id == document_id]
    query = select(Task.stable_id, Task.id).where(Task.document_id == document_id)
    with store.reading() as connection:
        known = {row.stable_id: row.id for row in connection.execute(query)}
        edits = resolved(edits_of(connection, document_id, list(known.values())), known)
        log = log_of(connection, document_id)
    laid = apply_edits(plan_rows(plan, store.today()), edits)
    doubts = {str(task.fields["stable_id"]): task.doubts for task in laid.tasks}
    found = [*_tables(plan, rows), *_of_tasks(plan, rows, doubts)]
    order = {cause: n for n, cause in enumerate(causes())}
    found.sort(key=lambda d: order[d.cause])
    last = max((edit.id for edit in log), default=0)
    return Desk(plan, tuple(rows), tuple(found), last, in_force(log)[::-1])


def _of_tasks(
    plan: Plan, rows: list[TaskRow], doubts: Mapping[str, frozenset[str]]
) -> Iterator[Doubt]:
    reasons = {task.id: task.deadline.reason for task in plan.tasks}
    for row in rows:
        open_ = doubts.get(row.stable_id, frozenset())
        # a task with a lead that is in doubt beside its deadline is so for the deadline
        one = bool(row.leads) and {_TASK, _DEADLINE} <= open_
        for doubt in sorted(open_ - {_TASK} if one else open_):
            cause, field = _cause(doubt, row)
            why = reasons.get(row.stable_id) if cause == "due" else None
            also = ("text",) if one and doubt == _DEADLINE else ()
            yield _doubt(row, cause, field, why or _words()["why"][cause], also)


def _cause(doubt: str, row: TaskRow) -> tuple[str, str]:
    """Cause and field of a doubt: a task in doubt without a lead is in doubt for that."""
    if doubt.startswith(OTHER_READING):
        return "reading", doubt.removeprefix(OTHER_READING)
    if doubt == _DEADLINE:
        return "due", "due"
    return ("text", "text") if row.leads else ("leads", "leads")


def _doubt(row: TaskRow, cause: str, field: str, why: str, also: tuple[str, ...]) -> Doubt:
    return Doubt(
        key=f"task:{row.stable_id}:{field}",
        cause=cause,
        field=field,
        place=f"task:{row.stable_id}",
        task_id=row.id,
        title=row.text,
        written=written(row, field),
        understood=understood(row, field),
        why=why,
        also=also,
    )


def written(row: TaskRow, field: str) -> str:
    """A field as the document has it."""
    if field == "due":
        return row.deadline_text or _NOTHING
    if field in ("leads", "cooperators"):
        role = "lead" if field == "leads" else "cooperate"
        return "; ".join(dict.fromkeys(p.text for p in row.parts if p.role == role)) or _NOTHING
    return understood(row, field) or _NOTHING


def understood(row: TaskRow, field: str) -> str:
    """A field as it is kept, in the form in which it is typed."""
    if field == "due":
        return f"{row.due:%d/%m/%Y}" if row.due else ""
    value = getattr(row, {"group_text": "group"}.get(field, field))
    return "; ".join(value) if isinstance(value, tuple) else str(value or "")


def _tables(plan: Plan, rows: list[TaskRow]) -> Iterator[Doubt]:
    """Damaged tables that nobody has completed yet."""
    for place, table in damaged_tables(plan):
        if any(row.origin == "manual" and row.start == table.span.start for row in rows):
            continue
        cells = " | ".join(cell.text for row in table.rows for cell in row.cells)
        yield Doubt(
            key=place,
            cause="table",
            field="table",
            place=place,
            task_id=None,
            title=cells or "bảng không còn ô nào",
            written=cells or _NOTHING,
            understood="",
            why=_words()["why"]["table"],
        )


def damaged_tables(plan: Plan) -> Iterator[tuple[str, Table]]:
    """Address and table of those that lost cells."""
    yield from ((f"table:{at}", table) for at, table in addressed_tables(plan) if table.damaged)


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    data: Mapping[str, Mapping[str, str]] = toml("vanban.tracking", "review.toml")
    return data
