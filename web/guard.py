"""Who asks, and whether he may: every route declares its permission with ``allow``."""

from __future__ import annotations

from typing import Any, NoReturn
from urllib.parse import quote

from fastapi import Depends, Request
from fastapi.routing import APIRoute

from vanban.tracking.errors import NotAllowed, NotFound
from vanban.tracking.people.access_log import note_access
from vanban.tracking.people.keys import person_of_key
from vanban.tracking.people.person import Person, roles_with
from vanban.tracking.people.sessions import person_in
from vanban.web.query import DIGITS
from vanban.web.settings import Settings, Workplace

API = "/api/"
_OWN = "own.account"
"""What everybody may do on his own page, there to switch on a second factor."""
NOBODY = Person(0, "", "", "nobody")


class SignInNeeded(Exception):
    """Nobody is signed in; ``back``: where to go afterwards."""

    def __init__(self, back: str) -> None:
        super().__init__(back)
        self.back = back


class FactorNeeded(Exception):
    """This person's role must have a second factor, and he has none yet."""


class _Allow:
    """The check of one permission, as FastAPI calls it before a route."""

    def __init__(self, permission: str) -> None:
        self.permission = permission
        self._open = "*" in roles_with(permission)

    def __call__(self, request: Request) -> Person:
        person = person_of(request)
        request.state.person = person
        _check_ids(request)
        if self._open:
            return person or NOBODY
        if person is None:
            raise SignInNeeded(_way_back(request))
        if not person.may(self.permission):
            refuse(request, person, no_right(person))
        if self.permission != _OWN and person.lacks_factor:
            raise FactorNeeded
        return person


def _check_ids(request: Request) -> None:
    """``NotFound`` for an id in the address that is longer than any that a store gives."""
    for name, value in request.path_params.items():
        if name.endswith("_id") and len(str(value)) > DIGITS:
            raise NotFound("không có số này")


def allow(permission: str) -> Any:
    """Declares on a route who may use it; gives the person who asks."""
    return Depends(_Allow(permission))


def no_right(person: Person) -> str:
    """Why somebody is refused whose role lacks the permission."""
    return f"vai trò {person.role_label} không được làm việc này"


def refuse(request: Request, person: Person, why: str) -> NoReturn:
    """Note in the log that somebody was refused, and refuse."""
    note(request, person, "refused", f"{_tried(request)} {request.url.path}")
    raise NotAllowed(why)


def _tried(request: Request) -> str:
    return "mở" if request.method in ("GET", "HEAD") else "ghi vào"


def note(request: Request, who: Person | str, action: str, target: str | None = None) -> None:
    """Add a line to the log of access. ``who``: a person, or the name that somebody typed."""
    person, typed = (None, who) if isinstance(who, str) else (who, "")
    book, address = place_of(request).people, address_of(request)
    note_access(book, action, person=person, name=typed, target=target, address=address)


def permission_of(route: APIRoute) -> str | None:
    """The permission that a route declares."""
    checks = [d.call for d in route.dependant.dependencies if isinstance(d.call, _Allow)]
    return checks[0].permission if len(checks) == 1 else None


def place_of(request: Request) -> Workplace:
    """What the pages stand on."""
    place: Workplace = request.app.state.place
    return place


def person_of(request: Request) -> Person | None:
    """Who is signed in."""
    place = place_of(request)
    if request.url.path.startswith(API):
        return _key_holder(request)
    secret = request.cookies.get(cookie_name(place.settings))
    return person_in(place.people, secret) if secret else None


def _key_holder(request: Request) -> Person | None:
    """Programs come with a key, never with a cookie."""
    kind, _, secret = request.headers.get("authorization", "").partition(" ")
    return person_of_key(place_of(request).people, secret) if kind == "Bearer" else None


def cookie_name(settings: Settings) -> str:
    """``__Host-`` binds the cookie to this host, and needs TLS."""
    return "__Host-vanban" if settings.secure else "vanban"


def own_address(request: Request, path: str) -> str:
    """A page of ours as people elsewhere open it."""
    scheme = "https" if place_of(request).settings.secure else "http"
    return f"{scheme}://{request.url.netloc}{path}"


def address_of(request: Request) -> str:
    """From where somebody asks."""
    return request.client.host if request.client else ""


def _way_back(request: Request) -> str:
    if request.method != "GET":
        return "/"
    query = f"?{request.url.query}" if request.url.query else ""
    return quote(f"{request.url.path}{query}", safe="")
