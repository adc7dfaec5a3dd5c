"""Words with a line through them are taken back: out of the text of every format, and said."""

from __future__ import annotations

import io

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

STYLES = """
<w:style w:type="character" w:styleId="S"><w:rPr><w:strike/></w:rPr></w:style>
<w:style w:type="character" w:styleId="D"><w:rPr><w:dstrike/></w:rPr></w:style>
"""


def run(words: str, look: str) -> str:
    return f"<w:r><w:rPr>{look}</w:rPr><w:t xml:space='preserve'>{words}</w:t></w:r>"


@pytest.mark.parametrize(
    ("look", "struck"),
    [
        ("<w:strike/>", True),
        ("<w:dstrike/>", True),
        ("<w:dstrike w:val='1'/><w:strike w:val='0'/>", True),
        ("<w:rStyle w:val='S'/>", True),
        ("<w:rStyle w:val='D'/>", True),
        ("<w:rStyle w:val='S'/><w:strike w:val='0'/>", False),
        ("<w:strike w:val='false'/>", False),
        ("<w:u w:val='single'/>", False),
    ],
)
def test_in_word_files(docx, source_of, look, struck):
    body = f"<w:p>{run('trước ngày ', '')}{run('30/8/2026 ', look)}{run('30/9/2026', '')}</w:p>"
    source = source_of(docx(body, styles=STYLES))
    told(source, struck)


def told(source, struck: bool) -> None:
    day = "" if struck else "30/8/2026 "
    assert source.text == f"trước ngày {day}30/9/2026"
    assert [n.code for n in source.notes] == ["struck-words"] * struck


@pytest.mark.parametrize(
    ("sheet", "opening", "struck"),
    [
        ("", "<s>", True),
        ("", "<strike>", True),
        ("", "<del>", True),
        ("", "<span style='text-decoration: line-through'>", True),
        ("", "<span style='TEXT-DECORATION: underline LINE-THROUGH red'>", True),
        ("", "<span style='text-decoration-line: line-through'>", True),
        (".bo { text-decoration: line-through }", "<span class='bo'>", True),
        ("p span { text-decoration-line: line-through }", "<span>", True),
        (".bo { text-decoration: line-through }", "<i class='bo' style='text-decoration:none'>", 0),
        ("", "<span style='text-decoration: underline'>", False),
        ("", "<u>", False),
    ],
)
def test_in_web_pages(source_of, sheet, opening, struck):
    tag = opening.strip("<>").split()[0]
    page = (
        f"<html><head><style>{sheet}</style></head><body>"
        f"<p>trước ngày {opening}30/8/2026</{tag}> 30/9/2026</p></body></html>"
    )
    told(source_of(page, "a.html"), bool(struck))


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("trước ngày ~~30/8/2026~~ 30/9/2026", "trước ngày 30/9/2026"),
        ("~~1. Việc đã bỏ~~ 1. Việc còn lại", "1. Việc còn lại"),
        ("từ ~~a~~ đến ~~b~~ c", "từ đến c"),
    ],
)
def test_in_markdown(source_of, line, words):
    source = source_of(f"**QUYẾT ĐỊNH**\n\n{line}\n", "a.md")
    assert source.text.splitlines()[-1] == words
    assert [n.code for n in source.notes] == ["struck-words"]


@pytest.mark.parametrize(
    "text",
    ["**A**\n\n~~ hai ~~ ba", "**A**\n\nsố 5 ~ 6, ~~~ và ~~~", "không phải ~~Markdown~~ đâu"],
)
def test_tildes_that_strike_nothing_stay(source_of, text):
    source = source_of(text, "a.md")
    assert source.text.splitlines()[-1] == text.splitlines()[-1]
    assert not source.notes


def test_in_workbooks(source_of, words):
    book = openpyxl.Workbook()
    rows = (["TT", "Nhiệm vụ", "Thời hạn"], ["1", "Việc một", ""], ["2", "Việc hai", "1/1/2026"])
    for row in rows:
        book.active.append(row)
    book.active["C2"] = CellRichText(
        TextBlock(InlineFont(strike=True), "30/8/2026 "), TextBlock(InlineFont(b=True), "30/9/2026")
    )
    for cell in book.active[3]:
        cell.font = Font(strike=True)
    out = io.BytesIO()
    book.save(out)
    source = source_of(out.getvalue(), "a.xlsx")
    assert words(source) == [*rows[0], "1", "Việc một", "30/9/2026"]
    assert [n.code for n in source.notes] == ["struck-words"]
