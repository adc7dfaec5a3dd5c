"""Passwords: how they are kept, and which are too easily guessed."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from vanban.tracking.people.errors import WeakPassword
from vanban.tracking.people.person import Person

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SHORTEST = 12
_SAFE = 3
"""Of zxcvbn's scores 0 to 4: a hundred million guesses and more."""
_JUDGED = 72
"""Letters that are judged: more would take long and help nobody."""
_OFFICE = ("vanban", "congviec", "matkhau", "mật khẩu", "vietnam", "việt nam", "quantri", "vanthu")
"""Words that come to mind first here."""


def check_password(password: str, person: Person) -> None:
    """``WeakPassword`` for one that is short, has the person's name, or is among the first that are
    guessed: common ones, runs of keys, repetitions, years.
    """
    from zxcvbn import zxcvbn

    plain = _plain(password).casefold()
    if len(plain) < SHORTEST:
        raise WeakPassword(f"mật khẩu ngắn hơn {SHORTEST} ký tự")
    own = (person.login, person.name.casefold())
    if any(word in plain for word in own):
        raise WeakPassword("mật khẩu chứa tên của bạn")
    judged = zxcvbn(plain[:_JUDGED], user_inputs=[*own, *own[1].split(), *_OFFICE])
    if judged["score"] < _SAFE:
        raise WeakPassword("mật khẩu dễ đoán: từ thông dụng, dãy phím, năm hoặc lặp lại")


def hashed(password: str) -> str:
    """What is kept of a password."""
    return _hasher().hash(_plain(password))


def fits(kept: str | None, password: str) -> bool:
    """Whether a password is the one that was kept. Takes as long where none was."""
    from argon2.exceptions import VerificationError

    if kept is None:
        _hasher().hash(_plain(password))
        return False
    try:
        return _hasher().verify(kept, _plain(password))
    except VerificationError:
        return False


@cache
def _hasher() -> PasswordHasher:
    """Argon2id with 19 MiB and two rounds (OWASP's measure)."""
    from argon2 import PasswordHasher

    return PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


def _plain(password: str) -> str:
    """One form, however the keyboard composes accents."""
    return unicodedata.normalize("NFC", password)
