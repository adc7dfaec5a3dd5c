"""Files made to do harm end in an error of ours, soon."""

# ruff: noqa: E501, SIM905 (markup stays on one line)

from __future__ import annotations

import io
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.hostile.packing import one_page, stream
from tests.processor import calls
from vanban.pipeline.errors import DamagedFile, LimitExceeded, PlanError
from vanban.pipeline.options import Limits, Options
from vanban.pipeline.reading import read

SMALL = Limits(
    unpacked_bytes=200_000,
    zip_members=50,
    table_cells=1000,
    characters=100_000,
    paragraph_characters=10_000,
)


def fails(data, error, limits=SMALL, name=None):
    with pytest.raises(error):
        read(data, Options(limits=limits, filename=name))


def test_zip_that_unpacks_beyond_the_limit(docx, para):
    fails(docx(para("x"), extra={"word/big.bin": bytes(300_000)}), LimitExceeded)


def test_zip_with_an_impossible_ratio(docx, para):
    fails(docx(para("x"), extra={"word/big.bin": bytes(3_000_000)}), LimitExceeded, Limits())


def test_zip_with_too_many_members(docx, para):
    fails(docx(para("x"), extra={f"word/{i}": b"" for i in range(60)}), LimitExceeded)


def test_zip_that_lies_about_its_size(docx, para):
    data = docx(para("x" * 5000))
    at = data.index(b"PK\x01\x02")
    while data[at + 46 : at + 63] != b"word/document.xml":
        at = data.index(b"PK\x01\x02", at + 1)
    lying = data[: at + 24] + (100).to_bytes(4, "little") + data[at + 28 :]
    assert zipfile.is_zipfile(io.BytesIO(lying))
    fails(lying, DamagedFile)


def test_zip_member_with_a_password(docx, para):
    data = bytearray(docx(para("x")))
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    with pytest.raises(PlanError) as caught:
        read(bytes(data), Options())
    assert caught.value.code == "encrypted"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(docx, encoding):
    bomb = f"<?xml version='1.0' encoding='{encoding}'?><!DOCTYPE a [<!ENTITY b 'bb'><!ENTITY c '&b;&b;'>]><a>&c;</a>"
    data = docx("<w:p/>", footer1="").replace(b"word/footer1.xml", b"word/absent1.xml")
    packed = io.BytesIO(data)
    with zipfile.ZipFile(packed, "a") as archive:
        archive.writestr("word/footer1.xml", bomb.encode(encoding))
    fails(packed.getvalue(), DamagedFile)


def test_external_entity_and_external_target_are_never_opened(
    docx, para, tmp_path, source_of, words
):
    secret = tmp_path / "secret.xml"
    secret.write_text("<a>bí mật</a>")
    rels = (
        "<Relationships><Relationship Id='h' Type='x/header' TargetMode='External' "
        f"Target='{secret.as_uri()}'/><Relationship Id='s' Type='x/styles' Target='../../../../{secret}'/></Relationships>"
    )
    data = docx(para("Nội dung"))
    assert "bí mật" not in source_of(data).text
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            new.writestr(name, rels if name == "word/_rels/document.xml.rels" else old.read(name))
    assert words(source_of(packed.getvalue()), None) == ["Nội dung"]


def test_deep_xml(docx):
    fails(
        docx("<w:sdt><w:sdtContent>" * 300 + "<w:p/>" + "</w:sdtContent></w:sdt>" * 300),
        LimitExceeded,
    )


def test_deep_tables(docx):
    fails(
        docx("<w:tbl><w:tr><w:tc>" * 20 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 20), LimitExceeded
    )
    fails(("<table><tr><td>" * 20 + "x").encode(), LimitExceeded)


@pytest.mark.parametrize("tag", ["div", "span", "b", "ul", "blockquote"])
@pytest.mark.parametrize("depth", [300, 3000, 50_000])
def test_deep_html(tag, depth):
    fails(f"<p>x</p><p>{f'<{tag}>' * depth}chữ".encode(), LimitExceeded, name="a.html")


def test_wide_spans(docx):
    fails(
        ("<table>" + "<tr><td colspan=999999999 rowspan=99999>x" * 30 + "</table>").encode(),
        LimitExceeded,
    )
    tc = "<w:tc><w:tcPr><w:gridSpan w:val='999999999'/></w:tcPr><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc>"
    fails(docx(f"<w:tbl>{f'<w:tr>{tc * 5}</w:tr>' * 5}</w:tbl>"), LimitExceeded)


def test_too_many_cells(docx):
    fails(
        (
            "<table>" + "<tr>" + "<td>x" * 400 + "<tr>" + "<td>x" * 400 + "<tr>" + "<td>x" * 400
        ).encode(),
        LimitExceeded,
    )


def test_long_paragraph_and_long_text():
    fails(b"x" * 20_000, LimitExceeded)
    fails(b"x\n\n" * 600, LimitExceeded, SMALL.model_copy(update={"characters": 1000}))


def test_breaks_of_lines_are_counted_before_the_work(docx):
    broken = "<w:p>" + "<w:r><w:t>x</w:t><w:br/></w:r>" * 50 + "</w:p>"
    fails(docx(broken), LimitExceeded, SMALL.model_copy(update={"lines": 49}))
    assert read(docx(broken), Options(limits=SMALL)).text.count("x") == 50


def test_a_page_of_more_glyphs_than_any_sheet_has():
    page = one_page(stream(b"BT /F 9 Tf 9 700 Td (Dieu 1. Noi dung) Tj ET"))
    fails(page, LimitExceeded, SMALL.model_copy(update={"page_characters": 10}), "x.pdf")
    assert "Noi dung" in read(page, Options(limits=SMALL, filename="x.pdf")).text


def test_a_page_with_as_many_gaps_as_words_is_read_in_good_time():
    """Each gap of a row may begin a column: it is looked for among the words around it only."""

    def page(words: int) -> bytes:
        word = b"1 0 0 1 %d %d Tm (ab) Tj "
        rows = (word % (20 * column, 800 - 9 * row) for row in range(20) for column in range(words))
        return one_page(stream(b"BT /F 7 Tf " + b"".join(rows) + b"ET"))

    read(page(2), Options(filename="x.pdf"))
    once, twice = (calls(lambda n=n: read(page(n), Options(filename="x.pdf"))) for n in (100, 200))
    assert twice < 2.5 * once


def test_styles_and_lists_that_go_round(docx, para, source_of):
    styles = "".join(
        f"<w:style w:type='paragraph' w:styleId='s{i}'><w:basedOn w:val='s{(i + 1) % 3}'/><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>"
        for i in range(3)
    )
    numbering = "<w:abstractNum w:abstractNumId='0'><w:numStyleLink w:val='s0'/></w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>"
    assert (
        source_of(
            docx(para("x", "<w:pStyle w:val='s1'/>"), styles=styles, numbering=numbering)
        ).text
        == "x"
    )


@pytest.mark.parametrize("value", ["", "abc", "-5", "99999999999999999999", "1e400", "nan"])
def test_nonsense_numbers(docx, para, source_of, value):
    level = f"<w:lvl w:ilvl='0'><w:start w:val='{value}'/><w:numFmt w:val='upperRoman'/><w:lvlText w:val='%1%9%0'/></w:lvl>"
    numbering = f"<w:abstractNum w:abstractNumId='0'>{level}</w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>"
    properties = (
        f"<w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr><w:ind w:left='{value}'/>"
    )
    assert source_of(docx(para("x", properties), numbering=numbering)).text.endswith("x")


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            "<table> <tr> <td> </td> </tr> </table> <p> </p> <ol> <li> </ol> <br> <b> </b> <td rowspan=3> <a href=x> chữ Điều_1. <div hidden> </div> <nav> <thead> </body>".split()
        ),
        max_size=60,
    )
)
def test_any_soup_of_tags(tags):
    try:
        source = read(
            ("<p></p>" + "".join(tags)).replace("_", " ").encode(), Options(filename="a.html")
        )
    except PlanError:
        return
    assert all(b.span.end <= len(source.text) for b in source.blocks)


def gives_a_source_or_a_code(data):
    with suppress(PlanError):
        read(data, Options())


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400), st.sampled_from([b"", b"PK\x03\x04", b"<html>", b"\xff\xfe"]))
def test_any_bytes(data, start):
    gives_a_source_or_a_code(start + data)


@settings(max_examples=4, deadline=None)  # each starts LibreOffice
@given(st.binary(max_size=400), st.sampled_from([b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf"]))
def test_any_bytes_of_an_old_format(data, start):
    gives_a_source_or_a_code(start + data)


def test_attributes_of_a_tag_are_counted_before_the_parser_compares_them():
    many = " ".join(f"a{i}" for i in range(5001))
    fails(f"<html><body><p {many}>Quyết định</p></body></html>".encode(), LimitExceeded)


def test_words_within_a_value_are_no_attributes():
    value = "một " * 6000
    page = f"<html><body><p title='{value}'>Điều 1. Ban hành Kế hoạch</p></body></html>"
    assert "Điều 1" in read(page.encode(), Options(limits=SMALL)).text


def test_elements_of_all_parts_count_together(docx, para):
    """Three hundred headers, each well below any limit, take the memory of one of 300 MB."""
    few = Limits(xml_elements=200)
    part = para("x") * 40
    read(docx(part), Options(limits=few))
    fails(docx(part, header1=part), LimitExceeded, few)


def listed(text, kind="decimal"):
    """The numbering part of one list whose labels are ``text``."""
    level = f"<w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='{kind}'/><w:lvlText w:val='{text}'/></w:lvl>"
    abstract = f"<w:abstractNum w:abstractNumId='0'>{level}</w:abstractNum>"
    return f"{abstract}<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>"


IN_LIST = "<w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr>"


def test_automatic_labels_are_bounded_before_the_text_is_built(docx, para):
    data = docx(para("x", IN_LIST) * 30, numbering=listed("y" * 100 + "%1."))
    read(data, Options(limits=Limits(characters=5000)))
    with pytest.raises(LimitExceeded, match="các số thứ tự tự động dài hơn 2000 ký tự"):
        read(data, Options(limits=Limits(characters=2000)))


def nested_fields(depth):
    begin = (
        "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText> REF x</w:instrText></w:r>"
    )
    separate = "<w:r><w:fldChar w:fldCharType='separate'/></w:r>"
    end = "<w:r><w:fldChar w:fldCharType='end'/></w:r>"
    return f"<w:p>{(begin + separate) * depth}<w:r><w:t>chữ</w:t></w:r>{end * depth}</w:p>"


def wide_row(cells):
    return (
        f"<w:tbl><w:tr>{'<w:tc><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc>' * cells}</w:tr></w:tbl>"
    )


@pytest.mark.parametrize("body", [nested_fields, wide_row])
def test_twice_as_many_are_twice_the_work(docx, body):
    def work(size):
        data = docx(body(size))
        return calls(lambda: read(data, Options()))

    _, once, twice = map(work, (200, 200, 400))
    assert twice <= 2.3 * once
