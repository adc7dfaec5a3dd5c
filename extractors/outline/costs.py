"""Prices of the readings of markers. Units are arbitrary: 0 is what NĐ 30/2020 prescribes, 1 a
small liberty, 5 a plain break.

Set by looking at how often each liberty occurs in real laws, decrees, circulars and plans; the
order of the prices matters, their exact size hardly does.
"""

from __future__ import annotations

from collections.abc import Sequence

from vanban.extractors.language import numerals
from vanban.extractors.language.numerals import Ordinal
from vanban.extractors.outline import amendments
from vanban.extractors.outline.lines import Line
from vanban.extractors.outline.markers import UNIT_KINDS, Kind, Marker, Open

QUOTED = 6.0  # structure inside a closed quotation
WORDS_IN_AMENDMENT = 0.8  # a marker left as words right after "sửa đổi … như sau:"
INSTRUCTION_AS_WORDS = 2.0  # … though it says "Sửa đổi …" itself
PLAIN_IN_AMENDMENT = 1.0  # structure after "… như sau:" that is no instruction
WORDS_INSIDE_UNQUOTED = 0.1
INSIDE_UNQUOTED = (
    2.5  # structure that may belong to the announced unit, which has begun without quotation marks
)
TARGET_IN_AMENDMENT = 2.5  # structure that has the very number that was announced
OPEN_AGAIN = 3.0  # a new list where one of the same kind was open
MIXED = 0.8  # a new list where one of another kind was open: "I." and then "A." beside it
OTHER_MARK = 0.7  # "1." continued by "2)"
BARE = 0.4  # a numeral without punctuation
SUBPOINT = 0.3  # "b1)" below "b)": dearer than one insertion between b) and c), cheaper than two

_WORDS = {
    Kind.PHAN: 4.0,
    Kind.CHUONG: 5.0,
    Kind.MUC: 4.0,
    Kind.TIEU_MUC: 4.0,
    Kind.CAPITAL: 2.0,
    Kind.ROMAN: 3.0,
    Kind.DIEU: 6.0,
    Kind.ARABIC: 3.2,
    Kind.DECIMAL: 2.2,
    Kind.LETTER: 3.3,
    Kind.SUBPOINT: 1.5,
    Kind.PARENTHESIS: 0.6,
    Kind.LOWER_ROMAN: 1.2,
}
_BARE_WORDS = {Kind.ROMAN: 2.0, Kind.ARABIC: 1.0}
_TOP = {
    Kind.CAPITAL: 0.0,
    Kind.ROMAN: 0.0,
    Kind.ARABIC: 0.0,
    Kind.DECIMAL: 1.5,
    Kind.LETTER: 2.0,
    Kind.SUBPOINT: 3.0,
    Kind.PARENTHESIS: 2.0,
    Kind.LOWER_ROMAN: 2.5,
}
_HOLDS_ARTICLES = frozenset({Kind.PHAN, Kind.CHUONG, Kind.MUC, Kind.TIEU_MUC})


def words(markers: Sequence[Marker]) -> float:
    """Price of leaving a paragraph with these markers as mere words."""
    return max(_BARE_WORDS[m.kind] if m.bare else _WORDS[m.kind] for m in markers)


def words_in_amendment(opener: amendments.Announcement, line: Line) -> float:
    """The same where quoted words were announced and may have come without quotation marks."""
    if amendments.instructs(line):
        return min(words(line.markers), WORDS_IN_AMENDMENT) + INSTRUCTION_AS_WORDS
    return (
        WORDS_INSIDE_UNQUOTED
        if opener.holds(line.markers[0])
        else min(words(line.markers), WORDS_IN_AMENDMENT)
    )


def in_amendment(opener: amendments.Announcement, line: Line, marker: Marker) -> float:
    """Price of structure where quoted words were announced."""
    if amendments.instructs(line):
        return 0.0
    plain = (
        INSIDE_UNQUOTED
        if opener.holds(marker)
        else 0.0
        if marker.kind in UNIT_KINDS
        else PLAIN_IN_AMENDMENT
    )
    return plain + (TARGET_IN_AMENDMENT if opener.targets(marker) else 0.0)


def first(marker: Open) -> float:
    """Price of a list that begins with this marker."""
    number = marker.ordinal.number
    return 0.0 if number == 1 and not marker.ordinal.suffix else 2.5 + 0.3 * min(number, 10)


def follows(before: Ordinal, marker: Open) -> float:
    """Price of ``marker`` after its sibling ``before``."""
    number, suffix = marker.ordinal
    if number == before.number:
        return _insertion(suffix - before.suffix)
    if number < before.number:
        return 3.2 if number == 1 and not suffix else 5.0
    if number == before.number + 1 or (
        marker.kind in _BY_LETTER and number in numerals.next_letters(before.number)
    ):
        return 1.0 if suffix else 0.0
    gap = number - before.number - 1
    if marker.kind is Kind.LETTER and gap == 1 and numerals.ALPHABET[number - 2] == "đ":
        return 0.4
    return 1.2 + 0.5 * min(gap, 10)


_BY_LETTER = frozenset({Kind.LETTER, Kind.CAPITAL})


def _insertion(step: int) -> float:
    if step == 1:
        return 0.2
    return 0.6 if step > 1 else 4.0 - step * 0.5


def continues(before: Open, marker: Open) -> float:
    """Price of going on with an open list of bare numerals or letters."""
    price = OTHER_MARK if before.mark != marker.mark else 0.0
    if before.prefix == marker.prefix:
        return price + follows(before.ordinal, marker)
    return price + 1.5 + (0.0 if marker.ordinal.number == 1 else 2.0)


def at_top(marker: Open, articles: bool) -> float:
    """Price of a bare numeral or letter that stands under nothing."""
    return _TOP[marker.kind] + (3.0 if articles else 0.0)


def beside(open_kind: Kind, marker: Open) -> float:
    """Price of a new list right after the units of an open one, under the same parent."""
    if open_kind is Kind.BULLET:
        return 0.0
    return OPEN_AGAIN if open_kind is marker.kind else MIXED


def nesting(above: Open, marker: Open, articles: bool) -> float:
    """Price of a new list of ``marker.kind`` under an open unit."""
    parent, kind = above.kind, marker.kind
    if kind in (Kind.DECIMAL, Kind.SUBPOINT):
        number = above.ordinal.number
        whole = (*above.prefix, number) if parent is kind else (number,)
        return SUBPOINT * (kind is Kind.SUBPOINT) + (0.0 if marker.prefix == whole else 2.0)
    if parent in _HOLDS_ARTICLES:
        return 2.5 if articles else 0.0
    if parent < kind:
        return 0.2 if parent is Kind.DIEU and kind is Kind.LETTER else 0.0
    if parent is Kind.ROMAN and kind is Kind.CAPITAL:
        return 0.3
    if parent is Kind.BULLET:
        return 2.5
    return 4.0 if parent is kind else 1.6
