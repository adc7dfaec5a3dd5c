"""Units of the tree as this package reads them: their paragraphs, and bullets that the tree leaves
inside a unit's own words.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from vanban.extractors.outline.model import Node, Unit
from vanban.schemas import APART, Source, Span

_BULLET = re.compile(r"\s*(?P<mark>[-–—+*•●▪])\s*(?=\S)")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Stretches between the paragraphs of a unit that are no words of it, in text order."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @classmethod
    def of(cls, spans: Iterable[Span]) -> LeftOut:
        """The stretches ``spans``, none inside another."""
        found = sorted((s.start, s.end) for s in spans)
        return cls(tuple(a for a, _ in found), tuple(b for _, b in found))

    def holds(self, span: Span) -> bool:
        """True when ``span`` lies in one of the stretches."""
        at = bisect_right(self.starts, span.start) - 1
        return at >= 0 and span.end <= self.ends[at]


def left_out_of(source: Source) -> LeftOut:
    """Page numbers, running headers and tables, which may stand between two paragraphs of a
    unit.
    """
    furniture = (b.span for b in source.blocks if b.role in APART and b.cell is None)
    return LeftOut.of([*furniture, *(t.span for t in source.tables)])


def paragraphs(text: str, span: Span, left_out: LeftOut) -> Iterator[Span]:
    """The paragraphs inside a span, without page furniture and tables."""
    start = span.start
    for line in text[span.start : span.end].split("\n"):
        here = Span(start=start, end=start + len(line))
        if line.strip() and not left_out.holds(here):
            yield here
        start += len(line) + 1


def with_bullets(node: Node, text: str, left_out: LeftOut) -> Node:
    """The node with each bulleted paragraph of its own words as a child; a paragraph without a
    marker belongs to the bullet above it.
    """
    if any(c.unit is Unit.BULLET for c in node.children):
        return node
    spans = list(paragraphs(text, node.own, left_out))
    firsts = [
        at
        for at, s in enumerate(spans)
        if _BULLET.match(text, s.start, s.end) and (at > 0 or node.unit is not Unit.BULLET)
    ]
    if not firsts or (firsts[0] == 0 and node.unit is Unit.BULLET):
        return node
    ends = [*firsts[1:], len(spans)]
    bullets = tuple(
        _bullet(text, spans[at].start, spans[end - 1].end)
        for at, end in zip(firsts, ends, strict=True)
    )
    own = Span(start=node.own.start, end=spans[firsts[0] - 1].end if firsts[0] else node.own.start)
    return replace(node, own=own, children=(*_nested(bullets, text), *node.children))


def _bullet(text: str, start: int, end: int) -> Node:
    found = _BULLET.match(text, start)
    mark = found.group("mark") if found else "-"
    begin = found.end() if found else start
    return Node(
        Unit.BULLET,
        mark,
        Span(start=start, end=begin),
        Span(start=begin, end=end),
        Span(start=start, end=end),
    )


def _nested(bullets: tuple[Node, ...], text: str) -> tuple[Node, ...]:
    """'+' under '-': a bullet of another kind than the first belongs to the one above it."""
    out: list[Node] = []
    for bullet in bullets:
        if out and bullet.label != bullets[0].label:
            above = out[-1]
            out[-1] = replace(
                above,
                children=(*above.children, bullet),
                span=Span(start=above.span.start, end=bullet.span.end),
            )
        else:
            out.append(bullet)
    return tuple(out)


def heading_of(node: Node, text: str, left_out: LeftOut) -> Span:
    """The heading of a unit, or its first paragraph."""
    if node.heading:
        return node.heading
    return next(paragraphs(text, node.own, left_out), node.own)
