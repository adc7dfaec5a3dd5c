"""HTML fragments: blocks, breaks, lists, tables, look."""

# ruff: noqa: E501 (markup stays on one line)

from __future__ import annotations

import pytest


@pytest.fixture
def read_words(source_of, words):
    def read_it(markup):
        return words(source_of(markup, "a.html"))

    return read_it


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>Điều 1.\n   Phạm vi</p><p>1. Một</p>", ["Điều 1. Phạm vi", "1. Một"]),
        ("<p>K&egrave;m theo &amp; s&#7889;</p><p></p>", ["Kèm theo & số"]),
        ("<div>Trước<p>giữa</p>sau</div>", ["Trước", "giữa", "sau"]),
        ("<p><b>Điều 1</b><i>. Tên</i></p><br>", ["Điều 1. Tên"]),
        ("<p>Căn cứ A;<br>Căn cứ B;<br/>Căn cứ C.</p>", ["Căn cứ A;", "Căn cứ B;", "Căn cứ C."]),
        (
            "<p>cấp, đăng ký biển <br>phương tiện</p><p>x</p>",
            ["cấp, đăng ký biển phương tiện", "x"],
        ),
        ("<p>THÔNG TƯ<br>Quy định mức thu</p><p>x</p>", ["THÔNG TƯ", "Quy định mức thu"[:16], "x"]),
        ("<p>a)&nbsp;&nbsp;Một<!-- ghi chú --></p><p>x<script>y</script></p>", ["a) Một", "x"]),
        ("<pre>dòng một\n1. dòng hai</pre><p>x</p>", ["dòng một", "1. dòng hai", "x"]),
        ("<span>Một<p>Hai</p></span><p>Ba", ["Một", "Hai", "Ba"]),
        ("<p>tại <st1:City>Hà Nội</st1:City><o:p></o:p> và</p><p>x</p>", ["tại Hà Nội và", "x"]),
        ("<my-page><p>một</p><p>hai</p></my-page>", ["một", "hai"]),
        (
            "<p><![if !supportLists]><span style='mso-list:Ignore'>1.<span>&nbsp; </span></span><![endif]>Một</p><p>x</p>",
            ["1. Một", "x"],
        ),
        ("<p>5 m<sup>2</sup></p><p>x</p>", ["5 m2", "x"]),
    ],
)
def test_blocks(read_words, markup, expected):
    assert read_words(markup) == expected


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<ol><li>một</li><li>hai</li></ol>", ["1. một", "2. hai"]),
        ("<ol type='a' start='3'><li>một<li>hai</ol>", ["c. một", "d. hai"]),
        ("<ol type='I'><li>một</li><li value='5'>năm</li></ol>", ["I. một", "V. năm"]),
        ("<ol><li>1. gõ sẵn</li></ol><p></p>", ["1. gõ sẵn"]),
        (
            "<ul><li>một<ul style='list-style-type: none'><li>con</li></ul></li></ul>",
            ["• một", "con"],
        ),
        ("<ul><li>- gạch</li></ul><p></p>", ["- gạch"]),
        (
            "<ol style='list-style-type:lower-roman'><li><p>đoạn</p><p>tiếp</p></li></ol>",
            ["i. đoạn", "tiếp"],
        ),
        ("<ol><li>một</li></ol><ol><li>lại</li></ol>", ["1. một", "1. lại"]),
    ],
)
def test_list_labels_are_shown(read_words, markup, expected):
    assert read_words(markup) == expected


def grid(source):
    return {
        (b.cell.row, b.cell.column): (
            source.text[b.span.start : b.span.end],
            b.cell.row_span,
            b.cell.col_span,
        )
        for b in source.blocks
        if b.cell
    }


def test_spans_make_a_grid(source_of):
    source = source_of(
        "<table><thead><tr><th rowspan=2>TT</th><th rowspan=2>Việc</th><th colspan=2>Đơn vị</th></tr><tr><th>Chủ trì</th><th>Phối hợp</th></tr></thead>"
        "<tr><td>1</td><td>Xây <br>dựng</td><td rowspan=0>Vụ A</td><td>Vụ B</td></tr><tr><td>2</td><td>Trình</td><td>Vụ C</td></tr></table>",
        "a.html",
    )
    assert source.tables[0].header_rows == 2
    assert grid(source) == {
        (0, 0): ("TT", 2, 1),
        (0, 1): ("Việc", 2, 1),
        (0, 2): ("Đơn vị", 1, 2),
        (1, 2): ("Chủ trì", 1, 1),
        (1, 3): ("Phối hợp", 1, 1),
        (2, 0): ("1", 1, 1),
        (2, 1): ("Xây dựng", 1, 1),
        (2, 2): ("Vụ A", 2, 1),
        (2, 3): ("Vụ B", 1, 1),
        (3, 0): ("2", 1, 1),
        (3, 1): ("Trình", 1, 1),
        (3, 3): ("Vụ C", 1, 1),
    }
    assert [line.count("\t") for line in source.text.split("\n")] == [3, 3, 3, 3]


def test_nested_table_goes_into_its_cell(source_of):
    rows = "".join(f"<tr><td>{i}</td><td>Việc</td><td>Vụ</td><td>Quý</td></tr>" for i in range(9))
    source = source_of(
        f"<table><tr><td><table>{rows}</table></td><td>x</td><td>y</td><td>z</td></tr>{rows}</table>",
        "a.html",
    )
    assert len(source.tables) == 1
    assert " ".join(grid(source)[0, 0][0].split()).startswith("0 Việc Vụ Quý 1 Việc")


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (
            "<p>Sở Nội vụ</p><p>Sở Y tế</p>",
            "Sở Nội vụ\nSở Y tế",
        ),  # a list of bodies without any other mark
        ("- Sở Nội vụ<br>- Sở Y tế", "- Sở Nội vụ\n- Sở Y tế"),
        ("<p>Sở Nội vụ</p><p>&nbsp;</p><p>Sở Y tế</p>", "Sở Nội vụ\nSở Y tế"),
        ("<p>Sở Nội\n   vụ</p>", "Sở Nội vụ"),  # wrapped in the markup only
        ("Thời gian<br>thực hiện", "Thời gian thực hiện"),  # a break for looks
    ],
)
def test_paragraphs_of_a_cell_are_lines(source_of, cell, expected):
    rows = "".join(f"<tr><td>{i}</td><td>Việc</td><td>Vụ</td></tr>" for i in range(4))
    assert (
        grid(
            source_of(
                f"<table border=1><tr><td>{cell}</td><td>x</td><td>y</td></tr>{rows}</table>",
                "a.html",
            )
        )[0, 0][0]
        == expected
    )


def test_head_and_foot_are_read_column_by_column(read_words):
    markup = (
        "<table><tr><td>ỦY BAN NHÂN DÂN<br>TỈNH A<br>-------</td><td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>Độc lập - Tự do - Hạnh phúc</td></tr>"
        "<tr><td>Số: 5/QĐ-UBND</td><td>A, ngày 02 tháng 3 năm 2024</td></tr></table><p>QUYẾT ĐỊNH</p>"
        "<table><tr><td>Nơi nhận:<br>- Như Điều 3;<br>- Lưu: VT.</td><td>CHỦ TỊCH<br>Nguyễn Văn A</td></tr></table>"
    )
    assert read_words(markup) == [
        "ỦY BAN NHÂN DÂN",
        "TỈNH A",
        "Số: 5/QĐ-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "A, ngày 02 tháng 3 năm 2024",
        "QUYẾT ĐỊNH",
        "Nơi nhận:",
        "- Như Điều 3;",
        "- Lưu: VT.",
        "CHỦ TỊCH",
        "Nguyễn Văn A",
    ]


def test_head_set_by_spaces(read_words):
    gap = "&nbsp;" * 9
    markup = f"<p>BỘ A{gap}CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</p><p>Số: 1/QĐ-BA{gap}Hà Nội, ngày 05 tháng 3 năm 2024</p><p>QUYẾT ĐỊNH</p>"
    expected = [
        "BỘ A",
        "Số: 1/QĐ-BA",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Hà Nội, ngày 05 tháng 3 năm 2024",
        "QUYẾT ĐỊNH",
    ]
    assert read_words(markup) == expected


@pytest.mark.parametrize(
    ("markup", "bold", "italic", "align"),
    [
        ("<p align='center'><b>QUYẾT ĐỊNH</b></p>", True, False, "center"),
        (
            "<p style='text-align: justify'><span style='font-weight:700'>A</span></p>",
            True,
            False,
            "justify",
        ),
        ("<center><em>(Kèm theo)</em></center>", False, True, "center"),
        ("<h3>Tên <span style='font-weight: normal'>thường</span></h3>", False, False, None),
        ("<p><b>Điều 1</b> .</p>", True, False, None),
        ("<div style='text-align:right'><p>Hà Nội</p></div>", False, False, "right"),
    ],
)
def test_look(source_of, markup, bold, italic, align):
    style = source_of(markup + "<p></p>", "a.html").blocks[0].style
    assert (style.bold, style.italic, style.align) == (bold, italic, align)


def test_lengths_are_in_points(source_of):
    style = (
        source_of(
            "<p style='margin-left:0.5in; text-indent:20px; font-size:14.0pt'>x</p><p></p>",
            "a.html",
        )
        .blocks[0]
        .style
    )
    assert (style.indent, style.size) == (51.0, 14.0)


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<div style='display:table'>Lời mở<p>Giao Sở</p></div>", ["Lời mở", "Giao Sở"]),
        (
            "<style>.c { display: table-cell }</style><div style='display:table'>"
            "<div class=c>Một</div><div class=c>Hai</div></div>",
            ["Một", "Hai"],
        ),
        ("<section role=table><p>Một</p></section>", ["Một"]),
        ("<table><caption>Biểu 1</caption><tr><td>a<td>b</table>", ["Biểu 1", "a", "b"]),
        ("<table><form><tr><td>a<td>b</form></table>", ["a", "b"]),
        ("<table>Một<tr>Hai<td>a<td>b</tr></table>", ["Một", "Hai", "a", "b"]),
    ],
)
def test_words_outside_the_cells_of_a_table_are_kept(read_words, markup, expected):
    assert read_words(markup + "<p></p>") == expected


def test_rows_of_a_head_stay_so_whatever_role_they_have(source_of):
    markup = (
        "<table role=grid><thead role=rowgroup><tr role=row><th role=columnheader>TT<th>Việc"
        "<tbody role=rowgroup><tr role=row><td role=row>1<td role=cell>Rà soát</table>"
    )
    (table,) = source_of(markup, "a.html").tables
    assert (table.header_rows, table.rows, table.columns) == (1, 2, 2)


def test_anchor_is_the_line_of_the_file(source_of):
    source = source_of(
        "<p>một</p>\n<p>\nhai</p>\n<table><tr><td>a<td>b<td>c<td>d<tr>\n<td>e<td>f<td>g<td>h</table>",
        "a.html",
    )
    assert [b.anchor.line for b in source.blocks] == [1, 2, *[4] * 4, *[5] * 4]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings_of_pages(source_of, words, encoding):
    page = "<html><head><meta charset='utf-8'></head><body><p>Quyết định số 1</p></body></html>"
    assert words(source_of(page.encode(encoding))) == ["Quyết định số 1"]


def test_declared_charset(source_of, words):
    page = "<html><head><meta http-equiv='Content-Type' content='text/html; charset=windows-1258'></head><body><p>T\u00ea\u0301t</p></body></html>"
    assert words(source_of(page.encode("cp1258"))) == ["Tết"]


def test_fonts_of_old_encodings(source_of, words):
    page = (
        "<p style='text-align:center'><span style='font-size:13.0pt;font-family:\".VnTimeH\"'>quyÕt ®Þnh</span></p>"
        "<p><font face='.VnTime'>§iÒu 1. <b>C¨n</b> cø <span style='font-family:Arial'>Luật</span>  LuËt</font></p>"
    )
    source = source_of(page)
    assert words(source) == ["QUYẾT ĐỊNH", "Điều 1. Căn cứ Luật Luật"]
    assert [e.raw for e in source.edits if e.kind == "legacy-encoding"] == [
        "quyÕt ®Þnh",
        "§iÒu 1. C¨n cø",
        "LuËt",
    ]


SHEET = """<style><!--
.t, p.chuong { font-weight: bold }
#giua { text-align: center; font-style: italic }
div .nho { font-size: 10pt }
@page { size: a4 }
.an { display: none }
--></style>"""


@pytest.mark.parametrize(
    ("markup", "look"),
    [
        ("<p class='t'>Điều 1</p>", (True, False, None)),
        ("<p class=chuong>Điều 1</p>", (True, False, None)),
        ("<p>Điều <span class=t>1</span></p>", (False, False, None)),
        ("<p id=giua>Điều 1</p>", (False, True, "center")),
        ("<p class='t' style='font-weight:normal'>Điều 1</p>", (False, False, None)),
        ("<p class='an'>Điều 1</p>", (False, False, None)),  # portals fold text that they show
    ],
)
def test_the_sheets_of_the_page_say_how_it_looks(source_of, markup, look):
    style = (
        source_of(f"<html><head>{SHEET}</head><body>{markup}</body></html>", "a.html")
        .blocks[0]
        .style
    )
    assert (style.bold, style.italic, style.align) == look


@pytest.mark.parametrize(
    "sheet",
    ["p {", "}}}{{{", "p::before { font-weight: bold }", "@import url(x); <!--", ">> { x: y }"],
)
def test_a_broken_sheet_says_nothing(source_of, sheet):
    source = source_of(f"<style>{sheet}</style><p>Điều 1</p>", "a.html")
    assert (source.text, source.blocks[0].style.bold) == ("Điều 1", False)
