"""Tables that a word processor's user set with tabs: paragraphs of several cells, the first a
number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from vanban.extractors.language.rewriting import Rewritten
from vanban.pipeline.readers.draft import Item, Paragraph, Table, TableCell

_COLUMNS = 3
"""Cells of a row, at least: two are a head or a foot, or a label with its text."""
_NUMBER = re.compile(r"\s*(?:\d{1,3}|[IVX]{1,5}|(?:S\s?)?TT|Số TT)[.)]?\s*", re.IGNORECASE)
_ROWS = 2
"""Rows with a number, at least, the header counted."""


def with_tabbed_tables(items: Iterable[Item]) -> Iterator[Item]:
    """``items``, with neighbouring paragraphs of as many cells put together as a table."""
    run: list[Paragraph] = []
    for item in items:
        if isinstance(item, Paragraph) and _is_row(item) and _fits(run, item):
            run.append(item)
            continue
        yield from _settled(run)
        run = []
        if isinstance(item, Paragraph) and _is_row(item):
            run = [item]
        else:
            yield item
    yield from _settled(run)


def _is_row(paragraph: Paragraph) -> bool:
    return (
        len(paragraph.pieces) == 1
        and not paragraph.numbering
        and paragraph.pieces[0].raw.count("\t") >= _COLUMNS - 1
    )


def _fits(run: list[Paragraph], paragraph: Paragraph) -> bool:
    return not run or len(_cells(run[0])) == len(_cells(paragraph))


def _settled(run: list[Paragraph]) -> Iterator[Item]:
    numbered = sum(_NUMBER.fullmatch(_cells(p)[0].text) is not None for p in run)
    if numbered < _ROWS or numbered < len(run) - 1:
        yield from run
        return
    yield Table(
        [
            TableCell(r, c, row.anchor, (_part(row, cell),))
            for r, row in enumerate(run)
            for c, cell in enumerate(_cells(row))
            if cell.text.strip()
        ],
        ruled=False,
    )


def _cells(row: Paragraph) -> list[Rewritten]:
    """The words between the tabs, with the changes that were made in them."""
    piece = row.pieces[0]
    whole = Rewritten(piece.raw, piece.changes)
    bounds = [-1, *(m.start() for m in re.finditer("\t", piece.raw)), len(piece.raw)]
    return [whole.cut(a + 1, b) for a, b in pairwise(bounds)]


def _part(row: Paragraph, cell: Rewritten) -> Paragraph:
    piece = row.pieces[0]._replace(raw=cell.text, changes=cell.changes)
    return Paragraph((piece,), row.anchor, row.style, row.role)
