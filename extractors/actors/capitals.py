"""Lines in capitals, as a header has them, in the case of running text (NĐ 30/2020, Phụ lục II mục
IV).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from vanban.extractors.actors.lexicon import lexicon
from vanban.extractors.actors.registry import choose, name_trie
from vanban.extractors.actors.tokens import Token, tokenize
from vanban.extractors.language.folding import strip_accents

_JOINING = frozenset(("và", "của", "các", "về"))
_VOWEL = re.compile("[aeiouy]")


def is_line_in_capitals(text: str) -> bool:
    """'SỞ Y TẾ' is one; 'KH-TC' and 'BTC' are short forms."""
    return text.isupper() and (
        lexicon().kinds.longest(tokenize(text), 0) is not None or len(text.split()) > 2
    )


def ordinary_case(text: str, on: date | None) -> str:
    """A line in capitals as it is written in running text.

    Known names, kind words and offices exactly; behind a place word or an office of a place every
    word has a capital; behind another kind word, 'và' and '-' the first word has one (NĐ 30/2020,
    Phụ lục II mục IV). What else bears a capital cannot be known.
    """
    tokens, out, last, i, state = tokenize(text), [], 0, 0, "first"
    while i < len(tokens):
        token = tokens[i]
        name, end, state = _spelt(text, tokens, i, on, state)
        out += [text[last : token.start], name]
        last, i = tokens[end - 1].end, end
    return "".join([*out, text[last:]])


Spelt = tuple[str, int, str]
"""Words in ordinary case, the token after them, and what follows: the "first" word of a group, a
"proper" name, or "small" letters.
"""


def _spelt(text: str, tokens: tuple[Token, ...], i: int, on: date | None, state: str) -> Spelt:
    """The words at ``i`` in ordinary case."""
    return next(_known(text, tokens, i, on, state), None) or _unknown(
        text[tokens[i].start : tokens[i].end], tokens[i], i, state
    )


def _known(
    text: str, tokens: tuple[Token, ...], i: int, on: date | None, state: str
) -> Iterator[Spelt]:
    """Readings of the words at ``i`` as a known name, an office, a kind word, a place word."""
    lex = lexicon()
    name, kind, office, noun = (
        trie.longest(tokens, i) for trie in (name_trie(), lex.kinds, lex.holders, lex.nouns)
    )
    if name and name[0] - i > 1 and (kind is None or name[0] >= kind[0]):
        yield choose(list(name[1]), on).name, name[0], "proper"
    if office and state == "first":
        yield str(office[1][0]), office[0], "first"
    if kind and (state == "first" or kind[1][0].form == "owner"):
        yield (
            kind[1][0].word,
            kind[0],
            "proper" if kind[1][0].form in ("place", "placename", "owner") else "first",
        )
    if noun and noun[1][0].place and state != "small":
        yield text[tokens[i].start : tokens[noun[0] - 1].end].lower(), noun[0], "proper"


def _unknown(word: str, token: Token, i: int, state: str) -> Spelt:
    if token.key in _JOINING:
        return word.lower(), i + 1, "first" if token.key in ("và", "của") else state
    if not token.word:
        return word, i + 1, "proper" if state == "proper" else "first"
    if not _VOWEL.search(strip_accents(token.key)):
        return word, i + 1, state  # a short form: 'KH-TC'
    return (
        (word.lower() if state == "small" else word.capitalize()),
        i + 1,
        "proper" if state == "proper" else "small",
    )
