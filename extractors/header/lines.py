"""The lines of a header: words of blocks, parted where two columns or two fields were joined in one
line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import zip_longest
from typing import Literal

from vanban.extractors.header.words import words
from vanban.extractors.language.folding import fold, key, strip_accents
from vanban.extractors.language.forms import (
    BARE_MOTTOES,
    MOTTO_READ,
    PARTY_NAME,
    STATE_NAME,
    STATE_OPENS_IN_CAPITALS,
    opening,
    phrase,
)
from vanban.extractors.language.letters import CAPITALISED, SMALL_LETTERS
from vanban.extractors.language.list_markers import CAPITAL
from vanban.schemas import APART, Block, Source, Span

LineKind = Literal["words", "motto", "number", "date", "rule", "subject"]

_STATE = rf"(?:NƯỚC\s+)?{phrase(STATE_NAME.upper(), bare=True)}|{phrase(PARTY_NAME.upper())}"
# alone on its line, or in capitals behind the capitals of the left column; never inside a title
_MOTTO = re.compile(
    rf"^\W{{0,3}}(?i:{_STATE})(?=\W*$|\s*(?i:{MOTTO_READ}))|^{STATE_OPENS_IN_CAPITALS}$"
    rf"|(?:{_STATE})(?=\W*$|\s*(?i:{MOTTO_READ}))|(?i:{MOTTO_READ})"
)
_STATE_KEY = key(STATE_NAME)
_RESTS = frozenset(_STATE_KEY.split(" ", n)[-1] for n in range(3, 8))
# its first words at the end of a line, the longest first: at least three of the eight
_CUT_STATE = re.compile(
    "(?:{})$".format("|".join(opening(STATE_NAME.upper(), n) for n in range(7, 2, -1)))
)
BLANK = r"[.…_\s]{0,60}"
_UNREAD = r"[^\s,;:]{1,3}"  # a figure written in by hand, as OCR reads it: "2#", "£"
_PART = rf"\s{{0,3}}(?:\d{{1,2}}|{BLANK}|{_UNREAD})\s{{0,3}}"
_DAY = rf"ng(?:ày|ay){_PART}th[áa]ng{_PART}n[ăa]m\s{{0,3}}(?:\d{{4}}|\d{{0,3}}{BLANK})"
DAY = re.compile(_DAY, re.IGNORECASE)
"""A day in words, blank or not: "ngày … tháng … năm 2026"."""
_SHORT_DAY = r"ngày\s{0,3}\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}"
_PLACE = r"[^\W\d_][^\d,;:()]{0,58}"
_BARE_PLACE = rf"(?-i:{CAPITALISED}\s){{1,4}}"  # "Hà Nội ngày …": the comma is forgotten
_DATE = re.compile(
    rf"(?:(?<![^\s\d])(?:{_PLACE}),\s{{0,3}}|^{_BARE_PLACE})?(?:{_DAY}|{_SHORT_DAY})", re.IGNORECASE
)
_NUMBER = re.compile(
    r"(?:(?:luật|bộ luật|pháp lệnh|nghị quyết|lệnh|sắc lệnh)\s{1,3})?"
    r"(?<!\w)s[ốôồổỗoóòỏõọộ]\s{0,3}[:.]?\s{0,3}(?=[\d….:_/\s]|$)",
    re.IGNORECASE,
)
_SUBJECT = re.compile(r"(?<!\w)\(?v\s?/\s?v\s?:?", re.IGNORECASE)
# "/UBND-NC Bình An, ngày … tháng …": the symbol of a number left blank on the line above, and the
# place and date of the other column
_PARTED_SYMBOL = re.compile(r"/[^\s,]{2,30}\s+(?=\S)")
_DATE_BEHIND = re.compile(
    rf"(?-i:(?<=[{SMALL_LETTERS}\d]\s)"
    rf"(?:{CAPITALISED}\s?){{1,4}}),\s{{0,3}}{_DAY}\W*$",
    re.IGNORECASE,
)
# the end of the left column, its number, and nothing more: "LÊ QUÝ ĐÔN Số: 12/KH-LQĐ"
_NUMBER_BEHIND = re.compile(rf"[^{SMALL_LETTERS}]{{3,60}}\s(?=S[ốô]\s?:\s{{0,3}}\S{{1,40}}\W*$)")
# place and day before a type in capitals: "Đông Hà, ngày 15 tháng 9 năm 2020 KẾ HOẠCH"
_DATE_BEFORE = re.compile(rf"(?i:{_PLACE},\s{{0,3}}{_DAY})(?=\s[^{SMALL_LETTERS}\d]{{4,80}}$)")
_YEAR_WORD, _YEAR = " năm", re.compile(r"(?:19|20)\d\d")
_SHORT = 60
_PIECES_KEPT = 2**14
_RULE = re.compile(
    rf"[\W_]*|{CAPITAL}{{1,4}}\d{{1,4}}"
)  # a line of signs, or a typist's mark ("AB12")


@dataclass(frozen=True, slots=True)
class Line:
    """A piece of the header with its place and looks."""

    kind: LineKind
    text: str
    span: Span
    block: int
    bold: bool | None = None
    align: str | None = None

    @property
    def capitals(self) -> bool:
        """All letters are capitals."""
        return self.text.isupper()

    @property
    def key(self) -> str:
        """The comparison key of the words."""
        return key(self.text)

    @property
    def ends_sentence(self) -> bool:
        """The line ends as a sentence or the opening of a list does, no name and no title."""
        return self.text.rstrip().endswith((".", ";", ":"))

    def before(self, at: int) -> Line:
        """The first ``at`` letters."""
        start = self.span.start
        return replace(self, text=self.text[:at], span=Span(start=start, end=start + at))

    def behind(self, at: int) -> Line:
        """What follows the first ``at`` letters."""
        span = Span(start=self.span.start + at, end=self.span.end)
        return replace(self, text=self.text[at:], span=span)


def lines_of(source: Source, blocks: Iterable[int]) -> tuple[Line, ...]:
    """The lines of some blocks, in order; page furniture left out."""
    chosen = ((i, source.blocks[i]) for i in blocks)
    found = [line for i, b in chosen if b.role not in APART for line in _lines(source.text, i, b)]
    return tuple(_with_wrapped_year(list(_with_wrapped_motto(found))))


def _with_wrapped_year(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines with a day whole that goes on on a second line ('…, ngày 6 tháng 2 năm' /
    '2022').
    """
    taken = False
    for line, below in zip_longest(lines, lines[1:]):
        if taken:
            taken = False
            continue
        taken = (
            line.kind == "date"
            and below is not None
            and line.key.endswith(_YEAR_WORD)
            and _YEAR.fullmatch(below.text) is not None
        )
        yield _joined(line, below) if taken and below else line


def _joined(line: Line, below: Line) -> Line:
    span = Span(start=line.span.start, end=below.span.end)
    return replace(line, text=f"{line.text} {below.text}", span=span)


def _with_wrapped_motto(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines with quốc hiệu told where it goes on on a second line ('CHÍNH PHỦ CỘNG HÒA XÃ HỘI
    CHỦ NGHĨA VIỆT' / 'NAM').
    """
    rest = ""
    for n, line in enumerate(lines):
        below = lines[n + 1].key if n + 1 < len(lines) else ""
        cut = (
            _CUT_STATE.search(fold(line.text))
            if line.kind in ("words", "motto") and below in _RESTS
            else None
        )
        if rest and line.key == rest:
            yield replace(line, kind="motto")
            rest = ""
        elif cut and key(f"{cut.group()} {below}") == _STATE_KEY:
            rest = below
            yield from _parted(line, cut.start())
        else:
            yield line


def _parted(line: Line, at: int) -> Iterator[Line]:
    """The words of the left column, and the first part of quốc hiệu."""
    if words := line.text[:at].rstrip():
        yield line.before(len(words))
    yield replace(line.behind(at), kind="motto")


def _lines(text: str, index: int, block: Block) -> Iterator[Line]:
    bold, align = (block.style.bold, block.style.align) if block.style else (None, None)
    at = block.span.start
    for part in block.span.of(text).split("\n"):
        for kind, start, end in _pieces(part):
            words = part[start:end]
            lead = len(words) - len(words.lstrip())
            words = words.strip()
            if words:
                begin = at + start + lead
                yield Line(
                    kind, words, Span(start=begin, end=begin + len(words)), index, bold, align
                )
        at += len(part) + 1


@lru_cache(maxsize=_PIECES_KEPT)
def _pieces(text: str) -> tuple[tuple[LineKind, int, int], ...]:
    """Cuts of one line: quốc hiệu, number, date and subject are pieces of their own. Each line is
    asked about by what looks for letterheads, for the head and for the foot.
    """
    return tuple(_cut(text))


def _cut(text: str) -> Iterator[tuple[LineKind, int, int]]:
    view = fold(text)
    if _RULE.fullmatch(view):
        yield "rule", 0, len(text)
        return
    if len(view) < _SHORT and _hurt_motto(view):
        yield "motto", 0, len(text)
        return
    cuts = sorted(_cuts(view))
    at = 0
    for n, (start, end, kind) in enumerate(cuts):
        if start < at:
            continue
        if start > at:
            yield "words", at, start
        stop = (
            end
            if kind in ("motto", "date")
            else (cuts[n + 1][0] if n + 1 < len(cuts) else len(text))
        )
        yield kind, start, max(stop, end)
        at = max(stop, end)
    if at < len(text):
        yield "words", at, len(text)


def _hurt_motto(view: str) -> bool:
    """Quốc hiệu or tiêu ngữ whose accents or spaces are lost (OCR, PDF)."""
    bare = re.sub(r"\W", "", strip_accents(view)).lower()
    return bare in BARE_MOTTOES


def _cuts(view: str) -> Iterator[tuple[int, int, LineKind]]:
    if len(view) > 400:
        return
    yield from ((m.start(), m.end(), "motto") for m in _MOTTO.finditer(view) if m.start() < 90)
    number = (
        _NUMBER.match(view)
        or _PARTED_SYMBOL.match(view)
        or (_NUMBER.search(view) if _two_columns(view) or _NUMBER_BEHIND.match(view) else None)
    )
    if number:
        yield number.start(), number.end(), "number"
    subject = _SUBJECT.match(view) or (_SUBJECT.search(view) if number else None)
    if subject:
        yield subject.start(), subject.end(), "subject"
    if subject and not number:
        yield from _date_behind(view, subject.end())
        return
    date = (
        _DATE.fullmatch(view.strip(" ."))
        or _DATE_BEFORE.match(view)
        or (_DATE.search(view, number.end()) if number else None)
    )
    if date:
        shift = 0 if number else len(view) - len(view.lstrip(" ."))
        yield date.start() + shift, date.end() + shift, "date"


def _date_behind(view: str, at: int) -> Iterator[tuple[int, int, LineKind]]:
    """Place and day of the other column behind the words of the subject."""
    found = _DATE_BEHIND.search(view, at)
    if found and not key(view[: found.start()]).endswith(words("before_places")):
        yield found.start(), found.end(), "date"


def _two_columns(view: str) -> bool:
    """A number in the middle of a line only where the line ends with place and date: both columns
    in one line.
    """
    return (
        len(view) < 160
        and bool(re.search(rf"{_DAY}\W*$", view, re.IGNORECASE))
        and bool(re.match(rf"[^{SMALL_LETTERS}]{{0,40}}s[ốô]", view, re.IGNORECASE))
    )
