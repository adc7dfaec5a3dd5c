"""Hỏi dữ liệu: questions that offices ask, and one SELECT over the store for who knows what to ask;
read only, with a limit; every question is logged.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from functools import cache

from fastapi import APIRouter, Request, Response

from vanban.extractors.language.data import toml
from vanban.pipeline.errors import PlanError
from vanban.tracking.people.person import Person
from vanban.tracking.queries.asking import Answer
from vanban.tracking.queries.sql import run_sql
from vanban.tracking.words import safe_cell
from vanban.web.errors import Sentence, sentence, status_of
from vanban.web.forms import Fields, typed
from vanban.web.guard import allow, note, place_of
from vanban.web.present import page

router = APIRouter()
ROWS, SECONDS = 1000, 10.0
_LOGGED = 500
_BOM = "\ufeff"
"""Without it Excel takes the letters of a CSV file for another encoding."""


@cache
def questions() -> Mapping[str, str]:
    """The words of each ready question to its SELECT."""
    return {one["words"]: one["sql"] for one in toml("vanban.web", "questions.toml")["questions"]}


@router.get("/hoi")
def ask(request: Request, person: Person = allow("data.ask")) -> Response:
    """The ready questions, and the box for another."""
    return _page(request)


@router.post("/hoi")
def answer(
    request: Request, fields: Fields = typed(), person: Person = allow("data.ask")
) -> Response:
    """The answer as a table or a file, or what is wrong with the question."""
    ready = fields.text("cau")
    question = questions().get(ready) or fields.text("cau-hoi")
    note(request, person, "sql", question[:_LOGGED])
    try:
        found = run_sql(place_of(request).store, question, seconds=SECONDS, limit=ROWS)
    except PlanError as error:
        told, status = sentence(error), status_of(error)
        return _page(request, question=question, error=told, status_code=status)
    if fields.text("dang") == "csv":
        headers = {"content-disposition": "attachment; filename=cau-tra-loi.csv"}
        return Response(_csv(found), media_type="text/csv; charset=utf-8", headers=headers)
    return _page(request, question=question, ready=ready, answer=found)


def _page(
    request: Request,
    *,
    question: str = "",
    ready: str = "",
    answer: Answer | None = None,
    error: Sentence | None = None,
    status_code: int = 200,
) -> Response:
    return page(
        request,
        "ask.html",
        status_code=status_code,
        question=question,
        ready=ready if ready in questions() else "",
        answer=answer,
        error=error,
        questions=list(questions()),
    )


def _csv(found: Answer) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(found.columns)
    for row in found.rows:
        writer.writerow(map(safe_cell, row))
    return _BOM + out.getvalue()
