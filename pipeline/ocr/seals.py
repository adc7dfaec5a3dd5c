"""Round seals in black, told by their rings and taken out of a page's picture before its lines are.

A ring joins every letter that it crosses into one mark, so that whole lines under it are lost. Where
a stroke of a letter crosses a ring, the ring is thicker than elsewhere: there it stays.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vanban.pipeline.ocr.components import Bits, Blobs, blobs_of, painted, runs_of
from vanban.pipeline.ocr.image import Grey, ink_of

Floats = NDArray[np.float32]

_COARSE = 8
"""Pixels to a side of the squares in which rings are looked for."""
_LEAST, _MOST = 10.0, 24.0
"""Millimetres: radii of round seals (TT 21/2012/TT-BCA: 15 to 21), with room for a copy's scale."""
_BESIDE = 3
"""Squares from a ring to the paper inside and outside, by which it is told from text."""
_LIKE = 0.3
"""Share of a circle that is ink, more than of the circles beside it, where a ring may be."""
_MOST_SEALS = 6
"""Rings looked for on a page."""
_RING = 0.6
"""Share of a circle that is ink where there is a ring: worn seals have gaps, text fills a third."""
_INNER = 0.4
"""Of the radius: rings within are part of an emblem."""
_RIM = 0.85
"""Of the radius: letters stand between rings that are farther apart."""
_INK = 128
"""Brightness of print, at the most."""
_SHAKEN = 0.04
"""Of the radius: how far a ring of a worn seal strays from its circle."""
_THICK = 0.1
"""Of the radius: no ring is thicker."""
_CROSSED = 1.7
"""Times the ring's own thickness, where a stroke of a letter crosses it."""
_EDGE = 2
"""Pixels beside the ink of a ring that are grey."""


@dataclass(frozen=True, slots=True)
class Seal:
    """A circle, in pixels."""

    x: float
    y: float
    radius: float

    def covers(self, x0: float, y0: float, x1: float, y1: float) -> bool:
        """Whether a box lies under it in part."""
        x, y = min(max(self.x, x0), x1), min(max(self.y, y0), y1)
        return math.hypot(x - self.x, y - self.y) < self.radius

    def flipped(self, shape: tuple[int, ...]) -> Seal:
        """Where it stands on the page the other way up. ``shape``: the page's, in pixels."""
        return Seal(shape[1] - self.x, shape[0] - self.y, self.radius)


def without_seals(grey: Grey, pixels_a_mm: float) -> tuple[Grey, tuple[Seal, ...]]:
    """The picture without the rings of round seals, and the seals; the same where there are none."""
    ink = ink_of(grey)
    seals = tuple(find_seals(ink, pixels_a_mm))
    if not seals:
        return grey, ()
    out = grey.copy()
    for seal in seals:
        _erase(out, ink, seal)
    return out, seals


def find_seals(ink: Bits, pixels_a_mm: float) -> Iterator[Seal]:
    """Circles of ink as large as seals are, the clearest first."""
    shares = _shares(ink)
    unit = pixels_a_mm / _COARSE
    radii = np.arange(max(_BESIDE + 1, round(_LEAST * unit)), round(_MOST * unit) + 1)
    if min(shares.shape) < 2 * radii[0]:
        return
    likeness = _ring_likeness(shares, radii)
    for _ in range(_MOST_SEALS):
        at = np.unravel_index(int(np.argmax(likeness)), likeness.shape)
        if likeness[at] < _LIKE:
            return
        r, y, x = (int(v) for v in at)
        seal = _settled(ink, Seal((x + 0.5) * _COARSE, (y + 0.5) * _COARSE, radii[r] * _COARSE))
        reach = int(radii[r])
        if seal:
            seal = _outermost(ink, seal, _MOST * pixels_a_mm)
            reach = round(seal.radius / _COARSE)
            yield seal
        likeness[:, max(0, y - reach) : y + reach, max(0, x - reach) : x + reach] = 0


def _shares(ink: Bits) -> Floats:
    """Share of ink in each square; a line across a square counts as full."""
    height, width = (side // _COARSE for side in ink.shape)
    squares = ink[: height * _COARSE, : width * _COARSE]
    sums = squares.reshape(height, _COARSE, width, _COARSE).sum(axis=(1, 3), dtype=np.float32)
    found: Floats = np.minimum(1.0, sums / (3 * _COARSE)).astype(np.float32)
    return found


def _ring_likeness(shares: Floats, radii: NDArray[np.int64]) -> Floats:
    """For each radius and middle, how much fuller the circle is than those beside it."""
    wide = np.arange(radii[0] - _BESIDE, radii[-1] + _BESIDE + 1)
    page = np.fft.rfft2(shares)
    full = np.stack([_filled(page, shares.shape, int(radius)) for radius in wide])
    beside = (full[: -2 * _BESIDE] + full[2 * _BESIDE :]) / 2
    return (full[_BESIDE:-_BESIDE] - beside).astype(np.float32)


def _filled(page: NDArray[np.complex128], shape: tuple[int, int], radius: int) -> Floats:
    """Mean share of ink on the circle of ``radius`` around each square."""
    steps = np.arange(round(4 * math.pi * radius)) / (2 * radius)
    ring = np.zeros(shape, np.float32)
    y, x = np.round(radius * np.sin(steps)), np.round(radius * np.cos(steps))
    ring[y.astype(int) % shape[0], x.astype(int) % shape[1]] = 1
    around = np.fft.irfft2(page * np.fft.rfft2(ring / ring.sum()), s=shape)
    return around.astype(np.float32)


def _settled(ink: Bits, seal: Seal) -> Seal | None:
    """The circle laid on its ink to the pixel; None where too little of it is ink."""
    for reach in (1.5 * _COARSE, 0.6 * _COARSE):
        angles = np.linspace(0, 2 * math.pi, 720, endpoint=False)
        away = np.arange(-reach, reach + 1)
        seen = _around(ink, seal, angles, seal.radius + away)
        hit = seen.any(axis=1)
        if hit.mean() < _RING:
            return None
        # the outermost ink: letters stand within
        last = away[len(away) - 1 - np.argmax(seen[:, ::-1], axis=1)]
        seal = _fitted(seal, angles[hit], last[hit])
    return seal


def _outermost(ink: Bits, seal: Seal, most: float) -> Seal:
    """The seal with the radius of its outermost ring: the inner one may have been the clearer."""
    radii = np.arange(round(seal.radius), round(most) + 1, dtype=np.float64)
    angles = np.linspace(0, 2 * math.pi, 720, endpoint=False)
    full = np.flatnonzero(_around(ink, seal, angles, radii).mean(axis=0) >= _RING)
    if not len(full):
        return seal
    outer = Seal(seal.x, seal.y, float(radii[full[-1]]))
    return _settled(ink, outer) or outer


def _fitted(seal: Seal, angles: NDArray[np.float64], away: NDArray[np.float64]) -> Seal:
    """The circle moved so that its ink lies on it; a half of the points, the farthest, is left out
    the second time.
    """
    sides = np.stack([np.cos(angles), np.sin(angles), np.ones_like(angles)], axis=1)
    move = np.linalg.lstsq(sides, away, rcond=None)[0]
    off = np.abs(away - sides @ move)
    near = off <= np.median(off)
    move = np.linalg.lstsq(sides[near], away[near], rcond=None)[0]
    return Seal(seal.x + move[0], seal.y + move[1], seal.radius + move[2])


def _around(ink: Bits, seal: Seal, angles: NDArray[np.float64], radii: NDArray[np.float64]) -> Bits:
    """The picture around the middle of a seal: rows are angles, columns radii."""
    x = np.rint(seal.x + np.cos(angles)[:, None] * radii).astype(int)
    y = np.rint(seal.y + np.sin(angles)[:, None] * radii).astype(int)
    inside = (x >= 0) & (x < ink.shape[1]) & (y >= 0) & (y < ink.shape[0])
    seen: Bits = inside & ink[np.clip(y, 0, ink.shape[0] - 1), np.clip(x, 0, ink.shape[1] - 1)]
    return seen


def _erase(grey: Grey, ink: Bits, seal: Seal) -> None:
    """All rings of a seal, and the letters between them, made paper, in place."""
    angles = np.linspace(0, 2 * math.pi, round(2 * math.pi * seal.radius), endpoint=False)
    radii = np.arange(round((1 + _SHAKEN) * seal.radius) + 1, dtype=np.float64)
    around = _around(ink, seal, angles, radii)
    gone = np.zeros_like(around)
    rings = _rings(around, seal.radius)
    for ring in rings:
        gone |= _ring_ink(around, ring, seal.radius)
    gone = _wider(gone)
    y, x = np.mgrid[
        max(0, int(seal.y - len(radii))) : min(len(grey), int(seal.y + len(radii))),
        max(0, int(seal.x - len(radii))) : min(grey.shape[1], int(seal.x + len(radii))),
    ]
    far = np.rint(np.hypot(x - seal.x, y - seal.y)).astype(int)
    turn = np.arctan2(y - seal.y, x - seal.x) % (2 * math.pi)
    row = np.rint(turn * len(angles) / (2 * math.pi)).astype(int) % len(angles)
    within = far < len(radii)
    hit = within & gone[row, np.minimum(far, len(radii) - 1)]
    grey[y[hit], x[hit]] = 255
    inner = [ring for ring in rings if ring < _RIM * seal.radius]
    if inner:
        _erase_rim(grey, seal, max(inner))


def _erase_rim(grey: Grey, seal: Seal, inner: float) -> None:
    """The letters between two rings made paper, in place: marks that lie wholly there, but for
    those that a letter of a line stands beside.
    """
    x0, y0 = max(0, int(seal.x - 2 * seal.radius)), max(0, int(seal.y - seal.radius))
    part = grey[y0 : int(seal.y + seal.radius) + 1, x0 : int(seal.x + 2 * seal.radius) + 1]
    blobs = blobs_of(runs_of(part <= _INK), part.shape[1])
    runs = blobs.runs
    ends = np.stack([runs.start, runs.end]) + x0 - seal.x
    far = np.hypot(ends, runs.row + y0 - seal.y)
    nearest, farthest = np.full(len(blobs), np.inf), np.zeros(len(blobs))
    np.minimum.at(nearest, blobs.of_run, far.min(axis=0))
    np.maximum.at(farthest, blobs.of_run, far.max(axis=0))
    rim = (nearest >= inner - _EDGE) & (farthest <= seal.radius + _EDGE)
    kept = _written_on(blobs, rim)
    written = painted(part.shape, runs.kept((rim & ~kept)[blobs.of_run]))
    part[written] = 255


def _written_on(blobs: Blobs, rim: Bits) -> Bits:
    """Marks of the rim that go on a line of letters which comes in from elsewhere, one after the
    other.
    """
    kept = np.zeros_like(rim)
    while True:
        more = [i for i in np.flatnonzero(rim & ~kept) if _beside(blobs, int(i), ~rim | kept)]
        if not more:
            return kept
        kept[more] = True


def _beside(blobs: Blobs, i: int, others: Bits) -> bool:
    """Whether one of the others is as high as this mark and stands on its line, next to it."""
    high = blobs.height[i]
    alike = (blobs.height > 0.7 * high) & (blobs.height < 1.4 * high)
    common = np.minimum(blobs.y1, blobs.y1[i]) - np.maximum(blobs.y0, blobs.y0[i])
    gap = np.maximum(blobs.x0, blobs.x0[i]) - np.minimum(blobs.x1, blobs.x1[i])
    return bool((others & alike & (common > 0.8 * high) & (gap < 0.5 * high)).any())


def _rings(around: Bits, radius: float) -> list[int]:
    """Radii of the rings, each in the middle of its ink."""
    strayed = max(1, round(_SHAKEN * radius / 2))
    share = around.mean(axis=0)
    found: list[int] = []
    for r in np.argsort(share)[::-1]:
        if share[r] < _RING:
            break
        if r > _INNER * radius and all(abs(r - other) > 2 * strayed for other in found):
            found.append(int(r))
    return found


def _ring_ink(around: Bits, ring: int, radius: float) -> Bits:
    """The ink of one ring, but for strokes that cross it."""
    start, end = _run_through(around, ring, max(2, round(_SHAKEN * radius / 2)))
    thick = end - start
    own = max(2.0, float(np.median(thick[thick > 0]))) if (thick > 0).any() else 0.0
    plain = (thick > 0) & (thick <= _CROSSED * min(own, _THICK * radius))
    places = np.arange(around.shape[1])
    gone: Bits = plain[:, None] & (places >= start[:, None]) & (places < end[:, None])
    return gone


def _run_through(
    around: Bits, ring: int, strayed: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """For every angle the start and end of the run of ink nearest to the ring; both 0 where there
    is none near.
    """
    count, width = around.shape
    order = sorted(range(-strayed, strayed + 1), key=abs)
    places = np.clip(ring + np.array(order), 0, width - 1)
    near = around[:, places]
    seed = places[np.argmax(near, axis=1)]
    steps = np.arange(width)
    before = np.where(around, -1, steps)
    last_gap = np.maximum.accumulate(before, axis=1)[np.arange(count), seed]
    after = np.where(around, width, steps)
    next_gap = np.minimum.accumulate(after[:, ::-1], axis=1)[:, ::-1][np.arange(count), seed]
    found = near.any(axis=1)
    return np.where(found, last_gap + 1, 0), np.where(found, next_gap, 0)


def _wider(gone: Bits) -> Bits:
    """What goes, with the grey edge on either side of it."""
    out = gone.copy()
    for step in range(1, _EDGE + 1):
        out[:, step:] |= gone[:, :-step]
        out[:, :-step] |= gone[:, step:]
    return out
