"""Báo cáo tuần of a unit: all its open work in one form, written row by row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vanban.pipeline.errors import PlanError
from vanban.tracking.acts import act
from vanban.tracking.cases import cases_of
from vanban.tracking.people.person import UNIT, Person
from vanban.tracking.queries.rows import TaskRow
from vanban.tracking.queries.task_filter import TaskFilter
from vanban.tracking.queries.tasks import find_tasks
from vanban.tracking.store.store import Store
from vanban.tracking.workflow import Said, refusal, step_named

MOST = 100
"""Rows of a form: one that is longer is filled in part by part."""
_STEP = "progress"
_TROUBLE = "Khó khăn, kiến nghị: "


@dataclass(frozen=True, slots=True)
class WeekRow:
    """What a unit says of one task. ``expect``: the last report that it saw."""

    task_id: int
    progress: int | None = None
    result: str = ""
    trouble: str = ""
    expect: int | None = None

    @property
    def empty(self) -> bool:
        """Whether nothing is said."""
        return self.progress is None and not self.result and not self.trouble

    @property
    def note(self) -> str | None:
        """Result and trouble as one note."""
        parts = [self.result, self.trouble and f"{_TROUBLE}{self.trouble}"]
        return ". ".join(part.rstrip(". ") for part in parts if part) or None


@dataclass(frozen=True, slots=True)
class Week:
    """What became of the rows: how many were written, and why others were not, by task."""

    written: int
    failed: Mapping[int, PlanError]


def open_work(store: Store, person: Person, units: Sequence[int]) -> tuple[TaskRow, ...]:
    """Open tasks that these units lead and on whose progress the person may report."""
    wanted = TaskFilter(
        unit_ids=tuple(units),
        role="lead",
        states=("open",),
        visible=person.role == UNIT,
        limit=MOST,
    )
    step, today, rows = step_named(_STEP), store.today(), find_tasks(store, wanted).rows
    cases = cases_of(store, [row.id for row in rows])
    return tuple(r for r in rows if refusal(step, cases[r.id], person, today) is None)


def send_week(store: Store, person: Person, rows: Sequence[WeekRow]) -> Week:
    """Write what is said of each task; a row that fails hinders no other."""
    failed: dict[int, PlanError] = {}
    said = [row for row in rows if not row.empty]
    for row in said:
        words = Said(note=row.note, progress=row.progress, expect=row.expect)
        try:
            act(store, row.task_id, _STEP, person, words)
        except PlanError as error:
            failed[row.task_id] = error
    return Week(len(said) - len(failed), failed)
