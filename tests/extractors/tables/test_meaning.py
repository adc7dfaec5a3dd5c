"""What a table is and what its columns hold, where headers alone do not say it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.extractors.tables.making import Rows, table_of
from vanban.extractors.tables.cells import (
    is_figure,
    looks_like_actors,
    names_person,
    names_source,
    opens_with_verb,
    says_hour,
    says_state,
)
from vanban.extractors.tables.columns import Header, best_roles
from vanban.extractors.tables.roles import is_weak, no_work
from vanban.schemas import Table


def roles(table: Table) -> list[str]:
    return [c.role for c in table.columns]


SOURCES = ("Số 18/TB-VP ngày 09/7/2024", "Số 19/TB-VP ngày 18/6/2024", "Số 20/TB-VP ngày 22/7/2024")
WORKS = (
    "Lập thủ tục xin chủ trương thuê tư vấn quy hoạch khu dân cư số 7",
    "Tháo dỡ, thanh lý nhà kho cũ tại phường 5",
    "Xây dựng phương án phòng chống lụt bão",
)
TIMES = (
    "Trong tháng 9/2024",
    "Thời gian hoàn thành trước ngày 28/8/2024",
    "Thời gian hoàn thành 11/8/24",
)
STATES = ("Chưa đề xuất", "Chưa đề xuất", "Đang trình")


def tracking(*head: str) -> Table:
    """A list by which an office follows what it gave to its divisions."""
    rows: list[list[str]] = [list(head), ["PHÒNG KINH TẾ", "", "", "", "", ""]]
    for at, (source, work, time, state) in enumerate(
        zip(SOURCES, WORKS, TIMES, STATES, strict=True)
    ):
        rows.append([str(at + 1), source, work, "Phòng Kinh tế", time, state])
    return table_of(rows)


@pytest.mark.parametrize(
    "head",
    [
        ["STT", "Số ký hiệu văn bản, người ký", "Nội dung được "
                                                "giao", "Cơ quan chủ công thực "
                                                        "hiện", "TG hoàn "
                                                                "thành", "Kết quả thực hiện"],
        ["STT", "Số ký hiệu văn bản, người ký", "Nội dung được "
                                                "giao", "Cơ quan chủ trì thực "
                                                        "hiện", "TG hoàn "
                                                                "thành", "Kết quả thực hiện"],
        ["STT", "Văn bản giao nhiệm vụ", "Nội dung nhiệm vụ", "Đơn vị thực "
                                                              "hiện", "Thời "
                                                                      "hạn", "Kết quả thực hiện"],
        ["STT", "Nguồn", "Đầu việc", "Bộ phận đảm nhận", "Mốc xong", "Tình hình"],
    ],
)  # fmt: skip
def test_tracking_tables_in_whatever_words(head: list[str]) -> None:
    table = tracking(*head)
    assert table.role == "assignments"
    assert roles(table) == ["order", "other", "task", "lead", "due", "other"]
    assert [r.kind for r in table.rows] == ["header", "group", "data", "data", "data"]


NONE: list[tuple[str, Rows]] = [
    (
        "scores of a body",
        [
            ["STT", "NHÓM CHỈ TIÊU", "CHỈ SỐ", "ĐƠN VỊ", "TỶ LỆ %", "ĐIỂM ĐÁNH GIÁ"],
            ["1", "Dịch vụ công trực tuyến", "Tỷ lệ hồ sơ nhóm 1", "Sở Công nghiệp", "90,1", "1"],
            ["2", "Dịch vụ công trực tuyến", "Tỷ lệ hồ sơ nhóm 2", "Sở Công nghiệp", "90,2", "2"],
        ],
    ),
    (
        "targets of growth",
        [
            ["TT", "NGÀNH, LĨNH VỰC/ĐỊA PHƯƠNG", "TỐC ĐỘ BÌNH QUÂN "
                                                 "(%/NĂM)", "CƠ QUAN CHỦ TRÌ, THEO "
                                                            "DÕI", "CƠ QUAN PHỐI HỢP"],
            ["1", "Khu vực công nghiệp và xây dựng", "11,8", "Sở Công Thương", "Các sở, ngành"],
            ["2", "Dịch vụ lưu trú và ăn uống", "9,5", "Sở Du lịch", "Các sở, ngành"],
        ],
    ),
    (
        "members of a council",
        [
            ["STT", "Họ và tên", "Chức vụ", "Đơn vị công tác", "Chức danh"],
            ["1", "Nguyễn Minh", "Phó Chủ tịch UBND tỉnh", "Ủy ban nhân dân "
                                                           "tỉnh", "Chủ tịch Hội đồng"],
            ["2", "Đậu Xuân Bảo", "Phó Giám đốc", "Công an tỉnh", "Thành viên Hội đồng"],
        ],
    ),
    (
        "procedures",
        [
            ["TT", "Tên thủ tục hành chính", "Lĩnh vực", "Cơ quan thực hiện"],
            ["1", "Phê duyệt danh sách người có uy tín", "Dân tộc", "Ủy ban nhân dân cấp xã"],
        ],
    ),
    (
        "an agenda",
        [
            ["Thời gian", "Nội dung", "Người thực hiện"],
            ["8h00 - 8h15", "Đón tiếp đại biểu", "Văn phòng Sở"],
            ["8h15 - 8h30", "Giới thiệu chương trình", "Ban Tổ chức"],
        ],
    ),
    (
        "steps of a procedure",
        [
            ["STT", "Nội dung công việc", "Phân công nhiệm vụ", "Thời gian thực hiện"],
            ["Bước 1", "Tiếp nhận, quét hồ sơ", "Trung tâm Phục vụ hành chính công", "0,25 ngày"],
            ["Bước 2", "Kiểm tra, xử lý hồ sơ", "Cán bộ Công an cấp xã", "0,25 ngày làm việc"],
        ],
    ),
    (
        "powers",
        [
            ["TT", "Nội dung công việc", "Thẩm quyền quyết định", "Cơ quan trình"],
            ["1", "Thành lập phòng thuộc sở", "Chủ tịch UBND tỉnh", "Sở Nội vụ"],
        ],
    ),
    (
        "documents under review",
        [
            ["TT", "Văn bản quy định chi tiết", "Nội dung rà soát", "Kết quả rà soát"],
            ["1", "Thông tư số 117/2020/TT-BTC ngày 31/12/2020", "Toàn bộ", "Phù hợp"],
        ],
    ),
    (
        "goods",
        [
            ["STT", "Tên thiết bị", "Đơn vị", "Số lượng"],
            ["1", "Máy vi tính", "Bộ", "19"],
        ],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("name", "rows"), NONE, ids=[n for n, _ in NONE])
def test_tables_that_give_nobody_work(name: str, rows: Rows) -> None:
    assert table_of(rows).role == "other", name


def test_units_as_columns() -> None:
    table = table_of(
        [
            [("TT", 2, 1), ("Nhiệm vụ", 2, 1), ("Đơn vị thực hiện", 1, 2), "<", ("Thời hạn", 2, 1)],
            ["^", "^", "Sở Y tế", "Sở Nội vụ", "^"],
            ["1", "Rà soát vị trí việc làm", "x", "", "6/2026"],
            ["2", "Xây dựng đề án tinh gọn", "x", "x", "9/2026"],
        ]
    )
    assert roles(table) == ["order", "task", "lead", "lead", "due"]
    assert table.role == "assignments"


CELLS = [
    (looks_like_actors, ["Phòng QLĐT", "BQL chợ TV", "Thanh tra "
                                                     "Sở", "Tổ chức, cá "
                                                           "nhân", "Bô Công "
                                                                   "an", "Chủ trì: Sở "
                                                                         "A", "Trưởng các thôn"],
     ["Ban hành quy chế", "Tổ chức hội nghị", "Bố trí kinh phí", "Số 18/TB-VP", "Báo cáo"]),
    (opens_with_verb, ["Rà soát văn bản", "1.2. Xây dựng đề "
                                          "án", "Số hóa hồ sơ"], ["Sở Y tế", "Dữ liệu quy hoạch"]),
    (names_source, ["Số 18/TB-VP ngày 09/7/2024", "Thông báo số 07-TB/CQTTBCĐ ngày "
                                                  "15/10/2025"], ["Quyết định của Thủ "
                                                                  "tướng", "30/6/2025"]),
    (says_state, ["Chưa đề xuất", "Đã hoàn thành quá hạn", "Bộ A đã báo cáo Chính "
                                                           "phủ"], ["Báo cáo kết "
                                                                    "quả", "Tháng 9/2026"]),
    (is_figure, ["≥ 10,0", "13.203.300", "85 %", "2 tiết"], ["6/2025", "2026 - "
                                                                       "2030", "30/6/2025", "Quý "
                                                                                            "I"]),
    (says_hour, ["8h00 - 8h30", "14 giờ 30"], ["8/2026", "Hằng ngày"]),
    (names_person, ["Nguyễn Minh", "Đ/c Hồ Văn Mười", "Bà Lê Thị "
                                                      "Hoa"], ["Sở Y tế", "Lê nhập khẩu"]),
]  # fmt: skip


@pytest.mark.parametrize(("test", "yes", "no"), CELLS, ids=[c[0].__name__ for c in CELLS])
def test_cells(test: object, yes: list[str], no: list[str]) -> None:
    assert callable(test)
    assert [t for t in yes if not test(t)] == []
    assert [t for t in no if test(t)] == []


def test_headers_that_leave_it_to_their_cells() -> None:
    assert all(map(is_weak, ["Nội dung", "Đơn vị", "Kết quả thực hiện", "Văn bản"]))
    assert not any(map(is_weak, ["Nội dung công việc", "Đơn vị chủ trì", "Sản phẩm", "Nhiệm vụ"]))


def test_headers_of_what_is_no_work() -> None:
    found = {h: no_work(h) for h in ("Họ và tên", "Tỷ lệ %", "Tên thủ tục hành chính", "Nhiệm vụ")}
    assert list(found.values()) == ["person", "measure", "procedure", None]


ROLE_NAMES = ("order", "task", "lead", "cooperators", "due", "outputs")


@given(st.lists(st.dictionaries(st.sampled_from(ROLE_NAMES), st.floats(0.1, 9)), max_size=12))
def test_cells_alone_give_a_role_once_and_helpers_after_who_leads(scores) -> None:  # type: ignore[no-untyped-def]
    found = best_roles([Header((), None, weak=False)] * len(scores), scores)
    taken = [r for r in found if r != "other"]
    assert len(found) == len(scores)
    assert len(taken) == len(set(taken))
    if {"lead", "cooperators"} <= set(taken):
        assert taken.index("lead") < taken.index("cooperators")
