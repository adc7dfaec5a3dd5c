"""Texts that are no document, or more than one."""

from __future__ import annotations

from pathlib import Path

import pytest

from vanban import Options, Plan, convert

SAMPLES = Path(__file__).resolve().parents[3] / "samples"
_QUOTED = """
Tại Nghị quyết 24/NQ-CP, Chính phủ yêu cầu như sau:
1. Bộ Quốc phòng chủ trì, phối hợp với Bộ Công an chuẩn bị tổ chức Lễ kỷ niệm trước ngày 30/8/2026.
2. Bộ Tài chính bố trí kinh phí tổ chức Lễ kỷ niệm trước ngày 30/6/2026.
"""


def _plan(text: str) -> Plan:
    return convert(text.encode(), Options(filename="a.txt"))


def _codes(plan: Plan) -> list[str]:
    return [said.code for said in plan.diagnostics]


@pytest.mark.parametrize(
    "head",
    [
        "# Lễ kỷ niệm tổ chức ở đâu?",
        "# Chính phủ yêu cầu chuẩn bị Lễ kỷ niệm\n\n### Nội dung chính",
        "# Lễ kỷ niệm\n\n## Chuẩn bị\n\n[sửa | sửa mã nguồn]",
    ],
)
def test_a_page_about_the_law_asks_nobody_to_do_anything(head: str) -> None:
    plan = _plan(f"{head}\n{_QUOTED}")
    assert "not-a-document" in _codes(plan)
    assert not plan.tasks
    assert [c.span.of(plan.source.text)[:14] for c in plan.candidates][:1] == ["Bộ Quốc phòng "]


def test_a_letter_that_asks_is_no_page() -> None:
    letter = "Số: 24/VP-TH\nV/v trả lời: Lễ kỷ niệm tổ chức ở đâu?\nKính gửi: Bộ Quốc phòng\n"
    plan = _plan(f"{letter}{_QUOTED}")
    assert "not-a-document" not in _codes(plan)
    assert len(plan.tasks) == 2


def test_a_second_document_in_one_text_is_said() -> None:
    first, second = (
        (SAMPLES / name / "source.txt").read_text("utf-8") for name in ("chi-thi", "thong-tu")
    )
    plan = _plan(f"{first}\n\n{second}")
    assert [d.code for d in plan.diagnostics if d.code == "several-documents"]
    assert plan.document == _plan(first).document
    assert "several-documents" not in _codes(_plan(first))
    assert "several-documents" not in _codes(_plan(second))
