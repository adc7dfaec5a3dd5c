"""The words of a page with their boxes. Where a word looks wrong its glyphs are looked at one by one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise, repeat

import numpy as np

from pipeline.readers.pdf.furniture import signature_notes
from pipeline.readers.pdf.glyphs import Column, Glyph, Run, TextPage
from pipeline.readers.pdf.model import Word

_MARK = re.compile("[\u0300-\u036f]")
_LINE_HEIGHT = 1.15
"""Loose box height of a usual text font, in parts of its size."""


def page_words(page: TextPage) -> tuple[Word, ...]:
    """The words of a page in stream order, boxes in page space as read."""
    words, plausible = _measured(page, page.runs, range(len(page.runs)), _spaced(page.runs))
    if not all(plausible):
        doubtful = [i for i, good in enumerate(plausible) if not good]
        words = list(_joined_sideways(_mended(page, words, doubtful)))
    if _MARK.search(page.text) and any(_MARK.match(w.text) for w in words):
        return glyph_words(page)
    return tuple(words)


def glyph_words(page: TextPage) -> tuple[Word, ...]:
    """Each glyph a word of its own: for pages whose stream order tells nothing. Gaps alone decide where words end,
    so their places in the stream run backwards by two."""
    glyphs = [(i, i + 1) for start, end in page.runs for i in range(start, end)]
    return tuple(_measured(page, glyphs, [-2 * i for i, _ in glyphs], repeat(False))[0])


def common_angle(page: TextPage) -> int:
    """Direction of most letters, judged by a sample of words: 0, 90, 180 or 270."""
    sample = page.runs[:: max(1, len(page.runs) // 24)]
    angles = [page.angle(start) for start, _ in sample]
    best = max((0, 90, 180, 270), key=angles.count) if angles else 0
    return best if angles.count(best) > len(angles) / 2 else 0


def _spaced(runs: Sequence[Run]) -> list[bool]:
    """Whether white space stands before each word in the stream."""
    return [True, *(before[1] != after[0] for before, after in pairwise(runs))]


def _measured(page: TextPage, runs: Sequence[Run], orders: Iterable[int], spaced: Iterable[bool]) -> tuple[list[Word], list[bool]]:
    """The words of ``runs``, and whether each is plausible: its width fits its letters, and its first glyph stands on the line of
    its last."""
    if not runs:
        return [], []
    starts, ends = zip(*runs, strict=True)
    x0, x1, top, bottom, base = page.columns(starts, [end - 1 for end in ends])
    bold, italic, given = zip(*page.faces(starts), strict=True)
    size = _sizes(np.array(given), bottom - top)
    share = (x1 - x0) / (np.subtract(ends, starts) * np.where(size == 0, 1.0, size))
    plausible = (share > 0.12) & (share < 1.25) & (top - 1 <= base) & (base <= bottom + 1)
    boxes = (column.tolist() for column in (x0, top, x1, bottom, base, size))
    words = map(Word, _texts(page.text, runs), *boxes, bold, italic, orders, spaced, _noted(page.text, starts))
    return list(words), plausible.tolist()


def _texts(text: str, runs: Sequence[Run]) -> list[str]:
    """The letters of words; signs that pdfium has for a hyphen at the end of a line are hyphens."""
    shown = text.replace("\x02", "-").replace("\ufffe", "-")
    return [shown[start:end] for start, end in runs]


def _sizes(given: Column, heights: Column) -> Column:
    """The sizes that fonts give; where they do not fit the heights of the boxes, what these tell."""
    parts = heights / np.where(given == 0, 1e-6, given)
    fitting = (parts > 0.5) & (parts < 2.5)
    if fitting.all():
        return given
    return np.where(fitting, given, [round(height / _LINE_HEIGHT, 1) for height in heights.tolist()])


def _noted(text: str, starts: Sequence[int]) -> Iterable[bool]:
    """Whether the words at ``starts`` are part of the note of a signature."""
    notes = signature_notes(text)
    return [any(a <= start < b for a, b in notes) for start in starts] if notes else repeat(False)


def _mended(page: TextPage, words: Sequence[Word], doubtful: Sequence[int]) -> Iterator[Word]:
    """The words, the doubtful ones cut where their glyphs jump, or told to be set upwards, downwards or slanting."""
    glyphs = _glyphs_of(page, doubtful)
    angles = {i: page.angle(page.runs[i][0]) for i in doubtful}
    pieces = _pieces(page, words, {i: glyphs[i] for i in doubtful if angles[i] == page.upright})
    for i, word in enumerate(words):
        if i in pieces:
            yield from pieces[i]
        elif i in angles:
            yield _sideways(word, (glyphs[i][0], glyphs[i][-1]), slanting=angles[i] == 360)
        else:
            yield word


def _glyphs_of(page: TextPage, doubtful: Sequence[int]) -> dict[int, list[Glyph]]:
    """The glyphs of the doubtful words."""
    found = iter(page.glyphs([at for i in doubtful for at in range(*page.runs[i])]))
    return {i: [next(found) for _ in range(*page.runs[i])] for i in doubtful}


def _pieces(page: TextPage, words: Sequence[Word], glyphs: Mapping[int, Sequence[Glyph]]) -> dict[int, list[Word]]:
    """Words cut where their glyphs jump: to another line, backwards, or over a gap."""
    runs = {i: _unbroken(page.runs[i], glyphs[i], words[i].size or 1.0) for i in glyphs}
    orders = [words[i].order for i, parts in runs.items() for _ in parts]
    spaced = [words[i].spaced and n == 0 for i, parts in runs.items() for n, _ in enumerate(parts)]
    cut, _ = _measured(page, [run for parts in runs.values() for run in parts], orders, spaced)
    found = iter(cut)
    return {i: [next(found) for _ in parts] for i, parts in runs.items()}


def _unbroken(run: Run, glyphs: Sequence[Glyph], size: float) -> list[Run]:
    start, end = run
    cuts = [start + i for i, (before, after) in enumerate(pairwise(glyphs), 1) if _jump(before, after, size)]
    return list(pairwise((start, *cuts, end)))


def _jump(before: Glyph, after: Glyph, size: float) -> bool:
    gap = after.left - before.right
    return abs(after.base - before.base) > 0.6 * size or not -0.6 * size < gap < 0.3 * size


def _sideways(word: Word, ends: tuple[Glyph, Glyph], *, slanting: bool) -> Word:
    """A word set upwards or downwards, in the box of all its glyphs; a slanting one (a watermark) belongs to the page only."""
    left, right = min(min(g.left, g.right) for g in ends), max(max(g.left, g.right) for g in ends)
    top, bottom = min(g.top for g in ends), max(g.bottom for g in ends)
    size = word.size or right - left
    return word._replace(x0=left, x1=right, top=top, bottom=bottom, base=bottom, size=size, note=slanting or word.note, upright=False)


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
    return not (before.upright or word.upright) and abs(before.x0 + before.x1 - word.x0 - word.x1) < word.size and before.note == word.note


def _grown(before: Word, word: Word) -> Word:
    bottom = max(before.bottom, word.bottom)
    text = f"{before.text} {word.text}"
    sides = min(before.x0, word.x0), min(before.top, word.top), max(before.x1, word.x1), bottom
    return before._replace(text=text, x0=sides[0], top=sides[1], x1=sides[2], bottom=bottom, base=bottom, order=word.order)
