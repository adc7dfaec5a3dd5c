"""Runs jobs in worker processes that are watched: one that hangs, dies or grows is replaced, and
its document says so.

The parent keeps a pipe to each worker. A worker has its own session, so that killing its group
takes its children (LibreOffice, tesseract) along; it dies with the batch; its data is bounded by
the system (RLIMIT_DATA).
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from time import monotonic, sleep
from typing import Any

from vanban.pipeline.batch.model import Job, Opened, Outcome, Settings
from vanban.pipeline.errors import ConversionTimeout, OutOfMemory, PlanError, WorkerCrashed
from vanban.pipeline.guarded import resident

_GRACE = 5.0  # seconds after the worker's own time limit before it is killed
_POLL = 0.5  # seconds between looks at time and memory
_GROWTH = 0.6  # share of the memory limit at which an idle worker is replaced
_TRIES = 2  # of a document whose worker died: it may have been killed from outside
_SHAKEN = {
    OutOfMemory.code,
    ConversionTimeout.code,
}  # after which nobody knows what a worker still holds


@dataclass(slots=True)
class _Task:
    """A job in the hands of a worker."""

    job: Job
    attempt: int = 1
    since: float = 0.0
    opened: Opened = field(default_factory=Opened)

    def lost(self, error: PlanError) -> Outcome:
        item = self.job.item
        failed = Outcome.failed(item.key, error, self.opened, monotonic() - self.since)
        return replace(failed, extra=item.extra)


@dataclass(slots=True)
class _Worker:
    process: Any  # BaseProcess of the context
    pipe: Connection
    task: _Task | None = None
    done: int = 0
    reason: PlanError | None = field(default=None)  # why we killed it

    def give(self, task: _Task) -> bool:
        """Whether the worker could take the task; one that has died meanwhile cannot."""
        task.since, task.opened = monotonic(), Opened()
        try:
            self.pipe.send(task.job)
        except OSError:
            return False
        self.task = task
        return True

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
    """``workers`` documents at a time, each in a process of its own."""

    def __init__(self, workers: int) -> None:
        self._count = max(1, workers)
        self._crew: _Crew | None = None

    @property
    def pids(self) -> list[int]:
        """The workers that are there now, for those who watch."""
        return [w.process.pid for w in list(self._crew.workers)] if self._crew else []

    def run(self, jobs: Iterable[Job], settings: Settings) -> Iterator[Outcome]:
        """The outcomes as they come. Jobs are drawn as workers become free."""
        with closing(_Crew(self._count, settings)) as self._crew:
            yield from self._crew.outcomes(iter(jobs))


class _Crew:
    def __init__(self, count: int, settings: Settings) -> None:
        self._count = count
        self._settings = settings
        self.workers: list[_Worker] = []
        self._again: list[_Task] = []
        self._context = get_context("forkserver")
        self._context.set_forkserver_preload(["vanban.pipeline.batch.worker"])

    def outcomes(self, pending: Iterator[Job]) -> Iterator[Outcome]:
        while True:
            self._fill(pending)
            busy = {w.pipe: w for w in self.workers if w.task}
            if not busy:
                return
            for pipe in wait(list(busy), timeout=_POLL):
                outcome = self._hear(busy[pipe])  # type: ignore[index]
                if outcome is not None:
                    yield outcome
            self._watch()

    def close(self) -> None:
        for worker in self.workers:
            worker.kill() if worker.task else worker.retire()

    def _fill(self, pending: Iterator[Job]) -> None:
        """Give each idle worker a task, starting workers up to the number wanted."""
        while (idle := next((w for w in self.workers if w.task is None), None)) or len(
            self.workers
        ) < self._count:
            task = self._next(pending)
            if task is None:
                return
            worker = idle or self._start()
            if not worker.give(task):
                self._again.append(task)
                self._dismiss(worker)

    def _next(self, pending: Iterator[Job]) -> _Task | None:
        if self._again:
            return self._again.pop()
        job = next(pending, None)
        return _Task(job) if job is not None else None

    def _start(self) -> _Worker:
        from vanban.pipeline.batch.worker import serve

        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=serve, args=(theirs, self._settings), daemon=True)
        _start_process(process)
        theirs.close()
        self.workers.append(_Worker(process, ours))
        return self.workers[-1]

    def _hear(self, worker: _Worker) -> Outcome | None:
        """What a worker says, or what its death says; nothing if the document is to be tried again,
        or is only opened.
        """
        task = worker.task
        assert task is not None
        try:
            said = worker.pipe.recv()
        except (EOFError, OSError):
            return self._dead(worker, task)
        if isinstance(said, Opened):
            task.opened = said
            return None
        return self._done(worker, task, said)

    def _done(self, worker: _Worker, task: _Task, outcome: Outcome) -> Outcome | None:
        """A worker that has grown is replaced; a document that did not fit into a used one is tried
        in a fresh one.
        """
        used, worker.task, worker.done = worker.done > 0, None, worker.done + 1
        if (
            worker.reason
            or outcome.code in _SHAKEN
            or outcome.memory > _GROWTH * self._settings.memory
        ):
            self._dismiss(worker)
        if outcome.code == OutOfMemory.code and used and task.attempt < _TRIES:
            self._again.append(_Task(task.job, task.attempt + 1))
            return None
        return outcome

    def _dead(self, worker: _Worker, task: _Task) -> Outcome | None:
        worker.process.join(2)
        code = worker.process.exitcode
        reason = worker.reason
        self._dismiss(worker)
        if reason is None and task.attempt < _TRIES:
            self._again.append(_Task(task.job, task.attempt + 1))
            return None
        return task.lost(reason or _cause(code))

    def _dismiss(self, worker: _Worker) -> None:
        self.workers.remove(worker)
        worker.retire()

    def _watch(self) -> None:
        """Kill workers that are over their time or memory; their closed pipes tell the rest."""
        seconds, memory = self._settings.options.limits.seconds, self._settings.memory
        for worker in self.workers:
            if worker.task is None or worker.reason:
                continue
            if monotonic() - worker.task.since > seconds + _GRACE:
                worker.kill(ConversionTimeout(f"chuyển đổi quá {seconds:g} giây"))
            elif resident(worker.process.pid) > memory:
                worker.kill(OutOfMemory(f"cần hơn {memory / 2**20:.0f} MiB bộ nhớ"))


def _cause(code: int | None) -> PlanError:
    """What the exit code of a worker says. Libraries in C abort where they are given no memory."""
    if code == -signal.SIGABRT:
        return OutOfMemory("một thư viện đã dừng tiến trình, thường vì không xin được bộ nhớ")
    return WorkerCrashed(f"tiến trình dừng bất thường (mã {code})")


def _start_process(process: Any) -> None:
    """Start it; once more if the server that forks workers has just been killed."""
    for pause in (0.05, 0.2, 1.0):
        try:
            process.start()
        except (OSError, EOFError):
            sleep(pause)
        else:
            return
    process.start()
