"""PDF: what belongs to the page, scans, garbage, files that cannot be read."""

from __future__ import annotations

from itertools import accumulate

import pytest

from tests.pipeline.readers.pdf_maker import Page, make_pdf
from vanban.pipeline.errors import DamagedFile, EncryptedFile, LimitExceeded, PlanError
from vanban.pipeline.options import Limits
from vanban.pipeline.readers.page.lines import rows
from vanban.pipeline.readers.page.model import PageText, Word
from vanban.pipeline.readers.page.quality import plausible_share
from vanban.pipeline.readers.pdf import read_pdf
from vanban.schemas import BlockRole, Source


def read(*pages: Page) -> Source:
    return read_pdf(make_pdf(*pages), filename="a.pdf", limits=Limits())


def furniture(source: Source) -> list[str]:
    return [
        source.text[b.span.start : b.span.end]
        for b in source.blocks
        if b.role is BlockRole.PAGE_FURNITURE
    ]


def words_of(text: str) -> list[Word]:
    return [Word(t, 0, 0, 1, 1, 1, 12, False, False, i, True) for i, t in enumerate(text.split())]


@pytest.mark.parametrize("number", ["2", "- 12 -", "iv", "XII", "Trang 3/10", "7 / 9"])
@pytest.mark.parametrize("y", [40, 815])
def test_page_numbers(number, y):
    page = Page().text(113, 100, "Điều 1. Phạm vi điều chỉnh.").centre(300, y, number, 13)
    assert furniture(read(page)) == [number]


def test_a_number_in_the_text_is_none():
    page = Page().text(113, 100, "Điều 1.").text(300, 400, "2").text(113, 500, "Hết.")
    assert furniture(read(page)) == []


def test_running_headers_and_footers():
    pages = []
    for i in range(4):
        page = (
            Page()
            .text(85, 30, "CÔNG BÁO/Số 12 + 13/Ngày 05-3-2024", 11)
            .centre(300, 45, str(i + 2), 11)
        )
        page.text(113, 100, f"Điều {i + 1}. Nội dung của điều này.").text(
            85, 820, f"Trang {i + 2} của bản in", 9
        )
        pages.append(page)
    source = read(*pages)
    assert len(furniture(source)) == 12
    assert [
        source.text[b.span.start : b.span.start + 6]
        for b in source.blocks
        if b.role is BlockRole.UNREAD
    ] == [f"Điều {i}" for i in range(1, 5)]


@pytest.mark.parametrize("head", ["Mẫu số 0{}", "PHỤ LỤC", "Số {}0 của loạt"])
def test_headings_of_forms_are_no_running_headers(head):
    pages = [
        Page().text(85, 40, head.format(i + 1)).text(113, 200, f"Nội dung của mẫu thứ {i + 1}.")
        for i in range(4)
    ]
    assert furniture(read(*pages)) == []


def test_notes_of_digital_signatures():
    note = [
        "Người ký: CỔNG THÔNG TIN THỬ",
        "NGHIỆM",
        "Email: thu@example.vn",
        "Thời gian ký: 24.04.2026 16:36:42 +07:00",
    ]
    page = Page().text(85, 60, "ỦY BAN NHÂN DÂN", 13, "B").text(113, 120, "Điều 1. Phạm vi.")
    page.lines(330, 20, note, size=7, leading=8)
    page.text(113, 200, "Người ký hợp đồng chịu trách nhiệm.").text(
        113, 240, "Chữ ký số chuyên dùng."
    )
    source = read(page)
    assert furniture(source) == note
    assert (
        "Người ký hợp đồng chịu trách nhiệm.\nChữ ký số chuyên dùng.\nNgười ký: CỔNG" in source.text
    )


def test_scanned_pages_are_named():
    page = Page().text(113, 100, "Điều 1. Phạm vi điều chỉnh.")
    source = read(page, Page(picture=True), Page())
    (note,) = source.notes
    assert (
        note.code == "scan-page"
        and note.severity == "warning"
        and "Trang 2" in note.message
        and source.pages == 3
    )
    assert read(Page(picture=True)).text == ""


def test_scanned_pages_may_be_read_by_another_engine():
    def recognise(document, pages):
        (page,) = pages
        words = (
            Word("Điều", 85, 90, 113, 104, 100, 14, True, False, 0, True, confidence=0.9),
            Word("2.", 117, 90, 131, 104, 100, 14, True, False, 1, True),
        )
        return [PageText(page.number, page.width, page.height, words, kind="ocr")]

    data = make_pdf(Page().text(85, 100, "Điều 1. Phạm vi điều chỉnh."), Page(picture=True))
    source = read_pdf(data, filename="a.pdf", limits=Limits(), recognise=recognise)
    assert source.text == "Điều 1. Phạm vi điều chỉnh.\nĐiều 2."
    assert [n.code for n in source.notes] == ["page-unread"]  # the picture is black all over
    assert (source.blocks[1].anchor.kind, source.blocks[1].anchor.page) == ("ocr", 2)


@pytest.mark.parametrize(
    ("text", "good"),
    [
        (
            "Ủy ban nhân dân Thành phố quyết định phê duyệt kế hoạch chuyển đổi số giai đoạn 2026 "
            "với các nhiệm vụ trọng tâm sau đây",
            True,
        ),
        (
            "nghiêng khuỷu quyển thuở giếng gìn quốc ước yêu uỷ thuế ươn oan uyên uých xoèn ngoằn "
            "nghĩa kịch ách",
            True,
        ),
        (
            "Cng hoµ x· héi chñ nghÜa ViÖt Nam §éc lËp Tù do H¹nh phóc B¸o c¸o kÕt qu¶ thùc hiÖn "
            "nhiÖm vô n¨m häc cña së",
            False,
        ),
        (
            "xq zrtk wpl qwrt jkl bnvc xzq wrt plk mnb vcx zqw rtp lkj hgf dsa qwz xcv bnm kjh gfd",
            False,
        ),
    ],
)
def test_plausible_text(text, good):
    share = plausible_share(words_of(text))
    assert share is not None and (share > 0.8) == good and (share < 0.5) != good


def test_garbage_is_reported():
    page = Page()
    page.lines(
        85,
        100,
        [
            "xq zrtk wpl qwrt jkl bnvc xzq wrt plk mnb",
            "vcx zqw rtp lkj hgf dsa qwz xcv bnm kjh gfd",
        ],
    )
    assert [n.code for n in read(page).notes] == ["text-layer-garbage"]


def test_what_cannot_be_read():
    good = make_pdf(Page().text(113, 100, "Điều 1."), Page())
    locked = make_pdf(
        Page(),
        trailer=f"/ID [<{'0' * 32}> <{'0' * 32}>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O "
        f"<{'1' * 64}> /U <{'2' * 64}> >>",
    )
    for data, error, limits in (
        (locked, EncryptedFile, Limits()),
        (good[:60], DamagedFile, Limits()),
        (b"%PDF-1.7\nnothing", DamagedFile, Limits()),
        (good, LimitExceeded, Limits(pages=1)),
        (good, LimitExceeded, Limits(characters=3)),
    ):
        with pytest.raises(error):
            read_pdf(data, filename="a.pdf", limits=limits)


def test_broken_bytes_give_a_source_or_one_of_our_errors():
    good = make_pdf(
        Page()
        .text(113, 100, "Điều 1.")
        .grid([80, 200, 300], [120, 140, 160])
        .widget(100, 200, "12"),
        Page(rotate=90),
    )
    for i in range(0, len(good), 37):
        broken = good[:i] + b"\xff9/" + good[i + 3 :]
        try:
            source = read_pdf(broken, filename="a.pdf", limits=Limits())
        except PlanError as error:
            assert error.code in {"damaged", "empty", "encrypted"}
        else:
            assert all(b.span.end <= len(source.text) for b in source.blocks)


@pytest.mark.parametrize(
    ("letters", "steps", "meant"),
    [
        ("QUYẾTĐỊNH", (20, 20, 20, 20, 40, 20, 20, 20), ["QUYẾT", "ĐỊNH"]),
        ("KẾHOẠCH", (18, 36, 18, 18, 18, 18), ["KẾ", "HOẠCH"]),
        ("BANHÀNH", (20, 20, 20, 20, 20, 20), ["BAN", "HÀNH"]),
        ("SỞCỘNG", (20, 90, 20, 20, 20), ["S", "Ở", "CỘNG"]),
        ("TỜTRÌNH1", (20, 40, 20, 20, 20, 20, 40), ["TỜ", "TRÌNH", "1"]),
        ("ABCDE", (60, 60, 60, 60), ["A", "B", "C", "D", "E"]),
        ("ABCD", (20, 20, 20), ["A", "B", "C", "D"]),
        ("IVX12", (20, 20, 20, 20), ["I", "V", "X", "1", "2"]),
    ],
)
def test_a_heading_with_spaced_letters_has_words(letters, steps, meant):
    at = [0, *accumulate(steps)]
    words = [
        Word(c, x, 90, x + 9, 104, 100, 14, True, False, i, True)
        for i, (c, x) in enumerate(zip(letters, at, strict=True))
    ]
    (row,) = rows(words)
    assert [w.text for w in row] == meant


def test_the_head_of_a_page_in_two_languages_is_read_before_its_columns(source_of):
    made = Page()
    head = [
        ("SO NOI VU", "CONG HOA XA HOI CHU NGHIA VIET NAM"),
        ("So: 45/QD-SNV", "ngay 05/3/2026"),
    ]
    text = [("QUYẾT ĐỊNH", "DECISION"), ("Dieu 1. Giao Van phong", "Article 1. The Office")]
    text += [("chu tri tap huan.", "shall lead training."), ("Dieu 2. Mot.", "Article 2. One.")]
    for i, (left, right) in enumerate([*head, *text]):
        made.text(60, 80 + 20 * i, left, 12).text(320, 80 + 20 * i, right, 12)
    lines = source_of(make_pdf(made), "a.pdf").text
    order = ["So: 45/QD-SNV", "ngay 05/3/2026", "Dieu 1.", "Dieu 2.", "Article 1."]
    assert sorted(order, key=lines.index) == order
