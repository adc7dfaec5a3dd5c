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
    titles = [outline.words(p.title) for p in outline.parts if p.kind == "attachment" and p.title]
    return horizon_of([header.title or "", *titles], header.issued_on)


def horizon_of(titles: Iterable[str], issued_on: date | None) -> date | None:
    """As ``horizon``, from titles alone; the first that states a period decides. A period that was
    over when the document was issued is what it looks back on ("giám sát việc thực hiện … giai
    đoạn 2021 - 2025").
    """
    for title in titles:
        end = _end_of_period(title)
        if end and (issued_on is None or end >= issued_on):
            return end
    return None


def _end_of_period(title: str) -> date | None:
    words = _VISION.sub("", key(fold(title)))
    years = (pattern.findall(words) for pattern in (_PERIOD, _UNTIL, _YEAR))
    said = next((found for found in years if found), None)
    return date(int(said[-1]), 12, 31) if said else None
