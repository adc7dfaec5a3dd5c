"""Heads and feet of documents that are set in two columns by tabs or spaces within paragraphs, not by a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pipeline.readers.draft import Item, Paragraph
from pipeline.readers.layout import has_quoc_hieu, has_recipients
from pipeline.readers.text_columns import halves
from pipeline.readers.text_lines import is_label

_MAX_RUN = 30


def split_tabbed(items: Iterable[Item]) -> Iterator[Item]:
    """``items``, with neighbouring two-column paragraphs of a head or foot parted: the left column first, then the right one."""
    run: list[tuple[Paragraph, str, str]] = []
    for item in items:
        left, right = _columns(item)
        if isinstance(item, Paragraph) and right and len(run) < _MAX_RUN:
            run.append((item, left, right))
            continue
        yield from _parted(run)
        run = []
        yield item
    yield from _parted(run)


def _columns(item: Item) -> tuple[str, str]:
    if not isinstance(item, Paragraph) or len(item.pieces) != 1 or item.numbering:
        return "", ""
    left, right, _ = halves(item.pieces[0].raw)
    return ("", "") if is_label(left) else (left, right)


def _parted(run: list[tuple[Paragraph, str, str]]) -> Iterator[Item]:
    if not any(has_quoc_hieu(right) or has_recipients(left) for _, left, right in run):
        yield from (paragraph for paragraph, _, _ in run)
        return
    for side in (1, 2):
        for entry in run:
            paragraph, words = entry[0], str(entry[side])
            yield replace(paragraph, pieces=(replace(paragraph.pieces[0], raw=words),))
