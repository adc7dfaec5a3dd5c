"""PDF: ruled tables, merged cells, tables over pages."""

from __future__ import annotations

import pytest

from tests.pipeline.readers.pdf_maker import Page, make_pdf
from vanban.pipeline.options import Limits
from vanban.pipeline.readers.pdf import read_pdf
from vanban.schemas import BlockRole, Source

XS = [60.0, 110.0, 320.0, 540.0]


def read(*pages: Page) -> Source:
    return read_pdf(make_pdf(*pages), filename="a.pdf", limits=Limits())


def table_page(rows: list[list[str]], top: float = 100, xs: list[float] = XS, **options) -> Page:
    """A page with a ruled table; lines of a cell are parted by newlines."""
    page, ys = Page(), [top]
    for row in rows:
        tall = max(len(cell.split("\n")) for cell in row)
        for column, cell in enumerate(row):
            page.lines(xs[column] + 5, ys[-1] + 14, cell.split("\n"), size=12, leading=14)
        ys.append(ys[-1] + 14 * tall + 6)
    return page.grid(xs, ys, **options)


def cells(source: Source) -> dict[tuple[int, int, int], str]:
    return {
        (b.cell.table, b.cell.row, b.cell.column): source.text[b.span.start : b.span.end]
        for b in source.blocks
        if b.cell
    }


HEAD = ["TT", "Nhiệm vụ", "Đơn vị"]


def test_a_table_among_paragraphs():
    page = table_page(
        [HEAD, ["1", "Xây dựng đề án về\ndữ liệu mở", "Vụ A"], ["2", "Trình ban hành", ""]]
    )
    page.text(85, 60, "Danh mục nhiệm vụ:").text(85, 400, "Ghi chú ở cuối.")
    source = read(page)
    assert (
        source.text
        == "Danh mục nhiệm vụ:\nTT\tNhiệm vụ\tĐơn vị\n1\tXây dựng đề án về dữ liệu mở\tVụ "
        "A\n2\tTrình ban hành\t\nGhi chú ở cuối."
    )
    assert [(t.rows, t.columns, t.ruled) for t in source.tables] == [(3, 3, True)]
    assert source.blocks[5].anchor.bbox[0] == pytest.approx(110, abs=1)


def test_merged_cells():
    gone = (
        ("h", 2, 2),
        ("v", 1, 3),
        ("v", 2, 3),
    )  # two rows of the last column; the whole last row
    rows = [HEAD, ["1", "Một", "Vụ A"], ["2", "Hai", ""], ["I. NHÓM NHIỆM VỤ", "", ""]]
    source = read(table_page(rows, without=gone))
    spans = {(b.cell.row, b.cell.column): (b.cell.row_span, b.cell.col_span) for b in source.blocks}
    assert spans[1, 2] == (2, 1) and spans[3, 0] == (1, 3) and len(spans) == 3 + 3 + 2 + 1
    assert cells(source)[0, 1, 2] == "Vụ A"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("- Đề án được duyệt;\n- Báo cáo kết quả.", "- Đề án được duyệt;\n- Báo cáo kết quả."),
        ("Đề án phát triển dữ liệu mở của\nthành phố", "Đề án phát triển dữ liệu mở của thành phố"),
        (
            "Theo Quyết định số 12/2024/QĐ-\nUBND của thành phố",
            "Theo Quyết định số 12/2024/QĐ-UBND của thành phố",
        ),
        ("Sở Nội vụ\nSở Y tế", "Sở Nội vụ\nSở Y tế"),  # the next word would have stood on the line
        (
            "Trung tâm Phục vụ hành chính công\nVăn phòng Bộ",
            "Trung tâm Phục vụ hành chính công Văn phòng Bộ",
        ),  # it would not
        (
            "- Trung tâm Phục vụ hành chính công\n- Sở Y tế",
            "- Trung tâm Phục vụ hành chính công\n- Sở Y tế",
        ),
        ("Hoàn thành trước ngày 25/09/20\n26", "Hoàn thành trước ngày 25/09/2026"),
        ("Sửa đổi Nghị định số 80/2020/N\nĐ-CP", "Sửa đổi Nghị định số 80/2020/NĐ-CP"),
        ("Sở A chủ trì.\nSở B phối hợp.", "Sở A chủ trì.\nSở B phối hợp."),
    ],
)
def test_paragraphs_of_a_cell(lines, expected):
    assert cells(read(table_page([HEAD, ["1", lines, ""]])))[0, 1, 1] == expected


def test_a_table_over_pages_is_one():
    first = table_page([HEAD, ["1", "Một", "A"]], top=600)
    second = table_page([HEAD, ["2", "Hai", "B"]], top=80).centre(300, 40, "2", 13)
    source = read(first, second)
    assert [t.rows for t in source.tables] == [3]
    assert cells(source)[0, 2, 1] == "Hai"
    furniture = [
        b.span.of(source.text) for b in source.blocks if b.role is BlockRole.PAGE_FURNITURE
    ]
    assert furniture == [
        "2",
        *HEAD,
    ]  # the page number and the repeated header come after everything else


def test_a_header_that_comes_again_is_marked():
    source = read(
        table_page([HEAD, ["1", "Một", "A"]], top=600),
        table_page([HEAD, ["2", "Hai", "B"]], top=80),
    )
    assert [(t.rows, t.header_rows) for t in source.tables] == [(3, 1)]


def test_columns_may_stand_elsewhere_on_the_next_page_under_the_same_header():
    moved = table_page([HEAD, ["", "hai", ""], ["2", "Hai", "B"]], xs=[60.0, 100.0, 310.0, 540.0])
    source = read(table_page([HEAD, ["1", "Một", "A"]], top=600), moved)
    assert [(t.rows, t.columns) for t in source.tables] == [(3, 3)]
    assert cells(source)[0, 1, 1] == "Một hai"


def test_a_cell_merged_over_the_page_break_is_one():
    first = table_page(
        [HEAD, ["1", "Một", "Vụ A"], ["2", "Hai", ""]], top=600, without=(("h", 2, 2),)
    )
    second = table_page([["3", "Ba", ""], ["4", "Bốn", ""]], top=80, without=(("h", 1, 2),))
    spans = [
        (b.cell.row, b.cell.row_span) for b in read(first, second).blocks if b.cell.column == 2
    ]
    assert spans == [(0, 1), (1, 4)]


def test_other_columns_or_words_between_make_another_table():
    first = table_page([HEAD, ["1", "Một", "A"]], top=600)
    assert (
        len(read(first, table_page([HEAD, ["2", "Hai", "B"]]).text(85, 60, "PHỤ LỤC II")).tables)
        == 2
    )
    other = (
        Page()
        .grid([100, 300, 400], [80, 100, 120])
        .text(105, 95, "Một")
        .text(305, 95, "Hai")
        .text(105, 115, "Ba")
    )
    assert len(read(first, other).tables) == 2


def test_a_row_cut_by_the_page_break_is_joined_only_when_certain():
    first = table_page([HEAD, ["1", "Xây dựng đề án về", "Vụ A"]], top=600)
    going_on = table_page([["", "dữ liệu mở", ""], ["2", "Hai", "B"]], top=80)
    source = read(first, going_on)
    assert cells(source)[0, 1, 1] == "Xây dựng đề án về dữ liệu mở" and source.tables[0].rows == 3
    after_header = table_page([HEAD, ["", "dữ liệu mở", ""], ["2", "Hai", "B"]], top=80)
    source = read(first, after_header)
    assert (
        cells(source)[0, 1, 1] == "Xây dựng đề án về dữ liệu mở"
        and cells(source)[0, 2, 0] == "2"
        and source.tables[0].rows == 3
    )
    spilled = table_page([["", "Ủy ban nhân dân", ""], ["2", "Hai", "B"]], top=80)
    assert cells(read(first, spilled))[0, 1, 1] == "Xây dựng đề án về Ủy ban nhân dân"
    unsure = table_page([["", "Dữ liệu mở", "Vụ B"], ["2", "Hai", "B"]], top=80)
    assert read(first, unsure).tables[0].rows == 4


def test_a_cut_row_that_shares_cells_with_the_rows_below():
    first = table_page([HEAD, ["1", "Thể chế hóa", "Báo cáo về dữ"]], top=600)
    shared = (("h", 1, 0), ("h", 1, 1))
    second = table_page([["", "", "liệu mở"], ["", "", "Báo cáo kết quả"]], top=80, without=shared)
    source = read(first, second)
    assert cells(source)[0, 1, 2] == "Báo cáo về dữ liệu mở"
    assert cells(source)[0, 2, 2] == "Báo cáo kết quả"
    spans = {(b.cell.row, b.cell.column): b.cell.row_span for b in source.blocks if b.cell}
    assert (spans[1, 0], spans[1, 1], spans[1, 2]) == (2, 2, 1)


def test_frames_and_layout_tables_are_read_as_paragraphs():
    box = Page().grid([80, 500], [80, 200]).text(100, 100, "Khung bao quanh.")
    assert read(box).tables == ()
    foot = (
        Page().grid([80, 300, 520], [80, 200]).lines(90, 100, ["Nơi nhận:", "- Như trên;"], size=11)
    )
    page = Page().grid([80, 300, 520], [80, 200])
    page.lines(90, 100, ["Nơi nhận:", "- Như trên;"], size=11)
    page.lines(350, 100, ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"], size=13, font="B")
    source = read(page)
    assert foot and source.tables == ()
    assert source.text == "Nơi nhận:\n- Như trên;\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH"


def test_underlines_are_no_table():
    page = (
        Page()
        .text(100, 100, "Độc lập - Tự do")
        .rule(100, 103, 200, 103)
        .text(100, 150, "Hai")
        .rule(100, 153, 130, 153)
        .rule(300, 90, 300, 160)
    )
    assert read(page).tables == ()


def test_letters_set_upwards_in_a_heading():
    page = (
        Page()
        .grid([100, 150, 300], [300, 400, 430])
        .text(120, 390, "Đơn vị", matrix="0 1 -1 0")
        .text(135, 390, "chủ trì", matrix="0 1 -1 0")
    )
    page.text(160, 350, "Nhiệm vụ").text(105, 420, "1").text(160, 420, "Xây dựng")
    page.lines(
        85,
        500,
        [
            "Các dòng chữ thẳng của trang này",
            "nhiều hơn những chữ nằm trong bảng ở trên",
            "để biết chiều của trang.",
        ],
    )
    assert cells(read(page))[0, 0, 0] == "Đơn vị chủ trì"
