"""The facts of a plan that are drawn on its pages: what each is, and where its words stand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from vanban.schemas import Plan, Span


class Fact(NamedTuple):
    """A kind of fact (a key of ``KINDS``) and its words."""

    kind: str
    span: Span


KINDS: dict[str, tuple[str, str]] = {
    "header": ("Phần đầu", "#1f77b4"),
    "basis": ("Căn cứ", "#9467bd"),
    "task": ("Nhiệm vụ", "#2ca02c"),
    "lead": ("Chủ trì", "#d62728"),
    "cooperator": ("Phối hợp", "#e377c2"),
    "deadline": ("Thời hạn", "#ff7f0e"),
    "output": ("Sản phẩm", "#17becf"),
    "signer": ("Người ký", "#8c564b"),
}
"""Kind to its name in Vietnamese and its colour, in the order of the legend."""


def facts(plan: Plan) -> Iterator[Fact]:
    """All facts with words of their own, the large ones first."""
    head = plan.document
    yield from (Fact("header", span) for span in head.evidence.values())
    yield from (Fact("signer", signer.span) for signer in head.signers)
    yield from (Fact("basis", basis.span) for basis in plan.legal_bases)
    for task in plan.tasks:
        yield Fact("task", task.span)
        yield from (Fact("lead", a.span) for a in task.leads)
        yield from (Fact("cooperator", a.span) for a in task.cooperators)
        yield from (Fact("output", o.span) for o in task.outputs)
        if task.deadline.span:
            yield Fact("deadline", task.deadline.span)
