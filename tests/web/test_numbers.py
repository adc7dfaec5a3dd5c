"""Numbers that no database holds: in addresses and in forms they are no fault of the server."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from tests.web.conftest import SAME_SITE
from vanban.tracking.people.accounts import local_person
from vanban.tracking.people.sessions import open_session
from vanban.web.app import all_routes, make_app
from vanban.web.settings import Workplace

LONG = "9" * 30
LONGEST = "9" * 5000
"""More digits than Python turns into a number."""

VIEC = {"/danh-ba": "gan"}
FORMS = (
    ("/nhiem-vu/1", "expect"),
    ("/nhiem-vu/1", "progress"),
    ("/nhiem-vu/1/giao-cu-the", "units"),
    ("/nguoi-dung/them", "units"),
    ("/tai-khoan", "khoa"),
    ("/tai-khoan/uy-quyen", "deputy"),
    ("/tai-khoan/uy-quyen", "bo"),
    ("/tai-khoan/lam-thay", "uy-quyen"),
    ("/don-doc", "units"),
    ("/danh-ba", "ten-1"),
    ("/danh-ba/1", "parent"),
)


@pytest.fixture
def client(place: Workplace) -> TestClient:
    """Signed in; a fault of the server is an answer, as it is in a browser."""
    asks = TestClient(make_app(place), base_url="http://127.0.0.1", raise_server_exceptions=False)
    person = local_person(place.people, "Nguyễn Thị Lan")
    asks.cookies.set("vanban", open_session(place.people, person, ""))
    return asks


@pytest.mark.parametrize("digits", [LONG, LONGEST], ids=["30", "5000"])
def test_no_address_is_too_long(client: TestClient, digits: str) -> None:
    found = {}
    for route in all_routes():
        if "_id}" not in route.path or route.path.startswith("/api/"):
            continue
        names = dict.fromkeys(route.param_convertors, digits) | {"name": "1.webp"}
        path, method = route.path.format(**names), min(route.methods)
        answer = client.request(method, path, headers=SAME_SITE, follow_redirects=False)
        if answer.status_code >= 500:
            found[method, route.path] = answer.status_code
    assert found == {}


@pytest.mark.parametrize("digits", [LONG, LONGEST, "²", "-1"], ids=["30", "5000", "sup", "minus"])
def test_no_number_of_a_form_is_a_fault(client: TestClient, digits: str) -> None:
    found = {}
    for path, field in FORMS:
        form = {"viec": VIEC.get(path, "progress"), "name": "A", "login": "a.b", "role": "unit"}
        form[field] = digits
        answer = client.post(path, data=form, headers=SAME_SITE, follow_redirects=False)
        if answer.status_code >= 500:
            found[path, field] = answer.status_code
    assert found == {}
