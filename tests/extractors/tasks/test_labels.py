"""Who, with whom and by when in labelled lines: one plan from every way of setting them."""

from __future__ import annotations

import pytest

from vanban import Options, convert
from vanban.extractors.tasks.fields import fields_in

HEAD = (
    "ỦY BAN NHÂN DÂN\nTỈNH ĐÔNG HẢI\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 46/KH-UBND\n"
    "Đông Hải, ngày 12 tháng 3 năm 2026\nKẾ HOẠCH\nSố hóa hồ sơ đê điều\nII. NHIỆM VỤ\n"
)
FOOT = "III. KINH PHÍ\nNgân sách tỉnh bảo đảm.\nNơi nhận:\n- Lưu: VT.\n"
WORKS = [
    ("Rà soát hồ sơ đê điều tại các hạt quản lý đê", "Sở Nông nghiệp và Môi trường",
     "Sở Nội vụ", "Quý II/2026"),
    ("Số hóa hồ sơ đê cấp I", "Sở Nội vụ", "Sở Tài chính", "Tháng 11/2026"),
    ("Nạp hồ sơ vào kho dữ liệu dùng chung", "Sở Khoa học và Công nghệ",
     "Ủy ban nhân dân các xã, phường", "trước ngày 15/12/2026"),
]  # fmt: skip
DUE = ["2026-06-30", "2026-11-30", "2026-12-14"]
LAYOUTS = {
    "bullets": "{n}. {w}\n- Đơn vị chủ trì: {l}\n- Đơn vị phối hợp: {c}\n- Thời gian: {d}",
    "one line below": "{n}. {w}\nĐơn vị chủ trì: {l}; đơn vị phối hợp: {c}; thời hạn: {d}.",
    "one sentence": "{n}. {w}. Đơn vị chủ trì: {l}; đơn vị phối hợp: {c}; thời hạn: {d}.",
    "values below": "{n}. {w}\nCơ quan chủ trì:\n{l}\nCơ quan phối hợp:\n{c}\nThời gian:\n{d}",
    "no colons": "{n}. {w}\n- Đơn vị chủ trì {l}\n- Đơn vị phối hợp {c}\n"
    "- Thời gian hoàn thành {d}",
    "dashes": "{n}. {w}\n- Đơn vị chủ trì – {l}\n- Đơn vị phối hợp – {c}\n"
    "- Thời gian hoàn thành – {d}",
    "in a sentence of the label": "{n}. {w}\n- Phân công thực hiện: {l} chủ trì, phối hợp với {c}; "
    "thời hạn hoàn thành: {d}.",
    "brackets with labels": "{n}. {w} (Chủ trì: {l}; phối hợp: {c}; thời gian: {d}).",
    "brackets with words": "{n}. {w} ({l} chủ trì, {c} phối hợp, hoàn thành {d}).",
    "letters": "{n}. {w}\na) Cơ quan chủ trì: {l}\nb) Cơ quan phối hợp: {c}\nc) Thời gian: {d}",
    "work with a label": "{n}. Nhiệm vụ {n}\n- Nội dung: {w}.\n- Đơn vị chủ trì: {l}.\n"
    "- Đơn vị phối hợp: {c}.\n- Thời gian: {d}.",
}


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_each_layout(layout: str) -> None:
    items = [
        layout.format(n=n, w=work, l=lead, c=helper, d=day)
        for n, (work, lead, helper, day) in enumerate(WORKS, 1)
    ]
    text = HEAD + "\n".join([*items, FOOT])
    tasks = convert(text.encode(), Options(filename="a.txt")).tasks
    assert [
        ([a.text for a in t.leads], [a.text for a in t.cooperators], str(t.deadline.due))
        for t in tasks
    ] == [([lead], [helper], day) for (_, lead, helper, _), day in zip(WORKS, DUE, strict=True)]
    for task, (work, *_) in zip(tasks, WORKS, strict=True):
        assert task.text.startswith(work)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Chủ trì: A", [("lead", "A")]),
        ("Chủ trì: A; phối hợp: B.", [("lead", "A"), ("cooperators", "B")]),
        ("Sở Nội vụ lập danh mục; thời gian: Quý II", []),
        ("Đơn vị chủ trì thẩm định có trách nhiệm báo cáo", []),
    ],
)
def test_the_fields_of_a_line(line: str, found: list[tuple[str, str]]) -> None:
    assert [(f.role, line[f.start : f.end]) for f in fields_in(line)] == found
