"""Lists of tasks: filters that one index answers each, in order of the due date.

A list is put together from slices: one for each state asked for (or each phase), unit and role.
Each slice is a walk along an index that stops at the limit; merging a few sorted slices costs
nothing, sorting a million rows would.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import (
    Connection,
    Select,
    Subquery,
    and_,
    case,
    false,
    func,
    literal,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import aliased

from vanban.tracking.errors import BadQuery
from vanban.tracking.queries.changes import repealed_tasks
from vanban.tracking.queries.columns import Columns, issued_after
from vanban.tracking.queries.documents import find_documents
from vanban.tracking.queries.rows import TaskRow, fetch_tasks, has_later_reports
from vanban.tracking.queries.search import id_list, matching_tasks, task_conditions
from vanban.tracking.queries.slices import PHASES, Slice, bounded, slices, within
from vanban.tracking.queries.units import find_units
from vanban.tracking.search.words import bare_form, name_key
from vanban.tracking.states import SOON_DAYS
from vanban.tracking.store.models import REPORT_TO, Assignment, Document, Report, Task
from vanban.tracking.store.store import Store
from vanban.tracking.units.directory import same_units

COUNT_MOST = 10_000
"""Where counting stops: beyond, people want a narrower question, not a number."""
_LEGS = 60
_ROLE_WORDS = {"lead": "lead", "chu tri": "lead", "cooperate": "cooperate", "phoi hop": "cooperate", "report_to": "report_to",
          "nhan bao cao": "report_to"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class TaskFilter:
    """Which tasks. ``states``: reported or derived ones, codes or words. ``unit``: a name or a part
    of it.

    ``document``: number and symbol, with the year where needed, or the id. ``limit`` 0: all.
    ``unit_ids``: only work of these units, whatever else is asked, under all names that the directory
    gives them and their predecessors; None: of all. ``silent_days``: open,
    and nothing heard for so long. ``pending``: a request waits for its answer. ``visible``: of
    documents that were released. ``repealed``: a later document did away with it; what was still
    open then is neither due nor open. A task given to units one by one stands for its parts, which
    are listed for their units only, or with ``parts`` in its place."""

    unit: str | None = None
    unit_ids: tuple[int, ...] | None = None
    role: str | None = None
    states: tuple[str, ...] = ()
    due_from: date | None = None
    due_to: date | None = None
    document: str | None = None
    text: str | None = None
    as_of: date | None = None
    needs_review: bool | None = None
    doubles: bool = False
    silent_days: int | None = None
    pending: bool = False
    group: str | None = None
    repealed: bool | None = None
    visible: bool = False
    parts: bool = False
    soon: int = SOON_DAYS
    limit: int = 100
    offset: int = 0


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


def _ids(connection: Connection, wanted: TaskFilter, day: date, past: bool) -> list[int]:
    documents = find_documents(connection, wanted.document) if wanted.document else None
    actors = _actors(connection, wanted)
    matching = _matching(connection, wanted, actors)
    parts = bounded(slices(wanted.states, day, wanted.soon), wanted.due_from, wanted.due_to)
    gone = _gone(connection, wanted, parts, day)
    shared = _shared(
        wanted,
        documents,
        [] if matching is not None or not wanted.text else task_conditions(wanted.text),
        day,
        gone,
        whole=actors is None,
    )
    worlds = _worlds(day, past, gone)
    by_due = bool(wanted.states) or wanted.due_from is not None or wanted.due_to is not None
    if documents is not None or matching is not None:
        few = _assigned(wanted, actors) if matching is None else []
        known = None if matching is None else id_list(connection, matching).subquery()
        legs = [
            _single(parts, columns, [*shared, *more, *few], wanted, known)
            for columns, more in worlds
        ]
        return _merge(connection, legs, wanted, by_phase=not by_due, by_place=documents is not None)
    if by_due:
        return _merge(
            connection,
            [
                leg
                for c, more in worlds
                for leg in _legs(parts, c, [*shared, *more], actors, wanted)
            ],
            wanted,
        )
    return _in_turn(connection, parts, worlds, shared, actors, wanted)


def _gone(connection: Connection, wanted: TaskFilter, parts: Sequence[Slice], day: date) -> Any:
    """The condition that a later document did away with the task. Asked first, where anything
    depends on it: there are few.
    """
    asked = wanted.repealed is not None or wanted.silent_days is not None
    if not asked and all(part.repealed is None for part in parts):
        return false()
    ids = repealed_tasks(connection, day)
    return Task.id.in_(id_list(connection, ids)) if ids else false()


def count_tasks(store: Store, wanted: TaskFilter, *, most: int = COUNT_MOST) -> int:
    """How many tasks ``wanted`` describes; counting stops at ``most``."""
    day = wanted.as_of or store.today()
    with store.reading() as connection:
        past = day < store.today() and has_later_reports(connection, day)
        ids = _ids(connection, replace(wanted, limit=most, offset=0), day, past)
        return min(len(ids), most)


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


def _assigned(wanted: TaskFilter, actors: Sequence[int] | None) -> list[Any]:
    """The condition on ``Task`` that a unit or role asked for is one of its."""
    if actors is None and wanted.role is None:
        return []
    part = select(Assignment.task_id).where(
        Assignment.task_id == Task.id, *_by_assignment(wanted, actors)
    )
    return [part.correlate(Task).exists()]


def _by_assignment(wanted: TaskFilter, actors: Sequence[int] | None) -> list[Any]:
    conditions: list[Any] = [Assignment.role.in_(_roles(wanted))]
    return conditions if actors is None else [*conditions, Assignment.actor_id.in_(actors)]


def _in_turn(
    connection: Connection, parts: Sequence[Slice], worlds: Sequence[tuple[Columns, list[Any]]], shared: list[Any],
    actors: Sequence[int] | None, wanted: TaskFilter,
) -> list[int]:  # fmt: skip
    """One phase after the other, until the page is full."""
    most = wanted.offset + wanted.limit + 1
    whole = replace(wanted, offset=0, limit=most - 1 if wanted.limit else 0)
    ids: list[int] = []
    for part in parts:
        ids += _merge(
            connection,
            [
                leg
                for c, more in worlds
                for leg in _legs([part], c, [*shared, *more], actors, wanted)
            ],
            whole,
        )
        if wanted.limit and len(ids) >= most:
            break
    return ids[wanted.offset : most if wanted.limit else None]


def _worlds(day: date, past: bool, gone: Any) -> list[tuple[Columns, list[Any]]]:
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
    words: Sequence[Any],
    day: date,
    gone: Any,
    *,
    whole: bool,
) -> list[Any]:
    conditions: list[Any] = [*words, *_log_conditions(wanted, day, gone)]
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


def _log_conditions(wanted: TaskFilter, day: date, gone: Any) -> Iterator[Any]:
    """What the log of a task must (not) hold."""
    if wanted.silent_days is not None:
        heard = select(Report.id).where(
            Report.task_id == Task.id,
            Report.day > day - timedelta(days=wanted.silent_days),
            Report.kind != "urge",
        )
        yield and_(Task.phase == "open", ~gone, ~heard.correlate(Task).exists())
    if wanted.pending:
        answer = aliased(Report)
        answered = select(answer.id).where(answer.answers == Report.id, answer.task_id == Task.id)
        waiting = select(Report.id).where(
            Report.task_id == Task.id, Report.kind == "request", ~answered.exists()
        )
        yield waiting.correlate(Task).exists()


def _roles(wanted: TaskFilter) -> tuple[str, ...]:
    return (wanted.role,) if wanted.role else ("lead", "cooperate")


def _single(
    parts: Sequence[Slice],
    columns: Columns,
    conditions: list[Any],
    wanted: TaskFilter,
    known: Subquery | None,
) -> Select[Any]:
    """One pass over tasks that another condition has made few; ``known``: their ids. Joined, for
    where SQLite finds ids in a
    condition it may still begin with all tasks of a phase."""
    tests = [
        and_(columns.phase == part.phase, *within(part, columns.due, columns)) for part in parts
    ]
    rank = (
        case(*[(test, n) for n, test in enumerate(tests)], else_=len(tests))
        if tests
        else literal(0)
    )
    source = columns.source if known is None else columns.source.join(known, known.c[0] == Task.id)
    query = _select(rank, columns.due, Task.id).select_from(source)
    return query.where(
        Task.present if wanted.doubles else Task.listed, or_(false(), *tests), *conditions
    )


def _select(rank: Any, due: Any, task_id: Any) -> Select[Any]:
    return select(
        rank.label("rank"),
        due.label("due"),
        task_id.label("id"),
        Task.document_id.label("document_id"),
        Task.ordinal.label("ordinal"),
    )


def _legs(
    parts: Sequence[Slice],
    columns: Columns,
    shared: list[Any],
    actors: Sequence[int] | None,
    wanted: TaskFilter,
) -> Iterator[Select[Any]]:
    roles = _roles(wanted)
    for rank, part in enumerate(parts):
        if actors is None:
            yield _anybody_leg(rank, part, columns, shared, wanted)
        elif len(actors) * len(roles) * len(parts) > _LEGS:
            condition = and_(Assignment.role.in_(roles), Assignment.actor_id.in_(actors))
            yield _unit_leg(rank, part, columns, [*shared, condition], wanted)
        else:
            for actor in actors:
                for role in roles:
                    yield _unit_leg(
                        rank,
                        part,
                        columns,
                        [*shared, Assignment.actor_id == actor, Assignment.role == role],
                        wanted,
                    )


def _anybody_leg(
    rank: int, part: Slice, columns: Columns, shared: list[Any], wanted: TaskFilter
) -> Select[Any]:
    """Whoever the unit is: nearly all tasks have a lead, so they are asked one by one; those with a
    recipient have an index.
    """
    if wanted.role is None:
        return _leg(rank, part, columns, shared, wanted)
    if wanted.role == "report_to":
        return _unit_leg(rank, part, columns, [*shared, REPORT_TO], wanted)
    named = (
        select(Assignment.task_id)
        .where(Assignment.task_id == Task.id, Assignment.role == wanted.role)
        .correlate(Task)
    )
    return _leg(rank, part, columns, [*shared, named.exists()], wanted)


def _leg(
    rank: int, part: Slice, columns: Columns, shared: list[Any], wanted: TaskFilter
) -> Select[Any]:
    query = _select(literal(rank), columns.due, Task.id).select_from(columns.source)
    listed = Task.present if wanted.doubles else Task.listed
    return query.where(
        listed, columns.phase == part.phase, *within(part, columns.due, columns), *shared
    )


def _unit_leg(
    rank: int, part: Slice, columns: Columns, shared: list[Any], wanted: TaskFilter
) -> Select[Any]:
    """Along the index of assignments; its copies do not hold for the past, nor for doubles."""
    copies = columns.due is Task.due and not wanted.doubles
    due = Assignment.due if copies else columns.due
    query = _select(literal(rank), due, Assignment.task_id).select_from(
        columns.source.join(Assignment, Assignment.task_id == Task.id)
    )
    if copies:
        query = query.where(Assignment.phase == part.phase)
    else:
        query = query.where(
            columns.phase == part.phase, Task.present if wanted.doubles else Task.listed
        )
    return query.where(*within(part, due, columns), *shared)


def _merge(
    connection: Connection,
    legs: Sequence[Select[Any]],
    wanted: TaskFilter,
    *,
    by_phase: bool = False,
    by_place: bool = False,
) -> list[int]:
    """Ids in order; a task that stands in two legs comes once. One more than the limit, to tell
    whether there are more.
    """
    if not legs:
        return []
    most = wanted.offset + wanted.limit + 1 if wanted.limit else None

    def order(c: Any) -> list[Any]:
        place = (
            [c.document_id, c.ordinal]
            if by_place
            else [*([c.rank] if by_phase else []), c.due.asc().nulls_last()]
        )
        return [*place, c.id]

    def cut(leg: Select[Any]) -> Select[Any]:
        if most is None:
            return leg
        c = leg.selected_columns
        inner = (
            leg.order_by(c.document_id, c.ordinal, c.id)
            if by_place
            else leg.order_by(c.due.asc().nulls_last(), c.id)
        )
        return select(inner.limit(most * (2 if len(legs) > len(PHASES) else 1)).subquery())

    whole = union_all(*[cut(leg) for leg in legs]).subquery()
    once = select(
        func.min(whole.c.rank).label("rank"),
        whole.c.due,
        whole.c.id,
        whole.c.document_id,
        whole.c.ordinal,
    ).group_by(whole.c.due, whole.c.id, whole.c.document_id, whole.c.ordinal)
    rows = once.subquery() if len(legs) > 1 else whole
    query = select(rows.c.id).order_by(*order(rows.c))
    if most is not None:
        query = query.limit(most - wanted.offset).offset(wanted.offset)
    return list(dict.fromkeys(connection.execute(query).scalars()))


def check_role(role: str | None) -> str | None:
    """``role`` as a code; the administration's words are understood."""
    if role is None:
        return None
    known = _ROLE_WORDS.get(name_key(role).replace(" ", "_")) or _ROLE_WORDS.get(
        bare_form(name_key(role))
    )
    if known is None:
        raise BadQuery(
            f"không có vai trò “{role}”",
            "Dùng: lead (chủ trì), cooperate (phối hợp), report_to (nhận báo cáo).",
        )
    return known
