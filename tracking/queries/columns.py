"""Where a question finds how tasks stand: in the caches (today) or in the log (a day in the
past).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from sqlalchemy import (
    ColumnExpressionArgument,
    FromClause,
    Select,
    SQLColumnExpression,
    case,
    false,
    func,
    literal,
    or_,
    select,
)
from sqlalchemy.orm import aliased

from vanban.tracking.days import ZONE
from vanban.tracking.store.models import Document, Report, Task

Condition = ColumnExpressionArgument[bool]
"""What stands in a WHERE."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Expressions for a task's standing, and the FROM that they need. ``repealed``: that a later
    document did away with it.
    """

    source: FromClause
    state: SQLColumnExpression[str]
    phase: SQLColumnExpression[str]
    progress: SQLColumnExpression[int]
    done_on: SQLColumnExpression[date | None]
    due: SQLColumnExpression[date | None]
    report_id: SQLColumnExpression[int | None]
    repealed: SQLColumnExpression[bool]

    @staticmethod
    def of(day: date, past: bool, repealed: SQLColumnExpression[bool] | None = None) -> Columns:
        """The caches, or (``past``) what the last report up to ``day`` left behind."""
        columns = _past(day) if past else _now()
        return columns if repealed is None else replace(columns, repealed=repealed)


def issued_after(day: date) -> Select[int]:
    """Ids of the documents of a later day; one without a date is of the day of its loading."""
    loaded = datetime.combine(day + timedelta(days=1), time.min, ZONE)
    undated = Document.issued_on.is_(None) & (Document.created_at >= loaded)
    return select(Document.id).where(or_(Document.issued_on > day, undated))


def _now() -> Columns:
    return Columns(
        Task.__table__,
        Task.state,
        Task.phase,
        Task.progress,
        Task.done_on,
        Task.due,
        Task.report_id,
        false(),
    )


def _past(day: date) -> Columns:
    inner = aliased(Report)
    newest = (
        select(func.max(inner.id))
        .where(inner.task_id == Task.id, inner.day <= day)
        .correlate(Task)
        .scalar_subquery()
    )
    log = Report.__table__.alias("standing")
    return Columns(
        Task.__table__.outerjoin(log, log.c.id == newest),
        func.coalesce(log.c.after_state, literal("not_started")),
        func.coalesce(log.c.after_phase, literal("open")),
        func.coalesce(log.c.after_progress, 0),
        log.c.after_done_on,
        case((log.c.id.is_(None), Task.plan_due), else_=log.c.after_due),
        log.c.id,
        false(),
    )
