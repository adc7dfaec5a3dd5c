"""Tables that lost their lines, rebuilt: made ones, each in the form that a portal or a gazette's
text gave it.
"""

from __future__ import annotations

import textwrap

import pytest

from vanban.pipeline.options import Limits
from vanban.pipeline.readers.draft import Table
from vanban.pipeline.readers.text import flat_words
from vanban.pipeline.readers.text.reader import text_draft

HEAD = ["TT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Sản phẩm", "Thời hạn hoàn thành"]
ROWS = [
    ["1", "Kiểm kê hồ sơ đê tại các hạt quản lý đê và lập danh mục hồ sơ cần số hóa.",
     "Sở Nông nghiệp và Môi trường", "Các hạt quản lý đê", "Danh mục hồ sơ", "Tháng 6/2026"],
    ["2", "Quét hồ sơ đê cấp I.", "Sở Nội vụ",
     "Sở Nông nghiệp và Môi trường", "Báo cáo kết quả", "Nhiệm vụ thường xuyên"],
    ["3", "Lập chỉ mục và nạp vào kho dữ liệu dùng chung của tỉnh.",
     "Sở Khoa học và Công nghệ", "Sở Nội vụ", "Báo cáo tổng hợp", "Quý IV/2026"],
]  # fmt: skip
WIDTHS = [4, 36, 16, 17, 19, 14]
TITLE = "PHỤ LỤC\nPHÂN CÔNG THỰC HIỆN KẾ HOẠCH\n\n"
END = "\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n"
PAGE = ["", "CÔNG BÁO/Số 12/Ngày 20-03-2026", "37", " ", ""]


def rebuilt(lines):
    """The tables of a text with these lines between a title and recipients."""
    text = TITLE + "\n".join(lines) + END
    return [item for item in text_draft(text.encode(), Limits()).items if isinstance(item, Table)]


def rows_of(table):
    width = 1 + max(c.column for c in table.cells)
    rows = [[""] * width for _ in table.texts()]
    for cell in table.cells:
        rows[cell.row][cell.column] = " ".join(p.text for p in cell.items)
    return rows


def one_a_line(rows):
    return [cell for row in rows for cell in row if cell]


def behind_tabs(rows):
    return [f"\t{cell}" for cell in one_a_line(rows)]


def wrapped(rows):
    return [x for row in rows for cell in zip(row, WIDTHS, strict=True) for x in wrap(*cell)]


def wrap(cell, width):
    return textwrap.wrap(cell, width, break_on_hyphens=False)


def over_a_page(rows, cut):
    """The first row broken behind ``cut`` of its lines, each cell going on with the next page."""
    cells = [wrap(*cell) for cell in zip(rows[0], WIDTHS, strict=True)]
    begun = [line for cell in cells for line in cell[:cut]]
    rest = [line for cell in cells for line in cell[cut:]]
    return [*begun, *PAGE, *HEAD, *rest, *wrapped(rows[1:])]


@pytest.mark.parametrize(
    "lines",
    [
        one_a_line([HEAD, *ROWS]),
        behind_tabs([HEAD, *ROWS]),
        wrapped([HEAD, *ROWS]),
        [*HEAD, *over_a_page(ROWS, 2)],
    ],
    ids=["one cell a line", "behind tabs", "wrapped cells", "page in a row"],
)
def test_the_same_rows_from_each_form(lines):
    (table,) = rebuilt(lines)
    assert not table.damaged
    assert rows_of(table)[1:] == ROWS


BODIES = ["Cơ quan thực hiện", "Chủ trì", "Phối hợp"]
TIMES = ["Thời gian thực hiện", "Bắt đầu", "Kết thúc"]
FUNDS = ["Kinh phí (triệu đồng)", "Tổng", "Ngân sách tỉnh"]
LONG = [["Tháng 4/2026", row[5]] for row in ROWS]
FIGURES = [["120", "100"], ["350,5", "300"], ["80", "80"]]


@pytest.mark.parametrize("tabs", ["", "\t"], ids=["one cell a line", "behind tabs"])
@pytest.mark.parametrize(
    ("names", "rows"),
    [
        # below all names of the first line
        (["TT", "Nhiệm vụ", BODIES[0], "Thời hạn", *BODIES[1:]],
         [[*row[:4], row[5]] for row in ROWS]),
        # below the heading at once
        (["TT", "Nhiệm vụ", *BODIES, "Thời hạn"], [[*row[:4], row[5]] for row in ROWS]),
        # two headings
        (["TT", "Nhiệm vụ", "Chủ trì", TIMES[0], FUNDS[0], *TIMES[1:], *FUNDS[1:]],
         [[*row[:3], *days, *sums]
          for row, days, sums in zip(ROWS, LONG, FIGURES, strict=True)]),
    ],
)  # fmt: skip
def test_a_heading_over_several_columns(names, rows, tabs):
    (table,) = rebuilt([f"{tabs}{cell}" for cell in [*names, *one_a_line(rows)]])
    assert (table.damaged, table.header_rows) == (False, 2)
    assert rows_of(table)[2:] == rows
    shown = [p.text for c in table.cells if c.row < 2 for p in c.items]
    assert sorted(shown) == sorted(names)


def test_two_columns_of_figures_and_one_of_remarks():
    head = [*HEAD[:4], "Thời hạn", "Tổng kinh phí", "Ngân sách tỉnh", "Ghi chú"]
    rows = [[*row[:4], row[5], *sums, ""] for row, sums in zip(ROWS, FIGURES, strict=True)]
    (table,) = rebuilt(one_a_line([head, *rows]))
    assert rows_of(table)[1:] == rows


@pytest.mark.parametrize(
    "day", ["Tháng 11/2026", "Ngày 15/9/2026", "Hết năm 2026", "6 tháng/lần", "15 ngày"]
)
def test_words_that_say_when_are_no_product(day):
    rows = [[*ROWS[0][:4], "Tờ trình, dự thảo Nghị quyết", day], *ROWS[1:]]
    (table,) = rebuilt(one_a_line([HEAD, *rows]))
    assert rows_of(table)[1:] == rows


def test_two_columns_of_days():
    head = [*HEAD[:3], "Thời gian bắt đầu", "Thời gian hoàn thành"]
    rows = [[*row[:3], *days] for row, days in zip(ROWS, LONG, strict=True)]
    (table,) = rebuilt(one_a_line([head, *rows]))
    assert rows_of(table)[1:] == rows


def test_a_long_work_is_a_cell_and_no_paragraph():
    work = "Rà soát " + "hồ sơ đê điều của các hạt quản lý đê " * 14 + "trong tỉnh."
    rows = [[*ROWS[0][:1], work, *ROWS[0][2:]], *ROWS[1:]]
    (table,) = rebuilt(one_a_line([HEAD, *rows]))
    assert rows_of(table)[1:] == rows


def test_who_a_work_goes_up_to_may_be_a_body():
    head = [*HEAD[:4], "Cấp trình", *HEAD[4:]]
    goes_up = ["Chính phủ", "Cấp có thẩm quyền", "Thủ tướng Chính phủ"]
    rows = [[*row[:4], to, *row[4:]] for row, to in zip(ROWS, goes_up, strict=True)]
    (table,) = rebuilt(one_a_line([head, *rows]))
    assert rows_of(table)[1:] == rows


def test_bodies_on_lines_of_their_own_are_of_those_who_help():
    lines = one_a_line([HEAD, *ROWS])
    lines.insert(lines.index("Các hạt quản lý đê") + 1, "Cơ quan, tổ chức liên quan")
    (table,) = rebuilt(lines)
    assert rows_of(table)[1][3] == "Các hạt quản lý đê Cơ quan, tổ chức liên quan"


def test_a_line_that_came_apart_at_its_gaps():
    lines = one_a_line([HEAD, *ROWS])
    at = lines.index("Các hạt quản lý đê")
    lines[at : at + 1] = ["Các", "Sở,", "ngành,", "Ủy ban", "nhân dân", "cấp xã"]
    (table,) = rebuilt(lines)
    assert rows_of(table)[1][3] == "Các Sở, ngành, Ủy ban nhân dân cấp xã"


def test_a_header_in_capitals():
    (table,) = rebuilt(one_a_line([["STT", "NHIỆM VỤ", "CHỦ TRÌ", "PHỐI HỢP", "THỜI GIAN"],
                                   *([*row[:4], row[5]] for row in ROWS)]))  # fmt: skip
    assert [row[2] for row in rows_of(table)[1:]] == [row[2] for row in ROWS]


def test_a_part_of_a_table_opens_with_any_numeral():
    rows = [[str(n), *row[1:]] for n, row in enumerate(ROWS, 7)]
    (table,) = rebuilt(one_a_line([HEAD, *rows]))
    assert rows_of(table)[1:] == rows


def test_a_numeral_above_its_own_is_a_heading():
    rows = [["1", "Số hóa"], *([f"1.{n}", *row[1:]] for n, row in enumerate(ROWS, 1))]
    (table,) = rebuilt(one_a_line([HEAD, *rows]))
    assert [(c.column, c.col_span) for c in table.cells if c.row == 1] == [(0, 1), (1, 5)]


def test_rows_before_the_first_numeral_are_nobodys():
    """The number and the unit stand in the middle of a cell merged over rows."""
    head = ["STT", "Đơn vị", "Nhiệm vụ chủ trì", "Đơn vị phối hợp", "Thời gian hoàn thành"]
    lines = [*head, "Rà soát hồ sơ đê", "Sở Nội vụ", "Quý I/2026", "1", "Sở Xây dựng",
             "Quét hồ sơ đê cấp I", "Sở Y tế", "Quý II/2026", "Lập chỉ mục", "Sở Nội vụ",
             "Quý IV/2026"]  # fmt: skip
    (table,) = rebuilt(lines)
    assert table.damaged
    assert "Rà soát hồ sơ đê" in [cell for row in table.texts() for cell in row]


@pytest.mark.parametrize(
    ("views", "accepted"),
    [
        (["I", "1", "2", "II", "1"], [True, True, True, True, True]),
        (["1", "2", "4", "5"], [True, True, True, True]),  # the line of 3 was lost
        (["1", "7", "2"], [True, False, True]),  # an amount
        (["4", "5", "V", "6"], [True, True, False, True]),
        (["1.", "1.1", "số 2"], [True, True, False]),
    ],
)
def test_numerals_that_open_rows(views, accepted):
    assert flat_words.chained(views) == accepted


def test_a_time_may_be_said_with_more_words_on_lines_of_their_own():
    lines = one_a_line([HEAD, *ROWS])
    at = lines.index("Nhiệm vụ thường xuyên")
    said = ["Thường xuyên, lồng", "ghép", "trong", "nhiệm", "vụ về tuyên", "truyền"]
    lines[at : at + 1] = said
    (table,) = rebuilt(lines)
    assert rows_of(table)[2][5] == " ".join(said)
