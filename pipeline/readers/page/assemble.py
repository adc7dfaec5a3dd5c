"""From pages to the source: furniture told, paragraphs joined across lines and pages, tables across
pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from vanban.pipeline.readers.builder import Piece, SourceBuilder
from vanban.pipeline.readers.page.anchors import block_anchor, changes_of, line_anchor, style_of
from vanban.pipeline.readers.page.columns import Region, regions
from vanban.pipeline.readers.page.furniture import (
    RunningKey,
    footnotes_from,
    is_page_number,
    opens_footnote,
    running_keys,
    running_lines,
)
from vanban.pipeline.readers.page.lines import Row, make_line, rows
from vanban.pipeline.readers.page.model import PageText, TextLine, Word, around
from vanban.pipeline.readers.page.paragraphs import (
    Frame,
    block_align,
    column_frame,
    cut_word,
    frame_of,
    goes_on,
)
from vanban.pipeline.readers.page.tables.cells import PdfTable, drafts, joined, make_table
from vanban.pipeline.readers.page.tables.column_headers import Head, find_heads
from vanban.pipeline.readers.page.tables.grids import Grid, find_grids
from vanban.pipeline.readers.page.tables.unruled import Content
from vanban.pipeline.readers.page.tables.unruled_tables import Unruled, lacks_rules, unruled_tables
from vanban.schemas import BlockRole, Style

_EDGE = 3
"""Lines at the top and bottom of a page that may be furniture."""


_LEFT, _RIGHT = 85.0, 57.0
"""Points: margins of 30 and 20 mm (NĐ 30/2020, Phụ lục I, I.4)."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page with its tables found, its other words on rows, and the notes of signatures apart."""

    page: PageText
    tables: tuple[PdfTable, ...]
    rows: tuple[Row, ...]
    notes: tuple[TextLine, ...]


def assemble(pages: Sequence[PageText], builder: SourceBuilder) -> None:
    """Writes the blocks of ``pages`` in reading order. The pages may come from a text layer or from
    OCR.
    """
    sheets = [_sheet(page) for page in pages]
    heads = [find_heads(s.rows, s.page.rules.across) for s in sheets]
    running = running_lines(
        {
            s.page.number: (s.page.height, _edges(s, found))
            for s, found in zip(sheets, heads, strict=True)
        }
    )
    if any(heads):
        sheets = _with_unruled(sheets, running)
    writer = _Writer(builder, {page.number: page for page in pages})
    layouts = [_layout(sheet, running) for sheet in sheets]
    wide = _document_frames(layouts)
    for layout in layouts:
        writer.page(layout, wide[layout.size])
    writer.close()


@dataclass(frozen=True, slots=True)
class _Layout:
    """A page in reading order."""

    size: int
    reach: tuple[float, float]
    above: tuple[TextLine, ...]
    items: tuple[Region | PdfTable, ...]
    footnotes: tuple[TextLine, ...]
    below: tuple[TextLine, ...]

    def text(self) -> list[TextLine]:
        return [
            line
            for item in self.items
            if isinstance(item, Region) and not item.column
            for line in item.lines
        ]


def _sheet(page: PageText) -> Sheet:
    """Tables of a page, and what stands outside them."""
    noted = [w for w in page.words if w.note]
    words: Sequence[Word] = [w for w in page.words if not w.note] if noted else page.words
    tables: list[PdfTable] = []
    for grid in find_grids(page.rules):
        inside = [w for w in words if _within(w, grid)]
        table = None if lacks_rules(grid, inside) else make_table(grid, inside, page)
        if table:
            tables.append(table)
            taken = set(map(id, inside))
            words = [w for w in words if id(w) not in taken]
    notes = tuple(make_line(row, page.number) for row in rows(noted))
    return Sheet(page, tuple(tables), tuple(rows(words)), notes)


def _within(word: Word, grid: Grid) -> bool:
    x0, top, x1, bottom = grid.bbox
    return x0 < (word.x0 + word.x1) / 2 < x1 and top < (word.top + word.bottom) / 2 < bottom


def _edges(sheet: Sheet, heads: Sequence[Head]) -> list[TextLine]:
    """The lines that may be furniture, top to bottom; headers of tables are none, though they come
    back on every page.
    """
    named = {i for head in heads for i in range(head.first, head.end)}
    found = (
        [row for i, row in enumerate(sheet.rows) if i not in named] if named else list(sheet.rows)
    )
    if len(found) > 2 * _EDGE:
        found = [*found[:_EDGE], *found[-_EDGE:]]
    return [make_line(row, sheet.page.number) for row in found]


def _with_unruled(sheets: Sequence[Sheet], running: frozenset[RunningKey]) -> list[Sheet]:
    """The sheets with the tables that are drawn without column lines."""
    tops = [len(_furniture(sheet.rows, sheet, running)) for sheet in sheets]
    ends = [
        len(sheet.rows) - len(_furniture(sheet.rows[top:][::-1], sheet, running))
        for sheet, top in zip(sheets, tops, strict=True)
    ]
    contents = [
        Content(s.page, s.rows[top:end], tuple(t.top for t in s.tables))
        for s, top, end in zip(sheets, tops, ends, strict=True)
    ]
    found = unruled_tables(contents)
    return [
        _taken(sheet, top, found.get(sheet.page.number, ()))
        for sheet, top in zip(sheets, tops, strict=True)
    ]


def _taken(sheet: Sheet, top: int, found: Sequence[Unruled]) -> Sheet:
    taken = {i + top for unruled in found for i in unruled.rows}
    tables = sorted((*sheet.tables, *(unruled.table for unruled in found)), key=lambda t: t.top)
    return (
        replace(
            sheet,
            tables=tuple(tables),
            rows=tuple(row for i, row in enumerate(sheet.rows) if i not in taken),
        )
        if found
        else sheet
    )


def _layout(sheet: Sheet, running: frozenset[RunningKey]) -> _Layout:
    page = sheet.page
    above = _furniture(sheet.rows, sheet, running)
    rest = sheet.rows[len(above) :]
    below = _furniture(rest[::-1], sheet, running)[::-1]
    rest = rest[: len(rest) - len(below)]
    notes_at = (
        footnotes_from([make_line(row, page.number) for row in rest], page.height)
        if _small_foot(rest)
        else len(rest)
    )
    footnotes = tuple(make_line(row, page.number) for row in rest[notes_at:])
    items = tuple(_in_order(rest[:notes_at], sheet.tables, page.number))
    return _Layout(
        round(page.width), _reach(sheet), (*above, *sheet.notes), items, footnotes, tuple(below)
    )


def _small_foot(found: Sequence[Row]) -> bool:
    """Whether the last line of a page is set smaller than its first."""
    return len(found) > 2 and found[-1][-1].size < found[0][0].size - 0.9


def _reach(sheet: Sheet) -> tuple[float, float]:
    """From where to where the text of a page is sure to reach: the usual margins, or its tables
    where they are wider.
    """
    left = min([_LEFT, *(t.xs[0] for t in sheet.tables)])
    right = max([sheet.page.width - _RIGHT, *(t.xs[-1] for t in sheet.tables)])
    return left, right


def _furniture(
    found: Sequence[Row], sheet: Sheet, running: frozenset[RunningKey]
) -> list[TextLine]:
    """Rows from the edge of a page inwards, as long as they are furniture."""
    out: list[TextLine] = []
    for row in found[:_EDGE]:
        line = make_line(row, sheet.page.number)
        if not (
            is_page_number(line, sheet.page.height) or not running.isdisjoint(running_keys(line))
        ):
            break
        out.append(line)
    return out


def _in_order(
    found: Sequence[Row], tables: Sequence[PdfTable], page: int
) -> Iterator[Region | PdfTable]:
    at = 0
    for table in tables:
        end = at
        while end < len(found) and found[end][0].base < table.top + 2:
            end += 1
        yield from regions(found[at:end], page)
        yield table
        at = end
    yield from regions(found[at:], page)


def _document_frames(layouts: Iterable[_Layout]) -> Mapping[int, Frame]:
    """The usual frame of pages of one width."""
    lines: dict[int, list[TextLine]] = {}
    reach: dict[int, tuple[float, float]] = {}
    for layout in layouts:
        lines.setdefault(layout.size, []).extend(layout.text())
        least = reach.setdefault(layout.size, layout.reach)
        reach[layout.size] = min(least[0], layout.reach[0]), max(least[1], layout.reach[1])
    return {size: frame_of(found, reach[size]) for size, found in lines.items()}


class _Writer:
    """Holds the paragraph or table that the next page may continue.

    Furniture and footnotes come after everything else: what runs over a page break stays in one
    piece of text, and a span over several paragraphs has none of them inside.
    """

    def __init__(self, builder: SourceBuilder, pages: Mapping[int, PageText]) -> None:
        self._builder = builder
        self._pages = pages
        self._lines: list[TextLine] = []
        self._frame: Frame | None = None
        self._opening: Frame | None = None
        self._table: PdfTable | None = None
        self._furniture: list[list[TextLine]] = []

    def page(self, layout: _Layout, wide: Frame) -> None:
        """One page, in reading order."""
        self._furniture += ([line] for line in layout.above)
        frame = frame_of(layout.text(), layout.reach, wide)
        for i, item in enumerate(layout.items):
            if isinstance(item, PdfTable):
                self._put_table(item, opens_page=i == 0)
            else:
                own = column_frame(item.lines) if item.column else frame
                self._put_lines(item.lines, own)
        self._furniture += _by_footnote(layout.footnotes)
        self._furniture += ([line] for line in layout.below)

    def close(self) -> None:
        """Writes what is still held."""
        self._end_paragraph()
        self._end_table()
        for lines in sorted(self._furniture, key=lambda lines: (lines[0].page, lines[0].top)):
            self._write(lines, style_of(lines), BlockRole.PAGE_FURNITURE)

    def _put_lines(self, lines: Sequence[TextLine], frame: Frame) -> None:
        self._end_table()
        for line in lines:
            if not (
                self._frame and self._frame.column == frame.column and self._continues(line, frame)
            ):
                self._end_paragraph()
                self._opening = frame
            self._lines.append(line)
            self._frame = frame
        if frame.column:
            self._end_paragraph()

    def _continues(self, line: TextLine, frame: Frame) -> bool:
        return bool(self._lines and self._frame) and goes_on(
            self._lines, line, self._frame or frame, frame
        )

    def _put_table(self, table: PdfTable, *, opens_page: bool) -> None:
        self._end_paragraph()
        whole = joined(self._table, table) if self._table and opens_page else None
        if whole is None:
            self._end_table()
        self._table = whole or table

    def _end_paragraph(self) -> None:
        if self._lines and self._opening:
            align = block_align(self._lines, self._opening)
            self._write(
                self._lines,
                style_of(self._lines, align, self._lines[0].x0 - self._opening.left),
                BlockRole.UNREAD,
            )
        self._lines = []

    def _end_table(self) -> None:
        if self._table:
            self._builder.table(
                drafts(self._table, self._pages),
                header_rows=self._table.header_rows,
                ruled=self._table.ruled,
            )
            self._furniture += ([line] for line in self._table.repeated)
            self._table = None

    def _write(self, lines: Sequence[TextLine], style: Style, role: BlockRole) -> None:
        pieces = [
            Piece(
                line.text,
                line_anchor(self._pages[line.page], line),
                _joint(lines, i),
                changes=changes_of(self._pages[line.page], line),
            )
            for i, line in enumerate(lines)
        ]
        page = lines[0].page
        box = around([line.bbox for line in lines if line.page == page])
        anchor = block_anchor(self._pages[page], box, lines)
        self._builder.paragraph(pieces, anchor, style=style, role=role)


def _joint(lines: Sequence[TextLine], i: int) -> str:
    return "" if i and cut_word(lines[i - 1], lines[i]) else " "


def _by_footnote(lines: Sequence[TextLine]) -> list[list[TextLine]]:
    out: list[list[TextLine]] = []
    for line in lines:
        if out and not opens_footnote(line):
            out[-1].append(line)
        else:
            out.append([line])
    return out
