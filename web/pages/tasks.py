"""Nhiệm vụ: the list, the board, the bars over the months; every filter is a link to keep."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qsl, urlencode

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from vanban.tracking.errors import NotFound
from vanban.tracking.people.filters import MINE, audiences, drop_filter, keep_filter, saved_filters
from vanban.tracking.people.person import UNIT, Person
from vanban.tracking.people.scope import seen_by
from vanban.tracking.queries.rows import TaskRow
from vanban.tracking.queries.task_filter import TaskFilter
from vanban.tracking.queries.tasks import COUNT_MOST, TaskPage, count_tasks, find_tasks
from vanban.tracking.states import Reported, TimeState
from vanban.web.forms import Fields, typed
from vanban.web.guard import allow, place_of
from vanban.web.present import link, page
from vanban.web.query import TaskQuery, due_windows, short_label, state_slugs, task_query
from vanban.web.timeline import timeline
from vanban.web.unit_choice import unit_words

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
    TimeState.REPEALED,
)
_COLUMNS = (
    Reported.NOT_STARTED,
    Reported.IN_PROGRESS,
    Reported.RETURNED,
    Reported.AWAITING,
    "done",
)
_IN_COLUMN = 20
"""Cards of a column; its head leads to all of them."""
_IN_TIMELINE = 60
"""Bars of a drawing that can still be looked at."""


@router.get("/nhiem-vu")
def tasks(request: Request, person: Person = allow("task.view")) -> Response:
    """A page of the list."""
    asked = _asked(request)
    found = _found(request, seen_by(person, asked.wanted))
    return _page(request, person, "tasks.html", asked, rows=found.rows, more=found.more)


@router.get("/nhiem-vu-bang")
def board(request: Request, person: Person = allow("task.view")) -> Response:
    """The same tasks in a column for each state, those due first on top."""
    asked = _asked(request)
    mine = replace(seen_by(person, asked.wanted), limit=_IN_COLUMN, offset=0)
    columns = [_column(request, replace(mine, states=(code,)), code) for code in _COLUMNS]
    return _page(request, person, "board.html", asked, columns=columns)


@router.get("/nhiem-vu-tien-trinh")
def progress(request: Request, person: Person = allow("task.view")) -> Response:
    """The same tasks as bars over the months."""
    asked = _asked(request)
    found = _found(request, replace(seen_by(person, asked.wanted), limit=_IN_TIMELINE))
    drawn = timeline(found.rows, place_of(request).store.today())
    return _page(request, person, "timeline.html", asked, drawn=drawn, more=found.more)


@router.post("/bo-loc")
def filter_kept(
    request: Request, fields: Fields = typed(), person: Person = allow("task.view")
) -> Response:
    """Keep the filters of an address under a name, or keep them no more."""
    book, gone = place_of(request).people, fields.number("bo", 1, 2**53)
    if gone is not None:
        drop_filter(book, person, gone)
        return RedirectResponse("/nhiem-vu?da=bo-loc-bo", 303)
    query = dict(parse_qsl(fields.text("query")))
    kept = task_query(query, place_of(request).store.today()).query
    audience = fields.text("ai-thay") or MINE
    keep_filter(book, person, fields.text("name"), urlencode(kept), audience)
    return RedirectResponse(link("/nhiem-vu", kept, da="bo-loc"), 303)


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of the board: how many there are, and the first of them."""

    label: str
    slug: str
    count: int
    rows: tuple[TaskRow, ...]


def _asked(request: Request) -> TaskQuery:
    return task_query(request.query_params, place_of(request).store.today())


def _found(request: Request, wanted: TaskFilter) -> TaskPage:
    store = place_of(request).store
    try:
        return find_tasks(store, wanted)
    except NotFound:  # a unit or document that nobody knows: an empty list says so
        return TaskPage((), False, store.today())


def _count(request: Request, wanted: TaskFilter) -> int:
    try:
        return count_tasks(place_of(request).store, wanted)
    except NotFound:
        return 0


def _column(request: Request, wanted: TaskFilter, code: str) -> _Column:
    found = _found(request, wanted)
    count = _count(request, wanted) if found.more else len(found.rows)
    return _Column(short_label(code), state_slugs()[code], count, found.rows)


def _page(
    request: Request, person: Person, template: str, asked: TaskQuery, **context: Any
) -> Response:
    place = place_of(request)
    return page(
        request,
        template,
        asked=asked,
        count=_count(request, seen_by(person, asked.wanted)),
        count_most=COUNT_MOST,
        states=state_choices(),
        windows=due_windows(place.store.today()),
        any_unit=person.role != UNIT,
        unit_asked=unit_words(place.store, asked.query.get("don-vi", "")),
        filters=saved_filters(place.people, person),
        audiences=audiences(person),
        **context,
    )


def state_choices() -> list[tuple[str, str]]:
    """What can be asked for: the words of the address, and the label."""
    return [(state_slugs()[code], short_label(code)) for code in _STATES]
