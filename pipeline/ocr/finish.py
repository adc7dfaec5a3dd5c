"""The last step after reading pictures, all pages seen together: furniture told, words and numbers
set right, doubt named.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vanban.pipeline.ocr.correct import corrected
from vanban.pipeline.ocr.corroboration import with_witnesses
from vanban.pipeline.ocr.furniture import with_furniture
from vanban.pipeline.ocr.numerals import with_numerals
from vanban.pipeline.ocr.own_spelling import with_own_spelling
from vanban.pipeline.readers.page.model import PageText
from vanban.schemas import Diagnostic

WEAK = 0.75
"""Mean confidence below which a page has to be compared with the original."""


def finished(
    pages: Sequence[PageText], *, filename: str
) -> tuple[Sequence[PageText], Sequence[Diagnostic]]:
    """The pages as they are put together, and what has to be said of them."""
    if all(page.kind != "ocr" for page in pages):
        return pages, ()
    spelt = with_own_spelling([corrected(page) for page in with_furniture(pages)])
    done = with_witnesses(with_numerals(spelt), filename)
    return done.pages, (*done.notes, *_weak(done.pages))


def _weak(pages: Sequence[PageText]) -> Iterator[Diagnostic]:
    for page in pages:
        letters = sum(len(w.text) for w in page.words)
        if page.kind == "ocr" and letters:
            mean = sum(w.confidence * len(w.text) for w in page.words) / letters
            if mean < WEAK:
                message = (
                    f"Trang {page.number} khó đọc (độ tin cậy {mean:.0%}); đối chiếu với bản gốc."
                )
                yield Diagnostic(code="ocr-low-confidence", severity="warning", message=message)
