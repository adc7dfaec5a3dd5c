"""What the predicate of an assignment says of roles: who leads, who helps, to whom the result goes."""

from __future__ import annotations

from dataclasses import dataclass

from vanban.extractors.assignments.lexicon import words
from vanban.extractors.assignments.lists import Reading, actor_list
from vanban.extractors.assignments.subject import Found

DOUBTFUL = "Văn bản chỉ nói “phối hợp với”, không nói ai chủ trì"


@dataclass(frozen=True, slots=True)
class Roles:
    """Reading of a predicate."""

    cooperators: Found = ()
    confidence: float = 0.7
    doubt: str | None = None
    after: int = 0  # token at which the work itself begins


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
    if not helpers and lead:
        helpers, _ = _later(reading, at, stop)
    if lead:
        return Roles(helpers, 0.95, after=after)
    if focal:
        return Roles(helpers, 0.8, after=after)
    if helpers or g.has(words("together"), i):
        return Roles(helpers, 0.5, DOUBTFUL, after)
    helpers, _ = _later(reading, i, stop)
    return Roles(helpers, 0.85 if duty else 0.75, after=i)


def _together(reading: Reading, i: int, stop: int) -> tuple[Found, int]:
    """The actors after 'phối hợp với' at ``i``, and the token after them."""
    hit = words("together").longest(reading.g.tokens, i)
    if hit is None:
        return (), i
    at = (
        hit[0] + 1 if reading.g.is_key(hit[0], ":", "với") else hit[0]
    )  # 'với với' is typed now and then
    actors, end = actor_list(reading, at, stop, bare=True)
    return (actors, end) if actors else ((), i)


def _later(reading: Reading, i: int, stop: int) -> tuple[Found, int]:
    """'chủ trì xây dựng …, phối hợp với B …': the helpers stand behind the work."""
    g = reading.g
    for j in range(i, stop):
        opens = (
            j > i and g.is_key(j - 1, ",", ";", "(", "và") and g.is_key(j, "phối", "chủ", "cùng")
        )
        if opens and not g.is_key(j, "cùng"):
            found, end = _together(reading, j, stop)
            if found:
                return found, end
    return (), i


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
