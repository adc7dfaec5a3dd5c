"""Whole pages of law portals: the document is found, the menus are not read. Pages are made in the
layouts that such portals use.
"""

# ruff: noqa: E501 (markup stays on one line)

from __future__ import annotations

import pytest

from tests.processor import processor_limit
from vanban.pipeline.options import Limits
from vanban.pipeline.readers.html.reader import read_html

HEAD = (
    "<table><tr><td><b>BỘ THỬ NGHIỆM</b><br>-------</td><td><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>Độc lập - Tự do - Hạnh phúc</b></td></tr>"
    "<tr><td>Số: 12/QĐ-BTN</td><td><i>Hà Nội, ngày 05 tháng 3 năm 2024</i></td></tr></table>"
)
BODY = (
    "<p>QUYẾT ĐỊNH</p><p>Ban hành Kế hoạch thử nghiệm</p><p>BỘ TRƯỞNG BỘ THỬ NGHIỆM</p>"
    "<p>Căn cứ <a href='/nd'>Nghị định số 1/2020/NĐ-CP</a>;</p><p>Theo đề nghị của Vụ trưởng Vụ A.</p><p>QUYẾT ĐỊNH:</p>"
    "<p>Điều 1. Ban hành kèm theo Quyết định này Kế hoạch thử nghiệm của Bộ.</p><p>Điều 2. Quyết định này có hiệu lực kể từ ngày ký.</p>"
)
FOOT = "<table><tr><td>Nơi nhận:<br>- Như Điều 2;<br>- Lưu: VT.</td><td>BỘ TRƯỞNG<br>Nguyễn Văn A</td></tr></table>"
EXPECTED = [
    "BỘ THỬ NGHIỆM",
    "Số: 12/QĐ-BTN",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "Hà Nội, ngày 05 tháng 3 năm 2024",
    "QUYẾT ĐỊNH",
    "Ban hành Kế hoạch thử nghiệm",
    "BỘ TRƯỞNG BỘ THỬ NGHIỆM",
    "Căn cứ Nghị định số 1/2020/NĐ-CP;",
    "Theo đề nghị của Vụ trưởng Vụ A.",
    "QUYẾT ĐỊNH:",
    "Điều 1. Ban hành kèm theo Quyết định này Kế hoạch thử nghiệm của Bộ.",
    "Điều 2. Quyết định này có hiệu lực kể từ ngày ký.",
    "Nơi nhận:",
    "- Như Điều 2;",
    "- Lưu: VT.",
    "BỘ TRƯỞNG",
    "Nguyễn Văn A",
]
MENU = (
    "<ul class='x'>"
    + "".join(f"<li><a href='/{i}'>Mục trình đơn {i}</a></li>" for i in range(12))
    + "</ul>"
)
RELATED = (
    "<div><h4>Văn bản liên quan</h4>"
    + "".join(
        f"<p><a href='/{i}'>Nghị định số {i}/2020/NĐ-CP về việc {i}</a></p>" for i in range(8)
    )
    + "</div>"
)
SCRIPT = "<script>var x = 'Điều 9. Không phải chữ';</script><style>p{color:red}</style>"
SEARCH = "<form action='/tim'><input type='text' value='Căn cứ'><select><option>Điều 1. Chọn</option></select><button>Tìm</button></form>"
NEWS = "<div><h3>Tin mới</h3><p>Hôm nay cơ quan chức năng cho biết công việc đang được triển khai theo đúng tiến độ đã đề ra.</p></div>"
DOCUMENT = HEAD + BODY + FOOT

PAGES = {
    "div tabs with hidden panes": f"<div id=top>{MENU}{SEARCH}</div><div><ul><li><a href=#1>Toàn văn</a></li></ul><div><div>{DOCUMENT}</div></div>"
    f"<div style='display:none'><p>Thuộc tính</p><p>Số ký hiệu: 12/QĐ-BTN</p></div></div>{RELATED}<div id=bottom>{NEWS}{MENU}</div>",
    "layout by tables": f"<table><tr><td colspan=2>{MENU}</td></tr><tr><td>{MENU}{NEWS}</td><td><div>{DOCUMENT}</div>{RELATED}</td></tr>"
    f"<tr><td colspan=2>Bản quyền thuộc về cổng thông tin</td></tr></table>",
    "one form around all": f"<form id=aspnetForm><input type=hidden value=x>{MENU}<div><div><div>{DOCUMENT}</div></div></div>{RELATED}</form>",
    "head, body and foot apart": f"<nav>{MENU}</nav><main><div><div>{HEAD}</div><div>{BODY}</div><div>{FOOT}</div></div><aside>{NEWS}</aside></main><footer>{MENU}</footer>",
    "few links at the edges": "<ul><li><a href='#'>Trang chủ</a></li><li><a href='#'>Văn bản</a></li></ul>"
    f"<div>{DOCUMENT}</div><div><a href='#'>Giới thiệu</a> <a href='#'>Sơ đồ</a></div>",
    "clean fragment": DOCUMENT,
    "open tab is another one": f"{MENU}<div style='display: none'>{DOCUMENT}</div><div><p>Lược đồ</p></div>{RELATED}",
    "menus inside the pane": f"<header>{MENU}</header><article>{MENU}{DOCUMENT}{RELATED}</article>",
}


@pytest.mark.parametrize("name", PAGES)
def test_the_document_is_found(source_of, words, name):
    page = f"<!DOCTYPE html><html><head><title>Trang</title>{SCRIPT}</head><body>{PAGES[name]}{SCRIPT}</body></html>"
    assert words(source_of(page, "trang.html")) == EXPECTED


def test_what_was_left_out_is_said(source_of):
    source = source_of(f"<html><body>{PAGES['div tabs with hidden panes']}{SCRIPT}</body></html>")
    assert [n.code for n in source.notes] == ["page-clutter"]
    assert not source_of(f"<html><body>{DOCUMENT}</body></html>").notes


@pytest.mark.parametrize(
    "line",
    [
        "Đang tải văn bản...",
        "Từ khoá: Số Hiệu, Tiêu đề hoặc Nội dung ngắn gọn của Văn Bản...",
        "Đã biết Vui lòng đăng nhập tài khoản để xem",
        "Đang tải nội dung, vui lòng chờ giây lát...",
        "-------",
        "|",
        "Trang 3/12",
    ],
)
def test_portal_words_are_furniture(source_of, words, line):
    source = source_of(f"<p>{line}</p>{BODY}")
    assert words(source, "page_furniture") == [line]


@pytest.mark.parametrize(
    "line", ["Nội dung", "QUYẾT ĐỊNH:", "- Lưu: VT.", "1.", "Phụ lục", "(Đã ký)", "Mục lục"]
)
def test_document_words_are_not_furniture(source_of, words, line):
    assert words(source_of(f"<p>{line}</p>{BODY}"))[0] == line


def test_few_links_in_a_document_are_words_of_it(source_of, words):
    page = f"<div>{HEAD}<div><a href='/1'>Luật Một</a>; <a href='/2'>Luật Hai</a></div>{BODY}{FOOT}</div>"
    assert "Luật Một; Luật Hai" in words(source_of(page))


def test_a_law_full_of_links_keeps_its_words(source_of, words):
    bases = "".join(f"<p><a href='/{i}'>Căn cứ Luật số {i}/2020/QH14;</a></p>" for i in range(10))
    assert (
        len(
            words(
                source_of(
                    f"<html><body>{MENU}<div>{HEAD}<div>{bases}</div>{BODY}{FOOT}</div>{SCRIPT}</body></html>"
                )
            )
        )
        == len(EXPECTED) + 10
    )


def test_a_menu_of_many_links_goes_in_time_that_grows_with_them() -> None:
    """Elements of a removed part that were let go in reading order took the square: 45 s here."""
    menu = "<a href='x'>trang</a> " * 60_000
    page = f"<html><body><p>Điều 1. Ban hành.</p><div>{menu}</div></body></html>"
    with processor_limit(15):
        assert read_html(page.encode(), filename="a.html", limits=Limits()).text
