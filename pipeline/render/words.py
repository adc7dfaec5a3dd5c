"""The Vietnamese words and short forms that every rendering of a plan shares."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from vanban.schemas import ActorRef, Deadline, Header, Plan, Signer, Task

KINDS = {
    "date": "ngày",
    "window": "khoảng thời gian",
    "several": "nhiều mốc",
    "recurring": "định kỳ",
    "relative": "tính từ mốc",
    "event": "theo sự kiện",
    "reference": "theo văn bản khác",
    "ongoing": "thường xuyên",
    "none": "không nêu",
    "error": "sai ngày",
}
TASK_FACTS = ("Chủ trì", "Phối hợp", "Thời hạn", "Sản phẩm")
SAME_WORK, TO_REVIEW = "Cùng việc", "Cần xem lại"
SEVERITIES = {"error": "lỗi", "warning": "cảnh báo", "info": "lưu ý"}


_NOUGHTS = re.compile(r"\b0(?=\d)")
"""What 30/09/2026 has and 30/9/2026 has not."""


def day(value: date | None) -> str:
    """dd/mm/yyyy, as offices write it; empty for none."""
    return value.strftime("%d/%m/%Y") if value else ""


def actors(refs: Iterable[ActorRef]) -> str:
    """The bodies as written, joined by semicolons."""
    return "; ".join(r.text for r in refs)


def deadline(d: Deadline) -> str:
    """What is written, with the day that follows from it."""
    due = day(d.due)
    if not d.text or not due:
        return d.text or due
    same = _NOUGHTS.sub("", d.text.strip()) == _NOUGHTS.sub("", due)
    return d.text if same else f"{d.text} → {due}"


def task_facts(task: Task) -> tuple[str, str, str, str]:
    """What is known of a task beside its text, in the order of ``TASK_FACTS``; empty where
    nothing.
    """
    outputs = "; ".join(output.text for output in task.outputs)
    return actors(task.leads), actors(task.cooperators), deadline(task.deadline), outputs


def address(task: Task) -> str:
    """Where a task stands: "PL.II.3" is item 3 of part II of the appendix."""
    return ".".join(task.path) or task.number or ""


def remarks(plan: Plan) -> dict[str, dict[str, str]]:
    """Of each task by id, label and words: where else the plan says the same work, and what is to
    be looked at (not what the other place says).
    """
    places = {task.id: address(task) for task in plan.tasks}
    found: dict[str, dict[str, str]] = {}
    for task in plan.tasks:
        said = found.setdefault(task.id, {})
        same = [places[other] for other in task.linked if other in places]
        if same:
            said[SAME_WORK] = ", ".join(same)
        if task.needs_review and (task.leads or not same):
            said[TO_REVIEW] = ", ".join(_doubts(task, plan))
    return found


def _doubts(task: Task, plan: Plan) -> list[str]:
    """What about a task is doubtful."""
    found = [] if task.leads else ["chưa rõ đơn vị chủ trì"]
    when = task.deadline.span
    if when and any(d.span and d.span.overlaps(when) for d in plan.diagnostics):
        found.append("thời hạn (xem Lưu ý)")
    return found or [reason.lower() for reason in task.reasons] or ["chưa đọc được chắc chắn"]


def _signer(s: Signer) -> str:
    """For whom, in which office, and who: "KT. CHỦ TỊCH, PHÓ CHỦ TỊCH Trần Văn Mẫu"."""
    instead = " ".join(filter(None, (s.capacity, s.on_behalf_of)))
    return ", ".join(filter(None, (instead, " ".join(filter(None, (s.position, s.name))))))


def header_rows(h: Header) -> list[tuple[str, str]]:
    """(label, value) of what the header states, in the order of the page."""
    rows = [
        ("Loại", h.doc_type.name if h.doc_type else ""),
        ("Số, ký hiệu", h.number_symbol or (f"(chưa có số) {h.symbol}" if h.symbol else "")),
        ("Ngày", day(h.issued_on)),
        ("Nơi ban hành", h.place or ""),
        ("Cơ quan ban hành", (h.issuer.name or h.issuer.text) if h.issuer else ""),
        ("Cơ quan chủ quản", (h.parent_body.name or h.parent_body.text) if h.parent_body else ""),
        ("Trích yếu", h.title or ""),
        ("Hiệu lực", day(h.effective.date) or h.effective.text or ""),
        ("Người ký", "; ".join(map(_signer, h.signers))),
        ("Tình trạng", "Dự thảo" if h.is_draft else ""),
    ]
    return [(label, value) for label, value in rows if value]
