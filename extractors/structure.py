"""Articles, sections, attachments and appendices as the plan shows them, read from the outline.
Nothing is decided here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from vanban.extractors.citations import find_citations
from vanban.extractors.language.folding import strip_accents
from vanban.extractors.outline.model import Node, Outline, Part, Unit
from vanban.schemas import (
    Appendix,
    Article,
    Attachment,
    Citation,
    Clause,
    Point,
    Section,
    Span,
    Table,
)
from vanban.schemas.structure import SectionUnit

_UNIT_NAMES = frozenset({Unit.PHAN, Unit.CHUONG, Unit.MUC, Unit.TIEU_MUC})
_SECTION_UNITS: Mapping[Unit, SectionUnit] = {
    Unit.PHAN: "phan",
    Unit.CHUONG: "chuong",
    Unit.MUC: "muc",
    Unit.TIEU_MUC: "tieu_muc",
    Unit.BULLET: "bullet",
    Unit.ITEM: "item",
    Unit.KHOAN: "item",
    Unit.DIEM: "item",
}
_BULLET_ID = "gach"  # gạch đầu dòng


def articles(outline: Outline, part: Part) -> tuple[Article, ...]:
    """All Điều of a part, flat, in order; each knows the chapter or mục that holds it."""
    ids = _Ids()
    return tuple(
        _article(outline, node, section, ids)
        for node, section in _articles_below(part.nodes, _section_ids(part))
    )


def sections(outline: Outline, part: Part) -> tuple[Section, ...]:
    """The headings and numbered items of a part outside its Điều, as a tree."""
    return _sections(outline, part.nodes, _section_ids(part), ())


def attachments(outline: Outline, tables: Mapping[int, Table]) -> tuple[Attachment, ...]:
    """The Kế hoạch, Chương trình, Quy chế … issued with the document. ``tables``: index into
    source.tables to table.
    """
    ids = part_ids(outline)
    return tuple(
        Attachment(
            id=ids[i],
            type=part.type,
            title=_title(outline, part),
            issued_with=_issued_with(outline, part),
            sections=sections(outline, part),
            articles=articles(outline, part),
            tables=_tables(part, tables),
            citations=_cited(outline, _outside_articles(part.nodes)),
            span=part.span,
        )
        for i, part in enumerate(outline.parts)
        if part.kind == "attachment" and part.type
    )


def appendices(outline: Outline, tables: Mapping[int, Table]) -> tuple[Appendix, ...]:
    """Phụ lục and forms, each with the id of the attachment or appendix that it belongs to."""
    ids = part_ids(outline)
    return tuple(
        Appendix(
            id=ids[i],
            label=part.label or "Phụ lục",
            title=_title(outline, part),
            issued_with=_issued_with(outline, part),
            parent=ids[part.parent] if part.parent is not None else None,
            sections=sections(outline, part),
            articles=articles(outline, part),
            tables=_tables(part, tables),
            span=part.span,
        )
        for i, part in enumerate(outline.parts)
        if part.kind == "appendix"
    )


def _cited(outline: Outline, nodes: Iterable[Node]) -> tuple[Citation, ...]:
    """Documents that the nodes' own paragraphs name, paragraph by paragraph: no citation runs over
    two of them.
    """
    blocks = outline.source.blocks
    spans = (blocks[i].span for node in nodes for i in node.blocks)
    return tuple(
        c for span in spans for c in find_citations(outline.words(span), offset=span.start)
    )


def _outside_articles(nodes: Iterable[Node]) -> Iterator[Node]:
    for node in nodes:
        if node.unit is not Unit.DIEU:
            yield node
            yield from _outside_articles(node.children)


def part_ids(outline: Outline) -> tuple[str, ...]:
    """Ids of all parts in order: "" for the document, "ke_hoach", "phu_luc_i", "mau_so_01"; a
    second one ends in "_2".
    """
    attached, appended = _Ids(), _Ids()
    return tuple(
        attached.take(_slug(part.type.name))
        if part.kind == "attachment" and part.type
        else appended.take(_slug(part.label or "Phụ lục"))
        if part.kind == "appendix"
        else ""
        for part in outline.parts
    )


class _Ids:
    """Gives each id once: a second "ii.1" becomes "ii.1_2"."""

    def __init__(self) -> None:
        self._given: Counter[str] = Counter()

    def take(self, wanted: str) -> str:
        self._given[wanted] += 1
        return wanted if self._given[wanted] == 1 else f"{wanted}_{self._given[wanted]}"


def _slug(name: str) -> str:
    return re.sub(r"\W+", "_", strip_accents(name).lower()).strip("_")


def _section_ids(part: Part) -> Mapping[int, str]:
    ids, found = _Ids(), {}

    def walk(nodes: Iterable[Node], above: str) -> None:
        bullets = 0
        for node in nodes:
            if node.unit is Unit.DIEU:
                continue
            bullets += node.unit is Unit.BULLET
            own = ids.take(f"{above}.{_step(node, bullets)}" if above else _step(node, bullets))
            found[node.span.start] = own
            walk(node.children, own)

    walk(part.nodes, "")
    return found


def _step(node: Node, bullets: int) -> str:
    if node.unit is Unit.BULLET:
        return f"{_BULLET_ID}_{bullets}"
    label = "_".join(node.label.lower().split())
    return f"{node.unit}_{label}" if node.unit in _UNIT_NAMES else label


def _articles_below(
    nodes: Iterable[Node], ids: Mapping[int, str], section: str | None = None
) -> Iterator[tuple[Node, str | None]]:
    for node in nodes:
        if node.unit is Unit.DIEU:
            yield node, section
        else:
            yield from _articles_below(node.children, ids, ids[node.span.start])


def _article(outline: Outline, node: Node, section: str | None, ids: _Ids) -> Article:
    return Article(
        id=ids.take(f"dieu_{node.label.lower()}"),
        number=node.label,
        heading=outline.words(node.heading) if node.heading else None,
        text=outline.words(node.span),
        section=section,
        points=_points(outline, node),
        clauses=tuple(
            Clause(
                number=child.label,
                text=outline.words(child.span),
                points=_points(outline, child),
                span=child.span,
            )
            for child in node.children
            if child.unit is Unit.KHOAN
        ),
        citations=_cited(outline, node.walk()),
        span=node.span,
    )


def _points(outline: Outline, node: Node) -> tuple[Point, ...]:
    return tuple(
        Point(label=child.label, text=outline.words(child.span), span=child.span)
        for child in node.children
        if child.unit is Unit.DIEM
    )


def _sections(
    outline: Outline, nodes: Sequence[Node], ids: Mapping[int, str], path: tuple[str, ...]
) -> tuple[Section, ...]:
    return tuple(_section(outline, node, ids, path) for node in nodes if node.unit is not Unit.DIEU)


def _section(
    outline: Outline, node: Node, ids: Mapping[int, str], above: tuple[str, ...]
) -> Section:
    path = (*above, node.label)
    return Section(
        id=ids[node.span.start],
        unit=_SECTION_UNITS[node.unit],
        label=node.label,
        path=path,
        level=len(path),
        heading=joined(outline, node.heading) if node.heading else None,
        text=outline.words(node.span),
        children=_sections(outline, node.children, ids, path),
        citations=_cited(outline, (node,)),
        span=node.span,
    )


def joined(outline: Outline, span: Span) -> str:
    """The words of a span on one line."""
    return " ".join(outline.words(span).split())


def _title(outline: Outline, part: Part) -> str | None:
    return joined(outline, part.title) if part.title else None


def _issued_with(outline: Outline, part: Part) -> Citation | None:
    if not part.issued_with:
        return None
    found = find_citations(outline.words(part.issued_with), offset=part.issued_with.start)
    return found[0].model_copy(update={"relation": "issued_with"}) if found else None


def _tables(part: Part, tables: Mapping[int, Table]) -> tuple[Table, ...]:
    return tuple(tables[i] for i in part.tables if i in tables)
