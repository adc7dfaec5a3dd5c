"""Tables whose rows stand on lines, their cells parted by bars: Markdown's, and those that crawlers
write.

    | TT | Nhiệm vụ | Chủ trì |        TT | Nhiệm vụ | Chủ trì |
    |----|----------|---------|        1 | Rà soát
    | 1 | Rà soát | Sở Nội vụ |        quy định | Sở Nội vụ |

The rule below the header may be missing, so may the first or the last bar of a row; a cell may go
on over lines, and all rows may have been run together on one line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from vanban.extractors.tables.roles import header_role
from vanban.pipeline.readers.layout import are_beside, has_quoc_hieu
from vanban.pipeline.readers.text.bars import CELL_LETTERS, CELL_LINES, BarTable, Cell, is_bar
from vanban.pipeline.readers.text.lines import ORDER, TextLine

_RULE_CELL = re.compile(r"\s*(?::?-{2,}:?|:-:?|-:)\s*")  # a lone "-" is an empty cell
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_STROKE = re.compile(r"(?<=[^\W\d_])\s*[-_]{4,}|^\s*[-_]{4,}\s*(?=\S)")
"""A rule of the page that was run together with the words of its cell: "CHÍNH PHỦ_______ Số: …"."""
_ITEM = re.compile(r"(?<=;)\s*(?=-\s?[^\W\d_])")
"""Where one line holds the items of a list that were lines of a cell: "- A; - B; - Lưu: VT."."""
_WIDTHS = range(2, 17)
_LEAST_ROWS = 2
"""Rows that were run together, header aside, from which their period is believed."""
_LEAST_ALIKE = 3
"""Lines with as many bars one after the other that are rows, where none opens or ends with a bar.
"""
_KNOWN = 2
"""Columns whose header must be known, where nothing else says that the cells run together are rows.
"""
_ODD = 0.3
"""Share of rows with too many cells beyond which the columns are in doubt."""


def is_row(lines: Sequence[TextLine], at: int) -> bool:
    """Whether the line at ``at`` opens rows of cells parted by bars."""
    words = lines[at].words
    if "|" not in words or is_bar(lines[at]):
        return False
    if words[0] == "|" or words[-1] == "|":
        return True
    following = lines[at + 1 : at + _LEAST_ALIKE]
    if following and is_rule(following[0]):
        return True
    if _closes_soon(lines, at):
        return True
    bars = words.count("|")
    if bars == 1 and _is_form_row(_split(lines[at]), following[:1]):
        return True
    alike = [x for x in following if x.words.count("|") == bars]
    return bars > 1 and len(alike) == _LEAST_ALIKE - 1


def _is_form_row(cells: Sequence[TextLine], below: Sequence[TextLine]) -> bool:
    """The two cells stand in the head or the foot of a document; quốc hiệu may go on ``below``."""
    left, *right = cells
    return are_beside(left.view, " ".join(line.view for line in (*right, *below)))


def is_rule(line: TextLine) -> bool:
    """ "|---|:---:|": the rule between a header and its rows."""
    cells = _cells_of(line) if "|" in line.raw else []
    return len(cells) > 1 and all(_RULE_CELL.fullmatch(cell.raw) for cell in cells)


def _closes_soon(lines: Sequence[TextLine], at: int) -> bool:
    """The last cell of the line goes on below, up to a bar at the end of a line."""
    for line in lines[at + 1 : at + CELL_LINES]:
        if line.blank or is_bar(line):
            return False
        if "|" in line.raw:
            return line.words.endswith("|") and not line.words.startswith("|")
    return False


def pipe_table(lines: Sequence[TextLine], start: int) -> BarTable:
    """The rows that open at ``start``, up to the first line that is no part of one."""
    rows: list[list[Cell]] = []
    width = 0
    at = start
    is_open = False
    head = _head_below(lines, start)
    while at < head:
        line = lines[at]
        if is_open and not (is_rule(line) or line.words.startswith("|")):
            if not _goes_on(lines, at):
                break
            _continue(rows[-1], line)
            is_open = not line.words.endswith("|")
        elif is_rule(line):
            width = width or len(_cells_of(line))
            is_open = False
        elif is_bar(line):
            is_open = False
        elif "|" in line.raw and (rows == [] or is_row(lines, at) or not _closed(lines[start])):
            rows.append([_lines_of(cell) for cell in _cells_of(line)])
            is_open = _closed(lines[start]) and not line.words.endswith("|")
        elif rows and _completes_quoc_hieu(rows[-1][-1], line):
            rows[-1][-1].append(line)
        else:
            break
        at += 1
    filled = [row for row in rows if any(row)]
    width = width or _usual(filled)
    return BarTable(filled, max([width, *map(len, filled)]), at, _is_odd(filled, width))


def _completes_quoc_hieu(cell: Cell, line: TextLine) -> bool:
    """ "… | CỘNG HÒA XÃ HỘI", and "CHỦ NGHĨA VIỆT NAM" on the line below the row."""
    written = " ".join(part.view for part in cell)
    return not has_quoc_hieu(written) and has_quoc_hieu(f"{written} {line.view}")


def _head_below(lines: Sequence[TextLine], start: int) -> int:
    """Where the head of a document begins below a portal's attributes that open at ``start``: at
    quốc hiệu, or at the body above it, where each of their cells has a line of its own. The number
    of lines where there is none.
    """
    for at in range(start + 1, min(len(lines), start + CELL_LINES)):
        if "|" not in lines[at].raw:
            break
        cells = _cells_of(lines[at])
        if any(cell.view.isupper() and has_quoc_hieu(cell.view) for cell in cells):
            beside = len(cells) > 1 or len(_cells_of(lines[at - 1])) > 1
            head = at if beside else at - 1
            return head if head > start else len(lines)
    return len(lines)


def _closed(first: TextLine) -> bool:
    """Rows of the table have bars at their ends, as its first line has at one of them."""
    return first.words.startswith("|") or first.words.endswith("|")


def _goes_on(lines: Sequence[TextLine], at: int) -> bool:
    """Below an open cell: its end comes before the cell is longer than cells are, and before a row
    that begins behind a blank line.
    """
    letters = 0
    parted = False
    for line in lines[at : at + CELL_LINES]:
        if "|" in line.raw:
            return not (parted and line.words.startswith("|"))
        parted = parted or line.blank
        letters += len(line.view)
        if letters > CELL_LETTERS:
            return False
    return False


def _continue(row: list[Cell], line: TextLine) -> None:
    """The line goes on with the last cell of the row, and may open others."""
    first, *others = _cells_of(line) if not line.blank else [line]
    row[-1].extend([line] if line.blank else _lines_of(first))
    row.extend(_lines_of(cell) for cell in others)


def _usual(rows: Sequence[Sequence[Cell]]) -> int:
    """The width that most rows have; the greatest of those that as many have."""
    counted = Counter(len(row) for row in rows)
    return max(counted, key=lambda n: (counted[n], n), default=1)


def _is_odd(rows: Sequence[Sequence[Cell]], width: int) -> bool:
    return sum(len(row) > width for row in rows) > _ODD * len(rows)


def _cells_of(line: TextLine) -> list[TextLine]:
    """The parts between the bars; what stands before a first or behind a last bar only if there are
    words.
    """
    cells = _split(line)
    if len(cells) > 1 and cells[0].blank:
        del cells[0]
    if len(cells) > 1 and cells[-1].blank:
        del cells[-1]
    return cells


def _split(line: TextLine) -> list[TextLine]:
    bounds = [-1, *(m.start() for m in re.finditer(r"\|", line.raw)), len(line.raw)]
    return [line.part(a + 1, b) for a, b in pairwise(bounds)]


def _lines_of(cell: TextLine) -> list[TextLine]:
    """The lines that the words of a cell were before they were run together."""
    cuts = [m.span() for m in _BREAK.finditer(cell.raw)]
    cuts += [m.span() for m in _STROKE.finditer(cell.raw)]
    if cell.words.startswith("-"):
        cuts += [m.span() for m in _ITEM.finditer(cell.raw)]
    bounds = [(0, 0), *sorted(cuts), (len(cell.raw), len(cell.raw))]
    parts = (cell.part(a[1], b[0]) for a, b in pairwise(bounds))
    return [part for part in parts if not part.blank]


def unrolled(lines: Sequence[TextLine]) -> Iterator[TextLine]:
    """The lines, with rows that were run together on one line each on a line of its own."""
    for line in lines:
        if line.raw.count("|") > 2 * _WIDTHS.start:
            yield from _unrolled(line)
        else:
            yield line


def _unrolled(line: TextLine) -> Iterator[TextLine]:
    """Between two rows stands nothing: the cell after the last bar of one, before the first of the
    next, is blank. So is every (width + 1)th.
    """
    cells = _split(line)
    opens = _opening(cells)
    if opens is None:
        yield line
        return
    start, width = opens
    if start and not cells[start - 1].blank:
        yield cells[start - 1]
    while start + width <= len(cells):
        yield _joined(line, cells, start, start + width)
        start += width + 1
    if any(not cell.blank for cell in cells[start - 1 :]):
        yield _joined(line, cells, start - 1, len(cells)) if start < len(cells) else cells[-1]


def _joined(line: TextLine, cells: Sequence[TextLine], start: int, end: int) -> TextLine:
    """The part of the line that holds these cells, with the bars around them."""
    before = sum(len(cell.raw) + 1 for cell in cells[:start])
    length = sum(len(cell.raw) + 1 for cell in cells[start:end])
    return line.part(max(0, before - 1), min(len(line.raw), before + length))


def _opening(cells: Sequence[TextLine]) -> tuple[int, int] | None:
    """Where the first row begins among the cells, and how many it has."""
    at = 0
    for is_rule_, group in groupby(cells, key=lambda c: _RULE_CELL.fullmatch(c.raw) is not None):
        width = len(list(group))
        start = at - width - 1
        if is_rule_ and width > 1 and start >= 0 and _has_period(cells, start, width):
            return start, width
        at += width
    start = next((i for i, cell in enumerate(cells) if not cell.blank), 0)
    for first in (start, start + 1):
        found = next((w for w in _WIDTHS if _are_rows(cells, first, w)), None)
        if found:
            return first, found
    return None


def _has_period(cells: Sequence[TextLine], start: int, width: int) -> bool:
    between = cells[start + width : -1 : width + 1]
    return all(cell.blank for cell in between)


def _are_rows(cells: Sequence[TextLine], start: int, width: int) -> bool:
    """Without a rule: the period holds for some rows, and the first of them is a header."""
    head = cells[start : start + width]
    if len(cells) < start + (1 + _LEAST_ROWS) * (width + 1) or any(cell.blank for cell in head):
        return False
    known = sum(header_role(cell.view) not in (None, "other") for cell in head)
    headed = known >= _KNOWN or ORDER.fullmatch(head[0].view) is not None
    return headed and _has_period(cells, start, width)
