"""A disk that is full: backup and tables say so in one line and leave nothing half written."""

from __future__ import annotations

import errno
import sqlite3
from pathlib import Path

import pytest

from tests.tracking.factory import plan, work
from vanban.pipeline.errors import OutputUnwritable
from vanban.tracking import Store, frames
from vanban.tracking.store import backup


class Full(sqlite3.OperationalError):
    """What SQLite raises where the disk has no more room."""

    sqlite_errorcode = sqlite3.SQLITE_FULL


def full(*_: object) -> None:
    raise Full("database or disk is full")


def test_a_backup(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backup, "_copy_file", full)
    monkeypatch.setattr(backup, "_into_new_file", full)
    with pytest.raises(OutputUnwritable, match="đĩa đã đầy"):
        backup.backup(store, tmp_path / "b.db")
    assert not list(tmp_path.glob("b.db*"))


def test_tables_as_parquet(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("polars")
    store.load([plan(work("Việc"))])

    def refused(*_: object) -> None:
        raise OSError(errno.ENOSPC, "no room")

    monkeypatch.setattr(Path, "write_bytes", refused)
    with pytest.raises(OutputUnwritable, match="đĩa đã đầy"):
        frames.write_parquet(store, tmp_path / "pq")
