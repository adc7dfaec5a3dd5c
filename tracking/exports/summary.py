"""Tasks counted by unit, as report 1270/BC-TCTTTg counts them: done in time and late, open in time
and overdue.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from vanban.tracking.exports.model import TrackedTask, by_unit, of_units
from vanban.tracking.exports.words import number
from vanban.tracking.search.words import exact_form
from vanban.tracking.states import TimeState

NO_UNIT = "(Chưa rõ đơn vị chủ trì)"


@dataclass(frozen=True, slots=True)
class Counts:
    """How the tasks of one unit, or all of them, stand."""

    name: str
    done_in_time: int = 0
    done_late: int = 0
    open_in_time: int = 0
    overdue: int = 0
    halted: int = 0
    repealed: int = 0
    due_soon: int = 0
    no_deadline: int = 0

    @property
    def done(self) -> int:
        """Hoàn thành."""
        return self.done_in_time + self.done_late

    @property
    def open(self) -> int:
        """Chưa hoàn thành."""
        return self.open_in_time + self.overdue

    @property
    def total(self) -> int:
        """Tổng số, with what was stopped, withdrawn or repealed."""
        return self.done + self.open + self.halted + self.repealed

    @property
    def rate(self) -> float | None:
        """Tỷ lệ hoàn thành đúng hạn, 0..1, of what is finished or overdue; None where nothing
        is.
        """
        due = self.done + self.overdue
        return self.done_in_time / due if due else None

    @property
    def remark(self) -> str:
        """What the columns of the form do not show."""
        parts = (
            (self.due_soon, "sắp đến hạn"),
            (self.no_deadline, "không thời hạn"),
            (self.halted, "tạm dừng, thu hồi"),
            (self.repealed, "bị bãi bỏ"),
        )
        words = "; ".join(f"{number(n)} {what}" for n, what in parts if n)
        return words[:1].upper() + words[1:]


def count(name: str, tasks: Iterable[TrackedTask]) -> Counts:
    """Each task once."""
    times = [task.time for task in tasks]
    n = times.count
    return Counts(
        name,
        done_in_time=n(TimeState.DONE_IN_TIME) + n(TimeState.DONE_NO_DATE),
        done_late=n(TimeState.DONE_LATE),
        open_in_time=n(TimeState.NOT_DUE)
        + n(TimeState.IN_TIME)
        + n(TimeState.DUE_SOON)
        + n(TimeState.NO_DEADLINE),
        overdue=n(TimeState.OVERDUE),
        halted=n(TimeState.HALTED),
        repealed=n(TimeState.REPEALED),
        due_soon=n(TimeState.DUE_SOON),
        no_deadline=n(TimeState.NO_DEADLINE),
    )


def summary(
    tasks: Iterable[TrackedTask], shares: Iterable[TrackedTask] = ()
) -> tuple[list[Counts], Counts]:
    """Counts of each leading unit, the most loaded first and tasks without one last, and of all
    tasks.

    A task with two leads counts for both, one that was given to units one by one for each of these
    by its part (``shares``), but once in the total."""
    known = tuple(tasks)
    units = by_unit(of_units(known, shares))
    rows = [count(unit or NO_UNIT, some) for unit, some in units.items()]
    return sorted(rows, key=lambda r: (r.name == NO_UNIT, -r.total, exact_form(r.name))), count(
        "Tổng cộng", known
    )
