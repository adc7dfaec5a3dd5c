"""Files made to do harm: each entry of ``BOMBS`` makes one. ``python -m tests.hostile.bombs
FOLDER`` writes them all.
"""

from __future__ import annotations

import io
import random
import struct
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

from tests.hostile.packing import RELS, TYPES, W, docx, one_page, pack, para, pdf, stream

HEAD = "BỘ MẪU\nSố: 12/QĐ-BM\nHà Nội, ngày 02 tháng 3 năm 2024\nQUYẾT ĐỊNH\nVề việc thử\n"
TEXT = stream(b"BT /F 12 Tf 72 720 Td (Dieu 1. Noi dung) Tj ET")


def _entities(levels: int = 12, width: int = 10) -> str:
    rows = ['<!ENTITY e0 "ha ha ha">']
    rows += ['<!ENTITY e%d "%s">' % (n, f"&e{n - 1};" * width) for n in range(1, levels)]  # noqa: UP031
    return f"<?xml version='1.0'?><!DOCTYPE a [{''.join(rows)}]>"


def _document(text: str, prolog: str) -> bytes:
    return docx(
        document=f'{prolog}<w:document xmlns:w="{W}"><w:body>{para(text)}</w:body></w:document>'
    )


def nested_zips(depth: int = 8) -> bytes:
    data = bytes(10_000_000)
    for _ in range(depth):
        data = pack({f"{n}.zip": data for n in range(4)})
    return data


def overlapping_members(count: int = 2000) -> bytes:
    """Many directory entries that all point at one member's data."""
    data = pack(
        {"[Content_Types].xml": TYPES, "_rels/.rels": RELS, "word/document.xml": b" " * 3_000_000}
    )
    end = data.rindex(b"PK\x05\x06")
    start = struct.unpack("<I", data[end + 16 : end + 20])[0]
    directory = data[start:end]
    record = directory[directory.rindex(b"PK\x01\x02") :]
    rows = [record.replace(b"word/document.xml", b"word/document.%03x" % n) for n in range(count)]
    body = directory + b"".join(rows)
    total = directory.count(b"PK\x01\x02") + count
    return (
        data[:start]
        + body
        + struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, total, total, len(body), start, 0)
    )


def link_as_document() -> bytes:
    out = io.BytesIO(docx(para("x"), parts={"word/other.xml": ""}))
    with zipfile.ZipFile(out, "a") as archive:
        link = zipfile.ZipInfo("word/footer1.xml")
        link.create_system, link.external_attr = 3, 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    return out.getvalue()


def names_that_lead_out() -> bytes:
    names = (
        "../../../../tmp/vanban-bomb",
        "/tmp/vanban-bomb",
        "..\\..\\x",
        "word/\x01\x1b[2J.xml",
        "word/" + "a" * 60_000,
        "C:\\x",
        "con",
    )
    return docx(para("x"), parts=dict.fromkeys(names, b"bomb"))


def numbering(style: str, start: int = 2_000_000_000) -> bytes:
    """Automatic numbers that are enormous when written out."""
    level = (
        f'<w:lvl w:ilvl="0"><w:start w:val="{start}"/><w:numFmt w:val="{style}"/><w:lvlText '
        'w:val="%1.%1.%1.%1"/></w:lvl>'
    )
    part = f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0">{level}</w:abstractNum>'
    part += '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    rels = (
        "<Relationships "
        'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
        'Id="n" Type="'
    )
    rels += (
        'http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" '
        'Target="numbering.xml"/></Relationships>'
    )
    body = para("x", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>') * 50
    return docx(body, parts={"word/numbering.xml": part, "word/_rels/document.xml.rels": rels})


def table(rows: int, columns: int) -> bytes:
    row = "<w:tr>" + "<w:tc><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc>" * columns + "</w:tr>"
    return docx("<w:tbl>" + row * rows + "</w:tbl>")


def png_header(width: int, height: int) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    chunk = b"IHDR" + head
    return (
        b"\x89PNG\r\n\x1a\n"
        + struct.pack(">I", 13)
        + chunk
        + struct.pack(">I", zlib.crc32(chunk))
        + bytes(100)
    )


def many_pages(count: int) -> bytes:
    kids = b" ".join(b"%d 0 R" % (10 + n) for n in range(count))
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << "
        b"/Font << /F 5 0 R >> >> >>"
    )
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count),
        4: TEXT,
        5: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        **{10 + n: page for n in range(count)},
    }
    return pdf(objects)


def pages_that_go_round() -> bytes:
    return pdf(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2000000000 >>",
        }
    )


def forms_that_call_each_other() -> bytes:
    """Each form draws the next one ten times, ten deep; the last draws the first."""
    more = {}
    for n in range(10):
        resources = (
            b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /N %d 0 "
            b"R >> >>" % (10 + (n + 1) % 10)
        )
        more[10 + n] = stream(b"/N Do " * 10, resources)
    return one_page(stream(b"/N Do " * 10), b"/XObject << /N 10 0 R >>", more=more)


def active_pdf() -> bytes:
    catalog = b"/OpenAction 10 0 R /AA << /WC 10 0 R >> "
    catalog += (
        b"/Names << /JavaScript << /Names [(a) 10 0 R] >> /EmbeddedFiles << /Names [(b) 11 "
        b"0 R] >> >>"
    )
    more = {
        10: b"<< /S /JavaScript /JS (while(true){app.alert(1)}) /Next << /S /Launch /F "
        b"(/bin/sh) >> >>",
        11: b"<< /Type /Filespec /F (../../x.exe) /EF << /F 12 0 R >> >>",
        12: stream(bytes(30_000_000), b"/Type /EmbeddedFile"),
    }
    return one_page(TEXT, catalog=catalog, more=more)


def image_pdf(width: int, height: int) -> bytes:
    entries = (
        b"/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceRGB "
        b"/BitsPerComponent 8" % (width, height)
    )
    return one_page(
        stream(b"q 595 0 0 842 0 0 cm /I Do Q"),
        b"/XObject << /I 10 0 R >>",
        more={10: stream(bytes(1_000_000), entries)},
    )


def dense_page(strings: int) -> bytes:
    rows = b"".join(
        b"1 0 0 1 %d %d Tm (1. a\\) Dieu %d) Tj " % (n * 7 % 590, n * 13 % 830, n)
        for n in range(strings)
    )
    return one_page(stream(b"BT /F 1 Tf " + rows + b"ET"))


def ruled_page(lines: int) -> bytes:
    rows = b"".join(
        b"0 %.2f m 595 %.2f l S %.2f 0 m %.2f 842 l S " % (y, y, x, x)
        for y, x in ((n * 842 / lines, n * 595 / lines) for n in range(lines))
    )
    return one_page(stream(rows + b"BT /F 9 Tf 9 9 Td (x) Tj ET"))


def noise(start: bytes, size: int = 300_000) -> bytes:
    return start + random.Random(1).randbytes(size)


def lines(row: str, size: int = 500_000) -> bytes:
    """``row`` again and again, below a plausible head: far longer than any document, and short
    enough that a test can wait for what takes its share of time for each letter.
    """
    return (HEAD + row * (size // len(row))).encode()


BOMBS: dict[str, Callable[[], bytes]] = {
    # zip level
    "ratio.docx": lambda: docx(
        para("x"), parts={"word/media/a.bin": bytes(300_000_000)}, packed=True
    ),
    "ratio-document.docx": lambda: docx(para(" " * 60_000_000), packed=True),
    "members.docx": lambda: docx(para("x"), parts={f"word/m{n}": b"" for n in range(20_000)}),
    "nested.zip": nested_zips,
    "nested.docx": lambda: docx(para("x"), parts={"word/embeddings/a.zip": nested_zips(5)}),
    "overlapping.docx": overlapping_members,
    "names.docx": names_that_lead_out,
    "link.docx": link_as_document,
    "half.docx": lambda: docx(para("x" * 50_000))[:1200],
    "noise.docx": lambda: noise(docx(para("x"))[:400]),
    # XML level
    "entities.docx": lambda: _document("&e11;", _entities()),
    "quadratic.docx": lambda: _document(
        "&e;" * 30_000, f"<!DOCTYPE a [<!ENTITY e '{'x' * 30_000}'>]>"
    ),
    "external.docx": lambda: _document(
        "&e;", "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>"
    ),
    "external-dtd.docx": lambda: _document("x", "<!DOCTYPE a SYSTEM 'http://127.0.0.1:9/a.dtd'>"),
    "deep.docx": lambda: docx("<w:sdt>" * 100_000 + "</w:sdt>" * 100_000),
    "attributes.docx": lambda: docx(
        "<w:p " + " ".join(f"a{n}='{n}'" for n in range(200_000)) + "/>"
    ),
    "runs.docx": lambda: docx("<w:p>" + "<w:r><w:t>x</w:t></w:r>" * 400_000 + "</w:p>"),
    "paragraphs.docx": lambda: docx("<w:p/>" * 1_000_000),
    "numbers-roman.docx": lambda: numbering("upperRoman"),
    "numbers-letters.docx": lambda: numbering("lowerLetter"),
    "numbers-zeros.docx": lambda: numbering("decimalZero", 10**4000),
    "table.docx": lambda: table(1000, 400),
    "table-long.docx": lambda: table(30_000, 4),
    "tables-deep.docx": lambda: docx(
        "<w:tbl><w:tr><w:tc>" * 60 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 60
    ),
    "span.docx": lambda: docx(
        "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan "
        "w:val='2000000000'/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>"
    ),
    "image.docx": lambda: docx(
        para("x"), parts={"word/media/image1.png": png_header(65_000, 65_000)}
    ),
    "paragraph.docx": lambda: docx(para("Điều 1. Khoản 2. " * 300_000)),
    # HTML
    "deep.html": lambda: b"<html><body>" + b"<div>" * 200_000,
    "deep-tables.html": lambda: b"<table><tr><td>" * 50_000,
    "unclosed.html": lambda: b"<html><body>" + b"<p>x<b>y<i>z" * 60_000,
    "cells.html": lambda: b"<table>" + (b"<tr>" + b"<td>x" * 1000) * 500,
    "span.html": lambda: (
        b"<html><table><tr><td colspan=1000 rowspan=60000>x</td></tr>" + b"<tr><td>y" * 50_000
    ),
    "breaks.html": lambda: b"<html><body><p>x" + b"<br>" * 1_000_000,
    "comment.html": lambda: b"<html><!--" + b"-" * 5_000_000,
    "attribute.html": lambda: b"<html><p style='" + b"a:b;" * 1_000_000 + b"'>x</p>",
    "entities.html": lambda: b"<html><p>" + b"&#x1F600;&nbsp;&amp;" * 300_000,
    "image.html": lambda: (
        b"<html><img src='http://127.0.0.1:9/a.png' width=99999999><iframe "
        b"src='file:///etc/passwd'></iframe><p>x</p>"
    ),
    "nul.html": lambda: b"<html><body>" + b"\x00<p>x</p>" * 100_000,
    # text
    "paragraph.txt": lambda: b"x" * 5_000_000,
    "paragraph-within.txt": lambda: lines(
        "Chủ tịch Ủy ban nhân dân tỉnh chủ trì, phối hợp với các sở "
    ),
    "marks.txt": ("a" + "\u0301" * 1_900_000).encode,
    "marks-mixed.txt": ("a" + "\u0323\u0301\u0302" * 600_000).encode,
    "directions.txt": lambda: lines("\u202e\u2066chữ\u200b\u200d "),
    "blank.txt": lambda: b"x" + b"\n" * 5_000_000,
    "lines.txt": lambda: b"x\n\n" * 1_500_000,
    "articles.txt": lambda: lines("Điều 1. Nội dung\n"),
    "markers.txt": lambda: lines("1. a) - i) I. A. 1.1.1 \n"),
    "quotes.txt": lambda: lines("“Điều 1. Sửa đổi\n"),
    "appendices.txt": lambda: lines("PHỤ LỤC I\n(Kèm theo Quyết định số 1/QĐ-A)\n"),
    "bases.txt": lambda: lines("Căn cứ Luật số 1/2020/QH14 ngày 1 tháng 1 năm 2020;\n"),
    "signatures.txt": lambda: lines("KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nNơi nhận:\n- Như trên;\n"),
    "citations.txt": lambda: lines(
        "khoản 1, 2, 3 và điểm a, b Điều 4, 5 Nghị định số 1/2020/NĐ-CP "
    ),
    "dates.txt": lambda: lines("trước ngày 30 tháng 11 năm 2024, hằng năm, quý I/2025 "),
    "digits.txt": lambda: lines("1" * 4999 + "\n"),
    "brackets.txt": lambda: lines("(" * 999 + "\n"),
    "columns.txt": lambda: lines("| a | b | c |\n"),
    "tabs.txt": lambda: lines("a\tb\t" * 20 + "\n"),
    "utf16.txt": lambda: b"\xff\xfe" + b"\x00\xd8" * 300_000,
    "noise.txt": lambda: noise(b"QUY\xe1\xba\xbeT "),
    # PDF
    "pages.pdf": lambda: many_pages(5000),
    "pages-within.pdf": lambda: many_pages(1900),
    "round.pdf": pages_that_go_round,
    "forms.pdf": forms_that_call_each_other,
    "active.pdf": active_pdf,
    "image.pdf": lambda: image_pdf(100_000, 100_000),
    "image-broken.pdf": lambda: image_pdf(2_000_000_000, 2_000_000_000),
    "flate.pdf": lambda: one_page(stream(b" " * 300_000_000)),
    "flate-twice.pdf": lambda: one_page(
        stream(zlib.compress(b"q " * 100_000_000, 9)).replace(
            b"/FlateDecode", b"[/FlateDecode /FlateDecode]"
        )
    ),
    "dense.pdf": lambda: dense_page(60_000),
    "rules.pdf": lambda: ruled_page(3000),
    "page-size.pdf": lambda: one_page(TEXT, page=b"/MediaBox [0 0 1e9 1e9] /UserUnit 1e9"),
    "arrays.pdf": lambda: one_page(TEXT, catalog=b"/A " + b"[" * 500_000),
    "xref.pdf": lambda: many_pages(20).replace(b"0 n \n", b"7 n \n"),
    "xref-absent.pdf": lambda: many_pages(20).split(b"xref")[0],
    "xref-round.pdf": lambda: one_page(TEXT).replace(b"/Size", b"/Prev 9 /Size"),
    "objects.pdf": lambda: one_page(
        TEXT, more=dict.fromkeys(range(10, 200_000), b"<< /A [1 2 3] >>")
    ),
    "half.pdf": lambda: many_pages(50)[:3000],
    "noise.pdf": lambda: noise(b"%PDF-1.7\n"),
    # others
    "noise.doc": lambda: noise(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    "noise.bin": lambda: noise(b""),
    "zeros.bin": lambda: bytes(20_000_000),
    "rtf.rtf": lambda: b"{\\rtf1" + b"{" * 300_000,
    "mime.mht": lambda: (
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=a\n\n" + b"--a\n" * 300_000
    ),
}


def write_all(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, make in BOMBS.items():
        (folder / name).write_bytes(make())


if __name__ == "__main__":
    write_all(Path(sys.argv[1]))
