"""Rules of a page from pdfium's path objects: thin boxes, stroked lines and the sides of stroked
boxes.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from vanban.pipeline.readers.page.model import Rules
from vanban.pipeline.readers.pdf import native
from vanban.pipeline.readers.pdf.glyphs import Affine

Segment = tuple[float, float, float, float]
Call = Callable[..., Any]

_SAME: Affine = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_SHOWN = frozenset((pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE))

_THIN = 3.0
"""Points: a filled box no thicker is a rule."""
_SHORT = 4.0
"""Points: a rule must be longer."""
_DEPTH = 4
"""Forms within forms."""
_MANY = 20_000
"""Path objects or rules on one page: beyond this it is a drawing, not a table."""


class Drawn(NamedTuple):
    """One thing that is drawn on a page: text, a path or a picture, with the matrix that brings it
    to the page's user space.
    """

    kind: int
    obj: int
    matrix: Affine

    @property
    def box(self) -> Segment | None:
        """Where it stands in user space."""
        own = bounds(self.obj)
        return None if own is None else moved(own, self.matrix)


def page_rules(affine: Affine, paths: Sequence[Drawn]) -> Rules:
    """Straight rules among the page's ``paths``."""
    across: list[tuple[float, float, float]] = []
    down: list[tuple[float, float, float]] = []
    if len(paths) > _MANY:
        return Rules()
    for _, obj, matrix in paths:
        for x0, y0, x1, y1 in _segments(obj):
            if len(across) + len(down) > _MANY:
                return Rules()
            box = moved((x0, y0, x1, y1), _times(matrix, affine))
            width, height = box[2] - box[0], box[3] - box[1]
            if height <= _THIN and width > _SHORT and width > 2 * height:
                across.append(((box[1] + box[3]) / 2, box[0], box[2]))
            elif width <= _THIN and height > _SHORT and height > 2 * width:
                down.append(((box[0] + box[2]) / 2, box[1], box[3]))
    return Rules(tuple(across), tuple(down))


def page_objects(page: int) -> list[Drawn]:
    """Texts, paths and pictures of a page in the order in which they are drawn, forms opened."""
    return list(_walk(page, native.count_on_page, native.get_on_page, _SAME, 0))


def picture_area(drawn: Iterable[Drawn]) -> float:
    """Square points that pictures cover."""
    boxes = (d.box for d in drawn if d.kind == pdfium.FPDF_PAGEOBJ_IMAGE)
    return sum((x1 - x0) * (y1 - y0) for x0, y0, x1, y1 in filter(None, boxes))


def _walk(holder: int, count: Call, get: Call, matrix: Affine, depth: int) -> Iterator[Drawn]:
    for i in range(count(holder)):
        obj = get(holder, i)
        kind = native.object_type(obj)
        if kind in _SHOWN:
            yield Drawn(kind, obj, matrix)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEPTH:
            inner = _times(_matrix(obj), matrix)
            yield from _walk(obj, native.count_in_form, native.get_in_form, inner, depth + 1)


def _matrix(obj: int) -> Affine:
    m = pdfium.FS_MATRIX()
    native.object_matrix(obj, ctypes.addressof(m))
    return m.a, m.b, m.c, m.d, m.e, m.f


def _segments(obj: int) -> Iterator[Segment]:
    box = bounds(obj)
    if box is None:
        return
    if min(box[2] - box[0], box[3] - box[1]) <= _THIN:
        yield box
    elif _stroked(obj):
        yield from _strokes(obj)


def _stroked(obj: int) -> bool:
    modes = (ctypes.c_int * 2)()
    at = ctypes.addressof(modes)
    return bool(native.draw_mode(obj, at, at + ctypes.sizeof(ctypes.c_int)) and modes[1])


def _strokes(obj: int) -> Iterator[Segment]:
    """Straight pieces of a path, in its holder's space."""
    matrix = _matrix(obj)
    point = (ctypes.c_float * 2)()
    at_x = ctypes.addressof(point)
    start = here = (0.0, 0.0)
    for i in range(min(native.count_segments(obj), _MANY)):
        segment = native.get_segment(obj, i)
        native.segment_point(segment, at_x, at_x + ctypes.sizeof(ctypes.c_float))
        there, kind = (point[0], point[1]), native.segment_type(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = there
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            yield moved((*here, *there), matrix)
        here = there
        if native.segment_close(segment):
            yield moved((*here, *start), matrix)


def bounds(obj: int) -> Segment | None:
    """The box of a page object in its holder's space."""
    sides = (ctypes.c_float * 4)()
    at, step = ctypes.addressof(sides), ctypes.sizeof(ctypes.c_float)
    if not native.object_bounds(obj, at, at + step, at + 2 * step, at + 3 * step):
        return None
    left, bottom, right, top = sides
    return left, bottom, right, top


def moved(box: Segment, matrix: Affine) -> Segment:
    """The upright box around ``box`` after ``matrix``."""
    a, b, c, d, e, f = matrix
    x0, y0, x1, y1 = box
    xs = a * x0 + c * y0 + e, a * x1 + c * y1 + e
    ys = b * x0 + d * y0 + f, b * x1 + d * y1 + f
    return min(xs), min(ys), max(xs), max(ys)


def _times(first: Affine, then: Affine) -> Affine:
    """The matrix that does ``first``, then ``then``."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )
