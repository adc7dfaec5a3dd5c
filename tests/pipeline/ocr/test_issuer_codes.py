"""Codes of issuers that were misread, set right by the name in the letterhead."""

import pytest

from vanban.pipeline.ocr.issuer_codes import meant_code


@pytest.mark.parametrize(
    ("read", "name", "meant"),
    [
        ("BLILLL", "BỘ THÔNG TIN VÀ TRUYỀN THÔNG", "BTTTT"),
        ("BILLI", "BỘ THÔNG TIN VÀ TRUYỀN THÔNG", "BTTTT"),
        ("BILLI", "CỦA BỘ THÔNG TIN VÀ TRUYỀN THÔNG SỐ 07/2008/CT-BILLI", "BTTTT"),
        ("BLC", "BỘ TRƯỞNG BỘ TÀI CHÍNH", "BTC"),
        ("HDND", "HỘI ĐỒNG NHÂN DÂN", "HĐND"),
        ("BTC", "BỘ TÀI CHÍNH", None),  # already the code
        ("BKHCN", "BỘ TÀI CHÍNH", None),
        ("UBND", "Bộ Tài chính", None),  # no letterhead
        ("BLLLLLLLL", "BỘ THÔNG TIN", None),  # too many strokes
    ],
)
def test_the_initials_of_the_name_tell_the_code(read: str, name: str, meant: str | None) -> None:
    assert meant_code(read, [name.split()]) == meant
