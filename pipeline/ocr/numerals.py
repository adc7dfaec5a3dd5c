"""Labels of headings and items that were misread ("HI." for "III.", "1)" for "i)"), set right by
those around them.

All headings with Roman numerals are weighed together: each may be what was read, what its strokes
may have been, and they count up one by one, or begin anew in another part. The cheapest way through
decides, so a heading is changed only where its neighbours ask for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, zip_longest

from vanban.extractors.language.numerals import roman_label
from vanban.pipeline.readers.page.lines import Row, rows
from vanban.pipeline.readers.page.model import PageText, Word

_LOOKS = re.compile(
    r"(?P<numeral>[IVXHTlLUY1|]{1,6}|[nmiul]{2,4})(?P<sign>[.,]?)(?P<rest>(?<=[.,])[^\W\d_].*)?"
)
_ITEM = re.compile(r"(?P<number>[1-9]\d?)(?P<sign>[.,])")
_LETTERED = re.compile(r"(?P<letter>\d{2}|[^\W_A-ZĐ]|[|¡])\)")
_LETTERS = "abcdđeghiklmnopqrstuvxy"
"""Labels of items in their order: there is no f and no j in it. Source: NĐ 30/2020/NĐ-CP, Phụ lục
I."""
_AFTER = dict(pairwise(_LETTERS))
_READ_AS = {
    "d": "đ",
    "đ": "dñ",
    "e": "c",
    "g": "øq9",
    "h": "b",
    "i": "1|¡ïl",
    "l": "1|¡ïi",
    "o": "0",
}
"""Letters of items and what they are read as."""
_ONE_STROKE = "il"
_QUARTER = re.compile(r"(?P<numeral>[IVilïL1|HTUY!]{1,4})(?P<rest>/\d{4}.*|[;,.]?)")
_GUESSED = 0.5
"""Confidence of a quarter whose strokes were guessed: a person must look at it."""
_LEADING = 1.9
"""Sizes of type from one line of a cell to the next, at the most."""
_INDENT = 4
"""Sizes by which a line may begin farther to the left than the end of the one above."""
_QUARTER_WORD = ("quý", "quí", "qúy")
_MEANT = str.maketrans(
    dict.fromkeys("ilï1|L!T", "I") | dict.fromkeys("HUnu", "II") | {"Y": "V", "m": "III"}
)
_NUMERALS = tuple(roman_label(n) for n in range(1, 21))
_QUARTERS = _NUMERALS[:4]
_COUNT = {numeral: n for n, numeral in enumerate(_NUMERALS, 1)}

_ANEW, _LEAP, _BACK = 0.5, 1.5, 2.5
"""Cost of a list that begins anew, of a number left out, and of any other step. Anew is cheaper
than a stroke: "I." after "I." is
changed only where "III." follows."""
_ANOTHER_LETTER, _STROKE, _STROKE_MORE = 0.3, 0.6, 1.6
"""Cost of a letter taken for strokes (H for II), of each stroke lost, and of one too many: dearer
than a number left out ("I III", a page may be missing), cheaper than one that comes twice.
"""


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
    pairs = [pair for row in lines for pair in pairwise(row)]
    pairs += [pair for page in pages if page.kind == "ocr" for pair in _over_lines(page.words)]
    fixed = {id(word): new for word, new in _quarters(pairs)}
    fixed |= {id(word): new for word, new in (*_commas(lines), *_letters(lines))}
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
    if read.islower() and not capitals:
        return {}  # "ni. TỔ CHỨC" is III, "mi. Gạo" a word
    found = {_COUNT[read]: 0.0} if read in _COUNT else {}
    meant = read.translate(_MEANT)
    if meant in _COUNT:
        found.setdefault(_COUNT[meant], _ANOTHER_LETTER)
    if meant in _COUNT and (capitals or _COUNT[meant] > 1):
        for lost in (1, 2):
            longer = meant + "I" * lost
            if longer in _COUNT:
                found.setdefault(_COUNT[longer], _STROKE * lost + found[_COUNT[meant]])
    if meant.endswith("III") and meant[:-1] in _COUNT:  # "II" for "I" would begin a list anew
        found.setdefault(_COUNT[meant[:-1]], _STROKE_MORE)
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


def _letters(lines: Sequence[Row]) -> Iterator[tuple[Word, Word]]:
    """Letters of items that were read as others: "1)" behind "h)" is i, the second "d)" is đ."""
    found = [
        (row[0], m["letter"])
        for row in lines
        if len(row) > 1 and (m := _LETTERED.fullmatch(row[0].text))
    ]
    last = ""
    for (word, read), (_, after) in zip_longest(found, found[1:], fillvalue=(None, "")):
        meant = _AFTER.get(last, "")
        last = meant if _is_misread(read, meant, last, after) else read
        if last != read and word:
            yield word, word.corrected(f"{last})")


def _is_misread(read: str, meant: str, last: str, after: str) -> bool:
    """Whether ``read`` stands for the letter ``meant`` that follows ``last``; ``after`` comes
    behind it.
    """
    if read == meant or read not in _READ_AS.get(meant, ""):
        return False
    if read.isdigit():
        return after != str(int(read) + 1)  # a list of figures goes on
    # a letter that is one too may stand there for itself: its neighbours must speak against it
    return read not in _AFTER or read in _ONE_STROKE or read == last or after == _AFTER.get(meant)


def _over_lines(words: Sequence[Word]) -> Iterator[tuple[Word, Word]]:
    """Words for a quarter with what stands right below them: a narrow cell parts "Trong quý" and
    "III/2026".
    """
    for word in words:
        if word.text.lower() in _QUARTER_WORD:
            yield from ((word, other) for other in words if _is_below(word, other))


def _is_below(word: Word, other: Word) -> bool:
    down = other.base - word.base
    return (
        0.6 * word.size < down < _LEADING * word.size
        and other.x0 <= word.x1
        and (other.x1 >= word.x0 - _INDENT * word.size)
    )


def _quarters(pairs: Iterable[tuple[Word, Word]]) -> Iterator[tuple[Word, Word]]:
    """Numerals after "Quý" that are none of the four: there is no other quarter that they
    could be. How many strokes there were is a guess.
    """
    for before, word in pairs:
        match = _QUARTER.fullmatch(word.text)
        if match and before.text.lower() in _QUARTER_WORD:
            meant = match["numeral"].translate(_MEANT)
            meant = "III" if meant == "IIII" else meant
            # "Quý 1" is written so; a lone letter may be a word
            if meant in _QUARTERS and len(match["numeral"]) > 1 and meant != match["numeral"]:
                new = word.corrected(meant + match["rest"])
                yield word, new._replace(confidence=min(word.confidence, _GUESSED))
