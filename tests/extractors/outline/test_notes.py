"""Footnotes of consolidated texts: at the foot of a gazette's pages, between the articles."""

from __future__ import annotations

import pytest

from vanban.extractors.plan import plan_of
from vanban.pipeline.options import Options
from vanban.pipeline.reading import read
from vanban.schemas import BlockRole, Plan

PAGES = """CÔNG BÁO/Số 12/Ngày 20-03-2026
5
VĂN BẢN HỢP NHẤT - BỘ NỘI VỤ

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

THÔNG TƯ1

Hướng dẫn lưu hồ sơ đê và biện pháp thi hành

Luật Đê điều

Thông tư số 05/2015/TT-BNV ngày 17 tháng 3 năm 2015 của Bộ trưởng Bộ Nội vụ hướng dẫn lưu hồ sơ đê, được sửa đổi, bổ sung bởi:

1. Thông tư số 06/2020/TT-BNV ngày 02 tháng 6 năm 2020 của Bộ trưởng Bộ Nội vụ sửa đổi một số điều của Thông tư số 05/2015/TT-BNV.

Căn cứ Luật Lưu trữ ngày 11 tháng 11 năm 2011;

1 Văn bản này được hợp nhất từ 02 Thông tư sau:

- Thông tư số 06/2020/TT-BNV có căn cứ ban hành như sau:

“Căn cứ Luật Đê điều ngày 29 tháng 11 năm 2006;

CÔNG BÁO/Số 12/Ngày 20-03-2026
6
Điều 1. Phạm vi

Thông tư này quy định việc lưu hồ sơ đê.

Điều 2. Hồ sơ2

1. Hồ sơ đê gồm bản đồ và nhật ký.

2. Hồ sơ được lưu tại hạt quản lý đê.

Căn cứ Nghị định số 01/2020/NĐ-CP ngày 02 tháng 01 năm 2020 của Chính phủ;

Bộ trưởng Bộ Nội vụ ban hành Thông tư sửa đổi.”

2 Điều này được sửa đổi theo quy định tại Điều 1 của Thông tư số 06/2020/TT-BNV như sau:

“1. Hồ sơ đê gồm bản đồ.

2. Hồ sơ được lưu tại tỉnh.”

CÔNG BÁO/Số 12/Ngày 20-03-2026
7
Điều 3. Hiệu lực

Thông tư này có hiệu lực từ ngày 01 tháng 5 năm 2015./.
"""


@pytest.fixture(scope="module")
def plan() -> Plan:
    return plan_of(read(PAGES.encode(), Options(filename="a.txt")))


def test_articles_around_footnotes(plan):
    assert [a.number for a in plan.articles] == ["1", "2", "3"]
    assert [len(a.clauses) for a in plan.articles] == [0, 2, 0]


def test_footnotes_stand_apart(plan):
    text = plan.source.text
    notes = [b.span.of(text) for b in plan.source.blocks if b.role is BlockRole.NOTE]
    assert notes[0].startswith("1 Văn bản này")
    assert notes[2] == "“Căn cứ Luật Đê điều ngày 29 tháng 11 năm 2006;"
    assert notes[-1] == "2. Hồ sơ được lưu tại tỉnh.”"
    assert not any(note.startswith("Điều") for note in notes)
    assert plan.source.coverage == 1.0


def test_bases_are_those_of_the_text(plan):
    assert [b.text for b in plan.legal_bases] == ["Căn cứ Luật Lưu trữ ngày 11 tháng 11 năm 2011"]
    assert not plan.sections


def test_header_of_a_consolidated_text_without_its_end(plan):
    assert plan.document.doc_type.code == "VBHN"
    assert plan.document.title == "Hướng dẫn lưu hồ sơ đê và biện pháp thi hành Luật Đê điều"


OVER_PAGES = """CÔNG BÁO/Số 12/Ngày 20-03-2026
5
VĂN BẢN HỢP NHẤT - BỘ NỘI VỤ

THÔNG TƯ
Hướng dẫn lưu hồ sơ đê

Căn cứ Luật Lưu trữ ngày 11 tháng 11 năm 2011;

Điều 1. Phạm vi

1. Thông tư này quy định việc lưu hồ sơ đê.

2. Thông tư này không áp dụng với đê biển.

2 Điều 2 của Thông tư số 06/2020/TT-BNV sửa đổi Điều 1 của Thông tư này quy định như sau:

“Điều 2

1. Sửa đổi các quy định sau đây:

a) Bãi bỏ Điều 4 của Thông tư số 03/2011/TT-BNV;

CÔNG BÁO/Số 12/Ngày 20-03-2026
6
b) Bãi bỏ Điều 5 của Thông tư số 03/2011/TT-BNV;

2. Thông tư này có hiệu lực từ ngày 01 tháng 7 năm 2020.”.

Điều 3 của Thông tư số 09/2021/TT-BNV quy định như sau:

“Điều 3. Các tỉnh báo cáo kết quả thực hiện trong năm

CÔNG BÁO/Số 12/Ngày 20-03-2026
7
Điều 2. Hồ sơ

1. Hồ sơ đê gồm bản đồ và nhật ký.

về Bộ Nội vụ.”.

CÔNG BÁO/Số 12/Ngày 20-03-2026
8
Điều 3. Hiệu lực

Thông tư này có hiệu lực từ ngày 01 tháng 5 năm 2015./.
"""


def test_footnotes_that_go_on_over_pages():
    plan = plan_of(read(OVER_PAGES.encode(), Options(filename="a.txt")))
    assert [a.number for a in plan.articles] == ["1", "2", "3"]
    assert [len(a.clauses) for a in plan.articles] == [2, 1, 0]
    assert not any("Bãi bỏ" in a.text for a in plan.articles)


AUTHENTICATED = (
    PAGES
    + """
3 Điều này được sửa đổi theo quy định tại Điều 2 của Thông tư số 06/2020/TT-BNV như sau:

“Thông tư này có hiệu lực từ ngày 15 tháng 7 năm 2020.”

BỘ NỘI VỤ
Số: 12/VBHN-BNV
XÁC THỰC VĂN BẢN HỢP NHẤT
Hà Nội, ngày 03 tháng 4 năm 2026
BỘ TRƯỞNG
Lò Văn Sơn
"""
)


def test_an_authentication_below_the_footnotes_of_its_page():
    header = plan_of(read(AUTHENTICATED.encode(), Options(filename="a.txt"))).document
    assert (header.number, header.symbol) == ("12", "VBHN-BNV")
    assert [s.name for s in header.signers] == ["Lò Văn Sơn"]
