"""Small made documents (invented names and numbers), each of a kind that was once misread: pages
under stamps, unusable text layers, values of forms, words that nobody sees.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from vanban import convert
from vanban.pipeline.ocr.tesseract import tesseract
from vanban.schemas import Plan

CASES = Path(__file__).parents[1] / "data" / "pages"
needs_engine = pytest.mark.skipif(
    tesseract() is None, reason="tesseract with Vietnamese data is not installed"
)


@cache
def plan_of(name: str) -> Plan:
    return convert(CASES / name)


def codes(plan: Plan) -> set[str]:
    return {d.code for d in plan.diagnostics}


def works(plan: Plan) -> list[tuple[str, date | None]]:
    """Who leads, and until when."""
    return [(", ".join(a.text for a in t.leads), t.deadline.due) for t in plan.tasks]


DIRECTIVE = "12/CT-UBND", date(2026, 5, 6)
DECISION = "45/QĐ-SNV", date(2026, 3, 5)


@pytest.mark.parametrize(
    ("name", "header"),
    [
        pytest.param(f"stamped-scan-unread/{name}.pdf", DIRECTIVE, marks=needs_engine)
        for name in ("a-gazette-stamp", "b-two-stamps")
    ]
    + [
        pytest.param(f"glyph-ids-as-text/{name}.pdf", DECISION, marks=needs_engine)
        for name in ("r-notounicode", "r-pua")
    ]
    + [
        ("stamp-becomes-parent-body/in.pdf", DIRECTIVE),
        ("pdf-form-values/r-acroform-noap.pdf", DECISION),
    ],
)
def test_number_and_day(name, header):
    document = plan_of(name).document
    assert (document.number_symbol, document.issued_on) == header
    assert not document.is_draft


@needs_engine
@pytest.mark.parametrize("name", ["a-gazette-stamp", "b-two-stamps"])
def test_a_scan_under_a_stamp_is_read(name):
    plan = plan_of(f"stamped-scan-unread/{name}.pdf")
    assert plan.document.issuer.text == "ỦY BAN NHÂN DÂN TỈNH QUẢNG SƠN"
    assert works(plan) == [("Sở Tài chính", date(2026, 5, 19)), ("Sở Y tế", date(2026, 6, 29))]
    assert not codes(plan) & {"scan-page", "page-unread"}


@needs_engine
@pytest.mark.parametrize("name", ["r-notounicode", "r-pua"])
def test_a_text_layer_of_glyph_numbers_or_private_letters_is_read_from_the_picture(name):
    plan = plan_of(f"glyph-ids-as-text/{name}.pdf")
    assert [a.number for a in plan.articles] == ["1", "2", "3"]
    assert works(plan) == [("Văn phòng Sở", date(2026, 9, 29))]


def test_no_body_is_taken_from_a_stamp():
    assert plan_of("stamp-becomes-parent-body/in.pdf").document.parent_body is None
