"""States as slices of tasks: what a state means on a day, as a phase and bounds that an index
answers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from vanban.tracking.errors import BadQuery, BadReport
from vanban.tracking.queries.columns import Columns
from vanban.tracking.states import Reported, TimeState, derived, label, phase, reported

PHASES = ("open", "halted", "done")


@dataclass(frozen=True, slots=True)
class Slice:
    """Tasks of one phase, with bounds on the due date; ``where`` needs the task's row."""

    phase: str
    low: date | None = None
    high: date | None = None
    undated: bool = False
    state: str | None = None
    not_state: str | None = None
    late: bool | None = None
    repealed: bool | None = None


def slices(states: Sequence[str], day: date, soon: int) -> list[Slice]:
    """What ``states`` (codes or words; none: everything) mean on ``day``. ``BadQuery`` for a state
    that there is not.
    """
    if not states:
        return [Slice(name) for name in PHASES]
    return [part for words in states for part in _state_slices(words, day, soon)]


def bounded(parts: Iterable[Slice], first: date | None, last: date | None) -> list[Slice]:
    """The slices within the due window asked for; what has no day is in none."""
    found = (_bounded(part, first, last) for part in parts)
    return [part for part in found if not (part.undated and (part.low or part.high))]


def _bounded(part: Slice, first: date | None, last: date | None) -> Slice:
    lows = [d for d in (part.low, first) if d]
    highs = [d for d in (part.high, last) if d]
    return replace(part, low=max(lows, default=None), high=min(highs, default=None))


def _state_slices(words: str, day: date, soon: int) -> list[Slice]:
    code = derived(words)
    if code in set(TimeState):
        return [_time_slice(TimeState(code), day, soon)]
    if code is not None:
        return [Slice(code, repealed=False if code == "open" else None)]
    state = _reported(words)
    return [Slice(phase(state), state=state.value)]


def _reported(words: str) -> Reported:
    try:
        return reported(words)
    except BadReport as error:
        known = ", ".join(f"“{label(state).lower()}”" for state in (*Reported, *TimeState))
        raise BadQuery(error.what, f"Dùng một trong: {known}.") from error


def _time_slice(time: TimeState, day: date, soon: int) -> Slice:
    last_soon = day + timedelta(days=soon)
    beyond = last_soon + timedelta(days=1)
    still = Slice("open", repealed=False)
    return {
        TimeState.OVERDUE: replace(still, high=day - timedelta(days=1)),
        TimeState.DUE_SOON: replace(still, low=day, high=last_soon),
        TimeState.NOT_DUE: replace(still, low=beyond, state=Reported.NOT_STARTED.value),
        TimeState.IN_TIME: replace(still, low=beyond, not_state=Reported.NOT_STARTED.value),
        TimeState.NO_DEADLINE: replace(still, undated=True),
        TimeState.REPEALED: Slice("open", repealed=True),
        TimeState.DONE_IN_TIME: Slice("done", late=False),
        TimeState.DONE_LATE: Slice("done", late=True),
        TimeState.DONE_NO_DATE: Slice("done", undated=True),
        TimeState.HALTED: Slice("halted"),
    }[time]


def within(part: Slice, due: Any, columns: Columns) -> Iterator[Any]:
    """What the slice asks of a task beside its phase; ``due``: the column to ask for the day."""
    if part.low:
        yield due >= part.low
    if part.high:
        yield due <= part.high
    if part.undated:
        yield due.is_(None)
    if part.state:
        yield columns.state == part.state
    if part.not_state:
        yield columns.state != part.not_state
    if part.late is not None:
        yield columns.done_on > columns.due if part.late else columns.done_on <= columns.due
    if part.repealed is not None:
        yield columns.repealed if part.repealed else ~columns.repealed
