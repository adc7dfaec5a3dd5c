"""Forms in which portals and gazettes give a document as text: the made cases in
tests/data/portal.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from vanban.pipeline.conversion import convert
from vanban.pipeline.options import Options
from vanban.schemas import BlockRole

CASES = Path(__file__).resolve().parents[2] / "data" / "portal"
DAY = date(2026, 3, 12)


def plan_of(name):
    (path,) = CASES.glob(f"{name}*")
    return convert(path.read_bytes(), Options(filename=path.name))


@pytest.mark.parametrize(
    ("case", "number", "issuer"),
    [
        ("01", "415/QĐ-UBND", "Ủy ban nhân dân tỉnh Đông Hải"),
        ("02", "415/QĐ-UBND", "Ủy ban nhân dân tỉnh Đông Hải"),
        ("07", "1415/QĐ-TTg", "Thủ tướng Chính phủ"),
        ("08", "415/QĐ-UBND", "Ủy ban nhân dân tỉnh Đông Hải"),
        ("09", "415/QĐ-UBND", "Ủy ban nhân dân tỉnh Đông Hải"),
        ("10", "415/QĐ-UBND", "Ủy ban nhân dân tỉnh Đông Hải"),
        ("11", "8812/VPCP-NN", "Văn phòng Chính phủ"),
        ("13", "415/QĐ-UBND", "Ủy ban nhân dân tỉnh Đông Hải"),
    ],
)
def test_header(case, number, issuer):
    header = plan_of(case).document
    assert (header.number_symbol, header.issued_on) == (number, DAY)
    assert header.issuer is not None
    assert header.issuer.name == issuer


def test_headings_of_a_wrapped_text():
    (plan,) = plan_of("01").attachments
    assert [s.heading for s in plan.sections] == [
        "MỤC ĐÍCH, YÊU CẦU",
        "NỘI DUNG",
        "TỔ CHỨC THỰC HIỆN",
    ]


def test_table_of_lone_bars():
    tasks = [t for t in plan_of("05").tasks if t.origin == "table"]
    assert [[a.name for a in t.leads] for t in tasks] == [
        ["Sở Nông nghiệp và Môi trường"],
        ["Sở Nội vụ"],
    ]
    assert [t.deadline.due for t in tasks] == [date(2026, 6, 30), date(2026, 9, 30)]
    assert [[a.text for a in t.cooperators] for t in tasks] == [["Các hạt quản lý đê"], []]


def test_page_number_above_the_header():
    plan = plan_of("07")
    assert [a.number for a in plan.articles] == ["1", "2"]
    assert len(plan.legal_bases) == 2
    assert not plan.attachments


def test_running_lines_in_a_sentence():
    plan = plan_of("08")
    first = next(t for t in plan.tasks if t.number == "1")
    assert [a.text for a in first.leads] == ["Sở Nội vụ"]
    assert first.deadline.due == date(2026, 6, 29)
    furniture = [b for b in plan.source.blocks if b.role is BlockRole.PAGE_FURNITURE]
    words = [plan.source.text[b.span.start : b.span.end] for b in furniture]
    assert "CÔNG BÁO/Số 12/Ngày 20-03-2026" in words
    assert "Ký bởi: CÔNG BÁO TỈNH ĐÔNG HẢI" in words


def test_markdown_copy():
    plan = plan_of("09")
    assert [a.number for a in plan.articles] == ["1", "2"]
    assert [s.name for s in plan.document.signers] == ["Lò Thị Mai Sương"]
    assert "*" not in plan.source.text
    assert [t.deadline.due for t in plan.tasks] == [date(2026, 6, 29)]


def test_portal_words_above_the_header():
    plan = plan_of("10")
    assert plan.document.title == "Ban hành Kế hoạch số hóa hồ sơ đê điều"
    assert [a.number for a in plan.articles] == ["1", "2"]


def test_flattened_table_with_its_header():
    tasks = [t for t in plan_of("03").tasks if t.origin == "table"]
    assert [t.number for t in tasks] == ["1", "1", "2"]
    assert [t.group for t in tasks] == ["Khảo sát", "Số hóa", "Số hóa"]
    assert [[a.name for a in t.leads] for t in tasks] == [
        ["Sở Nông nghiệp và Môi trường"],
        ["Sở Nội vụ"],
        ["Sở Khoa học và Công nghệ"],
    ]
    assert [t.deadline.due for t in tasks] == [
        date(2026, 6, 30),
        date(2026, 9, 30),
        date(2026, 12, 31),
    ]


def test_what_is_left_of_a_table_stays_damaged():
    plan = plan_of("04")
    assert "table-damaged" in {d.code for d in plan.diagnostics}
    assert not [t for t in plan.tasks if t.origin == "table"]
    cells = [plan.source.text[b.span.start : b.span.end] for b in plan.source.blocks if b.cell]
    assert [c for c in cells if c] == ["Hạt quản lý đê số 2", "Sở Nội vụ", "Hằng năm.", "III"]


def test_a_short_letter_below_its_addressees_is_no_cell():
    text = (
        "BỘ NỘI VỤ\n-------\n|\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n|\n|\nSố: 12/BNV-TCBC\n|\n"
        "Hà Nội, ngày 12 tháng 3 năm 2026\n|\n|\nKính gửi:\n|\n- Sở Nội vụ các tỉnh.\n|\n"
        "Đề nghị các Sở báo cáo trước ngày 30 tháng 6 năm 2026./.\n|\nNơi nhận:\n- Như trên;\n|\n"
        "KT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\nLò Văn Sơn\n|\n"
    )
    plan = convert(text.encode(), Options(filename="a.txt"))
    assert not plan.source.tables
    assert [s.name for s in plan.document.signers] == ["Lò Văn Sơn"]
    assert plan.document.issued_on == DAY


def test_a_gazette_names_the_issuer_twice():
    text = (
        "CÔNG BÁO/Số 12/Ngày 20-03-2026\n5\n\nVĂN BẢN QUY PHẠM PHÁP LUẬT\n\nBỘ NỘI VỤ\n\nBỘ NỘI "
        "VỤ\n\n"
        "Số: 12/2026/TT-BNV\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
        "Hà Nội, ngày 12 tháng 3 năm 2026\n\nTHÔNG TƯ\nHướng dẫn lưu hồ sơ\n\nĐiều 1. Phạm vi điều "
        "chỉnh\n"
    )
    issuer = convert(text.encode(), Options(filename="a.txt")).document.issuer
    assert issuer is not None
    assert issuer.name == "Bộ Nội vụ"


def test_a_page_number_on_both_sides_of_its_running_line():
    text = (
        "QUYẾT ĐỊNH\nVề hồ sơ đê\nĐiều 1. Lưu hồ sơ đê.\nĐiều 2. Quyết định có hiệu lực từ ngày "
        "ký./.\n\n"
        "BỘ TRƯỞNG\nLò Văn Sơn\n \n \n\n\n49\n \n \n\n \nCÔNG BÁO/Số 361 + 362/Ngày "
        "28-02-2025\n 49\n"
    )
    plan = convert(text.encode(), Options(filename="a.txt"))
    assert [s.name for s in plan.document.signers] == ["Lò Văn Sơn"]


def test_a_resolution_number_with_a_dot():
    bases = plan_of("14").legal_bases
    assert [c.number_symbol for c in bases[1].citations] == ["66.2/2025/NQ-CP"]


def test_the_day_of_a_document_that_the_title_names_is_not_its_own():
    plan = plan_of("19")
    assert plan.document.issued_on is None
    assert "date-missing" in {d.code for d in plan.diagnostics}


def test_a_title_broken_behind_a_hyphen():
    title = plan_of("20").document.title
    assert title.endswith("Đê điều - Phòng chống lũ và Cứu hộ ban hành, liên tịch ban hành")


def test_a_repealing_article_wrapped_before_an_office_gives_no_work():
    plan = plan_of("28")
    assert [a.number for a in plan.articles] == ["1", "2", "3"]
    assert not plan.tasks


def test_a_consolidated_text_has_its_header_at_the_end():
    header = plan_of("22").document
    assert header.doc_type.code == "VBHN"
    assert (header.number_symbol, header.issued_on) == ("04/VBHN-BNNMT", DAY)
    assert header.issuer.name == "Bộ Nông nghiệp và Môi trường"
    assert header.title == "Hướng dẫn lưu hồ sơ đê điều"
    assert [s.name for s in header.signers] == ["Lò Văn Sơn"]


@pytest.mark.parametrize("heading", ["VĂN BẢN HỢP NHẤT - BỘ Y TẾ", "VĂN BẢN HỢP NHẤT -\nBỘ Y TẾ"])
def test_a_consolidated_text_of_a_gazette(heading):
    text = (
        f"{heading}\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\n"
        "THÔNG TƯ1\nHướng dẫn lưu hồ sơ đê\n\nThông tư số 05/2015/TT-BYT ngày 17 tháng 3 năm 2015 "
        "của Bộ trưởng Bộ Y tế hướng dẫn lưu hồ sơ đê, được sửa đổi bởi:\n\nĐiều 1. Phạm vi\n"
        "Thông tư này quy định việc lưu hồ sơ đê./.\n\nBỘ Y TẾ XÁC THỰC VĂN BẢN HỢP NHẤT\n\n"
        "Số: 04/VBHN-BYT\n\nHà Nội, ngày 12 tháng 3 năm 2026\n\nKT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\n\nLò "
        "Văn Sơn\n"
    )
    header = convert(text.encode(), Options(filename="a.txt")).document
    assert (header.number_symbol, header.issued_on) == ("04/VBHN-BYT", DAY)
    assert header.issuer.name == "Bộ Y tế"
    assert header.title == "Hướng dẫn lưu hồ sơ đê"


def test_a_consolidated_text_with_its_header_at_the_top():
    text = (
        "BỘ Y TẾ\n-------\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 92/VBHN-BYT\n"
        "Hà Nội, ngày 12 tháng 3 năm 2026\n\nTHÔNG TƯ\nHướng dẫn lưu hồ sơ đê\n\nĐiều 1. Phạm vi\n"
        "Thông tư này quy định việc lưu hồ sơ đê./.\n\nXÁC THỰC VĂN BẢN\nHỢP NHẤT\nKT. BỘ "
        "TRƯỞNG\nTHỨ TRƯỞNG\n"
        "Lò Văn Sơn\n"
    )
    header = convert(text.encode(), Options(filename="a.txt")).document
    assert (header.doc_type.code, header.number_symbol) == ("VBHN", "92/VBHN-BYT")
    assert header.issued_on == DAY
    assert header.issuer.name == "Bộ Y tế"
