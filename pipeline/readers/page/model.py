"""What a page holds before it becomes blocks: words, printed lines, rules. The same whether a text
layer or OCR gave them.

All lengths are points; the origin is the top left of the page as it is read, y grows downwards.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

BBox = tuple[float, float, float, float]


class Word(NamedTuple):
    """A run of glyphs without white space. A tuple, not a dataclass: a page makes hundreds."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    base: float
    size: float
    bold: bool
    italic: bool
    order: int
    """Place in the content stream."""
    spaced: bool
    """White space stands before it in the content stream."""
    note: bool = False
    """No word of the document: part of a signature's visible note, or not to be seen at all."""
    confidence: float = 1.0
    upright: bool = True
    raw: str = ""
    """What an engine read, where ``text`` was corrected."""

    def corrected(self, text: str) -> Word:
        """The word as ``text``; what was read at first is kept."""
        return self._replace(text=text, raw=self.raw or self.text)


def marked(words: Sequence[Word], notes: Container[int]) -> tuple[Word, ...]:
    """``words``, those at the places ``notes`` marked as no words of the document."""
    return tuple(w._replace(note=True) if i in notes else w for i, w in enumerate(words))


class TextLine(NamedTuple):
    """One printed line, or the part of it that stands in one column or cell."""

    words: tuple[Word, ...]
    text: str
    page: int
    x0: float
    top: float
    x1: float
    bottom: float
    base: float
    size: float
    bold: bool
    italic: bool

    @property
    def width(self) -> float:
        """Points from the first to the last glyph."""
        return self.x1 - self.x0

    @property
    def middle(self) -> float:
        """Horizontal centre."""
        return (self.x0 + self.x1) / 2

    @property
    def bbox(self) -> BBox:
        """The line's box on its page."""
        return self.x0, self.top, self.x1, self.bottom


@dataclass(frozen=True, slots=True)
class Rules:
    """Straight rules of a page: horizontal ones as (y, x0, x1), vertical ones as (x, y0, y1)."""

    across: tuple[tuple[float, float, float], ...] = ()
    down: tuple[tuple[float, float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class PageText:
    """A page as any engine reads it. ``number`` counts from 1; ``turn`` is how far the page was
    turned clockwise for reading.
    """

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    rules: Rules = Rules()
    kind: Literal["pdf", "ocr"] = "pdf"
    turn: int = 0
    pictured: bool = False
    """Pictures cover much of the page, or its letters are drawn as shapes."""
    hidden: str = ""
    """Words of the text layer that nobody sees on the page; they are marked as notes."""
    struck: bool = False
    """Words with a line through them are marked as notes."""
    back: tuple[float, float, float, float, float, float] | None = None
    """From the page as read to the page before it was straightened: x' = a x + b y + c, y' = d x +
    e y + f.
    """


def shown_box(page: PageText, box: BBox) -> BBox:
    """``box`` in the page as it is shown, for pages that had to be turned for reading."""
    x0, top, x1, bottom = _before_straightening(page, box)
    if page.turn == 90:
        x0, top, x1, bottom = top, page.width - x1, bottom, page.width - x0
    elif page.turn == 270:
        x0, top, x1, bottom = page.height - bottom, x0, page.height - top, x1
    elif page.turn == 180:
        x0, top, x1, bottom = (
            page.width - x1,
            page.height - bottom,
            page.width - x0,
            page.height - top,
        )
    return round(x0, 1), round(top, 1), round(x1, 1), round(bottom, 1)


def _before_straightening(page: PageText, box: BBox) -> BBox:
    if page.back is None:
        return box
    a, b, c, d, e, f = page.back
    corners = [(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
    middle = (box[1] + box[3]) / 2
    xs = [a * x + b * middle + c for x, _ in corners]
    ys = [d * x + e * y + f for x, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def around(boxes: Sequence[BBox]) -> BBox:
    """The smallest box that holds all ``boxes``."""
    return (
        min(b[0] for b in boxes),
        min(b[1] for b in boxes),
        max(b[2] for b in boxes),
        max(b[3] for b in boxes),
    )


def usual(values: Sequence[float], default: float = 0.0) -> float:
    """The most frequent value, rounded to half a point."""
    if not values:
        return default
    if len(set(values)) == 1:
        return round(values[0] * 2) / 2
    return Counter(round(v * 2) / 2 for v in values).most_common(1)[0][0]
