"""Line breaks and signs that a data set wrote as escapes."""

from __future__ import annotations

from datetime import date

import pytest

from vanban.pipeline.conversion import convert
from vanban.pipeline.options import Limits, Options
from vanban.pipeline.readers.text.escapes import at_escaped_breaks, has_escaped_breaks, unescaped
from vanban.pipeline.readers.text.reader import read_text

TEXT = """\
ỦY BAN NHÂN DÂN
TỈNH ĐÔNG HẢI

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 415/KH-UBND

Đông Hải, ngày 12 tháng 3 năm 2026

KẾ HOẠCH
Phát triển đô thị

1. Sở Xây dựng chủ trì, phối hợp với Sở R&D rà soát quy hoạch trước ngày 30/6/2026.
2. Sở Nội vụ báo cáo trước ngày 30/7/2026.
"""


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        TEXT.replace("\n", "\\n"),
        TEXT.replace("\n", "\\r\\n"),
        TEXT.replace("\n", "\\r\\n\n"),
        TEXT.replace("&", "&amp;").replace("ộ", "&#7897;").replace("Đ", "&#x110;"),
    ],
    ids=["written", "n", "rn", "both", "entities"],
)
def test_one_plan_with_escapes_and_without(text: str) -> None:
    plan = convert(text.encode(), Options(filename="ke-hoach.txt"))
    assert plan.document.number_symbol == "415/KH-UBND"
    assert plan.document.issued_on == date(2026, 3, 12)
    assert plan.document.title == "Phát triển đô thị"
    assert plan.document.issuer and plan.document.issuer.name == "Ủy ban nhân dân tỉnh Đông Hải"
    assert [t.text for t in plan.tasks] == [
        line[3:] for line in TEXT.split("\n") if line.startswith(("1.", "2."))
    ]


def test_a_line_keeps_its_number_in_the_file() -> None:
    source = read_text(
        "Điều 1.\\nĐiều 2.\\nĐiều 3.\n\\nĐiều 4.".encode(), filename="a.txt", limits=Limits()
    )
    assert [getattr(b.anchor, "line", None) for b in source.blocks] == [1, 1, 1, 2]


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("a\\nb\\nc\\n", True),
        ("a\\r\\nb\\rc\\n", True),
        ("D:\\nam\\ngay", False),  # two, in a path
        ("a\nb\nc\nd", False),
    ],
)
def test_when_breaks_are_escapes(text: str, escaped: bool) -> None:
    assert has_escaped_breaks(text) is escaped


def test_breaks() -> None:
    assert at_escaped_breaks("a\\r\\nb\\nc\\rd") == ["a", "b", "c", "d"]


@pytest.mark.parametrize(
    ("lines", "read"),
    [
        (["R&amp;D", "a &lt; b", "&#7897;"], ["R&D", "a < b", "ộ"]),
        (["R&amp;D", "a &lt; b"], []),  # two: they may be meant
        (["R&D; S&P; A&B;"], []),  # no names of signs
        (["a&nbsp;b&nbsp;c&nbsp;d"], ["a b c d"]),
    ],
)
def test_entities(lines: list[str], read: list[str]) -> None:
    assert [r.text for r in unescaped(lines).values()] == read
