"""Every question in the documentation is answered, on both databases."""

import re
from datetime import date
from pathlib import Path

from sqlalchemy import inspect

from tests.tracking.factory import plan, work
from vanban.tracking import Store
from vanban.tracking.queries.sql import run_sql

PAGE = (Path(__file__).parents[2] / "docs" / "TRACKING.md").read_text("utf-8")


def test_the_questions_have_answers(store: Store) -> None:
    store.load(
        [
            plan(
                work("Báo cáo", leads=["Vụ A"], cooperators=["Cục B"], due=date(2020, 5, 1)),
                citations=[("1/2020/NĐ-CP", None, "basis")],
            )
        ]
    )
    answers = [
        run_sql(store, question) for question in re.findall(r"```sql\n(.*?)```", PAGE, re.DOTALL)
    ]
    assert len(answers) == 20
    assert answers[0].rows[0][1] == "Báo cáo"
    assert answers[0].rows[0][4] > 2000  # days overdue
    assert [len(a.rows) for a in answers[1:3]] == [1, 1]
    assert answers[5].rows == (("1/2020/NĐ-CP", 2020, 1),)
    assert answers[10].rows == (("Vụ A", "2020-Q2", 1),)
    assert [list(a.rows) for a in answers[13:15]] == [[(0.0,)], []]
    assert answers[15].rows == (("12/QĐ-BTN", "mục 1 Phụ lục", "Báo cáo"),)


def test_the_views_have_the_columns_that_the_page_names(store: Store) -> None:
    described = re.findall(r"^\| `(v_\w+)` \|[^|]*\| `([^`]*)` \|", PAGE, re.MULTILINE)
    with store.reading() as connection:
        views = inspect(connection).get_view_names()
    assert {view for view, _ in described} == {v for v in views if v.startswith("v_")}
    for view, columns in described:
        names = re.sub(r"\([^)]*\)", "", columns)
        assert run_sql(store, f"SELECT {names} FROM {view}").rows == ()
