"""The tables of the store (SQLAlchemy 2). Migrations create them; a test fails when the two drift
apart.

Rules: what a document says lives in rows that a re-load may rewrite; what people say lives in
``reports``, which is append-only (a trigger refuses changes). Columns marked *cache* follow from
``reports`` and the plan and can be rebuilt (``doctor --fix``). What follows from the calendar
(overdue, due soon …) is stored nowhere.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any, ClassVar

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    String,
    Text,
    TypeDecorator,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

REPORT_TO = text("role = 'report_to'")
"""Few tasks name a recipient: their list has an index of its own."""
TWIN = text("same_as IS NOT NULL")
SHARE = text("share_of IS NOT NULL")
"""Few tasks are doubles or parts: their indexes hold only those."""
ACTS = text("effect IS NOT NULL")
"""Few citations change the document that they name."""
BigId = BigInteger().with_variant(Integer(), "sqlite")


class UtcTime(TypeDecorator[datetime]):
    """A moment, always aware and in UTC; SQLite keeps it naive."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To the database."""
        if value is None or dialect.name != "sqlite":
            return value
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """From the database."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """All tables."""

    type_annotation_map: ClassVar[dict[Any, Any]] = {str: Text(), datetime: UtcTime()}


def _pk() -> Mapped[int]:
    return mapped_column(BigId, primary_key=True, autoincrement=False)


def _fk(target: str, *, nullable: bool = False, index: bool = False) -> Mapped[Any]:
    return mapped_column(BigId, ForeignKey(target), nullable=nullable, index=index)


class Counter(Base):
    """Last id given out for each table (SQLite; PostgreSQL uses sequences). Ids are never used
    twice.
    """

    __tablename__ = "counters"
    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[int] = mapped_column(BigId)


class Actor(Base):
    """A unit, body, office holder or class of them; ``key`` is the folded name, ``bare`` the same
    without accents.
    """

    __tablename__ = "actors"
    id: Mapped[int] = _pk()
    key: Mapped[str] = mapped_column(unique=True)
    bare: Mapped[str] = mapped_column(index=True)
    name: Mapped[str]
    actor_id: Mapped[str | None] = mapped_column(index=True)
    kind: Mapped[str] = mapped_column(String(20))


class Document(Base):
    """A decision as its current revision states it."""

    __tablename__ = "documents"
    id: Mapped[int] = _pk()
    identity: Mapped[str] = mapped_column(unique=True)
    doc_code: Mapped[str | None]
    doc_name: Mapped[str | None]
    number: Mapped[str | None]
    symbol: Mapped[str | None]
    number_symbol: Mapped[str | None]
    cite_symbol: Mapped[str | None]
    year: Mapped[int | None]
    issued_on: Mapped[date | None] = mapped_column(index=True)
    place: Mapped[str | None]
    issuer_id: Mapped[int | None] = _fk("actors.id", nullable=True, index=True)
    issuer_text: Mapped[str | None]
    authority: Mapped[str | None]
    title: Mapped[str | None]
    signer: Mapped[str | None]
    effective_on: Mapped[date | None]
    is_draft: Mapped[bool]
    evidence: Mapped[str] = mapped_column(doc="JSON: header field to [start, end]")
    revision: Mapped[int] = mapped_column(doc="number of the revision in force")
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    released_on: Mapped[date | None] = mapped_column(doc="units see its tasks from this day")
    released_by: Mapped[str | None]
    reviewed_on: Mapped[date | None]
    reviewed_by: Mapped[str | None]
    removed_on: Mapped[date | None] = mapped_column(doc="loaded by mistake: out of all lists")
    removed_by: Mapped[str | None]
    __table_args__ = (Index("ix_documents_cite", "cite_symbol", "year"),)


class Revision(Base):
    """One load of a document: the whole plan, its text, who loaded it, what it changed."""

    __tablename__ = "revisions"
    id: Mapped[int] = _pk()
    document_id: Mapped[int] = _fk("documents.id")
    number: Mapped[int]
    filename: Mapped[str]
    source_sha256: Mapped[str]
    media_type: Mapped[str]
    reader: Mapped[str]
    schema_version: Mapped[str]
    loaded_at: Mapped[datetime]
    loaded_by: Mapped[str]
    undo_of: Mapped[int | None] = mapped_column(doc="the revision that this one takes back")
    restores: Mapped[int | None] = mapped_column(doc="the revision whose plan is in force again")
    plan_sha256: Mapped[str]
    matches: Mapped[str] = mapped_column(doc="JSON: stable task id to row id of tasks")
    changes: Mapped[str] = mapped_column(doc="JSON: difference from the revision before")
    text: Mapped[str] = mapped_column(doc="canonical text; spans count code points of it")
    plan: Mapped[str] = mapped_column(doc="JSON of the plan contract")
    __table_args__ = (UniqueConstraint("document_id", "number"),)


class Task(Base):
    """A task: what the plan says of it, corrected by people, and the *cache* of what was last
    reported.
    """

    __tablename__ = "tasks"
    id: Mapped[int] = _pk()
    document_id: Mapped[int] = _fk("documents.id")
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
    id: Mapped[int] = _pk()
    task_id: Mapped[int] = _fk("tasks.id", index=True)
    actor_id: Mapped[int] = _fk("actors.id")
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
    id: Mapped[int] = _pk()
    task_id: Mapped[int] = _fk("tasks.id")
    due: Mapped[date]
    state: Mapped[str] = mapped_column(String(16), doc="cache")
    phase: Mapped[str] = mapped_column(String(8), doc="cache")
    progress: Mapped[int] = mapped_column(doc="cache")
    done_on: Mapped[date | None] = mapped_column(doc="cache")
    new_due: Mapped[date | None] = mapped_column(doc="cache: after an extension")
    __table_args__ = (UniqueConstraint("task_id", "due"),)


class Report(Base):
    """What somebody reported: append-only. ``after_*`` say how the task stood when it had been
    added.
    """

    __tablename__ = "reports"
    id: Mapped[int] = _pk()
    task_id: Mapped[int] = _fk("tasks.id")
    occurrence_id: Mapped[int | None] = _fk("occurrences.id", nullable=True)
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
        doc="of a correction: the field; of a request: extension, move; of an answer: agreed, refused"
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
            "kind in ('state', 'note', 'correction', 'receipt', 'request', 'answer', 'urge', 'hand_over')",
            name="ck_reports_kind",
        ),
        CheckConstraint(
            "progress is null or (progress >= 0 and progress <= 100)", name="ck_reports_progress"
        ),
    )


class Edit(Base):
    """What somebody set right in what was read: append-only. See ``tracking.edits``."""

    __tablename__ = "edits"
    id: Mapped[int] = _pk()
    document_id: Mapped[int] = _fk("documents.id")
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


class Unit(Base):
    """A real unit of the directory: it may be written in many ways (``unit_names``)."""

    __tablename__ = "units"
    id: Mapped[int] = _pk()
    key: Mapped[str] = mapped_column(unique=True, doc="folded name")
    name: Mapped[str]
    short: Mapped[str | None] = mapped_column(doc="abbreviation: Bộ KH&CN")
    kind: Mapped[str | None] = mapped_column(String(20))
    parent_id: Mapped[int | None] = mapped_column(BigId)
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    successor_id: Mapped[int | None] = mapped_column(BigId)
    email: Mapped[str | None]
    in_house: Mapped[bool] = mapped_column(doc="belongs to the office that keeps the store")


class UnitName(Base):
    """A written name that is this unit."""

    __tablename__ = "unit_names"
    actor_id: Mapped[int] = mapped_column(BigId, ForeignKey("actors.id"), primary_key=True)
    unit_id: Mapped[int] = _fk("units.id", index=True)


class Succession(Base):
    """A body of the registry whose work came to another by law: for questions in SQL."""

    __tablename__ = "successions"
    code: Mapped[str] = mapped_column(primary_key=True, doc="id of the registry")
    heir: Mapped[str] = mapped_column(doc="name of the body that has its work now")
    since: Mapped[str | None] = mapped_column(doc="last day of the old name, as far as it is known")
    law: Mapped[str | None] = mapped_column(doc="the document that merged it, where it is known")
    __table_args__ = ({"sqlite_with_rowid": False},)


class UnitGroup(Base):
    """A class whose members somebody wrote down: 'Các đơn vị trực thuộc Bộ', as on a day."""

    __tablename__ = "unit_groups"
    id: Mapped[int] = _pk()
    key: Mapped[str] = mapped_column(unique=True, doc="folded name")
    name: Mapped[str]
    resolved_on: Mapped[date]


class UnitGroupMember(Base):
    """A unit of a group."""

    __tablename__ = "unit_group_members"
    group_id: Mapped[int] = mapped_column(BigId, ForeignKey("unit_groups.id"), primary_key=True)
    unit_id: Mapped[int] = mapped_column(BigId, ForeignKey("units.id"), primary_key=True)


class Citation(Base):
    """A document that this one names: in a basis, an article, a task …"""

    __tablename__ = "citations"
    id: Mapped[int] = _pk()
    document_id: Mapped[int] = _fk("documents.id", index=True)
    parent_id: Mapped[int | None] = mapped_column(
        BigId, doc="the citation in whose title it stands"
    )
    place: Mapped[str] = mapped_column(
        String(12), doc="title, basis, article, task, attachment, appendix"
    )
    place_id: Mapped[str | None]
    task_id: Mapped[int | None] = _fk("tasks.id", nullable=True, index=True)
    relation: Mapped[str] = mapped_column(String(12))
    doc_code: Mapped[str | None]
    number_symbol: Mapped[str | None]
    cite_symbol: Mapped[str | None]
    cite_year: Mapped[int | None]
    title: Mapped[str | None]
    issued_on: Mapped[date | None]
    issuer: Mapped[str | None]
    pinpoint: Mapped[str] = mapped_column(doc="JSON")
    effect: Mapped[str | None] = mapped_column(
        doc="what the document does to this one: all, part, addresses in it (tracking.store.effects)"
    )
    text: Mapped[str]
    start: Mapped[int]
    end: Mapped[int]
    __table_args__ = (
        Index("ix_citations_cite", "cite_symbol", "cite_year"),
        Index("ix_citations_relation", "relation", "document_id"),
        Index("ix_citations_effect", "cite_symbol", sqlite_where=ACTS, postgresql_where=ACTS),
    )


class AddressChange(Base):
    """*Cache*: a task that stands under a unit which another document changes
    (``tracking.store.address_changes``).
    """

    __tablename__ = "address_changes"
    citation_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("citations.id", ondelete="CASCADE"), primary_key=True
    )
    task_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("tasks.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class Remark(Base):
    """A diagnostic of the revision in force."""

    __tablename__ = "remarks"
    document_id: Mapped[int] = mapped_column(BigId, ForeignKey("documents.id"), primary_key=True)
    ordinal: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str]
    severity: Mapped[str] = mapped_column(String(8))
    message: Mapped[str]
    start: Mapped[int | None]
    end: Mapped[int | None]
    __table_args__ = ({"sqlite_with_rowid": False},)


class UnitLoad(Base):
    """*Cache*: number of tasks per unit, role and bucket, as changes to add up. Buckets:
    ``2026-Q4`` (open, due in that
    quarter), ``none`` (open, no due date), ``in_time``, ``late``, ``no_date`` (done), ``halted``.
    """

    __tablename__ = "unit_loads"
    id: Mapped[int] = _pk()
    role: Mapped[str] = mapped_column(String(10))
    actor_id: Mapped[int] = mapped_column(BigId)
    bucket: Mapped[str] = mapped_column(String(8))
    n: Mapped[int]
    __table_args__ = (Index("ix_unit_loads", "role", "actor_id", "bucket", "n"),)


class Passage(Base):
    """A piece of text in the search index: a task, or up to some 60 000 characters of a document."""

    __tablename__ = "passages"
    id: Mapped[int] = _pk()
    kind: Mapped[str] = mapped_column(String(8), doc="task, text")
    document_id: Mapped[int] = _fk("documents.id", index=True)
    task_id: Mapped[int | None] = _fk("tasks.id", nullable=True, index=True)
    start: Mapped[int]
    end: Mapped[int]


class Reminder(Base):
    """A reminder that went out, so that it does not go out twice."""

    __tablename__ = "reminders"
    task_id: Mapped[int] = mapped_column(BigId, ForeignKey("tasks.id"), primary_key=True)
    actor_id: Mapped[int] = mapped_column(BigId, ForeignKey("actors.id"), primary_key=True)
    due: Mapped[date] = mapped_column(primary_key=True)
    days: Mapped[int] = mapped_column(primary_key=True, doc="days left when it was sent")
    sent_on: Mapped[date]
    address: Mapped[str]


TABLES = tuple(Base.metadata.sorted_tables)
"""All tables, each after those that it points to."""
