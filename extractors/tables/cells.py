"""What a single cell looks like: a number, a deadline, actors, a product. Cheap signs, for rows and
columns without a header.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from vanban.extractors.language.data import toml
from vanban.extractors.language.folding import fold, strip_accents
from vanban.extractors.language.list_markers import (
    CAPITAL,
    DECIMAL,
    LETTER,
    LOWER,
    ROMAN_ITEM,
    UPPER,
)

ROMAN = re.compile(r"(?=[IVXL])(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})$")
LABEL = re.compile(
    rf"(?P<label>{DECIMAL}|{ROMAN_ITEM}|{CAPITAL}|{CAPITAL}\d{{1,2}}(?:\.\d{{1,2}}){{0,3}}|{LETTER}{{1,2}})"
    r"\s*[.)/:]{0,2}$"
)
_NUMBER = re.compile(r"\(?\d{1,2}\)?(?:\s*=\s*[()\d+\-x/*: ]{1,30})?$")
_LETTER = re.compile(rf"\(?[{UPPER}{LOWER}]\)?$")
_DEADLINE = re.compile(
    r"\d{1,2}\s*[/.\-]\s*(?:\d{1,2}\s*[/.\-]\s*)?(?:19|20)\d\d|\b(?:19|20)\d\d\b|\bngày \d|\bth[aá]ng \d|\b(?:quý|quí)\b|"
    r"h[àằ]ng (?:ngày|tuần|tháng|quý|quí|năm)|thường xuyên|liên tục|định kỳ|sau khi|\d+ ngày|"
    r"theo (?:kế hoạch|tiến độ|yêu cầu|quy định|thời hạn)|giai đoạn",
    re.IGNORECASE,
)


@cache
def _heads(kind: str) -> re.Pattern[str]:
    heads = sorted(toml("vanban.extractors.tables")[kind], key=len, reverse=True)
    return re.compile(
        "(?:" + "|".join(h if h.endswith("$") else re.escape(h) + r"(?!\w)" for h in heads) + ")"
    )


@lru_cache(maxsize=4096)
def looks_like_actors(text: str) -> bool:
    """True for a cell that seems to name bodies: short lines, each opening with the noun of one."""
    words = strip_accents(fold(text)).lower().lstrip("-+*• ")
    return (
        0 < len(words) <= 600
        and not _NUMBER.match(words)
        and _heads("actor_heads").match(words) is not None
    )


@lru_cache(maxsize=4096)
def looks_like_deadline(text: str) -> bool:
    """True for a cell that seems to say when."""
    return len(text) <= 160 and _DEADLINE.search(text) is not None


@lru_cache(maxsize=4096)
def looks_like_product(text: str) -> bool:
    """True for a cell that opens with the noun of a product."""
    words = strip_accents(fold(text)).lower().lstrip("-+*• ")
    return 0 < len(words) <= 400 and _heads("product_heads").match(words) is not None


def is_note(text: str) -> bool:
    """True for the words of a note or sum row."""
    words = strip_accents(fold(text)).lower().strip()
    return words.startswith(("(*)", "*)")) or _heads("note_heads").match(words) is not None


def label_of(text: str) -> str | None:
    """The label in a number cell, without punctuation: "1", "1.1", "II", "a"; None for other words."""
    found = LABEL.match(fold(text).strip())
    return found.group("label") if found else None


def is_roman(label: str) -> bool:
    """True for a Roman numeral up to 89."""
    return ROMAN.match(label) is not None


def is_group_label(label: str) -> bool:
    """True for the label of a group row: a Roman numeral or one capital letter."""
    return is_roman(label) or (len(label) == 1 and label.isupper())


def is_column_number(text: str) -> bool:
    """True for a cell of the row (1) (2) (3) or A B 1 2 under a header (NĐ 30/2020, Phụ lục IV)."""
    words = text.strip()
    return _NUMBER.match(words) is not None or _LETTER.match(words) is not None
