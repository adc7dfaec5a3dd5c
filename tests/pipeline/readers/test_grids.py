"""Ruled grids: what the rules of a page part into cells. Rules are drawn as text here: a picture
shows a table as it would be printed, ten points to a character.
"""

from __future__ import annotations

from itertools import zip_longest

import pytest

from vanban.pipeline.readers.page.model import Rules
from vanban.pipeline.readers.page.tables.grids import Grid, find_grids

_STEP = 10.0


def drawn(picture: str) -> Rules:
    """The rules of a picture: "-" runs across, "|" runs down, "+" both ways."""
    lines = [line for line in picture.splitlines() if line.strip()]
    turned = ["".join(column) for column in zip_longest(*lines, fillvalue=" ")]
    return Rules(tuple(_runs(lines, "-+")), tuple(_runs(turned, "|+")))


def _runs(lines: list[str], signs: str) -> list[tuple[float, float, float]]:
    found = []
    for at, line in enumerate(lines):
        start = None
        for i, sign in enumerate(f"{line} "):
            if sign in signs and start is None:
                start = i
            elif sign not in signs and start is not None:
                if i - start > 1:
                    found.append((at * _STEP, start * _STEP, (i - 1) * _STEP))
                start = None
    return found


def spans(grid: Grid) -> list[tuple[int, int, int, int]]:
    return [(c.row, c.column, c.row_span, c.col_span) for c in grid.cells]


PLAIN = """
+----+----+
|    |    |
+----+----+
|    |    |
+----+----+
"""
FOUR = [(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1)]
MERGED = """
+----+----+
|    |    |
|    +----+
|    |    |
+----+----+
|         |
+---------+
"""
NO_BORDER = """
-----+-----
     |
-----+-----
     |
-----+-----
"""
GAP = """
+-------+-------+
|       |       |
+-------+---- --+
|       |       |
+-------+-------+
"""
NOTCH = """
+----+----+
|    |    |
|    +----+
|         |
+----+----+
"""
UNUSED = """
+----+------+
|    |   |  |
+----+------+
|    |      |
+----+------+
"""
WITHIN = """
+---------+----+
| +--+--+ |    |
| |  |  | |    |
| +--+--+ |    |
+---------+----+
"""
ATTACHED = """
+--+---+--+----+
|  |   |  |    |
|  +---+  |    |
|         |    |
+---------+----+
"""


@pytest.mark.parametrize(
    ("picture", "expected"),
    [
        pytest.param(PLAIN, FOUR, id="plain"),
        pytest.param(MERGED, [(0, 0, 2, 1), (0, 1, 1, 1), (1, 1, 1, 1), (2, 0, 1, 2)], id="merged"),
        pytest.param(NO_BORDER, FOUR, id="the border to both sides is missing"),
        pytest.param(GAP, FOUR, id="a rule of a scan has a gap"),
        pytest.param(UNUSED, FOUR, id="a stroke that parts nothing"),
        pytest.param(WITHIN, [(0, 0, 1, 1), (0, 1, 1, 1)], id="a table within a cell"),
    ],
)
def test_cells(picture, expected):
    (grid,) = find_grids(drawn(picture))
    assert spans(grid) == expected


@pytest.mark.parametrize("picture", [NOTCH, ATTACHED])
def test_every_place_is_in_one_cell(picture):
    """Where rules part no rectangles, no word is lost and none stands in two cells."""
    (grid,) = find_grids(drawn(picture))
    boxes = [box for cell in grid.cells for box in cell.boxes()]
    places = (len(grid.ys) - 1) * (len(grid.xs) - 1)
    assert len(boxes) == len(set(boxes)) == places


def test_tables_from_top_to_bottom():
    apart = Rules(
        tuple((y + down, a, b) for down in (0, 200) for y, a, b in drawn(PLAIN).across),
        tuple((x, a + down, b + down) for down in (0, 200) for x, a, b in drawn(PLAIN).down),
    )
    assert [grid.ys[0] for grid in find_grids(apart)] == [0, 200]


def test_double_rules_are_one():
    across = tuple((y + d, 100.0, 400.0) for y in (100, 130, 160) for d in (0.0, 1.5))
    (grid,) = find_grids(Rules(across, ((200.0, 100.0, 160.0),)))
    assert len(grid.xs) == 3 and len(grid.ys) == 3 and len(grid.cells) == 4


@pytest.mark.parametrize(
    ("across", "down"),
    [
        pytest.param(1500, 2, id="more rules than a table has"),
        pytest.param(100, 100, id="more points than can be looked at"),
        pytest.param(0, 2, id="no rules across"),
        pytest.param(2, 2, id="a frame"),
    ],
)
def test_what_is_no_table(across, down):
    rules = Rules(
        tuple((4.0 * i, 0.0, 4.0 * (down - 1)) for i in range(across)),
        tuple((4.0 * i, 0.0, 4.0 * (across - 1)) for i in range(down)),
    )
    assert find_grids(rules) == []
