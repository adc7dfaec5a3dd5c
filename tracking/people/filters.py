"""Filters of the list of tasks that a person keeps under a name, for himself, for the people of his
units or for everybody.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Exists, delete, exists, func, insert, select

from vanban.tracking.beside import Beside
from vanban.tracking.errors import BadQuery, NotAllowed
from vanban.tracking.people.person import Person
from vanban.tracking.people.tables import accounts, filters, shared_filters

_MOST = 30
"""Filters that one person keeps: more would be no help in finding one."""
MINE, UNIT, ALL = "minh", "don-vi", "moi-nguoi"
"""Who sees a filter."""
_EVERYBODY = 0
"""Stands for the id of a unit where everybody sees a filter."""
_SHARE = "filter.share"


@dataclass(frozen=True, slots=True)
class SavedFilter:
    """``query``: the part of the address after the question mark. ``by``: whose it is, where it is
    another's. ``droppable``: whether who asks may do away with it.
    """

    id: int
    name: str
    query: str
    by: str | None
    droppable: bool


def audiences(person: Person) -> dict[str, str]:
    """Whom the person may let see a filter, in words."""
    units = {UNIT: "Người của đơn vị tôi"} if person.units else {}
    return {MINE: "Chỉ tôi", **units} | ({ALL: "Mọi người"} if person.may(_SHARE) else {})


def saved_filters(book: Beside, person: Person) -> tuple[SavedFilter, ...]:
    """The person's own, those of his units, those of everybody; by name."""
    mine = filters.c.account_id == person.id
    query = (
        select(filters, accounts.c.name.label("by"), _seen_by(_EVERYBODY).label("common"))
        .join(accounts, accounts.c.id == filters.c.account_id)
        .where(mine | _seen_by(_EVERYBODY, *person.units))
        .order_by(filters.c.name, filters.c.id)
    )
    with book.reading() as connection:
        rows = connection.execute(query).all()
    return tuple(
        SavedFilter(
            row.id,
            row.name,
            row.query,
            None if row.account_id == person.id else row.by,
            row.account_id == person.id or (row.common and person.may(_SHARE)),
        )
        for row in rows
    )


def keep_filter(book: Beside, person: Person, name: str, query: str, audience: str = MINE) -> None:
    """Keep a filter; one of that name is replaced. ``BadQuery`` without a name, or for too many;
    ``NotAllowed`` where the person may not let these people see it.
    """
    name = " ".join(name.split())[:80]
    if not name:
        raise BadQuery("bộ lọc phải có tên", "Ghi tên rồi lưu lại.")
    if audience not in audiences(person):
        raise NotAllowed("vai trò của bạn không lưu được bộ lọc cho những người này")
    own = filters.c.account_id == person.id
    with book.writing() as connection:
        _forget(connection, own & (filters.c.name == name))
        if connection.execute(select(func.count()).where(own)).scalar_one() >= _MOST:
            raise BadQuery(f"đã có {_MOST} bộ lọc", "Bỏ bớt một bộ lọc rồi lưu lại.")
        row = {"account_id": person.id, "name": name, "query": query}
        added = connection.execute(insert(filters).values(row)).lastrowid
        seen = {MINE: (), UNIT: person.units, ALL: (_EVERYBODY,)}[audience]
        if seen:
            shares = [{"filter_id": added, "unit_id": unit} for unit in seen]
            connection.execute(insert(shared_filters), shares)


def drop_filter(book: Beside, person: Person, filter_id: int) -> None:
    """Keep it no more, if it is the person's own, or everybody's and he may share with everybody;
    another stays.
    """
    mine = filters.c.account_id == person.id
    droppable = mine | _seen_by(_EVERYBODY) if person.may(_SHARE) else mine
    with book.writing() as connection:
        _forget(connection, (filters.c.id == filter_id) & droppable)


def _seen_by(*units: int) -> Exists:
    """Whether a filter is shared with one of these."""
    of = shared_filters.c.filter_id == filters.c.id
    return exists().where(of, shared_filters.c.unit_id.in_(units)).correlate(filters)


def _forget(connection: Connection, which: ColumnElement[bool]) -> None:
    gone = connection.execute(select(filters.c.id).where(which)).scalars().all()
    connection.execute(delete(shared_filters).where(shared_filters.c.filter_id.in_(gone)))
    connection.execute(delete(filters).where(filters.c.id.in_(gone)))
