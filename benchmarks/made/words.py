"""The inventory of words, and choices among them that depend on the seed alone."""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import cache
from typing import TypeVar

from vanban.extractors.language.data import toml

T = TypeVar("T")


@cache
def words() -> dict[str, dict[str, list[str]]]:
    """``words.toml`` by table and key."""
    data = toml("benchmarks.made")
    return {name: table for name, table in data.items() if isinstance(table, dict)}


class Dice:
    """Choices of one document."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def one(self, options: Sequence[T]) -> T:
        return self._random.choice(options)

    def some(self, options: Sequence[T], low: int, high: int) -> list[T]:
        """From ``low`` to ``high`` different ones, in a random order."""
        return self._random.sample(options, min(self.number(low, high), len(options)))

    def chance(self, share: float) -> bool:
        return self._random.random() < share

    def number(self, low: int, high: int) -> int:
        return self._random.randint(low, high)

    def word(self, table: str, key: str) -> str:
        return self.one(words()[table][key])
