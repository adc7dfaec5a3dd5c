"""Rules of a page from pdfium's path objects: thin boxes, stroked lines and the sides of stroked boxes."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as pdfium

from pipeline.readers.pdf.glyphs import Affine
from pipeline.readers.pdf.model import Rules

Segment = tuple[float, float, float, float]

_THIN = 3.0
"""Points: a filled box no thicker is a rule."""
_SHORT = 4.0
"""Points: a rule must be longer."""
_DEPTH = 4
"""Forms within forms."""
_MANY = 20_000
"""Path objects on one page: beyond this it is a drawing, not a table."""


def page_rules(page: Any, affine: Affine, objects: list[tuple[Any, Affine]]) -> Rules:
    """Straight rules among the page's path ``objects``, each with the matrix that brings it to page space."""
    across: list[tuple[float, float, float]] = []
    down: list[tuple[float, float, float]] = []
    if len(objects) > _MANY:
        return Rules()
    for obj, matrix in objects:
        for x0, y0, x1, y1 in _segments(obj):
            box = _moved((x0, y0, x1, y1), _times(matrix, affine))
            width, height = box[2] - box[0], box[3] - box[1]
            if height <= _THIN and width > _SHORT and width > 2 * height:
                across.append(((box[1] + box[3]) / 2, box[0], box[2]))
            elif width <= _THIN and height > _SHORT and height > 2 * width:
                down.append(((box[0] + box[2]) / 2, box[1], box[3]))
    return Rules(tuple(across), tuple(down))


def page_objects(page: Any) -> tuple[list[tuple[Any, Affine]], float]:
    """Path objects with their matrices, forms opened, and the area that pictures cover (in square points)."""
    paths: list[tuple[Any, Affine]] = []
    pictures = 0.0
    for kind, obj, matrix in _walk(page, pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject, (1, 0, 0, 1, 0, 0), 0):
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            paths.append((obj, matrix))
        elif (box := _bounds(obj)) is not None:
            x0, y0, x1, y1 = _moved(box, matrix)
            pictures += (x1 - x0) * (y1 - y0)
    return paths, pictures


def _walk(holder: Any, count: Any, get: Any, matrix: Affine, depth: int) -> Iterator[tuple[int, Any, Affine]]:
    for i in range(count(holder)):
        obj = get(holder, i)
        kind = pdfium.FPDFPageObj_GetType(obj)
        if kind in (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE):
            yield kind, obj, matrix
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEPTH:
            inner = pdfium.FS_MATRIX()
            pdfium.FPDFPageObj_GetMatrix(obj, inner)
            moved = _times((inner.a, inner.b, inner.c, inner.d, inner.e, inner.f), matrix)
            yield from _walk(obj, pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject, moved, depth + 1)


def _segments(obj: Any) -> Iterator[Segment]:
    box = _bounds(obj)
    if box is None:
        return
    if min(box[2] - box[0], box[3] - box[1]) <= _THIN:
        yield box
    elif _stroked(obj):
        yield from _strokes(obj)


def _stroked(obj: Any) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    return bool(pdfium.FPDFPath_GetDrawMode(obj, fill, stroke) and stroke.value)


def _strokes(obj: Any) -> Iterator[Segment]:
    """Straight pieces of a path, in its holder's space."""
    own = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(obj, own)
    matrix = (own.a, own.b, own.c, own.d, own.e, own.f)
    x, y = ctypes.c_float(), ctypes.c_float()
    start = at = (0.0, 0.0)
    for i in range(min(pdfium.FPDFPath_CountSegments(obj), _MANY)):
        segment = pdfium.FPDFPath_GetPathSegment(obj, i)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point, kind = (x.value, y.value), pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            yield _moved((*at, *point), matrix)
        at = point
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield _moved((*at, *start), matrix)


def _bounds(obj: Any) -> Segment | None:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(obj, left, bottom, right, top):
        return None
    return left.value, bottom.value, right.value, top.value


def _moved(box: Segment, matrix: Affine) -> Segment:
    a, b, c, d, e, f = matrix
    x0, y0, x1, y1 = box
    xs = a * x0 + c * y0 + e, a * x1 + c * y1 + e
    ys = b * x0 + d * y0 + f, b * x1 + d * y1 + f
    return min(xs), min(ys), max(xs), max(ys)


def _times(first: Affine, then: Affine) -> Affine:
    """The matrix that does ``first``, then ``then``."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u
