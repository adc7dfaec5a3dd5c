"""From the store to what the exports write."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Connection, func, select

from vanban.tracking.exports.model import (
    DocumentFacts,
    Remark,
    Snapshot,
    TrackedDate,
    TrackedPart,
    TrackedTask,
    place_in_order,
)
from vanban.tracking.exports.report.content import Happened
from vanban.tracking.exports.report.periods import Period
from vanban.tracking.queries.rows import TaskRow, fetch_tasks
from vanban.tracking.queries.task_filter import TaskFilter
from vanban.tracking.queries.tasks import find_tasks
from vanban.tracking.queries.units import find_units
from vanban.tracking.states import Reported, phase
from vanban.tracking.store.bulk_insert import chunks
from vanban.tracking.store.models import Actor, Document, Edit, Occurrence, Report, Task
from vanban.tracking.store.models import Remark as RemarkRow
from vanban.tracking.store.store import Store

_SAME = (
    "id",
    "stable_id",
    "uid",
    "text",
    "ordinal",
    "path",
    "group",
    "number",
    "outputs",
    "deadline_text",
    "deadline_kind",
    "start_on",
    "plan_due",
    "due",
    "rrule",
    "submit_to",
    "funding",
    "note",
    "missing",
    "needs_review",
    "state",
    "progress",
    "done_on",
    "report_note",
    "report_evidence",
    "report_by",
    "report_day",
    "has_parts",
    "share_of",
    "repealed_by",
)


@dataclass(frozen=True, slots=True)
class _More:
    """What a task row does not say: by document and by task."""

    documents: dict[int, tuple[DocumentFacts, datetime]]
    dates: dict[int, list[TrackedDate]]
    edits: dict[int, int]
    logs: dict[int, tuple[int, datetime]]
    until: dict[int, date | None]


def snapshot(
    store: Store,
    wanted: TaskFilter,
    *,
    issued_from: date | None = None,
    issued_to: date | None = None,
) -> Snapshot:
    """The tasks that ``wanted`` describes (its limit included), of decisions issued in the period
    where one is given.

    Raises what ``find_tasks`` raises."""
    page = find_tasks(store, wanted)
    rows = [row for row in page.rows if _within(row.issued_on, issued_from, issued_to)]
    shares = _shares(store, wanted, rows)
    with store.reading() as connection:
        left = _left(connection, sorted({row.document_id for row in rows}), wanted, page.as_of)
        more = _more(connection, [*rows, *shares, *left])
        remarks = _remarks(connection, more.documents)

    def tracked(some: Iterable[TaskRow]) -> tuple[TrackedTask, ...]:
        made = (_task(row, more, page.as_of, wanted.soon) for row in some)
        return tuple(sorted(made, key=place_in_order))

    return Snapshot(
        tracked(rows),
        page.as_of,
        remarks,
        wanted.unit,
        wanted.soon,
        store.clock().astimezone(UTC),
        tracked(left),
        tracked(shares),
    )


def _shares(store: Store, wanted: TaskFilter, rows: Sequence[TaskRow]) -> list[TaskRow]:
    """The parts of those of ``rows`` that were given to units one by one. Where a unit is asked for
    its parts are among the rows.
    """
    wholes = {row.id for row in rows if row.has_parts}
    if not wholes or wanted.unit is not None or wanted.unit_ids is not None:
        return []
    found = find_tasks(store, replace(wanted, parts=True, limit=0, offset=0)).rows
    return [row for row in found if row.share_of in wholes]


def during(store: Store, wanted: TaskFilter, period: Period) -> tuple[Snapshot, Happened]:
    """The work of a period as it stands at its end (today, while it runs): tasks that were open
    when it began and those given in it; and what happened to them.
    """
    end = min(period.last, store.today())
    before = find_tasks(store, replace(wanted, as_of=period.first - timedelta(days=1)))
    taken = snapshot(store, replace(wanted, as_of=end))
    stood = {row.id: phase(row.state) for row in before.rows}
    tasks = tuple(task for task in taken.tasks if stood.get(task.id, "open") == "open")
    kept = {task.id for task in tasks}
    shares = tuple(share for share in taken.shares if share.share_of in kept)
    over = sum(task.id in stood for task in tasks)
    counts = _entries(store, [task.id for task in tasks], period)
    happened = Happened(over, len(tasks) - over, **counts)
    return replace(taken, tasks=tasks, shares=shares), happened


def _entries(store: Store, task_ids: Sequence[int], period: Period) -> dict[str, int]:
    """How often work was given more time, returned, urged in the period."""
    counted = {
        "extended": Report.state == Reported.EXTENDED,
        "returned": Report.state == Reported.RETURNED,
        "urged": Report.kind == "urge",
    }
    totals = [func.count().filter(condition) for condition in counted.values()]
    found = dict.fromkeys(counted, 0)
    with store.reading() as connection:
        for some in chunks(task_ids):
            own = (Report.task_id.in_(some), Report.day.between(period.first, period.last))
            row = connection.execute(select(*totals).where(*own)).one()
            found = {name: found[name] + n for name, n in zip(counted, row, strict=True)}
    return found


def _left(
    connection: Connection, document_ids: Sequence[int], wanted: TaskFilter, day: date
) -> tuple[TaskRow, ...]:
    """Tasks of these documents that a later copy or an edit took out, or that are now the double of
    a row: of the unit asked for, by what it had when they went.
    """
    ids: list[int] = []
    for some in chunks(document_ids):
        query = select(Task.id).where(Task.document_id.in_(some), ~Task.listed)
        ids += connection.execute(query.order_by(Task.id)).scalars()
    rows = fetch_tasks(connection, ids, day)
    actors = set(find_units(connection, wanted.unit)) if wanted.unit else None
    return tuple(r for r in rows if actors is None or any(p.unit_id in actors for p in r.parts))


def _within(issued: date | None, first: date | None, last: date | None) -> bool:
    if first is None and last is None:
        return True
    return (
        issued is not None
        and (first is None or issued >= first)
        and (last is None or issued <= last)
    )


def _more(connection: Connection, rows: Sequence[TaskRow]) -> _More:
    ids = [row.id for row in rows]
    more = _More(_documents(connection, sorted({row.document_id for row in rows})), {}, {}, {}, {})
    more.edits.update(_edits(connection, more.documents))
    for some in chunks(ids):
        for row in connection.execute(
            select(Occurrence)
            .where(Occurrence.task_id.in_(some))
            .order_by(Occurrence.task_id, Occurrence.due)
        ):
            one = TrackedDate(row.due, row.new_due, row.state, row.progress, row.done_on)
            more.dates.setdefault(row.task_id, []).append(one)
        counted = (
            select(Report.task_id, func.count(), func.max(Report.at))
            .where(Report.task_id.in_(some))
            .group_by(Report.task_id)
        )
        more.logs.update({row[0]: (int(row[1]), row[2]) for row in connection.execute(counted)})
        more.until.update(
            {
                row[0]: row[1]
                for row in connection.execute(
                    select(Task.id, Task.until_on).where(Task.id.in_(some))
                )
            }
        )
    return more


def _edits(
    connection: Connection, documents: dict[int, tuple[DocumentFacts, datetime]]
) -> dict[int, int]:
    """How many edits each document has."""
    found: dict[int, int] = {}
    for some in chunks(sorted(documents)):
        query = select(Edit.document_id, func.count()).where(Edit.document_id.in_(some))
        found |= {row[0]: row[1] for row in connection.execute(query.group_by(Edit.document_id))}
    return found


def _documents(
    connection: Connection, ids: Sequence[int]
) -> dict[int, tuple[DocumentFacts, datetime]]:
    found = {}
    for some in chunks(ids):
        query = (
            select(Document, Actor.name.label("issuer"))
            .outerjoin(Actor, Actor.id == Document.issuer_id)
            .where(Document.id.in_(some))
        )
        for row in connection.execute(query):
            facts = DocumentFacts(
                row.id,
                row.number_symbol,
                row.doc_name,
                row.title,
                row.issued_on,
                row.issuer,
                row.place,
                row.revision,
            )
            found[row.id] = (facts, row.updated_at)
    return found


def _remarks(
    connection: Connection, documents: dict[int, tuple[DocumentFacts, datetime]]
) -> tuple[Remark, ...]:
    found: list[Remark] = []
    for some in chunks(sorted(documents)):
        query = select(RemarkRow).where(
            RemarkRow.document_id.in_(some), RemarkRow.severity != "info"
        )
        rows = connection.execute(query.order_by(RemarkRow.document_id, RemarkRow.ordinal))
        found += [Remark(documents[row.document_id][0], row.severity, row.message) for row in rows]
    return tuple(found)


def _task(row: TaskRow, more: _More, day: date, soon: int) -> TrackedTask:
    document, updated = more.documents[row.document_id]
    reports, last = more.logs.get(row.id, (0, updated))
    return TrackedTask(
        **{name: getattr(row, name) for name in _SAME},
        document=document,
        as_of=day,
        soon=soon,
        parts=tuple(TrackedPart(p.role, p.name, p.text) for p in row.parts),
        report_id=row.report_id or 0,
        until=more.until.get(row.id),
        where=row.place,
        changes=reports
        + document.revision
        - 1
        + more.edits.get(row.document_id, 0)
        + bool(row.repealed_by),
        changed_at=max(updated, last),
        dates=tuple(more.dates.get(row.id, ())),
    )
