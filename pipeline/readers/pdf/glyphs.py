"""What pdfium's text page says of its glyphs: boxes, fonts, directions.

Boxes and fonts are asked for all words of a page in one go: the calls run from a ``map`` into one
buffer, three a word (origin of the first glyph, box of the last, text object). That is what keeps a
page near the speed of plain text extraction.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from vanban.pipeline.readers.pdf import native

Affine = tuple[float, float, float, float, float, float]
Column = NDArray[np.float64]
Indexes = NDArray[np.intp]


class Runs(NamedTuple):
    """Runs of glyphs: the first of each, and the one after its last."""

    starts: Indexes
    ends: Indexes


_HYPHENS = (0x02, 0xFFFE)
"""What pdfium has for a hyphen at the end of a line: a word ends with it."""
_NEWLINE = ord("\n")
_BLANKS = (
    *range(0x21),
    0x85,
    0xA0,
    0x1680,
    *range(0x2000, 0x200B),
    0x2028,
    0x2029,
    0x202F,
    0x205F,
    0x3000,
    0xFFFF,
)
_BLANK = np.zeros(0x10001, np.bool_)
_BLANK[[code for code in _BLANKS if code not in _HYPHENS]] = True
_ORIGINS = native.Answers(2, np.float64, pointers=2)
_BOXES = native.Answers(4, np.float32, pointers=1)


class Glyph(NamedTuple):
    """One glyph in page space as read."""

    left: float
    right: float
    top: float
    bottom: float
    base: float


class Face(NamedTuple):
    """What a font at one size says of its letters; ``size`` is in points."""

    bold: bool
    italic: bool
    size: float


_UNKNOWN = Face(False, False, 0.0)
_UNIT = 3.0
"""Font sizes up to here are units that each text object scales by its own matrix."""


@dataclass(slots=True)
class TextPage:
    """pdfium's text page: text, words, glyph boxes, fonts. Lives as long as its raw handle."""

    raw: Any
    key: int
    affine: Affine
    text: str
    words: Runs
    """The words, in stream order."""
    fonts: dict[tuple[int, float], Face] = field(default_factory=dict)
    objects: dict[int | None, Face] = field(default_factory=dict)
    """Faces of the text objects that were asked."""
    size: tuple[float, float] = (math.inf, math.inf)
    """Width and height of the page as read."""
    upright: int = 0
    """Angle of most letters."""

    @classmethod
    def of(cls, raw: Any, affine: Affine) -> TextPage:
        """A reader for the text page ``raw``."""
        text = _text(raw)
        return cls(raw, native.handle(raw), affine, text, _words(text))

    def columns(self, runs: Runs) -> tuple[Column, ...]:
        """The columns of ``Glyph`` for ``runs``: boxes from the origins of their first glyphs to
        the advances of their last.
        """
        x, y = _ORIGINS.to(native.char_origin, self.key, runs.starts.tolist()).T
        left, high, right, low = _BOXES.to(native.loose_box, self.key, (runs.ends - 1).tolist()).T
        a, b, c, d, e, f = self.affine
        ends = a * left + c * high + e, a * right + c * low + e
        sides = b * left + d * high + f, b * right + d * low + f
        return (
            a * x + c * y + e,
            np.maximum(*ends),
            np.minimum(*sides),
            np.maximum(*sides),
            b * x + d * y + f,
        )

    def glyphs(self, indexes: Sequence[int]) -> list[Glyph]:
        """The boxes of single glyphs."""
        at = np.array(indexes, np.intp)
        return list(map(Glyph, *(column.tolist() for column in self.columns(Runs(at, at + 1)))))

    def faces(self, indexes: Indexes) -> tuple[list[bool], list[bool], list[float]]:
        """The columns of ``Face`` for the letters at ``indexes``, which stand in stream order."""
        bold: list[bool] = []
        italic: list[bool] = []
        size: list[float] = []
        for obj, count in self._objects(indexes):
            face = self.objects.get(obj)
            if face is None:
                face = self.objects[obj] = self._face(obj) if obj else _UNKNOWN
            bold += [face.bold] * count
            italic += [face.italic] * count
            size += [face.size] * count
        return bold, italic, size

    def _objects(self, indexes: Indexes) -> Iterator[tuple[int | None, int]]:
        """The text objects of letters, each with how many of them are its own. A line whose first
        and last letter are of one object
        is of it as a whole."""
        breaks = np.searchsorted(indexes, np.flatnonzero(_codes(self.text) == _NEWLINE))
        places = indexes.tolist()
        for start, end in pairwise(sorted({0, *breaks.tolist(), len(places)})):
            first, last = (
                native.text_object(self.key, places[start]),
                native.text_object(self.key, places[end - 1]),
            )
            if first == last:
                yield first, end - start
            else:
                yield from ((native.text_object(self.key, place), 1) for place in places[start:end])

    def _face(self, obj: int) -> Face:
        font = native.object_font(obj)
        if not font:
            return _UNKNOWN
        value = ctypes.c_float()
        native.font_size(obj, ctypes.addressof(value))
        size = abs(value.value)
        face = self.fonts.get((font, size))
        if face is None:
            face = self.fonts[font, size] = _face(font, obj, size)
        elif size <= _UNIT:
            face = face._replace(size=size * _scale(obj)[0])
        if not face.bold and native.render_mode(obj) == pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE:
            return face._replace(bold=True)  # letters thickened by drawing their outlines
        return face

    def angle(self, index: int) -> int:
        """Direction of the letters at ``index``: degrees, to the next quarter turn, 360 for
        anything between.
        """
        degrees = math.degrees(pdfium.FPDFText_GetCharAngle(self.raw, index)) % 360
        quarter = round(degrees / 90) * 90
        return quarter % 360 if abs(degrees - quarter) < 5 else 360


def word_count(raw: Any) -> int:
    """How many words the text page ``raw`` holds."""
    return len(_words(_text(raw)).starts)


def _words(text: str) -> Runs:
    """Runs without white space."""
    codes = np.minimum(_codes(text), len(_BLANK) - 1)
    solid = ~_BLANK[codes]
    ending = (codes == _HYPHENS[0]) | (codes == _HYPHENS[1])
    going_on = solid & ~ending
    starts = solid.copy()
    starts[1:] &= ~going_on[:-1]
    ends = solid.copy()
    ends[:-1] &= ending[:-1] | ~solid[1:]
    return Runs(np.flatnonzero(starts), np.flatnonzero(ends) + 1)


def _codes(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def _text(raw: Any) -> str:
    """The page's characters, exactly one for each of pdfium's glyph indexes."""
    count = pdfium.FPDFText_CountChars(raw)
    if count <= 0:
        return ""
    buffer = (ctypes.c_ushort * (count + 1))()
    written = pdfium.FPDFText_GetText(raw, 0, count, buffer)
    text = bytes(buffer)[: 2 * max(0, written - 1)].decode("utf-16-le", "replace")
    if len(text) == count:
        return text
    return "".join(_char(pdfium.FPDFText_GetUnicode(raw, i)) for i in range(count))


def _char(code: int) -> str:
    return "\ufffd" if not code or 0xD800 <= code < 0xE000 or code > 0x10FFFF else chr(code)


def _face(font: int, obj: int, size: float) -> Face:
    """Weight and slant from the font's name and flags, size in points by the object's matrix."""
    name = _name(font)
    flags = max(0, native.font_flags(font))
    bold = (
        any(word in name for word in ("bold", "black", "heavy"))
        or bool(flags & 1 << 18)
        or native.font_weight(font) >= 600
    )
    scale, slanted = _scale(obj)
    return Face(
        bold,
        slanted or "italic" in name or "oblique" in name or bool(flags & 1 << 6),
        round(size * scale, 1),
    )


def _scale(obj: int) -> tuple[float, bool]:
    """How much the matrix of a text object enlarges its letters, and whether it slants them."""
    matrix = pdfium.FS_MATRIX()
    native.object_matrix(obj, ctypes.addressof(matrix))
    slanted = abs(matrix.c) > 0.15 * abs(matrix.d) > 0 and abs(matrix.b) < 0.01
    return math.hypot(0.0 if slanted else matrix.c, matrix.d), slanted


def _name(font: int) -> str:
    length = native.base_font_name(font, None, 0)
    buffer = ctypes.create_string_buffer(max(1, length))
    native.base_font_name(font, ctypes.addressof(buffer), length)
    return buffer.value.decode("utf-8", "replace").lower()
