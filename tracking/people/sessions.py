"""Signing in and out: sessions that can be ended, a growing wait after failures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, delete, func, insert, select, update

from vanban.tracking.beside import Beside, digest, new_secret
from vanban.tracking.people.accounts import (
    account_rows,
    folded,
    person_from,
    person_of,
    set_password,
)
from vanban.tracking.people.deputies import acting_person
from vanban.tracking.people.errors import SignInFailed, TooManyAttempts
from vanban.tracking.people.passwords import fits
from vanban.tracking.people.person import LOCAL, Person
from vanban.tracking.people.tables import accounts, acting, attempts, sessions

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)
_FREE_TRIES = 5
"""Failures within the window before one has to wait."""
_WINDOW = timedelta(minutes=15)
_LONGEST_WAIT = 300
_TOUCH = timedelta(minutes=1)
"""How exactly the last use is kept: not every page view writes."""


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A session as its owner sees it."""

    secret: str
    created_at: datetime
    last_at: datetime
    address: str


def sign_in(book: Beside, login: str, password: str, address: str) -> Person:
    """The person of this name and password. ``SignInFailed``, or ``TooManyAttempts``."""
    login = folded(login)
    wait_after_failures(book, login, address)
    with book.reading() as connection:
        row = connection.execute(select(accounts).where(accounts.c.login == login)).first()
        person = person_of(connection, row.id) if row else None
    if not fits(row.password if row else None, password) or person is None:
        note_failure(book, login, address)
        raise SignInFailed("tên đăng nhập hoặc mật khẩu không đúng")
    return person


def change_password(book: Beside, person: Person, now: str, new: str, address: str) -> None:
    """Its owner replaces a password that he knows; all sessions end. ``SignInFailed`` for a wrong
    one, ``TooManyAttempts``, ``WeakPassword``.
    """
    wait_after_failures(book, person.login, address)
    with book.reading() as connection:
        query = select(accounts.c.password).where(accounts.c.id == person.id)
        kept = connection.execute(query).scalar()
    if not fits(kept, now):
        note_failure(book, person.login, address)
        raise SignInFailed("mật khẩu đang dùng không đúng", "Nhập lại mật khẩu đang dùng.")
    set_password(book, person.id, new)


def open_session(book: Beside, person: Person, address: str) -> str:
    """The secret of a new session."""
    secret, at = new_secret(), book.clock()
    with book.writing() as connection:
        connection.execute(delete(sessions).where(sessions.c.created_at < at - LONGEST))
        connection.execute(
            insert(sessions).values(
                secret=digest(secret),
                account_id=person.id,
                created_at=at,
                last_at=at,
                address=address,
            )
        )
    return secret


def person_in(book: Beside, secret: str) -> Person | None:
    """Who holds this session, if it still stands. The user of this machine is not made to sign in
    again after a pause; a deputy is who he acts for.
    """
    at, hashed = book.clock(), digest(secret)
    with book.reading() as connection:
        row = connection.execute(_of_session(hashed)).first()
        person = person_from(row) if row else None
        if row and person and row.deputy is not None:
            person = acting_person(connection, book, hashed, person)
    if row is None or person is None or at - row.opened_at > LONGEST:
        return None
    if at - row.last_at > IDLE and row.role != LOCAL:
        return None
    if at - row.last_at > _TOUCH:
        with book.writing() as connection:
            connection.execute(
                update(sessions).where(sessions.c.secret == hashed).values(last_at=at)
            )
    return person


def _of_session(hashed: str) -> Select[Any]:
    """Account and session in one row: every page asks for it."""
    return (
        account_rows()
        .add_columns(sessions.c.created_at.label("opened_at"), sessions.c.last_at, acting.c.deputy)
        .join(sessions, sessions.c.account_id == accounts.c.id)
        .outerjoin(acting, acting.c.session == sessions.c.secret)
        .where(sessions.c.secret == hashed)
    )


def close_session(book: Beside, secret: str) -> None:
    """End a session."""
    with book.writing() as connection:
        connection.execute(delete(sessions).where(sessions.c.secret == digest(secret)))


def close_all(book: Beside, account_id: int) -> None:
    """End all sessions of an account."""
    with book.writing() as connection:
        connection.execute(delete(sessions).where(sessions.c.account_id == account_id))


def close_others(book: Beside, account_id: int, secret: str) -> None:
    """End all sessions of an account but this one."""
    others = (sessions.c.account_id == account_id) & (sessions.c.secret != digest(secret))
    with book.writing() as connection:
        connection.execute(delete(sessions).where(others))


def open_sessions(book: Beside, account_id: int) -> tuple[OpenSession, ...]:
    """What an account has open, the last used first."""
    query = select(sessions).where(sessions.c.account_id == account_id)
    with book.reading() as connection:
        rows = connection.execute(query.order_by(sessions.c.last_at.desc())).all()
    return tuple(OpenSession(r.secret, r.created_at, r.last_at, r.address) for r in rows)


def wait_after_failures(book: Beside, login: str, address: str) -> None:
    """``TooManyAttempts`` while one has to wait after failures of this name or address."""
    since = book.clock() - _WINDOW
    recent = attempts.c.at > since
    mine = (attempts.c.login == login) | (attempts.c.address == address)
    query = select(func.count(), func.max(attempts.c.at)).where(recent, mine)
    with book.reading() as connection:
        failures, last = connection.execute(query).one()
    if failures <= _FREE_TRIES:
        return
    wait = timedelta(seconds=min(2 ** (failures - _FREE_TRIES), _LONGEST_WAIT))
    if book.clock() < last + wait:
        seconds = int(wait.total_seconds())
        raise TooManyAttempts(f"đăng nhập sai nhiều lần, chờ {seconds} giây")


def note_failure(book: Beside, login: str, address: str) -> None:
    """Count a failure."""
    at = book.clock()
    with book.writing() as connection:
        connection.execute(delete(attempts).where(attempts.c.at < at - _WINDOW))
        connection.execute(insert(attempts).values(login=login[:60], address=address, at=at))
