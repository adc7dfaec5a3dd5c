"""Forms in appendices: each has a header, a title and a signature of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from vanban.extractors.language.forms import MOTTO_OPENS
from vanban.extractors.outline.lines import Line
from vanban.extractors.outline.markers import Kind

_MOTTO = re.compile(rf".{{0,60}}{MOTTO_OPENS}", re.IGNORECASE)
_HEADER = 12
"""Lines below a form's label in which its quốc hiệu and tiêu ngữ stand."""
_BEFORE_TITLE = 5
"""Lines of number, place and day between tiêu ngữ and title, at most."""
_TITLE = 4
"""Lines of a title, at most."""
_LEAST = 6
"""Letters of a line that may be a title."""


def is_unit(line: Line) -> bool:
    """A numbered or lettered item; a bullet is none."""
    return any(m.kind is not Kind.BULLET for m in line.markers)


def last_unit(lines: Sequence[Line], start: int, end: int) -> int:
    """The last unit between two lines, else ``start``: behind it stand the last words of an
    appendix, for the forms in it are signed too.
    """
    units = (i for i in range(end - 1, start, -1) if is_unit(lines[i]))
    return next(units, start)


def title_of(lines: Sequence[Line], start: int, end: int) -> tuple[int, int] | None:
    """The lines of a form's title: the capitals below its tiêu ngữ, its number and its day; None
    where a form has none. Source: mẫu biểu kèm theo nghị định, thông tư 2018-2026.
    """
    header = range(start + 1, min(end, start + _HEADER))
    motto = next((i for i in header if _MOTTO.match(lines[i].folded)), None)
    if motto is None:
        return None
    below = range(motto + 1, min(end, motto + 1 + _BEFORE_TITLE))
    first = next((i for i in below if _may_be_title(lines[i])), None)
    if first is None:
        return None
    more = takewhile(lambda i: _may_be_title(lines[i]), range(first, min(end, first + _TITLE)))
    return first, first + len(list(more))


def _may_be_title(line: Line) -> bool:
    letters = sum(map(str.isalpha, line.text))
    return line.table is None and line.capitals and letters >= _LEAST and not is_unit(line)
