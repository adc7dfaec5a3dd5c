"""Actors named in running text."""

from __future__ import annotations

from extractors.actors.grammar import Grammar, Phrase
from extractors.actors.refs import grammar_of, reference
from extractors.actors.registry import name_trie
from extractors.context import Context
from schemas import ActorRef


def find_actors(text: str, context: Context, *, offset: int = 0) -> tuple[ActorRef, ...]:
    """The bodies, units, office holders and classes that ``text`` names, in order, not overlapping, each as long as it goes.

    ``offset`` is added to the spans. A class is found only with 'các', 'những' …: 'doanh nghiệp' alone names nobody.
    """
    g = grammar_of(text, context, prose=True)
    return tuple(reference(g, text, p, g.tokens[i].start, g.tokens[p.end - 1].end, context, offset) for i, p in phrases(g))


def phrases(g: Grammar) -> list[tuple[int, Phrase]]:
    """(first token, phrase) of every actor."""
    out: list[tuple[int, Phrase]] = []
    openers = (
        set(g.lex.kinds.root) | set(g.lex.holders.root) | set(g.lex.determiners.root) | set(name_trie().root) | set(g.short_forms.root)
    )
    i = 0
    while i < len(g.tokens):
        token = g.tokens[i]
        phrase = g.phrase(i) if token.word and token.key in openers else None
        if phrase and phrase.end > i:
            out.append((i, phrase))
            i = phrase.end
        else:
            i += 1
    return out
