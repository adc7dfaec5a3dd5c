"""The store as its users see it: open, load, report, undo. Questions are in
``tracking.queries``.
"""

from __future__ import annotations

import getpass
import random
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.engine import URL
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, ProgrammingError

from vanban.pipeline.stages import without_collector
from vanban.schemas import Plan
from vanban.tracking.days import ZONE
from vanban.tracking.errors import StoreBusy, StoreFault, StoreUnavailable, TrackingError
from vanban.tracking.store.engine import fold_log, make_engine, sqlite_path, store_url
from vanban.tracking.store.insert import Stamp
from vanban.tracking.store.load import BATCH, Loaded, batches, load_batch, prepare
from vanban.tracking.store.opening import check_file
from vanban.tracking.store.reporting import Update, add_report, stamp_of
from vanban.tracking.store.revise import undo
from vanban.tracking.store.unit_loads import Tally, write
from vanban.tracking.store.upgrade import ensure_schema

if TYPE_CHECKING:
    from vanban.tracking.edits.write import NewEdit

T = TypeVar("T")
_TRIES = 8


def _now() -> datetime:
    return datetime.now(UTC)


def _user() -> str:
    """The name of who is signed in on this machine; in a container it may have none."""
    try:
        return getpass.getuser()
    except (ImportError, KeyError, OSError):  # Windows without USERNAME; a number without a name
        return "không rõ tên"


@dataclass(frozen=True)
class Store:
    """A database with decisions and their tasks. Safe to share between threads; each call is one
    transaction.
    """

    engine: Engine
    url: URL
    clock: Callable[[], datetime] = _now

    @property
    def dialect(self) -> str:
        """sqlite or postgresql."""
        return self.engine.dialect.name

    def today(self) -> date:
        """The day in Việt Nam."""
        return self.clock().astimezone(ZONE).date()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the store throughout (SQLite) and writes nothing."""
        with _errors(), self.engine.connect() as connection:
            yield connection

    def writing(self, work: Callable[[Connection], T]) -> T:
        """Do ``work`` in one transaction; again if another writer was in the way."""
        for attempt in range(_TRIES):
            try:
                with (
                    self.engine.connect().execution_options(writer=True) as connection,
                    connection.begin(),
                ):
                    return work(connection)
            except DBAPIError as error:
                if not _passing(error):
                    raise _translated(error) from error
                time.sleep(random.uniform(0.01, 0.05) * 2**attempt)
        raise StoreBusy("cơ sở dữ liệu bận quá lâu")

    def load(
        self, plans: Iterable[Plan], *, by: str | None = None, batch: int = BATCH
    ) -> list[Loaded]:
        """Put ``plans`` into the store; a known decision becomes a new revision. Each batch is one
        transaction.
        """
        return list(self.load_iter(plans, by=by, batch=batch))

    def load_iter(
        self, plans: Iterable[Plan], *, by: str | None = None, batch: int = BATCH
    ) -> Iterator[Loaded]:
        """As ``load``, batch by batch: what has been given out is safely stored."""
        for some in batches(plans, batch):
            with without_collector():
                loaded = self._load_batch(some, self.stamp(by))
                some.clear()  # before the collector comes back, which would go through all of it
            yield from loaded

    def _load_batch(self, plans: Sequence[Plan], stamp: Stamp) -> list[Loaded]:
        rows = prepare(plans, stamp)
        return self.writing(lambda connection: load_batch(connection, rows, stamp))

    def advance(self) -> int:
        """Add the dates of recurring work that have come within sight since the last load; how
        many.
        """
        from vanban.tracking.store.doctor import extend_occurrences

        return self.writing(lambda connection: extend_occurrences(connection, self.today()))

    def update(self, change: Update, *, by: str | None = None) -> int:
        """Write one report; returns its id. Raises ``BadReport``, ``Conflict`` or ``NotFound``."""
        return self.update_all([change], by=by)[0]

    def update_all(self, changes: Sequence[Update], *, by: str | None = None) -> list[int]:
        """Write reports: all of them, or none when one of them fails."""
        stamp = self.stamp(by)
        ordered = sorted(
            range(len(changes)), key=lambda n: changes[n].task_id
        )  # one order of locks for all writers

        def work(connection: Connection) -> list[int]:
            tally = Tally()
            ids = {n: add_report(connection, changes[n], stamp, tally) for n in ordered}
            write(connection, tally)
            return [ids[n] for n in range(len(changes))]

        return self.writing(work)

    def edit(
        self, edits: Sequence[NewEdit], *, by: str | None = None, document_id: int | None = None
    ) -> list[int]:
        """Set right what was read: ``edits`` of one document (``document_id``, else that of the
        first edit's task), all or none. Their ids.
        """
        from vanban.tracking.edits.write import document_of, document_of_edit, write_edits

        stamp = self.stamp(by)

        def work(connection: Connection) -> list[int]:
            tally = Tally()
            first = edits[0]
            where = document_id
            if where is None and first.task_id is not None:
                where = document_of(connection, first.task_id)
            if where is None:
                where = document_of_edit(connection, first.undoes or 0)
            ids = write_edits(connection, where, edits, stamp, tally)
            write(connection, tally)
            return ids

        return self.writing(work) if edits else []

    def remove(self, document_id: int, *, by: str | None = None, reason: str | None = None) -> int:
        """Take out a document that was loaded by mistake; how many tasks went with it."""
        from vanban.tracking.store.removal import remove_document

        stamp = self.stamp(by)

        def work(connection: Connection) -> int:
            tally = Tally()
            gone = remove_document(connection, document_id, reason, stamp, tally)
            write(connection, tally)
            return gone

        return self.writing(work)

    def undo(self, document_id: int, *, by: str | None = None, to: int | None = None) -> Loaded:
        """Take the last load of a document back (or return to revision ``to``); people's entries
        stay.
        """
        stamp = self.stamp(by)

        def work(connection: Connection) -> Loaded:
            tally = Tally()
            outcome = undo(connection, document_id, stamp, tally, to)
            write(connection, tally)
            return Loaded(document_id, None, None, "", *outcome)

        return self.writing(work)

    def stamp(self, by: str | None) -> Stamp:
        """Who writes (the user of the machine unless given) and when."""
        return stamp_of(_user() if by is None else by, self.clock(), self.today())

    def close(self) -> None:
        """Close all connections; on SQLite all data then stand in the one file."""
        self.engine.dispose()
        fold_log(self.engine)

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_store(
    db: str | Path | None = None, *, clock: Callable[[], datetime] = _now, create: bool = True
) -> Store:
    """The store at a path or URL (default: ``VANBAN_DB``, else the user's data folder), upgraded if
    needed; made where there is none, unless ``create`` is false (``StoreMissing``).
    """
    url = store_url(db)
    path = sqlite_path(url)
    if path is not None:
        check_file(path, create=create)
    try:
        engine = make_engine(url)
        with _errors():
            ensure_schema(engine)
    except (OSError, DBAPIError, ModuleNotFoundError) as error:
        raise StoreUnavailable(
            f"không mở được cơ sở dữ liệu {url.render_as_string()}: {error}"
        ) from error
    return Store(engine, url, clock)


@contextmanager
def _errors() -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        raise _translated(error) from error


def _translated(error: DBAPIError) -> TrackingError:
    if _passing(error):
        return StoreBusy("cơ sở dữ liệu đang bị khóa")
    if isinstance(error, (IntegrityError, DataError, ProgrammingError)):
        return StoreFault(f"cơ sở dữ liệu từ chối: {error.orig}")
    if "readonly" in str(error.orig):
        return StoreUnavailable("kho này chỉ đọc được: tệp, thư mục hoặc đĩa không cho ghi")
    return StoreUnavailable(f"cơ sở dữ liệu báo lỗi: {error.orig}")


def _passing(error: DBAPIError) -> bool:
    """True for what another try may cure: a lock, a deadlock, two writers adding one row."""
    words = str(error.orig).lower()
    code = getattr(error.orig, "sqlstate", None)
    return (
        "locked" in words
        or "busy" in words
        or code in ("40001", "40P01", "55P03")
        or (isinstance(error, IntegrityError) and code == "23505")
    )
