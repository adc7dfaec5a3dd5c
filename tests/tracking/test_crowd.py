"""Many at once, and killed in the middle: no report lost, no plan torn, backups whole, no edit lost
over re-loads.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from sqlalchemy import func, select

from tests.tracking.factory import plan, work
from vanban.tracking import Store, open_store
from vanban.tracking.queries.rows import fetch_reports
from vanban.tracking.states import Reported
from vanban.tracking.store.backup import backup
from vanban.tracking.store.doctor import doctor
from vanban.tracking.store.models import Document, Edit, Report, Revision, Task
from vanban.tracking.store.reporting import Update

ROOT = Path(__file__).parents[2]


def count(store: Store, model: type) -> int:
    with store.reading() as connection:
        return connection.execute(select(func.count()).select_from(model)).scalar_one()


def sound(store: Store) -> bool:
    return all(finding.ok for finding in doctor(store))


def test_fifty_writers_at_once(store: Store, database: str) -> None:
    store.load(
        [
            plan(
                *(
                    work(f"việc số {n}", leads=[f"Vụ {n % 3}"], due=date(2026, 7, 1))
                    for n in range(5)
                )
            )
        ]
    )
    errors: list[Exception] = []

    def write(n: int) -> None:
        own = open_store(database, clock=store.clock)
        try:
            for k in range(4):
                state = (Reported.IN_PROGRESS, Reported.SUSPENDED)[k % 2]
                own.update(
                    Update(1 + (n + k) % 5, state=state, progress=n % 100, note=f"{n}.{k}"),
                    by=f"người {n}",
                )
                if n % 10 == 0:
                    own.load([plan(f"việc {n} {k}", number=str(100 + k))], by=f"người {n}")
        except Exception as error:
            errors.append(error)
        finally:
            own.close()

    threads = [threading.Thread(target=write, args=(n,)) for n in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    with store.reading() as connection:
        log = fetch_reports(connection, range(1, 6))
    assert sorted(r.note or "" for r in log) == sorted(
        f"{n}.{k}" for n in range(50) for k in range(4)
    )
    assert sound(store)


def test_loads_of_one_decision_at_once_make_one_document(store: Store, database: str) -> None:
    def load(n: int) -> None:
        own = open_store(database, clock=store.clock)
        own.load([plan("Xây dựng đề án", f"việc {n}", extra=str(n))], by=str(n))
        own.close()

    threads = [threading.Thread(target=load, args=(n,)) for n in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (count(store, Document), count(store, Revision)) == (1, 12)
    assert sound(store)


WRITER = """
import sys
from datetime import date
from tests.tracking.factory import plan, work
from vanban.tracking import open_store
from vanban.tracking.states import Reported
from vanban.tracking.store.reporting import Update
from vanban.tracking.edits.write import NewEdit
from vanban.tracking.exports.importing import import_workbook
from vanban.tracking.exports.xlsx.read import Entered, Filled, FilledRow
from vanban.tracking.queries.rows import fetch_tasks
store = open_store(sys.argv[1])
n = int(sys.argv[2]) * 10000
print("ready", flush=True)
while True:
    n += 1
    if sys.argv[3] == "load":
        made = [
            plan(
                *(work(f"việc {n} {k} {j}", due=date(2026, 7, 1)) for j in range(20)),
                number=str(n * 10 + k),
            )
            for k in range(8)
        ]
        for loaded in store.load(made, by="máy"):
            print("load", loaded.document_id, flush=True)
    elif sys.argv[3] == "edit":
        made = NewEdit("set", 1 + n % 3, field="note", value=f"n{n}")
        print("edit", store.edit([made], by="máy")[0], flush=True)
    elif sys.argv[3] == "import":
        with store.reading() as connection:
            (row,) = fetch_tasks(connection, [1 + n % 3], store.today())
        stands = Entered(row.state, row.progress, row.done_on, row.report_note or "")
        said = Entered("in_progress", 50, None, f"n{n}")
        line = FilledRow(9, row.id, row.stable_id, row.report_id or 0, None, row.text, stands, said)
        read = import_workbook(store, Filled((line,), (), None, None), by="máy")
        if read.results[0].outcome == "written":
            with store.reading() as connection:
                (now,) = fetch_tasks(connection, [row.id], store.today())
                print("import", now.report_id, flush=True)
    else:
        said = Update(1 + n % 3, state=Reported.IN_PROGRESS, note=f"n{n}")
        print("update", store.update(said, by="máy"), flush=True)
"""


@pytest.mark.slow
@pytest.mark.parametrize("work_", ["load", "update", "edit", "import"])
def test_killed_writers_leave_whole_plans_and_lose_nothing_that_was_said_done(
    store: Store, database: str, work_: str
) -> None:
    store.load([plan("một", "hai", "ba")])
    done: list[int] = []
    rng = random.Random(5)
    for round_ in range(6):
        command = [sys.executable, "-c", WRITER, database, str(round_ + 1), work_]
        writer = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            cwd=ROOT,
            text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(rng.uniform(0.05, 0.6))
        writer.send_signal(signal.SIGKILL)
        done += [
            int(line.split()[1])
            for line in writer.stdout.read().splitlines()
            if line.count(" ") == 1
        ]
        writer.wait()
    said: type = {"load": Document, "edit": Edit}.get(work_, Report)
    with store.reading() as connection:
        there = set(connection.execute(select(said.id)).scalars())  # type: ignore[attr-defined]
    assert set(done) <= there
    assert sound(store)
    store.load([plan("còn ghi được", number="77")])
    assert sound(store)


def test_a_backup_made_while_others_write_is_whole(
    store: Store, database: str, tmp_path: Path
) -> None:
    store.load([plan(*(work(f"việc {n}") for n in range(5)))])
    stop = threading.Event()
    errors: list[Exception] = []

    def write(n: int) -> None:
        own = open_store(database, clock=store.clock)
        k = 0
        try:
            while not stop.is_set():
                k += 1
                own.load([plan(f"việc {n} {k}", "hai", number=str(n * 1000 + k))])
                own.update(Update(1 + k % 5, state=Reported.IN_PROGRESS, note=f"{n}.{k}"))
        except Exception as error:
            errors.append(error)
        finally:
            own.close()

    threads = [threading.Thread(target=write, args=(n,)) for n in range(1, 4)]
    for thread in threads:
        thread.start()
    copies = []
    for n in range(4):
        time.sleep(0.3)
        copies.append(backup(store, tmp_path / f"{n}.db"))
    stop.set()
    for thread in threads:
        thread.join()
    assert errors == []
    sizes = []
    for path in copies:
        copy = open_store(path, clock=store.clock)
        assert sound(copy)
        sizes.append(count(copy, Document))
        copy.close()
    assert sizes == sorted(sizes)


WORDS = ["Xây dựng", "Tổ chức", "Rà soát", "Báo cáo", "Kiểm tra"]
THINGS = [
    "đề án chuyển đổi số",
    "hội nghị tổng kết năm",
    "văn bản quy phạm pháp luật",
    "kết quả thực hiện kế hoạch",
    "cơ sở dữ liệu dân cư",
    "hạ tầng mạng",
]


@cache
def _empty() -> Path:
    """A store with nothing in it, for others to be copies of: migrations take longer than a
    copy.
    """
    path = Path(tempfile.mkdtemp(prefix="vanban-test-")) / "kho.db"
    open_store(path).close()
    return path


class Reloads(RuleBasedStateMachine):
    """Re-loads of one decision with edits between them: whatever people wrote is still there, on
    the same work.
    """

    def __init__(self) -> None:
        super().__init__()
        self.store = open_store(shutil.copy(_empty(), Path(self._folder()) / "kho.db"))
        self.said: dict[int, list[str]] = {}
        self.texts: list[str] = []
        self.n = 0

    @staticmethod
    def _folder() -> str:
        return tempfile.mkdtemp(prefix="vanban-test-")

    def teardown(self) -> None:
        self.store.close()
        shutil.rmtree(Path(self.store.url.database or "").parent, ignore_errors=True)

    @initialize()
    def begin(self) -> None:
        self.texts = [f"{w} {t}" for w in WORDS[:3] for t in THINGS[:3]]
        self._load()

    def _load(self) -> None:
        self.n += 1
        self.store.load([plan(*self.texts, extra=f"bản {self.n}")], by="máy")

    @rule(pick=st.integers(0, 99), progress=st.integers(0, 100))
    def report(self, pick: int, progress: int) -> None:
        with self.store.reading() as connection:
            ids = connection.execute(select(Task.id).order_by(Task.id)).scalars().all()
        task = ids[pick % len(ids)]
        note = f"ghi {self.n} {len(self.said)} {progress}"
        self.store.update(
            Update(task, state=Reported.IN_PROGRESS, progress=progress, note=note), by="người"
        )
        self.said.setdefault(task, []).append(note)

    @rule(pick=st.integers(0, 99))
    def drop(self, pick: int) -> None:
        if len(self.texts) > 2:
            del self.texts[pick % len(self.texts)]
        self._load()

    @rule(pick=st.integers(0, 99), word=st.sampled_from(WORDS), thing=st.sampled_from(THINGS))
    def insert(self, pick: int, word: str, thing: str) -> None:
        new = f"{word} {thing}"
        if new not in self.texts:
            self.texts.insert(pick % (len(self.texts) + 1), new)
        self._load()

    @rule(pick=st.integers(0, 99))
    def reword(self, pick: int) -> None:
        at = pick % len(self.texts)
        self.texts[at] = self.texts[at].removesuffix(" (sửa)") + (
            " (sửa)" if not self.texts[at].endswith("(sửa)") else ""
        )
        self._load()

    @rule()
    def undo(self) -> None:
        from vanban.tracking.errors import NothingToUndo

        try:
            self.store.undo(1, by="người")
        except NothingToUndo:
            return
        with self.store.reading() as connection:
            self.texts = list(
                connection.execute(
                    select(Task.text).where(Task.present).order_by(Task.ordinal)
                ).scalars()
            )

    @invariant()
    def nothing_is_lost(self) -> None:
        if not self.texts:
            return
        with self.store.reading() as connection:
            present = list(
                connection.execute(
                    select(Task.text).where(Task.present).order_by(Task.ordinal)
                ).scalars()
            )
            log: dict[int, list[str]] = {}
            for entry in fetch_reports(
                connection, connection.execute(select(Task.id)).scalars().all()
            ):
                log.setdefault(entry.task_id, []).append(entry.note or "")
            last = {
                row.id: row.progress for row in connection.execute(select(Task.id, Task.progress))
            }
        assert present == self.texts
        assert log == self.said
        assert all(last[task] == int(notes[-1].split()[-1]) for task, notes in self.said.items())


Reloads.TestCase.settings = settings(
    max_examples=8, stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck)
)
TestReloads = Reloads.TestCase


def test_two_hundred_reloads_with_edits_between(store: Store) -> None:
    rng = random.Random(11)
    texts = [f"{word} {thing}" for word in WORDS[:4] for thing in THINGS[:4]]
    store.load([plan(*texts)])
    said: dict[str, int] = {}
    for n in range(200):
        with store.reading() as connection:
            rows = {
                row.text: row.id
                for row in connection.execute(select(Task.text, Task.id).where(Task.present))
            }
        name = rng.choice(texts)
        store.update(
            Update(rows[name], state=Reported.IN_PROGRESS, progress=n % 101, note=f"lần {n}"),
            by="người",
        )
        said[f"lần {n}"] = rows[name]
        rng.shuffle(texts) if n % 3 else texts.append(texts.pop(0))
        store.load([plan(*texts, extra=f"bản {n}")], by="máy")
    with store.reading() as connection:
        kept = {
            entry.note: entry.task_id
            for entry in fetch_reports(connection, sorted(set(said.values())))
        }
        progress = {
            row.id: row.progress for row in connection.execute(select(Task.id, Task.progress))
        }
    assert kept == said
    latest = {task: int(note.split()[1]) % 101 for note, task in said.items()}
    assert {task: progress[task] for task in latest} == latest
    assert (count(store, Revision), count(store, Task)) == (201, 16)
    assert sound(store)
