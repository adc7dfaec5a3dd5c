"""Many people at the pages at once: ``python -m benchmarks.load [--users 100] [--seconds 300]
[--tasks 1000000] [--postgresql [URL]] [--converting] [--keep FILE]``.

Each user thinks 5 to 10 seconds between pages: seven in ten are lists and tasks (one in ten of
these writes an opinion), one in ten a search, one in ten a report, one in twenty the units, one in
twenty a workbook. ``--converting``: files are loaded meanwhile, so that the worker is never idle.
The users run in this process, on the same machine as the pages.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from benchmarks.made_plans import made_plans
from benchmarks.postgres_server import add_option, server
from benchmarks.report import keep
from benchmarks.served import PATIENCE, Service, make_workplace, served
from vanban.pipeline.guarded import unfiled
from vanban.tracking.people.accounts import local_person, open_people
from vanban.tracking.people.sessions import open_session

TASKS_EACH = 10
THINK = (5.0, 10.0)
MOST = {"page": 300.0, "write": 500.0}
"""Milliseconds at the 95th percentile."""
MOST_CONVERTING = 600.0
MOST_MEMORY = 600
"""MB that the web process may hold; mapped pages of the database are not counted."""
_KINDS = ("list", "task", "search", "report", "units", "file")
_SHARES = (35, 35, 10, 10, 5, 5)
_WRITES = 0.1
_WORDS = ("kế hoạch", "chuyen doi so", "cơ sở dữ liệu", "an toàn giao thông", "báo cáo")
_STATES = ("qua-han", "sap-den-han", "chua-hoan-thanh", "")
_SAME_SITE = {"sec-fetch-site": "same-origin"}


@dataclass
class Tally:
    """Milliseconds by kind, and what went wrong."""

    took: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: list[str] = field(default_factory=list)
    memory: int = 0

    def p95(self, kinds: tuple[str, ...]) -> float:
        """Of all requests of these kinds; 0 without two."""
        times = [ms for kind in kinds for ms in self.took.get(kind, ())]
        return statistics.quantiles(times, n=20)[-1] if len(times) > 1 else 0.0


def user(client: httpx.Client, tally: Tally, until: float, tasks: int, dice: random.Random) -> None:
    """Pages one after the other, with pauses, until the time is over."""
    while time.monotonic() < until:
        time.sleep(dice.uniform(*THINK))
        kind = dice.choices(_KINDS, _SHARES)[0]
        path = _path(kind, tasks, dice)
        timed(client, tally, kind, "GET", path)
        if kind == "task" and dice.random() < _WRITES:
            form = {"viec": "opinion", "note": "đang phối hợp", "expect": ""}
            timed(client, tally, "write", "POST", path, form)


def _path(kind: str, tasks: int, dice: random.Random) -> str:
    number = dice.randrange(1, tasks + 1)
    return {
        "list": f"/nhiem-vu?tinh-trang={dice.choice(_STATES)}&trang={dice.randrange(1, 4)}",
        "task": f"/nhiem-vu/{number}",
        "search": f"/tim?q={dice.choice(_WORDS)}",
        "report": f"/bao-cao?van-ban={1 + number // (TASKS_EACH + 1)}",
        "units": "/don-vi",
        "file": f"/bao-cao/tai?dang=xlsx&van-ban={1 + number // (TASKS_EACH + 1)}",
    }[kind]


def timed(
    client: httpx.Client,
    tally: Tally,
    kind: str,
    method: str,
    path: str,
    form: dict[str, str] | None = None,
) -> None:
    """One request, its time and what is wrong with its answer."""
    began = time.perf_counter()
    try:
        answer = client.request(method, path, data=form, headers=_SAME_SITE if form else None)
    except httpx.HTTPError as error:
        tally.errors.append(f"{kind} {path}: {error!r}")
        return
    tally.took[kind].append((time.perf_counter() - began) * 1000)
    if answer.status_code >= 400 and not (kind == "write" and answer.status_code == 409):
        tally.errors.append(f"{kind} {path}: {answer.status_code}")


def files(service: Service, until: float) -> None:
    """Keep the worker busy."""
    headers = {"authorization": f"Bearer {service.place.keys['clerk']}"}
    for plan in made_plans(10**6, tasks=TASKS_EACH, seed=7):
        if time.monotonic() > until:
            return
        sent = {"files": ("qd.txt", plan.source.text.encode())}
        httpx.post(f"{service.url}/api/v1/uploads", headers=headers, files=sent, timeout=PATIENCE)
        time.sleep(2)


def sessions(service: Service, count: int) -> Iterator[httpx.Client]:
    """Browsers that are signed in."""
    book = open_people(service.place.home / "people.db")
    person = local_person(book, "Nguyễn Thị Lan")
    for _ in range(count):
        cookie = {"vanban": open_session(book, person, "")}
        yield httpx.Client(base_url=service.url, cookies=cookie, timeout=PATIENCE)
    book.close()


def measure(service: Service, users: int, seconds: float, tasks: int, converting: bool) -> Tally:
    """All users at once."""
    tally, until = Tally(), time.monotonic() + seconds
    threads = [
        threading.Thread(target=user, args=(client, tally, until, tasks, random.Random(number)))
        for number, client in enumerate(sessions(service, users))
    ]
    if converting:
        threads.append(threading.Thread(target=files, args=(service, until)))
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        tally.memory = max(tally.memory, unfiled(service.pid) // 2**20)
        time.sleep(1)
    return tally


def table(tally: Tally) -> str:
    """p50 and p95 of each kind."""
    rows = ["| | requests | p50 ms | p95 ms |", "|---|---|---|---|"]
    for kind in (*_KINDS, "write"):
        times = tally.took.get(kind, [])
        middle = statistics.median(times) if times else 0.0
        rows.append(f"| {kind} | {len(times)} | {middle:.0f} | {tally.p95((kind,)):.0f} |")
    return "\n".join(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--users", type=int, default=100)
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--tasks", type=int, default=1_000_000)
    add_option(parser)
    parser.add_argument("--converting", action="store_true")
    parser.add_argument("--no-write", dest="write", action="store_false")
    parser.add_argument("--keep", type=Path, help="the filled store; used again if it is there")
    wanted = parser.parse_args()
    decisions = max(1, wanted.tasks // TASKS_EACH)
    with ExitStack() as stack:
        scratch = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        url = stack.enter_context(server()) if wanted.postgresql == "" else wanted.postgresql
        size = {"decisions": decisions, "tasks": TASKS_EACH}
        place = make_workplace(scratch, **size, filled=wanted.keep, database=url)
        service = stack.enter_context(served(place))
        asked = (wanted.users, wanted.seconds, decisions * TASKS_EACH, wanted.converting)
        tally = measure(service, *asked)
    pages, writes = tally.p95(_KINDS), tally.p95(("write",))
    most = MOST_CONVERTING if wanted.converting else MOST["page"]
    good = pages <= most and writes <= MOST["write"] and tally.memory <= MOST_MEMORY
    finding = (
        f"{wanted.users} users, {decisions * TASKS_EACH} tasks, pages p95 {pages:.0f} ms (at most "
        f"{most:.0f}), writes p95 {writes:.0f} ms (at most {MOST['write']:.0f}), "
        f"{len(tally.errors)} errors, web process {tally.memory} MB (at most {MOST_MEMORY}).\n\n"
        f"{table(tally)}"
    )
    print(finding, *tally.errors[:20], sep="\n")
    if wanted.write:
        kept = "load-sqlite" if wanted.postgresql is None else "load-postgresql"
        kept += "-converting" if wanted.converting else ""
        keep(kept, "Many people at the pages", f"python -m benchmarks.load {_said()}", finding)
    sys.exit(0 if good and not tally.errors else 1)


def _said() -> str:
    return " ".join(sys.argv[1:])


if __name__ == "__main__":
    main()
