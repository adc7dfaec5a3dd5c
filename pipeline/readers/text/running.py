"""Running lines of a gazette's pages and notes of signatures among the lines of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import islice

from vanban.extractors.language.data import toml
from vanban.pipeline.readers.layout import has_quoc_hieu
from vanban.pipeline.readers.text.lines import ORDER, TextLine

_NOTE_LINES = 6
"""Lines of a signature's note, at most."""
_BARE = re.compile(r"(\d{1,3})(?: ?/ ?(\d{1,3}))?")
_FIRST_PAGES = (1, 2)
"""The number that comes first: that of the first page is often left out."""
_PAGE = 600
"""Letters of a page of text, at least."""
_OWNER_LINES, _WRITTEN = 2, 2
"""Lines of the body whose stamp it is, at most; what is written into a stamp, at least."""
_TO_LETTERHEAD = 8
"""Lines with words from the name of an issue's part to quốc hiệu, at most."""
_NEAR = 3
"""Lines from a page number down to its running line, at most."""


def set_aside(lines: Sequence[TextLine]) -> tuple[list[TextLine], list[TextLine]]:
    """The lines of the document, and the running ones.

    Blank lines around running ones are theirs; the line after them is marked, as a sentence may go
    on there.
    """
    running = {i for start, end in _runs(lines) for i in range(start, end)}
    if not running:
        return list(lines), []
    around = _around(lines, running)
    kept: list[TextLine] = []
    turned = False
    for i, line in enumerate(lines):
        if i in around:
            turned = True
        elif i not in running:
            kept.append(replace(line, turned=True) if turned else line)
            turned = False
    return kept, [replace(lines[i], furniture=True) for i in sorted(running)]


def _runs(lines: Sequence[TextLine]) -> Iterator[tuple[int, int]]:
    """(start, end) of each running line with its page number, and of each note."""
    yield from ((n, n + 1) for n in _numbers_of_pages(lines))
    for i, line in enumerate(lines):
        if _is("header", line):
            yield from ((n, n + 1) for n in (i, *_numbers(lines, i)))
        elif _is("page", line) or _is("continued", line) or _names_part(lines, i):
            yield i, i + 1
        elif _is("stamp", line):
            yield from _stamps(lines, i)
        elif _is("note_opens", line):
            end = _note_end(lines, i)
            if any(_is("note_proves", x) for x in lines[i:end]):
                yield i, end


def _stamps(lines: Sequence[TextLine], at: int) -> Iterator[tuple[int, int]]:
    """The stamp of a mail room around its word "ĐẾN": what is written into it, and above all other
    lines of a text the body whose it is.
    """
    end = at + 1
    while end < len(lines) and (lines[end].blank or _is("stamped", lines[end])):
        end += 1
    written = sum(not line.blank for line in lines[at + 1 : end])
    owner = lines[:at] if at <= _OWNER_LINES and all(x.view.isupper() for x in lines[:at]) else []
    if written >= _WRITTEN:
        yield at - len(owner), end


def _names_part(lines: Sequence[TextLine], at: int) -> bool:
    """ "PHẦN VĂN BẢN KHÁC" of an issue, above the letterhead of its first document."""
    if not _is("part", lines[at]):
        return False
    below = (line for line in islice(lines, at + 1, None) if not line.blank)
    return any(has_quoc_hieu(line.view) for line in islice(below, _TO_LETTERHEAD))


def _numbers_of_pages(lines: Sequence[TextLine]) -> list[int]:
    """Lines that are nothing but the numbers of pages. In a table that lost its lines numerals
    count the rows: none is looked for there.
    """
    if any(ORDER.fullmatch(line.view) or line.view == "|" for line in lines):
        return []
    return _at_form_feeds(lines) or _counted(lines)


def _at_form_feeds(lines: Sequence[TextLine]) -> list[int]:
    """Numbers at the top or the foot of their pages, also within a table: form feeds part pages."""
    pages: list[list[int]] = [[]]
    for i, line in enumerate(lines):
        pages.extend([] for _ in range(line.raw.count("\f")))
        if not line.blank:
            pages[-1].append(i)
    edges = ((n, i) for n, page in enumerate(pages, 1) for i in (page[:1] + page[-1:]))
    return [i for n, i in edges if len(pages) > 1 and lines[i].view == str(n)]


def _counted(lines: Sequence[TextLine]) -> list[int]:
    """Numbers that count up, with a page of text between two of them."""
    found: list[int] = []
    text, last = 0, None
    for i, line in enumerate(lines):
        counted = _BARE.fullmatch(line.view)
        if counted is None:
            text += len(line.view)
            continue
        number, of = int(counted[1]), counted[2]
        first = last is None and number in _FIRST_PAGES
        if text < _PAGE or not (first or (last and (number, of) == (last[0] + 1, last[1]))):
            return []
        found.append(i)
        text, last = 0, (number, of)
    return found


def _numbers(lines: Sequence[TextLine], header: int) -> Iterator[int]:
    """The page number: the next line with words below the running line, else the last one just
    above; both where they say the same.
    """
    below = next((i for i in range(header + 1, len(lines)) if not lines[i].blank), None)
    above = next((i for i in range(header - 1, -1, -1) if not lines[i].blank), None)
    below = below if below is not None and _is("page_number", lines[below]) else None
    above = above if above is not None and _is("page_number", lines[above]) else None
    if below is not None:
        yield below
    if above is not None and (
        lines[above].view == lines[below].view if below is not None else above >= header - _NEAR
    ):
        yield above


def _note_end(lines: Sequence[TextLine], start: int) -> int:
    end = start + 1
    for i in range(start + 1, min(len(lines), start + _NOTE_LINES)):
        if _is("note_goes_on", lines[i]):
            end = i + 1
        elif not lines[i].blank:
            break
    return end


def _around(lines: Sequence[TextLine], running: set[int]) -> set[int]:
    """The running lines with the blank ones beside them."""
    found = set(running)
    for i in sorted(running):
        _spread(lines, i, 1, found)
        _spread(lines, i, -1, found)
    return found


def _spread(lines: Sequence[TextLine], i: int, step: int, found: set[int]) -> None:
    i += step
    while 0 <= i < len(lines) and i not in found and lines[i].blank:
        found.add(i)
        i += step


def _is(name: str, line: TextLine) -> bool:
    return len(line.raw) <= 300 and _pattern(name).fullmatch(line.spaced) is not None


@cache
def _pattern(name: str) -> re.Pattern[str]:
    patterns = toml("vanban.pipeline.readers.text", "running.toml")[name]
    return re.compile("|".join(f"(?:{p})" for p in patterns), re.IGNORECASE)
