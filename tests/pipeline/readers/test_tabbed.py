"""Tables that are set with tabs, and tables of elements that only look like one."""

from __future__ import annotations

import pytest

HEAD = ("TT", "Nhiệm vụ", "Chủ trì", "Thời hạn")
ONE = ("1", "Rà soát", "Văn phòng", "30/6/2026")
TWO = ("2", "Số hóa hồ sơ", "Thanh tra", "")


def line(*cells: str) -> str:
    inner = "<w:tab/>".join(f"<w:t xml:space='preserve'>{cell}</w:t>" for cell in cells)
    return f"<w:p><w:r>{inner}</w:r></w:p>"


def grid(source) -> list[list[str]]:
    """The words of the cells of the only table, row by row."""
    (table,) = source.tables
    rows: list[list[str]] = [[] for _ in range(table.rows)]
    for block in source.blocks:
        if block.cell:
            rows[block.cell.row].append(block.span.of(source.text))
    return rows


@pytest.mark.parametrize(
    ("lines", "rows"),
    [
        ([HEAD, ONE, TWO], [[*HEAD], [*ONE], [*TWO[:3]]]),
        ([HEAD, ONE, TWO[:3]], [[*HEAD], [*ONE], [*TWO[:3]]]),  # the last cell has no tab
        (
            [HEAD, ONE, ("", "và báo cáo"), TWO],
            [[*HEAD], ["1", "Rà soát\nvà báo cáo", *ONE[2:]], [*TWO[:3]]],
        ),
        (
            [HEAD, ("I", "THỂ CHẾ"), ONE, ("II", "TẬP HUẤN"), TWO],
            [[*HEAD], ["I", "THỂ CHẾ"], [*ONE], ["II", "TẬP HUẤN"], [*TWO[:3]]],
        ),
    ],
    ids=["full", "no last cell", "more words", "headings"],
)
def test_rows_by_tabs(docx, source_of, lines, rows):
    assert grid(source_of(docx("".join(line(*cells) for cells in lines)))) == rows


def test_what_stands_below_is_no_row(docx, source_of, words):
    below = (("3", "Ghi chú chung"), ("", "GIÁM ĐỐC"))
    source = source_of(docx("".join(line(*cells) for cells in (HEAD, ONE, TWO, *below))))
    assert len(grid(source)) == 3
    assert words(source)[-2:] == ["3 Ghi chú chung", "GIÁM ĐỐC"]


def test_rows_of_one_paragraph(docx, source_of):
    inner = "<w:br/>".join("<w:tab/>".join(f"<w:t>{c}</w:t>" for c in row) for row in (HEAD, ONE))
    assert grid(source_of(docx(f"<w:p><w:r>{inner}</w:r></w:p>"))) == [[*HEAD], [*ONE]]


@pytest.mark.parametrize(
    ("sheet", "table", "row", "cell"),
    [
        (
            ".t { display: table } .r { display: TABLE-ROW } .r > div { display: table-cell }",
            "class=t",
            "class=r",
            "",
        ),
        ("", "role=table", "role=row", "role=cell"),
        ("", "role=grid", "role=row", "role=gridcell"),
        ("", "style='display:table'", "style='display:table-row'", "style='display:table-cell'"),
    ],
)
def test_elements_shown_as_a_table(source_of, sheet, table, row, cell):
    rows = (HEAD, ONE, TWO)
    shown = "".join(
        f"<div {row}>{''.join(f'<div {cell}>{c}</div>' for c in cells)}</div>" for cells in rows
    )
    page = (
        f"<html><head><style>{sheet}</style></head><body><div {table}>{shown}</div></body></html>"
    )
    assert [row[:3] for row in grid(source_of(page, "a.html"))] == [[*r[:3]] for r in rows]


def test_what_a_sheet_hides_is_still_read(source_of):
    page = (
        "<html><head><style>.x { display: none }</style></head><body><p class=x>Điều 1</p></body>"
    )
    assert source_of(page, "a.html").text == "Điều 1"
