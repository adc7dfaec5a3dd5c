"""What a sentence gives to whom."""

from __future__ import annotations

from dataclasses import dataclass

from vanban.schemas import ActorRef, Deadline, Output, Span


@dataclass(frozen=True, slots=True)
class Assignment:
    """One piece of work with its actors. ``leads`` is empty where the words name nobody ('Chủ trì,
    phối hợp với B …' under A's heading).
    """

    work: Span
    leads: tuple[ActorRef, ...] = ()
    cooperators: tuple[ActorRef, ...] = ()
    reports_to: tuple[ActorRef, ...] = ()
    deadline: Deadline | None = None
    outputs: tuple[Output, ...] = ()
    confidence: float = 0.8
    needs_review: bool = False
    reason: str | None = None
    request: bool = False
    ordered: bool = False  # "Giao A …", "Yêu cầu A …"
    collected: bool = False  # what a recipient does with what it is sent
    bare: bool = False  # who leads and who helps, and no work: "Sở A chủ trì, phối hợp các sở"
