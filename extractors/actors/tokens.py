"""Words of a text with their offsets, and tries over words: what the grammar of names reads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from vanban.extractors.language.folding import fold, key

_TOKEN = re.compile(r"\b(?:TP|Tp|tp|TX|Tx)\.|[^\W_]+(?:&[^\W_]+)*|_+|[^\w\s]")
_LETTER = re.compile(r"[^\W\d_]")


class Token(NamedTuple):
    """A word or a mark. ``start`` and ``end`` are local offsets; ``brk``: a line break stands
    before it; ``short``: nothing but capitals, two at least ('THPT').
    """

    key: str
    start: int
    end: int
    cap: bool
    brk: bool
    word: bool
    short: bool = False


@lru_cache(maxsize=30_000)
def _word_key(word: str) -> str:
    return "-" if word == "-" else key(word) or word


def tokenize(text: str) -> tuple[Token, ...]:
    """The words and marks of ``text``, in order; keys are folded (extractors.text.key), so variants
    compare equal.
    """
    out: list[Token] = []
    last = 0
    folded = fold(text)
    for match in _TOKEN.finditer(folded):
        start, end = match.span()
        word = match.group()
        is_word = bool(_LETTER.match(word)) or word.isdigit()
        cap, brk = word[0].isupper(), "\n" in text[last:start]
        short = cap and end > start + 1 and word.isupper()
        out.append(Token(_word_key(word), start, end, cap, brk, is_word, short))
        last = end
    return tuple(out)


def keys_of(phrase: str) -> tuple[str, ...]:
    """The keys of the tokens of ``phrase``."""
    return tuple(map(_word_key, _TOKEN.findall(fold(phrase))))


@dataclass(slots=True)
class Trie:
    """Phrases by their words. Hyphens are not words here: 'Kế hoạch-Tài chính' equals 'Kế hoạch -
    Tài chính'.
    """

    root: dict[str, Any]

    @classmethod
    def of(cls, phrases: Iterable[tuple[str, object]]) -> Trie:
        """A trie of (phrase, payload); payloads of equal phrases are kept together, in order."""
        root: dict[str, Any] = {}
        for phrase, payload in phrases:
            node = root
            for word in keys_of(phrase):
                if word != "-":
                    node = node.setdefault(word, {})
            node.setdefault("", []).append(payload)
        return cls(root)

    def longest(self, tokens: Sequence[Token], start: int) -> tuple[int, list[Any]] | None:
        """(token after the match, payloads) of the longest phrase that begins at ``start``."""
        if start < 0 or start >= len(tokens) or (node := self.root.get(tokens[start].key)) is None:
            return None  # almost always: kept short
        best, i = ((start + 1, node[""]) if "" in node else None), start + 1
        while i < len(tokens):
            token = tokens[i]
            if token.key == "-" and not token.brk:
                i += 1
                continue
            step = node.get(token.key)
            if step is None:
                break
            node, i = step, i + 1
            if "" in node:
                best = (i, node[""])
        return best
