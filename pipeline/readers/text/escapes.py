"""What data sets wrote as escapes: line breaks as a backslash and a letter ("\\r\\n"), signs and
letters as entities of HTML ("&amp;", "&#7897;").
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from itertools import islice

from vanban.extractors.language.rewriting import Rewritten, replaced

KIND = "entity"
_LEAST = 3
"""Escapes of one kind that a text must show: one alone may be meant ("D:\\name", "R&D;")."""
_LINE_END = re.compile(r"(?:\\r)?\\n|\\r")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});")


def has_escaped_breaks(text: str) -> bool:
    """Whether line breaks of ``text`` are escapes."""
    return len(list(islice(_LINE_END.finditer(text), _LEAST))) == _LEAST


def at_escaped_breaks(line: str) -> list[str]:
    """The lines that ``line`` holds."""
    return _LINE_END.split(line)


def unescaped(lines: Sequence[str]) -> dict[int, Rewritten]:
    """The lines that hold entities, read; by their index. Empty where there are too few."""
    found = {i: list(_entities(line)) for i, line in enumerate(lines) if "&" in line}
    if sum(map(len, found.values())) < _LEAST:
        return {}
    return {i: replaced(lines[i], hits, KIND) for i, hits in found.items() if hits}


def _entities(line: str) -> Iterator[tuple[int, int, str]]:
    for entity in _ENTITY.finditer(line):
        sign = html.unescape(entity.group())
        if sign != entity.group():
            yield (*entity.span(), " " if sign.isspace() else sign)
