"""The letterheads of a text: quốc hiệu with a number of its own beside it, one for each
document.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vanban.extractors.header.fields import Number, parse_day, parse_number
from vanban.extractors.header.lines import DAY, Line, lines_of
from vanban.extractors.header.words import opens_with
from vanban.extractors.language.folding import fold, key
from vanban.extractors.language.forms import NUMBER_LABEL
from vanban.extractors.outline.part_ends import OFFICE_LINE, SIGNS
from vanban.schemas import Source, Span

_LABEL = re.compile(rf"\W*{NUMBER_LABEL}\s*", re.IGNORECASE)
_SYMBOL = 4
"""Letters of a symbol, at least: the shortest is "NQ/TW"."""
_NEAR = 8
"""Lines between quốc hiệu and the number, at most: body, place and day, subject."""
_ABOVE = 6
"""Lines of the body's name above quốc hiệu and the number, at most."""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Number and symbol, where they stand, and the first block of the letterhead."""

    number_symbol: str
    symbol: str
    span: Span
    first: int
    dated: bool
    """The place and day beside it are written out, or are not there at all: a form has "ngày …"."""


def letterheads(source: Source) -> Iterator[Letterhead]:
    """The letterhead of each document that has quốc hiệu and a number of its own, in order, each
    number once. A form's number is blank ("Số: …/GP-UBND").
    """
    lines = lines_of(source, range(len(source.blocks)))
    mottoes = [i for i, line in enumerate(lines) if line.kind == "motto"]
    told: set[str] = set()
    for i, line in enumerate(lines):
        if line.kind != "number":
            continue
        near = mottoes[bisect_left(mottoes, i - _NEAR) : bisect_right(mottoes, i + _NEAR)]
        found = _number(line) if near else None
        if found and found.number_symbol and found.symbol and key(found.number_symbol) not in told:
            told.add(key(found.number_symbol))
            top = _top(lines, min(i, *near))
            yield Letterhead(
                found.number_symbol, found.symbol, line.span, lines[top].block, _is_dated(lines, i)
            )


def _number(line: Line) -> Number | None:
    """The number with which the line opens: "Số: 12/QĐ-UBND", not "Luật Đê điều số
    79/2006/QH11".
    """
    label = _LABEL.match(fold(line.text))
    found = parse_number(line.text[label.end() :], 0) if label else None
    if not found or not found.number_symbol or not found.number or not found.symbol:
        return None
    opens = found.spans["number"].start == 0 and len(found.symbol) >= _SYMBOL
    return found if opens else None


def _top(lines: Sequence[Line], at: int) -> int:
    """Up from quốc hiệu or the number to the first line that names the body, below the signature
    of the document above it.
    """
    top = at
    for i in range(at - 1, max(-1, at - 1 - _ABOVE), -1):
        line = lines[i]
        if line.kind != "rule" and (not line.capitals or _signs(line)):
            break
        if opens_with(line.text, "bodies"):
            top = i
    return top


def _signs(line: Line) -> bool:
    """The line belongs to a signature; "THỦ TƯỚNG CHÍNH PHỦ" may name the body as well."""
    if opens_with(line.text, "deciding_offices"):
        return False
    view = fold(line.text)
    return SIGNS.match(view) is not None or OFFICE_LINE.match(view) is not None


def _is_dated(lines: Sequence[Line], at: int) -> bool:
    near = lines[max(0, at - _NEAR) : at + _NEAR]
    days = [x for x in near if x.kind == "date" or DAY.search(x.text)]  # "…(4)…, ngày … tháng …"
    return not days or any(parse_day(x.text, x.span.start) for x in days)
