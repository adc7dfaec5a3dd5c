"""A page's picture made ready for reading: grey without coloured ink of stamps and signatures,
even paper, straight lines.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from vanban.pipeline.ocr.components import Bits, Blobs, Ints, blobs_of, painted, runs_of

Grey = NDArray[np.uint8]
Affine = tuple[float, float, float, float, float, float]
"""x' = a x + b y + c, y' = d x + e y + f."""

DPI = 300
"""Dots per inch at which pages are read: letters of 13 points are then about 25 pixels high, which
engines read best.
"""

_RED = 40
"""By how much the red of a stamp outweighs green and blue."""
_BLUE = 30
"""By how much the blue of a pen outweighs red."""
_PEN_LEAST, _PEN_MOST = (0.05, 0.025), (0.35, 0.2)
"""Parts of the page's width that a signature is wide and high: more than a figure written by hand,
less than a table with blue rules.
"""
_SQUARE, _PEN_DOTS = 8, 6
"""Dots to a side of a square of the page, and how many of its 64 are blue where a pen went."""
_SOLID = 90
"""Mean brightness of a square that is black all over; print is paler, for paper shows through."""
_BORDER = 0.2
"""Of the shorter side: a black border is longer, a letter cut at the edge is not."""
_STRIP = 256
"""Rows that are worked on at a time, where a whole page of wide numbers would fill the memory."""
_DARK = 0.0005, 0.005
"""Shares of a page's dots that are print on any page with a line of text, and on a full one."""
_UNEVEN = 0.15
"""By how much, in parts of the paper's brightness, print is paler in some places than in others."""
_PALE = 190
"""Brightness of the red of a stamp on paper; where it is darker, there is print below."""
_PAPER = 8
"""Parts of an image in which the brightness of the paper is measured."""
_STEEPEST = 15.0
"""Degrees by which a page may stand askew."""
_STRAIGHT = 0.04
"""Degrees not worth turning a page for."""
_SAMPLE = 400
"""Letters that show which way the lines run."""
_FAR_OFF = 1_000_000


def without_borders(image: Image.Image) -> Image.Image:
    """The picture with what is black at its edges made paper: a copier whose lid stood open draws
    a frame, which would be taken for ink. The same picture where there is none.
    """
    dark = np.asarray(image.convert("L").reduce(_SQUARE)) < _SOLID
    blobs = blobs_of(runs_of(dark), dark.shape[1])
    height, width = dark.shape
    at_edge = (blobs.x0 <= 0) | (blobs.y0 <= 0) | (blobs.x1 >= width - 1) | (blobs.y1 >= height - 1)
    long = np.maximum(blobs.x1 - blobs.x0, blobs.y1 - blobs.y0) > _BORDER * min(dark.shape)
    borders = at_edge & long
    if not borders.any():
        return image
    frame = _grown(painted(dark.shape, blobs.runs.kept(borders[blobs.of_run])))
    mask = Image.fromarray(frame).resize(image.size, Image.Resampling.NEAREST)
    paper = Image.new(image.mode, image.size, "white")
    return Image.composite(paper, image, mask)


def grey_of(image: Image.Image) -> Grey:
    """Brightness of an image, red ink (stamps) and signatures in blue left out, paper white."""
    if image.mode in ("1", "L"):
        return _even(np.asarray(image.convert("L")))
    return _even(_print_of(image))


def _print_of(image: Image.Image) -> Grey:
    """Brightness without stamps and signatures."""
    grey = np.empty((image.height, image.width), np.uint8)
    blue = np.empty(grey.shape, np.bool_)
    for y in range(0, image.height, _STRIP):
        band = image.crop((0, y, image.width, min(y + _STRIP, image.height)))
        colours = np.asarray(band.convert("RGB"))
        grey[y : y + _STRIP] = _strip_without_red(colours)
        blue[y : y + _STRIP] = _is_blue(colours)
    return _without_signatures(grey, blue)


def _is_blue(colours: NDArray[np.uint8]) -> Bits:
    red, blue = colours[..., 0], colours[..., 2]
    found: Bits = (blue > red) & (blue - red > _BLUE)
    return found


def _without_signatures(grey: Grey, blue: Bits) -> Grey:
    """Large marks in blue made paper; figures that were written into a form stay. Pieces of a mark
    that print parts are put together: squares of the page are looked at, with those around them.
    """
    squares = _squares(blue) >= _PEN_DOTS
    if not squares.any():
        return grey
    around = _grown(squares)
    blobs = blobs_of(runs_of(around), around.shape[1])
    across, down = blobs.width / around.shape[1], blobs.height / around.shape[1]
    pen = (across > _PEN_LEAST[0]) & (down > _PEN_LEAST[1])
    pen &= (across < _PEN_MOST[0]) & (down < _PEN_MOST[1])
    written = painted(around.shape, blobs.runs.kept(pen[blobs.of_run]))
    out = grey.copy()
    for y, x in np.argwhere(written) * _SQUARE:
        place = slice(y, y + _SQUARE), slice(x, x + _SQUARE)
        out[place][blue[place]] = 255
    return out


def _squares(blue: Bits) -> Ints:
    """How many dots are blue in each square of the page."""
    height, width = (side // _SQUARE for side in blue.shape)
    parts = blue[: height * _SQUARE, : width * _SQUARE].reshape(height, _SQUARE, width, _SQUARE)
    count: Ints = parts.sum(axis=(1, 3), dtype=np.int64)
    return count


def _grown(squares: Bits) -> Bits:
    """These squares and the eight around each."""
    wide = np.pad(squares, 1)
    rows_ = wide[:-2] | wide[1:-1] | wide[2:]
    return rows_[:, :-2] | rows_[:, 1:-1] | rows_[:, 2:]


def _strip_without_red(colours: NDArray[np.uint8]) -> Grey:
    rgb = colours.astype(np.int16)
    red, other = rgb[..., 0], np.maximum(rgb[..., 1], rgb[..., 2])
    grey = (rgb[..., 0] * 77 + rgb[..., 1] * 150 + rgb[..., 2] * 29) >> 8
    ink = red - other > _RED
    below = np.minimum(red.astype(np.int32) * 255 // _PALE, 255)
    return np.where(ink, np.maximum(below, grey), grey).astype(np.uint8)


def _even(grey: Grey) -> Grey:
    """Shadows and tinted paper made white, ink made black."""
    if grey.min() == grey.max():
        return np.full_like(grey, 255)
    small = Image.fromarray(grey).reduce(_PAPER)
    paper = (
        small.filter(ImageFilter.MaxFilter(7))
        .filter(ImageFilter.BoxBlur(6))
        .resize((grey.shape[1], grey.shape[0]))
    )
    white = np.asarray(paper)
    black = _black(_share(grey[::4, ::4], white[::4, ::4]))
    out = np.empty_like(grey)
    for y in range(0, len(grey), _STRIP):
        share = (_share(grey[y : y + _STRIP], white[y : y + _STRIP]) - black) / max(
            0.95 - black, 0.2
        )
        out[y : y + _STRIP] = np.clip(share, 0.0, 1.0) * 255
    return out


def _black(shares: NDArray[np.float32]) -> float:
    """Brightness of print: of the darkest dots; where a page has but a few lines, no more than a
    little above the darkest of all, or the pale ink of a seal would become black.
    """
    darkest, dark = np.quantile(shares, _DARK)
    return float(min(dark, darkest + _UNEVEN))


def _share(grey: Grey, white: Grey) -> NDArray[np.float32]:
    """Brightness as a part of the paper's."""
    return np.clip(grey / np.maximum(white.astype(np.float32), 60.0), 0.0, 1.0)


def threshold(grey: Grey) -> int:
    """The brightness that best parts ink from paper (Otsu)."""
    counts = np.asarray(Image.fromarray(grey).histogram(), np.float64)
    weight = np.cumsum(counts)
    sums = np.cumsum(counts * np.arange(256))
    low, high = weight, weight[-1] - weight
    with np.errstate(divide="ignore", invalid="ignore"):
        between = low * high * (sums / low - (sums[-1] - sums) / high) ** 2
    return int(np.clip(np.nanargmax(np.nan_to_num(between)), 60, 200))


def ink_of(grey: Grey) -> Bits:
    """Where there is ink."""
    dark: Bits = grey <= threshold(grey)
    return dark


def letter_height(blobs: Blobs) -> float:
    """Height of most small letters, in pixels; 0 where there are none. Specks, dots and rules do
    not count.
    """
    fit = (
        (blobs.height > 8)
        & (blobs.height < 120)
        & (blobs.width < 200)
        & (blobs.area > 30)
        & (blobs.width > 4)
    )
    heights = blobs.height[fit]
    if len(heights) < 5:
        return 0.0
    counts = np.bincount(heights, minlength=130).astype(np.float64)
    near = np.convolve(counts, np.ones(5), mode="same")
    return float(np.argmax(near))


def letters(blobs: Blobs, height: float) -> Bits:
    """Which blobs are letters in all likelihood (not their marks, specks, rules, stamps)."""
    tall = (blobs.height > 0.6 * height) & (blobs.height < 2.4 * height)
    wide = (blobs.width > 0.15 * height) & (blobs.width < 8 * height)
    found: Bits = tall & wide & (blobs.area > 0.08 * blobs.width * blobs.height)
    return found


def is_sideways(blobs: Blobs, which: Bits) -> bool:
    """Whether lines run down the page: most letters then have their nearest neighbour above or
    below, not beside them.
    """
    letters_ = np.flatnonzero(which)
    some = letters_[:: max(1, len(letters_) // _SAMPLE)]
    across, down = (blobs.x0, blobs.x1), (blobs.y0, blobs.y1)
    beside, below = _nearest(across, down, some, letters_), _nearest(down, across, some, letters_)
    return bool((below < beside).sum() > (beside < below).sum())


def _nearest(along: tuple[Ints, Ints], beside: tuple[Ints, Ints], some: Ints, others: Ints) -> Ints:
    """Pixels from each of ``some`` letters to the next of ``others`` farther along, among those
    that overlap it beside.

    ``along``, ``beside``: starts and ends of all letters in the two directions.
    """
    gap = along[0][others][None, :] - along[1][some][:, None]
    overlap = np.minimum(beside[1][others][None, :], beside[1][some][:, None]) - np.maximum(
        beside[0][others][None, :], beside[0][some][:, None]
    )
    nearest: Ints = np.where((gap >= 0) & (overlap > 0), gap, _FAR_OFF).min(axis=1)
    return nearest


def skew(blobs: Blobs, which: Bits) -> float:
    """Degrees (clockwise, as seen) by which the lines of letters lean."""
    if which.sum() < 12:
        return 0.0
    x = (blobs.x0 + blobs.x1)[which] / 2
    size = float(np.median(blobs.height[which]))
    return _best_slope(x, blobs.y1[which].astype(np.float64), size)[0]


def _best_slope(
    along: NDArray[np.float64], across: NDArray[np.float64], size: float
) -> tuple[float, float]:
    """The angle at which points stand most in lines, and how much they do."""
    if len(along) > 1500:
        every = len(along) // 1500 + 1
        along, across = along[::every], across[::every]
    best, score = 0.0, -1.0
    for reach, step, fine in ((_STEEPEST, 0.25, 0.3), (0.3, 0.05, 0.2), (0.06, 0.01, 0.12)):
        centre = best
        for angle in np.arange(centre - reach, centre + reach + step / 2, step):
            got = _in_lines(along, across, float(angle), max(1.5, fine * size))
            if got > score or (got == score and abs(angle) < abs(best)):
                best, score = float(angle), got
        if fine > 0.15:
            score = -1.0
    return best, _in_lines(along, across, best, max(1.5, 0.2 * size))


def _in_lines(
    along: NDArray[np.float64], across: NDArray[np.float64], angle: float, bin_size: float
) -> float:
    place = across - along * math.tan(math.radians(angle))
    counts = np.bincount(((place - place.min()) / bin_size).astype(np.int64)).astype(np.float64)
    both = counts[:-1] + counts[1:] if len(counts) > 1 else counts
    return float((both**2).sum()) / max(1, len(along)) ** 2 * 1e3


SAME: Affine = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0)


@dataclass(frozen=True, slots=True)
class Straight:
    """A page picture with lines running across it. ``turn``: degrees clockwise; ``back`` leads from
    its pixels to those before
    the fine turn."""

    grey: Grey
    turn: int
    back: Affine


def straight(grey: Grey) -> Straight:
    """The page turned so that its lines run across it, exactly. Which way up it stands the letters
    alone can tell.
    """
    blobs = _all_blobs(grey)
    height = letter_height(blobs)
    which = letters(blobs, height)
    if not height or which.sum() < 12:
        return Straight(grey, 0, SAME)
    turn = 0
    if is_sideways(blobs, which):
        grey, turn = np.ascontiguousarray(np.rot90(grey, -1)), 90
        blobs = _all_blobs(grey)
        which = letters(blobs, height)
    grey, back = _leaned(grey, skew(blobs, which))
    return Straight(grey, turn, back)


def flipped(page: Straight) -> Straight:
    """The page the other way up."""
    height, width = page.grey.shape
    a, b, c, d, e, f = page.back
    # a point of the flipped picture lies at (width - x, height - y) of the straight one; its own
    # page is turned as well
    back = (a, b, width - (a * width + b * height + c), d, e, height - (d * width + e * height + f))
    return Straight(np.ascontiguousarray(np.rot90(page.grey, 2)), (page.turn + 180) % 360, back)


def _leaned(grey: Grey, angle: float) -> tuple[Grey, Affine]:
    if abs(angle) < _STRAIGHT:
        return grey, SAME
    height, width = grey.shape
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    cx, cy = width / 2, height / 2
    back = (cos, -sin, cx - cos * cx + sin * cy, sin, cos, cy - sin * cx - cos * cy)
    image = Image.fromarray(grey).transform(
        (width, height), Image.Transform.AFFINE, back, Image.Resampling.BILINEAR, fillcolor=255
    )
    return np.asarray(image), back


def _all_blobs(grey: Grey) -> Blobs:
    return blobs_of(runs_of(ink_of(grey)), grey.shape[1])
