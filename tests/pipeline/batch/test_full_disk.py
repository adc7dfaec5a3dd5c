"""A disk that is full is no fault of a document: the batch stops, says so, and can go on."""

from __future__ import annotations

import errno
from dataclasses import dataclass
from pathlib import Path

import pytest

from vanban.pipeline.batch.inprocess import InProcessRunner
from vanban.pipeline.batch.inputs import discover
from vanban.pipeline.batch.model import Settings
from vanban.pipeline.batch.run import run_batch
from vanban.pipeline.batch.store import FolderStore
from vanban.pipeline.errors import OutputUnwritable
from vanban.pipeline.options import Options

SAMPLE = Path(__file__).resolve().parents[3] / "samples" / "chi-thi" / "source.txt"


@dataclass(frozen=True, slots=True)
class FullAfter(FolderStore):
    """A folder on a disk that has room for ``plans`` plans."""

    plans: int = 1

    def write(self, name: str, data: bytes) -> None:
        if len(list((Path(self.root) / "plans").glob("*"))) >= self.plans:
            raise OutputUnwritable(f"không ghi được kết quả: {errno.errorcode[errno.ENOSPC]}")
        FolderStore.write(self, name, data)


def test_the_same_command_goes_on_when_there_is_room_again(tmp_path: Path) -> None:
    source, out = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    for n in range(4):
        (source / f"{n}.txt").write_bytes(SAMPLE.read_bytes() + b"\n%d" % n)

    def run(store: FolderStore) -> dict[str, int]:
        inputs = discover(str(source))
        return dict(run_batch(inputs, InProcessRunner(), Settings(Options(), store)).statuses)

    with pytest.raises(OutputUnwritable):
        run(FullAfter(str(out), plans=2))
    assert run(FolderStore(str(out))) == {"skipped": 2, "ok": 2}


def test_the_systems_refusal_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "plans").write_text("a file where a folder should be")
    with pytest.raises(OutputUnwritable, match="đã có tệp cùng tên"):
        FolderStore(str(tmp_path)).write("plans/a.json", b"{}")
