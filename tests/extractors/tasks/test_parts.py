"""Headings, labelled lines, actions and links."""

from __future__ import annotations

import pytest

from vanban.extractors.context import Context
from vanban.extractors.tables.roles import names_both
from vanban.extractors.tasks.action import action_of
from vanban.extractors.tasks.actors import named_by_heading
from vanban.extractors.tasks.cell_roles import split_roles
from vanban.extractors.tasks.fields import assigns, field_line, inline_fields
from vanban.extractors.tasks.headings import Verdict, addressed, is_closing, is_formula, verdict
from vanban.extractors.tasks.headings import assigns as article_assigns
from vanban.extractors.tasks.links import links

HEADINGS: list[tuple[str, Verdict | None]] = [
    ("NHIỆM VỤ VÀ GIẢI PHÁP CHỦ YẾU", "work"),
    ("TỔ CHỨC THỰC HIỆN", "work"),
    ("Phân công trách nhiệm", "work"),
    ("Nội dung thực hiện", "work"),
    ("Chế độ báo cáo", "work"),
    ("Công tác tuyên truyền", "weak"),
    ("MỤC ĐÍCH, YÊU CẦU", "other"),
    ("Quan điểm chỉ đạo", "other"),
    ("Kinh phí thực hiện", "other"),
    ("Kết quả thực hiện nhiệm vụ năm 2024", "other"),
    ("Đánh giá tình hình tổ chức thực hiện", "other"),
    ("Trình tự thực hiện", "other"),
    ("Tiêu chuẩn, hồ sơ khen thưởng", "other"),
    ("MỤC TIÊU, NHIỆM VỤ", "mixed"),
    ("KHÁI QUÁT CHUNG", "other"),
    ("Hạ tầng số", None),
]


@pytest.mark.parametrize(("heading", "expected"), HEADINGS)
def test_verdict(heading: str, expected: Verdict | None) -> None:
    assert verdict(heading) == expected


def test_articles_that_assign() -> None:
    assert article_assigns("Trách nhiệm của Bộ Tài chính")
    assert article_assigns("Tổ chức thực hiện")
    assert not article_assigns("Đối tượng áp dụng")


@pytest.mark.parametrize(
    "text",
    [
        "Chánh Văn phòng và các đơn vị chịu trách nhiệm thi hành Quyết định này.",
        "Quyết định này có hiệu lực kể từ ngày ký.",
    ],
)
def test_formulas(text: str) -> None:
    assert is_formula(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Trên đây là Kế hoạch triển khai công tác.", True),
        ("Trong quá trình thực hiện, nếu có vướng mắc, các cơ quan phản ánh về Sở Nội vụ.", True),
        ("UBND tỉnh yêu cầu Thủ trưởng các cơ quan nghiêm túc thực hiện.", True),
        ("Nhận được công văn này, đề nghị các đơn vị thực hiện.", True),
        ("Sở Nội vụ theo dõi việc thực hiện.", False),
    ],
)
def test_closing_paragraphs(text: str, expected: bool) -> None:
    assert is_closing(text) is expected


@pytest.mark.parametrize(
    ("heading", "rest"),
    [
        ("Đề nghị Văn phòng Thành ủy", "Văn phòng Thành ủy"),
        ("Trách nhiệm của Sở Nội vụ", "Sở Nội vụ"),
        ("Sở Y tế", "Sở Y tế"),
    ],
)
def test_words_before_a_unit(heading: str, rest: str) -> None:
    assert heading[addressed(heading) :] == rest


@pytest.mark.parametrize(
    ("heading", "units"),
    [
        ("Các sở, ban, ngành", ["Các sở, ban, ngành"]),
        ("Mời Sở Y tế", ["Sở Y tế"]),
        ("Công đoàn cấp trên trực tiếp cơ sở", ["Công đoàn cấp trên trực tiếp cơ sở"]),
        ("Thống kê cơ sở sản xuất", []),
        ("CÁC NHIỆM VỤ, GIẢI PHÁP TRỌNG TÂM", []),
        ("Các bước giám sát", []),
        ("Các chương trình, dự án thực hiện quy hoạch", []),
        ("Môi trường ao nuôi", []),  # "mời" without its accents
        ("Ủy ban nhân dân tỉnh có quyền hạn và trách nhiệm", []),
    ],
)
def test_units_as_headings(heading: str, units: list[str]) -> None:
    assert [a.text for a in named_by_heading(heading, Context())] == units


FIELDS = [
    ("- Đơn vị chủ trì: Sở Văn hóa.", "lead", "Sở Văn hóa"),
    ("Thời gian dự kiến: ngày 11/9/2026 (thứ Sáu).", "due", "ngày 11/9/2026 (thứ Sáu)"),
    ("- Địa điểm: Quảng trường.", "other", "Quảng trường"),
    ("Kinh phí: Ngân sách tỉnh", "funding", "Ngân sách tỉnh"),
]


@pytest.mark.parametrize(("line", "role", "value"), FIELDS)
def test_field_line(line: str, role: str, value: str) -> None:
    field = field_line(line, 10)
    assert field is not None
    assert (field.role, line[field.start - 10 : field.end - 10]) == (role, value)


@pytest.mark.parametrize(
    "line",
    [
        "- Sở Tài chính: bố trí kinh phí.",
        "Phối hợp Công an tỉnh, UBND các phường: Hoàn Kiếm, Cửa Nam",
        "Xây dựng kế hoạch.",
        "",
    ],
)
def test_other_lines_are_no_fields(line: str) -> None:
    assert field_line(line) is None


def test_inline_fields() -> None:
    text = (
        "Rà soát văn bản (Đơn vị chủ trì: Sở Tư pháp; đơn vị phối hợp: các sở; thời gian: Quý "
        "II/2025)."
    )
    found = inline_fields(text)
    assert [(f.role, text[f.start : f.end]) for f in found] == [
        ("lead", "Sở Tư pháp"),
        ("cooperators", "các sở"),
        ("due", "Quý II/2025"),
    ]
    assert assigns(found)
    assert not assigns(inline_fields("Kết quả: tốt"))


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("Xây dựng quy chế Đơn vị chủ trì: Phòng A; đơn vị phối hợp: Phòng B", ["Phòng A"]),
        ("Xây dựng quy chế\nCơ quan chủ trì thực hiện: Phòng A; thời gian: Quý II", ["Phòng A"]),
        ("Mời các đơn vị chủ trì: Phòng A; thời gian: Quý II", []),
    ],
)
def test_a_label_of_a_line_that_was_joined(text: str, lead: list[str]) -> None:
    found = [text[f.start : f.end] for f in inline_fields(text) if f.role == "lead"]
    assert found == lead


ACTIONS = [
    ("Xây dựng, ban hành kế hoạch", "Xây dựng, ban hành"),
    ("Tiếp tục rà soát văn bản", "rà soát"),
    ("- Tổ chức thực hiện chương trình", "Tổ chức thực hiện"),
    ("Ngày hội chuyển đổi số", None),
]


@pytest.mark.parametrize(("text", "action"), ACTIONS)
def test_action(text: str, action: str | None) -> None:
    assert action_of(text) == action


def test_links_are_mutual_and_cautious() -> None:
    body = [
        "Xây dựng quy chế quản lý, vận hành kho dữ liệu dùng chung của ngành",
        "Nâng cấp trung tâm dữ liệu theo mô hình điện toán đám mây",
        "Tổ chức hội nghị",
    ]
    rows = [
        "Nâng cấp trung tâm dữ liệu theo mô hình điện toán đám mây",
        "Xây dựng quy chế quản lý, vận hành kho dữ liệu dùng chung",
        "Tổ chức hội thảo",
    ]
    assert links(body, rows) == {0: 1, 1: 0}


def test_of_two_rows_alike_the_first_is_linked() -> None:
    work = "Nâng cấp trung tâm dữ liệu theo mô hình điện toán đám mây"
    assert links([work], [f"{work} của {of}" for of in ("tỉnh", "xã", "bộ")]) == {0: 0}


@pytest.mark.parametrize(
    ("cell", "both", "parts"),
    [
        ("Sở A/ Sở B, Sở C", True, ["lead: Sở A", "cooperators: Sở B, Sở C"]),
        ("UBND các xã/phường", True, ["lead: UBND các xã/phường"]),
        ("Sở A/ Sở B", False, ["lead: Sở A/ Sở B"]),
        ("- CT: Sở A\n- PH: Sở B", False, ["lead: Sở A", "cooperators: Sở B"]),
        ("Các lực lượng tham gia", False, ["lead: Các lực lượng tham gia"]),
        ("Sở A, các xã tham gia", False, ["cooperators: Sở A, các xã"]),
    ],
)
def test_parts_of_a_cell_of_actors(cell: str, both: bool, parts: list[str]) -> None:
    found = split_roles(cell, "lead", both=both)
    assert [f"{role}: {cell[start:end].strip()}" for role, start, end in found] == parts


@pytest.mark.parametrize(
    ("header", "both"),
    [
        ("Cơ quan chủ trì/ phối hợp", True),
        ("Đơn vị chủ trì, đơn vị phối hợp", True),
        ("Đơn vị thực hiện, phối hợp", True),
        ("Cơ quan chủ trì", False),
        ("Cơ quan phối hợp thực hiện", False),
    ],
)
def test_columns_of_leads_and_helpers(header: str, both: bool) -> None:
    assert names_both(header) is both
