"""Ruled grids: rules that meet make a table; boxes with no rule between them are one merged cell."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vanban.pipeline.readers.page.model import BBox, Rules

Rule = tuple[float, float, float]
"""Place across the rule, then its start and end."""

_NEAR = 3.0
"""Points: rules this near are one (double borders), and ends this near meet."""
_OPEN = 12.0
"""Points by which rules may stand out of a table whose outer border is missing."""
_MANY = 1_000
"""Rules of one direction after joining: beyond this it is a drawing."""
_BOXES = 40_000


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of a grid: its first row and column, and how many it covers."""

    row: int
    column: int
    row_span: int
    col_span: int


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
    across, down = _joined(rules.across), _joined(rules.down)
    if not across or not down or max(len(across), len(down)) > _MANY:
        return []
    grids = [grid for rows, columns in _connected(across, down) if (grid := _grid(rows, columns))]
    outer = [g for g in grids if not any(h is not g and _inside(g.bbox, h.bbox) for h in grids)]
    return sorted(outer, key=lambda g: (g.ys[0], g.xs[0]))


def _joined(rules: Sequence[Rule]) -> list[Rule]:
    """Rules on one line joined where they touch."""
    out: list[Rule] = []
    for group in _levels(sorted(rules)):
        place = sum(r[0] for r in group) / len(group)
        start, end = -1e9, -1e9
        for _, a, b in sorted(group, key=lambda r: r[1]):
            if a > end + _NEAR:
                if end > start:
                    out.append((place, start, end))
                start, end = a, b
            end = max(end, b)
        out.append((place, start, end))
    return out


def _levels(rules: Sequence[Rule]) -> Iterator[list[Rule]]:
    group: list[Rule] = []
    for rule in rules:
        if group and rule[0] - group[0][0] > _NEAR:
            yield group
            group = []
        group.append(rule)
    if group:
        yield group


def _connected(
    across: Sequence[Rule], down: Sequence[Rule]
) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """Groups of rules that meet each other, directly or through others."""
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
    yield from (g for g in groups.values() if g[0] and g[1])


def _root(parent: list[int], i: int) -> int:
    while parent[i] != i:
        parent[i] = parent[parent[i]]
        i = parent[i]
    return i


def _grid(across: Sequence[Rule], down: Sequence[Rule]) -> Grid | None:
    ys = _places([r[0] for r in across], min(r[1] for r in down), max(r[2] for r in down))
    xs = _places([r[0] for r in down], min(r[1] for r in across), max(r[2] for r in across))
    if len(xs) < 2 or len(ys) < 2 or len(xs) * len(ys) > _BOXES:
        return None
    cells = _cells(xs, ys, across, down)
    return Grid(tuple(xs), tuple(ys), tuple(cells)) if len(cells) > 1 else None


def _places(found: Sequence[float], first: float, last: float) -> list[float]:
    """Lines of one direction, with the outer ones added where the border is missing but the
    crossing rules stand out.
    """
    places = [
        sum(p[0] for p in group) / len(group)
        for group in _levels([(f, 0.0, 0.0) for f in sorted(found)])
    ]
    if first < places[0] - _OPEN:
        places.insert(0, first)
    if last > places[-1] + _OPEN:
        places.append(last)
    return places


def _cells(
    xs: Sequence[float], ys: Sequence[float], across: Sequence[Rule], down: Sequence[Rule]
) -> list[GridCell]:
    """Boxes joined to the right and downwards where no rule parts them, as rectangles."""
    rows, columns = len(ys) - 1, len(xs) - 1
    on_x, on_y = _by_place(down, xs), _by_place(across, ys)
    right = [
        [c + 1 < columns and not _parts(on_x[c + 1], ys[r], ys[r + 1]) for c in range(columns)]
        for r in range(rows)
    ]
    below = [
        [r + 1 < rows and not _parts(on_y[r + 1], xs[c], xs[c + 1]) for c in range(columns)]
        for r in range(rows)
    ]
    taken = [[False] * columns for _ in range(rows)]
    out: list[GridCell] = []
    for r in range(rows):
        for c in range(columns):
            if not taken[r][c]:
                out.append(_cell(r, c, right, below, taken))
    return out


def _cell(
    r: int, c: int, right: list[list[bool]], below: list[list[bool]], taken: list[list[bool]]
) -> GridCell:
    """The largest rectangle of open boxes that begins at row ``r``, column ``c``: first to the
    right, then down.
    """
    wide = 1
    while right[r][c + wide - 1] and not taken[r][c + wide]:
        wide += 1
    tall = 1
    while all(below[r + tall - 1][c : c + wide]) and all(right[r + tall][c : c + wide - 1]):
        tall += 1
    for i in range(r, r + tall):
        taken[i][c : c + wide] = [True] * wide
    return GridCell(r, c, tall, wide)


def _by_place(rules: Sequence[Rule], places: Sequence[float]) -> list[list[Rule]]:
    return [[rule for rule in rules if abs(rule[0] - place) <= _NEAR] for place in places]


def _parts(rules: Sequence[Rule], start: float, end: float) -> bool:
    """Whether the rules of one line cover most of the way from ``start`` to ``end``."""
    covered = sum(max(0.0, min(b, end) - max(a, start)) for _, a, b in rules)
    return covered > 0.5 * (end - start)


def _inside(inner: BBox, outer: BBox) -> bool:
    return all(inner[i] >= outer[i] - 1 for i in (0, 1)) and all(
        inner[i] <= outer[i] + 1 for i in (2, 3)
    )
