"""Roman numerals of headings that were misread ("HI." for "III."): set right where the heading before counts one less."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.readers.pdf.lines import rows
from pipeline.readers.pdf.model import PageText, Word

_LOOKS = re.compile(r"(?P<numeral>[IVXHlLUY1|]{1,6})(?P<sign>[.,])")
_MEANT = str.maketrans({"H": "II", "l": "I", "1": "I", "|": "I", "U": "II", "L": "I", "Y": "V"})
_NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII", "XVIII", "XIX", "XX")


def with_numerals(pages: Sequence[PageText]) -> list[PageText]:
    """The pages with misread numerals of headings in capitals set right."""
    out: list[PageText] = []
    last = 0
    for page in pages:
        fixed: dict[int, Word] = {}
        for row in rows(page.words) if page.kind == "ocr" else ():
            if len(row) > 1 and row[1].text.isupper() and (match := _LOOKS.fullmatch(row[0].text)):
                last, numeral = _next(match["numeral"], last)
                if numeral != match["numeral"]:
                    fixed[id(row[0])] = row[0]._replace(text=f"{numeral}.", raw=row[0].text)
        words = tuple(fixed.get(id(w), w) for w in page.words)
        out.append(replace(page, words=words) if fixed else page)
    return out


def _next(read: str, last: int) -> tuple[int, str]:
    """The number that counts from now on, and the numeral: as read, or the one after ``last`` where that is what was meant."""
    meant = read.translate(_MEANT)
    if meant in _NUMERALS and _NUMERALS.index(meant) == last:
        return last + 1, meant
    return (_NUMERALS.index(read) + 1, read) if read in _NUMERALS else (last, read)
