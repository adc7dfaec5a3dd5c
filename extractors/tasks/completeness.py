"""6 rõ: what a task leaves open (domain brief 6.1 and 8.3)."""

from __future__ import annotations

import re

from vanban.extractors.tasks.draft import Draft

_AUTHORITY = re.compile(
    r"\b(?:trình|báo cáo|ban hành|phê duyệt|quyết định|cấp có thẩm quyền|tham mưu)\b", re.IGNORECASE
)
_FEW_WORDS = 3


def missing(draft: Draft) -> tuple[str, ...]:
    """Of người, việc, thời gian, trách nhiệm, sản phẩm, thẩm quyền those that the task does not
    say.

    ``trach_nhiem`` asks for exactly one lead who answers for the work (NĐ 39/2022/NĐ-CP, Quy chế
    làm việc).
    """
    named = bool(draft.leads)
    open_points = {
        "nguoi": not named,
        "viec": len(draft.text.split()) < _FEW_WORDS,
        "thoi_gian": draft.deadline.kind in ("none", "error"),
        "trach_nhiem": len(draft.leads) != 1,
        "san_pham": not draft.outputs,
        "tham_quyen": not (draft.submit_to or draft.reports_to or _AUTHORITY.search(draft.text)),
    }
    return tuple(name for name, is_open in open_points.items() if is_open)
