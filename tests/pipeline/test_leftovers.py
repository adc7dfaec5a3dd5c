"""What a killed process left behind goes at the next start; what somebody works on stays."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from vanban.pipeline.leftovers import DAY, own, sweep


@pytest.fixture(scope="module")
def dead() -> int:
    """The number of a process that has ended."""
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    return ended.pid


def test_what_a_dead_process_left_goes(tmp_path: Path, dead: int) -> None:
    (tmp_path / f"kho.db.{dead}.part").touch()
    (tmp_path / f"kho.db.{dead}.part-wal").touch()
    folder = tmp_path / f"kho.db.{dead}.scratch"
    folder.mkdir()
    (folder / "x").touch()
    sweep(tmp_path, "kho.db.")
    assert list(tmp_path.iterdir()) == []


def test_what_others_work_on_or_own_stays(tmp_path: Path, dead: int) -> None:
    names = [
        f"{own('kho.db.')}part",
        f"kho.db.{os.getppid()}.part",
        f"khac.db.{dead}.part",
        "kho.db.moi.part",
        f"kho.db.{dead}",
        "kho.db",
    ]
    for name in names:
        (tmp_path / name).touch()
    sweep(tmp_path, "kho.db.")
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(names)


def test_what_is_a_day_old_goes_whoever_has_the_number(tmp_path: Path) -> None:
    old = tmp_path / f"{own('kho.db.')}part"
    old.touch()
    os.utime(old, (old.stat().st_mtime - 2 * DAY,) * 2)
    sweep(tmp_path, "kho.db.")
    assert not old.exists()


def test_a_link_is_taken_away_not_followed(tmp_path: Path, dead: int) -> None:
    kept = tmp_path / "kept"
    kept.mkdir()
    (kept / "x").touch()
    (tmp_path / f"kho.db.{dead}.part").symlink_to(kept)
    sweep(tmp_path, "kho.db.")
    assert [p.name for p in tmp_path.rglob("*")] == ["kept", "x"]


def test_a_folder_that_is_not_there_is_no_fault(tmp_path: Path) -> None:
    sweep(tmp_path / "khong-co", "kho.db.")
