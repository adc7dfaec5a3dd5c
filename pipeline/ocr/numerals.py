"""Labels of headings and items that were misread ("HI." for "III.", "1)" for "i)"), set right by
those around them.

All headings with Roman numerals are weighed together: each may be what was read, what its strokes
may have been, and they count up one by one, or begin anew in another part. The cheapest way through
decides, so a heading is changed only where its neighbours ask for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from vanban.extractors.language.numerals import roman_label
from vanban.pipeline.readers.page.lines import Row, rows
from vanban.pipeline.readers.page.model import PageText, Word

_LOOKS = re.compile(r"(?P<numeral>[IVXHTlLUY1|]{1,6})(?P<sign>[.,]?)(?P<rest>(?<=[.,])[^\W\d_].*)?")
_ITEM = re.compile(r"(?P<number>[1-9]\d?)(?P<sign>[.,])")
_LETTERED = re.compile(r"(?P<letter>[a-zđ1-9|])\)")
_STROKE_AFTER = {"h": "i", "k": "l"}
"""The letters that are one stroke, by the one before them in a list (there is no f and no j in it).
"""
_QUARTER = re.compile(r"(?P<numeral>[IVlL1|H]{1,4})(?P<rest>/\d{4}.*|[;,.]?)")
_MEANT = str.maketrans(
    {"H": "II", "l": "I", "1": "I", "|": "I", "U": "II", "L": "I", "Y": "V", "T": "I"}
)
_NUMERALS = tuple(roman_label(n) for n in range(1, 21))
_COUNT = {numeral: n for n, numeral in enumerate(_NUMERALS, 1)}

_ANEW, _LEAP, _BACK = 0.5, 1.5, 2.5
"""Cost of a list that begins anew, of a number left out, and of any other step. Anew is cheaper
than a stroke: "I." after "I." is
changed only where "III." follows."""
_ANOTHER_LETTER, _STROKE = 0.3, 0.6
"""Cost of a letter taken for strokes (H for II), and of each stroke lost."""


@dataclass(frozen=True, slots=True)
class _Heading:
    """A line that opens with what may be a numeral. ``costs``: what each number would cost."""

    word: Word
    sign: str
    rest: str
    costs: dict[int, float]


def with_numerals(pages: Sequence[PageText]) -> list[PageText]:
    """The pages with misread numerals of headings and of quarters set right."""
    lines = [row for page in pages if page.kind == "ocr" for row in rows(page.words)]
    headings = [h for row in lines if (h := _heading(row))]
    fixed = {id(word): new for row in lines for word, new in _quarters(row)}
    fixed |= {id(word): new for word, new in (*_commas(lines), *_strokes(lines))}
    for heading, number in zip(headings, _counted([h.costs for h in headings]), strict=True):
        text = f"{_NUMERALS[number - 1]}{'.' if heading.sign else ''}{heading.rest}"
        if text != heading.word.text:
            fixed[id(heading.word)] = heading.word.corrected(text)
    return [_with(page, fixed) for page in pages]


def _with(page: PageText, fixed: dict[int, Word]) -> PageText:
    words = tuple(fixed.get(id(w), w) for w in page.words)
    return replace(page, words=words) if words != page.words else page


def _heading(row: Row) -> _Heading | None:
    match = _LOOKS.fullmatch(row[0].text)
    if (
        not match
        or match["numeral"].isdigit()
        or (match["numeral"] not in _COUNT and not match["sign"])
    ):
        return None  # "TT" opens the header of a table, "1." another kind of list
    words = " ".join([match["rest"] or "", *(w.text for w in row[1:])]).split()
    if not words or not words[0][0].isupper():
        return None
    costs = _costs(match["numeral"], capitals=words[0].isupper() and len(words[0]) > 1)
    return _Heading(row[0], match["sign"], match["rest"] or "", costs) if costs else None


def _costs(read: str, *, capitals: bool) -> dict[int, float]:
    """Numbers that were perhaps meant. Strokes are lost before headings in capitals, and where two
    are left: elsewhere a lone "I" may be anything.
    """
    found = {_COUNT[read]: 0.0} if read in _COUNT else {}
    meant = read.translate(_MEANT)
    if meant in _COUNT:
        found.setdefault(_COUNT[meant], _ANOTHER_LETTER)
    if meant in _COUNT and (capitals or _COUNT[meant] > 1):
        for lost in (1, 2):
            longer = meant + "I" * lost
            if longer in _COUNT:
                found.setdefault(_COUNT[longer], _STROKE * lost + found[_COUNT[meant]])
    return found


def _counted(headings: Sequence[dict[int, float]]) -> list[int]:
    """The cheapest number of each heading, all of them together."""
    ways: list[dict[int, tuple[float, int]]] = []
    for costs in headings:
        before = {number: cost for number, (cost, _) in ways[-1].items()} if ways else {0: 0.0}
        ways.append({n: _cheapest(before, n, cost) for n, cost in costs.items()})
    out: list[int] = []
    for way in reversed(ways):
        out.append(
            ways[len(ways) - len(out)][out[-1]][1] if out else min(way, key=lambda n: way[n][0])
        )
    return out[::-1]


def _cheapest(before: dict[int, float], number: int, cost: float) -> tuple[float, int]:
    return min((paid + _step(last, number) + cost, last) for last, paid in before.items())


def _step(last: int, number: int) -> float:
    if number == last + 1:
        return 0.0
    if number == 1:
        return _ANEW
    return _LEAP if number > last else _BACK


def _commas(lines: Sequence[Row]) -> Iterator[tuple[Word, Word]]:
    """Items "9, Sở …" whose full stop lost its shape, where the item before was number 8."""
    last = 0
    for row in lines:
        match = _ITEM.fullmatch(row[0].text)
        if match and len(row) > 1 and row[1].text[0].isupper():
            number = int(match["number"])
            if match["sign"] == "," and number == last + 1:
                yield row[0], row[0].corrected(f"{number}.")
            last = number


def _strokes(lines: Sequence[Row]) -> Iterator[tuple[Word, Word]]:
    """Items "1)" after "h)" or "k)" that no "2)" follows: the letters i and l."""
    found = [
        (row[0], m["letter"])
        for row in lines
        if len(row) > 1 and (m := _LETTERED.fullmatch(row[0].text))
    ]
    read = [letter for _, letter in found]
    for (word, letter), before, after in zip(found[1:], read, [*read[2:], ""], strict=False):
        meant = _STROKE_AFTER.get(before)
        if meant and letter in "1|il" and letter != meant and after != "2":
            yield word, word.corrected(f"{meant})")


def _quarters(row: Row) -> Iterator[tuple[Word, Word]]:
    """Numerals after "Quý" that are none of the four: there is no other quarter that they
    could be.
    """
    for before, word in pairwise(row):
        match = _QUARTER.fullmatch(word.text)
        if match and before.text.lower() == "quý" and match["numeral"] not in _NUMERALS[:4]:
            meant = match["numeral"].translate(_MEANT)
            if meant in _NUMERALS[:4]:
                yield word, word._replace(text=meant + match["rest"], raw=word.text)
