"""Lists of actors inside a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from vanban.extractors.actors.grammar import Grammar, Phrase
from vanban.extractors.actors.refs import reference
from vanban.extractors.actors.split import elliptical
from vanban.extractors.context import Context
from vanban.schemas import ActorRef

_LONGEST_GLOSS = 14
"""Tokens of a bracket that is read as part of a name."""
_SEPARATORS = (",", "và", ";", "cùng", "hoặc", "/", "với")


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence while it is read."""

    text: str
    g: Grammar
    context: Context
    offset: int

    def refs(self, found: tuple[tuple[int, Phrase], ...]) -> tuple[ActorRef, ...]:
        """The actors of a list."""
        tokens = self.g.tokens
        return tuple(
            reference(
                self.g,
                p,
                (tokens[i].start, tokens[_short_name(self.g, p.end) - 1].end),
                text=self.text,
                context=self.context,
                offset=self.offset,
            )
            for i, p in found
        )


def actor_list(
    reading: Reading, i: int, stop: int, *, bare: bool = False, behind: Phrase | None = None
) -> tuple[tuple[tuple[int, Phrase], ...], int]:
    """Actors one after another from ``i`` ('A, B và các đơn vị có liên quan'), and the token after
    them; () when none begins there. ``behind``: the actor that ends at ``i``, whose list may go on.
    """
    g, last, first = reading.g, behind, i
    out: list[tuple[int, Phrase]] = []
    i = _separator(g, i, stop) if behind else i
    while i < stop:
        phrase = elliptical(g, i, last, reading.context) if last else None
        phrase = phrase or g.phrase(i, bare=bare or last is not None)
        if (
            phrase is None
            or phrase.end > stop
            or (last and phrase.kind == "class" and is_verb(g, i))
        ):
            break
        if not out and _heads_bodies(g, phrase):
            i = phrase.end + 1
            continue
        end = _bracket(g, _office(g, phrase, stop), stop)
        out.append((i, phrase))
        first, last = end, phrase
        i = _separator(g, end, stop)
        if i == end:
            break
    return tuple(out), first


def _heads_bodies(g: Grammar, phrase: Phrase) -> bool:
    """'Giám đốc: Sở A, Sở B': the office of all whose bodies are named behind the colon."""
    if phrase.kind != "office_holder" or not g.is_key(phrase.end, ":"):
        return False
    body = g.name(phrase.end + 1)
    return body is not None and body.kind in ("agency", "unit")


def _office(g: Grammar, phrase: Phrase, stop: int) -> int:
    """The token after the offices of a person ('đồng chí A | - Phó Chủ tịch UBND tỉnh', 'ông B | ,
    Giám đốc Sở Y tế, cán bộ y tế,').
    """
    end = phrase.end
    while phrase.kind == "person" and g.is_key(end, "-", ","):
        office = g.holder(end + 1) or (
            g.collective(end + 1, bare=True) if not g.is_cap(end + 1) else None
        )
        if office is None or office.end > stop:
            break
        end = office.end
    return end


def is_verb(g: Grammar, i: int) -> bool:
    """A bare class noun may be a verb: 'tổ chức thực hiện'; 'tổ chức đại diện' is none."""
    noun = g.noun_at(i)
    opens_class = g.has(g.lex.determiners, i)
    return not g.is_cap(i) and g.is_predicate(i, noun[0] if noun else 0) and not opens_class


def _short_name(g: Grammar, i: int) -> int:
    """The token after a bracket at ``i`` that names the body again or says whose it is ('Viện A
    (VACA)', 'Trung tâm B (Văn phòng UBND tỉnh)'), or ``i``.
    """
    close = _bracket(g, i, min(i + _LONGEST_GLOSS, len(g.tokens)))
    inside = close - i > 2 and g.is_cap(i + 1) and g.is_key(close - 1, ")")
    named = inside and (close - i == 3 or g.name(i + 1) is not None)
    return close if named else i


def _separator(g: Grammar, i: int, stop: int) -> int:
    start = i
    while i < stop and g.is_key(i, *_SEPARATORS) and i - start < 3:
        i += 1
    return i


def _bracket(g: Grammar, i: int, stop: int) -> int:
    """The token after a bracket at ``i`` ('Sở A (cơ quan thường trực)'), or ``i``."""
    if not g.is_key(i, "("):
        return i
    close = next((j for j in range(i, min(stop, i + 40)) if g.tokens[j].key == ")"), None)
    return close + 1 if close is not None else i
