"""A made document as plain text and as an HTML page of a law portal."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from samples.elements import Cell, Document, Element, Grid, NewPage, Para, TwoColumns, place


def text(document: Document) -> str:
    """One paragraph a line; columns one after the other; rows of a table as lines with tabs between
    grid columns.
    """
    return "\n".join(line for e in document.elements for line in _text_lines(e)) + "\n"


def html(document: Document) -> str:
    """A saved page: menus around the document, as portals have them."""
    body = "\n".join(_html(e) for e in document.elements)
    return (
        '<!DOCTYPE html>\n<html lang="vi"><head><meta charset="utf-8"><title>Cơ sở dữ liệu văn '
        "bản</title></head><body>\n"
        '<ul class="menu"><li><a href="#">Trang chủ</a></li><li><a href="#">Văn '
        'bản</a></li><li><a href="#">Liên hệ</a></li></ul>\n'
        f'<div class="content">\n{body}\n</div>\n<div class="footer"><a href="#">Giới thiệu</a> '
        f'<a href="#">Sơ đồ trang</a></div>\n'
        "</body></html>\n"
    )


def _text_lines(element: Element) -> Iterator[str]:
    match element:
        case Para():
            yield element.text
        case TwoColumns():
            yield from (p.text for p in (*element.left, *element.right))
        case Grid():
            yield from _text_rows(element)
        case NewPage():
            yield ""


def _text_rows(grid: Grid) -> Iterator[str]:
    """Plain text knows no merged cells: one that runs over several rows stands in each of them."""
    lines = [[""] * len(grid.widths) for _ in grid.rows]
    for r, row in enumerate(place(grid.rows)):
        for column, cell in row:
            for line in lines[r : r + cell.rows]:
                line[column] = cell.text.replace("\n", " ")
    return ("\t".join(line) for line in lines)


def _html(element: Element) -> str:
    match element:
        case Para():
            return _html_para(element)
        case TwoColumns():
            columns = "".join(
                f"<td>{''.join(map(_html_para, side))}</td>"
                for side in (element.left, element.right)
            )
            return f"<table><tbody><tr>{columns}</tr></tbody></table>"
        case Grid():
            return _html_grid(element)
        case NewPage():
            return "<hr>"


def _html_para(para: Para) -> str:
    inner = escape(para.text)
    if para.italic:
        inner = f"<em>{inner}</em>"
    if para.bold:
        inner = f"<strong>{inner}</strong>"
    return f'<p style="text-align:{para.align}">{inner}</p>'


def _html_grid(grid: Grid) -> str:
    rows = []
    for r, row in enumerate(place(grid.rows)):
        tag = "th" if r < grid.header_rows else "td"
        rows.append("<tr>" + "".join(_html_cell(tag, cell) for _, cell in row) + "</tr>")
    return f'<table border="1"><tbody>{"".join(rows)}</tbody></table>'


def _html_cell(tag: str, cell: Cell) -> str:
    spans = "".join(
        f' {name}="{n}"' for name, n in (("rowspan", cell.rows), ("colspan", cell.columns)) if n > 1
    )
    inner = "".join(f"<p>{escape(line)}</p>" for line in cell.text.split("\n"))
    return f"<{tag}{spans}>{inner}</{tag}>"
