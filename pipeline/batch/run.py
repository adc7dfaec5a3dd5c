"""A whole archive: find, skip what is done, convert, keep the books, put the results together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace

from vanban.pipeline.batch.assemble import Form, assemble
from vanban.pipeline.batch.journal import Journal, load, settle
from vanban.pipeline.batch.ledger import Ledger
from vanban.pipeline.batch.model import Input, Job, Outcome, Runner, Settings
from vanban.pipeline.batch.names import apart, plan_name
from vanban.pipeline.batch.record import Record, fingerprint
from vanban.pipeline.errors import OutputUnwritable


@dataclass(frozen=True, slots=True)
class Choice:
    """How a run treats what an earlier one did."""

    resume: bool = True
    retry_failed: bool = False
    fail_fast: bool = False


@dataclass(slots=True)
class Summary:
    """Counts by status, and of the failures by code. What failed in an earlier run and was left
    alone counts as failed.
    """

    statuses: Counter[str] = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)
    tasks: int = 0
    further: int = 0
    """Documents below the first one of their file."""
    doubles: int = 0
    """Documents whose decision is that of another one."""

    def add(self, outcome: Outcome) -> None:
        self.statuses["failed" if outcome.code else outcome.status] += 1
        self.tasks += outcome.tasks + sum(each.tasks for each in outcome.further)
        self.further += len(outcome.further)
        if outcome.code:
            self.codes[outcome.code] += 1

    @property
    def failed(self) -> int:
        """Documents that have no plan, now or from an earlier run."""
        return sum(self.codes.values())


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

    A skipped document counts with its earlier result. What earlier runs into the same store did
    stays in its manifest: nothing is ever deleted because it was not asked for this time. An input
    that comes twice is done once.

    Raises ``UnreadablePath`` where another batch is writing into the same folder, and
    ``OutputUnwritable`` where results cannot be written: what is done stays done.
    """
    with settings.store.alone(), Ledger() as ledger:
        load(settings.store, ledger)
        books = _Books(settings, ledger, choice or Choice())
        summary = books.convert(inputs, runner, seen)
        settle(settings.store, ledger)
        summary.doubles = ledger.doubles()
        assemble(settings.store, form, ledger)
        return summary


class _Books:
    """Tells which inputs need work, and keeps what became of them."""

    def __init__(self, settings: Settings, ledger: Ledger, choice: Choice) -> None:
        self._store = settings.store
        self._settings = settings
        self._ledger = ledger
        self._choice = choice
        self._mark = fingerprint(settings.options)

    def convert(
        self, inputs: Iterable[Input], runner: Runner, seen: Callable[[Outcome], None]
    ) -> Summary:
        summary = Summary()
        with (
            closing(Journal(self._store)) as journal,
            closing(_closable(runner.run(self._jobs(inputs), self._settings))) as outcomes,
        ):
            for outcome in outcomes:
                if outcome.code == OutputUnwritable.code:  # it would be so with every document
                    what = outcome.message.removesuffix(f". {OutputUnwritable.advice}")
                    raise OutputUnwritable(what)
                kept = self._keep(outcome, journal)
                summary.add(kept)
                seen(kept)
                if self._choice.fail_fast and kept.status == "failed":
                    break
        return summary

    def _jobs(self, inputs: Iterable[Input]) -> Iterator[Job]:
        named = (replace(i, key=apart(i.key), filename=i.name) for i in inputs)
        return (Job(i, self._known(i.key)) for i in named if self._ledger.draw(i.key))

    def _known(self, key: str) -> str:
        """The hash under which this input needs no work, or nothing."""
        record = self._ledger.get(key) if self._choice.resume else None
        if record is None or record.fingerprint != self._mark:
            return ""
        if record.outcome.status == "failed":
            return "" if self._choice.retry_failed else record.outcome.sha256
        there = all(self._store.exists(plan_name(key)) for key in record.outcome.keys)
        return record.outcome.sha256 if there else ""

    def _keep(self, outcome: Outcome, journal: Journal) -> Outcome:
        """Write it down. Of a skipped document, what it was when it was done."""
        before = self._ledger.get(outcome.key)
        if outcome.status == "skipped" and before is not None:
            done = filter(None, map(self._ledger.get, before.outcome.keys[1:]))
            further = tuple(record.outcome for record in done)
            return replace(before.outcome, status="skipped", further=further)
        if before is not None and before.outcome.status == "ok":
            # plans of an older content are not those of this one
            kept = outcome.keys if outcome.status == "ok" else ()
            for key in before.outcome.keys[len(kept) :]:
                self._store.remove(plan_name(key))
        # the file's own record last: without it all of them are made again
        for each in (*outcome.further, outcome):
            record = Record(each, self._mark)
            journal.add(record)
            self._ledger.put(record)
        return outcome


def _closable(outcomes: Iterator[Outcome]) -> Generator[Outcome]:
    """A generator, whatever the runner gave: closing it ends the runner's work at once."""
    yield from outcomes
