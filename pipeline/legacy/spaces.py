"""Spaces and hyphens that were lost on the way through web pages and editors, put back where
nothing else can have been meant.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from vanban.extractors.language.cleaning import Change
from vanban.extractors.language.data import toml
from vanban.extractors.language.rewriting import Rewritten
from vanban.extractors.language.syllables import LONGEST, is_syllable

SPACE, HYPHEN = "missing-space", "missing-hyphen"
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_TONED = "".join(
    c
    for code in (*range(0xC0, 0x1B1), *range(0x1EA0, 0x1EFA))
    if any(t in unicodedata.normalize("NFD", c := chr(code)) for t in _TONES)
)
_PLAIN = "a-zA-ZăâêôơưđĂÂÊÔƠƯĐ"
_TWO_TONES = re.compile(rf"[{_TONED}][{_PLAIN}]+[{_TONED}]")
_DIGIT_SEAM = re.compile(r"[gmyốuảnNCGỤUPL]\d|\d[ctnvđ]|[gcunGCUN][IVX]|/[QNTCKBPHĐ]", re.ASCII)
"""Where a look is worth while: most paragraphs have none."""


def put_back(paragraphs: Sequence[str]) -> dict[int, Rewritten]:
    """The paragraphs in which spaces or hyphens are missing, with them; by their index."""
    found = {i: _paragraph(text) for i, text in enumerate(paragraphs)}
    return {i: r for i, r in found.items() if r.changes}


def _paragraph(text: str) -> Rewritten:
    out: list[str] = []
    changes: list[Change] = []
    at = 0
    for n, (place, sign) in enumerate(sorted(set(_places(text)))):
        out += (text[at:place], sign)
        changes.append(Change(place + n, "", sign, HYPHEN if sign == "-" else SPACE))
        at = place
    return Rewritten("".join([*out, text[at:]]), tuple(changes))


def _places(text: str) -> Iterator[tuple[int, str]]:
    """Where something is missing, and what."""
    end = 0
    for m in _TWO_TONES.finditer(text):
        if m.start() < end:  # of the word before
            continue
        start, end = _word(text, m.start(), m.end())
        place = _seam(text[start:end])
        if place:
            yield start + place, " "
    if not _DIGIT_SEAM.search(text):
        return
    for m in _joined_numbers().finditer(text):
        yield m.start(m.lastindex or 0), " "
    for m in _bare_symbols().finditer(text):
        yield m.start("body"), "-"


def _word(text: str, start: int, end: int) -> tuple[int, int]:
    """The whole word around ``start`` to ``end``."""
    while start and text[start - 1].isalpha():
        start -= 1
    while end < len(text) and text[end].isalpha():
        end += 1
    return start, end


@lru_cache(maxsize=4096)
def _seam(word: str) -> int:
    """Where a word with two tones parts into two syllables; 0 where it does not in just one way, or
    its letters change case within one.
    """
    if is_syllable(word) or len(word) > 2 * LONGEST:
        return 0
    seams = [i for i in range(2, len(word) - 1) if _fit(word[:i]) and _fit(word[i:])]
    return seams[0] if len(seams) == 1 else 0


def _fit(part: str) -> bool:
    return is_syllable(part) and (part[1:].islower() or part.isupper())


def _any(name: str) -> str:
    return "|".join(
        sorted(
            map(re.escape, toml("vanban.pipeline.legacy", "spaces.toml")[name]),
            key=len,
            reverse=True,
        )
    )


@cache
def _joined_numbers() -> re.Pattern[str]:
    """The last group that matches begins where the space belongs."""
    unit = rf"(?<!\w)(?:{_any('units')})(\d{{1,3}}\b|[IVXL]{{1,6}}\b(?![^\W\d_]))"
    before = rf"(?<!\w)(?:{_any('before_digits')})(\d{{1,4}}\b)"
    after = rf"(?<!\w)\d{{1,4}}((?:{_any('after_digits')})\b)"
    return re.compile(f"{unit}|{before}|{after}")


@cache
def _bare_symbols() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)\d{{1,5}}/(?:\d{{4}}/)?(?:{_any('types')})(?P<body>(?:{_any('bodies')}))(?![\w&])"
    )
