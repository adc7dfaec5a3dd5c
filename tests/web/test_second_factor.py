"""The second factor and deputies: in the book of people, and on the pages."""

from __future__ import annotations

import base64
import re
from datetime import date, timedelta
from html import unescape

import pytest
from sqlalchemy import event
from starlette.testclient import TestClient

from tests.databases import Clock
from tests.web.conftest import SAME_SITE
from vanban.tracking.people.access_log import accesses
from vanban.tracking.people.accounts import add_account, set_password
from vanban.tracking.people.deputies import act_for, acts_for, appoint, deputies_of, end_deputy
from vanban.tracking.people.errors import BadAccount, SignInFailed
from vanban.tracking.people.keys import make_key
from vanban.tracking.people.office import (
    factor_roles,
    keep_factor_roles,
    keep_office_head,
    office_head,
)
from vanban.tracking.people.person import Person
from vanban.tracking.people.second_factor import begin, check_code, code_at, confirm, has_factor
from vanban.tracking.people.sessions import open_session, person_in
from vanban.web.app import make_app
from vanban.web.qr import QUIET, qr_code
from vanban.web.settings import Workplace

PASSWORD = "một câu dễ nhớ 2026"
HERE = "10.0.0.1"


@pytest.fixture
def hoa(place: Workplace) -> Person:
    return add_account(place.people, login="hoa", name="Lê Thị Hoa", role="leader")


@pytest.mark.parametrize(
    ("seconds", "code"), [(59, "287082"), (1111111109, "081804"), (1234567890, "005924")]
)
def test_codes_are_those_of_rfc_6238(seconds: int, code: str) -> None:
    secret = base64.b32encode(b"12345678901234567890").decode()
    assert code_at(secret, seconds) == code


def test_a_code_counts_once_and_a_spare_one_too(
    place: Workplace, hoa: Person, clock: Clock
) -> None:
    book = place.people
    secret = begin(book, hoa).secret
    assert not has_factor(book, hoa.id)
    with pytest.raises(BadAccount):
        confirm(book, hoa, "000000x")
    now = code_at(secret, clock.now.timestamp())
    spare = confirm(book, hoa, now)
    assert has_factor(book, hoa.id) and len(set(spare)) == 10
    with pytest.raises(SignInFailed):
        check_code(book, hoa, now, HERE)  # it was used to confirm
    clock.now += timedelta(seconds=30)
    check_code(book, hoa, code_at(secret, clock.now.timestamp()), HERE)
    check_code(book, hoa, spare[0], HERE)
    with pytest.raises(SignInFailed):
        check_code(book, hoa, spare[0], HERE)


def test_a_password_alone_opens_no_door(place: Workplace, hoa: Person, clock: Clock) -> None:
    set_password(place.people, hoa.id, PASSWORD)
    secret = begin(place.people, hoa).secret
    confirm(place.people, hoa, code_at(secret, clock.now.timestamp()))
    client = TestClient(make_app(place), base_url="http://127.0.0.1")
    form = {"login": "hoa", "password": PASSWORD, "ve": "/nhiem-vu"}
    asked = client.post("/dang-nhap", data=form, headers=SAME_SITE).text
    assert "Mã 6 chữ số" in asked and not client.cookies
    turn = asked.split('name="luot" value="')[1].split('"')[0]
    wrong = {"luot": turn, "ve": "/nhiem-vu", "code": "111111"}
    answer = client.post("/dang-nhap/ma", data=wrong, headers=SAME_SITE)
    assert (answer.status_code, "không đúng" in answer.text) == (401, True)
    clock.now += timedelta(seconds=30)
    right = wrong | {"code": code_at(secret, clock.now.timestamp())}
    assert "Nhiệm vụ" in client.post("/dang-nhap/ma", data=right, headers=SAME_SITE).text
    again = client.post("/dang-nhap/ma", data=right, headers=SAME_SITE)
    assert again.status_code == 410  # the pass works once


def test_it_is_switched_on_and_off_on_the_page(desk: TestClient, clock: Clock) -> None:
    path = "/tai-khoan/ma-xac-thuc"
    shown = desk.post(path, data={"viec": "bat"}, headers=SAME_SITE).text
    secret = shown.split("secret=")[1].split("&")[0]
    form = {"viec": "xac-nhan", "code": code_at(secret, clock.now.timestamp())}
    assert "mười mã dự phòng" in desk.post(path, data=form, headers=SAME_SITE).text
    off = {"viec": "tat", "code": "x"}
    assert desk.post(path, data=off, headers=SAME_SITE).status_code == 422
    clock.now += timedelta(seconds=30)
    off["code"] = code_at(secret, clock.now.timestamp())
    assert "Đã tắt mã xác thực" in desk.post(path, data=off, headers=SAME_SITE).text


def test_a_deputy_acts_with_both_names_from_day_to_day(
    place: Workplace, hoa: Person, clock: Clock
) -> None:
    book = place.people
    minh = add_account(book, login="minh", name="Trần Minh", role="viewer")
    appoint(book, hoa, minh.id, date(2026, 6, 1), date(2026, 6, 2))
    with pytest.raises(BadAccount):
        appoint(book, hoa, hoa.id, date(2026, 6, 1), date(2026, 6, 2))
    secret = open_session(book, minh, HERE)
    (one,) = acts_for(book, minh)
    act_for(book, minh, secret, one.id)
    acting = person_in(book, secret)
    assert acting is not None
    assert (acting.id, acting.name, acting.role) == (
        minh.id, "Trần Minh (thay Lê Thị Hoa)", "leader",
    )  # fmt: skip
    act_for(book, acting, secret, None)
    assert person_in(book, secret) == minh
    act_for(book, minh, secret, one.id)
    end_deputy(book, hoa, one.id)
    assert person_in(book, secret) == minh
    appoint(book, hoa, minh.id, date(2026, 6, 1), date(2026, 6, 2))
    clock.set(date(2026, 6, 3))
    assert acts_for(book, minh) == deputies_of(book, hoa) == ()


def test_a_deputy_is_named_and_takes_over_on_the_page(
    desk: TestClient, place: Workplace, hoa: Person
) -> None:
    form = {"deputy": str(hoa.id), "last": "30/6/2026"}
    told = desk.post("/tai-khoan/uy-quyen", data=form, headers=SAME_SITE).text
    assert "Lê Thị Hoa làm thay bạn từ 01/06/2026 đến 30/06/2026" in told
    client = TestClient(make_app(place), base_url="http://127.0.0.1")
    client.cookies.set("vanban", open_session(place.people, hoa, ""))
    assert "Nguyễn Thị Lan ủy quyền cho bạn" in client.get("/tai-khoan").text
    client.post("/tai-khoan/lam-thay", data={"uy-quyen": "1"}, headers=SAME_SITE)
    note = {"viec": "opinion", "note": "đã xem", "expect": "0"}
    shown = client.post("/nhiem-vu/1", data=note, headers=SAME_SITE).text
    assert "Bạn đang làm thay Nguyễn Thị Lan" in shown
    assert "Lê Thị Hoa (thay Nguyễn Thị Lan)" in shown
    assert accesses(place.people)[0].name == "Lê Thị Hoa (thay Nguyễn Thị Lan)"


@pytest.fixture
def strict(place: Workplace) -> Workplace:
    """A workplace whose leaders must have a second factor."""
    keep_factor_roles(place.people, ["leader"])
    return place


def test_a_role_that_must_have_a_factor_reaches_its_own_page_only(
    strict: Workplace, hoa: Person, clock: Clock
) -> None:
    client = TestClient(make_app(strict), base_url="http://127.0.0.1")
    client.cookies.set("vanban", open_session(strict.people, hoa, HERE))
    key = {"authorization": f"Bearer {make_key(strict.people, hoa, 'thử')}"}
    asked = client.get("/nhiem-vu")
    assert asked.url.path == "/tai-khoan" and "phải có mã xác thực" in asked.text
    refused = client.get("/api/v1/tasks", headers=key)
    assert (refused.status_code, refused.json()["code"]) == (403, "factor-needed")
    secret = begin(strict.people, hoa).secret
    confirm(strict.people, hoa, code_at(secret, clock.now.timestamp()))
    assert client.get("/nhiem-vu").url.path == "/nhiem-vu"
    assert client.get("/api/v1/tasks", headers=key).status_code == 200
    off = {"viec": "tat", "code": "000000"}
    kept = client.post("/tai-khoan/ma-xac-thuc", data=off, headers=SAME_SITE)
    assert "phải có mã xác thực" in kept.text and has_factor(strict.people, hoa.id)


def test_other_roles_need_none(strict: Workplace, desk: TestClient) -> None:
    assert desk.get("/nhiem-vu").url.path == "/nhiem-vu"


def test_an_administrator_settles_which_roles_need_a_factor(
    place: Workplace, desk: TestClient
) -> None:
    head = {"organ": "Sở Thử nghiệm"}
    keep_office_head(place.people, head)
    form = {"roles": ["leader", "clerk", "local", "nobody"]}
    answer = desk.post("/nguoi-dung/ma-xac-thuc", data=form, headers=SAME_SITE)
    assert "phải bật mã xác thực" in answer.text
    assert factor_roles(place.people) == {"leader", "clerk"}
    assert office_head(place.people) == head
    desk.post("/nguoi-dung/ma-xac-thuc", data={}, headers=SAME_SITE)
    assert factor_roles(place.people) == set()


def test_who_asks_is_one_question_to_the_book_of_people(strict: Workplace, hoa: Person) -> None:
    """Session, account, units, deputies, both sides of the second factor: all pages need them."""
    client = TestClient(make_app(strict), base_url="http://127.0.0.1")
    minh = add_account(strict.people, login="minh", name="Trần Minh", role="unit", units=(3, 1))
    secret = open_session(strict.people, minh, HERE)
    client.cookies.set("vanban", secret)
    asked: list[str] = []

    def seen(_c: object, _k: object, statement: str, *_: object) -> None:
        asked.append(statement)

    event.listen(strict.people.engine, "before_cursor_execute", seen)
    assert client.get("/tim").status_code == 200
    event.remove(strict.people.engine, "before_cursor_execute", seen)
    assert len([words for words in asked if words.startswith("SELECT")]) == 1
    found = person_in(strict.people, secret)
    assert found is not None and found.units == (1, 3)


FINDER = ("1111111", "1000001", "1011101", "1011101", "1011101", "1000001", "1111111")
"""What stands in three corners of every QR code (ISO/IEC 18004, 5.3.2)."""


@pytest.mark.parametrize("words", ["A", "otpauth://totp/vanban:hoa?secret=ABCDEFGH&issuer=vanban"])
def test_a_qr_code_has_its_three_corners_and_white_around_it(words: str) -> None:
    code = qr_code(words)
    dark = {(int(x), int(y)) for x, y in re.findall(r"M(\d+) (\d+)h1v1h-1z", code.path)}
    inner = range(QUIET, code.side - QUIET)
    assert all(x in inner and y in inner for x, y in dark)
    end = code.side - QUIET - len(FINDER)
    for left, top in ((QUIET, QUIET), (end, QUIET), (QUIET, end)):
        rows = ["".join(str(int((left + x, top + y) in dark)) for x in range(7)) for y in range(7)]
        assert tuple(rows) == FINDER
    assert (len(inner) - 21) % 4 == 0  # 21, 25, 29 … modules


def test_the_secret_is_shown_as_a_code_to_scan(desk: TestClient) -> None:
    form = {"viec": "bat"}
    shown = desk.post("/tai-khoan/ma-xac-thuc", data=form, headers=SAME_SITE).text
    address = re.search(r'href="(otpauth://[^"]+)"', shown)
    assert address is not None
    assert f'<path d="{qr_code(unescape(address[1])).path}"/>' in shown
