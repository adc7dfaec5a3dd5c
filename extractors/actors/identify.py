"""Who is meant: the canonical name and the registry id of one actor, valid on a date. The only
place that decides on ids.

An id is a key of ``registry.tsv``, or is built from such keys: ``BKHCN``; ``BKHCN/CNC`` for a unit
of it; ``P2-01/STC`` for a province's department; ``UBND:P2-01``, ``HĐND:P2-01`` for its committee
and council; ``BKHCN#Bộ trưởng`` for who holds an office there.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from vanban.extractors.actors.canonical import (
    canonical_name,
    expand,
    home_id,
    home_place,
    lookup,
    seat,
    tidy,
)
from vanban.extractors.actors.lexicon import lexicon
from vanban.extractors.actors.registry import Entry, choose
from vanban.extractors.actors.tokens import tokenize
from vanban.extractors.context import Context
from vanban.schemas import ActorRef

Identity = tuple[str | None, str | None]  # canonical name, id
HOME_KINDS = frozenset(("vụ", "văn phòng", "thanh tra", "trung tâm"))
_NATIONWIDE = ("Việt Nam", "Trung ương", "TW")
_LOCAL = (("Ủy ban nhân dân ", "UBND"), ("Hội đồng nhân dân ", "HĐND"))
_PLACE_WORDS = (" tỉnh ", " thành phố ")


def identified(actor: ActorRef, context: Context) -> ActorRef:
    """``actor`` with the name and the id that its words have on ``context.issued_on``; words and
    span stay, what is known stays.
    """
    if actor.kind in ("class", "person") or len(actor.members) > 1:
        return actor
    name, actor_id = identity_of(actor.name or actor.text, context)
    return actor.model_copy(
        update={"name": actor.name or name, "actor_id": actor.actor_id or actor_id}
    )


def identified_on(actor: ActorRef, on: date | None) -> ActorRef:
    """As ``identified``, for an actor of which nothing but the day is known: the issuer of a
    document that is cited.
    """
    if actor.kind in ("class", "person") or len(actor.members) > 1:
        return actor
    name, actor_id = _on_day(actor.name or actor.text, on)
    return actor.model_copy(
        update={"name": actor.name or name, "actor_id": actor.actor_id or actor_id}
    )


@lru_cache(maxsize=8192)
def _on_day(words: str, on: date | None) -> Identity:
    return identity_of(words, Context(issued_on=on))


def identity_of(words: str, context: Context) -> Identity:
    """(canonical name, id) of one body or office holder; (None, None) for no words."""
    name = canonical_name(words, context.issued_on, context=context)
    return name, id_of(name or words, context)


def id_of(words: str, context: Context) -> str | None:
    """The id of one body or office holder, or None where the registry does not know it."""
    found = lookup(words, context.issued_on, home_id(context.issuer, context.issued_on))
    if found:
        return registered([found], words, context)[1]
    full = expand(words, context)
    return _committee(full, context) or _department(full, context) or _office(full, context)


def registered(found: list[Entry], words: str, context: Context) -> Identity:
    """Name and id of a known body. A department is known only at home: every ministry has a 'Vụ
    Pháp chế', every province a 'Sở Y tế'.
    """
    on = context.issued_on
    home = home_id(context.issuer, on)
    entry = choose(found, on, home)
    if entry.kind in HOME_KINDS and entry.parent != home:
        return tidy(words), None
    if entry.kind == "sở":
        place = _province(home_place(context.issuer) or "", on)
        return entry.name, f"{place.id}/{entry.id}" if place else entry.id
    if entry.kind == "đoàn thể" and (branch := _own_branch(words, context)):
        return f"{entry.name.removesuffix(' Việt Nam')} {branch}", None
    return entry.name, entry.id


def _own_branch(words: str, context: Context) -> str | None:
    """The place of the issuer, whose branch of a mass organisation is meant where a province or a
    commune writes 'Hội Nông dân' and no more.
    """
    nationwide = any(word in words for word in _NATIONWIDE)
    return None if nationwide else seat(context.issuer)


def _committee(full: str, context: Context) -> str | None:
    for prefix, code in _LOCAL:
        if full.startswith(prefix) and (
            place := _province(full.removeprefix(prefix), context.issued_on)
        ):
            return f"{code}:{place.id}"
    return None


def _department(full: str, context: Context) -> str | None:
    """'Sở Y tế tỉnh X', 'Vụ Pháp chế Bộ Y tế' where the registry has that unit of that body."""
    for word in _PLACE_WORDS:
        kind, mark, place = full.partition(word)
        body, seat = (
            lookup(kind, context.issued_on),
            _province(f"{mark}{place}".strip(), context.issued_on),
        )
        if mark and body and seat and body.kind == "sở":
            return f"{seat.id}/{body.id}"
    unit, mark, owner = full.rpartition(" Bộ ")
    parent = lookup(f"Bộ {owner}", context.issued_on) if mark else None
    entry = (
        lookup(
            unit.removesuffix(" thuộc").removesuffix(" của").rstrip(","),
            context.issued_on,
            parent.id,
        )
        if parent
        else None
    )
    return entry.id if parent and entry and entry.parent == parent.id else None


def _office(full: str, context: Context) -> str | None:
    """'Chủ tịch Ủy ban nhân dân tỉnh X', 'Vụ trưởng Vụ Y': the office at the body whose id is
    known; 'Bộ trưởng' is the issuer's own.
    """
    tokens = tokenize(full)
    hit = lexicon().holders.longest(tokens, 0)
    if not hit:
        return None
    office = full[: tokens[hit[0] - 1].end]
    rest = full[len(office) :].strip().removeprefix("của ")
    body = id_of(rest, context) if rest else None
    return f"{body}#{tidy(office)}" if body else None


def _province(words: str, on: date | None) -> Entry | None:
    found = lookup(words, on) if words else None
    return found if found and found.kind in ("tỉnh", "thành phố") else None


def own_body(lead: str, words: str, context: Context) -> Identity:
    """'Bộ' and 'Bộ trưởng' without a name are those of the issuing ministry."""
    issuer = (context.issuer or "").removeprefix("Bộ trưởng ")
    if not issuer.startswith("Bộ "):
        return tidy(words), None
    found = lookup(issuer, context.issued_on)
    actor_id = found.id if found else None
    if lead == "bộ":
        return issuer, actor_id
    return f"{tidy(words)} {issuer}", f"{actor_id}#{tidy(words)}" if actor_id else None
