"""Lists of tasks: filters that one index answers each, in order of the due date.

A list is put together from slices: one for each state asked for (or each phase), unit and role.
Each slice is a walk along an index that stops at the limit; merging a few sorted slices costs
nothing, sorting a million rows would.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import (
    Connection,
    SQLColumnExpression,
    Subquery,
    and_,
    false,
    select,
)
from sqlalchemy.orm import aliased

from vanban.tracking.queries.changes import repealed
from vanban.tracking.queries.columns import Columns, Condition, issued_after
from vanban.tracking.queries.documents import find_documents
from vanban.tracking.queries.id_list import id_list
from vanban.tracking.queries.legs import Walk, by_day, count, legs, merge, single
from vanban.tracking.queries.rows import TaskRow, fetch_tasks, has_later_reports
from vanban.tracking.queries.search import matching_tasks, task_conditions
from vanban.tracking.queries.slices import Slice, bounded, slices
from vanban.tracking.queries.task_filter import TaskFilter, roles_of
from vanban.tracking.queries.units import find_units
from vanban.tracking.store.models import Assignment, Document, Report, Task
from vanban.tracking.store.store import Store
from vanban.tracking.units.directory import same_units

COUNT_MOST = 10_000
"""Where counting stops: beyond, people want a narrower question, not a number."""


@dataclass(frozen=True, slots=True)
class TaskPage:
    """Rows, whether there are more, and the day on which they are judged."""

    rows: tuple[TaskRow, ...]
    more: bool
    as_of: date


def find_tasks(store: Store, wanted: TaskFilter) -> TaskPage:
    """The tasks that ``wanted`` describes. Raises ``NotFound`` for an unknown unit or document,
    ``BadQuery`` for a bad state.
    """
    day = wanted.as_of or store.today()
    with store.reading() as connection:
        past = day < store.today() and has_later_reports(connection, day)
        ids = _ids(connection, wanted, day, past)
        more = bool(wanted.limit) and len(ids) > wanted.limit
        kept = ids[: wanted.limit] if wanted.limit else ids
        return TaskPage(fetch_tasks(connection, kept, day, past=past, soon=wanted.soon), more, day)


@dataclass(frozen=True, slots=True)
class _Search:
    """What is asked for, as conditions. ``few``: the tasks are few by their document or their
    words, and ``known`` are their ids where they were looked up.
    """

    wanted: TaskFilter
    parts: Sequence[Slice]
    worlds: Sequence[tuple[Columns, Sequence[Condition]]]
    shared: Sequence[Condition]
    actors: Sequence[int] | None
    few: bool
    known: Subquery | None

    @property
    def by_due(self) -> bool:
        """Sorted by the due date alone, not by phase first."""
        w = self.wanted
        return bool(w.states) or w.due_from is not None or w.due_to is not None

    def walks(self, parts: Sequence[Slice]) -> list[Walk]:
        """One pass over few tasks, or a walk along an index for each slice, unit and role."""
        if self.few:
            return [
                single(parts, columns, [*self.shared, *more], self.wanted, self.known)
                for columns, more in self.worlds
            ]
        return [
            leg
            for columns, more in self.worlds
            for leg in legs(parts, columns, [*self.shared, *more], self.actors, self.wanted)
        ]


def _search(connection: Connection, wanted: TaskFilter, day: date, past: bool) -> _Search:
    documents = find_documents(connection, wanted.document) if wanted.document else None
    actors = _actors(connection, wanted)
    matching = _matching(connection, wanted, actors)
    parts = bounded(slices(wanted.states, day, wanted.soon), wanted.due_from, wanted.due_to)
    gone = _gone(connection, wanted, parts, day)
    words = [] if matching is not None or not wanted.text else task_conditions(wanted.text)
    shared = _shared(wanted, documents, words, day, gone, whole=actors is None)
    few = documents is not None or matching is not None
    assigned = _assigned(wanted, actors) if few and matching is None else []
    known = None if matching is None else id_list(connection, matching).subquery()
    worlds = _worlds(day, past, gone)
    return _Search(wanted, parts, worlds, [*shared, *assigned], actors, few, known)


def _ids(connection: Connection, wanted: TaskFilter, day: date, past: bool) -> list[int]:
    search = _search(connection, wanted, day, past)
    if not search.few and not search.by_due:
        return _in_turn(connection, search)
    return merge(
        connection,
        search.walks(search.parts),
        wanted,
        by_phase=search.few and not search.by_due,
        by_place=bool(wanted.document),
    )


def _gone(
    connection: Connection, wanted: TaskFilter, parts: Sequence[Slice], day: date
) -> SQLColumnExpression[bool]:
    """The condition that a later document did away with the task, where anything depends on it."""
    asked = wanted.repealed is not None or wanted.silent_days is not None
    if not asked and all(part.repealed is None for part in parts):
        return false()
    gone = repealed(connection, day)
    return false() if gone is None else gone


def count_tasks(store: Store, wanted: TaskFilter, *, most: int = COUNT_MOST) -> int:
    """How many tasks ``wanted`` describes; counting stops at ``most``."""
    with store.reading() as connection:
        search = _asked(connection, store, wanted)
        walks = search.walks(search.parts)
        return count(connection, walks, most, repeats=search.actors is not None)


def due_days(store: Store, wanted: TaskFilter) -> dict[date, int]:
    """How many of the tasks that ``wanted`` describes are due on each day."""
    with store.reading() as connection:
        search = _asked(connection, store, wanted)
        return by_day(connection, search.walks(search.parts))


def _asked(connection: Connection, store: Store, wanted: TaskFilter) -> _Search:
    day = wanted.as_of or store.today()
    past = day < store.today() and has_later_reports(connection, day)
    return _search(connection, wanted, day, past)


def _actors(connection: Connection, wanted: TaskFilter) -> list[int] | None:
    """The units asked for by name, those given by id, or what both have in common."""
    named = find_units(connection, wanted.unit) if wanted.unit else None
    if wanted.unit_ids is None:
        return named
    own = same_units(connection, wanted.unit_ids)
    return [i for i in own if named is None or i in named]


def _matching(
    connection: Connection, wanted: TaskFilter, actors: Sequence[int] | None
) -> list[int] | None:
    """The tasks with the words asked for, of the units and in the role asked for. None where no
    words are, or many tasks have them.

    The units are asked apart: within one query SQLite begins with all tasks of a phase.
    """
    found = matching_tasks(connection, wanted.text) if wanted.text else None
    if not found or (actors is None and wanted.role is None):
        return found
    query = select(Assignment.task_id).where(
        Assignment.task_id.in_(id_list(connection, found)), *_by_assignment(wanted, actors)
    )
    return list(connection.execute(query.distinct()).scalars())


def _assigned(wanted: TaskFilter, actors: Sequence[int] | None) -> list[Condition]:
    """The condition on ``Task`` that a unit or role asked for is one of its."""
    if actors is None and wanted.role is None:
        return []
    part = select(Assignment.task_id).where(
        Assignment.task_id == Task.id, *_by_assignment(wanted, actors)
    )
    return [part.correlate(Task).exists()]


def _by_assignment(wanted: TaskFilter, actors: Sequence[int] | None) -> list[Condition]:
    conditions: list[Condition] = [Assignment.role.in_(roles_of(wanted))]
    return conditions if actors is None else [*conditions, Assignment.actor_id.in_(actors)]


def _in_turn(connection: Connection, search: _Search) -> list[int]:
    """One phase after the other, until the page is full."""
    wanted = search.wanted
    most = wanted.offset + wanted.limit + 1
    whole = replace(wanted, offset=0, limit=most - 1 if wanted.limit else 0)
    ids: list[int] = []
    for part in search.parts:
        ids += merge(connection, search.walks([part]), whole)
        if wanted.limit and len(ids) >= most:
            break
    return ids[wanted.offset : most if wanted.limit else None]


def _worlds(
    day: date, past: bool, gone: SQLColumnExpression[bool]
) -> list[tuple[Columns, Sequence[Condition]]]:
    """Today: the caches. For a past day: the caches of tasks on which nothing was reported since,
    the log for the others.
    """
    if not past:
        return [(Columns.of(day, False, gone), [])]
    since = select(Report.task_id).where(Report.day > day)
    return [
        (Columns.of(day, False, gone), [Task.id.not_in(since)]),
        (Columns.of(day, True, gone), [Task.id.in_(since)]),
    ]


def _shared(
    wanted: TaskFilter,
    documents: Sequence[int] | None,
    words: Sequence[Condition],
    day: date,
    gone: SQLColumnExpression[bool],
    *,
    whole: bool,
) -> list[Condition]:
    conditions: list[Condition] = [*words, *_log_conditions(wanted, day, gone)]
    if wanted.parts:
        conditions.append(~Task.has_parts)
    elif whole:
        conditions.append(Task.share_of.is_(None))
    if wanted.group is not None:
        conditions.append(Task.group_text == wanted.group)
    if wanted.visible:
        released = select(Document.id).where(Document.released_on.is_not(None))
        conditions.append(Task.document_id.in_(released))
    if wanted.as_of is not None:  # a decision that was not issued yet gave nobody work
        conditions.append(Task.document_id.not_in(issued_after(day)))
    if documents is not None:
        conditions.append(Task.document_id.in_(documents))
    if wanted.repealed is not None:
        conditions.append(gone if wanted.repealed else ~gone)
    if wanted.needs_review is not None:
        conditions.append(Task.needs_review == wanted.needs_review)
    return conditions


def _log_conditions(
    wanted: TaskFilter, day: date, gone: SQLColumnExpression[bool]
) -> Iterator[Condition]:
    """What the log of a task must (not) hold."""
    if wanted.silent_days is not None:
        since = day - timedelta(days=wanted.silent_days)
        given = select(Document.id).where(Document.released_on <= since)
        heard = select(Report.id).where(
            Report.task_id == Task.id, Report.day > since, Report.kind != "urge"
        )
        silent = and_(Task.document_id.in_(given), ~heard.correlate(Task).exists())
        yield and_(Task.phase == "open", ~gone, silent)
    if wanted.pending:
        answer = aliased(Report)
        answered = select(answer.id).where(answer.answers == Report.id, answer.task_id == Task.id)
        waiting = select(Report.id).where(
            Report.task_id == Task.id, Report.kind == "request", ~answered.exists()
        )
        yield waiting.correlate(Task).exists()
