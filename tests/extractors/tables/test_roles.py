"""Headers of columns and what they name."""

from __future__ import annotations

import pytest

from vanban.extractors.tables.roles import (
    header_role,
    label_role,
    names_both,
    strong_lead,
)

HEADERS: list[tuple[str | None, list[str]]] = [
    ("order", ["STT", "TT", "Số TT", "Stt", "Số thứ tự", "STT\n"]),
    (
        "task",
        [
            "Nội dung",
            "Nhiệm vụ",
            "Tên nhiệm vụ",
            "Nội dung công việc",
            "Nhiệm vụ/giải pháp",
            "Hoạt động",
            "Danh mục các đề án",
            "Tên văn bản",
            "Chỉ tiêu/nhiệm vụ",
            "NỘI DUNG NHIỆM VỤ",
            "Các nhiệm vụ chủ yếu",
        ],
    ),
    (
        "lead",
        [
            "Đơn vị chủ trì",
            "Đơn vị chủ trì tham mưu thực hiện",
            "Đơn vị triển khai",
            "Cơ quan chủ trì",
            "Đơn vị/cơ quan chủ trì",
            "Đơn vị\nchủ trì",
            "Đơn vị thực hiện",
            "Cơ quan chủ trì, phối hợp",
            "Phân công thực hiện",
            "Cơ quan đầu mối",
            "Đơn vị chịu trách nhiệm",
            "Sở, ban, ngành chủ trì",
            "Chủ trì",
            "Cơ quan chủ trì soạn thảo",
            "Don vi chu tri",
        ],
    ),
    (
        "cooperators",
        [
            "Đơn vị phối hợp",
            "Phối hợp",
            "Cơ quan, đơn vị phối hợp thực hiện",
            "Các đơn vị phối hợp",
        ],
    ),
    (
        "due",
        [
            "Thời hạn",
            "Thời gian",
            "Thời gian hoàn thành",
            "Tiến độ",
            "Hạn hoàn thành",
            "Thời gian trình",
            "Kết thúc",
            "Đến",
            "Thời gian thực hiện nhiệm vụ",
        ],
    ),
    ("start", ["Bắt đầu", "Thời gian bắt đầu", "Từ", "Từ ngày"]),
    (
        "outputs",
        [
            "Sản phẩm",
            "Kết quả",
            "Kết quả/Sản phẩm",
            "Sản phẩm dự kiến",
            "Yêu cầu sản phẩm",
            "Hình thức văn bản",
            "Dự kiến sản phẩm",
        ],
    ),
    ("submit_to", ["Cấp trình", "Cấp ban hành", "Cấp có thẩm quyền phê duyệt", "Cơ quan ban hành"]),
    ("funding", ["Kinh phí", "Kinh phí (triệu đồng)", "Nguồn kinh phí", "Dự toán"]),
    ("note", ["Ghi chú"]),
    (
        "other",
        [
            "Chỉ tiêu",
            "Đơn vị tính",
            "Lãnh đạo Bộ phụ trách",
            "Cơ quan chủ trì thẩm tra",
            "Mức độ ưu tiên",
            "Địa điểm",
            "Số hiệu",
        ],
    ),
    (
        None,
        [
            "Vị trí",
            "Số",
            "Tổng số",
            "Hệ VN-2000",
            "Họ và tên",
            "Chức vụ",
            "",
            "Xây dựng " * 20,
        ],
    ),
]


@pytest.mark.parametrize(
    ("role", "header"), [(role, h) for role, headers in HEADERS for h in headers]
)
def test_header_role(role: str | None, header: str) -> None:
    assert header_role(header) == role


@pytest.mark.parametrize(
    "role,header",
    [(role, h) for role, headers in HEADERS for h in headers if role and h.isascii() is False],
)
def test_capitals_and_tone_placement_do_not_matter(role: str, header: str) -> None:
    assert header_role(header.upper()) == role


def test_a_label_has_hardly_a_word_beyond_its_role() -> None:
    assert label_role("Đơn vị chủ trì thực hiện") == "lead"
    assert label_role("Phối hợp Công an Thành phố, UBND các phường") is None
    assert label_role("Thời gian trình Thủ tướng Chính phủ") == "due"


def test_the_name_of_a_body_is_no_label() -> None:
    assert label_role("Sở Xây dựng") is None
    assert header_role("SỞ XÂY DỰNG") is None
    assert label_role("Đơn vị xây dựng") == "lead"


def test_kinds_of_leads() -> None:
    assert names_both("Cơ quan chủ trì, phối hợp")
    assert not names_both("Đơn vị phối hợp thực hiện")
    assert strong_lead("Cơ quan đầu mối")
    assert not strong_lead("Đơn vị thực hiện")
