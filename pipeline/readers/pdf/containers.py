"""PDF files that are only the cover of something else: portfolios, XFA forms, files with files in
them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pypdfium2.raw as pdfium

from vanban.pipeline.errors import UnsupportedFormat
from vanban.pipeline.readers.page.model import PageText
from vanban.schemas import Diagnostic

_COVER = 80
"""Words of a cover ("For the best experience, open this PDF portfolio in …"), at most."""
_XFA = (pdfium.FORMTYPE_XFA_FULL, pdfium.FORMTYPE_XFA_FOREGROUND)
_NAMED = 10
"""Files that are named, at most."""


def containing(document: Any, pages: Sequence[PageText]) -> Iterator[Diagnostic]:
    """What is to be said of files within an open document.

    Raises UnsupportedFormat where its ``pages`` are nothing but a cover.
    """
    files = [document.get_attachment(i).get_name() for i in range(document.count_attachments())]
    named = ", ".join(files[:_NAMED]) + ("…" if len(files) > _NAMED else "")
    if _is_cover(pages):
        if files:
            raise UnsupportedFormat(
                f"tệp PDF là một tập hồ sơ (portfolio), văn bản nằm trong các tệp kèm: {named}",
                "Mở bằng Adobe Reader, lưu riêng từng tệp bên trong rồi chuyển các tệp đó.",
            )
        if document.get_formtype() in _XFA:
            raise UnsupportedFormat(
                "tệp PDF là biểu mẫu XFA, nội dung chỉ hiện trong Adobe Reader",
                "Mở bằng Adobe Reader, in ra PDF (Print to PDF) rồi chuyển bản in.",
            )
    if files:
        message = (
            f"Tệp PDF mang theo {len(files)} tệp khác chưa được đọc: {named}; "
            "nếu đó là phần kèm theo của văn bản, lưu riêng rồi chuyển."
        )
        yield Diagnostic(code="embedded-files", severity="warning", message=message)


def _is_cover(pages: Sequence[PageText]) -> bool:
    """Few words, none of them with a Vietnamese letter, and no picture to be read."""
    words = [w.text for page in pages for w in page.words]
    foreign = all(text.isascii() for text in words)
    return foreign and 0 < len(words) < _COVER and not any(page.pictured for page in pages)
