"""Ways to make a small file cost much, one test each: bounded by a limit with a code, by steps that
are counted, or by work that is done once.
"""

from __future__ import annotations

import io
import zipfile
from functools import partial
from pathlib import Path

import openpyxl
import pytest

from tests.hostile.packing import docx
from tests.pipeline.readers.test_docx_opening import with_parts
from tests.pipeline.readers.test_mhtml import PAGE, mhtml
from tests.pipeline.readers.test_sheets import ods, row, saved
from tests.processor import calls
from vanban.pipeline.batch.store import FolderStore
from vanban.pipeline.errors import DamagedFile, LimitExceeded
from vanban.pipeline.options import Limits, Options
from vanban.pipeline.readers.docx import embedded
from vanban.pipeline.readers.html import stylesheet
from vanban.pipeline.readers.whole import whole
from vanban.pipeline.reading import read
from vanban.schemas import Source
from vanban.tracking.foreign import parse_plan

NOT_WHOLE = ("²", "9" * 5000, "-1", "1.5", "", "x", "０")


def source_of(data: bytes, name: str, limits: Limits | None = None) -> Source:
    return read(data, Options(filename=name, limits=limits or Limits()))


def page(style: str, body: str) -> bytes:
    return f"<html><style>{style}</style><body>{body}</body></html>".encode()


@pytest.mark.parametrize(
    "selector",
    [
        "b " * 300 + "p",
        "b" + ":not(b" * 300 + ")" * 300,
        "b:is(" * 2000 + "b" + ")" * 2000,
        ":has(" * 40 + "p" + ")" * 40,
        "p:has(~ p)",
    ],
    ids=["long", "not", "is", "has", "behind"],
)
def test_a_selector_that_cannot_be_read_is_left_aside(selector: str) -> None:
    deep = f"p {{font-family: {'a(' * 3000}{')' * 3000}}}"
    rules = f"{selector} {{font-weight: bold}} {deep} p {{font-style: italic}}"
    data = page(rules, "<p>chữ</p>")
    source = source_of(data, "a.html")
    assert (source.text, source.blocks[0].style.bold) == ("chữ", False)
    assert source.blocks[0].style.italic


@pytest.mark.parametrize(
    ("style", "body"),
    [
        ("i div div div div p", "<div>" * 40 + "<p>chữ"),  # every choice of four from forty
        ("p ~ p", "<p>chữ</p>" * 300),  # each keeps a list of those before it
    ],
    ids=["ancestors", "siblings"],
)
def test_selectors_that_look_at_too_much_leave_the_sheet_aside(
    style: str, body: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = page(f"{style} {{font-weight: bold}} p {{font-style: italic}}", body)
    monkeypatch.setattr(stylesheet, "_MOST_STEPS", 10_000)
    source = source_of(data, "a.html")
    assert source.text.startswith("chữ")
    assert not any(block.style.italic for block in source.blocks)


def test_multiparts_within_each_other_are_bounded() -> None:
    head = "MIME-Version: 1.0\n"
    parts = (f'Content-Type: multipart/related; boundary="b{n}"\n\n--b{n}\n' for n in range(30))
    data = (head + "".join(parts) + "Content-Type: text/html\n\n<p>x</p>\n").encode()
    with pytest.raises(LimitExceeded, match="nhóm phần lồng nhau"):
        source_of(data, "a.mht")


@pytest.mark.parametrize(
    "charset", ["punycode", "idna", "undefined", "unicode-escape", "zlib", "rot13"]
)
def test_character_sets_that_no_page_is_written_in_are_not_used(charset: str) -> None:
    data = mhtml().replace(b'charset="utf-8"', f'charset="{charset}"'.encode())
    assert source_of(data, "a.mht").text == source_of(PAGE.encode(), "a.html").text


def two_sheets(book: openpyxl.Workbook) -> None:
    for sheet in (book.active, book.create_sheet("b")):
        for n in range(4):
            sheet.append([n, "x"])


def merged(book: openpyxl.Workbook) -> None:
    book.active["A1"] = "x"
    for n in range(1, 12):
        book.active.merge_cells(start_row=n, end_row=n, start_column=2, end_column=3)


@pytest.mark.parametrize("book", [two_sheets, merged])
def test_cells_and_merged_areas_of_all_sheets_count_together(book: object) -> None:
    data = saved(book)  # type: ignore[arg-type]
    assert source_of(data, "a.xlsx", Limits(table_cells=16)).text
    with pytest.raises(LimitExceeded):
        source_of(data, "a.xlsx", Limits(table_cells=10))


def test_many_header_rows_are_not_each_compared_with_all_rows() -> None:
    def tables(rows: int) -> bytes:
        return saved(lambda book: [book.active.append(["STT", "Việc", "Hạn"]) for _ in range(rows)])

    once, twice = (calls(partial(source_of, tables(rows), "a.xlsx")) for rows in (150, 300))
    assert twice <= 2.3 * once


@pytest.mark.parametrize("raw", NOT_WHOLE)
def test_what_is_no_whole_number_is_the_default(raw: str) -> None:
    assert whole(raw, 7) == 7


@pytest.mark.parametrize("raw", NOT_WHOLE)
def test_numbers_of_markup_that_are_none(raw: str) -> None:
    cell = (
        f"<table:table-cell "
        f'table:number-columns-repeated="{raw}"><text:p>a</text:p></table:table-cell>'
    )
    assert source_of(ods(row(cell)), "a.ods").text == "a"
    assert source_of(page("", f"<p style='font-weight:{raw}'>chữ"), "a.html").text == "chữ"
    book = saved(lambda book: book.active.append(["x"]))
    assert source_of(_changed(book, 's="0"', f's="{raw}"', "numFmtId=", raw), "a.xlsx").text == "x"


def _changed(book: bytes, cell: str, other: str, attribute: str, raw: str) -> bytes:
    """A workbook whose cell has another style, and whose styles have other formats."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode().replace(cell, other)
            if name == "xl/styles.xml":
                text = text.replace(f'{attribute}"0"', f'{attribute}"{raw}"')
            new.writestr(name, text)
    return out.getvalue()


def test_a_sheet_within_a_document_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[object] = []
    load = embedded.read_workbook
    monkeypatch.setattr(embedded, "read_workbook", lambda p: opened.append(p) or load(p))
    sheet = saved(lambda book: book.active.append(["Chỉ tiêu"]))
    data = _repeated(with_parts(sheet), 30)
    assert source_of(data, "a.docx").text.count("Chỉ tiêu") == 30
    assert len(opened) == 1


def _repeated(document: bytes, count: int) -> bytes:
    """The document with its object ``count`` times."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                start = data.index(b"<w:p><w:r><w:object>")
                end = data.index(b"</w:body>")
                data = data[:start] + data[start:end] * count + data[end:]
            new.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize("ending", ["html", "docx"])
def test_line_breaks_without_end_meet_the_limit_of_paragraphs(ending: str) -> None:
    body = {
        "html": b"<p>" + b"x;<br>" * 60,
        "docx": docx("<w:p><w:r>" + "<w:t>x;</w:t><w:br/>" * 60 + "</w:r></w:p>"),
    }
    with pytest.raises(LimitExceeded, match="40"):
        source_of(body[ending], f"a.{ending}", Limits(paragraphs=40))


@pytest.mark.parametrize("plan", ['{"%s": 1}', '{"tasks": [{"%s": 1}]}', '{"source": "%s"}'])
def test_a_message_does_not_repeat_a_megabyte(plan: str) -> None:
    with pytest.raises(DamagedFile) as raised:
        parse_plan((plan % ("k" * 1_000_000)).encode())
    assert len(str(raised.value)) < 500


def test_an_output_that_is_a_link_is_replaced_not_followed(tmp_path: Path) -> None:
    kept, folder = tmp_path / "kept", tmp_path / "out"
    kept.write_text("của người khác")
    folder.mkdir()
    (folder / "a.docx.json").symlink_to(kept)
    FolderStore(str(folder)).write("a.docx.json", b"{}")
    assert kept.read_text() == "của người khác"
    assert (folder / "a.docx.json").read_bytes() == b"{}"
