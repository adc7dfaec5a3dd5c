"""Pages with ink that no word explains: said, so that nobody takes silence for a blank page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import Any

import numpy as np
import pypdfium2 as pdfium2
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from vanban.pipeline.readers.page.model import PageText, shown_box
from vanban.pipeline.readers.page.negative import is_negative
from vanban.pipeline.readers.page.quality import FEW, own_words
from vanban.pipeline.readers.pdf.document import flat_page
from vanban.schemas import Diagnostic

_SCALE = 0.5
"""Pixels of a point: enough to see ink."""
_DARK = 140
"""Grey value, 0..255, below which a pixel is ink on white paper; the red of seals and the blue of
pens are not.
"""
_PART, _NEAR = 4, 9
"""Pixels to a side of a part of a page, and parts within an inch: the brightest is the paper."""
_NIGHT = 50
"""Grey value of the darkest paper in a shadow; what is darker all over an inch is a picture."""
_INK = 0.012
"""Share of a page that is ink outside the boxes of its words (a page of text: 0.03 to 0.1; a seal
with a signature, the rules of a table: below 0.01).
"""
_INK_ALONE = 0.004
"""The same on a page with next to no words: two lines of text, or a seal."""
_AROUND = 3.0
"""Points by which the boxes of words are widened: underlines and marks belong to them."""
_FRAME, _FULL = 0.1, 0.5
"""Share of a page's side that a frame may take: more is a picture; and how much of its lines is
dark.
"""
_THROUGHOUT = 0.9
"""Share of a line across or down the page that is dark in the gutter of a book."""
_WIDEST = 1_300.0
"""Points: wider pages than A3 are drawn smaller."""


def unread_pages(document: Any, pages: Sequence[PageText]) -> Iterator[Diagnostic]:
    """What is to be said of ``pages`` of an open document that show more than was read."""
    for page in pages:
        words = own_words(page.words)
        few = len(words) < FEW
        if not page.width or not (few or page.kind == "ocr"):
            continue
        if _unexplained_ink(document, page) > (_INK_ALONE if few else _INK):
            message = (
                f"Trang {page.number} còn phần có nét mực hoặc hình mà không đọc được chữ "
                f"(đọc được {len(words)} chữ); đối chiếu với bản gốc."
            )
            yield Diagnostic(code="page-unread", severity="warning", message=message)


def _unexplained_ink(document: Any, page: PageText) -> float:
    """Share of a page that is dark where no word stands."""
    try:
        with closing(flat_page(document, page.number - 1)) as opened:
            width = opened.get_width()
            with closing(opened.render(scale=_SCALE * _shrunk(width), grayscale=True)) as bitmap:
                grey = bitmap.to_numpy().reshape(bitmap.height, bitmap.width).copy()
    except pdfium2.PdfiumError:
        return 0.0
    dark = _ink_of(255 - grey if is_negative(grey) else grey)
    shown = page.height if page.turn in (90, 270) else page.width
    unit = dark.shape[1] / max(shown, 1.0)
    for word in page.words:
        x0, top, x1, bottom = shown_box(page, (word.x0, word.top, word.x1, word.bottom))
        left, right = max(0, int((x0 - _AROUND) * unit)), int((x1 + _AROUND) * unit) + 1
        upper, lower = max(0, int((top - _AROUND) * unit)), int((bottom + _AROUND) * unit) + 1
        dark[upper:lower, left:right] = False
    return float(np.mean(dark))


def _ink_of(grey: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """What is dark for its place: not paper in a shadow, nor the frame around the page or the
    gutter of a book."""
    dark: NDArray[np.bool_] = grey < _DARK
    without_frame(dark)
    for side in (dark, dark.T):
        gutter = side.mean(axis=1) > _THROUGHOUT
        if gutter.mean() <= _FRAME:  # else a page that is black all over
            side[gutter] = False
    whole = Image.fromarray(grey)
    brightest = whole.reduce(_PART).filter(ImageFilter.MaxFilter(_NEAR)).resize(whole.size)
    paper = np.asarray(brightest).astype(np.float32)
    paper[paper < _NIGHT] = 255
    return dark & (grey < paper * (_DARK / 255))


def without_frame(dark: NDArray[np.bool_]) -> None:
    """Takes the black frame of a copier, and the table below a photographed page, out of ``dark``:
    lines at the edges that are dark for the most part, and what is dark from such an edge on.
    """
    for side in (dark, dark[::-1], dark.T, dark.T[::-1]):
        edge = side[: round(_FRAME * len(side))]
        from_edge = np.logical_and.accumulate(edge) & (edge[0].mean() >= _FULL)
        for line in edge:
            if line.mean() < _FULL:
                break
            line[:] = False
        edge[from_edge] = False


def _shrunk(width: float) -> float:
    """Pages measured in pixels are drawn as large as an ordinary page."""
    return min(1.0, _WIDEST / width)
