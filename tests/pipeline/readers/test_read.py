"""The format is told from the content; what cannot be read gives one clear error."""

from __future__ import annotations

import gzip
import io
import zipfile

import pytest

from vanban.pipeline.errors import (
    DamagedFile,
    EmptyInput,
    EncryptedFile,
    LimitExceeded,
    PlanError,
    UnsupportedFormat,
)
from vanban.pipeline.options import Limits, Options
from vanban.pipeline.readers import sniff as kind
from vanban.pipeline.readers.sniff import sniff
from vanban.pipeline.reading import NAMES, READERS, read

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)


def zipped(*names, stored=False):
    packed = io.BytesIO()
    with zipfile.ZipFile(
        packed, "w", zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    ) as archive:
        for name in names:
            member = zipfile.ZipInfo(name)  # without the time of day: the bytes are names of tests
            member.compress_type = archive.compression
            archive.writestr(
                member, "application/vnd.oasis.opendocument.text" if name == "mimetype" else "x"
            )
    return packed.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (b"", "", kind.EMPTY),
        (b"%PDF-1.7\n", "a.docx", kind.PDF),
        (b"\n\n%PDF-1.4", "", kind.PDF),
        (zipped("[Content_Types].xml", "word/document.xml"), "a.pdf", kind.DOCX),
        (zipped("[Content_Types].xml", "word/document.xml")[:60], "", kind.DOCX),
        (zipped("xl/workbook.xml"), "", kind.XLSX),
        (zipped("mimetype", stored=True), "", kind.ODT),
        (zipped("a.txt"), "", kind.ZIP),
        (zipped("word/a.docx", "word/b.docx"), "", kind.ZIP),
        (OLE + "WordDocument".encode("utf-16-le"), "", kind.DOC),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "", kind.OLE_ENCRYPTED),
        (OLE, "", kind.OLE),
        (b"{\\rtf1 x}", "", kind.RTF),
        (b"\xff\xd8\xff\xe0JFIF", "a.pdf", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n", "", "image/png"),
        (b"II*\x00", "", "image/tiff"),
        (gzip.compress(b"x", mtime=0), "", "application/gzip"),
        (b"<!DOCTYPE html><p>x", "", kind.HTML),
        ("\ufeff <html><body>".encode(), "", kind.HTML),
        ("<html>".encode("utf-16"), "", kind.HTML),
        (b"<?xml version='1.0'?><html xmlns='x'>", "", kind.HTML),
        (b"<?xml version='1.0'?><a/>", "", kind.XML),
        (b"<p>x</p><p>y</p>", "", kind.HTML),
        (b"<p>x</p>", "a.html", kind.HTML),
        ("Mức <b> của a > b".encode(), "", kind.TEXT),
        ("Điều 1".encode(), "a.docx", kind.TEXT),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x", "", kind.MHTML),
        (bytes(range(256)), "", kind.UNKNOWN),
    ],
)
def test_sniff(data, name, expected):
    assert sniff(data, name) == expected


@pytest.mark.parametrize(
    ("data", "name", "error", "says"),
    [
        (b"", "a.docx", EmptyInput, "không có nội dung"),
        (b" \r\n\x00 ", "a.txt", EmptyInput, "không có nội dung"),
        (b"<p> </p><br>", "a.html", EmptyInput, "không có chữ"),
        ("Điều 1. Một".encode(), "a.docx", UnsupportedFormat, "nội dung là văn bản thuần"),
        ("Điều 1. Một".encode(), "A.PDF", UnsupportedFormat, "nội dung là văn bản thuần"),
        (b"\xff\xd8\xff\xe0JFIF", "a.jpg", DamagedFile, "tệp ảnh"),
        (zipped("a.txt"), "a.zip", UnsupportedFormat, "tệp nén ZIP"),
        (bytes(range(256)), "a.bin", UnsupportedFormat, "loại tệp này"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx", EncryptedFile, "mật khẩu"),
        (zipped("[Content_Types].xml", "word/document.xml")[:60], "a.docx", DamagedFile, "cắt cụt"),
        (
            zipped("[Content_Types].xml", "word/other.xml"),
            "a.docx",
            DamagedFile,
            "phần văn bản chính",
        ),
        (zipped("[Content_Types].xml", "word/document.xml"), "a.docx", DamagedFile, "XML"),
    ],
)
def test_one_clear_error(data, name, error, says):
    with pytest.raises(error) as caught:
        read(data, Options(filename=name))
    assert says in caught.value.what
    assert "\n" not in caught.value.what + caught.value.advice


def test_file_size_limit():
    with pytest.raises(LimitExceeded):
        read(b"x" * 11, Options(limits=Limits(file_bytes=10)))


def test_other_name_than_content_is_said(source_of):
    source = source_of("<p>Điều 1. Một</p><p>2</p>", "a.doc")
    assert [n.code for n in source.notes] == ["format-mismatch"]
    assert not source_of("<p>Điều 1. Một</p><p>2</p>", "a.htm").notes


def test_every_readable_kind_has_a_name():
    assert set(READERS) <= set(NAMES)


@pytest.mark.parametrize("half", range(1, 10))
def test_docx_cut_anywhere(docx, para, half):
    data = docx(para("Điều 1. " + "x" * 2000))
    with pytest.raises(PlanError):
        read(data[: len(data) * half // 10], Options(filename="a.docx"))
