"""Two or more documents in one text: each is a source of its own.

A further document has a letterhead of its own (quốc hiệu, number, day) below the end of the one
above it, which does not issue it: what a decision issues or a letter sends along belongs to it,
and so does a form with a letterhead (NĐ 30/2020, Phụ lục I, II and III.1).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile
from typing import TypeVar

from vanban.extractors.checks.say import say
from vanban.extractors.header.consolidated import CODE as CONSOLIDATED
from vanban.extractors.header.letterheads import Letterhead, letterheads
from vanban.extractors.language import doc_types
from vanban.extractors.language.data import toml
from vanban.extractors.language.folding import fold
from vanban.extractors.outline.forms import is_unit
from vanban.extractors.outline.lines import Line, lines_of
from vanban.extractors.outline.part_ends import LONGEST_OFFICE, OFFICE_LINE, RECIPIENTS, SIGNS
from vanban.extractors.outline.part_titles import ISSUED_WITH
from vanban.extractors.outline.parts import labels_part
from vanban.schemas import (
    Block,
    Diagnostic,
    DocType,
    Edit,
    Source,
    SourcePart,
    SourceTable,
    Span,
)
from vanban.schemas import Line as PrintedLine

Spanned = TypeVar("Spanned", PrintedLine, SourceTable, Edit)
_ATTACHED = toml("vanban.extractors", "sentences.toml")["attached"]
_REACH = 120
"""Letters between "kèm theo" and what goes along."""
_REACH_BACK = 40
"""The same where it stands in front: "(Kế hoạch chi tiết kèm theo)"."""
_HEAD_LINES = 12
"""Lines of a letterhead and a title; a document has more."""
_LABEL = 3
"""Lines above a letterhead among which the label of its form stands: "Mẫu số 05"; those of a title
between are not counted.
"""
_TITLE = 10
"""Lines from such a label to the letterhead, at most."""
_FOOT = 12
"""Lines of a signature and the recipients below it."""


def documents_of(source: Source) -> tuple[Source, ...]:
    """``source`` itself where it holds one document; else one source for each, in order.

    Their texts are pieces of that of ``source``, and ``part.start`` says where each begins there;
    anchors are those of the file. A letterhead that begins no document is said in ``notes``.
    """
    heads = [head for head in letterheads(source) if not head.symbol.startswith(CONSOLIDATED)]
    below = [head for head in heads if head.first >= _HEAD_LINES]
    if not below:
        return (source,)
    lines = lines_of(source)
    cuts = dict(_cuts(source, lines, below))
    within = [head for head in heads[1:] if head in below and head not in cuts.values()]
    source = _said(source, within)
    if not cuts:
        return (source,)
    own = next((head.number_symbol for head in heads if head not in below), None)
    numbers = (own, *(head.number_symbol for head in cuts.values()))
    edges = [0, *cuts, len(source.blocks)]
    return tuple(
        _piece(source, begin, end, n, numbers) for n, (begin, end) in enumerate(pairwise(edges), 1)
    )


def _said(source: Source, within: Sequence[Letterhead]) -> Source:
    said = [say("document-within", head.span, number=head.number_symbol) for head in within]
    return source.model_copy(update={"notes": (*source.notes, *said)}) if said else source


def _cuts(
    source: Source, lines: Sequence[Line], heads: Sequence[Letterhead]
) -> Iterator[tuple[int, Letterhead]]:
    """The letterheads with which a further document begins, each with its first block."""
    above = 0
    for head in heads:
        at = next(i for i, line in enumerate(lines) if line.blocks[-1] >= head.first)
        before, top = lines[above:at], lines[at : at + _HEAD_LINES]
        if not (head.dated and _is_closed(before)) or len(lines) - at <= _HEAD_LINES:
            continue
        if _is_labelled(before) or _goes_along(source, before, top, head):
            continue
        yield lines[at].blocks[0], head
        above = at


def _is_closed(lines: Sequence[Line]) -> bool:
    """A document ends in these lines: signed, sent to somebody, or with "./."."""
    if any(RECIPIENTS.match(x.folded) or SIGNS.match(x.folded) or _ends(x) for x in lines):
        return True
    # below the last unit: above the first one stands "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH", who decides
    foot = takewhile(lambda x: not is_unit(x), reversed(lines[-_FOOT:]))
    return any(_names_office(x) for x in foot)


def _is_labelled(above: Sequence[Line]) -> bool:
    """An appendix or a form begins right above: "PHỤ LỤC II", its title, "(Kèm theo …)"."""
    others = 0
    for line in reversed(above[-_TITLE:]):
        if labels_part(line):
            return True
        others += not _is_of_title(line)
        if others == _LABEL:
            break
    return False


def _is_of_title(line: Line) -> bool:
    return line.capitals or line.text.startswith("(") or not any(map(str.isalnum, line.text))


def _names_office(line: Line) -> bool:
    short = line.capitals and len(line.text) < LONGEST_OFFICE
    return short and OFFICE_LINE.match(line.folded) is not None


def _ends(line: Line) -> bool:
    return line.folded.rstrip().endswith("./.")


def _goes_along(
    source: Source, before: Sequence[Line], head: Sequence[Line], letterhead: Letterhead
) -> bool:
    """The document above issues this one or sends it along: it says so itself, by number or by
    type, or this one does ("Ban hành kèm theo …").
    """
    title = takewhile(lambda line: not is_unit(line), head)
    if any(ISSUED_WITH.match(line.folded) for line in title):
        return True
    text = fold(source.text[before[0].span.start : before[-1].span.end]) if before else ""
    kind = doc_types.by_symbol(letterhead.symbol)
    named = [re.escape(letterhead.number_symbol)]
    if kind and not any(_titles(line, kind) for line in before):
        # "kèm theo Quyết định này Kế hoạch …", not "kèm theo Quyết định này" or "… số 12/QĐ-UBND"
        named.append(rf"{re.escape(kind.name)}(?!\s+{_ATTACHED['cited']})")
    this = rf"(?<!\w)(?:{'|'.join(named)})(?!\w)"
    along = rf"{_ATTACHED['along']}[^.;\n]{{0,{_REACH}}}?{this}"
    behind = rf"{this}[^.,;()\n]{{0,{_REACH_BACK}}}?(?<!\w){_ATTACHED['behind']}"
    return re.search(f"{along}|{behind}", text, re.IGNORECASE) is not None


def _titles(line: Line, kind: DocType) -> bool:
    """The line is the title of a document of this type, in capitals."""
    found = doc_types.leading(line.text) if line.capitals else None
    return found is not None and found[0] == kind


def _piece(
    source: Source, first: int, end: int, number: int, numbers: tuple[str | None, ...]
) -> Source:
    """The blocks from ``first`` to before ``end`` as a source."""
    blocks = source.blocks[first:end]
    start, stop = blocks[0].span.start, blocks[-1].span.end
    tables = [i for i, t in enumerate(source.tables) if start <= t.span.start < stop]
    inside = Span(start=start, end=stop)
    return source.model_copy(
        update={
            "text": source.text[start:stop],
            "blocks": tuple(_moved(b, start, tables[0] if tables else 0) for b in blocks),
            "tables": tuple(_shifted(source.tables[i], start) for i in tables),
            "edits": tuple(_shifted(e, start) for e in source.edits if inside.covers(e.span)),
            "notes": tuple(_notes(source.notes, inside)),
            "part": SourcePart(number=number, start=start, numbers=numbers),
        }
    )


def _moved(block: Block, start: int, tables: int) -> Block:
    """The block as the text from ``start`` on has it, ``tables`` tables further up."""
    cell = block.cell
    return block.model_copy(
        update={
            "span": block.span.shifted(-start),
            "lines": tuple(_shifted(line, start) for line in block.lines),
            "cell": cell.model_copy(update={"table": cell.table - tables}) if cell else None,
        }
    )


def _shifted(value: Spanned, start: int) -> Spanned:
    return value.model_copy(update={"span": value.span.shifted(-start)})


def _notes(notes: Sequence[Diagnostic], inside: Span) -> Iterator[Diagnostic]:
    """What the reader says of these words, and of the whole file."""
    for note in notes:
        if note.span is None:
            yield note
        elif inside.covers(note.span):
            yield note.model_copy(update={"span": note.span.shifted(-inside.start)})
