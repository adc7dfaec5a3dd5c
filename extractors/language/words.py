"""Vietnamese words with their places: underthesea's segmentation and tags, aligned to character
offsets.

underthesea gives words without offsets and folds spaces; a word is found again by walking the text
once, syllable by syllable, never by searching. Loaded when first used.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from vanban.schemas import Span


class Word(NamedTuple):
    """A word, its part of speech (underthesea's tags: V verb, N noun, E preposition …) and its
    place.
    """

    text: str
    tag: str
    span: Span


def tagged_words(text: str) -> tuple[Word, ...]:
    """The words of ``text`` with their tags, in order. Spaces between them belong to none."""
    from underthesea import pos_tag

    pairs: list[tuple[str, str]] = pos_tag(text)
    spans = align(text, (word for word, _ in pairs))
    return tuple(
        Word(span.of(text), tag, span) for (_, tag), span in zip(pairs, spans, strict=False)
    )


def words(text: str) -> tuple[Span, ...]:
    """The places of the words of ``text``, in order."""
    from underthesea import word_tokenize

    return tuple(align(text, word_tokenize(text)))


def align(text: str, found: Iterable[str]) -> Iterator[Span]:
    """The span of each word; stops where the words no longer follow the text (a tokenizer that
    rewrote it).
    """
    at = 0
    for word in found:
        pattern = r"\s*" + r"\s+".join(map(re.escape, word.split()))
        m = re.compile(pattern).match(text, at)
        if m is None:
            return
        start = m.end() - len(m.group().lstrip())
        yield Span(start=start, end=m.end())
        at = m.end()
