"""An edit in the administration's words."""

from __future__ import annotations

from pydantic import JsonValue

from vanban.tracking.edits.model import DATE_FIELDS, Edit, parts
from vanban.tracking.fields import field_label

_KINDS = {
    "accept": "đã xem, đúng",
    "add": "thêm nhiệm vụ",
    "remove": "bỏ",
    "split": "tách",
    "merge": "gộp",
    "unit": "gắn với đơn vị",
    "undo": "lấy lại",
}


def edit_line(edit: Edit) -> str:
    """What the edit did, for a list: 'sửa hạn: 01/07/2026 → 31/12/2026; theo công văn 15'."""
    if edit.kind == "set":
        field = edit.field or ""
        words = (
            f"sửa {field_label(field)}: {_value(field, edit.base)} → {_value(field, edit.value)}"
        )
    elif edit.kind == "split":
        words = f"tách thành {len(parts(edit))} phần"
    elif edit.kind == "undo":
        words = f"lấy lại lần sửa số {edit.undoes}"
    elif edit.kind == "remove" and edit.target == "document":
        words = "bỏ văn bản khỏi các danh sách"
    else:
        words = _KINDS.get(edit.kind, edit.kind)
        words += f" ({field_label(edit.field)})" if edit.field else ""
    return "; ".join(filter(None, (words, edit.reason)))


def _value(field: str, value: JsonValue) -> str:
    if value in (None, "", []):
        return "(trống)"
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if field in DATE_FIELDS and isinstance(value, str):
        year, month, day = value.split("-")
        return f"{day}/{month}/{year}"
    return str(value)
