"""How a page stands in its picture."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from vanban.pipeline.ocr.image import Grey, straight, without_borders


def page_of_words(columns: int, letters: int) -> Grey:
    """Forty lines of blots as large as letters, in columns of short words that begin exactly below
    each other.
    """
    page = np.full((2400, 1700), 255, np.uint8)
    for line in range(40):
        for column in range(columns):
            for letter in range(letters - (line + column) % 3):
                y, x = 120 + 52 * line, 100 + 1500 // columns * column + 24 * letter
                page[y : y + 24, x : x + 18] = 0
    return page


@pytest.mark.parametrize(
    ("columns", "letters"),
    [(1, 55), (2, 20), (6, 5), (1, 6)],
    ids=["text", "columns", "narrow columns", "one narrow column"],
)
def test_lines_run_across_the_page_or_down_it(columns: int, letters: int) -> None:
    page = page_of_words(columns, letters)
    assert straight(page).turn == 0
    assert straight(np.ascontiguousarray(np.rot90(page))).turn == 90


def framed(*boxes: tuple[int, int, int, int]) -> Image.Image:
    """A page with a word in the middle and black boxes."""
    image = Image.new("L", (1200, 1600), 250)
    draw = ImageDraw.Draw(image)
    for box in ((500, 800, 700, 830), *boxes):
        draw.rectangle(box, fill=10)
    return image


@pytest.mark.parametrize(
    ("box", "left"),
    [
        ((0, 0, 1200, 60), False),  # along the upper edge
        ((0, 300, 45, 1400), False),
        ((1150, 0, 1199, 1599), False),
        ((0, 600, 90, 640), True),  # a letter cut at the edge
        ((100, 200, 1100, 260), True),  # a bar on the page
        ((0, 400, 1200, 403), True),  # a rule
    ],
)
def test_a_black_border_is_paper(box: tuple[int, int, int, int], left: bool) -> None:
    image = framed(box)
    cleaned = without_borders(image)
    x, y = (box[0] + box[2]) // 2, (box[1] + box[3]) // 2
    assert (cleaned.getpixel((x, y)) < 100) == left
    assert cleaned.getpixel((600, 815)) == 10
    assert (cleaned is image) == left
