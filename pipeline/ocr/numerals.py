"""Roman numerals of headings that were misread ("HI." for "III."): set right where the heading before counts one less."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.readers.numerals import roman
from pipeline.readers.pdf.lines import rows
from pipeline.readers.pdf.model import PageText, Word

_LOOKS = re.compile(r"(?P<numeral>[IVXHlLUY1|]{1,6})(?P<sign>[.,]?)")
_QUARTER = re.compile(r"(?P<numeral>[IVlL1|H]{1,4})(?P<rest>/\d{4}.*|[;,.]?)")
_MEANT = str.maketrans({"H": "II", "l": "I", "1": "I", "|": "I", "U": "II", "L": "I", "Y": "V"})
_NUMERALS = tuple(roman(n) for n in range(1, 21))


def with_numerals(pages: Sequence[PageText]) -> list[PageText]:
    """The pages with misread numerals of headings in capitals set right."""
    out: list[PageText] = []
    last = 0
    for page in pages:
        fixed: dict[int, Word] = {}
        for row in rows(page.words) if page.kind == "ocr" else ():
            fixed |= _quarters(row)
            if len(row) > 1 and row[1].text[0].isupper() and (match := _LOOKS.fullmatch(row[0].text)):
                last, numeral = _next(match["numeral"], last, heading=row[1].text.isupper())
                if numeral != match["numeral"]:
                    fixed[id(row[0])] = row[0]._replace(text=numeral + ("." if match["sign"] else ""), raw=row[0].text)
        words = tuple(fixed.get(id(w), w) for w in page.words)
        out.append(replace(page, words=words) if fixed else page)
    return out


def _quarters(row: Sequence[Word]) -> dict[int, Word]:
    """Numerals after "Quý" that are none of the four: there is no other quarter that they could be."""
    fixed: dict[int, Word] = {}
    for before, word in pairwise(row):
        match = _QUARTER.fullmatch(word.text)
        if match and before.text.lower() == "quý" and match["numeral"] not in _NUMERALS[:4]:
            meant = match["numeral"].translate(_MEANT)
            if meant in _NUMERALS[:4]:
                fixed[id(word)] = word._replace(text=meant + match["rest"], raw=word.text)
    return fixed


def _next(read: str, last: int, *, heading: bool) -> tuple[int, str]:
    """The number that counts from now on, and the numeral: as read, or the one after ``last`` where that is what was meant.

    ``heading``: it stands before words in capitals, where a stroke may be lost as well (two headings "II." one after the other).
    """
    meant = read.translate(_MEANT)
    follows = _NUMERALS[last] if last < len(_NUMERALS) else ""
    if read.isdigit():
        return last, read
    if meant == follows or (heading and last > 1 and meant == _NUMERALS[last - 1] and follows == meant + "I"):
        return last + 1, follows
    return (_NUMERALS.index(read) + 1, read) if read in _NUMERALS else (last, read)
