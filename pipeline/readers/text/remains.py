"""What is left of tables whose cells came one after the other, each on a line of its own, under no
header by which they could be rebuilt: short lines, many of them nothing but a number.

They are kept as one damaged table, so that it is said and no fragment becomes an item or a task.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from vanban.extractors.language import units
from vanban.pipeline.readers.draft import Paragraph, Table, TableCell
from vanban.pipeline.readers.layout import is_form_line
from vanban.pipeline.readers.text.breaks.forms import is_part_heading
from vanban.pipeline.readers.text.lines import ORDER, TextLine
from vanban.schemas import TextAnchor

_LONGEST = 70
"""Letters of a line that may be a cell."""
_LEAST = 10
"""Lines from which a run is a table: shorter ones are the parts of a date or a heading."""
_LEAST_VALUES = 0.25
"""Share of lines that are values: a list of names has none, a column of figures makes a third."""
_ENDS_WITH_VALUE = 0.5
"""What a line counts whose last word is a number: "Tiền và tương đương tiền 110"."""
_VALUE = re.compile(r"[-–+≥≤<>=~(]{0,2}\s?\d[\d\s.,/%()–-]*|[xX]|[A-ZĐ]{2,4}")
_WITH_VALUE = re.compile(r"[^\W\d].{0,60}\s\d[\d.,]*\s?%?")
_UNIT = re.compile(rf"(?:{'|'.join(units.HEADED)})\s", re.IGNORECASE)


def remains_of_tables(lines: list[TextLine]) -> Iterator[Table | list[TextLine]]:
    """``lines`` in order, parted into what is left of tables and the lines between."""
    done = 0
    for start, end in _runs(lines):
        cells = [line for line in lines[start:end] if not line.blank]
        if len(cells) < _LEAST or _values(cells) < _LEAST_VALUES * len(cells):
            continue
        if lines[done:start]:
            yield lines[done:start]
        yield Table([_cell(row, line) for row, line in enumerate(cells)], False, damaged=True)
        done = end
    if lines[done:]:
        yield lines[done:]


def _runs(lines: Sequence[TextLine]) -> Iterator[tuple[int, int]]:
    """(start, end) of lines that may be cells."""
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and (lines[end].blank or _may_be_cell(lines[end])):
            end += 1
        yield from _narrowed(lines, at, end)
        at = end + 1


def _narrowed(lines: Sequence[TextLine], start: int, end: int) -> Iterator[tuple[int, int]]:
    """From the head of a column of numbers, or the first value, to the last value."""
    signs = [i for i in range(start, end) if _is_sign(lines[i])]
    if signs:
        yield signs[0], signs[-1] + 1


def _is_sign(line: TextLine) -> bool:
    return ORDER.fullmatch(line.view) is not None or _weight(line) > 0


def _may_be_cell(line: TextLine) -> bool:
    words = line.view
    return (
        len(words) <= _LONGEST
        and not words.endswith((".", ";", ":"))
        and not is_part_heading(words)
        and not _UNIT.match(words)
        and not is_form_line(words)
    )


def _values(cells: Sequence[TextLine]) -> float:
    return sum(map(_weight, cells))


def _weight(line: TextLine) -> float:
    if _VALUE.fullmatch(line.view):
        return 1.0
    return _ENDS_WITH_VALUE if _WITH_VALUE.fullmatch(line.view) else 0.0


def _cell(row: int, line: TextLine) -> TableCell:
    anchor = TextAnchor(line=line.number)
    return TableCell(row=row, column=0, anchor=anchor, items=(Paragraph((line.piece(),), anchor),))
