"""The files that one made document can come as: DOCX in three ways, HTML in two, text, PDF."""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from html import escape
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx as python_docx
from docx.document import Document as DocxDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.table import Table
from docx.text.paragraph import Paragraph

from benchmarks.made.compose import Made
from benchmarks.made.items import Item
from samples.elements import Cell, Document, Element, Grid, NewPage, Para, TwoColumns, place
from samples.render_docx import docx
from samples.render_text import html, text

FORMATS = ("docx", "docx-auto", "docx-tabs", "html", "html-clean", "txt")
PDF_FORMATS = ("pdf", "pdf-no-rules", "pdf-rows-ruled", "pdf-head-ruled")
"""Tables fully ruled, without rulings, with horizontal rules only, with a rule under the header
only.
"""
_MARK, _NUM_ID = "\ue000", "77"
_LEVELS = {
    True: (("upperRoman", "%1."), ("decimal", "%2."), ("decimal", "%2.%3.")),
    False: (("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)")),
}


def write(made: Made, kind: str) -> tuple[str, bytes]:
    """The ending of the file name and the bytes."""
    match kind:
        case "docx":
            return "docx", docx(made.document)
        case "docx-auto":
            return "docx", _automatic(made)
        case "docx-tabs":
            return "docx", docx(_tabbed(made.document))
        case "html":
            return "html", html(made.document).encode()
        case "html-clean":
            return "html", _clean(made.document).encode()
        case _:
            return "txt", text(_flat(made.document)).encode()


def printable(made: Made, kind: str) -> bytes:
    """The DOCX from which a PDF of this kind is printed."""
    file = python_docx.Document(io.BytesIO(docx(made.document)))
    if kind == "pdf":
        return docx(made.document)
    grids = [e for e in made.document.elements if isinstance(e, Grid)]
    tables = [t for t in file.tables if t.style is not None and t.style.name == "Table Grid"]
    for table, grid in zip(tables, grids, strict=True):
        _rule(table, kind, grid)
    return _saved(file)


def _saved(file: DocxDocument) -> bytes:
    """The package with the day of no entry told: a seed gives the same bytes on any day."""
    out, fixed = io.BytesIO(), io.BytesIO()
    file.save(out)
    with ZipFile(out) as made, ZipFile(fixed, "w") as kept:
        for entry in made.infolist():
            kept.writestr(ZipInfo(entry.filename), made.read(entry), ZIP_DEFLATED)
    return fixed.getvalue()


def _rule(table: Table, kind: str, grid: Grid) -> None:
    """Other rulings than those of the table's style."""
    properties = table._tbl.tblPr
    for style in properties.findall(qn("w:tblStyle")):
        properties.remove(style)
    if kind == "pdf-rows-ruled":
        sides = "".join(
            f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
            for side in ("top", "bottom", "insideH")
        )
        properties.append(parse_xml(f"<w:tblBorders {nsdecls('w')}>{sides}</w:tblBorders>"))
    elif kind == "pdf-head-ruled":
        for cell in table.rows[_head_rows(grid) - 1]._tr.tc_lst:
            border = (
                f'<w:tcBorders {nsdecls("w")}><w:bottom w:val="single" w:sz="4" w:space="0" '
                'w:color="000000"/></w:tcBorders>'
            )
            cell.get_or_add_tcPr().append(parse_xml(border))


def _head_rows(grid: Grid) -> int:
    """Rows down to which the cells of the first row reach, at the shortest: the header, whether or
    not the file marks it.
    """
    if grid.header_rows:
        return grid.header_rows
    first = [c if isinstance(c, Cell) else Cell(c) for c in grid.rows[0]]
    return max(c.rows for c in first)


def pdfs(documents: Mapping[str, bytes], into: Path) -> None:
    """DOCX files to PDF, all in one run of LibreOffice; nothing where it is not installed."""
    office = shutil.which("soffice")
    if office is None:
        return
    with tempfile.TemporaryDirectory() as scratch:
        paths = [Path(scratch) / f"{name}.docx" for name in documents]
        for path, data in zip(paths, documents.values(), strict=True):
            path.write_bytes(data)
        command = [
            office,
            f"-env:UserInstallation=file://{scratch}/profile",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(into),
        ]
        subprocess.run([*command, *map(str, paths)], check=True, capture_output=True, timeout=600)


def _flat(document: Document) -> Document:
    """Plain text keeps a cell on one line, so whoever saves a list in a cell as text puts marks
    between its entries.
    """
    return replace(
        document,
        elements=tuple(_flat_grid(e) if isinstance(e, Grid) else e for e in document.elements),
    )


def _flat_grid(grid: Grid) -> Grid:
    rows = [[_flat_cell(c if isinstance(c, Cell) else Cell(c)) for c in row] for row in grid.rows]
    return replace(grid, rows=tuple(map(tuple, rows)))


def _flat_cell(cell: Cell) -> Cell:
    return replace(cell, text="; ".join(line.removeprefix("- ") for line in cell.text.split("\n")))


def _tabbed(document: Document) -> Document:
    """The header and the signature as lines with a tab between the columns, as old files
    have them.
    """
    elements: list[Element] = []
    for element in document.elements:
        if isinstance(element, TwoColumns) and not element.left[0].text.startswith("Nơi nhận"):
            elements += _lines(element)
        else:
            elements.append(element)
    return replace(document, elements=tuple(elements))


def _lines(columns: TwoColumns) -> list[Para]:
    """Row by row; the number stands on the line of place and date, as NĐ 30/2020 has boxes
    3 and 4.
    """
    *left, number = [line for p in columns.left for line in p.text.split("\n")]
    *right, when = [p.text for p in columns.right]
    size = max(len(left), len(right))
    rows = [
        *zip(
            [*left, *[""] * (size - len(left))], [*right, *[""] * (size - len(right))], strict=True
        ),
        (number, when),
    ]
    return [Para(f"{a}\t{b}".rstrip(), bold=True, align="left") for a, b in rows]


def _automatic(made: Made) -> bytes:
    """Numerals given by the word processor, not typed."""
    if not made.automatic:
        return docx(made.document)
    items = [e for e in made.document.elements if isinstance(e, Item)]
    decimal = any("." in i.marker[:-1] for i in items)
    if any(i.marker == "đ)" for i in items):  # no word processor counts a b c d đ
        return docx(made.document)
    elements = [
        Para(f"{_MARK}{e.level}{e.words}", bold=e.bold) if isinstance(e, Item) else e
        for e in made.document.elements
    ]
    file = python_docx.Document(io.BytesIO(docx(replace(made.document, elements=tuple(elements)))))
    _define(file.part.numbering_part.element, decimal)
    for paragraph in file.paragraphs:
        if paragraph.text.startswith(_MARK):
            _number(paragraph)
    return _saved(file)


def _define(numbering: object, decimal: bool) -> None:
    levels = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText '
        f'w:val="{shape}"/><w:lvlJc w:val="left"/></w:lvl>'
        for i, (kind, shape) in enumerate(_LEVELS[decimal])
    )
    abstract = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{_NUM_ID}"><w:multiLevelType '
        f'w:val="multilevel"/>{levels}</w:abstractNum>'
    )
    number = parse_xml(
        f'<w:num {nsdecls("w")} w:numId="{_NUM_ID}"><w:abstractNumId w:val="{_NUM_ID}"/></w:num>'
    )
    first = numbering.find(qn("w:num"))  # type: ignore[attr-defined]
    first.addprevious(abstract)
    numbering.append(number)  # type: ignore[attr-defined]


def _number(paragraph: Paragraph) -> None:
    run = paragraph.runs[0]
    level, run.text = run.text[1], run.text[2:]
    properties = parse_xml(
        f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{_NUM_ID}"/></w:numPr>'
    )
    paragraph._p.get_or_add_pPr().insert(0, properties)


def _clean(document: Document) -> str:
    """HTML without menus and styles: ``br`` for lines, ``center`` and ``b`` for looks."""
    body = "\n".join(_clean_element(e) for e in document.elements)
    return (
        "<html><head><meta "
        f'charset="utf-8"><title>{document.name}</title></head><body>\n{body}\n</body></html>\n'
    )


def _clean_element(element: Element) -> str:
    match element:
        case Para():
            return _clean_para(element)
        case TwoColumns():
            left, right = (
                "<br>".join(_inline(p) for p in side) for side in (element.left, element.right)
            )
            return f"<table border=0 width=100%><tr><td>{left}</td><td>{right}</td></tr></table>"
        case Grid():
            return _clean_grid(element)
        case NewPage():
            return ""


def _inline(para: Para) -> str:
    inner = escape(para.text).replace("\n", "<br>")
    return f"<b>{inner}</b>" if para.bold else inner


def _clean_para(para: Para) -> str:
    return (
        f"<center>{_inline(para)}</center>" if para.align == "center" else f"<p>{_inline(para)}</p>"
    )


def _clean_grid(grid: Grid) -> str:
    rows = (
        "<tr>" + "".join(_clean_cell(cell) for _, cell in row) + "</tr>" for row in place(grid.rows)
    )
    return f"<table border=1>{''.join(rows)}</table>"


def _clean_cell(cell: Cell) -> str:
    spans = (f" rowspan={cell.rows}" if cell.rows > 1 else "") + (
        f" colspan={cell.columns}" if cell.columns > 1 else ""
    )
    inner = escape(cell.text).replace("\n", "<br>")
    return f"<td{spans}>{f'<b>{inner}</b>' if cell.bold else inner}</td>"


def names(kinds: Sequence[str]) -> list[str]:
    """The formats that are known, in their order."""
    return [k for k in FORMATS if k in kinds]
