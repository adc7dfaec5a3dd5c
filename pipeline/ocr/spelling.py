"""Single words: those that cannot be Vietnamese and have exactly one likely neighbour that can."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import combinations, product
from typing import Any

from vanban.extractors.language.data import toml
from vanban.extractors.language.syllables import is_syllable

CORE = re.compile(r"\A(?P<before>\W*)(?P<core>[\w|](?:.*[\w|])?)(?P<after>\W*)", re.DOTALL)
"""A word and the signs around it."""
TONES = "\u0300\u0301\u0303\u0309\u0323"


def data() -> Mapping[str, Any]:
    """The lists of ``corrections.toml``."""
    return toml("vanban.pipeline.ocr", "corrections.toml")


@lru_cache(maxsize=8192)
def spelt(text: str) -> str:
    """A word that is no Vietnamese syllable with its one likely spelling; any other word as
    it is.
    """
    match = CORE.fullmatch(text)
    core = unicodedata.normalize("NFC", match["core"]) if match else ""
    if not match or not _suspect(core) or is_syllable(core):
        return text
    found = {c for c in _neighbours(core) if is_syllable(c)}
    return match["before"] + found.pop() + match["after"] if len(found) == 1 else text


def _suspect(core: str) -> bool:
    """Letters with Vietnamese marks, or with a figure among them; not a foreign word, an
    abbreviation or a number.
    """
    if not 3 <= len(core) <= 8:
        return False
    letters = sum(c.isalpha() for c in core)
    if letters == len(core):
        return not core.isascii() and (core.isupper() or core[1:].islower())
    return (
        letters >= len(core) - 1
        and letters > 2
        and core[0].isalpha()
        and all(c.isalpha() or c in "10|" for c in core)
    )


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
    tone = "".join(c for c in parts if c in TONES)
    bare = unicodedata.normalize("NFC", "".join(c for c in parts if c not in TONES))
    others = data()["confused"].get(bare.lower(), "")
    out = [unicodedata.normalize("NFC", c + tone) for c in others]
    return [c.upper() for c in out] if unit.isupper() else out


def skeleton(text: str) -> str:
    """Letters without marks, small; signs around the word left out."""
    parts = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(c for c in parts if c.isalnum() and not unicodedata.combining(c))
