"""What offices put on a page after it was printed: the note of a digital signature, the stamp of
arrival; and page numbers
that were misread. Told here, so that they are not taken for words of the document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from vanban.pipeline.readers.page.furniture import stamp_words
from vanban.pipeline.readers.page.lines import Row, rows
from vanban.pipeline.readers.page.model import PageText, Rules, Word, marked
from vanban.pipeline.readers.page.tables.grids import find_grids

_ZONE = 0.1
"""Share of the page's height at its top and foot in which page numbers stand."""
_NEAR = 14.0
"""Points by which page numbers may stand higher or lower, in scans that were not laid down alike.
"""
_BOX = 280.0, 110.0
"""Points: a stamp of arrival is no larger."""
_ARRIVAL = re.compile(r"\bĐ[ẾÉÊEÈỀ]N\b")


def with_furniture(pages: Sequence[PageText]) -> list[PageText]:
    """The pages with such words marked as notes. Pages that were not read from pictures stay as
    they are.
    """
    read = [page for page in pages if page.kind == "ocr"]
    numbers = _misread_numbers(read)
    out = []
    for page in pages:
        told = (
            _marked(page, numbers.get(page.number, frozenset()) | stamp_words(page.words))
            if page.kind == "ocr"
            else None
        )
        out.append(_without_stamps(told) if told else page)
    return out


def _marked(page: PageText, words: frozenset[int]) -> PageText:
    return replace(page, words=marked(page.words, words)) if words else page


def _misread_numbers(pages: Sequence[PageText]) -> dict[int, frozenset[int]]:
    """Lone short words that stand where most other pages have their number."""
    lone: dict[int, tuple[int, Word]] = {}
    for page in pages:
        for edge in _edge_rows(page):
            if len(edge) == 1 and len(edge[0].text) <= 4:
                lone[page.number] = (page.words.index(edge[0]), edge[0])
                break
    places = [w.base for _, w in lone.values() if w.text.isdigit()]
    if len(places) < 3:
        return {}
    middle = sorted(places)[len(places) // 2]
    return {
        number: frozenset({i})
        for number, (i, w) in lone.items()
        if not w.text.isdigit() and abs(w.base - middle) < _NEAR
    }


def _edge_rows(page: PageText) -> list[Row]:
    found = rows(page.words)
    edges = [*found[:1], *found[-1:]]
    return [
        row
        for row in edges
        if row[0].base < _ZONE * page.height or row[0].top > (1 - _ZONE) * page.height
    ]


def _without_stamps(page: PageText) -> PageText:
    """Frames of stamps of arrival (NĐ 30/2020, Phụ lục IV, mục I) left out, and their words
    marked.
    """
    for grid in find_grids(page.rules):
        box = grid.bbox
        if box[2] - box[0] > _BOX[0] or box[3] - box[1] > _BOX[1]:
            continue
        inside = frozenset(
            i
            for i, w in enumerate(page.words)
            if _in(w, (box[0] - 4, box[1] - 4, box[2] + 4, box[3] + 4))
        )
        if any(_ARRIVAL.search(page.words[i].text) for i in inside):
            page = _marked(replace(page, rules=_outside(page.rules, box)), inside)
    return page


def _in(word: Word, box: tuple[float, float, float, float]) -> bool:
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return box[0] < x < box[2] and box[1] < y < box[3]


def _outside(rules: Rules, box: tuple[float, float, float, float]) -> Rules:
    x0, top, x1, bottom = box

    def keep(x: float, y: float) -> bool:
        return not (x0 - 4 < x < x1 + 4 and top - 4 < y < bottom + 4)

    return Rules(
        tuple(r for r in rules.across if keep((r[1] + r[2]) / 2, r[0])),
        tuple(r for r in rules.down if keep(r[0], (r[1] + r[2]) / 2)),
    )
