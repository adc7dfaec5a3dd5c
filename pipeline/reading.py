"""The one way from bytes to ``Source``: tells the format from the content, checks the limits, calls
the reader.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import PurePath
from typing import Protocol

from vanban.pipeline.errors import (
    EmptyInput,
    EncryptedFile,
    LimitExceeded,
    NotADocument,
    NoText,
    UnsupportedFormat,
)
from vanban.pipeline.options import Limits, Options
from vanban.pipeline.readers import sniff as kind
from vanban.pipeline.readers.sniff import sniff
from vanban.schemas import Diagnostic, Source


class Reader(Protocol):
    """Reads one document of a format. Raises the ``PlanError`` that says what is wrong with it."""

    def __call__(self, data: bytes, *, filename: str, limits: Limits) -> Source: ...


# Each format's reader is loaded on first use: a text file does not pay for Office or OCR. The
# imports are plain ones, so that the contracts of the house see them.


def _text() -> Reader:
    from vanban.pipeline.readers.text.reader import read_text

    return read_text


def _html() -> Reader:
    from vanban.pipeline.readers.html.reader import read_html

    return read_html


def _mhtml() -> Reader:
    from vanban.pipeline.readers.html.mhtml import read_mhtml

    return read_mhtml


def _docx() -> Reader:
    from vanban.pipeline.readers.docx.reader import read_docx

    return read_docx


def _doc() -> Reader:
    from vanban.pipeline.readers.docx.office import read_doc

    return read_doc


def _rtf() -> Reader:
    from vanban.pipeline.readers.docx.office import read_rtf

    return read_rtf


def _odt() -> Reader:
    from vanban.pipeline.readers.docx.office import read_odt

    return read_odt


def _xlsx() -> Reader:
    from vanban.pipeline.readers.sheet.reader import read_xlsx

    return read_xlsx


def _ods() -> Reader:
    from vanban.pipeline.readers.sheet.reader import read_ods

    return read_ods


def _pdf() -> Reader:
    from vanban.pipeline.ocr.pdf import read_pdf

    return read_pdf


def _picture() -> Reader:
    from vanban.pipeline.ocr.picture import read_picture

    return read_picture


READERS: dict[str, Callable[[], Reader]] = {
    kind.TEXT: _text,
    kind.HTML: _html,
    kind.MHTML: _mhtml,
    kind.DOCX: _docx,
    kind.DOC: _doc,
    kind.RTF: _rtf,
    kind.ODT: _odt,
    kind.XLSX: _xlsx,
    kind.ODS: _ods,
    kind.PDF: _pdf,
    **dict.fromkeys(kind.PICTURES, _picture),
}
"""Media type to what loads its reader."""

NAMES: dict[str, str] = {
    "image/jpeg": "ảnh JPEG",
    "image/png": "ảnh PNG",
    "image/gif": "ảnh GIF",
    "image/tiff": "ảnh TIFF",
    "image/bmp": "ảnh BMP",
    "image/webp": "ảnh WebP",
    "image/heic": "ảnh HEIC",
    kind.TEXT: "văn bản thuần",
    kind.HTML: "trang HTML",
    kind.DOCX: "tệp DOCX",
    kind.XLSX: "bảng tính XLSX",
    kind.PPTX: "trình chiếu PPTX",
    kind.ODT: "tệp ODT",
    kind.ODS: "bảng tính ODS",
    kind.DOC: "tệp Word 97-2003 (.doc)",
    kind.OLE: "tệp Office 97-2003",
    kind.RTF: "tệp RTF",
    kind.PDF: "tệp PDF",
    kind.MHTML: "trang web MHTML",
    kind.XML: "tệp XML",
    kind.ZIP: "tệp nén ZIP",
    "application/x-7z-compressed": "tệp nén 7z",
    "application/vnd.rar": "tệp nén RAR",
    "application/gzip": "tệp nén gzip",
}
_CLAIMS = {
    ".docx": kind.DOCX,
    ".doc": kind.DOC,
    ".pdf": kind.PDF,
    ".odt": kind.ODT,
    ".xlsx": kind.XLSX,
    ".ods": kind.ODS,
    ".rtf": kind.RTF,
    ".htm": kind.HTML,
    ".html": kind.HTML,
    ".txt": kind.TEXT,
}
_ROWS = frozenset({".jsonl", ".ndjson", ".csv", ".tsv"})
"""Names of files that hold a document a row."""
_OFFICE_NAMES = frozenset({kind.DOCX, kind.DOC, kind.PDF, kind.ODT, kind.RTF, kind.XLSX, kind.ODS})


def read(data: bytes, options: Options | None = None) -> Source:
    """Read one document.

    Raises the ``PlanError`` that says what is wrong: ``EmptyInput``, ``LimitExceeded``,
    ``UnsupportedFormat``, ``EncryptedFile``, ``DamagedFile``, ``NoText`` where there is nothing to
    read, or what the reader of the format raises.
    """
    options = options or Options()
    name = PurePath(options.filename or "").name
    _check_size(data, options.limits)
    media = sniff(data, name)
    _check_data(data, media, name)
    claim = _CLAIMS.get(PurePath(name).suffix.lower())
    _check_kind(media, claim)
    source = READERS[media]()(data, filename=name, limits=options.limits)
    _check_words(source)
    if claim is None or claim == media:
        return source
    return source.model_copy(update={"notes": (*source.notes, _mismatch(claim, media))})


def _check_size(data: bytes, limits: Limits) -> None:
    if not data or not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise EmptyInput("tệp không có nội dung")
    if len(data) > limits.file_bytes:
        raise LimitExceeded(f"tệp lớn {len(data)} byte, giới hạn là {limits.file_bytes} byte")


def _check_words(source: Source) -> None:
    """Nothing read is no success: empty pages, pictures that cannot be decoded, letters of
    a point.
    """
    if not source.text.strip():
        pages = f" trong {source.pages} trang" if source.pages else ""
        reasons = "; ".join(dict.fromkeys(note.message.rstrip(".") for note in source.notes[:3]))
        raise NoText(f"không đọc được chữ nào{pages}" + (f" ({reasons})" if reasons else ""))


def _check_kind(media: str, claim: str | None) -> None:
    if media == kind.OLE_ENCRYPTED:
        raise EncryptedFile("tệp Office có mật khẩu")
    if media not in READERS:
        raise UnsupportedFormat(f"chưa đọc được {NAMES.get(media, 'loại tệp này')}")
    if media == kind.TEXT and claim is not None and claim in _OFFICE_NAMES:
        raise UnsupportedFormat(
            f"tên tệp nói là {NAMES[claim]} nhưng nội dung là văn bản thuần",
            "Nếu đây đúng là văn bản thuần, đổi đuôi tệp thành .txt; nếu không, lấy lại bản gốc.",
        )


def _check_data(data: bytes, media: str, name: str) -> None:
    """Data is no document: rows of a data set, a plan that was converted before."""
    if media != kind.TEXT:
        return
    if PurePath(name).suffix.lower() in _ROWS:
        raise UnsupportedFormat(
            "đây là tệp dữ liệu, mỗi dòng một văn bản",
            "Chuyển từng dòng bằng: vanban batch TỆP -o THƯ_MỤC --text-column TÊN_CỘT.",
        )
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[") and _is_json(data):
        raise NotADocument("đây là dữ liệu JSON, không phải văn bản")


def _is_json(data: bytes) -> bool:
    try:
        json.loads(data)
    except (ValueError, RecursionError):
        return False
    return True


def _mismatch(claim: str, media: str) -> Diagnostic:
    message = (
        f"Tên tệp nói là {NAMES[claim]} nhưng nội dung là {NAMES[media]}; đã đọc theo nội dung."
    )
    return Diagnostic(code="format-mismatch", severity="warning", message=message)
