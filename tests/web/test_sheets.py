"""A workbook that a unit filled in: it hands work in, it does not confirm it."""

from __future__ import annotations

import io

import openpyxl
import pytest
from starlette.testclient import TestClient

from tests.web.conftest import SAME_SITE
from vanban.tracking.exports.xlsx.detail import SHEET, STATE
from vanban.tracking.exports.xlsx.frame import FIRST
from vanban.tracking.people.accounts import add_account
from vanban.tracking.people.sessions import open_session
from vanban.tracking.queries.desk import leading_units, whole_task
from vanban.web.app import make_app
from vanban.web.settings import Workplace


def _client(place: Workplace, role: str) -> TestClient:
    units = [i for i, name in leading_units(place.store) if name == "Cục Chuyển đổi số"]
    person = add_account(place.people, login=role, name=role, role=role, units=units)
    client = TestClient(make_app(place), base_url="http://127.0.0.1")
    client.cookies.set("vanban", open_session(place.people, person, ""))
    return client


@pytest.mark.parametrize(("role", "state"), [("unit", "awaiting"), ("clerk", "done")])
def test_what_a_unit_finished_waits_to_be_confirmed(
    place: Workplace, role: str, state: str
) -> None:
    client = _client(place, role)
    unit = next(i for i, name in leading_units(place.store) if name == "Cục Chuyển đổi số")
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"/nhiem-vu-tai?don-vi={unit}").content))
    rows = [r for r in range(FIRST, book[SHEET].max_row + 1) if book[SHEET].cell(r, STATE).value]
    book[SHEET].cell(rows[0], STATE).value = "Đã hoàn thành"
    out = io.BytesIO()
    book.save(out)
    files = {"tep": ("bieu.xlsx", out.getvalue(), "application/octet-stream")}
    told = client.post("/bieu-theo-doi", data={"ghi": "1"}, files=files, headers=SAME_SITE)
    assert "1 ghi được" in told.text
    assert whole_task(place.store, 2).row.state == state
