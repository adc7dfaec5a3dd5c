"""What scanners, telephones and fax machines do to the pages of a document. Pictures are grey or in
colours, drawn at 200 dpi.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter, ImageOps

Pages = Sequence[Image.Image]
_TABLE = (70, 55, 45)
_CORNERS = ((-0.01, 0.003), (0.03, 1.006), (0.994, 1.0), (1.014, -0.009))
"""Where a photographed page's corners lie, in parts of the picture."""


def each(worn: Callable[[Image.Image], Image.Image]) -> Callable[[Pages], list[Image.Image]]:
    """The same for every page."""
    return lambda pages: [worn(page) for page in pages]


def turned(degrees: float) -> Callable[[Image.Image], Image.Image]:
    """Laid on the glass another way, or askew."""
    return lambda page: page.rotate(
        degrees, Image.Resampling.BICUBIC, expand=degrees % 90 == 0, fillcolor="white"
    )


def last_upside_down(pages: Pages) -> list[Image.Image]:
    """One sheet of the stack the wrong way up."""
    return [*pages[:-1], pages[-1].rotate(180)]


def two_on_a_sheet(pages: Pages) -> list[Image.Image]:
    """A book on the glass: two pages on a sheet in landscape, the gutter in shadow."""
    pairs = [pages[i : i + 2] for i in range(0, len(pages), 2)]
    return [_gutter(_beside(pair)) for pair in pairs]


def _beside(pair: Pages) -> Image.Image:
    width, height = pair[0].size
    sheet = Image.new("L", (2 * width, height), "white")
    for i, page in enumerate(pair):
        sheet.paste(page, (i * width, 0))
    return sheet


def _gutter(sheet: Image.Image) -> Image.Image:
    away = (np.arange(sheet.width) - sheet.width / 2) / (0.012 * sheet.width)
    return _lit(sheet, 1 - 0.6 * np.exp(-(away**2)))


def _lit(page: Image.Image, light: NDArray[np.float64]) -> Image.Image:
    shown = light[..., None] if page.mode == "RGB" else light
    return Image.fromarray(np.clip(np.asarray(page) * shown, 0, 255).astype(np.uint8))


def compressed(page: Image.Image, quality: int = 30) -> Image.Image:
    """JPEG of low quality."""
    out = io.BytesIO()
    page.save(out, "JPEG", quality=quality)
    return Image.open(io.BytesIO(out.getvalue())).convert(page.mode)


def photographed(page: Image.Image) -> Image.Image:
    """With a telephone, on a dark table: aslant, the light from one side, the hand's shadow."""
    margin = round(0.06 * page.width)
    seen = ImageOps.expand(page.convert("RGB"), margin, _TABLE)
    width, height = seen.size
    aslant = seen.transform(
        seen.size, Image.Transform.PERSPECTIVE, _perspective(width, height),
        Image.Resampling.BICUBIC, fillcolor=_TABLE,
    )  # fmt: skip
    y, x = np.mgrid[0:1:1j*height, 0:1:1j*width]  # fmt: skip
    light = (1 - 0.25 * x - 0.17 * y) * (1 - 0.25 / (1 + np.exp((0.55 - x + 0.5 * (0.5 - y)) * 50)))
    return compressed(_lit(aslant, light))


def _perspective(width: int, height: int) -> tuple[float, ...]:
    rows, places = [], []
    for (u, v), (x, y) in zip(
        ((0, 0), (0, height), (width, height), (width, 0)), _CORNERS, strict=True
    ):
        px, py = x * width, y * height
        rows += [[u, v, 1, 0, 0, 0, -u * px, -v * px], [0, 0, 0, u, v, 1, -u * py, -v * py]]
        places += [px, py]
    return tuple(np.linalg.solve(np.array(rows), np.array(places)))


def at(dpi: int) -> Callable[[Image.Image], Image.Image]:
    """Scanned with fewer dots an inch."""
    return lambda page: page.resize(
        (page.width * dpi // 200, page.height * dpi // 200), Image.Resampling.LANCZOS
    )


def faxed(page: Image.Image) -> Image.Image:
    """One bit a dot, with specks."""
    soft = np.asarray(page.filter(ImageFilter.GaussianBlur(0.6)))
    specks = np.random.default_rng(1).random(soft.shape) < 0.0004
    return Image.fromarray(np.where((soft < 150) | specks, 0, 255).astype(np.uint8)).convert("1")


def punched(page: Image.Image) -> Image.Image:
    """Holes of a file, black borders at two sides, a corner folded."""
    page = page.copy()
    pen, (width, height) = ImageDraw.Draw(page), page.size
    for y in (0.36 * height, 0.64 * height):
        pen.ellipse((0.03 * width, y, 0.06 * width, y + 0.03 * width), fill=15)
    pen.rectangle((0, 0, 0.02 * width, height), fill=10)
    pen.rectangle((0, 0.985 * height, width, height), fill=10)
    pen.polygon([(width, 0), (width, 0.05 * height), (0.92 * width, 0)], fill=8)
    return page


def on(*paper: int) -> Callable[[Image.Image], Image.Image]:
    """Printed on paper of a colour."""

    def printed(page: Image.Image) -> Image.Image:
        inked = np.asarray(page.convert("RGB"), np.uint16) * np.array(paper, np.uint16) // 255
        return compressed(Image.fromarray(inked.astype(np.uint8)), 60)

    return printed
