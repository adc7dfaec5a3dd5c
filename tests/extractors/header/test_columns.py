"""The two columns above the heading, joined in one line."""

from __future__ import annotations

import pytest

from vanban import Options, convert

_LETTER = """UBND TỈNH LAM SƠN
SỞ Y TẾ
Số: 45/SYT-NV
V/v rà soát trang thiết bị{gap}Lam Sơn, ngày 05 tháng 3 năm 2026
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Kính gửi: Các đơn vị trực thuộc
Sở Y tế yêu cầu các đơn vị báo cáo trước ngày 20/3/2026.
GIÁM ĐỐC
Trần Văn A
"""


@pytest.mark.parametrize("gap", [" ", "\t", " " * 12])
def test_place_and_day_behind_the_subject(gap):
    document = convert(_LETTER.format(gap=gap).encode(), Options(filename="a.txt")).document
    assert (document.title, document.place) == ("rà soát trang thiết bị", "Lam Sơn")
    assert str(document.issued_on) == "2026-03-05"


def test_a_place_and_day_of_the_subject_itself():
    document = convert(_LETTER.format(gap=" tại ").encode(), Options(filename="a.txt")).document
    assert document.issued_on is None
