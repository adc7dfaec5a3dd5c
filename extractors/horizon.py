"""The last day of the period that a plan is made for, where its title says so: "đến năm 2030",
"giai đoạn 2021 - 2025".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from vanban.extractors.language.data import toml
from vanban.extractors.language.folding import fold, key
from vanban.extractors.outline.model import Outline
from vanban.schemas import Header

_SAID = toml("vanban.extractors", "sentences.toml")["horizon"]
_PERIOD, _UNTIL, _YEAR, _VISION = (
    re.compile(_SAID[name]) for name in ("period", "until", "year", "vision")
)


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
