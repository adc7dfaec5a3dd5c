"""Announcements of quoted words ("… được sửa đổi, bổ sung như sau:") and the instructions of an
amending document.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from vanban.extractors.language import units
from vanban.extractors.language.list_markers import LETTER, ROMAN
from vanban.extractors.outline.lines import Line
from vanban.extractors.outline.markers import Kind, Marker
from vanban.extractors.outline.words import alternatives

_NEW_WORDS = re.compile(alternatives("amendments", "new_words"), re.IGNORECASE)
_OBJECT = re.compile(rf"\b{alternatives('amendments', 'objects')}\b", re.IGNORECASE)
_INSTRUCTION = re.compile(
    rf"\s*{alternatives('amendments', 'new_words', 'repeals', 'instructions')}", re.IGNORECASE
)
_LABEL = rf"(?:\d+{LETTER}?|{LETTER}\d?)\b"
_TARGET = re.compile(
    rf"({units.CHUONG}|{units.MUC})\s(\d+{LETTER}?|{ROMAN})"
    rf"|({units.DIEU}|{units.KHOAN}|{units.DIEM})\s({_LABEL}(?:(?:, | và ){_LABEL}){{0,20}})",
    re.IGNORECASE,
)
_UNITS = {
    units.DIEU: Kind.DIEU,
    units.CHUONG: Kind.CHUONG,
    units.MUC: Kind.MUC,
    units.KHOAN: Kind.ARABIC,
    units.DIEM: Kind.LETTER,
}


Units = frozenset[tuple[Kind, str]]


@dataclass(frozen=True, slots=True)
class Announcement:
    """The paragraph ``line`` said that quoted words follow.

    ``units`` are those of its units that begin here; ``begun`` is the kind of the one that began
    last.
    """

    line: int
    units: Units = frozenset()
    begun: Kind | None = None

    def holds(self, marker: Marker) -> bool:
        """The marker may stand inside the quoted unit that has begun."""
        return self.begun is not None and marker.kind > self.begun

    def targets(self, marker: Marker) -> bool:
        """The marker has the kind and the number that were announced, for the first time."""
        return (marker.kind, marker.label.lower()) in self.units


def announcements(lines: Sequence[Line], evidence: Sequence[float]) -> list[Announcement | None]:
    """For each line the announcement that still speaks there: none after a table or a closed
    quotation.
    """
    found: list[Announcement | None] = []
    last: Announcement | None = None
    awaited: Units = frozenset()
    for i, line in enumerate(lines):
        if i and (lines[i - 1].table is not None or (evidence[i - 1] == 1 and evidence[i] == 0)):
            last, awaited = None, frozenset()
        here = awaited & {(m.kind, m.label.lower()) for m in line.markers}
        found.append(replace(last, units=here) if last and here else last)
        if last and here:
            last, awaited = replace(last, begun=min(kind for kind, _ in here)), awaited - here
        if announces(line):
            last, awaited = Announcement(i), _targets(line.folded)
    return found


def announces(line: Line) -> bool:
    """The paragraph says that new words for a unit follow: an instruction, or any sentence that
    ends with a colon.
    """
    folded = line.folded
    if folded.endswith((".", ";")) or not (folded.endswith(":") or instructs(line)):
        return False
    tail = folded[-700:].rpartition('"')[2]
    verb = _NEW_WORDS.search(tail)
    return bool(verb and _OBJECT.search(tail, verb.end()))


def _targets(folded: str) -> Units:
    found = set()
    for m in _TARGET.finditer(folded[:1000]):
        word, labels = (m[1], m[2]) if m[1] else (m[3], m[4])
        found |= {(_UNITS[word.lower()], label.lower()) for label in re.split(r", | và ", labels)}
    return frozenset(found)


def instructs(line: Line) -> bool:
    """The words after the marker say what to amend: "Sửa đổi …", "Tại Điều 5 …", "Khoản 2 được
    …".
    """
    return bool(line.markers) and bool(_INSTRUCTION.match(line.folded, line.markers[0].end))
