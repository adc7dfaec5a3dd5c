"""The words of breaks as data, loaded once (words.toml)."""

from __future__ import annotations

import re
from functools import cache

from vanban.extractors.language.data import toml
from vanban.extractors.language.folding import key

_ROOM = "vanban.pipeline.readers.text.breaks"


@cache
def keys(name: str) -> frozenset[str]:
    """A list of words.toml as keys."""
    return frozenset(map(key, toml(_ROOM)[name]))


def begins(line: str, name: str) -> bool:
    """Whether ``line`` begins with an entry of a list of words.toml."""
    return key(line).startswith(_openings(name))


@cache
def _openings(name: str) -> tuple[str, ...]:
    return tuple(sorted(keys(name)))


def fragment(name: str) -> str:
    """A pattern of words.toml, to build others of."""
    written: str = toml(_ROOM)["patterns"][name]
    return written


def pattern(name: str, *, any_case: bool = False) -> re.Pattern[str]:
    """A pattern of words.toml, compiled."""
    return re.compile(fragment(name), re.IGNORECASE if any_case else 0)
