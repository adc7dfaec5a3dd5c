"""What the exports write: tasks as they stand on a day, as plain values. They know nothing of the
database.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from vanban.tracking.fields import place_words
from vanban.tracking.states import SOON_DAYS, TimeState, days_of, phase, time_state
from vanban.tracking.task_words import TaskWords


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """The decision that assigns a task."""

    id: int
    number_symbol: str | None = None
    doc_name: str | None = None
    title: str | None = None
    issued_on: date | None = None
    issuer: str | None = None
    place: str | None = None
    revision: int = 1

    @property
    def name(self) -> str:
        """'Quyết định số 12/QĐ-BTN ngày 02/3/2026'; a draft goes by its title."""
        if self.number_symbol is None:
            return self.title or self.doc_name or f"Văn bản {self.id}"
        words = f"{self.doc_name or 'Văn bản'} số {self.number_symbol}"
        return f"{words} ngày {self.issued_on:%d/%m/%Y}" if self.issued_on else words


@dataclass(frozen=True, slots=True)
class TrackedPart:
    """A unit's part in a task: role is lead, cooperate or report_to."""

    role: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class TrackedDate:
    """One date of a task with several. ``due`` as planned; ``new_due`` after an extension."""

    due: date
    new_due: date | None = None
    state: str = "not_started"
    progress: int = 0
    done_on: date | None = None


@dataclass(frozen=True, slots=True)
class TrackedTask(TaskWords):
    """A task, what was reported of it, and how it stands on ``as_of``.

    ``report_id``: the last report (0: none). ``changes``: how often the task or what was reported
    of it changed.
    """

    id: int
    stable_id: str
    document: DocumentFacts
    text: str
    as_of: date
    ordinal: int = 0
    path: tuple[str, ...] = ()
    group: str | None = None
    number: str | None = None
    parts: tuple[TrackedPart, ...] = ()
    outputs: tuple[str, ...] = ()
    deadline_text: str | None = None
    deadline_kind: str = "none"
    start_on: date | None = None
    plan_due: date | None = None
    due: date | None = None
    rrule: str | None = None
    until: date | None = None
    submit_to: str | None = None
    funding: str | None = None
    note: str | None = None
    missing: tuple[str, ...] = ()
    needs_review: bool = False
    state: str = "not_started"
    progress: int = 0
    done_on: date | None = None
    report_id: int = 0
    report_note: str | None = None
    report_evidence: str | None = None
    report_by: str | None = None
    report_day: date | None = None
    changes: int = 0
    changed_at: datetime = datetime(1970, 1, 1, tzinfo=UTC)
    dates: tuple[TrackedDate, ...] = ()
    soon: int = SOON_DAYS
    uid: str = ""
    where: str | None = None
    has_parts: bool = False
    share_of: int | None = None
    repealed_by: str | None = None

    @property
    def phase(self) -> str:
        """open, done or halted."""
        return phase(self.state)

    @property
    def time(self) -> TimeState:
        """What follows on ``as_of``."""
        return self.time_of(self.state, self.due, self.done_on)

    def time_of(self, state: str, due: date | None, done_on: date | None) -> TimeState:
        """What follows on ``as_of`` for the task, or for one of its dates."""
        gone = self.repealed_by is not None
        return time_state(state, due, done_on, self.as_of, soon=self.soon, repealed=gone)

    @property
    def days(self) -> int | None:
        """Days late or left, see ``states.days_of``."""
        return days_of(self.time, self.due, self.done_on, self.as_of)

    @property
    def days_late(self) -> int | None:
        """Days past the due date, of what is overdue or was finished late."""
        return self.days if self.time in (TimeState.OVERDUE, TimeState.DONE_LATE) else None

    @property
    def numbered_place(self) -> str:
        """The decision's number and the place in it: '12/QĐ-BTN, mục II.3 Phụ lục'."""
        return ", ".join(filter(None, (self.document.number_symbol, self.place)))

    @property
    def place(self) -> str:
        """Where in the decision the task stands: 'mục II.3 Phụ lục', 'khoản 1 Điều 2'."""
        return self.where or place_words(self.path) or ""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something doubtful in a decision, or in one of its tasks."""

    document: DocumentFacts
    severity: str
    message: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Tasks as they stand on ``as_of``, in the order of their documents, and what is doubtful in
    those. ``shares``: the parts of tasks that were given to units one by one. ``gone``: tasks of
    the same documents that are listed no more, for calendars to take out.
    """

    tasks: tuple[TrackedTask, ...]
    as_of: date
    remarks: tuple[Remark, ...] = ()
    unit: str | None = None
    soon: int = SOON_DAYS
    taken_at: datetime = field(default=datetime(1970, 1, 1, tzinfo=UTC))
    gone: tuple[TrackedTask, ...] = ()
    shares: tuple[TrackedTask, ...] = ()

    @property
    def of_units(self) -> tuple[TrackedTask, ...]:
        """The tasks as their units have them: parts in place of what was given one by one."""
        return of_units(self.tasks, self.shares)

    @property
    def documents(self) -> tuple[DocumentFacts, ...]:
        """The decisions, each once."""
        return tuple(dict.fromkeys(task.document for task in self.tasks))


def of_units(
    tasks: Iterable[TrackedTask], shares: Iterable[TrackedTask]
) -> tuple[TrackedTask, ...]:
    """``tasks`` with the ``shares`` in place of those that have parts, in the order of
    documents.
    """
    return tuple(sorted((*(t for t in tasks if not t.has_parts), *shares), key=place_in_order))


def place_in_order(task: TrackedTask) -> tuple[date, int, int, int]:
    """Where the task stands in a list: by decision, then as it stands there."""
    document = task.document
    return document.issued_on or date.max, document.id, task.ordinal, task.id


def by_unit(tasks: Iterable[TrackedTask], role: str = "lead") -> dict[str, list[TrackedTask]]:
    """Tasks of each unit; those that name none stand under ''."""
    groups: dict[str, list[TrackedTask]] = {}
    for task in tasks:
        for unit in task.units(role) or ("",):
            groups.setdefault(unit, []).append(task)
    return groups


def each_unit(taken: Snapshot) -> Iterator[Snapshot]:
    """``taken`` for each leading unit; what names none comes without a unit. What is doubtful in
    the documents is not a unit's.
    """
    for unit, tasks in by_unit(taken.of_units).items():
        yield replace(taken, tasks=tuple(tasks), unit=unit or None, remarks=(), shares=())
