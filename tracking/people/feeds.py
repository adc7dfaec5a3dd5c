"""Secret addresses of calendars: who has one reads the work of one unit, until it is revoked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select, update

from vanban.tracking.beside import Beside, digest, new_secret
from vanban.tracking.people.person import Person
from vanban.tracking.people.tables import feeds


@dataclass(frozen=True, slots=True)
class Feed:
    """A calendar that was given out."""

    id: int
    unit_id: int
    created_at: datetime


def make_feed(book: Beside, person: Person, unit_id: int) -> str:
    """The secret of a new feed of a unit; earlier ones that this person made of it are revoked."""
    secret, at = new_secret(), book.clock()
    mine = (feeds.c.created_by == person.id) & (feeds.c.unit_id == unit_id)
    with book.writing() as connection:
        connection.execute(
            update(feeds).where(mine, feeds.c.revoked_at.is_(None)).values(revoked_at=at)
        )
        connection.execute(
            insert(feeds).values(
                secret=digest(secret), unit_id=unit_id, created_by=person.id, created_at=at
            )
        )
    return secret


def unit_of_feed(book: Beside, secret: str) -> int | None:
    """Whose work this secret opens; None for one that is unknown or revoked."""
    query = select(feeds.c.unit_id).where(feeds.c.secret == digest(secret))
    with book.reading() as connection:
        found = connection.execute(query.where(feeds.c.revoked_at.is_(None))).scalar()
    return None if found is None else int(found)


def open_feeds(book: Beside, unit_id: int) -> tuple[Feed, ...]:
    """Feeds of a unit that work."""
    query = select(feeds.c.id, feeds.c.unit_id, feeds.c.created_at).where(
        feeds.c.unit_id == unit_id, feeds.c.revoked_at.is_(None)
    )
    with book.reading() as connection:
        return tuple(Feed(*row) for row in connection.execute(query))


def revoke_feeds(book: Beside, unit_id: int) -> None:
    """No feed of this unit works any more."""
    live = (feeds.c.unit_id == unit_id) & feeds.c.revoked_at.is_(None)
    with book.writing() as connection:
        connection.execute(update(feeds).where(live).values(revoked_at=book.clock()))
