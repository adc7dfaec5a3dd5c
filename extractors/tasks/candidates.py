"""Candidates: all words of sections, articles and loose paragraphs that might be work.

Wide on purpose: nothing is decided here. Each candidate carries what stands above and beside it;
``evidence`` says what speaks for and against it, ``decision`` weighs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from vanban.extractors.assignments import Assignment, find_assignments
from vanban.extractors.context import Context
from vanban.extractors.language.forms import RECIPIENTS
from vanban.extractors.language.list_markers import BULLET
from vanban.extractors.outline.model import Node, Outline, Part, Unit
from vanban.extractors.tasks import headings
from vanban.extractors.tasks.action import action_of
from vanban.extractors.tasks.actors import Actors, named_by_heading
from vanban.extractors.tasks.draft import Address, Draft
from vanban.extractors.tasks.fields import Field, assigns, field_line, task_line
from vanban.extractors.tasks.from_text import (
    Given,
    opens_with_unit,
    prose_tasks,
    trimmed,
    with_fields,
)
from vanban.extractors.tasks.places import label_of, part_address
from vanban.extractors.tasks.units import (
    heading_of,
    left_out_of,
    paragraphs,
    with_bullets,
)
from vanban.schemas import Header, Span

Form = Literal[
    "fields", "item", "bullet", "clause", "article", "paragraph", "own", "head", "labelled"
]
_FORMS: dict[Unit, Form] = {
    Unit.ITEM: "item",
    Unit.BULLET: "bullet",
    Unit.KHOAN: "clause",
    Unit.DIEM: "clause",
    Unit.DIEU: "article",
}
_LONGEST_LEAD_IN = 900  # characters of a sentence that gives what is listed below it
_LONGEST_UNIT = 80  # characters of a unit that stands alone on its line
_SHORTEST_HEAD = 30  # characters of opening words that may be work
_LONGEST_GROUP = 400  # characters of a heading that names a group
_BACK = 60  # characters before an actor in which the word of order is looked for
_BULLET = re.compile(rf"\s*{BULLET}\s+")
_RECIPIENTS = re.compile(rf"\s*{RECIPIENTS}\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that might be work. ``above`` are the headings and opening sentences over them,
    outermost first; ``beside`` is the same for all candidates of one list.
    """

    draft: Draft
    form: Form
    part: Part
    above: tuple[str, ...] = ()
    beside: int = 0
    article: str | None = None  # the heading of the article that holds it, "" where it has none


@dataclass(frozen=True, slots=True)
class _Here:
    """The state of the walk at one node."""

    part: Part
    path: Address
    origin: Literal["section", "article"] = "section"
    given: Given = field(default_factory=Given)
    group: str | None = None
    above: tuple[str, ...] = ()
    beside: int = 0
    article: str | None = None
    last: int | None = None  # where the last unit of the part ends

    def under(self, words: str) -> _Here:
        """The state below a heading or an opening sentence."""
        said = " ".join(words.split())
        return replace(self, above=(*self.above, said)) if said else self


@dataclass(frozen=True, slots=True)
class _Opening:
    """What an opening sentence with a colon does to the loose paragraphs that follow it."""

    outside: _Here
    inside: _Here | None = None
    to_receivers: bool = False  # "Kính gửi:": names follow, no work
    bullets: bool | None = None  # whether its list has bullets; None before the first paragraph
    of_unit: bool = False  # a unit alone on its line, up to the next one

    @property
    def now(self) -> _Here:
        """Where the next paragraph stands."""
        return self.inside or self.outside

    def before(self, words: str, bulleted: bool) -> _Opening:
        """The state at a paragraph: one without a bullet ends a list of bullets; a small letter
        goes on with the line above.
        """
        if self.inside is None or self.of_unit:
            return self
        if self.bullets is None:
            return replace(self, bullets=bulleted)
        ended = self.bullets and not bulleted and not words[:1].islower()
        return _Opening(self.outside) if ended else self


class Walker:
    """Walks the parts of one document. Holds nothing but what it was given."""

    def __init__(self, outline: Outline, header: Header, context: Context) -> None:
        self._outline = outline
        self._text = outline.source.text
        self._header = header
        self._context = context
        self._left_out = left_out_of(outline.source)

    def passages(self) -> Iterator[Passage]:
        """The passages of all parts, in order."""
        for index, part in enumerate(self._outline.parts):
            here = _Here(part, part_address(self._outline, index), beside=part.span.start)
            if part.title:
                here = here.under(self._words(part.title))
            yield from self._loose(self._opening(part), here)
            lead_in = self._lead_in(part)
            below = replace(
                here.under(lead_in),
                given=self._asked(part, lead_in),
                last=part.nodes[-1].span.end if part.nodes else None,
            )
            for node in part.nodes:
                yield from self._visit(node, below)
            yield from self._loose(self._blocks(part.back), here)

    def _blocks(self, indices: Iterable[int]) -> list[Span]:
        blocks = (self._outline.source.blocks[i].span for i in indices)
        return [span for span in blocks if self._words(span).strip()]

    def _opening(self, part: Part) -> list[Span]:
        """The paragraphs between the heading of the document and its first item, or all of them
        where it has no items.
        """
        ends = [
            self._header.evidence[name].end
            for name in ("number", "issuer", "title")
            if name in self._header.evidence
        ]
        return [s for s in self._blocks(part.front) if s.start >= max(ends, default=0)]

    # paragraphs without a number, as letters, notices and directives have them

    def _loose(self, spans: Iterable[Span], here: _Here) -> Iterator[Passage]:
        """Each paragraph; a sentence that ends with a colon stands above those that follow it: its
        bullets, where one comes first, else all. So does a unit that stands alone on its line
        ('Phòng Kỹ thuật').
        """
        here = replace(here, path=(*here.path, "-"))
        above = _Opening(here)
        for span, bulleted in self._until_recipients(spans):
            words = self._words(span)
            above = above.before(words, bulleted)
            if words.rstrip().endswith(":") and len(words) <= _LONGEST_LEAD_IN:
                below = here.under(words)
                below = replace(below, given=self._opened(span, here.given), beside=span.start)
                above = _Opening(here, below, to_receivers=headings.addresses(words))
            elif not above.to_receivers and not bulleted and (units := self._named(span)):
                base = above.outside if above.of_unit else above.now
                below = replace(base.under(words), given=Given(units), beside=span.start)
                above = _Opening(base, below, of_unit=True)
            elif not above.to_receivers and not headings.is_basis(words):
                yield from self._paragraph(span, "bullet" if bulleted else "paragraph", above.now)

    def _named(self, span: Span) -> Actors:
        """The units that a line without a full stop names alone, empty where it says more."""
        words = self._words(span)
        if len(words) > _LONGEST_UNIT or words.rstrip().endswith((".", ";", ",", ":")):
            return ()
        return named_by_heading(words, self._context, offset=span.start)

    def _paragraph(self, span: Span, form: Form, here: _Here) -> Iterator[Passage]:
        """An order behind what explains it begins at its verb: 'Thực hiện Kế hoạch …, Sở Nội vụ |
        đề nghị các xã …'.
        """
        found = [a for a in self._assigned(span) if a.leads]
        if not found and not here.above and action_of(self._words(span)) is None:
            return  # nobody is named, nothing is opened: letterhead, bases, what is told
        start = self._order(span, found[0]) if found else span.start
        base = Draft(here.origin, here.path, "", Span(start=start, end=span.end), here.group)
        for draft in prose_tasks(base, self._text, here.given, self._context):
            yield self._passage(draft, form, here)

    def _assigned(self, span: Span) -> tuple[Assignment, ...]:
        return find_assignments(self._words(span).rstrip(" :"), self._context, offset=span.start)

    def _order(self, span: Span, first: Assignment) -> int:
        at = first.leads[0].span.start
        found = headings.order_before().search(self._text, max(span.start, at - _BACK), at)
        return found.start() if found else span.start

    def _until_recipients(self, spans: Iterable[Span]) -> Iterator[tuple[Span, bool]]:
        """The paragraphs before 'Nơi nhận', each without its bullet, and whether it has one."""
        for span in spans:
            if _RECIPIENTS.match(self._text, span.start, span.end):
                return
            bullet = _BULLET.match(self._text, span.start, span.end)
            yield (Span(start=bullet.end(), end=span.end), True) if bullet else (span, False)

    # units of the tree

    def _visit(self, node: Node, here: _Here) -> Iterator[Passage]:
        node = with_bullets(node, self._text, self._left_out)
        here = replace(here, path=(*here.path, label_of(node)))
        if node.unit is Unit.DIEU:
            here = self._in_article(node, here)
        fields = self._fields(node)
        if assigns(fields):
            yield self._passage(self._fielded(node, fields, here), "fields", here)
            return
        if (task := self._task_line(node)) and assigns(fields := self._lines_beside(task, node)):
            yield self._under_label(task, fields, here)
            return
        units = self._units(node)
        kids = [c for c in node.children if not self._is_label(c)]
        if not kids:
            yield from self._leaf(node, here, units)
            return
        yield from self._own(node, here, units)
        yield from self._head(node, here, units)
        heading = self._words(heading_of(node, self._text, self._left_out))
        sentence = self._sentence_before_list(node)
        below = replace(
            here.under(heading).under(self._words(sentence) if sentence else ""),
            given=self._given(node, here, units, sentence),
            group=_as_group(heading) or here.group,
            beside=node.span.start,
        )
        for child in kids:
            yield from self._visit(child, below)

    def _sentence_before_list(self, node: Node) -> Span | None:
        """The last of a node's own paragraphs, where a heading stands before it and it opens the
        list below with a colon.
        """
        own = self._paragraphs(node)[1:]
        if not own:
            return None
        sentence = self._unpadded(own[-1])
        opens = self._text[sentence.start : sentence.end].endswith(":")
        return sentence if opens and sentence.end - sentence.start <= _LONGEST_LEAD_IN else None

    def _unpadded(self, span: Span) -> Span:
        """``span`` without the blanks at its end."""
        return Span(start=span.start, end=span.start + len(self._words(span).rstrip()))

    def _in_article(self, node: Node, here: _Here) -> _Here:
        heading = self._words(node.heading) if node.heading else ""
        start = node.heading.start if node.heading else 0
        leads = named_by_heading(heading, self._context, offset=start)
        return replace(
            here, origin="article", given=Given(leads), group=heading or None, article=heading
        )

    def _is_label(self, node: Node) -> bool:
        """True for a bullet that is a labelled line of the item above it; '- Sở Tài chính: bố trí
        kinh phí' is work.
        """
        if node.unit is not Unit.BULLET or self._field(node) is None:
            return False
        before, _, _ = self._words(node.own).partition(":")
        return not named_by_heading(before, self._context)

    def _fielded(self, node: Node, fields: tuple[Field, ...], here: _Here) -> Draft:
        span = heading_of(node, self._text, self._left_out)
        base = self._base(node, here, self._trimmed(span))
        return with_fields(base, fields, self._text, self._context, here.given)

    def _own(self, node: Node, here: _Here, units: Actors) -> Iterator[Passage]:
        """The own words of an item that has items below it, where they give somebody work."""
        if units or (node.heading and node.heading.end >= node.own.end):
            return
        for span in self._paragraphs(node)[1 if node.heading else 0 :]:
            if self._may_be_own_work(span):
                base = self._base(node, here, span)
                for draft in prose_tasks(base, self._text, here.given, self._context):
                    yield self._passage(draft, "own", here)

    def _may_be_own_work(self, span: Span) -> bool:
        """True where somebody is named, or the words open with a verb and end as a sentence."""
        words = self._words(span)
        done = words.rstrip().endswith((".", ";")) and action_of(words) is not None
        return done or any(a.leads for a in self._assigned(span))

    def _head(self, node: Node, here: _Here, units: Actors) -> Iterator[Passage]:
        """The opening words of an item that has items below it, where they say what is to be done:
        '1. Xây dựng báo cáo tình hình thực hiện, gồm:'.
        """
        span = heading_of(node, self._text, self._left_out)
        words = self._words(span)
        if units or len(words) < _SHORTEST_HEAD or not headings.consists(words):
            return
        if action_of(words) is None and not any(a.leads for a in self._assigned(span)):
            return
        base = self._base(node, here, span)
        for draft in prose_tasks(base, self._text, here.given, self._context):
            yield self._passage(draft, "head", here)

    def _leaf(self, node: Node, here: _Here, units: Actors) -> Iterator[Passage]:
        """The words of a lowest item. Under a unit's heading the words after it, done by the unit."""
        spans, closing = self._split_closing(self._paragraphs(node), node, here, units)
        if units:
            heading = heading_of(node, self._text, self._left_out)
            here = replace(here, given=replace(here.given, leads=units))
            spans = [
                Span(start=max(s.start, heading.end), end=s.end)
                for s in spans
                if s.end > heading.end
            ]
        form: Form = "labelled" if self._field(node) else _FORMS.get(node.unit, "item")
        for base in self._stretches(node, here, spans, units):
            inside = here.under(self._over(node, base, here))
            for draft in prose_tasks(base, self._text, here.given, self._context):
                yield self._passage(draft, form, inside)
        yield from self._loose(closing, replace(here, path=here.path[:-1], given=Given()))

    def _over(self, node: Node, base: Draft, here: _Here) -> str:
        """The heading over a stretch: its group, or the heading with which an item of more words
        opens ('I. ĐÁNH GIÁ CHUNG', then what is said of it).
        """
        if base.group and base.group != here.group:
            return base.group
        heading = node.heading
        opens = heading is not None and base.span.start <= heading.start
        return self._words(heading) if heading and opens and heading.end < base.span.end else ""

    def _stretches(
        self, node: Node, here: _Here, spans: list[Span], units: Actors
    ) -> Iterator[Draft]:
        """The stretches of a lowest item that may be work, each by itself."""
        several = node.unit not in _FORMS or node.unit is Unit.DIEU or bool(node.tables)
        if not spans:
            return
        if several and len(spans) > 1:  # paragraphs of an article, or what stands round a table
            yield from (self._base(node, here, span) for span in spans)
            return
        opening = self._words(spans[0])
        if len(spans) > 1 and opening.rstrip().endswith(":"):
            if self._words(spans[1]).isupper():  # the words of a banner
                yield self._base(node, here, spans[0])
                return
            # a list without markers
            below = replace(here, group=_as_group(opening) or here.group)
            yield from (self._base(node, below, span) for span in spans[1:])
            return
        if firsts := self._firsts_of_units(spans):
            ends = [spans[at - 1].end for at in firsts] + [spans[-1].end]
            starts = [spans[0].start] + [spans[at].start for at in firsts]
            for start, end in zip(starts, ends, strict=True):
                yield self._base(node, here, Span(start=start, end=end))
            return
        whole = self._base(node, here, Span(start=self._begin(spans), end=spans[-1].end))
        if node.heading and not units and len(spans) > 1 and node.heading.end <= spans[1].start:
            under = Span(start=spans[1].start, end=spans[-1].end)
            if self._is_topic(node.heading, under):  # the heading is the group of its words
                whole = replace(whole, span=under, group=self._words(node.heading).strip())
        yield whole

    def _firsts_of_units(self, spans: list[Span]) -> list[int]:
        """Which paragraphs of an item after its first open with a unit of their own: 'Trung tâm A:
        chuẩn bị lực lượng …'.
        """
        later = enumerate(spans[1:], 1)
        return [at for at, s in later if opens_with_unit(self._words(s), self._context)]

    def _is_topic(self, heading: Span, under: Span) -> bool:
        """True for a heading that only says what the words under it are about: "I. ĐÁNH GIÁ CHUNG",
        "Phát triển nhân lực" / "Mở 03 lớp bồi dưỡng …".
        """
        words = self._words(heading)
        if words.isupper():
            return True
        if action_of(words.strip()) is None and action_of(self._words(under)) is not None:
            return True
        return any(a.leads for a in self._assigned(under))

    def _begin(self, spans: list[Span]) -> int:
        start = spans[0].start
        while start < spans[-1].end and self._text[start] in " :.\n\t":
            start += 1
        return start

    def _split_closing(
        self, spans: list[Span], node: Node, here: _Here, units: Actors
    ) -> tuple[list[Span], list[Span]]:
        """(its own paragraphs, the closing paragraphs of the part that follow them)."""
        if here.last == node.span.end and not units and spans:
            first = self._words(spans[0]).rstrip()
            if first.endswith((".", ";", "/")) and _FORMS.get(node.unit) != "article":
                return spans[:1], spans[1:]
        at = next(
            (i for i, s in enumerate(spans) if i and headings.is_closing(self._words(s))),
            len(spans),
        )
        return spans[:at], spans[at:]

    def _base(self, node: Node, here: _Here, span: Span) -> Draft:
        number = None if node.unit is Unit.BULLET else node.label
        return Draft(here.origin, here.path, self._words(span), span, here.group, number)

    def _passage(self, draft: Draft, form: Form, here: _Here) -> Passage:
        return Passage(draft, form, here.part, here.above, here.beside, here.article)

    # what headings and opening sentences give to what stands below them

    def _given(self, node: Node, here: _Here, units: Actors, sentence: Span | None) -> Given:
        """'Giao Sở X chủ trì, phối hợp với Y:' gives its actors to the items below it; without the
        colon too, where it says nothing else. ``sentence``: the last before the list, where it
        opens it.
        """
        if units:
            return replace(here.given, leads=units, cooperators=())
        if headings.names_somebody(self._words(heading_of(node, self._text, self._left_out))):
            return replace(here.given, leads=(), cooperators=())
        span = sentence or self._unpadded(node.own)
        if span.end - span.start > _LONGEST_LEAD_IN:
            return here.given
        if self._words(span).endswith(":") or self._goes_on(node, self._assigned(span)):
            return self._opened(span, here.given)
        return here.given

    def _goes_on(self, node: Node, found: tuple[Assignment, ...]) -> bool:
        """True for own words that give nothing but who leads and helps, and for work of one actor
        that its bullets go on with: 'Các sở xây dựng kế hoạch.', '- Báo cáo kết quả …'.
        """
        if len(found) != 1:
            return False
        bullets = all(c.unit is Unit.BULLET for c in node.children)
        return found[0].bare or (bullets and self._opens(node, found[0].leads))

    def _opens(self, node: Node, leads: Actors) -> bool:
        """True where the words of a node begin with ``leads``."""
        return bool(leads) and not self._text[node.own.start : leads[0].span.start].strip(" .:\n")

    def _lead_in(self, part: Part) -> str:
        """The sentence with a colon that stands right before the first item, or ""."""
        if not part.front:
            return ""
        words = self._words(self._outline.source.blocks[part.front[-1]].span).rstrip()
        return words if words.endswith(":") and len(words) <= _LONGEST_LEAD_IN else ""

    def _asked(self, part: Part, lead_in: str) -> Given:
        """Who is asked by the sentence before the items: 'Sở X đề nghị các cơ quan, đơn vị:'.
        'Đồng chí Chủ tịch kết luận như sau:' gives nobody work.
        """
        if not lead_in:
            return Given()
        start = self._outline.source.blocks[part.front[-1]].span.start
        span = Span(start=start, end=start + len(lead_in))
        told = any(a.ordered or a.request for a in self._assigned(span))
        return self._opened(span, Given()) if told or headings.asks(lead_in) else Given()

    def _opened(self, span: Span, given: Given) -> Given:
        """``given`` with the actors of a sentence that ends with a colon."""
        words = self._words(span).rstrip()
        if headings.announces(words):
            return given
        if asked := headings.asks(words):
            named = named_by_heading(words[asked:], self._context, offset=span.start + asked)
            if named:
                return replace(given, leads=named, cooperators=())
        found = [a for a in self._assigned(span) if a.leads]
        if len(found) != 1:
            return given
        return replace(given, leads=found[0].leads, cooperators=found[0].cooperators)

    def _units(self, node: Node) -> Actors:
        heading = heading_of(node, self._text, self._left_out)
        return named_by_heading(self._words(heading), self._context, offset=heading.start)

    def _fields(self, node: Node) -> tuple[Field, ...]:
        """Labelled lines that stand under a node: its bullets and lettered items, and paragraphs
        without a marker.
        """
        spans = self._paragraphs(node)[1:]
        each_its_own = sum(self._has_lines(child) for child in node.children) > 1
        for child in node.children:
            labelled = self._field(child) is not None
            if child.unit is Unit.BULLET:
                spans += self._labelled(child) if labelled or not each_its_own else []
            elif labelled and _is_below(child, node):
                spans += self._labelled(child)
        return self._lines(spans)

    def _lines(self, spans: Iterable[Span]) -> tuple[Field, ...]:
        """The labelled lines among the paragraphs of ``spans``."""
        found = (field_line(self._words(s), s.start) for s in spans)
        return tuple(f for f in found if f)

    def _has_lines(self, node: Node) -> bool:
        """True for a bullet that says who and when on lines of its own below it: where several do,
        each is work, and not the item above them.
        """
        return node.unit is Unit.BULLET and assigns(self._lines(self._paragraphs(node)[1:]))

    def _task_line(self, node: Node) -> Node | None:
        """The only child that says the work of its siblings' labels: 'a) Nhiệm vụ: …; b) Cơ quan
        thực hiện: …; c) Thời gian: …'.
        """
        found = [c for c in node.children if task_line(self._words(c.own)) is not None]
        return found[0] if len(found) == 1 else None

    def _lines_beside(self, task: Node, node: Node) -> tuple[Field, ...]:
        """The labelled lines of the siblings of ``task`` and of what stands under them."""
        beside = (n for child in node.children if child is not task for n in child.walk())
        return self._lines(span for n in beside for span in self._paragraphs(n))

    def _under_label(self, task: Node, fields: tuple[Field, ...], here: _Here) -> Passage:
        """The words after 'Nhiệm vụ:', with the list below it: the labels beside it say who and
        when of all of it.
        """
        start = task.own.start + (task_line(self._words(task.own)) or 0)
        if start >= task.own.end and task.children:
            start = task.children[0].own.start
        base = self._base(task, here, self._trimmed(Span(start=start, end=task.span.end)))
        draft = with_fields(base, fields, self._text, self._context, here.given)
        return self._passage(draft, "fields", here)

    def _trimmed(self, span: Span) -> Span:
        start, end = trimmed(self._text, span.start, span.end)
        return Span(start=start, end=end)

    def _field(self, node: Node) -> Field | None:
        field = field_line(self._words(node.own), node.own.start)
        return field if not node.children or _opens_days(field) else None

    def _labelled(self, node: Node) -> list[Span]:
        """The paragraphs that a label may open; with all below it where it says nothing itself."""
        whole = node.children and self._field(node) is not None
        return [node.span] if whole else self._paragraphs(node)

    def _paragraphs(self, node: Node) -> list[Span]:
        """The paragraphs of a node's own words, the first without its marker."""
        return list(paragraphs(self._text, node.own, self._left_out))

    def _words(self, span: Span) -> str:
        return self._text[span.start : span.end]


def _opens_days(field: Field | None) -> bool:
    """'- Thời gian thực hiện:' above a bullet for each unit that has a day of its own."""
    return field is not None and field.role == "due" and field.start >= field.end


def _as_group(heading: str) -> str | None:
    words = " ".join(heading.split()).rstrip(" :")
    return words if words and len(words) <= _LONGEST_GROUP else None


def _is_below(child: Node, node: Node) -> bool:
    """a) under 1., or 1.1 under 1: an item that may be a labelled line of the one above; 1. under
    I. is one of its own.
    """
    return node.label[:1].isdigit() and (
        child.label.islower() or child.label.startswith(f"{node.label}.")
    )
