"""Every route for every role: what the matrix says is what happens, and nothing else."""

from __future__ import annotations

import pytest
from fastapi.routing import APIRoute
from starlette.testclient import TestClient

from tests.web.conftest import SAME_SITE
from vanban.tracking.people.accounts import add_account, local_person
from vanban.tracking.people.keys import make_key
from vanban.tracking.people.person import Person, roles
from vanban.tracking.people.sessions import open_session
from vanban.tracking.queries.desk import leading_units
from vanban.web.app import all_routes, make_app
from vanban.web.guard import permission_of
from vanban.web.settings import Workplace

GUARDED = [r for r in all_routes() if permission_of(r) != "open"]
REFUSED = 403


def _person(place: Workplace, role: str) -> Person:
    if role == "local":
        return local_person(place.people, "Lan")
    units = [unit for unit, _ in leading_units(place.store)]
    return add_account(place.people, login=role, name=role, role=role, units=units)


def _address(route: APIRoute, unit: int = 1) -> str:
    names = {
        "upload_id": 1,
        "task_id": 1,
        "document_id": 1,
        "account_id": 1,
        "unit_id": unit,
        "evidence_id": 1,
        "draft_id": 1,
        "kind": "so-theo-doi",
    }
    query = "?dang=xlsx" if route.path.endswith("/tai") else ""  # the quickest of its forms
    return route.path.format(**names, name="1.webp") + query


@pytest.mark.parametrize("role", roles())
def test_every_route_answers_as_the_matrix_says(place: Workplace, role: str) -> None:
    person = _person(place, role)
    key = {"authorization": f"Bearer {make_key(place.people, person, 'thử')}"}
    app, wrong = make_app(place), []
    unit = leading_units(place.store)[0][0]
    for route in GUARDED:
        client = TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False)
        api = route.path.startswith("/api/")
        if not api:
            client.cookies.set("vanban", open_session(place.people, person, ""))
        method = min(route.methods)
        headers = key if api else SAME_SITE
        answer = client.request(
            method, _address(route, unit), headers=headers, follow_redirects=False
        )
        may = person.may(permission_of(route) or "")
        if answer.status_code >= 500 or (answer.status_code == REFUSED) == may:
            wrong.append((method, route.path, answer.status_code, may))
    assert wrong == []


def test_nobody_gets_in_without_signing_in(place: Workplace) -> None:
    client = TestClient(make_app(place), base_url="http://127.0.0.1")
    for route in GUARDED:
        answer = client.request(
            min(route.methods), _address(route), headers=SAME_SITE, follow_redirects=False
        )
        wanted = 401 if route.path.startswith("/api/") else 303
        assert answer.status_code == wanted, route.path
