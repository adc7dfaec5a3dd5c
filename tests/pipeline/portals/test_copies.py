"""Text copied from a portal into a file, with what the copy does to it; and portals' words within
the document's own part of a page.
"""

from __future__ import annotations

import textwrap

import pytest

from tests.pipeline.portals import pages as p
from vanban.pipeline.conversion import convert
from vanban.pipeline.options import Options
from vanban.pipeline.reading import read
from vanban.schemas import BlockRole, Source

COPY = "\n".join(
    [
        *(
            "Từ khoá: Số Hiệu, Tiêu đề hoặc Nội dung ngắn gọn của Văn Bản...",
            "",
            "Đang tải văn bản...",
            "",
        ),
        *(
            p.PARENT,
            p.ISSUER,
            "-------",
            "",
            "|",
            "",
            *p.MOTTO,
            "---------------",
            "",
            "|",
            "",
            "Số: 56/QĐUBND",
            "",
            "|",
            "",
            p.DAY,
            "",
        ),
        *("QUYẾT\nĐỊNH", "", p.HEADING[1], "", "CHỦ TỊCH ỦY BAN NHÂN\nDÂN TỈNH LAM HẠ", ""),
        *(line for text in [*p.BASES, *p.ARTICLES] for line in [*textwrap.wrap(text, 70), ""]),
        *(
            *p.LEFT_FOOT,
            "",
            "|",
            "",
            *p.RIGHT_FOOT[:3],
            "",
            p.RIGHT_FOOT[3],
            "",
            "|",
            "",
            "Bình luận",
            "",
            *p.COMMENTS,
        ),
    ]
)
COPY = (
    COPY.replace("Căn cứ Luật Tổ chức", "Căn cứ LuậtTổ chức")
    .replace("theo Quyết định", "theo Quyếtđịnh")
    .replace("Điều 3.", "Điều\n3.")
)


def words(source: Source) -> list[str]:
    return [
        source.text[b.span.start : b.span.end]
        for b in source.blocks
        if b.role is not BlockRole.PAGE_FURNITURE
    ]


def test_a_copy_reads_like_the_document() -> None:
    source = read(COPY.encode(), Options(filename="a.txt"))
    copied = [p.PARENT, p.ISSUER, *p.MOTTO, p.NUMBER, p.DAY]
    assert words(source) == [*copied, *p.EXPECTED[len(copied) :]]
    kinds = {
        (e.kind, source.text[e.span.start : e.span.end])
        for e in source.edits
        if e.kind.startswith("missing")
    }
    assert kinds == {("missing-space", " "), ("missing-hyphen", "-")}


def test_a_copy_gives_the_same_plan() -> None:
    plan = convert(COPY.encode(), Options(filename="a.txt"))
    header = plan.document
    assert (header.number_symbol, str(header.issued_on), header.title) == (
        "56/QĐ-UBND",
        "2024-03-05",
        p.HEADING[1],
    )
    assert header.issuer is not None and header.issuer.name == "Sở Nội vụ"
    assert [a.number for a in plan.articles] == ["1", "2", "3", "4"]
    assert [s.name for s in header.signers] == ["Trần Văn Mẫu"]


TEXT = (
    p.heads()
    + p.paragraphs(p.HEADING)
    + p.paragraphs(p.BASES)
    + p.paragraphs(p.ARTICLES)
    + p.feet()
)
CELLS = [
    ("Số hiệu", "56/QĐ-UBND"),
    ("Ngày ban hành", "05/03/2024"),
    ("Trích yếu", "Kế hoạch cấp nước"),
]
ATTRIBUTES = (
    "<table>" + "".join(f"<tr><td>{k}:</td><td>{v}</td></tr>" for k, v in CELLS) + "</table>"
)
BUTTONS = "<div><a href=#>Chia sẻ</a> <a href=#>In trang</a></div>"
PAY_WALL = "<p>Vui lòng đăng nhập tài khoản để xem tiếp</p>"


def _with_before(place: str, block: str) -> str:
    return f"<div>{TEXT.replace(place, block + place)}</div>"


MIXED = {
    "all are siblings": f"<p>Trang chủ &gt; Văn bản</p>{TEXT}<h3>Bình "
    f"luận</h3>{p.paragraphs(p.COMMENTS)}{p.paragraphs(p.FOOTER)}",
    "related ones without links": f"<div>{TEXT}<div><b>Văn bản liên "
    f"quan</b>{p.paragraphs(p.RELATED)}</div></div>",
    "attributes above": f"<div>{ATTRIBUTES}{TEXT}</div>",
    "buttons within": _with_before("<p>QUYẾT ĐỊNH</p>", BUTTONS),
    "pay wall within": _with_before("<p>Điều 3", PAY_WALL),
}


@pytest.mark.parametrize("name", MIXED)
def test_portal_words_in_the_same_box(name: str) -> None:
    page = p.page(f"<div>{p.links(p.MENU[0])}{MIXED[name]}</div>")
    assert words(read(page.encode(), Options(filename="a.html"))) == p.EXPECTED


def test_a_page_with_nothing_but_attributes_is_read() -> None:
    source = read(p.page(f"<div>{ATTRIBUTES}</div>").encode(), Options(filename="a.html"))
    assert "56/QĐ-UBND" in words(source)


def test_tables_after_such_a_heading_stay() -> None:
    table = (
        "<table border=1><tr><td>STT</td><td>Nội dung</td><td>Đơn "
        "vị</td></tr><tr><td>1</td><td>Làm</td><td>Sở A</td></tr></table>"
    )
    source = read(
        p.page(f"<div>{TEXT}<p>Góp ý</p>{table}</div>").encode(), Options(filename="a.html")
    )
    assert words(source)[len(p.EXPECTED) :] == [
        "Góp ý",
        "STT",
        "Nội dung",
        "Đơn vị",
        "1",
        "Làm",
        "Sở A",
    ]
