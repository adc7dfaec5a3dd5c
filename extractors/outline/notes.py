"""Footnotes between the paragraphs of a text: at the foot of each page of a gazette, or all
together at the end. A consolidated text says in them who amended what, often with whole articles
quoted; none of that is structure of the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from vanban.extractors.outline.costs import follows
from vanban.extractors.outline.lines import Line, lines_of
from vanban.extractors.outline.markers import UNIT_KINDS, Kind
from vanban.extractors.outline.words import alternatives
from vanban.schemas import BlockRole, Source

_NOTE = re.compile(rf"(?:\[\d{{1,3}}\]|\d{{1,3}})\s+{alternatives('notes', 'objects')}\b")
_AMENDED = re.compile(alternatives("notes", "amended"))
_BY = re.compile(rf"{alternatives('notes', 'amended_by')}\s*:\s*$", re.IGNORECASE)
_LISTED = re.compile(rf"\d{{1,2}}[.)]?\s+{alternatives('notes', 'objects')}\s")
_FRONT = 40
"""Lines in which the preamble of a consolidated text stands."""
_SAID = 900
"""Letters in which a footnote has said that something was amended: behind the titles of two laws.
"""


def set_apart(source: Source) -> Source:
    """``source`` with the role of its footnotes."""
    lines = lines_of(source)
    apart = {
        block
        for line, is_note in zip(lines, noted(lines, source), strict=True)
        if is_note and line.table is None
        for block in line.blocks
    }
    if not apart:
        return source
    blocks = tuple(
        b.model_copy(update={"role": BlockRole.NOTE}) if i in apart else b
        for i, b in enumerate(source.blocks)
    )
    return source.model_copy(update={"blocks": blocks})


def noted(lines: Sequence[Line], source: Source) -> list[bool]:
    """Which lines belong to footnotes. One that opens at the foot of a page runs down to the page's
    end; where it quotes further than that, up to the end of the quotation at the next foot, and on
    to the end of that page.
    """
    turns = set(_turns(lines, source))
    found = [False] * len(lines)
    inside, quotes, page = False, 0, 0
    of_body = of_note = None  # the last numbered lines
    for i, line in enumerate(lines):
        if i in turns:
            inside, page = False, i
        if not inside and _opens(line):
            inside, quotes, of_note = bool(turns), 0, None
            found[i] = True
        elif not inside and quotes > 0 and _depth(line) < 0:
            for above in _goes_on(lines, page, i, of_body, of_note):
                found[above] = True
            inside = not _has_units(lines, i + 1, turns)
            quotes = quotes if inside else 0
        if inside:
            found[i] = True
            quotes += _depth(line)
        if line.markers:
            of_body, of_note = (of_body, line) if inside else (line, of_note)
    return found


def _goes_on(
    lines: Sequence[Line], page: int, last: int, of_body: Line | None, of_note: Line | None
) -> Iterator[int]:
    """The lines of a page, up to ``last``, that belong to the footnote of the page before: from the
    one that goes on with its numbers ("3." there, "4." here), else back to the body.
    """
    numbered = next((i for i in range(page, last + 1) if _succeeds(lines[i], of_note)), None)
    if numbered is None or _succeeds(lines[numbered], of_body):
        yield from _back_to_body(lines, last)
        return
    first = page if not any(line.markers for line in lines[page:numbered]) else numbered
    yield from range(first, last + 1)


def _succeeds(line: Line, before: Line | None) -> bool:
    """The line has the number or letter that follows."""
    return before is not None and any(
        new.family == old.family and new.mark == old.mark and follows(old.ordinal, new) == 0
        for new in (marker.opened for marker in line.markers)
        for old in (marker.opened for marker in before.markers)
        if new.kind is not Kind.BULLET
    )


def _has_units(lines: Sequence[Line], start: int, turns: set[int]) -> bool:
    """An article or chapter that nobody quotes opens between ``start`` and the end of the page:
    what stood above was no foot.
    """
    for i in range(start, len(lines)):
        if i in turns:
            return False
        if any(m.kind in UNIT_KINDS and not m.start for m in lines[i].markers):
            return True
    return False


def amenders(lines: Sequence[Line]) -> Iterator[int]:
    """The numbered documents by which a consolidated one was amended ("… được sửa đổi, bổ sung
    bởi:", "1. Thông tư số …"), above its bases: no units of the text.
    """
    said = next((i for i, line in enumerate(lines[:_FRONT]) if _BY.search(line.folded)), None)
    if said is None:
        return
    for i in range(said + 1, min(len(lines), _FRONT)):
        if not _LISTED.match(lines[i].folded):
            return
        yield i


def _opens(line: Line) -> bool:
    """ "3 Khoản này được sửa đổi theo quy định tại …", "[3] Điểm này được bãi bỏ …"."""
    opening = line.folded[:_SAID]
    return _NOTE.match(opening) is not None and _AMENDED.search(opening) is not None


def _turns(lines: Sequence[Line], source: Source) -> Iterator[int]:
    """The lines that come first behind a running line of a page."""
    for i, line in enumerate(lines):
        before = line.blocks[0] - 1
        if i and before >= 0 and source.blocks[before].role is BlockRole.PAGE_FURNITURE:
            yield i


def _depth(line: Line) -> int:
    return line.text.count("“") - line.text.count("”")


def _back_to_body(lines: Sequence[Line], last: int) -> Iterator[int]:
    """The paragraphs of a quoted preamble up to the one that ends it, back to the last that is
    none: each but the last ends with a semicolon.
    """
    yield last
    for i in range(last - 1, -1, -1):
        if lines[i].markers or not lines[i].folded.rstrip().endswith(";"):
            return
        yield i
