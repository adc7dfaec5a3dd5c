"""The old encodings, each as a table from what their letters look like (in Latin-1 or CP1252) to
the letters they mean.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from vanban.extractors.language.data import rows

TCVN3, VNI, VIQR, CP1258, UTF8 = "tcvn3", "vni", "viqr", "cp1258", "utf8"
_TABLES = (TCVN3, VNI, VIQR)
_DOUBLE = re.compile("\u00ad{2,}")
"""The letter ư of TCVN3 is the sign of the optional hyphen in Latin-1: beside a real one there are
two.
"""
_NAMED_ALIKE = {"\u2212": "\u00ad", "\u2219": "\u00b7", "\u03bc": "\u00b5"}
"""Signs that PDF files name where those of Latin-1 with the same shape are meant: the minus for the
hyphen (ư of TCVN3), the operator for the dot (ã), the Greek letter for the sign of micro (à).
"""
ALIKE = "".join(_NAMED_ALIKE)
_BY_LETTER = re.compile(rf"[{ALIKE}](?=[A-Za-z\u00a1-\u00fe])|(?<=[A-Za-z\u00a1-\u00fe])[{ALIKE}]")
"""Beside a letter: a minus between figures is one."""
_CP1252 = (
    "\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc"  # letters of its upper half
)
_GOES_ON = f"[\u0080-\u00bf{_CP1252}\u2013-\u2026\u2030\u2039\u203a\u20ac\u2122]"
_UTF8_BYTES = re.compile(  # opens with one sign of a class: found quickly
    f"[\u00c2-\u00ef](?:{_GOES_ON}(?:(?<=[\u00c2-\u00df].)|{_GOES_ON})|(?<=\u00c3) (?=[a-z.,;:]|$))"
)


@dataclass(frozen=True, slots=True)
class Encoding:
    """``letters``: what is seen to what is meant; what no rule knows stays. ``signs``: all signs
    that are seen.
    """

    name: str
    letters: Mapping[str, str]
    seen: re.Pattern[str]
    signs: frozenset[str]

    def decode(self, text: str) -> str:
        """The letters that ``text`` means."""
        return self.seen.sub(lambda m: self.letters[m.group()], text)

    def encode(self, text: str) -> str:
        """What ``text`` looks like in this encoding; for tests and made files. Capitals that it
        lacks become small letters, others stay.
        """
        back = {meant: seen for seen, meant in self.letters.items()}
        return "".join(
            back.get(c) or back.get(c.lower(), c) for c in unicodedata.normalize("NFC", text)
        )


@cache
def table(name: str) -> Encoding:
    """The encoding ``name``: TCVN3, VNI or VIQR. Source: the data files."""
    letters = dict(_rows(name))
    longest_first = sorted(letters, key=len, reverse=True)
    return Encoding(
        name,
        letters,
        re.compile("|".join(map(re.escape, longest_first))),
        frozenset("".join(letters)),
    )


def _rows(name: str) -> list[tuple[str, str]]:
    listed = (
        (row["legacy"], row["letter"]) for row in rows("vanban.pipeline.legacy", f"{name}.tsv")
    )
    return [(chr(int(seen, 16)) if name == TCVN3 else seen, letter) for seen, letter in listed]


def decode(text: str, name: str) -> str:
    """``text`` read as what it is in truth. Never fails; letters that the encoding cannot hold stay
    as they are.
    """
    if name in _TABLES:
        return table(name).decode(_in_latin1(text) if name == TCVN3 else text)
    return _as_cp1258(text) if name == CP1258 else _as_utf8(text)


def _in_latin1(text: str) -> str:
    """Text in TCVN3 with the signs of Latin-1 that programs write otherwise."""
    return _DOUBLE.sub("\u00ad", _BY_LETTER.sub(lambda m: _NAMED_ALIKE[m.group()], text))


def _as_cp1258(text: str) -> str:
    """Bytes of CP1258 that were read as CP1252: base letters and combining tones."""
    return unicodedata.normalize("NFC", "".join(map(_cp1258_sign, text)))


@cache
def _cp1258_sign(sign: str) -> str:
    try:
        return sign.encode("cp1252").decode("cp1258")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return sign


def _as_utf8(text: str) -> str:
    """Bytes of UTF-8 that were read as Latin-1 or CP1252, once or twice; a no-break space may have
    become a space since.
    """
    for _ in range(2):
        read = _UTF8_BYTES.sub(_joined_bytes, text)
        if read == text:
            break
        text = read
    return text


def without_utf8_bytes(text: str) -> str:
    """``text`` with a letter in place of each sign that is a byte of UTF-8: a no-break space among
    them is no space.
    """
    return _UTF8_BYTES.sub(lambda m: "x" * len(m.group()), text)


def _joined_bytes(m: re.Match[str]) -> str:
    try:
        return bytes(_byte(c) for c in m.group()).decode("utf-8")
    except UnicodeDecodeError:
        return m.group()


@cache
def _byte(sign: str) -> int:
    if sign == " ":
        return 0xA0
    try:
        return sign.encode("cp1252")[0]
    except UnicodeEncodeError:
        return ord(sign)
