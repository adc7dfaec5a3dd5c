"""The queue: one row for each file that somebody loaded, from the moment its bytes are safe.

A row is written together with the promise to read it, in one transaction, after the file stands in
its place. A worker holds a row by a lease that it renews; a lease that ran out is taken by another.
Loading a document twice changes nothing, so that a row may be done again after a crash.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import time
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import delete, func, insert, select, update

from vanban.pipeline.errors import LimitExceeded
from vanban.pipeline.options import Limits
from vanban.tracking.beside import Beside, now, open_beside
from vanban.tracking.errors import BadReport, NotFound
from vanban.tracking.queue.tables import BOOK, made_documents, uploads

LEASE = timedelta(seconds=60)
TRIES = 3
_NAME_MOST = 200
"""Characters of a file name: the width of its column."""
_ABANDONED = 24 * 3600.0
"""Seconds without a byte more after which nobody sends the rest of a file."""
OPEN_STATES = ("waiting", "reading", "drawing")
STATES = (*OPEN_STATES, "done", "failed")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was loaded, and what became of it."""

    id: int
    sha256: str
    filename: str
    bytes: int
    by: str
    account_id: int
    at: datetime
    state: str
    label: str | None
    done: int
    total: int
    outcome: str | None
    document_id: int | None
    summary: str | None
    error_code: str | None
    attempt: int
    lease_until: datetime | None

    @property
    def is_open(self) -> bool:
        """Whether something will still happen to it."""
        return self.state in OPEN_STATES


@dataclass(frozen=True, slots=True)
class Made:
    """A document that was read from a file; most files hold one."""

    document_id: int
    name: str


@dataclass(frozen=True, slots=True)
class Backlog:
    """The queue in figures. ``oldest``: seconds since the file came that waits longest."""

    by_state: Mapping[str, int]
    oldest: float


@dataclass(frozen=True)
class Queue:
    """The rows and the folder of the files."""

    book: Beside
    folder: Path

    def file(self, sha256: str) -> Path:
        """Where the bytes with this hash stand."""
        return self.folder / "files" / sha256[:2] / sha256

    def album(self, sha256: str, further: int | None = None) -> Path:
        """Where the pictures of its pages stand; ``further``: those of a document behind the first
        of the file, by its id.
        """
        folder = self.folder / "pages" / sha256[:2] / sha256
        return folder / str(further) if further else folder

    def close(self) -> None:
        """Close the database."""
        self.book.close()


def open_queue(folder: Path, *, clock: Callable[[], datetime] = now) -> Queue:
    """The queue in ``folder``, made if needed."""
    return Queue(open_beside(folder / "queue.db", BOOK, clock=clock), folder)


def keep(
    queue: Queue, chunks: Iterable[bytes], *, filename: str, by: str, account_id: int
) -> Upload:
    """Store a file and put it in the queue. When this returns, neither is lost by a crash.

    ``LimitExceeded`` for a file that is too large: nothing of it stays.
    """
    digest, size = put_file(queue, chunks)
    row = {
        "sha256": digest,
        "filename": safe_name(filename),
        "bytes": size,
        "by": by,
        "account_id": account_id,
        "at": queue.book.clock(),
        "state": "waiting",
    }
    with queue.book.writing() as connection:
        added = connection.execute(insert(uploads).values(**row))
        return _one(connection, int(added.lastrowid))


def put_file(queue: Queue, chunks: Iterable[bytes]) -> tuple[str, int]:
    """Store a file under its hash: that and its size in bytes, once both are safe on the disk."""
    scratch = queue.folder / "scratch"
    scratch.mkdir(parents=True, exist_ok=True)
    part = scratch / secrets.token_hex(8)
    try:
        digest, size = _written(part, chunks)
        target = queue.file(digest)
        target.parent.mkdir(parents=True, exist_ok=True)
        part.replace(target)
        _sync(target.parent)
    finally:
        part.unlink(missing_ok=True)
    return digest, size


def sweep(queue: Queue) -> None:
    """Remove what files left that broke off together with their process."""
    for part in (queue.folder / "scratch").glob("*"):
        if time.time() - part.stat().st_mtime > _ABANDONED:
            part.unlink(missing_ok=True)


def safe_name(filename: str) -> str:
    """The last part of a name that a browser sent, whatever its system, cut to what fits."""
    return Path(filename.replace("\\", "/")).name[:_NAME_MOST] or "tep"


def take(queue: Queue) -> Upload | None:
    """The oldest row that waits, or whose worker is gone; it is this worker's until its lease ends.

    A row that took worker after worker with it is given up.
    """
    at = queue.book.clock()
    gone = uploads.c.state.in_(("reading", "drawing")) & (uploads.c.lease_until < at)
    query = select(uploads).where((uploads.c.state == "waiting") | gone)
    with queue.book.writing() as connection:
        row = connection.execute(query.order_by(uploads.c.id).limit(1)).first()
        if row is None:
            return None
        if row.attempt >= TRIES:
            _set(connection, row.id, state="failed", error_code="crashed", lease_until=None)
            return None
        values = {"attempt": row.attempt + 1, "lease_until": at + LEASE}
        _set(connection, row.id, state="reading", label=None, done=0, total=0, **values)
        return _one(connection, row.id)


def tell(queue: Queue, upload_id: int, **values: Any) -> None:
    """Write how far a row has come, and renew its lease."""
    lease = queue.book.clock() + LEASE
    with queue.book.writing() as connection:
        _set(connection, upload_id, **{"lease_until": lease, **values})


def again(queue: Queue, upload_id: int) -> None:
    """Read a file once more, from the start."""
    with queue.book.writing() as connection:
        _one(connection, upload_id)
        _set(connection, upload_id, state="waiting", error_code=None, attempt=0, lease_until=None)


def drop(queue: Queue, upload_id: int) -> Upload:
    """Take a file that could not be read out of the list. ``BadReport`` for any other: what becomes
    of that is not known yet, or it became a document.
    """
    with queue.book.writing() as connection:
        dropped = _one(connection, upload_id)
        if dropped.state != "failed":
            words = f"tệp {dropped.filename} đang chờ đọc hoặc đã thành văn bản"
            raise BadReport(words, "Chỉ bỏ được tệp không đọc được.")
        connection.execute(delete(uploads).where(uploads.c.id == upload_id))
    return dropped


def note_made(queue: Queue, upload_id: int, made: Sequence[Made]) -> None:
    """Write which documents a file became, in its order."""
    own = made_documents.c.upload_id == upload_id
    rows = [
        {"upload_id": upload_id, "place": n, "document_id": each.document_id, "name": each.name}
        for n, each in enumerate(made, 1)
    ]
    with queue.book.writing() as connection:
        connection.execute(delete(made_documents).where(own))
        connection.execute(insert(made_documents), rows)


def made_of(queue: Queue, upload_ids: Collection[int]) -> dict[int, list[Made]]:
    """The documents that files became, by the number of the upload."""
    columns = made_documents.c
    query = select(columns.upload_id, columns.document_id, columns.name)
    query = query.where(columns.upload_id.in_(upload_ids))
    found: dict[int, list[Made]] = {}
    with queue.book.reading() as connection:
        for row in connection.execute(query.order_by(columns.upload_id, columns.place)):
            found.setdefault(row.upload_id, []).append(Made(row.document_id, row.name))
    return found


def recent(queue: Queue, *, limit: int = 50) -> tuple[Upload, ...]:
    """The last files, the newest first."""
    with queue.book.reading() as connection:
        rows = connection.execute(select(uploads).order_by(uploads.c.id.desc()).limit(limit))
        return tuple(Upload(**row._mapping) for row in rows)


def backlog(queue: Queue) -> Backlog:
    """How many files are in which state, and how long the first in line has waited."""
    counts = select(uploads.c.state, func.count().label("n")).group_by(uploads.c.state)
    first = select(func.min(uploads.c.at)).where(uploads.c.state == "waiting")
    with queue.book.reading() as connection:
        by_state: dict[str, int] = {row.state: row.n for row in connection.execute(counts)}
        since = connection.execute(first).scalar()
    waited = (queue.book.clock() - since).total_seconds() if since else 0.0
    return Backlog({state: by_state.get(state, 0) for state in STATES}, max(0.0, waited))


def one_upload(queue: Queue, upload_id: int) -> Upload:
    """One of them; ``NotFound`` if there is none."""
    with queue.book.reading() as connection:
        return _one(connection, upload_id)


def _one(connection: Any, upload_id: int) -> Upload:
    row = connection.execute(select(uploads).where(uploads.c.id == upload_id)).first()
    if row is None:
        raise NotFound(f"không có tệp số {upload_id}", "Xem danh sách tệp đã nạp.")
    return Upload(**row._mapping)


def _set(connection: Any, upload_id: int, **values: Any) -> None:
    connection.execute(update(uploads).where(uploads.c.id == upload_id).values(**values))


def _written(part: Path, chunks: Iterable[bytes]) -> tuple[str, int]:
    """Hash and size of what was written."""
    digest, size, most = hashlib.sha256(), 0, Limits().file_bytes
    with part.open("wb") as out:
        for chunk in chunks:
            size += len(chunk)
            if size > most:
                raise LimitExceeded(f"tệp lớn hơn {most // 2**20} MB")
            digest.update(chunk)
            out.write(chunk)
        out.flush()
        os.fsync(out.fileno())
    return digest.hexdigest(), size


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
