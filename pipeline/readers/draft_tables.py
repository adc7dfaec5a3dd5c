"""Tables that a word processor's user set with tabs: paragraphs of several cells, the first a
number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, pairwise

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
    for item in chain.from_iterable(map(_lines_of, items)):
        if isinstance(item, Paragraph) and run and _goes_on(run, item):
            run.append(item)
            continue
        yield from _settled(run)
        run = []
        if isinstance(item, Paragraph) and _is_row(item):
            run = [item]
        else:
            yield item
    yield from _settled(run)


def _lines_of(item: Item) -> Sequence[Item]:
    """The rows of a paragraph that holds several, parted by line breaks; else the item itself."""
    if not isinstance(item, Paragraph) or len(item.pieces) < _ROWS or item.numbering:
        return (item,)
    rows = [replace(item, pieces=(piece,)) for piece in item.pieces]
    return rows if all(map(_is_row, rows)) else (item,)


def _is_row(paragraph: Paragraph) -> bool:
    return _is_line(paragraph) and paragraph.pieces[0].raw.count("\t") >= _COLUMNS - 1


def _is_line(paragraph: Paragraph) -> bool:
    return len(paragraph.pieces) == 1 and not paragraph.numbering


def _goes_on(run: Sequence[Paragraph], paragraph: Paragraph) -> bool:
    """A row as wide as the first; one whose last cells are empty, or a heading over the rows below
    ("II", "TẬP HUẤN"); more words for the cells above.
    """
    if not _is_line(paragraph):
        return False
    width, cells = len(_cells(run[0])), _cells(paragraph)
    if len(cells) == width:
        return True
    return 1 < len(cells) < width and (_is_numbered(paragraph) or _is_more(paragraph))


def _is_numbered(row: Paragraph) -> bool:
    return _NUMBER.fullmatch(_cells(row)[0].text) is not None


def _is_more(paragraph: Paragraph) -> bool:
    """Words that go on below those of a cell: below the number nothing, then small letters."""
    number, *others = (cell.text.strip() for cell in _cells(paragraph))
    words = [text for text in others if text]
    return not number and bool(words) and all(text[0].islower() for text in words)


def _settled(run: Sequence[Paragraph]) -> Iterator[Item]:
    """The table of a run, or its paragraphs where it is none. What ends it may be a heading of
    something else.
    """
    end = len(run)
    while end and len(_cells(run[end - 1])) < _COLUMNS and not _is_more(run[end - 1]):
        end -= 1
    rows: list[list[Paragraph]] = []
    for paragraph in run[:end]:
        if rows and _is_more(paragraph):
            rows[-1].append(paragraph)
        else:
            rows.append([paragraph])
    numbered = sum(_is_numbered(row) for row, *_ in rows)
    if numbered < _ROWS or numbered < len(rows) - 1:
        yield from run
        return
    width = len(_cells(run[0]))
    cells = [cell for r, row in enumerate(rows) for cell in _row(r, row, width)]
    yield Table(cells, ruled=False)
    yield from run[end:]


def _row(number: int, row: Sequence[Paragraph], width: int) -> Iterator[TableCell]:
    """The filled cells of a row, each with its words line by line; a heading runs over all columns
    but the first.
    """
    first, *more = row
    cells = _cells(first)
    for c, cell in enumerate(cells):
        below = [(p, parts[c]) for p in more if len(parts := _cells(p)) > c]
        parts_ = [_part(p, words) for p, words in ((first, cell), *below) if words.text.strip()]
        if parts_:
            span = width - 1 if c and len(cells) < _COLUMNS else 1
            yield TableCell(number, c, first.anchor, tuple(parts_), col_span=span)


def _cells(row: Paragraph) -> list[Rewritten]:
    """The words between the tabs, with the changes that were made in them."""
    piece = row.pieces[0]
    whole = Rewritten(piece.raw, piece.changes)
    bounds = [-1, *(m.start() for m in re.finditer("\t", piece.raw)), len(piece.raw)]
    return [whole.cut(a + 1, b) for a, b in pairwise(bounds)]


def _part(row: Paragraph, cell: Rewritten) -> Paragraph:
    piece = row.pieces[0]._replace(raw=cell.text, changes=cell.changes)
    return Paragraph((piece,), row.anchor, row.style, row.role)
