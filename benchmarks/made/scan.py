"""Made scans: printed pages of a made document drawn, written on by hand, sealed, folded, laid
askew, faxed and compressed; the truth stays that of the document.
"""

from __future__ import annotations

import io
import math
import random
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from vanban.pipeline.ocr.flow import pieces_of
from vanban.pipeline.options import Limits
from vanban.pipeline.readers.page.model import PageText, Word
from vanban.pipeline.readers.pdf.document import opened, read_pages

Point = tuple[float, float]
Ink = tuple[int, int, int]
RED: Ink = (206, 32, 44)
BLACK: Ink = (38, 38, 42)
_BLUE: Ink = (32, 44, 140)
_SEAL = 51.0
"""Points: the radius of a seal of office (36 mm across; TT 21/2012/TT-BCA)."""
_HEAD = 30
"""Words of a page among which the first line of the left column stands."""
_STROKES: dict[str, tuple[tuple[Point, ...], ...]] = {
    "0": (((0.5, 0), (0.1, 0.3), (0.12, 0.75), (0.5, 1), (0.88, 0.7), (0.85, 0.25), (0.5, 0)),),
    "1": (((0.25, 0.25), (0.55, 0), (0.5, 1)),),
    "2": (((0.12, 0.25), (0.45, 0), (0.82, 0.25), (0.5, 0.6), (0.1, 1), (0.9, 0.97)),),
    "3": (((0.15, 0.08), (0.8, 0.1), (0.42, 0.42), (0.85, 0.7), (0.5, 1), (0.12, 0.88)),),
    "4": (((0.6, 0), (0.1, 0.66), (0.92, 0.64)), ((0.66, 0.36), (0.62, 1))),
    "5": (((0.82, 0.02), (0.25, 0.04), (0.2, 0.42), (0.75, 0.5), (0.7, 0.92), (0.12, 0.95)),),
    "6": (((0.7, 0), (0.2, 0.5), (0.25, 0.95), (0.75, 0.9), (0.72, 0.55), (0.22, 0.65)),),
    "7": (((0.1, 0.06), (0.9, 0.02), (0.42, 1)), ((0.3, 0.5), (0.78, 0.48))),
    "8": (
        (
            (0.75, 0.12),
            (0.3, 0.05),
            (0.3, 0.4),
            (0.78, 0.62),
            (0.6, 1),
            (0.2, 0.85),
            (0.7, 0.3),
            (0.75, 0.12),
        ),
    ),
    "9": (((0.78, 0.3), (0.4, 0.48), (0.2, 0.2), (0.6, 0.02), (0.8, 0.3), (0.62, 1)),),
}
"""Figures as a pen draws them, in a box of one by one."""


@dataclass(frozen=True, slots=True)
class Way:
    """How a document comes to be a scan. ``seal``: its ink; ``heading``: a seal stands on the name
    of the issuer too; ``worn``: what the paper and the machines do to the page.
    """

    name: str
    seal: Ink | None = RED
    by_hand: bool = False
    heading: bool = False
    worn: Callable[[Image.Image, random.Random], Image.Image] | None = None
    dpi: int = 200


def scanned(pdf: bytes, way: Way, seed: int, signer: str = "") -> bytes:
    """A PDF of pictures of the pages of ``pdf``, signed and sealed over the name of ``signer``."""
    dice = random.Random(f"{way.name}:{seed}")
    pages = [_worn(page, way, dice) for page in _drawn(pdf, way, dice, signer)]
    out = io.BytesIO()
    pages[0].save(
        out, "PDF", save_all=True, append_images=pages[1:], resolution=way.dpi, quality=85
    )
    return out.getvalue()


def sealed_lines(pdf: bytes, way: Way, signer: str) -> list[str]:
    """The printed lines that a seal covers in part."""
    with opened(pdf, Limits()) as document:
        pages = list(read_pages(document, Limits()))
    return [
        " ".join(word.text for word in line)
        for index, (x, y) in _seals(pages, way, signer)
        for line in pieces_of(pages[index].words)
        if any(abs(w.base - y) < _SEAL and w.x0 < x + _SEAL and w.x1 > x - _SEAL for w in line)
    ]


def _worn(page: Image.Image, way: Way, dice: random.Random) -> Image.Image:
    return way.worn(page, dice) if way.worn else page


def _drawn(pdf: bytes, way: Way, dice: random.Random, signer: str) -> Iterator[Image.Image]:
    scale = way.dpi / 72
    with opened(pdf, Limits()) as document:
        pages = list(read_pages(document, Limits()))
        signed = _signature(pages, signer) if way.seal else None
        seals = _seals(pages, way, signer)
        for index, page in enumerate(pages):
            with closing(document[index]) as sheet, closing(sheet.render(scale=scale)) as bitmap:
                image = bitmap.to_pil().convert("RGB")
            if way.by_hand and index == 0:
                for word, figures in _slots(page.words):
                    _write_over(image, word, figures, scale, dice)
            if signed and signed[0] == index:
                image = _signed(image, signed[1], scale, dice)
            for _, middle in (seal for seal in seals if seal[0] == index):
                image = _stamped(image, middle, way.seal or RED, scale, dice)
            yield image


def _seals(pages: Sequence[PageText], way: Way, signer: str) -> list[tuple[int, Point]]:
    """Pages and middles of the seals: over the left third of the signature (NĐ 30/2020, Phụ lục I,
    II.8), and over a part of the issuer's name (điều 33, khoản 3).
    """
    if not way.seal:
        return []
    found: list[tuple[int, Point]] = []
    if way.heading:
        left = min(pages[0].words[:_HEAD], key=lambda word: word.x0)
        found.append((0, (left.x0 + _SEAL / 3, left.base)))
    signed = _signature(pages, signer)
    if signed:
        index, (x, y) = signed
        found.append((index, (x - 12, y - 38)))
    return found


def _slots(words: Sequence[Word]) -> Iterator[tuple[Word, str]]:
    """Words that begin with figures a clerk would write: the number, and the day."""
    pairs = list(pairwise(words))
    numbers = [w for before, w in pairs if before.text in ("Số", "Số:") and w.text[0].isdigit()]
    days = [w for before, w in pairs if before.text == "ngày" and re.fullmatch(r"\d\d?", w.text)]
    for word in (*numbers[:1], *days[:1]):
        figures = re.match(r"\d+", word.text)
        if figures:
            yield word, figures.group()


def _write_over(
    image: Image.Image, word: Word, figures: str, scale: float, dice: random.Random
) -> None:
    """Printed figures whitened, and written by hand in their place, a little larger."""
    width = (word.x1 - word.x0) * len(figures) / len(word.text)
    draw = ImageDraw.Draw(image)
    box = word.x0, word.base - 0.8 * word.size, word.x0 + width, word.base + 0.1 * word.size
    draw.rectangle([v * scale for v in box], fill="white")
    step, high = width / len(figures), 1.05 * word.size
    for i, figure in enumerate(figures):
        left, top = word.x0 + step * i, word.base - high + dice.uniform(-1, 1)
        for stroke in _STROKES[figure]:
            line = [
                (
                    (left + (x * 0.9 + dice.gauss(0, 0.03)) * step) * scale,
                    (top + (y + dice.gauss(0, 0.03)) * high) * scale,
                )
                for x, y in stroke
            ]
            draw.line(
                line, fill=_BLUE, width=max(2, round(0.09 * word.size * scale)), joint="curve"
            )


def _signature(pages: Sequence[PageText], signer: str) -> tuple[int, Point] | None:
    """The page and the place where the signer's name stands last."""
    name = signer.split()
    for index in range(len(pages) - 1, -1, -1):
        words = pages[index].words
        for i in range(len(words) - len(name), -1, -1):
            if name and [w.text for w in words[i : i + len(name)]] == name:
                return index, (words[i].x0, words[i].base)
    return None


def _signed(image: Image.Image, name: Point, scale: float, dice: random.Random) -> Image.Image:
    """A flourish of the pen above the name."""
    x, y = name[0] + 20, name[1] - 40
    line = [
        ((x + 9 * i + dice.uniform(-4, 4)) * scale, (y + dice.uniform(-18, 18)) * scale)
        for i in range(9)
    ]
    written = Image.new("RGB", image.size, "white")
    ImageDraw.Draw(written).line(line, fill=_BLUE, width=round(1.3 * scale), joint="curve")
    return _multiplied(image, written)


def _stamped(
    image: Image.Image, middle: Point, ink: Ink, scale: float, dice: random.Random
) -> Image.Image:
    """A seal around ``middle``, its ink uneven."""
    radius = _SEAL * scale
    size = round(2.2 * radius)
    mask = _seal(size, radius).rotate(dice.uniform(-25, 25), resample=Image.Resampling.BICUBIC)
    uneven = Image.effect_noise((size, size), 60).filter(ImageFilter.GaussianBlur(2))
    weak = np.asarray(mask, np.float32) * np.clip(np.asarray(uneven, np.float32) / 110, 0.5, 1.0)
    x, y = (place * scale - size / 2 for place in middle)
    seal = Image.new("RGB", image.size, "white")
    inked = Image.new("L", image.size, 0)
    inked.paste(Image.fromarray(weak.astype(np.uint8)), (round(x), round(y)))
    seal.paste(ink, (0, 0, *image.size))
    return Image.composite(_multiplied(image, seal), image, inked)


def _multiplied(below: Image.Image, above: Image.Image) -> Image.Image:
    """Ink over print: both are seen."""
    product = np.asarray(below, np.uint16) * np.asarray(above, np.uint16) // 255
    return Image.fromarray(product.astype(np.uint8))


@cache
def _seal(size: int, radius: float) -> Image.Image:
    """Two rings, letters around between them, a star within."""
    image = Image.new("L", (size, size), 0)
    draw = ImageDraw.Draw(image)
    middle, width = size / 2, max(2, round(radius / 22))
    for part in (1.0, 0.66):
        reach = radius * part
        box = (middle - reach, middle - reach, middle + reach, middle + reach)
        draw.ellipse(box, outline=255, width=width)
    letters = "ỦY BAN NHÂN DÂN TỈNH • NƯỚC CHXHCN VIỆT NAM • "
    font = _font(radius / 5)
    for i, letter in enumerate(letters):
        _around(image, letter, font, middle, radius * 0.83, 360 * i / len(letters))
    points = [
        (middle + r * math.sin(k * math.pi / 5), middle - r * math.cos(k * math.pi / 5))
        for k in range(10)
        for r in (radius * (0.45 if k % 2 == 0 else 0.18),)
    ]
    draw.polygon(points, outline=255, width=width)
    return image


def _font(size: float) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """One with Vietnamese letters, where the machine has it."""
    try:
        return ImageFont.truetype("DejaVuSans.ttf", size)
    except OSError:
        return ImageFont.load_default(size=size)


def _around(
    image: Image.Image,
    letter: str,
    font: ImageFont.FreeTypeFont | ImageFont.ImageFont,
    middle: float,
    reach: float,
    angle: float,
) -> None:
    side = round(reach / 2.5)
    glyph = Image.new("L", (side, side), 0)
    ImageDraw.Draw(glyph).text((side / 2, side / 2), letter, fill=255, font=font, anchor="mm")
    glyph = glyph.rotate(-angle, resample=Image.Resampling.BICUBIC)
    x = middle + reach * math.sin(math.radians(angle)) - side / 2
    y = middle - reach * math.cos(math.radians(angle)) - side / 2
    image.paste(glyph, (round(x), round(y)), glyph)


def askew(page: Image.Image, dice: random.Random) -> Image.Image:
    """Laid on the glass a little turned, folded once, compressed."""
    turned = page.rotate(
        dice.uniform(-1.5, 1.5), resample=Image.Resampling.BICUBIC, fillcolor="white"
    )
    y = page.height * dice.uniform(0.4, 0.6)
    shadow = ImageDraw.Draw(turned)
    for step in range(6):
        grey = 205 + 8 * step
        shadow.line((0, y + step, page.width, y + step + 3), fill=(grey, grey, grey - 4), width=1)
    return compressed(turned, dice)


def compressed(page: Image.Image, _dice: random.Random) -> Image.Image:
    """As a photocopier's archive keeps it: JPEG of low quality."""
    out = io.BytesIO()
    page.save(out, "JPEG", quality=45)
    return Image.open(io.BytesIO(out.getvalue())).convert("RGB")


def faxed(page: Image.Image, dice: random.Random) -> Image.Image:
    """Black and white, 204 by 196 dots an inch, with specks."""
    grey = np.asarray(page.convert("L").filter(ImageFilter.GaussianBlur(0.6))).copy()
    rng = np.random.default_rng(dice.randrange(2**32))
    specks = rng.random(grey.shape) < 0.0004
    grey[specks] = 0
    return Image.fromarray(np.where(grey < 150, 0, 255).astype(np.uint8)).convert("RGB")


def framed(page: Image.Image, dice: random.Random) -> Image.Image:
    """Copied with the lid open: black at three edges, then compressed."""
    draw = ImageDraw.Draw(page)
    width, height = page.size
    wide = [round(width * dice.uniform(0.01, 0.03)) for _ in range(4)]
    draw.rectangle((0, 0, width, wide[0]), fill=(12, 12, 14))
    draw.rectangle((0, 0, wide[1], height), fill=(12, 12, 14))
    draw.rectangle((0, height - wide[2], width, height), fill=(12, 12, 14))
    return compressed(page, dice)


WAYS = (
    Way("red seal"),
    Way("black seal", seal=BLACK),
    Way("by hand", by_hand=True),
    Way("askew, folded, JPEG", worn=askew),
    Way("fax, black seal", seal=BLACK, worn=faxed),
    Way("black seals, heading too", seal=BLACK, heading=True),
    Way("black frame of a copier", worn=framed),
    Way("150 dpi, askew, black seals", seal=BLACK, heading=True, worn=askew, dpi=150),
)
