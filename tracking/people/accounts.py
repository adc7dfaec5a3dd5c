"""Accounts: adding and changing people, passwords, one-time links."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, exists, func, insert, select, update

from vanban.tracking.beside import Beside, digest, new_secret, now, open_beside
from vanban.tracking.errors import NotFound
from vanban.tracking.people.errors import BadAccount, LinkInvalid
from vanban.tracking.people.office import FACTOR
from vanban.tracking.people.passwords import check_password, hashed
from vanban.tracking.people.person import LOCAL, Person, roles
from vanban.tracking.people.tables import (
    BOOK,
    account_units,
    accounts,
    links,
    office,
    outside_names,
    second_factors,
    sessions,
)

LINK_HOURS = 72
START_MINUTES = 30
_LOGIN = 60


@dataclass(frozen=True, slots=True)
class Account:
    """A person with what only the book knows of him. ``outside``: he signs in at a provider."""

    person: Person
    has_password: bool
    outside: bool
    locked: bool
    created_at: datetime


def open_people(path: Path, *, clock: Callable[[], datetime] = now) -> Beside:
    """The book of people at ``path``, made if needed."""
    return open_beside(path, BOOK, clock=clock)


def add_account(
    book: Beside,
    *,
    login: str,
    name: str,
    role: str,
    analyst: bool = False,
    units: Iterable[int] = (),
) -> Person:
    """A new person, who has no password yet. ``BadAccount`` for a login that is taken or empty."""
    login, name = folded(login), " ".join(name.split())
    if not login or not name or len(login) > _LOGIN:
        raise BadAccount("thiếu họ tên hoặc tên đăng nhập")
    if role not in roles():
        raise BadAccount(f"không có vai trò “{role}”")
    with book.writing() as connection:
        if connection.execute(select(accounts.c.id).where(accounts.c.login == login)).first():
            raise BadAccount(f"tên đăng nhập “{login}” đã có người dùng")
        values = {"login": login, "name": name, "role": role, "analyst": analyst}
        added = connection.execute(insert(accounts).values(**values, created_at=book.clock()))
        account_id = int(added.lastrowid)
        _set_units(connection, account_id, units)
        return _one(connection, account_id)


def change_account(
    book: Beside, account_id: int, *, name: str, role: str, analyst: bool, units: Iterable[int]
) -> Person:
    """Another name, role, flag or units; what he had open goes on with the new rights."""
    if role not in roles() or not name.strip():
        raise BadAccount("thiếu họ tên hoặc vai trò")
    with book.writing() as connection:
        before = _one(connection, account_id)
        if before.role == LOCAL and role != LOCAL:
            raise BadAccount("không đổi được vai trò của người dùng trên máy này")
        values = {"name": " ".join(name.split()), "role": role, "analyst": analyst}
        connection.execute(update(accounts).where(accounts.c.id == account_id).values(**values))
        _set_units(connection, account_id, units)
        return _one(connection, account_id)


def lock(book: Beside, account_id: int, *, locked: bool) -> None:
    """Lock an account (all its sessions end at once), or open it again."""
    with book.writing() as connection:
        _one(connection, account_id)
        at = book.clock() if locked else None
        connection.execute(update(accounts).where(accounts.c.id == account_id).values(locked_at=at))
        if locked:
            connection.execute(delete(sessions).where(sessions.c.account_id == account_id))


def local_person(book: Beside, name: str) -> Person:
    """The one user of this machine, added on the first start."""
    with book.reading() as connection:
        found = connection.execute(select(accounts.c.id).where(accounts.c.role == LOCAL)).scalar()
        if found is not None:
            return _one(connection, int(found))
    return add_account(book, login="nguoi-dung", name=name, role=LOCAL)


def all_accounts(book: Beside) -> tuple[Account, ...]:
    """Everybody, by name."""
    with book.reading() as connection:
        rows = connection.execute(account_rows().order_by(accounts.c.name)).all()
    return tuple(_account(row) for row in rows)


def one_account(book: Beside, account_id: int) -> Account:
    """One of them; ``NotFound`` if there is none."""
    found = [a for a in all_accounts(book) if a.person.id == account_id]
    if not found:
        raise NotFound(f"không có người dùng số {account_id}", "Xem danh sách người dùng.")
    return found[0]


def count_accounts(book: Beside) -> int:
    """How many people besides the user of this machine."""
    with book.reading() as connection:
        query = select(func.count()).select_from(accounts).where(accounts.c.role != LOCAL)
        return int(connection.execute(query).scalar() or 0)


def person_of(connection: Connection, account_id: int) -> Person | None:
    """The person of an account that is not locked."""
    row = connection.execute(account_rows().where(accounts.c.id == account_id)).first()
    return person_from(row) if row is not None else None


def account_rows() -> Select[Any]:
    """All that makes a person, in one row: every request asks for it."""
    mine = accounts.c.id
    units = select(func.group_concat(account_units.c.unit_id))
    factor = exists().where(
        second_factors.c.account_id == mine, second_factors.c.confirmed_at.is_not(None)
    )
    outside = exists().where(outside_names.c.account_id == mine)
    return select(
        accounts,
        units.where(account_units.c.account_id == mine).scalar_subquery().label("units"),
        select(office.c.value).where(office.c.name == FACTOR).scalar_subquery().label("strict"),
        factor.correlate(accounts).label("factor"),
        outside.correlate(accounts).label("outside"),
    )


def person_from(row: Row[Any]) -> Person | None:
    """The person of a row of ``account_rows``, if he is not locked."""
    return None if row.locked_at is not None else _account(row).person


def make_link(book: Beside, account_id: int, purpose: str) -> str:
    """The secret of a new one-time link; earlier ones of the same purpose no longer work."""
    secret, at = new_secret(), book.clock()
    life = (
        timedelta(minutes=START_MINUTES)
        if purpose in ("start", "code")
        else timedelta(hours=LINK_HOURS)
    )
    with book.writing() as connection:
        _one(connection, account_id)
        mine = (links.c.account_id == account_id) & (links.c.purpose == purpose)
        connection.execute(delete(links).where(mine))
        connection.execute(
            insert(links).values(
                secret=digest(secret), account_id=account_id, purpose=purpose, expires_at=at + life
            )
        )
    return secret


def look_at_link(book: Beside, secret: str, purpose: str) -> Person:
    """Whose link this is, without using it. ``LinkInvalid`` if it does not work."""
    with book.reading() as connection:
        return _of_link(connection, secret, purpose, book.clock())


def use_link(book: Beside, secret: str, purpose: str) -> Person:
    """Whose link this is; it works no more. ``LinkInvalid`` if it did not work."""
    with book.writing() as connection:
        person = _of_link(connection, secret, purpose, book.clock())
        connection.execute(
            update(links).where(links.c.secret == digest(secret)).values(used_at=book.clock())
        )
        return person


def set_password(book: Beside, account_id: int, password: str) -> None:
    """A new password; all sessions end, and he signs in here from now on. ``WeakPassword`` for one
    that is easily guessed.
    """
    with book.reading() as connection:
        check_password(password, _one(connection, account_id))
    kept = hashed(password)
    with book.writing() as connection:
        connection.execute(
            update(accounts).where(accounts.c.id == account_id).values(password=kept)
        )
        connection.execute(delete(outside_names).where(outside_names.c.account_id == account_id))
        connection.execute(delete(sessions).where(sessions.c.account_id == account_id))


def folded(login: str) -> str:
    """A login name as it is compared: no case, no blanks around, one Unicode form."""
    return unicodedata.normalize("NFC", login).strip().casefold()


def _of_link(connection: Connection, secret: str, purpose: str, at: datetime) -> Person:
    row = connection.execute(select(links).where(links.c.secret == digest(secret))).first()
    if row is None or row.purpose != purpose or row.used_at or row.expires_at < at:
        raise LinkInvalid("đường dẫn đã dùng hoặc hết hạn")
    person = person_of(connection, row.account_id)
    if person is None:
        raise LinkInvalid("tài khoản đang bị khóa")
    return person


def _one(connection: Connection, account_id: int) -> Person:
    row = connection.execute(account_rows().where(accounts.c.id == account_id)).first()
    if row is None:
        raise NotFound(f"không có người dùng số {account_id}", "Xem danh sách người dùng.")
    return _account(row).person


def _account(row: Row[Any]) -> Account:
    person = Person(
        row.id,
        row.login,
        row.name,
        row.role,
        row.analyst,
        tuple(sorted(int(unit) for unit in (row.units or "").split(",") if unit)),
        needs_factor=row.role in (row.strict or "").split(),
        has_factor=row.factor or row.outside,
    )
    locked, has_password = row.locked_at is not None, row.password is not None
    return Account(person, has_password, row.outside, locked, row.created_at)


def _set_units(connection: Connection, account_id: int, units: Iterable[int]) -> None:
    connection.execute(delete(account_units).where(account_units.c.account_id == account_id))
    rows = [{"account_id": account_id, "unit_id": u} for u in dict.fromkeys(units)]
    if rows:
        connection.execute(insert(account_units), rows)
