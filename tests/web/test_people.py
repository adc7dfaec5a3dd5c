"""The book of people: passwords, links, sessions, waits, and a log that only grows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from tests.databases import Clock
from vanban.pipeline.errors import PlanError
from vanban.tracking.beside import Beside
from vanban.tracking.people.access_log import accesses, note_access
from vanban.tracking.people.accounts import (
    add_account,
    lock,
    make_link,
    open_people,
    set_password,
    use_link,
)
from vanban.tracking.people.errors import (
    BadAccount,
    LinkInvalid,
    SignInFailed,
    TooManyAttempts,
    WeakPassword,
)
from vanban.tracking.people.person import Person
from vanban.tracking.people.sessions import (
    IDLE,
    LONGEST,
    change_password,
    close_others,
    open_session,
    person_in,
    sign_in,
)

GOOD = "một câu dễ nhớ 2026"


@pytest.fixture
def book(tmp_path: Path, clock: Clock) -> Iterator[Beside]:
    opened = open_people(tmp_path / "people.db", clock=clock)
    yield opened
    opened.close()


@pytest.fixture
def lan(book: Beside) -> Person:
    return add_account(book, login="Lan.NT ", name="Nguyễn Thị  Lan", role="clerk")


def test_only_the_owner_reads_the_book(book: Beside) -> None:
    assert book.path.stat().st_mode & 0o077 == 0


def test_a_login_is_one_person_however_it_is_typed(book: Beside, lan: Person) -> None:
    assert (lan.login, lan.name) == ("lan.nt", "Nguyễn Thị Lan")
    with pytest.raises(BadAccount):
        add_account(book, login="LAN.nt", name="Khác", role="unit")


@pytest.mark.parametrize(
    "password",
    [
        "ngan",
        "aaaaaaaaaaaaaa",
        "lan.nt 2026 abc",
        "xin nguyễn thị lan",
        "password1234",
        "qwertyuiop12",
        "matkhau123456",
        "vietnam20262026",
    ],
)
def test_weak_passwords_are_refused(book: Beside, lan: Person, password: str) -> None:
    with pytest.raises(WeakPassword):
        set_password(book, lan.id, password)


def test_sign_in(book: Beside, lan: Person) -> None:
    with pytest.raises(SignInFailed):  # no password yet
        sign_in(book, "lan.nt", "", "10.0.0.1")
    set_password(book, lan.id, GOOD)
    assert sign_in(book, " LAN.NT", GOOD, "10.0.0.1") == lan
    lock(book, lan.id, locked=True)
    with pytest.raises(SignInFailed):
        sign_in(book, "lan.nt", GOOD, "10.0.0.1")


def test_failures_make_one_wait_longer_and_longer(book: Beside, lan: Person, clock: Clock) -> None:
    set_password(book, lan.id, GOOD)
    for _ in range(6):
        with pytest.raises(SignInFailed):
            sign_in(book, "lan.nt", "sai mật khẩu rồi", "10.0.0.1")
    with pytest.raises(TooManyAttempts):
        sign_in(book, "lan.nt", GOOD, "10.0.0.9")
    clock.now += timedelta(seconds=3)
    assert sign_in(book, "lan.nt", GOOD, "10.0.0.9") == lan


def test_a_link_works_once_and_not_for_ever(book: Beside, lan: Person, clock: Clock) -> None:
    first, second = (make_link(book, lan.id, "password") for _ in range(2))
    with pytest.raises(LinkInvalid):  # a newer one was made
        use_link(book, first, "password")
    with pytest.raises(LinkInvalid):  # it opens no session
        use_link(book, second, "start")
    assert use_link(book, second, "password") == lan
    with pytest.raises(LinkInvalid):
        use_link(book, second, "password")
    late = make_link(book, lan.id, "password")
    clock.now += timedelta(hours=73)
    with pytest.raises(LinkInvalid):
        use_link(book, late, "password")


@pytest.mark.parametrize(("pause", "stands"), [(IDLE, True), (IDLE + timedelta(minutes=1), False)])
def test_a_session_ends_by_idleness(
    book: Beside, lan: Person, clock: Clock, pause: timedelta, stands: bool
) -> None:
    secret = open_session(book, lan, "10.0.0.1")
    clock.now += pause
    assert (person_in(book, secret) is not None) is stands


def test_a_session_ends_after_half_a_day_however_busy(
    book: Beside, lan: Person, clock: Clock
) -> None:
    secret = open_session(book, lan, "10.0.0.1")
    for _ in range(int(LONGEST / IDLE)):
        clock.now += IDLE
        assert person_in(book, secret)
    clock.now += timedelta(minutes=2)
    assert person_in(book, secret) is None


def test_locking_and_a_new_password_end_all_sessions(book: Beside, lan: Person) -> None:
    for change in (
        lambda: set_password(book, lan.id, GOOD),
        lambda: lock(book, lan.id, locked=True),
    ):
        secret = open_session(book, lan, "10.0.0.1")
        change()
        assert person_in(book, secret) is None


@pytest.mark.parametrize("change", ["UPDATE access_log SET name = 'x'", "DELETE FROM access_log"])
def test_the_log_only_grows(book: Beside, lan: Person, change: str) -> None:
    note_access(book, "sign-in", person=lan, address="10.0.0.1")
    with pytest.raises((DBAPIError, PlanError)), book.writing() as connection:
        connection.execute(text(change))
    assert [line.words for line in accesses(book)] == ["Đăng nhập"]


def test_no_secret_stands_in_the_book(book: Beside, lan: Person) -> None:
    set_password(book, lan.id, GOOD)
    secrets = [open_session(book, lan, ""), make_link(book, lan.id, "password"), GOOD]
    with book.reading() as connection:
        kept = "\n".join(connection.connection.iterdump())  # type: ignore[attr-defined]
    assert not [secret for secret in secrets if secret in kept]


def test_a_password_is_changed_by_who_knows_it(book: Beside, lan: Person) -> None:
    set_password(book, lan.id, GOOD)
    secret = open_session(book, lan, "10.0.0.1")
    with pytest.raises(SignInFailed):
        change_password(book, lan, "không phải", f"{GOOD}!", "10.0.0.1")
    with pytest.raises(WeakPassword):
        change_password(book, lan, GOOD, "password1234", "10.0.0.1")
    assert person_in(book, secret) == lan
    change_password(book, lan, GOOD, f"{GOOD}!", "10.0.0.1")
    assert person_in(book, secret) is None
    assert sign_in(book, "lan.nt", f"{GOOD}!", "10.0.0.1") == lan


def test_other_sessions_are_ended_by_their_owner(book: Beside, lan: Person) -> None:
    mine, other = (open_session(book, lan, "10.0.0.1") for _ in range(2))
    close_others(book, lan.id, mine)
    assert (person_in(book, mine), person_in(book, other)) == (lan, None)
