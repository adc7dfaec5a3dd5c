"""Requests of programs that may come twice: the first answer is kept and given again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete, insert, select

from vanban.tracking.beside import Beside, digest
from vanban.tracking.errors import BadQuery
from vanban.tracking.people.person import Person
from vanban.tracking.people.tables import repeats

KEPT = timedelta(hours=24)
"""How long an answer can be asked for again."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered."""

    status: int
    body: str


def answered(book: Beside, person: Person, key: str, request: str) -> Answer | None:
    """The answer that this key had; None for a new one. ``BadQuery`` when the key came with another
    request.
    """
    query = select(repeats).where(
        repeats.c.account_id == person.id,
        repeats.c.key == digest(key),
        repeats.c.at > book.clock() - KEPT,
    )
    with book.reading() as connection:
        row = connection.execute(query).first()
    if row is None:
        return None
    if row.request != digest(request):
        raise BadQuery("khóa chống lặp đã dùng cho một yêu cầu khác", "Dùng một khóa mới.")
    return Answer(row.status, row.body)


def keep_answer(book: Beside, person: Person, key: str, request: str, answer: Answer) -> None:
    """Remember an answer; old ones are forgotten."""
    at = book.clock()
    row = {
        "account_id": person.id,
        "key": digest(key),
        "request": digest(request),
        "status": answer.status,
        "body": answer.body,
        "at": at,
    }
    with book.writing() as connection:
        connection.execute(delete(repeats).where(repeats.c.at <= at - KEPT))
        connection.execute(insert(repeats).prefix_with("OR IGNORE").values(row))
