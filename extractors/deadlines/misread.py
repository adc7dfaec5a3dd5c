"""Times that a scan or a cut cell spoilt: they look like others, so a person must see them."""

from __future__ import annotations

import re

from vanban.schemas import Deadline

CUT_YEAR = "năm thiếu chữ số"
NO_QUARTER = "không rõ quý nào"
_CUT_YEAR = re.compile(r"(?<!\d)\d{1,2}[/.-]\d{1,2}[/.-]20\d(?!\d)|(?<=[\w\s]/)20\d(?!\d)")
"""The last figure went to the next page: "15/11/202", "Quý III/202"."""
_NO_QUARTER = re.compile(
    r"\bqu(?:ý|í)\s+(?!(?:I{1,3}|IV|0?[1-4])\b)[IVXHLTUYl1|]{1,4}\s*/\s*\d{4}", re.IGNORECASE
)
"""No quarter is called so: "quý HI/2026", "quý VI/2026"."""


def with_misreadings(deadline: Deadline, words: str) -> Deadline:
    """``deadline``, doubtful where ``words`` show that a figure of it was lost."""
    for pattern, reason in ((_CUT_YEAR, CUT_YEAR), (_NO_QUARTER, NO_QUARTER)):
        if pattern.search(words):
            said = deadline.reason or reason
            return deadline.model_copy(update={"needs_review": True, "reason": said})
    return deadline
