"""The sorted walks along indexes that a list of tasks is put together from (``queries.tasks``)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnCollection,
    Connection,
    Select,
    SQLColumnExpression,
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

from vanban.tracking.queries.columns import Columns, Condition
from vanban.tracking.queries.slices import PHASES, Slice, within
from vanban.tracking.queries.task_filter import TaskFilter, roles_of
from vanban.tracking.store.models import REPORT_TO, Assignment, Task

Walk = Select[*tuple[Any, ...]]
"""Rank, due date, id, document and place of tasks, in the order of an index."""
Rows = ColumnCollection[str, Any]
"""The columns of a walk, by name."""
_TWICE = 2  # a task may stand in a walk for its lead and its helper
_LEGS = 60
"""Walks in one query: beyond, one walk takes all units of a slice."""


def single(
    parts: Sequence[Slice],
    columns: Columns,
    conditions: Sequence[Condition],
    wanted: TaskFilter,
    known: Subquery | None,
) -> Walk:
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


def _select(
    rank: SQLColumnExpression[int],
    due: SQLColumnExpression[date | None],
    task_id: SQLColumnExpression[int],
) -> Walk:
    return select(
        rank.label("rank"),
        due.label("due"),
        task_id.label("id"),
        Task.document_id.label("document_id"),
        Task.ordinal.label("ordinal"),
    )


def legs(
    parts: Sequence[Slice],
    columns: Columns,
    shared: Sequence[Condition],
    actors: Sequence[int] | None,
    wanted: TaskFilter,
) -> Iterator[Walk]:
    """A walk for each slice, unit and role; one for all units of a slice where there are many."""
    roles = roles_of(wanted)
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
    rank: int, part: Slice, columns: Columns, shared: Sequence[Condition], wanted: TaskFilter
) -> Walk:
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
    rank: int, part: Slice, columns: Columns, shared: Sequence[Condition], wanted: TaskFilter
) -> Walk:
    query = _select(literal(rank), columns.due, Task.id).select_from(columns.source)
    listed = Task.present if wanted.doubles else Task.listed
    return query.where(
        listed, columns.phase == part.phase, *within(part, columns.due, columns), *shared
    )


def _unit_leg(
    rank: int, part: Slice, columns: Columns, shared: Sequence[Condition], wanted: TaskFilter
) -> Walk:
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


def merge(
    connection: Connection,
    legs: Sequence[Walk],
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
    order = _order_by_place if by_place else _order_by_phase if by_phase else _order_by_day
    most = wanted.offset + wanted.limit + 1 if wanted.limit else None
    if most is not None:
        within_leg = _order_by_place if by_place else _order_by_day
        times = _TWICE if len(legs) > len(PHASES) else 1
        legs = [_first(leg, within_leg(leg.selected_columns), most * times) for leg in legs]
    whole = union_all(*legs).subquery()
    rows = _once(whole) if len(legs) > 1 else whole
    query = select(rows.c.id).order_by(*order(rows.c))
    if most is not None:
        query = query.limit(most - wanted.offset).offset(wanted.offset)
    return list(dict.fromkeys(connection.execute(query).scalars()))


def _order_by_day(c: Rows) -> list[SQLColumnExpression[Any]]:
    return [c.due.asc().nulls_last(), c.id]


def _order_by_phase(c: Rows) -> list[SQLColumnExpression[Any]]:
    return [c.rank, *_order_by_day(c)]


def _order_by_place(c: Rows) -> list[SQLColumnExpression[Any]]:
    return [c.document_id, c.ordinal, c.id]


def _first(leg: Walk, order: Sequence[SQLColumnExpression[Any]], most: int) -> Walk:
    return select(leg.order_by(*order).limit(most).subquery())


def _once(whole: Subquery) -> Subquery:
    """Each task at its first rank."""
    c = whole.c
    each = (c.due, c.id, c.document_id, c.ordinal)
    return select(func.min(c.rank).label("rank"), *each).group_by(*each).subquery()


def count(connection: Connection, walks: Sequence[Walk], most: int, *, repeats: bool) -> int:
    """How many tasks stand in ``walks``, each once; counting stops at ``most``. ``repeats``: a task
    may come twice in one walk, for its lead and for its helper.
    """
    n = 0
    for first in dict.fromkeys((1, len(walks))):  # mostly one walk has as many as are counted
        if walks and n < most:
            n = _count(connection, walks[:first], most, repeats=repeats)
    return n


def _count(connection: Connection, walks: Sequence[Walk], most: int, *, repeats: bool) -> int:
    # nothing is sorted: where counting stops, any will do
    cut = [walk.limit(most * (_TWICE if repeats else 1)).subquery() for walk in walks]
    found = union_all(*[select(one.c.id) for one in cut]).subquery()
    each = found.c.id if len(walks) == 1 and not repeats else found.c.id.distinct()
    return min(connection.execute(select(func.count(each))).scalar_one(), most)


def by_day(connection: Connection, walks: Sequence[Walk]) -> dict[date, int]:
    """How many tasks stand in ``walks`` for each due day, each once; those without a day are left
    out.
    """
    if not walks:
        return {}
    each = [walk.subquery() for walk in walks]
    found = union_all(*[select(one.c.due, one.c.id) for one in each]).subquery()
    query = select(found.c.due, func.count(found.c.id.distinct())).group_by(found.c.due)
    rows = connection.execute(query.where(found.c.due.is_not(None)))
    return {row[0]: row[1] for row in rows}
