"""Tables drawn without column lines, over all pages: found by a header that we know, followed as
far as the lines keep to its columns.

A table that reaches the end of a page goes on where the next page opens with its header again, or
with lines that fit its columns.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from vanban.pipeline.readers.layout import is_form_line
from vanban.pipeline.readers.page.lines import Row, make_line
from vanban.pipeline.readers.page.model import PageText
from vanban.pipeline.readers.page.paragraphs import starts_item
from vanban.pipeline.readers.page.tables.column_headers import Head, base_of, find_heads, size_of
from vanban.pipeline.readers.page.tables.gutters import (
    Gap,
    columns_filled,
    common,
    fit,
    gutters_below,
    moved,
)

_FAR = 4.0
"""Sizes between two lines of one table, at most."""
_WINDOW = 90
"""Lines below a header that show where its columns stand."""
_HEADING = 5
"""Printed lines across the columns (a heading over rows), at most."""
_SINGLE = 3
"""Lines in one column only that may follow such a heading before a line shows columns again."""
_FEW = 4
"""Lines that say little by themselves."""
_SHIFT = (0.0, -2.0, 2.0, -4.0, 4.0, -6.0, 6.0, -9.0, 9.0, -12.0, 12.0)
"""Points by which a table may stand farther right or left on the next page."""


@dataclass(frozen=True, slots=True)
class Content:
    """The lines of a page that may belong to tables, and what parts them."""

    page: PageText
    rows: tuple[Row, ...]
    walls: tuple[float, ...]
    """Tops of ruled tables."""


@dataclass(frozen=True, slots=True)
class TablePart:
    """What stands of a table on one page: rows ``first`` to before ``end`` of its content."""

    content: Content
    head: Head | None
    first: int
    end: int
    gutters: tuple[Gap, ...]
    crossed: dict[int, frozenset[int]]
    """Gutters that a line runs across, by row."""
    several: int
    """Lines with words in several columns."""
    tail: bool = False
    """Up to the end of the page only lines across the columns follow: a heading over rows of the
    next page, or words below the table.
    """
    shift: float = 0.0
    """Points by which it stands farther right than the table's first part."""

    @property
    def body(self) -> range:
        """Its rows without the header."""
        return range(self.head.end if self.head else self.first, self.end)


@dataclass(slots=True)
class TableChain:
    """A table over one page or many."""

    parts: list[TablePart]
    gutters: tuple[Gap, ...]
    head: Head = field(init=False)

    def __post_init__(self) -> None:
        first = self.parts[0].head
        assert first is not None
        self.head = first

    def take(self, part: TablePart) -> bool:
        """Adds the part of the next page, if its columns are those of the table."""
        left = common(self.gutters, moved(part.gutters, -part.shift))
        if left is None:
            return False
        if self.parts[-1].tail:
            self.parts[-1] = _with_tail(self.parts[-1])
        self.parts.append(part)
        self.gutters = left
        return True


def find_chains(contents: Sequence[Content]) -> list[TableChain]:
    """The tables without column lines on these pages, which follow each other."""
    chains: list[TableChain] = []
    open_chain: TableChain | None = None
    for content in contents:
        heads = find_heads(
            content.rows, content.page.rules.across, open_chain.head if open_chain else None
        )
        taken = _continued(open_chain, content, heads) if open_chain else 0
        last = open_chain if taken else None
        for head in heads:
            if head.first >= taken and (part := _part_under(head, content, heads)):
                last = TableChain([part], part.gutters)
                chains.append(last)
                taken = part.end
        reaches = last is not None and (taken == len(content.rows) or last.parts[-1].tail)
        open_chain = last if reaches and not _walled(content, taken - 1) else None
    return chains


def _with_tail(part: TablePart) -> TablePart:
    rows = part.content.rows
    crossed = {
        i: found
        for i in range(part.end, len(rows))
        if (found := fit(rows[i], part.gutters).crossed)
    }
    return replace(part, end=len(rows), crossed=part.crossed | crossed, tail=False)


def _continued(chain: TableChain, content: Content, heads: Sequence[Head]) -> int:
    """The end of the part with which this page goes on with the table; 0 where it does not."""
    if heads and heads[0].first == 0:
        if not heads[0].same_words(chain.head):
            return 0
        shift = _shift(heads[0], chain.head)
        part = _grown(content, heads[0].end, moved(chain.gutters, shift), heads, chain.head)
        return part.end if chain.take(replace(part, head=heads[0], first=0, shift=shift)) else 0
    if chain.parts[-1].tail:
        return 0  # words below the table, rather than a heading at the foot of its page
    for shift in _SHIFT:
        part = _grown(content, 0, moved(chain.gutters, shift), heads, chain.head)
        if _is_certain(part) and chain.take(replace(part, shift=shift)):
            return part.end
    return 0


def _shift(head: Head, first: Head) -> float:
    found = sorted(
        a.x0 + a.x1 - b.x0 - b.x1 for a, b in zip(head.columns, first.columns, strict=True)
    )
    return found[len(found) // 2] / 2


def _is_certain(part: TablePart) -> bool:
    """Without a header: lines in several columns, or a page of lines in one of them."""
    return (
        part.several >= 2
        or (part.several == 1 and len(part.body) <= _FEW)
        or (part.end == len(part.content.rows) > _FEW)
    )


def _part_under(head: Head, content: Content, heads: Sequence[Head]) -> TablePart | None:
    limit = min((h.first for h in heads if h.first >= head.end), default=len(content.rows))
    below = list(_near(content, head.end, min(limit, head.end + _WINDOW)))
    part = _grown(content, head.end, gutters_below(head, below), heads, head)
    return replace(part, head=head, first=head.first) if part.several else None


def _near(content: Content, start: int, end: int) -> Iterator[Row]:
    for i in range(start, end):
        if _ends_before(content, i):
            return
        yield content.rows[i]


def _ends_before(content: Content, i: int) -> bool:
    """Whether a table that reaches down to row ``i`` ends before it, whatever its columns."""
    row = content.rows[i]
    far = i > 0 and base_of(row) - base_of(content.rows[i - 1]) > _FAR * max(
        size_of(row), size_of(content.rows[i - 1])
    )
    return far or (i > 0 and _walled(content, i - 1)) or is_form_line(make_line(row, 0).text)


def _walled(content: Content, i: int) -> bool:
    """Whether a ruled table stands between row ``i`` and the next one."""
    below = base_of(content.rows[i + 1]) if i + 1 < len(content.rows) else content.page.height
    return any(base_of(content.rows[i]) < wall < below for wall in content.walls)


def _grown(
    content: Content, start: int, gutters: tuple[Gap, ...], heads: Sequence[Head], head: Head | None
) -> TablePart:
    """The lines from ``start`` on that keep to the gutters, with the headings across them that
    other lines follow.

    ``head``: the header of the table, with which the next one may begin.
    """
    others = {h.first: h for h in heads if h.first > start}
    growth = _Growth(start, gutters)
    for i in range(start, len(content.rows)):
        other = others.get(i)
        if other and not growth.holds(content.rows[i], other, head):
            growth.gives_back(content.rows[start:i], start)
            break
        if i > start and _ends_before(content, i):
            break
        if not growth.takes(i, content.rows[i]):
            break
    else:
        growth.complete = True
    crossed = {i: c for i, c in growth.crossed.items() if i < growth.end}
    tail = growth.complete and growth.end < len(content.rows)
    return TablePart(
        content, None, start, growth.end, growth.gutters, crossed, growth.several, tail
    )


class _Growth:
    """How far a table reaches down."""

    def __init__(self, start: int, gutters: tuple[Gap, ...]) -> None:
        self.end = start
        self.gutters = gutters
        self.crossed: dict[int, frozenset[int]] = {}
        self.several = 0
        self.complete = False
        self._across = self._single = 0

    def holds(self, row: Row, other: Head, head: Head | None) -> bool:
        """Whether a row that looks like the first one of a header is one of the table's own: no
        words lead over to another table.
        """
        sure = other.roles[0] == "order" or (head is not None and other.same_words(head))
        return not (sure or self._across or fit(row, self.gutters).crossed)

    def gives_back(self, rows: Sequence[Row], start: int) -> None:
        """Leaves out the last lines where they are the heading of the table that follows."""
        for i in range(len(rows) - 1, max(0, len(rows) - 1 - _HEADING), -1):
            if len(columns_filled(rows[i], self.gutters)) > 1:
                return
            line = make_line(rows[i], 0)
            if starts_item(line.text) or line.bold or line.text.isupper():
                self.end = min(self.end, start + i)

    def takes(self, i: int, row: Row) -> bool:
        """Whether the table may go on with row ``i``; what follows a heading is kept only once a
        line shows columns again.
        """
        found = fit(row, self.gutters)
        several = not found.crossed and len(columns_filled(row, found.gutters)) > 1
        if found.crossed:
            self.crossed[i] = found.crossed
            self._across += 1
        elif not several and self._across:
            self._single += 1
        if self._across > _HEADING or self._single > _SINGLE:
            return False
        if several or not (found.crossed or self._across):
            self.end, self.gutters = i + 1, found.gutters
            self.several += several
            self._across = self._single = 0
        return True
