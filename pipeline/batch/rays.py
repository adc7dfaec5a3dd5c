"""Runs jobs on a Ray cluster. A lost node's documents are done again elsewhere: writing a plan twice gives the same bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pipeline.batch.model import Job, Outcome, Settings
from pipeline.batch.work import do
from pipeline.errors import ToolMissing, WorkerCrashed

_RETRIES = 5  # of a document whose worker or node is lost
_AHEAD = 4  # documents waiting for each processor: enough to keep it busy, few enough to bound memory


class RayRunner:
    """``address``: of a running cluster, ``auto`` for the one of this machine, ``local`` to start one."""

    def __init__(self, address: str = "auto", cpus: float = 1.0) -> None:
        try:
            import ray
        except ImportError as e:
            raise ToolMissing("chưa có Ray", "Cài: pip install 'vanban[ray]'.") from e
        self._ray = ray
        self._address = None if address == "local" else address
        self._cpus = cpus

    def run(self, jobs: Iterable[Job], settings: Settings) -> Iterator[Outcome]:
        """The outcomes as they come. Ray's own workers are reused, so the language layer is loaded once in each."""
        ray = self._ray
        if not ray.is_initialized():
            ray.init(address=self._address, log_to_driver=False, include_dashboard=False)
        remote = ray.remote(num_cpus=self._cpus, max_retries=_RETRIES, retry_exceptions=False)(do)
        shared = ray.put(settings)
        waiting: dict[Any, Job] = {}
        for job in jobs:
            waiting[remote.remote(job, shared)] = job
            while len(waiting) >= self._window():
                yield self._next(waiting)
        while waiting:
            yield self._next(waiting)

    def _window(self) -> int:
        return max(2, int(_AHEAD * self._ray.cluster_resources().get("CPU", 1) / self._cpus))

    def _next(self, waiting: dict[Any, Job]) -> Outcome:
        ready, _ = self._ray.wait(list(waiting), num_returns=1)
        job = waiting.pop(ready[0])
        try:
            outcome: Outcome = self._ray.get(ready[0])
        except self._ray.exceptions.RayError as e:
            error = WorkerCrashed(f"tiến trình Ray dừng bất thường: {type(e).__name__}")
            return Outcome(job.item.key, "failed", error.code, f"{error.what}. {error.advice}")
        return outcome
