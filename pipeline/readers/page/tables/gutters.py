"""The strips without words between the columns of a table that is drawn without column lines, and
the lines that keep to them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from vanban.pipeline.readers.page.lines import Row
from vanban.pipeline.readers.page.tables.column_headers import Head, parts, size_of

Gap = tuple[float, float]

LEAST = 3.0
"""Points that a gutter must keep."""
_BETWEEN = 0.5
"""Sizes that words on both sides of a gutter must stand apart."""


@dataclass(frozen=True, slots=True)
class Fit:
    """What one line leaves of the gutters, and which of them it crosses."""

    gutters: tuple[Gap, ...]
    crossed: frozenset[int]


def gutters_below(head: Head, rows: Sequence[Row]) -> tuple[Gap, ...]:
    """The strips between the columns of ``head`` that the lines below it leave free, as well as
    they do.

    Running text says nothing of columns, so a line in one piece counts only where it stands under
    one header.
    """
    telling = [row for row in rows if _tells(head, row)]
    return tuple(_strip((a.x1, b.x0), telling) for a, b in pairwise(head.columns))


def _tells(head: Head, row: Row) -> bool:
    if len(parts(row)) > 1:
        return True
    return sum(c.x0 < row[-1].x1 and row[0].x0 < c.x1 for c in head.columns) < 2


def _strip(room: Gap, rows: Sequence[Row]) -> Gap:
    """The widest strip within ``room`` that the fewest lines touch."""
    edges: list[tuple[float, int]] = []
    for row in rows:
        for start, end in _touched(row, room):
            edges += [(start, 1), (end, -1)]
    return min(
        _strips(room, sorted(edges)), key=lambda s: (s[1] - s[0] < LEAST, s[2], s[0] - s[1])
    )[:2]


def _touched(row: Row, room: Gap) -> list[Gap]:
    """What a line's words cover of ``room``, spaces between words of one piece too."""
    found = [(max(p.x0, room[0]), min(p.x1, room[1])) for p in parts(row)]
    return [(a, b) for a, b in found if a < b]


def _strips(room: Gap, edges: Sequence[tuple[float, int]]) -> list[tuple[float, float, int]]:
    """Pieces of ``room`` with the number of lines that touch each."""
    out: list[tuple[float, float, int]] = []
    at, depth = room[0], 0
    for x, change in edges:
        if x > at:
            out.append((at, x, depth))
            at = x
        depth += change
    return [*out, (at, room[1], depth)] if at < room[1] or not out else out


def fit(row: Row, gutters: Sequence[Gap]) -> Fit:
    """How a line stands to the gutters."""
    left: list[Gap] = []
    crossed: set[int] = set()
    for i, gutter in enumerate(gutters):
        kept = _kept(row, gutter)
        if kept is None:
            crossed.add(i)
        left.append(kept or gutter)
    return Fit(tuple(left), frozenset(crossed))


def _kept(row: Row, gutter: Gap) -> Gap | None:
    """The widest part of a gutter that the line leaves; None where words stand in it or run across
    it.
    """
    edges = [float("-inf"), *(x for w in row for x in (w.x0, w.x1)), float("inf")]
    best: Gap | None = None
    for i in range(0, len(edges), 2):
        low, high = max(edges[i], gutter[0]), min(edges[i + 1], gutter[1])
        inner = 0 < i < len(edges) - 2
        if high - low < LEAST or (inner and edges[i + 1] - edges[i] <= _BETWEEN * size_of(row)):
            continue
        if best is None or high - low > best[1] - best[0]:
            best = (low, high)
    return best


def columns_filled(row: Row, gutters: Sequence[Gap]) -> frozenset[int]:
    """The columns in which words of a line begin."""
    return frozenset(sum(w.x0 >= (a + b) / 2 for a, b in gutters) for w in row)


def moved(gutters: Sequence[Gap], shift: float) -> tuple[Gap, ...]:
    """Gutters ``shift`` points farther right."""
    return tuple((a + shift, b + shift) for a, b in gutters)


def common(one: Sequence[Gap], other: Sequence[Gap]) -> tuple[Gap, ...] | None:
    """What both leave of each gutter; None where they are not those of one table."""
    if len(one) != len(other):
        return None
    both = tuple((max(a, c), min(b, d)) for (a, b), (c, d) in zip(one, other, strict=True))
    return both if all(b - a >= 1.0 for a, b in both) else None
