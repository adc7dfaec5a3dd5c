"""The PDF reader: pages in, source out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from vanban.pipeline.options import Limits
from vanban.pipeline.readers.builder import SourceBuilder
from vanban.pipeline.readers.draft import STRUCK
from vanban.pipeline.readers.page.assemble import assemble
from vanban.pipeline.readers.page.model import PageText
from vanban.pipeline.readers.page.quality import is_garbage, is_scan
from vanban.pipeline.readers.pdf.containers import containing
from vanban.pipeline.readers.pdf.document import opened, read_pages
from vanban.pipeline.readers.pdf.old_text import read_old_text
from vanban.pipeline.readers.pdf.unread import unread_pages
from vanban.pipeline.readers.pdf.visibility import may_have_layers
from vanban.schemas import Diagnostic, Source

READER = "pdf/1"
MEDIA_TYPE = "application/pdf"
OCR_ADVICE = "cài chương trình nhận dạng chữ (apt install tesseract-ocr tesseract-ocr-vie)"


_QUOTED = 200
"""Characters of hidden words that are quoted, at most."""
Recogniser = Callable[[Any, Sequence[PageText]], Sequence[PageText]]
"""Reads pages that have no usable text: from the open pypdfium2 document and what was read of these
pages so far.

A page that it cannot read either comes back as it was."""
Finisher = Callable[[Sequence[PageText]], tuple[Sequence[PageText], Sequence[Diagnostic]]]
"""Sets right what was read from pictures, all pages seen together, and says what was changed."""


def read_pdf(
    data: bytes,
    *,
    filename: str,
    limits: Limits,
    recognise: Recogniser | None = None,
    finish: Finisher | None = None,
) -> Source:
    """The source of a PDF with a text layer.

    Pages without usable text are named in the source's notes ("scan-page", "text-layer-garbage");
    their few words are kept, unless ``recognise`` reads them anew. Raises EncryptedFile,
    DamagedFile, LimitExceeded, and UnsupportedFormat for a portfolio or an XFA form. pdfium is not
    safe to use from several threads at once.
    """
    with opened(data, limits) as document:
        pages, notes = pages_of(document, limits, recognise, layers=may_have_layers(data))
        notes += containing(document, pages)
    return source_of(
        pages,
        data,
        filename=filename,
        media_type=MEDIA_TYPE,
        limits=limits,
        finish=finish,
        notes=notes,
    )


def pages_of(
    document: Any, limits: Limits, recognise: Recogniser | None = None, *, layers: bool = True
) -> tuple[list[PageText], list[Diagnostic]]:
    """What stands on the pages of an open document, those without usable text as ``recognise``
    reads them; and what is to be said
    of those that it does not read, or not whole."""
    read = read_old_text(list(read_pages(document, limits, layers=layers)))
    pages = {page.number: page for page in read}
    poor = {page.number: why for page in pages.values() if (why := _doubt(page))}
    readable = [
        pages[number] for number in poor if pages[number].width
    ]  # no width: the page is broken
    if recognise and readable:
        pages |= {page.number: page for page in recognise(document, readable)}
    lacking = {number: why for number, why in poor.items() if pages[number].kind != "ocr"}
    if any(pages[number].kind == "ocr" for number in poor):  # an engine is there
        lacking = {n: _late(n) if why.code == "scan-page" else why for n, why in lacking.items()}
    rest = [page for number, page in pages.items() if number not in lacking]
    hidden = [_hidden(page) for page in pages.values() if page.hidden]
    hidden += [STRUCK] if any(page.struck for page in pages.values()) else []
    return list(pages.values()), [*lacking.values(), *unread_pages(document, rest), *hidden]


def source_of(
    pages: Sequence[PageText], data: bytes, *, filename: str, media_type: str, limits: Limits,
    finish: Finisher | None = None, notes: Sequence[Diagnostic] = (),
) -> Source:  # fmt: skip
    """The source of pages, however they were read. ``data``: the file's bytes. ``notes``: what is
    to be said of single pages.
    """
    said: Sequence[Diagnostic] = ()
    if finish:
        pages, said = finish(pages)
    builder = SourceBuilder(limits)
    for note in (*notes, *said):
        builder.note(note)
    assemble(pages, builder)
    return builder.build(
        data, filename=filename, media_type=media_type, reader=READER, pages=len(pages)
    )


def _late(number: int) -> Diagnostic:
    message = (
        f"Trang {number} là ảnh quét, chưa đọc kịp trong giới hạn thời gian của một văn bản; "
        "tăng giới hạn rồi chuyển lại."
    )
    return Diagnostic(code="scan-page", severity="warning", message=message)


def _hidden(page: PageText) -> Diagnostic:
    shown = page.hidden if len(page.hidden) <= _QUOTED else f"{page.hidden[:_QUOTED]}…"
    message = (
        f"Trang {page.number} có chữ không hiện trên trang (chữ ẩn, bị che hoặc cùng màu nền): "
        f"“{shown}”; không tính là nội dung văn bản."
    )
    return Diagnostic(code="hidden-text", severity="warning", message=message)


def _doubt(page: PageText) -> Diagnostic | None:
    """What is to be said of a page whose text cannot be had or trusted."""
    if is_scan(page):
        message = (
            f"Trang {page.number} là ảnh quét, không có lớp chữ dùng được; muốn đọc cần "
            f"{OCR_ADVICE}."
        )
        return Diagnostic(code="scan-page", severity="warning", message=message)
    if is_garbage(page):
        message = (
            f"Lớp chữ của trang {page.number} không đáng tin (phần lớn không phải âm tiết "
            "tiếng Việt, hoặc mất dấu); đối chiếu với bản gốc."
        )
        return Diagnostic(code="text-layer-garbage", severity="warning", message=message)
    return None
