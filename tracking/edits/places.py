"""Places of a plan that an edit may point to beside its tasks: a basis, a cell or row of a table.

A cell of an assignment table is a field of the task that its row gives: an edit of it is an edit of
that task, so that it is kept, compared and taken back like one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from vanban.schemas import Plan
from vanban.schemas.structure import Table
from vanban.tracking.errors import BadEdit

_BASIS = re.compile(r"basis:(\d+)")
_CELL = re.compile(r"table:(?P<table>[^:]+):r(?P<row>\d+)(?:c(?P<column>\d+))?")
_FIELDS: Mapping[str, str] = {
    "order": "number",
    "task": "text",
    "lead": "leads",
    "cooperators": "cooperators",
    "start": "start_on",
    "due": "due",
    "outputs": "outputs",
    "submit_to": "submit_to",
    "funding": "funding",
    "note": "note",
}
"""Role of a column to the field of a task that its cells hold."""


def basis_number(target: str) -> int | None:
    """N of ``basis:N``; None for other places."""
    named = _BASIS.fullmatch(target)
    return int(named[1]) if named else None


def basis_words(plan: Plan, target: str) -> str:
    """What the plan says at ``basis:N``, the first being 1; ``BadEdit`` where it has none."""
    number = basis_number(target)
    if number is None or not 1 <= number <= len(plan.legal_bases):
        raise BadEdit(f"văn bản không có căn cứ “{target}”", f"Có: 1 đến {len(plan.legal_bases)}.")
    return plan.legal_bases[number - 1].text


def cell_task(plan: Plan, target: str) -> tuple[str, str | None]:
    """The stable id of the task that the row of ``table:ID:rN`` gives, and the field that the cell
    ``cM`` holds of it. Rows and columns from 1, the header row among them. ``BadEdit`` where there
    is no such row, task or field.
    """
    named = _CELL.fullmatch(target)
    table = dict(addressed_tables(plan)).get(named["table"]) if named else None
    if named is None or table is None:
        raise BadEdit(f"văn bản không có chỗ “{target}”")
    return _task_of(plan, table, int(named["row"])), _field_of(table, named["column"])


def addressed_tables(plan: Plan) -> Iterator[tuple[str, Table]]:
    """The tables of a document and its appendices, each with what stands for it in ``table:…``."""
    yield from ((table.id, table) for table in plan.tables)
    for part in plan.appendices:
        yield from ((f"{part.id}/{table.id}", table) for table in part.tables)


def _task_of(plan: Plan, table: Table, row: int) -> str:
    cells = table.rows[row - 1].cells if 1 <= row <= len(table.rows) else ()
    inside = [
        task.id
        for task in plan.tasks
        if any(c.span.start <= task.span.start < c.span.end for c in cells)
    ]
    if len(inside) != 1:
        raise BadEdit(
            f"dòng {row} của bảng không cho một nhiệm vụ", "Thêm nhiệm vụ bằng `vanban task add`."
        )
    return inside[0]


def _field_of(table: Table, column: str | None) -> str | None:
    if column is None:
        return None
    role = next((c.role for c in table.columns if c.index == int(column) - 1), "other")
    if role not in _FIELDS:
        raise BadEdit(f"cột {column} của bảng không phải là một mục của nhiệm vụ")
    return _FIELDS[role]
