"""Báo cáo tuần: a unit says in one form how each of its open tasks stands, and sends it once."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from vanban.tracking.people.person import UNIT, Person
from vanban.tracking.queries.desk import unit_names
from vanban.tracking.weekly import Week, WeekRow, open_work, send_week
from vanban.web.errors import sentence
from vanban.web.forms import Fields, make_fields, typed
from vanban.web.guard import allow, note, place_of
from vanban.web.present import page
from vanban.web.unit_choice import unit_words, units_of

router = APIRouter()


@router.get("/bao-cao-tuan")
def week(request: Request, person: Person = allow("task.week")) -> Response:
    """The form."""
    return _page(request, person, make_fields((), request), None)


@router.post("/bao-cao-tuan")
def week_sent(
    request: Request, fields: Fields = typed(), person: Person = allow("task.week")
) -> Response:
    """Write the rows that say something; those that could not be written come back as typed."""
    store = place_of(request).store
    work = open_work(store, person, _units(request, person))
    rows = [_row(fields, task.id) for task in work]
    if fields.errors:
        return _page(request, person, fields, None, 422)
    done = send_week(store, person, rows)
    if done.written:
        note(request, person, "week-sent", f"{done.written} nhiệm vụ")
    for task_id, error in done.failed.items():
        fields.errors[f"note-{task_id}"] = sentence(error).what
    left = fields if fields.errors else make_fields((), request)
    return _page(request, person, left, done, 409 if fields.errors else 200)


def _units(request: Request, person: Person) -> tuple[int, ...]:
    """His own units; who reports for others says for which."""
    if person.role == UNIT:
        return person.units
    asked = request.query_params.get("don-vi", "").strip()
    return units_of(place_of(request).store, asked) if asked else ()


def _row(fields: Fields, task_id: int) -> WeekRow:
    return WeekRow(
        task_id,
        fields.number(f"progress-{task_id}", 0, 100),
        fields.text(f"note-{task_id}"),
        fields.text(f"trouble-{task_id}"),
        fields.number(f"expect-{task_id}", 0, 2**53) or 0,
    )


def _page(
    request: Request, person: Person, fields: Fields, done: Week | None, status_code: int = 200
) -> Response:
    store, units = place_of(request).store, _units(request, person)
    return page(
        request,
        "week.html",
        status_code=status_code,
        rows=open_work(store, person, units) if units else (),
        names=list(unit_names(store, units).values()),
        units=units,
        any_unit=person.role != UNIT,
        unit_asked=unit_words(store, request.query_params.get("don-vi", "")),
        fields=fields,
        done=done,
    )
