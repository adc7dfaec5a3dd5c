"""What is known of every input of a run. It lies in a private SQLite file on disk, so that a
million inputs cost no memory.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from vanban.pipeline.batch.record import Record

_TABLES = """
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -4000;
CREATE TABLE record (key TEXT PRIMARY KEY, line TEXT NOT NULL, decision TEXT) WITHOUT ROWID;
CREATE INDEX record_decision ON record (decision, key);
CREATE TABLE drawn (key TEXT PRIMARY KEY) WITHOUT ROWID;
"""
_WITH_FIRST = """
SELECT line, key, (SELECT min(key) FROM record AS other WHERE other.decision = record.decision)
FROM record ORDER BY key
"""


class Ledger:
    """The newest record of each key, and which keys this run has drawn. Gone when it is closed: the
    books are the journal.
    """

    def __init__(self) -> None:
        self._db = sqlite3.connect(
            "", isolation_level=None
        )  # an empty name: a temporary file that SQLite removes
        self._db.executescript(_TABLES)

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()

    def draw(self, key: str) -> bool:
        """Whether this is the first time that this run comes upon ``key``."""
        return self._db.execute("INSERT OR IGNORE INTO drawn VALUES (?)", (key,)).rowcount == 1

    def get(self, key: str) -> Record | None:
        """The newest record of ``key``."""
        row = self._db.execute("SELECT line FROM record WHERE key = ?", (key,)).fetchone()
        return Record.parse(row[0]) if row else None

    def put(self, record: Record) -> None:
        """Replace what is known of the record's key, and forget further documents that its file
        no longer holds.
        """
        before = self.get(record.outcome.key)
        for gone in before.outcome.keys[record.outcome.documents :] if before else ():
            self._db.execute("DELETE FROM record WHERE key = ?", (gone,))
        self._db.execute(
            "INSERT OR REPLACE INTO record VALUES (?, ?, ?)",
            (record.outcome.key, record.line(), record.outcome.about.decision),
        )

    def records(self) -> Iterator[Record]:
        """All records, sorted by the code points of their keys."""
        for (line,) in self._db.execute("SELECT line FROM record ORDER BY key"):
            record = Record.parse(line)
            if record is not None:
                yield record

    def lines(self) -> Iterator[str]:
        """The manifest: a line for each record, sorted by key; a further document of one decision
        names the first.
        """
        for line, key, first in self._db.execute(_WITH_FIRST):
            record = Record.parse(line)
            if record is not None:
                yield record.line(same_as=first if first != key else None)

    def doubles(self) -> int:
        """How many documents are further ones of a decision."""
        (count,) = self._db.execute(
            "SELECT count(decision) - count(DISTINCT decision) FROM record"
        ).fetchone()
        return int(count)
