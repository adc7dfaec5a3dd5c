"""Signing in at a provider: a real one answers, by invitation only, and nothing forged gets in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from joserfc.jwk import OctKey, RSAKey
from starlette.testclient import TestClient

from tests.databases import Clock
from tests.web.conftest import SAME_SITE
from tests.web.provider import CLIENT, SECRET, ProviderServer, provider_server
from vanban.tracking.people.accounts import add_account, lock, make_link, set_password
from vanban.tracking.people.office import keep_factor_roles
from vanban.tracking.people.person import Person
from vanban.web.app import make_app
from vanban.web.oidc import Provider, ProviderFailed, provider_of
from vanban.web.settings import Settings, Workplace

PASSWORD = "một câu dễ nhớ 2026"
THERE = "/dang-nhap/co-quan"


@pytest.fixture
def provider(clock: Clock) -> Iterator[ProviderServer]:
    with provider_server(clock) as made:
        yield made


@pytest.fixture
def office(place: Workplace, provider: ProviderServer) -> Workplace:
    """A workplace whose people may sign in at the provider."""
    known = Provider(provider.url, CLIENT, SECRET, "tài khoản của tỉnh")
    return replace(place, settings=Settings(provider=known))


@pytest.fixture
def hoa(office: Workplace) -> Person:
    return add_account(office.people, login="hoa", name="Lê Thị Hoa", role="leader")


@pytest.fixture
def browser(office: Workplace) -> TestClient:
    return TestClient(make_app(office), base_url="http://127.0.0.1", follow_redirects=False)


def invitation(office: Workplace, person: Person) -> str:
    return f"/mat-khau/{make_link(office.people, person.id, 'password')}/co-quan"


def came_back(browser: TestClient, path: str) -> str:
    """There by ``path``, through the provider: the address that it sends the browser back to."""
    there = browser.get(path).headers["location"]
    return httpx.get(there).headers["location"]


def signed_in(browser: TestClient, path: str) -> httpx.Response:
    return browser.get(came_back(browser, path))


def test_who_is_invited_signs_in_there_from_then_on(
    browser: TestClient, office: Workplace, hoa: Person
) -> None:
    set_password(office.people, hoa.id, PASSWORD)
    link = invitation(office, hoa)
    assert "Dùng tài khoản của tỉnh" in browser.get(link.removesuffix("/co-quan")).text
    assert signed_in(browser, link).headers["location"] == "/"
    assert "Lê Thị Hoa" in browser.get("/").text
    assert browser.get(link).status_code == 410  # it works once
    browser.cookies.clear()
    assert "Đăng nhập bằng tài khoản của tỉnh" in browser.get("/dang-nhap").text
    answer = signed_in(browser, f"{THERE}?ve=/nhiem-vu")
    assert answer.headers["location"] == "/nhiem-vu"
    assert browser.get("/nhiem-vu").status_code == 200
    form = {"login": "hoa", "password": PASSWORD}
    assert browser.post("/dang-nhap", data=form, headers=SAME_SITE).status_code == 401


def test_nobody_gets_in_uninvited_or_locked(
    browser: TestClient, office: Workplace, hoa: Person, provider: ProviderServer
) -> None:
    answer = signed_in(browser, THERE)
    assert answer.status_code == 403 and "chưa được mời" in answer.text
    signed_in(browser, invitation(office, hoa))
    provider.subject = "nguoi-khac"
    assert signed_in(browser, THERE).status_code == 403
    provider.subject = "ma-can-bo-17"
    lock(office.people, hoa.id, locked=True)
    assert signed_in(browser, THERE).status_code == 403


def test_the_second_factor_is_the_providers(
    browser: TestClient, office: Workplace, hoa: Person
) -> None:
    keep_factor_roles(office.people, ["leader"])
    signed_in(browser, invitation(office, hoa))
    assert browser.get("/nhiem-vu").status_code == 200


def test_a_password_set_by_a_new_link_takes_the_place_of_the_provider(
    browser: TestClient, office: Workplace, hoa: Person
) -> None:
    signed_in(browser, invitation(office, hoa))
    set_password(office.people, hoa.id, PASSWORD)
    assert signed_in(browser, THERE).status_code == 403


@pytest.mark.parametrize(
    "spoil",
    [
        {"aud": "chuong-trinh-khac"},
        {"iss": "https://noi-khac.example"},
        {"nonce": "cua-luot-khac"},
        {"exp": 1},
        {"sub": None},
    ],
    ids=lambda s: next(iter(s)),
)
def test_a_token_for_another_or_of_another_time_is_refused(
    browser: TestClient,
    office: Workplace,
    hoa: Person,
    provider: ProviderServer,
    spoil: dict[str, object],
) -> None:
    provider.spoil = spoil
    link = invitation(office, hoa)
    assert signed_in(browser, link).status_code == 401
    provider.spoil = {}
    assert signed_in(browser, link).status_code == 303  # the invitation was not used up


def test_a_forged_signature_is_refused(
    browser: TestClient, office: Workplace, hoa: Person, provider: ProviderServer
) -> None:
    for forged in (RSAKey.generate_key(2048), OctKey.import_key(SECRET)):
        provider.forged = forged
        assert signed_in(browser, invitation(office, hoa)).status_code == 401


def test_an_answer_counts_in_the_browser_that_asked_and_once(
    browser: TestClient, office: Workplace, hoa: Person
) -> None:
    address = came_back(browser, invitation(office, hoa))
    stranger = TestClient(make_app(office), base_url="http://127.0.0.1")
    assert stranger.get(address).status_code == 401
    state = parse_qs(urlsplit(address).query)["state"][0]
    assert browser.get(address.replace(state, "x" * len(state))).status_code == 401
    assert browser.get(f"{address}&iss=https://noi-khac.example").status_code == 401
    assert browser.get(address).status_code == 303
    assert browser.get(address).status_code == 401


def test_a_strength_that_is_asked_for_must_be_named(
    office: Workplace, hoa: Person, provider: ProviderServer
) -> None:
    assert office.settings.provider is not None
    strict = replace(
        office, settings=Settings(provider=replace(office.settings.provider, acr="hai-lop"))
    )
    browser = TestClient(make_app(strict), base_url="http://127.0.0.1", follow_redirects=False)
    assert signed_in(browser, invitation(office, hoa)).status_code == 401
    provider.spoil = {"acr": "hai-lop"}
    assert signed_in(browser, invitation(office, hoa)).status_code == 303


def test_a_provider_that_is_another_or_down_is_said(
    browser: TestClient, provider: ProviderServer, place: Workplace
) -> None:
    provider.named = "https://noi-khac.example"
    answer = browser.get(THERE)
    assert answer.status_code == 502 and "tự xưng" in answer.text
    gone = Settings(provider=Provider("http://127.0.0.1:9", CLIENT, SECRET, "tỉnh"))
    browser = TestClient(make_app(replace(place, settings=gone)), base_url="http://127.0.0.1")
    assert "không trả lời" in browser.get(THERE).text


def test_without_a_provider_there_is_no_such_page(desk: TestClient) -> None:
    assert desk.get(THERE).status_code == 404
    assert "/dang-nhap/co-quan" not in desk.get("/dang-nhap").text


def test_settings_come_from_the_environment_and_the_secret_from_a_file(tmp_path: Path) -> None:
    secret = tmp_path / "khoa"
    secret.write_text(f"{SECRET}\n", "utf-8")
    said = {
        "VANBAN_OIDC_ISSUER": "https://dang-nhap.example",
        "VANBAN_OIDC_CLIENT": CLIENT,
        "VANBAN_OIDC_SECRET_FILE": str(secret),
    }
    found = provider_of(said)
    assert found == Provider("https://dang-nhap.example", CLIENT, SECRET, "tài khoản của cơ quan")
    assert provider_of({}) is None
    with pytest.raises(ProviderFailed):
        provider_of(said | {"VANBAN_OIDC_ISSUER": "http://dang-nhap.example"})
