"""PDF: tables that are drawn without rulings, or with some of them only."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.pipeline.readers.pdf_maker import Page, make_pdf
from vanban.pipeline.options import Limits
from vanban.pipeline.readers.pdf import read_pdf
from vanban.schemas import Source

XS = [60.0, 95.0, 280.0, 375.0, 470.0]
"""Where the columns begin."""
RIGHT = 540.0
HEAD = ["TT", "Nhiệm vụ", "Cơ quan\nchủ trì", "Cơ quan\nphối hợp", "Thời gian\nhoàn thành"]
ONE = ["1", "Xây dựng đề án về dữ liệu mở\ncủa thành phố", "Sở Nội vụ", "Sở Y tế", "6/2026"]
TWO = ["2", "Trình ban hành quy chế", "Sở Tài chính", "", "Quý II/2026"]
THREE = [
    "3",
    "Tổ chức tập huấn cho cán bộ\ncác phường, xã trên địa bàn",
    "Sở Y tế",
    "Sở Tài chính\nSở Nội vụ",
    "2027",
]


def read(*pages: Page) -> Source:
    return read_pdf(make_pdf(*pages), filename="a.pdf", limits=Limits())


def put(
    page: Page,
    rows: Sequence[Sequence[str]],
    top: float = 100,
    *,
    pad: float = 6,
    shift: float = 0,
    font: str = "R",
) -> float:
    """Rows of words whose columns begin at XS; gives the y below them. A row of one string runs
    over all columns.
    """
    y = top
    for row in rows:
        tall = max(len(cell.split("\n")) for cell in row)
        for x, cell in zip(XS, row, strict=False):
            page.lines(x + shift, y + 12, cell.split("\n"), size=12, leading=14, font=font)
        y += 14 * tall + pad
    return y


def across(page: Page, *ys: float) -> Page:
    for y in ys:
        page.rule(XS[0] - 4, y, RIGHT, y)
    return page


def tables(source: Source) -> list[list[list[str]]]:
    """Tables as rows of cells; "" where a cell is empty or another one covers its place."""
    out = [[[""] * t.columns for _ in range(t.rows)] for t in source.tables]
    for b in source.blocks:
        if b.cell:
            out[b.cell.table][b.cell.row][b.cell.column] = source.text[
                b.span.start : b.span.end
            ].replace("\n", " ")
    return out


def flat(*rows: Sequence[str]) -> list[list[str]]:
    return [[cell.replace("\n", " ") for cell in row] + [""] * (len(XS) - len(row)) for row in rows]


def no_rules(page: Page, rows: Sequence[Sequence[str]]) -> None:
    put(page, rows)


def header_rule(page: Page, rows: Sequence[Sequence[str]]) -> None:
    below = put(page, rows[:1])
    across(page, below - 2)
    put(page, rows[1:], below)


def rules_between_rows(page: Page, rows: Sequence[Sequence[str]]) -> None:
    y = 100.0
    across(page, y - 1)
    for row in rows:
        y = put(page, [row], y, pad=3)
        across(page, y - 1)


def frame(page: Page, rows: Sequence[Sequence[str]]) -> None:
    below = put(page, rows)
    across(page, 96, below).rule(XS[0] - 4, 96, XS[0] - 4, below).rule(RIGHT, 96, RIGHT, below)


def frame_and_rules_between_rows(page: Page, rows: Sequence[Sequence[str]]) -> None:
    rules_between_rows(page, rows)
    below = 99 + sum(14 * max(len(c.split("\n")) for c in row) + 3 for row in rows)
    page.rule(XS[0] - 4, 99, XS[0] - 4, below).rule(RIGHT, 99, RIGHT, below)


def columns_only(page: Page, rows: Sequence[Sequence[str]]) -> None:
    below = put(page, rows)
    across(page, 96, below)
    for x in (*(x - 4 for x in XS), RIGHT):
        page.rule(x, 96, x, below)


@pytest.mark.parametrize(
    "draw",
    [no_rules, header_rule, rules_between_rows, frame, frame_and_rules_between_rows, columns_only],
)
@pytest.mark.parametrize(
    "rows",
    [
        [HEAD, ONE, TWO, THREE],
        [
            HEAD,
            ["I. CÔNG TÁC XÂY DỰNG THỂ CHẾ VÀ CHÍNH SÁCH CHUNG"],
            ONE,
            TWO,
            ["II. CÔNG TÁC TỔ CHỨC CÁN BỘ"],
            THREE,
        ],
    ],
    ids=["plain", "groups"],
)
def test_rows_and_columns(draw, rows):
    page = Page()
    draw(page, rows)
    page.text(60, 60, "Danh mục nhiệm vụ trong năm:").text(
        60, 500, "Trên đây là danh mục nhiệm vụ mà các cơ quan, đơn vị phải thực hiện."
    )
    source = read(page)
    assert tables(source) == [flat(*rows)]
    assert source.text.startswith("Danh mục nhiệm vụ trong năm:\n") and source.text.endswith(
        "phải thực hiện."
    )


def test_rows_without_room_between_them_begin_with_their_numbers():
    page = Page()
    put(page, [HEAD, ONE, TWO, THREE], pad=0)
    assert tables(read(page)) == [flat(HEAD, ONE, TWO, THREE)]


def test_numbers_in_the_middle_of_their_rows():
    page = Page()
    put(page, [HEAD])
    for y, row in ((140, ONE), (180, THREE)):
        for x, cell in zip(XS, row, strict=True):
            page.lines(
                x, y + 7 * (2 - len(cell.split("\n"))), cell.split("\n"), size=12, leading=14
            )
    assert tables(read(page)) == [flat(HEAD, ONE, THREE)]


def test_a_header_over_two_columns():
    page = Page()
    page.text(XS[2], 112, "Phân công thực hiện nhiệm vụ", 12)
    put(page, [["TT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời gian"]], 114)
    put(page, [ONE, TWO], 140)
    source = read(page)
    spans = {
        source.text[b.span.start : b.span.end]: (b.cell.row, b.cell.row_span, b.cell.col_span)
        for b in source.blocks
        if b.cell
    }
    assert (
        spans["Phân công thực hiện nhiệm vụ"] == (0, 1, 2)
        and spans["Chủ trì"] == (1, 1, 1)
        and spans["Nhiệm vụ"] == (0, 2, 1)
    )


REST = ["", "và các quận, huyện", "", "", ""]


@pytest.mark.parametrize(
    ("first", "second", "shift", "expected"),
    [
        ([HEAD, ONE, TWO], [HEAD, THREE], 0, [HEAD, ONE, TWO, THREE]),
        ([HEAD, ONE, TWO], [THREE, TWO], 0, [HEAD, ONE, TWO, THREE, TWO]),
        ([HEAD, ONE, TWO], [HEAD, THREE], 5, [HEAD, ONE, TWO, THREE]),
        ([HEAD, ONE, TWO], [THREE, TWO], -4, [HEAD, ONE, TWO, THREE, TWO]),
        ([HEAD, ONE], [HEAD, REST, TWO], 0, [HEAD, [ONE[0], f"{ONE[1]} {REST[1]}", *ONE[2:]], TWO]),
        (
            [HEAD, ONE],
            [REST, TWO, THREE],
            0,
            [HEAD, [ONE[0], f"{ONE[1]} {REST[1]}", *ONE[2:]], TWO, THREE],
        ),
    ],
    ids=[
        "header again",
        "no header",
        "header, moved",
        "no header, moved",
        "row cut, header again",
        "row cut, no header",
    ],
)
def test_over_pages(first, second, shift, expected):
    pages = Page(), Page()
    put(pages[0], first, 600)
    put(pages[1], second, 70, shift=shift)
    pages[1].centre(297, 40, "2", 13)
    assert tables(read(*pages)) == [flat(*expected)]


def test_another_header_is_another_table():
    pages = Page(), Page()
    put(pages[0], [HEAD, ONE, TWO], 600)
    put(pages[1], [["TT", "Sản phẩm", "Đơn vị\nthực hiện", "Kinh phí", "Ghi chú"], THREE], 70)
    assert len(read(*pages).tables) == 2


def test_tables_under_headings_of_their_own():
    page = Page()
    below = put(page, [HEAD, ONE, TWO])
    page.text(60, below + 20, "2. Nhiệm vụ của Sở Y tế và các đơn vị trực thuộc Sở trong năm 2026")
    put(page, [HEAD, THREE], below + 34)
    assert tables(read(page)) == [flat(HEAD, ONE, TWO), flat(HEAD, THREE)]


HEADER = [
    *((90, 60, "BỘ THỬ NGHIỆM"), (270, 60, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")),
    *((100, 76, "Số: 5/QĐ-BTN"), (300, 76, "Độc lập - Tự do - Hạnh phúc")),
]
FOOT = [
    *(
        (60, 60, "Nơi nhận:"),
        (330, 60, "TM. ỦY BAN NHÂN DÂN"),
        (60, 76, "- Như Điều 3;"),
        (340, 76, "KT. CHỦ TỊCH"),
    ),
    *((60, 92, "- Lưu: VT."), (340, 92, "PHÓ CHỦ TỊCH")),
]
CONTENTS = [
    (60.0 + 0 * i, 60.0 + 16 * i, f"{i + 1}. Nhiệm vụ thứ {i + 1} {'.' * 60} {i + 3}")
    for i in range(6)
]
DEFINITIONS = [
    *(
        (60, 60, "Chủ trì"),
        (160, 60, "là cơ quan chịu trách nhiệm chính;"),
        (60, 76, "Phối hợp"),
        (160, 76, "là cơ quan cùng thực hiện;"),
    ),
    *(
        (60, 92, "Thời hạn"),
        (160, 92, "là ngày cuối cùng để hoàn thành."),
    ),
]
TWO_COLUMNS = [
    (x, 60.0 + 15 * i, words)
    for i in range(8)
    for x, words in (
        (60, "Cơ quan chủ trì thực hiện việc rà"),
        (310, "Thời gian hoàn thành do cơ quan"),
    )
]


@pytest.mark.parametrize(
    "items",
    [HEADER, FOOT, CONTENTS, DEFINITIONS, TWO_COLUMNS],
    ids=["head", "foot", "contents", "definitions", "columns"],
)
def test_words_side_by_side_that_are_no_table(items):
    page = Page()
    for x, y, words in items:
        page.text(x, y, words, 12)
    assert not read(page).tables


def test_the_foot_of_the_document_is_no_part_of_the_table():
    page = Page()
    below = put(page, [HEAD, ONE, TWO])
    page.text(60, below + 20, "Nơi nhận:", 12).text(370, below + 20, "KT. BỘ TRƯỞNG", 12)
    page.text(60, below + 36, "- Như trên;", 12).text(370, below + 36, "THỨ TRƯỞNG", 12)
    source = read(page)
    assert (
        tables(source) == [flat(HEAD, ONE, TWO)]
        and "Nơi nhận:\n- Như trên;\nKT. BỘ TRƯỞNG\nTHỨ TRƯỞNG" in source.text
    )


def test_a_page_number_below_the_table_is_none_of_its_cells():
    page = Page()
    put(page, [HEAD, ONE, TWO, THREE], 640)
    page.centre(150, 800, "7", 12)
    assert tables(read(page)) == [flat(HEAD, ONE, TWO, THREE)]


def test_a_cell_over_rows_where_the_rule_between_them_leaves_it_open():
    page = Page()
    put(page, [HEAD], 100)
    across(page, 99, 134)
    put(page, [[*TWO[:4], "2026"]], 136)
    page.rule(XS[0] - 4, 155, XS[4] - 6, 155)
    put(page, [[*TWO[:4], ""]], 157)
    across(page, 176)
    source = read(page)
    spans = {(b.cell.row, b.cell.column): b.cell.row_span for b in source.blocks if b.cell}
    assert spans[1, 4] == 2 and (2, 4) not in spans and spans[2, 2] == 1


def test_a_heading_at_the_foot_of_the_page_belongs_to_the_rows_of_the_next():
    group = ["II. CÔNG TÁC TỔ CHỨC CÁN BỘ VÀ TUYÊN TRUYỀN"]
    pages = Page(), Page()
    put(pages[0], [HEAD, ONE, group], 600)
    put(pages[1], [HEAD, TWO], 70)
    assert tables(read(*pages)) == [flat(HEAD, ONE, group, TWO)]


def test_two_columns_are_a_table_where_the_header_says_so():
    page = Page()
    for i, (task, due) in enumerate(
        (
            ("Nội dung công việc", "Thời hạn"),
            ("Xây dựng đề án về dữ liệu mở", "6/2026"),
            ("Ban hành quy chế", "2027"),
        )
    ):
        page.text(60, 100 + 20 * i, task, 12).text(400, 100 + 20 * i, due, 12)
    assert tables(read(page)) == [
        [
            ["Nội dung công việc", "Thời hạn"],
            ["Xây dựng đề án về dữ liệu mở", "6/2026"],
            ["Ban hành quy chế", "2027"],
        ]
    ]


@pytest.mark.parametrize(("matrix", "turn"), [("0 1 -1 0", 90), ("0 -1 1 0", 270)])
def test_a_table_turned_on_an_upright_page(matrix, turn):
    page = Page()
    y = 100.0
    for row in (HEAD, ONE, TWO):
        for x, cell in zip(XS, row, strict=True):
            for i, line in enumerate(cell.split("\n")):
                down = y + 14 * i
                page.text(
                    *((down, 842 - x) if turn == 90 else (595 - down, x)), line, 12, matrix=matrix
                )
        y += 34
    assert tables(read(page)) == [flat(HEAD, ONE, TWO)]
