"""Tables whose cells are parted by bars, each on a line of its own, as law portals' texts have
them.

A row stands between two bars, and between its cells stands one; so two bars with nothing between
them are the end of a row, or an empty cell. Which of the two is settled for the whole table, by the
reading that leaves the fewest rows of an odd width.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from vanban.extractors.language import doc_types
from vanban.pipeline.readers.layout import (
    has_addressee,
    has_quoc_hieu,
    has_recipients,
    is_form_line,
)
from vanban.pipeline.readers.portal import is_portal_line
from vanban.pipeline.readers.text.breaks.names import PERSON
from vanban.pipeline.readers.text.lines import ORDER, TextLine

BARS = re.compile(r"(?<![|\s])[|\s]*\|[|\s]*")
"""Bars with the space around them."""
CELL_LINES = 60
"""Lines of one cell, at most: what is longer are the words of the document below a table."""
CELL_LETTERS = 1200
"""The same in letters, where nothing says that there is a table of work."""
_HEAD_CELLS = 8
"""Cells of the head of a document with its addressees, at most."""
_COLUMNS = 16
_HEAD_COLUMNS = 2
"""Columns of the head of a document: body and number, quốc hiệu and day."""
_HEADING, _SHORT, _EMPTY, _NUMBERED, _WIDE, _LEFT = 0.6, 1.0, 0.2, 1.0, 6.0, 0.5
"""What a reading costs: a row of a heading, a row that lacks cells, an empty cell, an empty cell
before a numeral (which would open a row), each cell too many, each one left out below the last row.
"""
_INSIDE = 0.3
"""The same for an empty cell between others of a row that lacks cells: two rows, rather."""
_LEAST_SPLIT = 2
"""Columns under a heading that stands over several, at least."""
_NAME = 60
"""Letters of a heading of a column below another, at most."""
_FIRST_LABEL = re.compile(r"\d|(?:I|A|a)[.)]?$")
"""The label of the first row of a table, or of a heading over its rows."""
_BLANK = 0.5
"""What it costs that a blank line between two bars is the end of a row and no empty cell."""
_LAST_WORDS = "./."
_NUMERAL = re.compile(r"(?:\d{1,3}(?:\.\d{1,3})*|[IVXLC]{1,6}|[A-ZĐa-zđ])[.)]?")

Cell = list[TextLine]


@dataclass(frozen=True, slots=True)
class BarTable:
    """Rows of cells, the width that most of them have, and the index of the line after the last.

    ``odd``: too many rows have cells of which nobody knows the column.
    """

    rows: list[list[Cell]]
    width: int
    end: int
    odd: bool = False


@dataclass(frozen=True, slots=True)
class _Gap:
    """What stands between two bars. ``bare``: nothing at all, not even a blank line."""

    cell: Cell
    bare: bool
    start: int  # of the line after the opening bar
    end: int  # of the line after the closing bar


def is_bar(line: TextLine) -> bool:
    """Nothing but bars."""
    return "|" in line.raw and BARS.fullmatch(line.raw) is not None


def bar_table(lines: Sequence[TextLine], start: int, above: Cell | None = None) -> BarTable | None:
    """The table that opens with the bar at ``start``; None where the bar is a stray one.

    ``above``: the words just above that bar. Where quốc hiệu is the first cell, they are the cell
    that stands beside it, whose own bar is lost.
    """
    gaps = _gaps(lines, start)
    if above and gaps and any(has_quoc_hieu(line.view) for line in gaps[0].cell):
        gaps.insert(0, _Gap(above, False, start, start))
    gaps = _in_two_columns(gaps)
    first = next((n for n, gap in enumerate(gaps) if gap.bare), len(gaps))
    if not first or len(gaps) < 2 or _is_titled(gaps):
        return None
    counted = _is_order(gaps[0])
    below = _subheadings(gaps, first) if counted else 0
    split = {first - wide + below for wide in range(1, below // _LEAST_SPLIT + 1)}
    widths = {first, *split} if counted else {first, *_runs(gaps)}
    readings = (
        _reading(gaps, w, range(first + 1, first + 1 + below) if w > first else None)
        for w in sorted(widths)
        if w <= _COLUMNS
    )
    best = min(readings, key=lambda r: r[0], default=None)
    return _table(gaps, best[1]) if best and best[1] else None


def _in_two_columns(gaps: list[_Gap]) -> list[_Gap]:
    """The gaps with the end of the row behind quốc hiệu put back, where the file lost it: the head
    of a document has two columns (NĐ 30/2020, Phụ lục I).
    """
    if len(gaps) <= _HEAD_COLUMNS or gaps[_HEAD_COLUMNS].bare:
        return gaps
    right = gaps[_HEAD_COLUMNS - 1]
    if not any(has_quoc_hieu(line.view) for line in right.cell):
        return gaps
    row_end = _Gap([], True, right.end, right.end)
    return [*gaps[:_HEAD_COLUMNS], row_end, *gaps[_HEAD_COLUMNS:]]


def _is_titled(gaps: Sequence[_Gap]) -> bool:
    """The title of a list stands between a bar and its header: the next bar opens the table."""
    return _is_order(gaps[1]) and bool(gaps[0].cell) and gaps[0].cell[0].view.isupper()


def _is_order(gap: _Gap) -> bool:
    """The head of a column of numbers: the table counts its rows, and no cell of its header is
    empty.
    """
    return any(ORDER.fullmatch(line.view) for line in gap.cell)


def _subheadings(gaps: Sequence[_Gap], first: int) -> int:
    """How many headings stand in the row below a header of ``first`` cells, some of which stand
    over several columns: "TT | Địa phương | Tỷ lệ | Ghi chú", then "Tỉnh | Xã". 0 where rows begin.
    """
    below = takewhile(lambda gap: not gap.bare, gaps[first + 1 :])
    names = [" ".join(line.view for line in gap.cell) for gap in below]
    if len(names) < _LEAST_SPLIT or _FIRST_LABEL.match(names[0]):
        return 0
    return len(names) if len(names) < first and all(len(n) <= _NAME for n in names) else 0


def _runs(gaps: Sequence[_Gap]) -> set[int]:
    """Lengths of the runs of cells between bare gaps."""
    found: set[int] = set()
    run = 0
    for gap in gaps:
        if gap.bare and run:
            found.add(run)
        run = 0 if gap.bare else run + 1
    return found


def _gaps(lines: Sequence[TextLine], start: int) -> list[_Gap]:
    """The gaps between the bars from ``start`` on, up to where the words below the table begin."""
    gaps: list[_Gap] = []
    at = start + 1
    bars = lines[start].raw.count("|")
    while True:
        gaps += [_Gap([], False, at, at)] * (bars - 1)
        end = _next_bar(lines, at)
        if end is not None and _opens_foot(lines[at:end], gaps):
            return _without_last_words(gaps)
        if end is None or _is_below(lines[at:end], gaps):
            return gaps
        cell = [line for line in lines[at:end] if not line.blank]
        gaps.append(_Gap(cell, end == at, at, end + 1))
        bars = lines[end].raw.count("|")
        at = end + 1


def _next_bar(lines: Sequence[TextLine], at: int) -> int | None:
    last = min(len(lines), at + CELL_LINES + 1)
    return next((i for i in range(at, last) if is_bar(lines[i])), None)


def _opens_foot(between: Sequence[TextLine], gaps: Sequence[_Gap]) -> bool:
    """Nơi nhận below the rows of a table, with no bar of its own before it."""
    return any(gap.cell for gap in gaps) and _names_recipients(between)


def _names_recipients(lines: Sequence[TextLine]) -> bool:
    """Nơi nhận, also broken over two lines."""
    views = [line.view for line in lines]
    broken = (f"{above} {below}" for above, below in pairwise(views))
    return any(map(has_recipients, views)) or any(map(has_recipients, broken))


def _without_last_words(gaps: list[_Gap]) -> list[_Gap]:
    """Without the words of the document that stand between its last table and Nơi nhận."""
    last = gaps[-1].cell
    return gaps[:-1] if last and last[-1].view.endswith(_LAST_WORDS) else gaps


def _is_below(between: Sequence[TextLine], gaps: Sequence[_Gap]) -> bool:
    """Words between two bars that are no cell of the table."""
    if all(line.blank for line in between):
        return False
    return (
        bool(gaps and between[0].blank)  # no cell stands behind a blank line
        or any(is_portal_line(line.view) for line in between)
        or _is_body(between, gaps)
        or _is_behind_signature(between, gaps)
        or _is_behind_addressees(gaps)
    )


def _is_behind_addressees(gaps: Sequence[_Gap]) -> bool:
    """ "Kính gửi:" and to whom, in one cell or two: what follows is the letter."""
    said = [" ".join(line.view for line in gap.cell) for gap in gaps[-2:]]
    if said and has_addressee(said[-1]):
        return not said[-1].endswith(":")
    return len(said) > 1 and has_addressee(said[0])


def _is_body(between: Sequence[TextLine], gaps: Sequence[_Gap]) -> bool:
    """The words of a document below its head or its addressees: their type, or too much for a cell
    of a table that does not count its rows.
    """
    if len(gaps) > _HEAD_CELLS or _names_recipients(between):
        return False
    if any(map(_is_order, gaps)):
        return False
    titled = any(x.view.isupper() and doc_types.by_name(x.view) for x in between)
    return titled or sum(len(line.view) for line in between) > CELL_LETTERS


def _is_behind_signature(between: Sequence[TextLine], gaps: Sequence[_Gap]) -> bool:
    """The two columns of a document's foot are full, or the one that has the signature."""
    if not gaps or any(is_form_line(line.view) for line in between):
        return False
    foot = len(gaps) > 1 and any(_names_recipients(gap.cell) for gap in gaps[-3:-1])
    return foot or _is_signature(gaps[-1].cell)


def _is_signature(cell: Sequence[TextLine]) -> bool:
    """The signer's office in capitals, and a name as the last line."""
    signed = len(cell) > 1 and PERSON.fullmatch(cell[-1].view) is not None
    return signed and any(is_form_line(line.view) for line in cell)


def _reading(
    gaps: Sequence[_Gap], width: int, headings: range | None = None
) -> tuple[float, list[tuple[int, int]]]:
    """The cheapest way to part the gaps into rows of ``width``, as (first, end) of each row's
    cells, with its cost. ``headings``: the gaps of a second row of the header.
    """
    count = len(gaps)
    best: list[tuple[float, tuple[tuple[int, int], int] | None]] = [(float("inf"), None)] * (
        count + 2
    )
    best[0] = (0.0, None)  # best[n]: the rows before gap n, at which a row may begin
    final: tuple[float, int] = (float("inf"), 0)
    for end in range(1, count + 1):
        closes = end == count or not gaps[end].cell
        parts = 0.0 if end == count or gaps[end].bare else _BLANK
        for begin in range(max(0, end - _COLUMNS), end):
            if best[begin][0] == float("inf"):
                continue
            cost = best[begin][0]
            if not (headings and begin == headings.start and end - headings.stop in (0, 1)):
                cost += _cost(gaps[begin:end], width)
            if closes and cost + parts < best[end + 1][0]:
                best[end + 1] = (cost + parts, ((begin, end), begin))
            if (closes and end == count) or (not closes and end - begin == width):
                total = cost + _LEFT * (count - end)
                if total < final[0]:
                    final = (total, end)
                    last = ((begin, end), begin)
    return (final[0], _traced(best, last)) if final[1] else (float("inf"), [])


def _traced(
    best: Sequence[tuple[float, tuple[tuple[int, int], int] | None]],
    last: tuple[tuple[int, int], int],
) -> list[tuple[int, int]]:
    rows: list[tuple[int, int]] = []
    step: tuple[tuple[int, int], int] | None = last
    while step:
        rows.append(step[0])
        step = best[step[1]][1]
    return rows[::-1]


def _cost(cells: Sequence[_Gap], width: int) -> float:
    empty = _EMPTY * sum(not gap.cell for gap in cells)
    empty += _NUMBERED * sum(
        not a.cell and _NUMERAL.fullmatch(" ".join(x.view for x in b.cell)) is not None
        for a, b in pairwise(cells)
    )
    if len(cells) == width:
        return empty
    if len(cells) > width:
        return empty + _WIDE * (len(cells) - width)
    inside = sum(not gap.cell for gap in cells[1:-1])
    return empty + _INSIDE * inside + (_HEADING if len(cells) <= 2 else _SHORT)


def _table(gaps: Sequence[_Gap], rows: Sequence[tuple[int, int]]) -> BarTable:
    """The rows up to the one that opens the next table: the head of a document below a portal's
    attributes, the addressees below the head.
    """
    cells = [[gap.cell for gap in gaps[begin:end]] for begin, end in rows]
    head = next((n for n, row in enumerate(cells) if n and _opens(row)), len(cells))
    end = gaps[rows[head - 1][1] - 1].end if head < len(cells) else gaps[rows[-1][1] - 1].end
    return BarTable(cells[:head], max(map(len, cells[:head])), end)


def _opens(row: Sequence[Cell]) -> bool:
    """Quốc hiệu, or "Kính gửi"."""
    return any(has_quoc_hieu(x.view) or has_addressee(x.view) for cell in row for x in cell)
