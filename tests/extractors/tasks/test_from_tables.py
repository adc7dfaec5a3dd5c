"""Tasks from assignment tables, on made tables."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.extractors.tables.making import Rows, outline_of, source_of
from vanban.extractors.context import Context
from vanban.extractors.tables import extract_tables
from vanban.extractors.tasks import extract_tasks
from vanban.schemas import ActorRef, DocType, Header, Span, Task

HEADER = Header(
    doc_type=DocType(code="KH", name="Kế hoạch"),
    number="12",
    symbol="KH-UBND",
    number_symbol="12/KH-UBND",
    issued_on=date(2025, 2, 1),
    issuer=ActorRef(
        text="UBND tỉnh Hòa Giang", name="Ủy ban nhân dân tỉnh Hòa Giang", span=Span(start=0, end=0)
    ),
)
CONTEXT = Context(issued_on=date(2025, 2, 1), issuer="Ủy ban nhân dân tỉnh Hòa Giang")
HEAD = ["STT", "Nội dung", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời hạn"]


def tasks_of(*tables: Rows, damaged: bool = False, header: Header = HEADER) -> tuple[Task, ...]:
    outline = outline_of(source_of(*tables, damaged=damaged))
    tasks = extract_tasks(outline, extract_tables(outline), header, CONTEXT)
    for task in tasks:
        assert task.span.of(outline.source.text) == task.text
        for actor in (*task.leads, *task.cooperators):
            assert actor.span.of(outline.source.text) == actor.text
    return tasks


def names(actors: tuple[ActorRef, ...]) -> list[str]:
    return [a.text for a in actors]


def test_a_row_is_a_task() -> None:
    (task,) = tasks_of(
        [
            [*HEAD, "Sản phẩm"],
            [
                "1",
                "Xây dựng kế hoạch",
                "Sở Nội vụ",
                "Sở Tài chính, Công an tỉnh",
                "30/6/2025",
                "Kế hoạch",
            ],
        ]
    )
    assert (task.origin, task.number, task.text) == ("table", "1", "Xây dựng kế hoạch")
    assert names(task.leads) == ["Sở Nội vụ"]
    assert names(task.cooperators) == ["Sở Tài chính", "Công an tỉnh"]
    assert (task.deadline.text, task.deadline.due) == ("30/6/2025", date(2025, 6, 30))
    assert [o.text for o in task.outputs] == ["Kế hoạch"]
    assert task.inherited == ()


COMBINED = [
    (
        "Chủ trì: Sở Nội vụ; Phối hợp: Sở Tài chính, Công an tỉnh",
        ["Sở Nội vụ"],
        ["Sở Tài chính", "Công an tỉnh"],
    ),
    (
        "- Chủ trì: Văn phòng UBND tỉnh\n- Phối hợp: Các sở, ban, ngành",
        ["Văn phòng UBND tỉnh"],
        ["Các sở, ban, ngành"],
    ),
    ("Sở Y tế chủ trì, phối hợp với Sở Tài chính", ["Sở Y tế"], ["Sở Tài chính"]),
    ("Sở Xây dựng (chủ trì), Sở Tài chính (phối hợp)", ["Sở Xây dựng"], ["Sở Tài chính"]),
    (
        "Sở Y tế chủ trì; Sở Tài chính, Công an tỉnh phối hợp",
        ["Sở Y tế"],
        ["Sở Tài chính", "Công an tỉnh"],
    ),
    ("Sở Nội vụ chủ trì", ["Sở Nội vụ"], []),
    ("Sở Nội vụ", ["Sở Nội vụ"], []),
]


@pytest.mark.parametrize(("cell", "leads", "cooperators"), COMBINED)
def test_a_cell_with_leads_and_cooperators(
    cell: str, leads: list[str], cooperators: list[str]
) -> None:
    (task,) = tasks_of(
        [
            ["TT", "Nội dung", "Đơn vị thực hiện", "Thời gian"],
            ["1", "Tổ chức hội nghị", cell, "Quý II/2025"],
        ]
    )
    assert names(task.leads) == leads
    assert names(task.cooperators) == cooperators


def test_merged_cells_hold_for_each_row() -> None:
    tasks = tasks_of(
        [
            HEAD,
            ["1", "Lập danh sách", ("Sở Nội vụ", 2, 1), "", ("30/6/2025", 2, 1)],
            ["2", "Công bố danh sách", "^", "", "^"],
        ]
    )
    assert [names(t.leads) for t in tasks] == [["Sở Nội vụ"], ["Sở Nội vụ"]]
    assert [t.deadline.due for t in tasks] == [date(2025, 6, 30)] * 2
    assert [t.inherited for t in tasks] == [(), ("leads", "deadline")]


def test_groups_and_paths() -> None:
    tasks = tasks_of(
        [
            HEAD,
            ["I", "Thể chế", "", "", ""],
            ["1", "Rà soát văn bản", "Sở Tư pháp", "", "2025"],
            ["II", "Nhân lực", "", "", ""],
            ["1", "Tập huấn", "Sở Nội vụ", "", "2025"],
        ]
    )
    assert [t.group for t in tasks] == ["Thể chế", "Nhân lực"]
    assert [t.path for t in tasks] == [("I", "1"), ("II", "1")]


def test_units_as_group_headings_lead() -> None:
    tasks = tasks_of(
        [
            ["TT", "Nhiệm vụ", "Thời hạn"],
            ["I", "SỞ NỘI VỤ", ""],
            ["1", "Xây dựng đề án", "30/6/2025"],
            ["II", "SỞ TÀI CHÍNH", ""],
            ["1", "Phân bổ kinh phí", "15/3/2025"],
        ]
    )
    assert [names(t.leads) for t in tasks] == [["SỞ NỘI VỤ"], ["SỞ TÀI CHÍNH"]]
    assert all("leads" in t.inherited for t in tasks)


def test_time_of_a_group_is_inherited() -> None:
    tasks = tasks_of(
        [
            HEAD,
            ["I", "Chuẩn bị", "", "", "Quý I/2025"],
            ["1", "Lập danh sách", "Sở Nội vụ", "", ""],
            ["2", "Thẩm định hồ sơ", "Sở Y tế", "", "30/6/2025"],
        ]
    )
    assert [t.deadline.due for t in tasks] == [date(2025, 3, 31), date(2025, 6, 30)]
    assert ["deadline" in t.inherited for t in tasks] == [True, False]


def test_sub_rows_have_parents() -> None:
    tasks = tasks_of(
        [
            HEAD,
            ["1", "Cải cách thể chế", "", "", ""],
            ["1.1", "Rà soát văn bản", "Sở Tư pháp", "", "30/6/2025"],
            ["2", "Chuyển đổi số", "Sở Y tế", "", "2025"],
            ["", "- Số hóa hồ sơ", "", "", ""],
            ["a)", "Kho dữ liệu", "Sở Nội vụ", "", ""],
        ]
    )
    by_text = {t.text: t for t in tasks}
    assert by_text["Rà soát văn bản"].parent == by_text["Cải cách thể chế"].id
    assert (
        by_text["Số hóa hồ sơ"].parent
        == by_text["Kho dữ liệu"].parent
        == by_text["Chuyển đổi số"].id
    )
    assert names(by_text["Số hóa hồ sơ"].leads) == ["Sở Y tế"]
    assert by_text["Số hóa hồ sơ"].inherited == ("leads", "deadline")
    assert names(by_text["Kho dữ liệu"].leads) == ["Sở Nội vụ"]
    assert by_text["Cải cách thể chế"].parent is None


def test_a_row_carried_on_after_a_page_is_one_task() -> None:
    first, second = tasks_of(
        [HEAD, ["1", "Xây dựng kế hoạch phát triển", "Sở Y tế", "", "2025"]],
        [["", "nguồn nhân lực số", "", "", ""], ["2", "Tổ chức hội thảo", "Sở Y tế", "", "2025"]],
    )
    assert (first.text, [c.text for c in first.continued]) == (
        "Xây dựng kế hoạch phát triển",
        ["nguồn nhân lực số"],
    )
    assert second.number == "2"


def test_start_and_end_columns() -> None:
    (task,) = tasks_of(
        [
            ["TT", "Hoạt động", "Chủ trì", "Bắt đầu", "Kết thúc"],
            ["1", "Rà soát", "Sở Tư pháp", "01/3/2025", "30/6/2025"],
        ]
    )
    assert (task.deadline.start, task.deadline.due, task.deadline.text) == (
        date(2025, 3, 1),
        date(2025, 6, 30),
        "30/6/2025",
    )


def test_a_column_for_each_year() -> None:
    (task,) = tasks_of(
        [
            ["TT", "Nội dung", "Chủ trì", ("Thời gian", 1, 2), "<"],
            ["", "", "", "2025", "2026"],
            ["1", "Triển khai", "Sở Y tế", "x", "x"],
        ]
    )
    assert (task.deadline.text, task.deadline.due) == ("2026", date(2026, 12, 31))


def test_numbers_inside_the_task_cell() -> None:
    tasks = tasks_of(
        [
            ["Nhiệm vụ", "Đơn vị chủ trì", "Thời hạn"],
            ["1. Xây dựng kế hoạch", "Sở Nội vụ", "30/6/2025"],
        ]
    )
    assert [(t.number, t.text) for t in tasks] == [("1", "Xây dựng kế hoạch")]


def test_nothing_is_invented_for_a_damaged_table() -> None:
    assert tasks_of([HEAD, ["1", "Xây dựng kế hoạch", "Sở Nội vụ", "", "2025"]], damaged=True) == ()


def test_ids_are_stable_and_unlike() -> None:
    rows: Rows = [
        HEAD,
        ["1", "Lập danh sách", "Sở Nội vụ", "", ""],
        ["1", "Công bố danh sách", "Sở Y tế", "", ""],
    ]
    ids = [t.id for t in tasks_of(rows)]
    assert ids == [t.id for t in tasks_of(rows)]
    assert len(set(ids)) == 2
    other = HEADER.model_copy(update={"number_symbol": "13/KH-UBND"})
    assert not set(ids) & {t.id for t in tasks_of(rows, header=other)}


def test_what_a_task_leaves_open() -> None:
    (task,) = tasks_of([HEAD, ["1", "Lập danh sách đơn vị", "Sở Nội vụ, Sở Y tế", "", ""]])
    assert task.missing == ("thoi_gian", "trach_nhiem", "san_pham", "tham_quyen")


def test_labels_of_a_letter_and_numbers_are_numbers() -> None:
    (task,) = tasks_of([HEAD, ["A1.1", "Làm mới biển báo", "Phòng Hành chính", "", "5/2025"]])
    assert (task.number, task.path) == ("A1.1", ("A1.1",))


def test_a_cell_over_two_columns_is_read_once() -> None:
    head = ["TT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Bắt đầu", "Kết thúc"]
    (task,) = tasks_of(
        [head, ["1", "Truyền thông cải cách", ("Các phòng", 1, 2), "<", ("Hằng tháng", 1, 2), "<"]]
    )
    assert (names(task.leads), names(task.cooperators), task.deadline.kind) == (
        ["Các phòng"],
        [],
        "recurring",
    )


def test_rows_that_share_their_work_are_works_of_their_own() -> None:
    tasks = tasks_of(
        [
            [*HEAD, "Sản phẩm"],
            ["1", "Thể chế hóa chủ trương", "Sở Y tế", "", "5/2026", "Báo cáo chuyên đề"],
            ["", "", "Sở Y tế", "", "11/2026", "Báo cáo kết quả"],
            ["2", "Lập danh sách", "Sở Nội vụ", "", "2026", ""],
        ]
    )
    assert [(t.number, t.text, t.deadline.text) for t in tasks] == [
        ("1", "Thể chế hóa chủ trương", "5/2026"),
        ("1", "Thể chế hóa chủ trương", "11/2026"),
        ("2", "Lập danh sách", "2026"),
    ]
    assert tasks[1].inherited == ("text",)


def test_rows_that_share_their_work_over_a_page() -> None:
    head = [*HEAD, "Sản phẩm"]
    tasks = tasks_of(
        [head, ["2", "Thể chế hóa chủ trương", "Sở Y tế", "", "5/2026", "Báo cáo về cơ chế, giải"]],
        [
            head,
            [("", 2, 1), ("", 2, 1), "", "", "", "pháp phát triển kinh tế"],
            ["^", "^", "Sở Y tế", "", "11/2026", "Báo cáo kết quả"],
            ["3", "Lập danh sách", "Sở Nội vụ", "", "2026", ""],
        ],
    )
    assert [(t.number, t.deadline.text) for t in tasks] == [
        ("2", "5/2026"),
        ("2", "11/2026"),
        ("3", "2026"),
    ]
    assert [o.text for o in tasks[0].outputs] == [
        "Báo cáo về cơ chế, giải",
        "pháp phát triển kinh tế",
    ]
    assert tasks[1].text == tasks[0].text


def test_units_as_columns() -> None:
    tasks = tasks_of(
        [
            [("TT", 2, 1), ("Nhiệm vụ", 2, 1), ("Đơn vị thực hiện", 1, 2), "<", ("Thời hạn", 2, 1)],
            ["^", "^", "Sở Y tế", "Sở Nội vụ", "^"],
            ["1", "Rà soát vị trí việc làm", "x", "", "6/2026"],
            ["2", "Xây dựng đề án tinh gọn", "PH", "CT", "9/2026"],
        ]
    )
    assert [(names(t.leads), names(t.cooperators)) for t in tasks] == [
        (["Sở Y tế"], []),
        (["Sở Nội vụ"], ["Sở Y tế"]),
    ]


def test_a_cell_over_several_columns_of_one_kind_is_read_once() -> None:
    (task,) = tasks_of(
        [
            ["TT", "Nhiệm vụ", "Chủ trì", ("Sản phẩm", 1, 3), "<", "<"],
            ["1", "Lập danh sách", "Sở Nội vụ", ("Kế hoạch", 1, 3), "<", "<"],
        ]
    )
    assert [o.text for o in task.outputs] == ["Kế hoạch"]


def test_a_column_of_time_makes_its_cells_times() -> None:
    (task,) = tasks_of(
        [HEAD, ["1", "Lập danh sách", "Sở Nội vụ", "", "100 ngày kể từ ngày ban hành Kế hoạch"]]
    )
    assert task.deadline.due == HEADER.issued_on + timedelta(days=100)
