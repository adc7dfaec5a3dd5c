"""Classes of units written down ("Các đơn vị trực thuộc Bộ"), and a task given to units one by
one.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, delete, select

from vanban.tracking.edits.write import NewEdit
from vanban.tracking.errors import BadEdit, NotFound
from vanban.tracking.queries.rows import TaskRow, fetch_tasks
from vanban.tracking.search.words import name_key
from vanban.tracking.store.bulk_insert import insert_rows, next_ids
from vanban.tracking.store.models import Edit, Task, Unit, UnitGroup, UnitGroupMember
from vanban.tracking.store.store import Store


@dataclass(frozen=True, slots=True)
class Group:
    """A class and its members, as on ``resolved_on``."""

    id: int
    name: str
    resolved_on: date
    unit_ids: tuple[int, ...]


def set_group(store: Store, name: str, unit_ids: Collection[int]) -> int:
    """Write down who belongs to a class today; replaces what stood. The group's id."""

    def work(connection: Connection) -> int:
        key = name_key(name)
        if not key or not unit_ids:
            raise BadEdit("nhóm phải có tên và ít nhất một đơn vị")
        known = connection.execute(select(UnitGroup.id).where(UnitGroup.key == key)).scalar()
        if known is not None:
            connection.execute(delete(UnitGroupMember).where(UnitGroupMember.group_id == known))
            connection.execute(delete(UnitGroup).where(UnitGroup.id == known))
        group_id = known or next_ids(connection, UnitGroup, 1)[0]
        row = {"id": group_id, "key": key, "name": name.strip(), "resolved_on": store.today()}
        insert_rows(connection, UnitGroup, [row])
        members = [{"group_id": group_id, "unit_id": i} for i in sorted(set(unit_ids))]
        insert_rows(connection, UnitGroupMember, members)
        return int(group_id)

    return store.writing(work)


def list_groups(store: Store) -> tuple[Group, ...]:
    """All groups by name."""
    members: dict[int, list[int]] = {}
    with store.reading() as connection:
        for row in connection.execute(select(UnitGroupMember).order_by(UnitGroupMember.unit_id)):
            members.setdefault(row.group_id, []).append(row.unit_id)
        rows = connection.execute(select(UnitGroup).order_by(UnitGroup.key)).all()
    return tuple(Group(r.id, r.name, r.resolved_on, tuple(members.get(r.id, ()))) for r in rows)


def group_named(store: Store, name: str) -> Group:
    """The group of that name; ``NotFound`` if there is none."""
    key = name_key(name)
    found = next((group for group in list_groups(store) if name_key(group.name) == key), None)
    if found is None:
        raise NotFound(f"chưa có nhóm đơn vị “{name}”", "Lập nhóm rồi giao lại.")
    return found


def give(
    store: Store,
    task_id: int,
    unit_ids: Sequence[int],
    *,
    by: str | None = None,
    user_id: int | None = None,
) -> int:
    """Giao cụ thể: one part of the task for each unit, with its own state and reports; the task
    itself stands as its worst part and is counted once. The edit's id, by which it is taken back.
    """
    with store.reading() as connection:
        rows = connection.execute(
            select(Unit.id, Unit.name).where(Unit.id.in_(sorted(set(unit_ids))))
        ).all()
        shared = connection.execute(select(Task.has_parts).where(Task.id == task_id)).scalar()
    if shared:
        raise BadEdit(f"nhiệm vụ {task_id} đã giao cụ thể rồi")
    if not rows or len(rows) != len(set(unit_ids)):
        raise NotFound("danh bạ không có một trong các đơn vị đã chọn")
    units = tuple((row.id, row.name) for row in rows)
    return store.edit([NewEdit("split", task_id, units=units, user_id=user_id)], by=by)[0]


def shares(store: Store, task_id: int) -> tuple[TaskRow, ...]:
    """The parts of a task that was given to units one by one, in the order of giving."""
    query = select(Task.id).where(Task.share_of == task_id, Task.present).order_by(Task.ordinal)
    with store.reading() as connection:
        ids = connection.execute(query).scalars().all()
        return fetch_tasks(connection, list(ids), store.today())


def take_back(
    store: Store, task_id: int, *, by: str | None = None, user_id: int | None = None
) -> None:
    """The task stands for itself again; its parts go out of all lists. ``NotFound`` if it has
    none.
    """
    query = select(Edit).where(Edit.task_id == task_id, Edit.kind == "split").order_by(Edit.id)
    with store.reading() as connection:
        split = connection.execute(query).all()
    if not split or not shares(store, task_id):
        raise NotFound(f"nhiệm vụ {task_id} chưa giao cụ thể")
    store.edit([NewEdit("undo", undoes=split[-1].id, user_id=user_id)], by=by)
