"""The code of the issuer in a symbol ("TT-BTTTT"), misread, set right by the name in the
letterhead.

The code is the initials of the name (NĐ 30/2020, Phụ lục I, II.3.b), so letters and name are two
sources of one thing: where they agree but for strokes, the name tells which letters were meant.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, takewhile

_JOINS = "VÀ"
"""Left out of the initials: BỘ KHOA HỌC VÀ CÔNG NGHỆ is BKHCN."""
_NUMBER = "SỐ"
_STROKES = str.maketrans(dict.fromkeys("TLl1|!", "I") | {"D": "Đ"})
"""Capitals that engines take for one another; how many stand in a row is lost too."""
_MORE = 2
"""Letters by which a code may be read longer or shorter than it is ("BLILLL": BTTTT)."""
_FEWEST = 3
"""Letters of a code: two may stand for too much."""


def meant_code(read: str, lines: Sequence[Sequence[str]]) -> str | None:
    """The code that was read as ``read``, where one name in ``lines`` (the words of each line of
    the first page's head) has it; None where ``read`` is such a code itself, or none or several
    agree.
    """
    codes = {code for line in lines for code in _codes(line)}
    if read in codes:
        return None
    alike = {c for c in codes if abs(len(c) - len(read)) <= _MORE and _bare(c) == _bare(read)}
    return alike.pop() if len(alike) == 1 else None


def _codes(line: Sequence[str]) -> Iterator[str]:
    """The initials of what a line in capitals ends with: "BỘ TRƯỞNG BỘ Y TẾ" names the ministry at
    its end.
    """
    if not " ".join(line).isupper():
        return
    name = takewhile(lambda word: word != _NUMBER, line)  # "CHỈ THỊ CỦA BỘ … SỐ 07/2008/…"
    named = [word[0] for word in name if word != _JOINS]
    yield from ("".join(named[i:]) for i in range(len(named) - _FEWEST + 1))


def _bare(code: str) -> str:
    """The letters with strokes made one, and each run of one letter as that letter."""
    return "".join(letter for letter, _ in groupby(code.translate(_STROKES)))
