"""What pages, issues of a gazette, signatures and mail rooms leave among the lines of a text."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from vanban import Options, Plan, convert
from vanban.pipeline.readers.text.lines import TextLine
from vanban.pipeline.readers.text.running import set_aside
from vanban.schemas import BlockRole

TEXT = (Path(__file__).resolve().parents[2] / "data" / "forms" / "thong-bao.txt").read_text("utf-8")
LINES = [
    piece for line in TEXT.splitlines() for piece in textwrap.wrap(line, 90, break_on_hyphens=False)
]
PAGE = 22


def plan_of(lines: list[str]) -> Plan:
    return convert("\n".join(lines).encode(), Options(filename="a.txt"))


def told(plan: Plan) -> list[object]:
    head = plan.document
    tasks = [(t.text, [a.text for a in t.leads], t.deadline.due) for t in plan.tasks]
    return [head.number_symbol, head.issued_on, head.title, [s.name for s in head.signers], *tasks]


@pytest.fixture(scope="module")
def whole() -> list[object]:
    return told(plan_of(TEXT.splitlines()))


def between_pages(words: list[str]) -> list[str]:
    """The text with these lines behind each page of it, "{}" its number."""
    lines: list[str] = []
    for n, line in enumerate(LINES, 1):
        lines.append(line)
        if n % PAGE == 0:
            lines += [w.format(n // PAGE + 1) for w in words]
    return lines


@pytest.mark.parametrize(
    "words",
    [
        ["CÔNG BÁO/Số 120 + 121/Ngày 15-8-2026", "{}"],
        ["", "{}", "", "CÔNG BÁO / Số 120 / Ngày 15/8/2026", ""],
        ["CÔNG BÁO TỈNH LAM SƠN/Số 09/Ngày 15-8-2026", "- {} -"],
        ["– {} –"],
        ["{}"],
        ["", "{}", ""],
        ["{}/7"],
        ["Trang {}/7"],
        ["(Xem tiếp Công báo số 122 + 123)", "", "(Tiếp theo Công báo số 120 + 121)"],
        ["Scanned by CamScanner"],
    ],
    ids=lambda words: " ".join(filter(None, words)),
)
def test_what_pages_leave(words: list[str], whole: list[object]) -> None:
    plan = plan_of(between_pages(words))
    assert told(plan) == whole
    furniture = {
        b.span.of(plan.source.text)
        for b in plan.source.blocks
        if b.role is BlockRole.PAGE_FURNITURE
    }
    assert {w.format(2) for w in words if w} <= furniture


@pytest.mark.parametrize(
    "above",
    [
        ["PHẦN II. VĂN BẢN KHÁC"],
        ["VĂN BẢN QUY PHẠM PHÁP LUẬT"],
        ["CỔNG THÔNG TIN ĐIỆN TỬ", "ĐẾN", "Số: 1234", "Ngày: 15/8/2026", "Chuyển: ......"],
        ["Ký bởi: Văn phòng Chính phủ", "Thời gian ký: 12.03.2026 10:11:12 +07:00"],
    ],
    ids=lambda lines: lines[0],
)
def test_what_stands_above_a_document(above: list[str], whole: list[object]) -> None:
    assert told(plan_of([*above, *TEXT.splitlines()])) == whole


def test_the_imprint_of_a_gazette_stands_below(whole: list[object]) -> None:
    imprint = ["VĂN PHÒNG CHÍNH PHỦ XUẤT BẢN", "Địa chỉ: Số 1, Hoàng Hoa Thám", "Giá: 10.000 đồng"]
    plan = plan_of([*TEXT.splitlines(), *imprint])
    assert told(plan) == whole
    assert "much-unread" not in {d.code for d in plan.diagnostics}


@pytest.mark.parametrize(
    "lines",
    [
        ["TT", "Nhiệm vụ", "1", "Rà soát " * 90, "2", "Lập danh mục " * 60],  # numbers of rows
        ["x" * 700, "7", "y" * 700],  # no first page
        ["x" * 700, "1", "y" * 700, "3"],  # a number is missing
        ["x" * 100, "1", "y" * 100, "2"],  # no pages
        ["PHẦN II. VĂN BẢN KHÁC", "1. Quyết định số 12/QĐ-UBND"],
        ["ĐẾN", "Hà Nội"],
    ],
)
def test_what_belongs_to_the_document(lines: list[str]) -> None:
    _, running = set_aside([TextLine(line, n) for n, line in enumerate(lines, 1)])
    assert running == []


@pytest.mark.parametrize(
    ("lines", "aside"),
    [
        (["Giao Sở Nội vụ", "", "      1", "\fbáo cáo.", "  2"], ["1", "2"]),
        (["Giao Sở Nội vụ", "\f   2", "", "báo cáo."], ["2"]),
        (["Giao Sở Nội vụ", "\f", " 2", "báo cáo."], ["2"]),
        (["Giao Sở Nội vụ", "\f   15", "báo cáo."], []),  # a figure
        (["Giao Sở Nội vụ", "2", "báo cáo.", "\fHết"], []),
        (["TT", "Nhiệm vụ", "1", "Rà soát", "\f2", "Báo cáo"], []),  # numerals of rows
        (["1", "Giao Sở Nội vụ"], []),
    ],
)
def test_a_number_at_the_edge_of_its_page_stands_apart(lines: list[str], aside: list[str]) -> None:
    _, running = set_aside([TextLine(words, n) for n, words in enumerate(lines, 1)])
    assert [line.view for line in running] == aside


def test_the_number_of_a_page_is_no_word_of_a_table() -> None:
    plan = plan_of(
        [
            "TT    Nhiệm vụ                 Chủ trì          Thời hạn",
            "1     Rà soát quy hoạch        Sở Nội vụ        30/4/2026",
            "",
            "                        1",
            "\fTT    Nhiệm vụ                 Chủ trì          Thời hạn",
            "2     Báo cáo kết quả          Sở Tài chính     30/6/2026",
        ]
    )
    assert [task.text for task in plan.tasks] == ["Rà soát quy hoạch", "Báo cáo kết quả"]
