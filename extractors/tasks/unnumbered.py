"""Assignments in paragraphs that bear no number, as letters, notices and directives have them (công
văn, thông báo, chỉ thị).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from vanban.extractors.assignments import Assignment, find_assignments
from vanban.extractors.context import Context
from vanban.extractors.language.forms import RECIPIENTS
from vanban.extractors.language.list_markers import BULLET
from vanban.extractors.tasks import headings
from vanban.extractors.tasks.draft import Draft
from vanban.extractors.tasks.from_text import Given, prose_tasks
from vanban.schemas import Span

_ORDER = re.compile(
    r"(?:(?:trân trọng |kính )?đề nghị|yêu cầu|giao cho|giao|phân công|kính mời)\s+$", re.IGNORECASE
)
_BACK = 60  # characters before an actor in which the word of order is looked for
_BULLET = re.compile(rf"\s*{BULLET}\s+")
_END = re.compile(rf"\s*{RECIPIENTS}\b", re.IGNORECASE)


def loose_tasks(
    text: str, spans: Iterable[Span], base: Draft, context: Context, *, told: bool = False
) -> Iterator[Draft]:
    """Drafts of the paragraphs ``spans`` of ``text`` in which somebody is ordered or asked to do
    something.

    A sentence that ends with a colon ('… yêu cầu các đơn vị thực hiện các nội dung sau:') orders
    what follows it: from there on (``told``: from the beginning) a paragraph that opens with an
    actor gives that actor work. Other paragraphs tell; they assign nothing.
    """
    for span in _until_recipients(text, spans):
        words = text[span.start : span.end]
        found = [
            a for a in find_assignments(words.rstrip(" :"), context, offset=span.start) if a.leads
        ]
        ordered = any(a.ordered or a.request for a in found)
        if words.rstrip().endswith(":"):
            told = told or ordered or headings.announces(words)
        elif found and (ordered or (told and found[0].leads[0].span.start == span.start)):
            whole = replace(base, span=Span(start=_begin(text, span, found[0]), end=span.end))
            yield from (
                d
                for d in prose_tasks(whole, text, Given(explicit=True), context)
                if d.leads and not _appeals(d)
            )


def _until_recipients(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    """The paragraphs before 'Nơi nhận', each without its bullet."""
    for span in spans:
        if _END.match(text, span.start, span.end):
            return
        bullet = _BULLET.match(text, span.start, span.end)
        yield Span(start=bullet.end(), end=span.end) if bullet else span


def _begin(text: str, span: Span, first: Assignment) -> int:
    """Where the order begins behind what explains it: 'Thực hiện Kế hoạch …, Sở Nội vụ | đề nghị
    các xã …'.
    """
    at = first.leads[0].span.start
    found = _ORDER.search(text, max(span.start, at - _BACK), at)
    return found.start() if found else span.start


def _appeals(draft: Draft) -> bool:
    """A general appeal without a date ('Đề nghị các đơn vị nghiêm túc thực hiện') is no task."""
    return headings.is_closing(draft.text) and draft.deadline.kind == "none"
