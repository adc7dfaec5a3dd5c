"""Any edits, re-loads, undos and imports in any order: applied twice is applied once, nothing is
orphaned, the counts are those of a fresh count.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from shutil import copy
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from tests.tracking.conftest import Shelf
from tests.tracking.factory import plan, work
from vanban.tracking import Store, open_store
from vanban.tracking.edits.apply import apply_edits
from vanban.tracking.edits.model import Edit, resolved
from vanban.tracking.edits.write import NewEdit
from vanban.tracking.errors import BadEdit, NotFound, NothingToUndo
from vanban.tracking.exports.importing import Outcome, import_workbook
from vanban.tracking.exports.xlsx.read import Entered, Filled, FilledRow
from vanban.tracking.queries.rows import fetch_tasks
from vanban.tracking.states import Reported
from vanban.tracking.store.doctor import doctor
from vanban.tracking.store.models import Edit as EditRow
from vanban.tracking.store.models import Task
from vanban.tracking.store.reporting import Update
from vanban.tracking.store.rows import plan_rows
from vanban.tracking.units.directory import NewUnit, add_unit, link_names
from vanban.tracking.units.groups import give

TEXTS = (
    "Rà soát danh mục văn bản",
    "Tổ chức tập huấn cán bộ",
    "Báo cáo kết quả thực hiện",
    "Xây dựng cơ sở dữ liệu",
)
FIELDS = st.sampled_from(
    [
        ("leads", ["Vụ X"]),
        ("due", "2026-12-31"),
        ("note", "tay"),
        ("text", "Lời khác hẳn"),
        ("outputs", ["Đề án"]),
    ]
)


def _edits() -> st.SearchStrategy[Edit]:
    rows = st.integers(1, 4)
    return st.one_of(
        st.builds(
            lambda i, r, f: Edit(i, "set", task_id=r, field=f[0], value=f[1]),
            st.integers(1, 99),
            rows,
            FIELDS,
        ),
        st.builds(lambda i, r: Edit(i, "remove", task_id=r), st.integers(1, 99), rows),
        st.builds(
            lambda i: Edit(i, "add", task_id=100 + i, value={"text": f"Việc thêm {i}"}),
            st.integers(1, 99),
        ),
        st.builds(
            lambda i, r: Edit(
                i,
                "split",
                task_id=r,
                value={
                    "parts": [{"task_id": r, "text": "một"}, {"task_id": 300 + i, "text": "hai"}]
                },
            ),
            st.integers(1, 99),
            rows,
        ),
        st.builds(
            lambda i, r: Edit(i, "merge", task_id=r, value={"with": [r % 4 + 1]}),
            st.integers(1, 99),
            rows,
        ),
    )


@settings(deadline=None)
@given(st.lists(_edits(), max_size=6, unique_by=lambda e: e.id))
def test_applying_twice_is_applying_once(edits: list[Edit]) -> None:
    read = plan_rows(plan(*TEXTS), date(2026, 6, 1))
    ids = {task.fields["stable_id"]: n for n, task in enumerate(read.tasks, 1)}
    once = apply_edits(read, resolved(edits, ids))
    twice = apply_edits(once, resolved(edits, ids))
    assert [t.fields["stable_id"] for t in twice.tasks] == [
        t.fields["stable_id"] for t in once.tasks
    ]
    assert [t.fields["ordinal"] for t in once.tasks] == list(range(len(once.tasks)))


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("set"), st.integers(0, 9), FIELDS),
        st.tuples(st.just("remove"), st.integers(0, 9), st.none()),
        st.tuples(st.just("merge"), st.integers(0, 9), st.none()),
        st.tuples(st.just("split"), st.integers(0, 9), st.none()),
        st.tuples(st.just("add"), st.integers(0, 9), st.none()),
        st.tuples(st.just("accept"), st.integers(0, 9), st.none()),
        st.tuples(st.just("give"), st.integers(0, 9), st.none()),
        st.tuples(st.just("name"), st.integers(0, 9), st.none()),
        st.tuples(st.just("repeal"), st.integers(0, 9), st.none()),
        st.tuples(st.just("remove document"), st.integers(0, 9), st.none()),
        st.tuples(st.just("report"), st.integers(0, 9), st.none()),
        st.tuples(st.just("import"), st.integers(0, 9), st.none()),
        st.tuples(st.just("undo edit"), st.integers(0, 9), st.none()),
        st.tuples(st.just("load"), st.integers(0, 15), st.none()),
        st.tuples(st.just("undo load"), st.integers(0, 9), st.none()),
    ),
    max_size=10,
)


@contextmanager
def empty_store(request: pytest.FixtureRequest, dialect: str) -> Iterator[Store]:
    """A store of its own for each example."""
    if dialect == "postgresql":
        shelf: Shelf = request.getfixturevalue("shelf")
        url = shelf.take()
        with open_store(url) as store:
            yield store
        shelf.give_back(url)
        return
    template: Path = request.getfixturevalue("sqlite_template")
    with TemporaryDirectory() as folder, open_store(copy(template, folder)) as store:
        yield store


@pytest.mark.parametrize("dialect", ["sqlite", "postgresql"])
@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=STEPS)
@example(steps=[("give", 1, None), ("import", 1, None), ("remove document", 0, None)])
@example(
    steps=[("give", 1, None), ("import", 1, None), ("remove document", 0, None), ("load", 0, None)]
)
def test_nothing_is_orphaned_and_counts_are_right(
    request: pytest.FixtureRequest, dialect: str, steps: list[tuple[str, int, object]]
) -> None:
    with empty_store(request, dialect) as store:
        store.load([plan(*(work(text, leads=["Vụ A"], due=date(2026, 7, 1)) for text in TEXTS))])
        reported: dict[int, int] = {}
        for n, (kind, pick, said) in enumerate(steps):
            _step(store, kind, pick, said, n, reported)
            assert [f"{f.name}: {f.message}" for f in doctor(store) if not f.ok] == []
        with store.reading() as connection:
            own = select(Task.id, Task.progress).where(
                ~Task.has_parts
            )  # the others stand as theirs
            rows = {row.id: row.progress for row in connection.execute(own)}
        assert {task: rows[task] for task in reported if task in rows} == {
            task: progress for task, progress in reported.items() if task in rows
        }


def _step(
    store: Store, kind: str, pick: int, said: object, n: int, reported: dict[int, int]
) -> None:
    with store.reading() as connection:
        present = (
            connection.execute(select(Task.id).where(Task.present).order_by(Task.ordinal))
            .scalars()
            .all()
        )
        edits = connection.execute(select(EditRow.id).order_by(EditRow.id)).scalars().all()
    if _documents_step(store, kind, pick, n):
        return
    try:
        if kind == "undo load":
            store.undo(1)
        elif kind == "remove document":
            store.remove(1)
        elif present and kind == "give":
            units = [add_unit(store, NewUnit(name)) for name in ("Vụ X", "Cục B")]
            give(store, present[pick % len(present)], units)
        elif kind == "add":
            store.edit(
                [NewEdit("add", values={"text": f"Việc thêm {n}", "leads": "Cục B"})], document_id=1
            )
        elif kind == "undo edit" and edits:
            store.edit([NewEdit("undo", undoes=edits[pick % len(edits)])], document_id=1)
        elif present and kind == "report":
            task = present[pick % len(present)]
            store.update(Update(task, state=Reported.IN_PROGRESS, progress=n + 1))
            reported[task] = n + 1
        elif present and kind == "import":
            task = present[pick % len(present)]
            if _imported(store, task, n + 1):
                reported[task] = n + 1
        elif present:
            store.edit([_new(kind, present, pick, said)])
    except (NothingToUndo, BadEdit, NotFound):
        pass  # nothing was written


def _documents_step(store: Store, kind: str, pick: int, n: int) -> bool:
    """A step that is about no task; False for any other."""
    if kind == "repeal":  # by another document, which a later one may replace
        words = f"Bãi bỏ nhiệm vụ số {pick % 4 + 1} tại Phụ lục kèm theo Quyết định số 12/QĐ-BTN."
        store.load([plan(number="77", issued_on=date(2026, 5, 1), articles=(words,))])
    elif kind == "name":
        link_names(store, add_unit(store, NewUnit("Vụ A")), [])
    elif kind == "load":
        kept = [text for bit, text in enumerate(TEXTS) if not pick >> bit & 1] or list(TEXTS[:1])
        store.load(
            [
                plan(
                    *(work(text, leads=["Vụ A"], due=date(2026, 7, 1)) for text in kept),
                    extra=f"bản {n}",
                )
            ]
        )
    return kind in ("repeal", "name", "load")


def _imported(store: Store, task: int, progress: int) -> bool:
    """A row of a workbook that came back; True when it was written."""
    with store.reading() as connection:
        (row,) = fetch_tasks(connection, [task], store.today())
    stands = Entered(row.state, row.progress, row.done_on, row.report_note or "")
    said = Entered(Reported.IN_PROGRESS.value, progress, None, "từ biểu")
    line = FilledRow(9, task, row.stable_id, row.report_id or 0, None, row.text, stands, said)
    (result,) = import_workbook(store, Filled((line,), (), None, None), by="đơn vị").results
    return result.outcome is Outcome.WRITTEN


def _new(kind: str, present: list[int], pick: int, said: object) -> NewEdit:
    task = present[pick % len(present)]
    if kind == "set":
        assert isinstance(said, tuple)
        return NewEdit("set", task, field=said[0], value=said[1])
    if kind == "accept":
        return NewEdit("accept", task)
    if kind == "split":
        return NewEdit("split", task, parts=({"text": "Phần một"}, {"text": "Phần hai"}))
    if kind == "merge":
        return NewEdit("merge", task, others=(present[(pick + 1) % len(present)],))
    return NewEdit("remove", task)
