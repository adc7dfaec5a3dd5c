"""How the lines of a flattened table go into its rows and columns: the most consistent reading of
all of them together.

A table that lost its lines is one cell after another, often one line of a cell after another. What
is left are the header, which names the columns, the numerals that open rows, and what a column
holds: bodies, days, products. Each line goes on with the cell above it, opens a cell further right,
or opens a row; behind a page's end it may go on with any cell of its row, one column after the
other. Each step costs what it asks one to believe, and the cheapest path is the reading.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from vanban.pipeline.readers.text import flat_words
from vanban.pipeline.readers.text.lines import TextLine
from vanban.schemas.structure import ColumnRole

_NEVER = 12.0
_SKIPPED: dict[ColumnRole, float] = {
    "order": 8.0,
    "task": 6.0,
    "lead": 2.5,
    "due": 2.0,
    "cooperators": 1.2,
}
"""What a row without words in a column costs; ``_SKIPPED_OTHER`` in all other columns."""
_SKIPPED_OTHER = 0.8
_LEAST_WRAPPED = 6
"""Wrapped lines of a column that show its width."""
_WIDER, _BEYOND = 1.35, 2.0
"""How much wider than most a line of a column may be, and what it costs to be wider."""
_OPEN = 2.0
"""Cost of a line break of which the words leave it open whether the cell goes on."""
_ROOM, _HAD_ROOM, _FULL = 0.85, 1.0, -1.0
"""The share of a column's width up to which a line had room for the next word; what it costs to go
on behind such a line, and behind one that was full.
"""
_NO_HEADING, _HEADING_AS_WORK, _LONE_NUMERAL, _AT_END = 8.0, 3.0, 6.0, 0.6
"""What it costs that a heading has no Roman numeral or capital letter; that work has one; that a
row is nothing but its numeral; the share that columns left empty at the end of a row cost.
"""
_HEADING_LINE = 0.3
"""What each further line of a heading costs: few headings have many."""
_UNNUMBERED, _MERGED, _APART, _RESUMED, _TURNED = 6.0, 5.0, 4.0, 1.5, 0.7
"""What it costs that a row has no numeral; that it shares numeral and work with the row above; that
it begins (or a cell goes on) against the blank lines of a text that parts its rows by them; that it
goes on on the next page in another column, or in the same one.
"""
_SMALL = 6.0
"""What it costs that a cell begins with a small letter."""


@dataclass(frozen=True, slots=True)
class FlatLine:
    """A line, or the part of one that can only be of one cell."""

    line: TextLine
    apart: bool = False  # a blank line stands above it

    @property
    def view(self) -> str:
        """The words as they are judged."""
        return self.line.view


@dataclass(slots=True)
class FlatRow:
    """Lines by column; ``heading`` where the row is the heading of those below it."""

    cells: dict[int, list[TextLine]]
    heading: bool = False
    cost: float = 0.0


@dataclass(frozen=True, slots=True)
class _Step:
    """A line in a place (``state``), after the cheapest way to it.

    ``tails``: the last line of each column in its row, empty where the column is.
    """

    cost: float
    state: int
    before: int
    opens_row: bool
    tails: tuple[str, ...]


def read_rows(
    lines: Sequence[FlatLine], roles: Sequence[ColumnRole], *, parted: bool
) -> list[FlatRow]:
    """The rows of the cheapest reading. ``parted``: blank lines stand between the rows.

    Linear in the lines; the state after each is the column that it stands in, then that of a
    heading, then the column that it goes on with behind a page's end.
    """
    if not lines:
        return []
    views = [line.view for line in lines]
    seen = _Seen(
        views=views,
        accepted=flat_words.chained(views),
        flow=[0.0, *(flat_words.goes_on(a, b) for a, b in pairwise(views))],
        cuts=[0.0, *(flat_words.cuts(a, b) for a, b in pairwise(views))],
        opening=[
            {role: flat_words.opens_as(role, views[i : i + 3]) for role in set(roles)}
            for i in range(len(views))
        ],
    )
    skipped = [0.0, *accumulate(_SKIPPED.get(role, _SKIPPED_OTHER) for role in roles)]
    first = _cheapest(lines, _Costs(roles, parted, seen, (), skipped))
    widths = [_width(first, column) for column in range(len(roles))]
    return _cheapest(lines, _Costs(roles, parted, seen, widths, skipped))


def _cheapest(lines: Sequence[FlatLine], costs: _Costs) -> list[FlatRow]:
    steps = [costs.first(lines)]
    for i in range(1, len(lines)):
        steps.append(costs.after(lines, i, steps[-1]))
    return _rows(lines, steps, costs.heading)


def _width(rows: Sequence[FlatRow], column: int) -> int:
    """The width at which the lines of a column were wrapped, as a first reading shows it; 0 where
    cells have one line.
    """
    cells = [row.cells.get(column, []) for row in rows if not row.heading]
    wrapped = sorted(len(line.view) for cell in cells for line in cell[:-1])
    return wrapped[len(wrapped) * 7 // 10] if len(wrapped) >= _LEAST_WRAPPED else 0


@dataclass(frozen=True, slots=True)
class _Seen:
    """What is seen at each line, whatever column it stands in."""

    views: Sequence[str]
    accepted: Sequence[bool]
    flow: Sequence[float]
    cuts: Sequence[float]
    opening: Sequence[Mapping[ColumnRole, float]]


@dataclass(frozen=True, slots=True)
class _Costs:
    roles: Sequence[ColumnRole]
    parted: bool
    seen: _Seen
    widths: Sequence[int]
    skipped: Sequence[float]  # what leaving the first n columns empty costs

    @property
    def heading(self) -> int:
        """The state of a heading; those of columns are below it, those that go on above it."""
        return len(self.roles)

    def first(self, lines: Sequence[FlatLine]) -> list[_Step]:
        """The first line in each column."""
        return [
            self._step(
                self._opening(lines[0], 0, s) + self._before_row(s), s, -1, lines[0].view, ()
            )
            for s in range(self.heading + 1)
        ]

    def after(self, lines: Sequence[FlatLine], i: int, steps: Sequence[_Step]) -> list[_Step]:
        """The cheapest way to have line ``i`` in each column, from those of the line above."""
        found = [
            min(self._ways(lines, i, state, steps), key=lambda s: s.cost)
            for state in range(self.heading + 1)
        ]
        if lines[i].line.turned or len(steps) > len(found):
            found += [self._resumed(lines, i, c, steps) for c in range(1, self.heading)]
        return found

    def _ways(
        self, lines: Sequence[FlatLine], i: int, state: int, steps: Sequence[_Step]
    ) -> Iterator[_Step]:
        """The line opens a row, goes on with the cell above it, or opens a cell further right."""
        apart = lines[i].apart and self.parted
        stays = _APART if apart else 0.0
        anew = 0.0 if apart or not self.parted else _APART
        words = lines[i].view
        beyond = self._beyond_width(state, words)
        opening = self._opening(lines[i], i, state) + beyond
        above, ended = min((s.cost + self._after_row(s), n) for n, s in enumerate(steps))
        yield self._step(above + opening + self._before_row(state) + anew, state, ended, words, ())
        on = self._going_on(i, state, lines[i - 1].view, words, self.seen.flow[i]) + beyond
        turned = _TURNED if lines[i].line.turned else 0.0
        tails = steps[state].tails
        yield self._step(steps[state].cost + on + stays + turned, state, state, words, tails)
        for before in range(min(state, self.heading)):
            cost = steps[before].cost + opening + stays + self._between(lines, i, before, state)
            yield self._step(cost, state, before, words, steps[before].tails)

    def _resumed(
        self, lines: Sequence[FlatLine], i: int, column: int, steps: Sequence[_Step]
    ) -> _Step:
        """The line goes on with a cell that a page's end cut, the row's columns one after the
        other.
        """
        words = lines[i].view
        state = self.heading + column
        behind = self.heading + 1
        turned = lines[i].line.turned
        fresh = [s for s in steps[: self.heading] if turned and s.tails[column]]
        ways = [self._resuming(s, s.state, _RESUMED, i, column, words) for s in fresh]
        for before, step in enumerate(steps[behind : state + 1], behind):
            extra = 0.0 if before == state else _TURNED
            ways.append(self._resuming(step, before, extra, i, column, words))
        never = _Step(float("inf"), state, 0, False, steps[0].tails)
        return min(ways, key=lambda s: s.cost, default=never)

    def _resuming(
        self, step: _Step, before: int, extra: float, i: int, column: int, words: str
    ) -> _Step:
        above = step.tails[column]
        on = self._opening_words(i, column, words)
        if above:
            on = self._going_on(i, column, above, words, flat_words.goes_on(above, words))
        on += self._beyond_width(column, words)
        state = self.heading + column
        return self._step(step.cost + extra + on, state, before, words, step.tails)

    def _step(
        self, cost: float, state: int, before: int, words: str, tails: tuple[str, ...]
    ) -> _Step:
        """``tails`` of the row so far, empty for one that opens."""
        row = list(tails or ("",) * self.heading)
        row[_column(state, self.heading)] = words
        return _Step(cost, state, before, not tails, tuple(row))

    def _between(self, lines: Sequence[FlatLine], i: int, before: int, state: int) -> float:
        """Columns left empty; a Roman numeral opens a heading, another one a row of work."""
        heads = before == 0 and flat_words.is_heading_label(lines[i - 1].view)
        if state == self.heading:
            return 0.0 if heads else _NO_HEADING
        return self.skipped[state] - self.skipped[before + 1] + (_HEADING_AS_WORK if heads else 0.0)

    def _before_row(self, state: int) -> float:
        if state in (0, self.heading):
            return _NO_HEADING if state else 0.0
        if state == 1:
            return _UNNUMBERED
        return _MERGED + self.skipped[state] - self.skipped[2]

    def _after_row(self, step: _Step) -> float:
        """Columns left empty at the end of the row above; a lone numeral is no row."""
        if step.state == self.heading:
            return 0.0
        last = max(column for column, tail in enumerate(step.tails) if tail)
        left = self.skipped[-1] - self.skipped[last + 1]
        return (_LONE_NUMERAL if last == 0 else 0.0) + _AT_END * left

    def _opening(self, flat: FlatLine, i: int, state: int) -> float:
        """What it costs that the line opens a cell of the column."""
        if state == 0:
            return 0.0 if self.seen.accepted[i] else _NEVER
        cut = 0.0 if i and self.seen.accepted[i - 1] else self.seen.cuts[i]
        return self._opening_words(i, state, flat.view) + cut

    def _opening_words(self, i: int, state: int, words: str) -> float:
        if self.seen.accepted[i]:
            return _NEVER
        if words[0].islower():
            return _SMALL
        if state == self.heading:
            return 0.5
        return self.seen.opening[i][self.roles[state]]

    def _going_on(self, i: int, state: int, above: str, words: str, flow: float) -> float:
        """What it costs that the line goes on with the cell that ends with ``above``."""
        if state == 0 or self.seen.accepted[i]:
            return _NEVER
        if state == self.heading:
            return flow + _HEADING_LINE
        views, role = self.seen.views[i : i + 3], self.roles[state]
        another = flat_words.goes_on_as(role, above, views)
        if another is not None:
            return another
        against = flat_words.against_role(role, above, views)
        width = self._against_width(state, above, words) if flow >= _OPEN else 0.0
        return flow + width + against

    def _beyond_width(self, state: int, words: str) -> float:
        """No line is wider than its column."""
        width = self.widths[state] if state < len(self.widths) else 0
        return _BEYOND if 0 < _WIDER * width < len(words) else 0.0

    def _against_width(self, state: int, above: str, words: str) -> float:
        """A line that would have held the next word was ended on purpose; a full one was
        wrapped.
        """
        width = self.widths[state] if self.widths else 0
        if not width:
            return 0.0
        return (
            _HAD_ROOM if len(above) + 1 + len(words.split(maxsplit=1)[0]) < _ROOM * width else _FULL
        )


def _rows(
    lines: Sequence[FlatLine], steps: Sequence[Sequence[_Step]], heading: int
) -> list[FlatRow]:
    """Back along the cheapest path."""
    state = min(steps[-1], key=lambda s: s.cost).state
    path: list[_Step] = []
    for i in range(len(lines) - 1, -1, -1):
        path.append(steps[i][state])
        state = path[-1].before
    rows: list[FlatRow] = []
    spent = 0.0
    for flat, step in zip(lines, reversed(path), strict=True):
        if step.opens_row:
            rows.append(FlatRow({}))
        row = rows[-1]
        row.cost += step.cost - spent
        spent = step.cost
        row.heading = row.heading or step.state == heading
        column = _column(step.state, heading)
        row.cells.setdefault(column, []).append(flat.line)
    return rows


def _column(state: int, heading: int) -> int:
    """The column in which a line of this state stands; a heading's words stand in the second."""
    if state == heading:
        return 1
    return state - heading if state > heading else state
