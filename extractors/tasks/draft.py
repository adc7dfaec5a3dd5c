"""A task before it has an id: what the rooms of this package hand to each other."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from vanban.schemas import ActorRef, Citation, Deadline, Output, Span

Address = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """A task with its structural address. ``parent`` is the position of the parent in the list of
    drafts of the same room.
    """

    origin: Literal["table", "section", "article"]
    path: Address
    text: str
    span: Span
    group: str | None = None
    number: str | None = None
    leads: tuple[ActorRef, ...] = ()
    cooperators: tuple[ActorRef, ...] = ()
    reports_to: tuple[ActorRef, ...] = ()
    deadline: Deadline = field(default_factory=Deadline)
    outputs: tuple[Output, ...] = ()
    submit_to: str | None = None
    funding: str | None = None
    note: str | None = None
    parent: int | None = None
    inherited: tuple[str, ...] = ()
    continued: tuple[Output, ...] = ()
    citations: tuple[Citation, ...] = ()
    needs_review: bool = False
    confidence: float = 1.0
    reasons: tuple[str, ...] = ()  # why it is a task, or why it is doubted, in a person's words
    ordered: bool = False  # "Giao A …", "Yêu cầu A …"
    requested: bool = False  # "Đề nghị A …"
    collected: bool = False  # what a receiver does with what it is sent
