"""Whole pages as law portals build them, around one made decision. Names, numbers and places are
invented; only the layouts are typical.
"""

# ruff: noqa: E501 (markup stays on one line)

from __future__ import annotations

from collections.abc import Callable

ISSUER, PARENT = "SỞ NỘI VỤ", "UBND TỈNH LAM HẠ"
MOTTO = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
NUMBER, DAY = "Số: 56/QĐ-UBND", "Lam Hạ, ngày 05 tháng 3 năm 2024"
HEADING = [
    "QUYẾT ĐỊNH",
    "Ban hành Kế hoạch cấp nước sạch nông thôn năm 2024",
    "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH LAM HẠ",
]
BASES = [
    "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;",
    "Căn cứ Nghị định số 11/2020/NĐ-CP ngày 02 tháng 01 năm 2020 của Chính phủ về cấp nước;",
    "Theo đề nghị của Giám đốc Sở Xây dựng tại Tờ trình số 7/TTr-SXD.",
]
ARTICLES = [
    "QUYẾT ĐỊNH:",
    "Điều 1. Ban hành kèm theo Quyết định này Kế hoạch cấp nước sạch nông thôn năm 2024.",
    "Điều 2. Tổ chức thực hiện",
    "1. Sở Xây dựng chủ trì, phối hợp với Sở Tài chính hướng dẫn các huyện trước ngày 30/6/2024.",
    "2. Sở Tài chính bố trí kinh phí:",
    "a) Từ ngân sách tỉnh;",
    "b) Từ nguồn vốn hợp pháp khác.",
    "Điều 3. Quyết định này có hiệu lực kể từ ngày ký.",
    "Điều 4. Chánh Văn phòng Ủy ban nhân dân tỉnh, Giám đốc các sở và Chủ tịch Ủy ban nhân dân các huyện chịu trách nhiệm thi hành Quyết định này./.",
]
LEFT_FOOT = ["Nơi nhận:", "- Như Điều 4;", "- Lưu: VT."]
RIGHT_FOOT = ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "(Đã ký)", "Trần Văn Mẫu"]
EXPECTED = [
    PARENT,
    ISSUER,
    NUMBER,
    *MOTTO,
    DAY,
    *HEADING,
    *BASES,
    *ARTICLES,
    *LEFT_FOOT,
    *RIGHT_FOOT,
]

MENU = (
    [
        "Trang chủ",
        "Giới thiệu",
        "Văn bản pháp luật",
        "Tra cứu",
        "Hỏi đáp",
        "Biểu mẫu",
        "Dịch vụ",
        "Liên hệ",
        "English",
    ],
    [
        "Lĩnh vực khác",
        "Đất đai",
        "Đầu tư",
        "Xây dựng - Đô thị",
        "Thuế - Phí - Lệ phí",
        "Lao động - Tiền lương",
        "Bộ máy hành chính",
    ],
)
RELATED = [
    f"Nghị định số {n}/2020/NĐ-CP ngày {n}/01/2020 của Chính phủ quy định chi tiết một số điều của Luật Mẫu {n}"
    for n in range(11, 19)
]
COMMENTS = [
    "Bạn đọc hỏi: Điều 2 của Quyết định này áp dụng cho huyện nào, xin cho biết?",
    "Trả lời: Theo Điều 2 thì tất cả các huyện đều phải thực hiện, anh có thể liên hệ sở để được hướng dẫn thêm.",
    "Văn bản hay quá, cảm ơn trang đã đăng tải để người dân theo dõi.",
]
FOOTER = [
    "Cơ quan chủ quản: Cổng thông tin mẫu. Giấy phép số 15/GP-TTĐT ngày 01/01/2020.",
    "Địa chỉ: 1 phố Mẫu, Lam Hạ. Điện thoại: 0123 456 789. Thư điện tử: mau@example.vn",
    "© Bản quyền thuộc Cổng thông tin mẫu. Ghi rõ nguồn khi phát hành lại thông tin.",
]


def links(texts: list[str], tag: str = "li", wrap: str = "ul") -> str:
    inner = "".join(f"<{tag}><a href='/x{i}'>{t}</a></{tag}>" for i, t in enumerate(texts))
    return f"<{wrap}>{inner}</{wrap}>"


def paragraphs(texts: list[str], tag: str = "p") -> str:
    return "".join(f"<{tag}>{t}</{tag}>" for t in texts)


def heads(rule: str = "") -> str:
    left, right = f"{PARENT}<br/><b>{ISSUER}</b>{rule}", f"<b>{MOTTO[0]}<br/>{MOTTO[1]}</b>{rule}"
    return f"<table border='0'><tbody><tr><td>{left}</td><td>{right}</td></tr><tr><td>{NUMBER}</td><td><i>{DAY}</i></td></tr></tbody></table>"


def feet() -> str:
    return f"<table><tr><td>{'<br>'.join(LEFT_FOOT)}</td><td>{'<br>'.join(RIGHT_FOOT)}</td></tr></table>"


def vbpl() -> str:
    """Tabs over the text, attributes beside it, a tree of related documents, all within one big
    form.
    """
    tabs = links(
        ["Toàn văn", "Thuộc tính", "Lịch sử", "VB liên quan", "Lược đồ", "Bản PDF", "Tải về"]
    )
    info = "<ul><li>Hiệu lực: Còn hiệu lực</li><li>Ngày có hiệu lực: 05/03/2024</li></ul>"
    text = heads() + paragraphs(HEADING) + paragraphs(BASES) + paragraphs(ARTICLES) + feet()
    return (
        f"<form action='x' id='aspnetForm'><input type='hidden' value='1'><div id='header'>{links(MENU[0])}</div>"
        f"<div class='box-map'><a href='/'>Trang chủ</a> &gt; <a href='/'>Văn bản</a> &gt; <span>Quyết định 56/QĐ-UBND</span></div>"
        f"<div class='box-tab-vb'>{tabs}</div><div class='vbInfo'>{info}</div>"
        f"<div class='content'><div id='toanvancontent' class='fulltext'><div>{text}</div></div></div>"
        f"<div class='sidebar'><h3>CÁC VĂN BẢN LIÊN QUAN</h3>{links(RELATED)}</div>"
        f"<div id='footer'>{paragraphs(FOOTER)}{links(MENU[0])}</div></form>"
    )


def thuvienphapluat() -> str:
    """Rules under the head, bars between its cells, anchors before each unit, pop-ups, a list of
    contents, comments by readers.
    """
    articles = "".join(
        f"<p><a name='dieu_{i}'></a><span>{t}</span></p>" for i, t in enumerate(ARTICLES)
    )
    text = (
        heads("<br/>-------")
        + paragraphs(HEADING)
        + paragraphs(BASES, "p")
        + articles
        + "<p>|</p>"
        + feet()
    )
    contents = links([t[:40] for t in ARTICLES if t.startswith("Điều")], "div", "div")
    comments = "".join(
        f"<div class='c'><b>Thành viên {i}</b><div>{t}</div><a href='#'>Trả lời</a></div>"
        for i, t in enumerate(COMMENTS)
    )
    return (
        f"<div id='topmenu'>{links(MENU[0])}</div><div><input value='Từ khoá'><span>Từ khoá: Số Hiệu, Tiêu đề hoặc Nội dung ngắn gọn của Văn Bản...</span></div>"
        f"<div id='left'>{links(MENU[1])}</div>"
        f"<div id='tabs'>{links(['Tóm tắt', 'Nội dung', 'Tiếng Anh', 'Lược đồ', 'Liên quan hiệu lực', 'Tải về'])}</div>"
        f"<div id='tab1'><div id='divThuocTinh'><table><tr><td>Số hiệu:</td><td>56/QĐ-UBND</td><td>Loại văn bản:</td><td>Quyết định</td></tr>"
        f"<tr><td>Nơi ban hành:</td><td>Tỉnh Lam Hạ</td><td>Người ký:</td><td>Trần Văn Mẫu</td></tr></table></div>"
        f"<div class='mucluc'><h4>MỤC LỤC VĂN BẢN</h4>{contents}</div><div id='divContentDoc'><div class='content1'>{text}</div></div></div>"
        f"<div class='hint' style='display:none'>Đang tải văn bản...</div><div id='comments'><h3>Bình luận</h3>{comments}</div>"
        f"<div id='right'><h3>Văn bản cùng nội dung</h3>{links(RELATED)}</div><div id='foot'>{paragraphs(FOOTER, 'div')}{links(MENU[1])}</div>"
    )


def luatvietnam() -> str:
    """Each unit in its own div, notes of a pay wall, a summary before the text, news beside it."""
    units = "".join(
        f"<div class='docitem-{2 + t.startswith('Điều')}'>{t}</div>"
        for t in [*HEADING, *BASES, *ARTICLES]
    )
    summary = "<div class='tomtat'><h2>Tóm tắt Quyết định 56/QĐ-UBND</h2><p>Kế hoạch cấp nước sạch cho nông thôn được ban hành, theo đó các sở sẽ hướng dẫn các huyện trong năm.</p></div>"
    news = "".join(
        f"<div><h4><a href='/t{i}'>Tin pháp luật số {i}</a></h4><p>Bài viết dưới đây giới thiệu những điểm đáng chú ý trong tháng.</p></div>"
        for i in range(4)
    )
    return (
        f"<header><nav>{links(MENU[0])}</nav></header><main><div class='doc-tabs'>{links(['Tóm tắt', 'Nội dung', 'VB gốc', 'Tiếng Anh', 'Hiệu lực', 'Lược đồ', 'Nội dung MIX'])}</div>"
        f"{summary}<div class='alert'>Đã biết Vui lòng đăng nhập tài khoản gói Tiêu chuẩn để xem hiệu lực</div>"
        f"<div class='the-document-body noidung'>{heads()}{units}{feet()}</div>"
        f"<section class='related'><h3>Văn bản liên quan</h3>{links(RELATED, 'article', 'div')}</section>"
        f"<aside>{news}</aside></main><footer>{links(MENU[1])}{paragraphs(FOOTER)}</footer>"
    )


def chinhphu() -> str:
    """A government portal: a table of attributes over the text, everything laid out by tables."""
    rows = [
        ("Số ký hiệu", "56/QĐ-UBND"),
        ("Ngày ban hành", "05-03-2024"),
        ("Loại văn bản", "Quyết định"),
        ("Người ký", "Trần Văn Mẫu"),
    ]
    info = "".join(f"<tr><td><b>{k}</b></td><td>{v}</td></tr>" for k, v in rows)
    text = (
        heads()
        + "".join(f"<p align='center'><b>{t}</b></p>" for t in HEADING)
        + paragraphs(BASES)
        + paragraphs(ARTICLES)
        + feet()
    )
    return (
        f"<table width='100%'><tr><td colspan='3'>{links(MENU[0], 'span', 'div')}</td></tr>"
        f"<tr><td width='20%'>{links(MENU[1])}</td><td><table class='info'>{info}</table><div class='toanvan'>{text}</div></td>"
        f"<td width='20%'><b>Văn bản mới</b>{links(RELATED, 'p', 'div')}</td></tr><tr><td colspan='3'>{paragraphs(FOOTER)}</td></tr></table>"
    )


def congbao() -> str:
    """An official gazette: breadcrumbs, buttons, old markup with unclosed tags, line breaks for
    paragraphs.
    """
    body = "<br><br>".join([*HEADING, *BASES, *ARTICLES])
    return (
        f"<div id=wrap><div id=banner><img src=a.png></div>{links(MENU[0])}<div><a href=/>Trang chủ</a> » <a href=/>Công báo số 9 + 10</a></div>"
        f"<div><button>In trang</button> <a href=#>Tải về</a> <a href=#>Chia sẻ</a></div><div id=noidung><font face=Arial size=2>{heads()}<div>{body}</div>{feet()}</font></div>"
        f"<div>Các văn bản khác trong số này</div>{links(RELATED)}<div id=foot>{paragraphs(FOOTER)}</div></div>"
    )


def printed() -> str:
    """A print view: the text and a few words around it."""
    text = heads() + paragraphs(HEADING) + paragraphs(BASES) + paragraphs(ARTICLES) + feet()
    return f"<div class='print'><a href='javascript:window.print()'>In trang</a> <a href='javascript:window.close()'>Quay lại</a></div><div>{text}</div>"


PORTALS: dict[str, Callable[[], str]] = {
    f.__name__: f for f in (vbpl, thuvienphapluat, luatvietnam, chinhphu, congbao, printed)
}


def page(body: str) -> str:
    script = "<script>var dieu = 'Điều 9. Không phải chữ của văn bản';</script><style>.x{color:red}</style>"
    return f"<!DOCTYPE html><html lang='vi'><head><meta charset='utf-8'><title>Quyết định 56/QĐ-UBND</title>{script}</head><body>{body}{script}</body></html>"
