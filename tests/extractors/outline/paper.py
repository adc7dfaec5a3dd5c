"""Made documents for tests: a source from lines of text, and an outline as plain nested lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from vanban.extractors.outline.build import build_outline
from vanban.extractors.outline.model import Node, Outline, Part
from vanban.schemas import Block, CellPosition, Source, SourceTable, Span, Style, TextAnchor

Rows = Sequence[Sequence[str]]


def paper(*items: str | Rows) -> Source:
    """A source of paragraphs; a list of rows is a table. A text of several lines gives a paragraph
    for each.
    """
    text = ""
    blocks: list[Block] = []
    tables: list[SourceTable] = []
    for item in items:
        if isinstance(item, str):
            for line in filter(None, map(str.strip, item.splitlines())):
                text += "\n" if text else ""
                blocks.append(_block(len(text), line))
                text += line
        else:
            text += "\n" if text else ""
            start = len(text)
            for r, row in enumerate(item):
                text += "\n" if r else ""
                for c, cell in enumerate(row):
                    text += "\t" if c else ""
                    blocks.append(
                        _block(len(text), cell, CellPosition(table=len(tables), row=r, column=c))
                    )
                    text += cell
            tables.append(
                SourceTable(
                    rows=len(item), columns=len(item[0]), span=Span(start=start, end=len(text))
                )
            )
    return Source(
        filename="made.txt",
        sha256="",
        media_type="text/plain",
        reader="made",
        text=text,
        blocks=tuple(blocks),
        tables=tuple(tables),
    )


def _block(start: int, words: str, cell: CellPosition | None = None) -> Block:
    return Block(
        span=Span(start=start, end=start + len(words)), anchor=TextAnchor(line=1), cell=cell
    )


def styled(source: Source, styles: Mapping[int, Style]) -> Source:
    """``source`` with the style of some of its blocks."""
    blocks = (
        block.model_copy(update={"style": styles[i]}) if i in styles else block
        for i, block in enumerate(source.blocks)
    )
    return source.model_copy(update={"blocks": tuple(blocks)})


def outline(*items: str | Rows) -> Outline:
    """The outline of a made document."""
    return build_outline(paper(*items))


def labels(part: Part) -> list[str]:
    """Addresses of all units of a part: "dieu 1/khoan 2/diem a"."""
    return [address for node in part.nodes for address in _addresses(node, "")]


def _addresses(node: Node, above: str) -> list[str]:
    here = f"{above}{node.unit} {node.label}"
    return [here, *(a for child in node.children for a in _addresses(child, f"{here}/"))]
