"""Ruled grids: rules that meet make a table; what no rule parts is one merged cell.

pdfplumber snaps and joins the rules and finds the cells between them. What it is given are whole
sides: rules of scans have gaps, and some tables are drawn without their outer border.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from typing import Any

from vanban.pipeline.readers.page.model import BBox, Rules

Rule = tuple[float, float, float]
"""Place across the rule, then its start and end."""
Edge = dict[str, Any]
"""A rule as pdfplumber has it."""

_NEAR = 3.0
"""Points: rules this near are one (double borders), and ends this near meet."""
_TOUCH = 0.1
"""Points: sides of one line that meet differ by rounding only."""
_OPEN = 12.0
"""Points by which rules may stand out of a table whose outer border is missing."""
_COVERED = 0.5
"""Share of a cell's side that must be drawn: scans lose the rest under stamps and handwriting."""
_MANY = 1_000
"""Rules of one direction after joining: beyond this it is a drawing."""
_POINTS = 6_000
"""Points of one grid: what pdfplumber does grows with their square, to some seconds here. A table
of 40 columns and 80 rows on one page has half of them.
"""


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of a grid: its first row and column, and how many it covers."""

    row: int
    column: int
    row_span: int
    col_span: int

    def boxes(self) -> Iterator[tuple[int, int]]:
        """Row and column of the elementary boxes that it covers."""
        return product(
            range(self.row, self.row + self.row_span),
            range(self.column, self.column + self.col_span),
        )


@dataclass(frozen=True, slots=True)
class Grid:
    """Positions of the lines of a table, and its cells in reading order."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[GridCell, ...]

    @property
    def bbox(self) -> BBox:
        """The box of the whole table."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    def box(self, cell: GridCell) -> BBox:
        """The box of one of its cells."""
        return (
            self.xs[cell.column],
            self.ys[cell.row],
            self.xs[cell.column + cell.col_span],
            self.ys[cell.row + cell.row_span],
        )

    def place(self, x: float, y: float) -> tuple[int, int]:
        """Row and column of the elementary box at a point, kept within the grid."""
        row = min(max(bisect_right(self.ys, y) - 1, 0), len(self.ys) - 2)
        column = min(max(bisect_right(self.xs, x) - 1, 0), len(self.xs) - 2)
        return row, column


def find_grids(rules: Rules) -> list[Grid]:
    """Tables among the rules of a page, from top to bottom. A box of one cell is none; nor is one
    within another.
    """
    if not rules.across or not rules.down:
        return []
    joined = _joined(rules, _NEAR, _NEAR)
    if not joined.across or not joined.down or max(map(len, (joined.across, joined.down))) > _MANY:
        return []
    grids = [grid for group in _connected(joined) for grid in _grids(group)]
    outer = [g for g in grids if not any(h is not g and _inside(g.bbox, h.bbox) for h in grids)]
    return sorted(outer, key=lambda g: (g.ys[0], g.xs[0]))


def _connected(rules: Rules) -> Iterator[Rules]:
    """Groups of rules that meet each other, directly or through others."""
    across, down = rules.across, rules.down
    parent = list(range(len(across) + len(down)))
    for i, (y, x0, x1) in enumerate(across):
        for j, (x, y0, y1) in enumerate(down):
            if x0 - _NEAR <= x <= x1 + _NEAR and y0 - _NEAR <= y <= y1 + _NEAR:
                parent[_root(parent, len(across) + j)] = _root(parent, i)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for i, rule in enumerate(across):
        groups.setdefault(_root(parent, i), ([], []))[0].append(rule)
    for j, rule in enumerate(down):
        groups.setdefault(_root(parent, len(across) + j), ([], []))[1].append(rule)
    yield from (Rules(tuple(g[0]), tuple(g[1])) for g in groups.values() if g[0] and g[1])


def _root(parent: list[int], i: int) -> int:
    while parent[i] != i:
        parent[i] = parent[parent[i]]
        i = parent[i]
    return i


def _grids(group: Rules) -> Iterator[Grid]:
    """The tables that a group of rules draws."""
    across, down = _bordered(group.across, group.down), _bordered(group.down, group.across)
    ys, xs = _places(across), _places(down)
    if len(xs) * len(ys) > _POINTS:
        return
    sides = Rules(tuple(_sides(across, ys, xs)), tuple(_sides(down, xs, ys)))
    for boxes in _tables(_joined(sides, 0, _TOUCH)):
        yield _grid(boxes)


def _bordered(rules: Sequence[Rule], crossing: Sequence[Rule]) -> list[Rule]:
    """Rules of one direction with the border where the crossing rules stand out of the outer ones:
    some tables are drawn without it.
    """
    places, start, end = _places(rules), min(r[1] for r in rules), max(r[2] for r in rules)
    first, last = min(r[1] for r in crossing), max(r[2] for r in crossing)
    border = [
        *([first] if first < places[0] - _OPEN else []),
        *([last] if last > places[-1] + _OPEN else []),
    ]
    return [*rules, *((place, start, end) for place in border)]


def _places(rules: Sequence[Rule]) -> list[float]:
    return sorted({rule[0] for rule in rules})


def _sides(
    rules: Sequence[Rule], places: Sequence[float], crossing: Sequence[float]
) -> Iterator[Rule]:
    """The sides of elementary boxes on lines of one direction that are drawn, each whole."""
    for place in places:
        here = [rule for rule in rules if rule[0] == place]
        for start, end in pairwise(crossing):
            covered = sum(max(0.0, min(b, end) - max(a, start)) for _, a, b in here)
            if covered > _COVERED * (end - start):
                yield place, start, end


def _joined(rules: Rules, near: float, gap: float) -> Rules:
    """Rules nearer than ``near`` brought to one line, those on one line joined over a ``gap``."""
    from pdfplumber.table import merge_edges

    return _from_edges(merge_edges(_edges(rules), near, near, gap, gap))


def _tables(sides: Rules) -> list[list[BBox]]:
    """The boxes between sides, those that share corners together; a box of its own is no table."""
    from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells

    points = edges_to_intersections(_edges(sides), _TOUCH, _TOUCH)
    tables: list[list[BBox]] = cells_to_tables(intersections_to_cells(points))
    return tables


def _edges(rules: Rules) -> list[Edge]:
    """Rules as pdfplumber has them."""
    across: Iterable[Edge] = (
        {"orientation": "h", "x0": a, "x1": b, "top": y, "bottom": y, "width": b - a, "height": 0}
        for y, a, b in rules.across
    )
    down: Iterable[Edge] = (
        {"orientation": "v", "x0": x, "x1": x, "top": a, "bottom": b, "width": 0, "height": b - a}
        for x, a, b in rules.down
    )
    return [*across, *down]


def _from_edges(edges: Sequence[Edge]) -> Rules:
    across = tuple((e["top"], e["x0"], e["x1"]) for e in edges if e["orientation"] == "h")
    down = tuple((e["x0"], e["top"], e["bottom"]) for e in edges if e["orientation"] == "v")
    return Rules(across, down)


def _grid(boxes: Sequence[BBox]) -> Grid:
    """Boxes on the lines that they end at. Where one lies within another, the smaller is a cell;
    what no box covers is a cell of its own, so that no word of the table is lost.
    """
    xs = sorted({x for box in boxes for x in (box[0], box[2])})
    ys = sorted({y for box in boxes for y in (box[1], box[3])})
    column, row = ({x: i for i, x in enumerate(xs)}, {y: i for i, y in enumerate(ys)})
    found = [
        GridCell(row[y0], column[x0], row[y1] - row[y0], column[x1] - column[x0])
        for x0, y0, x1, y1 in boxes
    ]
    single = [GridCell(r, c, 1, 1) for r in range(len(ys) - 1) for c in range(len(xs) - 1)]
    taken: set[tuple[int, int]] = set()
    cells = []
    for cell in [*sorted(found, key=lambda c: c.row_span * c.col_span), *single]:
        if taken.isdisjoint(cell.boxes()):
            taken.update(cell.boxes())
            cells.append(cell)
    return Grid(tuple(xs), tuple(ys), tuple(sorted(cells, key=lambda c: (c.row, c.column))))


def _inside(inner: BBox, outer: BBox) -> bool:
    return all(inner[i] >= outer[i] - 1 for i in (0, 1)) and all(
        inner[i] <= outer[i] + 1 for i in (2, 3)
    )
