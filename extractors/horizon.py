"""The last day of the period that a plan is made for, where its title says so: "đến năm 2030",
"giai đoạn 2021 - 2025".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from vanban.extractors.language.folding import fold, key
from vanban.extractors.outline.model import Outline
from vanban.schemas import Header

_PERIOD = re.compile(
    r"(?:giai đoạn|trong các năm|từ năm) (?:19|20)\d\d ?(?:-|đến|đến năm) ?((?:19|20)\d\d)"
)
_UNTIL = re.compile(r"đến (?:hết )?năm ((?:19|20)\d\d)")
_YEAR = re.compile(
    r"(?<!tháng \d )(?<!tháng \d\d )\bnăm ((?:19|20)\d\d)\b"
)  # not the year of a cited document's date
_VISION = re.compile(r"(?:tầm nhìn|định hướng)(?: đến)? .*")


def horizon(outline: Outline, header: Header) -> date | None:
    """31 December of the last year of the period. A vision beyond it ("tầm nhìn 2045") is not a
    horizon.
    """
    return horizon_of(
        [header.title or ""]
        + [outline.words(p.title) for p in outline.parts if p.kind == "attachment" and p.title]
    )


def horizon_of(titles: Iterable[str]) -> date | None:
    """As ``horizon``, from titles alone; the first that states a period decides."""
    for title in titles:
        words = _VISION.sub("", key(fold(title)))
        for pattern in (_PERIOD, _UNTIL, _YEAR):
            found = pattern.findall(words)
            if found:
                return date(int(found[-1]), 12, 31)
    return None
