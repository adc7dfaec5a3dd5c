"""What people set right: laid over the plan, kept over re-loads, taken back one by one."""

from __future__ import annotations

from datetime import date

import pytest

from tests.tracking.factory import plan, work
from vanban.schemas import Plan
from vanban.schemas.structure import Cell, Column, Row, Table
from vanban.tracking import Store
from vanban.tracking.edits.write import NewEdit
from vanban.tracking.errors import BadEdit, Conflict
from vanban.tracking.queries.rows import TaskRow
from vanban.tracking.queries.sql import run_sql
from vanban.tracking.queries.task_filter import TaskFilter
from vanban.tracking.queries.tasks import find_tasks
from vanban.tracking.queries.units import unit_loads
from vanban.tracking.states import Reported
from vanban.tracking.store.doctor import doctor
from vanban.tracking.store.reporting import Update
from vanban.tracking.units.directory import NewUnit, add_unit
from vanban.tracking.units.groups import give

THREE = (
    work("Rà soát danh mục văn bản", leads=["Vụ A"], due=date(2026, 7, 1)),
    work("Tổ chức tập huấn", leads=["Vụ B"]),
    work("Báo cáo kết quả thực hiện", leads=["Vụ C"]),
)


def rows(store: Store) -> dict[str, TaskRow]:
    return {row.text: row for row in find_tasks(store, TaskFilter(limit=0)).rows}


def wrong(store: Store) -> list[str]:
    return [f"{f.name}: {f.message}" for f in doctor(store) if not f.ok]


@pytest.fixture
def loaded(store: Store) -> Store:
    store.load([plan(*THREE)])
    return store


def reload(store: Store, *tasks: dict[str, object]) -> None:
    store.load([plan(*tasks, extra="chụp lại")])


def test_every_field_can_be_set_and_survives_a_copy(loaded: Store) -> None:
    first = rows(loaded)["Rà soát danh mục văn bản"].id
    said = {
        "chủ trì": "Vụ D; Cục E",
        "hạn": "31/12/2026",
        "sản phẩm": "Danh mục",
        "cấp trình": "Bộ trưởng",
        "nhom": "Nhóm I",
        "ghi chú": "sửa tay",
    }
    loaded.edit(
        [NewEdit("set", first, field=name, value=value) for name, value in said.items()], by="an"
    )
    for _ in range(2):
        row = rows(loaded)["Rà soát danh mục văn bản"]
        assert (row.id, row.leads, row.due) == (first, ("Vụ D", "Cục E"), date(2026, 12, 31))
        assert (row.outputs, row.submit_to, row.group, row.note) == (
            ("Danh mục",),
            "Bộ trưởng",
            "Nhóm I",
            "sửa tay",
        )
        assert wrong(loaded) == []
        reload(loaded, *THREE)


def test_other_words_are_the_same_task_when_a_changed_copy_comes(loaded: Store) -> None:
    first = rows(loaded)["Rà soát danh mục văn bản"].id
    loaded.edit([NewEdit("set", first, field="text", value="Một câu hoàn toàn khác hẳn")])
    loaded.update(Update(first, state=Reported.IN_PROGRESS, progress=40))
    reload(loaded, *THREE)
    row = rows(loaded)["Một câu hoàn toàn khác hẳn"]
    assert (row.id, row.progress, row.needs_review) == (first, 40, False)
    assert len(rows(loaded)) == 3


@pytest.mark.parametrize(
    ("read_later", "leads", "doubtful"),
    [
        (["Vụ A"], ("Vụ D",), False),  # as when it was set
        (["Vụ D"], ("Vụ D",), False),  # the reading has learnt it
        (["Vụ X"], ("Vụ D",), True),  # a third thing
    ],
)
def test_three_are_compared(
    loaded: Store, read_later: list[str], leads: tuple[str, ...], doubtful: bool
) -> None:
    first = rows(loaded)["Rà soát danh mục văn bản"].id
    loaded.edit([NewEdit("set", first, field="leads", value=["Vụ D"])])
    reload(
        loaded, work("Rà soát danh mục văn bản", leads=read_later, due=date(2026, 7, 1)), *THREE[1:]
    )
    row = rows(loaded)["Rà soát danh mục văn bản"]
    assert (row.id, row.leads, row.needs_review) == (first, leads, doubtful)
    if doubtful:
        loaded.edit([NewEdit("set", first, field="leads", value=["Vụ D"])])
        assert not rows(loaded)["Rà soát danh mục văn bản"].needs_review


def test_a_task_that_was_added_stays_and_meets_a_later_reading(loaded: Store) -> None:
    after = rows(loaded)["Tổ chức tập huấn"].id
    values = {"text": "Xây dựng cơ sở dữ liệu dùng chung", "leads": "Cục E", "due": "1/9/2026"}
    loaded.edit([NewEdit("add", values=values, after=after)], document_id=1)
    added = rows(loaded)["Xây dựng cơ sở dữ liệu dùng chung"]
    assert (added.origin, added.leads, added.due, added.ordinal) == (
        "manual",
        ("Cục E",),
        date(2026, 9, 1),
        2,
    )
    loaded.update(Update(added.id, state=Reported.IN_PROGRESS, progress=30))
    reload(loaded, *THREE)
    assert rows(loaded)[added.text].progress == 30
    reload(loaded, *THREE, work("Xây dựng cơ sở dữ liệu dùng chung", leads=["Cục E"]))
    now = rows(loaded)[added.text]
    assert (now.id, now.progress, now.due, now.origin) == (added.id, 30, date(2026, 9, 1), "table")
    assert len(rows(loaded)) == 4
    assert wrong(loaded) == []


def test_what_was_removed_stays_out_until_it_is_taken_back(loaded: Store) -> None:
    second = rows(loaded)["Tổ chức tập huấn"].id
    (edit,) = loaded.edit([NewEdit("remove", second, reason="là căn cứ")])
    reload(loaded, *THREE)
    assert list(rows(loaded)) == ["Rà soát danh mục văn bản", "Báo cáo kết quả thực hiện"]
    assert wrong(loaded) == []
    loaded.edit([NewEdit("undo", undoes=edit)])
    assert rows(loaded)["Tổ chức tập huấn"].id == second
    assert wrong(loaded) == []


def test_a_split_and_its_undo(loaded: Store) -> None:
    second = rows(loaded)["Tổ chức tập huấn"].id
    pieces = ({"text": "Tổ chức tập huấn đợt 1"}, {"text": "In tài liệu", "leads": ["Cục E"]})
    (edit,) = loaded.edit([NewEdit("split", second, parts=pieces)])
    reload(loaded, *THREE)
    now = rows(loaded)
    assert now["Tổ chức tập huấn đợt 1"].id == second
    assert (now["In tài liệu"].leads, now["Tổ chức tập huấn đợt 1"].leads) == (
        ("Cục E",),
        ("Vụ B",),
    )
    assert wrong(loaded) == []
    loaded.edit([NewEdit("undo", undoes=edit)])
    assert "In tài liệu" not in rows(loaded)
    assert rows(loaded)["Tổ chức tập huấn"].id == second


def test_rows_that_are_one_task_are_merged(loaded: Store) -> None:
    first, second = (rows(loaded)[t].id for t in ("Rà soát danh mục văn bản", "Tổ chức tập huấn"))
    loaded.edit([NewEdit("merge", first, others=(second,))])
    reload(loaded, *THREE)
    row = rows(loaded)["Rà soát danh mục văn bản Tổ chức tập huấn"]
    assert (row.id, row.leads) == (first, ("Vụ A", "Vụ B"))
    assert len(rows(loaded)) == 2
    assert wrong(loaded) == []


def test_the_head_of_a_document_can_be_set(loaded: Store) -> None:
    loaded.edit(
        [NewEdit("set", target="document", field="trích yếu", value="Kế hoạch năm")], document_id=1
    )
    reload(loaded, *THREE)
    assert rows(loaded)["Tổ chức tập huấn"].document_title == "Kế hoạch năm"


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        (NewEdit("set", 1, field="màu", value="đỏ"), "không có trường “màu”"),
        (NewEdit("set", 1, field="hạn", value="mai kia"), "không phải là ngày"),
        (NewEdit("set", 1, field="text", value=" "), "không được để trống"),
        (NewEdit("split", 1, parts=({"text": "một"},)), "ít nhất hai phần"),
        (NewEdit("merge", 1), "ít nhất một nhiệm vụ khác"),
    ],
)
def test_what_cannot_be_is_refused(loaded: Store, edit: NewEdit, message: str) -> None:
    with pytest.raises(BadEdit, match=message):
        loaded.edit([edit])


def test_an_edit_on_what_changed_since_is_a_conflict(loaded: Store) -> None:
    loaded.edit([NewEdit("set", 1, field="note", value="một", expect=0)])
    with pytest.raises(Conflict):
        loaded.edit([NewEdit("set", 1, field="note", value="hai", expect=0)])


def test_gold_says_what_people_made_sure_of(loaded: Store) -> None:
    from vanban.tracking.edits.gold import gold_documents

    loaded.edit(
        [
            NewEdit("set", 1, field="leads", value=["Vụ D"]),
            NewEdit("accept", 2),
            NewEdit("remove", 3),
        ]
    )
    (record,) = gold_documents(loaded, reviewed_only=False)
    tasks = record["tasks"]
    seen = [task["fields"]["leads"] for task in tasks]  # type: ignore[index, call-overload, union-attr]
    assert seen == [
        {"value": ["Vụ D"], "seen": "corrected"},
        {"value": ["Vụ B"], "seen": "accepted"},
    ]
    assert [t["text"] for t in record["not_tasks"]] == ["Báo cáo kết quả thực hiện"]  # type: ignore[index, call-overload, union-attr]


BASES = [("1/2020/NĐ-CP", date(2020, 1, 1), "basis"), ("2/2021/NĐ-CP", None, "basis")]


def cited(store: Store) -> list[str]:
    return [row[0] for row in run_sql(store, "SELECT cited FROM v_citations ORDER BY 1").rows]


def test_what_a_document_rests_on_can_be_set_and_taken_out(store: Store) -> None:
    store.load([plan(*THREE, citations=BASES)])
    new = "Căn cứ Nghị định số 99/2025/NĐ-CP ngày 1 tháng 4 năm 2025 của Chính phủ;"
    (edit,) = store.edit([NewEdit("set", target="basis:2", value=new)], document_id=1, by="an")
    assert cited(store) == ["1/2020/NĐ-CP", "99/2025/NĐ-CP"]
    store.load([plan(*THREE, citations=BASES, extra="chụp lại")])
    assert cited(store) == ["1/2020/NĐ-CP", "99/2025/NĐ-CP"]
    store.edit([NewEdit("remove", target="basis:1")], document_id=1)
    assert cited(store) == ["99/2025/NĐ-CP"]
    store.edit([NewEdit("undo", undoes=edit)], document_id=1)
    assert cited(store) == ["2/2021/NĐ-CP"]
    for wrong_place in ("basis:3", "basis:0"):
        with pytest.raises(BadEdit, match="không có căn cứ"):
            store.edit([NewEdit("set", target=wrong_place, value=new)], document_id=1)
    assert wrong(store) == []


def with_table(made: Plan) -> Plan:
    """The plan with its tasks in a table: order, task, lead, and a column that says nothing."""
    roles = ("order", "task", "lead", "other")
    columns = tuple(Column(index=n, header=role, role=role) for n, role in enumerate(roles))  # type: ignore[arg-type]
    head = Row(kind="header", cells=())
    rows = tuple(
        Row(kind="data", cells=(Cell(text=task.text, column=1, span=task.span),))
        for task in made.tasks
    )
    span = made.tasks[0].span
    table = Table(id="b1", role="assignments", columns=columns, rows=(head, *rows), span=span)
    return made.model_copy(update={"tables": (table,)})


def test_a_cell_of_a_table_is_a_field_of_its_task(store: Store) -> None:
    store.load([with_table(plan(*THREE))])
    store.edit([NewEdit("set", target="table:b1:r3c3", value="Cục E")], document_id=1)
    store.edit([NewEdit("remove", target="table:b1:r4")], document_id=1)
    for _ in range(2):
        assert {text: row.leads for text, row in rows(store).items()} == {
            "Rà soát danh mục văn bản": ("Vụ A",),
            "Tổ chức tập huấn": ("Cục E",),
        }
        store.load([with_table(plan(*THREE, extra="chụp lại"))])
    assert wrong(store) == []


@pytest.mark.parametrize(
    ("target", "value", "message"),
    [
        ("table:b1:r3c4", "x", "không phải là một mục"),
        ("table:b1:r9c2", "x", "không cho một nhiệm vụ"),
        ("table:b1:r1c2", "x", "không cho một nhiệm vụ"),
        ("table:b7:r2c2", "x", "không có chỗ"),
        ("table:b1:r2", "x", "phải nói cột"),
    ],
)
def test_a_cell_that_is_not_there_is_refused(
    store: Store, target: str, value: str, message: str
) -> None:
    store.load([with_table(plan(*THREE))])
    with pytest.raises(BadEdit, match=message):
        store.edit([NewEdit("set", target=target, value=value)], document_id=1)


def test_a_damaged_table_completed_by_hand_survives_the_damaged_copy(store: Store) -> None:
    """As the appendix of a plan of which a copy kept three cells: the rows that people typed stay,
    with what was reported on them, whatever damaged copy comes.
    """

    def damaged(extra: str) -> Plan:
        made = plan(THREE[0], extra=extra)
        table = Table(id="b1", role="assignments", damaged=True, span=made.tasks[0].span)
        return made.model_copy(update={"tables": (table,)})

    store.load([damaged("bản 1")])
    span = damaged("bản 1").tables[0].span
    place = {"target": "table:b1", "start": span.start, "end": span.end, "reason": "theo bản giấy"}
    typed = [
        NewEdit(
            "add",
            values={"nội dung": f"Dòng {n}", "chủ trì": "Cục E", "hạn": "31/12/2026"},
            **place,
        )  # type: ignore[arg-type]
        for n in (1, 2)
    ]
    store.edit(typed, document_id=1, by="an")
    done = rows(store)["Dòng 2"].id
    store.update(Update(done, state=Reported.IN_PROGRESS, progress=40))
    for step in (lambda: store.load([damaged("bản 2")]), lambda: store.undo(1)):
        step()
        now = rows(store)
        assert set(now) == {"Rà soát danh mục văn bản", "Dòng 1", "Dòng 2"}
        assert (now["Dòng 2"].id, now["Dòng 2"].progress, now["Dòng 2"].leads) == (
            done,
            40,
            ("Cục E",),
        )
    assert wrong(store) == []


def test_what_was_given_to_units_and_taken_back_counts_for_its_lead_again(loaded: Store) -> None:
    units = [add_unit(loaded, NewUnit(name)) for name in ("Phòng D", "Phòng E")]
    edit = give(loaded, rows(loaded)["Rà soát danh mục văn bản"].id, units)
    given = {"Phòng D": 1, "Phòng E": 1, "Vụ B": 1, "Vụ C": 1}
    assert {row.unit: row.total for row in unit_loads(loaded)} == given
    loaded.edit([NewEdit("undo", undoes=edit)], by="an")
    assert {row.unit: row.total for row in unit_loads(loaded)} == {"Vụ A": 1, "Vụ B": 1, "Vụ C": 1}
    assert wrong(loaded) == []
