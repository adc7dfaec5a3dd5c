"""The directory of units, and work given to its units one by one: asked as forms send it."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from tests.web.conftest import SAME_SITE
from vanban.tracking.queries.desk import leading_units
from vanban.tracking.queries.task_filter import TaskFilter
from vanban.tracking.queries.tasks import find_tasks
from vanban.tracking.units.directory import NewUnit, add_unit, list_units, loose_names
from vanban.tracking.units.groups import list_groups, shares
from vanban.web.settings import Workplace


def _send(client: TestClient, path: str, **form: object) -> str:
    answer = client.post(path, data=form, headers=SAME_SITE)
    assert answer.status_code == 200, answer.text
    return answer.text


def test_names_become_units(desk: TestClient, place: Workplace) -> None:
    names = {name.name: name.actor_id for name in loose_names(place.store)}
    known = add_unit(place.store, NewUnit("Vụ Kế hoạch - Tài chính", short="KHTC"))
    told = {"moi": names["Vụ Pháp chế"], f"ten-{names['Vụ Kế hoạch']}": "vụ kế hoạch - tài chính"}
    wrong = {**told, f"ten-{names['Cục Chuyển đổi số']}": "Vụ Không có"}
    answer = desk.post("/danh-ba", data={"viec": "gan", **wrong}, headers=SAME_SITE)
    assert answer.status_code == 422 and "có đơn vị nào tên “Vụ Không có”" in answer.text
    assert [unit.id for unit in list_units(place.store)] == [known]
    assert "Đã ghi vào danh bạ" in _send(desk, "/danh-ba", viec="gan", **told)
    units = {unit.name: [name for _, name in unit.names] for unit in list_units(place.store)}
    assert units == {
        "Vụ Kế hoạch - Tài chính": ["Vụ Kế hoạch", "Vụ Kế hoạch - Tài chính"],
        "Vụ Pháp chế": ["Vụ Pháp chế"],
    }
    _send(desk, f"/danh-ba/{known}", viec="tach", names=[str(names["Vụ Kế hoạch"])])
    assert "Vụ Kế hoạch" in {name.name for name in loose_names(place.store)}


def test_a_unit_is_changed_and_joined(desk: TestClient, place: Workplace) -> None:
    old, new = (add_unit(place.store, NewUnit(name)) for name in ("Vụ Cũ", "Cục Mới"))
    form = {"name": "Vụ Cũ", "short": "VC", "email": "vc@bo.example", "successor": str(new)}
    assert "vc@bo.example" in _send(desk, f"/danh-ba/{old}", **form)
    assert "nay là Cục Mới" in desk.get("/danh-ba").text
    _send(desk, f"/danh-ba/{new}", viec="gop", others=str(old))
    assert [unit.id for unit in list_units(place.store)] == [new]
    assert "đơn vị phải có tên" in desk.post("/danh-ba", data={}, headers=SAME_SITE).text.lower()


@pytest.fixture
def task(place: Workplace) -> int:
    """Work for one unit, given in the end to two."""
    return next(row.id for row in find_tasks(place.store, TaskFilter(text="Tập huấn")).rows)


def test_work_is_given_to_units_of_a_group_and_taken_back(
    desk: TestClient, place: Workplace, task: int
) -> None:
    units = [add_unit(place.store, NewUnit(name)) for name in ("Vụ Pháp chế", "Cục Tin học")]
    _send(desk, "/danh-ba", viec="nhom", group="Các đơn vị", units=[str(u) for u in units])
    (group,) = list_groups(place.store)
    offered = desk.get(f"/nhiem-vu/{task}/giao-cu-the?nhom={group.id}").text
    assert offered.count(" checked") == len(units)
    told = _send(
        desk, f"/nhiem-vu/{task}/giao-cu-the", units=[str(units[0])], others="Cục Tin học\n"
    )
    assert "Mỗi đơn vị thấy phần việc của mình" in told
    parts = shares(place.store, task)
    assert [part.leads for part in parts] == [("Vụ Pháp chế",), ("Cục Tin học",)]
    assert all(f'href="/nhiem-vu/{part.id}"' in told for part in parts)
    listed = {name: unit for unit, name in leading_units(place.store)}
    own = TaskFilter(unit_ids=(listed["Cục Tin học"],))
    assert [row.id for row in find_tasks(place.store, own).rows] == [parts[1].id]
    again = desk.post(
        f"/nhiem-vu/{task}/giao-cu-the", data={"units": str(units[0])}, headers=SAME_SITE
    )
    assert (again.status_code, "đã giao cụ thể" in again.text) == (422, True)
    _send(desk, f"/nhiem-vu/{task}/giao-cu-the", viec="lay-lai")
    assert shares(place.store, task) == ()


def test_nobody_chosen_is_no_giving(desk: TestClient, task: int) -> None:
    answer = desk.post(f"/nhiem-vu/{task}/giao-cu-the", data={}, headers=SAME_SITE)
    assert answer.status_code == 422
