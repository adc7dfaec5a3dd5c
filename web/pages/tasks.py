"""Nhiệm vụ: the list, with every filter as a link."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from vanban.tracking.errors import NotFound
from vanban.tracking.people.person import Person
from vanban.tracking.people.scope import seen_by
from vanban.tracking.queries.desk import leading_units
from vanban.tracking.queries.tasks import COUNT_MOST, TaskPage, count_tasks, find_tasks
from vanban.tracking.states import Reported, TimeState
from vanban.web.guard import allow, place_of
from vanban.web.present import page
from vanban.web.query import due_windows, short_label, state_slugs, task_query

router = APIRouter()
_STATES = (
    "open",
    TimeState.OVERDUE,
    TimeState.DUE_SOON,
    Reported.NOT_STARTED,
    Reported.IN_PROGRESS,
    Reported.AWAITING,
    Reported.RETURNED,
    "done",
    TimeState.NO_DEADLINE,
    TimeState.HALTED,
)


@router.get("/nhiem-vu")
def tasks(request: Request, person: Person = allow("task.view")) -> Response:
    """A page of the list."""
    place = place_of(request)
    asked = task_query(request.query_params, place.store.today())
    wanted = seen_by(person, asked.wanted)
    try:
        found, count = find_tasks(place.store, wanted), count_tasks(place.store, wanted)
    except NotFound:  # a unit or document that nobody knows: an empty list says so
        found, count = TaskPage((), False, place.store.today()), 0
    return page(
        request,
        "tasks.html",
        asked=asked,
        rows=found.rows,
        more=found.more,
        count=count,
        count_most=COUNT_MOST,
        states=state_choices(),
        windows=due_windows(place.store.today()),
        all_units=leading_units(place.store) if person.role != "unit" else (),
    )


def state_choices() -> list[tuple[str, str]]:
    """What can be asked for: the words of the address, and the label."""
    return [(state_slugs()[code], short_label(code)) for code in _STATES]
