"""Articles and sections of a part as one tree by their spans, as the hierarchy of Akoma Ntoso wants
them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from vanban.schemas import Article, Clause, Point, Section, Span

ELEMENTS = {
    "phan": "part",
    "chuong": "chapter",
    "muc": "section",
    "tieu_muc": "subsection",
    "item": "level",
    "bullet": "indent",
}


@dataclass(slots=True)
class Node:
    """An element to be: ``label`` is the numeral without its unit word."""

    element: str
    kind: str
    span: Span
    label: str | None = None
    heading: str | None = None
    children: list[Node] = field(default_factory=list)


def tree(sections: Sequence[Section], articles: Sequence[Article]) -> list[Node]:
    """The roots, each with what stands inside it, in order of the text."""
    nodes = [*_flat(sections), *(_article(a) for a in articles)]
    nodes.sort(key=lambda n: (n.span.start, -n.span.end))
    roots: list[Node] = []
    stack: list[Node] = []
    for node in nodes:
        while stack and not stack[-1].span.covers(node.span):
            stack.pop()
        siblings = stack[-1].children if stack else roots
        if siblings and siblings[-1].span.overlaps(node.span):
            # neither inside nor after: cannot stand in a tree, its words stand in the other one
            continue
        siblings.append(node)
        if node.element != "article":
            stack.append(node)
    return roots


def _flat(sections: Iterable[Section]) -> Iterable[Node]:
    for section in sections:
        yield Node(
            ELEMENTS[section.unit], section.unit, section.span, section.label, section.heading
        )
        yield from _flat(section.children)


def _article(article: Article) -> Node:
    clauses = [_clause(c) for c in article.clauses]
    node = Node("article", "dieu", article.span, article.number, article.heading)
    node.children = _ordered(article.span, [*clauses, *(_point(p) for p in article.points)])
    return node


def _clause(clause: Clause) -> Node:
    node = Node("paragraph", "khoan", clause.span, clause.number)
    node.children = _ordered(clause.span, [_point(p) for p in clause.points])
    return node


def _point(point: Point) -> Node:
    return Node("point", "diem", point.span, point.label)


def _ordered(whole: Span, nodes: list[Node]) -> list[Node]:
    """Children in order of the text, without those that overlap the one before or reach out of the
    whole.
    """
    found: list[Node] = []
    for node in sorted(nodes, key=lambda n: (n.span.start, -n.span.end)):
        if whole.covers(node.span) and not (found and found[-1].span.overlaps(node.span)):
            found.append(node)
    return found
