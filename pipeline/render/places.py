"""Where words of the canonical text stand on pages: boxes of words, drawn tight around them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vanban.pipeline.readers.page.model import BBox, PageText, Word, around, shown_box
from vanban.pipeline.render.align import aligned
from vanban.schemas import OcrAnchor, PdfAnchor, Source, Span

Place = tuple[int, BBox]
"""Page number and box, in points of the page as shown."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A printed line: its span, its page, and the box of the word round each of its letters."""

    span: Span
    page: int
    boxes: dict[int, BBox]
    whole: BBox


class Places:
    """Looks spans of a source up on its pages."""

    def __init__(self, source: Source, pages: Sequence[PageText]) -> None:
        by_number = {page.number: _Shown.of(page) for page in pages}
        self._lines = sorted(_lines(source, by_number), key=lambda line: line.span.start)
        self._starts = [line.span.start for line in self._lines]

    def of(self, span: Span) -> Iterator[Place]:
        """A box for each printed line that holds some of ``span``."""
        i = max(0, bisect_right(self._starts, span.start) - 1)
        while i < len(self._lines) and self._lines[i].span.start < span.end:
            line = self._lines[i]
            if line.span.end > span.start:
                held = [
                    line.boxes[k]
                    for k in range(max(span.start, line.span.start), min(span.end, line.span.end))
                    if k in line.boxes
                ]
                if held:
                    yield line.page, around(held)
                elif not line.boxes:
                    yield line.page, line.whole
            i += 1


@dataclass(frozen=True, slots=True)
class _Shown:
    """The words of a page with their boxes as shown."""

    words: tuple[tuple[Word, BBox], ...]

    @classmethod
    def of(cls, page: PageText) -> _Shown:
        return cls(tuple((w, shown_box(page, (w.x0, w.top, w.x1, w.bottom))) for w in page.words))

    def within(self, box: BBox) -> list[tuple[Word, BBox]]:
        """Words whose middle lies in a box, in reading order of its line."""
        found = [
            (w, b)
            for w, b in self.words
            if box[0] - 1 <= (b[0] + b[2]) / 2 <= box[2] + 1
            and box[1] - 1 <= (b[1] + b[3]) / 2 <= box[3] + 1
        ]
        return sorted(found, key=lambda pair: pair[0].x0)


def _lines(source: Source, pages: dict[int, _Shown]) -> Iterator[_Line]:
    for block in source.blocks:
        for part in block.lines or (block,):
            anchor = part.anchor
            if isinstance(anchor, PdfAnchor | OcrAnchor) and part.span.end > part.span.start:
                words = pages[anchor.page].within(anchor.bbox) if anchor.page in pages else []
                yield _Line(
                    part.span, anchor.page, _letters(source.text, part.span, words), anchor.bbox
                )


def _letters(text: str, span: Span, words: Sequence[tuple[Word, BBox]]) -> dict[int, BBox]:
    """The box of the word that each letter of a line stands in."""
    owner = [box for word, box in words for _ in f"{word.text} "]
    pairs = aligned(span.of(text), "".join(f"{word.text} " for word, _ in words))
    return {span.start + i: owner[j] for i, j in pairs.items()}
