"""Signing in at the provider that the office uses: there, and back."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from starlette.exceptions import HTTPException

from vanban.pipeline.errors import PlanError
from vanban.tracking.people.accounts import look_at_link
from vanban.tracking.people.errors import SignInFailed
from vanban.tracking.people.outside import accept_invitation, person_outside
from vanban.tracking.people.person import Person
from vanban.web.guard import allow, cookie_name, note, own_address, place_of
from vanban.web.oidc import Provider, Turn, begin, finish
from vanban.web.pages.door import entered, inside

router = APIRouter()
_BACK = "/dang-nhap/co-quan/ve"
_MINUTES = 10
"""How long signing in at the provider may take."""


@router.get("/dang-nhap/co-quan")
def there(request: Request, ve: str = "/", person: Person = allow("open")) -> Response:
    """To the provider."""
    return _sent_there(request, back=ve)


@router.get("/mat-khau/{secret}/co-quan")
def invited(request: Request, secret: str, person: Person = allow("open")) -> Response:
    """To the provider with an invitation: who comes back signs in there from now on."""
    look_at_link(place_of(request).people, secret, "password")
    return _sent_there(request, back="/", invitation=secret)


@router.get(_BACK)
def back(request: Request, person: Person = allow("open")) -> Response:
    """From the provider; in, if the person has an account here."""
    place, turn = place_of(request), _turn(request)
    try:
        found = _person(request, turn)
    except PlanError:
        note(request, "", "sign-in-failed")
        raise
    if turn.invitation:
        note(request, found, "outside-tied")
    answer = entered(request, found, inside(turn.back))
    answer.delete_cookie(_cookie(request), secure=place.settings.secure, httponly=True)
    return answer


def _person(request: Request, turn: Turn) -> Person:
    place, provider = place_of(request), _provider(request)
    ours = own_address(request, _BACK)
    subject = finish(provider, ours, turn, str(request.url), place.people.clock)
    if turn.invitation:
        return accept_invitation(place.people, turn.invitation, provider.issuer, subject)
    return person_outside(place.people, provider.issuer, subject)


def _sent_there(request: Request, *, back: str, invitation: str = "") -> Response:
    address, turn = begin(
        _provider(request), own_address(request, _BACK), back=back, invitation=invitation
    )
    answer = RedirectResponse(address, 303)
    answer.set_cookie(
        _cookie(request),
        urlencode(turn.kept()),
        max_age=_MINUTES * 60,
        httponly=True,
        samesite="lax",
        secure=place_of(request).settings.secure,
    )
    return answer


def _turn(request: Request) -> Turn:
    kept = dict(parse_qsl(request.cookies.get(_cookie(request), ""), keep_blank_values=True))
    try:
        return Turn(**kept)
    except TypeError as error:
        told = "lượt đăng nhập này đã hết hạn, hoặc mở từ trình duyệt khác"
        raise SignInFailed(told, "Đăng nhập lại từ đầu.") from error


def _provider(request: Request) -> Provider:
    """The office's provider; without one there is no such page."""
    provider = place_of(request).settings.provider
    if provider is None:
        raise HTTPException(404)
    return provider


def _cookie(request: Request) -> str:
    return f"{cookie_name(place_of(request).settings)}-luot"
