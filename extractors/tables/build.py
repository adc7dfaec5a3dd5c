"""Every table of the source, with the roles of its columns and the kinds of its rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from vanban.extractors.outline.model import Outline
from vanban.extractors.tables.cells import label_of, looks_like_deadline
from vanban.extractors.tables.columns import read_columns
from vanban.extractors.tables.rows import header_rows, kinds
from vanban.extractors.tables.view import TableView
from vanban.schemas import Block, Cell, Row, SourceTable, Table

_WIDEST = 10  # columns of a table without a header that may be one of assignments; forms are wider


def extract_tables(outline: Outline) -> Mapping[int, Table]:
    """Tables by their index in ``source.tables``.

    A table without a header that follows one of the same width, with nothing but page furniture
    between, is its continuation and takes its columns. Nothing is added to a damaged table: its
    cells are kept as found.
    """
    source = outline.source
    cells: dict[int, list[Block]] = defaultdict(list)
    for block in source.blocks:
        if block.cell:
            cells[block.cell.table].append(block)
    out: dict[int, Table] = {}
    for index, drawn in enumerate(source.tables):
        before = out.get(index - 1) if _follows(outline, index) else None
        out[index] = _read(index, drawn, cells[index], source.text, before)
    return out


def _read(
    index: int, drawn: SourceTable, blocks: list[Block], text: str, before: Table | None
) -> Table:
    raw = Table(
        id=f"bang_{index + 1}",
        rows=_rows(drawn, blocks, text),
        damaged=drawn.damaged,
        span=drawn.span,
    )
    view = TableView(raw)
    header = header_rows(view, drawn.header_rows)
    columns = read_columns(view, header)
    if before is not None and not header and len(before.columns) == view.width:
        columns = tuple(c.model_copy(update={"inferred": True}) for c in before.columns)
    table = raw.model_copy(update={"columns": columns})
    bold = _bold_rows(blocks)
    rows = tuple(
        row.model_copy(update={"kind": kind})
        for row, kind in zip(raw.rows, kinds(TableView(table), header, bold), strict=True)
    )
    table = table.model_copy(update={"rows": rows})
    return table.model_copy(update={"role": "assignments" if _assigns(table) else "other"})


def _rows(drawn: SourceTable, blocks: list[Block], text: str) -> tuple[Row, ...]:
    by_row: dict[int, list[Cell]] = defaultdict(list)
    for block in blocks:
        place = block.cell
        if place is None:
            continue
        cell = Cell(
            text=text[block.span.start : block.span.end],
            row_span=place.row_span,
            col_span=place.col_span,
            column=place.column,
            span=block.span,
        )
        by_row[place.row].append(cell)
    count = max([drawn.rows, *(r + 1 for r in by_row)])
    return tuple(
        Row(kind="data", cells=tuple(sorted(by_row[r], key=lambda c: c.column)))
        for r in range(count)
    )


def _bold_rows(blocks: list[Block]) -> frozenset[int]:
    """Rows whose words are all bold, as far as the reader knows."""
    bold: dict[int, bool] = {}
    for block in blocks:
        if block.cell and block.span.end > block.span.start:
            bold[block.cell.row] = bold.get(block.cell.row, True) and bool(
                block.style and block.style.bold
            )
    return frozenset(row for row, is_bold in bold.items() if is_bold)


def _follows(outline: Outline, index: int) -> bool:
    """True when only page furniture stands between this table and the one before."""
    if index == 0:
        return False
    source = outline.source
    start, end = source.tables[index - 1].span.end, source.tables[index].span.start
    between = [b for b in source.blocks if b.cell is None and start <= b.span.start < end]
    return all(b.role == "page_furniture" for b in between)


def _assigns(table: Table) -> bool:
    """A table of assignments names the work and who does it, or by when; a list of indicators does
    not (domain brief 3.4).
    """
    roles = {c.role for c in table.columns}
    if "task" not in roles or not _has_work(table):
        return False
    if all(c.inferred or c.role == "other" for c in table.columns):
        known = {"order", "lead"} <= roles and bool(roles & {"due", "cooperators"})
        return known and len(table.columns) <= _WIDEST and _begins_with_data(table)
    if roles & {"lead", "cooperators"}:
        return True
    named = any(
        c.role == "task" and not c.inferred for c in table.columns
    )  # "Tên biểu báo cáo | Kỳ báo cáo" names no work
    return named and "due" in roles and _is_timed(table)


def _begins_with_data(table: Table) -> bool:
    """False where words that are no number stand on top of the column of numbers: a header that we
    do not know.
    """
    view = TableView(table)
    first = next((r for r, row in enumerate(table.rows) if view.filled(row)), 0)
    return all(
        not (text := view.text(first, i)) or label_of(text) is not None
        for i in view.columns("order")
    )


def _has_work(table: Table) -> bool:
    """False for a form: rows of dots to be filled in."""
    view = TableView(table)
    tasks = view.columns("task")
    return any(
        sum(map(str.isalpha, view.text(r, i))) >= 6
        for r, row in enumerate(table.rows)
        if row.kind == "data"
        for i in tasks
    )


def _is_timed(table: Table) -> bool:
    view = TableView(table)
    cells = [
        t
        for r, row in enumerate(table.rows)
        if row.kind == "data"
        for i in view.columns("due")
        if (t := view.text(r, i))
    ]
    return bool(cells) and sum(map(looks_like_deadline, cells)) * 2 >= len(cells)
