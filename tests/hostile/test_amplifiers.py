"""Small files in which a little is named many times give a plan or one clear code. ``python -m
benchmarks.bombs`` measures the large ones.
"""

from __future__ import annotations

import pytest

from benchmarks.bombs import MEMORY, SECONDS, Cost, summary
from vanban.pipeline.conversion import convert
from vanban.pipeline.errors import PlanError
from vanban.pipeline.options import Options

from . import amplifiers as small

CASES = {
    "notes.docx": (lambda: small.notes(30), ""),
    "styles.docx": (lambda: small.styles_that_go_round(20), ""),
    "grid.docx": (lambda: small.grid(500), ""),
    "shared.xlsx": (lambda: small.shared_string(20, 1_000), ""),
    "repeated.ods": (small.repeated_cells, "limit"),
    "breaks.docx": (lambda: small.breaks_of_lines(50), ""),
    "gaps.pdf": (lambda: small.page_of_gaps(8, 10, b"ab"), ""),
    "merged.xlsx": (lambda: small.merged_cells(100), "empty"),
    "rules.html": (lambda: small.rules(50), ""),
    "fields.pdf": (lambda: small.many_fields(50), ""),
    "fields-many.pdf": (lambda: small.many_fields(6_000), "limit"),
    "tree.pdf": (lambda: small.deep_page_tree(300), "no-text"),
    "glyphs.pdf": (lambda: small.glyphs_that_draw_themselves(50), ""),
    "predictor.pdf": (small.predictor, "no-text"),
    "sectors.doc": (small.sectors_that_go_round, "unsupported-format"),
    "points.png": (lambda: small.picture_of_one_colour(400), "no-text"),
    "pages.tif": (small.picture_without_last_page, "no-text"),
}


@pytest.mark.parametrize("name", CASES)
def test_each_gives_a_plan_or_one_clear_code(name: str) -> None:
    make, code = CASES[name]
    try:
        convert(make(), Options(filename=name))
    except PlanError as error:
        assert error.code == code
    else:
        assert code == ""


@pytest.mark.parametrize(
    ("cost", "fault"),
    [
        (Cost("a", "plan", 1, 90), False),
        (Cost("a", "limit", SECONDS + 1, 90), True),
        (Cost("a", "plan", 1, MEMORY + 1), True),
        (Cost("a", "internal", 1, 90), True),
        (Cost("a", "", 1, 90), True),
    ],
)
def test_what_is_too_dear_or_unclear_is_a_fault(cost: Cost, fault: bool) -> None:
    assert cost.is_fault is fault
    assert ("1 faults" in summary([cost])) is fault
