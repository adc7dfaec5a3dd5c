"""What people type for a field, as an edit keeps it."""

from __future__ import annotations

import re
from datetime import date

from pydantic import JsonValue

from vanban.tracking.days import read_day
from vanban.tracking.edits.model import (
    DATE_FIELDS,
    DOCUMENT_FIELDS,
    LIST_FIELDS,
    TASK_FIELDS,
    TEXT_FIELDS,
)
from vanban.tracking.errors import BadEdit
from vanban.tracking.fields import field_label, field_named

_NOTHING = frozenset({"", "không", "none"})
_SEPARATORS = re.compile(r"[;\n]")
_DOCUMENT_DATES = ("issued_on", "effective_on")


def task_field(words: str) -> str:
    """The field of a task that ``words`` name; ``BadEdit`` with all names otherwise."""
    field = words if words in TASK_FIELDS else field_named(words)
    if field not in TASK_FIELDS:
        known = ", ".join(field_label(name) for name in TASK_FIELDS)
        raise BadEdit(f"nhiệm vụ không có trường “{words}”", f"Sửa được: {known}.")
    return field


def document_field(words: str) -> str:
    """The field of a document's head that ``words`` name."""
    field = words if words in DOCUMENT_FIELDS else field_named(words)
    if field not in DOCUMENT_FIELDS:
        known = ", ".join(field_label(name) for name in DOCUMENT_FIELDS)
        raise BadEdit(f"văn bản không có trường “{words}”", f"Sửa được: {known}.")
    return field


def typed(field: str, value: JsonValue, today: date) -> JsonValue:
    """``value`` of ``field`` as it is kept: days as ISO, units and products as lists of words,
    words with single blanks; empty is None. ``BadEdit`` for what the field cannot hold.
    """
    if field in LIST_FIELDS:
        return _list(value)
    if value is None or (isinstance(value, str) and value.strip().lower() in _NOTHING):
        return _empty(field)
    if not isinstance(value, str):
        raise BadEdit(f"{field_label(field)} phải là chữ")
    if field in DATE_FIELDS or field in _DOCUMENT_DATES:
        return _day(value, today)
    if field in TEXT_FIELDS or field in DOCUMENT_FIELDS:
        return "\n".join(" ".join(line.split()) for line in value.strip().split("\n"))
    raise BadEdit(f"không có trường “{field}”")


def _empty(field: str) -> JsonValue:
    if field == "text":
        raise BadEdit("nội dung nhiệm vụ không được để trống")
    return "none" if field == "deadline_kind" else None


def _list(value: JsonValue) -> JsonValue:
    if isinstance(value, str):
        pieces: list[JsonValue] = list(_SEPARATORS.split(value))
    elif isinstance(value, list):
        pieces = value
    else:
        pieces = []
    words = [" ".join(str(piece).split()) for piece in pieces]
    return [word for word in dict.fromkeys(words) if word]


def _day(value: str, today: date) -> JsonValue:
    day = read_day(value, today)
    if day is None:
        raise BadEdit(f"“{value}” không phải là ngày", "Viết ngày theo dạng 30/11/2026.")
    return day.isoformat()
