"""Plain text and Markdown to ``Source``: marks taken out, running lines set aside, tables rebuilt,
lines put together into paragraphs, headers set in two columns by spaces.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from heapq import merge

from vanban.extractors.language.rewriting import Rewritten, compose
from vanban.pipeline.errors import LimitExceeded
from vanban.pipeline.legacy.reading import by_words
from vanban.pipeline.legacy.spaced import close_up
from vanban.pipeline.legacy.spaces import put_back
from vanban.pipeline.options import Limits
from vanban.pipeline.readers.builder import SourceBuilder
from vanban.pipeline.readers.draft import MELTED, STRUCK, Draft, Item, Paragraph, Table, emit
from vanban.pipeline.readers.encoding import decode
from vanban.pipeline.readers.portal import without_page
from vanban.pipeline.readers.sniff import TEXT
from vanban.pipeline.readers.text.aligned import aligned_runs
from vanban.pipeline.readers.text.breaks.habits import habits_of
from vanban.pipeline.readers.text.breaks.signs import Habits
from vanban.pipeline.readers.text.escapes import (
    at_escaped_breaks,
    has_escaped_breaks,
    unescaped,
)
from vanban.pipeline.readers.text.flat import flat_runs
from vanban.pipeline.readers.text.lines import TextLine
from vanban.pipeline.readers.text.marks import (
    has_struck,
    inside_strong,
    opening_strong,
    without_marks,
)
from vanban.pipeline.readers.text.melted import parted
from vanban.pipeline.readers.text.paragraphs import blocks_of, paragraphs_of
from vanban.pipeline.readers.text.remains import remains_of_tables
from vanban.pipeline.readers.text.running import set_aside
from vanban.pipeline.readers.text.tables import bar_runs, damaged_runs, table_runs
from vanban.pipeline.readers.text.unnumbered import unnumbered_tables
from vanban.schemas import BlockRole, Source, TextAnchor

_READER = "text/1"
_Runs = Callable[[list[TextLine]], Iterator[Table | list[TextLine]]]
_LINES = 3  # to a paragraph, when a file is as full as it may be
_BREAK = re.compile(
    r"\r\n|[\n\r\v\u2028\u2029]|(?<![\x80-\xbf])\x85"
)  # 85 is also a byte of UTF-8 that was read as Latin-1
_TABLES: tuple[_Runs, ...] = (
    table_runs,
    aligned_runs,
    flat_runs,
    damaged_runs,
    unnumbered_tables,
    remains_of_tables,
)
"""What finds tables, each in the lines that those before it left."""
_PAGE_NUMBER = re.compile(r"[-–\s]*\d{1,4}[-–\s]*")


def read_text(data: bytes, *, filename: str, limits: Limits) -> Source:
    """The document in a text file: UTF-8, UTF-16 or CP1258, with or without a byte-order mark.

    Raises ``LimitExceeded`` as the builder does.
    """
    builder = SourceBuilder(limits)
    draft = text_draft(data, limits)
    emit(without_page(draft.items), builder)
    for note in draft.notes:
        builder.note(note)
    return builder.build(data, filename=filename, media_type=TEXT, reader=_READER)


def text_draft(data: bytes, limits: Limits) -> Draft:
    """What stands in a text file, or in such a part of another. Raises as ``read_text`` does."""
    text = decode(data)[0]
    SourceBuilder(limits).check_marks(text)
    if text.count("\n") + text.count("\r") > _LINES * limits.paragraphs:
        raise LimitExceeded(f"tệp có hơn {_LINES * limits.paragraphs} dòng")
    numbers, written = _written(text)
    read = _lines(numbers, written)
    lines = list(parted(read))
    said = ((STRUCK, has_struck(written)), (MELTED, len(lines) > len(read)))
    items = list(_in_order(lines, paged="\f" in text))
    return Draft(items, tuple(note for note, holds in said if holds))


def _in_order(written: Sequence[TextLine], paged: bool) -> Iterator[Item]:
    """Paragraphs and tables of the lines in order."""
    lines, running = set_aside(written)
    habits = habits_of([[line.view for line in block] for block in blocks_of(lines)])
    items = _numbered(_items(lines, habits, paged))
    furniture = (
        (line.number, paragraph) for line in running for paragraph in paragraphs_of([line], habits)
    )
    yield from (item for _, item in merge(items, furniture, key=lambda pair: pair[0]))


def _lines(numbers: Sequence[int], written: Sequence[str]) -> list[TextLine]:
    """The lines without escapes and marks, those in an old encoding read, spaced letters closed
    up, lost spaces put back.
    """
    lines = [Rewritten(raw) for raw in written]
    for step in (unescaped, without_marks, by_words, close_up, put_back):
        read = step([line.text for line in lines])
        lines = (
            [compose(line, read[i]) if i in read else line for i, line in enumerate(lines)]
            if read
            else lines
        )
    inside = inside_strong(written)
    strong = inside | opening_strong(written)
    return [
        TextLine(line.text, numbers[i], line.changes, inside=i in inside, strong=i in strong)
        for i, line in enumerate(lines)
    ]


def _written(text: str) -> tuple[list[int], list[str]]:
    """The numbers of the lines in the file, and the lines; an escape ends a line too."""
    lines = _BREAK.split(text)
    if not has_escaped_breaks(text):
        return list(range(1, len(lines) + 1)), lines
    parts = [(n, part) for n, line in enumerate(lines, 1) for part in at_escaped_breaks(line)]
    return [n for n, _ in parts], [part for _, part in parts]


def _items(lines: list[TextLine], habits: Habits, paged: bool) -> Iterator[Item]:
    """What each step leaves of the lines goes to the next: bars, tabs, what is left, paragraphs."""
    for by_bars in bar_runs(lines, habits):
        if isinstance(by_bars, Table):
            yield by_bars
            continue
        for step in _steps(by_bars, _TABLES):
            if isinstance(step, Table):
                yield step
            else:
                yield from _paragraphs(step, habits, paged)


def _steps(lines: list[TextLine], steps: Sequence[_Runs]) -> Iterator[Table | list[TextLine]]:
    """The tables that one step after the other finds in what those before it left."""
    if not steps:
        yield lines
        return
    for found in steps[0](lines):
        if isinstance(found, Table):
            yield found
        else:
            yield from _steps(found, steps[1:])


def _paragraphs(lines: list[TextLine], habits: Habits, paged: bool) -> Iterator[Paragraph]:
    for paragraph in paragraphs_of(lines, habits):
        number = paged and _PAGE_NUMBER.fullmatch(paragraph.text) is not None
        yield replace(paragraph, role=BlockRole.PAGE_FURNITURE) if number else paragraph


def _numbered(items: Iterable[Item]) -> Iterator[tuple[int, Item]]:
    """The items with the numbers of the lines on which they begin; none before the one above."""
    at = 0
    for item in items:
        anchor = item.anchor if isinstance(item, Paragraph) else item.cells[0].anchor
        at = max(at, anchor.line) if isinstance(anchor, TextAnchor) else at
        yield at, item
