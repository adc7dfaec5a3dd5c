"""Is a page's text layer to be trusted? Told by the share of its words that could be Vietnamese
syllables.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from vanban.pipeline.readers.page.model import PageText, Word

FEW = 12
"""Words of a page that may be nothing but a running header."""
_BESIDE_PICTURE = 40
"""Words that a page must have, beside a picture, not to be a scan: the signature below a scanned
text, printed by a gazette, has about 15. Such pages keep their words and are read for the others.
"""
_JUDGED = 240
"""Words of a page that are looked at."""
_LEAST_JUDGED = 20
"""Words that tell anything."""
_ABBREVIATION = 5
"""Letters of an abbreviation, at most."""
_PLAUSIBLE = 0.45
"""Share of plausible syllables below which a text layer is garbage (real pages: above 0.85; English
prose: about 0.5; glyph numbers read as letters: 0.2).
"""
_BROKEN = 0.1
"""Share of words with a letter that no one can read, from which on a text layer is garbage."""

_MARKED = 0.4
"""Share of words with a mark, or with đ, below which a text has lost them (166 real pages: 0.62 and
more, three quarters of them above 0.85).
"""
_WORDS = re.compile(r"[^\W\d_]{2,}")

_UNREADABLE = re.compile(
    r"\ufffd|[^\W\d_][\ue000-\uf8ff]|[\ue000-\uf8ff](?:[^\W\d_]|[\ue000-\uf8ff])"
)
_LETTERS = re.compile(r"[^\W\d_]+")
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnprstvx])?"
    r"(?:[iuo](?=[aeioưuyâêôơă]))?(?:iê|yê|uô|ươ|ưa|uơ|ia|ua|[aăâeêioôơuưy])"
    r"(?:ch|ng|nh|[cmnptiouy])?"
)
_TONES = {ord(c): None for c in "\u0300\u0301\u0303\u0309\u0323"}


def own_words(words: Sequence[Word]) -> list[Word]:
    """The words that are not those of stamps."""
    return [w for w in words if not w.note]


def is_scan(page: PageText) -> bool:
    """Hardly any words, and a picture (or drawn letters) where they should be."""
    return page.pictured and len(own_words(page.words)) < _BESIDE_PICTURE


def is_garbage(page: PageText) -> bool:
    """Words there are, but most are no words, many have letters that no one can read, or a scanner
    that knew no Vietnamese wrote them below its picture.
    """
    words = own_words(page.words)
    share = plausible_share(words)
    if share is None:
        return False
    broken = _broken(words[:_JUDGED]) > _BROKEN * len(words[:_JUDGED])
    return share < _PLAUSIBLE or broken or (page.pictured and lacks_marks(words))


def lacks_marks(words: Sequence[Word]) -> bool:
    """Whether words have lost the marks of Vietnamese: "UY BAN NHAN DAN", "Diêu 1"."""
    runs = _WORDS.findall(unicodedata.normalize("NFC", " ".join(w.text for w in words[:_JUDGED])))
    judged = [run for run in runs if not _is_abbreviation(run)]
    marked = sum(not run.isascii() for run in judged)
    return len(judged) >= _LEAST_JUDGED and marked < _MARKED * len(judged)


def plausible_share(words: Sequence[Word]) -> float | None:
    """Share of the first words that could be Vietnamese syllables; None where there are too few.
    Abbreviations speak neither for nor against: small letters may be misread as capitals.
    """
    judged = words[:_JUDGED]
    runs = _LETTERS.findall(unicodedata.normalize("NFC", " ".join(w.text for w in judged)))
    broken = _broken(judged)
    if len(runs) + broken < _LEAST_JUDGED:
        return None
    good = sum(map(_is_syllable, runs))
    bad = sum(not _is_syllable(run) and not _is_abbreviation(run) for run in runs)
    return good / max(1, good + bad + broken)


def plausible_words(words: Sequence[Word]) -> float:
    """How many words of a page a reading explains: its own words by the share that is plausible."""
    own = own_words(words)
    share = plausible_share(own)
    return len(own) * (1.0 if share is None else share)


def _broken(words: Sequence[Word]) -> int:
    """Words with a replacement or private-use character beside a letter; alone it is a bullet."""
    return sum(_UNREADABLE.search(w.text) is not None for w in words)


def _is_abbreviation(run: str) -> bool:
    return run.isupper() and len(run) <= _ABBREVIATION and run.isascii()


@lru_cache(maxsize=8192)
def _is_syllable(run: str) -> bool:
    bare = unicodedata.normalize("NFC", unicodedata.normalize("NFD", run.lower()).translate(_TONES))
    return _SYLLABLE.fullmatch(bare) is not None
