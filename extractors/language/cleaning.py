"""Canonical form of raw words, with every change recorded.

What is shown is never rewritten: only what cannot be seen (composition, kinds of space, zero-width
signs) and what is plainly a typing variant of the same letter (Ð for Đ, a Cyrillic look-alike, a
long dash inside a document number). Source: domain brief 7.1.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple


class Change(NamedTuple):
    """``raw`` became ``new`` at ``start`` of the cleaned text."""

    start: int
    raw: str
    new: str
    kind: str


class _Hit(NamedTuple):
    start: int
    end: int
    new: str
    kind: str


_CYRILLIC = str.maketrans("АВЕКМНОРСТХУІаеорсхуі", "ABEKMHOPCTXYIaeopcxyi")
_ZERO_WIDTH = "\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff"
_CONTROL = "\x00-\x08\x0e-\x1f\x7f-\x9f"
_ODD_SPACE = "\t\n\v\f\r\u00a0\u2000-\u200a\u202f\u205f\u3000"
_ODD_LETTER = "\u0300-\u036f\u0400-\u04ff\u00d0\u00f0\u0189\u0256\u2010-\u2015"
_ODD = re.compile(f"[{_ZERO_WIDTH}{_CONTROL}{_ODD_SPACE}{_ODD_LETTER}]")

_SPACE = re.compile(r"\s+")
_GAP = re.compile(rf"[\s{_ZERO_WIDTH}{_CONTROL}]+")
_INVISIBLE = re.compile(f"[{_ZERO_WIDTH}{_CONTROL}]+")
_CLUSTER = re.compile("[^\u0300-\u036f][\u0300-\u036f]+")
_ETH = re.compile("[ÐðƉɖ]")
"""Look-alikes of Đ and đ: of Icelandic, and of African languages."""
_CYRILLIC_RUN = re.compile("[\u0400-\u04ff]+")
_HYPHEN = re.compile("[\u2010\u2011]")
_NUMBER = re.compile(
    r"\d+[a-z]?\s?/\s?(?:\d{4}\s?/\s?)?[A-ZĐ][A-ZĐa-z0-9&]*"
    r"(?:\s?[\u2012-\u2015-]\s?[A-ZĐ][A-ZĐa-z0-9&]*)+"
)
_LONG_DASH = re.compile("[\u2012-\u2015]")


def clean(raw: str) -> tuple[str, tuple[Change, ...]]:
    """``raw`` in canonical form (NFC, single spaces, trimmed) and the changes made, in order, none
    overlapping.
    """
    if (
        raw == raw.strip(" ")
        and "  " not in raw
        and not _ODD.search(raw)
        and unicodedata.is_normalized("NFC", raw)
    ):
        return raw, ()
    out: list[str] = []
    changes: list[Change] = []
    at = length = 0
    for hit in _without_overlaps(sorted(_hits(raw), key=lambda hit: (hit.start, -hit.end))):
        kept = raw[at : hit.start]
        out += (kept, hit.new)
        length += len(kept)
        changes.append(Change(length, raw[hit.start : hit.end], hit.new, hit.kind))
        length += len(hit.new)
        at = hit.end
    out.append(raw[at:])
    return "".join(out), tuple(changes)


def _hits(raw: str) -> Iterator[_Hit]:
    yield from _spaces(raw)
    for m in _INVISIBLE.finditer(raw):
        yield _Hit(m.start(), m.end(), "", "zero-width")
    for m in _CLUSTER.finditer(raw):
        new = unicodedata.normalize("NFC", m.group())
        if new != m.group():
            yield _Hit(m.start(), m.end(), new, "nfc")
    for m in _ETH.finditer(raw):
        yield _Hit(m.start(), m.end(), "Đ" if m.group().isupper() else "đ", "letter")
    for m in _CYRILLIC_RUN.finditer(raw):
        if _among_latin(raw, m):
            yield _Hit(m.start(), m.end(), m.group().translate(_CYRILLIC), "homoglyph")
    for m in _HYPHEN.finditer(raw):
        yield _Hit(m.start(), m.end(), "-", "dash")
    for number in _NUMBER.finditer(raw):
        for m in _LONG_DASH.finditer(raw, number.start(), number.end()):
            yield _Hit(m.start(), m.end(), "-", "dash")


def _spaces(raw: str) -> Iterator[_Hit]:
    """Runs that are not one plain space; runs with an invisible sign between count as one; none at
    the ends.
    """
    for m in _GAP.finditer(raw):
        new = "" if m.start() == 0 or m.end() == len(raw) else " "
        if m.group() != new and _SPACE.search(m.group()):
            yield _Hit(m.start(), m.end(), new, "space")


def _among_latin(raw: str, m: re.Match[str]) -> bool:
    """Look-alikes standing in or beside Latin letters or digits, not a Cyrillic word."""
    letters = m.group().translate(_CYRILLIC)
    beside = raw[max(0, m.start() - 1) : m.start()] + raw[m.end() : m.end() + 1]
    return letters.isascii() and any(c.isalnum() for c in beside)


def _without_overlaps(hits: list[_Hit]) -> Iterator[_Hit]:
    at = 0
    for hit in hits:
        if hit.start >= at:
            yield hit
            at = hit.end
