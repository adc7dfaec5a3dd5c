"""Pages with ink that no word explains: said, so that nobody takes silence for a blank page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import Any

import numpy as np
import pypdfium2 as pdfium2
from numpy.typing import NDArray

from vanban.pipeline.readers.page.model import PageText, shown_box
from vanban.pipeline.readers.page.quality import FEW, own_words
from vanban.pipeline.readers.pdf.document import flat_page
from vanban.schemas import Diagnostic

_SCALE = 0.5
"""Pixels of a point: enough to see ink."""
_DARK = 140
"""Grey value, 0..255, below which a pixel is ink; the red of seals and the blue of pens are not."""
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
                dark = bitmap.to_numpy().reshape(bitmap.height, bitmap.width) < _DARK
    except pdfium2.PdfiumError:
        return 0.0
    without_frame(dark)
    shown = page.height if page.turn in (90, 270) else page.width
    unit = dark.shape[1] / max(shown, 1.0)
    for word in page.words:
        x0, top, x1, bottom = shown_box(page, (word.x0, word.top, word.x1, word.bottom))
        left, right = max(0, int((x0 - _AROUND) * unit)), int((x1 + _AROUND) * unit) + 1
        upper, lower = max(0, int((top - _AROUND) * unit)), int((bottom + _AROUND) * unit) + 1
        dark[upper:lower, left:right] = False
    return float(np.mean(dark))


def without_frame(dark: NDArray[np.bool_]) -> None:
    """Takes the black frame of a copier out of ``dark``: lines at the edges that are dark for the
    most part.
    """
    for side in (dark, dark[::-1], dark.T, dark.T[::-1]):
        for line in side[: round(_FRAME * len(side))]:
            if line.mean() < _FULL:
                break
            line[:] = False


def _shrunk(width: float) -> float:
    """Pages measured in pixels are drawn as large as an ordinary page."""
    return min(1.0, _WIDEST / width)
