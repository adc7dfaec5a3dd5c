"""Words that were misread, corrected where they can be no other word. Each correction keeps what the engine read.

Three ways: a fixed phrase of official documents or the name of a body, all letters right but marks lost; a syllable that
cannot be Vietnamese and has exactly one likely neighbour that can; and a syllable that goes with none of those beside it
(``pairs``). Numbers are left to ``witnesses``.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib import resources
from itertools import combinations, product
from typing import Any

from extractors.actors.registry import entries
from pipeline.ocr.flow import around, pieces_of
from pipeline.ocr.names import with_position, with_surname
from pipeline.ocr.pairs import mended
from pipeline.readers.pdf.model import PageText, Word
from pipeline.syllables import is_syllable

_CORE = re.compile(r"(?P<before>\W*)(?P<core>[\w|](?:.*[\w|])?)(?P<after>\W*)", re.DOTALL)
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_DOUBLED = re.compile(r"(?<=[QN])[ĐÐ]{2}(?=-)")
_LONGEST = 12
_SURE = 0.95
"""Words of which the engine is surer are left alone: where it loses a mark, it mostly doubts."""
_DOUBTED = 0.8
"""Only below this a letter may be wrong as well, not just its marks."""
_DAMAGED = 5
"""Words of a phrase from which one word may differ in one letter as well."""

Key = str


@cache
def data() -> dict[str, Any]:
    """The lists of ``corrections.toml``."""
    return tomllib.loads(resources.files(__package__).joinpath("corrections.toml").read_text("utf-8"))


def corrected(page: PageText) -> PageText:
    """The page with words corrected that can be no other word."""
    if page.kind != "ocr":
        return page
    pieces = pieces_of(page.words)
    fixed: dict[int, Word] = {}
    for piece in pieces:
        fixed |= _fixes(piece)
    fixed |= _by_neighbours([[fixed.get(id(w), w) for w in piece] for piece in pieces], pieces)
    return replace(page, words=tuple(fixed.get(id(w), w) for w in page.words)) if fixed else page


def _by_neighbours(now: Sequence[Sequence[Word]], pieces: Sequence[Sequence[Word]]) -> dict[int, Word]:
    """New words for syllables that go with neither neighbour, by the identity of the words first read. ``now``: what they have become."""
    fixed: dict[int, Word] = {}
    for own, words, (before, after) in zip(pieces, now, around(now), strict=True):
        line = [before, *words, after]
        for i, word in enumerate(words):
            if word.confidence < _SURE:
                text = mended(_text(line[i]), word.text, _text(line[i + 2]))
                if text != word.text:
                    line[i + 1] = fixed[id(own[i])] = _reread(word, text)
    return fixed


def _text(word: Word | None) -> str | None:
    return word.text if word else None


def _fixes(row: Sequence[Word]) -> dict[int, Word]:
    """New words of one piece of a row, by the identity of the old ones."""
    texts = [_DOUBLED.sub("Đ", w.text) for w in row]
    texts = [_spelt(t) if w.confidence < _SURE else t for t, w in zip(texts, row, strict=True)]
    confidence = [w.confidence for w in row]
    texts = with_position(with_surname(texts, confidence, data()["surnames"]), confidence, data()["positions"])
    for i, word in _phrases_in(texts, confidence):
        if row[i].confidence < _SURE:
            texts[i] = _in_place_of(texts[i], word)
    return {id(w): _reread(w, text) for w, text in zip(row, texts, strict=True) if text != w.text}


def _reread(word: Word, text: str) -> Word:
    return word._replace(text=text, raw=word.raw or word.text)


@lru_cache(maxsize=8192)
def _spelt(text: str) -> str:
    """A word that is no Vietnamese syllable with its one likely spelling; any other word as it is."""
    match = _CORE.fullmatch(text)
    core = unicodedata.normalize("NFC", match["core"]) if match else ""
    if not match or not _suspect(core) or is_syllable(core):
        return text
    found = {c for c in _neighbours(core) if is_syllable(c)}
    return match["before"] + found.pop() + match["after"] if len(found) == 1 else text


def _suspect(core: str) -> bool:
    """Letters with Vietnamese marks, or with a figure among them; not a foreign word, an abbreviation or a number."""
    if not 3 <= len(core) <= 8:
        return False
    letters = sum(c.isalpha() for c in core)
    if letters == len(core):
        return not core.isascii() and (core.isupper() or core[1:].islower())
    return letters >= len(core) - 1 and letters > 2 and core[0].isalpha() and all(c.isalpha() or c in "10|" for c in core)


def _neighbours(core: str) -> Iterator[str]:
    """Spellings with one or two letters taken for another, their tones and case kept."""
    units = _units(core)
    options = [_options(unit) for unit in units]
    places = [i for i, o in enumerate(options) if o]
    for count in (1, 2):
        for chosen in combinations(places, count):
            for letters in product(*(options[i] for i in chosen)):
                out = list(units)
                for i, letter in zip(chosen, letters, strict=True):
                    out[i] = letter
                yield "".join(out)


def _units(core: str) -> list[str]:
    return list(unicodedata.normalize("NFC", core))


def _options(unit: str) -> list[str]:
    parts = unicodedata.normalize("NFD", unit)
    tone = "".join(c for c in parts if c in _TONES)
    bare = unicodedata.normalize("NFC", "".join(c for c in parts if c not in _TONES))
    others = data()["confused"].get(bare.lower(), "")
    out = [unicodedata.normalize("NFC", c + tone) for c in others]
    return [c.upper() for c in out] if unit.isupper() else out


def skeleton(text: str) -> Key:
    """Letters without marks, small; signs around the word left out."""
    parts = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(c for c in parts if c.isalnum() and not unicodedata.combining(c))


@dataclass(frozen=True, slots=True)
class _Phrases:
    by_key: dict[tuple[Key, ...], tuple[str, ...]]
    long_by_length: dict[int, list[tuple[tuple[Key, ...], tuple[str, ...]]]]
    longest: int


@cache
def _phrases() -> _Phrases:
    texts = [*data()["phrases"], *(e.name.lower() for e in entries() if not e.valid_to and e.name.count(" ") > 1)]
    by_key: dict[tuple[Key, ...], tuple[str, ...]] = {}
    doubtful = set()
    for text in texts:
        words = tuple(w for w in re.findall(r"\w+", unicodedata.normalize("NFC", text)))
        key = tuple(skeleton(w).upper() if text.isupper() else skeleton(w) for w in words)
        words = tuple(w.lower() for w in words)
        if len(words) < 2 or len(words) > _LONGEST:
            continue
        if by_key.setdefault(key, words) != words:
            doubtful.add(key)
    for key in doubtful:
        del by_key[key]
    long_: dict[int, list[tuple[tuple[Key, ...], tuple[str, ...]]]] = {}
    for key, words in by_key.items():
        if len(words) >= _DAMAGED:
            long_.setdefault(len(words), []).append((key, words))
    return _Phrases(by_key, long_, max(map(len, by_key)))


def _phrases_in(texts: Sequence[str], confidence: Sequence[float]) -> Iterator[tuple[int, str]]:
    """Words of fixed phrases, with their places in a row, longest phrases first. Lone signs are passed over."""
    places = [i for i, t in enumerate(texts) if skeleton(t)]
    keys = [skeleton(texts[i]) for i in places]
    keys = [k.upper() if texts[i].isupper() else k for i, k in zip(places, keys, strict=True)]
    doubted = [confidence[i] < _DOUBTED for i in places]
    known = _phrases()
    at = 0
    while at < len(keys):
        found = _phrase_at(keys, doubted, at, known)
        for i, word in enumerate(found):
            yield places[at + i], word
        at += max(1, len(found))


def _phrase_at(keys: Sequence[Key], doubted: Sequence[bool], at: int, known: _Phrases) -> tuple[str, ...]:
    for length in range(min(known.longest, len(keys) - at), 1, -1):
        shown = tuple(keys[at : at + length])
        window = tuple(k.lower() for k in shown)
        exact = known.by_key.get(window) or known.by_key.get(shown)
        if exact:
            return exact
        if any(doubted[at : at + length]):
            for key, words in known.long_by_length.get(length, ()):
                if _nearly(window, key, doubted[at : at + length]):
                    return words
    return ()


def _nearly(window: Sequence[Key], key: Sequence[Key], doubted: Sequence[bool]) -> bool:
    """Only one word differs, which the engine doubts, and that in one letter."""
    off = [(a, b, d) for a, b, d in zip(window, key, doubted, strict=True) if a != b]
    if len(off) != 1 or not off[0][2]:
        return False
    read, meant, _ = off[0]
    return len(read) == len(meant) > 2 and sum(x != y for x, y in zip(read, meant, strict=True)) == 1


def _in_place_of(text: str, word: str) -> str:
    """``word`` with the signs and capitals of ``text``; ``text`` itself where it says the same with its tone on another letter."""
    match = _CORE.fullmatch(text)
    if not match or _tone_last(match["core"].lower()) == _tone_last(word):
        return text
    core = match["core"]
    if core.isupper() and len(core) > 1:
        word = word.upper()
    elif core[0].isupper():
        word = word[0].upper() + word[1:]
    return match["before"] + word + match["after"]


def _tone_last(word: str) -> str:
    parts = unicodedata.normalize("NFD", word)
    tones = "".join(sorted(c for c in parts if c in _TONES))
    return unicodedata.normalize("NFC", "".join(c for c in parts if c not in _TONES)) + tones
