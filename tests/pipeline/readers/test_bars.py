"""Tables by lone bars: where a document's foot begins, and rows that share cells with those
above.
"""

from __future__ import annotations

import pytest

from vanban.pipeline.conversion import convert
from vanban.pipeline.options import Options

HEAD = (
    "ỦY BAN NHÂN DÂN\nTỈNH ĐÔNG HẢI\n-------\n|\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n|\n|\n"
    "Số: 12/QĐ-UBND\n|\nĐông Hải, ngày 12 tháng 3 năm 2026\n|\n"
)
BODY = (
    "QUYẾT ĐỊNH\nVề việc công bố danh mục\nĐiều 1. Công bố danh mục kèm theo.\nĐiều 2. Quyết "
    "định này có hiệu lực kể từ ngày ký./.\n"
)
SIGNED = "KT.\nCHỦ TỊCH\nPHÓ CHỦ TỊCH\nLò Thị Mai Sương"
LIST = "STT\n|\nTên thủ tục\n|\n|\n1\n|\nSao lục hồ sơ đê\n|\n|\n2\n|\nCấp lại hồ sơ đê\n|\n"


def plan_of(text):
    return convert(text.encode(), Options(filename="a.txt"))


@pytest.mark.parametrize(
    "foot",
    [
        f"|\nNơi\nnhận:\n- Như Điều 2;\n- Lưu: VT.\n|\n{SIGNED}\n|\nDANH MỤC\nTHỦ TỤC BỊ BÃI "
        f"BỎ\n|\n{LIST}",
        f"|\n|\n{SIGNED}\n|\nPHỤ LỤC\nTHỦ TỤC BỊ BÃI BỎ\n|\n{LIST}",
        f"|\n{LIST}|\nBáo cáo gửi về Sở Nội vụ./.\n|\nNơi nhận:\n- Như Điều 2;\n|\n{SIGNED}\n|\n",
    ],
    ids=["list below the foot", "appendix below a lone signature", "foot in the last row"],
)
def test_the_foot_of_a_document_is_no_row(foot):
    plan = plan_of(HEAD + BODY + foot)
    assert [s.name for s in plan.document.signers] == ["Lò Thị Mai Sương"]
    (table,) = plan.source.tables
    words = {b.span.of(plan.source.text) for b in plan.source.blocks if b.cell}
    assert {"STT", "1", "2", "Cấp lại hồ sơ đê"} <= words
    assert not any("Sương" in w or "BỊ BÃI BỎ" in w for w in words)
    assert not table.damaged


TABLE = """|
TT
|
Nhiệm vụ
|
Đơn vị chủ trì
|
Đơn vị phối hợp
|
Thời gian
|
|
1
|
Xây dựng phần mềm hồ sơ đê
|
Sở Nội vụ
|
Sở Tài chính
|
Quý IV/2026
|
|
Xây dựng hạ tầng dự phòng cho phần mềm
|
Sở Khoa học và Công nghệ
|
|
2
|
Sao lưu dữ liệu hồ sơ đê
|
Sở Y tế
|
Sở Tài chính
|
Quý I/2027
|
"""


def test_a_row_takes_the_merged_cells_that_it_lacks_from_above():
    tasks = plan_of("PHỤ LỤC\nPHÂN CÔNG NHIỆM VỤ\n" + TABLE).tasks
    assert [t.number for t in tasks] == ["1", "1", "2"]
    assert [[a.name for a in t.leads] for t in tasks] == [
        ["Sở Nội vụ"],
        ["Sở Khoa học và Công nghệ"],
        ["Sở Y tế"],
    ]
    assert [t.deadline.text for t in tasks] == ["Quý IV/2026", "Quý IV/2026", "Quý I/2027"]
    assert [a.name for a in tasks[1].cooperators] == ["Sở Tài chính"]
    assert {"deadline", "cooperators"} <= set(tasks[1].inherited)
