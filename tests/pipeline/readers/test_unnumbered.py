"""Flattened tables without a column of numbers."""

from __future__ import annotations

import pytest

from vanban.pipeline.options import Limits
from vanban.pipeline.readers.draft import Paragraph, Table
from vanban.pipeline.readers.text.reader import text_draft

HEAD = ["Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời hạn"]
ROWS = [
    ["Kiểm kê hồ sơ đê tại các hạt", "Sở Nội vụ", "Các hạt quản lý đê", "Tháng 11/2026"],
    ["Quét hồ sơ đê cấp I", "Sở Tài chính", "Sở Nội vụ", "30/9/2026"],
    ["Nạp vào kho dữ liệu của tỉnh", "Sở Khoa học và Công nghệ", "Sở Nội vụ", "Hằng năm"],
]
TITLE = "PHỤ LỤC\nPHÂN CÔNG THỰC HIỆN KẾ HOẠCH\n\n"
END = "\nIII. TỔ CHỨC THỰC HIỆN\nSở Nội vụ theo dõi, đôn đốc.\nNơi nhận:\n- Lưu: VT.\n"


def read(cells: list[str], between: str = "\n") -> tuple[list[Table], list[str]]:
    items = list(text_draft((TITLE + between.join(cells) + END).encode(), Limits()).items)
    tables = [item for item in items if isinstance(item, Table)]
    return tables, [item.text for item in items if isinstance(item, Paragraph)]


def flat(rows: list[list[str]]) -> list[str]:
    return [cell for row in rows for cell in row]


@pytest.mark.parametrize("between", ["\n", "\n\n", "\n\t"])
def test_rows_in_a_steady_rhythm(between: str) -> None:
    (table,), paragraphs = read(flat([HEAD, *ROWS]), between)
    assert not table.damaged
    found = [
        ["".join(p.text for p in c.items) for c in table.cells if c.row == r] for r in range(4)
    ]
    assert [[cell.strip() for cell in row] for row in found] == [HEAD, *ROWS]
    assert "III. TỔ CHỨC THỰC HIỆN" in paragraphs


@pytest.mark.parametrize(
    "cells",
    [
        flat([HEAD, *ROWS])[:-1],  # a cell is missing
        flat([HEAD, *ROWS, ROWS[0][:2]]),
        flat([HEAD, [ROWS[0][0], ROWS[0][2], "Báo cáo", "Đề án"], *ROWS]),  # a wrong cell
        flat([HEAD, ROWS[0]]),  # one row shows no rhythm
    ],
)
def test_no_rhythm_is_damaged_not_lost(cells: list[str]) -> None:
    (table,), paragraphs = read(cells)
    assert table.damaged
    assert [p.text for c in table.cells for p in c.items] == cells
    assert "Sở Nội vụ theo dõi, đôn đốc." in paragraphs


@pytest.mark.parametrize(
    "lines",
    [
        ["Nhiệm vụ", "Sở Nội vụ lập danh mục hồ sơ."],
        ["Mục tiêu", "Nhiệm vụ", "Giải pháp"],
        ["1. Nhiệm vụ", "2. Chủ trì", "3. Thời hạn"],
        ["Nhiệm vụ", "Chủ trì", "Sở Nội vụ", "Thời hạn"],
        ["- Nội dung: Rà soát", "- Chủ trì: Sở Nội vụ", "- Thời gian: Quý II", "- Sản phẩm: A"],
        ["Nội dung: Rà soát", "Chủ trì: Sở Nội vụ", "Thời gian: Quý II", "Sản phẩm: Báo cáo"],
    ],
)
def test_a_few_names_are_no_header(lines: list[str]) -> None:
    assert read(lines)[0] == []
