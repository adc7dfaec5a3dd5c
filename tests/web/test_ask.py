"""Hỏi dữ liệu: every ready question runs; an answer comes as a table or as a file."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from tests.tracking.store.test_changes import AMENDS, first
from tests.web.conftest import SAME_SITE
from vanban.tracking.queries.asking import answer
from vanban.tracking.queries.desk import whole_task
from vanban.tracking.states import Reported
from vanban.tracking.store.reporting import Update
from vanban.tracking.words import status
from vanban.web.pages.ask import questions
from vanban.web.settings import Workplace


@pytest.mark.parametrize("words", questions())
def test_a_ready_question_is_answered(place: Workplace, words: str) -> None:
    place.store.load([first(), AMENDS])
    url = place.store.url.render_as_string(hide_password=False)
    found = answer(url, questions()[words], 10, 100)
    assert found.columns and not any("_" in name for name in found.columns)


def test_an_answer_is_a_table_or_a_file(desk: TestClient, place: Workplace) -> None:
    ready = "Việc nào quá hạn lâu nhất?"
    shown = desk.post("/hoi", data={"cau": ready}, headers=SAME_SITE).text
    assert ">Số ngày quá hạn<" in shown and "Xây dựng quy chế quản lý dữ liệu" in shown
    form = {"cau-hoi": "SELECT '=1+1' AS a, 2 AS b", "dang": "csv"}
    sent = desk.post("/hoi", data=form, headers=SAME_SITE)
    assert sent.headers["content-disposition"].startswith("attachment")
    rows = list(csv.reader(io.StringIO(sent.content.decode("utf-8-sig"))))
    assert rows == [["a", "b"], ["'=1+1", "2"]]


@pytest.mark.parametrize(
    ("progress", "words"),
    [(0, "Đang thực hiện, trong hạn"), (60, "Đang thực hiện 60 %, trong hạn")],
)
def test_a_state_is_said_once(place: Workplace, progress: int, words: str) -> None:
    place.store.update(Update(2, state=Reported.IN_PROGRESS, progress=progress or None), by="Lan")
    row = replace(whole_task(place.store, 2).row, days=30)
    assert status(replace(row, time="in_time")) == words
