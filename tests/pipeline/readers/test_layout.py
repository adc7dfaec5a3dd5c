"""Layout tables, wrapped lines, furniture, numerals."""

from __future__ import annotations

import pytest

from vanban.extractors.language.numerals import letters_label, roman_label
from vanban.pipeline.readers.layout import (
    continues,
    flatten_order,
    is_furniture,
    is_layout_table,
    starts_unit,
    wrap_width,
)

WORK = [
    ["TT", "Nhiệm vụ", "Đơn vị chủ trì", "Thời hạn"],
    ["1", "Xây dựng đề án", "Vụ A", "Quý I/2024"],
]


@pytest.mark.parametrize(
    ("rows", "layout"),
    [
        ([["BỘ A\n-------", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"]], True),
        (
            [
                ["TỈNH ỦY A\n*", "ĐẢNG CỘNG SẢN VIỆT NAM"],
                ["Số 12-KH/TU", "A, ngày 5 tháng 3 năm 2024"],
            ],
            True,
        ),
        ([["BỘ A", ""], ["Số: 12/QĐ-BA", "Hà Nội, ngày   tháng   năm 2024"]], True),
        ([["Nơi nhận:\n- Như Điều 2;", "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nNguyễn Văn A"]], True),
        ([["", "KT. BỘ TRƯỞNG\nTHỨ TRƯỞNG"]], True),
        ([["", "GIÁM ĐỐC"], ["", "Trần Thị B"]], True),
        ([["XÁC NHẬN CỦA ĐƠN VỊ", "CHỦ TỊCH\nNguyễn Văn A"]], True),
        ([["NGƯỜI LẬP BIỂU\n(Ký, ghi rõ họ tên)", "ĐẠI DIỆN ĐƠN VỊ\n(Ký tên, đóng dấu)"]], True),
        ([["Chỉ một ô đóng khung"]], True),
        ([["Điều 1. Một\nNội dung\nĐiều 2. Hai", "Bên lề"]], True),
        (WORK, False),
        (WORK[:1], False),
        ([["Bộ A", "Xây dựng đề án"], ["Bộ B", "Trình Chính phủ"]], False),
        ([["TT", "Nội dung"], ["1", "Nơi nhận hồ sơ"]], False),
        ([["TT", "Chức danh", "Số lượng"], ["1", "Chủ tịch", "1"]], False),
        ([["Tên"], ["A"], ["B"], ["C"]], False),
        ([[str(i), "Điều 1. Sửa đổi"] for i in range(9)], False),
    ],
)
def test_layout_table(rows, layout):
    assert is_layout_table(rows) is layout


def test_flatten_order_goes_down_columns_between_full_rows():
    places = [(0, 0, 1), (0, 1, 1), (1, 0, 1), (1, 1, 1), (2, 0, 2), (3, 0, 1), (3, 1, 1)]
    assert flatten_order(places) == [0, 2, 1, 3, 4, 5, 6]


@pytest.mark.parametrize(
    ("above", "below", "expected"),
    [
        ("cấp, đăng ký biển", "phương tiện giao thông", True),
        ("Căn cứ Luật A;", "căn cứ Luật B;", False),
        ("QUYẾT ĐỊNH", "Về việc ban hành", False),
        ("gồm:", "a) một", False),
        ("gồm các", "a) một", False),
        ("gồm các", "- một", False),
        ("tại", "khoản 2 Điều này", True),
        ("xây dựng,", "trình ban hành", True),
        ("theo “Chiến lược.”", "của Bộ", False),
        ("", "x", False),
    ],
)
def test_continues(above, below, expected):
    assert continues(above, below) is expected


@pytest.mark.parametrize(
    "line",
    [
        "1. Một",
        "1.2. Một",
        "a) Một",
        "đ) Một",
        "II. MỘT",
        "- Một",
        "Điều 5",
        "Điều 5. Tên",
        "Chương IV",
        "Phụ lục 1",
    ],
)
def test_starts_unit(line):
    assert starts_unit(line)


@pytest.mark.parametrize(
    "line",
    [
        "Một",
        "Điều 5 của Luật",
        "điều 5",
        "khoản 2 Điều này",
        "năm 2024. Hai",
        "các cơ quan",
        "Vụ A",
        "12 đơn vị",
    ],
)
def test_starts_no_unit(line):
    assert not starts_unit(line)


def test_wrap_width():
    assert wrap_width(["x" * 70, "y" * 68, "z" * 69, "w" * 12]) == 70
    assert wrap_width(["x" * 70, "y" * 300, "z" * 69, "w" * 12]) == 0
    assert wrap_width(["một.", "hai.", "ba.", "bốn."]) == 0
    assert wrap_width(["Một câu đủ dài để lấp đầy cả dòng chữ này rồi."] * 6) == 0


@pytest.mark.parametrize(
    ("line", "furniture"),
    [
        ("------", True),
        ("* * *", True),
        ("……", False),
        ("…………", True),
        ("_", True),
        ("-", False),
        ("*", False),
    ],
)
def test_rules(line, furniture):
    assert is_furniture(line) is furniture


@pytest.mark.parametrize(
    ("number", "sign"),
    [(1, "I"), (4, "IV"), (1994, "MCMXCIV"), (0, "0"), (-1, "-1"), (40_000, "40000")],
)
def test_roman(number, sign):
    assert roman_label(number) == sign


@pytest.mark.parametrize(
    ("number", "sign"),
    [(1, "a"), (26, "z"), (27, "aa"), (53, "aaa"), (0, "0"), (10**9, "1000000000")],
)
def test_letters(number, sign):
    assert letters_label(number) == sign
