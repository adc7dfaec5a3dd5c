"""From the chosen markers of a part to its nodes: spans, headings, own blocks and tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from vanban.extractors.outline.lines import Line
from vanban.extractors.outline.markers import Kind, unit_of
from vanban.extractors.outline.model import Node, Unit
from vanban.extractors.outline.reading import Choice
from vanban.schemas import Span

_TITLED = frozenset({Unit.PHAN, Unit.CHUONG, Unit.MUC, Unit.TIEU_MUC})
HEADING = 300
TITLE_LINES = 4


@dataclass(slots=True)
class _Draft:
    """A node while it is being put together."""

    choice: Choice
    unit: Unit
    lines: list[int]
    children: list[_Draft] = field(default_factory=list)


def build_nodes(lines: Sequence[Line], choices: Sequence[Choice], end: int) -> tuple[Node, ...]:
    """The trees of a part. ``end`` is the first line that belongs to no unit any more."""
    roots: list[_Draft] = []
    path: list[_Draft] = []
    for i, choice in enumerate(choices):
        following = choices[i + 1].line if i + 1 < len(choices) else end
        del path[choice.depth :]
        draft = _Draft(choice, _unit(choice, path), list(range(choice.line, following)))
        (path[-1].children if path else roots).append(draft)
        path.append(draft)
    return tuple(_node(draft, lines) for draft in roots)


def _unit(choice: Choice, path: Sequence[_Draft]) -> Unit:
    parent = path[-1].unit if path else None
    kind = choice.marker.kind
    if kind is Kind.ARABIC and parent is Unit.DIEU:
        return Unit.KHOAN
    if kind is Kind.LETTER and parent in (Unit.DIEU, Unit.KHOAN):
        return Unit.DIEM
    return unit_of(kind)


def _node(draft: _Draft, lines: Sequence[Line]) -> Node:
    children = tuple(_node(child, lines) for child in draft.children)
    own = [lines[i] for i in draft.lines]
    first, marker = own[0].span.start, draft.choice.marker
    own_end = own[-1].span.end
    return Node(
        unit=draft.unit,
        label=marker.label,
        marker=Span(
            start=first + marker.start, end=first + len(own[0].text[: marker.end].rstrip())
        ),
        own=Span(start=first + marker.end, end=own_end),
        span=Span(start=first, end=children[-1].span.end if children else own_end),
        heading=_heading(draft, own, bool(children)),
        blocks=tuple(b for line in own if line.table is None for b in line.blocks),
        tables=tuple(line.table for line in own if line.table is not None),
        children=children,
    )


def _heading(draft: _Draft, own: Sequence[Line], parent: bool) -> Span | None:
    """The words of the heading: on the marker's line, or on the next lines in capitals."""
    line, start = own[0], draft.choice.marker.end
    words = line.text[start:].rstrip()
    begin = line.span.start + start
    if not words and draft.unit is not Unit.BULLET:
        return _next_lines(own)
    if draft.unit in _TITLED:
        return _with_next_lines(Span(start=begin, end=begin + len(words)), own)
    if draft.unit in (Unit.BULLET, Unit.DIEM) or not _is_heading(
        words, line, parent or len(own) > 1
    ):
        return None
    return Span(start=begin, end=begin + len(words.rstrip(" :")))


def _is_heading(words: str, line: Line, followed: bool) -> bool:
    """A short line without a full stop with something below it, or one set in capitals or bold."""
    if not words or len(words) > HEADING or words.endswith((".", ";", ",")):
        return False
    return followed or words.isupper() or bool(line.style and line.style.bold)


def _next_lines(own: Sequence[Line]) -> Span | None:
    titles = _titles(own)
    return Span(start=titles[0].span.start, end=titles[-1].span.end) if titles else None


def _with_next_lines(span: Span, own: Sequence[Line]) -> Span:
    titles = [line for line in _titles(own) if line.capitals]
    return Span(start=span.start, end=titles[-1].span.end) if titles else span


def _titles(own: Sequence[Line]) -> list[Line]:
    found: list[Line] = []
    for line in own[1 : 1 + TITLE_LINES]:
        plain = line.table is None and len(line.text) <= HEADING
        if not plain or (found and not line.capitals) or (not found and not _title_like(line)):
            break
        found.append(line)
    return found


def _title_like(line: Line) -> bool:
    return line.capitals or not line.text.endswith((".", ";", ":", ","))
