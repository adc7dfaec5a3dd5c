"""pdfium's functions that are called for every word, with plain integers as handles: a third of the
cost of typed pointers.

They keep the interpreter's lock: each takes less time than letting go of it.
"""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Callable, Sequence
from itertools import repeat
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

_P, _I = ctypes.c_void_p, ctypes.c_int


def _plain(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    address = ctypes.cast(function, _P).value
    return ctypes.PYFUNCTYPE(result, *arguments)(address)  # type: ignore[arg-type]


class Answers:
    """Room for what pdfium answers to many calls, a row of numbers to each, with ready pointers to
    be passed: that takes half the time
    of passing addresses. ``pointers``: of how many of the numbers a call is told the place."""

    rows = 1024

    def __init__(self, numbers: int, kind: type[np.floating[Any]], pointers: int) -> None:
        self._values = np.empty((self.rows, numbers), kind)
        first, row, number = self._values.ctypes.data, *self._values.strides
        self._pointers = [
            [_P(first + row * i + number * n) for i in range(self.rows)] for n in range(pointers)
        ]

    def to(
        self, function: Callable[..., Any], page: int, indexes: Sequence[int]
    ) -> NDArray[np.float64]:
        """What ``function`` says of the glyphs ``indexes`` of a text page, one row for each."""
        found = [np.empty((0, self._values.shape[1]))]
        for at in range(0, len(indexes), self.rows):
            part = indexes[at : at + self.rows]
            deque(map(function, repeat(_P(page)), part, *self._pointers), maxlen=0)
            found.append(self._values[: len(part)].astype(np.float64))
        return np.concatenate(found)


def handle(pointer: Any) -> int:
    """The address behind a typed pointer, 0 for none."""
    return ctypes.cast(pointer, _P).value or 0


char_origin = _plain(pdfium.FPDFText_GetCharOrigin, _I)
loose_box = _plain(pdfium.FPDFText_GetLooseCharBox, _I)
text_object = _plain(pdfium.FPDFText_GetTextObject, _P, _P, _I)
object_font = _plain(pdfium.FPDFTextObj_GetFont, _P, _P)
render_mode = _plain(pdfium.FPDFTextObj_GetTextRenderMode, _I, _P)
font_size = _plain(pdfium.FPDFTextObj_GetFontSize, _I, _P, _P)
object_matrix = _plain(pdfium.FPDFPageObj_GetMatrix, _I, _P, _P)
object_type = _plain(pdfium.FPDFPageObj_GetType, _I, _P)
object_bounds = _plain(pdfium.FPDFPageObj_GetBounds, _I, _P, _P, _P, _P, _P)
count_on_page = _plain(pdfium.FPDFPage_CountObjects, _I, _P)
get_on_page = _plain(pdfium.FPDFPage_GetObject, _P, _P, _I)
count_in_form = _plain(pdfium.FPDFFormObj_CountObjects, _I, _P)
get_in_form = _plain(pdfium.FPDFFormObj_GetObject, _P, _P, ctypes.c_ulong)
draw_mode = _plain(pdfium.FPDFPath_GetDrawMode, _I, _P, _P, _P)
count_segments = _plain(pdfium.FPDFPath_CountSegments, _I, _P)
get_segment = _plain(pdfium.FPDFPath_GetPathSegment, _P, _P, _I)
segment_point = _plain(pdfium.FPDFPathSegment_GetPoint, _I, _P, _P, _P)
segment_type = _plain(pdfium.FPDFPathSegment_GetType, _I, _P)
segment_close = _plain(pdfium.FPDFPathSegment_GetClose, _I, _P)
base_font_name = _plain(pdfium.FPDFFont_GetBaseFontName, ctypes.c_size_t, _P, _P, ctypes.c_size_t)
font_flags = _plain(pdfium.FPDFFont_GetFlags, _I, _P)
font_weight = _plain(pdfium.FPDFFont_GetWeight, _I, _P)
fill_colour = _plain(pdfium.FPDFPageObj_GetFillColor, _I, _P, _P, _P, _P, _P)
count_marks = _plain(pdfium.FPDFPageObj_CountMarks, _I, _P)
get_mark = _plain(pdfium.FPDFPageObj_GetMark, _P, _P, ctypes.c_ulong)
mark_name = _plain(pdfium.FPDFPageObjMark_GetName, _I, _P, _P, ctypes.c_ulong, _P)
