"""Every bomb gives one clear error or a plan, within its time and memory; the batch never
notices.
"""

from __future__ import annotations

import resource
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from vanban.pipeline.batch.inputs import OpenPath
from vanban.pipeline.batch.model import MEMORY, Input, Outcome, Settings
from vanban.pipeline.batch.processes import ProcessRunner
from vanban.pipeline.batch.run import run_batch
from vanban.pipeline.batch.store import FolderStore
from vanban.pipeline.guarded import resident
from vanban.pipeline.options import Limits, Options

from .bombs import BOMBS

SECONDS = 20.0
"""Processor time that one bomb may take."""
PATIENCE = 240.0
"""Seconds after which the batch stops a document: far beyond what a busy machine needs."""
BOUNDED = {
    "",
    "empty",
    "unsupported-format",
    "damaged",
    "encrypted",
    "limit",
    "timeout",
    "out-of-memory",
    "tool-missing",
    "no-text",
    "not-a-document",
}
EXPECTED = {
    "ratio.docx": "limit",
    "members.docx": "limit",
    "entities.docx": "damaged",
    "external.docx": "damaged",
    "deep.docx": "limit",
    "table.docx": "limit",
    "deep.html": "limit",
    "cells.html": "limit",
    "span.html": "limit",
    "paragraph.txt": "limit",
    "marks.txt": "limit",
    "marks-mixed.txt": "limit",
    "blank.txt": "limit",
    "pages.pdf": "limit",
    "round.pdf": "damaged",
    "names.docx": "not-a-document",  # one paragraph is read: no name led out
    "link.docx": "not-a-document",
    "active.pdf": "unsupported-format",
    "noise.bin": "unsupported-format",
}


@contextmanager
def watched(runner: ProcessRunner) -> Iterator[list[int]]:
    """The most that any worker held while the block ran."""
    peaks = [0]
    over = threading.Event()

    def look() -> None:
        while not over.wait(0.05):
            peaks[0] = max([peaks[0], *(resident(pid) for pid in runner.pids)])

    watcher = threading.Thread(target=look)
    watcher.start()
    try:
        yield peaks
    finally:
        over.set()
        watcher.join()


@pytest.mark.slow
@pytest.mark.parametrize("ending", ["docx", "html", "txt", "pdf", ""])
def test_bombs(ending: str, tmp_path: Path) -> None:
    names = [
        n
        for n in BOMBS
        if n.rsplit(".", 1)[-1] == ending
        or (not ending and n.rsplit(".", 1)[-1] not in ("docx", "html", "txt", "pdf"))
    ]
    for name in names:
        (tmp_path / name).write_bytes(BOMBS[name]())
    outcomes: dict[str, Outcome] = {}
    runner = ProcessRunner(2)
    settings = Settings(
        Options(limits=Limits(seconds=PATIENCE)), FolderStore(str(tmp_path / "out"))
    )
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with watched(runner) as peaks:
        run_batch(
            (Input(n, OpenPath(str(tmp_path / n))) for n in names),
            runner,
            settings,
            seen=lambda o: outcomes.update({o.key: o}),
        )
    assert set(outcomes) == set(names)
    assert {n: o.code for n, o in outcomes.items() if o.code not in BOUNDED} == {}
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    assert used < SECONDS * len(names)
    assert peaks[0] <= MEMORY, f"a worker held {peaks[0] / 2**20:.0f} MiB"
    assert {n: outcomes[n].code for n in names if n in EXPECTED} == {
        n: EXPECTED[n] for n in names if n in EXPECTED
    }
    assert not Path("/tmp/vanban-bomb").exists()
