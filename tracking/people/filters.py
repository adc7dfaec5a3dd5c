"""Filters of the list of tasks that a person keeps under a name."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import delete, insert, select

from vanban.tracking.beside import Beside
from vanban.tracking.errors import BadQuery
from vanban.tracking.people.person import Person
from vanban.tracking.people.tables import filters

_MOST = 30
"""Filters that one person keeps: more would be no help in finding one."""


@dataclass(frozen=True, slots=True)
class SavedFilter:
    """``query``: the part of the address after the question mark."""

    id: int
    name: str
    query: str


def saved_filters(book: Beside, person: Person) -> tuple[SavedFilter, ...]:
    """The person's own, by name."""
    mine = select(filters.c.id, filters.c.name, filters.c.query)
    query = mine.where(filters.c.account_id == person.id).order_by(filters.c.name)
    with book.reading() as connection:
        return tuple(SavedFilter(*row) for row in connection.execute(query))


def keep_filter(book: Beside, person: Person, name: str, query: str) -> None:
    """Keep a filter; one of that name is replaced. ``BadQuery`` without a name, or for too many."""
    name = " ".join(name.split())[:80]
    if not name:
        raise BadQuery("bộ lọc phải có tên", "Ghi tên rồi lưu lại.")
    if len(saved_filters(book, person)) >= _MOST:
        raise BadQuery(f"đã có {_MOST} bộ lọc", "Bỏ bớt một bộ lọc rồi lưu lại.")
    with book.writing() as connection:
        own = (filters.c.account_id == person.id, filters.c.name == name)
        connection.execute(delete(filters).where(*own))
        row = {"account_id": person.id, "name": name, "query": query}
        connection.execute(insert(filters).values(row))


def drop_filter(book: Beside, person: Person, filter_id: int) -> None:
    """Keep it no more; that of somebody else stays."""
    gone = delete(filters).where(filters.c.id == filter_id, filters.c.account_id == person.id)
    with book.writing() as connection:
        connection.execute(gone)
