"""The header of a consolidated text (văn bản hợp nhất): it stands at the end, where a body says
that the text is authentic. What stands at the top is that of the document which was amended.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from vanban.extractors.header.lines import Line, lines_of
from vanban.extractors.header.words import words
from vanban.extractors.language.folding import key
from vanban.extractors.outline.model import Outline
from vanban.schemas import BlockRole, Source

CODE = "VBHN"
"""Code of the type, and what the symbol of a consolidated text begins with."""
_ABOVE, _BELOW = 8, 5
"""Blocks before and after the line of authentication among which its header and signature stand."""
_DASH = re.compile(r"\s[-–]\s+(?=\w)")
_LONGEST = 160
"""Letters of the block that holds the mark, at most."""


def is_marked(line: Line) -> bool:
    """ "VĂN BẢN HỢP NHẤT - BỘ Y TẾ": what a gazette writes above a consolidated text."""
    return line.capitals and line.key.startswith("văn bản hợp nhất")


def body_marked(line: Line) -> Line:
    """The line without that mark, where the body's name stands behind it."""
    dash = _DASH.search(line.text) if is_marked(line) else None
    return line.behind(dash.end()) if dash else line


def tells_amendments(line: Line) -> bool:
    """ "Luật … số …, có hiệu lực kể từ ngày …, được sửa đổi, bổ sung bởi:" below the title."""
    return line.text.endswith(":") and line.key.endswith(words("amendments"))


def authentication(outline: Outline) -> tuple[Line, ...]:
    """The lines of body, number and day around "XÁC THỰC VĂN BẢN HỢP NHẤT"; none where no line
    says so. Source: Pháp lệnh 01/2012/UBTVQH13, Điều 4, and its forms.
    """
    source = outline.source
    found = (
        i
        for i, block in enumerate(source.blocks)
        if block.role is not BlockRole.PAGE_FURNITURE
        and block.span.end - block.span.start < _LONGEST
        and _authenticates(block.span.of(source.text))
    )
    at = next(found, None)
    if at is None:
        return ()
    around = range(max(0, at - _ABOVE), min(len(source.blocks), at + _BELOW + 1))
    return _from_the_body(lines_of(_without_notes(source, around), around))


def _without_notes(source: Source, around: range) -> Source:
    """A footnote at the foot of the last page runs down over the authentication below it."""
    blocks = tuple(
        b.model_copy(update={"role": BlockRole.UNREAD})
        if i in around and b.role is BlockRole.NOTE
        else b
        for i, b in enumerate(source.blocks)
    )
    return source.model_copy(update={"blocks": blocks})


def _authenticates(text: str) -> bool:
    return any(_mark_at(line) is not None for line in text.split("\n"))


def _mark_at(text: str) -> int | None:
    """Where the mark begins that ends the line: "BỘ Y TẾ XÁC THỰC VĂN BẢN HỢP NHẤT"."""
    if not text.isupper():
        return None
    said, end = key(text), len(text.rstrip())
    return next((end - len(m) for m in words("authentication") if said.endswith(m)), None)


def _from_the_body(lines: Sequence[Line]) -> tuple[Line, ...]:
    """From the body's name on: without the last words of the text, which are not in capitals."""
    mark = next(i for i, x in enumerate(lines) if _mark_at(x.text) is not None)
    plain = [i for i, x in enumerate(lines) if x.kind == "words" and not x.capitals]
    first = max((i + 1 for i in plain if i < mark), default=0)
    return tuple(piece for line in lines[first:] for piece in _without_mark(line))


def _without_mark(line: Line) -> Iterator[Line]:
    at = _mark_at(line.text)
    if words_before := line.text[:at].rstrip():
        yield line if at is None else line.before(len(words_before))
