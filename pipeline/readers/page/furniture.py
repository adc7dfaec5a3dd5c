"""What belongs to the page, not to the document: page numbers, running headers and footers, notes
of digital signatures.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from vanban.extractors.language.data import toml
from vanban.pipeline.readers.page.model import TextLine

_ZONE = 0.12
"""Share of the page's height, at top and bottom, in which running lines stand."""
_DEEP = 3
"""Running lines at the top or bottom of a page, at most."""
_NUMBER = re.compile(
    r"[-–—\s.|]*(?:(?:Trang|Page)\s*)?(\d{1,4}|[ivxlc]{1,7}|[IVXLC]{1,7})(?:\s*(?:/|of)\s*\d{1,4})?[-–—\s.|]*",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
RunningKey = tuple[str, int, int]
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
