"""Mã xác thực: switched on and off by its owner, asked for after the password."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from vanban.pipeline.errors import PlanError
from vanban.tracking.people.accounts import look_at_link, use_link
from vanban.tracking.people.person import Person
from vanban.tracking.people.second_factor import begin, check_code, confirm, give_up
from vanban.web.errors import sentence, status_of
from vanban.web.forms import Fields, typed
from vanban.web.guard import address_of, allow, note, place_of
from vanban.web.pages.account import account_page
from vanban.web.pages.door import entered, inside
from vanban.web.present import page

router = APIRouter()


@router.post("/dang-nhap/ma")
def code_typed(
    request: Request, fields: Fields = typed(), person: Person = allow("open")
) -> Response:
    """The second step of signing in; the pass of the first works once, for a few minutes."""
    book, address = place_of(request).people, address_of(request)
    secret = fields.text("luot")
    whose = look_at_link(book, secret, "code")
    try:
        check_code(book, whose, fields.text("code"), address)
    except PlanError as error:
        note(request, whose.login, "sign-in-failed")
        told, status, back = sentence(error), status_of(error), fields.text("ve")
        return page(request, "code.html", status_code=status, turn=secret, back=back, error=told)
    use_link(book, secret, "code")
    return entered(request, whose, inside(fields.text("ve")))


@router.post("/tai-khoan/ma-xac-thuc")
def factor_change(
    request: Request, fields: Fields = typed(), person: Person = allow("own.account")
) -> Response:
    """Switch it on (with a code that proves the authenticator), or off (with a code as well)."""
    book, address = place_of(request).people, address_of(request)
    try:
        match fields.text("viec"):
            case "bat":
                return account_page(request, person, setup=begin(book, person))
            case "xac-nhan":
                codes = confirm(book, person, fields.text("code"))
                note(request, person, "factor-on")
                return account_page(request, person, codes=codes)
            case _:
                give_up(book, person, fields.text("code"), address)
                note(request, person, "factor-off")
    except PlanError as error:
        return account_page(request, person, error=sentence(error), status_code=422)
    return RedirectResponse("/tai-khoan?da=ma-tat", 303)
