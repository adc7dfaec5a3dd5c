"""A store is one file when no command runs; what is no store is never made one by a slip."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.tracking.factory import plan, work
from vanban.tracking import Store, open_store
from vanban.tracking.errors import StoreMissing, StoreTorn, StoreUnavailable
from vanban.tracking.queries.search import search
from vanban.tracking.queries.sql import run_sql
from vanban.tracking.queries.task_filter import TaskFilter
from vanban.tracking.queries.tasks import find_tasks
from vanban.tracking.queries.units import unit_loads
from vanban.tracking.store import engine
from vanban.tracking.store.reporting import Update


def count(path: Path) -> int:
    with open_store(path, create=False) as store:
        return len(find_tasks(store, TaskFilter()).rows)


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    path = tmp_path / "kho.db"
    with open_store(path) as store:
        store.load([plan(work("một"), work("hai"), work("ba"))])
    return path


def test_a_copy_of_the_file_is_a_copy_of_the_store(kept: Path, tmp_path: Path) -> None:
    shutil.copy(kept, tmp_path / "usb.db")
    assert count(tmp_path / "usb.db") == 3
    kept.rename(tmp_path / "kho-2026.db")
    assert count(tmp_path / "kho-2026.db") == 3
    with pytest.raises(StoreMissing, match="không có kho"):
        open_store(kept, create=False)
    assert not kept.exists()


def test_a_backup_put_back_by_hand_is_what_is_shown(kept: Path, tmp_path: Path) -> None:
    shutil.copy(kept, tmp_path / "bk.db")
    with open_store(kept) as store:
        store.load([plan(work("bốn"), number="99")])
    shutil.copy(tmp_path / "bk.db", kept)
    assert count(kept) == 3


def _open_by_another(path: Path) -> Store:
    """A writer that was killed leaves its log; here it is still open."""
    store = open_store(path)
    store.load([plan(work("bốn"), number="99")])
    return store


def test_a_log_without_its_file_is_refused(kept: Path, tmp_path: Path) -> None:
    other = _open_by_another(kept)
    kept.rename(tmp_path / "kho-2026.db")
    for create in (True, False):
        with pytest.raises(StoreTorn, match="nhật ký"):
            open_store(kept, create=create)
    assert not kept.exists()
    other.engine.dispose()


def test_a_file_without_tables_beside_a_foreign_log_is_refused(kept: Path) -> None:
    other = _open_by_another(kept)
    log = engine.log_of(kept).read_bytes()
    other.close()
    empty = kept.with_name("rong.db")
    empty.touch()
    engine.log_of(empty).write_bytes(log)
    with pytest.raises(StoreTorn):
        open_store(empty)
    assert engine.log_of(empty).read_bytes() == log


def _empty(path: Path) -> None:
    path.touch()


def _of_others(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE sales(x)")


@pytest.mark.parametrize(
    ("make", "error"),
    [(_empty, StoreMissing), (_of_others, StoreUnavailable), (Path.mkdir, StoreUnavailable)],
)
def test_what_is_no_store_is_left_alone(
    tmp_path: Path, kept: Path, make: Callable[[Path], object], error: type[Exception]
) -> None:
    path = tmp_path / "kh.db"
    make(path)
    with pytest.raises(error):
        open_store(path, create=False)


def test_the_stores_nearby_are_named(kept: Path) -> None:
    with pytest.raises(StoreMissing) as error:
        open_store(kept.with_name("kh.db"), create=False)
    assert str(kept) in error.value.advice and "--create" in error.value.advice


@pytest.fixture
def sealed(kept: Path) -> Iterator[Path]:
    """A store where nothing can be written: by rights, or for root, who has all, by a mount."""
    folder = kept.parent
    if os.geteuid() != 0:
        kept.chmod(0o444)
        folder.chmod(0o555)
        yield kept
        folder.chmod(0o755)
        return
    for how in (["--bind", folder, folder], ["-o", "remount,ro,bind", folder]):
        if subprocess.run(["mount", *how], capture_output=True, check=False).returncode:
            subprocess.run(["umount", folder], capture_output=True, check=False)
            pytest.skip("no medium can be mounted here")
    yield kept
    subprocess.run(["umount", folder], check=True)


def test_a_store_that_can_only_be_read_can_be_asked(sealed: Path) -> None:
    kept = sealed
    with pytest.raises(OSError):
        kept.with_name("x").touch()
    assert count(kept) == 3
    with open_store(kept, create=False) as store:
        assert search(store, "hai") != []
        assert [row.total for row in unit_loads(store)] == [3]
        assert run_sql(store, "SELECT count(*) FROM v_tasks").rows == ((3,),)
        with pytest.raises(StoreUnavailable, match="chỉ đọc được"):
            store.update(Update(1, note="x"))
