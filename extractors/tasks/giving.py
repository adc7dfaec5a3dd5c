"""What headings and opening sentences give to what stands below them: who does it, who helps."""

from __future__ import annotations

from dataclasses import replace

from vanban.extractors.assignments import Assignment
from vanban.extractors.outline.model import Node, Unit
from vanban.extractors.tasks import headings
from vanban.extractors.tasks.actors import Actors, named_by_heading, whoever
from vanban.extractors.tasks.from_text import Given
from vanban.extractors.tasks.passages import Here
from vanban.extractors.tasks.wording import Wording
from vanban.schemas import Span

LONGEST_LEAD_IN = 900
"""Characters of a sentence that gives what is listed below it."""


_LONGEST_OPENER = 40
"""Characters of a line that only opens what is listed below it."""


def given_below(
    wording: Wording, node: Node, here: Here, units: Actors, sentence: Span | None
) -> Given:
    """'Giao Sở X chủ trì, phối hợp với Y:' gives its actors to the items below it; without the
    colon too, where it says nothing else. ``sentence``: the last before the list, where it
    opens it.
    """
    if units:
        return replace(here.given, leads=units, cooperators=())
    heading = wording.heading(node)
    if headings.names_somebody(wording.words(heading)):
        somebody = whoever(wording.words(heading), wording.context, offset=heading.start)
        return replace(here.given, leads=somebody, cooperators=())
    span = sentence
    if span is None or _only_opens(wording, span):
        span = wording.unpadded(node.own)
    if headings.opens_helpers(wording.words(span)):
        return replace(here.given, helped=True)
    if span.end - span.start > LONGEST_LEAD_IN:
        return here.given
    if wording.words(span).endswith(":") or _goes_on(wording, node, wording.assigned(span)):
        return given_by_sentence(wording, span, here.given)
    return here.given


def _only_opens(wording: Wording, sentence: Span) -> bool:
    """'Cụ thể như sau:' on a line of its own: who does it stands above."""
    words = wording.words(sentence)
    return len(words) <= _LONGEST_OPENER and not (
        headings.asks(words) or headings.opens_helpers(words) or wording.assigned(sentence)
    )


def _goes_on(wording: Wording, node: Node, found: tuple[Assignment, ...]) -> bool:
    """True for own words that give nothing but who leads and helps, and for work of one actor
    that its bullets go on with: 'Các sở xây dựng kế hoạch.', '- Báo cáo kết quả …'.
    """
    if len(found) != 1:
        return False
    bullets = all(c.unit is Unit.BULLET for c in node.children)
    return found[0].bare or (bullets and _opens(wording, node, found[0].leads))


def _opens(wording: Wording, node: Node, leads: Actors) -> bool:
    """True where the words of a node begin with ``leads``."""
    return bool(leads) and not wording.text[node.own.start : leads[0].span.start].strip(" .:\n")


def lead_in(wording: Wording, before: Span) -> Span | None:
    """``before``, the paragraph right before the first item, where it is a sentence with a
    colon.
    """
    sentence = wording.unpadded(before)
    opens = wording.words(sentence).endswith(":")
    return sentence if opens and sentence.end - sentence.start <= LONGEST_LEAD_IN else None


def given_by_lead_in(wording: Wording, sentence: Span) -> Given:
    """Who is asked by the sentence before the items: 'Sở X đề nghị các cơ quan, đơn vị:'.
    'Đồng chí Chủ tịch kết luận như sau:' gives nobody work.
    """
    told = any(a.ordered or a.request for a in wording.assigned(sentence))
    asked = told or headings.asks(wording.words(sentence))
    return given_by_sentence(wording, sentence, Given()) if asked else Given()


def given_by_sentence(wording: Wording, span: Span, given: Given) -> Given:
    """``given`` with the actors of a sentence that ends with a colon."""
    words = wording.words(span).rstrip()
    if headings.announces(words):
        return given
    if asked := headings.asks(words):
        named = named_by_heading(words[asked:], wording.context, offset=span.start + asked)
        if named:
            return replace(given, leads=named, cooperators=())
    found = [a for a in wording.assigned(span) if a.leads]
    if len(found) != 1:
        return given
    return replace(given, leads=found[0].leads, cooperators=found[0].cooperators)


def units_of_heading(wording: Wording, node: Node) -> Actors:
    """The units that the heading of a node names, where it says nothing else: '2. Sở Y tế'."""
    heading = wording.heading(node)
    return named_by_heading(wording.words(heading), wording.context, offset=heading.start)
