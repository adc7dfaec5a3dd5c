"""Whole made documents whose tables were once read wrongly, from the file to the tasks."""

from __future__ import annotations

from pathlib import Path

import pytest

from vanban.extractors.plan import plan_of
from vanban.pipeline.options import Options
from vanban.pipeline.reading import read
from vanban.schemas import Plan

DATA = Path(__file__).parents[2] / "data" / "tables"


def plan(name: str) -> Plan:
    return plan_of(read((DATA / name).read_bytes(), Options(filename=name)))


def told(name: str) -> list[tuple[str | None, str, list[str], str]]:
    """Number, first words, leads and last day of each task."""
    return [
        (t.number, t.text[:24], [a.text for a in t.leads], str(t.deadline.due))
        for t in plan(name).tasks
    ]


TRACKED = [
    ("1", "Lập thủ tục xin chủ trươ", ["Phòng Kinh tế"], "2024-09-30"),
    ("2", "Tháo dỡ, thanh lý nhà kh", ["Phòng Kinh tế"], "2024-08-27"),
    ("3", "Xây dựng phương án phòng", ["Phòng Kinh tế"], "2024-08-11"),
]


@pytest.mark.parametrize("words", ["unknown-words", "source-beside-time", "source-beside-work"])
def test_what_an_office_tracks(words: str) -> None:
    name = f"tracking-{words}.docx"
    assert told(name) == TRACKED
    assert {t.group for t in plan(name).tasks} == {"PHÒNG KINH TẾ"}
    assert not any(t.outputs for t in plan(name).tasks)  # how far it has come is no product


@pytest.mark.parametrize(
    "name",
    [
        "scores-of-a-body.docx",
        "targets-of-growth.pdf",
        "targets-of-growth.html",
        "expenses-of-a-budget.docx",
    ],
)
def test_tables_that_ask_nothing_of_anybody(name: str) -> None:
    assert told(name) == []


def test_a_table_like_one_of_work_is_said() -> None:
    assert "table-not-read" in {d.code for d in plan("targets-of-growth.html").diagnostics}


def test_leads_and_helpers_in_one_column() -> None:
    tasks = plan("leads-and-helpers-in-one-column.docx").tasks
    assert [([a.text for a in t.leads], [a.text for a in t.cooperators]) for t in tasks] == [
        (["Văn phòng UBND tỉnh"], ["Sở Khoa học và Công nghệ", "Công an tỉnh"]),
        (["Công an tỉnh"], ["Sở Tài chính", "Thuế tỉnh"]),
        (["Sở Y tế"], ["BHXH tỉnh", "các bệnh viện"]),
    ]


def test_a_merged_row_over_a_page() -> None:
    name = "merged-row-over-a-page.pdf"
    assert [(n, leads, due) for n, _, leads, due in told(name)] == [
        ("1", ["Sở Nội vụ"], "2026-06-30"),
        ("2", ["Sở Tài chính"], "2026-05-31"),
        ("2", ["Sở Tài chính"], "2026-11-30"),
        ("3", ["Sở Tư pháp"], "2026-09-30"),
    ]
    products = " ".join(o.text for o in plan(name).tasks[1].outputs)
    assert products.endswith("giải pháp lớn để phát triển kinh tế tư nhân")
