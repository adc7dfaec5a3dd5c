"""What every answer carries, where no answer leads, and that docs/SECURITY.md names every point."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.web.conftest import SAME_SITE
from vanban.tracking.people.accounts import add_account, set_password
from vanban.tracking.people.person import Person
from vanban.web.app import make_app
from vanban.web.pages.door import inside
from vanban.web.settings import Settings, Workplace

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "một câu dễ nhớ 2026"
HOST = "viec.example.gov.vn"
POINTS = (
    "1.2.1-1.2.5 1.3.1-1.3.11 2.2.1-2.2.3 2.3.1-2.3.4 2.4.1 3.2.1-3.2.2 3.3.1-3.3.4 3.4.1-3.4.6 "
    "3.5.1-3.5.3 3.7.1-3.7.2 4.1.1-4.1.3 4.2.1 5.1.1 5.2.1-5.2.3 5.3.1-5.3.2 5.4.1-5.4.3 6.1.1 "
    "6.2.1-6.2.12 6.3.1-6.3.4 6.4.1-6.4.4 6.4.6 6.5.1-6.5.5 6.8.1-6.8.4 7.1.1-7.1.2 7.2.1-7.2.4 "
    "7.3.1-7.3.2 7.4.1-7.4.5 7.5.1-7.5.2 8.1.1-8.1.2 8.2.1-8.2.3 8.3.1 10.1.1-10.1.2 "
    "10.2.1-10.2.2 10.5.1-10.5.5 11.4.2 12.1.1 12.2.1 13.2.1-13.2.5 13.3.1-13.3.2 13.4.1-13.4.5 "
    "14.2.1-14.2.4 14.3.1-14.3.3 15.1.1-15.1.2 15.2.1 16.2.1-16.2.5 16.3.1-16.3.4 16.4.1-16.4.2 "
    "16.5.1-16.5.3"
)
"""Points of ASVS 5.0, level 2, that concern pages for an office."""


def _each(words: str) -> Iterator[str]:
    """1.2.1-1.2.3 is 1.2.1, 1.2.2, 1.2.3."""
    for first, last in re.findall(r"(\d+\.\d+\.\d+)(?:[-–](\d+\.\d+\.\d+))?", words):
        chapter, start = first.rsplit(".", 1)
        end = last.rsplit(".", 1)[1] if last else start
        yield from (f"{chapter}.{n}" for n in range(int(start), int(end) + 1))


@pytest.fixture
def office(place: Workplace) -> Workplace:
    """The same workplace, behind a proxy with TLS."""
    return replace(place, settings=Settings(hosts=(HOST,), local=False, secure=True))


@pytest.fixture
def hoa(office: Workplace) -> Person:
    person = add_account(office.people, login="hoa", name="Lê Thị Hoa", role="clerk")
    set_password(office.people, person.id, PASSWORD)
    return person


@pytest.fixture
def browser(office: Workplace) -> TestClient:
    return TestClient(make_app(office), base_url=f"https://{HOST}", follow_redirects=False)


def test_every_answer_carries_what_browsers_need(browser: TestClient) -> None:
    for path in ("/dang-nhap", "/tinh/app.css", "/khong-co", "/api/v1/tasks", "/song"):
        answer = browser.get(path)
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "same-origin"
        assert answer.headers["cross-origin-opener-policy"] == "same-origin"
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"
        assert answer.headers["strict-transport-security"] == "max-age=31536000"
        assert "access-control-allow-origin" not in answer.headers
        kept = "immutable" if path.startswith("/tinh/") else "no-store"
        assert kept in answer.headers["cache-control"]
    assert browser.get("/dang-nhap").headers["content-type"] == "text/html; charset=utf-8"


def test_the_session_is_bound_to_its_host_and_ends_on_the_server(
    browser: TestClient, hoa: Person
) -> None:
    form = {"login": "hoa", "password": PASSWORD}
    answer = browser.post("/dang-nhap", data=form, headers=SAME_SITE)
    cookie = answer.headers["set-cookie"].lower()
    assert cookie.startswith("__host-vanban=")
    assert all(word in cookie for word in ("secure", "httponly", "samesite=lax", "path=/"))
    kept = browser.cookies["__Host-vanban"]
    out = browser.post("/dang-xuat", headers=SAME_SITE)
    assert out.headers["clear-site-data"] == '"cache", "storage"'
    browser.cookies.set("__Host-vanban", kept, domain=HOST)
    assert browser.get("/").headers["location"].startswith("/dang-nhap")


def test_its_owner_changes_a_password_and_ends_other_sessions(
    browser: TestClient, office: Workplace, hoa: Person
) -> None:
    form = {"login": "hoa", "password": PASSWORD}
    other = TestClient(make_app(office), base_url=f"https://{HOST}", follow_redirects=False)
    for client in (other, browser):
        client.post("/dang-nhap", data=form, headers=SAME_SITE)
    assert "Đăng xuất các phiên khác" in browser.get("/tai-khoan").text
    assert browser.post("/tai-khoan/phien", headers=SAME_SITE).status_code == 303
    assert other.get("/tai-khoan").status_code == 303
    change = {"now": "không phải", "new": f"{PASSWORD}!"}
    wrong = browser.post("/tai-khoan/mat-khau", data=change, headers=SAME_SITE)
    assert wrong.status_code == 401 and "mật khẩu đang dùng không đúng" in wrong.text.lower()
    change["now"] = PASSWORD
    done = browser.post("/tai-khoan/mat-khau", data=change, headers=SAME_SITE)
    assert done.headers["location"] == "/dang-nhap?da=mat-khau"
    assert browser.get("/tai-khoan").status_code == 303


@pytest.mark.parametrize(
    "path",
    ["/docs", "/redoc", "/openapi.json", "/tinh/", "/tinh/VENDORED.toml", "/tinh/..%2Fapp.py",
     "/.git/config", "/people.db"],
)  # fmt: skip
def test_nothing_of_the_program_is_served(browser: TestClient, path: str) -> None:
    assert browser.get(path).status_code == 404


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "PUT"])
def test_unused_methods_are_refused(browser: TestClient, method: str) -> None:
    assert browser.request(method, "/dang-nhap", headers=SAME_SITE).status_code == 405


@pytest.mark.parametrize(
    ("back", "goes"),
    [
        ("/nhiem-vu?tinh-trang=qua-han", "/nhiem-vu?tinh-trang=qua-han"),
        ("https://elsewhere.example/", "/"),
        ("//elsewhere.example/", "/"),
        ("/\\elsewhere.example/", "/"),
        ("%2F%2Felsewhere.example", "/"),
        ("javascript:alert(1)", "/"),
    ],
)
def test_signing_in_leads_to_no_other_site(back: str, goes: str) -> None:
    assert inside(back) == goes


def test_the_table_names_every_point_and_tests_that_there_are() -> None:
    text = (ROOT / "docs" / "SECURITY.md").read_text("utf-8")
    rows = [line for line in text.splitlines() if re.match(r"\| \d", line)]
    named = {point for row in rows for point in _each(row.split("|")[1])}
    assert set(_each(POINTS)) - named == set()
    tests = {name for row in rows for name in re.findall(r"`(test_\w+\.py)`", row)}
    there = {path.name for path in (ROOT / "tests").rglob("test_*.py")}
    assert tests and tests <= there
    assert [row for row in rows if len(row.split("|")) != 5 or not row.split("|")[3].strip()] == []
