"""Is a page's text layer to be trusted? Told by the share of its words that could be Vietnamese
syllables.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from vanban.pipeline.readers.page.model import PageText, Word

_ENOUGH = 12
"""Words that a page must have, beside a picture that fills it, not to be a scan."""
_JUDGED = 120
"""Words of a page that are looked at."""
_PLAUSIBLE = 0.45
"""Share of plausible syllables below which a text layer is garbage (real pages: above 0.85; English
prose: about 0.5).
"""

_LETTERS = re.compile(r"[^\W\d_]+")
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnprstvx])?"
    r"(?:[iuo](?=[aeioưuyâêôơă]))?(?:iê|yê|uô|ươ|ưa|uơ|ia|ua|[aăâeêioôơuưy])(?:ch|ng|nh|[cmnptiouy])?"
)
_TONES = {ord(c): None for c in "\u0300\u0301\u0303\u0309\u0323"}


def is_scan(page: PageText) -> bool:
    """Hardly any words, and a picture (or drawn letters) where they should be."""
    return page.pictured and sum(not w.note for w in page.words) < _ENOUGH


def is_garbage(page: PageText) -> bool:
    """Words there are, but most are no words."""
    share = plausible_share(page.words)
    return share is not None and share < _PLAUSIBLE


def plausible_share(words: Sequence[Word]) -> float | None:
    """Share of the first words that could be Vietnamese syllables or abbreviations; None where
    there are too few.
    """
    texts = [w.text for w in words[:_JUDGED]]
    runs = _LETTERS.findall(unicodedata.normalize("NFC", " ".join(texts)))
    broken = sum("\ufffd" in text for text in texts)
    if len(runs) + broken < 20:
        return None
    return sum(map(_plausible, runs)) / (len(runs) + broken)


@lru_cache(maxsize=8192)
def _plausible(run: str) -> bool:
    if run.isupper() and len(run) <= 5 and run.isascii():
        return True
    bare = unicodedata.normalize("NFC", unicodedata.normalize("NFD", run.lower()).translate(_TONES))
    return _SYLLABLE.fullmatch(bare) is not None
