"""``vanban doctor``: is the store whole, and do its caches say what the log says? ``--fix``
rebuilds what can be rebuilt.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, delete, func, select, text

from vanban.tracking.occurrences import rule_dates
from vanban.tracking.search import index
from vanban.tracking.store import address_changes, derived, readers
from vanban.tracking.store.bulk_insert import chunks, insert_rows, next_ids
from vanban.tracking.store.engine import documents_in, fold_log, log_bytes, log_of, sqlite_path
from vanban.tracking.store.insert import occurrence_row
from vanban.tracking.store.models import Document, Occurrence, Task, UnitLoad
from vanban.tracking.store.recount import recount
from vanban.tracking.store.replay import settle, standings
from vanban.tracking.store.seals import broken_seals
from vanban.tracking.store.store import Store
from vanban.tracking.store.unit_loads import COUNTED, Tally, write
from vanban.tracking.store.upgrade import HEAD, schema_version
from vanban.tracking.store.wholeness import torn_documents
from vanban.tracking.units import successions

_ORPHANS = 0.2
"""Share of dead words in SQLite's search index from which it should be built anew."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One check: ``ok``, what was found, and whether ``--fix`` put it right."""

    name: str
    ok: bool
    message: str
    fixed: bool = False


Check = Callable[[Connection], str | None]
Fix = Callable[[Connection], Any]


def doctor(store: Store, *, fix: bool = False) -> list[Finding]:
    """Run all checks; with ``fix`` rebuild the caches and the index where they are wrong."""
    findings = [
        Finding(
            "phiên bản",
            schema_version(store.engine) == HEAD,
            f"lược đồ {schema_version(store.engine)}",
        )
    ]
    for name, check, repair in _checks(store):
        with store.reading() as connection:
            wrong = check(connection)
        if wrong and fix and repair:
            store.writing(repair)
        findings.append(
            Finding(name, wrong is None, wrong or "tốt", bool(wrong and fix and repair))
        )
    return findings


def _checks(store: Store) -> Iterator[tuple[str, Check, Fix | None]]:
    yield "tệp dữ liệu", _integrity, None
    yield "nhật ký ghi trước", lambda _: _log(store), None
    yield "kế hoạch", torn_documents, None
    yield "nhật ký báo cáo, sửa", broken_seals, None
    yield "khóa ngoại", _foreign_keys, None
    yield (
        "dòng theo kế hoạch",
        lambda c: derived.differing(c, store.today()),
        lambda c: derived.write_anew(c, store.today()),
    )
    yield "trạng thái", _states, settle_all
    yield "khối lượng đơn vị", _tally, rebuild_tally
    yield (
        "kỳ hạn",
        lambda c: _horizon(c, store.today()),
        lambda c: extend_occurrences(c, store.today()),
    )
    yield "chỉ mục tìm kiếm", _index, index.rebuild
    yield "phần bị sửa đổi", address_changes.differs, address_changes.rebuild
    yield "cơ quan kế thừa", successions.differs, successions.refill
    yield "hỏi bằng SQL", readers.lacking, readers.grant_views


def _integrity(connection: Connection) -> str | None:
    if connection.dialect.name != "sqlite":
        return None
    answer = connection.execute(text("PRAGMA integrity_check(5)")).scalars().all()
    return None if answer == ["ok"] else "; ".join(answer)


def _log(store: Store) -> str | None:
    """Data that a copy of the main file would not have."""
    path = sqlite_path(store.url)
    if path is None:
        return None
    fold_log(store.engine)
    if not log_bytes(path):
        return None
    held = documents_in(path, without_log=True)
    if held == documents_in(path):
        return None
    return (
        f"tệp {path.name} mới có {held} văn bản, phần còn lại nằm trong {log_of(path).name}: "
        "đóng mọi chương trình đang mở kho trước khi chép tệp"
    )


def _foreign_keys(connection: Connection) -> str | None:
    if connection.dialect.name != "sqlite":
        return None
    broken = connection.execute(text("PRAGMA foreign_key_check")).fetchmany(5)
    return (
        f"tham chiếu hỏng ở bảng {', '.join(sorted({row[0] for row in broken}))}"
        if broken
        else None
    )


def _states(connection: Connection) -> str | None:
    """The caches of all tasks that were reported on against a replay of the log."""
    ids = (
        connection.execute(
            select(Task.id).where((Task.report_id.is_not(None)) | (Task.state != "not_started"))
        )
        .scalars()
        .all()
    )
    wrong = 0
    for some in chunks(ids):
        rows = {
            row.id: row
            for row in connection.execute(
                select(
                    Task.id, Task.state, Task.phase, Task.progress, Task.done_on, Task.due
                ).where(Task.id.in_(some))
            )
        }
        for id_, settled in standings(connection, some).items():
            row, now = rows[id_], settled.task
            wrong += (row.state, row.phase, row.progress, row.done_on, row.due) != (
                now.state,
                now.phase,
                now.progress,
                now.done_on,
                now.due,
            )
    return f"{wrong} nhiệm vụ có trạng thái lệch với nhật ký" if wrong else None


def settle_all(connection: Connection) -> None:
    """Replay the log of every task."""
    for some in chunks(connection.execute(select(Task.id).order_by(Task.id)).scalars().all()):
        settle(connection, some, Tally())
        recount(connection, some, Tally())
    rebuild_tally(connection)


_LOADS = """
SELECT a.role, a.actor_id,
  CASE
    WHEN t.phase = 'halted' THEN 'halted'
    WHEN t.phase = 'open' AND t.due IS NULL THEN 'none'
    WHEN t.phase = 'open' THEN {quarter}
    WHEN t.due IS NULL THEN 'no_date'
    WHEN t.done_on > t.due THEN 'late'
    ELSE 'in_time'
  END AS bucket,
  count(*)
FROM assignments a JOIN tasks t ON t.id = a.task_id
WHERE t.listed AND NOT t.has_parts AND a.role IN {counted}
GROUP BY 1, 2, 3
"""


def true_tally(connection: Connection) -> Tally:
    """The units' loads counted task by task."""
    postgresql = connection.dialect.name == "postgresql"
    quarter = (
        "to_char(t.due, 'YYYY-\"Q\"Q')"
        if postgresql
        else "substr(t.due, 1, 4) || '-Q' || ((substr(t.due, 6, 2) + 2) / 3)"
    )
    query = _LOADS.format(quarter=quarter, counted=COUNTED)
    return Tally({(row[0], row[1], row[2]): row[3] for row in connection.execute(text(query))})


def _tally(connection: Connection) -> str | None:
    group = (UnitLoad.role, UnitLoad.actor_id, UnitLoad.bucket)
    rows = connection.execute(select(*group, func.sum(UnitLoad.n)).group_by(*group))
    kept = Tally({(row[0], row[1], row[2]): row[3] for row in rows})
    true = true_tally(connection)
    wrong = sum(1 for key in kept.keys() | true.keys() if kept[key] != true[key])
    return f"{wrong} số đếm lệch" if wrong else None


def rebuild_tally(connection: Connection) -> None:
    """Count the units' loads anew."""
    connection.execute(delete(UnitLoad))
    write(connection, true_tally(connection))


def _missing_dates(connection: Connection, today: date) -> Iterator[tuple[int, date]]:
    query = (
        select(Task.id, Task.rrule, Task.start_on, Task.until_on, Document.issued_on)
        .join(Document, Document.id == Task.document_id)
        .where(Task.recurring, Task.present, Task.until_on.is_(None), Task.rrule.is_not(None))
    )
    for some in _batches(connection.execute(query).all()):
        known: dict[int, set[date]] = {}
        for task_id, due in connection.execute(
            select(Occurrence.task_id, Occurrence.due).where(
                Occurrence.task_id.in_([r.id for r in some])
            )
        ):
            known.setdefault(task_id, set()).add(due)
        for row in some:
            start = row.start_on or row.issued_on or date(today.year, 1, 1)
            last = max(known.get(row.id, ()), default=date.min)
            yield from (
                (row.id, day) for day in rule_dates(row.rrule, start, None, today) if day > last
            )


def _batches(rows: Any, size: int = 2000) -> Iterator[Any]:
    for at in range(0, len(rows), size):
        yield rows[at : at + size]


def _horizon(connection: Connection, today: date) -> str | None:
    missing = len({task for task, _ in _missing_dates(connection, today)})
    return f"{missing} nhiệm vụ định kỳ thiếu các kỳ sắp tới" if missing else None


def extend_occurrences(connection: Connection, today: date) -> int:
    """Add the dates of recurring tasks without an end that have come within the horizon; returns
    how many.
    """
    missing = list(_missing_dates(connection, today))
    ids = next_ids(connection, Occurrence, len(missing))
    insert_rows(
        connection,
        Occurrence,
        [
            occurrence_row(task, day) | {"id": i}
            for i, (task, day) in zip(ids, missing, strict=True)
        ],
    )
    tally = Tally()
    settle(connection, {task for task, _ in missing}, tally)
    write(connection, tally)
    return len(missing)


def _index(connection: Connection) -> str | None:
    for kind in ("task", "text"):
        passages = connection.execute(
            text("SELECT count(*) FROM passages WHERE kind = :k"), {"k": kind}
        ).scalar_one()
        words = connection.execute(
            text(_WORDS[connection.dialect.name].format(kind=kind))
        ).scalar_one()
        if words < passages:
            return f"thiếu {passages - words} đoạn"
        if words - passages > max(1000, _ORPHANS * words):
            return f"thừa {words - passages} đoạn cũ"
    return None


_WORDS = {
    "sqlite": "SELECT count(*) FROM {kind}_words_docsize",
    "postgresql": "SELECT count(*) FROM {kind}_words",
}
