"""DOCX: what Word shows is what the source holds."""

# ruff: noqa: E501 (markup stays on one line)

from __future__ import annotations

import pytest


@pytest.fixture
def read_words(docx, source_of, words):
    def read_it(body, **parts):
        return words(source_of(docx(body, **parts), "a.docx"))

    return read_it


def row(*cells, properties=""):
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{''.join(cells)}</w:tr>"


def cell(text, properties=""):
    inner = text if text.startswith("<w:") else f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
    return f"<w:tc>{f'<w:tcPr>{properties}</w:tcPr>' if properties else ''}{inner}</w:tc>"


def table(*rows):
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


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


PLAIN_ROWS = [row(*map(cell, (f"{i}", f"Việc {i}", "Vụ A", "Quý I"))) for i in range(3)]


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ("<w:r><w:t>Điều 1</w:t></w:r><w:r><w:t>. Phạm vi</w:t></w:r>", "Điều 1. Phạm vi"),
        ("<w:r><w:t>1.</w:t><w:tab/><w:t>Xây dựng</w:t></w:r>", "1. Xây dựng"),
        ("<w:r><w:t>QĐ</w:t><w:noBreakHyphen/><w:t>BKHCN</w:t></w:r>", "QĐ-BKHCN"),
        ("<w:r><w:t>nghiên</w:t><w:softHyphen/><w:t>cứu</w:t></w:r>", "nghiêncứu"),
        ("<w:r><w:sym w:font='Wingdings' w:char='F0FC'/><w:t> Có</w:t></w:r>", "✓ Có"),
        ("<w:r><w:sym w:font='Symbol' w:char='F0B3'/><w:t> 5 tỷ</w:t></w:r>", "≥ 5 tỷ"),
        (
            "<w:hyperlink w:anchor='x'><w:r><w:t>Nghị định</w:t></w:r></w:hyperlink><w:r><w:t> 1</w:t></w:r>",
            "Nghị định 1",
        ),
        (
            "<w:sdt><w:sdtContent><w:r><w:t>trong khung</w:t></w:r></w:sdtContent></w:sdt>",
            "trong khung",
        ),
        ("<w:smartTag><w:r><w:t>Hà Nội</w:t></w:r></w:smartTag>", "Hà Nội"),
        ("<w:fldSimple w:instr='DATE'><w:r><w:t>2021</w:t></w:r></w:fldSimple>", "2021"),
        (
            "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>REF x</w:instrText></w:r><w:r><w:t>giấu</w:t></w:r>"
            "<w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>thấy</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r>",
            "thấy",
        ),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r><w:r><w:t>hiện</w:t></w:r>", "hiện"),
        ("<w:r><w:rPr><w:caps/></w:rPr><w:t>quyết định</w:t></w:r>", "QUYẾT ĐỊNH"),
        ("<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>", "a+b"),
        (
            "<m:oMath><m:r><m:t>x=</m:t></m:r><m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>",
            "x=(a+b)/2",
        ),
        (
            "<w:r><w:t>Lưu VT.</w:t></w:r><w:fldSimple w:instr=' FILENAME \\p '><w:r><w:t>/a/document.doc</w:t></w:r></w:fldSimple>"
            "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText> FILENAME </w:instrText></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r>"
            "<w:r><w:t>document.doc</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r>",
            "Lưu VT.",
        ),
    ],
)
def test_inline_content(read_words, inner, expected):
    assert read_words(f"<w:p>{inner}</w:p>") == [expected]


def test_line_break_parts_paragraphs_unless_the_sentence_goes_on(read_words):
    body = "<w:p><w:r><w:t>Quy định về cấp</w:t><w:br/><w:t>biển số</w:t><w:br/><w:t>Căn cứ Luật A;</w:t><w:br/><w:t>Căn cứ Luật B;</w:t></w:r></w:p>"
    assert read_words(body) == ["Quy định về cấp biển số", "Căn cứ Luật A;", "Căn cứ Luật B;"]


def test_tracked_changes_give_the_final_text(docx, source_of, words):
    body = (
        "<w:p><w:r><w:t>Trước ngày </w:t></w:r><w:del><w:r><w:delText>15</w:delText></w:r></w:del><w:ins><w:r><w:t>30</w:t></w:r></w:ins></w:p>"
        "<w:p><w:moveFrom><w:r><w:t>đi</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>đến</w:t></w:r></w:moveTo></w:p>"
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>nối </w:t></w:r></w:p><w:p><w:r><w:t>liền</w:t></w:r></w:p>"
    )
    source = source_of(docx(body))
    assert words(source) == ["Trước ngày 30", "đến", "nối liền"]
    assert [n.code for n in source.notes] == ["tracked-changes"]


def test_text_box_comes_once(read_words):
    box = "<w:txbxContent><w:p><w:r><w:t>Số: 15</w:t></w:r></w:p></w:txbxContent>"
    body = (
        "<w:p><w:r><w:t>Trên</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>"
        f"{box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p><w:p><w:r><w:t>Dưới</w:t></w:r></w:p>"
    )
    assert read_words(body) == ["Trên", "Số: 15", "Dưới"]


def test_header_footer_and_notes_are_furniture(docx, source_of, words, para):
    body = "<w:p><w:r><w:t>Nội dung</w:t></w:r><w:r><w:footnoteReference w:id='3'/></w:r></w:p>"
    source = source_of(
        docx(
            body,
            header1=para("2"),
            footer1=para("Công báo"),
            footnotes=f"<w:footnote w:id='1'>{para('gạch')}</w:footnote><w:footnote w:id='3'>{para('Chú thích')}</w:footnote>",
        )
    )
    assert words(source) == ["Nội dung[1]"]
    assert words(source, "page_furniture") == ["[1] Chú thích", "2", "Công báo"]


def test_table_of_contents_is_furniture(docx, source_of, words):
    body = (
        "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText> TOC \\o </w:instrText></w:r>"
        "<w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>Điều 1 ... 2</w:t></w:r></w:p>"
        "<w:p><w:r><w:t>Điều 2 ... 3</w:t></w:r></w:p><w:p><w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>"
        "<w:p><w:r><w:t>Điều 1. Thật</w:t></w:r></w:p>"
    )
    source = source_of(docx(body))
    assert words(source) == ["Điều 1. Thật"]
    assert words(source, "page_furniture") == ["Điều 1 ... 2", "Điều 2 ... 3"]


def test_grid_of_spans_and_merges(docx, source_of):
    body = table(
        row(
            cell("TT"),
            cell("Việc"),
            cell("Đơn vị", "<w:gridSpan w:val='2'/>"),
            properties="<w:tblHeader/>",
        ),
        row(cell("1", "<w:vMerge w:val='restart'/>"), cell("Xây dựng"), cell("Vụ A"), cell("Vụ B")),
        row(cell("", "<w:vMerge/>"), cell("Trình"), cell("Vụ C"), cell("Vụ D")),
        row(
            cell("Sau"), cell("ba"), properties="<w:gridBefore w:val='1'/><w:gridAfter w:val='1'/>"
        ),
    )
    source = source_of(docx(body))
    assert source.tables[0].header_rows == 1
    assert (source.tables[0].rows, source.tables[0].columns) == (4, 4)
    assert grid(source) == {
        (0, 0): ("TT", 1, 1),
        (0, 1): ("Việc", 1, 1),
        (0, 2): ("Đơn vị", 1, 2),
        (1, 0): ("1", 2, 1),
        (1, 1): ("Xây dựng", 1, 1),
        (1, 2): ("Vụ A", 1, 1),
        (1, 3): ("Vụ B", 1, 1),
        (2, 1): ("Trình", 1, 1),
        (2, 2): ("Vụ C", 1, 1),
        (2, 3): ("Vụ D", 1, 1),
        (3, 1): ("Sau", 1, 1),
        (3, 2): ("ba", 1, 1),
    }


def test_nested_table_goes_into_its_cell(docx, source_of):
    inner = table(row(cell("a"), cell("b")), row(cell("c"), cell("d")), row(cell("e"), cell("f")))
    body = table(row(cell(inner + "<w:p/>"), cell("x"), cell("y"), cell("z")), *PLAIN_ROWS)
    source = source_of(docx(body))
    assert len(source.tables) == 1
    assert grid(source)[0, 0][0].split() == list("abcdef")


def test_rows_and_cells_in_content_controls(docx, source_of):
    body = table(f"<w:sdt><w:sdtContent>{PLAIN_ROWS[0]}</w:sdtContent></w:sdt>", *PLAIN_ROWS[1:])
    assert len(grid(source_of(docx(body)))) == 12


def test_deleted_row_is_gone(docx, source_of):
    body = table(*PLAIN_ROWS, row(*map(cell, "abcd"), properties="<w:del/>"))
    source = source_of(docx(body))
    assert source.tables[0].rows == 3
    assert source.notes[0].code == "tracked-changes"


def test_anchor_leads_to_part_paragraph_and_cell(docx, source_of, para):
    source = source_of(docx(para("một") + table(*PLAIN_ROWS) + para("hai")))
    assert source.blocks[0].anchor.model_dump() == {
        "kind": "docx",
        "part": "word/document.xml",
        "paragraph": 0,
        "table": None,
        "row": None,
        "cell": None,
    }
    second = next(
        b.anchor for b in source.blocks if b.cell and (b.cell.row, b.cell.column) == (1, 2)
    )
    assert (second.table, second.row, second.cell) == (0, 1, 2)
    assert source.blocks[-1].anchor.paragraph == 13


def test_head_and_foot_are_read_column_by_column(read_words):
    head = table(
        row(cell("BỘ THỬ NGHIỆM"), cell("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")),
        row(cell("Số: 12/QĐ-BTN"), cell("Hà Nội, ngày 05 tháng 3 năm 2024")),
    )
    foot = table(row(cell("Nơi nhận:"), cell("KT. BỘ TRƯỞNG")))
    assert read_words(head + foot) == [
        "BỘ THỬ NGHIỆM",
        "Số: 12/QĐ-BTN",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Hà Nội, ngày 05 tháng 3 năm 2024",
        "Nơi nhận:",
        "KT. BỘ TRƯỞNG",
    ]


def test_head_set_by_tabs(read_words):
    def line(left, right):
        return f"<w:p><w:r><w:t>{left}</w:t><w:tab/><w:tab/><w:t>{right}</w:t></w:r></w:p>"

    head = line("BỘ THỬ NGHIỆM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") + line(
        "Số: 1/QĐ-BTN", "Hà Nội, ngày 05 tháng 3 năm 2024"
    )
    rest = "<w:p><w:r><w:t>1.</w:t><w:tab/><w:t>Xây dựng</w:t></w:r></w:p>"
    assert read_words(head + rest) == [
        "BỘ THỬ NGHIỆM",
        "Số: 1/QĐ-BTN",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Hà Nội, ngày 05 tháng 3 năm 2024",
        "1. Xây dựng",
    ]


STYLES = """
<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="26"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:pPr><w:jc w:val="both"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="T"><w:basedOn w:val="N"/><w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:b/><w:sz w:val="28"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="L1"><w:basedOn w:val="L2"/></w:style>
<w:style w:type="paragraph" w:styleId="L2"><w:basedOn w:val="L1"/></w:style>
<w:style w:type="character" w:styleId="E"><w:rPr><w:i/></w:rPr></w:style>
"""


@pytest.mark.parametrize(
    ("body", "bold", "italic", "align", "size", "indent"),
    [
        ("<w:p><w:r><w:t>thường</w:t></w:r></w:p>", False, False, "justify", 13.0, None),
        (
            "<w:p><w:pPr><w:pStyle w:val='T'/></w:pPr><w:r><w:t>tên</w:t></w:r></w:p>",
            True,
            False,
            "center",
            14.0,
            None,
        ),
        (
            "<w:p><w:pPr><w:pStyle w:val='T'/></w:pPr><w:r><w:rPr><w:b w:val='0'/></w:rPr><w:t>tên</w:t></w:r></w:p>",
            False,
            False,
            "center",
            14.0,
            None,
        ),
        (
            "<w:p><w:r><w:rPr><w:rStyle w:val='E'/></w:rPr><w:t>nghiêng</w:t></w:r></w:p>",
            False,
            True,
            "justify",
            13.0,
            None,
        ),
        (
            "<w:p><w:pPr><w:ind w:left='720' w:hanging='360'/></w:pPr><w:r><w:t>lùi</w:t></w:r></w:p>",
            False,
            False,
            "justify",
            13.0,
            18.0,
        ),
        (
            "<w:p><w:pPr><w:pStyle w:val='L1'/></w:pPr><w:r><w:t>vòng</w:t></w:r></w:p>",
            False,
            False,
            None,
            13.0,
            None,
        ),
    ],
)
def test_look_through_styles(docx, source_of, body, bold, italic, align, size, indent):
    style = source_of(docx(body, styles=STYLES)).blocks[0].style
    assert (style.bold, style.italic, style.align, style.size, style.indent) == (
        bold,
        italic,
        align,
        size,
        indent,
    )


def test_strict_namespaces(docx, source_of, words, para):
    numbering = (
        "<w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='decimal'/><w:lvlText w:val='%1.'/></w:lvl>"
        "</w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>"
    )
    data = docx(
        para("mục", "<w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr>"),
        strict=True,
        numbering=numbering,
    )
    assert words(source_of(data)) == ["1. mục"]
