"""How many tasks each unit has, kept as changes that are added up (``unit_loads``).

A count per unit over a million tasks is too slow to make anew for every page. So each write appends
what it changes (never an update: fifty writers do not wait for one row), and now and then the
changes are folded into one row each. Buckets do not depend on the day: open tasks are counted per
quarter of their due date, finished ones by whether they were in time; what is overdue on a given
day follows from them and from one quarter's open tasks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from sqlalchemy import Connection, text

from vanban.tracking.store.bulk_insert import insert_rows, next_ids
from vanban.tracking.store.models import UnitLoad

Tally = Counter[tuple[str, int, str]]
COUNTED = ("lead", "cooperate")
_FOLD_EVERY = 40_000


def quarter(day: date) -> str:
    """Bucket of open tasks by due date: 2026-Q4. Fine enough to count the rest by date, coarse
    enough to add up fast.
    """
    return f"{day.year:04}-Q{(day.month + 2) // 3}"


def bucket(phase: str, due: date | None, done_on: date | None) -> str:
    """Where a listed task is counted."""
    if phase == "halted":
        return "halted"
    if phase == "open":
        return quarter(due) if due else "none"
    if due is None:
        return "no_date"
    return "late" if done_on is not None and done_on > due else "in_time"


def count(tally: Tally, actors: Iterable[tuple[str, int]], where: str, sign: int) -> None:
    """Add ``sign`` for each (role, actor) of a task that stands in bucket ``where``."""
    for role, actor_id in actors:
        if role in COUNTED:
            tally[role, actor_id, where] += sign


def write(connection: Connection, tally: Tally) -> None:
    """Append the changes; once in ``_FOLD_EVERY`` rows all are folded."""
    changes = [(key, n) for key, n in sorted(tally.items()) if n]
    if not changes:
        return
    ids = next_ids(connection, UnitLoad, len(changes))
    rows = [
        {"id": i, "role": key[0], "actor_id": key[1], "bucket": key[2], "n": n}
        for i, (key, n) in zip(ids, changes, strict=True)
    ]
    insert_rows(connection, UnitLoad, rows)
    if ids[-1] // _FOLD_EVERY != (ids[0] - 1) // _FOLD_EVERY:
        fold(connection)


def fold(connection: Connection) -> None:
    """One row for each unit, role and bucket. What others append meanwhile stays."""
    group = (
        "SELECT min(id), role, actor_id, bucket, sum(n) FROM {} GROUP BY role, actor_id, "
        "bucket HAVING sum(n) <> 0"
    )
    if connection.dialect.name == "postgresql":
        insert = "INSERT INTO unit_loads(id, role, actor_id, bucket, n) "
        taken = "WITH gone AS (DELETE FROM unit_loads RETURNING id, role, actor_id, bucket, n) "
        connection.execute(
            text(
                taken
                + insert
                + group.format("gone").replace("min(id)", "nextval('seq_unit_loads')")
            )
        )
        return
    connection.execute(
        text(
            "CREATE TEMP TABLE folded AS "
            + group.format("unit_loads")
            .replace("min(id)", "min(id) AS id")
            .replace("sum(n) FROM", "sum(n) AS n FROM")
        )
    )
    connection.execute(text("DELETE FROM unit_loads"))
    connection.execute(
        text(
            "INSERT INTO unit_loads(id, role, actor_id, bucket, n) SELECT id, role, actor_id, "
            "bucket, n FROM folded"
        )
    )
    connection.execute(text("DROP TABLE folded"))
