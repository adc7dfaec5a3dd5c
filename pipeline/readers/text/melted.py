"""Documents whose lines were all run together, as data sets keep them that wrote a space for each
line break: parted again before what opens a line in the form of a document.

    BỘ Y TẾ CỘNG HÒA … Số: 12/QĐ-BYT Hà Nội, ngày 12 tháng 5 năm 2023 QUYẾT ĐỊNH VỀ VIỆC … Căn cứ …
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from vanban.extractors.header.lines import DAY
from vanban.extractors.header.words import words
from vanban.extractors.language import numerals, units
from vanban.extractors.language.forms import (
    ADDRESSES,
    CAPACITY,
    MOTTO_READ,
    NUMBER_LABEL,
    PARTY_NAME,
    RECIPIENTS,
    STATE_OPENS_IN_CAPITALS,
    any_of,
    base_leads,
    phrase,
    phrases,
)
from vanban.extractors.language.letters import CAPITALISED, CAPITALS, SMALL_LETTERS
from vanban.extractors.language.list_markers import (
    ARABIC,
    BULLET,
    DECIMAL,
    IN_LABEL,
    LABEL,
    LETTER,
    ROMAN_ITEM,
)
from vanban.extractors.language.offices import OFFICE_IN_CAPITALS
from vanban.pipeline.readers.text.bars import BARS, is_bar
from vanban.pipeline.readers.text.lines import TextLine

_LONG = 400
"""Letters of a line beyond which several may have been run together."""
_ARTICLES = 3
"""Articles on one line that tell that it was several."""
_SHORT = 60
"""Letters of a heading at most, behind which a list begins without a sign."""
_MARKED = 2
"""Letters with marks that a title has at least; "UBND TP HCM" is none."""

_IN_CAPITALS = rf"[{CAPITALS}]{{2,}}"
_STATE = re.compile(rf"{STATE_OPENS_IN_CAPITALS}|{phrase(PARTY_NAME.upper())}")
_LEADS = any_of(base_leads("sure"))
_OPENS = re.compile(
    rf"(?<!\S)(?:{_STATE.pattern}|(?=[ĐD])(?i:{MOTTO_READ})|(?=S)(?i:{NUMBER_LABEL})|[-_]{{5,}}"
    rf"|(?=V)(?i:v/v)|(?=[NK])(?i:(?:{RECIPIENTS}|{ADDRESSES})\s?:)"
    rf"|{CAPACITY}\.\s?(?={_IN_CAPITALS}))"
)
"""What opens a line wherever it stands: quốc hiệu, the number, whom it is for, who signs."""
_CLOSES = re.compile(
    rf"(?:(?i:{MOTTO_READ})|(?i:{NUMBER_LABEL})\s?\S{{1,40}}|(?<![-_])[-_]{{5,}})\s"
)
"""What is a line of its own."""
_DATED = re.compile(rf"(?:{CAPITALISED}\s){{0,3}}{CAPITALISED},\s+(?i:{DAY.pattern})\s")
_BASIS = re.compile(
    rf"(?<=\s)(?:{_LEADS}\s|{any_of(base_leads('citation', 'proposal'))}\s(?=[{CAPITALS}]))"
)
"""What opens a basis, or a title of its kind: "Thực hiện Nghị quyết …"."""
_OFFICE = re.compile(rf"(?<=[^,]\s){OFFICE_IN_CAPITALS}\b")
_BODY = re.compile(rf"(?<=\s){phrases(word.upper() for word in words('of_places'))}\b")
_BEHIND_TITLE = re.compile(rf"\s{CAPITALISED}")
_BASIS_BEHIND = re.compile(rf"\s{_LEADS}\s")
_UNIT = re.compile(
    rf"(?<=[.;:/{CAPITALS}]\s)(?:{units.heading(units.DIEU)}\s{ARABIC}[.:]"
    rf"|{units.heading(units.PHAN, units.CHUONG, units.MUC)}\s{IN_LABEL}{{1,5}}[.:]?\s"
    rf"(?={_IN_CAPITALS}))"
)
_ARTICLE = re.compile(rf"(?<=\s){units.heading(units.DIEU)}\s{ARABIC}[.:]\s")
_BODY_OPENS = re.compile(
    rf"{_LEADS}\s|{_ARTICLE.pattern}|(?i:(?:{RECIPIENTS}|{ADDRESSES})\s?:)"
    rf"|\s(?:{ROMAN_ITEM}|{ARABIC})\.\s[{CAPITALS}]"
)
_LABELLED = re.compile(rf"(?<=\w\w[.;]\s){CAPITALISED}(?:\s\w+){{0,5}}:\s")
"""A label with what it says: "Thời gian hoàn thành: …"."""
_TITLE = re.compile(
    rf"(?<!\S)(?:(?:{CAPACITY}|{LABEL})[.)]\s?)?{_IN_CAPITALS}"
    rf"(?:[ ,-]+(?:[{CAPITALS}]+(?![{SMALL_LETTERS}])|\d[\d/-]*))+"
)
_LABEL = re.compile(
    rf"(?<=\s)(?:(?P<roman>{ROMAN_ITEM})\.(?=\s[{CAPITALS}])"
    rf"|(?P<decimal>{DECIMAL}(?=[.)])|{ARABIC}(?:\.{ARABIC}){{1,4}})[.)]?(?=\s[“\"(]?[{CAPITALS}])"
    rf"|(?P<letter>{LETTER})\)(?=\s\w)|(?P<bullet>{BULLET})(?=\s[{CAPITALS}]))"
)
_HEADING_LABELS = ("roman", "decimal", "letter")
_ENDS = (".", ";", ":", "/")


def are_melted(lines: Sequence[str]) -> bool:
    """Whether one of ``lines`` was several before they were run together."""
    return any(len(line) > _LONG and _is_melted(line) for line in lines)


def parted(lines: Sequence[TextLine]) -> Iterator[TextLine]:
    """The lines; where one of them was several, the long ones parted into those."""
    melted = are_melted([line.raw for line in lines])
    for line in lines:
        if melted and len(line.raw) > _LONG:
            yield from _parted(line)
        else:
            yield line


def _is_melted(line: str) -> bool:
    """Quốc hiệu and the words of a document behind it, or several articles."""
    state = _STATE.search(line)
    if state and _BODY_OPENS.search(line, state.end()):
        return True
    return len(_ARTICLE.findall(line)) >= _ARTICLES


def _parted(line: TextLine) -> Iterator[TextLine]:
    bounds = sorted({0, len(line.raw), *_cuts(line.raw)})
    pieces = (line.part(a, b) for a, b in pairwise(_with_items(line.raw, bounds)))
    return (piece for piece in pieces if not piece.blank and not is_bar(piece))


def _cuts(raw: str) -> Iterator[int]:
    """Where the form of a document opens or closes a line."""
    for opening_words in (_OPENS, _DATED, _BASIS, _UNIT, _LABELLED, BARS):
        yield from (m.start() for m in opening_words.finditer(raw))
    for whole_line in (_CLOSES, _DATED, BARS):
        yield from (m.end() for m in whole_line.finditer(raw))
    for title in _TITLE.finditer(raw):
        if sum(not letter.isascii() for letter in title[0]) >= _MARKED:
            yield title.start()
            if _BEHIND_TITLE.match(raw, title.end()):
                yield title.end()
            if _BASIS_BEHIND.match(raw, title.end()):
                yield from _decider(title)


def _decider(title: re.Match[str]) -> Sequence[int]:
    """Where the authority line begins that stands between a title and the first basis: with the
    last office, or the last body that has none.
    """
    found = (list(of.finditer(title.string, *title.span())) for of in (_OFFICE, _BODY))
    return next(([matches[-1].start()] for matches in found if matches), ())


def _with_items(raw: str, bounds: Sequence[int]) -> list[int]:
    """``bounds`` with the items of lists: labels that go on counting, behind the end of a sentence,
    a title or a short heading.
    """
    found = list(bounds)
    last: dict[str, tuple[int, ...]] = {}
    above, opened = 0, ""  # the last cut, and the kind of the label there
    for label in _LABEL.finditer(raw):
        kind, at = label.lastgroup or "", label.start()
        cut = bounds[bisect_right(bounds, at) - 1]
        above, opened = (cut, "") if cut > above else (above, opened)
        number = _number(kind, label[kind])
        before = raw[max(above, at - _SHORT - 1) : at].strip()
        if _may_open(kind, before, opened) and _goes_on(number, last.get(kind, ())):
            found.append(at)
            above, opened = at, kind
            last[kind] = number
    return sorted(set(found))


def _may_open(kind: str, before: str, opened: str) -> bool:
    """Whether an item may stand behind ``before``, the last of the words since a cut, which the
    label of a kind ``opened``. A Roman numeral before a capital may be nothing else.
    """
    if kind == "roman" or not before or before.isupper() or before.endswith(_ENDS):
        return True
    return len(before) <= _SHORT if kind != "bullet" else opened in _HEADING_LABELS


def _number(kind: str, label: str) -> tuple[int, ...]:
    """The label as a number, one with several parts for "2.1."; empty for a bullet."""
    if kind == "decimal":
        return tuple(map(int, label.split(".")))
    if kind == "bullet":
        return ()
    value = numerals.roman(label) if kind == "roman" else numerals.letter_place(label)
    return (value or 0,)


def _goes_on(number: tuple[int, ...], last: tuple[int, ...]) -> bool:
    """A list begins, or goes on behind ``last`` or below it."""
    if not number or number in ((1,), (*last, 1)):
        return True
    *above, place = number
    return (
        len(number) <= len(last)
        and last[: len(above)] == (*above,)
        and place == last[len(above)] + 1
    )
