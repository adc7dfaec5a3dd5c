"""Words of a text layer that nobody sees: of a layer that is off, in no colour, under a box or a
picture.

They are looked for only where something hints at them, and proved by drawing the page: a box of one
colour shows no word.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Sequence
from contextlib import closing
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from vanban.pipeline.readers.page.model import Word
from vanban.pipeline.readers.pdf import native
from vanban.pipeline.readers.pdf.rulings import Drawn, bounds

_SCALE = 2.0
"""Pixels of a point in the drawing that proves it."""
_FLAT = 24
"""Grey values by which the pixels of a box without letters may differ."""
_PALE = 240
"""Every part of a colour, 0..255, from which on letters are white."""
_DARK = 90
"""The same, up to which a filled box hides what is below it."""
_OPAQUE = 255
_HIGH = 6.0
"""Points: a filled box must be higher to hide a word; lower ones are rules."""
_MOST_LIDS = 500
"""Boxes and pictures of a page that are looked at; where there are more the drawing tells."""
_TEXT, _PATH = pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_PATH
_LEAST = 0.3
"""Sizes of type that must be left of a word for it to be looked at."""
_LAYER = "OC\0".encode("utf-16-le")
"""The mark of content that belongs to a layer (PDF 32000-1, 8.11)."""


def may_hide(text_objects: Iterable[int], drawn: Sequence[Drawn], *, layers: bool) -> bool:
    """Whether any of a page's text objects may not be seen, or a box or picture may lie on words.
    ``layers``: whether the document has layers that may be off.
    """
    texts = list(text_objects)
    if any(map(_unseen, texts)) or any(_is_dark(d) for d in drawn if d.kind == _PATH):
        return True
    return (layers and any(map(_in_layer, texts))) or _lies_on_words(drawn)


def _unseen(obj: int) -> bool:
    if native.render_mode(obj) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE:
        return True
    colour = _fill(obj)
    return colour is not None and min(colour) >= _PALE


def _is_dark(path: Drawn) -> bool:
    """A box as black as the words on it may be."""
    colour = _fill(path.obj)
    return colour is not None and max(colour) <= _DARK and _is_high(path)


def _is_high(drawn: Drawn) -> bool:
    box = bounds(drawn.obj)
    return box is not None and min(box[3] - box[1], box[2] - box[0]) > _HIGH


def _lies_on_words(drawn: Sequence[Drawn]) -> bool:
    """Whether an opaque box or a picture stands over words that were drawn before it."""
    first = next((i for i, d in enumerate(drawn) if d.kind == _TEXT), len(drawn))
    lids = [i for i, d in enumerate(drawn[first:], first) if _is_lid(d)]
    if not 0 < len(lids) <= _MOST_LIDS:
        return bool(lids)
    boxes = [(i, d.box) for i, d in enumerate(drawn[: lids[-1]]) if d.kind == _TEXT]
    known = np.array([(i, *box) for i, box in boxes if box])
    if not len(known):
        return False
    order, left, low, right, high = known.T
    middle = (low + high) / 2
    for i in lids:
        x0, y0, x1, y1 = drawn[i].box or (0.0, 0.0, 0.0, 0.0)
        below = (order < i) & (left < x1) & (right > x0) & (y0 < middle) & (middle < y1)
        if below.any():
            return True
    return False


def _is_lid(drawn: Drawn) -> bool:
    if drawn.kind == pdfium.FPDF_PAGEOBJ_IMAGE:
        return _is_high(drawn)
    return drawn.kind == _PATH and _is_opaque(drawn.obj) and _is_high(drawn)


def _is_opaque(path: int) -> bool:
    modes = (ctypes.c_int * 2)()
    at = ctypes.addressof(modes)
    filled = native.draw_mode(path, at, at + ctypes.sizeof(ctypes.c_int)) and modes[0]
    return bool(filled and native.fill_colour(path, *_PART_PLACES) and _PARTS[3] == _OPAQUE)


_PARTS = (ctypes.c_uint * 4)()
_PART_PLACES = tuple(ctypes.addressof(_PARTS) + i * ctypes.sizeof(ctypes.c_uint) for i in range(4))


def _fill(obj: int) -> tuple[int, int, int] | None:
    """The colour that fills a page object, white where it fills with nothing."""
    if not native.fill_colour(obj, *_PART_PLACES):
        return None
    red, green, blue, alpha = _PARTS
    return (red, green, blue) if alpha else (255, 255, 255)


_NAME = ctypes.create_string_buffer(8)
_NAME_LENGTH = ctypes.c_ulong()
_NAME_PLACES = ctypes.addressof(_NAME), len(_NAME), ctypes.addressof(_NAME_LENGTH)


def _in_layer(obj: int) -> bool:
    for i in range(native.count_marks(obj)):
        native.mark_name(native.get_mark(obj, i), *_NAME_PLACES)
        if _NAME_LENGTH.value == len(_LAYER) and _NAME.raw.startswith(_LAYER):
            return True
    return False


def may_have_layers(data: bytes) -> bool:
    """Whether a file may hold layers: it names them, or packs its objects so that none can be
    named.
    """
    return b"/OCProperties" in data or b"/ObjStm" in data


def hidden_words(page: Any, words: Sequence[Word]) -> frozenset[int]:
    """Places in ``words`` (in points of the page as shown) of those that a drawing of the open
    ``page`` does not show.
    """
    with closing(page.render(scale=_SCALE, grayscale=True, may_draw_forms=True)) as bitmap:
        grey = bitmap.to_numpy().reshape(bitmap.height, bitmap.width)
        return frozenset(
            i
            for i, word in enumerate(words)
            if _has_letters(word) and _is_flat(grey, _alone(word, words))
        )


def _has_letters(word: Word) -> bool:
    """Marks may be too small to be seen in a drawing."""
    return word.upright and any(map(str.isalnum, word.text))


def _alone(word: Word, words: Sequence[Word]) -> Word:
    """The part of a word that no other word lies on: placeholders of signing software lie partly
    below the words that they are for.
    """
    x0, x1 = word.x0, word.x1
    for other in words:
        if other is word or abs(other.base - word.base) > 0.5 * word.size:
            continue
        if other.x0 <= x0 < other.x1 < x1:
            x0 = other.x1
        elif x0 < other.x0 < x1 <= other.x1:
            x1 = other.x0
    return word._replace(x0=x0, x1=x1) if x1 - x0 > _LEAST * word.size else word


def _is_flat(grey: NDArray[np.uint8], word: Word) -> bool:
    x0, top = max(0, round(word.x0 * _SCALE)), max(0, round((word.base - 0.6 * word.size) * _SCALE))
    inside = grey[top : round(word.base * _SCALE), x0 : round(word.x1 * _SCALE)]
    return inside.size > 0 and int(inside.max()) - int(inside.min()) <= _FLAT
