"""One line of a text file."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

from vanban.extractors.language.cleaning import Change
from vanban.extractors.language.folding import fold
from vanban.extractors.language.list_markers import (
    ARABIC,
    BULLET,
    DECIMAL,
    LETTER,
    ORDER_COLUMN,
    ROMAN,
)
from vanban.extractors.language.rewriting import Rewritten
from vanban.extractors.language.units import DIEU, KHOAN
from vanban.pipeline.readers.builder import Piece
from vanban.schemas import TextAnchor

_LABEL = re.compile(
    rf"\s*(?:{BULLET}|(?:{ROMAN}|{DECIMAL}|{LETTER}{{1,2}})[.)]|"
    rf"(?:{DIEU}|{KHOAN})\s*{ARABIC}[.:]?)\s*",
    re.IGNORECASE,
)
ORDER = re.compile(ORDER_COLUMN, re.IGNORECASE)
"""What heads the column of numbers."""


def is_label(words: str) -> bool:
    """Whether there is nothing but the label of a list item: "1.", "a)", "-"."""
    return _LABEL.fullmatch(words) is not None


@dataclass(frozen=True)
class TextLine:
    """``raw`` as in the file, or as read from an old encoding with ``changes``; ``number`` counted
    from 1.
    """

    raw: str
    number: int
    changes: tuple[Change, ...] = ()
    furniture: bool = False  # a running line of the page
    turned: bool = False  # the first line after running ones
    inside: bool = False  # strong words of Markdown opened above go on
    strong: bool = False  # Markdown has its first words in bold

    def part(self, start: int, end: int) -> TextLine:
        """The part of the line from ``start`` to ``end`` as a line of its own."""
        cut = Rewritten(self.raw, self.changes).cut(start, end)
        return TextLine(cut.text, self.number, cut.changes)

    def cell(self, index: int) -> TextLine:
        """The part that is the cell ``index``; an empty one where there is none."""
        if index >= len(self.cells):
            return TextLine("", self.number)
        start = sum(len(cell) + 1 for cell in self.cells[:index])
        return self.part(start, start + len(self.cells[index]))

    def piece(self, joint: str = " ") -> Piece:
        """The line on its way to the builder; ``joint`` is what parts it from the line before."""
        return Piece(self.raw, TextAnchor(line=self.number), joint, changes=self.changes)

    @cached_property
    def words(self) -> str:
        """Without space around it (no-break space too)."""
        return self.raw.strip()

    @cached_property
    def spaced(self) -> str:
        """The words with single spaces between them."""
        return " ".join(self.raw.split())

    @cached_property
    def view(self) -> str:
        """The words as they are judged: composed, single spaces, one form for each dash and
        quote.
        """
        return fold(unicodedata.normalize("NFC", self.spaced))

    @property
    def blank(self) -> bool:
        """Nothing to see."""
        return not self.words

    @cached_property
    def cells(self) -> tuple[str, ...]:
        """The line parted at its tabs; one part where the only tab stands between a list label and
        its words.
        """
        if "\t" not in self.raw:
            return (self.raw,)
        cells = tuple(self.raw.split("\t"))
        return (self.raw,) if len(cells) == 2 and is_label(cells[0]) else cells

    @property
    def tabs(self) -> int:
        """Tabs that part cells."""
        return len(self.cells) - 1

    @property
    def tab_led(self) -> bool:
        """Only the first cells are empty: an indented line, or the last cell of a row."""
        return self.tabs > 0 and bool(self.words) and not any(c.strip() for c in self.cells[:-1])
