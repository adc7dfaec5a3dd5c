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

from pipeline.readers.pdf import native
from pipeline.readers.pdf.furniture import signature_notes
from pipeline.readers.pdf.model import Word

Affine = tuple[float, float, float, float, float, float]

_WORD = re.compile("[^\\s\\x00-\\x1f\ufffe\uffff]+[\x02\ufffe]?|[\x02\ufffe]")
_MARK = re.compile("[\u0300-\u036f]")
_LINE_HEIGHT = 1.15
"""Loose box height of a usual text font, in parts of its size."""


Glyph = tuple[float, float, float, float, float]
"""One glyph in page space as read: left, right, top, bottom, baseline."""


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
    """pdfium's text page with reused buffers: text, glyph boxes, fonts. Lives as long as its raw handle."""

    raw: Any
    key: int
    affine: Affine
    text: str
    faces: dict[tuple[int, float], Face]
    origin: Any
    rect: Any
    size: Any
    at: tuple[int, int, int, int]
    upright: int = 0
    """Angle of most letters."""
    latest: tuple[int | None, Face] = (None, _UNKNOWN)
    """The text object that was asked last, and its face."""

    @classmethod
    def of(cls, raw: Any, affine: Affine) -> TextPage:
        """A reader for the text page ``raw``."""
        origin, rect, size = (ctypes.c_double * 2)(), pdfium.FS_RECTF(), ctypes.c_float()
        first = ctypes.addressof(origin)
        at = first, first + ctypes.sizeof(ctypes.c_double), ctypes.addressof(rect), ctypes.addressof(size)
        return cls(raw, native.handle(raw), affine, _text(raw), {}, origin, rect, size, at)

    def glyph(self, first: int, last: int) -> Glyph:
        """The box from the origin of glyph ``first`` to the advance of glyph ``last``."""
        rect, (at_x, at_y, at_rect, _) = self.rect, self.at
        native.char_origin(self.key, first, at_x, at_y)
        native.loose_box(self.key, last, at_rect)
        x, y = self.origin
        a, b, c, d, e, f = self.affine
        if a > 0 > d and not b and not c:
            return a * x + e, a * rect.right + e, d * rect.top + f, d * rect.bottom + f, d * y + f
        xs = (a * rect.left + c * rect.top + e, a * rect.right + c * rect.bottom + e)
        ys = (b * rect.left + d * rect.top + f, b * rect.right + d * rect.bottom + f)
        return a * x + c * y + e, max(xs), min(ys), max(ys), b * x + d * y + f

    def face(self, index: int) -> Face:
        """Font and size of the letter at ``index``."""
        obj = native.text_object(self.key, index)
        if obj != self.latest[0]:
            self.latest = obj, self._face(obj) if obj else _UNKNOWN
        return self.latest[1]

    def _face(self, obj: int) -> Face:
        font = native.object_font(obj)
        if not font:
            return _UNKNOWN
        native.font_size(obj, self.at[3])
        size = abs(self.size.value)
        face = self.faces.get((font, size))
        if face is None:
            face = self.faces[font, size] = _face(font, obj, size)
        elif size <= _UNIT:
            face = face._replace(size=size * _scale(obj)[0])
        if not face.bold and native.render_mode(obj) == pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE:
            return face._replace(bold=True)  # letters thickened by drawing their outlines
        return face

    def angle(self, index: int) -> int:
        """Direction of the letters at ``index``: degrees, to the next quarter turn, 360 for anything between."""
        degrees = math.degrees(pdfium.FPDFText_GetCharAngle(self.raw, index)) % 360
        quarter = round(degrees / 90) * 90
        return quarter % 360 if abs(degrees - quarter) < 5 else 360


def page_words(page: TextPage) -> tuple[Word, ...]:
    """The words of a page in stream order, boxes in page space as read."""
    notes = signature_notes(page.text)
    words: list[Word] = []
    for word in _words(page, notes):
        if not word.upright and words and _same_sideways(words[-1], word):
            words[-1] = _grown(words[-1], word)
        else:
            words.append(word)
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
        elif (angle := page.angle(start)) == page.upright:
            yield from _pieces(page, word, start, end)
        else:
            yield _sideways(page, word, start, end, slanting=angle == 360)


def _word(page: TextPage, start: int, end: int, *, order: int, spaced: bool, note: bool) -> Word:
    x0, x1, top, bottom, base = page.glyph(start, end - 1)
    bold, italic, size = page.face(start)
    height = bottom - top
    if not 0.5 < height / (size or 1e-6) < 2.5:
        size = round(height / _LINE_HEIGHT, 1)
    text = page.text[start:end]
    if text[-1] in "\x02\ufffe":
        text = text[:-1] + "-"
    return Word(text, x0, top, x1, bottom, base, size, bold, italic, order, spaced, note)


def _plausible(word: Word) -> bool:
    """Its width fits its letters and its first glyph stands on the line of its last."""
    share = (word.x1 - word.x0) / (len(word.text) * (word.size or 1.0))
    return 0.12 < share < 1.25 and word.top - 1 <= word.base <= word.bottom + 1


def _sideways(page: TextPage, word: Word, start: int, end: int, *, slanting: bool) -> Word:
    """A word set upwards or downwards, in the box of all its glyphs; a slanting one (a watermark) belongs to the page only."""
    boxes = [page.glyph(i, i) for i in (start, end - 1)]
    left, right = min(min(g[:2]) for g in boxes), max(max(g[:2]) for g in boxes)
    top, bottom = min(g[2] for g in boxes), max(g[3] for g in boxes)
    size = word.size or right - left
    return word._replace(x0=left, x1=right, top=top, bottom=bottom, base=bottom, size=size, note=slanting or word.note, upright=False)


def _same_sideways(before: Word, word: Word) -> bool:
    """Words of one line that is set upwards or downwards."""
    return not (before.upright or word.upright) and abs(before.x0 + before.x1 - word.x0 - word.x1) < word.size and before.note == word.note


def _grown(before: Word, word: Word) -> Word:
    bottom = max(before.bottom, word.bottom)
    text = f"{before.text} {word.text}"
    sides = min(before.x0, word.x0), min(before.top, word.top), max(before.x1, word.x1), bottom
    return before._replace(text=text, x0=sides[0], top=sides[1], x1=sides[2], bottom=bottom, base=bottom, order=word.order)


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
    gap = after[0] - before[1]
    return abs(after[4] - before[4]) > 0.6 * size or not -0.6 * size < gap < 0.3 * size


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
    bold = any(word in name for word in ("bold", "black", "heavy")) or bool(flags & 1 << 18) or native.font_weight(font) >= 600
    scale, slanted = _scale(obj)
    return Face(bold, slanted or "italic" in name or "oblique" in name or bool(flags & 1 << 6), round(size * scale, 1))


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


def _in(spans: tuple[tuple[int, int], ...], at: int) -> bool:
    return any(a <= at < b for a, b in spans)
