"""The words of a page with their boxes. Where a word looks wrong its glyphs are looked at one by
one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import pairwise, repeat

import numpy as np

from vanban.pipeline.readers.page.furniture import signature_notes
from vanban.pipeline.readers.page.model import Word
from vanban.pipeline.readers.pdf.glyphs import Column, Glyph, Indexes, Runs, TextPage

Span = tuple[int, int]
"""First glyph, and the one after the last."""

_MARK = re.compile("[\u0300-\u036f]")
_UPRIGHT = (1.0, True, "")
"""The last fields of a word from a text layer: confidence, upright, raw."""
_WORD = partial(tuple.__new__, Word)
"""``Word._make`` without its check of the number of fields: a page has hundreds of words."""
_LINE_HEIGHT = 1.15
"""Loose box height of a usual text font, in parts of its size."""


def page_words(page: TextPage) -> tuple[Word, ...]:
    """The words of a page in stream order, boxes in page space as read."""
    starts, ends = page.words
    spaced = [True, *(starts[1:] != ends[:-1]).tolist()]
    words, plausible = _measured(page, page.words, range(len(starts)), spaced)
    if not all(plausible):
        doubtful = [i for i, good in enumerate(plausible) if not good]
        words = _on_page(page, _joined_sideways(_mended(page, words, doubtful)))
    if _MARK.search(page.text) and any(_MARK.match(w.text) for w in words):
        return glyph_words(page)
    return tuple(words)


def glyph_words(page: TextPage) -> tuple[Word, ...]:
    """Each glyph a word of its own: for pages whose stream order tells nothing. Gaps alone decide
    where words end,
    so their places in the stream run backwards by two."""
    at = np.concatenate([np.empty(0, np.intp), *map(np.arange, *page.words)])
    return tuple(
        _on_page(page, _measured(page, Runs(at, at + 1), (-2 * at).tolist(), repeat(False))[0])
    )


def _on_page(page: TextPage, words: Iterable[Word]) -> list[Word]:
    width, height = page.size
    return [w for w in words if w.x1 > 0 and w.x0 < width and w.bottom > 0 and w.top < height]


def common_angle(page: TextPage) -> int:
    """Direction of most letters, judged by a sample of words: 0, 90, 180 or 270."""
    starts = page.words.starts
    angles = [page.angle(start) for start in starts[:: max(1, len(starts) // 24)].tolist()]
    best = max((0, 90, 180, 270), key=angles.count) if angles else 0
    return best if angles.count(best) > len(angles) / 2 else 0


def _measured(
    page: TextPage, runs: Runs, orders: Iterable[int], spaced: Iterable[bool]
) -> tuple[list[Word], list[bool]]:
    """The words of ``runs``, and whether each is plausible: its width fits its letters, its first
    glyph stands on the line of
    its last, and it stands on the page."""
    if not len(runs.starts):
        return [], []
    x0, x1, top, bottom, base = page.columns(runs)
    bold, italic, given = page.faces(runs.starts)
    size = _sizes(np.array(given), bottom - top)
    share = (x1 - x0) / ((runs.ends - runs.starts) * np.where(size == 0, 1.0, size))
    plausible = (share > 0.12) & (share < 1.25) & (top - 1 <= base) & (base <= bottom + 1)
    width, height = page.size
    plausible &= (x1 > 0) & (x0 < width) & (bottom > 0) & (top < height)
    boxes = (column.tolist() for column in (x0, top, x1, bottom, base, size))
    told = bold, italic, orders, spaced, _noted(page.text, runs.starts), *map(repeat, _UPRIGHT)
    return list(
        map(_WORD, zip(_texts(page.text, runs), *boxes, *told, strict=False))
    ), plausible.tolist()


def _texts(text: str, runs: Runs) -> list[str]:
    """The letters of words; signs that pdfium has for a hyphen at the end of a line are hyphens."""
    shown = text.replace("\x02", "-").replace("\ufffe", "-")
    return [
        shown[start:end]
        for start, end in zip(runs.starts.tolist(), runs.ends.tolist(), strict=True)
    ]


def _sizes(given: Column, heights: Column) -> Column:
    """The sizes that fonts give; where they do not fit the heights of the boxes, what these
    tell.
    """
    parts = heights / np.where(given == 0, 1e-6, given)
    fitting = (parts > 0.5) & (parts < 2.5)
    if fitting.all():
        return given
    return np.where(
        fitting, given, [round(height / _LINE_HEIGHT, 1) for height in heights.tolist()]
    )


def _noted(text: str, starts: Indexes) -> Iterable[bool]:
    """Whether the words at ``starts`` are part of the note of a signature."""
    notes = signature_notes(text)
    return (
        [any(a <= start < b for a, b in notes) for start in starts.tolist()]
        if notes
        else repeat(False)
    )


def _mended(page: TextPage, words: Sequence[Word], doubtful: Sequence[int]) -> Iterator[Word]:
    """The words, the doubtful ones cut where their glyphs jump, or told to be set upwards,
    downwards or slanting.
    """
    spans = {i: (int(page.words.starts[i]), int(page.words.ends[i])) for i in doubtful}
    glyphs = _glyphs_of(page, spans)
    angles = {i: page.angle(start) for i, (start, _) in spans.items()}
    upright = [i for i in doubtful if angles[i] == page.upright]
    pieces = _pieces(
        page, words, {i: _unbroken(spans[i], glyphs[i], words[i].size or 1.0) for i in upright}
    )
    for i, word in enumerate(words):
        if i in pieces:
            yield from pieces[i]
        elif i in angles:
            yield _sideways(word, (glyphs[i][0], glyphs[i][-1]), slanting=angles[i] == 360)
        else:
            yield word


def _glyphs_of(page: TextPage, spans: Mapping[int, Span]) -> dict[int, list[Glyph]]:
    """The glyphs that stand in each of ``spans``."""
    found = iter(page.glyphs([at for span in spans.values() for at in range(*span)]))
    return {i: [next(found) for _ in range(*span)] for i, span in spans.items()}


def _pieces(
    page: TextPage, words: Sequence[Word], spans: Mapping[int, Sequence[Span]]
) -> dict[int, list[Word]]:
    """Words cut into ``spans``."""
    starts, ends = (
        np.array([span[side] for parts in spans.values() for span in parts], np.intp)
        for side in (0, 1)
    )
    orders = [words[i].order for i, parts in spans.items() for _ in parts]
    spaced = [words[i].spaced and n == 0 for i, parts in spans.items() for n, _ in enumerate(parts)]
    found = iter(_measured(page, Runs(starts, ends), orders, spaced)[0])
    return {i: [next(found) for _ in parts] for i, parts in spans.items()}


def _unbroken(span: Span, glyphs: Sequence[Glyph], size: float) -> list[Span]:
    """``span`` cut where its glyphs jump: to another line, backwards, or over a gap."""
    start, end = span
    cuts = [
        start + i
        for i, (before, after) in enumerate(pairwise(glyphs), 1)
        if _jump(before, after, size)
    ]
    return list(pairwise((start, *cuts, end)))


def _jump(before: Glyph, after: Glyph, size: float) -> bool:
    gap = after.left - before.right
    return abs(after.base - before.base) > 0.6 * size or not -0.6 * size < gap < 0.3 * size


def _sideways(word: Word, ends: tuple[Glyph, Glyph], *, slanting: bool) -> Word:
    """A word set upwards or downwards, in the box of all its glyphs; a slanting one (a watermark)
    belongs to the page only.
    """
    left, right = min(min(g.left, g.right) for g in ends), max(max(g.left, g.right) for g in ends)
    top, bottom = min(g.top for g in ends), max(g.bottom for g in ends)
    size = word.size or right - left
    return word._replace(
        x0=left,
        x1=right,
        top=top,
        bottom=bottom,
        base=bottom,
        size=size,
        note=slanting or word.note,
        upright=False,
    )


def _joined_sideways(words: Iterable[Word]) -> Iterator[Word]:
    """Words of one line that is set upwards or downwards, put together."""
    held: Word | None = None
    for word in words:
        if held and not word.upright and _same_sideways(held, word):
            held = _grown(held, word)
            continue
        if held:
            yield held
        held = word
    if held:
        yield held


def _same_sideways(before: Word, word: Word) -> bool:
    return (
        not (before.upright or word.upright)
        and abs(before.x0 + before.x1 - word.x0 - word.x1) < word.size
        and before.note == word.note
    )


def _grown(before: Word, word: Word) -> Word:
    bottom = max(before.bottom, word.bottom)
    text = f"{before.text} {word.text}"
    sides = min(before.x0, word.x0), min(before.top, word.top), max(before.x1, word.x1), bottom
    return before._replace(
        text=text,
        x0=sides[0],
        top=sides[1],
        x1=sides[2],
        bottom=bottom,
        base=bottom,
        order=word.order,
    )
