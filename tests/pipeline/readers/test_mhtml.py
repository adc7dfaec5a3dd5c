"""Web pages in one file."""

from __future__ import annotations

import quopri

import pytest

from vanban.pipeline.errors import DamagedFile
from vanban.pipeline.options import Options
from vanban.pipeline.reading import read

PAGE = (
    "<html><body><p>Số: 12/QĐ-UBND</p><p>Điều 1. Giao việc</p><p>Điều 2. Thi hành</p></body></html>"
)


def mhtml(page: str = PAGE, charset: str = "utf-8", kind: str = "text/html") -> bytes:
    body = quopri.encodestring(page.encode(charset)).decode("ascii")
    return (
        'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"; '
        'type="text/html"\r\n\r\n--b\r\n'
        f'Content-Type: {kind}; charset="{charset}"\r\nContent-Transfer-Encoding: '
        f"quoted-printable\r\n\r\n{body}\r\n"
        "--b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: "
        "base64\r\n\r\niVBORw0KGgo=\r\n--b--\r\n"
    ).encode()


@pytest.mark.parametrize("charset", ["utf-8", "utf-16"])
def test_word_saved_as_one_file(charset, source_of):
    source = source_of(mhtml(charset=charset), "a.mht")
    assert source.text.split("\n") == ["Số: 12/QĐ-UBND", "Điều 1. Giao việc", "Điều 2. Thi hành"]
    assert (source.media_type, source.reader) == ("multipart/related", "mhtml/1+html/1")


def test_no_page_in_it():
    with pytest.raises(DamagedFile):
        read(mhtml(kind="text/css"), Options(filename="a.mht"))
