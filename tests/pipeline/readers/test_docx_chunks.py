"""Files that a DOCX puts into its body (altChunk, subDoc): read at their place, or said."""

from __future__ import annotations

import pytest

from tests.hostile.packing import W
from tests.pipeline.readers.conftest import make_docx
from tests.pipeline.readers.test_docx_opening import package, relations
from vanban.pipeline.conversion import convert
from vanban.pipeline.errors import EmptyInput, LimitExceeded
from vanban.pipeline.options import Limits, Options
from vanban.pipeline.readers.docx.package import Package
from vanban.pipeline.readers.docx.reader import read_docx
from vanban.schemas import Source

_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PAGE = "<html><body><p>Điều 1. Giao <b>Sở Y tế</b></p><p>báo cáo.</p></body></html>".encode()
_MIME = (
    b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n'
    b'--x\r\nContent-Type: text/html; charset="utf-8"\r\n\r\n' + _PAGE + b"\r\n--x--\r\n"
)
_TEXT = "Điều 1. Giao Sở Y tế\n\nbáo cáo.".encode()


def para(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def word(*lines: str) -> bytes:
    return make_docx("".join(map(para, lines)))


_CHUNK = '<w:altChunk r:id="c"/>'
_SUB = '<w:p><w:subDoc r:id="c"/></w:p>'
_CELL = f"<w:tbl><w:tr><w:tc>{_CHUNK}</w:tc><w:tc>{para('Hạn')}</w:tc></w:tr></w:tbl>"


def holding(data: bytes, name: str, body: str, kind: str = "aFChunk") -> bytes:
    """A DOCX whose ``body`` refers to the part ``c``, which is ``data``."""
    return with_files(body, kind, **{name: data})


def with_files(body: str, kind: str, **files: bytes) -> bytes:
    """A DOCX with ``body`` and files within; the letter before the point is a file's id."""
    targets = [(name.split(".")[0], kind, name) for name in files]
    return package(
        document=f'<w:document xmlns:w="{W}" xmlns:r="{_R}"><w:body>{body}</w:body></w:document>',
        rels=relations(*targets),
        styles=None,
        **{"word/footer1.xml": None},
        **{f"word/{name}": data for name, data in files.items()},
    )


def read(data: bytes, limits: Limits | None = None) -> Source:
    return read_docx(data, filename="a.docx", limits=limits or Limits())


def lines(source: Source) -> list[str]:
    return [block.span.of(source.text) for block in source.blocks]


def codes(source: Source) -> list[str]:
    return [note.code for note in source.notes]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("c.html", _PAGE),
        ("c.mht", _MIME),
        ("c.txt", _TEXT),
        ("c.docx", word("Điều 1. Giao Sở Y tế", "báo cáo.")),
    ],
)
def test_a_chunk_is_read_where_it_stands(name, data):
    source = read(holding(data, name, para("Căn cứ") + _CHUNK + para("Nơi nhận")))
    assert lines(source) == ["Căn cứ", "Điều 1. Giao Sở Y tế", "báo cáo.", "Nơi nhận"]
    assert codes(source) == []
    assert [block.anchor.paragraph for block in source.blocks] == [0, 0, 0, 1]


def test_a_chunk_before_all_paragraphs_has_the_place_of_its_part():
    source = read(holding(_PAGE, "c.html", _CHUNK + para("Nơi nhận")))
    assert [block.anchor.paragraph for block in source.blocks] == [None, None, 0]


def test_a_chunk_in_a_cell_stays_in_it():
    source = read(holding(_PAGE, "c.html", _CELL))
    assert lines(source) == ["Điều 1. Giao Sở Y tế\nbáo cáo.", "Hạn"]


def test_a_sub_document_of_the_package_is_read():
    source = read(holding(word("PHỤ LỤC"), "c.docx", para("Căn cứ") + _SUB, "subDocument"))
    assert lines(source) == ["Căn cứ", "PHỤ LỤC"]


@pytest.mark.parametrize(
    "data",
    [
        b"{\\rtf1 Giao}",
        b"PK\x03\x04 broken",
        b"\x00\x01\x02" * 50,
        b"",
    ],
)
def test_what_cannot_be_read_is_said(data):
    source = read(holding(data, "c.bin", para("Căn cứ") + _CHUNK))
    assert lines(source) == ["Căn cứ"]
    assert codes(source) == ["unread-part"]


def test_a_chunk_without_a_part_is_said():
    assert codes(read(make_docx(para("Căn cứ") + _CHUNK))) == ["unread-part"]


def test_nothing_but_an_unread_chunk_is_an_empty_document():
    with pytest.raises(EmptyInput, match="altChunk"):
        read(holding(b"{\\rtf1 Giao}", "c.rtf", _CHUNK))


def test_a_document_within_a_document_within_a_document_is_said():
    inner = holding(word("Tầng ba"), "c.docx", para("Tầng hai") + _CHUNK)
    source = read(holding(inner, "c.docx", para("Tầng một") + _CHUNK))
    assert lines(source) == ["Tầng một", "Tầng hai"]
    assert codes(source) == ["unread-part"]


def test_a_file_that_is_named_again_and_again_is_read_once():
    source = read(holding(_TEXT, "c.txt", _CHUNK * 3))
    assert lines(source) == ["Điều 1. Giao Sở Y tế", "báo cáo."]
    assert ["2 tệp nhúng" in note.message for note in source.notes] == [True]


@pytest.mark.parametrize(("spare", "said"), [(0, []), (-1, ["unread-part"])])
def test_documents_within_share_the_limit_of_one_file(spare, said):
    """Two within need the room of both, whatever each needs alone."""
    inner = word("Giao " + "a" * 5000)
    body = para("Căn cứ") + _CHUNK + '<w:altChunk r:id="d"/>'
    data = with_files(body, "aFChunk", **{"c.docx": inner, "d.docx": inner})
    limits = Limits(unpacked_bytes=2 * Package(inner, Limits()).unpacked + spare)
    assert codes(read(data, limits)) == said


def test_struck_words_of_a_chunk_are_out():
    page = "<html><body><p>Giao <s>Sở Y tế</s> Sở Nội vụ</p></body></html>".encode()
    source = read(holding(page, "c.html", _CHUNK))
    assert (lines(source), codes(source)) == (["Giao Sở Nội vụ"], ["struck-words"])


def naming(target: str, *, styles: str = "") -> bytes:
    """A DOCX whose chunk is a part of its own, named before anything says what part it is."""
    return package(
        document=f'<w:document xmlns:w="{W}" xmlns:r="{_R}"><w:body>{para("Căn cứ")}{_CHUNK}'
        "</w:body></w:document>",
        rels=relations(("c", "aFChunk", target), ("s", "styles", "styles.xml")),
        styles=f'<w:styles xmlns:w="{W}">{styles}</w:styles>',
    )


@pytest.mark.parametrize("target", ["document.xml", "styles.xml"])
def test_a_chunk_that_is_the_document_itself_or_its_styles_is_said(target):
    source = read(naming(target))
    assert (lines(source), codes(source)) == (["Căn cứ"], ["unread-part"])


def test_styles_that_are_named_as_a_chunk_are_checked_as_markup_all_the_same():
    with pytest.raises(LimitExceeded, match="phần tử XML"):
        read(naming("styles.xml", styles="<w:style/>" * 200), Limits(xml_elements=100))


def test_a_bomb_within_is_said():
    bomb = make_docx(para("a" * 5_000_000))
    source = read(holding(bomb, "c.docx", para("Căn cứ") + _CHUNK))
    assert (lines(source), codes(source)) == (["Căn cứ"], ["unread-part"])


def test_paragraphs_of_chunks_count_with_those_of_the_document():
    data = holding(_TEXT, "c.txt", para("Căn cứ") + _CHUNK)
    assert len(read(data, Limits(paragraphs=3)).blocks) == 3
    with pytest.raises(LimitExceeded, match="2 đoạn"):
        read(data, Limits(paragraphs=2))


_DECISION = """<html><body><p><b>Điều 1.</b> Phê duyệt kế hoạch.</p>
<p><b>Điều 2.</b> Phân công nhiệm vụ:</p><table border="1">
<tr><th>TT</th><th>Nhiệm vụ</th><th>Chủ trì</th><th>Thời hạn</th></tr>
<tr><td>1</td><td>Xây dựng kế hoạch</td><td>Sở Y tế</td><td>30/9/2026</td></tr>
</table></body></html>"""


def test_articles_and_tables_of_a_chunk_reach_the_plan():
    data = holding(_DECISION.encode(), "c.html", para("QUYẾT ĐỊNH:") + _CHUNK)
    plan = convert(data, Options(filename="a.docx"))
    assert [article.number for article in plan.articles] == ["1", "2"]
    assert [[lead.text for lead in task.leads] for task in plan.tasks] == [["Sở Y tế"]]
    (table,) = plan.source.tables
    assert table.span.of(plan.source.text).startswith("TT\tNhiệm vụ\tChủ trì\tThời hạn\n1\t")
