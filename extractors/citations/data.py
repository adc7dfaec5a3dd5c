"""The word lists and tables of this room."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from vanban.extractors.language.data import rows, toml
from vanban.extractors.language.folding import key


def words() -> Mapping[str, Any]:
    """``words.toml``."""
    return toml("vanban.extractors.citations")


def laws() -> tuple[Mapping[str, str], ...]:
    """``laws.tsv``: code, name, number_symbol, issued_on, source."""
    return rows("vanban.extractors.citations", "laws.tsv")


@cache
def law_number(name: str, issued_on: str) -> str | None:
    """Number of the law ``name`` ("Luật Đầu tư") adopted on ``issued_on`` (ISO date), from the
    table; ``None`` if not listed.

    For comparing citations only: a citation itself keeps what the text says.
    """
    wanted = key(name)
    return next(
        (
            r["number_symbol"] or None
            for r in laws()
            if r["issued_on"] == issued_on and key(r["name"]) == wanted
        ),
        None,
    )


def alternatives(phrases: list[str]) -> str:
    """A regex that matches any of ``phrases``, longest first, spaces flexible."""
    ordered = sorted(phrases, key=lambda p: (-len(p), p))
    return "|".join(r"\s{1,3}".join(re.escape(w) for w in p.split()) for p in ordered)
