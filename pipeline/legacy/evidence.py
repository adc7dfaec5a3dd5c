"""How well the words of a stretch read as they are, and as an old encoding would have them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from vanban.extractors.language.syllables import is_syllable
from vanban.pipeline.legacy.encodings import ALIKE, CP1258, TCVN3, VIQR, VNI, decode, table

_LATIN = (
    r"[A-Za-z\u00a1-\u024f\u02c0-\u036f\u1e00-\u1eff"
    r"\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192]+"
)
_WORDS = {
    TCVN3: re.compile(_LATIN.replace("[", f"[{ALIKE}", 1)),
    VNI: re.compile(_LATIN),
    CP1258: re.compile(_LATIN),
    VIQR: re.compile(r"[A-Za-z](?:[A-Za-z^(+'`~?]|\.(?!\s*$|\s+[A-Z\d-]|[\s.]*[/)\]]))*"),
}
_UNICODE = re.compile(
    "[\u0102-\u0111\u0128\u0129\u0168\u0169\u01a0-\u01b0\u0300-\u036f\u1e00-\u1eff]"
)
"""Letters that no old encoding shows: a word with one is Unicode already (Đ and đ aside, which look
like Ð and ð).
"""


class Verdict(Enum):
    """What a word says about a reading of the text in an encoding."""

    KEEP = auto()  # a word as it is, none or another kind of letters as read
    READ = auto()  # a word only as read
    OPEN = auto()  # changed by the reading, but no witness
    SAME = auto()  # not changed by the reading


@dataclass(frozen=True, slots=True)
class Judged:
    """One word of the text."""

    start: int
    end: int
    verdict: Verdict


@lru_cache(maxsize=65536)
def verdict(word: str, encoding: str) -> Verdict:
    """What ``word`` says for and against ``encoding``."""
    read = decode(word, encoding)
    if read == word:
        return Verdict.KEEP if is_syllable(word) and _beyond(word, encoding) else Verdict.SAME
    if _UNICODE.search(word):
        return Verdict.KEEP
    before, after = is_syllable(word), is_syllable(read)
    if before == after or len(word) == 1:  # a single sign ("÷", "©") is no witness
        return Verdict.OPEN
    return Verdict.READ if after else Verdict.KEEP


def _beyond(word: str, encoding: str) -> bool:
    """Whether ``word`` has a letter that text in the encoding never shows."""
    if encoding in (TCVN3, VNI):
        return any(c not in table(encoding).signs for c in word if not c.isascii())
    return _UNICODE.search(word) is not None


def judge(text: str, encoding: str) -> list[Judged]:
    """The words of ``text`` with what each says."""
    return [
        Judged(m.start(), m.end(), verdict(m.group(), encoding))
        for m in _WORDS[encoding].finditer(text)
    ]


def gain(words: Sequence[Judged]) -> int:
    """Words won less words lost, if the whole were read in the encoding."""
    return sum((w.verdict is Verdict.READ) - (w.verdict is Verdict.KEEP) for w in words)


def won(words: Sequence[Judged]) -> int:
    """Words won."""
    return sum(w.verdict is Verdict.READ for w in words)


def stretches(words: Sequence[Judged]) -> Iterator[tuple[int, int]]:
    """(start, end) of what to read in the encoding: words that no witness against it parts; an open
    word follows its nearest witness.
    """
    start = end = -1
    for word, read in zip(words, _read(words), strict=True):
        if read:
            start, end = (word.start if start < 0 else start), word.end
        elif read is False and start >= 0:
            yield start, end
            start = -1
    if start >= 0:
        yield start, end


def _read(words: Sequence[Judged]) -> list[bool | None]:
    """Whether each word is to be read in the encoding; None for words that it leaves the same."""
    witnesses = [
        (i, w.verdict is Verdict.READ)
        for i, w in enumerate(words)
        if w.verdict in (Verdict.KEEP, Verdict.READ)
    ]
    out: list[bool | None] = []
    at = 0
    for i, word in enumerate(words):
        while at + 1 < len(witnesses) and abs(witnesses[at + 1][0] - i) <= abs(
            witnesses[at][0] - i
        ):
            at += 1
        nearest = witnesses[at][1] if witnesses else True
        out.append(None if word.verdict is Verdict.SAME else nearest)
    return out
