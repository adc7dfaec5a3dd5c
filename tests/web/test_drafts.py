"""Reports that are drafted of themselves: when, once, kept as they were, said in the log."""

from __future__ import annotations

import io
from datetime import date

import pytest
from docx import Document
from starlette.testclient import TestClient

from tests.databases import Clock
from tests.web.conftest import SAME_SITE
from vanban.tracking.people.access_log import accesses
from vanban.tracking.people.accounts import add_account
from vanban.tracking.people.office import DraftSchedule, draft_schedule, keep_draft_schedule
from vanban.tracking.people.sessions import open_session
from vanban.tracking.queue.drafts import drafts_made, make_drafts
from vanban.tracking.queue.mornings import morning
from vanban.tracking.states import Reported
from vanban.tracking.store.reporting import Update
from vanban.web.app import make_app
from vanban.web.settings import Workplace


@pytest.mark.parametrize(
    ("schedule", "today", "made"),
    [
        (DraftSchedule((), True), date(2026, 6, 1), []),
        (DraftSchedule(("week",), True), date(2026, 6, 1), ["tuần 22 năm 2026"]),
        (DraftSchedule(("week",), True), date(2026, 6, 7), ["tuần 22 năm 2026"]),
        (DraftSchedule(("month",), True), date(2026, 6, 14), ["tháng 5 năm 2026"]),
        (DraftSchedule(("month",), True), date(2026, 6, 15), ["tháng 6 năm 2026"]),
        (DraftSchedule(("month", "quarter"), False), date(2026, 7, 1),
         ["tháng 6 năm 2026", "quý II năm 2026"]),
    ],
)  # fmt: skip
def test_a_report_is_drafted_once_its_period_is_over(
    place: Workplace, clock: Clock, schedule: DraftSchedule, today: date, made: list[str]
) -> None:
    clock.set(today)
    keep_draft_schedule(place.people, schedule)
    assert draft_schedule(place.people) == schedule
    found = make_drafts(place.store, place.people, place.queue)
    assert [draft.period for draft in found] == made
    assert make_drafts(place.store, place.people, place.queue) == []
    said = [line.target for line in accesses(place.people, action="draft-made")]
    assert said[::-1] == made


def test_a_draft_keeps_the_figures_of_its_day(
    desk: TestClient, place: Workplace, clock: Clock
) -> None:
    assert "Chưa đặt lịch soạn" in desk.get("/bao-cao").text
    form = {"ky": ["week", "day"], "cach-tinh": "lich"}
    told = desk.post("/bao-cao/lich-soan", data=form, headers=SAME_SITE).text
    assert "Đã ghi. Dự thảo được soạn" in told and "Chưa có dự thảo nào" in told
    assert draft_schedule(place.people) == DraftSchedule(("week",), False)
    morning(place.store, place.people, place.queue, server=None)
    place.store.update(Update(1, state=Reported.DONE, done_on=date(2026, 6, 1)), by="Lan")
    (draft,) = drafts_made(place.queue)
    shown = desk.get("/bao-cao").text
    assert f'href="/bao-cao/du-thao/{draft.id}">Tuần 22 năm 2026</a>' in shown
    answer = desk.get(f"/bao-cao/du-thao/{draft.id}")
    assert "du-thao-bao-cao-31-05-2026.docx" in answer.headers["content-disposition"]
    words = "\n".join(p.text for p in Document(io.BytesIO(answer.content)).paragraphs)
    assert "Tuần 22 năm 2026" in words
    off = desk.post("/bao-cao/lich-soan", data={}, headers=SAME_SITE).text
    assert "Đã thôi soạn" in off and "Tuần 22 năm 2026" in off


def test_a_unit_finds_no_drafts_of_the_whole_office(place: Workplace) -> None:
    keep_draft_schedule(place.people, DraftSchedule(("week",), True))
    (draft,) = make_drafts(place.store, place.people, place.queue)
    unit = add_account(place.people, login="pc", name="Vụ Pháp chế", role="unit", units=(1,))
    client = TestClient(make_app(place), base_url="http://127.0.0.1")
    client.cookies.set("vanban", open_session(place.people, unit, ""))
    assert "du-thao" not in client.get("/bao-cao").text
    assert client.get(f"/bao-cao/du-thao/{draft.id}").status_code == 403
    assert client.get("/bao-cao/du-thao/99").status_code == 403
