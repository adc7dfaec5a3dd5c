"""Ủy quyền: who acts for me, and for whom I act."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from vanban.pipeline.errors import PlanError
from vanban.tracking.people.deputies import act_for, appoint, end_deputy
from vanban.tracking.people.person import Person
from vanban.web.errors import sentence
from vanban.web.forms import Fields, typed
from vanban.web.guard import allow, cookie_name, note, place_of
from vanban.web.pages.account import account_page

router = APIRouter()


@router.post("/tai-khoan/uy-quyen")
def deputy_change(
    request: Request, fields: Fields = typed(), person: Person = allow("own.account")
) -> Response:
    """A new deputy, or the end of one."""
    book, ended = place_of(request).people, fields.number("bo", 1, 2**53)
    first, last = fields.day("first") or fields.today, fields.day("last")
    try:
        if ended is not None:
            end_deputy(book, person, ended)
        else:
            chosen = fields.number("deputy", 1, 2**53) or 0
            appoint(book, person, chosen, first, last or first)
    except PlanError as error:
        return account_page(request, person, error=sentence(error), status_code=422)
    note(request, person, "deputy-changed")
    return RedirectResponse("/tai-khoan?da=uy-quyen", 303)


@router.post("/tai-khoan/lam-thay")
def acting(
    request: Request, fields: Fields = typed(), person: Person = allow("own.account")
) -> Response:
    """From now on this session acts for another, or for its owner again."""
    place = place_of(request)
    secret = request.cookies.get(cookie_name(place.settings), "")
    try:
        act_for(place.people, person, secret, fields.number("uy-quyen", 1, 2**53))
    except PlanError as error:
        return account_page(request, person, error=sentence(error), status_code=422)
    note(request, person, "acting")
    return RedirectResponse("/", 303)
