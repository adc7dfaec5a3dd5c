"""Fronts and feet of made documents, whole: lines parted by "/", and below them what they say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from tests.extractors.header.test_header import outline_of, source_of
from tests.extractors.outline.paper import paper
from vanban.extractors.header import extract_header
from vanban.extractors.header.hints import day, with_hints
from vanban.extractors.header.letterheads import letterheads
from vanban.extractors.header.lines import lines_of
from vanban.extractors.header.spelling import as_written
from vanban.schemas import ActorRef, Header, Span

# type | number | day | place | body above | body | who decides | title | draft
FRONTS = """
UBND TỈNH LAM SƠN / SỞ Y TẾ / CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
/ Số: 12/QĐ-SYT / Lam Sơn, ngày 05 tháng 3 năm 2026 / QUYẾT ĐỊNH / Về việc giao vốn
/ GIÁM ĐỐC SỞ Y TẾ / Căn cứ Luật Giá;
= QĐ | 12/QĐ-SYT | 2026-03-05 | Lam Sơn | Ủy ban nhân dân tỉnh Lam Sơn | Sở Y tế
=| GIÁM ĐỐC SỞ Y TẾ | Về việc giao vốn | -
SỞ Y TẾ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM / Số: 12/QĐ-SYT Lam Sơn, ngày 05 tháng 3 năm 2026
/ QUYẾT ĐỊNH / Về việc giao vốn
= QĐ | 12/QĐ-SYT | 2026-03-05 | Lam Sơn | - | Sở Y tế | - | Về việc giao vốn | -
SỞ Y TẾ / PHÒNG KẾ TOÁN / Số: 05/BB-KT / BIÊN BẢN / Họp giao ban
/ Hôm nay, vào hồi 14 giờ 00 ngày 12 tháng 9 năm 2026, tại phòng họp số 2.
= BB | 05/BB-KT | 2026-09-12 | - | Sở Y tế | Phòng Kế toán | - | Họp giao ban | -
SỞ Y TẾ / PHÒNG KẾ TOÁN / Số: 05/BB-KT / BIÊN BẢN / Họp giao ban
/ Thời gian bắt đầu: 14 giờ 00 ngày 12/9/2026.
= BB | 05/BB-KT | 2026-09-12 | - | Sở Y tế | Phòng Kế toán | - | Họp giao ban | -
SỞ Y TẾ / PHÒNG KẾ TOÁN / Số: 05/TB-KT / THÔNG BÁO / Lịch họp giao ban
/ Thời gian: 14 giờ 00 ngày 12/9/2026.
= TB | 05/TB-KT | - | - | Sở Y tế | Phòng Kế toán | - | Lịch họp giao ban | -
SỞ Y TẾ / Số: / 12/QĐ-SYT / QUYẾT ĐỊNH / Giao vốn
= QĐ | 12/QĐ-SYT | - | - | - | Sở Y tế | - | Giao vốn | -
SỞ Y TẾ / Số:      /QĐ-SYT / Lam Sơn, ngày      tháng 3 năm 2026 / QUYẾT ĐỊNH / Giao vốn
= QĐ | …/QĐ-SYT | - | Lam Sơn | - | Sở Y tế | - | Giao vốn | draft
SỞ Y TẾ / Số: 12/SYT-NV / V/v báo cáo kết quả / trồng cây / Lam Sơn, ngày 5/3/2026
/ Kính gửi: Các xã
= CV | 12/SYT-NV | 2026-03-05 | Lam Sơn | - | Sở Y tế | - | báo cáo kết quả trồng cây | -
SỞ Y TẾ / Số: 12/SYT-NV / Về việc báo cáo kết quả / tại Công văn số / 2388/C04-P6
/ Kính gửi: Các xã
= CV | 12/SYT-NV | - | - | - | Sở Y tế | - | báo cáo kết quả tại Công văn số 2388/C04-P6 | -
SỞ Y TẾ / Số: 12/SYT-NV / (V/v báo cáo) / Kính gửi: Các xã
= CV | 12/SYT-NV | - | - | - | Sở Y tế | - | báo cáo | -
CHÍNH PHỦ / NGHỊ ĐỊNH / CỦA CHÍNH PHỦ SỐ 28/2003/NĐ-CP NGÀY 31 THÁNG 3 NĂM 2003 / VỀ QUẢN LÝ CÂY
/ Căn cứ Luật Giá;
= NĐ | 28/2003/NĐ-CP | 2003-03-31 | - | - | Chính phủ | - | VỀ QUẢN LÝ CÂY | -
QUỐC HỘI / LUẬT / GIÁ / Căn cứ Hiến pháp;
= L | - | - | - | - | Quốc hội | - | GIÁ | -
BỘ Y TẾ / THÔNG TƯ1 / Hướng dẫn giá / BỘ TRƯỞNG BỘ Y TẾ
= TT | - | - | - | - | Bộ Y tế | BỘ TRƯỞNG BỘ Y TẾ | Hướng dẫn giá | -
BỘ Y TẾ / QUYÉT ĐỊNH / Giao vốn / Căn cứ Luật Giá;
= QĐ | - | - | - | - | Bộ Y tế | - | Giao vốn | -
BỘ Y TẾ / NGHỊ ĐỊNH / Nghị định sửa đổi giá / Căn cứ Luật Giá;
= NĐ | - | - | - | - | Bộ Y tế | - | sửa đổi giá | -
BỘ Y TẾ / QUYẾT ĐỊNH / Giao vốn / Giao vốn / Căn cứ Luật Giá;
= QĐ | - | - | - | - | Bộ Y tế | - | Giao vốn | -
BỘ Y TẾ / QUYẾT ĐỊNH / Giao vốn cho tỉnh / Lào Cai năm 2026 / Căn cứ Luật Giá;
= QĐ | - | - | - | - | Bộ Y tế | - | Giao vốn cho tỉnh Lào Cai năm 2026 | -
BỘ Y TẾ / QUYẾT ĐỊNH / Giao vốn và ban hành / Quy chế hoạt động / BỘ TRƯỞNG BỘ Y TẾ
/ Căn cứ Luật Giá;
= QĐ | - | - | - | - | Bộ Y tế | BỘ TRƯỞNG BỘ Y TẾ | Giao vốn và ban hành Quy chế hoạt động | -
BỘ Y TẾ / QUYẾT ĐỊNH / Giao vốn. / năm 2026 / Căn cứ Luật Giá;
= QĐ | - | - | - | - | Bộ Y tế | - | Giao vốn. năm 2026 | -
BỘ Y TẾ / KẾ HOẠCH / thực hiện Nghị quyết số 57-NQ/TW / I. Mục tiêu
= KH | - | - | - | - | Bộ Y tế | - | thực hiện Nghị quyết số 57-NQ/TW | -
BỘ Y TẾ / KẾ HOẠCH / Thực hiện Nghị quyết số 57-NQ/TW, / I. Mục tiêu
= KH | - | - | - | - | Bộ Y tế | - | - | -
SỞ Y TẾ / KẾT LUẬN / THANH TRA / Về việc mua thuốc / Thực hiện Luật Giá;
= KL | - | - | - | - | Sở Y tế | - | Về việc mua thuốc | -
SỞ Y TẾ / KẾT LUẬN / THANH TRA MUA SẮM / VỀ VIỆC MUA THUỐC / Căn cứ Luật Giá;
= KL | - | - | - | - | Sở Y tế | - | THANH TRA MUA SẮM VỀ VIỆC MUA THUỐC | -
SỞ Y TẾ / KẾ HOẠCH / TUYÊN TRUYỀN / VỀ CHUYỂN ĐỔI SỐ / Căn cứ Luật Giá;
= KH | - | - | - | - | Sở Y tế | - | TUYÊN TRUYỀN VỀ CHUYỂN ĐỔI SỐ | -
SỞ Y TẾ / KẾ HOẠCH / TUYÊN TRUYỀN / về chuyển đổi số / Căn cứ Luật Giá;
= KH | - | - | - | - | Sở Y tế | - | TUYÊN TRUYỀN về chuyển đổi số | -
SỞ Y TẾ / KẾT LUẬN / THANH TRA LẠI / Về việc mua thuốc / Căn cứ Luật Giá;
= KL | - | - | - | - | Sở Y tế | - | Về việc mua thuốc | -
SỞ Y TẾ / KẾT LUẬN / THANH TRA MUA SẮM / Về việc mua thuốc / Căn cứ Luật Giá;
= KL | - | - | - | - | Sở Y tế | - | THANH TRA MUA SẮM Về việc mua thuốc | -
BỘ Y TẾ / KẾT LUẬN CỦA ĐỒNG CHÍ BÍ THƯ / tại hội nghị giao ban
= KL | - | - | - | - | Bộ Y tế | - | CỦA ĐỒNG CHÍ BÍ THƯ tại hội nghị giao ban | -
BỘ Y TẾ / CÔNG ĐIỆN / BỘ TRƯỞNG BỘ Y TẾ điện: / - Các tỉnh
= CĐ | - | - | - | - | Bộ Y tế | - | - | -
BỘ Y TẾ / QUYẾT ĐỊNH / (Kèm theo Tờ trình số 1) / Giao vốn
= QĐ | - | - | - | - | Bộ Y tế | - | - | -
BỘ Y TẾ / QUYẾT ĐỊNH / Giao vốn / --- / BỘ TRƯỞNG BỘ Y TẾ / Căn cứ Luật Giá;
= QĐ | - | - | - | - | Bộ Y tế | BỘ TRƯỞNG BỘ Y TẾ | Giao vốn | -
BỘ Y TẾ / QUYẾT ĐỊNH / Giao vốn / HỘI ĐỒNG NHÂN DÂN TỈNH LAM SƠN / KHÓA XVIII, KỲ HỌP THỨ BA
/ Căn cứ Luật Giá;
= QĐ | - | - | - | - | Bộ Y tế | HỘI ĐỒNG NHÂN DÂN TỈNH LAM SƠN | Giao vốn | -
BỘ Y TẾ / QUYẾT ĐỊNH / Giao vốn / bộ trưởng bộ y tế / Căn cứ Luật Giá;
= QĐ | - | - | - | - | Bộ Y tế | bộ trưởng bộ y tế | Giao vốn | -
DỰ THẢO / BỘ Y TẾ / Số: 1/QĐ-BYT / QUYẾT ĐỊNH / Giao vốn
= QĐ | 1/QĐ-BYT | - | - | - | Bộ Y tế | - | Giao vốn | draft
BỘ Y TẾ / BỘ Y TẾ / Số: 1/QĐ-BYT / QUYẾT ĐỊNH / Giao vốn
= QĐ | 1/QĐ-BYT | - | - | - | Bộ Y tế | - | Giao vốn | -
CHỦ TỊCH / ỦY BAN NHÂN DÂN TỈNH LAM SƠN / Số: 1/QĐ-UBND / QUYẾT ĐỊNH / Giao vốn
= QĐ | 1/QĐ-UBND | - | - | - | Chủ tịch Ủy ban nhân dân tỉnh Lam Sơn | - | Giao vốn | -
Ủy ban nhân dân tỉnh Lam Sơn / Số: 1/QĐ-UBND / QUYẾT ĐỊNH / Giao vốn
= QĐ | 1/QĐ-UBND | - | - | - | Ủy ban nhân dân tỉnh Lam Sơn | - | Giao vốn | -
Sở Y tế báo cáo như sau: / Số: 1/QĐ-SYT / QUYẾT ĐỊNH / Giao vốn
= QĐ | 1/QĐ-SYT | - | - | - | - | - | Giao vốn | -
THƯ XIN VIỆC
= - | - | - | - | - | - | - | - | -
SỞ Y TẾ / Số: 1/PT-SYT / Lam Sơn, ngày 5 tháng 3 năm 2026 / PHIẾU TRÌNH GIẢI QUYẾT / CÔNG VIỆC
/ Kính gửi: Giám đốc
= CV | 1/PT-SYT | 2026-03-05 | Lam Sơn | - | Sở Y tế | - | PHIẾU TRÌNH GIẢI QUYẾT CÔNG VIỆC | -
Báo cáo về tình hình giao vốn
= BC | - | - | - | - | - | - | về tình hình giao vốn | -
Báo cáo về tình hình giao vốn.
= - | - | - | - | - | - | - | - | -
VĂN BẢN HỢP NHẤT - BỘ Y TẾ / BỘ Y TẾ / Số: 1/QĐ-BYT / QUYẾT ĐỊNH / Giao vốn
= VBHN | 1/QĐ-BYT | - | - | - | Bộ Y tế | - | Giao vốn | -
SỞ Y TẾ / Số: 1/QĐ-SYT / Lam Sơn, ngày 6 tháng 2 năm / 2022 / QUYẾT ĐỊNH / Giao vốn
= QĐ | 1/QĐ-SYT | 2022-02-06 | Lam Sơn | - | Sở Y tế | - | Giao vốn | -
SỞ Y TẾ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT / NAM / Số: 1/QĐ-SYT / QUYẾT ĐỊNH / Giao vốn
= QĐ | 1/QĐ-SYT | - | - | - | Sở Y tế | - | Giao vốn | -
SỞ Y TẾ / CONG HOA XA HOI CHU NGHIA VIET NAM / Số: 1/QĐ-SYT / QUYẾT ĐỊNH / Giao vốn
= QĐ | 1/QĐ-SYT | - | - | - | Sở Y tế | - | Giao vốn | -
SỞ Y TẾ / QUYẾT ĐỊNH / Số 1/2003/QĐ-SYT ngày 31 tháng 3 năm 2003 / Giao vốn
= QĐ | 1/2003/QĐ-SYT | 2003-03-31 | - | - | Sở Y tế | - | Giao vốn | -
SỞ Y TẾ / Số: 1/QĐ-SYT / Lam Sơn, ngày 31 tháng 2 năm 2026 / QUYẾT ĐỊNH / Giao vốn
= QĐ | 1/QĐ-SYT | - | Lam Sơn | - | Sở Y tế | - | Giao vốn | -
SỞ Y TẾ - SỞ NỘI VỤ / Số: 1/KH-SYT / KẾ HOẠCH / Giao vốn
= KH | 1/KH-SYT | - | - | - | Sở Y tế - Sở Nội vụ | - | Giao vốn | -
ĐẢNG BỘ TỈNH LAM SƠN / ĐẢNG CỘNG SẢN VIỆT NAM / * / Số 1-KH/TU / Lam Sơn, ngày 5 tháng 3 năm 2026
/ KẾ HOẠCH / giao vốn
= KH | 1-KH/TU | 2026-03-05 | Lam Sơn | - | Đảng bộ tỉnh Lam Sơn | - | giao vốn | -
SỞ Y TẾ / Số: 1/QĐ-SYT / Hà Nội ngày 5 tháng 3 năm 2026 / QUYẾT ĐỊNH / Giao vốn
= QĐ | 1/QĐ-SYT | 2026-03-05 | - | - | Sở Y tế | - | Giao vốn | -
SỞ Y TẾ / Số 1 / Hà Nội, ngày 5 tháng 3 năm 2026 / QUYẾT ĐỊNH / Giao vốn
= QĐ | 1 | 2026-03-05 | Hà Nội | - | Sở Y tế | - | Giao vốn | -
SỞ Y TẾ / Luật số: 1/2026/QH16 / LUẬT / GIÁ
= L | 1/2026/QH16 | - | - | - | Sở Y tế | - | GIÁ | -
SỞ Y TẾ / QUYẾT ĐỊNH: / Giao vốn
= QĐ | - | - | - | - | Sở Y tế | - | Giao vốn | -
"""

# capacity, for whom, office, name | recipients
FEET = """
GIÁM ĐỐC / ~ / || / -- / Trần Văn Minh
= -, -, GIÁM ĐỐC, Trần Văn Minh |
GIÁM ĐỐC / ~ / || / -- / .. / Trần Văn Minh
= -, -, GIÁM ĐỐC, Trần Văn Minh |
GIÁM ĐỐC / abc / Trần Văn Minh
= -, -, GIÁM ĐỐC, Trần Văn Minh |
GIÁM ĐỐC / abcd / Trần Văn Minh
= -, -, GIÁM ĐỐC, - |
GIÁM ĐỐC / a1 b2 c3 d4 / Trần Văn Minh
= -, -, GIÁM ĐỐC, Trần Văn Minh |
GIÁM ĐỐC / Trần
= -, -, GIÁM ĐỐC, - |
GIÁM ĐỐC / Trần Văn Minh Hoàng Anh Tuấn
= -, -, GIÁM ĐỐC, Trần Văn Minh Hoàng Anh Tuấn |
GIÁM ĐỐC / Đại tá Trần Văn Minh
= -, -, GIÁM ĐỐC, Trần Văn Minh |
GIÁM ĐỐC / Đại tá, Thạc sĩ Trần Văn Minh
= -, -, GIÁM ĐỐC, Trần Văn Minh |
GIÁM ĐỐC / GS.TS.BS. Trần Văn Minh
= -, -, GIÁM ĐỐC, Trần Văn Minh |
GIÁM ĐỐC / Một / Hai ba bốn / Trần Văn Minh
= -, -, GIÁM ĐỐC, - |
Một câu. / Hai câu. / GIÁM ĐỐC / Trần Minh
= -, -, GIÁM ĐỐC, Trần Minh |
GIÁM ĐỐC / Trần Minh / a b / c d / e f / g h / CHỦ TỊCH / Lê Hoa
= -, -, GIÁM ĐỐC, Trần Minh; -, -, CHỦ TỊCH, Lê Hoa |
GIÁM ĐỐC / Trần Minh / a b / c d / e f / g h / i k / CHỦ TỊCH / Lê Hoa
= -, -, GIÁM ĐỐC, Trần Minh |
Giám đốc / Trần Văn Minh
= -, -, Giám đốc, Trần Văn Minh |
Giám đốc: / Trần Văn Minh
=  |
KT. Giám đốc / Phó Giám đốc / Trần Văn Minh
= KT., Giám đốc, Phó Giám đốc, Trần Văn Minh |
kt. giám đốc / phó giám đốc / Trần Văn Minh
= KT., giám đốc, phó giám đốc, Trần Văn Minh |
kt giám đốc / Trần Văn Minh
=  |
TM. BAN CHỈ ĐẠO TỈNH / TRƯỞNG BAN / Trần Văn Minh
= TM., BAN CHỈ ĐẠO TỈNH, TRƯỞNG BAN, Trần Văn Minh |
TM. ỦY BAN NHÂN DÂN / TỈNH LAM SƠN / CHỦ TỊCH / Trần Văn Minh
= TM., ỦY BAN NHÂN DÂN TỈNH LAM SƠN, CHỦ TỊCH, Trần Văn Minh |
K/T GIÁM ĐỐC / PHÓ GIÁM ĐỐC / Trần Minh
= KT., GIÁM ĐỐC, PHÓ GIÁM ĐỐC, Trần Minh |
THỦ TRƯỞNG ĐƠN VỊ / (Ký, đóng dấu)
=  |
PHÓ GIÁM ĐỐC / CÔNG TY CÂY XANH / Trần Văn Minh
= -, -, PHÓ GIÁM ĐỐC CÔNG TY CÂY XANH, Trần Văn Minh |
GIÁM ĐỐC / SỞ Y TẾ / Trần Văn Minh
= -, -, GIÁM ĐỐC SỞ Y TẾ, Trần Văn Minh |
Nơi nhận: / - Như Điều 3; / - Sở Y tế, / Sở Nội vụ; / - Lưu: VT. / (20 bản) / TM. UBND / CHỦ TỊCH
/ Lê Na
= TM., UBND, CHỦ TỊCH, Lê Na | Như Điều 3 + Sở Y tế, Sở Nội vụ + Lưu: VT. (20 bản)
Nơi nhận: - A; - B; - Lưu: VT. / GIÁM ĐỐC / Lê Na
= -, -, GIÁM ĐỐC, Lê Na | A + B + Lưu: VT
Nơi nhận: TM. CHÍNH PHỦ / THỦ TƯỚNG / Lê Na
= TM., CHÍNH PHỦ, THỦ TƯỚNG, Lê Na |
Nơi nhận: / Sở Y tế; / Sở Nội vụ; / Lưu VT. / GIÁM ĐỐC / Lê Na
= -, -, GIÁM ĐỐC, Lê Na | Sở Y tế + Sở Nội vụ + Lưu VT
- Như trên; / - Lưu: VT. / GIÁM ĐỐC / Lê Na
= -, -, GIÁM ĐỐC, Lê Na | Như trên + Lưu: VT
- Như trên; / - Sở Y tế. / GIÁM ĐỐC / Lê Na
= -, -, GIÁM ĐỐC, Lê Na |
Nơi nhận: / GIÁM ĐỐC / - Như trên; / - Lưu: VT. / Lê Na
= -, -, GIÁM ĐỐC, Lê Na | Như trên + Lưu: VT
Nơi nhận: / - Lưu: VT. / Lê Thị Na
= -, -, -, Lê Thị Na | Lưu: VT
Nơi nhận: / - Lưu: VT. / LÊ THỊ NA
=  | Lưu: VT
"""

FRONT = ["SỞ Y TẾ", "Số: 1/QĐ-SYT", "QUYẾT ĐỊNH", "Ban hành Kế hoạch", "Căn cứ Luật A;"]
FOOT = ["GIÁM ĐỐC", "Trần Văn Minh"]


def cases(table: str) -> Iterator[tuple[list[str], str]]:
    """The lines of a document and what is said of it; a long row goes on with "/" or "=|"."""
    joined = table.strip().replace("\n/ ", " / ").replace("\n=| ", " | ").splitlines()
    for text, said in zip(joined[::2], joined[1::2], strict=True):
        yield text.split(" / "), said.removeprefix("=").strip()


@pytest.mark.parametrize(("front", "expected"), list(cases(FRONTS)))
def test_a_front(front: list[str], expected: str) -> None:
    header = extract_header(outline_of(front, FOOT))
    said = (
        header.doc_type and header.doc_type.code,
        header.number_symbol or (f"…/{header.symbol}" if header.symbol else None),
        header.issued_on and str(header.issued_on),
        header.place,
        header.parent_body and header.parent_body.name,
        header.issuer and header.issuer.name,
        header.authority,
        header.title,
        "draft" if header.is_draft else None,
    )
    assert " | ".join(part or "-" for part in said) == expected


@pytest.mark.parametrize(("front", "expected"), list(cases(FRONTS)))
def test_the_words_of_a_front_are_where_they_stand(front: list[str], expected: str) -> None:
    outline = outline_of(front, FOOT)
    header = extract_header(outline)
    for field in ("number_symbol", "place", "title", "authority"):
        said = getattr(header, field)
        if said and field in header.evidence:
            words = outline.words(header.evidence[field])
            assert "".join(words.split()) == "".join(said.split())


@pytest.mark.parametrize(("foot", "expected"), list(cases(FEET)))
def test_a_foot(foot: list[str], expected: str) -> None:
    header = extract_header(outline_of(FRONT, foot))
    signers = "; ".join(
        ", ".join(said or "-" for said in (s.capacity, s.on_behalf_of, s.position, s.name))
        for s in header.signers
    )
    recipients = " + ".join(r.text for r in header.recipients)
    assert f"{signers} | {recipients}".strip() == expected


@pytest.mark.parametrize(
    ("line", "pieces"),
    [
        ("SỞ Y TẾ", "words:SỞ Y TẾ"),
        ("---", "rule:---"),
        ("AB12", "rule:AB12"),
        ("ABCDE12", "words:ABCDE12"),
        ("Số: 12/QĐ-BYT", "number:Số: 12/QĐ-BYT"),
        ("Luật số: 1/2026/QH16", "number:Luật số: 1/2026/QH16"),
        ("Cơ số 12 thuốc", "words:Cơ số 12 thuốc"),
        ("V/v giao vốn", "subject:V/v giao vốn"),
        ("Số: 12/SYT V/v giao vốn", "number:Số: 12/SYT + subject:V/v giao vốn"),
        (
            "Số: 12/SYT Hà Nội, ngày 5 tháng 3 năm 2026",
            "number:Số: 12/SYT + date:Hà Nội, ngày 5 tháng 3 năm 2026",
        ),
        ("LAM SƠN Số: 12/KH-LS", "words:LAM SƠN + number:Số: 12/KH-LS"),
        ("LAM SƠN Số: 12/KH-LS về việc", "words:LAM SƠN Số: 12/KH-LS về việc"),
        (
            "Đông Hà, ngày 5 tháng 3 năm 2026 KẾ HOẠCH",
            "date:Đông Hà, ngày 5 tháng 3 năm 2026 + words:KẾ HOẠCH",
        ),
        ("Hà Nội, ngày 5/3/2026", "date:Hà Nội, ngày 5/3/2026"),
        ("Hà Nội ngày 5 tháng 3 năm 2026.", "date:Hà Nội ngày 5 tháng 3 năm 2026 + words:."),
        ("họp ngày 5 tháng 3 năm 2026", "words:họp ngày 5 tháng 3 năm 2026"),
        (
            "SỞ Y TẾ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "words:SỞ Y TẾ + motto:CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        ),
        ("ĐỘC LẬP TỰ DO HẠNH PHÚC", "motto:ĐỘC LẬP TỰ DO HẠNH PHÚC"),
        ("DOC LAP - TU DO - HANH PHUC", "motto:DOC LAP - TU DO - HANH PHUC"),
        (
            "V/v rà soát thiết bị Lam Sơn, ngày 05 tháng 3 năm 2026",
            "subject:V/v rà soát thiết bị + date:Lam Sơn, ngày 05 tháng 3 năm 2026",
        ),
    ],
)
def test_the_pieces_of_a_line(line: str, pieces: str) -> None:
    source = source_of([line])
    found = lines_of(source, [0])
    assert " + ".join(f"{piece.kind}:{piece.text}" for piece in found) == pieces
    assert all(piece.span.of(source.text) == piece.text for piece in found)


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("2026-03-09", date(2026, 3, 9)),
        ("2026-3-9T00:00:00", date(2026, 3, 9)),
        ("09/03/2026", date(2026, 3, 9)),
        ("9.3.2026", date(2026, 3, 9)),
        ("31/02/2026", None),
        ("tháng 3", None),
    ],
)
def test_the_day_of_a_hint(value: str, found: date | None) -> None:
    assert day(value) == found


@pytest.mark.parametrize(
    ("field", "value", "found"),
    [
        ("number_symbol", "415/QĐ-UBND", {"number": "415", "symbol": "QĐ-UBND"}),
        ("number_symbol", "95/2017/NĐ-CP", {"number": "95", "symbol": "NĐ-CP"}),
        ("number_symbol", "415", {"number": None, "symbol": None}),
        ("title", " Giao vốn ", {"title": "Giao vốn"}),
        ("title", " ", {"title": None, "hinted": ()}),
        ("place", "Hà Nội", {"place": "Hà Nội", "hinted": ("place",)}),
        ("issued_on", "09/03/2026", {"issued_on": date(2026, 3, 9), "hinted": ("issued_on",)}),
        ("issued_on", "?", {"issued_on": None, "hinted": ()}),
    ],
)
def test_a_hint(field: str, value: str, found: dict[str, object]) -> None:
    header = with_hints(Header(), [(field, value)])
    assert {name: getattr(header, name) for name in found} == found


def test_a_hint_never_stands_over_the_text() -> None:
    header = Header(title="Giao vốn")
    assert with_hints(header, [("title", "Khác")]) is header
    with pytest.raises(ValueError, match="signers"):
        with_hints(header, [("signers", "A")])


@pytest.mark.parametrize("kind", ["QĐ", "Quyết định"])
def test_a_hint_of_the_type(kind: str) -> None:
    found = with_hints(Header(), [("doc_type", kind)]).doc_type
    assert found and found.code == "QĐ"


NAME = "Bệnh viện đa khoa thanh hà"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Bệnh viện Đa khoa Thanh Hà báo cáo", "Bệnh viện Đa khoa Thanh Hà"),
        ("BỆNH VIỆN ĐA KHOA THANH HÀ", NAME),  # capitals say nothing
        # the spelling that stands most often
        (
            "Bệnh viện đa khoa Thanh Hà; Bệnh viện Đa khoa Thanh Hà; Bệnh viện Đa khoa  Thanh Hà",
            "Bệnh viện Đa khoa Thanh Hà",
        ),
        ("Thanh Hà, ngày 06/01/2026", "Bệnh viện đa khoa Thanh Hà"),
        ("Thanh Hà, nước thanh hà", NAME),  # written small as well
        ("Đa Khoa Thanh Hà", "Bệnh viện Đa Khoa Thanh Hà"),
        ("Hà", NAME),  # a single word says too little
        ("", NAME),
    ],
)
def test_how_the_text_spells_a_letterhead(text: str, name: str) -> None:
    actor = ActorRef(text=NAME.upper(), kind="agency", name=NAME, span=Span(start=0, end=26))
    assert as_written(actor, text).name == name
    known = actor.model_copy(update={"actor_id": "a"})
    joint = actor.model_copy(update={"members": ("A", "B")})
    assert as_written(known, text) is known and as_written(joint, text) is joint


STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"SỞ Y TẾ\n{STATE}\nSố: 12/QĐ-SYT", [("12/QĐ-SYT", 0, True)]),
        (f"{STATE}\nSỞ Y TẾ\nSố: 12/QĐ-SYT", [("12/QĐ-SYT", 0, True)]),
        ("SỞ Y TẾ\nSố: 12/QĐ-SYT", []),
        (f"SỞ Y TẾ\n{STATE}\nSố: …/QĐ-SYT", []),
        (f"SỞ Y TẾ\n{STATE}\nSố: 12/AB", []),  # no symbol is so short
        (f"SỞ Y TẾ\n{STATE}\nLuật Đê điều số 79/2006/QH11", []),
        (f"SỞ Y TẾ\n{STATE}\n" + "Một\n" * 7 + "Số: 12/QĐ-SYT", [("12/QĐ-SYT", 0, True)]),
        (f"SỞ Y TẾ\n{STATE}\n" + "Một\n" * 8 + "Số: 12/QĐ-SYT", []),
        (f"SỞ Y TẾ\n{STATE}\nSố: 12/QĐ-SYT\n{STATE}\nSố: 12/QĐ-SYT", [("12/QĐ-SYT", 0, True)]),
        (f"GIÁM ĐỐC\nTrần Minh\nSỞ Y TẾ\n{STATE}\nSố: 1/QĐ-SYT", [("1/QĐ-SYT", 2, True)]),
        (f"SỞ Y TẾ\nGIÁM ĐỐC\n{STATE}\nSố: 1/QĐ-SYT", [("1/QĐ-SYT", 2, True)]),
        (
            f"SỞ Y TẾ\n{STATE}\nSố: 1/QĐ-SYT\nHà Nội, ngày … tháng … năm 2026",
            [("1/QĐ-SYT", 0, False)],
        ),
        (
            f"SỞ Y TẾ\n{STATE}\nSố: 1/QĐ-SYT\nHà Nội, ngày 5 tháng 3 năm 2026",
            [("1/QĐ-SYT", 0, True)],
        ),
    ],
)
def test_the_letterheads_of_a_text(text: str, found: list[tuple[str, int, bool]]) -> None:
    assert [(x.number_symbol, x.first, x.dated) for x in letterheads(paper(text))] == found
