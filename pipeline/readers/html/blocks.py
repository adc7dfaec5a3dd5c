"""Elements of HTML to paragraphs and tables: block and inline elements, line breaks, lists, the
look of the letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple, cast

from lxml import etree

from vanban.extractors.language.rewriting import Rewritten
from vanban.pipeline.errors import LimitExceeded
from vanban.pipeline.legacy.reading import by_fonts
from vanban.pipeline.options import Limits
from vanban.pipeline.readers.builder import Piece
from vanban.pipeline.readers.draft import Item, Paragraph, Table, TableCell
from vanban.pipeline.readers.html import tables
from vanban.pipeline.readers.html.lists import Lists
from vanban.pipeline.readers.html.style import ROOT, Align, Look, is_struck, look_of
from vanban.pipeline.readers.layout import join_lines
from vanban.schemas import Style, TextAnchor

_BLOCKS = frozenset(
    (
        *(
            "address",
            "article",
            "aside",
            "blockquote",
            "body",
            "caption",
            "center",
            "dd",
            "details",
            "dialog",
            "dir",
            "div",
            "dl",
            "dt",
        ),
        *(
            "fieldset",
            "figcaption",
            "figure",
            "footer",
            "form",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "header",
            "hgroup",
            "hr",
            "html",
            "legend",
        ),
        *(
            "li",
            "main",
            "menu",
            "nav",
            "ol",
            "p",
            "pre",
            "section",
            "summary",
            "tbody",
            "td",
            "tfoot",
            "th",
            "thead",
            "tr",
            "ul",
        ),
    )
)
_SKIP = frozenset(["script", "style", "noscript", "template", "head", "title", "meta", "link"])
_SPACES = re.compile(r"[ \t\n\r\f]+")


class _Run(NamedTuple):
    text: str
    look: Look
    line: int


class Walker:
    """Walks one element; ``items`` gives its paragraphs and tables in reading order."""

    def __init__(self, limits: Limits, nesting: int = 0) -> None:
        self._limits = limits
        self._nesting = nesting
        self._items: list[Item] = []
        self._runs: list[_Run | None] = []
        self._lists = Lists()
        self._label = ""
        self._line = 1

    def items(self, element: etree._Element) -> list[Item]:
        """All that stands in ``element``. Raises ``LimitExceeded`` for tables nested too deep."""
        self._inside(element, look_of(element, ROOT))
        self._flush()
        return self._items

    def cell(self, element: etree._Element, outer: Look) -> list[Item]:
        """All that stands in a table cell where ``outer`` is in force; a cell does not take over
        the table's alignment.
        """
        self._line = line_of(element) or self._line
        self._inside(element, look_of(element, outer._replace(align=None, indent=None)))
        self._flush()
        return self._items

    def _element(self, element: etree._Element, look: Look) -> None:
        tag = element.tag
        if not isinstance(tag, str) or tag in _SKIP or is_struck(element):
            return
        self._line = line_of(element) or self._line
        if tag == "br":
            self._runs.append(None)
        elif tables.is_table(element):
            self._table(element, look)
        elif tag not in _BLOCKS and not _holds_blocks(element):
            self._inside(element, look_of(element, look))
        else:
            self._block(element, look)

    def _inside(self, element: etree._Element, look: Look) -> None:
        self._text(element.text, look)
        for child in element:
            self._element(child, look)
            self._text(child.tail, look)

    def _text(self, text: str | None, look: Look) -> None:
        if not text or (not self._runs and text.isspace()):
            return
        if look.preformatted:
            for i, line in enumerate(text.split("\n")):
                if i:
                    self._runs.append(None)
                self._runs.append(_Run(line, look, self._line))
        else:
            self._runs.append(_Run(_SPACES.sub(" ", text), look, self._line))

    def _block(self, element: etree._Element, look: Look) -> None:
        self._flush()
        tag = element.tag
        if tag in ("ol", "ul", "menu"):
            self._lists.open(element)
        elif tag == "li":
            self._label = self._lists.label(element)
        self._inside(element, look_of(element, look))
        self._flush()
        if tag in ("ol", "ul", "menu"):
            self._lists.close()
        if tag == "li":
            self._label = ""

    def _table(self, element: etree._Element, look: Look) -> None:
        self._flush()
        for loose in tables.outside_cells(element):  # browsers show it above the rows
            if isinstance(loose, str):
                self._text(loose, look)
            else:
                self._element(loose, look)
            self._flush()
        rows = list(tables.rows_of(element))
        nesting = self._nesting + 1
        if nesting > self._limits.table_nesting:
            raise LimitExceeded(f"bảng lồng nhau quá {self._limits.table_nesting} tầng")
        cells = [
            TableCell(
                row=cell.row,
                column=cell.column,
                anchor=TextAnchor(line=line_of(cell.element)),
                items=tuple(Walker(self._limits, nesting).cell(cell.element, look)),
                row_span=cell.row_span,
                col_span=cell.col_span,
            )
            for cell in tables.grid(rows, self._limits)
        ]
        if cells:
            ruled, header_rows = tables.is_ruled(element), tables.header_rows(rows)
            self._items.append(Table(cells=cells, ruled=ruled, header_rows=header_rows))

    def _flush(self) -> None:
        """Close the paragraph that is open; line breaks in it part paragraphs unless they only
        wrap.
        """
        if not self._runs:
            return
        runs, self._runs = self._runs, []
        for lines in join_lines(
            [(line, _words(line)) for line in _lines(runs)], key=lambda line: line[1].text
        ):
            paragraph = _paragraph(lines, self._lists.without_double(self._label, lines[0][1].text))
            self._label = ""
            self._items.append(paragraph)


def has_struck(root: etree._Element) -> bool:
    """Whether any words below ``root`` are struck out."""
    return any(
        is_struck(e) and any(str(text).strip() for text in e.itertext())
        for e in root.iter(etree.Element)
    )


def line_of(element: etree._Element) -> int:
    """The line of the file on which ``element`` begins; 0 if the parser does not say."""
    return cast("int | None", element.sourceline) or 0


def _holds_blocks(element: etree._Element) -> bool:
    """Unclosed inline elements often swallow the paragraphs that follow."""
    return next(element.iter("p", "div", "table", "li", "h1", "h2", "h3", "h4"), None) is not None


def _lines(runs: list[_Run | None]) -> Iterator[list[_Run]]:
    line: list[_Run] = []
    for run in [*runs, None]:
        if run is not None:
            line.append(run)
            continue
        if any(r.text.strip() for r in line):
            yield line
        line = []


def _words(line: list[_Run]) -> Rewritten:
    """The words of a line, those in fonts of old encodings read."""
    if not any(run.look.font for run in line):
        return Rewritten(_SPACES.sub(" ", "".join(run.text for run in line).strip()))
    read = by_fonts((run.text, run.look.font) for run in line)
    start = len(read.text) - len(read.text.lstrip())
    return read.cut(start, max(start, len(read.text.rstrip())))


def _paragraph(lines: list[tuple[list[_Run], Rewritten]], label: str) -> Paragraph:
    pieces = tuple(
        Piece(words.text, TextAnchor(line=_first_line(line)), changes=words.changes)
        for line, words in lines
    )
    runs = [run for line, _ in lines for run in line if run.text.strip()]
    return Paragraph(pieces=pieces, anchor=pieces[0].anchor, style=_style(runs), numbering=label)


def _first_line(line: list[_Run]) -> int:
    return next(run.line for run in line if run.text.strip())


def _style(runs: list[_Run]) -> Style:
    lettered = [r.look for r in runs if any(map(str.isalnum, r.text))] or [r.look for r in runs]
    first = runs[0].look
    return _style_of(
        all(k.bold for k in lettered),
        all(k.italic for k in lettered),
        first.align,
        first.size,
        first.indent,
    )


@lru_cache(maxsize=1024)
def _style_of(
    bold: bool, italic: bool, align: Align | None, size: float | None, indent: float | None
) -> Style:
    return Style(bold=bold, italic=italic, align=align, size=size, indent=indent)
