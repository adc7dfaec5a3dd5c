"""PDF: words, spaces, columns, paragraphs, styles, anchors."""

from __future__ import annotations

import pytest

from tests.pipeline.readers.pdf_maker import Page, make_pdf
from vanban.pipeline.options import Limits
from vanban.pipeline.readers.page.lines import make_line
from vanban.pipeline.readers.page.model import Word
from vanban.pipeline.readers.page.paragraphs import Frame, goes_on
from vanban.pipeline.readers.pdf import read_pdf
from vanban.schemas import BlockRole, Source

# Lines of the made pages begin at 85, paragraphs at 113; the right margin is at 540: 65 letters of
# 7 points.
FULL = "Ủy ban nhân dân các cấp phối hợp với các cơ quan, đơn vị của Thành"[:65]


def read(*pages: Page) -> Source:
    return read_pdf(make_pdf(*pages), filename="a.pdf", limits=Limits())


def words(source: Source, role: BlockRole | None = None) -> list[str]:
    return [source.text[b.span.start : b.span.end] for b in source.blocks if role in (None, b.role)]


def body(page: Page, y: float, paragraphs: list[list[str]]) -> float:
    for lines in paragraphs:
        page.text(113, y, lines[0])
        y = page.lines(85, y + 17, lines[1:])
    return y


def paragraph(first: str, last: str) -> list[str]:
    return [f"{first} {FULL}"[:61], FULL, last]


def test_lines_are_joined_to_paragraphs():
    page = Page()
    body(
        page,
        100,
        [
            paragraph("1. Thực hiện", "phố triển khai."),
            paragraph("2. Báo cáo", "phố."),
            ["Điều 2. Hiệu lực."],
        ],
    )
    source = read(page)
    first, second, third = words(source)
    assert (
        first.startswith("1. Thực hiện Ủy ban")
        and first.endswith(" phố triển khai.")
        and second.startswith("2. Báo cáo")
    )
    assert third == "Điều 2. Hiệu lực."
    assert len(source.blocks[0].lines) == 3 and source.blocks[2].lines == ()
    assert [e.kind for e in source.edits if e.kind == "line-join"] == ["line-join"] * 4


def test_the_columns_of_the_head_end_where_the_letter_begins():
    page = Page().text(85, 80, "UBND TỈNH A").text(300, 80, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA")
    page.text(85, 100, "Số: 1/VP").text(300, 100, "A, ngày 1 tháng 2 năm 2026")
    page.text(95, 140, "Kính gửi:").text(260, 160, "- Sở Y tế;").text(260, 180, "- Sở Tài chính.")
    found = words(read(page))
    assert found.index("A, ngày 1 tháng 2 năm 2026") < found.index("Kính gửi:")


def test_a_paragraph_runs_over_the_page_past_the_page_number():
    one, two = Page(), Page()
    body(one, 100, [paragraph("1. Một", "phố."), paragraph("2. Hai", FULL)])
    two.centre(300, 40, "2", 13)
    two.lines(85, 80, ["phố và các xã tiếp tục thực hiện."])
    body(two, 97, [paragraph("3. Ba", "phố.")])
    source = read(one, two)
    assert [w[:6] for w in words(source)] == [
        "1. Một",
        "2. Hai",
        "3. Ba ",
        "2",
    ]  # furniture comes after everything else
    assert words(source)[1].endswith("phố và các xã tiếp tục thực hiện.")
    assert words(source, BlockRole.PAGE_FURNITURE) == ["2"]
    assert [line.anchor.page for line in source.blocks[1].lines] == [1, 1, 1, 2]


def test_numbers_and_dates_of_signature_fields_stand_in_place():
    page = (
        Page()
        .text(85, 100, "Số:")
        .text(150, 100, "/KH-UBND")
        .text(300, 100, "Hà Nội, ngày", font="I")
        .text(450, 100, "tháng 7 năm 2026")
    )
    page.text(85, 60, "ỦY BAN NHÂN DÂN").text(300, 60, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    source = read(page.widget(120, 100, "277").widget(400, 101, "14"))
    assert words(source) == [
        "ỦY BAN NHÂN DÂN",
        "Số: 277 /KH-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Hà Nội, ngày 14 tháng 7 năm 2026",
    ]


def test_columns_are_read_left_then_right():
    page = Page()
    body(page, 60, [paragraph("1. Một", "phố."), paragraph("2. Hai", "phố.")])
    page.lines(
        85,
        220,
        ["Nơi nhận:", "- Như Điều 3;", "- Sở Tài chính, Sở Nội vụ,", "  sở khác;", "- Lưu: VT."],
        size=11,
        leading=13,
    )
    page.centre(450, 226, "TM. ỦY BAN NHÂN DÂN", 13, "B").centre(
        450, 243, "CHỦ TỊCH", 13, "B"
    ).centre(450, 330, "Nguyễn Văn Thử", 14, "B")
    assert words(read(page))[2:] == [
        *("Nơi nhận:", "- Như Điều 3;", "- Sở Tài chính, Sở Nội vụ, sở khác;", "- Lưu: VT."),
        *("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Nguyễn Văn Thử"),
    ]


def test_labels_before_text_are_no_column():
    page = Page()
    for i in range(4):
        page.text(85, 100 + 20 * i, f"{i + 1}.").text(
            140, 100 + 20 * i, f"Nội dung thứ {i + 1} của danh sách;"
        )
    assert words(read(page)) == [f"{i + 1}. Nội dung thứ {i + 1} của danh sách;" for i in range(4)]


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([(100, "Thực"), (131, "hiện")], "Thực hiện"),  # no space glyph: the gap tells
        ([(100, "Ph"), (121, "ng họp"), (114, "ò")], "Phòng họp"),  # written out of order
        ([(100, "Thực   hiện")], "Thực hiện"),
        (
            [(100, "Thu\u031b\u0323c"), (160, "hie\u0323\u0302n")],
            None,
        ),  # marks as glyphs of their own
        ([(100, "Độc lập\u00a0- Tự do")], "Độc lập - Tự do"),
    ],
)
def test_spaces_and_order_come_from_places(parts, expected):
    page = Page()
    for x, text in parts:
        page.text(x, 100, text)
    found = words(read(page))
    assert len(found) == 1 and (expected is None or found == [expected])


def test_styles():
    page = Page()
    page.centre(312, 60, "KẾ HOẠCH", 14, "B").centre(
        312, 77, "Triển khai nhiệm vụ trọng tâm", 14, "B"
    ).centre(312, 94, "về chuyển đổi số", 14, "B")
    body(page, 130, [paragraph("1. Một", "phố."), paragraph("2. Hai", "phố.")])
    page.text(113, 300, "Căn cứ Luật Thử nghiệm;", 14, "I")
    source = read(page)
    head, title, item, basis = (source.blocks[i].style for i in (0, 1, 2, 4))
    assert words(source)[:2] == ["KẾ HOẠCH", "Triển khai nhiệm vụ trọng tâm về chuyển đổi số"]
    assert (head.bold, head.align, head.size) == (True, "center", 14) and title.align == "center"
    assert (item.bold, round(item.indent)) == (False, 28) and item.align in ("left", "justify")
    assert basis.italic and not basis.bold


def test_superscripts_and_footnotes():
    page, after = Page(), Page()
    body(page, 100, [paragraph("1. Một", "phố."), paragraph("2. Diện tích 90 m", FULL)])
    page.text(113 + 17 * 7, 145 + 1, "2", 7)
    page.text(85, 700, "1", 6).text(91, 703, "Quyết định số 5/QĐ-UBND.", 10)
    after.lines(85, 80, ["phố và các xã."])
    body(after, 97, [paragraph("3. Ba", "phố."), paragraph("4. Bốn", "phố.")])
    found = words(read(page, after))
    assert found[1].endswith("phố và các xã.") and found[-1] == "1 Quyết định số 5/QĐ-UBND."


@pytest.mark.parametrize(
    ("rotate", "matrix", "place"),
    [
        (90, "0 1 -1 0", (100, 700)),
        (0, "0 1 -1 0", (100, 700)),
        (0, "0 -1 1 0", (100, 200)),
        (180, "1 0 0 1", (100, 700)),
        (0, "-1 0 0 -1", (500, 700)),
    ],
)
def test_turned_pages(rotate, matrix, place):
    page = Page(rotate=rotate)
    page.text(*place, "Điều 1. Phạm vi điều chỉnh của Quy chế này", matrix=matrix)
    source = read(page)
    assert words(source) == ["Điều 1. Phạm vi điều chỉnh của Quy chế này"]
    x0, top, x1, bottom = source.blocks[0].anchor.bbox
    long, short = (
        (x1 - x0, bottom - top) if rotate or matrix.startswith("-1") else (bottom - top, x1 - x0)
    )
    assert round(long) == 42 * 7 and short < 20 and 0 <= x0 < x1 <= 842 and 0 <= top < bottom <= 842


def test_anchors_are_places_on_the_page():
    page = Page().text(100, 200, "Điều 1. Phạm vi")
    (block,) = read(page).blocks
    x0, top, x1, bottom = block.anchor.bbox
    assert (x0, x1) == (100, 205) and top < 190 and bottom > 200 and block.anchor.page == 1


def drawn(items) -> Page:
    """A page of (x, y, words, font)."""
    page = Page()
    for x, y, text, font in items:
        page.text(x, y, text, 12, font)
    return page


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        (  # a draft: number and day left open; the issuer's name nearly touches the quốc hiệu
            [
                *(
                    (98, 60, "BỘ KHOA HỌC VÀ CÔNG NGHỆ", "B"),
                    (246, 60, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "B"),
                ),
                *(
                    (280, 76, "Độc lập - Tự do - Hạnh phúc", "B"),
                    (110, 100, "Số:      /QĐ-BTN", "R"),
                ),
                *(
                    (280, 100, "Hà Nội, ngày    tháng    năm 2026", "I"),
                    (285, 130, "QUYẾT ĐỊNH", "B"),
                ),
            ],
            [
                *("BỘ KHOA HỌC VÀ CÔNG NGHỆ", "Số: /QĐ-BTN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
                *("Độc lập - Tự do - Hạnh phúc", "Hà Nội, ngày tháng năm 2026", "QUYẾT ĐỊNH"),
            ],
        ),
        (  # a letter: what it is about stands below the number, in the left column
            [
                *(
                    (100, 60, "ỦY BAN NHÂN DÂN", "B"),
                    (270, 60, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "B"),
                    (110, 76, "TỈNH THỬ", "B"),
                ),
                *(
                    (290, 76, "Độc lập - Tự do - Hạnh phúc", "B"),
                    (90, 100, "Số: 5/UBND-KT", "R"),
                    (290, 100, "Thử, ngày 1 tháng 2 năm 2026", "I"),
                ),
                *(
                    (90, 114, "V/v đôn đốc thực hiện", "R"),
                    (90, 127, "nhiệm vụ được giao", "R"),
                    (200, 160, "Kính gửi: Các sở, ban, ngành.", "R"),
                ),
            ],
            [
                *(
                    "ỦY BAN NHÂN DÂN",
                    "TỈNH THỬ",
                    "Số: 5/UBND-KT",
                    "V/v đôn đốc thực hiện nhiệm vụ được giao",
                ),
                *(
                    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                    "Độc lập - Tự do - Hạnh phúc",
                    "Thử, ngày 1 tháng 2 năm 2026",
                ),
                "Kính gửi: Các sở, ban, ngành.",
            ],
        ),
        (  # issuer and quốc hiệu in one heading, which runs over its line: no columns
            [
                *((85, 60, "CHÍNH PHỦ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT", "B"), (85, 76, "NAM", "B")),
                *((85, 100, "Độc lập - Tự do - Hạnh phúc", "R"), (85, 120, "Số: 30/NQ-CP", "R")),
            ],
            [
                "CHÍNH PHỦ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT",
                "NAM",
                "Độc lập - Tự do - Hạnh phúc",
                "Số: 30/NQ-CP",
            ],
        ),
        (  # no indents, ragged lines
            [
                *(
                    (
                        85,
                        100,
                        "Thực hiện chỉ đạo của Thành phố về việc đẩy mạnh chuyển đổi số và việc",
                        "R",
                    ),
                    (85, 115, "cải cách thủ tục.", "R"),
                ),
                *(
                    (85, 136, "Kết quả của các việc trên là rất tốt.", "R"),
                    (85, 157, "- việc một", "R"),
                ),
                *(
                    (
                        85,
                        178,
                        "- việc hai, là việc rất dài mà một dòng không đủ chỗ để ghi hết nên",
                        "R",
                    ),
                    (85, 193, "phải xuống dòng.", "R"),
                ),
            ],
            [
                "Thực hiện chỉ đạo của Thành phố về việc đẩy mạnh chuyển đổi số và việc cải cách "
                "thủ tục.",
                *("Kết quả của các việc trên là rất tốt.", "- việc một"),
                "- việc hai, là việc rất dài mà một dòng không đủ chỗ để ghi hết nên phải "
                "xuống dòng.",
            ],
        ),
        (  # hanging indents
            [
                *(
                    (
                        103,
                        100,
                        "- Việc thứ nhất rất dài phải viết trên hai dòng của trang giấy này và",
                        "R",
                    ),
                    (115, 115, "thụt lề đều với chữ ở dòng trên.", "R"),
                ),
                *(
                    (
                        103,
                        130,
                        "- Việc thứ hai cũng rất dài phải viết trên hai dòng của trang giấy này",
                        "R",
                    ),
                    (115, 145, "nữa.", "R"),
                ),
            ],
            [
                "- Việc thứ nhất rất dài phải viết trên hai dòng của trang giấy này và thụt lề đều "
                "với chữ ở dòng trên.",
                "- Việc thứ hai cũng rất dài phải viết trên hai dòng của trang giấy này nữa.",
            ],
        ),
    ],
    ids=["draft", "letter", "heading", "ragged", "hanging"],
)
def test_layouts(items, expected):
    assert words(read(drawn(items))) == expected


def printed(text, left, right, base):
    """A bold line from ``left`` to ``right``, its words evenly wide."""
    parts = text.split(" ")
    step = (right - left) / len(parts)
    places = [(left + i * step, left + (i + 1) * step - 3) for i in range(len(parts))]
    made = [
        Word(w, a, base - 10, b, base, base, 12, True, False, i, True)
        for i, (w, (a, b)) in enumerate(zip(parts, places, strict=True))
    ]
    return make_line(made, 1)


@pytest.mark.parametrize(
    ("last", "text", "expected"),
    [
        (
            "Ban hành Kế hoạch cấp nước giai đoạn 2026 - 2030",
            "ỦY BAN NHÂN DÂN XÃ A",
            False,
        ),  # the line of authority
        ("BAN HÀNH KẾ HOẠCH CẤP NƯỚC CỦA XÃ VÀ CÁC THÔN", "ĐẾN NĂM 2030", True),
        ("Ban hành Kế hoạch cấp nước giai đoạn tới và của", "UBND", True),
    ],
)
def test_centred_lines_that_fill_the_page(last, text, expected):
    frame = Frame(left=80, right=540, leading=15, indents=False)
    above, line = printed(last, 95, 528, 100), printed(text, 240, 383, 115)
    assert goes_on([above], line, frame, frame) is expected


def test_a_line_in_the_middle_by_chance_goes_on_with_the_line_that_begins_where_it_does():
    frame = Frame(left=80, right=540, leading=15, indents=True)
    label = printed("3. Bộ trưởng, Chủ tịch Ủy ban nhân dân các tỉnh", 85, 530, 85)
    above = printed("tăng cường kiểm tra, đôn đốc việc triển khai", 109, 519, 100)
    line = printed("thực hiện Chương trình hành động của Chính phủ", 109, 538, 115)
    assert goes_on([label, above], line, frame, frame)
