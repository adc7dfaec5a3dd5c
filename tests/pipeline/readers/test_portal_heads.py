"""Heads of documents as law portals and crawlers give them: columns broken into lines and bars."""

from __future__ import annotations

from datetime import date

import pytest

from vanban.pipeline.conversion import convert
from vanban.pipeline.options import Options

ROW_ENDS_LOST = """\
ỦY BAN NHÂN DÂN
TỈNH ĐÔNG HẢI
-------
|
CỘNG
HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
|
Số:
415/KH-UBND
|
Đông Hải, ngày
12 tháng 3 năm 2026
|
KẾ HOẠCH
"""
BARS_BEHIND_CELLS = """\
|
ỦY BAN NHÂN DÂN
TỈNH ĐÔNG HẢI
|
CỘNG HÒA XÃ HỘI
CHỦ NGHĨA VIỆT NAM |
|
Số: 415/KH-UBND |
Đông Hải, ngày 12 tháng 3 năm 2026 |
KẾ HOẠCH
"""
PLACE_IN_THE_LIST = """\
Kế hoạch 415/KH-UBND năm 2026 phát triển đô thị
| Số hiệu | 415/KH-UBND |
| Ngày ban hành | 12/03/2026 |
| Loại văn bản | Kế hoạch |
| Cơ quan ban hành | Tỉnh Đông Hải |
|
ỦY BAN NHÂN DÂN
|
CỘNG HÒA XÃ HỘI
CHỦ NGHĨA VIỆT NAM |
|
Số: 415/KH-UBND |
Đông Hải, ngày 12 tháng 3 năm 2026 |
KẾ HOẠCH
"""
FIRST_LETTER_LOST = """\
Y BAN NHÂN DÂN
TỈNH ĐÔNG HẢI

-------

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------

Số: 415/KH-UBND

Đông Hải, ngày 12 tháng 3 năm 2026

KẾ HOẠCH
"""
QUOC_HIEU_ON_TWO_LINES = """\
ỦY BAN NHÂN DÂN
TỈNH ĐÔNG HẢI |
CỘNG HÒA XÃ HỘI
CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc |
Số: 415/KH-UBND |
Đông Hải, ngày
12 tháng 3 năm 2026 |

KẾ HOẠCH
"""
NO_BAR_AT_THE_ENDS = """\
ỦY BAN NHÂN DÂN
TỈNH ĐÔNG HẢI | CỘNG HÒA XÃ HỘI
CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 415/KH-UBND | Đông Hải, ngày 12 tháng 3 năm 2026

KẾ HOẠCH
"""
BODY = """\
PHÁT TRIỂN
ĐÔ THỊ TRÊN ĐỊA BÀN TỈNH
Căn cứ Luật Quy hoạch đô thị và nông thôn ngày 26 tháng 11 năm 2024;
Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:
I. NHIỆM VỤ
1. Sở Xây dựng chủ trì, phối hợp với Sở Tài chính rà
soát quy hoạch trước ngày 30/6/2026.
"""


@pytest.mark.parametrize(
    "head",
    [
        ROW_ENDS_LOST,
        BARS_BEHIND_CELLS,
        PLACE_IN_THE_LIST,
        FIRST_LETTER_LOST,
        QUOC_HIEU_ON_TWO_LINES,
        NO_BAR_AT_THE_ENDS,
    ],
)
def test_a_head_in_columns(head: str) -> None:
    plan = convert((head + BODY).encode(), Options(filename="ke-hoach.txt"))
    header = plan.document
    assert header.number_symbol == "415/KH-UBND"
    assert header.issued_on == date(2026, 3, 12)
    assert header.doc_type and header.doc_type.name == "Kế hoạch"
    assert header.issuer and header.issuer.name == "Ủy ban nhân dân tỉnh Đông Hải"
    assert header.title == "PHÁT TRIỂN ĐÔ THỊ TRÊN ĐỊA BÀN TỈNH"
    (task,) = plan.tasks
    assert [a.name for a in task.leads] == ["Sở Xây dựng"]


def test_the_authority_line_names_the_place_that_the_letterhead_lost() -> None:
    text = """\
UỶ BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |
Số: 415/QĐ-UBND | Đông Hải, ngày 12 tháng 3 năm 2026 |
QUYẾT ĐỊNH
VỀ VIỆC PHÊ DUYỆT ĐỀ ÁN CẤP NƯỚC
UỶ BAN NHÂN DÂN TỈNH ĐÔNG HẢI
Căn cứ Luật Tổ chức chính quyền địa phương;
QUYẾT ĐỊNH:
Điều 1. Phê duyệt Đề án cấp nước.
"""
    header = convert(text.encode(), Options(filename="quyet-dinh.txt")).document
    assert header.issuer and header.issuer.name == "Ủy ban nhân dân tỉnh Đông Hải"


def test_the_title_where_the_line_of_the_type_is_lost() -> None:
    text = """\
ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |
Số: 41/2026/QĐ-UBND | Đông Hải, ngày 12 tháng 3 năm 2026 |
BAN HÀNH QUY ĐỊNH CHẾ ĐỘ BÁO CÁO TRÊN ĐỊA BÀN TỈNH ĐÔNG HẢI
ỦY BAN NHÂN DÂN TỈNH ĐÔNG HẢI
ính quyền địa phương;
QUYẾT ĐỊNH:
Điều 1. Ban hành kèm theo Quyết định này Quy định chế độ báo cáo.
"""
    header = convert(text.encode(), Options(filename="quyet-dinh.txt")).document
    assert header.doc_type and header.doc_type.name == "Quyết định"
    assert header.title == "BAN HÀNH QUY ĐỊNH CHẾ ĐỘ BÁO CÁO TRÊN ĐỊA BÀN TỈNH ĐÔNG HẢI"
    assert header.authority == "ỦY BAN NHÂN DÂN TỈNH ĐÔNG HẢI"


def test_the_letterhead_of_a_letter_is_no_authority_line() -> None:
    text = """\
UỶ BAN NHÂN DÂN
TỈNH ĐÔNG HẢI
SỞ GIÁO DỤC VÀ ĐÀO TẠO
*****

CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập – Tự do – Hạnh phúc

Số: 415/SGDĐT–KT
Về: góp ý dự thảo Quy chế thi

Đông Hải, ngày 12 tháng 3 năm 2026

Kính gửi: Hiệu trưởng các trường trung học phổ thông

Sở Giáo dục và Đào tạo đề nghị các trường THPT, THCS góp ý trước ngày 20/3/2026.
"""
    plan = convert(text.encode(), Options(filename="cong-van.txt"))
    header = plan.document
    assert header.authority is None
    assert header.issuer and header.issuer.name == "Sở Giáo dục và Đào tạo"
    assert header.parent_body and header.parent_body.name == "Ủy ban nhân dân tỉnh Đông Hải"
    assert header.title == "góp ý dự thảo Quy chế thi"
    (task,) = plan.tasks
    assert [a.name for a in task.leads] == ["các trường THPT, THCS"]


def test_a_head_below_the_list_of_attributes_one_cell_a_line() -> None:
    text = """\
Quyết định 415/QĐ-UBND năm 2026 về Đề án cấp nước tỉnh Đông Hải
Số hiệu: | 415/QĐ-UBND | Loại văn bản: | Quyết định |
Nơi ban hành: | Tỉnh Đông Hải | Người ký: | Lò Văn Mẫu |
Ngày ban hành: | 12/03/2026 | Ngày hiệu lực: | Đang cập nhật |
ỦY BAN NHÂN DÂN |
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |
Số: 415/QĐ-UBND |
Đông Hải, ngày 12 tháng 3 năm 2026 |
CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH ĐÔNG HẢI
Căn cứ Luật Tổ chức chính quyền địa phương;
QUYẾT ĐỊNH:
Điều 1. Phê duyệt Đề án cấp nước.
Nơi nhận: |
CHỦ TỊCH |
"""
    header = convert(text.encode(), Options(filename="quyet-dinh.txt")).document
    assert header.number_symbol == "415/QĐ-UBND"
    assert header.issued_on == date(2026, 3, 12)
    assert header.issuer and header.issuer.name == "Ủy ban nhân dân tỉnh Đông Hải"
    assert header.title == "về Đề án cấp nước tỉnh Đông Hải"
    assert [s.name for s in header.signers] == ["Lò Văn Mẫu"]
    assert set(header.framed) == {"issuer", "signers", "title"}


def test_attributes_whose_labels_have_no_colon() -> None:
    text = """\
Nội dung văn bản
Số/Ký hiệu 14/CĐ-BCH
Ngày ký 11/10/2026
Người ký Lò Văn Mẫu
Cơ quan ban hành Ban Chỉ huy Phòng thủ dân sự xã Tân Hòa
Toàn văn:
UBND XÃ TÂN HÒA
BAN CHỈ HUY PHÒNG THỦ DÂN SỰ

Số: 14/CĐ-BCH

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Tân Hòa, ngày 11 tháng 10 năm 2026

CÔNG ĐIỆN

Về việc ứng phó với bão

ĐIỆN:

Trưởng các thôn

Theo bản tin của Trung tâm Dự báo khí tượng thủy văn, hiện nay một cơn bão đang hoạt động \
trên vùng biển phía Đông, hướng vào đất liền.

Ban Chỉ huy yêu cầu Trưởng các thôn tổ chức trực ban 24/24 giờ; báo cáo về Văn phòng \
Ban Chỉ huy trước 16 giờ ngày 11/10/2026 để tổng hợp.
"""
    plan = convert(text.encode(), Options(filename="cong-dien.txt"))
    assert plan.document.number_symbol == "14/CĐ-BCH"
    assert [s.name for s in plan.document.signers] == ["Lò Văn Mẫu"]
    (task,) = plan.tasks
    assert [a.name for a in task.leads] == ["Trưởng các thôn"]
    assert task.deadline and task.deadline.due == date(2026, 10, 11)
