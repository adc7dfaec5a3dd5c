"""What the data cells of a column look like, as shares of the filled ones: the evidence of
contents.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

from vanban.extractors.tables.cells import (
    is_figure,
    is_mark,
    is_step,
    label_of,
    looks_like_actors,
    looks_like_deadline,
    looks_like_product,
    names_person,
    names_source,
    opens_with_verb,
    says_hour,
    says_state,
)
from vanban.extractors.tables.view import Covered, TableView

_SAMPLE = 60  # rows that tell what a column holds; a list of thousands is no other below
_LONG = 4  # words from which a cell may say a work
_SHORT = 80  # letters up to which a cell says a time or a few bodies and nothing else


def _is_time(text: str) -> bool:
    """A time and not the date of a document."""
    return len(text) <= _SHORT and looks_like_deadline(text) and not names_source(text)


def _is_long(text: str) -> bool:
    return len(text.split()) >= _LONG


def _is_label(text: str) -> bool:
    return label_of(text) is not None and not is_mark(text)


_TESTS: Mapping[str, Callable[[str], bool]] = {
    "label": _is_label,
    "figure": is_figure,
    "actors": looks_like_actors,
    "person": names_person,
    "time": _is_time,
    "hour": says_hour,
    "step": is_step,
    "product": looks_like_product,
    "verb": opens_with_verb,
    "long": _is_long,
    "source": names_source,
    "state": says_state,
    "mark": is_mark,
}
"""Name of an evidence to the test of one cell."""


def _is_own(seen: Covered, column: int, width: int) -> bool:
    """True for a filled cell of this column; one over half of the table or more is a heading."""
    cell = seen.cell
    narrow = cell.col_span == 1 or cell.col_span * 2 < width
    return bool(seen.text) and not seen.inherited and cell.column == column and narrow


class Profile:
    """The evidence of one column. ``rows`` are the rows below the header."""

    def __init__(self, view: TableView, rows: Sequence[int], column: int) -> None:
        cells = [c for r in rows[:_SAMPLE] if (c := view.at(r, column))]
        self._texts = tuple(c.text for c in cells if _is_own(c, column, view.width))
        self._rows = len(cells)

    @property
    def filled(self) -> int:
        """Cells of this column that hold words."""
        return len(self._texts)

    @cached_property
    def shares(self) -> Mapping[str, float]:
        """Each evidence to its share, 0 to 1; all 0 where no cell is filled.

        ``own`` is the share of rows in which the column has a cell of its own: the finer of two
        columns of work has more.
        """
        count = self.filled or 1
        shares = {name: sum(map(test, self._texts)) / count for name, test in _TESTS.items()}
        bodies = max(shares["actors"], shares["mark"])
        shares["stranger"] = 1.0 - bodies if self.filled else 0.0
        shares["own"] = self.filled / (self._rows or 1)
        return shares
