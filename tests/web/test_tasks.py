"""The ways to look at tasks, and filters that are kept."""

from __future__ import annotations

from datetime import date

import pytest
from starlette.testclient import TestClient

from tests.databases import Clock
from tests.web.conftest import SAME_SITE, signed_in
from vanban.tracking.errors import NotAllowed
from vanban.tracking.people.accounts import add_account
from vanban.tracking.people.filters import audiences, drop_filter, keep_filter, saved_filters
from vanban.tracking.people.sessions import open_session
from vanban.tracking.queries.desk import leading_units
from vanban.tracking.queries.task_filter import TaskFilter
from vanban.tracking.queries.tasks import find_tasks
from vanban.tracking.states import Reported
from vanban.tracking.store.reporting import Update
from vanban.web.settings import Workplace
from vanban.web.timeline import LABEL, timeline


def test_the_board_has_a_column_for_each_state(desk: TestClient, place: Workplace) -> None:
    place.store.update(Update(2, note="đang xem"), by="Lan")
    shown = desk.get("/nhiem-vu-bang").text
    assert shown.count("board__column") == 5
    assert shown.count("<article") == 3
    only = desk.get("/nhiem-vu-bang?chu=Tập+huấn").text
    assert only.count("<article") == 1


def test_bars_run_from_the_decision_to_the_due_date(desk: TestClient, place: Workplace) -> None:
    rows = find_tasks(place.store, TaskFilter()).rows
    drawn = timeline(rows, date(2026, 6, 1))
    assert [(bar.task.due, bar.kind) for bar in drawn.bars] == [
        (date(2026, 5, 20), "late"),
        (date(2026, 6, 5), "open"),
    ]
    late, open_ = drawn.bars
    assert drawn.today is not None
    assert late.x + late.width < drawn.today < open_.x + open_.width
    assert all(LABEL <= bar.x < drawn.width for bar in drawn.bars)
    assert desk.get("/nhiem-vu-tien-trinh").text.count("gantt__late") == 1


def test_nothing_to_draw(desk: TestClient) -> None:
    assert "Không có nhiệm vụ nào có thời hạn" in desk.get("/nhiem-vu-tien-trinh?chu=zzz").text
    assert timeline((), date(2026, 6, 1)).bars == ()


def test_a_filter_is_kept_and_dropped(desk: TestClient) -> None:
    form = {"name": "Việc trễ", "query": "tinh-trang=qua-han&la=1"}
    kept = desk.post("/bo-loc", data=form, headers=SAME_SITE).text
    assert 'href="/nhiem-vu?tinh-trang=qua-han">★ Việc trễ' in kept
    nameless = desk.post("/bo-loc", data={"query": "chu=a"}, headers=SAME_SITE)
    assert nameless.status_code == 400
    dropped = desk.post("/bo-loc", data={"bo": "1"}, headers=SAME_SITE).text
    assert "★" not in dropped


def test_requests_and_silence_are_numbers_that_are_lists(
    desk: TestClient, place: Workplace, clock: Clock
) -> None:
    asked = {"viec": "ask_extension", "new_due": "1/8/2026", "note": "chậm", "expect": "0"}
    desk.post("/nhiem-vu/1", data=asked, headers=SAME_SITE)
    home = desk.get("/").text
    assert 'href="/nhiem-vu?cho-tra-loi=1"' in home
    assert "1 nhiệm vụ" in desk.get("/nhiem-vu?cho-tra-loi=1").text
    clock.set(date(2026, 7, 20))
    later = signed_in(place)  # the session of before has ended
    assert "Im lặng trên 30 ngày" in later.get("/").text
    assert "3 nhiệm vụ" in later.get("/nhiem-vu?im-lang=30").text


@pytest.mark.parametrize(
    ("owner", "audience", "seen"),
    [
        ("clerk", "minh", {"clerk"}),
        ("clerk", "moi-nguoi", {"clerk", "viewer", "own", "same", "other"}),
        ("own", "don-vi", {"own", "same"}),
        ("own", "moi-nguoi", set()),  # a unit shares with its own people only
        ("viewer", "don-vi", set()),  # who belongs to no unit has none to share with
    ],
)
def test_a_filter_is_seen_by_whom_it_was_kept_for(
    place: Workplace, owner: str, audience: str, seen: set[str]
) -> None:
    units = {"own": (3, 4), "same": (4,), "other": (5,)}
    people = {
        name: add_account(place.people, login=name, name=name, role=role, units=units.get(name, ()))
        for name, role in (("clerk", "clerk"), ("viewer", "viewer"), *((n, "unit") for n in units))
    }
    try:
        keep_filter(place.people, people[owner], "quá hạn", "tinh-trang=qua-han", audience)
    except NotAllowed:
        assert audience not in audiences(people[owner])
    found = {name: saved_filters(place.people, person) for name, person in people.items()}
    assert {name for name, kept in found.items() if kept} == seen
    drops = {name for name, kept in found.items() if any(one.droppable for one in kept)}
    assert drops == (seen & {owner, "clerk"} if audience == "moi-nguoi" else seen & {owner})
    for name in seen - drops:
        drop_filter(place.people, people[name], found[name][0].id)
        assert saved_filters(place.people, people[name])
    for name in drops:
        drop_filter(place.people, people[name], found[name][0].id)
    assert not any(saved_filters(place.people, person) for person in people.values())


def test_a_filter_for_everybody_is_kept_on_the_page(desk: TestClient, place: Workplace) -> None:
    form = {"query": "tinh-trang=qua-han", "name": "Quá hạn", "ai-thay": "moi-nguoi"}
    assert "★ Quá hạn" in desk.post("/bo-loc", data=form, headers=SAME_SITE).text
    unit = add_account(place.people, login="pc", name="Vụ Pháp chế", role="unit", units=(1,))
    desk.cookies.set("vanban", open_session(place.people, unit, ""))
    shown = desk.get("/nhiem-vu").text
    assert 'title="Nguyễn Thị Lan lưu">★ Quá hạn' in shown and "Bỏ “Quá hạn”" not in shown
    answer = desk.post("/bo-loc", data=form, headers=SAME_SITE)
    assert answer.status_code == 403


def test_home_shows_what_is_due_next_where_nothing_is_late(place: Workplace) -> None:
    unit = next(i for i, name in leading_units(place.store) if name == "Cục Chuyển đổi số")
    person = add_account(place.people, login="cds", name="Cục", role="unit", units=(unit,))
    client = signed_in(place)
    assert "Gấp nhất" in client.get("/").text
    place.store.update(Update(2, state=Reported.EXTENDED, new_due=date(2026, 9, 30)), by="Lan")
    client.cookies.set("vanban", open_session(place.people, person, ""))
    shown = client.get("/").text
    assert "Hạn gần nhất" in shown and "Nâng cấp trung tâm dữ liệu" in shown


def test_only_what_one_came_for_is_a_big_button(desk: TestClient, place: Workplace) -> None:
    leader = add_account(place.people, login="hoa", name="Lê Thị Hoa", role="leader")
    assert '<a class="govuk-button"' in desk.get("/nhiem-vu/1").text
    place.store.update(Update(1, state=Reported.IN_PROGRESS), by="Lan")
    desk.cookies.set("vanban", open_session(place.people, leader, ""))
    shown = desk.get("/nhiem-vu/1").text
    assert "Việc có thể làm" in shown and '<a class="govuk-button"' not in shown
