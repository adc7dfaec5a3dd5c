"""A page with a text layer and a picture: a scan under stamps, the end of a scanned text above a
printed signature, a text layer that cannot be trusted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from vanban.pipeline.readers.page.model import BBox, PageText, Word
from vanban.pipeline.readers.page.quality import (
    is_garbage,
    lacks_marks,
    own_words,
    plausible_words,
)

_TEXT_LAYER = 1_000_000
"""Added to the places of words in the text layer: they follow no word that was read."""
_WITH_MARKS = 0.6
"""Share of the words without marks that a reading with marks must have to be the better one."""
_ALIKE = 0.02
"""Share by which the sizes of the two readings of one page may differ."""
_COVERED = 0.4
"""Share of a read word's box on words of the text layer from which on it is one of them."""
_AROUND = 0.35
"""Sizes of type by which the boxes of the text layer's words are widened: to close the spaces."""


def both(page: PageText, read: PageText) -> PageText:
    """The best of ``page``, as its text layer has it, and ``read``, as its picture shows it.

    A garbage text layer stands against the whole picture: what explains more words is taken. Other
    text layers are right in what they have; the picture gives the rest.
    """
    if not page.words:
        return read
    if is_garbage(page):
        return read if _explains_more(read, page) else page
    return _completed(page, read)


def _explains_more(read: PageText, page: PageText) -> bool:
    """Words with their marks outweigh those that lost them: of the latter a poor scan has more."""
    enough = plausible_words(page.words)
    if lacks_marks(own_words(page.words)) and not lacks_marks(own_words(read.words)):
        enough *= _WITH_MARKS
    return plausible_words(read.words) >= enough


def _completed(page: PageText, read: PageText) -> PageText:
    words = [_placed(word, page, read) for word in page.words]
    if None in words or not _alike(page, read):
        return read  # the page stands another way up: its picture shows these words as well
    printed = [w for w in words if w is not None]
    boxes = [_widened(w) for w in printed]
    rest = tuple(w for w in read.words if _share(w, boxes) < _COVERED)
    return replace(read, words=(*rest, *printed))


def _alike(page: PageText, read: PageText) -> bool:
    sides = ((page.width, read.width), (page.height, read.height))
    return all(abs(a - b) < _ALIKE * a for a, b in sides)


def _placed(word: Word, page: PageText, read: PageText) -> Word | None:
    """A word of the text layer where it stands on the straightened picture; None where the picture
    was turned.
    """
    if read.turn or page.turn:
        return None
    x0, top = _straightened(read, word.x0, word.top)
    x1, bottom = _straightened(read, word.x1, word.bottom)
    _, base = _straightened(read, word.x0, word.base)
    order = word.order + _TEXT_LAYER
    return word._replace(x0=x0, top=top, x1=x1, bottom=bottom, base=base, order=order)


def _straightened(page: PageText, x: float, y: float) -> tuple[float, float]:
    """Where a point of the page as it was lies after straightening."""
    if page.back is None:
        return x, y
    a, b, c, d, e, f = page.back
    whole = a * e - b * d
    return (e * (x - c) - b * (y - f)) / whole, (a * (y - f) - d * (x - c)) / whole


def _widened(word: Word) -> BBox:
    by = _AROUND * word.size
    return word.x0 - by, word.top - by / 2, word.x1 + by, word.bottom + by / 2


def _share(word: Word, boxes: Sequence[BBox]) -> float:
    """How much of a word's box lies on ``boxes``."""
    area = max(1.0, (word.x1 - word.x0) * (word.bottom - word.top))
    return (
        sum(
            max(0.0, min(word.x1, x1) - max(word.x0, x0))
            * max(0.0, min(word.bottom, bottom) - max(word.top, top))
            for x0, top, x1, bottom in boxes
        )
        / area
    )
