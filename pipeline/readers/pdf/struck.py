"""Words with a line through them: drafts show so what was taken back."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Container, Sequence

from vanban.pipeline.readers.page.model import Rules, Word, marked

_LOWEST, _HIGHEST = 0.12, 0.5
"""Sizes above the baseline between which such a line runs: an underline is lower, a fraction bar
higher.
"""
_ENDS = 0.4
"""Sizes by which it may be longer or shorter than its words: borders of tables run on."""
_TALLEST = 72.0
"""Points: no larger type is looked at."""

Line = tuple[float, float, float]


def without_struck(words: Sequence[Word], rules: Rules) -> tuple[tuple[Word, ...], Rules]:
    """``words``, those that a rule goes through marked as none of the document's, and the other
    rules. All in points of the page as read.
    """
    lines = sorted(((w, i) for i, w in enumerate(words) if w.upright and not w.note), key=_base)
    bases = [w.base for w, _ in lines]
    found: set[int] = set()
    kept: list[Line] = []
    for rule in rules.across:
        near = lines[bisect_left(bases, rule[0]) : bisect_right(bases, rule[0] + _TALLEST / 2)]
        through = _through(rule, near)
        found.update(through)
        if not through:
            kept.append(rule)
    if not found:
        return tuple(words), rules
    return marked(_closed(words, found), found), Rules(tuple(kept), rules.down)


def _closed(words: Sequence[Word], struck: Container[int]) -> list[Word]:
    """``words``, each grown over the struck ones behind it: the gap that they leave parts no
    columns.
    """
    out = list(words)
    last = 0
    for i, word in enumerate(words):
        if i not in struck:
            last = i
        elif word.base == out[last].base and 0 <= word.x0 - out[last].x1 < word.size:
            out[last] = out[last]._replace(x1=word.x1)
    return out


def _base(placed: tuple[Word, int]) -> float:
    return placed[0].base


def _through(rule: Line, near: Sequence[tuple[Word, int]]) -> list[int]:
    """The words that the rule goes through from the first letter to the last, and nothing else."""
    y, x0, x1 = rule
    on = [
        (w, i)
        for w, i in near
        if _LOWEST * w.size < w.base - y < _HIGHEST * w.size
        and x0 - _ENDS * w.size < w.x0
        and w.x1 < x1 + _ENDS * w.size
    ]
    if not on:
        return []
    ends = _ENDS * max(w.size for w, _ in on)
    whole = min(w.x0 for w, _ in on) - x0 < ends and x1 - max(w.x1 for w, _ in on) < ends
    lettered = any(map(str.isalnum, "".join(w.text for w, _ in on)))
    return [i for _, i in on] if whole and lettered else []
