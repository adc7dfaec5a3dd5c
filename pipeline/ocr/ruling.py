"""Ruled lines in a page picture: found as long thin runs of ink, and taken out so that they do not
spoil the letters.
"""

from __future__ import annotations

from dataclasses import dataclass

from vanban.pipeline.ocr.components import Bits, Blobs, blobs_of, bridged, painted, runs_of
from vanban.pipeline.readers.page.model import Rules

_ACROSS, _DOWN = 25.0, 14.5
"""Points that a straight piece must have to be part of a rule: longer than any stroke of a letter.
"""
_THICK = 4.0
"""Points: thicker is a bar or a picture."""
_GAP = 1.0
"""Points by which a rule may be broken in a poor copy."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """The rules, in points, and the pixels that they take."""

    rules: Rules
    ink: Bits


def find_ruling(ink: Bits, scale: float) -> Ruling:
    """Rules of an upright, straight page. ``scale``: pixels to a point."""
    across = _pieces(ink, _ACROSS * scale, scale)
    down = _pieces(ink.T, _DOWN * scale, scale)
    rules = Rules(_rules(across, scale), _rules(down, scale))
    taken = _taken(across, ink.shape) | _taken(down, (ink.shape[1], ink.shape[0])).T
    return Ruling(rules, taken & ink)


def _pieces(ink: Bits, least: float, scale: float) -> Blobs:
    runs = bridged(runs_of(_thickened(ink)), round(_GAP * scale))
    blobs = blobs_of(runs.kept(runs.end - runs.start >= least), ink.shape[1])
    thin = (blobs.height <= _THICK * scale + 0.012 * blobs.width) & (blobs.width >= 1.2 * least)
    return _chosen(blobs, thin, ink.shape[1])


def _thickened(ink: Bits) -> Bits:
    """Ink one pixel thicker across the rule, so that rules which step from row to row hold
    together.
    """
    out = ink.copy()
    out[1:] |= ink[:-1]
    return out


def _chosen(blobs: Blobs, which: Bits, width: int) -> Blobs:
    return blobs_of(blobs.runs.kept(which[blobs.of_run]), width) if len(blobs) else blobs


def _rules(blobs: Blobs, scale: float) -> tuple[tuple[float, float, float], ...]:
    """Place across and both ends of every rule."""
    boxes = zip(blobs.x0 / scale, blobs.x1 / scale, (blobs.y0 + blobs.y1) / 2 / scale, strict=True)
    return tuple((float(place), float(start), float(end)) for start, end, place in boxes)


def _taken(blobs: Blobs, shape: tuple[int, ...]) -> Bits:
    """The pixels of rules and one around them, so that no frayed edge is left."""
    rules = painted((shape[0], shape[1]), blobs.runs)
    out = rules.copy()
    out[:-1] |= rules[1:]
    out[:-2] |= rules[2:]
    out[1:] |= rules[:-1]
    return out
