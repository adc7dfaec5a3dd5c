"""Small pieces of Vietnamese that several exports share."""

from __future__ import annotations

import re
from datetime import date

QUOC_HIEU = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
TIEU_NGU = "Độc lập - Tự do - Hạnh phúc"
SIGNER = "THỦ TRƯỞNG CƠ QUAN"
"""Over the signature, until somebody fills in who signs."""
KEPT = "- Lưu: VT."
"""The last of those who get a paper: the registry keeps one."""
WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
SIX = {
    "nguoi": "Rõ người",
    "viec": "Rõ việc",
    "thoi_gian": "Rõ thời gian",
    "trach_nhiem": "Rõ trách nhiệm",
    "san_pham": "Rõ sản phẩm",
    "tham_quyen": "Rõ thẩm quyền",
}
_LONGEST_TITLE = 90
"""Characters of a title that stand for a document without a number: a line of a letter."""
_NOT_XML = re.compile(r"[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def day(value: date | None) -> str:
    """dd/mm/yyyy, or nothing."""
    return f"{value:%d/%m/%Y}" if value else ""


def long_day(value: date) -> str:
    """'ngày 05 tháng 01 năm 2026': zeros by NĐ 30/2020, Phụ lục I, II.4.b."""
    month = f"{value.month:02d}" if value.month < 3 else f"{value.month}"
    return f"ngày {value.day:02d} tháng {month} năm {value.year}"


def number(value: int) -> str:
    """21914 → 21.914."""
    return f"{value:,}".replace(",", ".")


def percent(value: float | None) -> str:
    """0.9862 → 98,6 %; 0.2 → 20 %; nothing where there is no rate."""
    if value is None:
        return ""
    decimals = 0 if is_whole(value) else 1
    return f"{value * 100:.{decimals}f}".replace(".", ",") + " %"


def is_whole(rate: float) -> bool:
    """Whether a rate is written without a decimal: 0.2, not 0.9862."""
    return round(rate * 1000) % 10 == 0


def beginning(text: str, most: int) -> str:
    """The first words of a long text, at most ``most`` characters of them."""
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"


def document_name(number_symbol: str | None, title: str | None, document_id: int) -> str:
    """What a document is called in a line: its number, else its title, else its place in the store:
    several without a number are told apart.
    """
    name = number_symbol or beginning(title or "", _LONGEST_TITLE)
    return name or f"văn bản số {document_id}"


def clean(text: str | None) -> str:
    """``text`` without the characters that XML cannot hold."""
    return _NOT_XML.sub("", text) if text else ""
