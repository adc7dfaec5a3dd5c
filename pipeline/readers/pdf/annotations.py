"""What was laid over a page after it was written: the appearances of form fields and signatures.

Number and day of a signed document stand in signature widgets, outside the text layer; so do the
stamps of those who signed or published it. Both are drawn into the page before it is read.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from vanban.pipeline.errors import LimitExceeded
from vanban.pipeline.readers.page.model import BBox, Rules, Word, marked
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
_WORDED = frozenset((pdfium.FPDF_FORMFIELD_TEXTFIELD, pdfium.FPDF_FORMFIELD_COMBOBOX))
"""Kinds of fields that show words which somebody wrote or chose."""
_MOST_LINES = 500
"""Of one mark of text: a page has some fifty."""
_NAME_WORDS = range(2, 6)
"""Words of a Vietnamese personal name."""


class Field(NamedTuple):
    """A field of a form that was filled in: its box in user space, and what was written."""

    box: BBox
    value: str


@dataclass(frozen=True, slots=True)
class Overlay:
    """What lies over a page: how many words the page had without any annotation, the boxes of
    signature widgets in user space, the fields that hold words, and the boxes of words that
    somebody struck out.
    """

    own: int
    boxes: tuple[BBox, ...]
    fields: tuple[Field, ...] = ()
    strikes: tuple[BBox, ...] = ()


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
    found = _Found(document.formenv)
    for i in range(count):
        annotation = pdfium.FPDFPage_GetAnnot(page, i)
        found.look_at(annotation)
        pdfium.FPDFPage_CloseAnnot(annotation)
    overlay = found.overlay(_word_count(page)) if found else None
    if pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY) != pdfium.FLATTEN_SUCCESS:
        return page, None
    page.close()
    return document[index], overlay


@dataclass(slots=True)
class _Found:
    """Collects what the annotations of a page say."""

    forms: Any
    boxes: list[BBox] = field(default_factory=list)
    fields: list[Field] = field(default_factory=list)
    strikes: list[BBox] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.boxes or self.fields or self.strikes)

    def overlay(self, own: int) -> Overlay:
        """All of it, for a page of ``own`` words."""
        return Overlay(own, tuple(self.boxes), tuple(self.fields), tuple(self.strikes))

    def look_at(self, annotation: Any) -> None:
        """One more annotation."""
        if pdfium.FPDFAnnot_GetSubtype(annotation) == pdfium.FPDF_ANNOT_STRIKEOUT:
            self.strikes += _lines_of(annotation)
        sides = pdfium.FS_RECTF()
        if self.forms is None or not pdfium.FPDFAnnot_GetRect(annotation, ctypes.byref(sides)):
            return
        box = sides.left, sides.bottom, sides.right, sides.top
        kind = pdfium.FPDFAnnot_GetFormFieldType(self.forms, annotation)
        if kind == pdfium.FPDF_FORMFIELD_SIGNATURE:
            self.boxes.append(box)
        elif kind in _WORDED and (value := _value(self.forms, annotation)):
            self.fields.append(Field(box, value))


def _lines_of(annotation: Any) -> list[BBox]:
    """The boxes of the lines that a mark of text covers."""
    corners = pdfium.FS_QUADPOINTSF()
    found: list[BBox] = []
    for i in range(min(_MOST_LINES, pdfium.FPDFAnnot_CountAttachmentPoints(annotation))):
        if pdfium.FPDFAnnot_GetAttachmentPoints(annotation, i, ctypes.byref(corners)):
            xs = corners.x1, corners.x2, corners.x3, corners.x4
            ys = corners.y1, corners.y2, corners.y3, corners.y4
            found.append((min(xs), min(ys), max(xs), max(ys)))
    return found


def _value(forms: Any, annotation: Any) -> str:
    """What a field holds, as far as pdfium may draw it without some of its letters."""
    length = pdfium.FPDFAnnot_GetFormFieldValue(forms, annotation, None, 0)
    buffer = (ctypes.c_ushort * (length // 2 + 1))()
    pdfium.FPDFAnnot_GetFormFieldValue(forms, annotation, buffer, length)
    value = bytes(buffer)[: max(0, length - 2)].decode("utf-16-le", "replace")
    return "" if value.isascii() else value


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


def with_values(words: Sequence[Word], overlay: Overlay, affine: Affine) -> tuple[Word, ...]:
    """``words`` with those of form fields as they were filled in: the font of a field often lacks
    letters of Vietnamese, and none is drawn for them ("Điu" for "Điều").
    """
    out = list(words)
    for box, value in overlay.fields:
        laid_over = ((i, w) for i, w in enumerate(words) if w.order >= overlay.own)
        inside = [i for i, w in laid_over if _in(w, box, affine)]
        meant = value.split()
        drawn = [words[i].text for i in inside]
        if drawn and drawn != meant and _lacks_letters("".join(drawn), "".join(meant)):
            texts = meant if len(meant) == len(drawn) else _all_in_first(meant, len(drawn))
            for i, text in zip(inside, texts, strict=True):
                out[i] = out[i].corrected(text)
    return tuple(word for word in out if word.text)


def with_strikes(rules: Rules, overlay: Overlay | None, affine: Affine) -> Rules:
    """``rules`` with a line through each line of words that somebody struck out."""
    boxes = [moved(box, affine) for box in overlay.strikes] if overlay else []
    lines = tuple(((top + bottom) / 2, x0, x1) for x0, top, x1, bottom in boxes)
    return Rules((*rules.across, *lines), rules.down) if lines else rules


def _all_in_first(meant: Sequence[str], count: int) -> list[str]:
    """A text for each word drawn, where whole words were lost: which, nobody can say."""
    return [" ".join(meant), *[""] * (count - 1)]


def _lacks_letters(drawn: str, meant: str) -> bool:
    rest = iter(meant)
    return len(drawn) < len(meant) and all(letter in rest for letter in drawn)
