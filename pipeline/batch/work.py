"""One job, done: the same function in every runner."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from hashlib import sha256
from time import perf_counter

from vanban.pipeline.batch.model import About, Hint, Job, Opened, Outcome, Settings
from vanban.pipeline.batch.names import further_key, plan_name
from vanban.pipeline.conversion import documented, documents
from vanban.pipeline.errors import InternalError, OutOfMemory, PlanError
from vanban.pipeline.guarded import mapped, resident
from vanban.pipeline.stages import stage, unattended
from vanban.schemas import Plan


def do(job: Job, settings: Settings, note: Callable[[Opened], None] = lambda _: None) -> Outcome:
    """Read, convert, write. Every failure becomes an outcome with a code. ``note`` hears what was
    read before it is converted.
    """
    start, key, opened = perf_counter(), job.item.key, Opened()
    extra = job.item.extra
    error: PlanError
    try:
        data = job.item.open(settings.options.limits.file_bytes)
        opened = Opened(_digest(data, job.item.hints), len(data))
        note(opened)
        if job.known == opened.sha256:
            return Outcome(
                key, "skipped", sha256=opened.sha256, bytes=opened.bytes, memory=allocated()
            )
        done = Outcome(key, "ok", sha256=opened.sha256, bytes=opened.bytes, extra=extra)
        first, *further = _converted(job, data, settings, done)
        return replace(
            first,
            seconds=round(perf_counter() - start, 4),
            documents=1 + len(further),
            memory=allocated(),
            further=tuple(further),
        )
    except PlanError as e:
        error = e
    except MemoryError:
        error = OutOfMemory("hết bộ nhớ")
    except Exception as e:  # writing failed, or a fault of ours: the batch goes on
        error = InternalError(f"{type(e).__name__}: {e}")
    failed = Outcome.failed(key, error, opened, perf_counter() - start, allocated())
    return replace(failed, extra=extra)


def _digest(data: bytes, hints: tuple[Hint, ...]) -> str:
    """Of the content, and of what the caller knows besides: a change of either is new work."""
    said = sha256(data)
    for hint in hints:
        said.update("\0".join(hint).encode())
    return said.hexdigest()


def _converted(job: Job, data: bytes, settings: Settings, done: Outcome) -> Iterator[Outcome]:
    """What became of each document of the input; their plans are written when all are made."""
    own = {"filename": job.item.name, "hints": job.item.hints}
    made: list[tuple[Outcome, bytes]] = []
    with unattended(settings.options.limits.seconds):
        plans = documents(data, settings.options.model_copy(update=own))
        for number, plan in enumerate(plans, 1):
            if not job.item.extra:  # a row is a document: who gives it says so
                documented(plan)
            key = done.key if number == 1 else further_key(done.key, number)
            outcome = replace(done, key=key, tasks=len(plan.tasks), about=about(plan))
            with stage("viết kế hoạch thành JSON"):
                made.append((outcome, plan.model_dump_json().encode() + b"\n"))
    for outcome, written in made:
        settings.store.write(plan_name(outcome.key), written)
        yield outcome


def about(plan: Plan) -> About:
    """What the manifest says of a document."""
    head = plan.document
    return About(
        doc_type=head.doc_type.code if head.doc_type else None,
        number_symbol=head.number_symbol,
        issued_on=head.issued_on.isoformat() if head.issued_on else None,
        issuer=(head.issuer.name or head.issuer.text) if head.issuer else None,
        doubtful=sum(task.needs_review for task in plan.tasks),
        warnings=tuple(d.code for d in plan.diagnostics if d.severity != "info"),
    )


def allocated() -> int:
    """Bytes that this process has set aside, used or not: what its limit counts."""
    return max(resident(os.getpid()), mapped(os.getpid()))
