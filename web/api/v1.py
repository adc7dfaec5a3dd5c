"""``/api/v1``: documents, plans, tasks, steps, units, search. Errors are problem documents."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from typing import Any

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from vanban.tracking.errors import BadReport, NotFound
from vanban.tracking.people.person import Person
from vanban.tracking.people.repeats import Answer, answered, keep_answer
from vanban.tracking.people.scope import seen_by, sees, units_seen
from vanban.tracking.queries.desk import documents_with_work, whole_task
from vanban.tracking.queries.documents import read_plan
from vanban.tracking.queries.rows import TaskRow
from vanban.tracking.queries.tasks import find_tasks
from vanban.tracking.queries.units import unit_loads
from vanban.tracking.urging import take_step
from vanban.tracking.workflow import Said, allowed, case_of, step_named
from vanban.web.guard import allow, note, place_of
from vanban.web.query import task_query

router = APIRouter(prefix="/api/v1")
_PAGE = 100


class StepBody(BaseModel):
    """A step of a task: its name, and what it asks for."""

    model_config = ConfigDict(extra="forbid")

    step: str
    expect: int = Field(ge=0, le=2**53, description="the last report seen; 0: none")
    progress: int | None = Field(default=None, ge=0, le=100)
    done_on: date | None = None
    new_due: date | None = None
    occurrence: date | None = Field(default=None, description="the due date meant")
    units: tuple[str, ...] = Field(default=(), max_length=200, description="who leads from now on")
    note: str | None = Field(default=None, max_length=20_000)
    evidence: str | None = Field(default=None, max_length=2_000)


@router.get("/documents")
def documents(request: Request, page: int = 1, person: Person = allow("document.view")) -> Response:
    """A page of documents, the newest first, with counts of their work."""
    offset = (max(1, min(page, 10**6)) - 1) * _PAGE
    rows = documents_with_work(place_of(request).store, limit=_PAGE, offset=offset)
    return _json({"documents": [asdict(row) for row in rows], "more": len(rows) == _PAGE})


@router.get("/documents/{document_id}/plan")
def plan(request: Request, document_id: int, person: Person = allow("document.view")) -> Response:
    """What was read, as the contract of plans has it."""
    made = read_plan(place_of(request).store, _within(document_id))
    return Response(made.model_dump_json(), media_type="application/json")


@router.get("/tasks")
def tasks(request: Request, person: Person = allow("task.view")) -> Response:
    """A page of tasks; the filters are those of the address of the list."""
    store = place_of(request).store
    asked = task_query(request.query_params, store.today())
    found = find_tasks(store, seen_by(person, asked.wanted))
    return _json({"tasks": [_task(row) for row in found.rows], "more": found.more})


@router.get("/tasks/{task_id}")
def task(request: Request, task_id: int, person: Person = allow("task.view")) -> Response:
    """A task, its dates, its log, and what this person can do with it."""
    whole = whole_task(place_of(request).store, _within(task_id))
    if not sees(place_of(request).store, person, whole.row):
        raise NotFound(f"không có nhiệm vụ số {task_id}")
    case = case_of(place_of(request).store, task_id)
    steps = [step.name for step in allowed(case, person, place_of(request).store.today())]
    log = [asdict(entry) for entry in whole.log]
    dates = [asdict(day) for day in whole.dates]
    return _json(
        {**_task(whole.row), "stage": case.stage, "dates": dates, "log": log, "steps": steps}
    )


@router.post("/tasks/{task_id}/steps")
def step(
    request: Request, task_id: int, body: StepBody, person: Person = allow("task.step")
) -> Response:
    """Write a step; 409 if something was reported since ``expect``. With an ``Idempotency-Key`` a
    request that comes again gets the first answer and writes nothing.
    """
    place, key = place_of(request), request.headers.get("idempotency-key", "")
    asked = f"{task_id} {body.model_dump_json()}"
    before = answered(place.people, person, key, asked) if key else None
    if before is not None:
        return Response(before.body, before.status, media_type="application/json")
    whole = whole_task(place.store, _within(task_id))
    if not sees(place_of(request).store, person, whole.row):
        raise NotFound(f"không có nhiệm vụ số {task_id}")
    chosen = step_named(body.step)
    given = body.model_dump(exclude={"step", "expect"}, exclude_defaults=True)
    if set(given) - set(chosen.asks):
        raise BadReport(f"bước này chỉ nhận {', '.join(chosen.asks)}")
    said = Said(expect=body.expect, **given)
    server = place.settings.smtp
    number = take_step(place.store, task_id, chosen.name, person, said, server=server)
    target = f"nhiệm vụ {task_id}: {chosen.label}"
    note(request, person, "task-reported", target)
    made = _json({"report": number}, 201)
    if key:
        answer = Answer(made.status_code, bytes(made.body).decode())
        keep_answer(place.people, person, key, asked, answer)
    return made


@router.get("/units")
def units(request: Request, person: Person = allow("unit.view")) -> Response:
    """Units with how their work stands."""
    seen = units_seen(person)
    rows = [r for r in unit_loads(place_of(request).store) if seen is None or r.unit_id in seen]
    return _json({"units": [asdict(row) for row in rows]})


def _task(row: TaskRow) -> dict[str, Any]:
    words = {"state_label": row.state_label, "time_label": row.time_label}
    return {**asdict(row), **words, "leads": row.leads, "cooperators": row.cooperators}


def _json(value: Any, status: int = 200) -> Response:
    body = json.dumps(value, ensure_ascii=False, default=str)
    return Response(body, status, media_type="application/json")


def _within(number: int) -> int:
    """An id that the database can hold."""
    if not 0 < number < 2**53:
        raise NotFound(f"không có số {number}")
    return number
