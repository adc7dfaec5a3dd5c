"""From phrases in the tokens to ActorRef values."""

from __future__ import annotations

from typing import Any

from extractors.actors.canonical import canonical_name, expand, home_id, home_place, lookup, tidy
from extractors.actors.grammar import Grammar, Phrase
from extractors.actors.lexicon import lexicon
from extractors.actors.registry import Entry, choose
from extractors.actors.tokens import Trie, tokenize
from extractors.context import Context
from schemas import ActorRef, Span

HOME_KINDS = frozenset(("vụ", "văn phòng", "thanh tra", "trung tâm"))


def grammar_of(text: str, context: Context, *, prose: bool) -> Grammar:
    """The grammar over ``text``, with the document's own short forms of actors."""
    return Grammar(tokenize(text), lexicon(), prose, short_forms(context))


def short_forms(context: Context) -> Trie:
    """Short forms that the document defines for actors."""
    lex = lexicon()
    actors = []
    for short, full in context.abbreviations.items():
        tokens = tokenize(full)
        probe = Grammar(tokens, lex, False)
        if tokens and (probe.is_head(0) or probe.has(lex.determiners, 0)):
            actors.append((short, full))
    return Trie.of(actors)


def reference(g: Grammar, phrase: Phrase, span: tuple[int, int], *, text: str, context: Context, offset: int) -> ActorRef:
    """The ActorRef for the words in ``span`` (local offsets)."""
    start, end = span
    words = text[start:end]
    name, actor_id = identity(g, phrase, words, end, context)
    kind: Any = phrase.kind
    return ActorRef(
        text=words, name=name, actor_id=actor_id, kind=kind, members=member_names(g, text, phrase, context),
        span=Span(start=offset + start, end=offset + end),
    )  # fmt: skip


def identity(g: Grammar, phrase: Phrase, words: str, end: int, context: Context) -> tuple[str | None, str | None]:
    """Canonical name and registry id of a phrase."""
    on = context.issued_on
    if phrase.full:
        found = lookup(phrase.full, on)
        return (found.name, found.id) if found else (canonical_name(phrase.full, on, context=context), None)
    if phrase.kind == "class":
        return class_name(words, context), None
    if phrase.entry and phrase.entry_end == phrase.end and g.tokens[phrase.end - 1].end >= end - 1:
        return registered(list(phrase.entry), words, context)
    if phrase.lead in ("bộ", "bộ trưởng", "thủ trưởng") and len(words.split()) <= 2 and context.issuer:
        return own_body(phrase.lead, words, context)
    return canonical_name(words, on, context=context), local_id(words, context)


def registered(found: list[Entry], words: str, context: Context) -> tuple[str | None, str | None]:
    """Name and id of a known body. A department is known only at home: every ministry has a 'Vụ Pháp chế', every province a 'Sở Y tế'."""
    on = context.issued_on
    home = home_id(context.issuer, on)
    entry = choose(found, on, home)
    if entry.kind in HOME_KINDS and entry.parent != home:
        return (tidy(words), None)
    if entry.kind == "sở":
        place = lookup(home_place(context.issuer) or "", on)
        return entry.name, f"{place.id}/{entry.id}" if place else entry.id
    return entry.name, entry.id


def own_body(lead: str, words: str, context: Context) -> tuple[str | None, str | None]:
    """'Bộ' and 'Bộ trưởng' without a name are those of the issuing ministry."""
    issuer = (context.issuer or "").removeprefix("Bộ trưởng ")
    if not issuer.startswith("Bộ "):
        return tidy(words), None
    found = lookup(issuer, context.issued_on)
    return (issuer, found.id if found else None) if lead == "bộ" else (f"{tidy(words)} {issuer}", None)


def local_id(words: str, context: Context) -> str | None:
    """Id of a people's committee or council of a province: 'UBND:P2-01'."""
    full = expand(words, context)
    for prefix, code in (("Ủy ban nhân dân ", "UBND"), ("Hội đồng nhân dân ", "HĐND")):
        if full.startswith(prefix):
            found = lookup(full.removeprefix(prefix), context.issued_on)
            if found and found.kind in ("tỉnh", "thành phố"):
                return f"{code}:{found.id}"
    return None


def class_name(words: str, context: Context) -> str:
    """A class by its description, in one spelling."""
    s = tidy(words)
    return expand(s if s[:2].isupper() else s[:1].lower() + s[1:], context)


def member_names(g: Grammar, text: str, phrase: Phrase, context: Context) -> tuple[str, ...]:
    """Canonical names of the members of a named list, with the kind word carried to each of them."""
    out = []
    for a, b in phrase.members:
        written = text[g.tokens[a].start : g.tokens[b - 1].end]
        name = f"{phrase.lead[:1].upper()}{phrase.lead[1:]} {written}" if phrase.lead else written
        found = lookup(name, context.issued_on, home_id(context.issuer, context.issued_on))
        out.append(found.name if found else tidy(name))
    return tuple(out)
