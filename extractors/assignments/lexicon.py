"""Words of assignment (``words.toml``) as tries."""

from __future__ import annotations

from functools import cache

from vanban.extractors.actors.tokens import Trie
from vanban.extractors.language.data import toml


@cache
def words(name: str) -> Trie:
    """The list ``name``, to be matched at a token."""
    return Trie.of((w, w) for w in toml("vanban.extractors.assignments")[name])
