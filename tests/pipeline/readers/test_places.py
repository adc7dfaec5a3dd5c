"""Rows of tables by bars that lost their merged cells."""

from __future__ import annotations

import pytest

from vanban.extractors.plan import plan_of
from vanban.pipeline.options import Options
from vanban.pipeline.reading import read
from vanban.schemas import Table

HEAD = "PHỤ LỤC\n\nDANH SÁCH KÈM THEO\n\n"


def table_of(*rows: str) -> Table:
    """The table whose rows are written "a | b": each cell on a line of its own, as portals do."""
    lines = [part for row in rows for part in ("|", *_cells(row))]
    text = HEAD + "\n".join(lines) + "\n\nGhi chú của người lập bảng.\n"
    plan = plan_of(read(text.encode(), Options(filename="a.txt")))
    (appendix,) = plan.appendices
    return appendix.tables[0]


def _cells(row: str) -> list[str]:
    return [line for cell in row.split("|") for line in (cell.strip(), "|") if line]


def grid(table: Table) -> list[str]:
    """Each row as "column: words", with "+n" for cells over several rows."""
    return [
        "; ".join(
            f"{c.column}: {c.text}" + (f" +{c.row_span - 1}" if c.row_span > 1 else "")
            for c in row.cells
            if c.text
        )
        for row in table.rows
    ]


def test_cells_under_a_heading_over_two_columns():
    table = table_of(
        "**TT** | **Địa phương** | **Tỷ lệ vốn đối ứng (%)** | **Ghi chú**",
        "**Thành phố** | **Xã**",
        "1 | Xã A Lưới 1 | 80 | 20 | Xã Hồng Thủy cũ.",
        "2 | Xã A Lưới 2 | 70 | 30 | Xã Hồng Bắc cũ.",
        "3 | Xã A Lưới 3 | 35 | 65 | Xã Sơn Thủy cũ.",
    )
    assert [c.header for c in table.columns] == [
        "TT",
        "Địa phương",
        "Tỷ lệ vốn đối ứng (%) / Thành phố",
        "Tỷ lệ vốn đối ứng (%) / Xã",
        "Ghi chú",
    ]
    assert [row.kind for row in table.rows] == ["header", "header", "data", "data", "data"]
    assert table.rows[0].inferred and table.rows[2].inferred is None


def test_rows_below_merged_cells():
    table = table_of(
        "**STT** | **Nhóm dữ liệu** | **Dữ liệu** | **Cơ quan chủ quản**",
        "1 | Tổ chức xây dựng Đảng | Dữ liệu tổ chức đảng | Ban Tổ chức Trung ương",
        "Dữ liệu thẻ đảng viên",
        "Dữ liệu khen thưởng",
        "2 | Văn phòng | Dữ liệu văn bản điều hành | Văn phòng Trung ương Đảng",
        "Dữ liệu lưu trữ | Ban Tuyên giáo Trung ương",
    )
    assert grid(table)[1:4] == [
        "0: 1 +2; 1: Tổ chức xây dựng Đảng +2; 2: Dữ liệu tổ chức đảng; 3: Ban Tổ chức Trung ương "
        "+2",
        "2: Dữ liệu thẻ đảng viên",
        "2: Dữ liệu khen thưởng",
    ]
    assert grid(table)[-1] == "2: Dữ liệu lưu trữ; 3: Ban Tuyên giáo Trung ương"
    assert all(0.0 < row.confidence < 1.0 for row in table.rows if row.inferred)


def test_a_note_that_several_rows_share():
    table = table_of(
        "TT | Điểm quan trắc | X | Mô tả | Ghi chú",
        "1 | Xuân Lộc | 574945.0 | Vùng nuôi tôm nước lợ | Diện tích từ 10 ha trở lên của vùng "
        "nuôi",
        "2 | Xuân Cảnh | 583593.4 | Vùng nuôi tôm nước lợ",
        "3 | Xuân Thịnh | 583604.4 | Vùng nuôi tôm hùm | Thể tích từ 1.000 m3 trở lên của vùng "
        "nuôi",
    )
    assert grid(table)[1].endswith("4: Diện tích từ 10 ha trở lên của vùng nuôi +1")
    assert [row.kind for row in table.rows] == ["header", "data", "data", "data"]


@pytest.mark.parametrize(
    "heading", ["I | Nhóm thứ nhất", "**Nhóm thứ nhất**", "NHÓM THỨ NHẤT"], ids=str
)
def test_headings_of_rows_stay_headings(heading):
    table = table_of(
        "**TT** | **Họ và tên** | **Năm sinh** | **Quê quán**",
        heading,
        "1 | Lò Văn Sơn | 1970 | Đông Hải",
        "2 | Lò Thị Mai | 1980 | Bình An",
    )
    assert [row.kind for row in table.rows][:2] == ["header", "group"]
    assert table.rows[1].cells[-1].col_span > 1
    assert not table.rows[2].inferred


def test_no_cell_of_the_header_goes_on_in_a_short_first_row():
    table = table_of(
        "**TT** | **Chỉ tiêu** | **Số điểm** | **Đơn giá** | **Thành tiền** | **Ghi chú**",
        "1 | Mẫu nước nguồn cấp | 356.104.944",
        "a | Nhiệt độ | 6 | 95.614 | 10.326.312 | Quyết định 66",
        "b | Độ mặn | 6 | 109.451 | 11.820.708 | Quyết định 67",
    )
    assert all(cell.row_span == 1 for cell in table.rows[0].cells)
    assert table.rows[1].cells[-1].column == 4
