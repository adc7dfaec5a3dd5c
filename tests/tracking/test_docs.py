"""Every question in the documentation is answered, on both databases."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import Connection, inspect, select

from tests.tracking.factory import cite, plan, work
from vanban.schemas import Deadline, Effective, Plan, Signer
from vanban.tracking import Store
from vanban.tracking.queries.sql import run_sql
from vanban.tracking.store.models import Actor
from vanban.tracking.units.directory import NewUnit, link, put_unit

PAGE = (Path(__file__).parents[2] / "docs" / "TRACKING.md").read_text("utf-8")


def asked(store: Store, n: int) -> list[tuple[object, ...]]:
    """Rows of the page's question ``n``, days as ISO and numbers as floats on both databases."""
    question = re.search(rf"^{n}\. .*?```sql\n(.*?)```", PAGE, re.MULTILINE | re.DOTALL)
    assert question
    rows = run_sql(store, question[1]).rows
    return [tuple(_plain(cell) for cell in row) for row in rows]


def _plain(cell: object) -> object:
    if isinstance(cell, date):
        return cell.isoformat()
    return float(cell) if isinstance(cell, (int, float, Decimal)) else cell


@pytest.fixture
def three(store: Store) -> Store:
    """A plan, another on the same ground whose third task cites a decree, and what replaces one."""
    ground = [("1/2020/NĐ-CP", date(2020, 1, 1), "basis"), ("5/2019/NĐ-CP", None, "basis")]
    yearly = Deadline(
        text="hằng năm",
        kind="recurring",
        rrule="FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=1",
        until=date(2021, 12, 31),
    )
    first = plan(
        work(
            "Báo cáo kết quả",
            leads=["Vụ A"],
            cooperators=["Cục B"],
            due=date(2020, 5, 1),
            outputs=["Báo cáo"],
        ),
        work("Xây dựng đề án", leads=["Vụ A", "Vụ C"], due=date(2020, 3, 31)),
        work("Tập huấn", leads=["Bộ cũ"], deadline=yearly),
        work("Rà soát", leads=[]),
        issued_on=date(2020, 3, 2),
        citations=ground,
    )
    second = plan("Tuyên truyền", number="13", issued_on=date(2020, 4, 1), citations=ground[:1])
    acts = [
        "Bãi bỏ nhiệm vụ số 2 tại Phụ lục kèm theo Quyết định số 12/QĐ-BTN ngày 02 tháng 3 năm "
        "2020.",
        "Quyết định này thay thế Nghị định số 1/2020/NĐ-CP ngày 01 tháng 01 năm 2020.",
    ]
    third = plan(number="14", issued_on=date(2020, 6, 1), articles=acts)
    store.load([_as_signed(first), second, third])
    store.writing(
        lambda connection: link(
            connection, put_unit(connection, NewUnit("Vụ A")), _written(connection)
        )
    )
    with store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE actors SET actor_id = 'BTTTT' WHERE name = 'Bộ cũ'")
    return store


def _as_signed(read: Plan) -> Plan:
    """With a signer, a day of effect, verbs that open the tasks, a decree in the third, a doubt in
    the fourth.
    """
    verbs = ("Báo cáo", "Xây dựng", "Tập huấn", "Xây dựng")
    tasks = [
        task.model_copy(update={"action": verb})
        for task, verb in zip(read.tasks, verbs, strict=True)
    ]
    cited = cite("5/2019/NĐ-CP", tasks[2].span, relation="refers")
    tasks[2] = tasks[2].model_copy(update={"citations": (cited,)})
    tasks[3] = tasks[3].model_copy(update={"needs_review": True})
    signer = Signer(name="Trần Văn Khảo", span=read.tasks[0].span)
    said = {"signers": (signer,), "effective": Effective(date=date(2020, 4, 15))}
    document = read.document.model_copy(update=said)
    return read.model_copy(update={"document": document, "tasks": tuple(tasks)})


def _written(connection: Connection) -> list[int]:
    query = select(Actor.id).where(Actor.name.in_(("Vụ A", "Cục B")))
    return list(connection.execute(query).scalars())


A, B, C = "12/QĐ-BTN", "13/QĐ-BTN", "14/QĐ-BTN"
OLD = "1/2020/NĐ-CP"
VALUES: dict[int, list[tuple[object, ...]]] = {
    2: [("Bộ cũ", 1, 1), ("Vụ A", 2, 1)],
    3: [("Bộ cũ", 0), ("Vụ A", 0)],
    4: [(A, "4", "Rà soát")],
    5: [("Vụ A", "Cục B", 1)],
    6: [(OLD, 2020, 2), ("5/2019/NĐ-CP", 2019, 1)],
    7: [(A, "repeals", C, "2020-06-01")],
    8: [],
    10: [(A, "4", "Rà soát", None, None)],
    11: [
        ("Bộ cũ", "2020-Q4", 1),
        ("Vụ A", "2020-Q1", 1),
        ("Vụ A", "2020-Q2", 1),
        ("Vụ C", "2020-Q1", 1),
    ],
    12: [(A, OLD, "replaces", C), (B, OLD, "replaces", C)],
    13: [(A, 1), (B, 1)],
    14: [(20.0,)],
    15: [("Trần Văn Khảo", 1)],
    16: [
        (A, f"mục {n} Phụ lục", text)
        for n, text in enumerate(("Báo cáo kết quả", "Xây dựng đề án", "Tập huấn", "Rà soát"), 1)
    ]
    + [(B, "mục 1 Phụ lục", "Tuyên truyền")],
    18: [(A, "Xây dựng đề án", 2)],
    19: [("Vụ A", "Cục B", 1), ("Vụ A", "Vụ A", 2)],
    20: [(A, "Tập huấn", "2020-12-01"), (A, "Tập huấn", "2021-12-01")],
    21: [
        ("Bộ Khoa học và Công nghệ", "Bộ cũ", "NQ 176/2025/QH15", A, "Tập huấn"),
        ("Vụ A", "Cục B", None, A, "Báo cáo kết quả"),
    ],
    22: [(A, B, OLD)],
    24: [(A, "Tập huấn")],
    26: [("Xây dựng", 2), ("Báo cáo", 1), ("Tập huấn", 1)],
    28: [("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=1", 1)],
    29: [(A, "2020-03-02", "2020-04-15")],
    30: [(A, "2", "Xây dựng đề án", None, C)],
}
"""What the page's questions answer on the three decisions."""


def test_the_questions_are_answered_with_right_values(three: Store) -> None:
    assert {n: asked(three, n) for n in VALUES} == {
        n: [tuple(float(c) if isinstance(c, int) else c for c in row) for row in rows]
        for n, rows in VALUES.items()
    }
    first = asked(three, 1)[0]
    assert (first[:2], first[4] > 2000) == ((A, "Báo cáo kết quả"), True)  # type: ignore[operator]
    assert asked(three, 9)[0][1] == 1
    assert asked(three, 17)[-1][3] == 1
    assert asked(three, 23) == [(A, 121.0, 29, 274)]
    assert asked(three, 25) == [(A, 1, 1, 25), (B, 1, 1, 0)]
    assert asked(three, 27) == [("unit", 5, 5, 1)]


def test_every_question_of_the_page_is_asked(store: Store) -> None:
    numbers = [int(n) for n in re.findall(r"^(\d+)\. ", PAGE, re.MULTILINE)]
    assert numbers == list(range(1, 31))
    for n in set(numbers) - set(VALUES):
        asked(store, n)


def test_the_views_have_the_columns_that_the_page_names(store: Store) -> None:
    described = re.findall(r"^\| `(v_\w+)` \|[^|]*\| `([^`]*)` \|", PAGE, re.MULTILINE)
    with store.reading() as connection:
        views = inspect(connection).get_view_names()
    assert {view for view, _ in described} == {v for v in views if v.startswith("v_")}
    for view, columns in described:
        names = re.sub(r"\([^)]*\)", "", columns)
        assert run_sql(store, f"SELECT {names} FROM {view}").rows == ()
