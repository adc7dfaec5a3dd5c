"""The API: keys, the same rights as the pages, problem documents."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from fastapi.routing import APIRoute
from starlette.testclient import TestClient

from vanban.tracking.acts import hold_back, release
from vanban.tracking.people.accounts import add_account, local_person
from vanban.tracking.people.keys import make_key, open_keys, revoke_key
from vanban.tracking.people.person import Person
from vanban.tracking.people.sessions import open_session
from vanban.tracking.queries.desk import leading_units
from vanban.tracking.queue.uploads import take
from vanban.tracking.queue.work import one
from vanban.web.api import v1
from vanban.web.api.described import PROBLEM
from vanban.web.app import make_app
from vanban.web.settings import FORM_BYTES, Workplace

Ask = Callable[..., Any]


@pytest.fixture
def client(place: Workplace) -> TestClient:
    return TestClient(make_app(place), base_url="http://127.0.0.1")


@pytest.fixture
def local(place: Workplace) -> Person:
    return local_person(place.people, "Nguyễn Thị Lan")


def _bearer(place: Workplace, person: Person) -> dict[str, str]:
    return {"authorization": f"Bearer {make_key(place.people, person, 'thử')}"}


def test_without_a_key_nothing(client: TestClient) -> None:
    for headers in ({}, {"authorization": "Bearer vb_nothing"}, {"authorization": "Basic x"}):
        answer = client.get("/api/v1/tasks", headers=headers)
        assert answer.status_code == 401
        assert answer.headers["content-type"] == "application/problem+json"


def test_a_revoked_key_opens_nothing(client: TestClient, place: Workplace, local: Person) -> None:
    headers = _bearer(place, local)
    assert client.get("/api/v1/tasks", headers=headers).status_code == 200
    revoke_key(place.people, local, open_keys(place.people, local)[0].id)
    assert client.get("/api/v1/tasks", headers=headers).status_code == 401


def test_a_key_acts_as_its_person(client: TestClient, place: Workplace) -> None:
    unit = next(i for i, name in leading_units(place.store) if name == "Cục Chuyển đổi số")
    person = add_account(place.people, login="cds", name="Cục CĐS", role="unit", units=(unit,))
    headers = _bearer(place, person)
    seen = client.get("/api/v1/tasks", headers=headers).json()["tasks"]
    assert [task["text"] for task in seen] == ["Nâng cấp trung tâm dữ liệu"]
    own = seen[0]["id"]
    body = {"step": "confirm", "expect": 0}
    refused = client.post(f"/api/v1/tasks/{own}/steps", headers=headers, json=body)
    assert (refused.status_code, refused.json()["code"]) == (403, "not-allowed")
    for other in {1, 2, 3} - {own}:
        assert client.get(f"/api/v1/tasks/{other}", headers=headers).status_code == 404


def _unit(place: Workplace) -> Person:
    unit = next(i for i, name in leading_units(place.store) if name == "Cục Chuyển đổi số")
    return add_account(place.people, login="cds", name="Cục CĐS", role="unit", units=(unit,))


def test_a_unit_sees_work_and_its_document_once_they_are_given_out(
    client: TestClient, place: Workplace
) -> None:
    person = _unit(place)
    headers = _bearer(place, person)
    client.cookies.set("vanban", open_session(place.people, person, ""))
    lists = ("/api/v1/tasks", "/api/v1/documents", "/api/v1/search?q=trung+tâm", "/van-ban")
    ones = ("/api/v1/tasks/2", "/api/v1/documents/1/plan", "/van-ban/1", "/van-ban/1/ra-soat")
    hold_back(place.store, 1)
    for path in lists:
        shown = client.get(path, headers=headers).text
        assert "12/QĐ-BTN" not in shown and "trung tâm" not in shown, path
    assert {client.get(path, headers=headers).status_code for path in ones} == {404}
    release(place.store, 1, by="Lan")
    for path in lists:
        shown = client.get(path, headers=headers).text
        assert "12/QĐ-BTN" in shown or "trung tâm" in shown, path
    assert {client.get(path, headers=headers).status_code for path in ones} == {200}


def test_a_file_is_taken_and_what_becomes_of_it_is_told(
    client: TestClient, place: Workplace, local: Person
) -> None:
    headers, sent = _bearer(place, local), {"files": ("rong.docx", b"")}
    answer = client.post("/api/v1/uploads", headers=headers, files=sent)
    assert answer.status_code == 202
    (kept,) = answer.json()["uploads"]
    assert (kept["filename"], kept["state"], kept["problem"]) == ("rong.docx", "waiting", None)
    upload = take(place.queue)
    assert upload is not None
    one(place.store, place.queue, upload)
    told = client.get(f"/api/v1/uploads/{kept['id']}", headers=headers).json()
    assert (told["state"], told["problem"]) == ("failed", "Tệp rỗng (0 byte).")
    unit = _bearer(place, _unit(place))
    assert client.get(f"/api/v1/uploads/{kept['id']}", headers=unit).status_code == 403


def test_the_description_names_every_route_and_its_problems(
    client: TestClient, place: Workplace, local: Person
) -> None:
    assert client.get("/api/v1/openapi.json").status_code == 401
    made = client.get("/api/v1/openapi.json", headers=_bearer(place, local)).json()
    routes = {route.path for route in v1.router.routes if isinstance(route, APIRoute)}
    assert set(made["paths"]) == routes - {"/api/v1/openapi.json"}
    for methods in made["paths"].values():
        for name, operation in methods.items():
            assert list(operation["responses"]["default"]["content"]) == [PROBLEM]
            good = next(iter(operation["responses"].values()))["content"]
            if (name, operation["operationId"]) == ("get", "metrics"):
                assert list(good) == ["text/plain"]  # as Prometheus reads it
            else:
                assert "$ref" in good["application/json"]["schema"]
    assert {p["name"] for p in made["paths"]["/api/v1/tasks"]["get"]["parameters"]} >= {"don-vi"}


def test_an_address_that_knows_other_methods_names_them(
    client: TestClient, place: Workplace, local: Person
) -> None:
    answer = client.delete("/api/v1/tasks", headers=_bearer(place, local))
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET")


def test_a_step_is_written_once(client: TestClient, place: Workplace, local: Person) -> None:
    headers = _bearer(place, local)
    body = {"step": "progress", "progress": 40, "note": "một phần", "expect": 0}
    first = client.post("/api/v1/tasks/1/steps", headers=headers, json=body)
    assert first.status_code == 201
    again = client.post("/api/v1/tasks/1/steps", headers=headers, json=body)
    assert (again.status_code, again.json()["code"]) == (409, "conflict")
    task = client.get("/api/v1/tasks/1", headers=headers).json()
    assert (task["progress"], len(task["log"])) == (40, 1)


def test_a_request_that_comes_again_is_answered_and_not_done_again(
    client: TestClient, place: Workplace, local: Person
) -> None:
    headers = _bearer(place, local) | {"idempotency-key": "a-1"}
    body = {"step": "opinion", "note": "một lần", "expect": 0}
    first, again = (
        client.post("/api/v1/tasks/1/steps", headers=headers, json=body) for _ in range(2)
    )
    assert (again.status_code, again.json()) == (201, first.json())
    assert len(client.get("/api/v1/tasks/1", headers=headers).json()["log"]) == 1
    other = client.post("/api/v1/tasks/2/steps", headers=headers, json=body)
    assert (other.status_code, other.json()["code"]) == (400, "bad-query")


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"step": "hand_in", "expect": 0},
        {"step": "ask_extension", "expect": 0, "note": "chậm", "new_due": "2026-05-01"},
        {"step": "progress", "expect": 0, "progress": 101},
        {"step": "opinion", "expect": 0, "note": "x", "new_due": "2026-12-01"},
        {"step": "opinion", "expect": -1, "note": "x"},
        {"step": "opinion", "expect": 0, "note": "x", "unknown": 1},
    ],
)
def test_a_misshaped_step_is_refused(
    client: TestClient, place: Workplace, local: Person, body: dict[str, object]
) -> None:
    answer = client.post("/api/v1/tasks/1/steps", headers=_bearer(place, local), json=body)
    assert answer.status_code == 422
    assert answer.json()["detail"]


def test_a_program_is_told_which_value_does_not_fit(
    client: TestClient, place: Workplace, local: Person
) -> None:
    answer = client.get("/api/v1/documents?page=0", headers=_bearer(place, local))
    assert answer.json()["detail"].startswith("query.page: ")


@pytest.mark.parametrize(
    ("headers", "size", "status"),
    [
        ({"host": "evil.example"}, 1, 421),
        ({"sec-fetch-site": "cross-site"}, 1, 401),  # no key: nothing else matters
        ({}, FORM_BYTES + 1, 413),
    ],
)
def test_programs_are_refused_with_problems(
    client: TestClient, headers: dict[str, str], size: int, status: int
) -> None:
    answer = client.post("/api/v1/tasks/1/steps", headers=headers, content=b" " * size)
    assert answer.status_code == status
    assert answer.headers["content-type"] == PROBLEM
    assert answer.json()["status"] == status


@pytest.mark.parametrize(
    "path", ["documents", "documents/1/plan", "tasks", "tasks/1", "units", "search?q=a"]
)
def test_reading(client: TestClient, place: Workplace, local: Person, path: str) -> None:
    answer = client.get(f"/api/v1/{path}", headers=_bearer(place, local))
    assert answer.status_code == 200
    assert answer.json()


@pytest.mark.parametrize("path", ["tasks/99999999999999999999", "tasks/77", "tasks/x", "nowhere"])
def test_what_is_not_there(client: TestClient, place: Workplace, local: Person, path: str) -> None:
    answer = client.get(f"/api/v1/{path}", headers=_bearer(place, local))
    assert answer.status_code in (404, 422)
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_cookie_opens_no_api_and_a_key_no_pages(
    client: TestClient, place: Workplace, local: Person
) -> None:
    answer = client.get("/nhiem-vu", headers=_bearer(place, local), follow_redirects=False)
    assert answer.status_code == 303
