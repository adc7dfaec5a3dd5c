"""The page Đôn đốc: shown before anything is sent, then sent for real."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from starlette.testclient import TestClient

from tests.databases import Clock
from tests.mailbox import Mailbox
from tests.web.conftest import SAME_SITE, signed_in
from vanban.tracking.acts import hold_back
from vanban.tracking.people.office import urges_by_itself
from vanban.tracking.people.person import Person
from vanban.tracking.queries.desk import leading_units, whole_task
from vanban.tracking.queue.mornings import urge_units
from vanban.tracking.queue.work import Daily
from vanban.tracking.units.directory import NewUnit, add_unit
from vanban.tracking.urging import automatic_urges
from vanban.web.settings import Settings, Workplace


def test_urges_are_shown_then_sent(place: Workplace, mailbox: Mailbox) -> None:
    add_unit(place.store, NewUnit("Vụ Pháp chế", email="pc@bo.example"))
    desk = signed_in(replace(place, settings=Settings(smtp=mailbox.url)))
    shown = desk.get("/don-doc").text
    assert "pc@bo.example" in shown and "1. Xây dựng quy chế quản lý dữ liệu" in shown
    assert mailbox.letters == []
    unit = next(i for i, name in leading_units(place.store) if name == "Vụ Pháp chế")
    told = desk.post("/don-doc", data={"units": str(unit)}, headers=SAME_SITE).text
    assert "1 đơn vị đã được gửi thư" in told
    assert [letter["To"] for letter in mailbox.letters] == ["pc@bo.example"]
    assert whole_task(place.store, 1).log[0].kind == "urge"
    assert "Không còn nhiệm vụ quá hạn nào" in desk.get("/don-doc").text


def test_overdue_work_that_is_not_given_out_is_said_to_be_so(
    desk: TestClient, place: Workplace
) -> None:
    said = "1 nhiệm vụ quá hạn thuộc văn bản chưa giao"
    assert said not in desk.get("/don-doc").text
    hold_back(place.store, 1)
    page = desk.get("/don-doc").text
    assert said in page and "Xây dựng quy chế" not in page


def test_without_a_server_the_page_says_what_to_do(desk: TestClient, place: Workplace) -> None:
    assert "Chưa cấu hình máy chủ thư" in desk.get("/don-doc").text
    form = {"viec": "urge", "expect": "0"}
    answer = desk.post("/nhiem-vu/1", data=form, headers=SAME_SITE)
    assert answer.status_code == 422
    assert "ghi số công văn đã gửi" in answer.text
    answer = desk.post("/nhiem-vu/1", data=form | {"evidence": "9/VP"}, headers=SAME_SITE)
    assert "Đôn đốc (bằng công văn); 9/VP" in answer.text


@pytest.mark.parametrize(
    ("day", "urged"),
    [
        (date(2026, 5, 13), [1]),  # 7 days left
        (date(2026, 5, 16), []),
        (date(2026, 5, 17), [1]),
        (date(2026, 5, 19), [1]),
        (date(2026, 5, 20), [1]),
        (date(2026, 5, 21), [1]),  # its first day late
        (date(2026, 5, 22), []),
        (date(2026, 5, 28), [1]),
        (date(2026, 5, 29), [2]),  # the other one is due on 5 June
    ],
)
def test_work_is_urged_of_itself_on_its_days(
    place: Workplace, clock: Clock, day: date, urged: list[int]
) -> None:
    clock.set(day)
    found = automatic_urges(place.store, Person(0, "", "tự động", "local"))
    assert [task.id for urge in found for task in urge.tasks] == urged


def test_letters_go_out_once_a_day_where_an_administrator_wants_them(
    place: Workplace, mailbox: Mailbox, clock: Clock
) -> None:
    add_unit(place.store, NewUnit("Vụ Pháp chế", email="pc@bo.example"))
    clock.set(date(2026, 5, 21))
    desk = signed_in(place)
    urge_units(place.store, place.people, server=mailbox.url)
    assert mailbox.letters == []  # nobody switched it on
    form = {"tu-dong": "1"}
    assert (
        "mỗi đơn vị một thư" in desk.post("/nguoi-dung/don-doc", data=form, headers=SAME_SITE).text
    )
    for _ in range(2):
        urge_units(place.store, place.people, server=mailbox.url)
    assert [letter["To"] for letter in mailbox.letters] == ["pc@bo.example"]
    entry = whole_task(place.store, 1).log[0]
    assert (entry.kind, entry.by) == ("urge", "Đôn đốc tự động")
    assert "Đã tắt" in desk.post("/nguoi-dung/don-doc", data={}, headers=SAME_SITE).text
    assert not urges_by_itself(place.people)


def test_a_chore_is_done_once_a_day_from_its_hour_on() -> None:
    done: list[int] = []
    chore = Daily(lambda: done.append(1), hour=8)
    for hour in (0, 1, 2, 25):  # in Việt Nam 7, 8, 9 and 8 of the next day
        chore.look(datetime(2026, 5, 21, tzinfo=UTC) + timedelta(hours=hour))
    assert len(done) == 2
