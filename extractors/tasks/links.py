"""Which tasks of the body say the same work as rows of an appendix. Cautious: a link that is
missing costs less than a wrong one.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from vanban.extractors.language.folding import key

_WORD = re.compile(r"\w+")
_LENGTH = 60  # syllables of a task that count
_SHARED = 6  # pairs of syllables that two tasks must share at least
_LIKE = 0.6  # of the pairs of the shorter one
_COMMON = 25  # rows that have a pair: one that more have tells none of them


def links(body: Sequence[str], rows: Sequence[str]) -> Mapping[int, int]:
    """Pairs (index in ``body`` -> index in ``rows``) of texts that say the same work: each the
    other's best.
    """
    bags = [_pairs(t) for t in rows]
    where: dict[str, list[int]] = defaultdict(list)
    for index, bag in enumerate(bags):
        for pair in bag:
            where[pair].append(index)
    best: dict[int, tuple[float, int]] = {}
    for index, text in enumerate(body):
        found = _nearest(_pairs(text), bags, where)
        if found and found[0] > best.get(found[1], (0.0, -1))[0]:
            best[found[1]] = (found[0], index)
    return {index: row for row, (_, index) in best.items()}


def _pairs(text: str) -> frozenset[str]:
    """Neighbouring syllables, two by two: Vietnamese words are mostly of two."""
    syllables = _WORD.findall(key(text))[:_LENGTH]
    return frozenset(f"{a} {b}" for a, b in pairwise(syllables))


def _nearest(
    mine: frozenset[str], bags: Sequence[frozenset[str]], where: Mapping[str, list[int]]
) -> tuple[float, int] | None:
    """The row that shares most of its words with ``mine``, the first of equals; None where none
    shares enough.
    """
    shared: Counter[int] = Counter()
    for pair in mine:
        if len(where.get(pair, ())) <= _COMMON:
            shared.update(where.get(pair, ()))
    scored = [(n / min(len(mine), len(bags[i])), -i) for i, n in shared.items() if n >= _SHARED]
    likeness, row = max(scored, default=(0.0, 0))
    return (likeness, -row) if likeness >= _LIKE else None
