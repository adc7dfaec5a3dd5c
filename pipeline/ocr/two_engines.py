"""Two engines, one after the other: the first reads everything and gives places; the second is
asked about doubtful words only.

Measured (``python -m benchmarks.ocr``): where the second is sure of its letters, it is right; so a
word of which the first doubts is taken from it. Both saying the same is as good as being sure. A
number on which two engines part stays doubtful, whichever is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from vanban.extractors.language.syllables import is_syllable
from vanban.pipeline.ocr.asterocr import Opinion, SecondReader, second_reader
from vanban.pipeline.ocr.engine import Engine, Read
from vanban.pipeline.ocr.image import Grey
from vanban.pipeline.ocr.tesseract import tesseract

_DOUBT = 0.9
"""Words of which the first engine is less sure are read again."""
_AGREED = 0.9
_CERTAIN, _LIKELY = 0.985, 0.85
"""Of the second engine: from here on it is believed against a word that may be right, or against
one that cannot be.
"""
_EVEN = 0.5
"""Below this the first engine rather thinks that it is wrong."""
_PARTED = 0.59
"""Confidence of a number on which the two part: low enough to have it looked at."""
_MARGIN, _FRAME = 8, 6
"""Pixels beside a word that are shown as well, and white ones around."""
_ODD = re.compile(r"[#£§$¢|{}\[\]~^¡¿@\\<>]")
"""Signs that stand for figures and letters which the first engine does not make out, however sure
it is.
"""
_SYMBOL = re.compile(r"[A-ZĐ]{2}[^\W\d_]*\d{0,2}|\d+[a-zđ]?")
"""A part of a number and symbol: TTr, QH15, 12a."""
_PARTS = re.compile(r"[\s./:,-]+")
_AROUND = " .,;:()“”‘’\"'!?%-"
_OPENING, _CLOSING = "“‘\"'", "”’\"'"


@dataclass(frozen=True, slots=True)
class TwoEngines:
    """See ``Engine``."""

    first: Engine
    second: SecondReader

    @property
    def version(self) -> str:
        """Both versions: what is read by others is read anew."""
        return f"{self.first.version}, {self.second.version}"

    def read_lines(self, pictures: Sequence[Grey]) -> list[list[Read]]:
        """See ``Engine``."""
        found = self.first.read_lines(pictures)
        for i, j in _doubtful(found):
            word = found[i][j]
            found[i][j] = _settled(word, self.second.read([_cut(pictures[i], word)])[0])
        return found


def installed_engine() -> Engine | None:
    """Tesseract, with the second engine where it is installed; None without Tesseract."""
    first, second = tesseract(), second_reader()
    return TwoEngines(first, second) if first and second else first


def _doubtful(lines: Sequence[Sequence[Read]]) -> Iterator[tuple[int, int]]:
    """Lines and places of words to be read again. What is no word at either end of a line is a
    stroke of a stamp or a pen, from
    which an engine that looks for words would make one."""
    for i, words in enumerate(lines):
        for j, word in enumerate(words):
            lettered = 2 * sum(map(str.isalnum, word.text)) >= len(word.text)
            if (word.confidence < _DOUBT or _ODD.search(word.text)) and (
                lettered or 0 < j < len(words) - 1
            ):
                yield i, j


def _cut(picture: Grey, word: Read) -> Grey:
    part = picture[:, max(0, int(word.x0) - _MARGIN) : int(word.x1) + _MARGIN]
    return np.pad(part, ((0, 0), (_FRAME, _FRAME)), constant_values=255)


def _settled(word: Read, other: Opinion) -> Read:
    """The word as it stands after the second reading."""
    text = _with_own_quotes(word.text, other.text)
    if text == word.text:
        return replace(word, confidence=max(word.confidence, _AGREED))
    may_be_right = word.confidence >= _EVEN and _well_formed(word.text)
    if (
        not _supported(text, word.text)
        or other.confidence < (_CERTAIN if may_be_right else _LIKELY)
        or _loses_a_bar(word.text, text)
    ):
        return word
    if any(map(str.isdigit, text)) and word.confidence >= _EVEN:
        return replace(word, text=text, confidence=_PARTED, raw=word.text)
    return replace(word, text=text, confidence=min(other.confidence, _AGREED), raw=word.text)


def _well_formed(text: str) -> bool:
    core = text.strip(_AROUND)
    if not core or _ODD.search(core):
        return False
    return all(
        is_syllable(part) or part.isupper() or _SYMBOL.fullmatch(part)
        for part in _PARTS.split(core)
    )


def _supported(text: str, own: str) -> bool:
    """Every part of what the second engine says is a syllable or a number, or was read by the first
    one too, but for a letter.
    """
    parts = [part for part in _PARTS.split(text.strip(_AROUND)) if part]
    known = _PARTS.split(own.strip(_AROUND))
    return bool(parts) and all(
        is_syllable(part)
        or part.isdigit()
        or part in own
        or any(_but_for_a_letter(part, k) for k in known)
        for part in parts
    )


def _but_for_a_letter(part: str, known: str) -> bool:
    return len(part) == len(known) and sum(a != b for a, b in zip(part, known, strict=True)) <= (
        len(part) > 2
    )


def _loses_a_bar(own: str, other: str) -> bool:
    """D for Đ in a short form: the second engine often misses the bar, and no syllable tells."""
    return own != other and "Đ" in own and own.replace("Đ", "D") == other


def _with_own_quotes(own: str, other: str) -> str:
    """``other`` with the quotes of ``own``: the second engine knows only straight ones."""
    if own[:1] in _OPENING and other[:1] in _OPENING:
        other = own[:1] + other[1:]
    if own[-1:] in _CLOSING and other[-1:] in _CLOSING:
        other = other[:-1] + own[-1:]
    return other


__all__ = ["TwoEngines", "installed_engine"]
