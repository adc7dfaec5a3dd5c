"""The directory of units, and a task given to units one by one."""

from __future__ import annotations

from datetime import date

import pytest

from tests.databases import Clock
from tests.tracking.factory import plan, work
from vanban.tracking import Store
from vanban.tracking.edits.write import NewEdit
from vanban.tracking.errors import BadEdit, NotFound
from vanban.tracking.exports.letters import for_each_unit
from vanban.tracking.exports.reading import snapshot
from vanban.tracking.exports.summary import summary
from vanban.tracking.people.person import Person
from vanban.tracking.queries.reminders import reminders
from vanban.tracking.queries.task_filter import TaskFilter
from vanban.tracking.queries.tasks import find_tasks
from vanban.tracking.queries.units import unit_loads
from vanban.tracking.states import Reported
from vanban.tracking.store.doctor import doctor
from vanban.tracking.store.reporting import Update
from vanban.tracking.units.directory import (
    NewUnit,
    add_unit,
    change_unit,
    find_unit,
    link_names,
    list_units,
    loose_names,
    merge_units,
)
from vanban.tracking.units.groups import give, group_named, set_group
from vanban.tracking.urging import urges

CLASS = work("Báo cáo kết quả thực hiện", leads=["Các đơn vị trực thuộc Bộ"], due=date(2026, 7, 1))
OTHER = work("Rà soát văn bản", leads=["Vụ Pháp chế"])


def wrong(store: Store) -> list[str]:
    return [f"{f.name}: {f.message}" for f in doctor(store) if not f.ok]


def texts(store: Store, **wanted: object) -> list[str]:
    return [row.text for row in find_tasks(store, TaskFilter(limit=0, **wanted)).rows]  # type: ignore[arg-type]


def names(store: Store, *units: int) -> tuple[int, ...]:
    return tuple(n for unit in list_units(store) if unit.id in units for n, _ in unit.names)


@pytest.fixture
def loaded(store: Store) -> Store:
    store.load([plan(CLASS, OTHER)])
    return store


def test_names_that_are_one_unit(loaded: Store) -> None:
    unit = add_unit(loaded, NewUnit("Vụ Pháp chế", short="PC"))
    assert add_unit(loaded, NewUnit("vụ pháp chế")) == unit
    assert [n.name for n in loose_names(loaded)] == ["Các đơn vị trực thuộc Bộ"]
    assert texts(loaded, unit_ids=names(loaded, unit)) == ["Rà soát văn bản"]
    assert find_unit(loaded, "PC") == find_unit(loaded, "Vụ Pháp chế") == unit
    with pytest.raises(NotFound):
        find_unit(loaded, "Vụ Không Có")


def test_the_work_of_a_merged_unit_is_found_under_its_successor(loaded: Store) -> None:
    old, new = add_unit(loaded, NewUnit("Vụ Pháp chế")), add_unit(loaded, NewUnit("Vụ Tổng hợp"))
    change_unit(loaded, old, successor_id=new, valid_to=date(2026, 2, 28))
    (row,) = find_tasks(loaded, TaskFilter(unit_ids=names(loaded, new))).rows
    assert row.leads == ("Vụ Pháp chế",)  # the old name is shown


def test_entries_that_are_one_unit_are_joined(loaded: Store) -> None:
    kept, other = add_unit(loaded, NewUnit("Vụ Pháp chế")), add_unit(loaded, NewUnit("Vụ PC"))
    merge_units(loaded, kept, [other])
    (entry,) = list_units(loaded)
    assert (entry.id, [name for _, name in entry.names]) == (kept, ["Vụ Pháp chế", "Vụ PC"])


def test_a_class_becomes_one_part_for_each_unit(loaded: Store) -> None:
    units = [add_unit(loaded, NewUnit(name)) for name in ("Vụ A", "Vụ B", "Vụ C")]
    set_group(loaded, "Các đơn vị trực thuộc Bộ", units)
    whole = find_tasks(loaded, TaskFilter(text="Báo cáo")).rows[0].id
    edit = give(loaded, whole, group_named(loaded, "các đơn vị trực thuộc bộ").unit_ids)
    assert texts(loaded) == [CLASS["text"], OTHER["text"]]  # the whole counts the task once
    assert {r.unit: r.total for r in unit_loads(loaded)} == {
        "Vụ A": 1,
        "Vụ B": 1,
        "Vụ C": 1,
        "Vụ Pháp chế": 1,
    }
    assert wrong(loaded) == []
    parts = [find_tasks(loaded, TaskFilter(unit_ids=names(loaded, u))).rows[0] for u in units]
    for part in parts[:2]:
        loaded.update(Update(part.id, state=Reported.DONE, done_on=date(2026, 5, 30)))
    loaded.load([plan(CLASS, OTHER, extra="chụp lại")])
    row = next(r for r in find_tasks(loaded, TaskFilter()).rows if r.id == whole)
    assert (row.state, row.progress, row.due) == ("in_progress", 66, date(2026, 7, 1))
    loaded.update(Update(parts[2].id, state=Reported.DONE, done_on=date(2026, 6, 1)))
    row = next(r for r in find_tasks(loaded, TaskFilter()).rows if r.id == whole)
    assert (row.state, row.done_on) == ("done", date(2026, 6, 1))
    assert wrong(loaded) == []
    with pytest.raises(BadEdit, match="đã giao cụ thể"):
        give(loaded, whole, units)
    loaded.edit([NewEdit("undo", undoes=edit)])
    assert texts(loaded, unit_ids=names(loaded, *units)) == []
    assert wrong(loaded) == []


def test_what_units_are_told_is_about_their_parts(loaded: Store, clock: Clock) -> None:
    units = [add_unit(loaded, NewUnit(name)) for name in ("Vụ A", "Vụ B")]
    give(loaded, find_tasks(loaded, TaskFilter(text="Báo cáo")).rows[0].id, units)
    first, _ = (find_tasks(loaded, TaskFilter(unit_ids=names(loaded, u))).rows[0] for u in units)
    loaded.update(Update(first.id, state=Reported.DONE, done_on=date(2026, 5, 30)))
    clock.set(date(2026, 7, 8))
    leader = Person(7, "ld", "Lãnh đạo", "leader")
    assert [urge.unit for urge in urges(loaded, TaskFilter(), leader)] == ["Vụ B"]
    assert [told.unit for told in reminders(loaded)] == ["Vụ B"]
    taken = snapshot(loaded, TaskFilter(limit=0))
    assert set(for_each_unit(taken)) == {"Vụ A", "Vụ B", "Vụ Pháp chế"}
    counted, total = summary(taken.tasks, taken.shares)
    assert (total.total, total.overdue) == (2, 1)
    assert {c.name: (c.total, c.done, c.overdue) for c in counted} == {
        load.unit: (load.total, load.done, load.overdue) for load in unit_loads(loaded)
    }


def test_a_name_may_be_told_to_be_another_unit(loaded: Store) -> None:
    unit = add_unit(loaded, NewUnit("Vụ Tổng hợp"))
    (name,) = (n for n in loose_names(loaded) if n.name == "Vụ Pháp chế")
    link_names(loaded, unit, [name.actor_id])
    assert texts(loaded, unit_ids=names(loaded, unit)) == ["Rà soát văn bản"]
