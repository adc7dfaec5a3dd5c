"""How words follow each other on a page picture, before its columns are known: in pieces of lines, and from piece to piece below."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.readers.pdf.lines import Row, rows
from pipeline.readers.pdf.model import Word

_GAP = 1.6
"""Sizes of type between words that do not belong together."""
_LEADING = 1.9
"""Sizes of type from one line of a text to the next, at the most."""
_OVERLAP = 0.6
"""Share of the shorter of two lines that lies above or below the other."""
_NEXT = 12
"""Pieces among which the line below is looked for: other columns have lines between."""

Piece = Sequence[Word]


def pieces_of(words: Iterable[Word]) -> list[Row]:
    """Words that follow each other on a line without a wide gap, from top to bottom."""
    return [piece for row in rows(words) for piece in _cut(row)]


def _cut(row: Row) -> list[Row]:
    out: list[Row] = []
    for word in row:
        if out and word.x0 - out[-1][-1].x1 <= _GAP * word.size:
            out[-1].append(word)
        else:
            out.append([word])
    return out


def around(pieces: Sequence[Piece]) -> list[tuple[Word | None, Word | None]]:
    """For each piece the word that ends the line above it and the word that opens the line below it, where there are such."""
    before: list[Word | None] = [None] * len(pieces)
    after: list[Word | None] = [None] * len(pieces)
    for i, piece in enumerate(pieces):
        below = next((j for j in range(i + 1, min(i + _NEXT, len(pieces))) if _follows(piece, pieces[j])), None)
        if below is not None:
            after[i], before[below] = pieces[below][0], piece[-1]
    return list(zip(before, after, strict=True))


def _follows(piece: Piece, other: Piece) -> bool:
    down = other[0].base - piece[0].base
    if not 0.6 * piece[0].size < down < _LEADING * piece[0].size:
        return False
    common = min(piece[-1].x1, other[-1].x1) - max(piece[0].x0, other[0].x0)
    return common > _OVERLAP * min(piece[-1].x1 - piece[0].x0, other[-1].x1 - other[0].x0)
