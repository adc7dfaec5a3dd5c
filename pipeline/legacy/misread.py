"""Unicode that a careless converter took for VNI-Windows ("CỘNG HỊA", "cơng nghệ thơng tin"), set
right.

The damage is known: the table of VNI applied to letters that were right already (oà became ồ, oá ố,
ò ị, ó ĩ, ô ơ). Much of what comes out are words too ("hoàn" became "hồn"), so a word changes only
where it is none and one word alone can have been meant, or in a pair of words that the data knows;
and nothing changes unless the document shows at least two impossible words. Source: domain brief
7.2.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import product

from vanban.extractors.language.data import rows
from vanban.extractors.language.rewriting import Rewritten, replaced
from vanban.extractors.language.syllables import is_syllable
from vanban.pipeline.legacy.encodings import VNI, decode

_BACK = {
    "ồ": ("ồ", "oà"),
    "ố": ("ố", "oá"),
    "ỗ": ("ỗ", "oã"),
    "ị": ("ị", "ò"),
    "ĩ": ("ĩ", "ó"),
    "ơ": ("ơ", "ô"),
}
_TELLING = re.compile(
    r"[ơƠịỊĩĨ](?:(?<=[ơƠ])(?<![ưƯ].)(?:ng|c|NG|C)|(?<=[ịỊ])(?:ng|NG)|(?<=[ĩĨ])(?:i|ng|I|NG))\b"
)
"""Rimes that Vietnamese does not have, as the damage makes them of ông, ôc, òng, ói, óng."""
_WORD = re.compile(r"[^\W\d_]+")
_DAMAGED = re.compile("[ồốỗịĩơ]", re.IGNORECASE)
_IMPOSSIBLE = 2


def set_right(paragraphs: Sequence[str], kind: str) -> dict[int, Rewritten]:
    """Those of the paragraphs of one document that were damaged, set right as far as is certain; by
    their index.
    """
    telling: set[str] = set()
    for text in paragraphs:
        telling.update(
            word for m in _TELLING.finditer(text) if meant(word := _word_up_to(text, m.end()))
        )
        if len(telling) >= _IMPOSSIBLE:
            break
    if len(telling) < _IMPOSSIBLE:
        return {}
    found = {
        i: replaced(text, _words(text), kind)
        for i, text in enumerate(paragraphs)
        if _DAMAGED.search(text)
    }
    return {i: r for i, r in found.items() if r.changes}


def _word_up_to(text: str, end: int) -> str:
    """The letters before ``end``, small."""
    start = end
    while start and text[start - 1].isalpha():
        start -= 1
    return text[start:end].lower()


def _words(text: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, new) of the words that change."""
    words = list(_WORD.finditer(text))
    for i, m in enumerate(words):
        if not _DAMAGED.search(m.group()):
            continue
        word = m.group().lower()
        before = (
            words[i - 1].group().lower()
            if i and text[words[i - 1].end() : m.start()].isspace()
            else None
        )
        after = (
            words[i + 1].group().lower()
            if i + 1 < len(words) and text[m.end() : words[i + 1].start()].isspace()
            else None
        )
        new = meant(word) or _in_pairs(before, word, after)
        if new and new != word:
            yield m.start(), m.end(), _like(m.group(), new)


def _in_pairs(before: str | None, word: str, after: str | None) -> str | None:
    """What ``word`` means beside its neighbours; None where neither pair is known, or the two say
    different things.
    """
    said = {
        _phrases().get((before, word), (None, None))[1],
        _phrases().get((word, after), (None, None))[0],
    } - {None}
    return said.pop() if len(said) == 1 else None


@lru_cache(maxsize=16384)
def meant(word: str) -> str | None:
    """The one word that can have been meant by an impossible ``word`` in small letters; None for
    words that are possible or in doubt.
    """
    if is_syllable(word):
        return None
    readings = (
        {"".join(letters) for letters in product(*(_BACK.get(c, (c,)) for c in word))}
        if len(word) <= 8
        else set()
    )
    possible = [r for r in readings if is_syllable(r) and decode(r, VNI) == word]
    return possible[0] if len(possible) == 1 else None


@cache
def _phrases() -> dict[tuple[str | None, str | None], tuple[str, str]]:
    return {
        _pair(row["damaged"]): _pair(row["meant"])
        for row in rows("vanban.pipeline.legacy", "phrases.tsv")
    }


def _pair(words: str) -> tuple[str, str]:
    first, second = words.split(" ")
    return first, second


def _like(pattern: str, word: str) -> str:
    """``word`` with the capitals of ``pattern``."""
    if pattern.isupper():
        return word.upper() if len(pattern) > 1 else word.capitalize()
    return word.capitalize() if pattern[0].isupper() else word
