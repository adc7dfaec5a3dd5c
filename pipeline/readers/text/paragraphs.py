"""Lines of a text put together into paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from vanban.pipeline.readers.draft import Paragraph
from vanban.pipeline.readers.text.breaks.numbers import joint
from vanban.pipeline.readers.text.breaks.signs import Break, Habits
from vanban.pipeline.readers.text.breaks.verdict import judge
from vanban.pipeline.readers.text.columns import in_two_columns, split_columns
from vanban.pipeline.readers.text.lines import TextLine
from vanban.schemas import BlockRole


def blocks_of(lines: Sequence[TextLine]) -> list[list[TextLine]]:
    """Runs of lines without a blank one between them."""
    runs = groupby(lines, key=lambda line: line.blank)
    return [list(run) for blank, run in runs if not blank]


def paragraphs_of(lines: Sequence[TextLine], habits: Habits) -> Iterator[Paragraph]:
    """The paragraphs of ``lines``, in order; a blank line always parts two."""
    for block in blocks_of(lines):
        columns = in_two_columns(block)
        known = Habits() if columns else habits
        yield from map(_paragraph, joined(split_columns(block) if columns else block, known))


def joined(lines: Sequence[TextLine], habits: Habits) -> list[list[TextLine]]:
    """The lines of one block, those of one paragraph together."""
    out = [[lines[0]]]
    for above, below in pairwise(lines):
        known = Habits() if below.turned else habits
        at = Break(above.view, below.view, opens=len(out[-1]) == 1, inside=below.inside)
        if judge(at, known).joins:
            out[-1].append(below)
        else:
            out.append([below])
    return out


def _paragraph(lines: Sequence[TextLine]) -> Paragraph:
    joints = (" ", *(joint(a.view, b.view) for a, b in pairwise(lines)))
    pieces = tuple(line.piece(j) for line, j in zip(lines, joints, strict=True))
    role = BlockRole.PAGE_FURNITURE if lines[0].furniture else BlockRole.UNREAD
    return Paragraph(pieces=pieces, anchor=pieces[0].anchor, role=role)
