"""Checks: what is damaged, doubtful or missing in a plan, said with codes and in Vietnamese.
``check`` is the way in.

>>> from vanban import convert
>>> plan = convert("QUYẾT ĐỊNH\\nBan hành Kế hoạch\\nĐiều 1. Giao Sở Y tế báo cáo.".encode())
>>> "number-missing" in {said.code for said in check(plan)}
True
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from vanban.extractors.checks import document, work
from vanban.schemas import Diagnostic, Plan

_CHECKS: tuple[Callable[[Plan], Iterator[Diagnostic]], ...] = (
    document.kind,
    document.several,
    document.header,
    document.issued_with,
    document.bases,
    document.parts,
    work.tables,
    work.promised,
    work.leads,
    work.deadlines,
    work.body_and_rows,
    work.six_clear,
)


def check(plan: Plan) -> tuple[Diagnostic, ...]:
    """All diagnostics of a plan, check by check. Changes nothing; raises nothing for any valid
    plan.
    """
    return tuple(found for one in _CHECKS for found in one(plan))


__all__ = ["check"]
