"""What a Vietnamese syllable can be: the measure by which a reading of broken text is judged."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache

from vanban.extractors.language.data import toml

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_STOPPED = re.compile(r"(?:c|ch|p|t)$")
_STOP_TONES = ("\u0301", "\u0323", "")
_FRONT = ("e", "ê", "i")
_LETTERS = re.compile(r"[^\W\d_]+")
_ABBREVIATION = 6
LONGEST = 14
"""Code points of the longest syllable whose marks are written apart: 'nghiêng' with a tone takes
10.
"""


@cache
def _bare_syllables() -> frozenset[str]:
    """All syllables without tones. Source: the data file."""
    data = toml("vanban.extractors.language", "syllables.toml")
    rimes = data["rimes"].split()
    found = {f"qu{rime}" for rime in data["after_qu"].split()}
    for initial in data["initials"]:
        for rime in rimes:
            if initial != "qu" and _agree(initial, rime, data):
                found.add(initial + rime)
    return frozenset(found | {"gi", "gin", "gip", "giêng", "giêt", "gia"})


def _agree(initial: str, rime: str, data: Mapping[str, list[str]]) -> bool:
    front = rime.startswith(_FRONT)
    if rime.startswith("y"):
        return (
            initial == ""
            or (rime == "y" and initial in data["y_after"])
            or (initial == "k" and rime.startswith("y"))
        )
    if initial in data["before_front"]:
        return front
    if initial == "g":
        return not front
    return not (front and initial in data["before_back"])


@lru_cache(maxsize=65536)
def is_syllable(word: str) -> bool:
    """Whether ``word`` (NFC, any case) is spelt as a Vietnamese syllable with at most one tone, one
    that its ending allows.

    Source: Vietnamese orthography; syllables that end in c, ch, p or t carry the sharp or the heavy
    tone (or are loans without any).
    """
    if len(word) > LONGEST:
        return False
    tones = [c for c in unicodedata.normalize("NFD", word.lower()) if c in _TONES]
    bare = _without_tones(word)
    if len(tones) > 1 or bare not in _bare_syllables():
        return False
    return not _STOPPED.search(bare) or (tones[0] if tones else "") in _STOP_TONES


def _without_tones(word: str) -> str:
    parts = (c for c in unicodedata.normalize("NFD", word.lower()) if c not in _TONES)
    return unicodedata.normalize("NFC", "".join(parts))


def is_plausible(word: str) -> bool:
    """A syllable, or letters that Vietnamese text holds for other reasons: an abbreviation in
    capitals.
    """
    return (len(word) <= _ABBREVIATION and word.isascii() and word.isupper()) or is_syllable(word)


def share(text: str) -> float | None:
    """Share of the words of ``text`` that are plausible; None where it has none."""
    words = _LETTERS.findall(unicodedata.normalize("NFC", text))
    return sum(map(is_plausible, words)) / len(words) if words else None
