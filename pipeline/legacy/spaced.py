"""Headings whose letters stand apart ("Q U Y Ế T  Đ Ị N H", as typewriters set them), closed up
to words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TypeAlias

from vanban.extractors.language.folding import key
from vanban.extractors.language.letters import CAPITALS
from vanban.extractors.language.rewriting import Rewritten, replaced
from vanban.extractors.language.syllable_pairs import followers
from vanban.extractors.language.syllables import LONGEST, is_syllable

KIND = "spaced-letters"
LEAST = 4
"""Letters in a row that make such a heading ("L U Ậ T"): three may be labels of a list."""
_MOST = 80
"""Letters of the longest run that is parted: a heading fills one line."""
_LETTER = f"[{CAPITALS}][\u0300-\u036f]*(?!\\w)"
_GAP = "[ \u00a0]{1,4}"
"""Wider ones part the columns of a head."""
_RUN = re.compile(f"(?<!\\S)({_LETTER})(?:{_GAP}{_LETTER}){{{LEAST - 1},}}")
_BETWEEN = re.compile("[ \u00a0]+")


_Way: TypeAlias = tuple[int, int, list[str]]
"""Letters parted: how many syllables, how seldom they stand beside each other, which."""


def close_up(paragraphs: Sequence[str]) -> dict[int, Rewritten]:
    """The paragraphs in which letters stand apart, with words; by their index."""
    found = {i: _paragraph(text) for i, text in enumerate(paragraphs)}
    return {i: r for i, r in found.items() if r.changes}


def words_of(groups: Sequence[str]) -> list[str]:
    """The words that letters make which stood in ``groups``, parted by wider gaps.

    Where all gaps were alike a group is parted into its syllables. Empty where the letters make no
    Vietnamese words ("A B C D"), or nothing tells which.
    """
    letters = "".join(groups)
    if len(letters) < LEAST or letters.isascii():
        return []
    if all(map(is_syllable, groups)):
        return list(groups)
    parted = [_syllables(group) for group in groups]
    return list(chain.from_iterable(parted)) if all(parted) else []


def _paragraph(text: str) -> Rewritten:
    read = ((run, words_of(_groups(run.group()))) for run in _RUN.finditer(text))
    return replaced(text, ((*run.span(), " ".join(words)) for run, words in read if words), KIND)


def _groups(run: str) -> list[str]:
    """The letters of a run between its wider gaps."""
    gaps = _BETWEEN.findall(run)
    usual = min(map(len, gaps))
    marked = (" " if len(gap) > usual else "" for gap in [*gaps, ""])
    letters = _BETWEEN.split(run)
    text = "".join(chain.from_iterable(zip(letters, marked, strict=True)))
    return unicodedata.normalize("NFC", text).split()


def _syllables(letters: str) -> list[str]:
    """``letters`` parted into the fewest syllables; of two ways the one whose syllables are known
    to stand beside each other ("BAN HÀNH", not "BANH ÀNH"). Empty where there is none.
    """
    if len(letters) > _MOST:
        return []
    best: list[_Way | None] = [(0, 0, [])]
    for end in range(1, len(letters) + 1):
        ways = list(_ways(letters, end, best))
        best.append(min(ways, key=lambda way: way[:2]) if ways else None)
    return best[-1][2] if best[-1] else []


def _ways(letters: str, end: int, best: Sequence[_Way | None]) -> Iterator[_Way]:
    """The best ways to ``end`` by their last syllable."""
    for start in range(max(0, end - LONGEST), end):
        before, word = best[start], letters[start:end]
        if before is None or not is_syllable(word):
            continue
        count, seldom, words = before
        known = followers(key(words[-1])).get(key(word), 0) if words else 0
        yield count + 1, seldom - known, [*words, word]
