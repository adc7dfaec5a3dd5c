"""The letterheads of a text: quốc hiệu with a number of its own beside it, one for each
document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vanban.extractors.header.fields import parse_number
from vanban.extractors.header.lines import Line, lines_of
from vanban.extractors.language.folding import fold, key
from vanban.extractors.language.forms import NUMBER_LABEL
from vanban.schemas import Source, Span

_LABEL = re.compile(rf"\W*{NUMBER_LABEL}\s*", re.IGNORECASE)
_SYMBOL = 4
"""Letters of a symbol, at least: the shortest is "NQ/TW"."""

_NEAR = 8
"""Lines between quốc hiệu and the number, at most: body, place and day, subject."""


def letterheads(source: Source) -> Iterator[tuple[str, Span]]:
    """Number and place of each document that has quốc hiệu and a number of its own, in order. A
    form's number is blank ("Số: …/GP-UBND").
    """
    lines = lines_of(source, range(len(source.blocks)))
    heads = [i for i, line in enumerate(lines) if line.kind == "motto"]
    told: set[str] = set()
    for i, line in enumerate(lines):
        near = any(abs(i - head) <= _NEAR for head in heads)
        found = _number(line) if line.kind == "number" and near else None
        if found and key(found) not in told:
            told.add(key(found))
            yield found, line.span


def _number(line: Line) -> str | None:
    """The number with which the line opens: "Số: 12/QĐ-UBND", not "Luật Đê điều số
    79/2006/QH11".
    """
    label = _LABEL.match(fold(line.text))
    found = parse_number(line.text[label.end() :], 0) if label else None
    if not found or not found.number_symbol or not found.number or not found.symbol:
        return None
    opens = found.spans["number"].start == 0 and len(found.symbol) >= _SYMBOL
    return found.number_symbol if opens else None
