"""What was laid over a page after it was written: the appearances of form fields and signatures.

Number and day of a signed document stand in signature widgets, outside the text layer; so do the
stamps of those who signed or published it. Both are drawn into the page before it is read.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from vanban.pipeline.errors import LimitExceeded
from vanban.pipeline.readers.page.model import BBox, Word, marked
from vanban.pipeline.readers.pdf.glyphs import Affine, word_count
from vanban.pipeline.readers.pdf.rulings import moved

_FILLED_IN = re.compile(
    r"[\d\s./-]+|\d+\s*/[^\W_][\w&./-]*|(?:ngày\s)?\d+\stháng\s\d+(?:\snăm\s\d+)?", re.IGNORECASE
)
"""What a clerk fills in: a number, a number with its symbol, a day."""
_MOST_ANNOTATIONS = 5_000
"""Annotations of a page that are drawn: a form has some hundred, and drawing takes their number
squared.
"""
_NAME_WORDS = range(2, 6)
"""Words of a Vietnamese personal name."""


@dataclass(frozen=True, slots=True)
class Overlay:
    """The signature widgets of a page: how many words the page had without any annotation, and
    the widgets' boxes in user space.
    """

    own: int
    boxes: tuple[BBox, ...]


def flattened(document: Any, index: int) -> tuple[Any, Overlay | None]:
    """The open page with its annotations drawn into it, and what its signatures cover.

    Raises ``LimitExceeded``.
    """
    page = document[index]
    count = pdfium.FPDFPage_GetAnnotCount(page)
    if not count:
        return page, None
    if count > _MOST_ANNOTATIONS:
        raise LimitExceeded(f"một trang có hơn {_MOST_ANNOTATIONS} chú thích")
    boxes = tuple(_signature_boxes(page, document.formenv))
    overlay = Overlay(_word_count(page), boxes) if boxes else None
    if pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY) != pdfium.FLATTEN_SUCCESS:
        return page, None
    page.close()
    return document[index], overlay


def _signature_boxes(page: Any, forms: Any) -> Iterator[BBox]:
    if forms is None:
        return
    for i in range(pdfium.FPDFPage_GetAnnotCount(page)):
        annotation = pdfium.FPDFPage_GetAnnot(page, i)
        kind = pdfium.FPDFAnnot_GetFormFieldType(forms, annotation)
        sides = pdfium.FS_RECTF()
        if kind == pdfium.FPDF_FORMFIELD_SIGNATURE and pdfium.FPDFAnnot_GetRect(
            annotation, ctypes.byref(sides)
        ):
            yield sides.left, sides.bottom, sides.right, sides.top
        pdfium.FPDFPage_CloseAnnot(annotation)


def _word_count(page: Any) -> int:
    with closing(page.get_textpage()) as text:
        return word_count(text.raw)


def without_stamps(words: Sequence[Word], overlay: Overlay, affine: Affine) -> tuple[Word, ...]:
    """``words`` with those of signature widgets marked as notes; what a clerk filled in and the
    signer's own name stay words of the document.
    """
    laid_over = [i for i, w in enumerate(words) if w.order >= overlay.own]
    notes: set[int] = set()
    for box in overlay.boxes:
        inside = [i for i in laid_over if _in(words[i], box, affine)]
        if not _is_of_document([words[i].text for i in inside]):
            notes.update(inside)
    return marked(words, notes)


def _in(word: Word, box: BBox, affine: Affine) -> bool:
    x0, top, x1, bottom = moved(box, affine)
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return x0 <= x <= x1 and top <= y <= bottom


def _is_of_document(texts: Sequence[str]) -> bool:
    is_name = len(texts) in _NAME_WORDS and all(t.isalpha() and t.istitle() for t in texts)
    return is_name or _FILLED_IN.fullmatch(" ".join(texts)) is not None
