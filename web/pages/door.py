"""In and out: signing in, one-time links, passwords, the files that come with the pages."""

from __future__ import annotations

import mimetypes
from urllib.parse import unquote, urlsplit

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from starlette.exceptions import HTTPException

from vanban.pipeline.errors import PlanError
from vanban.tracking.people.accounts import look_at_link, make_link, set_password, use_link
from vanban.tracking.people.person import Person
from vanban.tracking.people.sessions import LONGEST, close_session, open_session, sign_in
from vanban.web.errors import sentence, status_of
from vanban.web.forms import Fields, typed
from vanban.web.guard import address_of, allow, cookie_name, note, place_of
from vanban.web.present import STATIC, page

router = APIRouter()


@router.get("/dang-nhap")
def sign_in_page(request: Request, ve: str = "/", person: Person = allow("open")) -> Response:
    """The form of name and password."""
    return page(request, "sign-in.html", back=ve, error=None, login="")


@router.post("/dang-nhap")
def signed_in(
    request: Request, fields: Fields = typed(), person: Person = allow("open")
) -> Response:
    """Open a session, or show the form again."""
    place, address = place_of(request), address_of(request)
    login, back = fields.text("login"), fields.text("ve")
    try:
        found = sign_in(place.people, login, fields.typed.get("password", ""), address)
    except PlanError as error:
        note(request, login[:60], "sign-in-failed")
        told = sentence(error)
        return page(
            request,
            "sign-in.html",
            status_code=status_of(error),
            back=back,
            error=told,
            login=login,
        )
    if found.has_factor:
        turn = make_link(place.people, found.id, "code")
        return page(request, "code.html", turn=turn, back=back, error=None)
    return entered(request, found, inside(back))


@router.get("/vao/{secret}")
def enter(request: Request, secret: str, person: Person = allow("open")) -> Response:
    """The first start on this machine: its one user comes in by a link."""
    found = use_link(place_of(request).people, secret, "start")
    return entered(request, found, "/")


@router.get("/mat-khau/{secret}")
def password_page(request: Request, secret: str, person: Person = allow("open")) -> Response:
    """Set a first or a new password."""
    whose = look_at_link(place_of(request).people, secret, "password")
    return page(request, "password.html", whose=whose, error=None)


@router.post("/mat-khau/{secret}")
def password_set(
    request: Request, secret: str, fields: Fields = typed(), person: Person = allow("open")
) -> Response:
    """The password is set; the link works no more."""
    place, password = place_of(request), fields.typed.get("password", "")
    whose = look_at_link(place.people, secret, "password")
    try:
        set_password(place.people, whose.id, password)
    except PlanError as error:
        return page(request, "password.html", status_code=422, whose=whose, error=sentence(error))
    use_link(place.people, secret, "password")
    note(request, whose, "password-set")
    return RedirectResponse("/dang-nhap?da=mat-khau", 303)


@router.post("/dang-xuat")
def sign_out(request: Request, person: Person = allow("own.account")) -> Response:
    """End the session."""
    place = place_of(request)
    name = cookie_name(place.settings)
    close_session(place.people, request.cookies.get(name, ""))
    note(request, person, "sign-out")
    answer = RedirectResponse("/dang-nhap?da=ra", 303)
    answer.delete_cookie(name)
    answer.headers["clear-site-data"] = '"cache", "storage"'
    return answer


@router.get("/tinh/{name}")
def static(name: str, person: Person = allow("open")) -> Response:
    """Styles and scripts; their address changes with their content."""
    known = {item.name for item in STATIC.iterdir() if item.is_file()}
    if name not in known or name.endswith(".toml"):
        raise HTTPException(404)
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    headers = {"cache-control": "public, max-age=31536000, immutable"}
    return Response((STATIC / name).read_bytes(), media_type=kind, headers=headers)


@router.get("/song")
def alive(person: Person = allow("open")) -> dict[str, str]:
    """For who watches the service: it answers."""
    return {"status": "ok"}


def entered(request: Request, person: Person, back: str) -> Response:
    """A session is open; on to where he wanted to go."""
    place = place_of(request)
    secret = open_session(place.people, person, address_of(request))
    note(request, person, "sign-in")
    answer = RedirectResponse(back, 303)
    answer.set_cookie(
        cookie_name(place.settings),
        secret,
        max_age=int(LONGEST.total_seconds()),
        httponly=True,
        samesite="lax",
        secure=place.settings.secure,
        path="/",
    )
    return answer


def inside(back: str) -> str:
    """Where to go after signing in: never to another site."""
    target = unquote(back)
    parts = urlsplit(target)
    inside = target.startswith("/") and not target.startswith(("//", "/\\"))
    return target if inside and not parts.netloc and not parts.scheme else "/"
