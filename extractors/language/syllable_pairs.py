"""Which syllables stand beside each other in laws and decrees, and how often
(``syllable_pairs.tsv``, counted by benchmarks/syllable_pairs.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files

Pair = tuple[str, str]


@lru_cache(maxsize=4096)
def followers(first: str) -> Mapping[str, int]:
    """The syllables (as keys) that stand behind ``first``, with their counts."""
    return {second: count for (_, second), count in _counted(_lines().get(first, ""))}


def all_pairs() -> dict[Pair, int]:
    """Every pair with its count."""
    return {pair: count for line in _lines().values() for pair, count in _counted(line)}


@cache
def _lines() -> dict[str, str]:
    """The lines of the table by their first syllable."""
    table = (files(__package__) / "syllable_pairs.tsv").read_text(encoding="utf-8")
    return {line.partition("\t")[0]: line for line in table.splitlines()}


def _counted(line: str) -> Iterator[tuple[Pair, int]]:
    """A first syllable and, after a tab each, second syllables with their counts."""
    first, *others = line.split("\t")
    for other in others:
        second, _, count = other.partition(" ")
        yield (first, second), int(count)
