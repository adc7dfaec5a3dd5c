"""How tasks stand in their steps, from their rows and their logs (``workflow.Case``)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import starmap
from typing import NamedTuple

from sqlalchemy import Connection, select

from vanban.tracking.errors import NotFound
from vanban.tracking.queries.changes import repealed_by
from vanban.tracking.states import Reported
from vanban.tracking.store.bulk_insert import chunks
from vanban.tracking.store.models import Assignment, Document, Report, Task
from vanban.tracking.store.store import Store
from vanban.tracking.units.directory import heirs_names
from vanban.tracking.workflow import Case, Request


def case_of(store: Store, task_id: int) -> Case:
    """How a task stands in its steps; ``NotFound`` if there is none."""
    with store.reading() as connection:
        return read_case(connection, task_id, store.today())


def cases_of(store: Store, task_ids: Iterable[int]) -> dict[int, Case]:
    """How many tasks stand, by id; those that the store lacks are left out."""
    with store.reading() as connection:
        return _read_cases(connection, task_ids, store.today())


def read_case(connection: Connection, task_id: int, today: date) -> Case:
    """As ``case_of``, in a transaction that is open."""
    case = _read_cases(connection, [task_id], today).get(task_id)
    if case is None:
        raise NotFound(f"không có nhiệm vụ số {task_id} trong kho")
    return case


class _Standing(NamedTuple):
    """What a task's row says of its stage."""

    id: int
    state: str
    phase: str
    due: date | None
    released_on: date | None


class _Entry(NamedTuple):
    """An entry of the log, as far as the steps depend on it."""

    task_id: int
    id: int
    kind: str
    state: str | None
    field: str | None
    answers: int | None
    new_due: date | None
    note: str | None
    by: str
    day: date
    user_id: int | None


def _read_cases(connection: Connection, task_ids: Iterable[int], today: date) -> dict[int, Case]:
    found: dict[int, Case] = {}
    for some in chunks(task_ids):
        logs, units = _logs(connection, some), _units(connection, some)
        gone = repealed_by(connection, some, today)
        for row in _standings(connection, some):
            found[row.id] = _case(
                row, logs.get(row.id, []), units.get(row.id, {}), repealed=row.id in gone
            )
    return found


def _standings(connection: Connection, task_ids: Sequence[int]) -> Iterator[_Standing]:
    query = select(Task.id, Task.state, Task.phase, Task.due, Document.released_on)
    query = query.join(Document, Document.id == Task.document_id)
    return starmap(_Standing, connection.execute(query.where(Task.id.in_(task_ids))))


def _logs(connection: Connection, task_ids: Sequence[int]) -> dict[int, list[_Entry]]:
    columns = [getattr(Report, name) for name in _Entry._fields]
    query = select(*columns).where(Report.task_id.in_(task_ids)).order_by(Report.id)
    logs: dict[int, list[_Entry]] = {}
    for entry in starmap(_Entry, connection.execute(query)):
        logs.setdefault(entry.task_id, []).append(entry)
    return logs


def _units(connection: Connection, task_ids: Sequence[int]) -> dict[int, dict[str, frozenset[int]]]:
    """Task to role to all written names of the units that have this part of its work today."""
    query = select(Assignment.task_id, Assignment.role, Assignment.actor_id)
    named: dict[int, dict[str, set[int]]] = {}
    for task_id, role, actor in connection.execute(query.where(Assignment.task_id.in_(task_ids))):
        named.setdefault(task_id, {}).setdefault(role, set()).add(actor)

    @cache
    def heirs(actors: frozenset[int]) -> frozenset[int]:
        return frozenset(heirs_names(connection, actors))

    return {
        task_id: {role: heirs(frozenset(actors)) for role, actors in roles.items()}
        for task_id, roles in named.items()
    }


def _case(
    row: _Standing,
    log: Sequence[_Entry],
    units: Mapping[str, frozenset[int]],
    *,
    repealed: bool,
) -> Case:
    request = _open_request(log)
    return Case(
        row.id,
        "repealed" if repealed and row.phase == "open" else _stage(row, log, request),
        row.due,
        leads=units.get("lead", frozenset()),
        cooperators=units.get("cooperate", frozenset()),
        request=request,
        handed_in_by=_handed_in_by(log),
        urged_on=max((entry.day for entry in log if entry.kind == "urge"), default=None),
    )


def _open_request(log: Sequence[_Entry]) -> Request | None:
    answered = {entry.answers for entry in log if entry.answers is not None}
    waiting = [entry for entry in log if entry.kind == "request" and entry.id not in answered]
    if not waiting:
        return None
    last = waiting[-1]
    return Request(last.id, last.field or "", last.new_due, last.note, last.by, last.day)


def _handed_in_by(log: Sequence[_Entry]) -> int | None:
    last = [entry for entry in log if entry.state == Reported.AWAITING]
    return last[-1].user_id if last else None


def _stage(row: _Standing, log: Sequence[_Entry], request: Request | None) -> str:
    if row.released_on is None:
        return "unreleased"
    if row.phase in ("done", "halted"):
        return row.phase
    if row.state in (Reported.AWAITING, Reported.RETURNED):
        return row.state
    if request is not None:
        return f"asked_{request.field}"
    received = any(entry.kind == "receipt" for entry in log)
    begun = received or row.state != Reported.NOT_STARTED
    return "in_progress" if begun else "not_received"
