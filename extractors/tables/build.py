"""Every table of the source, with the roles of its columns and the kinds of its rows."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from vanban.extractors.outline.model import Outline
from vanban.extractors.tables.columns import read_columns
from vanban.extractors.tables.rows import header_rows, kinds
from vanban.extractors.tables.verdict import assigns, has_work
from vanban.extractors.tables.view import TableView
from vanban.schemas import APART, Block, Cell, Row, Source, SourceTable, Span, Table

_SURE, _DOUBTED = 0.9, 0.5
"""Confidence in a row whose cells were put into their columns, one way or several being as good."""
_INFERRED = "hàng thiếu ô vì ô gộp bị mất; cột của các ô được suy ra từ những hàng đủ ô"
_OTHER_WAYS = "; còn cách xếp khác gần như ngang bằng"
_CAPTION = 3  # paragraphs above a table that may say what it is
_LONGEST_CAPTION = 300  # letters of one; a longer paragraph is running text


@dataclass(frozen=True, slots=True)
class Outside:
    """The paragraphs outside of tables, page furniture left out, in order."""

    text: str
    spans: tuple[Span, ...]

    @classmethod
    def of(cls, source: Source) -> Outside:
        """The paragraphs of ``source``."""
        blocks = (b for b in source.blocks if b.cell is None and b.role not in APART)
        return cls(source.text, tuple(sorted((b.span for b in blocks), key=_start)))

    def between(self, start: int, end: int) -> tuple[Span, ...]:
        """The paragraphs that begin from ``start`` on and before ``end``."""
        first, last = (bisect_left(self.spans, at, key=_start) for at in (start, end))
        return self.spans[first:last]

    def caption(self, start: int) -> str:
        """The short paragraphs next above a table that begins at ``start``."""
        last = bisect_left(self.spans, start, key=_start)
        above = (self.text[s.start : s.end] for s in self.spans[max(0, last - _CAPTION) : last])
        return "\n".join(text for text in above if len(text) <= _LONGEST_CAPTION)


def _start(span: Span) -> int:
    return span.start


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
    outside = Outside.of(source)
    out: dict[int, Table] = {}
    for index, drawn in enumerate(source.tables):
        raw = Table(
            id=f"bang_{index + 1}",
            rows=_rows(drawn, cells[index], source.text),
            damaged=drawn.damaged,
            span=drawn.span,
        )
        between = outside.between(out[index - 1].span.end if index else 0, drawn.span.start)
        before = out[index - 1] if index and not between else None
        table = _read(raw, drawn.header_rows, _bold_rows(cells[index]), before)
        goes_on = before is not None and not any(r.kind == "header" for r in table.rows)
        out[index] = _judged(table, outside.caption(drawn.span.start), before if goes_on else None)
    return out


def _read(raw: Table, marked: int, bold: frozenset[int], before: Table | None) -> Table:
    """The table with its columns and the kinds of its rows."""
    view = TableView(raw)
    header = header_rows(view, marked, bold)
    columns = read_columns(view, header)
    if before is not None and not header and len(before.columns) == view.width:
        columns = tuple(c.model_copy(update={"inferred": True}) for c in before.columns)
    table = raw.model_copy(update={"columns": columns})
    rows = tuple(
        row.model_copy(update={"kind": kind})
        for row, kind in zip(raw.rows, kinds(TableView(table), header, bold), strict=True)
    )
    return table.model_copy(update={"rows": rows})


def _judged(table: Table, caption: str, before: Table | None) -> Table:
    """The table with its role; one that goes on from ``before`` has the role of that one."""
    if before is not None and len(before.columns) == len(table.columns):
        assigned = before.role == "assignments" and has_work(TableView(table))
    else:
        assigned = assigns(table, caption)
    return table.model_copy(update={"role": "assignments" if assigned else "other"})


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
    inferred = {row.row: row.sure for row in drawn.inferred}
    return tuple(
        _row(tuple(sorted(by_row[r], key=lambda c: c.column)), inferred.get(r))
        for r in range(count)
    )


def _row(cells: tuple[Cell, ...], inferred: bool | None) -> Row:
    """A row; ``inferred``: whether the reader was sure where its cells stand, None where it
    knew.
    """
    if inferred is None:
        return Row(kind="data", cells=cells)
    reason = _INFERRED if inferred else _INFERRED + _OTHER_WAYS
    return Row(
        kind="data", cells=cells, inferred=reason, confidence=_SURE if inferred else _DOUBTED
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
