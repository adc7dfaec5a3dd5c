"""Connected marks of a black and white image, told from its horizontal runs. Whole arrays at a
time, numpy alone.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Bits = NDArray[np.bool_]
Ints = NDArray[np.int64]

_STRIP = 256
"""Rows that are worked on at a time: a page has nine million pixels."""
_NONE = np.zeros(0, np.int64)


@dataclass(frozen=True, slots=True)
class Runs:
    """Horizontal runs of ink: row, first pixel and the pixel after the last, in reading order."""

    row: Ints
    start: Ints
    end: Ints

    def kept(self, which: Bits) -> Runs:
        """Only those that ``which`` marks."""
        return Runs(self.row[which], self.start[which], self.end[which])


@dataclass(frozen=True, slots=True)
class Blobs:
    """Connected marks: their boxes (the last pixel included in none of them) and areas. ``of_run``
    leads from runs to blobs.
    """

    x0: Ints
    y0: Ints
    x1: Ints
    y1: Ints
    area: Ints
    runs: Runs
    of_run: Ints

    @property
    def width(self) -> Ints:
        """Pixels across."""
        return self.x1 - self.x0

    @property
    def height(self) -> Ints:
        """Pixels down."""
        return self.y1 - self.y0

    def __len__(self) -> int:
        return len(self.x0)

    def at(self, row: Ints, place: Ints, width: int) -> Ints:
        """The number of the blob that has each of these pixels; -1 for none. ``width`` is the
        image's.
        """
        if not len(self):
            return np.full(len(row), -1)
        runs = self.runs
        last = np.searchsorted(runs.row * width + runs.start, row * width + place, side="right") - 1
        held = (last >= 0) & (runs.row[last] == row) & (place < runs.end[last])
        return np.where(held, self.of_run[last], -1)


def runs_of(ink: Bits) -> Runs:
    """The runs of an image."""
    bands = [_edges(ink[y : y + _STRIP]) for y in range(0, len(ink), _STRIP)]
    row = np.concatenate([row + i * _STRIP for i, (row, _) in enumerate(bands)] or [_NONE])
    place = np.concatenate([place for _, place in bands] or [_NONE])
    return Runs(row[::2].copy(), place[::2].copy(), place[1::2].copy())


def _edges(ink: Bits) -> tuple[Ints, Ints]:
    """Rows and places where ink begins and, in turn, ends."""
    edge = np.zeros((ink.shape[0], ink.shape[1] + 2), np.bool_)
    edge[:, 1:-1] = ink
    row, place = np.nonzero(edge[:, 1:] != edge[:, :-1])
    return row, place


def bridged(runs: Runs, gap: int) -> Runs:
    """Runs of one row joined where no more than ``gap`` pixels part them."""
    if not len(runs.row):
        return runs
    opens = np.ones(len(runs.row), bool)
    opens[1:] = (runs.row[1:] != runs.row[:-1]) | (runs.start[1:] - runs.end[:-1] > gap)
    closes = np.append(opens[1:], True)
    return Runs(runs.row[opens], runs.start[opens], runs.end[closes])


def blobs_of(runs: Runs, width: int) -> Blobs:
    """Runs that touch, also by their corners, put together. ``width`` is the image's."""
    label = _labels(runs, width + 2)
    _, of_run = np.unique(label, return_inverse=True)
    count = int(of_run.max()) + 1 if len(of_run) else 0
    big = np.iinfo(np.int64).max
    x0, y0 = np.full(count, big), np.full(count, big)
    x1, y1 = np.zeros(count, np.int64), np.zeros(count, np.int64)
    np.minimum.at(x0, of_run, runs.start)
    np.minimum.at(y0, of_run, runs.row)
    np.maximum.at(x1, of_run, runs.end)
    np.maximum.at(y1, of_run, runs.row + 1)
    area = np.bincount(of_run, weights=runs.end - runs.start, minlength=count).astype(np.int64)
    return Blobs(x0, y0, x1, y1, area, runs, of_run.astype(np.int64))


def _labels(runs: Runs, width: int) -> Ints:
    """For every run the least number among the runs that it is connected with."""
    first, second = _touching(runs, width)
    label = np.arange(len(runs.row))
    while len(first):
        low = np.minimum(label[first], label[second])
        np.minimum.at(label, label[first], low)
        np.minimum.at(label, label[second], low)
        while True:
            further = label[label]
            if np.array_equal(further, label):
                break
            label = further
        apart = label[first] != label[second]
        first, second = first[apart], second[apart]
    return label


def _touching(runs: Runs, width: int) -> tuple[Ints, Ints]:
    """Pairs of runs, one right under the other, that touch."""
    starts, ends = runs.row * width + runs.start, runs.row * width + runs.end
    below = (runs.row + 1) * width
    low = np.searchsorted(ends, below + runs.start, side="left")
    high = np.searchsorted(starts, below + runs.end, side="right")
    count = np.maximum(high - low, 0)
    first = np.repeat(np.arange(len(count)), count)
    within = np.arange(len(first)) - np.repeat(np.cumsum(count) - count, count)
    return first, low[first] + within


def painted(shape: tuple[int, int], runs: Runs) -> Bits:
    """An image with ink where the runs are."""
    edge = np.zeros((shape[0], shape[1] + 1), np.int8)
    np.add.at(edge, (runs.row, runs.start), 1)
    np.add.at(edge, (runs.row, runs.end), -1)
    return np.cumsum(edge, axis=1, out=edge)[:, :-1] > 0  # in place: a page has nine million pixels


def boxes_painted(shape: tuple[int, int], x0: Ints, y0: Ints, x1: Ints, y1: Ints) -> Bits:
    """An image with ink in all the boxes."""
    edge = np.zeros((shape[0] + 1, shape[1] + 1), np.int16)
    np.add.at(edge, (y0, x0), 1)
    np.add.at(edge, (y1, x1), 1)
    np.add.at(edge, (y0, x1), -1)
    np.add.at(edge, (y1, x0), -1)
    np.cumsum(edge, axis=0, out=edge)
    return np.cumsum(edge, axis=1, out=edge)[:-1, :-1] > 0
