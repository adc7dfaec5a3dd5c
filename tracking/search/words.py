"""Words of a text in two forms, offset for offset: as written (one tone placement) and without accents.

Used alike when a text goes into the index and when a question is asked, on SQLite and on PostgreSQL, so that both
find the same. Sources: domain brief 7.1 (đ/Ð, hòa/hoà, quý/quí), issue of the search: "ke hoach" finds "kế hoạch".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from extractors.text import fold

_WORD = re.compile(r"[^\W_]+")
_OPEN, _GLIDE = {"a": "àáảãạ", "e": "èéẻẽẹ", "y": "ỳýỷỹỵ"}, {"o": "òóỏõọ", "u": "ùúủũụ"}
_Y_END = re.compile(r"(?<![^\W_])([bcdghklmnprstvx]|qu)y(?![^\W_])")


@cache
def _tones() -> tuple[re.Pattern[str], dict[str, str]]:
    """Old tone placement to new: hòa → hoà, hòe → hoè, thúy → thuý; both have two letters."""
    pairs = {}
    for glide, opens in (("o", "ae"), ("u", "y")):
        for vowel in opens:
            for marked_glide, marked_vowel in zip(_GLIDE[glide], _OPEN[vowel], strict=True):
                pairs[marked_glide + vowel] = glide + marked_vowel
    return re.compile("|".join(pairs)), pairs


class _Bare(dict[int, int]):
    """Code point to the letter without marks, found once and kept; a table for ``str.translate``."""

    def __missing__(self, point: int) -> int:
        base = unicodedata.normalize("NFD", chr(point))[0] if point > 127 else chr(point)
        self[point] = ord("d" if base in "đĐ" else base)
        return self[point]


_BARE = _Bare()


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text."""

    exact: str
    bare: str
    start: int
    end: int


def exact_form(text: str) -> str:
    """``text`` in lower case with look-alike letters and tone placement made one; same length."""
    low = text.lower()
    if len(low) != len(text):  # İ and a few others grow
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    pattern, pairs = _tones()
    return pattern.sub(lambda m: pairs[m.group()], fold(low))


def bare_form(exact: str) -> str:
    """An ``exact_form`` without accents, đ as d, a final y after a consonant as i (kỹ = kĩ, quý = quí); same length."""
    return _Y_END.sub(r"\1i", exact.translate(_BARE))


def words(text: str) -> Iterator[Word]:
    """The words of ``text``: runs of letters and digits."""
    exact = exact_form(text)
    bare = bare_form(exact)
    for match in _WORD.finditer(exact):
        start, end = match.span()
        yield Word(exact[start:end], bare[start:end], start, end)


def index_forms(text: str) -> tuple[str, str]:
    """``text`` as two strings of words with single spaces: exact and bare."""
    exact = exact_form(text)
    bare = bare_form(exact)
    spans = [m.span() for m in _WORD.finditer(exact)]
    return " ".join([exact[a:b] for a, b in spans]), " ".join([bare[a:b] for a, b in spans])


def name_key(text: str) -> str:
    """One key for a unit's name however it was typed: accents stay, case, spaces and dashes do not count."""
    return " ".join(word.exact for word in words(unicodedata.normalize("NFC", text)))


def tsvector(text: str) -> str:
    """``text`` as the words of a PostgreSQL tsvector: bare words, and exact ones after ``=``, at the same positions."""
    places: dict[str, list[str]] = {}
    for position, word in enumerate(words(text), 1):
        if position > 16_383:  # PostgreSQL's last position
            break
        places.setdefault(word.bare, []).append(str(position))
        if word.exact != word.bare:
            places.setdefault("=" + word.exact, []).append(str(position))
    return " ".join(f"'{lexeme}':{','.join(at[:255])}" for lexeme, at in places.items())
