"""The verb phrase that opens a stretch of work, from words and their tags, with its object."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import takewhile
from typing import NamedTuple

from vanban.extractors.language.data import toml
from vanban.extractors.language.folding import fold
from vanban.extractors.language.words import Word
from vanban.schemas import Span

_VERB, _NOUNS = "V", frozenset({"N", "Np", "Nu", "Ny", "M", "A", "L", "B"})
_BEFORE = frozenset({"R", "CH"})  # adverbs and signs before the first verb: "kịp thời | rà soát"
_BETWEEN = frozenset({"C", "CH"})  # "khơi thông, nạo vét và gia cố"
_VERBS = 3  # verbs of one phrase


class Phrase(NamedTuple):
    """The verbs that open a sentence, and the noun phrase right behind them, where there is one."""

    action: Span
    object: Span | None


def opening_phrase(words: Sequence[Word]) -> Phrase | None:
    """The phrase with which ``words`` open, or None where they open with no verb: an opening noun
    ("Kinh phí bảo đảm …") is no action, and a verb behind it belongs to it.
    """
    first = next((at for at, word in enumerate(words) if word.tag not in _BEFORE), len(words))
    stop = _verbs_end(words, first)
    if stop == first:
        return None
    noun = list(takewhile(lambda word: word.tag in _NOUNS, words[stop:]))
    return Phrase(_whole(words[first:stop]), _whole(noun) if noun else None)


def _verbs_end(words: Sequence[Word], first: int) -> int:
    """Where the run of verbs that begins at ``first`` ends; ``first`` where none begins."""
    stop = at = first
    verbs = 0
    while at < len(words) and verbs < _VERBS:
        if _is_verb(words[at]):
            verbs, stop = verbs + 1, at + 1
        elif words[at].tag not in _BETWEEN or stop == first:
            break
        at += 1
    return stop


@cache
def _no_verbs() -> frozenset[str]:
    return frozenset(toml("vanban.extractors.language", "phrases.toml")["no_verbs"])


def _is_verb(word: Word) -> bool:
    return word.tag == _VERB and fold(word.text).lower() not in _no_verbs()


def _whole(words: Sequence[Word]) -> Span:
    return Span(start=words[0].span.start, end=words[-1].span.end)
