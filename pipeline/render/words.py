"""The Vietnamese words and short forms that every rendering of a plan shares."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from vanban.schemas import ActorRef, Deadline, Header, Signer

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
SEVERITIES = {"error": "lỗi", "warning": "cảnh báo", "info": "lưu ý"}


def day(value: date | None) -> str:
    """dd/mm/yyyy, as offices write it; empty for none."""
    return value.strftime("%d/%m/%Y") if value else ""


def actors(refs: Iterable[ActorRef]) -> str:
    """The bodies as written, joined by semicolons."""
    return "; ".join(r.text for r in refs)


def deadline(d: Deadline) -> str:
    """What is written, with the day that follows from it."""
    due = day(d.due)
    if not d.text:
        return due
    return f"{d.text} → {due}" if due and due != d.text.strip() else d.text


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
