"""Fixed phrases of official documents and names of bodies whose letters were read right and whose
marks were lost.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from vanban.extractors.actors.registry import entries
from vanban.pipeline.ocr.spelling import CORE, TONES, data, skeleton

_LONGEST = 12
_DOUBTED = 0.8
"""Only below this a letter may be wrong as well, not just its marks."""
_DAMAGED = 5
"""Words of a phrase from which one word may differ in one letter as well."""
_CERTAIN = 5
"""Words of a phrase that can be no others, however sure the engine is of a mark ("Cống thông tin
điện tử")."""

Key = str


@dataclass(frozen=True, slots=True)
class _Phrases:
    by_key: dict[tuple[Key, ...], tuple[str, ...]]
    long_by_length: dict[int, list[tuple[tuple[Key, ...], tuple[str, ...]]]]
    longest: int


@cache
def _phrases() -> _Phrases:
    texts = [
        *data()["phrases"],
        *(e.name.lower() for e in entries() if not e.valid_to and e.name.count(" ") > 1),
    ]
    by_key: dict[tuple[Key, ...], tuple[str, ...]] = {}
    doubtful = set()
    for text in texts:
        words = tuple(w for w in re.findall(r"\w+", unicodedata.normalize("NFC", text)))
        key = tuple(skeleton(w).upper() if text.isupper() else skeleton(w) for w in words)
        words = tuple(w.lower() for w in words)
        if len(words) < 2 or len(words) > _LONGEST:
            continue
        if by_key.setdefault(key, words) != words:
            doubtful.add(key)
    for key in doubtful:
        del by_key[key]
    long_: dict[int, list[tuple[tuple[Key, ...], tuple[str, ...]]]] = {}
    for key, words in by_key.items():
        if len(words) >= _DAMAGED:
            long_.setdefault(len(words), []).append((key, words))
    return _Phrases(by_key, long_, max(map(len, by_key)))


def phrases_in(
    texts: Sequence[str], confidence: Sequence[float]
) -> Iterator[tuple[int, str, bool]]:
    """Words of fixed phrases, with their places in a row and whether they can be no others, longest
    phrases first. Lone signs are passed over.
    """
    places = [i for i, t in enumerate(texts) if skeleton(t)]
    keys = [skeleton(texts[i]) for i in places]
    keys = [k.upper() if texts[i].isupper() else k for i, k in zip(places, keys, strict=True)]
    doubted = [confidence[i] < _DOUBTED for i in places]
    known = _phrases()
    at = 0
    while at < len(keys):
        found = _phrase_at(keys, doubted, at, known)
        for i, word in enumerate(found):
            yield places[at + i], word, len(found) >= _CERTAIN
        at += max(1, len(found))


def _phrase_at(
    keys: Sequence[Key], doubted: Sequence[bool], at: int, known: _Phrases
) -> tuple[str, ...]:
    for length in range(min(known.longest, len(keys) - at), 1, -1):
        shown = tuple(keys[at : at + length])
        window = tuple(k.lower() for k in shown)
        exact = known.by_key.get(window) or known.by_key.get(shown)
        if exact:
            return exact
        if any(doubted[at : at + length]):
            for key, words in known.long_by_length.get(length, ()):
                if _nearly(window, key, doubted[at : at + length]):
                    return words
    return ()


def _nearly(window: Sequence[Key], key: Sequence[Key], doubted: Sequence[bool]) -> bool:
    """Only one word differs, which the engine doubts, and that in one letter."""
    off = [(a, b, d) for a, b, d in zip(window, key, doubted, strict=True) if a != b]
    if len(off) != 1 or not off[0][2]:
        return False
    read, meant, _ = off[0]
    return (
        len(read) == len(meant) > 2 and sum(x != y for x, y in zip(read, meant, strict=True)) == 1
    )


def in_place_of(text: str, word: str) -> str:
    """``word`` with the signs and capitals of ``text``; ``text`` itself where it says the same with
    its tone on another letter.
    """
    match = CORE.fullmatch(text)
    if not match or _tone_last(match["core"].lower()) == _tone_last(word):
        return text
    core = match["core"]
    if core.isupper() and len(core) > 1:
        word = word.upper()
    elif core[0].isupper():
        word = word[0].upper() + word[1:]
    return match["before"] + word + match["after"]


def _tone_last(word: str) -> str:
    parts = unicodedata.normalize("NFD", word)
    tones = "".join(sorted(c for c in parts if c in TONES))
    return unicodedata.normalize("NFC", "".join(c for c in parts if c not in TONES)) + tones
