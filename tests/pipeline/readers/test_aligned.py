"""Tables whose columns are set side by side with spaces, as pages printed as text have them."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from vanban.pipeline.options import Limits
from vanban.pipeline.readers.draft import Table
from vanban.pipeline.readers.text.reader import text_draft

HEAD = ["TT", "Nhiệm vụ", "Cơ quan chủ trì", "Phối hợp", "Thời hạn", "Kinh phí", "Ghi chú"]
WIDTHS = [4, 32, 18, 18, 14, 10, 10]
ROWS = [
    ["1", "Kiểm kê hồ sơ đê tại các hạt quản lý đê và lập danh mục hồ sơ cần số hóa",
     "Sở Nông nghiệp và Môi trường", "Các hạt quản lý đê", "Tháng 6/2026", "120", ""],
    ["2", "Quét hồ sơ đê cấp I", "Sở Nội vụ", "Sở Tài chính", "30/9/2026", "350,5", ""],
    ["3", "Lập chỉ mục và nạp vào kho dữ liệu dùng chung của tỉnh",
     "Sở Khoa học và Công nghệ", "Sở Nội vụ", "Quý IV/2026", "80", ""],
]  # fmt: skip
TITLE = "PHỤ LỤC\nPHÂN CÔNG THỰC HIỆN KẾ HOẠCH\n\n"
END = "\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n"


def printed(row: list[str], widths: list[int], gap: int = 2) -> list[str]:
    """The lines of a row on a page."""
    cells = [
        textwrap.wrap(cell, width, break_on_hyphens=False) or [""]
        for cell, width in zip(row, widths, strict=True)
    ]
    height = max(map(len, cells))
    padded = [cell + [""] * (height - len(cell)) for cell in cells]
    places = [width + gap for width in widths]
    return [
        "".join(words.ljust(place) for words, place in zip(line, places, strict=True)).rstrip()
        for line in zip(*padded, strict=True)
    ]


def tables_of(lines: list[str]) -> list[Table]:
    text = TITLE + "\n".join(lines) + END
    return [item for item in text_draft(text.encode(), Limits()).items if isinstance(item, Table)]


def words_of(table: Table) -> list[list[str]]:
    width = 1 + max(cell.column for cell in table.cells)
    rows = [[""] * width for _ in table.texts()]
    for cell in table.cells:
        rows[cell.row][cell.column] = " ".join(item.text for item in cell.items)
    return rows


@pytest.mark.parametrize("columns", range(3, 8))
@pytest.mark.parametrize("between", [[], [""]], ids=["close", "blank lines between rows"])
def test_columns_by_spaces(columns: int, between: list[str]) -> None:
    rows = [row[:columns] for row in [HEAD, *ROWS]]
    lines = [x for row in rows for x in [*printed(row, WIDTHS[:columns]), *between]]
    (table,) = tables_of(lines)
    assert not table.damaged
    assert words_of(table) == rows


def test_a_header_that_comes_again_on_the_next_page() -> None:
    head = printed(HEAD, WIDTHS)
    lines = [*head, *printed(ROWS[0], WIDTHS), "", *head]
    lines += [x for row in ROWS[1:] for x in printed(row, WIDTHS)]
    (table,) = tables_of(lines)
    assert words_of(table)[1:] == ROWS


@pytest.mark.parametrize("indent", [0, 14], ids=["left", "middle"])
def test_wide_gaps_in_the_words_of_all_rows_make_no_column(indent: int) -> None:
    rows = [["1", "Rà soát  hồ sơ", "Sở Nội vụ"], ["2", "Báo cáo  kết quả", "Sở Y tế"]]
    head = ["TT", " " * indent + "Nhiệm vụ", "Chủ trì"]
    (table,) = tables_of(["".join(map(str.ljust, row, (4, 32, 18))) for row in [head, *rows]])
    assert [row[1].split()[0] for row in words_of(table)] == ["Nhiệm", "Rà", "Báo"]
    assert [len(row) for row in words_of(table)] == [3, 3, 3]


def test_a_heading_over_rows_runs_on_over_the_columns() -> None:
    title = "NHIỆM VỤ CỤ THỂ CỦA CÁC SỞ, NGÀNH VÀ CÁC ĐỊA PHƯƠNG TRÊN ĐỊA BÀN TỈNH"
    lines = [*printed(HEAD, WIDTHS), f"II  {title}"]
    lines += [x for row in ROWS for x in printed(row, WIDTHS)]
    (table,) = tables_of(lines)
    assert not table.damaged
    assert words_of(table) == [HEAD, ["II", title, *[""] * 5], *ROWS]


def test_what_stands_below_is_no_row() -> None:
    below = "Các cơ quan báo cáo kết quả về Sở Nội vụ trước ngày 15 tháng 12 năm 2026."
    lines = [x for row in [HEAD, *ROWS] for x in printed(row, WIDTHS)]
    (table,) = tables_of([*lines, below])
    assert words_of(table)[-1] == ROWS[-1]


def test_columns_without_a_free_strip_are_damaged_not_lost() -> None:
    lines = [x for row in [HEAD, *ROWS] for x in printed(row, WIDTHS)]
    lines.insert(
        2, "      những hồ sơ đê điều đã xuống cấp nặng, cần xử lý trước khi đưa vào số hóa"
    )
    (table,) = tables_of(lines)
    assert table.damaged
    words = " ".join(cell for row in words_of(table) for cell in row).split()
    assert words == " ".join(lines).split()


def test_a_numeral_in_the_middle_of_its_row_leaves_rows_open() -> None:
    tall = [["", *ROWS[0][1:]]] * 2
    lines = printed(HEAD, WIDTHS)
    for number, row in enumerate(tall, 1):
        first, *rest = printed(row, WIDTHS)
        lines += [first, str(number), *rest]
    (table,) = tables_of(lines)
    assert table.damaged


@pytest.mark.parametrize(
    "lines",
    [
        ["TT   là chữ viết tắt   của thông tin", "1    trước hết   là", "2    sau đó   là"],
        ["TT  Nhiệm vụ  Chủ trì", "Không có dòng nào."],
    ],
)
def test_gaps_alone_make_no_table(lines: list[str]) -> None:
    assert tables_of(lines) == []


@example([17, 10, 10, 10, 10, 10], 2, ROWS)  # "đê cấp" / "I": no heading of a group
@settings(max_examples=20, deadline=None)
@given(
    st.lists(st.integers(10, 30), min_size=6, max_size=6),
    st.integers(2, 6),
    st.permutations(ROWS),
)
def test_any_widths(widths: list[int], gap: int, rows: list[list[str]]) -> None:
    numbered = [[str(n), *row[1:]] for n, row in enumerate(rows, 1)]
    own = [4, *widths]
    (table,) = tables_of([x for row in [HEAD, *numbered] for x in printed(row, own, gap)])
    assert table.damaged or words_of(table)[1:] == numbered
