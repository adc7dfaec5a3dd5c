"""From phrases in the tokens to ActorRef values."""

from __future__ import annotations

from typing import Any

from vanban.extractors.actors.canonical import expand, home_id, lookup, tidy
from vanban.extractors.actors.grammar import Grammar, Phrase
from vanban.extractors.actors.identify import identity_of, own_body, registered
from vanban.extractors.actors.lexicon import lexicon
from vanban.extractors.actors.tokens import Trie, tokenize
from vanban.extractors.context import Context
from vanban.schemas import ActorRef, Span


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
        if tokens and (probe.is_head(0) or probe.has(lex.determiners, 0) or probe.is_noun(0)):
            actors.append((short, full))
    return Trie.of(actors)


def reference(
    g: Grammar, phrase: Phrase, span: tuple[int, int], *, text: str, context: Context, offset: int
) -> ActorRef:
    """The ActorRef for the words in ``span`` (local offsets)."""
    start, end = span
    words = text[start:end]
    named = g.tokens[phrase.end - 1].end
    if not text[named:end].lstrip().startswith("("):
        named = end
    name, actor_id = identity(g, phrase, text[start:named], named, context)
    kind: Any = phrase.kind
    return ActorRef(
        text=words,
        name=name,
        actor_id=actor_id,
        kind=kind,
        members=member_names(g, text, phrase, context),
        span=Span(start=offset + start, end=offset + end),
    )


def identity(
    g: Grammar, phrase: Phrase, words: str, end: int, context: Context
) -> tuple[str | None, str | None]:
    """Canonical name and registry id of a phrase."""
    on = context.issued_on
    if phrase.full:
        found = lookup(phrase.full, on)
        return (
            registered([found], phrase.full, context)
            if found
            else identity_of(phrase.full, context)
        )
    if phrase.kind == "class":
        return class_name(words, context), None
    if phrase.kind == "person":
        return tidy(words), None
    if phrase.entry and phrase.entry_end == phrase.end and g.tokens[phrase.end - 1].end >= end - 1:
        return registered(list(phrase.entry), words, context)
    if (
        phrase.lead in ("bộ", "bộ trưởng", "thủ trưởng")
        and len(words.split()) <= 2
        and context.issuer
    ):
        return own_body(phrase.lead, words, context)
    return identity_of(words, context)


def class_name(words: str, context: Context) -> str:
    """A class by its description, in one spelling: 'Các sở' with a small letter, 'Thủ trưởng các
    …', 'UBND các …' with their capital.
    """
    s = expand(words, context)
    lex, tokens = lexicon(), tokenize(s)
    small = lex.determiners.longest(tokens, 0) or lex.nouns.longest(tokens, 0)
    return s[:1].lower() + s[1:] if small and not s[:2].isupper() else s


def member_names(g: Grammar, text: str, phrase: Phrase, context: Context) -> tuple[str, ...]:
    """Canonical names of the members of a named list, with the kind word carried to each of
    them.
    """
    out = []
    for a, b in phrase.members:
        written = text[g.tokens[a].start : g.tokens[b - 1].end]
        name = f"{phrase.lead[:1].upper()}{phrase.lead[1:]} {written}" if phrase.lead else written
        found = lookup(name, context.issued_on, home_id(context.issuer, context.issued_on))
        out.append(found.name if found else tidy(name))
    return tuple(out)
