"""What is corrected, and above all what is not."""

from __future__ import annotations

import pytest

from vanban.pipeline.ocr.correct import corrected
from vanban.pipeline.ocr.corroboration import with_witnesses
from vanban.pipeline.ocr.numerals import with_numerals
from vanban.pipeline.ocr.own_spelling import with_own_spelling

from .making import page, row, texts, word


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("QUYÉT ĐỊNH", "QUYẾT ĐỊNH"),
        ("Theo đê nghị của Giám đốc", "Theo đề nghị của Giám đốc"),
        ("KÉ HOẠCH", "KẾ HOẠCH"),
        ("nhiệm vụ được g1ao", "nhiệm vụ được giao"),
        ("các bô, ngành liên quan", "các bộ, ngành liên quan"),
        ("Kèm theo Quyết định số 12/QĐĐ-ABC", "Kèm theo Quyết định số 12/QĐ-ABC"),
    ],
)
def test_what_can_be_no_other_word(read: str, meant: str) -> None:
    done = corrected(page([row(read, 100)]))
    assert texts(done) == meant
    assert [w.raw for w in done.words if w.raw] == [
        a for a, b in zip(read.split(), meant.split(), strict=True) if a != b
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Thủ trưởng các đơn vị",  # not "Thứ trưởng"
        "tài sản phạm tội",  # not "sản phẩm"
        "danh mục dịch vụ",  # not "mục đích"
        "mức tiêu thụ điện",  # not "mục tiêu"
        "hệ thống tự động",  # not "thông tư"
        "FATF, MOU, Krông Pắk, Đắk Lắk",
        "12/2027 và 164/2024/QH15",
    ],
)
def test_what_may_be_right_is_left(text: str) -> None:
    assert texts(corrected(page([row(text, 100)]))) == text


def test_words_that_the_engine_is_sure_of_are_left() -> None:
    assert texts(corrected(page([row("nơi nhân", 100)]))) == "nơi nhận"
    assert texts(corrected(page([row("nơi nhân", 100, confidence=0.97)]))) == "nơi nhân"


def test_a_long_phrase_can_be_no_other_however_sure_the_engine_is() -> None:
    sure = page([row("Cống thông tin điện tử tỉnh", 100, confidence=0.97)])
    assert texts(corrected(sure)) == "Cổng thông tin điện tử tỉnh"


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("Công an Thành phó", "Công an Thành phố"),
        ("THÀNH PHÓỎ LAM HẠ", "THÀNH PHỐ LAM HẠ"),
        ("các đại sứ quán, tô chức quốc tế;", "các đại sứ quán, tổ chức quốc tế;"),
        ("một số điễu của", "một số điều của"),
        ("cơ sở đữ liệu", "cơ sở dữ liệu"),
        ("Quyết định só 12/QĐ-UBND", "Quyết định số 12/QĐ-UBND"),
        ("UBND) các xã", "UBND các xã"),
        ("Tờ trình số 191/TIr-SXD", "Tờ trình số 191/TTr-SXD"),
    ],
)
@pytest.mark.parametrize("confidence", [0.75, 0.97])
def test_what_stands_beside_a_word_tells_it(read: str, meant: str, confidence: float) -> None:
    assert texts(corrected(page([row(read, 100, confidence)]))) == meant


def test_a_doubted_short_form() -> None:
    assert texts(corrected(page([row("UB MTTO Việt Nam", 100, 0.7)]))) == "UB MTTQ Việt Nam"
    assert (
        texts(corrected(page([row("UB MTTO Việt Nam", 100)]))) == "UB MTTO Việt Nam"
    )  # may be one that no list has


def test_words_are_told_from_line_to_line() -> None:
    cell = [[word("Công", 300), word("an", 330), word("Thành", 345, 100)], [word("phó;", 300, 116)]]
    other = [[word("tờ", 80, 104)], [word("trình", 80, 120)]]
    assert (
        texts(corrected(page([cell[0], other[0], cell[1], other[1]])))
        == "Công an Thành tờ phố; trình"
    )


@pytest.mark.parametrize(
    "text",
    [
        "Phó Chủ tịch thành phố phó",
        "(Phòng Kinh tế, UBND) các xã",  # opened before
        "mục a) UBND",
        "12/KH-UBND và 45/VPCP-KTTH",
        "ông Trần Tô Chúc",
        "lũy kế từ đầu năm",
        "đi bộ, đi xe",
    ],
)
@pytest.mark.parametrize("confidence", [0.75, 0.97])
def test_what_may_be_a_word_beside_others_is_left(text: str, confidence: float) -> None:
    assert texts(corrected(page([row(text, 100, confidence)]))) == text


def test_a_family_name_under_a_stamp() -> None:
    line = [word("J#Nguýễn", 300, confidence=0.2), word("Văn", 362), word("Bình", 388)]
    assert texts(corrected(page([line]))) == "Nguyễn Văn Bình"


def test_a_damaged_word_that_fits_no_family_name() -> None:
    line = [word("x#ab", 300, confidence=0.2), word("Văn", 380), word("Bình", 420)]
    assert texts(corrected(page([line]))) == "x#ab Văn Bình"


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("I II HI", "I II III"),
        ("I I HI IV V", "I II III IV V"),  # a stroke lost, as the number after it shows
        ("I H II", "I II III"),
        ("I II II II", "I II III II"),  # a stroke lost, and a table whose "I" was read as "1"
        ("I II I II III", "I II I II III"),  # an attachment begins anew
        ("I I", "I I"),  # two lists of one, for all that is known
        ("I III", "I III"),  # a page may be missing
        ("I TI IL IV", "I II III IV"),
        ("I III III IV", "I II III IV"),  # a stroke too many
        ("I II IIII IV", "I II III IV"),
        ("I II ni IV", "I II III IV"),
    ],
)
def test_numerals_of_headings_are_weighed_together(read: str, meant: str) -> None:
    pages = [page([row(f"{n}. TỔ CHỨC THỰC HIỆN", 100)]) for n in read.split()]
    assert [p.words[0].text for p in with_numerals(pages)] == [f"{n}." for n in meant.split()]


def test_two_strokes_of_three_are_left_of_a_numeral_before_a_sentence() -> None:
    pages = [page([row(f"{n}. Giao Sở Y tế", 100)]) for n in ("I", "II", "II", "IV")]
    assert [p.words[0].text for p in with_numerals(pages)] == ["I.", "II.", "III.", "IV."]


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("GI ĐỐC", "GIÁM ĐỐC"),
        ("PHÓ CHỦ ỊC", "PHÓ CHỦ TỊCH"),
        ("PHÓ CỤC TRƯC G", "PHÓ CỤC TRƯỞNG"),
        ("THỨ ƯỞNG", "THỨ ƯỞNG"),  # THỨ TRƯỞNG, or THỦ TƯỚNG
        ("TRƯỞNG", "TRƯỞNG"),  # of many positions
        ("NỘI DUNG", "NỘI DUNG"),
        ("Giám đốc", "Giám đốc"),
    ],
)
def test_positions_that_a_seal_covers_in_part(read: str, meant: str) -> None:
    assert texts(corrected(page([row(read, 100, confidence=0.5)]))) == meant


@pytest.mark.parametrize(
    ("read", "confidence", "meant"),
    [
        ("Wơi nhận:", 0.8, "Nơi nhận:"),
        ("Nơi nhậm:", 0.8, "Nơi nhận:"),
        ("Nơi nhận;", 0.97, "Nơi nhận:"),
        ("ơi nhân:", 0.6, "Nơi nhận:"),
        ("N0i nhận:", 0.6, "Nơi nhận:"),
        ("Nơi nhậ", 0.6, "Nơi nhận:"),
        ("Lời nhắn", 0.6, "Lời nhắn"),
        ("Lời nhắn:", 0.97, "Lời nhắn:"),
        ("Nội dung:", 0.6, "Nội dung:"),
        ("Người nhận:", 0.6, "Người nhận:"),
        ("nơi nhận hồ sơ", 0.6, "nơi nhận hồ sơ"),
    ],
)
def test_the_heading_of_recipients(read: str, confidence: float, meant: str) -> None:
    assert texts(corrected(page([row(read, 100, confidence=confidence)]))) == meant


def test_a_position_that_was_read_surely_stays() -> None:
    assert texts(corrected(page([row("PHÓ CHỦ TỊC", 100, confidence=0.93)]))) == "PHÓ CHỦ TỊC"


def test_a_day_whose_year_stands_on_the_next_line() -> None:
    first = [row("Quảng Sơn, ngày 06 tháng 02 năm", 100), row("2022", 118)]
    said = with_witnesses([page(first)], "scan.pdf")
    assert not said.notes
    assert texts(said.pages[0]).endswith("ngày 06 tháng 02 năm 2022")


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("g) h) 1) k) l)", "g) h) i) k) l)"),
        ("g) h) l) k) 1) m)", "g) h) i) k) l) m)"),
        ("g) h) 1) 2) i)", "g) h) 1) 2) i)"),
        ("a) b) 1) c)", "a) b) 1) c)"),
        ("h) 1)", "h) i)"),
        ("c) d) d) e)", "c) d) đ) e)"),
        ("c) đ) đ) e)", "c) d) đ) e)"),
        ("c) d) e)", "c) d) e)"),  # a list without đ
        ("c) d) a) b)", "c) d) a) b)"),
        ("đ) e) ø) h)", "đ) e) g) h)"),
        ("đ) e) 9) h)", "đ) e) g) h)"),
        ("đ) e) 9) 10)", "đ) e) 9) 10)"),
        ("đ) c) g) b) i)", "đ) e) g) h) i)"),
        ("h) ¡) k) |)", "h) i) k) l)"),
        ("b) c) q)", "b) c) q)"),
    ],
)
def test_letters_of_items(read: str, meant: str) -> None:
    pages = [page([row(f"{label} Nội dung", 100 + 20 * i) for i, label in enumerate(read.split())])]
    lines = texts(with_numerals(pages)[0])
    assert lines.replace(" Nội dung", "") == meant


def test_a_numeral_that_sticks_to_its_heading() -> None:
    pages = [page([row(text, 100)]) for text in ("I.MỤC ĐÍCH", "H.YÊU CẦU")]
    assert texts(with_numerals(pages)[1]) == "II.YÊU CẦU"


@pytest.mark.parametrize(("read", "meant"), [("8. 9,", "9."), ("7. 9,", "9,"), ("8. 9", "9")])
def test_an_item_whose_full_stop_looks_like_a_comma(read: str, meant: str) -> None:
    pages = [page([row(f"{n} Sở Tài chính", 100)]) for n in read.split()]
    assert with_numerals(pages)[1].words[0].text == meant


def test_small_letters_before_a_sentence_are_words() -> None:
    pages = [page([row("I. MỤC ĐÍCH", 100)]), page([row("ni. Sợi tự nhiên", 100)])]
    assert with_numerals(pages) == pages


def test_the_header_of_a_table_is_no_heading() -> None:
    pages = [page([row("I. MỤC ĐÍCH", 100), row("TT Tên nhiệm vụ", 200)])]
    assert with_numerals(pages) == pages


def test_figures_are_no_numerals() -> None:
    pages = [page([row("1. MỤC ĐÍCH", 100), row("1. Sở Tài chính", 200)])]
    assert with_numerals(pages) == pages


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("Quý IIL/2026", "Quý III/2026"),
        ("quý 11/2026.", "quý II/2026."),
        ("Quí HI/2026", "Quí III/2026"),
        ("Quý Il,", "Quý II,"),
        ("Quý IY/2026", "Quý IV/2026"),
        ("Quý IIII/2026", "Quý III/2026"),
        ("Quý 1/2026", "Quý 1/2026"),
        ("Quý T", "Quý T"),
        ("Quý IV/2026", "Quý IV/2026"),
        ("Quý VI/2026", "Quý VI/2026"),
    ],
)
def test_quarters(read: str, meant: str) -> None:
    assert texts(with_numerals([page([row(read, 100)])])[0]) == meant


def test_a_quarter_whose_number_stands_on_the_next_line() -> None:
    lines = [row("Trong quý", 100), row("IIL/2026", 116), row("Sở Y tế", 200)]
    (done,) = with_numerals([page(lines)])
    assert texts(done) == "Trong quý III/2026 Sở Y tế"
    assert [w.confidence < 0.6 for w in done.words] == [False, False, True, *[False] * 3]


def _decision(number: str, day: str, attached: str) -> list[object]:
    first = page(
        [row(f"Số: {number}/QĐ-ABC", 100, 0.4), row(f"Hà Nội, ngày {day} tháng 4 năm 2026", 120)]
    )
    return [first, page([row(attached, 100)], number=2)]


def test_number_with_a_witness_in_the_file_name() -> None:
    pages = _decision("7#7", "22", "(Kèm theo Quyết định này)")
    done = with_witnesses(pages, "qd-707-abc.pdf")  # type: ignore[arg-type]
    assert "707/QĐ-ABC" in texts(done.pages[0])
    assert [n.code for n in done.notes] == ["ocr-corrected"]


@pytest.mark.parametrize("name", ["scan.pdf", "qd-512-abc.pdf", "2026-04-22.pdf"])
def test_number_without_a_witness_stays(name: str) -> None:
    pages = _decision("7#7", "22", "(Kèm theo Quyết định này)")
    assert with_witnesses(pages, name).pages == pages  # type: ignore[arg-type]


def test_day_with_a_witness_in_the_attachment() -> None:
    pages = _decision("707", "82", "(Kèm theo Quyết định số 707/QĐ-ABC ngày 22 tháng 4 năm 2026)")
    assert "ngày 22 tháng 4" in texts(with_witnesses(pages, "x.pdf").pages[0])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "attached", ["ngày 22 tháng 5 năm 2026", "ngày 19 tháng 4 năm 2026", "không có ngày"]
)
def test_day_without_a_witness_stays(attached: str) -> None:
    pages = _decision("707", "82", attached)
    assert "ngày 82 tháng 4" in texts(with_witnesses(pages, "x.pdf").pages[0])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("read", "confidence", "candidates"),
    [
        ("ngày 22 tháng 4 năm 2026", 0.5, ("2026-04-22",)),
        ("ngày 3| tháng 12 năm 2024", 0.4, ("2024-12-31",)),
        ("ngày05 1 tháng 02 năm 2025", 0.5, ("2025-02-05",)),
        ("ngày 29 tháng năm 2026", 0.9, ()),
    ],
)
def test_a_day_in_its_slot_is_doubtful_with_candidates(read, confidence, candidates) -> None:
    pages = [page([row("Số: 707/QĐ-ABC", 100), row(f"Hà Nội, {read}", 120, confidence)])]
    (note,) = with_witnesses(pages, "x.pdf").notes
    assert (note.code, note.field, note.candidates[:1]) == (
        "header-doubtful",
        "issued_on",
        candidates,
    )


def test_a_day_that_the_attachment_confirms_is_not_doubted() -> None:
    attached = page([row("(Kèm theo Quyết định số 707/QĐ-ABC ngày 22/4/2026)", 100)], number=2)
    first = page([row("Hà Nội, ngày 22 tháng 4 năm 2026", 120, 0.5)])
    assert with_witnesses([first, attached], "x.pdf").notes == ()


@pytest.mark.parametrize(
    ("read", "meant"),
    [("15/QD-UBND", "15/QĐ-UBND"), ("95/2017/ND-CP", "95/2017/NĐ-CP"), ("HD-TV", "HD-TV")],
)
def test_codes_of_types_have_their_stroke(read: str, meant: str) -> None:
    assert texts(corrected(page([row(read, 100)]))) == meant


def test_a_symbol_hardly_read_is_taken_from_the_attachment() -> None:
    first = page([row("Số: 403/QĐ-ITC", 100, 0.4)])
    attached = page([row("(Kèm theo Quyết định số 403/QĐ-BTC ngày 22/4/2026)", 100)], number=2)
    assert "403/QĐ-BTC" in texts(with_witnesses([first, attached], "x.pdf").pages[0])


def test_a_symbol_hardly_read_has_the_initials_of_the_letterhead() -> None:
    head = row("BỘ THÔNG TIN VÀ TRUYỀN THÔNG", 80)
    first = page([head, row("Số: 19/2011/TT-BLILLL", 100, 0.4)])
    done = with_witnesses([first], "x.pdf")
    assert "19/2011/TT-BTTTT" in texts(done.pages[0])
    assert [note.code for note in done.notes] == ["header-doubtful"]  # said all the same


@pytest.mark.parametrize(
    ("capitals", "running", "meant"),
    [
        ("BAN CHÍ ĐẠO 138", "của Ban Chỉ đạo và Ban Chỉ đạo", "BAN CHỈ ĐẠO 138"),
        ("BAN CHÍ ĐẠO 138", "của Ban Chỉ đạo", "BAN CHÍ ĐẠO 138"),
        ("CUỘC THỊ", "Cuộc thi này là cuộc thi.", "CUỘC THI"),
        ("CHỦ TỊCH", "Chủ tịch và chủ tích, chủ tích", "CHỦ TỊCH"),
    ],
)
def test_capitals_are_spelt_as_the_document_spells_them(capitals, running, meant) -> None:
    pages = [page([row(capitals, 100), row(running, 140)])]
    assert texts(with_own_spelling(pages)[0]).startswith(meant)
