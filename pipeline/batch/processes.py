"""Runs jobs in worker processes that are watched: one that hangs, dies or grows is replaced, and its document says so.

The parent keeps a pipe to each worker. A worker has its own session, so that killing its group takes its children
(LibreOffice, tesseract) along; it dies with the parent; its data is bounded by the system (RLIMIT_DATA).
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from pathlib import Path
from time import monotonic
from typing import Any

from pipeline.batch.model import Job, Outcome, Settings
from pipeline.errors import ConversionTimeout, OutOfMemory, PlanError, WorkerCrashed

_GRACE = 5.0  # seconds after the worker's own time limit before it is killed
_POLL = 1.0  # seconds between looks at time and memory
_GROWTH = 0.6  # share of the memory limit at which an idle worker is replaced


@dataclass(slots=True)
class _Worker:
    process: Any  # BaseProcess of the context
    pipe: Connection
    job: Job | None = None
    since: float = 0.0
    reason: PlanError | None = field(default=None)  # why we killed it

    def give(self, job: Job) -> None:
        self.job, self.since = job, monotonic()
        self.pipe.send(job)

    def kill(self, reason: PlanError | None = None) -> None:
        self.reason = reason
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        with suppress(ProcessLookupError, AttributeError):
            self.process.kill()

    def retire(self) -> None:
        with suppress(OSError):
            self.pipe.send(None)
        self.process.join(1)
        self.kill()
        self.pipe.close()


class ProcessRunner:
    """``jobs`` documents at a time, each in a process of its own."""

    def __init__(self, workers: int) -> None:
        self._count = max(1, workers)
        self._context = get_context("forkserver")
        self._context.set_forkserver_preload(["pipeline.batch.worker"])

    def run(self, jobs: Iterable[Job], settings: Settings) -> Iterator[Outcome]:
        """The outcomes as they come. Jobs are drawn as workers become free."""
        pending = iter(jobs)
        workers: list[_Worker] = []
        try:
            while True:
                self._fill(workers, pending, settings)
                busy = [w for w in workers if w.job]
                if not busy:
                    return
                yield from self._harvest(workers, busy, settings)
        finally:
            for worker in workers:
                worker.kill() if worker.job else worker.retire()

    def _fill(self, workers: list[_Worker], pending: Iterator[Job], settings: Settings) -> None:
        """Give each idle worker a job, starting workers up to the number wanted."""
        idle = [w for w in workers if w.job is None]
        while idle or len(workers) < self._count:
            job = next(pending, None)
            if job is None:
                return
            if not idle:
                workers.append(self._start(settings))
                idle = [workers[-1]]
            idle.pop().give(job)

    def _start(self, settings: Settings) -> _Worker:
        from pipeline.batch.worker import serve

        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=serve, args=(theirs, settings), daemon=True)
        process.start()
        theirs.close()
        return _Worker(process, ours)

    def _harvest(self, workers: list[_Worker], busy: list[_Worker], settings: Settings) -> Iterator[Outcome]:
        by_pipe = {w.pipe: w for w in busy}
        for pipe in wait(list(by_pipe), timeout=_POLL):
            worker = by_pipe[pipe]  # type: ignore[index]
            outcome = self._receive(worker)
            worker.job = None
            if not worker.process.is_alive() or worker.reason or outcome.rss > _GROWTH * settings.memory:
                workers.remove(worker)
                worker.retire()
            yield outcome
        for worker in (w for w in workers if w.job):
            self._watch(worker, settings)

    def _receive(self, worker: _Worker) -> Outcome:
        """What the worker says, or what its death says."""
        assert worker.job is not None
        try:
            outcome: Outcome = worker.pipe.recv()
        except (EOFError, OSError):
            worker.process.join(2)
            worker.reason = worker.reason or WorkerCrashed(f"tiến trình dừng bất thường (mã {worker.process.exitcode})")
            return _lost(worker.job, worker.reason, monotonic() - worker.since)
        return outcome

    def _watch(self, worker: _Worker, settings: Settings) -> None:
        """Kill a worker that is over its time or memory; its closed pipe then tells the rest."""
        seconds = settings.options.limits.seconds
        if monotonic() - worker.since > seconds + _GRACE:
            worker.kill(ConversionTimeout(f"chuyển đổi quá {seconds:g} giây"))
        elif _held(worker.process.pid) > settings.memory:
            worker.kill(OutOfMemory(f"cần hơn {settings.memory / 2**20:.0f} MiB bộ nhớ"))


def _lost(job: Job, error: PlanError, seconds: float) -> Outcome:
    return Outcome(job.item.key, "failed", error.code, f"{error.what}. {error.advice}", seconds=round(seconds, 4))


def _held(pid: int) -> int:
    with suppress(OSError, ValueError, IndexError):
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    return 0
