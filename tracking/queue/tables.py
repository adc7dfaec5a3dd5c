"""The tables of the queue: files that were loaded, files that show what was reported, drafts."""

from __future__ import annotations

from sqlalchemy import Column, Date, Index, Integer, MetaData, String, Table, Text, UniqueConstraint

from vanban.tracking.store.models import UtcTime

BOOK = MetaData()
uploads = Table(
    "uploads",
    BOOK,
    Column("id", Integer, primary_key=True),
    Column("sha256", String(64), nullable=False),
    Column("filename", Text, nullable=False),
    Column("bytes", Integer, nullable=False),
    Column("by", Text, nullable=False),
    Column("account_id", Integer, nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("state", String(10), nullable=False, doc="waiting, reading, drawing, done, failed"),
    Column("label", Text),
    Column("done", Integer, nullable=False, default=0),
    Column("total", Integer, nullable=False, default=0),
    Column("outcome", String(12), doc="new, revised, unchanged"),
    Column("document_id", Integer),
    Column("summary", Text),
    Column("error_code", String(40)),
    Column("attempt", Integer, nullable=False, default=0),
    Column("lease_until", UtcTime),
    Index("ix_uploads_state", "state", "id"),
    Index("ix_uploads_sha256", "sha256"),
)
made_documents = Table(
    "made_documents",
    BOOK,
    Column("upload_id", Integer, primary_key=True),
    Column("place", Integer, primary_key=True, doc="in the file: 1, 2, …"),
    Column("document_id", Integer, nullable=False),
    Column("name", Text, nullable=False),
)
evidence = Table(
    "evidence",
    BOOK,
    Column("id", Integer, primary_key=True),
    Column("report_id", Integer, nullable=False, doc="the entry of the store's log"),
    Column("task_id", Integer, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("filename", Text, nullable=False),
    Column("bytes", Integer, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", UtcTime, nullable=False),
    Index("ix_evidence_task", "task_id", "report_id"),
)
drafts = Table(
    "drafts",
    BOOK,
    Column("id", Integer, primary_key=True),
    Column("period", Text, nullable=False),
    Column("first", Date, nullable=False),
    Column("last", Date, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("at", UtcTime, nullable=False),
    UniqueConstraint("first", "last"),
)
