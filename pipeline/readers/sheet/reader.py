"""Workbooks to ``Source``: the sheets one after the other, each cell with its sheet and its
name.
"""

from __future__ import annotations

from vanban.pipeline.errors import EmptyInput
from vanban.pipeline.options import Limits
from vanban.pipeline.readers.builder import SourceBuilder
from vanban.pipeline.readers.docx.package import Package
from vanban.pipeline.readers.draft import emit
from vanban.pipeline.readers.sheet import ooxml, opendocument
from vanban.pipeline.readers.sheet.layout import sheet_items
from vanban.pipeline.readers.sheet.model import Workbook
from vanban.pipeline.readers.sniff import ODS, XLSX
from vanban.schemas import Source

_READER = "sheet/1"


def read_xlsx(data: bytes, *, filename: str, limits: Limits) -> Source:
    """The visible sheets of an XLSX. Raises ``DamagedFile``, ``EncryptedFile``, ``LimitExceeded``,
    and ``EmptyInput`` where no words are.
    """
    book = ooxml.read_workbook(Package(data, limits, kind="XLSX"))
    return _source(book, data, filename, limits, XLSX)


def read_ods(data: bytes, *, filename: str, limits: Limits) -> Source:
    """The visible sheets of an ODS; raises as ``read_xlsx`` does."""
    book = opendocument.read_workbook(Package(data, limits, kind="ODS"))
    return _source(book, data, filename, limits, ODS)


def _source(book: Workbook, data: bytes, filename: str, limits: Limits, media: str) -> Source:
    builder = SourceBuilder(limits)
    for sheet in book.sheets:
        emit(sheet_items(sheet), builder)
    for remark in book.remarks:
        builder.note(remark)
    source = builder.build(data, filename=filename, media_type=media, reader=_READER)
    if not source.text:
        raise EmptyInput("bảng tính không có chữ nào")
    return source
