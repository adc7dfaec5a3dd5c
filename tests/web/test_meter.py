"""Figures about the service and lines of its log: numbers and routes, no names, no secrets."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from tests.web.conftest import SAME_SITE, signed_in
from vanban.tracking.people.accounts import add_account, local_person, make_link
from vanban.tracking.people.keys import make_key
from vanban.tracking.queue.uploads import Backlog, backlog, keep, take
from vanban.web.app import make_app
from vanban.web.meter import BOUNDS, JsonLines, Meter, Seen
from vanban.web.settings import Settings, Workplace


class _Lines(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(JsonLines())
        self.rows: list[dict[str, object]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.rows.append(json.loads(self.format(record)))


@pytest.fixture
def lines() -> Iterator[_Lines]:
    """What the program's log says, line by line."""
    log, kept = logging.getLogger("vanban.web"), _Lines()
    log.addHandler(kept)
    level = log.level
    log.setLevel(logging.INFO)
    yield kept
    log.setLevel(level)
    log.removeHandler(kept)


@pytest.fixture
def watched(place: Workplace) -> Workplace:
    """The same workplace with a line for each request."""
    return replace(place, settings=Settings(request_log=True))


def _figures(text: str) -> dict[str, float]:
    rows = [line.rpartition(" ") for line in text.splitlines() if not line.startswith("#")]
    return {name: float(value) for name, _, value in rows}


def test_requests_are_counted_by_route(place: Workplace) -> None:
    desk = signed_in(place)
    for path in ("/nhiem-vu/1", "/nhiem-vu/2", "/nhiem-vu/77", "/khong-co-trang", "/nhiem-vu"):
        desk.get(path)
    key = make_key(place.people, local_person(place.people, "Lan"), "đo")
    answer = desk.get("/api/v1/metrics", headers={"authorization": f"Bearer {key}"})
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    found = _figures(answer.text)
    one = 'vanban_requests_total{method="GET",route="/nhiem-vu/{task_id}",status="%d"}'
    assert (found[one % 200], found[one % 404]) == (2, 1)
    assert found['vanban_requests_total{method="GET",route="-",status="404"}'] == 1
    assert found["vanban_request_seconds_count"] == 5
    assert found['vanban_request_seconds_bucket{le="+Inf"}'] == 5


def test_the_queue_in_figures(place: Workplace) -> None:
    by = local_person(place.people, "Lan")
    for data in (b"mot", b"hai"):
        keep(place.queue, [data], filename="a.txt", by=by.name, account_id=by.id)
    take(place.queue)
    found = _figures(Meter().text(backlog(place.queue)))
    assert found['vanban_uploads{state="waiting"}'] == 1
    assert found['vanban_uploads{state="reading"}'] == 1
    assert found['vanban_uploads{state="done"}'] == 0
    assert found["vanban_upload_oldest_seconds"] == 0  # the clock of tests stands still


def test_each_bucket_holds_those_before_it() -> None:
    meter = Meter()
    for seconds in (0.01, BOUNDS[0], 0.2, 99.0):
        meter.add(Seen("GET", "/", 200, seconds, None, {}))
    found = _figures(meter.text(Backlog({}, 0.0)))
    name = "vanban_request_seconds_bucket"
    held = [found[f'{name}{{le="{bound}"}}'] for bound in (*BOUNDS, "+Inf")]
    assert held == [2, 2, 3, 3, 3, 3, 3, 4]


def test_figures_are_for_who_watches_the_service(place: Workplace) -> None:
    clerk = add_account(place.people, login="lan", name="Lan", role="clerk")
    key = make_key(place.people, clerk, "đo")
    client = TestClient(make_app(place), base_url="http://127.0.0.1")
    assert client.get("/api/v1/metrics").status_code == 401
    refused = client.get("/api/v1/metrics", headers={"authorization": f"Bearer {key}"})
    assert refused.status_code == 403


def test_a_line_holds_numbers_and_no_names(watched: Workplace, lines: _Lines) -> None:
    desk = signed_in(watched)
    desk.get("/nhiem-vu/1?chu=Nguyen+Thi+Lan")
    person = local_person(watched.people, "Nguyễn Thị Lan")
    secret = make_link(watched.people, person.id, "start")
    desk.get(f"/vao/{secret}", follow_redirects=False)
    form = {"login": "nguyenthilan", "password": "bí mật của tôi"}
    desk.post("/dang-nhap", data=form, headers=SAME_SITE)
    first = lines.rows[0]
    assert (first["route"], first["task_id"], first["person"]) == (
        "/nhiem-vu/{task_id}", 1, person.id,
    )  # fmt: skip
    assert (first["method"], first["status"], first["level"]) == ("GET", 200, "info")
    assert isinstance(first["ms"], int) and str(first["at"]).endswith("+00:00")
    words = json.dumps(lines.rows, ensure_ascii=False).lower()
    assert len(lines.rows) == 3
    assert not [w for w in ("lan", "nguyen", "mật", secret.lower()) if w in words]


def test_a_fault_leaves_its_mark_and_its_trace(
    watched: Workplace, lines: _Lines, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = TestClient(
        make_app(watched), base_url="http://127.0.0.1", raise_server_exceptions=False
    )
    monkeypatch.setattr("vanban.web.pages.door.look_at_link", _break)
    shown = client.get("/mat-khau/bi-mat-lam")
    assert shown.status_code == 500
    fault = next(row for row in lines.rows if row["level"] == "error")
    mark = str(fault["event"]).split()[1]
    assert f"mã {mark}" in shown.text
    assert "ZeroDivisionError" in str(fault["trace"]) and "bi-mat-lam" not in str(fault)
    asked = next(row for row in lines.rows if row["event"] == "request")
    assert asked["status"] == 500


def _break(*_: object) -> None:
    raise ZeroDivisionError


def test_without_the_option_no_line_is_written(place: Workplace, lines: _Lines) -> None:
    signed_in(place).get("/nhiem-vu")
    assert lines.rows == []
