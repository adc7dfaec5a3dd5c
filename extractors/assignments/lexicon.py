"""Words of assignment (``words.toml``) as tries."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

from extractors.actors.tokens import Trie


@cache
def _raw() -> dict[str, list[str]]:
    return tomllib.loads(resources.files("extractors.assignments").joinpath("words.toml").read_text(encoding="utf-8"))


@cache
def words(name: str) -> Trie:
    """The list ``name``, to be matched at a token."""
    return Trie.of((w, w) for w in _raw()[name])
