"""Ink of pens and of seals on a page with little print."""

from __future__ import annotations

import pytest
from PIL import Image, ImageDraw, ImageFilter

from vanban.pipeline.ocr.image import grey_of


def coloured(ink: tuple[int, int, int], box: tuple[int, int, int, int]) -> Image.Image:
    """A nearly empty page: one word in black, and a flourish in another ink."""
    image = Image.new("RGB", (2480, 1600), "white")
    draw = ImageDraw.Draw(image)
    draw.rectangle((1500, 700, 1540, 780), fill="black")
    x0, y0, x1, y1 = box
    draw.line([(x0, y1), ((x0 + x1) // 2, y0), (x1, y1)], fill=ink, width=9)
    return image.filter(ImageFilter.GaussianBlur(1))


@pytest.mark.parametrize(
    ("ink", "box", "stays"),
    [
        ((32, 44, 140), (400, 600, 800, 760), False),
        ((32, 44, 140), (400, 600, 430, 660), True),  # a figure written by hand
        ((200, 60, 70), (400, 600, 800, 760), False),  # the pale red of a seal
    ],
    ids=["signature", "figure", "red"],
)
def test_ink_of_pens_and_seals_on_a_page_with_little_print(ink, box, stays) -> None:
    grey = grey_of(coloured(ink, box))
    x0, y0, x1, y1 = box
    assert (grey[y0:y1, x0:x1] < 100).any() == stays
    assert grey[740, 1520] < 60
