"""Assignments in running text (domain brief 3.1)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from vanban.extractors.actors.refs import grammar_of
from vanban.extractors.assignments.clauses import clauses
from vanban.extractors.assignments.lexicon import words
from vanban.extractors.assignments.lists import Reading, actor_list
from vanban.extractors.assignments.model import Assignment
from vanban.extractors.assignments.predicate import only_helps, reports_to, roles_of, united
from vanban.extractors.assignments.subject import (
    Found,
    Subject,
    directs,
    only_actors,
    subject_of,
    who_answers,
)
from vanban.extractors.context import Context
from vanban.extractors.deadlines import find_deadlines
from vanban.extractors.language.folding import key
from vanban.schemas import ActorRef, Deadline, Span


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of tokens that is one assignment."""

    start: int
    stop: int
    leads: Found = ()
    subject: Subject | None = None
    predicate: int = 0
    collected: bool = False  # what a recipient does with what it is sent
    helps: bool = False  # "A chủ trì; B phối hợp thực hiện": no work of B's own
    helpers: Found = ()


def find_assignments(text: str, context: Context, *, offset: int = 0) -> tuple[Assignment, ...]:
    """The pieces of work that ``text`` (an item, a clause, a sentence) gives to actors, in order.

    One assignment for the whole text where one actor (or list of actors) is given work; several
    where the sentence gives different actors different work; one without leads where only helpers,
    recipients or a deadline are said (leads then come from the heading); none for closing formulas
    ('… chịu trách nhiệm thi hành Quyết định này') and for text that assigns nothing.
    ``offset`` is added to the spans.
    """
    reading = Reading(text, grammar_of(text, context, prose=True), context, offset)
    parts = list(_parts(reading))
    if not parts:
        return ()
    if not any(p.leads for p in parts):
        return _headless(reading)
    whole = not who_answers(reading, 0, len(reading.g.tokens))
    parts = _joined(parts)
    if len(parts) == 1 and whole:
        parts = [replace(parts[0], start=0)]
    return tuple(_assignment(reading, p) for p in parts)


def _is_formula(reading: Reading, start: int, stop: int) -> bool:
    """True when all that the clause assigns is the execution of the document itself."""
    formula = any(reading.g.has(words("formulas"), i) for i in range(start, stop))
    return formula and not any(reading.g.has(words("lead"), i) for i in range(start, stop))


def _parts(reading: Reading) -> Iterator[Part]:
    """Stretches with their subjects; a clause without one goes on with the stretch before it."""
    open_part: Part | None = None
    told: Found = ()
    for start, stop in _whole_lists(reading):
        if _is_formula(reading, start, stop):
            continue
        led = bool(open_part and open_part.leads)
        subject = (
            None
            if led and directs(reading, start)
            else subject_of(reading, start, stop, trusting=led or not (open_part or told))
        )
        passive = None if subject else _passive(reading, start, stop)
        if subject or passive:
            if open_part:
                yield open_part
            leads = subject.actors if subject else passive or ()
            predicate = subject.predicate if subject else start
            helps = led and only_helps(reading, predicate, stop)
            open_part = Part(start, stop, leads, subject, predicate, helps=helps)
        elif open_part:
            open_part = replace(open_part, stop=stop)
        elif answering := who_answers(reading, start, stop):
            told = answering
        elif told:  # "A chịu trách nhiệm trước B về …; chủ trì …"
            open_part = Part(start, stop, told, None, start)
        else:
            open_part = Part(start, stop, predicate=start)
        if open_part and (collector := _collector(reading, start, stop)):
            yield replace(open_part, stop=collector.start)
            open_part = collector
    if open_part:
        yield open_part


def _whole_lists(reading: Reading) -> Iterator[tuple[int, int]]:
    """Clauses; one that holds nothing but actors goes with the next ('Các sở, ban, ngành; UBND các
    huyện …').
    """
    begun: int | None = None
    actors = None
    for start, stop in clauses(reading.text, reading.g.tokens):
        first = start if begun is None else begun
        actors = only_actors(reading, first, stop, actors)
        if actors and reading.g.is_key(stop, ";"):
            begun = first
        else:
            yield first, stop
            begun = actors = None
    if begun is not None:
        yield begun, len(reading.g.tokens)


def _passive(reading: Reading, start: int, stop: int) -> Found | None:
    """'Nhiệm vụ … do A chủ trì thực hiện'."""
    g = reading.g
    for i in range(start, stop):
        if g.has(words("passive"), i):
            actors, end = actor_list(reading, i + 1, stop)
            if actors and g.has(words("passive_verbs"), end):
                return actors
    return None


def _collector(reading: Reading, start: int, stop: int) -> Part | None:
    """'… gửi A trước 30/11 để tổng hợp, báo cáo B': what follows 'để' is A's own work."""
    g = reading.g
    for i in range(start, stop):
        if not g.is_key(i, "gửi", "về"):
            continue
        at = i + 1
        while at < min(stop, i + 7) and not g.phrase(at):
            at += 1
        actors, end = actor_list(reading, at, stop)
        if len(actors) != 1 or actors[0][1].kind == "class":
            continue
        for j in range(end, min(stop, end + 16)):
            near = j == end or g.is_key(j - 1, "để") or j - end < 14
            if (
                near
                and g.has(words("collecting"), j)
                and not g.is_key(j - 1, ",")
                and _does_more(reading, j, stop)
            ):
                return Part(j, stop, actors, None, j, collected=True)
    return None


def _does_more(reading: Reading, i: int, stop: int) -> bool:
    """True where the recipient does more than 'tổng hợp' at ``i``: '…, xây dựng kế hoạch', '… báo
    cáo B'.
    """
    g = reading.g
    end = (words("collecting").longest(g.tokens, i) or (i, []))[0]
    return g.is_key(end, ",", "và") or any(g.has(words("reporting"), j) for j in range(end, stop))


def _joined(parts: list[Part]) -> list[Part]:
    """Words before the first subject belong to the first assignment; so do clauses of the same
    actors.
    """
    out: list[Part] = []
    for part in parts:
        if out and not out[-1].leads and not part.collected:
            out[-1] = replace(part, start=out[-1].start)
        elif out and part.helps:
            out[-1] = replace(out[-1], stop=part.stop, helpers=(*out[-1].helpers, *part.leads))
        elif out and not part.collected and _same(out[-1].leads, part.leads):
            out[-1] = replace(out[-1], stop=part.stop)
        else:
            out.append(part)
    return out


def _same(a: Found, b: Found) -> bool:
    return [i for i, _ in a] == [i for i, _ in b] or not b


def _headless(reading: Reading) -> tuple[Assignment, ...]:
    """Roles and dates of words whose actor stands in a heading above."""
    stop = len(reading.g.tokens)
    start = next((i for i, t in enumerate(reading.g.tokens) if t.word), stop)
    made = _assignment(reading, Part(0, stop, (), None, start))
    return (made,) if made.cooperators or made.reports_to or made.deadline else ()


def _assignment(reading: Reading, part: Part) -> Assignment:
    stop = part.stop
    roles = roles_of(reading, part.predicate, stop)
    own = {i for i, _ in part.leads} | {i for i, _ in roles.cooperators}
    leads = reading.refs(part.leads)
    told = {key(a.text) for a in leads}
    recipients = reading.refs(
        tuple(f for f in reports_to(reading, part.predicate, stop) if f[0] not in own)
    )
    span = _span(reading, part)
    passive = part.subject is None and bool(part.leads) and part.leads[0][0] >= part.start
    return Assignment(
        work=span,
        leads=leads,
        cooperators=_once(reading.refs(united(roles.cooperators, part.helpers)), set()),
        reports_to=_once(recipients, told),
        deadline=_deadline(reading, span),
        confidence=0.8 if passive else roles.confidence,
        needs_review=roles.doubt is not None,
        reason=roles.doubt,
        request=part.subject is not None and part.subject.request,
        ordered=part.subject is not None and part.subject.ordered,
        collected=part.collected,
        bare=bool(leads) and roles.said and _nothing_behind(reading, roles.after, stop),
    )


def _nothing_behind(reading: Reading, i: int, stop: int) -> bool:
    """True where no word stands between ``i`` and ``stop``."""
    return not any(token.word for token in reading.g.tokens[i:stop])


def _once(actors: tuple[ActorRef, ...], told: set[str]) -> tuple[ActorRef, ...]:
    """Each actor once, as first named, without those of ``told``."""
    first: dict[str, ActorRef] = {}
    for actor in actors:
        first.setdefault(key(actor.text), actor)
    return tuple(actor for words, actor in first.items() if words not in told)


def _span(reading: Reading, part: Part) -> Span:
    """The words of a part without blanks and marks round them, and without a trailing 'để'."""
    tokens = reading.g.tokens
    start, stop = part.start, part.stop
    while start < stop - 1 and not tokens[start].word and tokens[start].key not in ('"', "(", "“"):
        start += 1
    while stop > start + 1 and (tokens[stop - 1].key in (".", ";", ",", "/", ":", "-", "để", "và")):
        stop -= 1
    return Span(
        start=reading.offset + tokens[start].start, end=reading.offset + tokens[stop - 1].end
    )


def _deadline(reading: Reading, span: Span) -> Deadline | None:
    """The deadline that the words state; dates of cited documents and adverbs inside the work are
    none (find_deadlines).
    """
    local = reading.text[span.start - reading.offset : span.end - reading.offset]
    found = [
        d
        for d in find_deadlines(local, reading.context, offset=span.start)
        if d.text and (d.due or d.rrule or d.offset or d.boundary or d.kind == "window")
    ]
    return found[0] if len(found) == 1 else _preferred(found)


def _preferred(found: list[Deadline]) -> Deadline | None:
    """Of several time expressions the one that limits ('trước …', 'chậm nhất …'), doubtful if more
    than one does.
    """
    limits = [d for d in found if d.boundary in ("before", "at_latest")] or found
    if not limits:
        return None
    if len(limits) == 1:
        return limits[0]
    return limits[0].model_copy(
        update={"needs_review": True, "reason": limits[0].reason or "Câu có nhiều mốc thời gian"}
    )
