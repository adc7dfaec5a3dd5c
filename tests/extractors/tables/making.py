"""Tables made from lists, for the tests of tables and tasks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from vanban.extractors.outline.model import Outline, Part
from vanban.extractors.tables import extract_tables
from vanban.pipeline.options import Limits
from vanban.pipeline.readers.builder import CellDraft, Piece, SourceBuilder
from vanban.schemas import Source, Span, Style, Table, TextAnchor

Cell = (
    str | tuple[str, int, int]
)  # words, or (words, rows, columns) of a merged cell; "<" and "^" are places under a merged cell
Rows = Sequence[Sequence[Cell]]

_ANCHOR = TextAnchor(line=1)


def source_of(
    *tables: Rows, damaged: bool = False, bold: frozenset[str] = frozenset(), between: str = ""
) -> Source:
    """A source that holds the tables and nothing else, or words between them."""
    builder = SourceBuilder(Limits())
    for at, rows in enumerate(tables):
        if at and between:
            builder.paragraph([Piece(between, _ANCHOR)], _ANCHOR)
        builder.table(
            [d for r, row in enumerate(rows) for d in _drafts(r, row, bold)], damaged=damaged
        )
    return builder.build(b"", filename="bang.txt", media_type="text/plain", reader="test/1")


def _drafts(row: int, cells: Sequence[Cell], bold: frozenset[str]) -> list[CellDraft]:
    out: list[CellDraft] = []
    for column, cell in enumerate(cells):
        if cell in ("<", "^"):
            continue
        text, rows, columns = (cell, 1, 1) if isinstance(cell, str) else cell
        pieces = [Piece(line, _ANCHOR, joint="\n") for line in text.split("\n") if line]
        style = Style(bold=True) if text in bold else None
        out.append(
            CellDraft(
                row=row,
                column=column,
                pieces=pieces,
                anchor=_ANCHOR,
                row_span=rows,
                col_span=columns,
                style=style,
            )
        )
    return out


def outline_of(source: Source) -> Outline:
    """An outline whose only part is the document, with all tables in it."""
    part = Part(
        kind="document",
        span=Span(start=0, end=len(source.text)),
        tables=tuple(range(len(source.tables))),
    )
    return Outline(source, (part,))


def tables_of(
    *tables: Rows, damaged: bool = False, bold: frozenset[str] = frozenset(), between: str = ""
) -> Mapping[int, Table]:
    """The tables as read."""
    return extract_tables(
        outline_of(source_of(*tables, damaged=damaged, bold=bold, between=between))
    )


def table_of(rows: Rows, *, damaged: bool = False, bold: frozenset[str] = frozenset()) -> Table:
    """One table as read."""
    return tables_of(rows, damaged=damaged, bold=bold)[0]
