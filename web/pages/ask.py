"""Hỏi dữ liệu: one SELECT over the store, read only, with a limit; every question is logged."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from vanban.pipeline.errors import PlanError
from vanban.tracking.people.person import Person
from vanban.tracking.queries.sql import run_sql
from vanban.web.errors import sentence, status_of
from vanban.web.forms import Fields, typed
from vanban.web.guard import allow, note, place_of
from vanban.web.present import page

router = APIRouter()
ROWS, SECONDS = 1000, 10.0
_LOGGED = 500


@router.get("/hoi")
def ask(request: Request, person: Person = allow("data.ask")) -> Response:
    """The box for a question."""
    return page(request, "ask.html", question="", answer=None, error=None)


@router.post("/hoi")
def answer(
    request: Request, fields: Fields = typed(), person: Person = allow("data.ask")
) -> Response:
    """The answer as a table, or what is wrong with the question."""
    place, question = place_of(request), fields.text("cau-hoi")
    note(request, person, "sql", question[:_LOGGED])
    try:
        found = run_sql(place.store, question, seconds=SECONDS, limit=ROWS)
    except PlanError as error:
        told, status = sentence(error), status_of(error)
        return page(
            request, "ask.html", status_code=status, question=question, answer=None, error=told
        )
    return page(request, "ask.html", question=question, answer=found, error=None)
