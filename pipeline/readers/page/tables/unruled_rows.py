"""Where the rows of a table without rulings begin, and the grid that its columns and rows make.

Rows are told by what the page offers: rules along the table, more room above a row than between the
lines of a cell, the column of numbers, cells that begin together.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from vanban.pipeline.readers.page.lines import Row
from vanban.pipeline.readers.page.model import Word
from vanban.pipeline.readers.page.tables.column_headers import base_of, parts, size_of
from vanban.pipeline.readers.page.tables.grids import Grid, GridCell
from vanban.pipeline.readers.page.tables.unruled import TableChain, TablePart

_MORE = 1.5
"""Points of room between rows beyond that between lines, at least."""
_MORE_SHARE = 0.1
"""The same, as a part of the distance of lines."""
_LOOSE = 1.45
"""Sizes: lines of one cell stand closer."""
_TIGHT = 1.2
"""Sizes: the usual distance of lines."""
_MIDDLE = 0.6
"""Parts of the distance of lines by which a number may stand off the middle of its row."""
_ASIDE = 2
"""Columns with words of their own beside what runs across others, at most: else it is words that
outgrew their cell.
"""
_ABOVE = 0.95
"""Sizes above the baseline of its first line at which a row begins."""
_EDGE = 3.0
"""Points between the outermost words and the edge of the table."""
_ALONG = 0.5
"""Share of a column's width that a rule between rows takes, at least."""


@dataclass(frozen=True, slots=True)
class BodyLine:
    """A line of a table: which columns hold words of it, and which gutters it runs across."""

    row: Row
    base: float
    filled: frozenset[int]
    crossed: frozenset[int]

    @property
    def is_bold(self) -> bool:
        """All its words are bold or in capitals."""
        return all(w.bold or w.text.isupper() or not w.text[0].isalpha() for w in self.row)


@dataclass(frozen=True, slots=True)
class Spacing:
    """How far apart the lines of a cell stand, and from where on a distance parts rows."""

    line: float
    row: float


@dataclass(frozen=True, slots=True)
class Layout:
    """What all parts of a table have in common: its columns (before each part's shift), the
    distances of its lines, and the column
    of numbers, if it has one."""

    xs: tuple[float, ...]
    spacing: Spacing
    order: int | None

    def columns(self, part: TablePart) -> list[float]:
        """The column lines as they lie on the page of ``part``."""
        return [x + part.shift for x in self.xs]


def layout_of(chain: TableChain) -> Layout:
    """The layout of a table, from all its parts."""
    order = chain.head.roles.index("order") if "order" in chain.head.roles else None
    words = [
        (w, p.shift) for p in chain.parts for row in p.content.rows[p.first : p.end] for w in row
    ]
    left = min(w.x0 - shift for w, shift in words) - _EDGE
    right = max(w.x1 - shift for w, shift in words) + _EDGE
    xs = (left, *((a + b) / 2 for a, b in chain.gutters), right)
    return Layout(xs, _spacing_of(chain, xs, order), order)


def grid_of(part: TablePart, layout: Layout) -> Grid:
    """The grid of one part of a table, with the columns of the whole table."""
    xs, order = layout.columns(part), layout.order
    lines = _lines(part, xs)
    starts = _row_starts(lines, part, layout.spacing, order, xs)
    ys, cells = _head(part, len(xs) - 1)
    above = len(ys)
    ys += [lines[i].base - _ABOVE * size_of(lines[i].row) for i in starts]
    ys.append(max(w.bottom for row in part.content.rows[part.first : part.end] for w in row) + 1)
    body = [
        list(_row_cells(r, lines[a:b], len(xs) - 1))
        for r, (a, b) in enumerate(pairwise([*starts, len(lines)]), above)
    ]
    if _ruled_starts(lines, part, order, xs):
        body = _merged_down(
            body, [_parted(lines, i, part, xs) if i else frozenset() for i in starts]
        )
    return Grid(tuple(xs), tuple(ys), (*cells, *(cell for row in body for cell in row)))


def _merged_down(
    body: Sequence[Sequence[GridCell]], parted: Sequence[frozenset[int]]
) -> list[list[GridCell]]:
    """Cells of one column joined to those above them where no rule parts them. ``parted``: columns
    with a rule above, by row.
    """
    out: list[list[GridCell]] = []
    last: dict[int, tuple[int, int]] = {}
    for i, row in enumerate(body):
        out.append([])
        for cell in row:
            place = last.get(cell.column)
            if i and cell.col_span == 1 and cell.column not in parted[i] and parted[i] and place:
                r, k = place
                out[r][k] = replace(out[r][k], row_span=out[r][k].row_span + 1)
            else:
                out[i].append(cell)
                place = (i, len(out[i]) - 1) if cell.col_span == 1 else None
            last = (
                {**last, cell.column: place}
                if place
                else {c: p for c, p in last.items() if c != cell.column}
            )
        last = {
            c: p
            for c, p in last.items()
            if any(cell.column == c and cell.col_span == 1 for cell in row)
        }
    return out


def head_rows(part: TablePart) -> int:
    """Grid rows of the header."""
    return len({o.line for o in part.head.over}) + 1 if part.head else 0


def _spacing_of(chain: TableChain, xs: Sequence[float], order: int | None) -> Spacing:
    """The distances between lines of one column and between numbered rows, over all parts of a
    table.
    """
    within: list[float] = []
    between: list[float] = []
    sizes: list[float] = []
    for part in chain.parts:
        for a, b in pairwise(_lines(part, [x + part.shift for x in xs])):
            sizes.append(size_of(b.row))
            if not (a.crossed or b.crossed):
                steps = between if order in b.filled else within if a.filled & b.filled else []
                steps.append(b.base - a.base)
    size = sorted(sizes)[len(sizes) // 2] if sizes else 12.0
    line = sorted(within)[len(within) // 4] if within else _TIGHT * size
    if line > _LOOSE * size:
        line = _TIGHT * size
    usual = sorted(between)[len(between) // 2] if between else line
    return Spacing(
        line, max(line + max(_MORE, _MORE_SHARE * line), (line + min(usual, 2 * line)) / 2)
    )


def _lines(part: TablePart, xs: Sequence[float]) -> list[BodyLine]:
    return [_line(part.content.rows[i], part.crossed.get(i, frozenset()), xs) for i in part.body]


def _line(row: Row, crossed: frozenset[int], xs: Sequence[float]) -> BodyLine:
    filled = frozenset(
        min(max(bisect_right(xs, (w.x0 + w.x1) / 2) - 1, 0), len(xs) - 2) for w in row
    )
    return BodyLine(row, base_of(row), filled, crossed)


def _row_starts(
    lines: Sequence[BodyLine],
    part: TablePart,
    spacing: Spacing,
    order: int | None,
    xs: Sequence[float],
) -> list[int]:
    """Indices of the lines with which rows begin."""
    if not lines:
        return []
    ruled = _ruled_starts(lines, part, order, xs)
    if ruled:
        return ruled
    headings = _heading_starts(lines, spacing)
    gaps = {i for i in range(1, len(lines)) if lines[i].base - lines[i - 1].base > spacing.row}
    starts = {0} | gaps | headings
    if order is not None and any(order in line.filled for line in lines):
        starts = _numbered(lines, sorted(starts), spacing, order) | headings | {0}
        return [i for i in sorted(starts) if i in headings or not _goes_on(lines, i, starts, order)]
    if not gaps - headings:
        starts |= {
            i for i in range(1, len(lines)) if len(lines[i].filled - lines[i - 1].filled) > 1
        }
    return sorted(starts)


def _ruled_starts(
    lines: Sequence[BodyLine], part: TablePart, order: int | None, xs: Sequence[float]
) -> list[int]:
    """The rows that horizontal rules part; none where a row between two rules still holds several
    numbers.
    """
    starts = [
        i for i in range(1, len(lines)) if 2 * len(_parted(lines, i, part, xs)) >= len(xs) - 1
    ]
    if not starts:
        return []
    bands = [lines[a:b] for a, b in pairwise([0, *starts, len(lines)])]
    if order is not None and any(sum(order in line.filled for line in band) > 1 for band in bands):
        return []
    return [0, *starts]


def _parted(
    lines: Sequence[BodyLine], i: int, part: TablePart, xs: Sequence[float]
) -> frozenset[int]:
    """The columns in which a rule stands above line ``i``."""
    rules = [
        (a, b)
        for y, a, b in part.content.page.rules.across
        if lines[i - 1].base < y < lines[i].base
    ]
    columns = range(len(xs) - 1) if rules else ()
    return frozenset(
        c
        for c in columns
        if sum(max(0.0, min(b, xs[c + 1]) - max(a, xs[c])) for a, b in rules)
        > _ALONG * (xs[c + 1] - xs[c])
    )


def _heading_starts(lines: Sequence[BodyLine], spacing: Spacing) -> set[int]:
    """Lines that run across columns, where they begin, and the lines that follow them."""
    starts: set[int] = set()
    inside = False
    for i, line in enumerate(lines):
        close = i > 0 and line.base - lines[i - 1].base <= spacing.row
        if line.crossed:
            if not (inside and close):
                starts.add(i)
            inside = True
        elif inside and not (close and _ends_heading(lines[i - 1], line)):
            starts.add(i)
            inside = False
    return starts


def _ends_heading(above: BodyLine, line: BodyLine) -> bool:
    """The last words of a heading that was set on several lines: one piece, which begins or centres
    as the line above it.
    """
    if len(parts(line.row)) > 1 or line.is_bold != above.is_bold:
        return False
    start = above.row[len(parts(above.row)) > 1].x0 if len(above.row) > 1 else above.row[0].x0
    off = (line.row[0].x0 + line.row[-1].x1) - (above.row[0].x0 + above.row[-1].x1)
    return (
        abs(line.row[0].x0 - start) < _EDGE
        or abs(line.row[0].x0 - above.row[0].x0) < _EDGE
        or abs(off) < 2 * _EDGE
    )


def _numbered(
    lines: Sequence[BodyLine], starts: Sequence[int], spacing: Spacing, order: int
) -> set[int]:
    """The rows among bands of lines, told by the numbers: a band with one number is a row where the
    number stands on its first line
    or in its middle; otherwise a row begins with each number."""
    out: set[int] = set()
    for a, b in pairwise([*starts, len(lines)]):
        numbers = [i for i in range(a, b) if order in lines[i].filled]
        middle = (lines[a].base + lines[b - 1].base) / 2
        if len(numbers) == 1 and abs(lines[numbers[0]].base - middle) <= _MIDDLE * spacing.line:
            out.add(a)
        else:
            out |= {a, *numbers}
    return out


def _goes_on(lines: Sequence[BodyLine], i: int, starts: set[int], order: int) -> bool:
    """Whether a band without a number only goes on with one cell of the row above: a paragraph of
    its own within the cell.
    """
    end = min((j for j in starts if j > i), default=len(lines))
    band = lines[i:end]
    filled = _all_of(line.filled for line in band)
    if i == 0 or order in filled or any(line.crossed for line in band):
        return False
    if band[0].row[0].text[0].islower():
        return True
    if len(filled) > 1:
        return False
    return filled <= lines[i - 1].filled and band[0].is_bold == lines[i - 1].is_bold


def _row_cells(r: int, lines: Sequence[BodyLine], columns: int) -> Iterator[GridCell]:
    """The cells of one row. What runs across columns takes the empty ones beside it too."""
    across = _all_of(line.crossed for line in lines)
    if not across or len(_all_of(line.filled for line in lines if not line.crossed)) > _ASIDE:
        yield from (GridCell(r, c, 1, 1) for c in range(columns))
        return
    filled = _all_of(line.filled for line in lines)
    first, last = min(across), max(across) + 1
    while last + 1 < columns and last + 1 not in filled:
        last += 1
    while first > 0 and first - 1 not in filled:
        first -= 1
    yield from (GridCell(r, c, 1, 1) for c in range(first))
    yield GridCell(r, first, 1, last - first + 1)
    yield from (GridCell(r, c, 1, 1) for c in range(last + 1, columns))


def _all_of(found: Iterable[frozenset[int]]) -> frozenset[int]:
    return frozenset().union(*found)


def _head(part: TablePart, columns: int) -> tuple[list[float], list[GridCell]]:
    """Horizontal lines and cells of the header: what stands over several columns above the columns'
    own words.
    """
    if part.head is None:
        return [], []
    rows = part.content.rows
    levels = sorted({o.line for o in part.head.over})
    ys = [min(w.top for row in rows[part.first : part.head.end] for w in row) - 1]
    ys += [base_of(rows[line]) + 0.3 * size_of(rows[line]) for line in levels]
    cells = [
        GridCell(levels.index(o.line), o.first, 1, o.last - o.first + 1) for o in part.head.over
    ]
    for c in range(columns):
        above = [levels.index(o.line) for o in part.head.over if o.first <= c <= o.last]
        cells += _own_cells(c, above, len(ys))
    return ys, sorted(cells, key=lambda cell: (cell.row, cell.column))


def _own_cells(column: int, above: Sequence[int], count: int) -> Iterator[GridCell]:
    """A column's own header cell, below those over it; an empty cell where nothing stands
    on top.
    """
    first = max(above) + 1 if above else 0
    yield from (GridCell(r, column, 1, 1) for r in range(first) if r not in above)
    yield GridCell(first, column, count - first, 1)


def words_of(part: TablePart) -> list[Word]:
    """All words of a part."""
    return [w for row in part.content.rows[part.first : part.end] for w in row]
