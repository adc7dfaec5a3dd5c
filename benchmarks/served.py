"""A workplace with made decisions, and its pages on a free port as ``vanban serve`` opens them."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from benchmarks.made_plans import made_plans
from vanban.tracking import open_store
from vanban.tracking.beside import Beside
from vanban.tracking.people.accounts import add_account, local_person, open_people
from vanban.tracking.people.keys import make_key
from vanban.tracking.people.person import Person, roles
from vanban.tracking.queries.desk import leading_units
from vanban.tracking.queries.documents import list_documents
from vanban.tracking.store.backup import copy_store

UNITS = 40
PATIENCE = 120.0
"""Seconds in which a service that was started has to answer."""
_STARTS = 3
"""Starts of a service that is killed while it starts."""
_PAUSE = 0.2
_PROGRAM = "import sys; from vanban.cli import program; sys.exit(program())"


@dataclass
class Workplace:
    """Where the databases and files of the pages stand, and the keys of one person of each role."""

    folder: Path
    database: str
    keys: dict[str, str] = field(default_factory=dict)

    @property
    def home(self) -> Path:
        """The book of people, the queue and the files."""
        return self.folder / "home"


def make_workplace(
    folder: Path,
    *,
    decisions: int = 20,
    tasks: int = 10,
    filled: Path | None = None,
    database: str | None = None,
) -> Workplace:
    """Made decisions, and somebody of each role with a key. ``filled``: a store of such decisions
    that is kept, made if it is not there; it is copied. ``database``: the URL of one instead of a
    file; what it holds already is used.
    """
    file = filled or folder / "kho.db"
    there = database is not None and _holds_decisions(database)
    if not there and not file.exists():
        _fill(file, decisions, tasks)
    made = Workplace(folder, database or str(folder / "kho.db"))
    if database:
        if not there:
            _copy(file, database)
    elif filled:
        shutil.copyfile(filled, made.database)
    with open_store(made.database) as store:
        own = [unit for unit, _ in leading_units(store)][:1]
    book = open_people(made.home / "people.db")
    for role in roles():
        made.keys[role] = make_key(book, _person(book, role, own), "đo")
    book.close()
    return made


def _fill(file: Path, decisions: int, tasks: int) -> None:
    with open_store(file, create=True) as store:
        for _ in store.load_iter(made_plans(decisions, tasks=tasks, unit_count=UNITS), by="đo"):
            pass


def _holds_decisions(database: str) -> bool:
    with open_store(database, create=True) as store:
        return bool(list_documents(store, limit=1))


def _copy(file: Path, database: str) -> None:
    with open_store(file) as source, open_store(database, create=True) as store:
        copy_store(source, store)


def _person(book: Beside, role: str, units: list[int]) -> Person:
    if role == "local":
        return local_person(book, "Nguyễn Thị Lan")
    of = units if role == "unit" else ()
    return add_account(book, login=role, name=role, role=role, units=of)


class Service:
    """``vanban serve`` as a process; it may be killed and started again on its port."""

    def __init__(self, place: Workplace) -> None:
        self.place = place
        self._port = "0"
        self._process: subprocess.Popen[str] | None = None
        self.url = ""
        self.desk = httpx.Client()

    @property
    def pid(self) -> int:
        """The number of the web process."""
        assert self._process is not None
        return self._process.pid

    def is_up(self) -> bool:
        """Whether the web process runs."""
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        """Start it; when this returns, it answers."""
        link = next((said for _ in range(_STARTS) if (said := self._launched())), "")
        if not link:
            raise RuntimeError("the pages do not start")
        self.url = link.split("/vao/")[0]
        self._port = self.url.rsplit(":", 1)[1]
        self._wait()
        self.desk = httpx.Client(base_url=self.url, timeout=PATIENCE, follow_redirects=True)
        self.desk.get(link).raise_for_status()

    def _launched(self) -> str:
        """The link that a new process prints; nothing where it was killed before it could."""
        command = [sys.executable, "-c", _PROGRAM, "serve", "--port", self._port]
        where = {"VANBAN_DB": self.place.database, "VANBAN_HOME": str(self.place.home)}
        self._process = subprocess.Popen(
            command, stdout=subprocess.PIPE, text=True, env={**os.environ, **where}
        )
        assert self._process.stdout is not None
        return " ".join(self._process.stdout.readline().split()[-1:])

    def kill(self) -> None:
        """-9, as when the power fails."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def stop(self) -> None:
        """As an administrator stops it."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(PATIENCE)

    def kill_worker(self) -> bool:
        """-9 for the process that reads files; whether there was one."""
        workers = children(self._process.pid) if self._process else []
        for worker in workers:
            os.kill(worker, signal.SIGKILL)
        return bool(workers)

    def _wait(self) -> None:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                if httpx.get(f"{self.url}/song").is_success:
                    return
            except httpx.TransportError:
                time.sleep(_PAUSE)
        raise TimeoutError("the pages do not answer")


def children(process: int) -> list[int]:
    """Processes that ``process`` started itself; none where it is gone."""
    found: list[int] = []
    with suppress(FileNotFoundError, ProcessLookupError):
        for task in Path(f"/proc/{process}/task").iterdir():
            found += [int(word) for word in (task / "children").read_text().split()]
    return found


@contextmanager
def served(place: Workplace) -> Iterator[Service]:
    """The pages of a workplace, stopped at the end."""
    service = Service(place)
    service.start()
    try:
        yield service
    finally:
        service.stop()
