"""A task of the plan: what is to be done, by whom, by when, with what result."""

from __future__ import annotations

from datetime import date as Date
from typing import Literal

from pydantic import Field

from vanban.schemas.base import Frozen, Span
from vanban.schemas.document import ActorRef, Citation

DeadlineKind = Literal[
    "date",
    "window",
    "several",
    "recurring",
    "relative",
    "event",
    "reference",
    "ongoing",
    "none",
    "error",
]
Boundary = Literal["before", "at_latest", "on", "within"]


class Deadline(Frozen):
    """When the work is due. ``due`` is the last day on which finishing is in time."""

    text: str | None = Field(default=None, description="as written")
    kind: DeadlineKind = "none"
    stated: str | None = Field(
        default=None, description="what is written, normalised: 2021-11-30, --11-30, 2021-Q4"
    )
    start: Date | None = None
    due: Date | None = None
    dates: tuple[Date, ...] = Field(default=(), description="for kind 'several'")
    rrule: str | None = Field(default=None, description="RFC 5545, for kind 'recurring'")
    until: Date | None = None
    anchor: str | None = Field(
        default=None,
        description="what it counts from: sign_date, effective_date, issue_date, event:…",
    )
    offset: str | None = Field(
        default=None, description="ISO 8601 duration; 'P15D working' for working days"
    )
    boundary: Boundary | None = None
    needs_review: bool = False
    reason: str | None = None
    span: Span | None = None


class Output(Frozen):
    """A product or result that the task must deliver."""

    text: str
    span: Span


class Task(Frozen):
    """One piece of work (docs: 'What a task is' in the contract)."""

    id: str = Field(description="stable over formats and conversions")
    origin: Literal["table", "section", "article"]
    path: tuple[str, ...] = Field(description="structural address: PL, II, 3")
    group: str | None = None
    number: str | None = None
    text: str
    action: str | None = Field(default=None, description="the verb phrase that opens the work")
    leads: tuple[ActorRef, ...] = ()
    cooperators: tuple[ActorRef, ...] = ()
    reports_to: tuple[ActorRef, ...] = ()
    deadline: Deadline = Deadline()
    outputs: tuple[Output, ...] = ()
    submit_to: str | None = None
    funding: str | None = None
    note: str | None = None
    parent: str | None = Field(default=None, description="id of the task of which this is a part")
    linked: tuple[str, ...] = Field(
        default=(), description="tasks that say the same work elsewhere"
    )
    inherited: tuple[str, ...] = Field(
        default=(), description="fields whose value came from a merged cell or a group row"
    )
    continued: tuple[Output, ...] = Field(
        default=(),
        description="further words of the text that the file puts in a row of their own, as after "
        "a page's end",
    )
    missing: tuple[str, ...] = Field(
        default=(),
        description="of the 6 rõ: nguoi, viec, thoi_gian, trach_nhiem, san_pham, tham_quyen",
    )
    needs_review: bool = False
    citations: tuple[Citation, ...] = ()
    span: Span
    confidence: float = Field(
        default=1.0,
        ge=0.0,
        le=1.0,
        description="calibrated: of the prose tasks of unseen documents with confidence c, the "
        "share c is work",
    )
    reasons: tuple[str, ...] = Field(
        default=(), description="why this is a task, or why it is doubted, in a person's words"
    )


class Candidate(Frozen):
    """Words that are close to being a task and were not taken for one: for review."""

    text: str
    span: Span
    path: tuple[str, ...]
    confidence: float = Field(ge=0.0, le=1.0)
    reasons: tuple[str, ...] = ()
