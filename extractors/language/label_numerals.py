"""Numbers as labels write them: Roman, letters as word processors count, letters of the Vietnamese
alphabet.
"""

from __future__ import annotations

_VALUES = (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1)
_SIGNS = ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I")
_MAX_REPEAT = 30


def roman(number: int) -> str:
    """Upper-case Roman numeral; plain digits outside 1..32767, as word processors do."""
    if not 0 < number < 32_768:
        return str(number)
    out = []
    for value, sign in zip(_VALUES, _SIGNS, strict=True):
        times, number = divmod(number, value)
        out.append(sign * times)
    return "".join(out)


def letters(number: int) -> str:
    """a … z, aa, bb … as word processors count (the letter repeated, not the next place); digits
    below 1 or beyond 780.
    """
    if not 0 < number <= 26 * _MAX_REPEAT:
        return str(number)
    times, letter = divmod(number - 1, 26)
    return chr(ord("a") + letter) * (times + 1)
