import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanban.extractors.language.folding import fold
from vanban.extractors.outline.markers import Kind, markers


@pytest.mark.parametrize(
    ("text", "kind", "label", "rest"),
    [
        ("Điều 3. Trách nhiệm", Kind.DIEU, "3", "Trách nhiệm"),
        ("Điều17. Hiệu lực", Kind.DIEU, "17", "Hiệu lực"),
        ("Điều 5: Tổ chức thực hiện", Kind.DIEU, "5", "Tổ chức thực hiện"),
        ("ĐIỀU 26a. SỬA ĐỔI", Kind.DIEU, "26a", "SỬA ĐỔI"),
        ("Điều 4", Kind.DIEU, "4", ""),
        ("Chương II", Kind.CHUONG, "II", ""),
        ("CHƯƠNG IV: TỔ CHỨC", Kind.CHUONG, "IV", "TỔ CHỨC"),
        ("Mục 1. Nguyên tắc", Kind.MUC, "1", "Nguyên tắc"),
        ("Tiểu mục 2", Kind.TIEU_MUC, "2", ""),
        ("Phần thứ nhất", Kind.PHAN, "thứ nhất", ""),
        ("1. Xây dựng", Kind.ARABIC, "1", "Xây dựng"),
        ("2a. Bổ sung", Kind.ARABIC, "2a", "Bổ sung"),
        ("1- Quy định", Kind.ARABIC, "1", "Quy định"),
        ("1/ Quy định", Kind.ARABIC, "1", "Quy định"),
        ("12.Tổ chức", Kind.ARABIC, "12", "Tổ chức"),
        ("2.1. Tiếp tục", Kind.DECIMAL, "2.1", "Tiếp tục"),
        ("2.1.10 Rà soát", Kind.DECIMAL, "2.1.10", "Rà soát"),
        ("a) Lập hồ sơ", Kind.LETTER, "a", "Lập hồ sơ"),
        ("đ1) Lập hồ sơ", Kind.LETTER, "đ1", "Lập hồ sơ"),
        ("a. Lập hồ sơ", Kind.LETTER, "a", "Lập hồ sơ"),
        ("I. MỤC TIÊU", Kind.ROMAN, "I", "MỤC TIÊU"),
        ("II- ĐÁNH GIÁ", Kind.ROMAN, "II", "ĐÁNH GIÁ"),
        ("I MỤC TIÊU", Kind.ROMAN, "I", "MỤC TIÊU"),
        ("A. PHẦN CHUNG", Kind.CAPITAL, "A", "PHẦN CHUNG"),
        ("b.1) Kết quả", Kind.SUBPOINT, "b.1", "Kết quả"),
        ("(1) Kết quả", Kind.PARENTHESIS, "1", "Kết quả"),
        ("iii) Kết quả", Kind.LOWER_ROMAN, "iii", "Kết quả"),
        ("- Sở Tài chính", Kind.BULLET, "-", "Sở Tài chính"),
        ("+ Sở Tài chính", Kind.BULLET, "+", "Sở Tài chính"),
        ("“Điều 5. Hồ sơ", Kind.DIEU, "5", "Hồ sơ"),
    ],
)
def test_markers_and_the_words_behind_them(text: str, kind: Kind, label: str, rest: str) -> None:
    found = {m.kind: m for m in markers(fold(text))}
    assert kind in found
    assert (found[kind].label, text[found[kind].end :]) == (label, rest)


@pytest.mark.parametrize(
    "text",
    [
        "Điều 5 của Luật này quy định", "Điều 5, Điều 6 Nghị định "
                                        "này", "Điều này áp "
                                               "dụng", "Chương I của Nghị định", "Mục tiêu chung",
        "mục 1 phần này", "Phần này cần tóm tắt", "1.500.000 "
                                                  "đồng", "20/10/2020", "2021 là "
                                                                        "năm", "100% kinh "
                                                                               "phí", "Bộ trưởng",
        "-------", "", "Căn cứ Luật", "ông A", "và", "a", "...",
    ],
)  # fmt: skip
def test_plain_words_have_no_marker(text: str) -> None:
    assert markers(fold(text)) == ()


@given(st.text(max_size=80))
def test_markers_lie_inside_the_text(text: str) -> None:
    for m in markers(fold(text)):
        assert 0 <= m.start < m.end <= len(text)
