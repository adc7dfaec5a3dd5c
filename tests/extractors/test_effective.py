"""When a made document takes effect."""

from __future__ import annotations

from datetime import date

import pytest

from vanban.extractors.effective import find_effective
from vanban.extractors.outline.model import Outline, Part
from vanban.schemas import Source, Span

_SIGNED = date(2026, 5, 10)


def _outline(text: str) -> Outline:
    source = Source(
        filename="made.txt", sha256="0" * 64, media_type="text/plain", reader="made/1", text=text
    )
    return Outline(source=source, parts=(Part(kind="document", span=Span(start=0, end=len(text))),))


@pytest.mark.parametrize(
    ("text", "rule", "day"),
    [
        ("Điều 2. Quyết định này có hiệu lực thi hành kể từ ngày ký.", "on_signing", _SIGNED),
        (
            "Điều 2. Quyết định này có hiệu lực từ ngày ký ban hành. Giám đốc chịu trách nhiệm.",
            "on_signing",
            _SIGNED,
        ),
        ("Nghị quyết này có hiệu lực thi hành từ ngày thông qua./.", "on_signing", _SIGNED),
        (
            "Điều 5. Quyết định này thay thế Quyết định số 16/QĐ-UBND ngày 01 tháng 6 năm 2025 của "
            "Chủ tịch Ủy ban nhân dân tỉnh và có hiệu lực kể từ ngày ký.",
            "on_signing",
            _SIGNED,
        ),
        (
            "1. Luật này có hiệu lực thi hành từ ngày 01 tháng 7 năm 2026, trừ khoản 2 Điều này.",
            "on_date",
            date(2026, 7, 1),
        ),
        ("Thông tư này có hiệu lực từ ngày 01/7/2026.", "on_date", date(2026, 7, 1)),
        (
            "Điều 5. Điều khoản thi hành\nNghị định này có hiệu lực kể từ 00 giờ ngày 01 tháng 7 "
            "năm 2026.",
            "on_date",
            date(2026, 7, 1),
        ),
        (
            "Thông tư này có hiệu lực thi hành sau 45 ngày kể từ ngày ký.",
            "days_after_signing",
            date(2026, 6, 24),
        ),
        (
            "Thông tư này có hiệu lực thi hành sau bốn mươi lăm (45) ngày, kể từ ngày ký ban hành.",
            "days_after_signing",
            date(2026, 6, 24),
        ),
        ("Nghị định này có hiệu lực sau 15 ngày, kể từ ngày đăng Công báo.", None, None),
        ("Điều 5 Luật này có hiệu lực từ ngày 01/7/2026.", None, None),
        ("Hồ sơ nộp trước ngày Nghị định này có hiệu lực thi hành thì xử lý tiếp.", None, None),
        ("Không có gì.", None, None),
    ],
)
def test_rules(text: str, rule: str | None, day: date | None) -> None:
    found = find_effective(_outline(text), _SIGNED)
    assert (found.rule, found.date) == (rule, day)
    if found.span is not None:
        assert text[found.span.start : found.span.end] == found.text


def test_general_rule_before_exceptions_and_before_forms_of_other_documents() -> None:
    text = (
        "Thông tư này quy định mẫu quyết định.\n1. Thông tư này có hiệu lực từ ngày 01/7/2026.\n"
        "2. Điều 9 của Thông tư này có hiệu lực từ ngày 01/01/2027.\n"
        "Điều 3. Quyết định này có hiệu lực kể từ ngày ký."
    )
    assert find_effective(_outline(text), _SIGNED).date == date(2026, 7, 1)


def test_without_a_date_of_signing() -> None:
    text = (
        "Nghị quyết này có hiệu lực từ ngày thông qua.\nNghị quyết này được Hội đồng nhân dân "
        "tỉnh thông qua ngày 10 tháng 7 năm 2026."
    )
    assert find_effective(_outline(text), None).date == date(2026, 7, 10)
    assert find_effective(_outline("Quyết định này có hiệu lực kể từ ngày ký."), None).date is None
