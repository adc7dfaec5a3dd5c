"""The one way from bytes to ``Source``: tells the format from the content, checks the limits, calls
the reader.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import PurePath
from typing import cast

from vanban.pipeline.errors import EmptyInput, EncryptedFile, LimitExceeded, UnsupportedFormat
from vanban.pipeline.options import Limits, Options
from vanban.pipeline.readers import sniff as kind
from vanban.pipeline.readers.sniff import sniff
from vanban.pipeline.stages import without_collector
from vanban.schemas import Diagnostic, Source

Reader = Callable[..., Source]

READERS: dict[str, tuple[str, str]] = {
    kind.TEXT: ("vanban.pipeline.readers.text.reader", "read_text"),
    kind.HTML: ("vanban.pipeline.readers.html.reader", "read_html"),
    kind.DOCX: ("vanban.pipeline.readers.docx.reader", "read_docx"),
    kind.PDF: ("vanban.pipeline.ocr.pdf", "read_pdf"),
    kind.DOC: ("vanban.pipeline.readers.docx.office", "read_doc"),
    kind.RTF: ("vanban.pipeline.readers.docx.office", "read_rtf"),
    kind.ODT: ("vanban.pipeline.readers.docx.office", "read_odt"),
    kind.MHTML: ("vanban.pipeline.readers.html.mhtml", "read_mhtml"),
    **dict.fromkeys(kind.PICTURES, ("vanban.pipeline.ocr.picture", "read_picture")),
}
"""Media type to (module, function), loaded on first use. A reader is ``f(data, *, filename, limits)
-> Source``.
"""

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
    ".rtf": kind.RTF,
    ".htm": kind.HTML,
    ".html": kind.HTML,
    ".txt": kind.TEXT,
}
_OFFICE_NAMES = frozenset({kind.DOCX, kind.DOC, kind.PDF, kind.ODT, kind.RTF})


def read(data: bytes, options: Options | None = None) -> Source:
    """Read one document.

    Raises the ``PlanError`` that says what is wrong: ``EmptyInput``, ``LimitExceeded``,
    ``UnsupportedFormat``, ``EncryptedFile``,
    ``DamagedFile``, or what the reader of the format raises.
    """
    options = options or Options()
    name = PurePath(options.filename or "").name
    _check_size(data, options.limits)
    media = sniff(data, name)
    claim = _CLAIMS.get(PurePath(name).suffix.lower())
    _check_kind(media, claim)
    with without_collector():
        source = _load(media)(data, filename=name, limits=options.limits)
    if claim is None or claim == media:
        return source
    return source.model_copy(update={"notes": (*source.notes, _mismatch(claim, media))})


def _check_size(data: bytes, limits: Limits) -> None:
    if not data or not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise EmptyInput("tệp không có nội dung")
    if len(data) > limits.file_bytes:
        raise LimitExceeded(f"tệp lớn {len(data)} byte, giới hạn là {limits.file_bytes} byte")


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


def _load(media: str) -> Reader:
    module, function = READERS[media]
    return cast("Reader", getattr(import_module(module), function))


def _mismatch(claim: str, media: str) -> Diagnostic:
    message = (
        f"Tên tệp nói là {NAMES[claim]} nhưng nội dung là {NAMES[media]}; đã đọc theo nội dung."
    )
    return Diagnostic(code="format-mismatch", severity="warning", message=message)
