"""What an office is called at the head of its papers, kept once for all who write them."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import delete, insert, select

from vanban.tracking.beside import Beside
from vanban.tracking.people.tables import office

HEAD = ("organ", "parent", "place", "symbol")
"""The fields of a letterhead."""


def office_head(book: Beside) -> dict[str, str]:
    """What is known of the head."""
    with book.reading() as connection:
        rows = connection.execute(select(office.c.name, office.c.value)).all()
    return {row.name: row.value for row in rows}


def keep_office_head(book: Beside, values: Mapping[str, str]) -> None:
    """Replace the head; what is empty is not known."""
    known = [{"name": n, "value": v.strip()} for n in HEAD if (v := values.get(n, "")).strip()]
    with book.writing() as connection:
        connection.execute(delete(office))
        if known:
            connection.execute(insert(office), known)
