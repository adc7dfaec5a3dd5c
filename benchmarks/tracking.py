"""How fast is the store? ``python -m benchmarks.tracking`` (2 000 decisions); ``--full
--postgresql``: 100 000 with 1 000 000 tasks.

Loads made decisions in bulk, gives their tasks states, asks each question many times with other
parameters each time, and prints rates, p50 and p95 (milliseconds, warm), and the database's plan of
each query. Only the loading itself is timed, not the making of the plans. With ``--postgresql`` a
server is started for the purpose and filled from the SQLite store through restore; loading is then
timed on further decisions. ``--full`` writes the figures into docs/RESULTS.md.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Self, TypeVar

from sqlalchemy import event, text

from benchmarks.made_plans import made_plans, units
from benchmarks.postgres_server import add_option, server
from benchmarks.report import replace_part
from vanban.tracking import Store, open_store
from vanban.tracking.queries.documents import list_documents
from vanban.tracking.queries.search import search
from vanban.tracking.queries.task_filter import TaskFilter
from vanban.tracking.queries.tasks import find_tasks
from vanban.tracking.queries.units import unit_loads
from vanban.tracking.states import Reported
from vanban.tracking.store.doctor import rebuild_tally
from vanban.tracking.store.reporting import Update

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)
UNITS = 800
T = TypeVar("T")
MORE = 2_000
TARGETS = {"sqlite": 50.0, "postgresql": 100.0}
RATE = 300
ROOT = Path(__file__).parents[1]
SERVER = (
    "synchronous_commit=off",
    "shared_buffers=1GB",
    "work_mem=32MB",
    "max_wal_size=4GB",
    "maintenance_work_mem=512MB",
)


def load(store: Store, size: int, tasks: int, start: int = 0) -> tuple[float, float]:
    """Plans a second, by the clock and by this process's processor time; making the plans is not
    counted.
    """
    making, all_of_it = Stopwatch(), Stopwatch()
    plans = made_plans(size, tasks=tasks, unit_count=UNITS, start=start)
    with all_of_it:
        for _ in store.load_iter(making.each(plans), by="đo"):
            pass
    return size / (all_of_it.clock - making.clock), size / (all_of_it.cpu - making.cpu)


class Stopwatch:
    """Seconds by the clock, and of this process's processor time."""

    def __init__(self) -> None:
        self.clock = self.cpu = 0.0

    def __enter__(self) -> Self:
        self.clock -= time.perf_counter()
        self.cpu -= time.process_time()
        return self

    def __exit__(self, *_: object) -> None:
        self.clock += time.perf_counter()
        self.cpu += time.process_time()

    def each(self, values: Iterator[T]) -> Iterator[T]:
        """``values``; what they take to be made is counted."""
        while True:
            with self:
                value = next(values, None)
            if value is None:
                return
            yield value


STATES = """UPDATE tasks SET
 state = CASE WHEN id % 20 < 11 THEN 'done' WHEN id % 20 < 16 THEN 'in_progress'
  ELSE 'suspended' END,
 phase = CASE WHEN id % 20 < 11 THEN 'done' WHEN id % 20 < 16 THEN 'open' ELSE 'halted' END,
 done_on = CASE WHEN id % 20 < 9 THEN due WHEN id % 20 < 11 THEN {late} END WHERE id % 20 < 17"""


def give_states(store: Store) -> None:
    """Four in five tasks get a state, straight in the caches (a million reports would take an
    hour).
    """
    late = "due + 9" if store.dialect == "postgresql" else "date(due, '+9 days')"

    def work(connection: Any) -> None:
        connection.execute(text(STATES.format(late=late)))
        connection.execute(
            text(
                "UPDATE assignments SET phase = (SELECT t.phase FROM tasks t WHERE t.id = "
                "assignments.task_id)"
            )
        )
        rebuild_tally(connection)

    store.writing(work)
    _settle(store)


def _settle(store: Store) -> None:
    """What a database does by itself in a quiet hour."""
    with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for work in (
            ("VACUUM ANALYZE", "CHECKPOINT") if store.dialect == "postgresql" else ("ANALYZE",)
        ):
            connection.exec_driver_sql(work)


def questions(store: Store, size: int) -> dict[str, Callable[[random.Random], Any]]:
    """Each question, with parameters drawn anew."""
    names = units(UNITS)

    def ask(**wanted: Any) -> Any:
        return find_tasks(store, TaskFilter(limit=50, **wanted))

    def window(rng: random.Random) -> dict[str, date]:
        low = TODAY + timedelta(days=rng.randrange(-400, 400))
        return {"due_from": low, "due_to": low + timedelta(days=30)}

    words = [
        "kế hoạch",
        "chuyen doi so",
        "hòa giải",
        "thủy lợi",
        "nong thon moi",
        "đề án",
        "báo cáo sơ kết",
        "dot 77",
        "an ninh mạng",
    ]
    return {
        "tất cả": lambda _: ask(),
        "đơn vị": lambda r: ask(unit=r.choice(names)),
        "đơn vị, vai trò": lambda r: ask(unit=r.choice(names), role="lead"),
        "đơn vị, trạng thái": lambda r: ask(
            unit=r.choice(names),
            role="lead",
            states=(r.choice(["overdue", "done_late", "in_progress"]),),
        ),
        "đơn vị, kỳ hạn": lambda r: ask(unit=r.choice(names), **window(r)),
        "vai trò": lambda r: ask(role=r.choice(["lead", "cooperate", "report_to"])),
        "trạng thái": lambda r: ask(
            states=(
                r.choice(["overdue", "due_soon", "not_due", "in_time", "done_late", "suspended"]),
            )
        ),
        "kỳ hạn": lambda r: ask(**window(r)),
        "văn bản": lambda r: ask(document=str(r.randrange(1, size))),
        "từ ngữ": lambda r: ask(text=r.choice(words)),
        "đơn vị, từ ngữ": lambda r: ask(unit=r.choice(names), text=r.choice(words)),
        "tìm nhiệm vụ": lambda r: search(store, r.choice(words), kinds=["task"]),
        "tìm văn bản": lambda r: search(store, r.choice(words), kinds=["text"]),
        "tìm cụm từ": lambda r: search(store, f'"{r.choice(words)}" {r.choice(words)}'),
        "khối lượng đơn vị": lambda r: unit_loads(
            store, as_of=TODAY + timedelta(days=r.randrange(-20, 200))
        ),
        "khối lượng một đơn vị": lambda r: unit_loads(store, unit=r.choice(names)),
    }


def measure(store: Store, size: int, rounds: int) -> dict[str, tuple[float, float, float]]:
    """p50 and p95 by the clock, and p95 of this process's processor time (SQLite works inside it),
    in milliseconds.
    """
    result = {}
    for name, ask in questions(store, size).items():
        rng = random.Random(7)
        for _ in range(3):
            ask(rng)
        times, work = [], []
        for _ in range(rounds):
            began, began_work = time.perf_counter(), time.process_time()
            ask(rng)
            times.append((time.perf_counter() - began) * 1000)
            work.append((time.process_time() - began_work) * 1000)
        at = max(0, round(0.95 * rounds) - 1)
        result[name] = statistics.median(times), sorted(times)[at], sorted(work)[at]
    return result


def plans(store: Store, size: int) -> dict[str, list[str]]:
    """The database's plan of each statement of each question."""
    explain = "EXPLAIN QUERY PLAN " if store.dialect == "sqlite" else "EXPLAIN "
    seen: dict[str, list[str]] = {}
    for name, ask in questions(store, size).items():
        statements: list[tuple[str, Any]] = []

        def keep(
            _c: Any,
            _cur: Any,
            statement: str,
            parameters: Any,
            _ctx: Any,
            _many: bool,
            kept: list[Any] = statements,
        ) -> None:
            kept.append((statement, parameters))

        event.listen(store.engine, "before_cursor_execute", keep)
        ask(random.Random(7))
        event.remove(store.engine, "before_cursor_execute", keep)
        with store.reading() as connection:
            lines: list[str] = []
            for statement, parameters in statements:
                if statement.lstrip().upper().startswith(("SELECT", "WITH")):
                    lines += [
                        str(row[-1])
                        for row in connection.exec_driver_sql(explain + statement, parameters)
                    ] + [""]
        seen[name] = lines
    return seen


def updates(store: Store, n: int) -> float:
    """Reports a second, one transaction each."""
    with store.reading() as connection:
        most = connection.execute(text("SELECT max(id) FROM tasks")).scalar_one()
    rng, began = random.Random(3), time.perf_counter()
    for _ in range(n):
        store.update(Update(rng.randrange(1, most + 1), note="đo"), by="đo")
    store.update(Update(most, state=Reported.IN_PROGRESS), by="đo")
    return n / (time.perf_counter() - began)


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured on one database: rates, and for each question p50, p95 and p95 of processor
    time in milliseconds.
    """

    database: str
    size: int
    tasks: int
    rate: float
    rate_cpu: float
    updates: float
    times: dict[str, tuple[float, float, float]]

    @property
    def met(self) -> bool:
        """All that is wanted."""
        return self.rate >= RATE and all(
            high <= TARGETS[self.database] for _, high, _ in self.times.values()
        )

    def lines(self) -> Iterator[str]:
        """As Markdown."""
        target = TARGETS[self.database]
        yield f"### {self.database}: {self.size:,} decisions, {self.size * self.tasks:,} tasks\n"
        loading = (
            f"{self.rate:.0f} plans a second ({self.rate_cpu:.0f} by processor time; "
            "wanted: "
            f"{RATE})"
        )
        yield f"Loading: {loading}. Reports: {self.updates:.0f} a second.\n"
        yield (
            f"| question | p50 ms | p95 ms (wanted: {target:.0f}) | p95 of processor time, ms | "
            "met |\n|---|---:|---:|---:|---|"
        )
        for name, (middle, high, work) in self.times.items():
            yield (
                f"| {name} | {middle:.1f} | {high:.1f} | {work:.1f} | "
                f"{'yes' if high <= target else 'NO'} |"
            )
        yield ""


def figures(
    store: Store, args: argparse.Namespace, size: int, rate: tuple[float, float]
) -> Figures:
    """Measure, and print what was found."""
    found = Figures(
        store.dialect,
        size,
        args.tasks,
        *rate,
        updates(store, 100),
        measure(store, size, args.rounds),
    )
    print("\n".join(found.lines()), flush=True)
    if args.plans:
        for name, lines in plans(store, size).items():
            print(f"\n### {name}\n\n" + "\n".join(f"    {line}" for line in lines))
    return found


def write(found: list[Figures], command: str) -> None:
    """The tracking part of docs/RESULTS.md."""
    load = os.getloadavg()[0]
    head = (
        f"## Tracking\n\n`{command}`, {date.today()}, {os.cpu_count()} processors, load "
        f"{load:.1f} at the end; warm.\n"
    )
    body = "\n".join(line for one in found for line in one.lines()).rstrip()
    replace_part(ROOT / "docs" / "RESULTS.md", "tracking", f"{head}\n{body}")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--size", type=int, default=2_000, help="decisions")
    parser.add_argument("--tasks", type=int, default=10, help="tasks of each")
    parser.add_argument("--full", action="store_true", help="100 000 decisions")
    parser.add_argument("--rounds", type=int, default=40)
    add_option(parser)
    parser.add_argument("--no-plans", dest="plans", action="store_false")
    parser.add_argument("--no-write", dest="write", action="store_false")
    parser.add_argument(
        "--keep",
        type=Path,
        help="folder for the SQLite file; used again if it is there, then only 2 000 more are "
        "loaded",
    )
    args = parser.parse_args()
    size = 100_000 if args.full else args.size
    with ExitStack() as stack:
        folder = args.keep or Path(
            stack.enter_context(tempfile.TemporaryDirectory(prefix="vanban-bench-"))
        )
        store, rate = _filled(folder / f"{size}x{args.tasks}.db", size, args.tasks)
        found = [figures(store, args, size, rate)]
        if args.postgresql is not None:
            found.append(_postgresql(stack, store, args, size))
    if args.full and args.write:
        write(found, "python -m benchmarks.tracking " + " ".join(sys.argv[1:]))
    raise SystemExit(0 if all(one.met for one in found) else 1)


def _filled(path: Path, size: int, tasks: int) -> tuple[Store, tuple[float, float]]:
    """The SQLite store, and the rate at which its last decisions went in."""
    there = path.exists()
    store = open_store(path, clock=lambda: NOW)
    if there:
        return store, load(store, MORE, tasks, start=last_made(store))
    rate = load(store, size, tasks)
    give_states(store)
    return store, rate


def last_made(store: Store) -> int:
    """How many decisions were made so far."""
    with store.reading() as connection:
        return int(connection.execute(text("SELECT max(id) FROM documents")).scalar_one())


def _postgresql(stack: ExitStack, source: Store, args: argparse.Namespace, size: int) -> Figures:
    from vanban.tracking.store.backup import copy_store

    url = args.postgresql or stack.enter_context(server(SERVER))
    store = open_store(url, clock=lambda: NOW)
    if not list_documents(store, limit=1):
        began = time.perf_counter()
        copy_store(source, store)
        print(f"\nrestored into PostgreSQL in {time.perf_counter() - began:.0f} s", flush=True)
        _settle(store)
    rate = load(store, min(MORE, size), args.tasks, start=last_made(store))
    _settle(store)
    found = figures(store, args, size, rate)
    store.close()
    return found


if __name__ == "__main__":
    main()
