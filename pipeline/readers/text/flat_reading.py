"""How the lines of a flattened table go into its rows and columns: the most consistent reading of
all of them together.

A table that lost its lines is one cell after another, often one line of a cell after another. What
is left are the header, which names the columns, the numerals that open rows, and what a column
holds: bodies, days, products. Each line goes on with the cell above it, opens a cell further right,
or opens a row; each step costs what it asks one to believe, and the cheapest path is the reading.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, pairwise

from vanban.extractors.language.data import toml
from vanban.extractors.tables.cells import (
    is_roman,
    label_of,
    looks_like_actors,
    looks_like_deadline,
    looks_like_product,
)
from vanban.pipeline.readers.text.breaks import Break, Habits, judge
from vanban.pipeline.readers.text.lines import TextLine
from vanban.schemas.structure import ColumnRole

_NEVER = 12.0
_TIME_LETTERS = 40
"""A cell that says when is short."""
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
_UNNUMBERED, _MERGED, _APART, _RESUMED, _TURNED = 6.0, 5.0, 4.0, 1.5, 0.7
"""What it costs that a row has no numeral; that it shares numeral and work with the row above; that
it begins (or a cell goes on) against the blank lines of a text that parts its rows by them; that it
goes on on the next page in another column, or in the same one.
"""


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
    """A line in a column (``state``), after the cheapest way to it."""

    cost: float
    state: int
    before: int
    opens_row: bool


def read_rows(
    lines: Sequence[FlatLine], roles: Sequence[ColumnRole], *, parted: bool
) -> list[FlatRow]:
    """The rows of the cheapest reading. ``parted``: blank lines stand between the rows.

    Linear in the lines; the state after each is the column that it stands in, the last one that of
    a heading.
    """
    if not lines:
        return []
    seen = _Seen(
        accepted=_chained(lines),
        flow=[0.0, *(_goes_on(a.view, b.view) for a, b in pairwise(lines))],
        opening=[{role: _opens_as(role, x.view) for role in set(roles)} for x in lines],
    )
    skipped = [0.0, *accumulate(_SKIPPED.get(role, _SKIPPED_OTHER) for role in roles)]
    first = _cheapest(lines, _Costs(roles, parted, seen, (), skipped))
    widths = [_width(first, column) for column in range(len(roles))]
    return _cheapest(lines, _Costs(roles, parted, seen, widths, skipped))


def _cheapest(lines: Sequence[FlatLine], costs: _Costs) -> list[FlatRow]:
    steps = [costs.first(lines)]
    for i in range(1, len(lines)):
        steps.append(costs.after(lines, i, steps[-1]))
    return _rows(lines, steps)


def _width(rows: Sequence[FlatRow], column: int) -> int:
    """The width at which the lines of a column were wrapped, as a first reading shows it; 0 where
    cells have one line.
    """
    cells = [row.cells.get(column, []) for row in rows if not row.heading]
    wrapped = sorted(len(line.view) for cell in cells for line in cell[:-1])
    return wrapped[len(wrapped) * 7 // 10] if len(wrapped) >= _LEAST_WRAPPED else 0


def _chained(lines: Sequence[FlatLine]) -> list[bool]:
    """Whether a line is a numeral that goes on with those above it: the next one, or the first of
    its kind.
    """
    last = {True: 0, False: 0}
    found: list[bool] = []
    for flat in lines:
        label = label_of(flat.view) if _NUMERAL.fullmatch(flat.view) else None
        number = _value(label) if label else None
        roman = bool(label) and is_roman(label or "")
        chained = label is not None and (number is None or number in (1, last[roman] + 1))
        if chained and number is not None:
            last[roman] = number
        found.append(chained)
    return found


_NUMERAL = re.compile(r"(?:\d{1,3}(?:\.\d{1,3}){0,3}|[IVXL]{1,6}|[A-ZĐ])[.)]?")
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}


def _value(label: str) -> int | None:
    """The number of "12" or "IV"; None for "1.2" and "a", which are not counted."""
    if label.isdigit():
        return int(label)
    if not is_roman(label):
        return None
    values = [_ROMAN[c] for c in label]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))


@dataclass(frozen=True, slots=True)
class _Seen:
    """What is seen at each line, whatever column it stands in."""

    accepted: Sequence[bool]
    flow: Sequence[float]
    opening: Sequence[Mapping[ColumnRole, float]]


@dataclass(frozen=True, slots=True)
class _Costs:
    roles: Sequence[ColumnRole]
    parted: bool
    seen: _Seen
    widths: Sequence[int]
    skipped: Sequence[float]  # what leaving the first n columns empty costs

    def first(self, lines: Sequence[FlatLine]) -> list[_Step]:
        """The first line in each column."""
        states = range(len(self.roles) + 1)
        return [
            _Step(self._opening(lines[0], 0, s) + self._before_row(s), s, -1, True) for s in states
        ]

    def after(self, lines: Sequence[FlatLine], i: int, steps: Sequence[_Step]) -> list[_Step]:
        """The cheapest way to have line ``i`` in each column, from those of the line above."""
        apart = lines[i].apart and self.parted
        stays = _APART if apart else 0.0
        anew = 0.0 if apart or not self.parted else _APART
        above, ended = min((s.cost + self._after_row(n), n) for n, s in enumerate(steps))
        turned = lines[i].line.turned
        anywhere = min(steps[:-1], key=lambda s: s.cost)
        found: list[_Step] = []
        for state in range(len(self.roles) + 1):
            beyond = self._beyond_width(state, lines[i].view)
            opening = self._opening(lines[i], i, state) + beyond
            on = self._going_on(lines, i, state) + beyond
            row = above + opening + self._before_row(state) + anew
            stay = steps[state].cost + on + stays + (_TURNED if turned else 0.0)
            ways = [_Step(row, state, ended, True), _Step(stay, state, state, False)]
            for before in range(min(state, len(self.roles))):
                cost = steps[before].cost + opening + stays
                cost += self._between(lines, i, before, state)
                ways.append(_Step(cost, state, before, False))
            if turned and 0 < state < len(self.roles):
                ways.append(_Step(anywhere.cost + _RESUMED + on, state, anywhere.state, False))
            found.append(min(ways, key=lambda s: s.cost))
        return found

    def _between(self, lines: Sequence[FlatLine], i: int, before: int, state: int) -> float:
        """Columns left empty; a Roman numeral opens a heading, another one a row of work."""
        heads = before == 0 and _is_heading_label(lines[i - 1].view)
        if state == len(self.roles):
            return 0.0 if heads else _NO_HEADING
        return self.skipped[state] - self.skipped[before + 1] + (_HEADING_AS_WORK if heads else 0.0)

    def _before_row(self, state: int) -> float:
        if state in (0, len(self.roles)):
            return _NO_HEADING if state else 0.0
        if state == 1:
            return _UNNUMBERED
        return _MERGED + self.skipped[state] - self.skipped[2]

    def _after_row(self, before: int) -> float:
        """Columns left empty at the end of the row above; a lone numeral is no row."""
        if before == len(self.roles):
            return 0.0
        left = self.skipped[-1] - self.skipped[before + 1]
        return (_LONE_NUMERAL if before == 0 else 0.0) + _AT_END * left

    def _opening(self, flat: FlatLine, i: int, state: int) -> float:
        """What it costs that the line opens a cell of the column."""
        words = flat.view
        if state == 0:
            return 0.0 if self.seen.accepted[i] else _NEVER
        if self.seen.accepted[i]:
            return _NEVER
        if words[0].islower():
            return 6.0
        if state == len(self.roles):
            return 0.5
        return self.seen.opening[i][self.roles[state]]

    def _going_on(self, lines: Sequence[FlatLine], i: int, state: int) -> float:
        """What it costs that the line goes on with the cell above it."""
        if state == 0 or self.seen.accepted[i]:
            return _NEVER
        above, words = lines[i - 1].view, lines[i].view
        cost = self.seen.flow[i]
        if state < len(self.roles):
            role = self.roles[state]
            cost += self._against_width(state, above, words) if cost >= _OPEN else 0.0
            cost += _against_role(role, above, words)
        return cost

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


def _is_heading_label(words: str) -> bool:
    label = label_of(words)
    return label is not None and (is_roman(label) or (len(label) == 1 and label.isupper()))


def _against_role(role: ColumnRole, above: str, words: str) -> float:
    """What a line costs that goes on in a column of the wrong kind."""
    if role == "due":
        return 0.0 if looks_like_deadline(words) else 1.5 if words[0].islower() else 3.0
    if _says_when(words) and not above.endswith(("ngày", "tháng", "năm", "-", "/")):
        return 3.0
    if role not in ("lead", "cooperators") or words[0].islower():
        return 0.0
    if looks_like_actors(words) and above.endswith(","):
        return -2.0
    return 2.4 if looks_like_actors(words) or looks_like_product(words) else 0.0


def _goes_on(above: str, words: str) -> float:
    """The verdict on the line break as a cost, in a column whose width nobody knows."""
    score = judge(Break(above, words), Habits()).score
    if score > 0:
        return 0.1
    return 2.2 if score == 0 else 3.0


def _opens_as(role: ColumnRole, words: str) -> float:
    """What it costs that ``words`` open a cell of a column of this role."""
    when, actors = _says_when(words), _names_bodies(words)
    if role == "due":
        return 0.0 if when else 1.5 if looks_like_deadline(words) else 5.0
    if when:
        return 4.0
    if role in ("lead", "cooperators"):
        return 0.0 if actors else 3.0
    if role == "task":
        return 1.5 if actors else 0.3
    if role == "outputs":
        return 0.2 if looks_like_product(words) else 2.0 if actors else 1.0
    return 2.0 if actors else 1.2


def _names_bodies(words: str) -> bool:
    """ "Báo cáo" is no newspaper."""
    return looks_like_actors(words) and not looks_like_product(words)


def _says_when(words: str) -> bool:
    """The words of a cell that says when: "Quý II/2026", "Hằng năm", "2026 - 2030"."""
    return len(words) <= _TIME_LETTERS and _times().match(words) is not None


@cache
def _times() -> re.Pattern[str]:
    opens = "|".join(toml("vanban.pipeline.readers.text")["time_opens"])
    return re.compile(rf"(?:{opens})(?!\w)", re.IGNORECASE)


def _rows(lines: Sequence[FlatLine], steps: Sequence[Sequence[_Step]]) -> list[FlatRow]:
    """Back along the cheapest path."""
    state = min(steps[-1], key=lambda s: s.cost).state
    path: list[_Step] = []
    for i in range(len(lines) - 1, -1, -1):
        path.append(steps[i][state])
        state = path[-1].before
    heading = len(steps[0]) - 1
    rows: list[FlatRow] = []
    spent = 0.0
    for flat, step in zip(lines, reversed(path), strict=True):
        if step.opens_row:
            rows.append(FlatRow({}))
        row = rows[-1]
        row.cost += step.cost - spent
        spent = step.cost
        row.heading = row.heading or step.state == heading
        column = 1 if step.state == heading else step.state
        row.cells.setdefault(column, []).append(flat.line)
    return rows
