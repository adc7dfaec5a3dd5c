"""How a page stands in its picture."""

from __future__ import annotations

import numpy as np
import pytest

from vanban.pipeline.ocr.image import Grey, straight


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
