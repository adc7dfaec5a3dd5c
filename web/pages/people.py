"""Người dùng: adding, changing, locking people, and the links by which they set a password."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from vanban.pipeline.errors import PlanError
from vanban.tracking.people.accounts import (
    LINK_HOURS,
    add_account,
    all_accounts,
    change_account,
    lock,
    make_link,
    one_account,
)
from vanban.tracking.people.office import (
    factor_roles,
    keep_factor_roles,
    keep_urging,
    urges_by_itself,
)
from vanban.tracking.people.person import LOCAL, Person, roles
from vanban.tracking.people.second_factor import has_factor
from vanban.tracking.people.second_factor import remove as remove_factor
from vanban.tracking.people.sessions import close_all, open_sessions
from vanban.tracking.queries.desk import leading_units, unit_names
from vanban.web.errors import Sentence, sentence
from vanban.web.forms import Fields, typed
from vanban.web.guard import allow, note, own_address, place_of
from vanban.web.present import page

router = APIRouter()


@router.get("/nguoi-dung")
def people(request: Request, person: Person = allow("people.manage")) -> Response:
    """Everybody."""
    place = place_of(request)
    found = all_accounts(place.people)
    units = {unit for account in found for unit in account.person.units}
    return page(
        request,
        "people.html",
        accounts=found,
        unit_names=unit_names(place.store, units),
        roles={code: words for code, words in roles().items() if code != LOCAL},
        factor_roles=factor_roles(place.people),
        urging=urges_by_itself(place.people),
        has_mail=place.settings.smtp is not None,
    )


@router.post("/nguoi-dung/ma-xac-thuc")
def factor_roles_kept(
    request: Request, fields: Fields = typed(), person: Person = allow("people.manage")
) -> Response:
    """Which roles have to have a second factor."""
    chosen = [role for role in fields.all("roles") if role in roles() and role != LOCAL]
    keep_factor_roles(place_of(request).people, chosen)
    note(request, person, "factor-roles", ", ".join(chosen))
    return RedirectResponse("/nguoi-dung?da=ma-vai-tro", 303)


@router.post("/nguoi-dung/don-doc")
def urging_kept(
    request: Request, fields: Fields = typed(), person: Person = allow("people.manage")
) -> Response:
    """Whether units are urged without anybody's asking."""
    wanted = bool(fields.text("tu-dong"))
    keep_urging(place_of(request).people, wanted)
    note(request, person, "urging-settled", "bật" if wanted else "tắt")
    told = "don-doc-tu-dong" if wanted else "don-doc-bo"
    return RedirectResponse(f"/nguoi-dung?da={told}", 303)


@router.get("/nguoi-dung/them")
def add_page(request: Request, person: Person = allow("people.manage")) -> Response:
    """The form of a new person."""
    return _form(request, None, {}, None)


@router.post("/nguoi-dung/them")
def add(
    request: Request, fields: Fields = typed(), person: Person = allow("people.manage")
) -> Response:
    """A new person, and the link to give him."""
    place = place_of(request)
    try:
        added = add_account(
            place.people,
            login=fields.text("login"),
            name=fields.text("name"),
            role=fields.text("role"),
            analyst=bool(fields.text("analyst")),
            units=fields.numbers("units"),
        )
    except PlanError as error:
        return _form(request, None, dict(fields.typed), sentence(error), 422)
    note(request, person, "account-added", added.name)
    return _link(request, person, added)


@router.get("/nguoi-dung/{account_id}")
def change_page(
    request: Request, account_id: int, person: Person = allow("people.manage")
) -> Response:
    """The form of a person that there is."""
    return _form(request, account_id, {}, None)


@router.post("/nguoi-dung/{account_id}")
def change(
    request: Request,
    account_id: int,
    fields: Fields = typed(),
    person: Person = allow("people.manage"),
) -> Response:
    """Other rights, a lock, a new link, or the end of his sessions."""
    place, wanted = place_of(request), fields.text("viec")
    whose = one_account(place.people, account_id).person
    if wanted == "duong-dan":
        return _link(request, person, whose)
    if wanted in ("khoa", "mo"):
        lock(place.people, account_id, locked=wanted == "khoa")
        locked = "account-locked" if wanted == "khoa" else "account-unlocked"
        note(request, person, locked, whose.name)
    elif wanted == "bo-ma":
        remove_factor(place.people, account_id)
        note(request, person, "factor-off", whose.name)
    elif wanted == "dang-xuat":
        close_all(place.people, account_id)
        note(request, person, "sign-out", whose.name)
    else:
        try:
            change_account(
                place.people,
                account_id,
                name=fields.text("name"),
                role=fields.text("role"),
                analyst=bool(fields.text("analyst")),
                units=fields.numbers("units"),
            )
        except PlanError as error:
            return _form(request, account_id, dict(fields.typed), sentence(error), 422)
        note(request, person, "account-changed", whose.name)
    return RedirectResponse("/nguoi-dung?da=sua", 303)


def _link(request: Request, person: Person, whose: Person) -> Response:
    place = place_of(request)
    secret = make_link(place.people, whose.id, "password")
    note(request, person, "link-made", whose.name)
    address = own_address(request, f"/mat-khau/{secret}")
    return page(request, "person-link.html", whose=whose, address=address, hours=LINK_HOURS)


def _form(
    request: Request,
    account_id: int | None,
    kept: dict[str, str],
    error: Sentence | None,
    status_code: int = 200,
) -> Response:
    place = place_of(request)
    account = one_account(place.people, account_id) if account_id is not None else None
    offered = {code: words for code, words in roles().items() if code != LOCAL}
    return page(
        request,
        "person.html",
        status_code=status_code,
        account=account,
        kept=kept,
        error=error,
        roles=offered,
        all_units=[{"id": unit, "name": name} for unit, name in leading_units(place.store)],
        factor=account_id is not None and has_factor(place.people, account_id),
        sessions=open_sessions(place.people, account_id) if account_id else (),
    )
