"""Runs jobs on a Ray cluster. A lost node's documents are done again elsewhere: writing a plan
twice gives the same bytes.
"""

from __future__ import annotations

import faulthandler
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from vanban.pipeline.batch.model import Job, Opened, Outcome, Settings
from vanban.pipeline.errors import UnreadablePath, WorkerCrashed
from vanban.pipeline.extras import extra
from vanban.pipeline.guarded import mapped

_RETRIES = 3  # of a document whose worker or node is lost
_AHEAD = (
    4  # documents waiting for each processor: enough to keep it busy, few enough to bound memory
)
_GRACE = 5.0  # seconds after the worker's own time limit before it ends itself


class RayRunner:
    """``address``: of a running cluster, ``auto`` for the one of this machine, ``local`` to start
    one.
    """

    def __init__(self, address: str = "auto", cpus: float = 1.0) -> None:
        self._ray = extra("ray", "ray")
        self._address = None if address == "local" else address
        self._cpus = cpus

    def run(self, jobs: Iterable[Job], settings: Settings) -> Iterator[Outcome]:
        """The outcomes as they come. Ray keeps its workers, so each loads the language layer once.
        Raises ``UnreadablePath``.
        """
        self._connect()
        remote = self._ray.remote(num_cpus=self._cpus, max_retries=_RETRIES)(do_in_bounds)
        shared = self._ray.put(settings)
        waiting: dict[Any, Job] = {}
        for job in jobs:
            waiting[remote.remote(job, shared)] = job
            while len(waiting) >= self._window():
                yield self._next(waiting)
        while waiting:
            yield self._next(waiting)

    def _connect(self) -> None:
        if self._ray.is_initialized():
            return
        try:
            self._ray.init(
                address=self._address,
                log_to_driver=False,
                include_dashboard=False if self._address is None else None,
            )
        except (ConnectionError, RuntimeError) as e:
            raise UnreadablePath(
                f"không nối được với cụm Ray: {e}",
                "Chạy `ray start --head` trước, hoặc dùng --address local.",
            ) from e

    def _window(self) -> int:
        return max(2, int(_AHEAD * self._ray.cluster_resources().get("CPU", 1) / self._cpus))

    def _next(self, waiting: dict[Any, Job]) -> Outcome:
        ready, _ = self._ray.wait(list(waiting), num_returns=1)
        job = waiting.pop(ready[0])
        try:
            outcome: Outcome = self._ray.get(ready[0])
        except self._ray.exceptions.RayError as e:
            error = WorkerCrashed(f"tiến trình Ray dừng bất thường: {type(e).__name__}")
            return Outcome.failed(job.item.key, error, Opened())
        return outcome


def do_in_bounds(job: Job, settings: Settings) -> Outcome:
    """One job in a worker of Ray, which is ended (and replaced by Ray) if it hangs where no signal
    reaches it.
    """
    from vanban.pipeline.batch.work import do
    from vanban.pipeline.batch.worker import limit_data

    limit_data(_data_without_us() + settings.memory)
    with Path(os.devnull).open("w") as nowhere:
        faulthandler.dump_traceback_later(
            settings.options.limits.seconds + _GRACE, exit=True, file=nowhere
        )
        try:
            return do(job, settings)
        finally:
            faulthandler.cancel_dump_traceback_later()


_base: list[int] = []


def _data_without_us() -> int:
    """Bytes of data that Ray's own machinery holds in this process before the first job."""
    if not _base:
        _base.append(mapped(os.getpid()))
    return _base[0]
