"""One job, done: the same function in every runner."""

from __future__ import annotations

import resource
from contextlib import suppress
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from time import perf_counter

from pipeline.batch.model import Job, Outcome, Settings
from pipeline.batch.names import safe
from pipeline.conversion import convert
from pipeline.errors import InternalError, OutOfMemory, PlanError

PLANS = "plans"  # folder of the results inside the store


def plan_name(key: str) -> str:
    """Where the plan of an input stands in the store: the tree of the source, mirrored."""
    return f"{PLANS}/{safe(key)}.json"


def do(job: Job, settings: Settings) -> Outcome:
    """Read, convert, write. Every failure becomes an outcome with a code."""
    start = perf_counter()
    outcome = Outcome(job.item.key, "ok")
    try:
        data = job.item.open(settings.options.limits.file_bytes)
        outcome = replace(outcome, sha256=sha256(data).hexdigest(), bytes=len(data))
        if job.known == outcome.sha256:
            return replace(outcome, status="skipped", rss=_rss())
        outcome = replace(outcome, tasks=_convert(job, data, settings))
    except PlanError as e:
        outcome = _failed(outcome, e)
    except MemoryError:
        outcome = _failed(outcome, OutOfMemory("hết bộ nhớ"))
    except Exception as e:  # writing failed, or a fault of ours: the batch goes on
        outcome = _failed(outcome, InternalError(f"{type(e).__name__}: {e}"))
    return replace(outcome, seconds=round(perf_counter() - start, 4), rss=_rss())


def _convert(job: Job, data: bytes, settings: Settings) -> int:
    name = job.item.key.rsplit("/", 1)[-1]
    plan = convert(data, settings.options.model_copy(update={"filename": name}))
    settings.store.write(plan_name(job.item.key), plan.model_dump_json().encode() + b"\n")
    return len(plan.tasks)


def _failed(outcome: Outcome, error: PlanError) -> Outcome:
    return replace(outcome, status="failed", code=error.code, message=f"{error.what}. {error.advice}")


def _rss() -> int:
    """Bytes that this process holds now; its peak where the system does not tell."""
    with suppress(OSError, ValueError, IndexError):
        return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
