"""Đơn vị: the table of the reports, and one unit with its calendar that can be subscribed to."""

from __future__ import annotations

from dataclasses import replace

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from vanban.tracking.errors import NotFound
from vanban.tracking.exports.ics import calendar
from vanban.tracking.exports.reading import snapshot
from vanban.tracking.people.feeds import make_feed, open_feeds, revoke_feeds, unit_of_feed
from vanban.tracking.people.person import Person
from vanban.tracking.people.scope import loads_seen, seen_by, units_seen
from vanban.tracking.queries.desk import leading_units, unit_names
from vanban.tracking.queries.task_filter import TaskFilter
from vanban.tracking.queries.tasks import find_tasks
from vanban.web.guard import allow, no_right, note, own_address, place_of, refuse
from vanban.web.months import WIDTH, bars, month_loads
from vanban.web.present import page
from vanban.web.settings import Workplace

router = APIRouter()
_SHOWN = 50
_ROLES = {"phoi-hop": "cooperate"}


@router.get("/don-vi")
def units(request: Request, person: Person = allow("unit.view")) -> Response:
    """Each unit with what it finished and what is open."""
    role = _ROLES.get(request.query_params.get("vai-tro", ""), "lead")
    rows = loads_seen(place_of(request).store, person, role)
    return page(request, "units.html", rows=rows, role=role)


@router.get("/ten-don-vi")
def unit_options(request: Request, person: Person = allow("unit.view")) -> Response:
    """Names to choose from, for a field that asks for a unit."""
    seen = units_seen(person)
    found = leading_units(place_of(request).store)
    names = [name for unit, name in found if seen is None or unit in seen]
    return page(request, "unit-options.html", names=names)


@router.get("/don-vi/{unit_id}")
def unit(request: Request, unit_id: int, person: Person = allow("unit.view")) -> Response:
    """One unit: its numbers, its open work, its calendar."""
    return _unit(request, person, unit_id, "")


@router.post("/don-vi/{unit_id}")
def feed_change(request: Request, unit_id: int, person: Person = allow("unit.feed")) -> Response:
    """A new secret address of its calendar; it is shown once."""
    if not person.may_for("unit.feed", [unit_id]):
        refuse(request, person, no_right(person))
    place = place_of(request)
    name = _name(place, person, unit_id)
    secret = make_feed(place.people, person, unit_id)
    note(request, person, "feed-made", name)
    address = own_address(request, f"/lich-dang-ky/{secret}.ics")
    return _unit(request, person, unit_id, address)


@router.post("/don-vi/{unit_id}/thu-hoi")
def feed_end(request: Request, unit_id: int, person: Person = allow("unit.feed")) -> Response:
    """All addresses of its calendar end."""
    if not person.may_for("unit.feed", [unit_id]):
        refuse(request, person, no_right(person))
    place = place_of(request)
    name = _name(place, person, unit_id)
    revoke_feeds(place.people, unit_id)
    note(request, person, "feed-revoked", name)
    return RedirectResponse(f"/don-vi/{unit_id}?da=lich-thu-hoi", 303)


@router.get("/lich-dang-ky/{secret}.ics")
def feed(request: Request, secret: str, person: Person = allow("open")) -> Response:
    """The calendar of a unit, for a program that has its secret address."""
    place = place_of(request)
    unit_id = unit_of_feed(place.people, secret)
    if unit_id is None:
        raise NotFound("lịch này không có, hoặc đã thu hồi")
    taken = snapshot(place.store, TaskFilter(unit_ids=(unit_id,), visible=True, limit=0))
    data = calendar(taken, unit_names(place.store, [unit_id]).get(unit_id))
    return Response(data, media_type="text/calendar; charset=utf-8")


def _name(place: Workplace, person: Person, unit_id: int) -> str:
    """Its name; for who must not see it there is none."""
    seen = units_seen(person)
    name = unit_names(place.store, [unit_id]).get(unit_id)
    if name is None or (seen is not None and unit_id not in seen):
        raise NotFound(f"không có đơn vị số {unit_id}")
    return name


def _unit(request: Request, person: Person, unit_id: int, address: str) -> Response:
    place = place_of(request)
    name = _name(place, person, unit_id)
    loads = {
        role: next((r for r in loads_seen(place.store, person, role) if r.unit_id == unit_id), None)
        for role in ("lead", "cooperate")
    }
    mine = seen_by(person, TaskFilter(unit_ids=(unit_id,), states=("open",), limit=_SHOWN))
    led = seen_by(person, TaskFilter(unit_ids=(unit_id,), role="lead"))
    months = month_loads(place.store, led)
    return page(
        request,
        "unit.html",
        unit_id=unit_id,
        name=name,
        loads=loads,
        months=months,
        bars=bars(months),
        wide=WIDTH,
        rows=find_tasks(place.store, replace(mine, limit=_SHOWN)).rows,
        feeds=open_feeds(place.people, unit_id),
        may_feed=person.may_for("unit.feed", [unit_id]),
        address=address,
    )
