"""Read-only SQL with a time limit, for people who know what they ask: one SELECT, nothing can be
changed.
"""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from vanban.tracking.errors import BadQuery, QueryTimeout
from vanban.tracking.store.engine import reader
from vanban.tracking.store.store import Store

SECONDS = 30.0
ROWS = 100_000
_START = re.compile(
    r"\s*(?:(?:--[^\n]*\n|/\*.*?\*/)\s*)*(SELECT|WITH|VALUES|EXPLAIN)\b", re.IGNORECASE | re.DOTALL
)
_LONGEST = 10_000_000
"""Bytes of one value: the clock is not asked within one function, so it must not make more. The
longest plan of a law that was measured has 3.8 million.
"""
_LONGEST_QUESTION = 100_000
_ALLOWED = {
    sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE,
}  # fmt: skip
_REFUSED_FUNCTIONS = {"load_extension", "fts3_tokenizer", "edit", "writefile"}


@dataclass(frozen=True, slots=True)
class Answer:
    """Column names and rows; ``more``: rows beyond the limit were left out."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    more: bool


def run_sql(store: Store, question: str, *, seconds: float = SECONDS, limit: int = ROWS) -> Answer:
    """The answer to one SELECT. ``BadQuery`` for anything else or an SQL error, ``QueryTimeout``
    after ``seconds``.
    """
    question = question.strip().rstrip(";").strip()
    if not _START.match(question):
        raise BadQuery("chỉ nhận một câu SELECT", "Bắt đầu bằng SELECT hoặc WITH.")
    return (
        _sqlite(store, question, seconds, limit)
        if store.dialect == "sqlite"
        else _postgresql(store, question, seconds, limit)
    )


def _sqlite(store: Store, question: str, seconds: float, limit: int) -> Answer:
    """On a connection of its own that can only read."""
    deadline = time.monotonic() + seconds
    with closing(reader(Path(store.url.database or ""))) as connection:
        connection.execute("PRAGMA query_only=ON")
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
        connection.setlimit(sqlite3.SQLITE_LIMIT_SQL_LENGTH, _LONGEST_QUESTION)
        connection.set_authorizer(_authorize)
        connection.set_progress_handler(lambda: time.monotonic() > deadline, 10_000)
        try:
            cursor = connection.execute(question)
            rows = cursor.fetchmany(limit + 1)
            names = [column[0] for column in cursor.description or ()]
        except (sqlite3.Error, sqlite3.Warning) as error:
            if isinstance(error, sqlite3.DataError) or "too big" in str(error):
                raise BadQuery("câu hỏi tạo ra một giá trị quá dài") from error
            if "interrupted" in str(error):
                raise QueryTimeout(f"câu hỏi chạy quá {seconds:g} giây") from error
            raise BadQuery(f"SQL: {error}") from error
    return _answer(names, rows, limit)


def _authorize(
    action: int, first: str | None, second: str | None, _database: str | None, _trigger: str | None
) -> int:
    if action == sqlite3.SQLITE_FUNCTION and (second or "").lower() in _REFUSED_FUNCTIONS:
        return sqlite3.SQLITE_DENY
    return sqlite3.SQLITE_OK if action in _ALLOWED else sqlite3.SQLITE_DENY


def _postgresql(store: Store, question: str, seconds: float, limit: int) -> Answer:
    """In a read-only transaction, as a subquery, so that COPY and a second statement are no SQL at
    all.
    """
    wrapped = (
        question
        if question.upper().startswith("EXPLAIN")
        else f"SELECT * FROM (\n{question}\n) AS q LIMIT {limit + 1}"
    )
    with store.engine.connect() as connection, connection.begin():
        connection.execute(text("SET TRANSACTION READ ONLY"))
        connection.execute(text(f"SET LOCAL statement_timeout = {int(seconds * 1000)}"))
        cursor = connection.connection.cursor()
        try:
            cursor.execute(wrapped, prepare=True)  # type: ignore[call-arg]
            names = [column[0] for column in cursor.description or ()]
            return _answer(names, cursor.fetchmany(limit + 1), limit)
        except Exception as error:
            if getattr(error, "sqlstate", None) == "57014":
                raise QueryTimeout(f"câu hỏi chạy quá {seconds:g} giây") from error
            if isinstance(error, DBAPIError) or hasattr(error, "sqlstate"):
                raise BadQuery(f"SQL: {error}") from error
            raise
        finally:
            cursor.close()


def _answer(names: Sequence[str], rows: Sequence[Any], limit: int) -> Answer:
    return Answer(tuple(names), tuple(tuple(row) for row in rows[:limit]), len(rows) > limit)
