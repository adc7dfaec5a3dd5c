"""Words of a text in two forms: as written (in one tone placement) and without accents.

Used alike when a text goes into the index and when a question is asked, on SQLite and on
PostgreSQL, so that both find the same. Sources: domain brief 7.1 (đ/Ð, hòa/hoà, quý/quí), issue of
the search: "ke hoach" finds "kế hoạch".
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from vanban.extractors.language.folding import fold

_WORD = re.compile(r"[^\W_]+")
_POSITIONS = tuple(map(str, range(1, 16_384)))  # those that a tsvector can hold
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
    """Code point to the letter without marks, found once and kept; a table for
    ``str.translate``.
    """

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


class Forms(NamedTuple):
    """The words of a text with single spaces between: as written, and without accents; word for
    word.
    """

    exact: str
    bare: str

    @property
    def marked(self) -> str:
        """The exact words with ``=`` before each: no exact word is taken for a bare one."""
        return "=" + self.exact.replace(" ", " =") if self.exact else ""

    @property
    def padded(self) -> str:
        """The bare words with a space before, between and after: a word is in it when " word "
        is.
        """
        return f" {self.bare} "


def exact_form(text: str) -> str:
    """``text`` in lower case with look-alike letters and tone placement made one."""
    pattern, pairs = _tones()
    return pattern.sub(lambda m: pairs[m.group()], fold(text.lower()))


def bare_form(exact: str) -> str:
    """An ``exact_form`` without accents, đ as d, a final y after a consonant as i (kỹ = kĩ, quý =
    quí).
    """
    return _Y_END.sub(r"\1i", exact.translate(_BARE))


@lru_cache(maxsize=65_536)
def _forms(word: str) -> tuple[str, str]:
    """Both forms of one word; a text repeats the same few thousand words."""
    exact = exact_form(word)
    return exact, bare_form(exact)


def words(text: str) -> Iterator[Word]:
    """The words of ``text``: runs of letters and digits. Positions count code points of ``text`` as
    it is: one with letters and marks apart (NFD) is to be composed first.
    """
    for match in _WORD.finditer(text):
        yield Word(*_forms(match.group()), *match.span())


def composed(text: str) -> str:
    """``text`` with each letter and its marks as one (NFC), as everything is indexed; macOS and
    some keyboards type them apart.
    """
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def index_forms(text: str) -> Forms:
    """The words of ``text`` in both forms."""
    forms = list(map(_chunk_forms, text.split()))
    return Forms(
        " ".join([exact for exact, _ in forms if exact]),
        " ".join([bare for _, bare in forms if bare]),
    )


@lru_cache(maxsize=65_536)
def _chunk_forms(chunk: str) -> tuple[str, str]:
    """Both forms of the words between two blanks: far quicker than to look for the words of a whole
    text.
    """
    forms = [_forms(word) for word in _WORD.findall(chunk)]
    return " ".join([exact for exact, _ in forms]), " ".join([bare for _, bare in forms])


@lru_cache(maxsize=20_000)
def name_key(text: str) -> str:
    """One key for a unit's name however it was typed: accents stay, case, spaces and dashes do not
    count.
    """
    return " ".join(word.exact for word in words(unicodedata.normalize("NFC", text)))


def tsvector(forms: Forms) -> str:
    """``forms`` as the words of a PostgreSQL tsvector: bare words, and exact ones after ``=``, at
    the same positions.
    """
    places: defaultdict[str, list[str]] = defaultdict(list)
    pairs = zip(forms.exact.split(), forms.bare.split(), strict=True)
    for position, (exact, bare) in zip(_POSITIONS, pairs, strict=False):
        places[bare].append(position)
        if exact != bare:
            places["=" + exact].append(position)
    return " ".join([f"'{lexeme}':{','.join(at[:255])}" for lexeme, at in places.items()])
