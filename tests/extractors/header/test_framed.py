"""Lists of attributes of portals around a text: they fill what its header lost, never more."""

from __future__ import annotations

import pytest

from vanban import Options, Plan, convert
from vanban.extractors.header.attributes import attributes_of
from vanban.schemas import BlockRole

FULL = """ỦY BAN NHÂN DÂN
TỈNH ĐÔNG HẢI
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số: 415/QĐ-UBND
Đông Hải, ngày 12 tháng 3 năm 2026
QUYẾT ĐỊNH
Về việc ban hành Kế hoạch số hóa hồ sơ đê điều
CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH
"""
BODY = """Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;
Theo đề nghị của Giám đốc Sở Nông nghiệp và Môi trường.
QUYẾT ĐỊNH:
Điều 1. Giao Sở Nội vụ hoàn thành kiểm kê hồ sơ trước ngày 30/6/2026.
Điều 2. Quyết định này có hiệu lực kể từ ngày ký.
Điều 3. Giám đốc Sở Nội vụ chịu trách nhiệm thi hành Quyết định này./.
"""
FOOT = """Nơi nhận:
- Như Điều 3;
- Lưu: VT.
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Lò Thị Mai Sương
"""
N, D, L = "415/QĐ-UBND", "12/03/2026", "Quyết định"
ISSUER, SIGNER = "Ủy ban nhân dân tỉnh Đông Hải", "Lò Thị Mai Sương"
TITLE = "Về việc ban hành Kế hoạch số hóa hồ sơ đê điều"
FRAMES = {
    "label above value": f"""Quyết định 415/QĐ-UBND năm 2026 ban hành Kế hoạch số hóa hồ sơ đê điều
Số hiệu:
{N}
Loại văn bản:
{L}
Nơi ban hành:
Tỉnh Đông Hải
Người ký:
{SIGNER}
Ngày ban hành:
{D}
Ngày hiệu lực:
{D}
Ngày công báo:
Đang cập nhật
Số công báo:
Đang cập nhật
Tình trạng:
Còn hiệu lực
Đã biết
MỤC LỤC VĂN BẢN
In mục lục

""",
    "four columns by tabs": f"""Thuộc tính\tLược đồ\tVăn bản gốc
QUYẾT ĐỊNH
{TITLE}
Số ký hiệu\t{N}\tNgày ban hành\t{D}
Loại văn bản\t{L}\tNgày có hiệu lực\t{D}
Nguồn thu thập\tBản chính\tNgày đăng công báo\t
Ngành\tNông nghiệp\tLĩnh vực\tĐê điều
Cơ quan ban hành/ Chức danh / Người ký\t{ISSUER}\tPhó Chủ tịch\t{SIGNER}
Phạm vi\tTỉnh Đông Hải
Tình trạng hiệu lực: Còn hiệu lực

""",
    "bars": f"""Hệ thống văn bản
| Số ký hiệu | {N} |
| Ngày ban hành | 12-03-2026 |
| Ngày có hiệu lực | 12-03-2026 |
| Loại văn bản | {L} |
| Cơ quan ban hành | {ISSUER} |
| Người ký | {SIGNER} |
| Trích yếu | {TITLE} |
| Tài liệu đính kèm | 415.signed.pdf |

""",
    "label: value": f"""Trang chủ > Văn bản > Văn bản chỉ đạo điều hành
Chi tiết văn bản
Số/Ký hiệu: {N}
Ngày ban hành: {D}
Ngày hiệu lực: {D}
Người ký: {SIGNER}
Trích yếu nội dung: {TITLE}
Hình thức văn bản: {L}
Lĩnh vực: Nông nghiệp
Cơ quan ban hành: {ISSUER}
File đính kèm: Tải về

""",
    "blank lines between": f"""Quyết định 415/QĐ-UBND Đông Hải 2026 Kế hoạch số hóa hồ sơ đê điều

Thuộc tính Quyết định 415/QĐ-UBND

Cơ quan ban hành:

{ISSUER}

Số công báo: Đang cập nhật

Số hiệu:

{N}

Ngày đăng công báo:

Đang cập nhật

Loại văn bản:

{L}

Người ký:

{SIGNER}

Ngày ban hành:

{D}

Ngày hết hiệu lực:

Đang cập nhật

Áp dụng:

Đã biết

Tình trạng hiệu lực:

Đã biết

Lĩnh vực:

Nông nghiệp - Lâm nghiệp

TÓM TẮT VĂN BẢN

Nội dung tóm tắt đang được cập nhật, Quý khách vui lòng quay lại sau!

""",
    "strong labels": f"""# Quyết định số {N}

**Số ký hiệu:** {N}

**Ngày ban hành:** {D}

**Cơ quan ban hành:** {ISSUER}

**Loại văn bản:** {L}

**Trích yếu:** {TITLE}

**Người ký:** {SIGNER}

---

""",
    "list": f"""## Thông tin văn bản

- Số hiệu: {N}
- Loại văn bản: {L}
- Ngày ban hành: ngày 12 tháng 3 năm 2026
- Cơ quan ban hành: UBND tỉnh Đông Hải
- Người ký: {SIGNER}
- Trích yếu: {TITLE}

## Nội dung

""",
    "spaced colons": f"""so_hieu: x
Số văn bản : {N}
Ngày ký : {D}
Đơn vị ban hành : {ISSUER}
Trích yếu : {TITLE}
Người ký : {SIGNER}
Chức vụ : Phó Chủ tịch
Loại VB : {L}
Tải về : 415.pdf

""",
    "four columns of Markdown": f"""| **Số ký hiệu** | {N} | **Ngày ban hành** | {D} |
| --- | --- | --- | --- |
| **Loại văn bản** | {L} | **Ngày có hiệu lực** | {D} |
| **Cơ quan ban hành** | {ISSUER} | **Người ký** | {SIGNER} |
| **Trích yếu** | {TITLE} | | |

""",
    "two columns by tabs": f"""THÔNG TIN VĂN BẢN
Số hiệu\t{N}
Trích yếu\t{TITLE}
Ngày ban hành\t2026-03-12
Hình thức văn bản\t{L}
Cơ quan ban hành\t{ISSUER}
Người ký duyệt\t{SIGNER}
Văn bản đính kèm\t415_QD_UBND.pdf

""",
    "no colons": f"""Số hiệu
{N}
Ngày ban hành
{D}
Loại văn bản
{L}
Cơ quan ban hành
{ISSUER}
Người ký
{SIGNER}
Trích yếu
{TITLE}
Tình trạng
Còn hiệu lực

""",
    "value on two lines": f"""Số, ký hiệu văn bản: {N}
Ngày ban hành: {D}
Trích yếu: Về việc ban hành Kế hoạch số hóa hồ sơ
đê điều
Cơ quan ban hành: {ISSUER}
Người ký: {SIGNER}

""",
}


def plan_of(text: str) -> Plan:
    return convert(text.encode(), Options(filename="a.md" if "**" in text else "a.txt"))


def told(plan: Plan) -> dict[str, object]:
    """The header without its places, and the tasks."""
    head = plan.document
    return {
        "type": head.doc_type,
        "number": head.number_symbol,
        "day": head.issued_on,
        "issuer": head.issuer and head.issuer.name,
        "title": head.title,
        "signers": [signer.name for signer in head.signers],
        "tasks": [(task.text, task.deadline.due) for task in plan.tasks],
        "articles": [article.number for article in plan.articles],
        "sections": len(plan.sections),
    }


@pytest.fixture(scope="module")
def whole() -> dict[str, object]:
    return told(plan_of(FULL + BODY + FOOT))


@pytest.mark.parametrize("frame", FRAMES.values(), ids=FRAMES)
def test_a_list_above_a_whole_text_changes_nothing(frame: str, whole: dict[str, object]) -> None:
    plan = plan_of(frame + FULL + BODY + FOOT)
    assert told(plan) == whole
    assert not plan.document.framed


@pytest.mark.parametrize("frame", FRAMES.values(), ids=FRAMES)
def test_what_the_text_lost_comes_from_the_list(frame: str, whole: dict[str, object]) -> None:
    plan = plan_of(frame + BODY)
    lost = set() if "Trích yếu" in frame else {"title"}
    lost |= set() if "UBND tỉnh" in frame or ISSUER in frame else {"issuer"}
    expected = {field: value for field, value in whole.items() if field not in lost}
    assert {field: value for field, value in told(plan).items() if field not in lost} == expected
    assert {"number_symbol", "issued_on", "signers"} <= set(plan.document.framed)
    assert "framed-header" in {d.code for d in plan.diagnostics}
    for field in ("number", "issued_on"):
        assert plan.document.evidence[field].of(plan.source.text)


@pytest.mark.parametrize("frame", FRAMES.values(), ids=FRAMES)
def test_the_list_is_no_part_of_the_document(frame: str) -> None:
    source = plan_of(frame + BODY).source
    roles = [(b.role, b.span.of(source.text)) for b in source.blocks]
    first = next(i for i, (role, _) in enumerate(roles) if role is not BlockRole.PAGE_FURNITURE)
    assert roles[first][1].startswith("Căn cứ Luật Tổ chức")


@pytest.mark.parametrize(
    ("written", "listed"),
    [
        (f"Số: {N}", f"Số hiệu: {N}\nNgày ban hành: 01/02/2003\nNgười ký: Vừ A Dính"),
        (f"Số: {N}", "Số hiệu: 9/QĐ-UBND\nNgày ban hành: 01/02/2003\nTrích yếu: Về việc khác"),
        ("Số:      /QĐ-UBND", "Số hiệu: 9/KH-UBND\nLoại văn bản: Kế hoạch\nTrích yếu: Việc khác"),
    ],
)
def test_the_text_outranks_the_list(written: str, listed: str, whole: dict[str, object]) -> None:
    text = (FULL + BODY + FOOT).replace(f"Số: {N}", written)
    head = plan_of(f"{listed}\n\n{text}").document
    assert head.number_symbol in (None, N)
    assert (head.issued_on, head.title) == (whole["day"], whole["title"])
    assert not head.framed


def test_a_blank_number_is_no_draft_where_the_list_knows_it() -> None:
    text = (FULL + BODY + FOOT).replace(f"Số: {N}", "Số:      /QĐ-UBND")
    head = plan_of(f"{FRAMES['label: value']}{text}").document
    assert (head.number_symbol, head.is_draft, head.framed) == (
        N,
        False,
        ("number", "number_symbol"),
    )


@pytest.mark.parametrize(
    "text",
    [
        ["Số: 415/QĐ-UBND", "Người ký: Vừ A Dính"],
        ["Lĩnh vực: đê điều", "Phạm vi: toàn tỉnh", "Trạng thái: đang làm"],
        ["Điều 1. Số hiệu: của văn bản", "và Ngày ban hành: của nó", "thì Người ký: ghi rõ"],
    ],
)
def test_a_few_words_with_colons_are_no_list(text: list[str]) -> None:
    assert attributes_of(text) is None
