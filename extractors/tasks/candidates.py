"""Candidates: all words of sections, articles and loose paragraphs that might be work.

Wide on purpose: nothing is decided here. Each candidate carries what stands above and beside it;
``evidence`` says what speaks for and against it, ``decision`` weighs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from vanban.extractors.context import Context
from vanban.extractors.language.data import toml
from vanban.extractors.outline.model import Node, Outline, Part, Unit
from vanban.extractors.tables.roles import label_role
from vanban.extractors.tasks import headings
from vanban.extractors.tasks.action import action_of
from vanban.extractors.tasks.actors import Actors, named_by_heading
from vanban.extractors.tasks.draft import Draft
from vanban.extractors.tasks.fields import Field, assigns, field_line, task_line
from vanban.extractors.tasks.from_text import Given, completed, opens_with_unit, with_fields
from vanban.extractors.tasks.giving import (
    given_below,
    given_by_lead_in,
    lead_in,
    units_of_heading,
)
from vanban.extractors.tasks.labelled_lines import (
    field_of,
    fields_below,
    fields_beside,
    is_label,
    work_line,
)
from vanban.extractors.tasks.loose import loose_passages
from vanban.extractors.tasks.passages import Form, Here, Passage, passage, passages_of
from vanban.extractors.tasks.places import label_of, part_address
from vanban.extractors.tasks.units import left_out_of, with_bullets
from vanban.extractors.tasks.wording import Wording
from vanban.schemas import Header, Span

_FORMS: dict[Unit, Form] = {
    Unit.ITEM: "item",
    Unit.BULLET: "bullet",
    Unit.KHOAN: "clause",
    Unit.DIEM: "clause",
    Unit.DIEU: "article",
}
_COUNT = re.compile(toml("vanban.extractors.tasks", "headings.toml")["count"])
_SHORTEST_HEAD = 30  # characters of opening words that may be work
_LONGEST_GROUP = 400  # characters of a heading that names a group


class Walker:
    """Walks the parts of one document. Holds nothing but what it was given."""

    def __init__(self, outline: Outline, header: Header, context: Context) -> None:
        self._outline = outline
        self._text = outline.source.text
        self._header = header
        self._context = context
        self._wording = Wording(self._text, context, left_out_of(outline.source))

    def passages(self) -> Iterator[Passage]:
        """The passages of all parts, in order."""
        for index, part in enumerate(self._outline.parts):
            here = Here(part, part_address(self._outline, index), beside=part.span.start)
            if part.title:
                here = here.under(self._words(part.title))
            yield from loose_passages(self._wording, self._opening(part), here)
            below = replace(
                self._under_lead_in(part, here),
                last=part.nodes[-1].span.end if part.nodes else None,
            )
            for node in part.nodes:
                yield from self._visit(node, below)
            yield from loose_passages(self._wording, self._blocks(part.back), here)

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
        if part.title:
            ends.append(part.title.end)
        return [s for s in self._blocks(part.front) if s.start >= max(ends, default=0)]

    def _under_lead_in(self, part: Part, here: Here) -> Here:
        """The state below the sentence with a colon that stands right before the first item."""
        before = self._outline.source.blocks[part.front[-1]].span if part.front else None
        sentence = lead_in(self._wording, before) if before else None
        if sentence is None:
            return here
        given = given_by_lead_in(self._wording, sentence)
        return replace(here.under(self._words(sentence)), given=given)

    def _visit(self, node: Node, here: Here) -> Iterator[Passage]:
        node = with_bullets(node, self._text, self._wording.left_out)
        here = replace(here, path=(*here.path, label_of(node)))
        if node.unit is Unit.DIEU:
            here = self._in_article(node, here)
        fields = fields_below(self._wording, node)
        task = work_line(self._wording, node)
        if assigns(fields) and not (task and self._is_number(node)):
            yield passage(self._fielded(node, fields, here), "fields", here)
            return
        if task and assigns(fields := fields_beside(self._wording, task, node)):
            yield self._under_label(task, fields, here)
            return
        units = units_of_heading(self._wording, node)
        kids = [c for c in node.children if not is_label(self._wording, c)]
        if not kids and self._gives_above_lines(node, fields):
            yield from self._with_lines(node, fields, here)
            return
        if not kids:
            yield from self._leaf(node, here, units)
            return
        yield from self._own(node, here, units)
        yield from self._head(node, here, units)
        heading = self._words(self._wording.heading(node))
        sentence = self._sentence_before_list(node)
        below = replace(
            here.under(heading).under(self._words(sentence) if sentence else ""),
            given=given_below(self._wording, node, here, units, sentence),
            group=_as_group(heading) or here.group,
            beside=node.span.start,
        )
        for child in kids:
            yield from self._visit(child, below)

    def _sentence_before_list(self, node: Node) -> Span | None:
        """The last of a node's own paragraphs, where a heading stands before it and it opens the
        list below with a colon.
        """
        own = self._wording.paragraphs(node)[1:]
        return lead_in(self._wording, own[-1]) if own else None

    def _in_article(self, node: Node, here: Here) -> Here:
        heading = self._words(node.heading) if node.heading else ""
        start = node.heading.start if node.heading else 0
        leads = named_by_heading(heading, self._context, offset=start)
        return replace(
            here, origin="article", given=Given(leads), group=heading or None, article=heading
        )

    def _fielded(self, node: Node, fields: tuple[Field, ...], here: Here) -> Draft:
        span = self._wording.heading(node)
        base = self._base(node, here, self._wording.trimmed(span))
        return with_fields(base, fields, self._text, self._context, here.given)

    def _is_number(self, node: Node) -> bool:
        """ "Nhiệm vụ 1" above "- Nội dung: …": the heading only counts."""
        words = self._words(self._wording.heading(node)).strip(" .:")
        label = _COUNT.sub("", words)
        return label != words and label_role(label) == "task"

    def _gives_above_lines(self, node: Node, fields: tuple[Field, ...]) -> bool:
        """'1. Sở Nội vụ kiểm tra việc lưu trữ' above '- Thời gian hoàn thành: Quý IV/2026' and no
        other words: the item says what and who, its lines the rest.
        """
        told = any(f.role in ("cooperators", "due", "outputs", "funding") for f in fields)
        said = self._wording.paragraphs(node)
        if not told or not said:  # "1.", "2." of a form that is still to be filled in
            return False
        first, *below = said
        if not all(field_line(self._words(span)) for span in below):
            return False
        works = action_of(self._words(first).strip()) is not None
        return works or any(a.leads for a in self._wording.assigned(first))

    def _with_lines(self, node: Node, fields: tuple[Field, ...], here: Here) -> Iterator[Passage]:
        """The work of the first paragraph, with what the labelled lines below it say."""
        span = self._wording.trimmed(self._wording.paragraphs(node)[0])
        form = _FORMS.get(node.unit, "item")
        found = list(passages_of(self._wording, self._base(node, here, span), form, here))
        for said in found:
            only = len(found) == 1
            draft = completed(said.draft, fields, self._text, self._context) if only else said.draft
            yield replace(said, draft=draft)

    def _own(self, node: Node, here: Here, units: Actors) -> Iterator[Passage]:
        """The own words of an item that has items below it, where they give somebody work."""
        if units or (node.heading and node.heading.end >= node.own.end):
            return
        for span in self._wording.paragraphs(node)[1 if node.heading else 0 :]:
            if self._may_be_own_work(span):
                base = self._base(node, here, span)
                yield from passages_of(self._wording, base, "own", here)

    def _may_be_own_work(self, span: Span) -> bool:
        """True where somebody is named, or the words open with a verb and end as a sentence."""
        words = self._words(span)
        done = words.rstrip().endswith((".", ";")) and action_of(words) is not None
        return done or any(a.leads for a in self._wording.assigned(span))

    def _head(self, node: Node, here: Here, units: Actors) -> Iterator[Passage]:
        """The opening words of an item that has items below it, where they say what is to be done:
        '1. Xây dựng báo cáo tình hình thực hiện, gồm:'.
        """
        span = self._wording.heading(node)
        words = self._words(span)
        if units or len(words) < _SHORTEST_HEAD or not headings.consists(words):
            return
        if action_of(words) is None and not any(a.leads for a in self._wording.assigned(span)):
            return
        base = self._base(node, here, span)
        yield from passages_of(self._wording, base, "head", here)

    def _leaf(self, node: Node, here: Here, units: Actors) -> Iterator[Passage]:
        """The words of a lowest item. Under a unit's heading the words after it, done by the
        unit.
        """
        spans, closing = self._split_closing(self._wording.paragraphs(node), node, here, units)
        if units:
            heading = self._wording.heading(node)
            here = replace(here, given=replace(here.given, leads=units))
            spans = [
                Span(start=max(s.start, heading.end), end=s.end)
                for s in spans
                if s.end > heading.end
            ]
        form: Form = "labelled" if field_of(self._wording, node) else _FORMS.get(node.unit, "item")
        for base in self._stretches(node, here, spans, units):
            inside = here.under(self._over(node, base, here))
            yield from passages_of(self._wording, base, form, inside)
        after = replace(here, path=here.path[:-1], given=Given())
        yield from loose_passages(self._wording, closing, after)

    def _over(self, node: Node, base: Draft, here: Here) -> str:
        """The heading over a stretch: its group, or the heading with which an item of more words
        opens ('I. ĐÁNH GIÁ CHUNG', then what is said of it).
        """
        if base.group and base.group != here.group:
            return base.group
        heading = node.heading
        if heading is None or base.span.start > heading.start or heading.end >= base.span.end:
            return ""
        return self._words(heading)

    def _stretches(
        self, node: Node, here: Here, spans: list[Span], units: Actors
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
        "Về quốc phòng, an ninh", "Phát triển nhân lực" / "Mở 03 lớp bồi dưỡng …".
        """
        words = self._words(heading)
        if words.isupper() or headings.is_topic(words):
            return True
        if action_of(words.strip()) is None and action_of(self._words(under)) is not None:
            return True
        return any(a.leads for a in self._wording.assigned(under))

    def _begin(self, spans: list[Span]) -> int:
        start = spans[0].start
        while start < spans[-1].end and self._text[start] in " :.\n\t":
            start += 1
        return start

    def _split_closing(
        self, spans: list[Span], node: Node, here: Here, units: Actors
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

    def _base(self, node: Node, here: Here, span: Span) -> Draft:
        number = None if node.unit is Unit.BULLET else node.label
        return Draft(here.origin, here.path, self._words(span), span, here.group, number)

    def _under_label(self, task: Node, fields: tuple[Field, ...], here: Here) -> Passage:
        """The words after 'Nhiệm vụ:', with the list below it: the labels beside it say who and
        when of all of it.
        """
        start = task.own.start + (task_line(self._words(task.own)) or 0)
        if start >= task.own.end and task.children:
            start = task.children[0].own.start
        base = self._base(task, here, self._wording.trimmed(Span(start=start, end=task.span.end)))
        draft = with_fields(base, fields, self._text, self._context, here.given)
        return passage(draft, "fields", here)

    def _words(self, span: Span) -> str:
        return self._wording.words(span)


def _as_group(heading: str) -> str | None:
    words = " ".join(heading.split()).rstrip(" :")
    return words if words and len(words) <= _LONGEST_GROUP else None
