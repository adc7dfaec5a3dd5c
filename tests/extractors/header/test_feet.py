"""Who signs: a line is the foot of a document, lines parted by "/" | capacity, for whom, office and
name of each signer, parted by ",".
"""

from dataclasses import replace

import pytest

from tests.extractors.header.test_header import outline_of
from tests.extractors.outline.paper import styled
from vanban.extractors.header import extract_header
from vanban.schemas import Style

FRONT = ["SỞ Y TẾ", "Số: 1/QĐ-SYT", "QUYẾT ĐỊNH", "Ban hành Kế hoạch", "Căn cứ Luật A;"]
FEET = """
GIÁM ĐỐC / Trần Văn Minh  | -, -, GIÁM ĐỐC, Trần Văn Minh
KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC / Trần Văn Minh  | KT., GIÁM ĐỐC, PHÓ GIÁM ĐỐC, Trần Văn Minh
TM. CHÍNH PHỦ / THỦ TƯỚNG / Trần Văn Minh  | TM., CHÍNH PHỦ, THỦ TƯỚNG, Trần Văn Minh
TM. CHÍNH PHỦ THỦ TƯỚNG / Trần Văn Minh  | TM., CHÍNH PHỦ, THỦ TƯỚNG, Trần Văn Minh
KT. THỦ TƯỚNG PHÓ THỦ TƯỚNG / Trần Văn Minh  | KT., THỦ TƯỚNG, PHÓ THỦ TƯỚNG, Trần Văn Minh
TM. UBND XÃ / KT. CHỦ TỊCH / PHÓ CHỦ TỊCH / Trần Minh  | KT., CHỦ TỊCH, PHÓ CHỦ TỊCH, Trần Minh
KT. BỘ TRƯỞNG, / CHỦ NHIỆM / PHÓ CHỦ NHIỆM / Lê Na | KT., BỘ TRƯỞNG, CHỦ NHIỆM, PHÓ CHỦ NHIỆM, Lê Na
T/M BAN THƯỜNG VỤ / BÍ THƯ / Trần Văn Minh  | TM., BAN THƯỜNG VỤ, BÍ THƯ, Trần Văn Minh
TL. GIÁM ĐỐC / CHÁNH VĂN PHÒNG / Trần Văn Minh  | TL., GIÁM ĐỐC, CHÁNH VĂN PHÒNG, Trần Văn Minh
TUQ. GIÁM ĐỐC / TRƯỞNG PHÒNG / Trần Văn Minh  | TUQ., GIÁM ĐỐC, TRƯỞNG PHÒNG, Trần Văn Minh
Q. GIÁM ĐỐC / Trần Văn Minh  | Q., GIÁM ĐỐC, -, Trần Văn Minh
GIÁM ĐỐC / (Đã ký) / Trần Văn Minh  | -, -, GIÁM ĐỐC, Trần Văn Minh
GIÁM ĐỐC / (Đã ký)  | -, -, GIÁM ĐỐC, -
GIÁM ĐỐC / (Đã ký) / TRẦN VĂN MINH  | -, -, GIÁM ĐỐC, TRẦN VĂN MINH
GIÁM ĐỐC / TRẦN VĂN MINH  | -, -, GIÁM ĐỐC, TRẦN VĂN MINH
GIÁM ĐỐC / PGS.TS. Trần Văn Minh  | -, -, GIÁM ĐỐC, Trần Văn Minh
CỤC TRƯỞNG / Thiếu tướng, TS. Trần Văn Minh  | -, -, CỤC TRƯỞNG, Trần Văn Minh
GIÁM ĐỐC / ~/x / -- / Trần Văn Minh  | -, -, GIÁM ĐỐC, Trần Văn Minh
GIÁM ĐỐC / Trần Minh / CHỦ TỊCH / Lê Hoa  | -, -, GIÁM ĐỐC, Trần Minh; -, -, CHỦ TỊCH, Lê Hoa
GIÁM ĐỐC / CHỦ TỊCH / Trần Văn Minh / Lê Thị Hoa  | -, -, GIÁM ĐỐC, -; -, -, CHỦ TỊCH, Trần Văn Minh
TRƯỞNG BAN / PHÓ THỦ TƯỚNG / Trần Văn Minh  | -, -, TRƯỞNG BAN PHÓ THỦ TƯỚNG, Trần Văn Minh
Nơi nhận: / - Như Điều 3; / - Lưu: VT. / GIÁM ĐỐC / Trần Minh  | -, -, GIÁM ĐỐC, Trần Minh
Nơi nhận: / - Lưu: VT. / Trần Văn Minh  | -, -, -, Trần Văn Minh
Nơi nhận: / - Lưu: VT. / Minh  |
Giám đốc Sở báo cáo.  |
"""


@pytest.mark.parametrize("row", FEET.strip().splitlines())
def test_who_signs(row: str) -> None:
    foot, _, expected = row.partition("|")
    outline = outline_of(FRONT, [line.strip() for line in foot.split(" / ")])
    signers = extract_header(outline).signers
    found = [
        ", ".join(said or "-" for said in (s.capacity, s.on_behalf_of, s.position, s.name))
        for s in signers
    ]
    assert "; ".join(found) == expected.strip()
    for signer in signers:
        assert (signer.name or "") in signer.span.of(outline.source.text)


@pytest.mark.parametrize(
    ("first", "second", "title"),
    [
        # the same looks: the title goes on
        (Style(bold=True), Style(bold=True), "Trồng cây xanh Năm 2030"),
        (Style(align="center"), Style(align="center"), "Trồng cây xanh Năm 2030"),
        (
            Style(bold=True, align="left"),
            Style(bold=True, align="center"),
            "Trồng cây xanh Năm 2030",
        ),
        # other looks: it has ended
        (Style(bold=True), Style(bold=False), "Trồng cây xanh"),
        (Style(bold=False), Style(bold=True), "Trồng cây xanh"),
        (Style(align="center"), Style(align="left"), "Trồng cây xanh"),
        (Style(), Style(), "Trồng cây xanh"),
    ],
)
def test_a_title_goes_on_in_the_same_looks(first: Style, second: Style, title: str) -> None:
    front = ["SỞ Y TẾ", "Số: 1/KH-SYT", "KẾ HOẠCH", "Trồng cây xanh", "Năm 2030"]
    made = outline_of(front, ["GIÁM ĐỐC", "Trần Văn Minh"])
    source = styled(made.source, {3: first, 4: second})
    assert extract_header(replace(made, source=source)).title == title
