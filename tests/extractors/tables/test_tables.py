"""Column roles, kinds of rows, merged cells and damaged tables, on made tables."""

from __future__ import annotations

import pytest

from tests.extractors.tables.making import Rows, table_of, tables_of
from vanban.extractors.tables.rows import continues
from vanban.extractors.tables.view import TableView
from vanban.schemas import Table

PLAIN = ["STT", "Nhiệm vụ", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời hạn", "Sản phẩm"]
ONE = ["1", "Xây dựng kế hoạch tuyên truyền", "Sở Nội vụ", "Sở Tài chính", "30/6/2025", "Kế hoạch"]
TWO = ["2", "Tổ chức hội nghị tổng kết", "Văn phòng Sở", "", "Quý IV/2025", "Báo cáo"]


def roles(table: Table) -> list[str]:
    return [c.role for c in table.columns]


def kinds(table: Table) -> str:
    return "".join(r.kind[0] for r in table.rows)


def test_plain_table() -> None:
    table = table_of([PLAIN, ONE, TWO])
    assert table.role == "assignments"
    assert roles(table) == ["order", "task", "lead", "cooperators", "due", "outputs"]
    assert kinds(table) == "hdd"
    assert not any(c.inferred for c in table.columns)


ROW_KINDS: list[tuple[str, Rows, str]] = [
    ("number row", [PLAIN, ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"], ONE], "hhd"),
    ("letters and numbers", [PLAIN, ["A", "B", "1", "2", "3", "4"], ONE], "hhd"),
    ("header pasted again", [PLAIN, ONE, PLAIN, TWO], "hdhd"),
    ("Roman group", [PLAIN, ["I", "CẢI CÁCH THỂ CHẾ", "", "", "", ""], ONE], "hgd"),
    ("letter group", [PLAIN, ["A.", "Cải cách thể chế", "", "", "", ""], ONE], "hgd"),
    ("merged group", [PLAIN, [("Lĩnh vực nội vụ", 1, 6), "<", "<", "<", "<", "<"], ONE], "hgd"),
    (
        "Roman row with a lead is work",
        [PLAIN, ["I", "Hoàn thiện thể chế", "Sở Tư pháp", "", "2025", ""], ONE],
        "hdd",
    ),
    (
        "numbered row without actors is work",
        [
            PLAIN,
            ["1", "Thu hút đầu tư", "", "", "", ""],
            ["a)", "Xúc tiến", "Sở Tài chính", "", "", ""],
        ],
        "hdd",
    ),
    (
        "numbers that begin anew below a heading",  # "I" and "II" of a scan
        [
            PLAIN,
            ["1", "Chuyển đổi số", "", "", "", ""],
            ONE,
            ["2", "Cải cách hành chính", "", "", "", ""],
            ONE,
        ],
        "hgdgd",
    ),
    (
        "note",
        [PLAIN, ONE, [("Ghi chú: thời hạn tính đến hết ngày.", 1, 6), "<", "<", "<", "<", "<"]],
        "hdn",
    ),
    ("title above", [[("BẢNG PHÂN CÔNG", 1, 6), "<", "<", "<", "<", "<"], PLAIN, ONE], "nhd"),
    (
        "heading in a column of leads",
        [
            ["TT", "Chủ trì", "Nhiệm vụ", "Thời hạn"],
            ["I", "Hợp tác quốc tế", "", ""],
            ["1", "Sở A", "Lập đề án", "2025"],
            ["II", "Sở B", "", ""],
        ],
        "hgdd",
    ),
    (
        "heading in the column of numbers",
        [
            PLAIN,
            ["Nhóm nhiệm vụ về dữ liệu", "", "", "", "", ""],
            ONE,
            ["Kiểm tra", "", "", "", "", ""],
            TWO,
        ],
        "hgdgd",
    ),
    (
        "heading with its numeral in one cell",
        [PLAIN[1:], ["II. Nâng cao nhận thức", "", "", "", ""], ONE[1:]],
        "hgd",
    ),
    (
        "lower-case letter is work",
        [PLAIN[1:], ["a) Nâng cao nhận thức", "", "", "", ""], ONE[1:]],
        "hdd",
    ),
    (
        "header pasted again in part in other words",
        [
            PLAIN,
            ONE,
            ["TT", "Nội dung", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời hạn", "Sản phẩm"],
            TWO,
        ],
        "hdhd",
    ),
    (
        "a heading in the column of leads",
        [PLAIN, ["5.1", "", "Thương mại", "", "", ""], ["5.1.1", *ONE[1:]]],
        "hgd",
    ),
    (
        "a heading in the words of one",
        [PLAIN, ["", "Nhiệm vụ giao Giám đốc Sở Nội vụ chỉ đạo", "", "", "", ""], ONE],
        "hgd",
    ),
    ("capitals without a number", [PLAIN, ["", "LĨNH VỰC Y TẾ", "", "", "", ""], ONE], "hgd"),
]


@pytest.mark.parametrize(("name", "rows", "expected"), ROW_KINDS, ids=[n for n, _, _ in ROW_KINDS])
def test_kinds_of_rows(name: str, rows: Rows, expected: str) -> None:
    assert kinds(table_of(rows)) == expected, name


def test_bold_heading_without_a_number() -> None:
    rows: Rows = [PLAIN, ["", "Lĩnh vực y tế", "", "", "", ""], ONE]
    assert kinds(table_of(rows, bold=frozenset({"Lĩnh vực y tế"}))) == "hgd"


def test_header_of_two_rows() -> None:
    table = table_of(
        [
            [
                ("TT", 2, 1),
                ("Nội dung công việc", 2, 1),
                ("Cơ quan thực hiện", 1, 2),
                "<",
                ("Thời gian", 1, 2),
                "<",
            ],
            ["^", "^", "Chủ trì", "Phối hợp", "Bắt đầu", "Kết thúc"],
            ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"],
            ["1", "Rà soát văn bản", "Sở Tư pháp", "Sở Nội vụ", "01/3/2025", "30/6/2025"],
        ]
    )
    assert roles(table) == ["order", "task", "lead", "cooperators", "start", "due"]
    assert kinds(table) == "hhhd"
    assert table.columns[4].header == "Thời gian / Bắt đầu"


def test_two_columns_of_numbers() -> None:
    table = table_of(
        [
            [("Stt", 1, 2), "<", ("Tên nhiệm vụ", 2, 1), ("Chủ trì", 2, 1)],
            ["TT", "Chi tiết", "^", "^"],
            ["1", "a)", "Dữ liệu y tế", "Sở Y tế"],
        ]
    )
    assert roles(table) == ["order", "order", "task", "lead"]


OTHER: list[tuple[str, Rows]] = [
    (
        "indicators",
        [
            ["TT", "Chỉ tiêu", "Đơn vị", "Kết quả", "Cơ quan chủ trì theo dõi"],
            ["1", "Tỷ lệ hồ sơ trực tuyến", "%", "≥ 80", "Văn phòng"],
        ],
    ),
    (
        "a form to be filled in",
        [
            ["TT", "Tên nhiệm vụ", "Tổ chức chủ trì", "Thời gian thực hiện"],
            ["1", "……", "", ""],
            ["2", "", "", ""],
        ],
    ),
    ("coordinates", [["Vị trí", "Hệ VN-2000", "Hệ WGS-84"], ["A1", "10", "20"]]),
    (
        "costs",
        [["STT", "Nội dung chi phí", "Giá trị", "Ký hiệu"], ["1", "Chi phí xây dựng", "10", "Gxd"]],
    ),
    (
        "lessons",
        [
            ["TT", "Nội dung", "Thời gian"],
            ["1", "Khai mạc và giới thiệu", "2 tiết"],
            ["2", "Thảo luận nhóm", "4 tiết"],
        ],
    ),
]


@pytest.mark.parametrize(("name", "rows"), OTHER, ids=[n for n, _ in OTHER])
def test_tables_that_assign_nothing(name: str, rows: Rows) -> None:
    assert table_of(rows).role == "other", name


def test_bare_unit_header_is_a_lead_where_its_cells_name_bodies() -> None:
    table = table_of(
        [
            ["STT", "Đơn vị", "Nhiệm vụ", "Thời hạn"],
            ["1", "Sở Nội vụ", "Lập danh sách cán bộ", "30/6/2025"],
        ]
    )
    assert roles(table) == ["order", "lead", "task", "due"]


def test_performers_beside_a_lead_are_no_leads() -> None:
    table = table_of(
        [
            ["TT", "Nhiệm vụ", "Đơn vị chủ trì", "Đơn vị thực hiện"],
            ["1", "Tổ chức hội thi", "Sở Nội vụ", "Phòng Tổ chức"],
        ]
    )
    assert roles(table) == ["order", "task", "lead", "other"]


def test_the_finer_of_two_columns_of_work_says_the_task() -> None:
    table = table_of(
        [
            ["TT", "Nội dung", "Hoạt động", "Chủ trì"],
            [("1", 2, 1), ("Cải cách thể chế", 2, 1), "Rà soát văn bản", "Sở Tư pháp"],
            ["^", "^", "Sửa đổi quy chế", "Sở Nội vụ"],
        ]
    )
    assert roles(table) == ["order", "other", "task", "lead"]


def test_roles_from_the_cells_where_no_header_stands() -> None:
    table = table_of(
        [
            ONE,
            TWO,
            [
                "3",
                "Kiểm tra việc thực hiện nhiệm vụ",
                "Thanh tra Sở",
                "Sở Tài chính",
                "Tháng 9/2025",
                "Báo cáo",
            ],
        ]
    )
    assert roles(table) == ["order", "task", "lead", "cooperators", "due", "outputs"]
    assert all(c.inferred for c in table.columns)


def test_a_table_goes_on_after_a_page() -> None:
    tables = tables_of([PLAIN, ONE], [TWO])
    assert roles(tables[1]) == roles(tables[0])
    assert all(c.inferred for c in tables[1].columns)
    assert tables[1].role == "assignments"


def test_a_table_after_other_words_is_no_continuation() -> None:
    tables = tables_of([PLAIN, ONE], [["a", "b", "c", "d", "e", "f"]], between="Phần khác")
    assert tables[1].role == "other"


def test_damaged_table_keeps_its_cells() -> None:
    table = table_of(
        [["", "Cục Phát triển"], ["", "Vụ Kế hoạch"], ["", "Hàng năm"], ["", "III"]], damaged=True
    )
    assert table.damaged
    assert [c.text for r in table.rows for c in r.cells if c.text] == [
        "Cục Phát triển",
        "Vụ Kế hoạch",
        "Hàng năm",
        "III",
    ]


CONTINUES: list[tuple[str, list[str], list[str], bool]] = [
    (
        "lower case goes on",
        ["1", "Xây dựng kế hoạch đào", "Sở A", "", "2025", ""],
        ["", "tạo cán bộ", "", "", "", ""],
        True,
    ),
    (
        "after a semicolon",
        ["1", "Lập danh sách; công khai;", "Sở A", "", "2025", ""],
        ["", "Kết quả xét duyệt", "", "", "", ""],
        True,
    ),
    (
        "only another cell goes on",
        ["1", "Xây dựng kế hoạch.", "Sở Giáo dục", "", "2025", ""],
        ["", "", "và Đào tạo", "", "", ""],
        True,
    ),
    (
        "a bullet row is a sub-row",
        ["1", "Xây dựng kế hoạch:", "Sở A", "", "2025", ""],
        ["", "- Kế hoạch năm", "", "", "", ""],
        False,
    ),
    (
        "a new lead is a new row",
        ["1", "Xây dựng kế hoạch đào", "Sở A", "", "2025", ""],
        ["", "tạo cán bộ", "Sở B", "", "", ""],
        False,
    ),
    (
        "a number is a new row",
        ["1", "Xây dựng kế hoạch đào", "Sở A", "", "2025", ""],
        ["2", "tạo cán bộ", "", "", "", ""],
        False,
    ),
]


@pytest.mark.parametrize(
    ("name", "above", "row", "expected"), CONTINUES, ids=[c[0] for c in CONTINUES]
)
def test_continuations(name: str, above: list[str], row: list[str], expected: bool) -> None:
    assert continues(TableView(table_of([PLAIN, above, row])), 2) is expected, name


def test_view_looks_under_merged_cells() -> None:
    view = TableView(
        table_of(
            [PLAIN, ["1", "Dữ liệu", ("Sở A", 2, 1), "", "", ""], ["2", "Hồ sơ", "^", "", "", ""]]
        )
    )
    seen = view.at(2, 2)
    assert seen is not None and seen.text == "Sở A" and seen.inherited and seen.row == 1


def test_spans_hold() -> None:
    from tests.extractors.tables.making import outline_of, source_of
    from vanban.extractors.tables import extract_tables

    source = source_of([PLAIN, ONE, TWO])
    for table in extract_tables(outline_of(source)).values():
        for row in table.rows:
            for cell in row.cells:
                assert cell.span.of(source.text) == cell.text


def test_a_list_of_reports_names_no_work() -> None:
    table = table_of(
        [
            ["TT", "Tên biểu báo cáo", "Kỳ hạn", "Nơi nhận"],
            ["1", "Bảng cân đối tài khoản", "Quý, Năm", "Cơ quan thuế"],
        ]
    )
    assert table.role == "other"


def test_units_lead_before_persons() -> None:
    head = ["TT", "Nội dung công việc", "Người phụ trách", "Đơn vị thực hiện", "Thời hạn"]
    assert roles(table_of([head, ["1", "Khảo sát người học", "Lê Văn "
                                                             "Bách", "Phòng Đào "
                                                                     "tạo", "5/2026"]])) == [
        "order", "task", "other", "lead", "due",
    ]  # fmt: skip
    assert (
        roles(
            table_of([head[:3] + head[4:], ["1", "Khảo sát người học", "Lê Văn Bách", "5/2026"]])
        )[2]
        == "lead"
    )
