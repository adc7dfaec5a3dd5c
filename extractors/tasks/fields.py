"""Labelled lines under an item: '- Đơn vị chủ trì: …', '- Thời gian thực hiện: …' (domain brief 3.1, inline assignments)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from extractors.tables.roles import header_role, plain
from extractors.text import fold
from schemas.structure import ColumnRole

_LABEL = re.compile(r"\s*(?:[-–+*•]\s*)?(?P<label>[^:;.\n]{2,60}?)\s*:\s*")
_INLINE = re.compile(
    r"(?:^|[.;(\n]|(?<=\s)[-–+•])\s*(?P<label>(?:(?:Đơn vị|Cơ quan|đơn vị|cơ quan)\s(?:[^:;.()\n]{0,25}\s)?)?"
    r"(?:[Cc]hủ trì|[Pp]hối hợp|[Tt]hực hiện|Thời gian|Thời hạn|thời gian|thời hạn|Tiến độ|tiến độ|Hoàn thành|hoàn thành|Sản phẩm|sản phẩm|Kết quả|kết quả|Kinh phí|kinh phí)"
    r"[^:;.()\n]{0,25}?)\s*:\s*"
)
_PLACES = re.compile(
    r"(dia diem|hinh thuc|thanh phan|doi tuong|quy mo|phuong thuc|noi dung|chu de|muc dich|yeu cau|so luong|ghi chu|danh nghia|co quan chi dao|don vi tai tro|pham vi|cach thuc|y nghia|ve )"
)
_WANTED: frozenset[ColumnRole] = frozenset({"lead", "cooperators", "due", "start"})
_TRIM = " \n\t.;,)"


@dataclass(frozen=True, slots=True)
class Field:
    """A labelled value; offsets into the text that was given."""

    role: ColumnRole
    label: str
    start: int
    end: int


def field_line(text: str, offset: int = 0) -> Field | None:
    """The field that a bullet or paragraph is, or None for other words."""
    found = _LABEL.match(fold(text))
    if not found:
        return None
    label = found.group("label")
    role = header_role(label)
    if role in (None, "task", "other", "order", "submit_to"):
        if not _PLACES.match(plain(label)):
            return None
        role = "other"
    end = found.end() + len(text[found.end() :].rstrip(_TRIM if role != "note" else None))
    return Field(role, label, offset + found.end(), offset + max(end, found.end())) if role else None


def inline_fields(text: str, offset: int = 0) -> tuple[Field, ...]:
    """Fields inside one paragraph: '… (Đơn vị chủ trì: A; phối hợp: B; thời gian: Quý II/2025)'."""
    marks = [m for m in _INLINE.finditer(fold(text)) if header_role(m.group("label")) in _WANTED | {"outputs", "funding"}]
    out = []
    for here, mark in enumerate(marks):
        end = marks[here + 1].start() if here + 1 < len(marks) else len(text)
        end = mark.end() + len(text[mark.end() : end].rstrip(_TRIM))
        role = header_role(mark.group("label"))
        if role:
            out.append(Field(role, mark.group("label"), offset + mark.end(), offset + end))
    return tuple(out)


def assigns(fields: Iterable[Field]) -> bool:
    """True when fields say who does the work, or together when: enough to make their item a task."""
    roles = {f.role for f in fields}
    return bool(roles & {"lead", "cooperators"}) or len(roles & {"due", "outputs", "funding"}) >= 2
