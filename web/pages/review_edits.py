"""Rà soát: what a person says in a form of the review, as edits of the plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pydantic import JsonValue

from vanban.tracking.edits.write import NewEdit
from vanban.tracking.errors import NotFound
from vanban.tracking.people.person import Person
from vanban.tracking.review import Desk, Doubt, damaged_tables, understood
from vanban.web.forms import Fields

GRID_FIELDS = ("text", "leads", "cooperators", "due")
"""Columns of the grid in which the rows of a damaged table are typed."""
GRID_ROWS = 8
"""Empty rows that the grid offers."""


def edits_said(fields: Fields, now: Desk, person: Person) -> list[NewEdit]:
    """What a form says, as edits; all of them carry what the person saw last."""
    expect = fields.number("expect", 0, 2**53)
    made = _ACTIONS.get(fields.text("viec"), _nothing)(fields, now)
    first = [_signed(edit, person, expect) for edit in made[:1]]
    return first + [_signed(edit, person, None) for edit in made[1:]]


def _signed(edit: NewEdit, person: Person, expect: int | None) -> NewEdit:
    return replace(edit, user_id=person.id, expect=expect)


def _accept(fields: Fields, now: Desk) -> list[NewEdit]:
    """Đúng: one fact, or all that are on the screen."""
    keys = set(fields.all("muc"))
    return [edit for d in now.doubts if d.key in keys for edit in _seen(d, (d.field, *d.also))]


def _seen(doubt: Doubt, names: Sequence[str]) -> list[NewEdit]:
    return [NewEdit("accept", doubt.task_id, field=name) for name in names if doubt.task_id]


def _settled(fields: Fields, now: Desk) -> list[NewEdit]:
    """What was in doubt only with the fact that is set now."""
    return [e for d in now.doubts if d.key == fields.text("muc") for e in _seen(d, d.also)]


def _set(fields: Fields, now: Desk) -> list[NewEdit]:
    """Sửa."""
    field, value = fields.text("truong"), fields.text("gia-tri")
    start, end = (fields.number(name, 0, 2**31) for name in ("cho-dau", "cho-cuoi"))
    said = NewEdit("set", _task_id(fields), field=field, value=value, start=start, end=end)
    return [said, *_settled(fields, now)]


def _absent(fields: Fields, now: Desk) -> list[NewEdit]:
    """Không có trong văn bản: the field is emptied; where it is empty already, that is right."""
    task_id, field = _task_id(fields), fields.text("truong")
    row = next((r for r in now.tasks if r.id == task_id), None)
    if field == "text":
        return [NewEdit("remove", task_id, reason="không có trong văn bản")]
    if row is not None and not understood(row, field):
        return [NewEdit("accept", task_id, field=field), *_settled(fields, now)]
    return [NewEdit("set", task_id, field=field, value=""), *_settled(fields, now)]


def _remove(fields: Fields, now: Desk) -> list[NewEdit]:
    """Bỏ nhiệm vụ."""
    return [NewEdit("remove", _task_id(fields), reason=fields.text("ly-do") or None)]


def _merge(fields: Fields, now: Desk) -> list[NewEdit]:
    """Gộp với dòng trên."""
    ids = [row.id for row in now.tasks]
    at = ids.index(_task_id(fields))
    if at == 0:
        raise NotFound("không có dòng nào ở trên", "Chọn nhiệm vụ khác.")
    return [NewEdit("merge", ids[at - 1], others=(ids[at],))]


def _split(fields: Fields, now: Desk) -> list[NewEdit]:
    """Tách: each line is a task."""
    lines = [line.strip() for line in fields.text("gia-tri").splitlines() if line.strip()]
    return [NewEdit("split", _task_id(fields), parts=tuple({"text": line} for line in lines))]


def _add(fields: Fields, now: Desk) -> list[NewEdit]:
    """Thêm nhiệm vụ after the one that is looked at."""
    values: Mapping[str, JsonValue] = {
        name: fields.text(name) for name in GRID_FIELDS if fields.text(name)
    }
    reason = fields.text("nguon") or None
    return [NewEdit("add", values=values, after=_task_id(fields), reason=reason)]


def _complete(fields: Fields, now: Desk) -> list[NewEdit]:
    """Bổ sung bằng tay: the rows of a table that the file lost, in its place."""
    tables = dict(damaged_tables(now.plan))
    table = tables.get(fields.text("muc"))
    if table is None:
        raise NotFound("không có bảng này")
    rows = zip(*(fields.all(name) for name in GRID_FIELDS), strict=False)
    found = [dict(zip(GRID_FIELDS, row, strict=True)) for row in rows if row[0].strip()]
    return [
        NewEdit(
            "add",
            values={name: value for name, value in row.items() if value.strip()},
            start=table.span.start,
            end=table.span.end,
            reason=fields.text("nguon") or None,
        )
        for row in found
    ]


def _undo(fields: Fields, now: Desk) -> list[NewEdit]:
    """Hoàn tác."""
    return [NewEdit("undo", undoes=fields.number("lan-sua", 1, 2**53))]


def _nothing(fields: Fields, now: Desk) -> list[NewEdit]:
    raise NotFound("không có việc này", "Mở lại trang rồi thử lại.")


def _task_id(fields: Fields) -> int:
    return fields.number("nhiem-vu", 1, 2**53) or 0


_ACTIONS = {
    "dung": _accept,
    "sua": _set,
    "khong-co": _absent,
    "bo": _remove,
    "gop": _merge,
    "tach": _split,
    "them": _add,
    "bo-sung": _complete,
    "hoan-tac": _undo,
}
