"""Phrases that a break cuts, told by their last or first word, and headings in capitals."""

from __future__ import annotations

import re

from vanban.extractors.language.folding import key
from vanban.extractors.language.syllable_pairs import followers
from vanban.pipeline.readers.text.breaks.signs import Sign
from vanban.pipeline.readers.text.breaks.words import keys

_SHORT_CAPITALS = 3
"""Letters up to which a line in capitals is a short form, not a heading."""
_PAIR, _TIED = 5, 0.02
"""Times that a pair of syllables was counted in laws, and its share among all pairs that begin so,
from which a break between the two cuts a word.
"""
_FIRST = re.compile(r"[^\W\d_]+")
_LAST = re.compile(r"(?<![^\W\d_])([^\W\d_]+)$")


def _dangles(above: str, below: str) -> bool:
    """ "… của" / "Chủ tịch Ủy ban nhân dân"."""
    return _ends_with("dangling", above, below)


def _leans(above: str, below: str) -> bool:
    """ "… Giám đốc Sở" / "Nội vụ"; in a text that is not wrapped the end of a heading."""
    return _ends_with("leaning", above, below)


def _ends_with(name: str, above: str, below: str) -> bool:
    """A heading in capitals does not go on in other words."""
    last = above.split()
    return (
        above[-1].isalpha()
        and not _changes_case(above, below)
        and any(key(" ".join(last[-n:])) in keys(name) for n in (1, 2) if len(last) > n)
    )


def _changes_case(above: str, below: str) -> bool:
    """Words in capitals above others."""
    return above.isupper() and len(above) > _SHORT_CAPITALS and not below.isupper()


def _begins_capitals(above: str, below: str) -> bool:
    """ "… theo quy định" / "BAN HÀNH KẾ HOẠCH": a heading below other words."""
    return not above.isupper() and below.isupper() and len(below.split()) > 1


def _cuts_pair(above: str, below: str) -> bool:
    """ "MỤC" / "ĐÍCH": the two syllables at the break are one word, as laws have them."""
    last, first = _LAST.search(above), _FIRST.match(below)
    if not last or not first or last[1][0].isupper() != first[0][0].isupper():
        return False
    behind = followers(key(last[1]))
    count = behind.get(key(first[0]), 0)
    return count >= _PAIR and count >= _TIED * sum(behind.values())


SIGNS = (
    Sign("dangling word", 4, _dangles),
    Sign("title dangles", 8, lambda above, below: above.isupper() and _dangles(above, below)),
    Sign("leaning word", 2, _leans),
    Sign("pair", 3.5, _cuts_pair),
    Sign("case", -5, _changes_case),
    Sign("capitals", -3, _begins_capitals),
)
