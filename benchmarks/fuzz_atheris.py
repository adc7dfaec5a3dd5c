"""Coverage-guided fuzzing of each reader, the outline and the deadline grammar: ``python -m
benchmarks.fuzz_atheris TARGET [-runs=N]``. TARGET: text, html, docx, sheet, pdf, mail, plan,
outline or deadlines.

Needs atheris (extra ``fuzz``); further arguments go to libFuzzer. Stops at the first exception that
is not ours, or at a promise broken.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import cache, partial

import atheris  # type: ignore[import-not-found, import-untyped, unused-ignore]

with atheris.instrument_imports(include=["vanban"]):
    from tests.hostile.packing import RELS, TYPES, W, one_page, pack, stream
    from vanban.extractors.context import Context
    from vanban.extractors.deadlines import find_deadlines, parse_deadline
    from vanban.extractors.outline.build import build_outline
    from vanban.pipeline.conversion import convert
    from vanban.pipeline.errors import PlanError
    from vanban.pipeline.options import Limits, Options
    from vanban.pipeline.readers.text.reader import read_text
    from vanban.pipeline.reading import read
    from vanban.tracking.foreign import parse_plan

_HEAD = "QUYẾT ĐỊNH\nĐiều 1. Giao Sở Y tế báo cáo trước ngày 30/11/2026.\nĐiều 2. Xây dựng đề án.\n"
_STRETCH = 32
"""Characters of a plan that are written anew at most."""
Target = Callable[[bytes], None]
_PIECES = (
    "Điều ",
    "1",
    "2",
    ". ",
    "\n",
    "Khoản ",
    "a) ",
    "PHỤ LỤC ",
    "I",
    "“",
    "”",
    "Căn cứ ",
    "Chương ",
    "QUYẾT ĐỊNH\n",
    "Nơi nhận:\n",
    "- ",
    "\t",
    "ngày ",
    "tháng ",
    "năm 2024",
    "quý ",
    "trước ",
    "sau ",
    "30/11",
    "/2025",
    "hằng ",
    "tuần ",
    "thứ ",
    "đến ",
    "trong ",
    "kể từ ",
    "làm việc",
    ", ",
    " ",
)


_HTML = (
    "<p>",
    "</p>",
    "<table>",
    "<tr>",
    "<td colspan=2>",
    "</table>",
    "<br>",
    "<li>",
    "<!--",
    "&#",
)
_WORD = (
    "<w:p>",
    "</w:p>",
    "<w:r>",
    "</w:r>",
    "<w:t>",
    "</w:t>",
    "<w:tbl>",
    "</w:tbl>",
    "<w:tr>",
    "</w:tr>",
    "<w:tc>",
    "</w:tc>",
    '<w:fldChar w:fldCharType="begin"/>',
    "<w:br/>",
    "<w:tab/>",
    "<w:vMerge/>",
)
_ROWS = (
    "<row>",
    "</row>",
    '<c r="A1">',
    '<c r="B2" t="s">',
    "</c>",
    "<v>",
    "</v>",
    "<is><t>",
    "</t></is>",
)
_MARKS = (
    "BT ",
    "ET ",
    "/F 9 Tf ",
    "9 9 Td ",
    "(",
    ")",
    " Tj ",
    "[",
    "] TJ ",
    "q ",
    "Q ",
    " 0 0 9 re ",
    "S ",
    " cm ",
)
_MAIL = (
    "Content-Type: ",
    "text/html\n\n",
    "multipart/related; boundary=a\n\n",
    "--a\n",
    "<p>",
    "=20",
    "charset=",
)
_JSON = (
    '{"',
    '": ',
    "[",
    "]",
    "}",
    ", ",
    "null",
    '"tasks"',
    '"text"',
    '"due"',
    "1",
    '"2024-01-01"',
)


def _text(data: bytes, pieces: tuple[str, ...] = _PIECES) -> str:
    """Bytes as words of the field (even) and letters (odd), so that the fuzzer soon finds its way
    in.
    """
    return "".join(pieces[b // 2 % len(pieces)] if b % 2 == 0 else chr(32 + b // 2) for b in data)


def _docx(body: str) -> bytes:
    document = f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    return pack({"[Content_Types].xml": TYPES, "_rels/.rels": RELS, "word/document.xml": document})


def _sheet(rows: str) -> bytes:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    names = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    sheets = f'<sheets><sheet name="a" sheetId="1" r:id="r" {names}/></sheets>'
    return pack(
        {
            "[Content_Types].xml": TYPES.replace("word/document", "xl/workbook").replace(
                "wordprocessingml.document", "spreadsheetml.sheet"
            ),
            "_rels/.rels": RELS.replace("word/document", "xl/workbook"),
            "xl/workbook.xml": f'<workbook xmlns="{space}">{sheets}</workbook>',
            "xl/_rels/workbook.xml.rels": RELS.replace("word/document", "worksheets/a")
            .replace("/officeDocument", "/worksheet")
            .replace("xl/", ""),
            "xl/worksheets/a.xml": f'<worksheet xmlns="{space}"><sheetData>{rows}'
            "</sheetData></worksheet>",
        }
    )


def _page(marks: str) -> bytes:
    return one_page(stream(marks.encode("latin-1", "replace")))


def reader(
    data: bytes, *, ending: str, pieces: tuple[str, ...], make: Callable[[str], bytes]
) -> None:
    """A reader gives a source or one of our errors."""
    try:
        read(make(_text(data, pieces)), Options(filename=f"x.{ending}"))
    except PlanError:
        return


def plan(data: bytes) -> None:
    """A plan in JSON of which somebody wrote one stretch anew is loaded or refused."""
    known = _known_plan()
    start = int.from_bytes(data[:3], "big") % len(known)
    end = start + sum(data[3:4]) % _STRETCH
    changed = known[:start] + _text(data[4:], _JSON) + known[end:]
    try:
        parse_plan(changed.encode())
    except PlanError:
        return


@cache
def _known_plan() -> str:
    return convert(_HEAD.encode(), Options(filename="a.txt")).model_dump_json()


def outline(data: bytes) -> None:
    """Every node lies inside its parent, and reading the same again gives the same."""
    try:
        source = read_text(_text(data).encode(), filename="a.txt", limits=Limits())
    except PlanError:
        return
    first, second = build_outline(source), build_outline(source)
    assert first.parts == second.parts


def deadlines(data: bytes) -> None:
    """Spans lie in the text and say what the deadline says."""
    text = _text(data)[:400]
    context = Context()
    parse_deadline(text, context)
    for found in find_deadlines(text, context):
        if found.span is not None:
            assert 0 <= found.span.start < found.span.end <= len(text)


def _reading(ending: str, pieces: tuple[str, ...], make: Callable[[str], bytes]) -> Target:
    return partial(reader, ending=ending, pieces=pieces, make=make)


TARGETS: dict[str, Target] = {
    "text": _reading("txt", _PIECES, str.encode),
    "html": _reading("html", (*_HTML, *_PIECES), lambda words: f"<html>{words}".encode()),
    "docx": _reading("docx", (*_WORD, *_PIECES), _docx),
    "sheet": _reading("xlsx", (*_ROWS, *_PIECES), _sheet),
    "pdf": _reading("pdf", _MARKS, _page),
    "mail": _reading("mht", _MAIL, lambda words: f"MIME-Version: 1.0\n{words}".encode()),
    "plan": plan,
    "outline": outline,
    "deadlines": deadlines,
}

if __name__ == "__main__":
    target = TARGETS[sys.argv[1]]
    atheris.Setup([sys.argv[0], *sys.argv[2:]], target)
    atheris.Fuzz()
