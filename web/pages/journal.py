"""Nhật ký: who did what, when, from where. An administrator sees all, others what they did."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from vanban.tracking.people.access_log import PAGE, accesses, actions
from vanban.tracking.people.person import Person
from vanban.web.guard import allow, place_of
from vanban.web.present import page
from vanban.web.query import whole

router = APIRouter()


@router.get("/nhat-ky")
def journal(request: Request, person: Person = allow("journal.view")) -> Response:
    """The newest lines; ``truoc`` goes on with older ones."""
    older = request.query_params.get("truoc", "")
    action = request.query_params.get("viec", "")
    lines = accesses(
        place_of(request).people,
        account_id=None if person.may("journal.all") else person.id,
        action=action if action in actions() else None,
        before=whole(older),
    )
    return page(
        request,
        "journal.html",
        lines=lines,
        actions=actions(),
        action=action,
        more=len(lines) == PAGE,
    )
