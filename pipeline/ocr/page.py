"""From the picture of a page to words with boxes and rules, as the PDF reader's assembly takes
them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from PIL import Image

from vanban.pipeline.ocr.engine import Engine, Read
from vanban.pipeline.ocr.image import (
    SAME,
    Affine,
    Grey,
    Straight,
    flipped,
    grey_of,
    ink_of,
    straight,
)
from vanban.pipeline.ocr.ruling import find_ruling
from vanban.pipeline.ocr.segments import BORDER, Segment, find_segments
from vanban.pipeline.readers.page.model import PageText, Rules, Word, usual
from vanban.pipeline.readers.page.tables.grids import find_grids

SETTINGS = "25"
"""To be raised when what is done here changes: pages are then read anew."""

_SMALL_LETTERS, _CAPITALS = 0.455, 0.665
"""Height of small letters and of capitals, as parts of the size of the type (Times)."""
_ASCENDING = frozenset("bdđfhklt0123456789/()")
_SNAP = 0.16
"""Sizes this near to the page's usual one are the usual one: a picture does not tell more."""
_BOLD = 1.28
"""How much thicker than usual the strokes of bold letters are."""
_LABEL = re.compile(r"\(?(?:\d{1,3}|[IVX]{1,4})[.)]?")
_SYMBOL = re.compile(r"\d{0,5}/[A-ZĐ]{2,5}-[A-ZĐ][A-ZĐa-z&]{1,14}")
"""The symbol of a document ("/QĐ-UBND"), alone where its number is left open or written by hand."""
_LABELLED = 0.3
"""Confidence that a lone number, numeral or symbol must have: such words are seldom read surely."""
_DOUBT = 0.7
"""Mean confidence below which a page may stand upside down."""
_READABLE = 0.3
"""Confidence below which words under a stamp are not worth keeping: they are its own lines."""
_NOISE = 0.5
"""Confidence, and share of letters, below which a word at either end of a piece is a stroke of a
stamp or a pen.
"""
_NUMERAL = re.compile(r"[IVXHTlLUY1|]{1,4}[.)]")
"""What a Roman numeral with its sign may be read as ("H." for "II."): no stroke of a pen, however
unsure.
"""
_BULLETS = frozenset("-–+*•")
_BOX = 100.0, 15.0
"""Points: a ruled table is at least so wide and high; smaller is part of a stamp or a frame."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """A page read one way up."""

    straight: Straight
    segments: list[Segment]
    reads: list[list[Read]]
    rules: Rules

    def confidence(self) -> float:
        """Mean over words, by their length."""
        words = [r for line in self.reads for r in line]
        letters = sum(len(w.text) for w in words)
        return sum(w.confidence * len(w.text) for w in words) / letters if letters else 0.0


def read_page(
    image: Image.Image, number: int, size: tuple[float, float], engine: Engine
) -> PageText:
    """The words and rules of a page's picture. ``size``: the page's width and height in points, as
    shown.
    """
    return read_grey(grey_of(image), number, size, engine)


def read_grey(grey: Grey, number: int, size: tuple[float, float], engine: Engine) -> PageText:
    """The same of a picture that is grey already (see ``grey_of``)."""
    scale = grey.shape[1] / size[0]
    page = straight(grey)
    reading = _read(page, scale, engine)
    if reading.segments and reading.confidence() < _DOUBT:
        other = _read(flipped(page), scale, engine)
        reading = max(reading, other, key=_Reading.confidence)
    return _page_text(reading, number, scale)


def _read(page: Straight, scale: float, engine: Engine) -> _Reading:
    ruling = find_ruling(ink_of(page.grey), scale)
    grids = [
        g
        for g in find_grids(ruling.rules)
        if g.bbox[2] - g.bbox[0] > _BOX[0] and g.bbox[3] - g.bbox[1] > _BOX[1]
    ]
    boxes = [_pixels(grid.box(cell), scale) for grid in grids for cell in grid.cells]
    segments, _ = find_segments(page.grey, ruling.ink, boxes)
    rules = _within(ruling.rules, [g.bbox for g in grids])
    return _Reading(page, segments, _best(segments, engine), rules)


def _pixels(box: tuple[float, float, float, float], scale: float) -> tuple[int, int, int, int]:
    x0, y0, x1, y1 = (round(v * scale) for v in box)
    return x0, y0, x1, y1


def _within(rules: Rules, boxes: Sequence[tuple[float, float, float, float]]) -> Rules:
    """Only the rules of tables: underlines, stamps and frames of pictures are of no use."""
    across = tuple(
        r
        for r in rules.across
        if any(
            b[0] - 4 < (r[1] + r[2]) / 2 < b[2] + 4 and b[1] - 4 < r[0] < b[3] + 4 for b in boxes
        )
    )
    down = tuple(
        r
        for r in rules.down
        if any(
            b[1] - 4 < (r[1] + r[2]) / 2 < b[3] + 4 and b[0] - 4 < r[0] < b[2] + 4 for b in boxes
        )
    )
    return Rules(across, down)


def _best(segments: Sequence[Segment], engine: Engine) -> list[list[Read]]:
    """What each piece says. Where a stamp or a signature touches it, the best of several
    readings.
    """
    pictures = [s.picture for s in segments] + [p for s in segments for p in s.others]
    reads = iter(engine.read_lines(pictures))
    out = [next(reads) for _ in segments]
    for i, segment in enumerate(segments):
        others = [_moved(next(reads), shift) for shift in segment.shift]
        out[i] = _chosen(out[i], others, segment.shift)
    return out


def _moved(words: Sequence[Read], shift: int) -> list[Read]:
    return [replace(w, x0=w.x0 - shift, x1=w.x1 - shift) for w in words] if shift else list(words)


def _chosen(own: list[Read], others: Sequence[list[Read]], shift: Sequence[int]) -> list[Read]:
    """The reading with most sure letters. A wider one only adds the words that it has before the
    piece's own second word:
    they stand under a stamp, and a little of them is more than nothing."""
    narrow = max([own, *(o for o, s in zip(others, shift, strict=True) if not s)], key=_worth)
    if not narrow or not any(shift):
        return narrow
    rest = _sound(narrow)
    is_name = all(w.text.istitle() for w in rest) and len(rest) > 1
    is_position = all(w.text.isupper() for w in rest)
    best: list[Read] = []
    for words in (o for o, s in zip(others, shift, strict=True) if s):
        added = [w for w in words if w.x1 < rest[0].x0 + 4 and any(map(str.isalpha, w.text))]
        if _letters(added) > _letters(best) and (
            is_name
            or (is_position and len(added) == 1)
            or min((w.confidence for w in added), default=0.0) >= 0.5
        ):
            best = added
    own_start = narrow[: len(narrow) - len(rest)]
    start = best if _letters(best) > _letters(own_start) else own_start
    return [*(w for w in start if w.confidence >= _READABLE or start is best), *rest]


def _sound(words: list[Read]) -> list[Read]:
    """The words that the stamp leaves alone: all but the first one, or from the first sure
    one on.
    """
    first = next((i for i, w in enumerate(words) if w.confidence >= 0.6), 0)
    return words[first:] if first else words[1:] or words


def _letters(words: Sequence[Read]) -> float:
    return sum(w.confidence * sum(map(str.isalpha, w.text)) for w in words)


def _worth(words: Sequence[Read]) -> float:
    return sum((w.confidence - 0.4) * sum(map(str.isalnum, w.text)) for w in words)


def _page_text(reading: _Reading, number: int, scale: float) -> PageText:
    lines = [
        (s, _trimmed(r))
        for s, r in zip(reading.segments, reading.reads, strict=True)
        if _is_text(r)
    ]
    height, width = reading.straight.grey.shape
    return PageText(
        number,
        width / scale,
        height / scale,
        tuple(_words(lines, scale)),
        reading.rules,
        kind="ocr",
        turn=reading.straight.turn,
        back=_in_points(reading.straight.back, scale),
    )


def _in_points(back: Affine, scale: float) -> Affine | None:
    a, b, c, d, e, f = back
    return None if back == SAME else (a, b, c / scale, d, e, f / scale)


def _is_text(words: Sequence[Read]) -> bool:
    """Not a speck, a piece of a stamp or a stroke of a pen."""
    for word in words:
        letters = sum(map(str.isalnum, word.text))
        if letters and (
            word.confidence >= 0.9
            or (word.confidence >= 0.5 and (letters > 1 or word.text.isdigit()))
        ):
            return True
    return (
        len(words) == 1
        and words[0].confidence >= _LABELLED
        and any(shape.fullmatch(words[0].text) for shape in (_LABEL, _SYMBOL))
    )


def _trimmed(words: list[Read]) -> list[Read]:
    """Without what a stamp or a pen left before and after the words; a lone word stays."""
    start, end = 0, len(words)
    while end - start > 1 and _is_noise(words[start]) and words[start].text not in _BULLETS:
        start += 1
    while end - start > 1 and _is_noise(words[end - 1]):
        end -= 1
    return words[start:end]


def _is_noise(word: Read) -> bool:
    if _NUMERAL.fullmatch(word.text):
        return False
    return word.confidence < _NOISE and sum(map(str.isalnum, word.text)) <= _NOISE * len(word.text)


def _words(lines: Sequence[tuple[Segment, list[Read]]], scale: float) -> Iterator[Word]:
    sizes = _sizes(lines, scale)
    strokes = _thickness(lines, sizes)
    order = 0
    for (segment, reads), size, thick in zip(lines, sizes, strokes, strict=True):
        base = segment.base / scale
        order += 2
        for i, read in enumerate(reads):
            x0 = segment.x0 + read.x0 - BORDER
            x1 = segment.x0 + read.x1 - BORDER
            if i + 1 < len(reads):
                x1 = min(x1, segment.x0 + reads[i + 1].x0 - BORDER - 0.06 * size * scale)
            yield Word(
                text=read.text,
                x0=x0 / scale,
                top=max(segment.y0 / scale, base - 1.05 * size),
                x1=max(x1, x0 + 1) / scale,
                bottom=min(segment.y1 / scale, base + 0.3 * size),
                base=base,
                size=size,
                bold=thick,
                italic=False,
                order=order,
                spaced=True,
                confidence=round(read.confidence, 3),
                raw=read.raw,
            )
            order += 1


def _sizes(lines: Sequence[tuple[Segment, list[Read]]], scale: float) -> list[float]:
    """Sizes of type in points, from the height of letters."""
    raw = [s.rise / scale / _letter_share(" ".join(r.text for r in reads)) for s, reads in lines]
    weights = [sum(len(r.text) for r in reads) for _, reads in lines]
    normal = usual(
        [size for size, weight in zip(raw, weights, strict=True) for _ in range(weight)], 13.0
    )
    return [normal if abs(size / normal - 1) < _SNAP else round(size * 2) / 2 for size in raw]


def _letter_share(text: str) -> float:
    """Height of the smaller letters, as a part of the size: of capitals where hardly any is
    small.
    """
    letters = [c for c in text if c.isalnum()]
    tall = sum(c.isupper() or c in _ASCENDING for c in letters)
    return _CAPITALS if tall > 0.7 * len(letters) else _SMALL_LETTERS


def _thickness(lines: Sequence[tuple[Segment, list[Read]]], sizes: Sequence[float]) -> list[bool]:
    """Which pieces are set in bold."""
    relative = [s.stroke / size for (s, _), size in zip(lines, sizes, strict=True)]
    weights = [sum(len(r.text) for r in reads) for _, reads in lines]
    if not relative:
        return []
    order = np.argsort(relative)
    total = np.cumsum(np.asarray(weights)[order])
    normal = relative[int(order[int(np.searchsorted(total, total[-1] * 0.4))])]
    return [normal > 0 and r > _BOLD * normal for r in relative]


def numbered(page: PageText, number: int) -> PageText:
    """The same page under another number: the same picture may come twice."""
    return replace(page, number=number)


__all__ = ["Grey", "numbered", "read_grey", "read_page"]
