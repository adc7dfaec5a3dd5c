"""Where the body of a part ends: its signature, its recipients, or the note of its adoption."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from vanban.extractors.language.forms import CAPACITY, RECIPIENTS_READ
from vanban.extractors.language.list_markers import CAPITAL, LOWER
from vanban.extractors.language.offices import OFFICE_IN_CAPITALS
from vanban.extractors.outline.forms import is_unit
from vanban.extractors.outline.lines import Line
from vanban.extractors.outline.part_titles import SHORT
from vanban.extractors.outline.quotes import CERTAIN
from vanban.extractors.outline.words import alternatives

RECIPIENTS = re.compile(rf"{RECIPIENTS_READ}\s?(?::|$|\.)", re.IGNORECASE)
# "TM. ỦY BAN", "T/M BAN THƯỜNG VỤ"; a lone Q without its point is a word's letter
SIGNS = re.compile(rf"(?:{CAPACITY}\s?\.|(?!Q){CAPACITY}\s)\s?{CAPITAL}[^{LOWER}]{{2}}")
_ADOPTED = re.compile(
    r"(?:bộ )?(?:luật|pháp lệnh|nghị quyết|hiến pháp) này (?:đã )?(?:được|đã) .{0,160}thông qua",
    re.IGNORECASE,
)
BODY = re.compile(rf"{alternatives('parts', 'signing_bodies')}\b")
OFFICE_LINE = re.compile(rf"{OFFICE_IN_CAPITALS}\b")
_SENTENCE = re.compile(r"\S+(?: \S+){5,}\.")
"""Six words and a full stop: fewer end no sentence, "Kính gửi: Sở Y tế." and the like."""
LONGEST_OFFICE = 60
"""Characters of a line that holds nothing but an office or a body."""
_LONGEST_END = 400
"""Characters of a line that may end a part: the note of adoption is a sentence."""


def back_of(lines: Sequence[Line], evidence: Sequence[float], start: int, end: int) -> int:
    """First line after the body of a part: signature, recipients, or the note of adoption."""
    of_body = body_of(lines[start:end])
    seen = False
    for i in range(start, end):
        line = lines[i]
        seen = seen or of_body(line)
        if seen and evidence[i] < CERTAIN and _closes_part(lines, i):
            signed_for = i > start and _signs_for(lines[i - 1])
            return i - 1 if signed_for and not RECIPIENTS.match(line.folded) else i
    return end


def body_of(lines: Sequence[Line]) -> Callable[[Line], bool]:
    """What the body of ``lines`` consists of: units; in a letter without any, paragraphs."""
    return is_unit if any(map(is_unit, lines)) else _is_paragraph


def _is_paragraph(line: Line) -> bool:
    """A long line, or a short sentence: "Danh mục nhiệm vụ tại Phụ lục kèm theo Kế hoạch này."."""
    if line.table is not None or line.capitals:
        return False
    return len(line.text) > SHORT or _SENTENCE.fullmatch(line.text) is not None


def _signs_for(line: Line) -> bool:
    """The body above the office of who signs for it: "SỞ Y TẾ / GIÁM ĐỐC"."""
    return (
        line.table is None
        and line.capitals
        and not line.markers
        and len(line.text) < LONGEST_OFFICE
        and bool(BODY.match(line.folded))
    )


def _closes_part(lines: Sequence[Line], i: int) -> bool:
    line = lines[i]
    if line.table is not None or len(line.text) > _LONGEST_END:
        return False
    if RECIPIENTS.match(line.folded) or SIGNS.match(line.folded) or _ADOPTED.match(line.folded):
        return True
    return (
        len(line.text) < LONGEST_OFFICE
        and line.capitals
        and bool(OFFICE_LINE.match(line.folded))
        and not _titles_chapter(lines, i)
    )


def _titles_chapter(lines: Sequence[Line], i: int) -> bool:
    """A line in capitals that names an office may be the title of a chapter: units follow at
    once.
    """
    return any(is_unit(line) for line in lines[i + 1 : i + 4])
