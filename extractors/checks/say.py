"""Makes diagnostics from codes. Data: ``messages.toml``."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import cast

from vanban.extractors.language.data import toml
from vanban.schemas import Diagnostic, Span
from vanban.schemas.diagnostic import Severity


@cache
def messages() -> dict[str, dict[str, str]]:
    """Of each code, its severity and message."""
    data = toml("vanban.extractors.checks", "messages.toml")
    return {code: entry for code, entry in data.items() if isinstance(entry, dict)}


def say(code: str, span: Span | None = None, **values: object) -> Diagnostic:
    """The diagnostic of a code, with its blanks filled. Raises ``KeyError`` for a code that is not
    in the table.
    """
    entry = messages()[code]
    shown = {name: _shown(value) for name, value in values.items()}
    return Diagnostic(
        code=code,
        severity=cast("Severity", entry["severity"]),
        message=entry["message"].format(**shown).strip(),
        span=span,
    )


def _shown(value: object) -> str:
    return (
        f"{value.day:02d}/{value.month:02d}/{value.year}" if isinstance(value, date) else str(value)
    )


def codes() -> frozenset[str]:
    """All codes that the checks can give."""
    return frozenset(messages())
