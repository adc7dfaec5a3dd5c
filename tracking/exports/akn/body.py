"""From the tree to elements. No word of a part is lost: what stands between its units becomes a
container of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from vanban.schemas import Citation, Span, Table
from vanban.tracking.exports.akn.names import document_uri, slug
from vanban.tracking.exports.akn.tree import Node
from vanban.tracking.exports.words import clean

Element = etree._Element
NS = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_NUM_END = re.compile(r"[.)\-:/\]]*")
_LEAD = 24
"""A numeral stands within the first letters of its unit."""


@dataclass(slots=True)
class Writer:
    """Writes parts of one document. ``citations`` are marked in running text, ``tables`` stand
    where their words stood.
    """

    text: str
    citations: Sequence[Citation] = ()
    tables: Sequence[Table] = ()
    ids: dict[str, int] = field(default_factory=dict)

    def eid(self, parent: str | None, kind: str, label: str | None) -> str:
        """An identifier that nothing else in the document has: 'dieu_1__khoan_2'."""
        own = f"{kind}_{slug(label)}" if label and slug(label) else kind
        name = f"{parent}__{own}" if parent else own
        self.ids[name] = self.ids.get(name, 0) + 1
        return (
            name
            if self.ids[name] == 1
            else self.eid(parent, kind, f"{label or ''}-{self.ids[name]}")
        )

    def part(
        self, into: Element, whole: Span, nodes: Sequence[Node], parent: str | None = None
    ) -> None:
        """``nodes`` and the words around them into a body."""
        at = whole.start
        for node in nodes:
            self._between(into, at, node.span.start, parent)
            self.node(into, node, parent)
            at = node.span.end
        self._between(into, at, whole.end, parent)

    def _between(self, into: Element, start: int, end: int, parent: str | None) -> None:
        if self.text[start:end].strip():
            box = sub(into, "hcontainer", eId=self.eid(parent, "doan", None), name="doan")
            self.blocks(sub(box, "content"), start, end)

    def node(self, into: Element, node: Node, parent: str | None) -> None:
        """One unit with its number, heading, words and children."""
        eid = self.eid(parent, node.kind, node.label)
        made = sub(into, node.element, eId=eid)
        at = self._number(made, node)
        at = self._heading(made, node, at)
        if not node.children:
            self.blocks(sub(made, "content"), at, node.span.end)
            return
        if self.text[at : node.children[0].span.start].strip():
            self.blocks(sub(made, "intro"), at, node.children[0].span.start)
        last = node.children[-1].span.end
        self.part(made, Span(start=node.children[0].span.start, end=last), node.children, eid)
        if self.text[last : node.span.end].strip():
            self.blocks(sub(made, "wrapUp"), last, node.span.end)

    def _number(self, made: Element, node: Node) -> int:
        """Writes <num> as it stands in the text; returns where the words after it begin."""
        start = node.span.start
        found = (
            self.text.find(node.label, start, min(start + _LEAD + len(node.label), node.span.end))
            if node.label
            else -1
        )
        if found < 0 or node.label is None:
            return start
        ending = _NUM_END.match(self.text, found + len(node.label))
        end = min(ending.end() if ending else found, node.span.end)
        sub(made, "num").text = clean(" ".join(self.text[start:end].split()))
        return end

    def _heading(self, made: Element, node: Node, at: int) -> int:
        """A heading that stands right after the number."""
        limit = node.children[0].span.start if node.children else node.span.end
        found = self.text.find(node.heading, at, limit) if node.heading else -1
        if found < 0 or not node.heading or self.text[at:found].strip(" .:)-\t\n\u00a0"):
            return at
        self._inline(sub(made, "heading"), found, found + len(node.heading))
        return found + len(node.heading)

    def blocks(self, into: Element, start: int, end: int) -> None:
        """Paragraphs and tables of a stretch of text; at least one."""
        for table in self.tables:
            if start <= table.span.start and table.span.end <= end:
                self._lines(into, start, table.span.start)
                self._table(into, table)
                start = table.span.end
        self._lines(into, start, end)
        if not len(into):
            sub(into, "p")

    def _lines(self, into: Element, start: int, end: int) -> None:
        at = start
        for line in self.text[start:end].split("\n"):
            stripped = line.strip()
            if stripped:
                first = at + line.index(stripped[0])
                self._inline(sub(into, "p"), first, first + len(stripped))
            at += len(line) + 1

    def _table(self, into: Element, table: Table) -> None:
        rows = [row for row in table.rows if row.cells]
        if not rows:
            self._lines(into, table.span.start, table.span.end)
            return
        made = sub(into, "table", eId=self.eid(None, "bang", table.id))
        for row in rows:
            line = sub(made, "tr")
            for cell in row.cells:
                spans = {
                    n: str(v)
                    for n, v in (("rowspan", cell.row_span), ("colspan", cell.col_span))
                    if v > 1
                }
                self._lines_or_empty(
                    sub(line, "th" if row.kind == "header" else "td", **spans), cell.span
                )

    def _lines_or_empty(self, into: Element, span: Span) -> None:
        self._lines(into, span.start, span.end)
        if not len(into):
            sub(into, "p")

    def _inline(self, into: Element, start: int, end: int) -> None:
        """Words with the documents that they cite as <ref>."""
        for citation, span in self._cited(start, end):
            _append(into, self.text[start : span.start])
            ref = sub(into, "ref", href=document_uri(citation))
            ref.text = clean(self.text[span.start : span.end])
            start = span.end
        _append(into, self.text[start:end])

    def _cited(self, start: int, end: int) -> Iterator[tuple[Citation, Span]]:
        at = start
        for citation in sorted(self.citations, key=lambda c: (c.span.start, -c.span.end)):
            if at <= citation.span.start and citation.span.end <= end and citation.number_symbol:
                yield citation, citation.span
                at = citation.span.end


def sub(parent: Element, element: str, /, **attributes: str) -> Element:
    """A child element."""
    return etree.SubElement(
        parent, f"{{{NS}}}{element}", {k: clean(v) for k, v in attributes.items()}
    )


def _append(into: Element, words: str) -> None:
    words = clean(words)
    if len(into):
        into[-1].tail = (into[-1].tail or "") + words
    else:
        into.text = (into.text or "") + words


def outermost(citations: Iterable[Citation]) -> tuple[Citation, ...]:
    """Citations that are not inside another; of two that overlap the first."""
    found: list[Citation] = []
    for citation in sorted(citations, key=lambda c: (c.span.start, -c.span.end)):
        if not (found and found[-1].span.overlaps(citation.span)):
            found.append(citation)
    return tuple(found)
