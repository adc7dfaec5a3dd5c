"""A whole archive: find, skip what is done, convert, keep the books, put the results together."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from typing import Literal

from pipeline.batch.assemble import assemble
from pipeline.batch.journal import Journal, Record, earlier, settle
from pipeline.batch.model import Input, Job, Outcome, Runner, Settings
from pipeline.batch.store import FolderStore
from pipeline.batch.work import plan_name
from pipeline.options import Options

Form = Literal["json", "jsonl", "parquet"]


@dataclass(frozen=True, slots=True)
class Choice:
    """How a run treats what an earlier one did."""

    resume: bool = True
    retry_failed: bool = False
    fail_fast: bool = False


@dataclass(slots=True)
class Summary:
    """Counts by status, and of the failures by code."""

    statuses: Counter[str] = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)
    tasks: int = 0

    def add(self, outcome: Outcome) -> None:
        self.statuses[outcome.status] += 1
        self.tasks += outcome.tasks
        if outcome.code:
            self.codes[outcome.code] += 1

    @property
    def failed(self) -> int:
        """Documents that have no plan, now or from an earlier run."""
        return sum(self.codes.values())


def fingerprint(options: Options) -> str:
    """Product version and options: a result made under another one is made again."""
    try:
        release = version("vanban")
    except PackageNotFoundError:
        release = "0"
    digest = hashlib.sha256(options.model_dump_json(exclude={"limits", "filename"}).encode()).hexdigest()[:12]
    return f"{release}+{digest}"


def run_batch(
    inputs: Iterable[Input],
    runner: Runner,
    settings: Settings,
    *,
    form: Form = "json",
    choice: Choice | None = None,
    seen: Callable[[Outcome], None] = lambda _: None,
) -> Summary:
    """Convert all inputs. ``seen`` is called with each outcome as it comes.

    A skipped document counts with its earlier result. What earlier runs into the same store did stays in its manifest:
    nothing is ever deleted because it was not asked for this time.
    """
    choice = choice or Choice()
    mark = fingerprint(settings.options)
    if isinstance(settings.store, FolderStore):
        settings.store.sweep()
    records = earlier(settings.store) if choice.resume else {}
    journal = Journal(settings.store, mark)
    jobs = (Job(i, _known(i.key, records.get(i.key), settings, mark, choice)) for i in inputs)
    summary = Summary()
    try:
        for outcome in runner.run(jobs, settings):
            kept = _kept(outcome, records, mark)
            summary.add(kept)
            journal.add(outcome)
            seen(kept)
            if choice.fail_fast and kept.status == "failed":
                break
    finally:
        journal.close()
    settle(settings.store, records.values())
    assemble(settings.store, form, [r.outcome.key for r in records.values() if r.outcome.status == "ok"])
    return summary


def _known(key: str, record: Record | None, settings: Settings, mark: str, choice: Choice) -> str:
    """The hash under which this input needs no work, or nothing."""
    if record is None or record.fingerprint != mark:
        return ""
    if record.outcome.status == "failed":
        return "" if choice.retry_failed else record.outcome.sha256
    return record.outcome.sha256 if settings.store.exists(plan_name(key)) else ""


def _kept(outcome: Outcome, records: dict[str, Record], mark: str) -> Outcome:
    """The outcome that the manifest shows: of a skipped document, what it was when it was done."""
    if outcome.status == "skipped":
        before = records[outcome.key].outcome
        return Outcome(outcome.key, "skipped", before.code, before.message, before.sha256, before.bytes, before.seconds, before.tasks)
    records[outcome.key] = Record(outcome, mark)
    return outcome
