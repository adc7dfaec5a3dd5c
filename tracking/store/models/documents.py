"""What a document says of itself: revisions, citations, remarks, the words to be searched."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from vanban.tracking.store.models.base import Base, BigId, foreign_key, optional_key, primary_key

ACTS = text("effect IS NOT NULL")
"""Few citations change the document that they name."""


class Document(Base):
    """A decision as its current revision states it."""

    __tablename__ = "documents"
    id: Mapped[int] = primary_key()
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
    issuer_id: Mapped[int | None] = optional_key("actors.id", index=True)
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
    id: Mapped[int] = primary_key()
    document_id: Mapped[int] = foreign_key("documents.id")
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


class Citation(Base):
    """A document that this one names: in a basis, an article, a task …"""

    __tablename__ = "citations"
    id: Mapped[int] = primary_key()
    document_id: Mapped[int] = foreign_key("documents.id", index=True)
    parent_id: Mapped[int | None] = mapped_column(
        BigId, doc="the citation in whose title it stands"
    )
    place: Mapped[str] = mapped_column(
        String(12), doc="title, basis, article, task, attachment, appendix"
    )
    place_id: Mapped[str | None]
    task_id: Mapped[int | None] = optional_key("tasks.id", index=True)
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
        doc="what the document does to this one: all, part, addresses in it (store.effects)"
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


class Passage(Base):
    """A piece of text in the search index: a task, or some 60 000 characters of a document."""

    __tablename__ = "passages"
    id: Mapped[int] = primary_key()
    kind: Mapped[str] = mapped_column(String(8), doc="task, text")
    document_id: Mapped[int] = foreign_key("documents.id", index=True)
    task_id: Mapped[int | None] = optional_key("tasks.id", index=True)
    start: Mapped[int]
    end: Mapped[int]
