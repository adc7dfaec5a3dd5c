"""Syllables that lost a mark, told by the syllables beside them: "Thành phó" and "tô chức" are no
words, "Thành phố" and "tổ chức" are.

What stands beside what was counted in laws and decrees (``language/syllable_pairs.tsv``); what is
a word at all says
underthesea's word list. A syllable is taken for another one only where neither neighbour ever goes
with it, one other spelling alone goes with a neighbour, often, and the two are a word.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from vanban.extractors.language.folding import key
from vanban.extractors.language.syllable_pairs import Pair, all_pairs
from vanban.pipeline.ocr.spelling import skeleton

_OFTEN, _VERY_OFTEN = 20, 100
"""Times that the pair must have been counted; where the engine is sure of what it read, or no law
has the syllable at all.
"""
_OTHERS = 5
"""How much more often than with any other spelling."""
_CORE = re.compile(r"\A(?P<before>\W*)(?P<core>[^\W\d_]+)(?P<after>\W*)")
_TWICE = re.compile(r"([aeiouy])\1")
_WORD_LIST = "corpus/data/Viet74K.txt"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """How often syllables stand beside each other, which pairs are words, and the spellings of bare
    letters.
    """

    counts: dict[Pair, int]
    words: frozenset[Pair]
    spellings: dict[str, frozenset[str]]

    def known(self, pair: Pair) -> bool:
        """The pair was seen, or is a word."""
        return pair in self.counts or pair in self.words

    def often(self, pair: Pair, *, word: bool) -> int:
        """How often the pair was counted. ``word``: 0 for pairs that are no word."""
        return self.counts.get(pair, 0) if pair in self.words or not word else 0


@cache
def lexicon() -> Lexicon:
    """The counts of the table and the words of two syllables of underthesea's list (none where
    it has moved).
    """
    counts = all_pairs()
    words = frozenset(_listed())
    spellings: defaultdict[str, set[str]] = defaultdict(set)
    for pair in counts:
        for syllable in pair:
            spellings[bare(syllable)].add(syllable)
    return Lexicon(
        counts, words, {letters: frozenset(found) for letters, found in spellings.items()}
    )


def _listed() -> list[Pair]:
    spec = find_spec("underthesea")
    folders = spec.submodule_search_locations if spec else None
    path = Path(folders[0], _WORD_LIST) if folders else Path()
    if not path.is_file():
        return []
    found = (tuple(key(line).split()) for line in path.read_text("utf-8").splitlines())
    return [(pair[0], pair[1]) for pair in found if len(pair) == 2]


def bare(syllable: str) -> str:
    """Small letters without marks; a vowel that was read twice once ("PHÓỎ")."""
    return _TWICE.sub(r"\1", skeleton(syllable))


def mended(before: str | None, word: str, after: str | None, *, sure: bool = False) -> str:
    """``word`` as it was meant between its neighbours; as it is, where it may be right. Signs and
    capitals stay.

    ``sure``: the engine does not doubt it.
    """
    match = _CORE.fullmatch(word)
    if not match or len(match["core"]) < 2:
        return word
    left = _syllable(before, "after") if not match["before"] else None
    right = _syllable(after, "before") if not match["after"] else None
    meant = _meant(left, key(match["core"]), right, _VERY_OFTEN if sure else _OFTEN)
    return match["before"] + _cased(meant, match["core"]) + match["after"] if meant else word


def _syllable(word: str | None, open_side: str) -> str | None:
    """The neighbour's syllable; None where a sign stands between."""
    match = _CORE.fullmatch(word) if word else None
    return key(match["core"]) if match and not match[open_side] else None


def _meant(left: str | None, word: str, right: str | None, often: int) -> str | None:
    known = lexicon()
    pairs = _pairs(left, word, right)
    if not pairs or any(known.known(pair) for pair in pairs):
        return None
    spellings = known.spellings.get(bare(word), frozenset())
    unheard = word not in spellings
    found = sorted(
        (
            (max(known.often(pair, word=not unheard) for pair in _pairs(left, s, right)), s)
            for s in spellings - {word}
        ),
        reverse=True,
    )
    if (
        not found
        or found[0][0] < (_VERY_OFTEN if unheard else often)
        or (len(found) > 1 and found[1][0] * _OTHERS > found[0][0])
    ):
        return None
    return found[0][1]


def _pairs(left: str | None, word: str, right: str | None) -> Sequence[Pair]:
    return [*([(left, word)] if left else []), *([(word, right)] if right else [])]


def _cased(word: str, like: str) -> str:
    if like.isupper():
        return word.upper()
    return word[0].upper() + word[1:] if like[0].isupper() else word
