"""Sentences and clauses of an item, as token ranges."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vanban.extractors.actors.tokens import Token
from vanban.extractors.language.folding import fold

_NOT_AN_END = re.compile(
    r"(?:\b(?:TP|TX|PGS|GS|TS|ThS|Mr|Mrs|St|tr|v\.v|vv)|\b[A-ZĐ]|(?<![\d/.-])\b\d{1,2})$"
)
_OPEN, _CLOSE = "([", ")]"


def clauses(text: str, tokens: tuple[Token, ...]) -> Iterator[tuple[int, int]]:
    """(first token, token after) of each clause: parted by '.', ';' and line ends outside brackets
    and quotation marks.
    """
    start, depth, quoted = 0, 0, False
    folded = fold(text)
    for i, token in enumerate(tokens):
        if token.brk and i > start:
            yield start, i
            start, depth, quoted = i, 0, False
        mark = folded[token.start]
        depth += (mark in _OPEN) - (mark in _CLOSE)
        quoted = quoted != (mark == '"')
        if depth <= 0 and not quoted and _ends(folded, token, tokens, i):
            yield start, i
            start, depth = i + 1, 0
    if start < len(tokens):
        yield start, len(tokens)


def _ends(folded: str, token: Token, tokens: tuple[Token, ...], i: int) -> bool:
    mark = folded[token.start]
    if mark == ";":
        return True
    if mark != "." or i + 1 >= len(tokens):
        return mark == "."
    spaced = tokens[i + 1].start > token.end
    return (
        spaced
        and tokens[i + 1].cap
        and not _NOT_AN_END.search(folded[max(0, token.start - 5) : token.start])
    )
