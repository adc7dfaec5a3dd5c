"""Who is given work by a clause, and where the predicate begins."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.actors.grammar import Phrase
from extractors.assignments.lexicon import words
from extractors.assignments.lists import Reading, actor_list

Found = tuple[tuple[int, Phrase], ...]


@dataclass(frozen=True, slots=True)
class Subject:
    """The actors of a clause: ``begin`` is their first token, ``predicate`` the first one after them."""

    actors: Found
    begin: int
    predicate: int
    ordered: bool = False  # "Giao A …"
    request: bool = False  # "Đề nghị A …"


def subject_of(reading: Reading, start: int, stop: int) -> Subject | None:
    """The actors who are given work in the clause ``start:stop``, or None.

    They open it, or follow 'giao', 'đề nghị' …, or follow an adverbial ('Hàng năm, các đơn vị …'). 'UBND tỉnh giao Sở X …': Sở X.
    """
    g = reading.g
    start = _skip_marks(reading, start, stop)
    at = start
    while at < stop:
        if candidate := _at(reading, at, stop):
            return candidate
        if at == start and not _may_open(reading, start):
            return None
        at = _next_place(reading, at, stop)
    return None if at >= stop else _at(reading, min(at, len(g.tokens)), stop)


def _skip_marks(reading: Reading, i: int, stop: int) -> int:
    while i < stop and (not reading.g.tokens[i].word or reading.g.is_key(i, "đồng", "thời") or reading.g.tokens[i].key.isdigit()):
        i += 1
    return i


def _may_open(reading: Reading, i: int) -> bool:
    return reading.g.has(words("openers"), i)


def _next_place(reading: Reading, i: int, stop: int) -> int:
    """The next token at which a subject may begin: after a comma or colon."""
    depth = 0
    for j in range(i, stop):
        key = reading.g.tokens[j].key
        depth += (key == "(") - (key == ")")
        if depth <= 0 and key in (",", ":"):
            return j + 1
    return stop


def _at(reading: Reading, i: int, stop: int) -> Subject | None:
    """A subject at ``i``, behind 'giao' or 'đề nghị' if they stand there."""
    g = reading.g
    order, request = words("orders").longest(g.tokens, i), words("requests").longest(g.tokens, i)
    told = request or order
    actors, end = actor_list(reading, told[0] if told else i, stop, bare=bool(told))
    if not actors or end >= stop:
        return None
    after = end + 1 if g.is_key(end, ":", ",") else end
    if not told and (nested := _assigner(reading, end, stop)):
        return nested
    if not _is_work(reading, after, stop, sure=bool(told)):
        return None
    return Subject(actors, actors[0][0], after, ordered=bool(order), request=bool(request))


def _assigner(reading: Reading, end: int, stop: int) -> Subject | None:
    """'UBND tỉnh giao Sở X …', 'Bộ đề nghị các địa phương …': who gives the work does not do it."""
    g = reading.g
    if not (g.has(words("orders"), end) or g.has(words("requests"), end)) or g.is_key(end, "chỉ"):
        return None
    inner = _at(reading, end, stop)
    return inner


def _is_work(reading: Reading, i: int, stop: int, *, sure: bool) -> bool:
    """True when the words at ``i`` say what is to be done."""
    g = reading.g
    if i >= stop or g.has(words("no_work"), i):
        return False
    if g.is_key(i, "là", "làm"):
        return g.has(words("focal"), i) or g.has(words("lead"), i)
    if g.has(words("formulas"), i):
        return False
    token = g.tokens[i]
    if not token.word:
        return False
    return sure or (
        not token.cap and (g.is_predicate(i) or g.has(words("lead"), i) or g.has(words("together"), i) or g.has(words("duty"), i))
    )
