"""Heads and feet of documents that are set in two columns by tabs or spaces within paragraphs, not
by a table.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeAlias

from vanban.extractors.language.rewriting import Rewritten
from vanban.pipeline.readers.draft import Item, Paragraph
from vanban.pipeline.readers.layout import has_quoc_hieu, has_recipients
from vanban.pipeline.readers.text.columns import widest_gap
from vanban.pipeline.readers.text.lines import is_label

_MAX_RUN = 30
Gap: TypeAlias = tuple[int, int]


def split_tabbed(items: Iterable[Item]) -> Iterator[Item]:
    """``items``, with neighbouring two-column paragraphs of a head or foot parted: the left column
    first, then the right one.
    """
    run: list[tuple[Paragraph, Gap]] = []
    for item in items:
        gap = _gap(item)
        if isinstance(item, Paragraph) and gap and len(run) < _MAX_RUN:
            run.append((item, gap))
            continue
        yield from _parted(run)
        run = []
        yield item
    yield from _parted(run)


def _gap(item: Item) -> Gap | None:
    if not isinstance(item, Paragraph) or len(item.pieces) != 1 or item.numbering:
        return None
    raw = item.pieces[0].raw
    gap = widest_gap(raw)
    return None if gap is None or is_label(raw[: gap[0]]) else gap


def _parted(run: list[tuple[Paragraph, Gap]]) -> Iterator[Item]:
    if not any(
        has_quoc_hieu(_raw(p)[end:]) or has_recipients(_raw(p)[:start]) for p, (start, end) in run
    ):
        yield from (paragraph for paragraph, _ in run)
        return
    for paragraph, (start, _) in run:
        yield _part(paragraph, 0, start)
    for paragraph, (_, end) in run:
        yield _part(paragraph, end, len(_raw(paragraph)))


def _raw(paragraph: Paragraph) -> str:
    return paragraph.pieces[0].raw


def _part(paragraph: Paragraph, start: int, end: int) -> Paragraph:
    piece = paragraph.pieces[0]
    part = Rewritten(piece.raw, piece.changes).cut(start, end)
    return replace(paragraph, pieces=(piece._replace(raw=part.text, changes=part.changes),))
