"""One question on a connection of its own, which sees the views and nothing else, and only reads.

Runs in a process of its own (``tracking.queries.sql``): what is bounded here is what the database
itself can bound.
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

from sqlalchemy.engine import URL, make_url

from vanban.tracking.errors import BadQuery, QueryTimeout
from vanban.tracking.store.engine import reader
from vanban.tracking.store.readers import READER

_LONGEST = 10_000_000
"""Bytes of one value. The longest plan of a law that was measured has 3.8 million."""
_LONGEST_QUESTION = 100_000
_ALLOWED = {
    sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE,
}  # fmt: skip
_REFUSED_FUNCTIONS = {"load_extension", "fts3_tokenizer", "edit", "writefile"}
_GAP = r"(?:\s|/\*.*?\*/|--[^\n]*\n)*"
_SHADOW = re.compile(
    rf"(?<!\w)(?:v_\w+|blocks)[\"'`\]]?{_GAP}(?:\(.*?\){_GAP})?AS{_GAP}(?:NOT{_GAP})?"
    rf"(?:MATERIALIZED{_GAP})?\(",
    re.IGNORECASE | re.DOTALL,
)
"""A WITH that takes a view's name: what it reads would count as read through the view."""
_TABLE_FUNCTIONS = {"json_each", "json_tree", ""}
_REFUSED = re.compile(r"access to (\S+) is prohibited")
_CHANGES_ROLE = re.compile(r"set_config|u&\"", re.IGNORECASE)
"""How a SELECT could leave the role that sees only the views: by name, or by a name in escapes."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Column names and rows; ``more``: rows beyond the limit were left out."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    more: bool


def answer(url: str, question: str, seconds: float, limit: int) -> Answer:
    """The answer to one SELECT on the store at ``url``. ``BadQuery``, ``QueryTimeout``."""
    where = make_url(url)
    ask = _sqlite if where.get_backend_name() == "sqlite" else _postgresql
    return ask(where, question, seconds, limit)


def _sqlite(url: URL, question: str, seconds: float, limit: int) -> Answer:
    deadline = time.monotonic() + seconds
    if _SHADOW.search(question):
        raise BadQuery("WITH không được dùng tên của khung nhìn", "Đặt tên khác, không có v_.")
    with closing(reader(Path(url.database or ""))) as connection:
        views = connection.execute("SELECT name FROM sqlite_master WHERE type = 'view'").fetchall()
        connection.execute("PRAGMA query_only=ON")
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
        connection.setlimit(sqlite3.SQLITE_LIMIT_SQL_LENGTH, _LONGEST_QUESTION)
        connection.set_authorizer(_Door(frozenset([*(name for (name,) in views), "v_line"])))
        connection.set_progress_handler(lambda: time.monotonic() > deadline, 10_000)
        try:
            cursor = connection.execute(question)
            rows = cursor.fetchmany(limit + 1)
            names = [column[0] for column in cursor.description or ()]
        except (sqlite3.Error, sqlite3.Warning) as error:
            raise _refused(error, seconds) from error
    return _answer(names, rows, limit)


def _refused(error: Exception, seconds: float) -> Exception:
    words = str(error)
    if isinstance(error, sqlite3.DataError) or "too big" in words:
        return BadQuery("câu hỏi tạo ra một giá trị quá dài")
    if "interrupted" in words:
        return QueryTimeout(f"câu hỏi chạy quá {seconds:g} giây")
    if "prohibited" in words or "not authorized" in words:
        named = _REFUSED.search(words)
        return BadQuery(
            f"không được hỏi {named[1]}" if named else "câu hỏi dùng điều không được phép",
            "Chỉ hỏi được các khung nhìn: v_tasks, v_documents … (docs/TRACKING.md).",
        )
    return BadQuery(f"câu SQL sai: {words}")


@dataclass(frozen=True, slots=True)
class _Door:
    """SQLite asks it before everything that a statement would do: a table is read through a view or
    not at all.
    """

    views: frozenset[str]

    def __call__(
        self, action: int, first: str | None, second: str | None, _base: str | None, via: str | None
    ) -> int:
        if action == sqlite3.SQLITE_FUNCTION and (second or "").lower() in _REFUSED_FUNCTIONS:
            return sqlite3.SQLITE_DENY
        if action == sqlite3.SQLITE_READ and via not in self.views:
            # no column: rows that are counted, of a table that a view was merged into among them
            seen = not second or first in self.views or first in _TABLE_FUNCTIONS
            return sqlite3.SQLITE_OK if seen else sqlite3.SQLITE_DENY
        return sqlite3.SQLITE_OK if action in _ALLOWED else sqlite3.SQLITE_DENY


def _postgresql(url: URL, question: str, seconds: float, limit: int) -> Answer:
    """In a read-only transaction of the role that sees the views, as a subquery, so that COPY and a
    second statement are no SQL at all.
    """
    import psycopg

    if _CHANGES_ROLE.search(question):
        raise BadQuery("câu hỏi dùng hàm không được phép: set_config")
    wrapped = (
        question
        if question.upper().startswith("EXPLAIN")
        else f"SELECT * FROM (\n{question}\n) AS q LIMIT {limit + 1}"
    )
    address = url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address) as connection, connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION READ ONLY")
        cursor.execute(f"SET LOCAL statement_timeout = {int(seconds * 1000)}".encode())
        try:
            cursor.execute(f"SET LOCAL ROLE {READER}".encode())
        except psycopg.Error as error:
            raise BadQuery(
                f"máy chủ PostgreSQL chưa có vai trò chỉ đọc {READER}",
                "Chạy `vanban doctor --fix` bằng tài khoản được tạo vai trò (CREATEROLE).",
            ) from error
        try:
            cursor.execute(wrapped.encode(), prepare=True)
            names = [column[0] for column in cursor.description or ()]
            return _answer(names, cursor.fetchmany(limit + 1), limit)
        except psycopg.errors.QueryCanceled as error:
            raise QueryTimeout(f"câu hỏi chạy quá {seconds:g} giây") from error
        except psycopg.Error as error:
            raise BadQuery(f"câu SQL sai: {error}") from error


def _answer(names: Sequence[str], rows: Sequence[Any], limit: int) -> Answer:
    return Answer(tuple(names), tuple(tuple(row) for row in rows[:limit]), len(rows) > limit)
