"""What people say: reports and edits, which are append-only; their seals; sent reminders."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from vanban.tracking.store.models.base import Base, BigId, foreign_key, optional_key, primary_key


class Report(Base):
    """What somebody reported: append-only. ``after_*`` say how the task stood when it had been
    added.
    """

    __tablename__ = "reports"
    id: Mapped[int] = primary_key()
    task_id: Mapped[int] = foreign_key("tasks.id")
    occurrence_id: Mapped[int | None] = optional_key("occurrences.id")
    kind: Mapped[str] = mapped_column(
        String(10),
        doc="state, note, correction; receipt, request, answer, urge, hand_over (workflow)",
    )
    state: Mapped[str | None] = mapped_column(String(16))
    progress: Mapped[int | None]
    done_on: Mapped[date | None]
    old_due: Mapped[date | None]
    new_due: Mapped[date | None]
    field: Mapped[str | None] = mapped_column(
        doc="of a correction: the field; of a request: extension, move; "
        "of an answer: agreed, refused"
    )
    old_value: Mapped[str | None]
    new_value: Mapped[str | None]
    note: Mapped[str | None]
    evidence: Mapped[str | None] = mapped_column(
        doc="document, file or link that shows it; for an extension the document that allows it"
    )
    day: Mapped[date] = mapped_column(doc="the day on which it holds")
    at: Mapped[datetime] = mapped_column(doc="when it was written down")
    by: Mapped[str]
    user_id: Mapped[int | None] = mapped_column(BigId, doc="account of the writer; by: name then")
    unit_id: Mapped[int | None] = mapped_column(BigId, doc="the unit that it was written for")
    answers: Mapped[int | None] = mapped_column(BigId, doc="the request that this one answers")
    sent: Mapped[str | None] = mapped_column(doc="of an urge: to whom it went, or why it did not")
    after_state: Mapped[str] = mapped_column(String(16))
    after_phase: Mapped[str] = mapped_column(String(8))
    after_progress: Mapped[int]
    after_done_on: Mapped[date | None]
    after_due: Mapped[date | None]
    __table_args__ = (
        Index("ix_reports_task", "task_id", "id"),
        Index("ix_reports_day", "day", "task_id"),
        CheckConstraint(
            "kind in ('state', 'note', 'correction', 'receipt', 'request', 'answer', 'urge', "
            "'hand_over')",
            name="ck_reports_kind",
        ),
        CheckConstraint(
            "progress is null or (progress >= 0 and progress <= 100)", name="ck_reports_progress"
        ),
    )


class Edit(Base):
    """What somebody set right in what was read: append-only. See ``tracking.edits``."""

    __tablename__ = "edits"
    id: Mapped[int] = primary_key()
    document_id: Mapped[int] = foreign_key("documents.id")
    task_id: Mapped[int | None] = mapped_column(
        BigId, index=True, doc="the row; that of a task that the edit makes comes after it"
    )
    target: Mapped[str] = mapped_column(doc="task, document, basis:2, table:1:r3c2")
    kind: Mapped[str] = mapped_column(String(8))
    field: Mapped[str | None]
    base: Mapped[str | None] = mapped_column(doc="JSON: what the plan said when it was written")
    value: Mapped[str | None] = mapped_column(doc="JSON: what the person says")
    start: Mapped[int | None] = mapped_column(doc="the place that the person pointed to")
    end: Mapped[int | None]
    text_sha256: Mapped[str | None] = mapped_column(doc="digest of the text that start, end count")
    reason: Mapped[str | None]
    undoes: Mapped[int | None] = mapped_column(BigId, doc="the edit that this one takes back")
    user_id: Mapped[int | None] = mapped_column(BigId)
    by: Mapped[str]
    at: Mapped[datetime]
    __table_args__ = (
        Index("ix_edits_document", "document_id", "id"),
        CheckConstraint(
            "kind in ('set', 'accept', 'add', 'remove', 'split', 'merge', 'unit', 'undo')",
            name="ck_edits_kind",
        ),
    )


class Seal(Base):
    """The digest of an entry of ``reports`` or ``edits`` (``tracking.store.seals``)."""

    __tablename__ = "seals"
    log: Mapped[str] = mapped_column(String(8), primary_key=True)
    entry_id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    sha256: Mapped[str] = mapped_column(String(64))
    __table_args__ = ({"sqlite_with_rowid": False},)


class Reminder(Base):
    """A reminder that went out, so that it does not go out twice."""

    __tablename__ = "reminders"
    task_id: Mapped[int] = mapped_column(BigId, ForeignKey("tasks.id"), primary_key=True)
    actor_id: Mapped[int] = mapped_column(BigId, ForeignKey("actors.id"), primary_key=True)
    due: Mapped[date] = mapped_column(primary_key=True)
    days: Mapped[int] = mapped_column(primary_key=True, doc="days left when it was sent")
    sent_on: Mapped[date]
    address: Mapped[str]
