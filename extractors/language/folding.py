"""Folded views of a text for matching, character for character, so that offsets stay good.

``fold`` is what every pattern of this package is matched against: lower case is *not* applied, only
variants of one character are made one (quotes, dashes, spaces, homoglyphs). ``key`` is a comparison
key for names; it is not aligned. Source: domain brief section 7.1 (characters seen in real files).
"""

from __future__ import annotations

import re
import unicodedata

_QUOTES = dict.fromkeys(map(ord, "“”„‟″«»"), '"') | dict.fromkeys(map(ord, "‘’‚‛`´"), "'")
_DASHES = dict.fromkeys([*range(0x2010, 0x2016), 0x2212, 0xFE58, 0xFE63, 0xFF0D], "-")
_SPACES = dict.fromkeys(
    [0x09, 0x0A, 0x0D, 0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " "
)
_HOMOGLYPHS = str.maketrans("ÐðƉɖАВЕКМНОРСТХаеорсхІіⅠ", "ĐđĐđABEKMHOPCTXaeopcxIiI")
_FOLD = {
    chr(odd): new if isinstance(new, str) else chr(new)
    for odd, new in (_QUOTES | _DASHES | _SPACES | _HOMOGLYPHS).items()
}
_ODD = re.compile(f"[{re.escape(''.join(_FOLD))}]")

_TONE_NEW = {
    "òa": "oà",
    "óa": "oá",
    "ỏa": "oả",
    "õa": "oã",
    "ọa": "oạ",
    "òe": "oè",
    "óe": "oé",
    "ỏe": "oẻ",
    "õe": "oẽ",
    "ọe": "oẹ",
    "ùy": "uỳ",
    "úy": "uý",
    "ủy": "uỷ",
    "ũy": "uỹ",
    "ụy": "uỵ",
}
_TONE = re.compile("|".join(_TONE_NEW))
OLD_TONE = {new: old for old, new in _TONE_NEW.items()}
"""A vowel pair with its tone placed as in "hoà" to the same as in "hòa", in small letters."""
_TONE_EITHER = re.compile("|".join((*_TONE_NEW, *OLD_TONE)), re.IGNORECASE)
_MARKS = re.compile("[\u0300-\u034e\u0350-\u036f]+")
"""The marks of Latin letters that combine: 034F, which only joins, is none."""
_AROUND = re.compile(r"\s*([-/])\s*")
_SOUTHERN = re.compile(r"(?<!\w)gởi(?!\w)")  # "gửi" as schools and provinces of the south spell it


def fold(text: str) -> str:
    """``text`` with one form for each quote, dash, space and look-alike letter; same length, offset
    for offset.
    """
    return _ODD.sub(_folded, text)  # odd letters are few: ten times as fast as str.translate


def _folded(m: re.Match[str]) -> str:
    return _FOLD[m.group()]


def key(text: str) -> str:
    """A comparison key: folded, lower case, one tone placement (hoà = hòa), single spaces, no
    spaces round - and /.
    """
    s = fold(unicodedata.normalize("NFC", text)).lower()
    s = _TONE.sub(lambda m: _TONE_NEW[m.group()], s)
    s = _SOUTHERN.sub("gửi", _AROUND.sub(r"\1", s))
    return " ".join(s.split()).strip(" .,;:-\"'")


def strip_accents(text: str) -> str:
    """``text`` without tone and vowel marks, đ as d: for OCR-tolerant matching and accent-blind
    search.
    """
    if text.isascii():
        return text
    plain = _MARKS.sub("", unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D")))
    if plain.isascii():
        return plain
    return "".join(c for c in plain if not unicodedata.combining(c))  # marks of other scripts


def either_tone(word: str) -> tuple[str, ...]:
    """``word`` with the tone placed as today and as before: "hòa", "hoà"; one spelling where they
    agree.
    """
    placed = _TONE_EITHER.search(word)
    if placed is None:
        return (word,)
    lower = placed.group().lower()
    other = _TONE_NEW.get(lower) or OLD_TONE[lower]
    if placed.group().isupper():
        other = other.upper()
    return (word, word[: placed.start()] + other + word[placed.end() :])
