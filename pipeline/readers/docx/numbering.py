"""Automatic numbers of DOCX, computed as a word processor shows them.

Source: ECMA-376 Part 1, 17.9 (numbering); the letters repeat (aa, bb) as 17.18.59 says.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache

from lxml import etree

from vanban.extractors.language.numerals import letters_label, roman_label
from vanban.pipeline.errors import LimitExceeded
from vanban.pipeline.options import Limits
from vanban.pipeline.readers.docx.package import W, number, switch, val
from vanban.pipeline.readers.docx.styles import ParaLook, para_look
from vanban.pipeline.readers.docx.symbols import symbol

_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9
_WRITERS: dict[str, Callable[[int], str]] = {
    "decimalZero": "{:02}".format,
    "upperRoman": roman_label,
    "lowerRoman": lambda n: roman_label(n).lower(),
    "upperLetter": lambda n: letters_label(n).upper(),
    "lowerLetter": letters_label,
    "none": lambda n: "",
    "numberInDash": "- {} -".format,
}


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how its number is written and when it starts again."""

    start: int = 1
    kind: str = "decimal"
    text: str = ""
    legal: bool = False
    restart: int | None = None
    style: str | None = None
    font: str | None = None
    layout: ParaLook = field(default_factory=ParaLook)


@dataclass(frozen=True, slots=True)
class _List:
    """A ``w:num``: an abstract list with its own changes. Lists on one abstract list count on."""

    abstract: int
    levels: dict[int, Level]
    starts: dict[int, int]


@dataclass(slots=True)
class Numbering:
    """The lists of a document and their counters, in document order."""

    lists: dict[int, _List] = field(default_factory=dict)
    most: int = Limits().characters
    """Characters of all labels together."""
    _written: int = 0
    _counters: dict[int, dict[int, int]] = field(default_factory=dict)
    _begun: set[tuple[int, int]] = field(default_factory=set)

    def level_of(self, num_id: int, style: str | None) -> int:
        """The level that is bound to a paragraph style; the first where none is."""
        found = self.lists.get(num_id)
        return (
            next(
                (
                    i
                    for i, level in found.levels.items()
                    if style is not None and level.style == style
                ),
                0,
            )
            if found
            else 0
        )

    def layout(self, num_id: int, level: int) -> ParaLook:
        """Indents that come from the level."""
        found = self.lists.get(num_id)
        return found.levels[level].layout if found and level in found.levels else ParaLook()

    def next(self, num_id: int, level: int) -> str:
        """The label of the next paragraph of this list and level; empty for an unknown list or a
        level without a number.
        """
        found = self.lists.get(num_id)
        if found is None or level not in found.levels:
            return ""
        self._count(num_id, found, level)
        if found.levels[level].kind == "bullet":
            return _bullet(found.levels[level])
        return self._within_limit(self._write(found, level))

    def _within_limit(self, label: str) -> str:
        """A level text of 40,000 letters on 20,000 paragraphs is a book of its own."""
        self._written += len(label)
        if self._written > self.most:
            raise LimitExceeded(f"các số thứ tự tự động dài hơn {self.most} ký tự")
        return label

    def _count(self, num_id: int, found: _List, level: int) -> None:
        counters = self._counters.setdefault(found.abstract, {})
        first_with_own_start = level in found.starts and (num_id, level) not in self._begun
        self._begun.add((num_id, level))
        if first_with_own_start or level not in counters:
            counters[level] = _start(found, level)
        else:
            counters[level] += 1
        for deeper in range(level + 1, _LEVELS):
            if deeper in found.levels and _restarts(found.levels[deeper], level):
                counters.pop(deeper, None)

    def _write(self, found: _List, level: int) -> str:
        counters = self._counters[found.abstract]

        def one(match: re.Match[str]) -> str:
            place = int(match.group(1)) - 1
            kind = found.levels[place].kind if place in found.levels else "decimal"
            value = counters.get(place, _start(found, place))
            return write(value, "decimal" if found.levels[level].legal else kind)

        return _PLACE.sub(one, found.levels[level].text).strip()


def _start(found: _List, level: int) -> int:
    return found.starts.get(level, found.levels[level].start if level in found.levels else 1)


def _restarts(deeper: Level, level: int) -> bool:
    """By default after any higher level; ``w:lvlRestart`` names the highest that does it, 0 means
    never.
    """
    return deeper.restart is None or level < deeper.restart


def write(value: int, kind: str) -> str:
    """``value`` in the number format ``kind``; digits for formats that are not known."""
    return _WRITERS.get(kind, str)(value)


def _bullet(level: Level) -> str:
    text = "".join(symbol(level.font, c) for c in level.text.strip())
    return "◦" if text == "o" else text


def read_numbering(
    root: etree._Element | None, style_lists: dict[str, int], limits: Limits
) -> Numbering:
    """The numbering part. ``style_lists`` says which list a numbering style stands for. Labels
    beyond ``limits.characters`` raise ``LimitExceeded``.
    """
    numbering = Numbering(most=limits.characters)
    if root is None:
        return numbering
    abstract = {number(a, "abstractNumId"): a for a in root.iter(f"{W}abstractNum")}
    nums = {number(n, "numId"): n for n in root.iter(f"{W}num")}
    levels_of = cache(lambda abstract_id: _levels(abstract[abstract_id]))
    for num_id, num in nums.items():
        if num_id is None:
            continue
        abstract_id = _follow(num, abstract, nums, style_lists)
        if abstract_id is not None:
            numbering.lists[num_id] = _list(num, abstract_id, levels_of(abstract_id))
    return numbering


def _follow(
    num: etree._Element,
    abstract: dict[int | None, etree._Element],
    nums: dict[int | None, etree._Element],
    style_lists: dict[str, int],
) -> int | None:
    """The abstract list that has the levels: one may only point to a numbering style."""
    for _ in range(_LEVELS):
        found = number(num.find(f"{W}abstractNumId"))
        element = abstract.get(found)
        if found is None or element is None:
            return None
        link = val(element.find(f"{W}numStyleLink"))
        target = nums.get(style_lists.get(link or ""))
        if link is None or target is None or target is num:
            return found
        num = target
    return None


def _levels(abstract: etree._Element) -> dict[int, Level]:
    """The nine levels that a list may have."""
    found = ((number(e, "ilvl") or 0, e) for e in abstract.iterchildren(f"{W}lvl"))
    return {at: _level(e) for at, e in found if 0 <= at < _LEVELS}


def _list(num: etree._Element, abstract_id: int, shared: dict[int, Level]) -> _List:
    levels = dict(shared)
    starts: dict[int, int] = {}
    for override in num.iterchildren(f"{W}lvlOverride"):
        at = number(override, "ilvl") or 0
        own = override.find(f"{W}lvl")
        if own is not None:
            levels[at] = _level(own)
        start = number(override.find(f"{W}startOverride"))
        if start is not None:
            starts[at] = start
            levels[at] = replace(levels.get(at, Level()), start=start)
    return _List(abstract_id, levels, starts)


def _level(element: etree._Element) -> Level:
    start = number(element.find(f"{W}start"))
    fonts = element.find(f"{W}rPr/{W}rFonts")
    return Level(
        start=0 if start is None else start,
        kind=val(element.find(f"{W}numFmt")) or "decimal",
        text=val(element.find(f"{W}lvlText")) or "",
        legal=switch(element.find(f"{W}isLgl")) or False,
        restart=number(element.find(f"{W}lvlRestart")),
        style=val(element.find(f"{W}pStyle")),
        font=val(fonts, "ascii") or val(fonts, "hAnsi"),
        layout=para_look(element.find(f"{W}pPr")),
    )
