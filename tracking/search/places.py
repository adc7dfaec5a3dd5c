"""Where the words of a question stand in a text, and the snippet to show of it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import islice

from vanban.tracking.search.terms import Term
from vanban.tracking.search.words import bare_form, exact_form, words

_SNIPPET = 160
"""Characters of a snippet."""
_BEFORE = 40
"""Characters of a snippet before its first mark."""
_PLACES = 20


def find_places(content: str, terms: Sequence[Term], *, exact: bool) -> list[tuple[int, int]]:
    """Where the terms stand in ``content``: with their accents, or without where they do not stand
    with them.

    At most ``_PLACES`` for each term: a snippet needs no more, and a long text need not be read to
    its end.
    """
    places: set[tuple[int, int]] = set()
    for term in terms:
        if not term.without:
            places |= (exact and set(_places(content, term, exact=True))) or set(
                _places(content, term, exact=False)
            )
    return sorted(places)


def _places(content: str, term: Term, *, exact: bool) -> Iterator[tuple[int, int]]:
    wanted = [w.exact if exact else w.bare for w in term.words]
    for match in islice(_pattern(term).finditer(content), _PLACES * 5):
        have = [w.exact if exact else w.bare for w in words(match.group())]
        last = have[-1] == wanted[-1] or (term.prefix and have[-1].startswith(wanted[-1]))
        if last and have[:-1] == wanted[:-1]:
            yield match.span()


@lru_cache(maxsize=256)
def _pattern(term: Term) -> re.Pattern[str]:
    """The term in any accents, on the text as it is: folding a long text to look through it would
    cost far more. That no letter stands before its first one is asked behind that one: a pattern
    that begins with letters is tried only where one of them stands.
    """
    first, *others = [[_letters().get(c, re.escape(c)) for c in word.bare] for word in term.words]
    spelled = [[first[0], r"(?<![^\W_].)", *first[1:]], *others]
    return re.compile(
        r"[\W_]{1,8}".join(map("".join, spelled))
        + (r"[^\W_]{0,40}" if term.prefix else "")
        + r"(?![^\W_])"
    )


@cache
def _letters() -> dict[str, str]:
    """Bare letter to the class of all letters that it may stand for."""
    groups: dict[str, list[str]] = {}
    for letter in filter(str.isalpha, map(chr, [*range(0x41, 0x250), *range(0x1E00, 0x1F00)])):
        bare = bare_form(exact_form(letter))
        if len(bare) == 1:
            groups.setdefault(bare, []).append(letter)
    groups["i"] += groups["y"]
    return {bare: f"[{''.join(letters)}]" for bare, letters in groups.items()}


def snippet(content: str, places: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Bounds of a snippet round the place with the most marks near it, cut at spaces."""
    if len(content) <= _SNIPPET:
        return 0, len(content)
    starts = [a for a, _ in places]
    best = max(
        starts,
        key=lambda at: bisect_left(starts, at + _SNIPPET - _BEFORE) - bisect_left(starts, at),
        default=0,
    )
    start = max(0, best - _BEFORE)
    if start:
        start = content.find(" ", start, best) + 1 or start
    end = min(len(content), start + _SNIPPET)
    if end < len(content):
        cut = content.rfind(" ", start, end)
        end = cut if cut > best else end
    return start, end
