"""Việc của tôi: what waits for me, what I follow; each number is a list."""

from __future__ import annotations

from dataclasses import dataclass, replace

from fastapi import APIRouter, Request, Response

from vanban.tracking.people.person import UNIT, Person
from vanban.tracking.people.scope import seen_by
from vanban.tracking.queries.desk import unit_names
from vanban.tracking.queries.rows import TaskRow
from vanban.tracking.queries.task_filter import TaskFilter
from vanban.tracking.queries.tasks import COUNT_MOST, count_tasks, find_tasks
from vanban.tracking.states import Reported, TimeState, label
from vanban.web.guard import allow, place_of
from vanban.web.present import page
from vanban.web.query import short_label, state_link
from vanban.web.settings import Workplace

router = APIRouter()
_URGENT = 10
_SILENT = 30
"""Days without a word after which dated work is asked about (review of Bình Định, 2022)."""
_WAITING = (
    TimeState.OVERDUE,
    TimeState.DUE_SOON,
    Reported.RETURNED,
    Reported.AWAITING,
    Reported.NOT_STARTED,
)
_FINISHED = (TimeState.DONE_IN_TIME, TimeState.DONE_LATE)
"""Their short words do not say that something is finished."""
_FOLLOWED = ("open", Reported.EXTENDED, *_FINISHED)


@dataclass(frozen=True, slots=True)
class Tile:
    """A number that is a list."""

    label: str
    count: int
    href: str
    urgent: bool

    @property
    def many(self) -> bool:
        """Whether counting stopped."""
        return self.count >= COUNT_MOST


@router.get("/")
def home(request: Request, person: Person = allow("task.view")) -> Response:
    """What waits, what is followed, the ten most urgent or next."""
    place = place_of(request)
    mine = seen_by(person, TaskFilter())
    waiting = [_tile(place, mine, code) for code in _WAITING]
    if person.may("task.give"):
        asked = replace(mine, pending=True)
        waiting.append(_other(place, asked, "Đề nghị chờ trả lời", "/nhiem-vu?cho-tra-loi=1"))
    if person.may("document.review"):
        doubtful = replace(mine, needs_review=True)
        waiting.append(_other(place, doubtful, "Cần rà soát", "/nhiem-vu?ra-soat=1"))
    heading, rows = _next(place, mine)
    return page(
        request,
        "home.html",
        waiting=[tile for tile in waiting if tile.count],
        followed=[*(_tile(place, mine, code) for code in _FOLLOWED), _silent(place, mine)],
        heading=heading,
        rows=rows,
        units=list(unit_names(place.store, person.units).values()) if person.role == UNIT else [],
    )


def _next(place: Workplace, mine: TaskFilter) -> tuple[str, tuple[TaskRow, ...]]:
    """What is late or nearly so; where nothing is, what is due next."""
    urgent = replace(mine, states=(TimeState.OVERDUE, TimeState.DUE_SOON), limit=_URGENT)
    if rows := find_tasks(place.store, urgent).rows:
        return "Gấp nhất", rows
    due = replace(mine, states=("open",), due_from=place.store.today(), limit=_URGENT)
    return "Hạn gần nhất", find_tasks(place.store, due).rows


def _tile(place: Workplace, mine: TaskFilter, code: str) -> Tile:
    count = count_tasks(place.store, replace(mine, states=(code,)))
    words = label(code) if code in _FINISHED else short_label(code)
    return Tile(words, count, state_link(code), code == TimeState.OVERDUE)


def _silent(place: Workplace, mine: TaskFilter) -> Tile:
    """Open work of which nothing was heard for long."""
    words, href = f"Im lặng trên {_SILENT} ngày", f"/nhiem-vu?im-lang={_SILENT}"
    return _other(place, replace(mine, silent_days=_SILENT), words, href)


def _other(place: Workplace, wanted: TaskFilter, words: str, href: str) -> Tile:
    """A number that is no state."""
    return Tile(words, count_tasks(place.store, wanted), href, urgent=False)
