"""Spaces and hyphens put back where nothing else can have been meant."""

from __future__ import annotations

import pytest

from vanban.pipeline.legacy.spaces import put_back


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Căn cứ LuậtTổ chức", "Căn cứ Luật Tổ chức"),
        ("Quyếtđịnh số 5", "Quyết định số 5"),
        ("địnhnày", "định này"),
        ("QUYẾTĐỊNH", "QUYẾT ĐỊNH"),
        ("ChươngI và ĐIỀU3, Điều12.", "Chương I và ĐIỀU 3, Điều 12."),
        ("năm 2014của Chính phủ, ngày5 tháng6", "năm 2014 của Chính phủ, ngày 5 tháng 6"),
        ("Số: 12/QĐUBND, 95/2017/NĐCP, 3/CTTTg", "Số: 12/QĐ-UBND, 95/2017/NĐ-CP, 3/CT-TTg"),
    ],
)
def test_put_back(text: str, expected: str) -> None:
    read = put_back([text])[0]
    assert read.text == expected
    assert all(c.raw == "" and c.new in " -" and read.text[c.start] == c.new for c in read.changes)
    assert {c.kind for c in read.changes} <= {"missing-space", "missing-hyphen"}


@pytest.mark.parametrize(
    "text",
    [
        "đôla, ôtô, xôviết, Êđê, LuatVietnam",
        "QĐUBND",
        "12/QĐABC",
        "Covid19, G20, Q2, 5G, A4",
        "2021-2025",
        "khoản 2a Điều 5b",
        "100m2",
        "thuở quờ quạng",
    ],
)
def test_left_alone(text: str) -> None:
    assert put_back([text]) == {}
