"""The names of the parts of a text (NĐ 30/2020/NĐ-CP, Phụ lục I, II.6 and V.6; NĐ 78/2025/NĐ-CP,
Điều 68), and the fragments of patterns that find them.
"""

from __future__ import annotations

from vanban.extractors.language.forms import phrase

PHAN = "phần"
CHUONG = "chương"
MUC = "mục"
TIEU_MUC = "tiểu mục"
DIEU = "điều"
KHOAN = "khoản"
DIEM = "điểm"
PHU_LUC = "phụ lục"

HEADED = (PHAN, CHUONG, TIEU_MUC, MUC, DIEU)
"""Units that a heading opens by their name; the longer name before the one that it holds."""


def heading(*units: str) -> str:
    """The names as headings write them, "Điều" or "ĐIỀU", as one group."""
    return f"(?:{'|'.join(phrase(form) for u in units for form in (u.capitalize(), u.upper()))})"


def mention(*units: str) -> str:
    """The names as running text writes them, "điều" or "Điều", as one group."""
    return f"(?:{'|'.join(phrase(form) for u in units for form in (u, u.capitalize()))})"
