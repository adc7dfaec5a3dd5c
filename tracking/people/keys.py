"""Keys for programs: each acts as the person who made it, until it ends or is revoked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import insert, select, update

from vanban.tracking.beside import Beside, digest, new_secret
from vanban.tracking.people.accounts import person_of
from vanban.tracking.people.errors import BadAccount
from vanban.tracking.people.person import Person
from vanban.tracking.people.tables import keys

LIFE = timedelta(days=365)
_PREFIX = "vb_"
"""So that a key that was left somewhere is known for what it is."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key that was given out; its secret is shown once and not kept."""

    id: int
    name: str
    created_at: datetime
    expires_at: datetime


def make_key(book: Beside, person: Person, name: str) -> str:
    """The secret of a new key. ``BadAccount`` without a name."""
    if not name.strip():
        raise BadAccount("khóa phải có tên", "Ghi chương trình nào dùng khóa.")
    secret, at = _PREFIX + new_secret(), book.clock()
    row = {"account_id": person.id, "name": name.strip()[:100], "created_at": at}
    with book.writing() as connection:
        connection.execute(insert(keys).values(secret=digest(secret), expires_at=at + LIFE, **row))
    return secret


def person_of_key(book: Beside, secret: str) -> Person | None:
    """Who acts through this key; None if it is unknown, ended or revoked."""
    query = select(keys.c.account_id).where(
        keys.c.secret == digest(secret),
        keys.c.revoked_at.is_(None),
        keys.c.expires_at > book.clock(),
    )
    with book.reading() as connection:
        found = connection.execute(query).scalar()
        return None if found is None else person_of(connection, int(found))


def open_keys(book: Beside, person: Person) -> tuple[Key, ...]:
    """A person's keys that work, the newest first."""
    query = (
        select(keys.c.id, keys.c.name, keys.c.created_at, keys.c.expires_at)
        .where(keys.c.account_id == person.id, keys.c.revoked_at.is_(None))
        .order_by(keys.c.id.desc())
    )
    with book.reading() as connection:
        return tuple(Key(*row) for row in connection.execute(query))


def revoke_key(book: Beside, person: Person, key_id: int) -> None:
    """One of a person's own keys ends."""
    mine = (keys.c.id == key_id) & (keys.c.account_id == person.id)
    with book.writing() as connection:
        connection.execute(update(keys).where(mine).values(revoked_at=book.clock()))
