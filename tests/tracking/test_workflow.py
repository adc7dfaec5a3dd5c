"""Who may take which step when: the table, and what each step leaves in the log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from tests.databases import Clock
from tests.tracking.factory import plan, work
from vanban.tracking import Store
from vanban.tracking.acts import act, hold_back, release
from vanban.tracking.cases import case_of
from vanban.tracking.errors import BadReport, NotAllowed
from vanban.tracking.queries.desk import whole_task
from vanban.tracking.queries.task_filter import TaskFilter
from vanban.tracking.queries.tasks import find_tasks
from vanban.tracking.units.directory import NewUnit, add_unit, list_units
from vanban.tracking.words import entry_label, report_line
from vanban.tracking.workflow import Case, Said, allowed, main_first, steps

TODAY = date(2026, 6, 1)


@dataclass(frozen=True)
class Somebody:
    id: int
    name: str
    role: str
    units: tuple[int, ...] = ()


CLERK, LEADER, VIEWER = (
    Somebody(1, "Văn thư", "clerk"),
    Somebody(2, "Chánh Văn phòng", "leader"),
    Somebody(3, "Khách", "viewer"),
)
LEAD, HELPER, STRANGER = (Somebody(n + 10, f"Đơn vị {n}", "unit", (n,)) for n in (1, 2, 3))


@pytest.mark.parametrize(
    ("stage", "person", "steps_shown"),
    [
        ("not_received", LEAD, "receive ask_move progress opinion ask_extension hand_in"),
        ("not_received", HELPER, "opinion"),
        ("not_received", STRANGER, ""),
        ("not_received", VIEWER, ""),
        ("in_progress", LEADER, "move opinion urge extend suspend withdraw"),
        ("asked_extension", LEADER, "opinion agree refuse urge suspend withdraw"),
        ("asked_extension", LEAD, "progress opinion hand_in"),
        ("awaiting", LEADER, "opinion confirm return extend suspend withdraw"),
        ("awaiting", LEAD, "opinion"),
        ("done", LEADER, "return withdraw"),
        ("halted", CLERK, "resume"),
        ("unreleased", LEAD, ""),
    ],
)  # fmt: skip
def test_the_table(stage: str, person: Somebody, steps_shown: str) -> None:
    case = Case(1, stage, leads=frozenset({1}), cooperators=frozenset({2}))
    assert [step.name for step in allowed(case, person, TODAY)] == steps_shown.split()


def test_nobody_confirms_what_he_handed_in_and_urges_twice_a_day() -> None:
    case = Case(1, "awaiting", handed_in_by=LEADER.id)
    assert "confirm" not in [step.name for step in allowed(case, LEADER, TODAY)]
    case = Case(1, "in_progress", urged_on=TODAY)
    assert "urge" not in [step.name for step in allowed(case, LEADER, TODAY)]


def test_every_step_has_words_and_a_way() -> None:
    for step in steps().values():
        assert step.label and step.who and step.stages and step.done
        assert set(step.main) <= set(step.stages)
        assert set(step.needs) - {"result"} <= set(step.asks), step.name
        assert entry_label(step.writes if step.writes != "state" else "note", step.field)


@pytest.mark.parametrize(
    ("stage", "person", "first"),
    [
        ("not_received", LEAD, "receive"), ("in_progress", LEAD, "progress"),
        ("returned", LEAD, "hand_in"), ("awaiting", LEADER, "confirm"),
        ("asked_extension", LEADER, "agree"), ("asked_move", CLERK, "move"),
        ("halted", CLERK, "resume"),
    ],
)  # fmt: skip
def test_what_people_come_for_stands_first(stage: str, person: Somebody, first: str) -> None:
    case = Case(1, stage, leads=frozenset({1}))
    assert main_first(allowed(case, person, TODAY), stage)[0].name == first


@pytest.fixture
def loaded(store: Store, clock: Clock) -> tuple[Store, Somebody]:
    store.load([plan(work("Xây dựng đề án", leads=["Vụ A"], due=date(2026, 6, 30)))])
    add_unit(store, NewUnit("Vụ A"))
    return store, Somebody(20, "Vụ A", "unit", (list_units(store)[0].names[0][0],))


def test_work_that_is_handed_in_asks_for_no_more_time(loaded: tuple[Store, Somebody]) -> None:
    store, unit = loaded
    later = Said(new_due=date(2026, 7, 31), note="chờ ý kiến")
    act(store, 1, "ask_extension", unit, later)
    act(store, 1, "suspend", LEADER, Said(evidence="9/TB-VP"))
    act(store, 1, "resume", LEADER)
    assert case_of(store, 1).stage == "asked_extension"
    act(store, 1, "hand_in", unit, Said(note="đã trình"))
    assert (case_of(store, 1).stage, case_of(store, 1).request) == ("awaiting", None)
    assert find_tasks(store, TaskFilter(pending=True)).rows == ()
    act(store, 1, "return", LEADER, Said(note="thiếu phụ lục"))
    act(store, 1, "ask_extension", unit, later)
    assert case_of(store, 1).request is not None


def test_from_receipt_to_confirmation(loaded: tuple[Store, Somebody], clock: Clock) -> None:
    store, unit = loaded
    with pytest.raises(NotAllowed):
        act(store, 1, "confirm", LEADER)
    act(store, 1, "receive", unit)
    assert case_of(store, 1).stage == "in_progress"
    act(store, 1, "progress", unit, Said(progress=40, note="đang soạn"))
    with pytest.raises(BadReport, match="không sau thời hạn cũ"):
        act(store, 1, "ask_extension", unit, Said(new_due=date(2026, 6, 1), note="chậm"))
    request = act(
        store, 1, "ask_extension", unit, Said(new_due=date(2026, 7, 31), note="chờ ý kiến")
    )
    case = case_of(store, 1)
    assert (case.stage, case.due, case.request and case.request.id) == (
        "asked_extension",
        date(2026, 6, 30),
        request,
    )
    assert [r.id for r in find_tasks(store, TaskFilter(pending=True)).rows] == [1]
    act(store, 1, "agree", LEADER, Said(evidence="15/TB-VP"))
    case = case_of(store, 1)
    assert (case.stage, case.due, case.request) == ("in_progress", date(2026, 7, 31), None)
    with pytest.raises(BadReport, match="kết quả"):
        act(store, 1, "hand_in", unit)
    act(store, 1, "hand_in", unit, Said(evidence="20/BC-VA", done_on=date(2026, 5, 31)))
    act(store, 1, "return", LEADER, Said(note="thiếu phụ lục"))
    assert case_of(store, 1).stage == "returned"
    act(store, 1, "hand_in", unit, Said(note="đã bổ sung", done_on=date(2026, 6, 1)))
    act(store, 1, "confirm", LEADER)
    row = find_tasks(store, TaskFilter()).rows[0]
    assert (row.state, row.done_on) == ("done", date(2026, 6, 1))  # the day of handing in counts
    assert [report_line(entry) for entry in whole_task(store, 1).log[::-1]] == [
        "tiếp nhận",
        "Đang thực hiện 40 %; đang soạn",
        "đề nghị gia hạn đến 31/07/2026; chờ ý kiến",
        "đồng ý với đề nghị; 15/TB-VP",
        "Gia hạn từ 30/06/2026 đến 31/07/2026; 15/TB-VP",
        "Chờ xác nhận ngày 31/05/2026; 20/BC-VA",
        "Trả lại, thực hiện lại; thiếu phụ lục",
        "Chờ xác nhận ngày 01/06/2026; đã bổ sung",
        "Đã hoàn thành",
    ]


def test_a_refused_extension_leaves_the_day(loaded: tuple[Store, Somebody]) -> None:
    store, unit = loaded
    act(store, 1, "receive", unit)
    act(store, 1, "ask_extension", unit, Said(new_due=date(2026, 7, 31), note="chậm"))
    act(store, 1, "refuse", LEADER, Said(note="việc gấp"))
    assert (case_of(store, 1).stage, case_of(store, 1).due) == ("in_progress", date(2026, 6, 30))


def test_work_moves_to_another_unit(loaded: tuple[Store, Somebody]) -> None:
    store, unit = loaded
    act(store, 1, "ask_move", unit, Said(note="không đúng chức năng"))
    act(store, 1, "move", CLERK, Said(units=("Cục B",)))
    assert find_tasks(store, TaskFilter()).rows[0].leads == ("Cục B",)
    assert case_of(store, 1).request is None


def test_units_see_what_was_released(loaded: tuple[Store, Somebody], clock: Clock) -> None:
    store, _ = loaded
    hold_back(store, 1)
    assert (case_of(store, 1).stage, find_tasks(store, TaskFilter(visible=True)).rows) == (
        "unreleased",
        (),
    )
    assert release(store, 1, by="an") == 1
    assert case_of(store, 1).stage == "not_received"


def test_silence(loaded: tuple[Store, Somebody], clock: Clock) -> None:
    store, unit = loaded
    act(store, 1, "progress", unit, Said(progress=10))
    clock.set(date(2026, 6, 25))
    assert find_tasks(store, TaskFilter(silent_days=30)).rows == ()
    clock.set(date(2026, 7, 15))
    act(store, 1, "urge", CLERK, Said(sent="chưa có địa chỉ thư"))
    store.load([plan(work("Lập báo cáo", leads=["Vụ A"]), number="77")])  # given out today
    assert [r.id for r in find_tasks(store, TaskFilter(silent_days=30)).rows] == [1]
    hold_back(store, 1)
    assert find_tasks(store, TaskFilter(silent_days=30)).rows == ()
