"""Family names under stamps: the stamp of office is set over the first third of the signature (NĐ 30/2020, Phụ lục I, II.8)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_GIVEN = re.compile(r"[^\W\d_]{2,8}")
_LEAST = 3
"""Letters of a family name that must be left."""


def with_surname(texts: Sequence[str], confidence: Sequence[float], surnames: Sequence[str]) -> list[str]:
    """The words of a line; where its first is damaged and all others are a person's given names, the family name whose end it
    keeps, if it is the end of one only."""
    out = list(texts)
    if not 3 <= len(out) <= 5 or confidence[0] > 0.7 or min(confidence[1:]) < 0.85:
        return _later(out, confidence, surnames)
    if not all(_GIVEN.fullmatch(t) and t.istitle() for t in out[1:]):
        return out
    letters = _bare(out[0])
    fitting = {s for s in surnames if _kept(letters, _bare(s))}
    if len(fitting) == 1:
        out[0] = fitting.pop()
    return out


def _later(texts: list[str], confidence: Sequence[float], surnames: Sequence[str]) -> list[str]:
    """The same, where a lone sign of the stamp was read before the name."""
    if len(texts) > 3 and not any(map(str.isalnum, texts[0])) and confidence[0] < 0.7:
        return [texts[0], *with_surname(texts[1:], confidence[1:], surnames)]
    return texts


def _kept(letters: str, surname: str) -> bool:
    """The last letters of the word are the last letters of the name."""
    common = 0
    while common < min(len(letters), len(surname)) and letters[-1 - common] == surname[-1 - common]:
        common += 1
    return common >= min(_LEAST, len(surname))


def _bare(text: str) -> str:
    parts = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(c for c in parts if c.isalpha() and not unicodedata.combining(c))
