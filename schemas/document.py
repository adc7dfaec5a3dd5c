"""The header of a document, its bases, and the citations and actors that any text may name."""

from __future__ import annotations

from datetime import date as Date
from typing import Literal

from pydantic import Field

from vanban.schemas.base import Frozen, Span

ActorKind = Literal["agency", "unit", "office_holder", "class", "person", "other"]
Relation = Literal[
    "basis",
    "amends",
    "amended_by",
    "replaces",
    "repeals",
    "guides",
    "refers",
    "issued_with",
    "self",
]
PinpointUnit = Literal["dieu", "khoan", "diem", "muc", "tieu_muc", "chuong", "phan", "phu_luc"]
Capacity = Literal["TM.", "KT.", "TL.", "TUQ.", "Q."]


class DocType(Frozen):
    """Type of a document: NĐ 30/2020, Phụ lục III, and the registry ``doc_types``."""

    code: str
    name: str


class ActorRef(Frozen):
    """A body, unit, office holder or class of them, as written and, where known, by name."""

    text: str = Field(description="as written")
    name: str | None = Field(
        default=None, description="canonical name, valid on the document's date"
    )
    actor_id: str | None = Field(default=None, description="key in the registry of actors")
    kind: ActorKind = "other"
    members: tuple[str, ...] = Field(default=(), description="for 'các Vụ: KHTC, PC'")
    span: Span


class Pinpoint(Frozen):
    """One step of a pinpoint, small to large as written: điểm, khoản, Điều …"""

    unit: PinpointUnit
    label: str


class Citation(Frozen):
    """A document that the text names."""

    doc_type: DocType | None = None
    number_symbol: str | None = Field(
        default=None,
        description="as cited: 95/2017/NĐ-CP; null for a law cited by name and date only",
    )
    title: str | None = None
    issued_on: Date | None = None
    issuer: ActorRef | None = None
    pinpoint: tuple[Pinpoint, ...] = ()
    relation: Relation = "refers"
    nested: tuple[Citation, ...] = Field(
        default=(), description="documents cited inside this one's title"
    )
    text: str
    span: Span
    core: Span | None = Field(default=None, description="the span without a trailing date")


class LegalBasis(Frozen):
    """One 'Căn cứ …' or 'Theo đề nghị …' item."""

    kind: Literal["citation", "proposal"]
    text: str
    citations: tuple[Citation, ...] = ()
    proposer: ActorRef | None = None
    span: Span


class Signer(Frozen):
    """Who signs, and for whom (NĐ 30/2020, Phụ lục I, II.7.b)."""

    capacity: Capacity | None = None
    on_behalf_of: str | None = Field(
        default=None, description="the collective or the head for whom is signed"
    )
    position: str | None = None
    name: str | None = None
    span: Span


class Recipient(Frozen):
    """One line of 'Nơi nhận'."""

    text: str
    span: Span


class Effective(Frozen):
    """When the document takes effect."""

    rule: Literal["on_signing", "on_date", "days_after_signing"] | None = None
    date: Date | None = None
    text: str | None = None
    span: Span | None = None


class Header(Frozen):
    """What the two columns of the first page, the authority line and the signature block say."""

    doc_type: DocType | None = None
    number: str | None = Field(default=None, description="null in a draft")
    symbol: str | None = None
    number_symbol: str | None = None
    issued_on: Date | None = None
    place: str | None = None
    issuer: ActorRef | None = None
    parent_body: ActorRef | None = None
    authority: str | None = Field(
        default=None, description="the line above the bases: BỘ TRƯỞNG BỘ …"
    )
    title: str | None = Field(
        default=None, description="trích yếu: one line, without the document type, without V/v"
    )
    signers: tuple[Signer, ...] = ()
    recipients: tuple[Recipient, ...] = ()
    effective: Effective = Effective()
    is_draft: bool = False
    needs_review: tuple[str, ...] = Field(
        default=(),
        description="fields read from handwriting or a poor picture that no second source "
        "confirms; diagnostics name their candidates",
    )
    evidence: dict[str, Span] = Field(
        default_factory=dict, description="field name to the words that state it"
    )
    framed: tuple[str, ...] = Field(
        default=(),
        description="fields that the text does not state and that the list of attributes above it, "
        "a portal's, does; `evidence` has their words",
    )
    hinted: tuple[str, ...] = Field(
        default=(), description="fields that the text does not state and that the caller knew"
    )
