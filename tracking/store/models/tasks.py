"""The work that documents give: tasks, what they deliver, who does them, their dates."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Float, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from vanban.tracking.store.models.base import Base, BigId, foreign_key, primary_key

REPORT_TO = text("role = 'report_to'")
"""Few tasks name a recipient: their list has an index of its own."""
TWIN = text("same_as IS NOT NULL")
SHARE = text("share_of IS NOT NULL")
"""Few tasks are doubles or parts: their indexes hold only those."""


class Task(Base):
    """A task: what the plan says of it, corrected by people, and the *cache* of what was last
    reported.
    """

    __tablename__ = "tasks"
    id: Mapped[int] = primary_key()
    document_id: Mapped[int] = foreign_key("documents.id")
    stable_id: Mapped[str] = mapped_column(index=True)
    uid: Mapped[str] = mapped_column(doc="what calendars know it by; stays when the address moves")
    ordinal: Mapped[int]
    origin: Mapped[str] = mapped_column(String(10), doc="table, section, article, manual")
    path: Mapped[str] = mapped_column(doc="JSON: structural address")
    place: Mapped[str | None] = mapped_column(doc="the address in words: điểm a khoản 1 Điều 17")
    group_text: Mapped[str | None]
    number: Mapped[str | None]
    text: Mapped[str]
    words: Mapped[str] = mapped_column(
        doc="what it is found by: words without accents, with a space before, between and after"
    )
    action: Mapped[str | None]
    deadline_text: Mapped[str | None]
    deadline_kind: Mapped[str] = mapped_column(String(12))
    deadline_stated: Mapped[str | None]
    deadline_start: Mapped[int | None] = mapped_column(doc="span of the deadline")
    deadline_end: Mapped[int | None]
    start_on: Mapped[date | None]
    plan_due: Mapped[date | None] = mapped_column(doc="due date that the plan states")
    rrule: Mapped[str | None]
    until_on: Mapped[date | None]
    submit_to: Mapped[str | None]
    funding: Mapped[str | None]
    note: Mapped[str | None]
    parent_id: Mapped[int | None] = mapped_column(BigId)
    same_as: Mapped[int | None] = mapped_column(
        BigId, doc="the row that says the same work in the assignment table"
    )
    share_of: Mapped[int | None] = mapped_column(
        BigId, doc="the task of which this is one unit's part (giao cụ thể)"
    )
    has_parts: Mapped[bool] = mapped_column(
        doc="given to units one by one: their work is counted in the parts"
    )
    plan_says: Mapped[str | None] = mapped_column(
        doc="JSON: what the plan says of the fields that people set, where they did"
    )
    left_out_by: Mapped[int | None] = mapped_column(
        BigId, doc="cache: the edit that took it out (remove, merge)"
    )
    inherited: Mapped[str] = mapped_column(doc="JSON")
    missing: Mapped[str] = mapped_column(doc="JSON: which of the 6 rõ the task lacks")
    needs_review: Mapped[bool]
    confidence: Mapped[float] = mapped_column(Float)
    start: Mapped[int]
    end: Mapped[int]
    present: Mapped[bool] = mapped_column(doc="false: the revision in force no longer has it")
    listed: Mapped[bool] = mapped_column(doc="present, and not the double of a table row")
    since_revision: Mapped[int]
    recurring: Mapped[bool]
    state: Mapped[str] = mapped_column(String(16), doc="cache")
    phase: Mapped[str] = mapped_column(String(8), doc="cache: open, done, halted")
    progress: Mapped[int] = mapped_column(doc="cache: percent")
    done_on: Mapped[date | None] = mapped_column(doc="cache")
    due: Mapped[date | None] = mapped_column(
        doc="cache: due date in force: extended, corrected, next open occurrence"
    )
    report_id: Mapped[int | None] = mapped_column(BigId, doc="cache: last report")
    __table_args__ = (
        UniqueConstraint("document_id", "id"),
        Index("ix_tasks_document", "document_id", "ordinal"),
        Index("ix_tasks_due", "listed", "phase", "due", "id"),
        Index("ix_tasks_state", "listed", "state", "due", "id"),
        Index("ix_tasks_recurring", "recurring", "id"),
        Index("ix_tasks_same_as", "same_as", sqlite_where=TWIN, postgresql_where=TWIN),
        Index("ix_tasks_share_of", "share_of", sqlite_where=SHARE, postgresql_where=SHARE),
    )


class Output(Base):
    """A product that a task must deliver."""

    __tablename__ = "outputs"
    task_id: Mapped[int] = mapped_column(BigId, ForeignKey("tasks.id"), primary_key=True)
    ordinal: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]
    start: Mapped[int]
    end: Mapped[int]
    __table_args__ = ({"sqlite_with_rowid": False},)


class Assignment(Base):
    """Who does what in a task. ``phase`` and ``due`` are copies from the task, so that one index
    answers a unit's list.
    """

    __tablename__ = "assignments"
    id: Mapped[int] = primary_key()
    task_id: Mapped[int] = foreign_key("tasks.id", index=True)
    actor_id: Mapped[int] = foreign_key("actors.id")
    role: Mapped[str] = mapped_column(String(10), doc="lead, cooperate, report_to")
    ordinal: Mapped[int]
    text: Mapped[str] = mapped_column(doc="as written")
    start: Mapped[int]
    end: Mapped[int]
    corrected: Mapped[bool] = mapped_column(doc="named by a person, not by the plan")
    phase: Mapped[str] = mapped_column(String(8), doc="cache: open, done, halted, out")
    due: Mapped[date | None] = mapped_column(doc="cache")
    __table_args__ = (
        Index("ix_assignments_unit", "actor_id", "role", "phase", "due", "task_id"),
        Index(
            "ix_assignments_report_to",
            "phase",
            "due",
            sqlite_where=REPORT_TO,
            postgresql_where=REPORT_TO,
        ),
    )


class Occurrence(Base):
    """One date of a recurring task or of a task with several dates."""

    __tablename__ = "occurrences"
    id: Mapped[int] = primary_key()
    task_id: Mapped[int] = foreign_key("tasks.id")
    due: Mapped[date]
    state: Mapped[str] = mapped_column(String(16), doc="cache")
    phase: Mapped[str] = mapped_column(String(8), doc="cache")
    progress: Mapped[int] = mapped_column(doc="cache")
    done_on: Mapped[date | None] = mapped_column(doc="cache")
    new_due: Mapped[date | None] = mapped_column(doc="cache: after an extension")
    __table_args__ = (UniqueConstraint("task_id", "due"),)
