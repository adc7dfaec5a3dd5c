"""Markdown's marks taken out of lines: emphasis, headings, quotes, escapes and links are looks of
the document, not words of it; struck words are out with their marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, groupby
from typing import NamedTuple

from vanban.extractors.language.rewriting import Rewritten, replaced

MARK = "markdown"
_LEAST = 2
"""Marks that a text must show before it is taken for Markdown: one may be a star of a footnote."""
_PLAIN_MARK = re.compile(
    r"(?<!\*)\*\*(?=[^\s*])|(?<=[^\s*])\*\*(?!\*)|^\s*#{1,6}\s+\S", re.MULTILINE
)
_RULE = re.compile(r"(?!\s*\*{2,3}\s+\*{2,3}\s*$)\s*(?:\*\s*){3,}")  # "** **" marks a space
_STRONG = re.compile(r"\*{2,}")
_OPENS_STRONG = re.compile(r"[\s|]*\*{2,3}(?=[^\s*])")
_STAR = re.compile(r"(?<!\*)\*(?!\*)")
_BULLET = re.compile(r"\s*\*\s+(?=[^\s*])")
_PARTS = re.compile(r"[\s|]*")  # a blank line, or the lone bar between two cells
_NOTE = re.compile(r"\(\*{1,3}\)")
_LINE_MARKS = re.compile(r"^\s*(?:>\s?)*\s*#{1,6}(?:\s+|$)|^\s*(?:>\s)+")
_ESCAPE = re.compile(r"\\(?=[\\`*_{}\[\]()#+\-.!|>~])")
_LINK = re.compile(
    r"!?\[(?P<words>[^\[\]\n]{0,300})\](?P<target>\([^()\s]{0,500}(?:\s\"[^\"\n]*\")?\))"
)
_UNDERLINE = re.compile(r"(?<![\w_])(_{1,2})(?=[^\s_])[^_\n]{1,300}(?<=[^\s_])(\1)(?![\w_])")

_STRUCK = re.compile(r"(?<![\\~])~~(?=[^\s~])[^~\n]{1,2000}(?<=[^\s~])~~(?!~)")
"""Words with a line through them: they were taken back."""


class _Cut(NamedTuple):
    start: int
    end: int


def without_marks(lines: Sequence[str]) -> dict[int, Rewritten]:
    """The lines of a Markdown text that carry marks, without them; by their index. Empty where the
    text is no Markdown.
    """
    if not is_markdown(lines):
        return {}
    found: dict[int, Rewritten] = {}
    for parts, group in groupby(
        range(len(lines)), key=lambda i: _PARTS.fullmatch(lines[i]) is not None
    ):
        if not parts:
            found.update(_paragraph(list(group), lines))
    return found


def has_struck(lines: Sequence[str]) -> bool:
    """Whether words of a Markdown text are struck out."""
    return any(map(_STRUCK.search, lines)) and is_markdown(lines)


def inside_strong(lines: Sequence[str]) -> frozenset[int]:
    """The lines of a Markdown text that begin within strong words which opened above, by index:
    such words were one heading or one name, however many lines they fill.
    """
    if not is_markdown(lines):
        return frozenset()
    runs = groupby(range(len(lines)), key=lambda i: _PARTS.fullmatch(lines[i]) is not None)
    return frozenset(i for parts, run in runs if not parts for i in _inside(list(run), lines))


def opening_strong(lines: Sequence[str]) -> frozenset[int]:
    """The lines of a Markdown text that open with strong words, by index."""
    return frozenset(i for i, line in enumerate(lines) if _OPENS_STRONG.match(line))


def _inside(numbers: Sequence[int], lines: Sequence[str]) -> Iterator[int]:
    """None in a paragraph whose marks do not pair."""
    marks = [sum(len(m.group()) // 2 for m in _STRONG.finditer(lines[i])) for i in numbers]
    if sum(marks) % 2 == 0:
        opened = accumulate(marks)
        yield from (i for i, count in zip(numbers[1:], opened, strict=False) if count % 2)


def is_markdown(lines: Iterable[str]) -> bool:
    """Whether a text shows marks of Markdown: strong words or headings, more than once."""
    seen = 0
    for line in lines:
        seen += len(_PLAIN_MARK.findall(line))
        if seen >= _LEAST:
            return True
    return False


def _paragraph(numbers: Sequence[int], lines: Sequence[str]) -> Iterator[tuple[int, Rewritten]]:
    """Lines of one paragraph or cell: emphasis may open on one and close on another."""
    stars = _emphasis([lines[i] for i in numbers])
    for at, i in enumerate(numbers):
        cuts = sorted({*_cuts(lines[i]), *stars[at]})
        if cuts:
            yield i, _without(lines[i], cuts)


def _cuts(line: str) -> Iterator[_Cut]:
    """What is a mark wherever it stands."""
    if _RULE.fullmatch(line):
        return
    for pattern in (_LINE_MARKS, _ESCAPE, _STRUCK):
        yield from (_Cut(*m.span()) for m in pattern.finditer(line) if m.group())
    yield from (_Cut(*m.span()) for m in _STRONG.finditer(line) if not _is_note(line, m))
    for m in _LINK.finditer(line):
        yield _Cut(m.start(), m.start("words"))
        yield _Cut(m.end("words"), m.end())
    for m in _UNDERLINE.finditer(line):
        yield from (_Cut(*m.span(1)), _Cut(*m.span(2)))


def _emphasis(lines: Sequence[str]) -> list[list[_Cut]]:
    """Single stars, in pairs; a bullet, the sign of a note and one that has no partner stay."""
    found = [
        (at, m.start())
        for at, line in enumerate(lines)
        if not _RULE.fullmatch(line)
        for m in _STAR.finditer(line)
        if not _is_bullet(line, m.start()) and not _is_note(line, m) and not _escaped(line, m)
    ]
    cuts: list[list[_Cut]] = [[] for _ in lines]
    for at, start in found[: len(found) // 2 * 2]:
        cuts[at].append(_Cut(start, start + 1))
    return cuts


def _is_bullet(line: str, star: int) -> bool:
    bullet = _BULLET.match(line)
    return bullet is not None and star < bullet.end()


def _is_note(line: str, m: re.Match[str]) -> bool:
    """ "(*)", "(**)"."""
    return _NOTE.match(line, max(0, m.start() - 1)) is not None


def _escaped(line: str, m: re.Match[str]) -> bool:
    return line[max(0, m.start() - 1) : m.start()] == "\\"


def _without(line: str, cuts: Sequence[_Cut]) -> Rewritten:
    ends = accumulate((cut.end for cut in cuts), max, initial=0)
    hits = ((max(cut.start, at), cut.end, "") for cut, at in zip(cuts, ends, strict=False))
    return replaced(line, (hit for hit in hits if hit[0] < hit[1]), MARK)
