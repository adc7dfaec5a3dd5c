"""Tài khoản: what is open in my name, and my keys for programs."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from vanban.pipeline.errors import PlanError
from vanban.tracking.people.access_log import note_access
from vanban.tracking.people.keys import make_key, open_keys, revoke_key
from vanban.tracking.people.person import Person
from vanban.tracking.people.sessions import open_sessions
from vanban.web.errors import Sentence, sentence
from vanban.web.forms import Fields, typed
from vanban.web.guard import address_of, allow, place_of
from vanban.web.present import page

router = APIRouter()


@router.get("/tai-khoan")
def account(request: Request, person: Person = allow("own.account")) -> Response:
    """My sessions and keys."""
    return _page(request, person, "", None)


@router.post("/tai-khoan")
def key_change(
    request: Request, fields: Fields = typed(), person: Person = allow("own.account")
) -> Response:
    """A new key, shown once; or the end of one."""
    book, ending = place_of(request).people, fields.number("khoa", 1, 2**53)
    if ending is not None:
        revoke_key(book, person, ending)
        note_access(book, "key-revoked", person=person, address=address_of(request))
        return RedirectResponse("/tai-khoan?da=khoa-thu-hoi", 303)
    try:
        secret = make_key(book, person, fields.text("ten"))
    except PlanError as error:
        return _page(request, person, "", sentence(error), 422)
    name = fields.text("ten")
    note_access(book, "key-made", person=person, target=name, address=address_of(request))
    return _page(request, person, secret, None)


def _page(
    request: Request, person: Person, secret: str, error: Sentence | None, status: int = 200
) -> Response:
    book = place_of(request).people
    return page(
        request,
        "account.html",
        status_code=status,
        secret=secret,
        error=error,
        keys=open_keys(book, person),
        sessions=open_sessions(book, person.id),
    )
