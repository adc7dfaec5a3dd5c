"""What belongs to the page, not to the document: page numbers, running headers and footers, notes
of digital signatures.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from vanban.extractors.language.data import toml
from vanban.pipeline.readers.page.lines import Row, gaps, rows
from vanban.pipeline.readers.page.model import TextLine, Word, usual

_ZONE = 0.12
"""Share of the page's height, at top and bottom, in which running lines stand."""
_DEEP = 3
"""Running lines at the top or bottom of a page, at most."""
_NUMBER = re.compile(
    r"[-–—\s.|]*(?:(?:Trang|Page)\s*)?(\d{1,4}|[ivxlc]{1,7}|[IVXLC]{1,7})"
    r"(?:\s*(?:/|of)\s*\d{1,4})?[-–—\s.|]*",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
RunningKey = tuple[str, int, int]
_TIME = re.compile(r"\d:\d\d:\d\d")
_TEXT_SIZE = 12.0
"""Points: no text of an office is set smaller (NĐ 30/2020, Phụ lục I, I.4: 13 to 14)."""
_SMALL = 0.8
"""Stamps are set smaller than this part of the text."""
_APART, _LEADING = 1.5, 2.2
"""Sizes of type between two stamps side by side, at least, and between two lines of one, at most.
"""
_NOTE_LINES = 9
"""Lines of a signature's note, at most."""


def _data() -> Mapping[str, Any]:
    return toml("vanban.pipeline.readers.page", "furniture.toml")


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(
        "|".join(f"(?:{p})" for p in _data()[name]["patterns"]), re.IGNORECASE | re.MULTILINE
    )


def signature_notes(text: str) -> tuple[tuple[int, int], ...]:
    """Spans of a page's text in stream order that are the visible note of a digital signature."""
    small = text.lower()
    if not any(hint in small for hint in _data()["note_opens"]["hints"]) or not _pattern(
        "note_opens"
    ).search(text):
        return ()
    starts = [0, *(m.end() for m in re.finditer("\n", text))]
    lines = [text[a:b] for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]
    found: list[tuple[int, int]] = []
    for i, line in enumerate(lines):
        if _pattern("note_opens").search(line) and not (found and starts[i] < found[-1][1]):
            last = _last_field(lines, i)
            found.append((starts[i], starts[last] + len(lines[last])))
    return tuple(found)


def _last_field(lines: Sequence[str], first: int) -> int:
    """The last line of the note that begins at ``first``; a line between two fields continues the
    one above it.
    """
    last = first
    for i in range(first + 1, min(len(lines), first + _NOTE_LINES)):
        if _pattern("note_opens").search(lines[i]) or _pattern("note_goes_on").match(
            lines[i].lstrip()
        ):
            last = i
        elif i - last > 2:
            break
    return last


def may_be_stamped(text: str) -> bool:
    """Whether a page's text holds anything that a stamp would say: asked of every page, so
    quick.
    """
    small = text.lower()
    return any(hint in small for hint in _data()["stamp_tells"]["hints"]) or (
        _TIME.search(text) is not None
    )


def stamp_words(words: Sequence[Word]) -> frozenset[int]:
    """Places in ``words`` of the stamps that signing software prints: small blocks that say when
    or by whom the file was signed. Stamps may stand side by side.
    """
    normal = max(usual([w.size for w in words for _ in w.text]), _TEXT_SIZE)
    small = [w for w in words if w.size < _SMALL * normal]
    told = [block for block in _blocks(small) if _tells_of_signing(block)]
    held = {id(w) for block in told for w in block}
    return frozenset(i for i, w in enumerate(words) if id(w) in held)


def _tells_of_signing(block: Sequence[Word]) -> bool:
    text = " ".join(w.text for w in block)
    return _pattern("stamp_tells").search(text) is not None


def _blocks(words: Sequence[Word]) -> list[list[Word]]:
    """Words that stand close together: pieces of lines under one another."""
    blocks: list[list[Word]] = []
    for row in rows(words):
        for piece in _row_pieces(row):
            above = [b for b in blocks if _stands_under(piece, b)]
            blocks = [b for b in blocks if b not in above]
            blocks.append([*(w for b in above for w in b), *piece])
    return blocks


def _row_pieces(row: Row) -> Iterator[Row]:
    start = 0
    for i, gap in enumerate(gaps(row), 1):
        if gap > _APART * row[i].size:
            yield row[start:i]
            start = i
    yield row[start:]


def _stands_under(piece: Row, block: Sequence[Word]) -> bool:
    last = max(w.base for w in block)
    x0, x1 = min(w.x0 for w in block), max(w.x1 for w in block)
    return (
        piece[0].base - last < _LEADING * piece[0].size and piece[0].x0 < x1 and piece[-1].x1 > x0
    )


def is_page_number(line: TextLine, height: float) -> bool:
    """A number standing alone at the top or bottom of a page ``height`` points high."""
    return (
        _in_zone(line, height) and len(line.text) < 16 and _NUMBER.fullmatch(line.text) is not None
    )


def footnotes_from(lines: Sequence[TextLine], height: float) -> int:
    """Index of the first line of the footnotes at the foot of a page; the number of lines where
    there are none.

    A footnote opens with a small raised figure, and it and all below are set smaller than the text
    above.
    """
    for i, line in enumerate(lines):
        if (
            line.top > 0.4 * height
            and opens_footnote(line)
            and i
            and all(below.size < lines[i - 1].size - 0.9 for below in lines[i:])
        ):
            return i
    return len(lines)


def opens_footnote(line: TextLine) -> bool:
    """Whether a line begins with a small raised figure."""
    first, rest = line.words[0], line.words[1:]
    return (
        first.text.isdigit()
        and bool(rest)
        and first.size < 0.8 * rest[0].size
        and first.base < rest[0].base - 0.5
    )


def running_lines(pages: Mapping[int, tuple[float, Sequence[TextLine]]]) -> frozenset[RunningKey]:
    """Keys of lines that come back at one height on many pages. ``pages``: number to height and
    lines, top to bottom.
    """
    seen: Counter[RunningKey] = Counter()
    for height, lines in pages.values():
        seen.update(
            {key for line in _edges(lines) if _in_zone(line, height) for key in running_keys(line)}
        )
    return frozenset(key for key, count in seen.items() if count >= max(3, len(pages) // 3))


def running_keys(line: TextLine) -> tuple[RunningKey, ...]:
    """What makes two lines the same running line: the words and the height, with a number that may
    count the pages.

    Headings that many pages open with (forms, appendices, the quốc hiệu) are no running lines.
    """
    if _pattern("heading").search(line.text):
        return ()
    height = round(line.base / 4)
    numbers = _DIGITS.findall(line.text)
    if not numbers:
        return ((line.text, height, 0),)
    steps = {int(n) - line.page for n in (numbers[0], numbers[-1]) if len(n) < 5}
    return (
        (line.text, height, 0),
        *((_DIGITS.sub("#", line.text), height, step) for step in steps),
    )


def _edges(lines: Sequence[TextLine]) -> list[TextLine]:
    return [*lines[:_DEEP], *lines[-_DEEP:]]


def _in_zone(line: TextLine, height: float) -> bool:
    return line.bottom < _ZONE * height or line.top > (1 - _ZONE) * height
