"""What the predicate of an assignment says of roles: who leads, who helps, to whom the result
goes.
"""

from __future__ import annotations

from dataclasses import dataclass

from vanban.extractors.actors.grammar import Phrase
from vanban.extractors.assignments.lexicon import words
from vanban.extractors.assignments.lists import Reading, actor_list, is_verb
from vanban.extractors.assignments.subject import Found

DOUBTFUL = "Văn bản chỉ nói “phối hợp với”, không nói ai chủ trì"


@dataclass(frozen=True, slots=True)
class Roles:
    """Reading of a predicate."""

    cooperators: Found = ()
    confidence: float = 0.7
    doubt: str | None = None
    after: int = 0  # token at which the work itself begins
    said: bool = False  # "chủ trì", "đầu mối" or "phối hợp" stands there


def roles_of(reading: Reading, i: int, stop: int) -> Roles:
    """Roles in the words from ``i``: 'chủ trì, phối hợp với B …', 'phối hợp với B …', 'có trách
    nhiệm …', a plain verb.
    """
    g = reading.g
    if duty := words("duty").longest(g.tokens, i):
        i = duty[0]
    lead = words("lead").longest(g.tokens, i)
    focal = None if lead else words("focal").longest(g.tokens, i)
    at = lead[0] if lead else focal[0] if focal else i
    while at < stop and g.is_key(at, ",", "và"):
        at += 1
    if focal and (
        lead := words("lead").longest(g.tokens, at)
    ):  # 'là cơ quan thường trực, chủ trì, phối hợp với …'
        at = lead[0] + g.is_key(lead[0], ",")
    helpers, after = _together(reading, at, stop)
    helpers = united(helpers, _later(reading, max(at, after), stop))
    if lead:
        helpers = united(helpers, _beside(reading, at, stop))
        return Roles(helpers, 0.95, after=after, said=True)
    if focal:
        return Roles(helpers, 0.8, after=after, said=True)
    if after > i or g.has(words("together"), i):
        return Roles(helpers, 0.5, DOUBTFUL, after, said=True)
    return Roles(helpers, 0.85 if duty else 0.75, after=i)


def _together(reading: Reading, i: int, stop: int) -> tuple[Found, int]:
    """The actors after 'phối hợp với' at ``i``, and the token after them."""
    hit = words("together").longest(reading.g.tokens, i)
    if hit is None:
        return (), i
    at = (
        hit[0] + 1 if reading.g.is_key(hit[0], ":", "với") else hit[0]
    )  # 'với với' is typed now and then
    if not reading.g.is_key(at - 1, "với", "cùng") and is_verb(reading.g, at):
        return (), i  # 'phối hợp | tổ chức kiểm tra'
    actors, end = actor_list(reading, at, stop, bare=True)
    return (actors, end) if actors else ((), i)


def _later(reading: Reading, i: int, stop: int) -> Found:
    """'chủ trì xây dựng …, phối hợp với B …; phối hợp với C …': helpers that stand behind the work,
    as often as they are named.
    """
    g, end = reading.g, i
    out: list[tuple[int, Phrase]] = []
    for j in range(i, stop):
        if j >= end and g.is_key(j, "phối") and _opens_help(reading, j, i):
            found, end = _together(reading, j, stop)
            out += found
    return tuple(out)


def _beside(reading: Reading, i: int, stop: int) -> Found:
    """'A chủ trì, | B và các đơn vị liên quan | phối hợp …': the actors right before 'phối hợp'
    help who leads.
    """
    g = reading.g
    for j in range(i, stop):
        if j == i or g.is_key(j - 1, ",", ";", "và"):
            actors, end = actor_list(reading, j, stop)
            if actors and (g.is_key(end, "phối") or g.has(words("helping"), end)):
                return actors
    return ()


def only_helps(reading: Reading, i: int, stop: int) -> bool:
    """True where 'phối hợp', 'phối hợp thực hiện' is all that is said of an actor."""
    g = reading.g
    hit = words("helping").longest(g.tokens, i)
    end = hit[0] if hit else i
    done = words("doing").longest(g.tokens, end)
    end = done[0] if done else end
    return hit is not None and (end >= stop or g.is_key(end, ".", ";"))


def _opens_help(reading: Reading, j: int, i: int) -> bool:
    """True where 'phối hợp' at ``j`` is a verb: behind a mark, a conjunction or an adverb of
    zeal; with 'với' or 'cùng' behind any word but one that makes a noun of it ('quy chế phối hợp
    với …').
    """
    g = reading.g
    if j == i or g.tokens[j].brk or g.is_key(j - 1, ",", ";", "(", "và", ":", "-", "."):
        return True
    hit = words("together").longest(g.tokens, j)
    joined = hit is not None and g.is_key(hit[0] - 1, "với", "cùng")
    noun = any(words("makes_noun").longest(g.tokens, k) for k in (j - 1, j - 2))
    return joined and not noun and not _told_to_others(reading, j, i)


def _told_to_others(reading: Reading, j: int, i: int) -> bool:
    """'chỉ đạo hệ thống y tế cơ sở | phối hợp với C': who is to work with C stands right before."""
    g = reading.g
    begun = next((k for k in range(j - 1, i - 1, -1) if g.is_key(k, ";", ".")), i - 1) + 1
    told = any(g.has(words("directing"), k) for k in range(begun, j))
    return told and any(
        (actor := g.phrase(k, bare=True)) is not None and actor.end == j for k in range(begun, j)
    )


def united(first: Found, more: Found) -> Found:
    """Both lists, each place in the text once."""
    seen = {i for i, _ in first}
    return (*first, *(f for f in more if f[0] not in seen))


def reports_to(reading: Reading, i: int, stop: int) -> Found:
    """To whom the result goes: 'trình UBND tỉnh', 'báo cáo kết quả về Sở X', 'gửi A, B'."""
    g, out = reading.g, []
    while i < stop:
        hit = words("reporting").longest(g.tokens, i)
        if hit is None or g.in_compound(i):
            i += 1
            continue
        found, end = _recipients(reading, hit[0], stop)
        out += [f for f in found if f not in out]
        i = max(end, hit[0])
    return tuple(out)


def _recipients(reading: Reading, i: int, stop: int) -> tuple[Found, int]:
    """The actors right after a verb of reporting, or after its object and 'về', 'cho', 'với' …"""
    g = reading.g
    direct, end = actor_list(reading, i, stop)
    if direct:
        return _bodies(direct), end
    for j in range(i, min(stop - 1, i + 12)):
        if g.tokens[j].key in (",", ";", "."):
            break
        if g.has(words("to_whom"), j):
            found, end = actor_list(reading, j + 1, stop)
            if found:
                return _bodies(found), end
    return (), i


def _bodies(found: Found) -> Found:
    """Reports go to bodies and offices; 'trình các cơ quan …' too, but not 'báo cáo các tổ chức, cá
    nhân'.
    """
    return tuple(f for f in found if f[1].kind != "class" or f[1].group in ("", "named"))
