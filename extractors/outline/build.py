"""From a source to its outline."""

from __future__ import annotations

from collections.abc import Sequence

from vanban.extractors.outline import notes, parts, quotes, reading, tree
from vanban.extractors.outline.lines import Line, lines_of
from vanban.extractors.outline.model import Outline, Part
from vanban.extractors.outline.part_titles import Region
from vanban.schemas import Source, Span


def build_outline(source: Source) -> Outline:
    """All parts of the document with their units, decided over each part as a whole.

    Every block that is not page furniture stands in exactly one place: a part's front or back, a
    node, or a table. Rules: NĐ 30/2020/NĐ-CP, Phụ lục I, II.6 and III.1, V.6; NĐ 78/2025/NĐ-CP for
    normative documents.
    """
    source = notes.set_apart(source)
    lines = lines_of(source)
    evidence = quotes.quoted(lines)
    for i in notes.amenders(lines):
        evidence[i] = quotes.CERTAIN
    found = parts.regions(lines, evidence)
    parents = _parents(found)
    return Outline(
        source,
        tuple(
            _part(lines, evidence, region, parent)
            for region, parent in zip(found, parents, strict=True)
        ),
    )


def _parents(regions: Sequence[Region]) -> list[int | None]:
    """For each part the part it belongs to: a form its appendix, an appendix the attachment before
    it.
    """
    parents: list[int | None] = []
    attachment = appendix = None
    for i, region in enumerate(regions):
        parents.append(
            appendix
            if region.role == "form" and appendix is not None
            else attachment
            if region.role != "attachment"
            else None
        )
        if region.role == "attachment":
            attachment, appendix = i, None
        elif region.role == "appendix":
            appendix = i
    return parents


def _part(
    lines: Sequence[Line], evidence: Sequence[float], region: Region, parent: int | None
) -> Part:
    skipped = max(
        region.start,
        region.issued_with[1] if region.issued_with else 0,
        region.title[1] if region.title else 0,
    )
    body = lines[skipped : region.back]
    choices = reading.read(body, evidence[skipped : region.back])
    nodes = tree.build_nodes(body, choices, len(body))
    first = skipped + choices[0].line if choices else region.back
    inside = lines[region.start : region.end]
    return Part(
        kind="appendix" if region.role == "form" else region.role,
        span=_span(inside),
        front=_blocks(lines[region.start : first]),
        nodes=nodes,
        back=_blocks(lines[region.back : region.end]),
        label=region.label,
        type=region.type,
        title=_title(lines, region),
        issued_with=_span(lines[slice(*region.issued_with)]) if region.issued_with else None,
        parent=parent,
        tables=tuple(line.table for line in inside if line.table is not None),
    )


def _blocks(lines: Sequence[Line]) -> tuple[int, ...]:
    return tuple(b for line in lines if line.table is None for b in line.blocks)


def _span(lines: Sequence[Line]) -> Span:
    return (
        Span(start=lines[0].span.start, end=lines[-1].span.end) if lines else Span(start=0, end=0)
    )


def _title(lines: Sequence[Line], region: Region) -> Span | None:
    if not region.title:
        return None
    span = _span(lines[slice(*region.title)])
    return Span(start=span.start + region.title_offset, end=span.end)
