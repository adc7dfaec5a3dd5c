"""Giao cụ thể: a task for a class or for several units becomes one part for each of them."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from vanban.pipeline.errors import PlanError
from vanban.tracking.people.person import Person
from vanban.tracking.queries.desk import whole_task
from vanban.tracking.search.words import name_key
from vanban.tracking.units.directory import NewUnit, add_unit, list_units
from vanban.tracking.units.groups import give, list_groups, shares, take_back
from vanban.web.errors import sentence
from vanban.web.forms import Fields, typed
from vanban.web.guard import allow, note, place_of
from vanban.web.present import page

router = APIRouter()


@router.get("/nhiem-vu/{task_id}/giao-cu-the")
def giving(request: Request, task_id: int, person: Person = allow("task.give")) -> Response:
    """Units to choose from: those of the class, or those that the document names."""
    return _page(request, task_id, "")


@router.post("/nhiem-vu/{task_id}/giao-cu-the")
def give_out(
    request: Request,
    task_id: int,
    fields: Fields = typed(),
    person: Person = allow("task.give"),
) -> Response:
    """One part for each chosen unit, or take the parts back."""
    place = place_of(request)
    if fields.text("viec") == "lay-lai":
        take_back(place.store, task_id, by=person.name, user_id=person.id)
        return _told(request, person, task_id, "giao-lay-lai")
    try:
        chosen = [*fields.numbers("units")]
        chosen += [add_unit(place.store, NewUnit(name)) for name in _others(fields)]
        give(place.store, task_id, chosen, by=person.name, user_id=person.id)
    except PlanError as error:
        return _page(request, task_id, sentence(error).what, 422)
    return _told(request, person, task_id, "giao-cu-the")


def _others(fields: Fields) -> list[str]:
    """Units that the directory lacks, one in a line."""
    return [line.strip() for line in fields.text("others").splitlines() if line.strip()]


def _told(request: Request, person: Person, task_id: int, word: str) -> Response:
    note(request, person, "task-given", f"nhiệm vụ {task_id}")
    return RedirectResponse(f"/nhiem-vu/{task_id}?da={word}", 303)


def _page(request: Request, task_id: int, error: str, status_code: int = 200) -> Response:
    store = place_of(request).store
    task, units = whole_task(store, task_id).row, list_units(store)
    keys = {name_key(name) for name in task.leads}
    groups = list_groups(store)
    wanted = request.query_params.get("nhom", "")
    group = next((g for g in groups if str(g.id) == wanted or name_key(g.name) in keys), None)
    named = {unit.id for unit in units if keys & {name_key(name) for _, name in unit.names}}
    return page(
        request,
        "give.html",
        status_code=status_code,
        task=task,
        units=units,
        groups=groups,
        group=group,
        chosen=set(group.unit_ids) if group else named,
        shares=shares(store, task_id),
        error=error,
    )
