"""Steps that rewrite text among paragraphs and tables, all of one document together: the ones
witness for the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeAlias

from vanban.extractors.language.rewriting import Rewritten, compose
from vanban.pipeline.legacy.reading import by_words
from vanban.pipeline.legacy.spaced import close_up
from vanban.pipeline.readers.builder import Piece
from vanban.pipeline.readers.draft import Item, Paragraph, Table, TableCell

Step: TypeAlias = Callable[[Sequence[str]], dict[int, Rewritten]]


def read_old_text(items: Iterable[Item]) -> list[Item]:
    """``items`` with the letters that are meant where they are in an old encoding, and words where
    letters stand apart.
    """
    return rewrite(items, by_words, close_up)


def rewrite(items: Iterable[Item], *steps: Step) -> list[Item]:
    """``items`` after ``steps``, each of which takes the texts of all pieces and gives those that
    change.

    What stood there is kept in the pieces.
    """
    known = list(items)
    for step in steps:
        read = step([piece.raw for piece in _pieces(known)])
        known = _items(known, iter(range(_count(known))), read) if read else known
    return known


def _count(items: Sequence[Item]) -> int:
    return sum(1 for _ in _pieces(items))


def _pieces(items: Iterable[Item]) -> Iterator[Piece]:
    for item in items:
        if isinstance(item, Paragraph):
            yield from item.pieces
        else:
            for cell in item.cells:
                yield from _pieces(cell.items)


def _items(items: Iterable[Item], numbers: Iterator[int], read: dict[int, Rewritten]) -> list[Item]:
    """The items again, pieces numbered in the same order as ``_pieces`` gives them."""
    return [
        _paragraph(i, numbers, read) if isinstance(i, Paragraph) else _table(i, numbers, read)
        for i in items
    ]


def _paragraph(item: Paragraph, numbers: Iterator[int], read: dict[int, Rewritten]) -> Paragraph:
    return replace(
        item, pieces=tuple(rewritten(piece, read.get(next(numbers))) for piece in item.pieces)
    )


def rewritten(piece: Piece, later: Rewritten | None) -> Piece:
    """``piece`` after one more step."""
    if later is None:
        return piece
    both = compose(Rewritten(piece.raw, piece.changes), later)
    return piece._replace(raw=both.text, changes=both.changes)


def _table(item: Table, numbers: Iterator[int], read: dict[int, Rewritten]) -> Table:
    cells: list[TableCell] = [
        replace(cell, items=_items(cell.items, numbers, read)) for cell in item.cells
    ]
    return Table(cells, ruled=item.ruled, header_rows=item.header_rows, damaged=item.damaged)
