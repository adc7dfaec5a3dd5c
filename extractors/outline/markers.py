"""The markers that may open a paragraph: which units it could be, before anything is decided."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import IntEnum
from typing import NamedTuple

from vanban.extractors.language import numerals, units
from vanban.extractors.language.list_markers import (
    ARABIC,
    BULLET,
    CAPITAL,
    LETTER,
    LOWER_ROMAN,
    ROMAN,
    ROMAN_ITEM,
)
from vanban.extractors.language.numerals import Ordinal
from vanban.extractors.outline.model import Unit
from vanban.extractors.outline.words import alternatives


class Kind(IntEnum):
    """Kinds of marker, in the order in which they usually hold each other (NĐ 30/2020, Phụ lục I,
    V.6).
    """

    PHAN = 0
    CHUONG = 1
    MUC = 2
    TIEU_MUC = 3
    CAPITAL = 4
    ROMAN = 5
    DIEU = 6
    ARABIC = 7
    DECIMAL = 8
    LETTER = 9
    SUBPOINT = 10
    PARENTHESIS = 11
    LOWER_ROMAN = 12
    BULLET = 13


UNIT_KINDS = frozenset({Kind.PHAN, Kind.CHUONG, Kind.MUC, Kind.TIEU_MUC, Kind.DIEU})
_WITHOUT_MARK = UNIT_KINDS | {Kind.DECIMAL, Kind.BULLET}


class Open(NamedTuple):
    """What later markers have to know of a unit that is open: they may continue its list or stand
    under it.
    """

    kind: Kind
    family: int  # what siblings share: the kind, the depth of decimals, the sign of bullets
    ordinal: Ordinal
    prefix: tuple[int, ...]
    mark: str


@dataclass(frozen=True, slots=True)
class Marker:
    """One reading of the opening of a paragraph."""

    kind: Kind
    label: str
    ordinal: Ordinal
    start: int  # of the marker in the paragraph: after an opening quote
    end: int  # after the punctuation of the marker and the spaces behind it
    mark: str = ""  # punctuation that closes the numeral
    prefix: tuple[int, ...] = ()  # of a decimal numeral: (2, 1) for 2.1.3

    opened: Open = field(init=False, compare=False)
    bare: bool = field(init=False, default=False)  # a numeral without punctuation: weak evidence

    def __post_init__(self) -> None:
        detail = ord(self.label[0]) if self.kind is Kind.BULLET else len(self.prefix)
        family = (self.kind << 16) + detail
        opened = Open(self.kind, family, self.ordinal, self.prefix, self.mark)
        object.__setattr__(self, "opened", opened)
        object.__setattr__(self, "bare", not self.mark and self.kind not in _WITHOUT_MARK)


_OPEN = r"[\"'(\[]{0,3}\s?"
_UNIT = re.compile(
    rf"(?P<open>{_OPEN})(?P<word>{'|'.join(units.HEADED)})\s{{0,2}}"
    rf"(?:(?P<nth>thứ\s(?:{numerals.ORDINAL_WORDS}|\d{{1,2}}))|"
    rf"(?:số\s)?(?P<num>\d{{1,4}}\s?{LETTER}?\d?|{ROMAN}{LETTER}?|[a-z]))"
    r"(?![\w])\s?(?P<mark>[.:)/\-]{0,2})(?P<rest>.{0,40})",
    re.IGNORECASE | re.DOTALL,
)
_UNIT_KIND = {
    units.PHAN: Kind.PHAN,
    units.CHUONG: Kind.CHUONG,
    units.MUC: Kind.MUC,
    units.TIEU_MUC: Kind.TIEU_MUC,
    units.DIEU: Kind.DIEU,
}
_RUNNING = re.compile(rf"\s?{alternatives('markers', 'running')}")
_DECIMAL = re.compile(
    rf"(?P<open>{_OPEN})(?P<num>\d{{1,2}}(?:\.\d{{1,2}}){{1,5}})(?P<mark>[.)/:]?)"
    rf"(?:\s|(?<=[.)])(?=[^\W\d_])|$)"
)
_ARABIC = re.compile(
    rf"(?P<open>{_OPEN})(?P<num>{ARABIC}(?:{LETTER}\d?)?)\s?"
    rf"(?P<mark>\.|\)|/(?!\d)|:|\.-|-(?=\s))(?!\d|\.{{2}}|\s?%)\s?"
)
_SUBPOINT = re.compile(
    rf"(?P<open>{_OPEN})(?P<num>{LETTER}(?:\.?\d{{1,2}}){{1,3}})(?P<mark>[).])\s?"
)
_LETTER = re.compile(
    rf"(?P<open>{_OPEN})(?P<num>{LETTER}\d{{0,2}})"
    rf"(?P<mark>\s?[)/]|\.(?=\s|[^\W\d_]{{2}})|\s?-(?=\s))\s?"
)
_CAPITAL = re.compile(
    rf"(?P<open>{_OPEN})(?P<num>{CAPITAL})\s?(?P<mark>[.)/:]|-(?=\s))\s?(?=[^\W_]|[\"'(]|$)"
)
_ROMAN = re.compile(
    rf"(?P<open>{_OPEN})(?P<num>{ROMAN_ITEM})"
    rf"(?P<mark>\s?[.)/:]|\s?-(?=\s)|(?=\s[^\W\d_]{{2}})|$)\s?"
)
_LOWER_ROMAN = re.compile(rf"(?P<open>{_OPEN})(?P<num>{LOWER_ROMAN})(?P<mark>[).])\s?")
_BULLET = re.compile(rf"(?P<open>[\"']?)(?P<num>{BULLET})(?!(?P=num)|-)\s{{0,2}}(?=[\w\"'(\[<≥≤])")
# "V/v", "T/M", "Đ/c": an abbreviation of two letters, no numeral with a stroke behind it
_STROKED = re.compile(
    rf"{_OPEN}(?P<first>[^\W\d_])(?:\s?/\s?(?P=first)|/[^\W\d_])(?!\w)", re.IGNORECASE
)
_BARE = re.compile(r"(?P<open>)(?P<num>\d{1,2})(?P<mark>)$")
_PLAIN_SIGNS = {"·": "•", "●": "•"}


def markers(text: str) -> tuple[Marker, ...]:
    """All readings of the opening of ``text`` (folded, one paragraph), the likeliest first; ``()``
    for plain words.
    """
    head = text[:64].lstrip("\"'([ ")[:1]
    if not head or _STROKED.match(text):
        return ()
    if head.isdigit():
        return _digits(text)
    if not head.isalpha():
        return _bullet(text)
    unit = _unit(text)
    return (unit,) if unit else _letters(text)


def _unit(text: str) -> Marker | None:
    m = _UNIT.match(text)
    if not m:
        return None
    numeral = m["nth"] or m["num"].replace(" ", "")
    ordinal = numerals.unit_ordinal(m["nth"].split(maxsplit=1)[1] if m["nth"] else numeral)
    kind = _UNIT_KIND[m["word"].lower()]
    if ordinal is None or not _opens_unit(kind, m):
        return None
    if kind is Kind.DIEU and m["nth"]:
        numeral = str(ordinal.number)  # articles are cited by figures, however they are headed
    return Marker(
        kind, numeral, ordinal, m.end("open"), m.end("mark") + _blank(m["rest"]), m["mark"]
    )


def _opens_unit(kind: Kind, m: re.Match[str]) -> bool:
    """True where the numeral is followed as in a heading, not as in "Điều 5 của Luật này"."""
    word, rest = m["word"], m["rest"].strip()
    counted = m["nth"] or m["num"][0].isdigit()
    if not word[0].isupper() or (kind is Kind.DIEU and not counted):
        return False
    if m["mark"] or not rest:
        return True
    return not _RUNNING.match(m["rest"].lower()) and rest.lstrip("\"'(")[:1].isupper()


def _digits(text: str) -> tuple[Marker, ...]:
    m = _DECIMAL.match(text)
    if m:
        steps = tuple(int(step) for step in m["num"].split("."))
        return (
            Marker(
                Kind.DECIMAL,
                m["num"],
                Ordinal(steps[-1]),
                m.end("open"),
                _after(m),
                m["mark"],
                steps[:-1],
            ),
        )
    m = _ARABIC.match(text) or _BARE.match(text)
    if not m:
        return ()
    ordinal = numerals.arabic(m["num"])
    if ordinal is None:
        return ()
    inside = m["mark"] == ")" and "(" in m["open"]
    kind = Kind.PARENTHESIS if inside else Kind.ARABIC
    return (Marker(kind, m["num"], ordinal, m.end("open") - inside, _after(m), m["mark"]),)


def _letters(text: str) -> tuple[Marker, ...]:
    found = []
    for pattern, kind in (
        (_ROMAN, Kind.ROMAN),
        (_CAPITAL, Kind.CAPITAL),
        (_LETTER, Kind.LETTER),
        (_LOWER_ROMAN, Kind.LOWER_ROMAN),
    ):
        m = pattern.match(text)
        ordinal = _letter_ordinal(kind, m["num"]) if m else None
        if (
            m
            and ordinal
            and not (kind is Kind.ROMAN and not m["mark"] and not _stands_alone(text, m))
        ):
            found.append(
                Marker(kind, m["num"], ordinal, m.end("open"), _after(m), m["mark"].strip())
            )
    return (*found, *_subpoint(text))


def _subpoint(text: str) -> tuple[Marker, ...]:
    """ "b1)" or "b.1)" under "b)"; where it was put in between b) and c) it is a point, see
    ``_LETTER``.
    """
    m = _SUBPOINT.match(text)
    if not m:
        return ()
    steps = [int(step) for step in re.findall(r"\d+", m["num"])]
    prefix = (numerals.letter_place(m["num"][0]), *steps[:-1])
    return (
        Marker(
            Kind.SUBPOINT, m["num"], Ordinal(steps[-1]), m.end("open"), _after(m), m["mark"], prefix
        ),
    )


def _letter_ordinal(kind: Kind, numeral: str) -> Ordinal | None:
    if kind in (Kind.ROMAN, Kind.LOWER_ROMAN):
        value = numerals.roman(numeral)
        return Ordinal(value) if value else None
    return Ordinal(numerals.letter_place(numeral[0].lower()), numerals.suffix_place(numeral[1:]))


def _stands_alone(text: str, m: re.Match[str]) -> bool:
    """A bare Roman numeral counts when it is the whole line or when capitals follow: "I MỤC
    TIÊU".
    """
    return text[m.end() :].isupper() or not text[m.end() :].strip()


def _bullet(text: str) -> tuple[Marker, ...]:
    m = _BULLET.match(text)
    if not m:
        return ()
    return (
        Marker(
            Kind.BULLET,
            _PLAIN_SIGNS.get(m["num"], m["num"]),
            Ordinal(0),
            m.end("open"),
            m.end(),
            m["num"],
        ),
    )


def _after(m: re.Match[str]) -> int:
    return m.end() + _blank(m.string[m.end() : m.end() + 3])


def _blank(rest: str) -> int:
    return len(rest) - len(rest.lstrip())


def unit_of(kind: Kind) -> Unit:
    """The unit that a marker stands for outside articles."""
    if kind in UNIT_KINDS:
        return Unit(kind.name.lower())
    return Unit.BULLET if kind is Kind.BULLET else Unit.ITEM
