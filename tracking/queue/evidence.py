"""Files that show what an entry of the log says: kept by their hash beside the loaded ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select

from vanban.tracking.errors import BadReport, NotFound
from vanban.tracking.queue.tables import evidence
from vanban.tracking.queue.uploads import Queue, put_file, safe_name

MOST_BYTES = 20 * 2**20
MOST_FILES = 5
_STARTS = (b"%PDF-", b"PK\x03\x04", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
"""How PDF, DOCX and XLSX, PNG, JPEG and TIFF begin."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A file that belongs to an entry of the log."""

    id: int
    report_id: int
    task_id: int
    sha256: str
    filename: str
    bytes: int
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file that somebody sends: its name and its bytes."""

    filename: str
    data: bytes


def check_files(files: Sequence[NewFile]) -> None:
    """``BadReport`` for too many or too large ones, and for what is neither PDF nor office file nor
    picture.
    """
    if len(files) > MOST_FILES:
        raise BadReport(f"mỗi lần gửi tối đa {MOST_FILES} tệp", "Gửi các tệp còn lại lần sau.")
    for file in files:
        if len(file.data) > MOST_BYTES:
            most = MOST_BYTES // 2**20
            raise BadReport(f"tệp “{file.filename}” lớn hơn {most} MB", "Giảm dung lượng tệp.")
        if not file.data.startswith(_STARTS):
            words = f"tệp “{file.filename}” không phải PDF, DOCX, XLSX hoặc ảnh"
            raise BadReport(words, "Lưu thành PDF rồi gửi lại.")


def keep_evidence(
    queue: Queue, files: Iterable[NewFile], *, report_id: int, task_id: int, by: str
) -> None:
    """Store the files of an entry; each is on the disk before its row says so."""
    rows = []
    for file in files:
        digest, size = put_file(queue, [file.data])
        rows.append(
            {
                "report_id": report_id,
                "task_id": task_id,
                "sha256": digest,
                "filename": safe_name(file.filename),
                "bytes": size,
                "by": by,
                "at": queue.book.clock(),
            }
        )
    if rows:
        with queue.book.writing() as connection:
            connection.execute(insert(evidence), rows)


def evidence_of(queue: Queue, task_id: int) -> dict[int, list[Evidence]]:
    """Files of a task by entry."""
    query = select(evidence).where(evidence.c.task_id == task_id).order_by(evidence.c.id)
    found: dict[int, list[Evidence]] = {}
    with queue.book.reading() as connection:
        for row in connection.execute(query):
            found.setdefault(row.report_id, []).append(Evidence(**row._mapping))
    return found


def one_evidence(queue: Queue, evidence_id: int) -> Evidence:
    """One of them; ``NotFound`` if there is none, or its bytes are gone."""
    query = select(evidence).where(evidence.c.id == evidence_id)
    with queue.book.reading() as connection:
        row = connection.execute(query).first()
    if row is None or not queue.file(row.sha256).is_file():
        raise NotFound("không có tệp minh chứng này")
    return Evidence(**row._mapping)
