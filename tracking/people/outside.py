"""People who sign in at a provider (OpenID Connect): whose account a name of theirs is. Nobody gets
an account by signing in there: an invitation, which is a one-time link, is tied to the name.
"""

from __future__ import annotations

from sqlalchemy import delete, insert, update

from vanban.tracking.beside import Beside
from vanban.tracking.people.accounts import account_rows, person_from, use_link
from vanban.tracking.people.errors import NotInvited
from vanban.tracking.people.person import Person
from vanban.tracking.people.tables import accounts, outside_names, sessions


def person_outside(book: Beside, issuer: str, subject: str) -> Person:
    """Whose account the name ``subject`` of a provider is. ``NotInvited`` if nobody's."""
    query = account_rows().join(outside_names, outside_names.c.account_id == accounts.c.id)
    known = query.where(outside_names.c.issuer == issuer, outside_names.c.subject == subject)
    with book.reading() as connection:
        row = connection.execute(known).first()
        person = person_from(row) if row else None
    if person is None:
        raise NotInvited("tài khoản này chưa được mời vào đây, hoặc đang bị khóa")
    return person


def accept_invitation(book: Beside, secret: str, issuer: str, subject: str) -> Person:
    """Tie the account of an invitation to a name of a provider; the link works no more, no
    password opens a door, all sessions end. ``LinkInvalid`` for a link that does not work.
    """
    whose = use_link(book, secret, "password")
    mine = outside_names.c.account_id == whose.id
    taken = (outside_names.c.issuer == issuer) & (outside_names.c.subject == subject)
    row = {"issuer": issuer, "subject": subject, "account_id": whose.id, "at": book.clock()}
    with book.writing() as connection:
        connection.execute(delete(outside_names).where(mine | taken))
        connection.execute(insert(outside_names).values(row))
        connection.execute(update(accounts).where(accounts.c.id == whose.id).values(password=None))
        connection.execute(delete(sessions).where(sessions.c.account_id == whose.id))
    return person_outside(book, issuer, subject)
