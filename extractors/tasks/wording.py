"""The words of one document, as the walk over its units asks for them."""

from __future__ import annotations

from dataclasses import dataclass

from vanban.extractors.assignments import Assignment, find_assignments
from vanban.extractors.context import Context
from vanban.extractors.outline.model import Node
from vanban.extractors.tasks.from_text import trimmed
from vanban.extractors.tasks.units import LeftOut, heading_of, paragraphs
from vanban.schemas import Span


@dataclass(frozen=True, slots=True)
class Wording:
    """The text of a document; ``left_out`` is what stands in it apart: page numbers, tables."""

    text: str
    context: Context
    left_out: LeftOut

    def words(self, span: Span) -> str:
        """What ``span`` says."""
        return self.text[span.start : span.end]

    def heading(self, node: Node) -> Span:
        """The opening words of a node (see ``heading_of``)."""
        return heading_of(node, self.text, self.left_out)

    def paragraphs(self, node: Node) -> list[Span]:
        """The paragraphs of a node's own words, the first without its marker."""
        return list(paragraphs(self.text, node.own, self.left_out))

    def assigned(self, span: Span) -> tuple[Assignment, ...]:
        """The sentences of ``span`` that give somebody work."""
        return find_assignments(self.words(span).rstrip(" :"), self.context, offset=span.start)

    def unpadded(self, span: Span) -> Span:
        """``span`` without the blanks at its end."""
        return Span(start=span.start, end=span.start + len(self.words(span).rstrip()))

    def trimmed(self, span: Span) -> Span:
        """``span`` without blanks and bullets at its ends."""
        start, end = trimmed(self.text, span.start, span.end)
        return Span(start=start, end=end)
