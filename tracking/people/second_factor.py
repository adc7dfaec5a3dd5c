"""A second factor: codes of an authenticator (TOTP, RFC 6238) and ten codes for when it is lost."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
import struct
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Select, delete, insert, select, update

from vanban.tracking.beside import Beside, digest
from vanban.tracking.people.errors import BadAccount, SignInFailed
from vanban.tracking.people.person import Person
from vanban.tracking.people.sessions import note_failure, wait_after_failures
from vanban.tracking.people.tables import recovery_codes, second_factors

_STEP = 30
"""Seconds that a code lives."""
_DIGITS = 6
_WINDOW = (-1, 0, 1)
"""Steps that clocks may differ by."""
_SECRET_BYTES = 20
_RECOVERY = 10
_RECOVERY_BYTES = 14
"""112 bits: so much may be kept by a plain hash (ASVS 5.0, 6.5.2)."""
_ISSUER = "vanban"


@dataclass(frozen=True, slots=True)
class Setup:
    """What an authenticator needs: the secret as one types it, and as an address."""

    secret: str
    address: str

    @property
    def spaced(self) -> str:
        """The secret in groups of four."""
        return " ".join(self.secret[n : n + 4] for n in range(0, len(self.secret), 4))


def code_at(secret: str, seconds: float) -> str:
    """The code of a moment."""
    return _code(secret, int(seconds) // _STEP)


def _code(secret: str, step: int) -> str:
    key = base64.b32decode(secret)
    mac = hmac.new(key, struct.pack(">Q", step), hashlib.sha1).digest()
    at = mac[-1] & 15
    number = int.from_bytes(mac[at : at + 4], "big") & 0x7FFFFFFF
    return str(number % 10**_DIGITS).zfill(_DIGITS)


def begin(book: Beside, person: Person) -> Setup:
    """A new secret; it counts once a code of it was typed. One that counts already stays."""
    if has_factor(book, person.id):
        raise BadAccount("đã bật mã xác thực rồi")
    secret = base64.b32encode(secrets.token_bytes(_SECRET_BYTES)).decode()
    with book.writing() as connection:
        _forget(connection, person.id)
        row = {"account_id": person.id, "secret": secret, "last_step": 0}
        connection.execute(insert(second_factors).values(row))
    label = quote(f"{_ISSUER}:{person.login}")
    return Setup(secret, f"otpauth://totp/{label}?secret={secret}&issuer={_ISSUER}")


def confirm(book: Beside, person: Person, code: str) -> tuple[str, ...]:
    """The authenticator works: codes for when it is lost, shown once. ``BadAccount`` for a wrong
    code.
    """
    with book.writing() as connection:
        row = connection.execute(_own(person.id)).first()
        step = _fitting(row.secret, code, book) if row else None
        if row is None or row.confirmed_at is not None or step is None:
            raise BadAccount("mã không đúng", "Bật lại mã xác thực rồi nhập mã đang hiện.")
        values = {"confirmed_at": book.clock(), "last_step": step}
        mine = second_factors.c.account_id == person.id
        connection.execute(update(second_factors).where(mine).values(values))
        made = tuple(secrets.token_hex(_RECOVERY_BYTES) for _ in range(_RECOVERY))
        rows = [{"account_id": person.id, "code": digest(one)} for one in made]
        connection.execute(insert(recovery_codes), rows)
    return made


def has_factor(book: Beside, account_id: int) -> bool:
    """Whether a code is asked for when this person signs in."""
    query = _own(account_id).where(second_factors.c.confirmed_at.is_not(None))
    with book.reading() as connection:
        return connection.execute(query).first() is not None


def give_up(book: Beside, person: Person, code: str, address: str) -> None:
    """Its owner switches it off, with a code. ``BadAccount`` where his role must have one."""
    if person.needs_factor:
        raise BadAccount(
            f"vai trò {person.role_label} phải có mã xác thực",
            "Mất điện thoại thì nhờ quản trị tắt hộ rồi bật lại.",
        )
    check_code(book, person, code, address)
    remove(book, person.id)


def check_code(book: Beside, person: Person, code: str, address: str) -> None:
    """Accept a code once. ``SignInFailed``, or ``TooManyAttempts`` after many failures."""
    wait_after_failures(book, person.login, address)
    with book.writing() as connection:
        if _used(connection, book, person.id, code.replace(" ", "")):
            return
    note_failure(book, person.login, address)
    raise SignInFailed("mã xác thực không đúng", "Nhập mã đang hiện, hoặc một mã dự phòng.")


def remove(book: Beside, account_id: int) -> None:
    """No code is asked for any more."""
    with book.writing() as connection:
        _forget(connection, account_id)


def _used(connection: Connection, book: Beside, account_id: int, code: str) -> bool:
    row = connection.execute(_own(account_id)).first()
    step = _fitting(row.secret, code, book) if row else None
    if row is not None and step is not None and step > row.last_step:
        mine = second_factors.c.account_id == account_id
        connection.execute(update(second_factors).where(mine).values(last_step=step))
        return True
    spare = (recovery_codes.c.account_id == account_id) & (recovery_codes.c.code == digest(code))
    return connection.execute(delete(recovery_codes).where(spare)).rowcount == 1


def _fitting(secret: str, code: str, book: Beside) -> int | None:
    """The step whose code was typed."""
    now = int(book.clock().timestamp()) // _STEP
    steps = (now + n for n in _WINDOW)
    return next((s for s in steps if hmac.compare_digest(_code(secret, s), code)), None)


def _own(account_id: int) -> Select[Any]:
    return select(second_factors).where(second_factors.c.account_id == account_id)


def _forget(connection: Connection, account_id: int) -> None:
    for table in (second_factors, recovery_codes):
        connection.execute(delete(table).where(table.c.account_id == account_id))
