"""Việc của tôi: what waits for me, what I follow; each number is a list."""

from __future__ import annotations

from dataclasses import dataclass, replace

from fastapi import APIRouter, Request, Response

from vanban.tracking.people.person import UNIT, Person
from vanban.tracking.people.scope import seen_by
from vanban.tracking.queries.desk import unit_names
from vanban.tracking.queries.tasks import COUNT_MOST, TaskFilter, count_tasks, find_tasks
from vanban.tracking.states import Reported, TimeState
from vanban.web.guard import allow, place_of
from vanban.web.present import page
from vanban.web.query import short_label, state_link
from vanban.web.settings import Workplace

router = APIRouter()
_URGENT = 10
_WAITING = (
    TimeState.OVERDUE,
    TimeState.DUE_SOON,
    Reported.RETURNED,
    Reported.AWAITING,
    Reported.NOT_STARTED,
)
_FOLLOWED = ("open", Reported.EXTENDED, TimeState.DONE_IN_TIME, TimeState.DONE_LATE)


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
    """What waits, what is followed, the ten most urgent."""
    place = place_of(request)
    mine = seen_by(person, TaskFilter())
    waiting = [_tile(place, mine, code) for code in _WAITING]
    if person.may("document.review"):
        waiting.append(_to_review(place, mine))
    urgent = find_tasks(
        place.store, replace(mine, states=(TimeState.OVERDUE, TimeState.DUE_SOON), limit=_URGENT)
    )
    return page(
        request,
        "home.html",
        waiting=[tile for tile in waiting if tile.count],
        followed=[_tile(place, mine, code) for code in _FOLLOWED],
        rows=urgent.rows,
        units=list(unit_names(place.store, person.units).values()) if person.role == UNIT else [],
    )


def _tile(place: Workplace, mine: TaskFilter, code: str) -> Tile:
    count = count_tasks(place.store, replace(mine, states=(code,)))
    return Tile(short_label(code), count, state_link(code), code == TimeState.OVERDUE)


def _to_review(place: Workplace, mine: TaskFilter) -> Tile:
    count = count_tasks(place.store, replace(mine, needs_review=True))
    return Tile("Cần rà soát", count, "/nhiem-vu?ra-soat=1", False)
