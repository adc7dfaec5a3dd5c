"""Paragraphs from printed lines: does a line go on with the one above it, or open a paragraph?

The strongest evidence is room: where the next line's first word would still have fitted, the line
was ended on purpose.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from vanban.extractors.language import units
from vanban.extractors.language.list_markers import ARABIC, BULLET, DECIMAL, IN_LABEL, LETTER, ROMAN
from vanban.pipeline.readers.page.anchors import Align
from vanban.pipeline.readers.page.model import TextLine, usual

_INDENT = 6.0
"""Points from the left margin that make an indent."""
_CENTRE = 5.0
"""Points by which the middle of a centred line may differ from the middle of its column."""
_INSET = 14.0
"""Points that a centred line leaves free on each side, at least."""
_BIN = 3.0
_SHARE = 0.12
"""Share of the lines that must end (begin) at one place for it to be the margin."""
_FEW = 4

_ENDED = re.compile(r"[.;:!?…]\s*[”\"')\]]*$|\./\.?$")
_CLOSING = 12
_GOES_ON = re.compile(
    r"(?:[,–-]|\b(?:và|của|về|cho|với|các|những|theo|trong|tại|do|từ|hoặc|số|ngày|là|để|VÀ|CỦA|VỀ"
    r"|CHO|VỚI|CÁC|TRONG|TẠI|DO|TỪ))$"
)
_CUT = re.compile(r"[^\W_][-/]")
_HEADED = units.heading(units.DIEU, units.CHUONG, units.MUC, units.PHAN, units.PHU_LUC)
_LABEL = re.compile(
    rf"{BULLET}\s|(?:{_HEADED}|{units.heading(units.KHOAN)})\s+{IN_LABEL}"
    rf"|(?:{ROMAN}|{DECIMAL})[.)]\s"
    rf"|{ARABIC}(?:\.{ARABIC}){{1,4}}\s|{LETTER}{{1,2}}[).]\s|\(\d{{1,2}}\)\s"
)
_RANGE = re.compile(r"[-–]\s*\d")
_UNIT = re.compile(rf"{_HEADED}\s+{IN_LABEL}")


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the lines of a region begin and end, how far apart they stand, and whether paragraphs
    open with an indent.
    """

    left: float
    right: float
    leading: float
    indents: bool
    indent: float = 0.0
    column: bool = False
    centred: bool = False

    @property
    def middle(self) -> float:
        """The column's centre."""
        return (self.left + self.right) / 2


def column_frame(lines: Sequence[TextLine]) -> Frame:
    """The frame of a narrow column (issuer, Nơi nhận, signature): its own outermost words."""
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    middles = [line.middle for line in lines]
    starts = [line.x0 for line in lines]
    centred = len(lines) > 1 and max(middles) - min(middles) < min(
        3 * _CENTRE, max(starts) - min(starts)
    )
    return Frame(
        left, right, 1.2 * max(line.size for line in lines), False, column=True, centred=centred
    )


def frame_of(
    lines: Sequence[TextLine], least: tuple[float, float], wider: Frame | None = None
) -> Frame:
    """The frame of a page's lines. Where they are too few to tell, ``wider``, the frame of the
    whole document, stands in,
    and where that has too few as well, ``least``: from where to where words are sure to reach."""
    left, on_left = _margin([line.x0 for line in lines], low=True)
    right, on_right = _margin([line.x1 for line in lines], low=False)
    if on_left < _FEW:
        left = min(left, wider.left if wider else least[0]) if lines else least[0]
    elif wider and abs(left - wider.left - wider.indent) < 3:
        left = wider.left  # a page of short paragraphs only
    if on_right < _FEW:
        right = max(right, wider.right if wider else least[1])
    steps = [b.base - a.base for a, b in pairwise(lines) if a.page == b.page and b.base > a.base]
    leading = (
        sorted(steps)[len(steps) // 4]
        if steps
        else 1.2 * max((line.size for line in lines), default=12.0)
    )
    insets = [line.x0 - left for line in lines if _INDENT < line.x0 - left < 100]
    indents = (wider.indents if wider else False) or len(insets) >= max(2, 0.06 * len(lines))
    return Frame(left, right, leading, indents, indent=wider.indent if wider else usual(insets))


def align_of(line: TextLine, frame: Frame) -> Align | None:
    """How a line stands in its frame; None where it cannot be told."""
    left, right = line.x0 - frame.left, frame.right - line.x1
    if frame.column:
        return "center" if frame.centred else "left"
    if frame.indent and abs(left - frame.indent) < 2 and not line.text.isupper():
        return "justify" if right < 3 else "left"
    off = line.middle - frame.middle
    if left > _INSET and right > _INSET and min(abs(off), abs(off - frame.indent / 2)) < _CENTRE:
        return "center"  # also where a first-line indent pushed the centred line to the right
    if right < 3 and left > 0.4 * (frame.right - frame.left):
        return "right"
    return "justify" if right < 3 and left < _INDENT else "left"


def block_align(lines: Sequence[TextLine], frame: Frame) -> Align | None:
    """How a whole paragraph stands in the frame of its first line."""
    kinds = [align_of(line, frame) for line in lines]
    if kinds[0] in ("center", "right") and len(set(kinds)) == 1:
        return kinds[0]
    full = sum(frame.right - line.x1 < 3 for line in lines[:-1])
    return "justify" if len(lines) > 2 and full == len(lines) - 1 else "left"


def cut_word(last: TextLine, line: TextLine) -> bool:
    """Whether the line above was ended at a hyphen or a slash inside a word ("QĐ-" "UBND")."""
    return _CUT.fullmatch(last.text[-2:]) is not None and line.text[0].isalnum()


def starts_item(text: str) -> bool:
    """Whether a line opens with a bullet, a numeral or letter with its sign, or a unit word with
    its number.
    """
    return _LABEL.match(text) is not None


def goes_on(paragraph: Sequence[TextLine], line: TextLine, before: Frame, frame: Frame) -> bool:
    """Whether ``line`` (in ``frame``) continues ``paragraph``, whose last line stands in
    ``before``.
    """
    last = paragraph[-1]
    if abs(last.size - line.size) > 1.6 and not _same_words(last, line):
        return False
    same_page = last.page == line.page
    if last.text[-1].isdigit() and _RANGE.match(line.text):
        return True  # "giai đoạn 2026 | - 2030"
    if same_page and not 0 < line.base - last.base < 2.4 * max(frame.leading, line.size):
        return False
    if frame.column:
        return _goes_on_in_column(last, line, frame)
    centred = "center" in (align_of(last, before), align_of(line, frame))
    if centred and not _begin_alike(last, line):
        return _goes_on_centred(last, line, before, frame)
    return _goes_on_in_text(paragraph, line, before, frame)


def _begin_alike(last: TextLine, line: TextLine) -> bool:
    """Lines of different widths that begin at one place are set from the left, though one of them
    may happen to stand in the middle of the page.
    """
    return abs(line.x0 - last.x0) < _BIN and abs(line.x1 - last.x1) > 2 * _BIN


def _goes_on_in_text(
    paragraph: Sequence[TextLine], line: TextLine, before: Frame, frame: Frame
) -> bool:
    last = paragraph[-1]
    indented = line.x0 > frame.left + _INDENT
    small = line.text[0].islower() and not starts_item(line.text)
    ended = _ended(last.text)
    if _had_room(last, line, before):
        return small and not ended and not indented
    if indented:
        return _hangs(paragraph, line) or (small and not ended)
    if starts_item(line.text) and (ended or not frame.indents or _UNIT.match(line.text)):
        return False
    if (
        ended
        and not small
        and last.page == line.page
        and line.base - last.base > 1.3 * frame.leading
    ):
        return False
    return not (line.bold and not last.bold and ended)


def _goes_on_centred(last: TextLine, line: TextLine, before: Frame, frame: Frame) -> bool:
    """Centred lines are one paragraph only where the words say so: a heading set on two lines."""
    if last.bold != line.bold or line.text[0] == "(" or _ended(last.text) or starts_item(line.text):
        return False
    if line.base - last.base > 1.6 * max(line.size, frame.leading) and last.page == line.page:
        return False
    if align_of(line, frame) != "center" or (
        line.text.isupper() and len(line.words) > 2 and not last.text.isupper()
    ):
        return False  # "… giai đoạn 2026 - 2030" | "ỦY BAN NHÂN DÂN XÃ A"
    full = last.width > 0.9 * (before.right - before.left)
    return line.text[0].islower() or _GOES_ON.search(last.text) is not None or full


def _goes_on_in_column(last: TextLine, line: TextLine, frame: Frame) -> bool:
    """Narrow columns hold short items: a line goes on only where its words do."""
    if starts_item(line.text) or _ended(last.text) or last.bold != line.bold:
        return False
    if line.base - last.base > 1.7 * max(line.size, last.size):
        return False
    return line.text[0].islower() or _GOES_ON.search(last.text) is not None


def _ended(text: str) -> bool:
    """Whether a line closes with the signs that end a sentence or an item; its last signs are all
    that is looked at.
    """
    return _ENDED.search(text, len(text) - _CLOSING) is not None


def _had_room(last: TextLine, line: TextLine, before: Frame) -> bool:
    """The first word of ``line`` would have fitted on the line above."""
    word = line.words[0]
    return last.x1 + 0.3 * line.size + (word.x1 - word.x0) < before.right - 2


def _hangs(paragraph: Sequence[TextLine], line: TextLine) -> bool:
    """The line stands under the words after its paragraph's label, or with the lines above it."""
    first = paragraph[0]
    if len(paragraph) > 1:
        return abs(line.x0 - paragraph[-1].x0) < 2.5 and line.page == paragraph[-1].page
    return (
        starts_item(first.text) and len(first.words) > 1 and abs(line.x0 - first.words[1].x0) < 2.5
    )


def _same_words(last: TextLine, line: TextLine) -> bool:
    return line.text[0].islower() and not _ended(last.text)


def _margin(values: Sequence[float], *, low: bool) -> tuple[float, int]:
    """The outermost place at which many lines begin (end), with their number; the outermost of all
    where none is common.
    """
    if not values:
        return 0.0, 0
    bins = Counter(round(v / _BIN) for v in values)
    enough = max(2, _SHARE * len(values))
    common = [
        b
        for b in bins
        if bins[b] + bins.get(b - 1, 0) + bins.get(b + 1, 0) >= enough and bins[b] > 1
    ]
    if not common:
        return (min(values) if low else max(values)), 0
    place = min(common) if low else max(common)
    near = [v for v in values if abs(v - place * _BIN) <= 1.5 * _BIN]
    return (min(near) if low else max(near)), len(near)
