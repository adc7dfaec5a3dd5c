"""pdfium's functions that are called for every word, with plain integers as handles: a third of the cost of typed pointers.

They keep the interpreter's lock: each takes less time than letting go of it.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

import pypdfium2.raw as pdfium

_P, _I = ctypes.c_void_p, ctypes.c_int


def _plain(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    address = ctypes.cast(function, _P).value
    return ctypes.PYFUNCTYPE(result, *arguments)(address)  # type: ignore[arg-type]


def handle(pointer: Any) -> int:
    """The address behind a typed pointer, 0 for none."""
    return ctypes.cast(pointer, _P).value or 0


char_origin = _plain(pdfium.FPDFText_GetCharOrigin, _I, _P, _I, _P, _P)
loose_box = _plain(pdfium.FPDFText_GetLooseCharBox, _I, _P, _I, _P)
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
