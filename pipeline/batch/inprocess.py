"""Runs jobs one after the other in this process: the plainest runner, and the measure for the
others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from vanban.pipeline.batch.model import Job, Outcome, Settings
from vanban.pipeline.batch.work import do


class InProcessRunner:
    """No isolation: for tests, small archives and profiling."""

    def run(self, jobs: Iterable[Job], settings: Settings) -> Iterator[Outcome]:
        """The outcomes, in the order of the jobs."""
        return (do(job, settings) for job in jobs)
