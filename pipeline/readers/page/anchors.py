"""Anchors and style of printed lines."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from typing import Literal

from vanban.extractors.language.cleaning import Change
from vanban.pipeline.legacy.reading import KIND as LEGACY
from vanban.pipeline.readers.page.model import BBox, PageText, TextLine, shown_box, usual
from vanban.schemas import OcrAnchor, PdfAnchor, Style

_RAW = attrgetter("raw")

Align = Literal["left", "center", "right", "justify"]


def block_anchor(page: PageText, box: BBox, lines: Sequence[TextLine]) -> PdfAnchor | OcrAnchor:
    """The anchor of a box given in the page as read; of a picture, with the mean confidence of the
    words of ``lines``.
    """
    shown = shown_box(page, box)
    if page.kind == "ocr":
        return OcrAnchor(page=page.number, bbox=shown, confidence=certainty(lines))
    return PdfAnchor(page=page.number, bbox=shown)


def line_anchor(page: PageText, line: TextLine) -> PdfAnchor | OcrAnchor:
    """The anchor of a printed line."""
    return block_anchor(page, line.bbox, (line,))


def certainty(lines: Sequence[TextLine]) -> float:
    """How sure the engine is of the words of ``lines``: the mean, by length; 1 where there are
    none.
    """
    words = [w for line in lines for w in line.words]
    letters = sum(len(w.text) for w in words)
    return round(sum(w.confidence * len(w.text) for w in words) / letters, 3) if letters else 1.0


def changes_of(page: PageText, line: TextLine) -> tuple[Change, ...]:
    """Where a line holds words that were read as others than they look: misread by an engine, or in
    an old encoding.
    """
    if not any(map(_RAW, line.words)):
        return ()
    kind = "ocr" if page.kind == "ocr" else LEGACY
    found, at = [], 0
    for word in line.words:
        at = line.text.index(word.text, at)
        if word.raw:
            found.append(Change(at, word.raw, word.text, kind))
        at += len(word.text)
    return tuple(found)


def style_of(
    lines: Sequence[TextLine], align: Align | None = None, indent: float | None = None
) -> Style:
    """Style of a block: bold and italic only where all letters are."""
    return Style(
        bold=all(line.bold for line in lines),
        italic=all(line.italic for line in lines),
        align=align,
        size=usual([line.size for line in lines]),
        indent=None if indent is None else round(indent, 1),
    )
