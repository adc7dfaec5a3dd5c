"""Files in which a little is named many times, or one thing leads to itself: bombs whose size tells
nothing of their cost.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

from tests.hostile.packing import W, docx, one_page, pack, para, pdf, stream

RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SECTOR = 512
"""Bytes of a sector of a compound file."""


def _related(kind: str) -> str:
    """The relationships of a document with one more part, ``kind``.xml."""
    one = f'<Relationship Id="x" Type="{RELATIONSHIPS}/{kind}" Target="{kind}.xml"/>'
    return f'<Relationships xmlns="{PACKAGE}/relationships">{one}</Relationships>'


def _with_part(body: str, kind: str, part: str) -> bytes:
    parts = {f"word/{kind}.xml": part, "word/_rels/document.xml.rels": _related(kind)}
    return docx(body, parts=parts)


def notes(times: int = 30_000) -> bytes:
    """One long footnote, referred to again and again."""
    note = f'<w:footnote w:id="1">{para("Chú thích dài. " * 2_000)}</w:footnote>'
    reference = '<w:p><w:r><w:t>x</w:t><w:footnoteReference w:id="1"/></w:r></w:p>'
    part = f'<w:footnotes xmlns:w="{W}">{note}</w:footnotes>'
    return _with_part(reference * times, "footnotes", part)


def styles_that_go_round(count: int = 20_000) -> bytes:
    """Each style is based on the next one, the last on the first."""
    styles = (
        f'<w:style w:type="paragraph" w:styleId="s{n}"><w:basedOn w:val="s{(n + 1) % count}"/>'
        "</w:style>"
        for n in range(count)
    )
    body = "".join(para("x", f'<w:pStyle w:val="s{n}"/>') for n in range(0, count, 10))
    return _with_part(body, "styles", f'<w:styles xmlns:w="{W}">{"".join(styles)}</w:styles>')


def grid(columns: int = 1_000_000) -> bytes:
    """A table of one cell over a grid of very many columns."""
    cell = f"<w:tr><w:tc>{para('x')}</w:tc></w:tr>"
    return docx(f"<w:tbl><w:tblGrid>{'<w:gridCol/>' * columns}</w:tblGrid>{cell}</w:tbl>")


def shared_string(rows: int = 20_000, letters: int = 30_000) -> bytes:
    """One long word, which every cell of a workbook names by its number."""
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, rows))
    word = f"<si><t>{'Xây dựng ' * (letters // 9)}</t></si>"
    return _with_sheet(f"<sheetData>{cells}</sheetData>", word)


def _with_sheet(sheet_data: str, strings: str) -> bytes:
    """A workbook of one sheet with these elements, and its shared strings."""
    types = "".join(
        f'<Override PartName="/xl/{name}.xml" ContentType="application/'
        f'vnd.openxmlformats-officedocument.spreadsheetml.{kind}+xml"/>'
        for name, kind in (
            ("workbook", "sheet.main"),
            ("worksheets/sheet1", "worksheet"),
            ("sharedStrings", "sharedStrings"),
        )
    )
    default = '<Default Extension="rels" ContentType="application/'
    default += 'vnd.openxmlformats-package.relationships+xml"/>'
    start = f'<Relationship Id="a" Type="{RELATIONSHIPS}/officeDocument" Target="xl/workbook.xml"/>'
    within = "".join(
        f'<Relationship Id="r{n}" Type="{RELATIONSHIPS}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(
            (("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml"))
        )
    )
    sheet = f'<sheets><sheet name="a" sheetId="1" r:id="r0" xmlns:r="{RELATIONSHIPS}"/></sheets>'
    relations = f'<Relationships xmlns="{PACKAGE}/relationships">'
    return pack(
        {
            "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">{default}{types}'
            "</Types>",
            "_rels/.rels": f"{relations}{start}</Relationships>",
            "xl/_rels/workbook.xml.rels": f"{relations}{within}</Relationships>",
            "xl/workbook.xml": f'<workbook xmlns="{SHEETS}">{sheet}</workbook>',
            "xl/sharedStrings.xml": f'<sst xmlns="{SHEETS}">{strings}</sst>',
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{SHEETS}">{sheet_data}</worksheet>',
        }
    )


def repeated_cells(rows: int = 1_048_576, columns: int = 16_384) -> bytes:
    """One cell of an ODS that says it stands in every row and column."""
    office = "urn:oasis:names:tc:opendocument:xmlns:"
    names = f'xmlns:office="{office}office:1.0" xmlns:table="{office}table:1.0" '
    names += f'xmlns:text="{office}text:1.0"'
    cell = f'<table:table-cell table:number-columns-repeated="{columns}"><text:p>x</text:p>'
    row = f'<table:table-row table:number-rows-repeated="{rows}">{cell}</table:table-cell>'
    sheet = f'<table:table table:name="a">{row}</table:table-row></table:table>'
    body = f"<office:body><office:spreadsheet>{sheet}</office:spreadsheet></office:body>"
    content = f"<office:document-content {names}>{body}</office:document-content>"
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return pack({"mimetype": kind, "content.xml": content}, zipfile.ZIP_STORED)


def rules(count: int = 20_000) -> bytes:
    """As many rules of style as paragraphs."""
    style = "".join(f".a{n} b, p.c{n} {{font-weight: bold}}\n" for n in range(count))
    body = "".join(f'<p class="c{n}">chữ</p>' for n in range(count))
    return f"<html><style>{style}</style><body>{body}</body></html>".encode()


def many_fields(count: int = 100_000) -> bytes:
    """A page with very many fields, all drawn by one appearance."""
    words = stream(
        b"BT /F 9 Tf 9 9 Td (So 12) Tj ET", b"/Type /XObject /Subtype /Form /BBox [0 0 99 20]"
    )
    entry = b"<< /Type /Annot /Subtype /Widget /FT /Sig /Rect [9 9 99 29] /AP << /N 10 0 R >> >>"
    page = b"/Annots [" + entry * count + b"]"
    return one_page(stream(b"BT /F 9 Tf 9 700 Td (x) Tj ET"), page=page, more={10: words})


def deep_page_tree(depth: int = 100_000) -> bytes:
    """One page below very many nodes, each the only child of the one above."""
    nodes = {
        n: b"<< /Type /Pages /Kids [%d 0 R] /Count 1 /Parent %d 0 R >>" % (n + 1, n - 1)
        for n in range(2, depth)
    }
    page = b"<< /Type /Page /MediaBox [0 0 595 842] /Parent %d 0 R >>" % (depth - 1)
    return pdf({1: b"<< /Type /Catalog /Pages 2 0 R >>", **nodes, depth: page})


def glyphs_that_draw_themselves(times: int = 20_000) -> bytes:
    """A font whose letter is drawn by writing that letter, many times."""
    resources = b"/Resources << /Font << /F 10 0 R >> >>"
    font = b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [1 0 0 1 0 0] "
    font += b"/CharProcs << /a 11 0 R >> /Encoding << /Differences [97 /a] >> /FirstChar 97 "
    font += b"/LastChar 97 /Widths [9] %s >>" % resources
    letter = stream(b"9 0 d0 BT /F 1 Tf (" + b"a" * 50 + b") Tj ET")
    text = stream(b"BT /G 1 Tf 9 700 Td (" + b"a" * times + b") Tj ET")
    more = {10: font, 11: letter}
    return one_page(text, b"/Font << /F 10 0 R /G 10 0 R >>", more=more)


def predictor(columns: int = 2_000_000_000) -> bytes:
    """A content stream that says how long the rows of its predictor are."""
    parameters = b"/DecodeParms << /Predictor 15 /Colors 32 /BitsPerComponent 16 /Columns %d >>"
    return one_page(stream(bytes(100_000), parameters % columns))


def sectors_that_go_round(sectors: int = 127) -> bytes:
    """A compound file (.doc) whose chain of directory sectors never ends."""
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<9I", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    head += struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    chain = struct.pack("<128I", 0xFFFFFFFD, *range(2, sectors + 1), 1)
    return head + chain + bytes(SECTOR * sectors)


def picture_of_one_colour(side: int = 60_000) -> bytes:
    """A PNG of one bit a point: small when packed, and far too many points."""
    rows = zlib.compressobj(9)
    line = bytes(1 + side // 8)
    data = b"".join(rows.compress(line) for _ in range(side)) + rows.flush()
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", data), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(d)) + name + d + struct.pack(">I", zlib.crc32(name + d))
        for name, d in chunks
    )


def picture_without_last_page() -> bytes:
    """A TIFF whose list of pages leads to itself."""
    out = io.BytesIO(b"II*\x00" + struct.pack("<I", 8))
    out.seek(8)
    entries = ((256, 9), (257, 9), (258, 1), (262, 1), (273, 200), (277, 1), (278, 9), (279, 18))
    out.write(struct.pack("<H", len(entries)))
    for tag, value in entries:
        out.write(struct.pack("<HHII", tag, 4, 1, value))
    out.write(struct.pack("<I", 8))
    return out.getvalue().ljust(300, b"\x00")


def breaks_of_lines(count: int = 900_000) -> bytes:
    """One paragraph of very many printed lines."""
    return docx("<w:p>" + "<w:r><w:t>x</w:t><w:br/></w:r>" * count + "</w:p>")


def page_of_gaps(columns: int = 120, rows: int = 500, word: bytes = b"1") -> bytes:
    """A page whose every gap goes on over all rows, as gutters of columns do."""
    place = b"1 0 0 1 %.2f %.2f Tm (%b) Tj "
    words = (
        place % (5 + column * 585 / columns, 830 - row * 820 / rows, word)
        for row in range(rows)
        for column in range(columns)
    )
    return one_page(stream(b"BT /F 4 Tf " + b"".join(words) + b"ET"))


def merged_cells(count: int = 60_000) -> bytes:
    """A workbook whose areas of merged cells all lie on each other."""
    areas = "".join(f'<mergeCell ref="A1:XFD{n}"/>' for n in range(2, count))
    return _with_sheet(f"<sheetData/><mergeCells>{areas}</mergeCells>", "<si><t>x</t></si>")


AMPLIFIERS: dict[str, Callable[[], bytes]] = {
    "notes.docx": notes,
    "styles-round.docx": styles_that_go_round,
    "grid.docx": grid,
    "shared-string.xlsx": shared_string,
    "repeated.ods": repeated_cells,
    "rules.html": rules,
    "breaks.docx": breaks_of_lines,
    "gaps.pdf": page_of_gaps,
    "merged.xlsx": merged_cells,
    "fields.pdf": many_fields,
    "page-tree.pdf": deep_page_tree,
    "glyphs-round.pdf": glyphs_that_draw_themselves,
    "predictor.pdf": predictor,
    "sectors-round.doc": sectors_that_go_round,
    "points.png": picture_of_one_colour,
    "pages-round.tif": picture_without_last_page,
}
