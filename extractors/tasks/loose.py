"""Paragraphs without a number that might be work, as letters, notices and directives have them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from vanban.extractors.assignments import Assignment
from vanban.extractors.language.forms import RECIPIENTS
from vanban.extractors.language.list_markers import BULLET
from vanban.extractors.tasks import headings
from vanban.extractors.tasks.action import action_of
from vanban.extractors.tasks.actors import Actors, named_by_heading
from vanban.extractors.tasks.draft import Draft
from vanban.extractors.tasks.from_text import Given
from vanban.extractors.tasks.giving import LONGEST_LEAD_IN, given_by_sentence
from vanban.extractors.tasks.passages import Form, Here, Opening, Passage, passages_of
from vanban.extractors.tasks.wording import Wording
from vanban.schemas import Span

_LONGEST_UNIT = 80  # characters of a unit that stands alone on its line
_BACK = 60  # characters before an actor in which the word of order is looked for
_BULLET = re.compile(rf"\s*{BULLET}\s+")
_RECIPIENTS = re.compile(rf"\s*{RECIPIENTS}\b", re.IGNORECASE)


def loose_passages(wording: Wording, spans: Iterable[Span], here: Here) -> Iterator[Passage]:
    """Each paragraph; a sentence that ends with a colon stands above those that follow it: its
    bullets, where one comes first, else all. So does a unit that stands alone on its line
    ('Phòng Kỹ thuật').
    """
    here = replace(here, path=(*here.path, "-"))
    above = Opening(here)
    for span, bulleted in _until_recipients(wording, spans):
        words = wording.words(span)
        above = above.before(words, bulleted)
        if words.rstrip().endswith(":") and len(words) <= LONGEST_LEAD_IN:
            given = given_by_sentence(wording, span, here.given)
            below = replace(here.under(words), given=given, beside=span.start)
            above = Opening(here, below, to_receivers=headings.addresses(words))
        elif not above.to_receivers and not bulleted and (units := _unit_alone(wording, span)):
            base = above.outside if above.of_unit else above.now
            below = replace(base.under(words), given=Given(units), beside=span.start)
            above = Opening(base, below, of_unit=True)
        elif not above.to_receivers and not headings.is_basis(words):
            yield from _paragraph(wording, span, "bullet" if bulleted else "paragraph", above.now)


def _unit_alone(wording: Wording, span: Span) -> Actors:
    """The units that a line without a full stop names alone, empty where it says more."""
    words = wording.words(span)
    if len(words) > _LONGEST_UNIT or words.rstrip().endswith((".", ";", ",", ":")):
        return ()
    return named_by_heading(words, wording.context, offset=span.start)


def _paragraph(wording: Wording, span: Span, form: Form, here: Here) -> Iterator[Passage]:
    """An order behind what explains it begins at its verb: 'Thực hiện Kế hoạch …, Sở Nội vụ |
    đề nghị các xã …'.
    """
    found = [a for a in wording.assigned(span) if a.leads]
    if not found and not here.above and action_of(wording.words(span)) is None:
        return  # nobody is named, nothing is opened: letterhead, bases, what is told
    start = _order(wording, span, found[0]) if found else span.start
    base = Draft(here.origin, here.path, "", Span(start=start, end=span.end), here.group)
    yield from passages_of(wording, base, form, here)


def _order(wording: Wording, span: Span, first: Assignment) -> int:
    """Where the order begins: at the word that asks, shortly before the first who is asked."""
    at = first.leads[0].span.start
    found = headings.order_before().search(wording.text, max(span.start, at - _BACK), at)
    return found.start() if found else span.start


def _until_recipients(wording: Wording, spans: Iterable[Span]) -> Iterator[tuple[Span, bool]]:
    """The paragraphs before 'Nơi nhận', each without its bullet, and whether it has one."""
    for span in spans:
        if _RECIPIENTS.match(wording.text, span.start, span.end):
            return
        bullet = _BULLET.match(wording.text, span.start, span.end)
        yield (Span(start=bullet.end(), end=span.end), True) if bullet else (span, False)
