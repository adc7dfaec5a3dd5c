"""Plain text to ``Source``: wrapped lines joined, tables written with tabs, headers set in two
columns by spaces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from vanban.extractors.language.rewriting import Rewritten, compose
from vanban.pipeline.errors import LimitExceeded
from vanban.pipeline.legacy.reading import by_words
from vanban.pipeline.legacy.spaces import put_back
from vanban.pipeline.options import Limits
from vanban.pipeline.readers.builder import SourceBuilder
from vanban.pipeline.readers.draft import Item, Paragraph, Table, emit
from vanban.pipeline.readers.encoding import decode
from vanban.pipeline.readers.layout import join_lines, wrap_width
from vanban.pipeline.readers.portal import without_page
from vanban.pipeline.readers.sniff import TEXT
from vanban.pipeline.readers.text.columns import in_two_columns, split_columns
from vanban.pipeline.readers.text.lines import TextLine
from vanban.pipeline.readers.text.tables import damaged_runs, table_runs
from vanban.schemas import BlockRole, Source

_READER = "text/1"
_LINES = 3  # to a paragraph, when a file is as full as it may be
_BREAK = re.compile(
    r"\r\n|[\n\r\v\u2028\u2029]|(?<![\x80-\xbf])\x85"
)  # 85 is also a byte of UTF-8 that was read as Latin-1
_PAGE_NUMBER = re.compile(r"[-–\s]*\d{1,4}[-–\s]*")


def read_text(data: bytes, *, filename: str, limits: Limits) -> Source:
    """The document in a text file: UTF-8, UTF-16 or CP1258, with or without a byte-order mark.

    Raises ``LimitExceeded`` as the builder does.
    """
    builder = SourceBuilder(limits)
    text = decode(data)[0]
    if text.count("\n") + text.count("\r") > _LINES * limits.paragraphs:
        raise LimitExceeded(f"tệp có hơn {_LINES * limits.paragraphs} dòng")
    emit(without_page(list(text_items(text))), builder)
    return builder.build(data, filename=filename, media_type=TEXT, reader=_READER)


def text_items(text: str) -> Iterator[Item]:
    """Paragraphs and tables of ``text`` in order."""
    lines = _lines(text)
    width = wrap_width([line.words for line in lines if not line.blank])
    for found in table_runs(lines):
        if isinstance(found, Table):
            yield found
        else:
            yield from _outside_tables(found, width, paged="\f" in text)


def _lines(text: str) -> list[TextLine]:
    """The lines, those in an old encoding read, lost spaces put back."""
    lines = [Rewritten(raw) for raw in _BREAK.split(text)]
    for step in (by_words, put_back):
        read = step([line.text for line in lines])
        lines = (
            [compose(line, read[i]) if i in read else line for i, line in enumerate(lines)]
            if read
            else lines
        )
    return [TextLine(line.text, number, line.changes) for number, line in enumerate(lines, start=1)]


def _outside_tables(lines: list[TextLine], width: int, paged: bool) -> Iterator[Item]:
    for found in damaged_runs(lines):
        if isinstance(found, Table):
            yield found
            continue
        for blank, group in groupby(found, key=lambda line: line.blank):
            if not blank:
                yield from _group(list(group), width, paged)


def _group(lines: list[TextLine], width: int, paged: bool) -> Iterator[Item]:
    """Lines without a blank one between them."""
    if in_two_columns(lines):
        lines = split_columns(lines)
        width = 0
    for joined in join_lines(lines, key=lambda line: line.words, width=width):
        yield _paragraph(joined, paged)


def _paragraph(lines: list[TextLine], paged: bool) -> Paragraph:
    pieces = tuple(line.piece() for line in lines)
    number = paged and len(lines) == 1 and _PAGE_NUMBER.fullmatch(lines[0].words) is not None
    role = BlockRole.PAGE_FURNITURE if number else BlockRole.UNREAD
    return Paragraph(pieces=pieces, anchor=pieces[0].anchor, role=role)
