"""Ủy quyền: somebody acts for another from day to day, under both names."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from vanban.tracking.beside import Beside, digest
from vanban.tracking.days import ZONE
from vanban.tracking.people.accounts import person_of
from vanban.tracking.people.errors import BadAccount
from vanban.tracking.people.person import Person
from vanban.tracking.people.tables import acting, deputies


@dataclass(frozen=True, slots=True)
class Deputy:
    """Who acts for whom, from the first to the last day."""

    id: int
    whose: Person
    deputy: Person
    first: date
    last: date


def appoint(book: Beside, person: Person, deputy_id: int, first: date, last: date) -> None:
    """``person`` lets somebody act for him. ``BadAccount`` for himself, nobody, or no day."""
    if person.acting_for:
        raise BadAccount("đang làm thay thì không ủy quyền tiếp được")
    if deputy_id == person.id or last < first:
        raise BadAccount("chọn một người khác, và ngày cuối không trước ngày đầu")
    with book.writing() as connection:
        if person_of(connection, deputy_id) is None:
            raise BadAccount("không có người dùng này, hoặc đang bị khóa")
        row = {"account_id": person.id, "deputy_id": deputy_id, "first": first, "last": last}
        connection.execute(insert(deputies).values(row))


def end_deputy(book: Beside, person: Person, number: int) -> None:
    """One of the person's own deputies acts no more."""
    mine = (deputies.c.id == number) & (deputies.c.account_id == person.id)
    with book.writing() as connection:
        connection.execute(update(deputies).where(mine).values(ended_at=book.clock()))


def deputies_of(book: Beside, person: Person) -> tuple[Deputy, ...]:
    """Who may act for the person, today or later."""
    return _listed(book, deputies.c.account_id == person.id)


def acts_for(book: Beside, person: Person) -> tuple[Deputy, ...]:
    """For whom the person may act today."""
    found = _listed(book, deputies.c.deputy_id == person.id)
    return tuple(one for one in found if one.first <= _today(book))


def act_for(book: Beside, person: Person, secret: str, number: int | None) -> None:
    """In this session the person acts for another from now on; None: for himself again."""
    if number is not None and number not in {one.id for one in acts_for(book, person)}:
        raise BadAccount("không có ủy quyền này, hoặc đã hết hạn")
    with book.writing() as connection:
        connection.execute(delete(acting).where(acting.c.session == digest(secret)))
        if number is not None:
            row = {"session": digest(secret), "deputy": number}
            connection.execute(insert(acting).values(row))


def acting_person(connection: Connection, book: Beside, session: str, person: Person) -> Person:
    """The person of a session (by its hash) as he acts in it: his own number, so that he confirms
    nothing that he reported, with the role and the units of whom he stands for.
    """
    query = (
        select(deputies)
        .join(acting, acting.c.deputy == deputies.c.id)
        .where(acting.c.session == session, deputies.c.deputy_id == person.id, *_stands(book))
        .where(deputies.c.first <= _today(book))
    )
    row = connection.execute(query).first()
    whose = person_of(connection, row.account_id) if row else None
    if whose is None:
        return person
    name = f"{person.name} (thay {whose.name})"
    return replace(
        person,
        name=name,
        role=whose.role,
        units=whose.units,
        acting_for=whose.name,
        needs_factor=whose.needs_factor,
    )


def _listed(book: Beside, condition: ColumnElement[bool]) -> tuple[Deputy, ...]:
    query = select(deputies).where(condition, *_stands(book))
    found = []
    with book.reading() as connection:
        for row in connection.execute(query.order_by(deputies.c.first, deputies.c.id)):
            whose = person_of(connection, row.account_id)
            deputy = person_of(connection, row.deputy_id)
            if whose and deputy:
                found.append(Deputy(row.id, whose, deputy, row.first, row.last))
    return tuple(found)


def _stands(book: Beside) -> tuple[ColumnElement[bool], ...]:
    return (deputies.c.ended_at.is_(None), deputies.c.last >= _today(book))


def _today(book: Beside) -> date:
    return book.clock().astimezone(ZONE).date()
