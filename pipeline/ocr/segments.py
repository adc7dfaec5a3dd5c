"""Pieces of printed lines in a page picture, each with its own picture for the engine to read.

Letters are told from marks, specks and stamps by their size; letters that follow each other within
a cell or beside each other on the page make a piece. A wide gap parts two pieces, for columns are
told later from all words of the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vanban.pipeline.ocr.components import (
    Bits,
    Blobs,
    Ints,
    Runs,
    blobs_of,
    boxes_painted,
    bridged,
    painted,
    runs_of,
)
from vanban.pipeline.ocr.image import Grey, ink_of, letter_height, letters

_GAP = 1.6
"""Letter heights (of small letters) between letters that still belong to one piece: wider than any
space between words.
"""
_CORE = 0.22
"""Share of a letter's height, on each side of its middle, that is sure to lie in its own line."""
BORDER = 10
"""White pixels around the picture of a piece."""
_HUGE = 3.2
"""Letter heights: a blob higher and wider is a stamp, a signature, a picture."""
_SMALL_ONES = 0.7
"""The seventh of ten tops, from the highest: a small letter's, unless nearly all are tall."""
_WIDER = (4.5, 6.5, 8.5, 11.0)
"""Letter heights by which a line is read on into a stamp at its left end: as much as a family name,
or "KT.", may take.
"""


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a line: its box in pixels and its picture."""

    x0: int
    y0: int
    x1: int
    y1: int
    base: float
    picture: Grey
    others: tuple[Grey, ...]
    """Other pictures of the same piece, where a stamp or a signature touches it: without it, and
    wider, with what it covers.
    """
    shift: tuple[int, ...]
    """Pixels that each of these begins to the left of the piece."""
    stroke: float
    """Usual thickness of its strokes, in pixels: bold letters have thick ones."""
    rise: float
    """Pixels from the foot of the letters to the top of the small ones among them, if there are
    some.
    """


def find_segments(
    grey: Grey, ruled: Bits, boxes: Sequence[tuple[int, int, int, int]]
) -> tuple[list[Segment], float]:
    """Pieces of lines of an upright page and the height of its small letters, in pixels.

    ``ruled``: pixels of rules. ``boxes``: cells of tables (x0, y0, x1, y1), whose lines are kept
    apart.
    """
    ink = ink_of(grey) & ~ruled
    blobs = blobs_of(runs_of(ink), grey.shape[1])
    height = letter_height(blobs)
    if not height:
        return [], 0.0
    page = _Page(grey, ruled, blobs, letters(blobs, height), height)
    return list(page.segments(_cell_of(blobs, boxes))), height


def _cell_of(blobs: Blobs, boxes: Sequence[tuple[int, int, int, int]]) -> Ints:
    """Number of the box that holds the middle of each blob; -1 outside all."""
    x, y = (blobs.x0 + blobs.x1) / 2, (blobs.y0 + blobs.y1) / 2
    out = np.full(len(blobs), -1)
    for i, (x0, y0, x1, y1) in enumerate(boxes):
        out[(x > x0) & (x < x1) & (y > y0) & (y < y1)] = i
    return out


class _Page:
    """What is known of a page while its lines are told apart."""

    def __init__(self, grey: Grey, ruled: Bits, blobs: Blobs, which: Bits, height: float) -> None:
        self.grey, self.ruled, self.blobs, self.which, self.height = (
            grey,
            ruled,
            blobs,
            which,
            height,
        )
        self.huge: Bits = (blobs.height > _HUGE * height) & (blobs.width > 2 * height)

    def segments(self, cell: Ints) -> Iterator[Segment]:
        line_of, count = self._lines(cell)
        if not count:
            return
        owner = self._owners(line_of, count, cell)
        groups = np.argsort(owner, kind="stable")
        edges = np.searchsorted(owner[groups], np.arange(count + 1))
        for line in range(count):
            members = groups[edges[line] : edges[line + 1]]
            segment = self._segment(members, owner, line)
            if segment:
                yield segment

    def _lines(self, cell: Ints) -> tuple[Ints, int]:
        """Number of the line of every letter (-1 for other blobs), and how many lines there are."""
        b, h = self.blobs, self.height
        core = np.flatnonzero(self.which | self._dashes())
        line_of = np.full(len(b), -1)
        for box in np.unique(cell[core]):
            mine = core[cell[core] == box]
            middle = (b.y0[mine] + b.y1[mine]) // 2
            half = np.maximum(1, (_CORE * np.minimum(b.height[mine], 1.6 * h)).astype(np.int64))
            self._chain(mine, middle - half, middle + half, line_of)
        return self._without_marks(line_of, cell)

    def _dashes(self) -> Bits:
        b, h = self.blobs, self.height
        solid = b.area > 0.6 * b.width * b.height
        found: Bits = (
            solid
            & (b.width > 0.25 * h)
            & (b.width < 1.6 * h)
            & (b.height < 0.35 * h)
            & (b.height > 0.06 * h)
        )
        return found

    def _without_marks(self, line_of: Ints, cell: Ints) -> tuple[Ints, int]:
        """Lines numbered anew, without those that are only marks or commas above, below or beside
        the letters of another line.
        """
        h = self.height
        count = int(line_of.max()) + 1 if len(line_of) else 0
        x0, x1, top, bottom, box = self._extents(line_of, count, cell)
        real = np.bincount(line_of[(line_of >= 0) & self.which], minlength=count)
        small = (x1 - x0 < 1.8 * h) & (real <= 2)
        gone = real == 0
        for i in np.flatnonzero(small & ~gone):
            middle = (top[i] + bottom[i]) / 2
            over = (middle > top - 0.95 * h) & (middle < bottom + 0.45 * h)
            beside = (x0 < x1[i] + 0.9 * h) & (x1 > x0[i] - 0.9 * h)
            host = over & beside & (real > 2 * real[i]) & (box == box[i]) & ~small
            gone[i] = bool(host.any())
        number = np.where(gone, -1, np.cumsum(~gone) - 1)
        return np.where(line_of >= 0, number[line_of], -1), int((~gone).sum())

    def _chain(self, mine: Ints, top: Ints, bottom: Ints, line_of: Ints) -> None:
        """Joins letters whose cores lie on one height with no wide gap between them."""
        b = self.blobs
        left, above = int(b.x0[mine].min()), int(top.min())
        shape = int(bottom.max()) - above, int(b.x1[mine].max()) - left
        cores = boxes_painted(
            shape, b.x0[mine] - left, top - above, b.x1[mine] - left, bottom - above
        )
        smear = blobs_of(bridged(runs_of(cores), round(_GAP * self.height)), shape[1])
        inside = smear.at(
            (top + bottom) // 2 - above, (b.x0[mine] + b.x1[mine]) // 2 - left, shape[1]
        )
        line_of[mine] = np.where(inside >= 0, inside + line_of.max() + 1, -1)

    def _owners(self, line_of: Ints, count: int, cell: Ints) -> Ints:
        """The line that each blob belongs to: marks and dots go to the nearest line above or below;
        -1 for none.
        """
        b, h = self.blobs, self.height
        x0, x1, top, bottom, box = self._extents(line_of, count, cell)
        owner = line_of.copy()
        rest = np.flatnonzero((line_of < 0) & ~self.huge & (b.height < 2.4 * h))
        order = np.argsort(top, kind="stable")
        tops = top[order]
        reach = 1.3 * h
        for i in rest:
            y0, y1, x = b.y0[i], b.y1[i], (b.x0[i] + b.x1[i]) / 2
            near = order[np.searchsorted(tops, y0 - 6 * h) : np.searchsorted(tops, y1 + reach)]
            near = near[
                (x0[near] - 0.9 * h < x)
                & (x < x1[near] + 0.9 * h)
                & (bottom[near] > y0 - 0.7 * h)
                & (box[near] == cell[i])
            ]
            if len(near):
                middle = (y0 + y1) / 2
                away = np.maximum(np.maximum(top[near] - middle, middle - bottom[near]), 0)
                # a mark above a letter stands farther from it than a dot below the line above
                away = np.where(middle < top[near], 0.75 * away, away)
                owner[i] = near[np.argmin(away)]
        return owner

    def _extents(
        self, line_of: Ints, count: int, cell: Ints
    ) -> tuple[Ints, Ints, NDArray[np.float64], NDArray[np.float64], Ints]:
        """Ends, usual top of small letters, usual foot, and cell of each line."""
        b = self.blobs
        letters_ = np.flatnonzero(line_of >= 0)
        order = letters_[np.argsort(line_of[letters_], kind="stable")]
        edges = np.searchsorted(line_of[order], np.arange(count + 1))
        x0, x1, box = np.zeros(count, np.int64), np.zeros(count, np.int64), np.full(count, -2)
        top, bottom = np.zeros(count), np.zeros(count)
        for line in range(count):
            mine = order[edges[line] : edges[line + 1]]
            if len(mine):
                x0[line], x1[line] = b.x0[mine].min(), b.x1[mine].max()
                top[line], bottom[line] = np.median(b.y0[mine]), np.median(b.y1[mine])
                box[line] = cell[mine[0]]
        return x0, x1, top, bottom, box

    def _segment(self, members: Ints, owner: Ints, line: int) -> Segment | None:
        b, h = self.blobs, self.height
        core = members[self.which[members]]
        if not len(core):
            return None
        base = float(np.median(b.y1[core]))
        rise = float(base - np.quantile(b.y0[core], _SMALL_ONES))
        x0, x1 = int(b.x0[members].min()), int(b.x1[members].max())
        y0, y1 = (
            int(max(b.y0[members].min(), base - 3.2 * h)),
            int(min(b.y1[members].max(), base + 1.6 * h)),
        )
        if x1 - x0 < 0.5 * h or y1 - y0 < 0.5 * h:
            return None
        box = (x0, y0, x1, y1)
        inside = self._blobs_in(box)
        strange = inside[(owner[inside] != line) & ~self.huge[inside]]
        picture = self._picture(strange, box)
        others, shift = self._others(strange, box) if len(core) > 3 else ((), ())
        return Segment(x0, y0, x1, y1, base, picture, others, shift, self._stroke(core), rise)

    def _stroke(self, core: Ints) -> float:
        """Usual length of the runs of ink of letters: how thick upright strokes are."""
        runs = self.blobs.runs
        inside = np.zeros(len(self.blobs), bool)
        inside[core] = True
        x0, x1 = self.blobs.y0[core].min(), self.blobs.y1[core].max()
        low, high = np.searchsorted(runs.row, [x0, x1])
        mine = inside[self.blobs.of_run[low:high]]
        lengths = (runs.end - runs.start)[low:high][mine]
        return float(np.median(lengths)) if len(lengths) else 0.0

    def _picture(self, without: Ints, box: tuple[int, int, int, int]) -> Grey:
        x0, y0, x1, y1 = box
        part = self.grey[y0:y1, x0:x1].copy()
        part[self.ruled[y0:y1, x0:x1]] = 255
        part[self._pixels(without, box)] = 255
        return _framed(part)

    def _others(
        self, strange: Ints, box: tuple[int, int, int, int]
    ) -> tuple[tuple[Grey, ...], tuple[int, ...]]:
        """A stamp takes in the letters that it touches: they are then part of it, and lost to the
        line.
        """
        x0, y0, x1, y1 = box
        near = self._blobs_in((max(0, x0 - round(0.8 * self.height)), y0, x1, y1))
        huge = near[self.huge[near]]
        if not len(huge):
            return (), ()
        out, shift = [self._picture(np.append(strange, huge), box)], [0]
        reach = int(x0 - self.blobs.x0[huge].min())
        for wide in _WIDER:
            more = round(wide * self.height)
            if reach > 0 and x0 - more >= 0 and more < reach + 3 * self.height:
                top = int(
                    max(y0, np.median(self.blobs.y0[self._blobs_in(box)]) - 0.9 * self.height)
                )
                out.append(self._picture(self._foreign(strange, huge), (x0 - more, top, x1, y1)))
                shift.append(more)
        return tuple(out), tuple(shift)

    def _foreign(self, strange: Ints, huge: Ints) -> Ints:
        return strange[~np.isin(strange, huge)]

    def _blobs_in(self, box: tuple[int, int, int, int]) -> Ints:
        x0, y0, x1, y1 = box
        b = self.blobs
        return np.flatnonzero((b.x0 < x1) & (b.x1 > x0) & (b.y0 < y1) & (b.y1 > y0))

    def _pixels(self, blobs: Ints, box: tuple[int, int, int, int]) -> Bits:
        """Where those blobs have ink, within ``box``, and one pixel around them."""
        x0, y0, x1, y1 = box
        shape = y1 - y0, x1 - x0
        if not len(blobs):
            return np.zeros(shape, bool)
        b, runs = self.blobs, self.blobs.runs
        low, high = np.searchsorted(runs.row, [y0, y1])
        chosen = np.zeros(len(b), bool)
        chosen[blobs] = True
        keep = chosen[b.of_run[low:high]] & (runs.end[low:high] > x0) & (runs.start[low:high] < x1)
        start = np.clip(runs.start[low:high][keep] - x0 - 1, 0, shape[1])
        end = np.clip(runs.end[low:high][keep] - x0 + 1, 0, shape[1])
        out = painted(shape, Runs(runs.row[low:high][keep] - y0, start, end))
        out[1:] |= out[:-1]
        out[:-1] |= out[1:]
        return out


def _framed(part: Grey) -> Grey:
    return np.pad(part, BORDER, constant_values=255)
