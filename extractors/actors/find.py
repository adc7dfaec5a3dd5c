"""Actors named in running text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise

from vanban.extractors.actors.grammar import Grammar, Phrase
from vanban.extractors.actors.lexicon import lexicon
from vanban.extractors.actors.refs import grammar_of, reference
from vanban.extractors.actors.registry import name_trie
from vanban.extractors.actors.tokens import Token
from vanban.extractors.context import Context
from vanban.schemas import ActorRef


def find_actors(text: str, context: Context, *, offset: int = 0) -> tuple[ActorRef, ...]:
    """The bodies, units, office holders and classes that ``text`` names, in order, not overlapping,
    each as long as it goes.

    ``offset`` is added to the spans. A class is found only with 'các', 'những' …: 'doanh nghiệp'
    alone names nobody.
    """
    g = grammar_of(text, context, prose=True)
    # a name never runs over the end of a paragraph; what was read at a token of one says nothing
    # about the token of that number in the next
    lines = [replace(g, tokens=line, known_phrases={}) for line in _paragraphs(g)]
    return tuple(
        reference(
            line,
            p,
            (line.tokens[i].start, line.tokens[p.end - 1].end),
            text=text,
            context=context,
            offset=offset,
        )
        for line in lines
        for i, p in phrases(line)
    )


def _paragraphs(g: Grammar) -> Iterator[tuple[Token, ...]]:
    """The tokens of each paragraph."""
    breaks = [i for i, token in enumerate(g.tokens) if token.brk]
    for start, end in pairwise([0, *breaks, len(g.tokens)]):
        yield g.tokens[start:end]


def phrases(g: Grammar) -> list[tuple[int, Phrase]]:
    """(first token, phrase) of every actor."""
    out: list[tuple[int, Phrase]] = []
    openers = _openers() | g.short_forms.root.keys()
    i = 0
    while i < len(g.tokens):
        token = g.tokens[i]
        phrase = (
            g.phrase(i) if token.word and token.key in openers and not _in_symbol(g, i) else None
        )
        if phrase and phrase.end > i:
            out.append((i, phrase))
            i = phrase.end
        else:
            i += 1
    return out


def _in_symbol(g: Grammar, i: int) -> bool:
    """True inside a document's symbol: 'QĐ-BCA'."""
    return i > 0 and g.tokens[i - 1].key in ("-", "/") and g.tokens[i - 1].end == g.tokens[i].start


@cache
def _openers() -> frozenset[str]:
    lex = lexicon()
    return frozenset().union(
        lex.kinds.root, lex.holders.root, lex.titles.root, lex.determiners.root, name_trie().root
    )
