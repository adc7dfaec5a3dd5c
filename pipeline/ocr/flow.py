"""How words follow each other on a page picture, before its columns are known: in pieces of lines,
and from piece to the piece below.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from vanban.pipeline.readers.page.lines import Row, rows
from vanban.pipeline.readers.page.model import Word

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


def chains(pieces: Sequence[Piece]) -> list[list[int]]:
    """Which pieces follow each other down the page as lines of one text, by their numbers; each
    piece is in one chain.
    """
    below: dict[int, int] = {}
    taken: set[int] = set()
    for i, piece in enumerate(pieces):
        after = next(
            (j for j in range(i + 1, min(i + _NEXT, len(pieces))) if _follows(piece, pieces[j])),
            None,
        )
        if after is not None and after not in taken:
            below[i] = after
            taken.add(after)
    out = []
    for i in sorted(set(range(len(pieces))) - taken):
        chain = [i]
        while chain[-1] in below:
            chain.append(below[chain[-1]])
        out.append(chain)
    return out


def _follows(piece: Piece, other: Piece) -> bool:
    down = other[0].base - piece[0].base
    if not 0.6 * piece[0].size < down < _LEADING * piece[0].size:
        return False
    common = min(piece[-1].x1, other[-1].x1) - max(piece[0].x0, other[0].x0)
    return common > _OVERLAP * min(piece[-1].x1 - piece[0].x0, other[-1].x1 - other[0].x0)
