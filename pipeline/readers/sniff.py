"""What a file is, told from its content; the name is only asked where the content leaves it
open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vanban.pipeline.readers.encoding import decode, looks_like_text

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
ODT = "application/vnd.oasis.opendocument.text"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
DOC = "application/msword"
OLE = "application/x-ole-storage"
OLE_ENCRYPTED = "application/x-ole-encrypted"
PDF = "application/pdf"
HTML = "text/html"
TEXT = "text/plain"
RTF = "application/rtf"
MHTML = "multipart/related"
XML = "application/xml"
ZIP = "application/zip"
EMPTY = "application/x-empty"
UNKNOWN = "application/octet-stream"
PICTURES = ("image/jpeg", "image/png", "image/tiff", "image/gif", "image/bmp", "image/webp")

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"{\\rtf", RTF),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"\x1f\x8b", "application/gzip"),
)
_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--(?:(?!-->).){0,2000}+-->\s*+)*+"
    r"<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_HTML_TAGS = re.compile(
    r"<(?:p|div|table|tr|td|br|span|b|strong|center|font|h[1-6]|ul|ol|li|pre)\b[^<>]{0,500}>",
    re.IGNORECASE,
)
_HTML_ENDS = re.compile(
    r"</(?:p|div|table|td|span|b|strong|center|font|h[1-6]|ul|ol|li|pre)>|<br\s*/?>", re.IGNORECASE
)
_MARKDOWN_ROW = re.compile(r"^[ \t]*\|[^\n]*\|[ \t]*$", re.MULTILINE)
"""A row of a Markdown table: "<br>" parts the lines of its cells, and is no sign of a page."""
_XML_START = re.compile(r"\s*<\?xml\b")
_MIME = re.compile(
    rb"\A\s*(?:[\w-]{2,40}:[^\n]{0,500}\n(?:[ \t][^\n]{0,500}\n)*){1,20}", re.IGNORECASE
)


def sniff(data: bytes, filename: str = "") -> str:
    """The media type of ``data``. Never fails; what no rule knows is
    ``application/octet-stream``.
    """
    if not data:
        return EMPTY
    if data.startswith(b"PK"):
        return _zip(data)
    if data.startswith(_OLE_MAGIC):
        return _ole(data)
    if b"%PDF-" in data[:1024]:
        return PDF
    return (
        next((media for magic, media in _MAGIC if data.startswith(magic)), None)
        or _image(data)
        or _text(data, filename)
    )


def _image(data: bytes) -> str | None:
    if (
        data.startswith(b"BM")
        and len(data) > 14
        and int.from_bytes(data[2:6], "little") == len(data)
    ):
        return "image/bmp"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    if data[4:8] == b"ftyp" and data[8:12] in (b"heic", b"heix", b"mif1", b"avif"):
        return "image/heic"
    return None


def _zip(data: bytes) -> str:
    """By the names of members, which stand in the clear both before each member and in the
    directory at the end.
    """
    for media in (ODT, ODS):
        if b"mimetype" + media.encode() in data[:200]:
            return media
    if names := list(_members(data)):
        own = (media for part, media in _PARTS for name in names if part.match(name))
        return next(own, DOCX if b"[Content_Types].xml" in names else ZIP)
    for part, media in _PARTS:  # its end is lost
        if part.search(data[:_ZIP_WINDOW]):
            return media
    return DOCX if b"[Content_Types].xml" in data[:_ZIP_WINDOW] else ZIP


def _members(data: bytes) -> Iterator[bytes]:
    """Names of the first members, as the directory at the end tells them (APPNOTE.TXT, 4.3): in an
    archive of Word files the names of their members stand too.
    """
    end = data.rfind(_DIRECTORY_END, -_ZIP_WINDOW)
    at = end - int.from_bytes(data[end + 12 : end + 16], "little")
    for _ in range(_MEMBERS if end >= 0 else 0):
        if at < 0 or data[at : at + 4] != _ENTRY:
            return
        name, *others = (int.from_bytes(data[at + n : at + n + 2], "little") for n in (28, 30, 32))
        yield data[at + 46 : at + 46 + name]
        at += 46 + name + sum(others)


_PARTS = (
    (re.compile(rb"word/[^/]{1,80}\.xml"), DOCX),  # an archive may have a folder of this name
    (re.compile(rb"xl/workbook"), XLSX),
    (re.compile(rb"ppt/presentation"), PPTX),
)
"""What each kind of Office file has in it."""
_ENTRY, _DIRECTORY_END = b"PK\x01\x02", b"PK\x05\x06"
_MEMBERS = 1_000
_ZIP_WINDOW = 262_144
_PLENTY = 10


def _ole(data: bytes) -> str:
    """By the names of streams in the directory, written in UTF-16."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return OLE_ENCRYPTED
    if "WordDocument".encode("utf-16-le") in data:
        return DOC
    return OLE


def _text(data: bytes, filename: str) -> str:
    if not looks_like_text(data):
        return UNKNOWN
    mime = _MIME.match(data[:8192])
    if (
        mime
        and b"mime-version:" in mime.group().lower()
        and b"multipart/related" in mime.group().lower()
    ):
        return MHTML
    start = decode(data[:16_384])[0]
    if _HTML_START.match(start):
        return HTML
    if _XML_START.match(start):
        return HTML if re.search(r"<html\b", start, re.IGNORECASE) else XML
    start = _MARKDOWN_ROW.sub("", start)
    tags, ends = len(_HTML_TAGS.findall(start)), len(_HTML_ENDS.findall(start))
    enough = 1 if filename.lower().endswith((".html", ".htm")) else 2
    return HTML if min(tags, ends) >= enough or tags >= _PLENTY else TEXT
