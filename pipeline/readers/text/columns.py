"""Two columns set side by side with spaces in plain text: issuer and quốc hiệu, Nơi nhận and
signature.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from vanban.pipeline.readers.layout import has_quoc_hieu, has_recipients
from vanban.pipeline.readers.text.lines import TextLine

_GAP = re.compile(r"(?<=\S)[ \u00a0\t]+(?=\S)")
_WIDE = re.compile(r"[ \u00a0]{3}")
_GAP_WIDTH = 3
_TAB = 8
_MAX_LINES = 40
_NEAR = 12


def in_two_columns(lines: Sequence[TextLine]) -> bool:
    """Whether a block of lines is the head or the foot of a document with a gap of spaces between
    its columns.
    """
    if not 1 <= len(lines) <= _MAX_LINES:
        return False
    parted = [halves(line.raw) for line in lines]
    return any(
        right and (has_quoc_hieu(right) or has_recipients(left)) for left, right, _ in parted
    )


def split_columns(lines: Sequence[TextLine]) -> list[TextLine]:
    """The lines of the left column, then those of the right one. A line that fills both stays in
    the left.
    """
    edge = min(at for _, right, at in (halves(line.raw) for line in lines) if right)
    left: list[TextLine] = []
    right: list[TextLine] = []
    for line in lines:
        gap = widest_gap(line.raw)
        if gap:
            left.append(line.part(0, gap[0]))
            right.append(line.part(gap[1], len(line.raw)))
        elif _indent(line.raw) >= edge - _NEAR:
            right.append(line)
        else:
            left.append(line)
    return left + right


def halves(raw: str) -> tuple[str, str, int]:
    """The words left and right of the widest gap, and the column at which the right ones begin; no
    right ones without a gap.
    """
    gap = widest_gap(raw)
    if gap is None:
        return raw.strip(), "", 0
    return raw[: gap[0]].strip(), raw[gap[1] :].strip(), _width(raw[: gap[1]])


def widest_gap(raw: str) -> tuple[int, int] | None:
    """Start and end of the widest space between words, tabs counting as several; None where there
    is none to speak of.
    """
    if "\t" not in raw and not _WIDE.search(raw):
        return None
    gap = max(_GAP.finditer(raw), key=lambda m: _width(m.group()), default=None)
    return None if gap is None or _width(gap.group()) < _GAP_WIDTH else gap.span()


def _width(text: str) -> int:
    return len(text) + text.count("\t") * (_TAB - 1)


def _indent(raw: str) -> int:
    return _width(raw[: len(raw) - len(raw.lstrip())])
