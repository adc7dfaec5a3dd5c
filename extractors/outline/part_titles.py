"""The title of a part: its lines, and the words "(Ban hành kèm theo …)" below them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from vanban.extractors.language.forms import MOTTO_OPENS, NUMBER_LABEL, STATE_OPENS
from vanban.extractors.outline.forms import is_unit
from vanban.extractors.outline.lines import Line
from vanban.extractors.outline.words import alternatives
from vanban.schemas import DocType

Role = Literal["document", "attachment", "appendix", "form"]

_DOCUMENTS = alternatives("parts", "documents")
ISSUED_WITH = re.compile(
    r"(?:[(\[]\s?(?:được )?(?:ban hành |phê duyệt |đính )?(?:kèm theo|kèm|theo)"
    rf"|(?:ban hành |đính )?kèm(?: theo)?) {_DOCUMENTS}\b",
    re.IGNORECASE,
)
NATIONAL = re.compile(
    rf".{{0,60}}(?:{STATE_OPENS}|{MOTTO_OPENS})|{NUMBER_LABEL}|-{{3,}}$", re.IGNORECASE
)
TITLE_LINES = 8
"""Lines of a title and of "(Kèm theo …)", at most."""
_BARE_TITLE_LINES = 4
"""Lines of a title without "(Kèm theo …)", at most."""
SHORT = 160
"""Characters of a line that may open a part or a title; of a title with its type, twice as many."""


@dataclass(frozen=True, slots=True)
class Region:
    """Lines ``start`` to ``end`` are one part; its units stand before ``back``."""

    role: Role
    start: int
    end: int
    back: int
    label: str | None = None
    type: DocType | None = None
    # lines of the title, without those of the label and of "(Kèm theo …)"
    title: tuple[int, int] | None = None
    title_offset: int = 0  # where the title begins in its first line, after the type word
    issued_with: tuple[int, int] | None = None


def titled(lines: Sequence[Line], region: Region, i: int, offset: int) -> Region:
    """The region with its title and its "(Ban hành kèm theo …)", looked for in the lines from ``i``
    on.
    """
    inline = lines[i].text[offset:].strip(" .:-–")
    if inline and _names_issuer(lines, i, inline):
        inline = ""
    first = i if inline else i + 1
    if first + 1 < len(lines) and first > i and _names_issuer(lines, first, lines[first].text):
        first += 1
    last = first
    while last < min(len(lines), i + TITLE_LINES) and not ISSUED_WITH.match(lines[last].folded):
        if (last > i and (is_unit(lines[last]) or len(lines[last].text) > 2 * SHORT)) or lines[
            last
        ].table is not None:
            break
        last += 1
    issued = (
        last < len(lines) and last < i + TITLE_LINES and bool(ISSUED_WITH.match(lines[last].folded))
    )
    if not issued:
        last = _title_end(lines, first)
    return replace(
        region,
        title=(first, last) if last > first else None,
        title_offset=len(lines[i].text) - len(lines[i].text[offset:].lstrip(" .:-–"))
        if inline
        else 0,
        issued_with=(last, _closing(lines, last)) if issued else None,
    )


def _names_issuer(lines: Sequence[Line], i: int, words: str) -> bool:
    """The words after the type say only whose it is, and the title follows: "CHƯƠNG TRÌNH HÀNH ĐỘNG
    CỦA … / Thực hiện …".
    """
    if i + 1 >= len(lines) or not words.isupper() or not words.startswith("CỦA "):
        return False
    following = lines[i + 1]
    return following.table is None and not (
        is_unit(following) or following.capitals or ISSUED_WITH.match(following.folded)
    )


def _title_end(lines: Sequence[Line], first: int) -> int:
    """Where a title without "(Kèm theo …)" ends: after its lines in capitals, bold or centred."""
    last = first
    while last < min(len(lines), first + _BARE_TITLE_LINES) and _looks_like_title(lines[last]):
        last += 1
    return last


def _looks_like_title(line: Line) -> bool:
    if (
        line.table is not None
        or is_unit(line)
        or len(line.text) > 2 * SHORT
        or NATIONAL.match(line.folded)
    ):
        return False
    return line.capitals or bool(line.style and (line.style.bold or line.style.align == "center"))


def _closing(lines: Sequence[Line], start: int) -> int:
    """Line after the one that closes the bracket of "(Ban hành kèm theo …", at most three lines
    on.
    """
    if not lines[start].folded.startswith("("):
        return start + 1
    for i in range(start, min(len(lines), start + 4)):
        if ")" in lines[i].folded:
            return i + 1
    return start + 1
