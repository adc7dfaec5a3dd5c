"""What the cells of a row say of its work: who leads and helps, by when, what comes out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from vanban.extractors.context import Context
from vanban.extractors.deadlines import find_deadlines, parse_deadline
from vanban.extractors.tables.cells import is_mark
from vanban.extractors.tables.roles import names_both
from vanban.extractors.tables.view import Covered, TableView
from vanban.extractors.tables.works import WorkRow
from vanban.extractors.tasks.actors import Actors, by_role
from vanban.extractors.tasks.cell_roles import ActorRole
from vanban.extractors.tasks.draft import Draft
from vanban.schemas import Cell, Deadline, Output, Span
from vanban.schemas.structure import ColumnRole

_LEADS = re.compile(r"(?:CT|C|chủ trì)$", re.IGNORECASE)
_HELPS = re.compile(r"(?:PH|P|phối hợp)$", re.IGNORECASE)


def with_fields(draft: Draft, row: WorkRow, context: Context) -> Draft:
    """The draft with what its row says: actors, time, products, remarks."""
    return _with_texts(_with_deadline(_with_actors(draft, row, context), row, context), row)


def _with_actors(draft: Draft, row: WorkRow, context: Context) -> Draft:
    leads, cooperators, inherited = _actors(row, "lead", context)
    leading = [c.cell for c in row.cells("lead")]  # one cell over both columns names who leads
    more_leads, more, also = _actors(row, "cooperators", context, but=leading)
    return replace(
        draft,
        leads=leads + more_leads,
        cooperators=cooperators + more,
        inherited=(*draft.inherited, *sorted(inherited | also)),
    )


def _actors(
    row: WorkRow, role: ActorRole, context: Context, *, but: Iterable[Cell] = ()
) -> tuple[Actors, Actors, set[str]]:
    leads: Actors = ()
    cooperators: Actors = ()
    marks: set[str] = set()
    taken = list(but)
    for covered in row.cells(role):
        if any(covered.cell is cell for cell in taken):
            continue
        named, its_role = _meant(row, covered, role)
        text, start = named.cell.text, named.cell.span.start
        both = names_both(row.view.table.columns[covered.cell.column].header)
        mine, others = by_role(text, context, its_role, offset=start, both=both)
        leads, cooperators = leads + mine, cooperators + others
        if covered.inherited:
            marks |= ({"leads"} if mine else set()) | ({"cooperators"} if others else set())
    return leads, cooperators, marks


def _meant(row: WorkRow, covered: Covered, role: ActorRole) -> tuple[Covered, ActorRole]:
    """The cell that names the actors, and their role: in a column for each unit a tick means the
    unit of the header ("x"; "CT" where it leads, "PH" where it helps).
    """
    leads, helps = _LEADS.match(covered.text), _HELPS.match(covered.text)
    if not (leads or helps or is_mark(covered.text)):
        return covered, role
    head = lowest_head(row.view, row.index, covered.cell.column)
    if head is None:
        return covered, role
    return head, "lead" if leads else "cooperators" if helps else role


def lowest_head(view: TableView, row: int, column: int) -> Covered | None:
    """The lowest header cell above a place that belongs to its column alone."""
    above = [r for r in range(row) if view.table.rows[r].kind == "header"]
    heads = [c for r in above if (c := view.at(r, column)) and c.cell.col_span == 1 and c.text]
    return heads[-1] if heads else None


def _with_deadline(draft: Draft, row: WorkRow, context: Context) -> Draft:
    due = [c for c in row.cells("due") if not is_mark(c.text)] or _marked_times(row)
    start = [
        c for c in row.cells("start") if all(c.cell is not d.cell for d in due)
    ]  # one cell over both columns says when
    if due or start:
        deadline = _from_cells(due, start, context)
        return replace(
            draft, deadline=deadline, inherited=_marked(draft, "deadline", [*due, *start])
        )
    if row.view.columns("due", "start"):
        return draft
    found = [
        d
        for d in find_deadlines(draft.text, context, offset=draft.span.start)
        if d.due or d.rrule or d.offset or d.boundary
    ]
    return replace(draft, deadline=found[-1]) if found else draft


def _marked_times(row: WorkRow) -> list[Covered]:
    """The header cell of the last column that is ticked, where each column stands for a time ("2024
    | 2025 | 2026").
    """
    ticked = [i for i in row.view.columns("due") if is_mark(row.view.text(row.index, i))]
    head = lowest_head(row.view, row.index, ticked[-1]) if ticked else None
    return [head] if head else []


def _from_cells(due: list[Covered], start: list[Covered], context: Context) -> Deadline:
    end = _parsed(due[0], context) if due else Deadline()
    if not start:
        return end
    begin = _parsed(start[0], context)
    if not due:
        kind = "window" if begin.due else begin.kind
        return begin.model_copy(
            update={"start": begin.start or begin.due, "due": None, "kind": kind}
        )
    kind = "window" if begin.due and end.due else end.kind
    return end.model_copy(update={"start": begin.start or begin.due or end.start, "kind": kind})


def _parsed(covered: Covered, context: Context) -> Deadline:
    return parse_deadline(covered.cell.text, context, offset=covered.cell.span.start)


def _marked(draft: Draft, name: str, cells: Iterable[Covered]) -> tuple[str, ...]:
    return (*draft.inherited, name) if any(c.inherited for c in cells) else draft.inherited


def _with_texts(draft: Draft, row: WorkRow) -> Draft:
    outputs = [c for c in row.cells("outputs") if any(map(str.isalnum, c.text))]

    def said(role: ColumnRole) -> str | None:
        return " ".join(c.text for c in row.cells(role)) or None

    return replace(
        draft,
        outputs=tuple(output_of(c) for c in outputs),
        inherited=_marked(draft, "outputs", outputs),
        submit_to=said("submit_to"),
        funding=said("funding"),
        note=said("note"),
    )


def output_of(covered: Covered) -> Output:
    """A cell's words with their place."""
    cell = covered.cell
    start = cell.span.start + len(cell.text) - len(cell.text.lstrip())
    return Output(text=covered.text, span=Span(start=start, end=start + len(covered.text)))
