"""Items whose work is said by labelled lines below them: "Cơ quan chủ trì: …", "Thời gian: …"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import zip_longest

from vanban.extractors.outline.model import Node, Unit
from vanban.extractors.tasks.actors import named_by_heading
from vanban.extractors.tasks.fields import Field, assigns, field_line, fields_in, task_line
from vanban.extractors.tasks.wording import Wording
from vanban.schemas import Span


def fields_below(wording: Wording, node: Node) -> tuple[Field, ...]:
    """Labelled lines that stand under a node: its bullets and lettered items, and paragraphs
    without a marker.
    """
    spans = wording.paragraphs(node)[1:]
    each_its_own = sum(_has_fields(wording, child) for child in node.children) > 1
    for child in node.children:
        labelled = field_of(wording, child) is not None
        if child.unit is Unit.BULLET:
            spans += _labelled(wording, child) if labelled or not each_its_own else []
        elif labelled and _is_below(child, node):
            spans += _labelled(wording, child)
    return fields_of(wording, spans)


def fields_of(wording: Wording, spans: Iterable[Span]) -> tuple[Field, ...]:
    """The labelled lines among the paragraphs of ``spans``."""
    given = list(spans)
    found: list[Field] = []
    for span, below in zip_longest(given, given[1:]):
        own = fields_in(wording.words(span), span.start)
        alone = len(own) == 1 and own[0].start >= own[0].end
        if alone and below and field_line(wording.words(below)) is None:
            # "Đơn vị chủ trì:" above the name
            value = wording.trimmed(below)
            own = (replace(own[0], start=value.start, end=value.end),)
        found += own
    return tuple(found)


def _has_fields(wording: Wording, node: Node) -> bool:
    """True for a bullet that says who and when on lines of its own below it: where several do,
    each is work, and not the item above them.
    """
    return node.unit is Unit.BULLET and assigns(fields_of(wording, wording.paragraphs(node)[1:]))


def work_line(wording: Wording, node: Node) -> Node | None:
    """The only child that says the work of its siblings' labels: 'a) Nhiệm vụ: …; b) Cơ quan
    thực hiện: …; c) Thời gian: …'.
    """
    found = [c for c in node.children if task_line(wording.words(c.own)) is not None]
    return found[0] if len(found) == 1 else None


def fields_beside(wording: Wording, task: Node, node: Node) -> tuple[Field, ...]:
    """The labelled lines of the siblings of ``task`` and of what stands under them."""
    beside = (n for child in node.children if child is not task for n in child.walk())
    return fields_of(wording, (span for n in beside for span in wording.paragraphs(n)))


def is_label(wording: Wording, node: Node) -> bool:
    """True for a bullet that is a labelled line of the item above it; '- Sở Tài chính: bố trí
    kinh phí' is work.
    """
    if node.unit is not Unit.BULLET or field_of(wording, node) is None:
        return False
    before, _, _ = wording.words(node.own).partition(":")
    return not named_by_heading(before, wording.context)


def field_of(wording: Wording, node: Node) -> Field | None:
    """The labelled line that a node is, with nothing below it but days of units."""
    field = field_line(wording.words(node.own), node.own.start)
    return field if not node.children or _opens_days(field) else None


def _labelled(wording: Wording, node: Node) -> list[Span]:
    """The paragraphs that a label may open; with all below it where it says nothing itself."""
    whole = node.children and field_of(wording, node) is not None
    return [node.span] if whole else wording.paragraphs(node)


def _opens_days(field: Field | None) -> bool:
    """'- Thời gian thực hiện:' above a bullet for each unit that has a day of its own."""
    return field is not None and field.role == "due" and field.start >= field.end


def _is_below(child: Node, node: Node) -> bool:
    """a) under 1., or 1.1 under 1: an item that may be a labelled line of the one above; 1. under
    I. is one of its own.
    """
    return node.label[:1].isdigit() and (
        child.label.islower() or child.label.startswith(f"{node.label}.")
    )
