"""Words with boxes from pdfium's text page.

pdfium is asked three things a word (origin of the first glyph, box of the last, text object), not three things a glyph: that
is what keeps a page near the speed of plain text extraction. Where a word looks wrong its glyphs are asked one by one.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from pipeline.readers.pdf.furniture import signature_notes
from pipeline.readers.pdf.model import Word

Affine = tuple[float, float, float, float, float, float]

_WORD = re.compile("[^\\s\\x00-\\x1f\ufffe\uffff]+[\x02\ufffe]?|[\x02\ufffe]")
_MARK = re.compile("[\u0300-\u036f]")
_LINE_HEIGHT = 1.15
"""Loose box height of a usual text font, in parts of its size."""


class Glyph(NamedTuple):
    """One glyph in page space as read."""

    x0: float
    x1: float
    top: float
    bottom: float
    base: float


class Face(NamedTuple):
    """What a text object says of its letters."""

    size: float
    bold: bool
    italic: bool


@dataclass(slots=True)
class TextPage:
    """pdfium's text page with reused buffers: text, glyph boxes, faces. Lives as long as its raw handle."""

    raw: Any
    affine: Affine
    text: str
    faces: dict[int, Face]
    fonts: dict[int, tuple[bool, bool]]
    x: ctypes.c_double
    y: ctypes.c_double
    rect: Any

    @classmethod
    def of(cls, raw: Any, affine: Affine, fonts: dict[int, tuple[bool, bool]]) -> TextPage:
        """A reader for the text page ``raw``; ``fonts`` is a cache that pages of one document share."""
        return cls(raw, affine, _text(raw), {}, fonts, ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF())

    def glyph(self, first: int, last: int) -> Glyph:
        """The box from the origin of glyph ``first`` to the advance of glyph ``last``."""
        x, y, rect = self.x, self.y, self.rect
        pdfium.FPDFText_GetCharOrigin(self.raw, first, x, y)
        pdfium.FPDFText_GetLooseCharBox(self.raw, last, rect)
        a, b, c, d, e, f = self.affine
        if not b and not c:
            return Glyph(a * x.value + e, a * rect.right + e, d * rect.top + f, d * rect.bottom + f, d * y.value + f)
        xs = (a * rect.left + c * rect.top + e, a * rect.right + c * rect.bottom + e)
        ys = (b * rect.left + d * rect.top + f, b * rect.right + d * rect.bottom + f)
        return Glyph(a * x.value + c * y.value + e, max(xs), min(ys), max(ys), b * x.value + d * y.value + f)

    def face(self, index: int) -> Face:
        """Size and weight of the letters at ``index``."""
        obj = pdfium.FPDFText_GetTextObject(self.raw, index)
        key = ctypes.cast(obj, ctypes.c_void_p).value or 0
        if key not in self.faces:
            self.faces[key] = self._face(obj) if key else Face(0.0, False, False)
        return self.faces[key]

    def _face(self, obj: Any) -> Face:
        size = ctypes.c_float()
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFTextObj_GetFontSize(obj, size)
        pdfium.FPDFPageObj_GetMatrix(obj, matrix)
        bold, italic = self._font(pdfium.FPDFTextObj_GetFont(obj))
        if pdfium.FPDFTextObj_GetTextRenderMode(obj) == pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE:
            bold = True
        slanted = abs(matrix.c) > 0.15 * abs(matrix.d) and abs(matrix.b) < 0.01 and matrix.d != 0
        return Face(abs(size.value) * math.hypot(matrix.c if not slanted else 0.0, matrix.d), bold, italic or slanted)

    def _font(self, font: Any) -> tuple[bool, bool]:
        key = ctypes.cast(font, ctypes.c_void_p).value or 0
        if key not in self.fonts:
            self.fonts[key] = _weight(font) if key else (False, False)
        return self.fonts[key]

    def angle(self, index: int) -> int:
        """Direction of the letters at ``index``: degrees, to the next quarter turn, 360 for anything between."""
        degrees = math.degrees(pdfium.FPDFText_GetCharAngle(self.raw, index)) % 360
        quarter = round(degrees / 90) * 90
        return quarter % 360 if abs(degrees - quarter) < 5 else 360


def page_words(page: TextPage) -> tuple[Word, ...]:
    """The words of a page in stream order, boxes in page space as read."""
    notes = signature_notes(page.text)
    words = list(_words(page, notes))
    if any(_MARK.match(w.text) for w in words):
        return glyph_words(page)
    return tuple(words)


def glyph_words(page: TextPage) -> tuple[Word, ...]:
    """Each glyph a word of its own: for pages whose stream order tells nothing. Gaps alone decide where words end,
    so their places in the stream run backwards by two."""
    notes = signature_notes(page.text)
    out: list[Word] = []
    for m in _WORD.finditer(page.text):
        out += (_word(page, i, i + 1, order=-2 * i, spaced=False, note=_in(notes, i)) for i in range(m.start(), m.end()))
    return tuple(out)


def common_angle(page: TextPage) -> int:
    """Direction of most letters, judged by a sample of words: 0, 90, 180 or 270."""
    starts = [m.start() for m in _WORD.finditer(page.text)]
    sample = starts[:: max(1, len(starts) // 24)]
    angles = [page.angle(i) for i in sample]
    best = max((0, 90, 180, 270), key=angles.count) if angles else 0
    return best if angles.count(best) > len(angles) / 2 else 0


def _words(page: TextPage, notes: tuple[tuple[int, int], ...]) -> Iterator[Word]:
    end = -1
    for order, m in enumerate(_WORD.finditer(page.text)):
        start, spaced = m.start(), m.start() != end
        end = m.end()
        word = _word(page, start, end, order=order, spaced=spaced, note=bool(notes) and _in(notes, start))
        if _plausible(word):
            yield word
        else:
            yield from _pieces(page, word, start, end)


def _word(page: TextPage, start: int, end: int, *, order: int, spaced: bool, note: bool) -> Word:
    box = page.glyph(start, end - 1)
    size, bold, italic = page.face(start)
    height = box.bottom - box.top
    if not size or not 0.6 < height / size < 2.2:
        size = height / _LINE_HEIGHT
    text = page.text[start:end]
    if text[-1] in "\x02\ufffe":
        text = text[:-1] + "-"
    return Word(text, box.x0, box.top, box.x1, box.bottom, box.base, size, bold, italic, order, spaced, note)


def _plausible(word: Word) -> bool:
    """Its width fits its letters and its first glyph stands on the line of its last."""
    share = (word.x1 - word.x0) / (len(word.text) * (word.size or 1.0))
    return 0.12 < share < 1.25 and word.top - 1 <= word.base <= word.bottom + 1


def _pieces(page: TextPage, word: Word, start: int, end: int) -> Iterator[Word]:
    """The word cut where its glyphs jump: to another line, backwards, or over a gap."""
    glyphs = [page.glyph(i, i) for i in range(start, end)]
    size = word.size or 1.0
    at = 0
    for i in range(1, len(glyphs) + 1):
        if i < len(glyphs) and not _jump(glyphs[i - 1], glyphs[i], size):
            continue
        yield _word(page, start + at, start + i, order=word.order, spaced=word.spaced if at == 0 else False, note=word.note)
        at = i


def _jump(before: Glyph, after: Glyph, size: float) -> bool:
    gap = after.x0 - before.x1
    return abs(after.base - before.base) > 0.6 * size or not -0.6 * size < gap < 0.3 * size


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


def _weight(font: Any) -> tuple[bool, bool]:
    """Bold and italic from the font's name, weight and flags."""
    length = pdfium.FPDFFont_GetBaseFontName(font, None, 0)
    buffer = ctypes.create_string_buffer(max(1, length))
    pdfium.FPDFFont_GetBaseFontName(font, buffer, length)
    name = buffer.value.decode("utf-8", "replace").lower()
    flags = pdfium.FPDFFont_GetFlags(font)
    bold = "bold" in name or "black" in name or "heavy" in name or bool(flags > 0 and flags & 1 << 18)
    italic = "italic" in name or "oblique" in name or bool(flags > 0 and flags & 1 << 6)
    return bold or pdfium.FPDFFont_GetWeight(font) >= 600, italic


def _in(spans: tuple[tuple[int, int], ...], at: int) -> bool:
    return any(a <= at < b for a, b in spans)
