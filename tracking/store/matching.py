"""Which task of a new revision is which task of the store: by stable id and words together, then by
words alone.

A stable id is an address ("Phụ lục II, row 3"): when a better copy has one row more, the address of
every later row moves. So an id alone never carries a unit's report over to different work: the
words must be alike as well.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from vanban.tracking.search.words import index_forms

SAME_ID = 0.45
"""Least likeness of the words for two tasks with one id."""
ALIKE = 0.72
"""Least likeness for two tasks with different ids."""
_EFFORT = 250_000


@dataclass(frozen=True, slots=True)
class Candidate:
    """A task as far as matching needs it."""

    key: int
    stable_id: str
    text: str
    leads: str = ""


def match(
    old: Sequence[Candidate], new: Sequence[Candidate], forced: Mapping[str, int] | None = None
) -> dict[int, int]:
    """``new.key`` to ``old.key``. ``forced``: stable id to old key, known from an earlier revision
    (undo).
    """
    left = {task.key: task for task in old}
    right = {task.key: task for task in new}
    found: dict[int, int] = {}

    def take(a: int, b: int) -> None:
        found[b] = a
        del left[a], right[b]

    for task in new:
        key = (forced or {}).get(task.stable_id)
        if key in left:
            take(key, task.key)
    forms = {id(task): index_forms(task.text)[0] for task in (*old, *new)}
    by_id = {task.stable_id: task for task in left.values()}
    _pass(
        right,
        left,
        lambda t: [by_id[t.stable_id]] if t.stable_id in by_id else [],
        lambda a, b: forms[id(a)] == forms[id(b)],
        take,
    )
    _same_words(left, right, forms, take)
    _pass(right, left, lambda t: [by_id[t.stable_id]] if t.stable_id in by_id else [],
          lambda a, b: likeness(forms[id(a)], forms[id(b)]) >= SAME_ID, take)  # fmt: skip
    _alike(left, right, forms, take)
    return found


def _pass(
    right: dict[int, Candidate],
    left: dict[int, Candidate],
    partners: Callable[[Candidate], Sequence[Candidate]],
    good: Callable[[Candidate, Candidate], bool],
    take: Callable[[int, int], None],
) -> None:
    for task in list(right.values()):
        for other in partners(task):
            if other.key in left and good(other, task):
                take(other.key, task.key)
                break


def _same_words(
    left: dict[int, Candidate],
    right: dict[int, Candidate],
    forms: dict[int, str],
    take: Callable[[int, int], None],
) -> None:
    """Equal words: first with equal leads, then in document order."""

    def words_and_leads(task: Candidate) -> tuple[str, str]:
        return forms[id(task)], task.leads

    def words(task: Candidate) -> tuple[str, str]:
        return forms[id(task)], ""

    _same_key(left, right, words_and_leads, take)
    _same_key(left, right, words, take)


def _same_key(
    left: dict[int, Candidate],
    right: dict[int, Candidate],
    key: Callable[[Candidate], tuple[str, str]],
    take: Callable[[int, int], None],
) -> None:
    keyed: dict[tuple[str, str], list[Candidate]] = {}
    for task in left.values():
        keyed.setdefault(key(task), []).append(task)
    _pass(right, left, lambda t: keyed.get(key(t), ()), lambda a, b: True, take)


def _alike(
    left: dict[int, Candidate],
    right: dict[int, Candidate],
    forms: dict[int, str],
    take: Callable[[int, int], None],
) -> None:
    """The most alike pairs first."""
    if len(left) * len(right) > _EFFORT:
        return
    pairs = []
    for a in left.values():
        for b in right.values():
            score = likeness(forms[id(a)], forms[id(b)]) + (
                0.05 if a.leads and a.leads == b.leads else 0.0
            )
            if score >= ALIKE:
                pairs.append((score, a.key, b.key))
    for _, a_key, b_key in sorted(pairs, key=lambda p: (-p[0], p[1], p[2])):
        if a_key in left and b_key in right:
            take(a_key, b_key)


def likeness(a: str, b: str) -> float:
    """0..1 over the words of two index forms: a cheap bound first, then the longest common runs."""
    left, right = a.split(), b.split()
    if not left or not right:
        return 1.0 if left == right else 0.0
    shared = len(set(left) & set(right)) / max(len(set(left)), len(set(right)))
    if shared < 0.3:
        return shared
    return SequenceMatcher(None, left, right, autojunk=False).ratio()
