"""Writing edits: checked, added to the log, laid over the plan, all in one transaction."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from pydantic import JsonValue
from sqlalchemy import Connection, func, select

from vanban.schemas import Plan
from vanban.tracking.edits.model import DATE_FIELDS, ROLE_FIELDS, TASK_FIELDS
from vanban.tracking.edits.places import basis_number, basis_words, cell_task
from vanban.tracking.edits.values import document_field, task_field, typed
from vanban.tracking.errors import BadEdit, Conflict, NotFound
from vanban.tracking.store import seals
from vanban.tracking.store.bulk_insert import next_ids
from vanban.tracking.store.edit_log import plan_value
from vanban.tracking.store.fields import to_json
from vanban.tracking.store.insert import Stamp
from vanban.tracking.store.models import Assignment, Document, Edit, Output, Revision, Task
from vanban.tracking.store.revise import lay_edits, plan_in_force
from vanban.tracking.store.unit_loads import Tally

KINDS = ("set", "accept", "add", "remove", "split", "merge", "undo")


@dataclass(frozen=True, slots=True)
class NewEdit:
    """One thing that somebody sets right.

    ``set``: ``task_id`` (or the document's head, ``target`` "document"), ``field``, ``value``.
    ``target`` may be a basis (basis:2: its words are the ``value``) or a cell or row of an
    assignment table (table:1:r3c2), which is the field of the task that the row gives. ``accept``:
    ``task_id``, and ``field`` unless all of it is right. ``add``: ``values`` of the new task,
    ``after`` (a task) or ``start``, ``end`` (its words in the text). ``remove``: ``task_id``.
    ``split``: ``parts``, the fields of each piece, the first of which stays this task; or
    ``units``, one part for each unit of the directory. ``merge``: ``others`` come into ``task_id``.
    ``undo``: ``undoes``. ``expect``: the last edit of the document that the person saw (0: none).
    """

    kind: str
    task_id: int | None = None
    target: str = "task"
    field: str | None = None
    value: JsonValue = None
    values: Mapping[str, JsonValue] = dataclasses.field(default_factory=dict)
    parts: tuple[Mapping[str, JsonValue], ...] = ()
    units: tuple[tuple[int, str], ...] = ()
    others: tuple[int, ...] = ()
    after: int | None = None
    start: int | None = None
    end: int | None = None
    reason: str | None = None
    undoes: int | None = None
    expect: int | None = None
    user_id: int | None = None


def write_edits(
    connection: Connection, document_id: int, edits: Sequence[NewEdit], stamp: Stamp, tally: Tally
) -> list[int]:
    """Add ``edits`` to the document's log and bring its rows up to date; their ids. Raises
    ``BadEdit``, ``Conflict``, ``NotFound``; then nothing is written.
    """
    digest = _lock(connection, document_id)
    desk = _Desk(connection, document_id, stamp, digest)
    ids = next_ids(connection, Edit, len(edits))
    for id_, edit in zip(ids, edits, strict=True):
        desk.expect(edit)
        seals.append(connection, "edits", [desk.row(edit) | {"id": id_}])
    lay_edits(connection, document_id, stamp, tally)
    return list(ids)


def document_of(connection: Connection, task_id: int) -> int:
    """The document of a task."""
    found = connection.execute(select(Task.document_id).where(Task.id == task_id)).scalar()
    if found is None:
        raise NotFound(f"không có nhiệm vụ số {task_id} trong kho")
    return int(found)


def document_of_edit(connection: Connection, edit_id: int) -> int:
    """The document that an edit is about."""
    found = connection.execute(select(Edit.document_id).where(Edit.id == edit_id)).scalar()
    if found is None:
        raise NotFound(f"không có lần sửa số {edit_id} trong kho")
    return int(found)


def _lock(connection: Connection, document_id: int) -> str:
    query = (
        select(Document.id, Revision.source_sha256)
        .join(Revision, Revision.document_id == Document.id)
        .where(Document.id == document_id, Revision.number == Document.revision)
        .with_for_update()
    )
    row = connection.execute(query).first()
    if row is None:
        raise NotFound(f"không có văn bản số {document_id} trong kho")
    return str(row.source_sha256)


@dataclass(frozen=True)
class _Desk:
    """Checks an edit and makes the row of the log."""

    connection: Connection
    document_id: int
    stamp: Stamp
    digest: str

    def expect(self, edit: NewEdit) -> None:
        """``Conflict`` when somebody else edited the document since."""
        if edit.expect is None:
            return
        query = select(func.max(Edit.id)).where(Edit.document_id == self.document_id)
        last = self.connection.execute(query).scalar() or 0
        if last != edit.expect:
            raise Conflict(f"văn bản vừa có lần sửa số {last}, không phải số {edit.expect}")

    def row(self, edit: NewEdit) -> dict[str, Any]:
        """The row of the log, without its id."""
        if edit.kind not in KINDS:
            raise BadEdit(f"không có cách sửa “{edit.kind}”")
        edit = getattr(self, f"_{edit.kind}")(self._placed(edit))
        base = self._base(edit) if edit.kind in ("set", "accept") else None
        return {
            "document_id": self.document_id,
            "task_id": edit.task_id,
            "target": edit.target,
            "kind": edit.kind,
            "field": edit.field,
            "base": to_json(base),
            "value": to_json(edit.value),
            "start": edit.start,
            "end": edit.end,
            "text_sha256": self.digest if edit.start is not None else None,
            "reason": edit.reason,
            "undoes": edit.undoes,
            "user_id": edit.user_id,
            "by": self.stamp.by,
            "at": self.stamp.at,
        }

    @cached_property
    def _in_force(self) -> tuple[Plan, dict[str, int]]:
        """The plan, and the row of each of its tasks: edits lie over it and leave it as it is."""
        return plan_in_force(self.connection, self.document_id)

    def _placed(self, edit: NewEdit) -> NewEdit:
        """An edit of a row or cell of a table as one of the task that it gives."""
        if not edit.target.startswith("table:") or edit.kind not in ("set", "accept", "remove"):
            return edit
        plan, rows = self._in_force
        task, field = cell_task(plan, edit.target)
        if edit.kind == "set" and field is None:
            raise BadEdit("sửa một ô thì phải nói cột: table:1:r3c2")
        return replace(edit, target="task", task_id=rows[task], field=field)

    def _task(self, task_id: int | None) -> Any:
        query = select(Task).where(Task.id == task_id, Task.document_id == self.document_id)
        row = self.connection.execute(query).first()
        if row is None:
            raise NotFound(f"văn bản không có nhiệm vụ số {task_id}")
        return row

    def _values(self, values: Mapping[str, JsonValue]) -> dict[str, JsonValue]:
        named = {task_field(name): value for name, value in values.items()}
        return {name: typed(name, value, self.stamp.today) for name, value in named.items()}

    def _new_row(self) -> int:
        return next_ids(self.connection, Task, 1)[0]

    def _set(self, edit: NewEdit) -> NewEdit:
        words = edit.field or ""
        if edit.target == "task":
            self._task(edit.task_id)
            name = task_field(words)
        elif basis_number(edit.target) is not None:
            return replace(edit, field="text", value=self._basis(edit))
        else:
            name = document_field(words)
        return replace(edit, field=name, value=typed(name, edit.value, self.stamp.today))

    def _basis(self, edit: NewEdit) -> JsonValue:
        """New words of a basis; ``BadEdit`` for none."""
        basis_words(self._in_force[0], edit.target)
        words = " ".join(edit.value.split()) if isinstance(edit.value, str) else ""
        if not words:
            raise BadEdit("căn cứ phải có lời văn", "Bỏ hẳn một căn cứ thì dùng kind “remove”.")
        return words

    def _accept(self, edit: NewEdit) -> NewEdit:
        if edit.target == "task":
            self._task(edit.task_id)
        return replace(edit, field=task_field(edit.field)) if edit.field else edit

    def _add(self, edit: NewEdit) -> NewEdit:
        values = self._values(edit.values)
        if not values.get("text"):
            raise BadEdit("nhiệm vụ thêm vào phải có nội dung")
        after: dict[str, JsonValue] = {} if edit.after is None else {"after": edit.after}
        return replace(edit, task_id=self._new_row(), value={**values, **after})

    def _remove(self, edit: NewEdit) -> NewEdit:
        if basis_number(edit.target) is not None:
            basis_words(self._in_force[0], edit.target)
            return edit
        if not self._task(edit.task_id).present:
            raise BadEdit(f"nhiệm vụ {edit.task_id} không còn trong danh sách")
        return edit

    def _split(self, edit: NewEdit) -> NewEdit:
        self._task(edit.task_id)
        pieces: list[JsonValue] = []
        if edit.units:
            if self._task(edit.task_id).share_of is not None:
                raise BadEdit("phần việc của một đơn vị không chia tiếp được")
            pieces += [
                {"task_id": self._new_row(), "unit_id": unit, "leads": [name]}
                for unit, name in edit.units
            ]
        else:
            pieces += [self._piece(n, part, edit) for n, part in enumerate(edit.parts)]
        if len(pieces) < (1 if edit.units else 2):
            raise BadEdit("tách một nhiệm vụ thì phải có ít nhất hai phần")
        return replace(edit, value={"parts": pieces})

    def _piece(self, n: int, part: Mapping[str, JsonValue], edit: NewEdit) -> JsonValue:
        values = self._values(part)
        if not values.get("text"):
            raise BadEdit(f"phần thứ {n + 1} chưa có nội dung")
        return {**values, "task_id": self._new_row() if n else edit.task_id}

    def _merge(self, edit: NewEdit) -> NewEdit:
        for row in (edit.task_id, *edit.others):
            if not self._task(row).present:
                raise BadEdit(f"nhiệm vụ {row} không còn trong danh sách")
        if not edit.others or edit.task_id in edit.others:
            raise BadEdit("gộp thì phải có ít nhất một nhiệm vụ khác")
        return replace(edit, value={**self._values(edit.values), "with": list(edit.others)})

    def _undo(self, edit: NewEdit) -> NewEdit:
        query = select(Edit).where(Edit.id == edit.undoes, Edit.document_id == self.document_id)
        undone = self.connection.execute(query).first()
        if undone is None:
            raise NotFound(
                f"văn bản không có lần sửa số {edit.undoes}",
                "Xem các lần sửa bằng `vanban fix VĂN-BẢN`.",
            )
        return replace(edit, task_id=undone.task_id, target=undone.target, field=undone.field)

    def _base(self, edit: NewEdit) -> JsonValue:
        """What the plan says now of the field that is set or seen."""
        if basis_number(edit.target) is not None:
            return basis_words(self._in_force[0], edit.target)
        if edit.target == "document":
            value = self.connection.execute(
                select(Document.__table__.c[edit.field or "title"]).where(
                    Document.id == self.document_id
                )
            ).scalar()
            return value if value is None or isinstance(value, str) else str(value)
        if edit.target != "task":
            return None
        return plan_field(self.connection, self._task(edit.task_id), edit.field or "text")


def plan_field(connection: Connection, task: Any, name: str) -> JsonValue:
    """What the plan in force says of a field of the row ``task``, whatever people set."""
    says = json.loads(task.plan_says) if task.plan_says else None
    return plan_value(says, name, shown_field(connection, task, name))


def shown_field(connection: Connection, task: Any, name: str) -> JsonValue:
    """What the row ``task`` shows of a field, as an edit's value."""
    if name not in TASK_FIELDS:
        raise BadEdit(f"nhiệm vụ không có trường “{name}”")
    if name in ROLE_FIELDS:
        query = (
            select(Assignment.text)
            .where(Assignment.task_id == task.id, Assignment.role == ROLE_FIELDS[name])
            .order_by(Assignment.id)
        )
        return list(dict.fromkeys(connection.execute(query).scalars()))
    if name == "outputs":
        made = select(Output.text).where(Output.task_id == task.id).order_by(Output.ordinal)
        return list(connection.execute(made).scalars())
    value: str | date | None = getattr(task, DATE_FIELDS.get(name, name))
    return value.isoformat() if isinstance(value, date) else value
