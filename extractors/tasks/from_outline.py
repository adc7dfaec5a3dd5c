"""Tasks from sections and articles: which units of the tree are work, and for whom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from vanban.extractors.assignments import find_assignments
from vanban.extractors.context import Context
from vanban.extractors.outline.model import Node, Outline, Part, Unit
from vanban.extractors.tables.cells import looks_like_actors
from vanban.extractors.tasks import headings
from vanban.extractors.tasks.action import action_of
from vanban.extractors.tasks.actors import Actors, named_by_heading
from vanban.extractors.tasks.draft import Address, Draft
from vanban.extractors.tasks.fields import Field, assigns, field_line
from vanban.extractors.tasks.from_tables import Place
from vanban.extractors.tasks.from_text import Given, prose_tasks, trimmed, with_fields
from vanban.extractors.tasks.units import left_out_of, paragraphs, with_bullets
from vanban.extractors.tasks.unnumbered import loose_tasks
from vanban.schemas import Header, Span

_NORMATIVE = frozenset({"HP", "BL", "L", "LL", "PL", "NĐ", "TT", "TTLT"})
_REGULATION = frozenset({"QC", "QyĐ", "ĐL", "NQuy", "QCh", "TC"})
_DIRECTIVE = frozenset({"CT", "TB", "KL", "CĐ", "CV"})
_YEAR_INSIDE = re.compile(r"\d/(?:19|20)\d\d/")
_NAMED = frozenset({"agency", "unit", "office_holder"})
_TITLE = 160  # characters of a heading that is no paragraph
_UNIT_WORDS = {
    Unit.PHAN: "Phần",
    Unit.CHUONG: "Chương",
    Unit.MUC: "Mục",
    Unit.TIEU_MUC: "Tiểu mục",
    Unit.DIEU: "Điều",
}

Mode = Literal["off", "closed", "rules", "on", "explicit", "fielded"]


@dataclass(frozen=True, slots=True)
class _Here:
    """The state of the walk at one node."""

    mode: Mode
    path: Address
    origin: Literal["section", "article"]
    given: Given = field(default_factory=Given)
    group: str | None = None
    letter_ends: int | None = (
        None  # where the last item of a letter or directive ends: unnumbered paragraphs there stand for themselves
    )


class Walker:
    """Walks the parts of one document. Holds nothing but what it was given."""

    def __init__(self, outline: Outline, header: Header, context: Context) -> None:
        self._outline = outline
        self._text = outline.source.text
        self._header = header
        self._context = context
        self._left_out = left_out_of(outline.source)

    def drafts(self) -> Iterator[Draft]:
        """Drafts of all parts, in order."""
        for index, part in enumerate(self._outline.parts):
            mode = self._mode(part)
            here = _Here(mode, part_address(self._outline, index), "section")
            if mode == "explicit":
                yield from loose_tasks(
                    self._text, self._opening(part), self._loose(here), self._context
                )
                mode = "on" if headings.orders_all(self._lead_in(part)) else mode
                here = replace(
                    here,
                    mode=mode,
                    given=self._asked(part),
                    letter_ends=part.nodes[-1].span.end if part.nodes else None,
                )
            for node in part.nodes:
                yield from self._visit(node, here, part)

    def _opening(self, part: Part) -> list[Span]:
        """The paragraphs between the heading of the document and its first item, or all of them
        where it has no items.
        """
        heading = [
            self._header.evidence[name].end
            for name in ("number", "issuer", "title")
            if name in self._header.evidence
        ]
        blocks = (self._outline.source.blocks[i] for i in part.front)
        return [
            b.span
            for b in blocks
            if b.span.start >= max(heading, default=0) and self._words(b.span).strip()
        ]

    def _loose(self, here: _Here) -> Draft:
        """What the drafts of unnumbered paragraphs have in common."""
        return Draft(origin="section", path=(*here.path, "-"), text="", span=Span(start=0, end=0))

    def places(self) -> Mapping[int, Place]:
        """Where each table stands."""
        out: dict[int, Place] = {}
        for index, part in enumerate(self._outline.parts):
            address = part_address(self._outline, index)
            for table in part.tables:
                out[table] = Place(address)
            for node in part.nodes if part.tables else ():
                self._place(node, address, (), out)
        return out

    def _place(self, node: Node, address: Address, leads: Actors, out: dict[int, Place]) -> None:
        if not any(n.tables for n in node.walk()):
            return
        address = (*address, _label(node))
        heading = self._heading(node)
        leads = named_by_heading(self._words(heading), self._context, offset=heading.start) or leads
        for table in node.tables:
            out[table] = Place(address, leads)
        for child in node.children:
            self._place(child, address, leads, out)

    def _mode(self, part: Part) -> Mode:
        """How to look at a part before any heading: plans wait for a heading that announces work,
        directives assign everywhere.
        """
        code = self._header.doc_type.code if self._header.doc_type else None
        if part.kind == "document" and code in _DIRECTIVE:
            return "explicit"
        if self._is_normative(part):
            return "rules"
        if (
            part.kind == "appendix"
            and part.title
            and headings.verdict(self._words(part.title)) == "work"
        ):
            return "on" if part.nodes and not _has_articles(part.nodes) else "off"
        return "off"

    def _visit(self, node: Node, here: _Here, part: Part) -> Iterator[Draft]:
        node = with_bullets(node, self._text, self._left_out)
        here = replace(here, path=(*here.path, _label(node)))
        if node.unit is Unit.DIEU:
            yield from self._article(node, here, part)
            return
        heading = self._words(self._heading(node))
        if here.mode == "rules" and _is_heading(node, heading) and headings.assigns(heading):
            yield from self._named(node, replace(here, mode="explicit", group=heading), part)
            return
        mode = self._announced(node, heading, here)
        if mode != here.mode:  # under a heading that announces work an item need not name its actor
            here = replace(here, mode=mode, given=replace(here.given, explicit=False))
        if here.mode in ("off", "closed", "rules"):
            for child in node.children:
                yield from self._visit(child, replace(here, group=heading), part)
            return
        yield from self._work(node, here, part)

    def _announced(self, node: Node, heading: str, here: _Here) -> Mode:
        """Mode for a node: its own heading speaks, else the heading above holds."""
        if here.mode == "rules" or not _is_heading(node, heading):
            return here.mode
        said = headings.verdict(heading)
        if said == "other" and not self._units(node) and not self._orders(node, heading):
            return here.mode if here.mode == "explicit" and not node.children else "closed"
        opens = said in ("work", "mixed") or (said == "weak" and here.mode != "closed")
        if (
            here.mode not in ("on", "fielded")
            and opens
            and node.unit is not Unit.BULLET
            and _may_open(node)
        ):
            return "fielded" if self._any_fielded(node) else "on"
        return here.mode

    def _orders(self, node: Node, words: str) -> bool:
        """True for an item that opens with an order: 'Yêu cầu Công an phường …' is no heading 'Yêu
        cầu'.
        """
        return not node.children and any(
            a.leads and (a.ordered or a.request) for a in find_assignments(words, self._context)
        )

    def _any_fielded(self, node: Node) -> bool:
        return any(assigns(self._fields(n)) for n in node.walk())

    def _article(self, node: Node, here: _Here, part: Part) -> Iterator[Draft]:
        heading = self._words(node.heading) if node.heading else ""
        normative = self._is_normative(part)
        if normative and not headings.assigns(heading):
            return
        path = (*here.path[:-1], f"Điều {node.label}")
        given = Given(
            leads=named_by_heading(heading, self._context, offset=node.heading.start)
            if node.heading
            else (),
            explicit=True,
        )
        works = not normative and headings.opens_work(heading) and bool(node.children)
        there = _Here(
            "on" if works else "explicit",
            path,
            "article",
            replace(given, explicit=not works),
            heading or None,
        )
        yield from self._named(node, there, part) if normative else self._work(node, there, part)

    def _named(self, node: Node, here: _Here, part: Part) -> Iterator[Draft]:
        """Assignments to bodies that are named; in rules, duties of classes ("tổ chức, cá nhân")
        are no plan.
        """
        return (d for d in self._work(node, here, part) if any(a.kind in _NAMED for a in d.leads))

    def _is_normative(self, part: Part) -> bool:
        """Laws, decrees, circulars and regulations state rules; their clauses are no plan
        (contract, "What a task is").

        A year inside the number marks a normative document (NĐ 34/2016/NĐ-CP, Điều 58).
        """
        code = self._header.doc_type.code if self._header.doc_type else None
        if code in _NORMATIVE or _YEAR_INSIDE.search(self._header.number_symbol or ""):
            return True
        return part.kind != "document" and (
            part.type is None or part.type.code in _REGULATION or _has_articles(part.nodes)
        )

    def _work(self, node: Node, here: _Here, part: Part) -> Iterator[Draft]:
        """Tasks of a unit that is work: its labelled lines, its lowest items, or its own words."""
        if self._field(node) is not None and here.mode != "explicit":
            return
        fields = self._fields(node)
        if assigns(fields):
            yield self._fielded(node, fields, here)
            return
        units = self._units(node)
        kids = [
            c
            for c in node.children
            if not (
                c.unit is Unit.BULLET and self._field(c) is not None and not self._unit_prefix(c)
            )
        ]
        if kids:
            given = self._given(node, here, units)
            if here.mode == "explicit" and headings.gives_duties(self._words(node.own)):
                here, given = replace(here, mode="on"), replace(given, explicit=False)
            below = replace(here, given=given, group=self._group(node, here, units))
            for child in kids:
                yield from self._visit(child, below, part)
        elif (
            here.mode == "fielded"
        ):  # beside items with labelled lines only words that assign are tasks
            yield from self._leaf(node, replace(here, mode="explicit"), units)
        else:
            yield from self._leaf(node, here, units)

    def _unit_prefix(self, node: Node) -> bool:
        """'- Sở Tài chính: bố trí kinh phí' is work, though it looks like a labelled line."""
        words = self._words(node.own)
        return ":" in words and bool(named_by_heading(words.split(":", 1)[0], self._context))

    def _fielded(self, node: Node, fields: tuple[Field, ...], here: _Here) -> Draft:
        span = self._heading(node)
        start, end = trimmed(self._text, span.start, span.end)
        base = self._base(node, here, Span(start=start, end=end))
        return with_fields(base, fields, self._text, self._context, here.given)

    def _leaf(self, node: Node, here: _Here, units: Actors) -> Iterator[Draft]:
        """The words of a lowest item. Under a unit's heading the words after it, done by the unit."""
        heading = self._heading(node)
        spans = self._paragraphs(node)
        given = here.given
        if units:
            given = replace(given, leads=units)
            spans = [
                Span(start=max(s.start, heading.end), end=s.end)
                for s in spans
                if s.end > heading.end
            ]
        if (
            here.letter_ends == node.span.end
            and not units
            and self._words(spans[0]).rstrip().endswith((".", ";", "/"))
        ):
            yield from loose_tasks(
                self._text,
                spans[1:],
                self._loose(replace(here, path=here.path[:-1])),
                self._context,
                told=True,
            )
            spans = spans[:1]
        spans = self._before_closing(spans, always=bool(units) or here.origin == "article")
        if not spans:
            return
        if node.tables:
            yield from self._round_table(node, here, given, spans)
            return
        if node.unit not in (Unit.ITEM, Unit.BULLET, Unit.KHOAN, Unit.DIEM) and len(spans) > 1:
            for span in spans:
                yield from prose_tasks(
                    self._base(node, here, span),
                    self._text,
                    replace(given, explicit=not given.leads),
                    self._context,
                )
            return
        if node.heading and not units and len(spans) > 1 and node.heading.end <= spans[1].start:
            under = tuple(self._under_heading(node, here, given, spans[1:]))
            if under:
                yield from under
                return
        start = spans[0].start
        while start < spans[-1].end and self._text[start] in " :.\n\t":
            start += 1
        span = Span(start=start, end=spans[-1].end)
        explicit = (
            given.explicit
            or here.mode == "explicit"
            or (node.unit is Unit.BULLET and self._is_list_entry(span))
        )
        yield from prose_tasks(
            self._base(node, here, span),
            self._text,
            replace(given, explicit=explicit),
            self._context,
        )

    def _round_table(
        self, node: Node, here: _Here, given: Given, spans: list[Span]
    ) -> Iterator[Draft]:
        """What stands round a table heads or explains it; only words that assign are tasks."""
        for span in spans:
            if not self._words(span).rstrip().endswith(":"):
                yield from prose_tasks(
                    self._base(node, here, span),
                    self._text,
                    replace(given, explicit=True),
                    self._context,
                )

    def _before_closing(self, spans: list[Span], *, always: bool) -> list[Span]:
        """The paragraphs before the general appeal that closes a plan; only with ``always`` may the
        first one be it.
        """
        closes = (
            at
            for at, s in enumerate(spans)
            if (at or always) and self._closes(self._words(s).lstrip(" :"))
        )
        return spans[: next(closes, len(spans))]

    def _closes(self, words: str) -> bool:
        """True for a general appeal; one that gives somebody a deadline is work."""
        return headings.is_closing(words) and not any(
            a.leads and a.deadline for a in find_assignments(words, self._context)
        )

    def _is_list_entry(self, span: Span) -> bool:
        """True for a bullet that opens with a body or place and may say no work: an entry of a
        list, unless it assigns.
        """
        words = self._words(span)
        return looks_like_actors(words) and action_of(words) is None

    def _under_heading(
        self, node: Node, here: _Here, given: Given, spans: list[Span]
    ) -> Iterator[Draft]:
        """An item whose heading is followed by words that assign: the words are the task, the
        heading is its group.
        """
        base = self._base(node, here, Span(start=spans[0].start, end=spans[-1].end))
        base = replace(base, group=self._words(node.heading or node.own).strip())
        return (
            d
            for d in prose_tasks(base, self._text, replace(given, explicit=True), self._context)
            if d.leads
        )

    def _base(self, node: Node, here: _Here, span: Span) -> Draft:
        return Draft(
            origin=here.origin,
            path=here.path,
            text=self._words(span),
            span=span,
            group=here.group,
            number=_number(node),
        )

    def _given(self, node: Node, here: _Here, units: Actors) -> Given:
        """What a heading or an opening sentence gives to the items below it: 'Giao Sở X chủ trì,
        phối hợp với Y:'.
        """
        if units:
            return replace(here.given, leads=units, cooperators=())
        own = self._words(node.own).rstrip()
        if not own.endswith(":") or len(own) > 900:
            return here.given
        return self._opened(Span(start=node.own.start, end=node.own.start + len(own)), here.given)

    def _asked(self, part: Part) -> Given:
        """Who is asked by the sentence before the items of a letter or directive: 'Sở X đề nghị các
        cơ quan, đơn vị:'.
        """
        words = self._lead_in(part)
        if not words:
            return Given()
        last = self._outline.source.blocks[part.front[-1]].span
        if not headings.asks(words) and not any(
            a.ordered or a.request for a in find_assignments(words.rstrip(": "), self._context)
        ):
            return Given()  # 'đồng chí Chủ tịch kết luận như sau:' gives nobody work
        return self._opened(Span(start=last.start, end=last.start + len(words)), Given())

    def _lead_in(self, part: Part) -> str:
        """The sentence with a colon that stands right before the first item, or ""."""
        words = (
            self._words(self._outline.source.blocks[part.front[-1]].span).rstrip()
            if part.front
            else ""
        )
        return words if words.endswith(":") and len(words) <= 900 else ""

    def _opened(self, span: Span, given: Given) -> Given:
        """``given`` with the actors of a sentence that ends with a colon."""
        first = self._words(span).rstrip(": ")
        if headings.announces(first):
            return given
        draft = Draft(
            origin="section",
            path=(),
            text=first,
            span=Span(start=span.start, end=span.start + len(first)),
        )
        opened = self._only_actors(span) or prose_tasks(
            draft, self._text, Given(explicit=True), self._context
        )
        if len(opened) != 1 or not opened[0].leads:
            return given
        return replace(given, leads=opened[0].leads, cooperators=opened[0].cooperators)

    def _only_actors(self, span: Span) -> tuple[Draft, ...]:
        """A sentence that asks somebody and leaves the work to the items below: '…, Sở X đề nghị
        các cơ quan, đơn vị:'.
        """
        words = self._words(span)
        asked = headings.asks(words)
        leads = (
            named_by_heading(words[asked:], self._context, offset=span.start + asked)
            if asked
            else ()
        )
        return (
            (Draft(origin="section", path=(), text=words, span=span, leads=leads),) if leads else ()
        )

    def _group(self, node: Node, here: _Here, units: Actors) -> str | None:
        heading = " ".join(self._words(self._heading(node)).split()).rstrip(" :")
        return heading if heading and len(heading) <= 400 else here.group

    def _units(self, node: Node) -> Actors:
        heading = self._heading(node)
        return named_by_heading(self._words(heading), self._context, offset=heading.start)

    def _fields(self, node: Node) -> tuple[Field, ...]:
        """Labelled lines that stand under a node: its bullets and lettered items, and paragraphs
        without a marker.
        """
        node = with_bullets(node, self._text, self._left_out)
        spans = self._paragraphs(node)[1:]
        for child in node.children:
            if child.unit is Unit.BULLET or (
                _is_below(child, node) and self._field(child) is not None
            ):
                spans += self._paragraphs(child)
        found = (field_line(self._words(s), s.start) for s in spans)
        return tuple(f for f in found if f)

    def _field(self, node: Node) -> Field | None:
        return None if node.children else field_line(self._words(node.own), node.own.start)

    def _paragraphs(self, node: Node) -> list[Span]:
        """The paragraphs of a node's own words, the first without its marker."""
        return list(paragraphs(self._text, node.own, self._left_out))

    def _heading(self, node: Node) -> Span:
        """The heading, or the first paragraph."""
        if node.heading:
            return node.heading
        paragraphs = self._paragraphs(node)
        return paragraphs[0] if paragraphs else node.own

    def _words(self, span: Span) -> str:
        return self._text[span.start : span.end]


def part_address(outline: Outline, index: int) -> Address:
    """("PL", "II") for Phụ lục II; () for the document itself and for its only attachment; ("KH
    2",) for a second one.
    """
    part = outline.parts[index]
    if part.kind == "appendix":
        label = (
            (part.label or "").split()[-1:] if part.label and len(part.label.split()) > 2 else []
        )
        return ("PL", *label)
    if part.kind == "document":
        return ()
    before = [p for p in outline.parts[:index] if p.kind == "attachment"]
    return (f"{part.type.code if part.type else 'VB'} {len(before) + 1}",) if before else ()


def _label(node: Node) -> str:
    word = _UNIT_WORDS.get(node.unit)
    return f"{word} {node.label}" if word else node.label


def _is_below(child: Node, node: Node) -> bool:
    """a) under 1., or 1.1 under 1: an item that may be a labelled line of the one above; 1. under
    I. is one of its own.
    """
    return node.label[:1].isdigit() and (
        child.label.islower() or child.label.startswith(f"{node.label}.")
    )


def _number(node: Node) -> str | None:
    return None if node.unit is Unit.BULLET else node.label


def _is_heading(node: Node, heading: str) -> bool:
    return bool(node.children) or node.heading is not None or len(heading) <= _TITLE


def _may_open(node: Node) -> bool:
    """A heading opens a stretch of work only where something stands under it."""
    return bool(node.children) or node.own.end - node.own.start > _TITLE


def _has_articles(nodes: tuple[Node, ...]) -> bool:
    return any(n.unit is Unit.DIEU for node in nodes for n in node.walk())
