"""Two writings of one text, put side by side letter by letter: the canonical text and what stands
on rendered pages.
"""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

_WINDOW = 4000
"""Letters that are compared at a time: beyond, comparing takes long."""
_SURE = 24
"""Letters that must agree for two places to belong together."""


def aligned(first: str, second: str) -> dict[int, int]:
    """Places of the letters of ``first`` to those of ``second``, as the same letters follow each
    other in both as wholes.

    White space and signs do not count. The texts may differ here and there, and parts may stand in
    another order: a part that is not where it should be is looked for in what is left over.
    """
    a, b = list(_letters(first)), list(_letters(second))
    left, right = "".join(c for _, c in a), "".join(c for _, c in b)
    pairs: dict[int, int] = {}
    for i, j, size in _blocks(left, right):
        for k in range(size):
            pairs[a[i + k][0]] = b[j + k][0]
    return pairs


def _letters(text: str) -> Iterator[tuple[int, str]]:
    for i, c in enumerate(text):
        if c.isalnum():
            yield i, unicodedata.normalize("NFC", c).lower()[:1]


def _blocks(left: str, right: str) -> list[tuple[int, int, int]]:
    """Runs of equal letters: long ones anchored by strings that occur once in both, the rest
    compared between the anchors.
    """
    anchors = _anchors(left, right)
    out: list[tuple[int, int, int]] = []
    ends = [(0, 0, 0), *anchors, (len(left), len(right), 0)]
    for (i, j, size), (ni, nj, _) in itertools.pairwise(ends):
        if size:
            out.append((i, j, size))
        out += _between(left, right, (i + size, ni), (j + size, nj))
    return out + _moved(left, right, out)


def _anchors(left: str, right: str) -> list[tuple[int, int, int]]:
    """Strings of ``_SURE`` letters that occur once on each side, in the same order on both: the
    longest rising run of them.
    """
    once_left, once_right = _once(left), _once(right)
    found = sorted((i, once_right[s]) for s, i in once_left.items() if s in once_right)
    return [(i, j, _SURE) for i, j in _spaced(_rising(found))]


def _once(text: str) -> dict[str, int]:
    places: dict[str, int] = {}
    twice = set()
    for i in range(len(text) - _SURE + 1):
        piece = text[i : i + _SURE]
        if piece in places:
            twice.add(piece)
        places[piece] = i
    return {s: i for s, i in places.items() if s not in twice}


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest subsequence whose second numbers rise too (patience sorting)."""
    from bisect import bisect_left

    tails: list[int] = []
    at: list[int] = []
    back: list[int] = []
    for n, (_, j) in enumerate(pairs):
        k = bisect_left(tails, j)
        back.append(at[k - 1] if k else -1)
        if k == len(tails):
            tails.append(j)
            at.append(n)
        else:
            tails[k], at[k] = j, n
    out: list[tuple[int, int]] = []
    n = at[-1] if at else -1
    while n >= 0:
        out.append(pairs[n])
        n = back[n]
    return out[::-1]


def _spaced(pairs: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    end_i = end_j = 0
    for i, j in pairs:
        if i >= end_i and j >= end_j:
            yield i, j
            end_i, end_j = i + _SURE, j + _SURE


def _between(
    left: str, right: str, a: tuple[int, int], b: tuple[int, int]
) -> Iterator[tuple[int, int, int]]:
    if a[0] >= a[1] or b[0] >= b[1] or max(a[1] - a[0], b[1] - b[0]) > _WINDOW:
        return
    for m in SequenceMatcher(
        None, left[a[0] : a[1]], right[b[0] : b[1]], autojunk=False
    ).get_matching_blocks():
        if m.size > 1:
            yield a[0] + m.a, b[0] + m.b, m.size


def _moved(
    left: str, right: str, known: Sequence[tuple[int, int, int]]
) -> list[tuple[int, int, int]]:
    """Parts that stand in another order on the page (columns read the other way): found by strings
    that occur once in both.
    """
    taken_left = {i + k for i, _, size in known for k in range(size)}
    taken_right = {j + k for _, j, size in known for k in range(size)}
    once_right = _once(right)
    out = []
    for piece, i in _once(left).items():
        j = once_right.get(piece)
        if j is not None and not any(
            i + k in taken_left or j + k in taken_right for k in range(_SURE)
        ):
            out.append((i, j, _SURE))
            taken_left |= set(range(i, i + _SURE))
            taken_right |= set(range(j, j + _SURE))
    return out
