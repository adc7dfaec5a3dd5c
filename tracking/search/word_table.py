"""The tables of words as a question reads them: FTS5 on SQLite, tsvector with GIN on PostgreSQL."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, text

NEAR = {"task": 1_000, "text": 300}
"""Words that happen to stand together come first, but only among so many of the newest passages
that have all words is it looked for: where they seldom do, a million tasks would be gone through
for nothing. A phrase in quotes is looked for everywhere.
"""
WINDOW = {"task": 10_000, "text": 300}
PLENTY = {"task": 60, "text": 20}
"""PostgreSQL: words that ``PLENTY`` of the newest ``WINDOW`` passages have are common. Words of a
text are long to read.
"""
_FEW = 5_000
"""Tasks that are listed by their ids; more are tested one by one as they are read."""
_ONE_BY_ONE = 60
"""Passages that FTS5 looks up by id sooner than it reads its list of matches."""

_FTS5 = (
    "SELECT w.rowid FROM {kind}_words w WHERE {kind}_words MATCH :q "
    "AND EXISTS (SELECT 1 FROM passages p WHERE p.id = w.rowid) "
)
_FTS5_NEWEST = _FTS5 + "ORDER BY w.rowid DESC LIMIT :n"
_FTS5_AMONG = (
    _FTS5 + "AND w.rowid IN (SELECT value FROM json_each(:ids)) ORDER BY w.rowid DESC LIMIT :n"
)
_FTS5_SINCE = _FTS5 + "AND w.rowid >= :first ORDER BY +w.rowid DESC LIMIT :n"
"""Forwards: reading backwards FTS5 does not stop at the first id, forwards it begins there."""
_FTS5_TASKS = (
    "SELECT p.task_id FROM task_words w JOIN passages p ON p.id = w.rowid "
    "WHERE task_words MATCH :q LIMIT :n"
)
_GIN_MATCH = "WHERE words @@ CAST(:q AS tsquery) "
_GIN_NEWEST = (
    "SELECT id FROM (SELECT id FROM {kind}_words "
    + _GIN_MATCH
    + "OFFSET 0) w ORDER BY id DESC LIMIT :n"
)
"""Words that few passages have, found in the index and ordered then: the planner would rather read
passage after passage backwards, for it does not know what unpacking a long one costs.
"""
_GIN_COMMON = (
    "SELECT id FROM (SELECT id, words FROM {kind}_words ORDER BY id DESC LIMIT :window) w "
    + _GIN_MATCH
    + "ORDER BY id DESC LIMIT :n"
)
"""Common words, whose list in the index is long and in no order: read off the newest rows."""
_GIN_AMONG = (
    "SELECT id FROM (SELECT id, words FROM {kind}_words WHERE id = ANY(:ids) OFFSET 0) w "
    + _GIN_MATCH
    + "ORDER BY id DESC LIMIT :n"
)
_GIN_TASKS = (
    "SELECT p.task_id FROM task_words w JOIN passages p ON p.id = w.id "
    "WHERE w.words @@ CAST(:q AS tsquery) LIMIT :n"
)


@dataclass(frozen=True, slots=True)
class WordTable:
    """The word table of one kind of passage."""

    connection: Connection
    kind: str

    @property
    def _sqlite(self) -> bool:
        return self.connection.dialect.name == "sqlite"

    def newest(self, query: str) -> tuple[list[int], bool]:
        """The newest passages that match, at most ``NEAR``, and whether these are all."""
        near = NEAR[self.kind]
        if not self._sqlite and (common := self._common(query, near)):
            return common, False
        newest = _FTS5_NEWEST if self._sqlite else _GIN_NEWEST
        ids = self._ask(newest, q=query, n=near)
        return ids, len(ids) < near

    def among(self, ids: Sequence[int], query: str, limit: int) -> list[int]:
        """Those of ``ids`` (the newest that match a wider query) that match, the newest first."""
        if not ids:
            return []
        if not self._sqlite:
            return self._ask(_GIN_AMONG, q=query, n=limit, ids=list(ids))
        if len(ids) <= _ONE_BY_ONE:
            return self._ask(_FTS5_AMONG, q=query, n=limit, ids=json.dumps(list(ids)))
        return self._ask(_FTS5_SINCE, q=query, n=limit, first=ids[-1])

    def tasks(self, query: str) -> list[int] | None:
        """Ids of the tasks whose words match; None when they are many."""
        if not self._sqlite and self._common(query, PLENTY[self.kind]):
            return None
        ids = self._ask(_FTS5_TASKS if self._sqlite else _GIN_TASKS, q=query, n=_FEW)
        return ids if len(ids) < _FEW else None

    def _common(self, query: str, limit: int) -> list[int]:
        """The newest passages that match, where the words of ``query`` are common; else none."""
        ids = self._ask(_GIN_COMMON, q=query, n=limit, window=WINDOW[self.kind])
        return ids if len(ids) >= PLENTY[self.kind] else []

    def _ask(self, statement: str, **given: str | int | list[int]) -> list[int]:
        asked = text(statement.format(kind=self.kind))
        return list(self.connection.execute(asked, given).scalars())
