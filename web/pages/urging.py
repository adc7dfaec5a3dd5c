"""Đôn đốc: which unit is told what, before anything is sent; then what became of each letter."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from vanban.tracking.people.person import Person
from vanban.tracking.queries.task_filter import TaskFilter
from vanban.tracking.urging import Sent, not_given_out, send_urges, urges
from vanban.web.forms import Fields, typed
from vanban.web.guard import allow, note, place_of
from vanban.web.present import page
from vanban.web.query import page_number

router = APIRouter()
_UNITS = 50
"""Letters on a page."""


@router.get("/don-doc")
def urging(request: Request, person: Person = allow("task.urge")) -> Response:
    """What is overdue and was not urged today, by unit, with the letter that would go out."""
    return _page(request, person, None)


@router.post("/don-doc")
def urging_sent(
    request: Request, fields: Fields = typed(), person: Person = allow("task.urge")
) -> Response:
    """Send to the chosen units."""
    place, chosen = place_of(request), set(fields.all("units"))
    found = [u for u in urges(place.store, TaskFilter(), person) if str(u.unit_id) in chosen]
    added = fields.text("note") or None
    results = send_urges(place.store, found, person, server=place.settings.smtp, note=added)
    went = [result.urge.unit for result in results if result.failed is None]
    if went:
        note(request, person, "urged", "; ".join(went))
    return _page(request, person, results)


def _page(request: Request, person: Person, results: list[Sent] | None) -> Response:
    place, number = place_of(request), page_number(request.query_params)
    found = urges(place.store, TaskFilter(), person)
    first = (number - 1) * _UNITS
    return page(
        request,
        "urging.html",
        found=found[first : first + _UNITS],
        count=len(found),
        number=number,
        more=len(found) > first + _UNITS,
        results=results,
        unseen=not_given_out(place.store),
        server=place.settings.smtp,
    )
