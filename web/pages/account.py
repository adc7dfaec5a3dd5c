"""Tài khoản: what is open in my name, my keys for programs, my second factor, who acts for me."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from vanban.pipeline.errors import PlanError
from vanban.tracking.people.accounts import all_accounts
from vanban.tracking.people.deputies import acts_for, deputies_of
from vanban.tracking.people.keys import make_key, open_keys, revoke_key
from vanban.tracking.people.person import Person
from vanban.tracking.people.second_factor import Setup, has_factor
from vanban.tracking.people.sessions import change_password, close_others, open_sessions
from vanban.web.errors import Sentence, sentence, status_of
from vanban.web.forms import Fields, typed
from vanban.web.guard import address_of, allow, cookie_name, note, place_of
from vanban.web.present import page
from vanban.web.qr import qr_code

router = APIRouter()


@router.get("/tai-khoan")
def account(request: Request, person: Person = allow("own.account")) -> Response:
    """My sessions and keys."""
    return account_page(request, person)


@router.post("/tai-khoan")
def key_change(
    request: Request, fields: Fields = typed(), person: Person = allow("own.account")
) -> Response:
    """A new key, shown once; or the end of one."""
    book, ending = place_of(request).people, fields.number("khoa", 1, 2**53)
    if ending is not None:
        revoke_key(book, person, ending)
        note(request, person, "key-revoked")
        return RedirectResponse("/tai-khoan?da=khoa-thu-hoi", 303)
    try:
        secret = make_key(book, person, fields.text("ten"))
    except PlanError as error:
        return account_page(request, person, error=sentence(error), status_code=422)
    name = fields.text("ten")
    note(request, person, "key-made", name)
    return account_page(request, person, secret=secret)


@router.post("/tai-khoan/mat-khau")
def password_changed(
    request: Request, fields: Fields = typed(), person: Person = allow("own.account")
) -> Response:
    """A new password in place of one that is known; then one signs in again."""
    now, new = fields.typed.get("now", ""), fields.typed.get("new", "")
    book, address = place_of(request).people, address_of(request)
    try:
        change_password(book, person, now, new, address)
    except PlanError as error:
        told, status = sentence(error), status_of(error)
        return account_page(request, person, error=told, status_code=status)
    note(request, person, "password-set")
    return RedirectResponse("/dang-nhap?da=mat-khau", 303)


@router.post("/tai-khoan/phien")
def others_closed(request: Request, person: Person = allow("own.account")) -> Response:
    """The end of everything else that is open in my name."""
    place = place_of(request)
    secret = request.cookies.get(cookie_name(place.settings), "")
    close_others(place.people, person.id, secret)
    note(request, person, "sign-out", "các phiên khác")
    return RedirectResponse("/tai-khoan?da=phien", 303)


def account_page(
    request: Request,
    person: Person,
    *,
    secret: str = "",
    error: Sentence | None = None,
    setup: Setup | None = None,
    codes: tuple[str, ...] = (),
    status_code: int = 200,
) -> Response:
    """All of one's own; ``secret``, ``setup``, ``codes``: what is shown this once."""
    book = place_of(request).people
    people = {account.person.id: account for account in all_accounts(book)}
    return page(
        request,
        "account.html",
        status_code=status_code,
        secret=secret,
        error=error,
        setup=setup,
        code=qr_code(setup.address) if setup else None,
        codes=codes,
        factor=has_factor(book, person.id),
        keys=open_keys(book, person),
        sessions=open_sessions(book, person.id),
        deputies=deputies_of(book, person),
        acts_for=acts_for(book, person),
        own=people[person.id],
        others=[a.person for a in people.values() if a.person.id != person.id and not a.locked],
    )
