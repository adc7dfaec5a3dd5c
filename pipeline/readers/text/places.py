"""Cells of short rows put into their columns, in tables by bars.

A portal that turns a table into text drops what was merged: a cell over several rows is written in
the first of them only, one over several columns once. So rows are shorter than the table is wide.
Where the missing cells stood is settled for each row by the reading that fits best what the full
rows hold in each column; where the header itself is short, by the row of headings below it.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, combinations, pairwise
from typing import NamedTuple

from vanban.extractors.tables.cells import (
    is_figure,
    is_mark,
    label_of,
    looks_like_actors,
    looks_like_deadline,
    looks_like_product,
)
from vanban.pipeline.readers.text.lines import ORDER, TextLine

Row = Sequence[Sequence[TextLine]]

_LEAST_FULL = 2
"""Full rows from which columns are known."""
_SHORT, _LONG = 24, 90
"""Letters up to which a cell holds a word or two, and from which it holds sentences."""
_FIGURE = 8
"""Letters from which a figure is a sum of money rather than a count."""
_KINDS = 10
_SAME = 2.0
"""What it gains, in nats, that a column holds the very words of a cell elsewhere."""
_ALIKE = 1.0
"""The same for its first two syllables, where all cells of the column open with them."""
_OPENING = 2
_RUN, _GAP, _BEFORE = 0.7, 0.6, 0.2
"""What each run of missing cells costs and each cell of it, behind a row's first cell; and what
each one before that costs: the first columns are those that group rows. A run in the last columns
costs nothing of itself: notes and sources of money are shared by many rows.
"""
_CLEAR = 1.0
"""Nats by which a reading must be better than the next to be sure."""
_HEADING = 2
"""Cells of a heading over the rows below it: its label and its words."""
_WIDE = 2
"""Columns over which a cell reaches of which the next one is missing too."""
_MANY = 0.5
"""Rows of one cell to one full row, from which they are no headings."""


class _Reading(NamedTuple):
    """The columns of a row's first cells, and what they cost."""

    cost: float
    columns: tuple[int, ...]


class Place(NamedTuple):
    """Where a cell stands, and over how many columns."""

    column: int
    span: int = 1


@dataclass(frozen=True, slots=True)
class Placed:
    """The places of a row's cells. ``shares``: its free columns hold the merged cells of the row
    above. ``sure`` is false where another reading is nearly as good.
    """

    cells: tuple[Place, ...]
    shares: bool = False
    inferred: bool = False
    sure: bool = True
    heading: bool = False  # of the rows below it: nothing of it goes on in them


def places_of(rows: Sequence[Row], width: int) -> list[Placed]:
    """The places of the cells of each of ``rows`` in a table of ``width`` columns."""
    table = _Columns(rows, _usual(rows, width))
    return [table.heading(n) or table.aligned(n) or table.left(n) for n in range(len(rows))]


def _usual(rows: Sequence[Row], width: int) -> int:
    """The width that most rows have; a row into which others were run together has more."""
    widths = Counter(len(row) for row in rows if len(row) > _HEADING)
    usual = max(widths.items(), key=lambda item: (item[1], item[0]), default=(width, 0))
    return usual[0] if usual[1] * 2 > widths.total() else width


@dataclass(frozen=True)
class _Columns:
    """What the full rows of a table hold in each column."""

    rows: Sequence[Row]
    width: int

    @cached_property
    def _full(self) -> list[Row]:
        """Full rows below the header."""
        full = [row for row in self.rows if len(row) == self.width and any(row)]
        return full[1:] if full and full[0] is self.rows[0] else full

    @cached_property
    def _counted(self) -> bool:
        """The first column holds the numbers of the rows."""
        return ORDER.fullmatch(_words(self.rows[0][0])) is not None

    @cached_property
    def _kinds(self) -> list[Counter[str]]:
        return [Counter(_kind(row[c]) for row in self._full) for c in range(self.width)]

    @cached_property
    def _said(self) -> list[frozenset[str]]:
        return [frozenset(_words(row[c]) for row in self._full) - {""} for c in range(self.width)]

    @cached_property
    def _openings(self) -> list[Counter[str]]:
        return [Counter(map(_opening, said)) for said in self._said]

    @cached_property
    def _headings(self) -> dict[int, Placed]:
        """The header's two rows, where the first has headings over several columns."""
        if len(self.rows) < 2 or not _LEAST_FULL <= len(self.rows[0]) < self.width:
            return {}
        above, below = self.rows[0], _unfilled(self.rows[1])
        if not below or not all(map(_names_column, (*above, *below))):
            return {}
        splits = _splits(len(above), len(below), self.width - len(above))
        costs = sorted((self._unlike(split), split) for split in splits)
        if not costs:
            return {}
        sure = len(costs) == 1 or costs[1][0] - costs[0][0] >= _CLEAR
        spans = costs[0][1]
        wide = tuple(map(Place, accumulate((0, *spans[:-1])), spans))
        under = tuple(Place(c + i) for c, span in wide if span > 1 for i in range(span))
        return {
            0: Placed(wide, inferred=True, sure=sure),
            1: Placed(under, shares=True, inferred=True, sure=sure),
        }

    def heading(self, n: int) -> Placed | None:
        """The places of a row of the header that is short; None for other rows."""
        return self._headings.get(n)

    def left(self, n: int) -> Placed:
        """The cells of a row from the left; a heading of rows reaches up to the last column."""
        row = self.rows[n]
        last = len(row) - 1
        over = len(row) <= _HEADING
        cells = tuple(
            Place(c, max(1, self.width - c) if over and c == last else 1) for c in range(len(row))
        )
        return Placed(cells, heading=over or (n == 0 and all(map(_names_column, row))))

    def _unlike(self, split: Sequence[int]) -> float:
        """How unlike the columns are that one heading stands over, in nats."""
        cost, at = 0.0, 0
        for span in split:
            cost += sum(self._distance(a, b) for a, b in pairwise(range(at, at + span)))
            at += span
        return cost

    def _distance(self, a: int, b: int) -> float:
        """Twice the share of kinds that only one of two columns has; a column of numerals stands
        alone.
        """
        first, second = self._kinds[a], self._kinds[b]
        both = sum((first & second).values())
        every = max(1, sum(first.values()))
        return 2 * (1 - both / every) + (2.0 if a == 0 and first["figure 0"] * 2 > every else 0.0)

    def aligned(self, n: int) -> Placed | None:
        """The places of a short row whose missing cells are known; None where it is full, a
        heading, or nothing is known of the columns.
        """
        row = self.rows[n]
        if not n or len(row) >= self.width or len(self._full) < _LEAST_FULL:
            return None
        if not all(_unfilled(row)) or not any(row):
            return None  # an empty cell among others: the row has all that it had
        if self._is_heading(row) or (n == 1 and all(map(_names_column, row))):
            return None
        costs = [[self._misfit(cell, c) for c in range(self.width)] for cell in row]
        if self._counted and _is_label(row[0]):
            costs[0][0] = 0.0
        best, *others = _readings(costs, self.width)
        sure = not others or others[0].cost - best.cost >= _CLEAR
        cells = _spread(best.columns, row, self.width)
        return Placed(cells, shares=True, inferred=True, sure=sure)

    def _is_heading(self, row: Row) -> bool:
        """One cell, or a label and words: a heading, unless such rows are too many."""
        if len(row) > _HEADING:
            return False
        if _is_label(row[0]) or any(_is_strong(cell) for cell in row):
            return True
        alone = sum(len(r) == len(row) and not _is_strong(r[0]) for r in self.rows)
        return alone < _MANY * len(self._full)

    def _misfit(self, cell: Sequence[TextLine], column: int) -> float:
        """How little a column is used to such a cell, in nats."""
        words = _words(cell)
        known = self._kinds[column]
        share = (known[_kind(cell)] + 0.5) / (sum(known.values()) + 0.5 * _KINDS)
        same = _SAME if words and words in self._said[column] else 0.0
        opens = self._openings[column]
        alike = opens[_opening(words)] / opens.total() if words and opens else 0.0
        return -math.log(share) - same - _ALIKE * alike


def _readings(costs: Sequence[Sequence[float]], width: int) -> list[_Reading]:
    """The two best ways to stand cells in ``width`` columns in their order; ``costs`` of each cell
    in each column.
    """
    count = len(costs)
    states = {(0, False): [_Reading(0.0, ())]}  # cells placed, whether the column before is free
    for column in range(width):
        after: dict[tuple[int, bool], list[_Reading]] = {}
        for (placed, free), found in states.items():
            for cost, columns in found:
                if placed < count:
                    stands = _Reading(cost + costs[placed][column], (*columns, column))
                    after.setdefault((placed + 1, False), []).append(stands)
                if count - placed < width - column:
                    price = (_GAP if free else _GAP + _RUN) if placed else _BEFORE
                    missing = _Reading(cost + price, columns)
                    after.setdefault((placed, True), []).append(missing)
        states = {state: sorted(found)[:2] for state, found in after.items()}
    return sorted(
        _Reading(cost - (_RUN if free else 0.0), columns)
        for (placed, free), found in states.items()
        if placed == count
        for cost, columns in found
    )[:2]


def _spread(columns: Sequence[int], row: Row, width: int) -> tuple[Place, ...]:
    """The places of cells at ``columns``. In a row with a label of its own the words before two or
    more free columns reach over them: "1.1 | Vùng nuôi tôm | 428.418" below ten headings.
    """
    ends = [*columns[1:], width]
    labelled = _is_label(row[0])
    return tuple(
        Place(c, end - c if labelled and end - c > _WIDE and _is_wordy(cell) else 1)
        for c, end, cell in zip(columns, ends, row, strict=True)
    )


def _is_wordy(cell: Sequence[TextLine]) -> bool:
    return _kind(cell) in ("word", "words", "sentences", "product", "actor")


def _splits(cells: int, below: int, spare: int) -> Iterator[tuple[int, ...]]:
    """The ways to widen ``cells`` headings by ``spare`` columns so that ``below`` headings stand
    under the wide ones: (1, 1, 2, 1) for four above two.
    """
    wide = below - spare
    if not 0 < wide <= cells:
        return
    for chosen in combinations(range(cells), wide):
        for extra in _parts(spare, wide):
            spans = dict(zip(chosen, extra, strict=True))
            yield tuple(1 + spans.get(c, 0) for c in range(cells))


def _parts(total: int, count: int) -> Iterator[tuple[int, ...]]:
    """The ways to write ``total`` as a sum of ``count`` numbers from 1 on."""
    for cuts in combinations(range(1, total), count - 1):
        yield tuple(b - a for a, b in pairwise((0, *cuts, total)))


def _unfilled(row: Row) -> Row:
    """The cells of a row up to its last words."""
    filled = [n for n, cell in enumerate(row) if cell]
    return row[: filled[-1] + 1] if filled else ()


def _names_column(cell: Sequence[TextLine]) -> bool:
    words = _words(cell)
    return bool(words) and not words[0].isdigit() and len(words) <= _LONG and words[-1] != "."


def _is_label(cell: Sequence[TextLine]) -> bool:
    return label_of(_words(cell)) is not None


def _is_strong(cell: Sequence[TextLine]) -> bool:
    """In bold, or in capitals."""
    return bool(cell) and (all(x.strong for x in cell) or _words(cell).isupper())


def _kind(cell: Sequence[TextLine]) -> str:
    """What a cell looks like."""
    words = _words(cell)
    if not words:
        return "empty"
    if is_figure(words) or is_mark(words):
        return f"figure {min(len(words), _FIGURE) // 4}"
    return next((kind for kind, fits in _LOOKS if fits(words)), "sentences")


_LOOKS: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("label", lambda words: label_of(words) is not None or words in ("-", "+", "…", "...")),
    ("actor", looks_like_actors),
    ("product", looks_like_product),
    ("time", lambda words: len(words) <= _LONG and looks_like_deadline(words)),
    ("word", lambda words: len(words) <= _SHORT),
    ("words", lambda words: len(words) <= _LONG),
)
"""What a cell may look like that is no figure, the first that fits."""


def _opening(words: str) -> str:
    return " ".join(words.lower().split()[:_OPENING])


def _words(cell: Sequence[TextLine]) -> str:
    return " ".join(line.view for line in cell)
