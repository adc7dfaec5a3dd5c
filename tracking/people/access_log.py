"""The log of access: who did what, when, to what, from where. Only ever added to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from sqlalchemy import insert, select

from vanban.extractors.language.data import toml
from vanban.tracking.beside import Beside
from vanban.tracking.people.person import Person
from vanban.tracking.people.tables import access_log

PAGE = 100


@dataclass(frozen=True, slots=True)
class Access:
    """One line of the log."""

    id: int
    at: datetime
    account_id: int | None
    name: str
    action: str
    target: str | None
    address: str

    @property
    def words(self) -> str:
        """What was done, in Vietnamese."""
        return actions()[self.action]


@cache
def actions() -> Mapping[str, str]:
    """Code of each action to its words."""
    return dict(toml("vanban.tracking.people", "actions.toml")["actions"])


def note_access(
    book: Beside,
    action: str,
    *,
    person: Person | None = None,
    name: str = "",
    target: str | None = None,
    address: str = "",
) -> None:
    """Add one line. ``name``: what was typed, where nobody is signed in."""
    row = {
        "at": book.clock(),
        "account_id": person.id if person else None,
        "name": person.name if person else name,
        "action": action,
        "target": target,
        "address": address,
    }
    actions()[action]  # an action without words must not get in
    with book.writing() as connection:
        connection.execute(insert(access_log).values(**row))


def accesses(
    book: Beside,
    *,
    account_id: int | None = None,
    action: str | None = None,
    before: int | None = None,
    limit: int = PAGE,
) -> tuple[Access, ...]:
    """Lines of the log, the newest first: of one account, of one action, older than ``before``."""
    query = select(access_log).order_by(access_log.c.id.desc()).limit(limit)
    if account_id is not None:
        query = query.where(access_log.c.account_id == account_id)
    if action:
        query = query.where(access_log.c.action == action)
    if before is not None:
        query = query.where(access_log.c.id < before)
    with book.reading() as connection:
        return tuple(Access(**row._mapping) for row in connection.execute(query))
