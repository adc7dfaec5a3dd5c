"""Round seals in black: told by their rings, taken out, letters that they cross kept."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter

from vanban.pipeline.ocr.image import Grey, grey_of
from vanban.pipeline.ocr.seals import find_seals, without_seals

PIXELS_A_MM = 6.0
MIDDLE, RADIUS = (330, 300), 108


def drawn(radius: int = RADIUS, gaps: int = 0) -> Image.Image:
    """A page with strokes of letters, and two rings of a seal across some of them."""
    image = Image.new("L", (900, 900), 255)
    draw = ImageDraw.Draw(image)
    for y in range(120, 800, 60):
        for x in range(150, 800, 24):
            draw.rectangle((x, y, x + 5, y + 30), fill=0)
    for part in (1.0, 0.66):
        reach = radius * part
        box = [MIDDLE[0] - reach, MIDDLE[1] - reach, MIDDLE[0] + reach, MIDDLE[1] + reach]
        for start in range(0, 360, 30):
            draw.arc(box, start, start + 30 - gaps, fill=0, width=5)
    return image


def letters_only() -> Grey:
    return np.asarray(drawn(radius=0))


@pytest.mark.parametrize("gaps", [0, 8], ids=["whole", "worn"])
def test_the_rings_go_and_the_letters_stay(gaps: int) -> None:
    page = np.asarray(drawn(gaps=gaps))
    done, seals = without_seals(page, PIXELS_A_MM)
    (seal,) = seals
    assert (seal.x, seal.y, seal.radius) == pytest.approx((*MIDDLE, RADIUS), abs=4)
    print_ = letters_only() < 128
    rings = (page < 128) & ~print_
    assert (done[rings] < 128).mean() < 0.15
    assert (done[print_] < 128).mean() > 0.97


@pytest.mark.parametrize("radius", [0, 30, 250], ids=["none", "an o", "a frame"])
def test_what_is_not_as_large_as_a_seal_stays(radius: int) -> None:
    page = np.asarray(drawn(radius=radius))
    done, seals = without_seals(page, PIXELS_A_MM)
    assert not seals
    assert done is page


def test_a_small_picture_holds_no_seal() -> None:
    assert not list(find_seals(np.ones((40, 40), bool), PIXELS_A_MM))


def test_a_seal_under_a_page_turned_over() -> None:
    (seal,) = find_seals(np.asarray(drawn()) < 128, PIXELS_A_MM)
    over = seal.flipped((900, 900))
    assert (over.x, over.y) == pytest.approx((900 - seal.x, 900 - seal.y))
    assert over.covers(over.x, over.y, over.x + 1, over.y + 1)
    assert not over.covers(0, 0, 50, 50)


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
