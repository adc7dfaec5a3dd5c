"""Một nhiệm vụ: what, who, by when, what happened; one main step, the rest behind it."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from vanban.tracking.errors import BadReport, Conflict, NotFound
from vanban.tracking.people.access_log import note_access
from vanban.tracking.people.person import Person
from vanban.tracking.people.scope import sees
from vanban.tracking.queries.desk import WholeTask, whole_task
from vanban.tracking.steps import Step, allowed, allowed_step
from vanban.tracking.store.reporting import Update
from vanban.web.errors import sentence
from vanban.web.forms import Fields, make_fields, typed
from vanban.web.guard import address_of, allow, place_of
from vanban.web.present import page

router = APIRouter()
_MISSING = {
    "note": "Ghi kết quả, lý do hoặc ý kiến.",
    "progress": "Ghi tỷ lệ hoàn thành, từ 0 đến 100.",
    "new_due": "Ghi thời hạn mới.",
}


@dataclass(frozen=True, slots=True)
class _Asked:
    """A step that is asked for: what was typed, and what stood in its way."""

    step: Step
    fields: Fields
    expect: int
    conflict: bool = False


@router.get("/nhiem-vu/{task_id}")
def task(request: Request, task_id: int, person: Person = allow("task.view")) -> Response:
    """The task with its history; ``?viec=`` opens the form of a step."""
    whole = _seen(request, task_id, person)
    wanted = request.query_params.get("viec")
    steps = allowed(whole.row, person)
    chosen = next((step for step in steps if step.name == wanted), None)
    if chosen is None:
        return _page(request, whole, person, None)
    asked = _Asked(chosen, make_fields((), request), whole.row.report_id or 0)
    return _page(request, whole, person, asked)


@router.post("/nhiem-vu/{task_id}")
def report(
    request: Request,
    task_id: int,
    fields: Fields = typed(),
    person: Person = allow("task.note"),
) -> Response:
    """Write a step into the log; the form comes back with what is wrong, or with what changed."""
    place, whole = place_of(request), _seen(request, task_id, person)
    step = allowed_step(whole.row, person, fields.text("viec"))
    expect = fields.number("expect", 0, 2**53) or 0
    update = _update(task_id, step, fields, expect)
    if fields.errors:
        return _page(request, whole, person, _Asked(step, fields, expect), 422)
    try:
        place.store.update(update, by=person.name)
    except Conflict:
        now = _seen(request, task_id, person)
        asked = _Asked(step, fields, now.row.report_id or 0, conflict=True)
        return _page(request, now, person, asked, 409)
    except BadReport as error:
        fields.errors["form"] = sentence(error).what
        return _page(request, whole, person, _Asked(step, fields, expect), 422)
    target = f"nhiệm vụ {task_id}: {step.label}"
    note_access(
        place.people, "task-reported", person=person, target=target, address=address_of(request)
    )
    return RedirectResponse(f"/nhiem-vu/{task_id}?da={step.name}", 303)


def _seen(request: Request, task_id: int, person: Person) -> WholeTask:
    """The task; for who must not see it there is none."""
    whole = whole_task(place_of(request).store, task_id)
    if not sees(place_of(request).store, person, whole.row):
        raise NotFound(f"không có nhiệm vụ số {task_id}")
    return whole


def _update(task_id: int, step: Step, fields: Fields, expect: int) -> Update:
    for name in step.required:
        fields.need(name, _MISSING[name])
    asked = set(step.fields)
    return Update(
        task_id,
        state=step.state,
        progress=fields.number("progress", 0, 100) if "progress" in asked else None,
        done_on=fields.day("done_on") if "done_on" in asked else None,
        new_due=fields.day("new_due") if "new_due" in asked else None,
        note=fields.text("note") or None,
        evidence=fields.text("evidence") or None if "evidence" in asked else None,
        expect=expect,
    )


def _page(
    request: Request,
    whole: WholeTask,
    person: Person,
    asked: _Asked | None,
    status_code: int = 200,
) -> Response:
    return page(
        request,
        "task.html",
        status_code=status_code,
        whole=whole,
        task=whole.row,
        steps=allowed(whole.row, person),
        asked=asked,
    )
