"""What opens an item of a list: fragments of patterns for bullets and labels, each once.

Source: NĐ 30/2020/NĐ-CP, Phụ lục I, V.6 (1., 1.1., a), I.); other signs as counted over official
texts and their PDF forms. Fragments hold no group; what closes a label is said by who uses it.
"""

from __future__ import annotations

BULLET = "[-–—+*•·●○▪■◦]"
"""A sign that opens an item without a number; between words a dash is none."""
ARABIC = r"\d{1,3}"
DECIMAL = r"\d{1,3}(?:\.\d{1,3}){0,4}"
"""1, 1.2, 1.2.3: up to five levels deep."""
ROMAN = "[IVXLC]{1,7}"
ROMAN_ITEM = "[IVXL]{1,7}"
"""Of an item of a list, where a lone C is a letter."""
LOWER_ROMAN = "[ivx]{1,5}"
LOWER = "a-zđ"
"""The letters of labels, for a class: the Vietnamese alphabet holds đ."""
UPPER = "A-ZĐ"
LETTER = f"[{LOWER}]"
CAPITAL = f"[{UPPER}]"
LABEL = f"(?:{DECIMAL}|{ROMAN_ITEM}|{CAPITAL}|{LETTER})"
"""Any of them, as cells and headings within tables write it."""
ORDER_COLUMN = r"(?:s\s?)?tt|số (?:tt|thứ tự)"
"""What stands over the column of numbers, case aside: TT, STT, Số TT, Số thứ tự."""
IN_LABEL = r"[\dIVXLC]"
"""How a number behind the name of a unit begins: Điều 5, Chương IV."""
INSERTED = f"{ARABIC}{LETTER}?"
"""A number with the letter of what was inserted later: 26a."""
