"""The page Đôn đốc: shown before anything is sent, then sent for real."""

from __future__ import annotations

from dataclasses import replace

from starlette.testclient import TestClient

from tests.mailbox import Mailbox
from tests.web.conftest import SAME_SITE, signed_in
from vanban.tracking.queries.desk import leading_units, whole_task
from vanban.tracking.units.directory import NewUnit, add_unit
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


def test_without_a_server_the_page_says_what_to_do(desk: TestClient, place: Workplace) -> None:
    assert "Chưa cấu hình máy chủ thư" in desk.get("/don-doc").text
    form = {"viec": "urge", "expect": "0"}
    answer = desk.post("/nhiem-vu/1", data=form, headers=SAME_SITE)
    assert answer.status_code == 422
    assert "ghi số công văn đã gửi" in answer.text
    answer = desk.post("/nhiem-vu/1", data=form | {"evidence": "9/VP"}, headers=SAME_SITE)
    assert "đôn đốc (bằng công văn); 9/VP" in answer.text
