"""The tree that all facts hang on. Structure is decided once, here; extractors only read it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from vanban.schemas import DocType, Source, Span


class Unit(StrEnum):
    """Kinds of node (NĐ 30/2020, Phụ lục I, mục V.6); ``item`` is a bare numeral or letter outside
    Điều.
    """

    PHAN = "phan"
    CHUONG = "chuong"
    MUC = "muc"
    TIEU_MUC = "tieu_muc"
    DIEU = "dieu"
    KHOAN = "khoan"
    DIEM = "diem"
    ITEM = "item"
    BULLET = "bullet"


@dataclass(frozen=True, slots=True)
class Node:
    """One unit. ``span`` is the whole unit with its children; ``own`` the words after the marker,
    before the first child.
    """

    unit: Unit
    label: str  # "3", "II", "đ", "2.1", "26a", "-"
    marker: Span  # the numeral with its unit word and punctuation: "Điều 3.", "a)"
    own: Span
    span: Span
    heading: Span | None = None  # the heading's words, where the unit has one
    blocks: tuple[
        int, ...
    ] = ()  # own blocks (indices into source.blocks), those of children not included
    tables: tuple[
        int, ...
    ] = ()  # tables (indices into source.tables) that stand in this node itself
    children: tuple[Node, ...] = ()

    def walk(self) -> Iterator[Node]:
        """This node and all below it, in order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Part:
    """The document itself, an attachment that it issues, or an appendix. Parts follow each other in
    the text.
    """

    kind: Literal["document", "attachment", "appendix"]
    span: Span
    front: tuple[
        int, ...
    ] = ()  # blocks before the first unit: header, title, authority, bases, opening words
    nodes: tuple[Node, ...] = ()
    back: tuple[int, ...] = ()  # blocks after the last unit: "./.", signatures, Nơi nhận
    label: str | None = None  # "Phụ lục II"
    type: DocType | None = None  # of an attachment
    title: Span | None = None  # of an attachment or appendix, without its type word
    issued_with: Span | None = None  # the "(Ban hành kèm theo …)" words
    # index of the part to which an appendix belongs (an attachment), or a form (an appendix)
    parent: int | None = None
    tables: tuple[int, ...] = ()  # all tables of the part, those in nodes too


@dataclass(frozen=True, slots=True)
class Outline:
    """All parts, in text order; ``parts[0]`` is the document itself."""

    source: Source
    parts: tuple[Part, ...] = field(default=())

    def words(self, span: Span) -> str:
        """The words of a span, as written."""
        return self.source.text[span.start : span.end]
