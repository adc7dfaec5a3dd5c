"""Numerals of Vietnamese documents: their order (26a, XIV, đ, 2.1.3, "thứ nhất") and how labels
write a number.

Letters follow the Vietnamese alphabet (NĐ 30/2020, Phụ lục I, V.6); f, j, w and z, which it lacks,
are met in real files and stand where the Latin alphabet has them, so a list may use them or leave
them out.
"""

from __future__ import annotations

import re
from typing import NamedTuple

ALPHABET = "abcdđefghijklmnopqrstuvwxyz"
_FOREIGN = frozenset("fjwz")
LIST_LETTERS = tuple(letter for letter in ALPHABET if letter not in _FOREIGN)
"""Letters of a list in their order: Vietnamese has no f, j, w, z."""
_PLACE = {letter: place for place, letter in enumerate(ALPHABET, start=1)}
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_ROMAN = re.compile(r"(?=[IVXLC])(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_WORDS = {
    "nhất": 1,
    "hai": 2,
    "nhì": 2,
    "ba": 3,
    "tư": 4,
    "bốn": 4,
    "năm": 5,
    "sáu": 6,
    "bảy": 7,
    "bẩy": 7,
    "tám": 8,
    "chín": 9,
    "mười": 10,
    "mười một": 11,
    "mười hai": 12,
    "mười ba": 13,
    "mười bốn": 14,
    "mười lăm": 15,
}
_SUFFIXED = re.compile(r"(\d{1,4})([a-zđ]{0,2})(\d{0,2})")
ORDINAL_WORDS = "|".join(sorted(_WORDS, key=len, reverse=True))
_SIGN_VALUES = (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1)
_ROMAN_SIGNS = ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I")
_MAX_REPEAT = 30
"""Times that word processors repeat a letter before they go back to digits."""


class Ordinal(NamedTuple):
    """Place in a sequence: ``suffix`` counts what was inserted later (26a is 26 with suffix 1)."""

    number: int
    suffix: int = 0


def letter_place(letter: str) -> int:
    """Place of a lower-case letter in the alphabet, from 1."""
    return _PLACE[letter]


def next_letters(place: int) -> frozenset[int]:
    """Places that may follow ``place`` without a gap: the next letter, or the one after letters
    that Vietnamese lacks.
    """
    allowed = {place + 1}
    while place < len(ALPHABET) and ALPHABET[place] in _FOREIGN:
        place += 1
        allowed.add(place + 1)
    return frozenset(allowed)


def roman(numeral: str) -> int | None:
    """Value of a well-formed Roman numeral below 100, either case; ``None`` for anything else."""
    upper = numeral.upper()
    if not upper or not _ROMAN.fullmatch(upper):
        return None
    total = 0
    for here, following in zip(upper, [*upper[1:], ""], strict=True):
        value = _ROMAN_VALUES[here]
        total += -value if following and _ROMAN_VALUES[following] > value else value
    return total


def suffix_place(suffix: str) -> int:
    """Place of an insertion mark: "" 0, "a" 1, "b" 2, "đ" 5; "1" 1; two signs count on."""
    place = 0
    for sign in suffix:
        place = place * len(ALPHABET) + (int(sign) if sign.isdigit() else _PLACE.get(sign, 0))
    return place


def arabic(numeral: str) -> Ordinal | None:
    """Ordinal of "5", "26a", "2a1"; ``None`` for anything else."""
    found = _SUFFIXED.fullmatch(numeral.lower())
    return Ordinal(int(found[1]), suffix_place(found[2] + found[3])) if found else None


def word(numeral: str) -> int | None:
    """Value of an ordinal word: "nhất" 1, "mười hai" 12."""
    return _WORDS.get(" ".join(numeral.lower().split()))


def unit_ordinal(numeral: str) -> Ordinal | None:
    """Ordinal of a numeral after a unit word: Roman ("IV", "IVa"), Arabic, ordinal word, or a
    single capital letter.
    """
    plain = arabic(numeral)
    if plain:
        return plain
    stem = re.fullmatch(r"([IVXLC]+)\s?([a-zđA-ZĐ]?)", numeral)
    value = roman(stem[1]) if stem else None
    if stem and value:
        return Ordinal(value, suffix_place(stem[2].lower()))
    value = roman(numeral) or word(numeral)
    if value:
        return Ordinal(value)
    return Ordinal(_PLACE[numeral.lower()]) if numeral.lower() in _PLACE else None


def roman_label(number: int) -> str:
    """Upper-case Roman numeral; plain digits outside 1..32767, as word processors do."""
    if not 0 < number < 32_768:
        return str(number)
    out = []
    for value, sign in zip(_SIGN_VALUES, _ROMAN_SIGNS, strict=True):
        times, number = divmod(number, value)
        out.append(sign * times)
    return "".join(out)


def letters_label(number: int) -> str:
    """a … z, aa, bb … as word processors count (the letter repeated, not the next place); digits
    below 1 or beyond 780.
    """
    if not 0 < number <= 26 * _MAX_REPEAT:
        return str(number)
    times, letter = divmod(number - 1, 26)
    return chr(ord("a") + letter) * (times + 1)
