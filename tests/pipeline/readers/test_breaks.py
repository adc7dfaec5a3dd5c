"""Whether a paragraph goes on over a line break."""

from __future__ import annotations

import pytest

from vanban.pipeline.readers.text.breaks.habits import habits_of
from vanban.pipeline.readers.text.breaks.numbers import joint
from vanban.pipeline.readers.text.breaks.signs import Break, Habits
from vanban.pipeline.readers.text.breaks.verdict import judge

PLAIN, WRAPPED = Habits(wraps=-2.5), Habits(wraps=2.5)
"""A text with a paragraph a line, and one that was wrapped."""


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("Đông Hải, ngày", "12 tháng 3 năm 2026"),
        ("Đông Hải, ngày 12", "tháng 3 năm 2026"),
        ("Số: 415/QĐ-", "UBND"),
        ("Số:", "415/QĐ-UBND"),
        ("thay thế Quyết định số 12/QĐ-UBND của", "Chủ tịch Ủy ban nhân dân tỉnh"),
        ("I. MỤC", "ĐÍCH, YÊU CẦU"),
        ("giai đoạn 2026", "- 2030 của Trung ương"),
        ("Bộ trưởng Bộ Đê điều -", "Phòng chống lũ và Cứu hộ ban hành"),
        ("theo quy định tại Điều", "5. của Nghị định"),
        ("theo quy định tại khoản", "1. Điều 5 của Nghị định"),
        ("Kế hoạch (sau đây gọi là", "Kế hoạch số hóa)"),
        ("Chương", "IV"),
        ("Điều 1.", "Ban hành kèm theo Quyết định này Kế hoạch"),
        ("THỦ TƯỚNG CHÍNH", "PHỦ"),
        ("Cao", "Bằng, ngày 28 tháng 11 năm 2025"),
        ("Lê Tấn", "Cận"),
        ("Lê", "Tấn Cận"),
        ("KT.", "CHỦ TỊCH"),
        ("BỘ", "TRƯỞNG BỘ CÔNG THƯƠNG"),
        ("NGÀY 15 THÁNG 8 NĂM 2024 CỦA", "THỦ TƯỚNG CHÍNH PHỦ VỀ VIỆC TĂNG CƯỜNG"),
        ("thuộc Vụ Tổ chức", "- Biên chế, Bộ Nội vụ."),
        ("-", "Trường hợp chất lượng môi trường không khí bị ô nhiễm"),
    ],
)
def test_what_goes_on_in_any_text(above, below):
    for habits in (PLAIN, Habits(), WRAPPED):
        assert judge(Break(above, below), habits).joins


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("1. Rà soát hồ sơ.", "2. Lập danh mục"),
        ("Phát động Cuộc thi tìm hiểu chuyển đổi số", "I. MỤC ĐÍCH"),
        ("II. PHƯƠNG HƯỚNG, NHIỆM VỤ 6 THÁNG CUỐI NĂM", "1. Tham mưu ban hành kế hoạch"),
        ("Điều 15. Bảo hiểm xã hội một lần", "1. Đối tượng quy định tại khoản 1"),
        ("2. Phát triển hạ tầng số", "2.1. Sở Nội vụ rà soát"),
        ("Chương trình chuyển đổi số", "2) Xây dựng cơ sở dữ liệu"),
        ("gồm các", "- một"),
        ("Căn cứ Luật A;", "căn cứ Luật B;"),
        ("QUYẾT ĐỊNH", "BAN HÀNH KẾ HOẠCH"),
        ("BỘ TÀI CHÍNH", "CỤC THUẾ"),
        ("PHÓ CHỦ TỊCH", "Lò Thị Mai Sương"),
        ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
        ("TL. BỘ TRƯỞNG", "CHÁNH VĂN PHÒNG"),
        ("về công tác tổ chức", "- Chủ trì, phối hợp với các cơ quan"),
        ("Theo đề nghị của Bộ trưởng Bộ Nội vụ,", "QUYẾT ĐỊNH:"),
        ("Lê Tiến Châu", "Phụ lục"),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"),
        ("TỈNH ĐÔNG HẢI", "-------"),
        ("SỐ HÓA HỒ SƠ ĐÊ ĐIỀU", "(Ban hành kèm theo Quyết định số 415/QĐ-UBND)"),
        ("sở Nông nghiệp và Môi trường trước ngày 25 hằng tháng.", "4. Đề nghị Ủy ban"),
    ],
)
def test_what_parts_in_any_text(above, below):
    for habits in (PLAIN, Habits(), WRAPPED):
        assert not judge(Break(above, below), habits).joins


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("BAN HÀNH KẾ HOẠCH SỐ HÓA", "HỒ SƠ ĐÊ ĐIỀU"),
        ("Phó Thủ tướng Chính phủ giao", "Bộ Nông nghiệp và Môi trường"),
        ("2. Phát triển dữ liệu số", "Chi tiết tại Phụ lục"),
    ],
)
def test_the_habits_of_the_text_decide_the_rest(above, below):
    assert judge(Break(above, below), WRAPPED).joins
    assert not judge(Break(above, below), PLAIN).joins


def test_a_line_that_had_room_was_ended_on_purpose():
    habits = Habits(wraps=2.5, first=80, rest=80)
    assert not judge(Break("2. Chế độ báo cáo", "Các sở, ban, ngành định kỳ báo cáo"), habits).joins


def test_a_full_line_goes_on_behind_a_clause():
    at = Break(
        "b) Cục Khí tượng Thủy văn bổ sung 40 trạm quan trắc tự động;", "hoàn thành năm 2027."
    )
    assert judge(at, Habits(first=64)).joins
    assert not judge(at, Habits(first=90)).joins
    assert not judge(at, Habits(wraps=2.5)).joins


def test_first_lines_may_be_narrower_than_others():
    at = Break(
        "c) Về việc thỏa thuận giao cắt tuyến ống Cái", "Mép - Phú Mỹ: Ủy ban nhân dân xử lý"
    )
    assert judge(at, Habits(wraps=0.3, rest=79)).joins


def test_the_width_of_first_lines_stands_for_that_of_others():
    at = Break(
        "và Thủ trưởng các cơ quan chịu trách nhiệm thi hành", "Quyết định này.", opens=False
    )
    assert judge(at, Habits(first=55)).joins
    assert not judge(at, Habits(first=90)).joins


def test_habits_are_learned_from_plain_breaks():
    wrapped = [
        ["Căn cứ Luật Lưu trữ", "ngày 21 tháng 6 năm 2024;"],
        ["- Cơ quan chủ trì: Sở Nông", "nghiệp và Môi trường."],
        ["- Cơ quan phối hợp: Sở", "nội vụ và các"],
    ]
    assert habits_of(wrapped).wraps > 1
    assert habits_of([["1. Một.", "2. Hai.", "3. Ba.", "4. Bốn."]]).wraps < -1
    assert habits_of([]) == Habits()


def test_every_verdict_names_its_signs():
    found = judge(Break("Đông Hải, ngày", "12 tháng 3 năm 2026"), Habits())
    assert {"day", "numeral wanted"} <= set(found.signs)


@pytest.mark.parametrize(
    ("above", "below", "between"),
    [
        ("Số: 415/QĐ-", "UBND", ""),
        ("kinh tế-", "xã hội", ""),
        ("công -", "tư", " "),
        ("Sở Nội", "vụ", " "),
    ],
)
def test_joint(above, below, between):
    assert joint(above, below) == between


@pytest.mark.parametrize(
    ("above", "below"),
    [("II. NỘI DUNG", "THỰC HIỆN"), ("KT. BỘ TRƯỞNG,", "CHỦ NHIỆM"), ("Hội Liên hiệp", "Phụ nữ")],
)
def test_strong_words_that_go_on_are_one_heading_or_name(above, below):
    assert judge(Break(above, below, inside=True), Habits(wraps=-2.5)).joins
    assert not judge(Break(above, below), Habits(wraps=-2.5)).joins
