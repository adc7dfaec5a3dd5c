"""A workplace with work in it, its pages on a real port, and a real Chromium to look at them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from starlette.testclient import TestClient

from samples.screens import pages
from tests.databases import Clock, Shelf
from tests.tracking.factory import plan, work
from vanban.tracking import open_store
from vanban.tracking.people.accounts import add_account, local_person, make_link, open_people
from vanban.tracking.people.person import Person
from vanban.tracking.people.sessions import open_session
from vanban.tracking.queue.uploads import open_queue
from vanban.web.app import make_app
from vanban.web.settings import Settings, Workplace

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
SAME_SITE = {"sec-fetch-site": "same-origin"}
PATIENCE = 20_000
"""Milliseconds that a page may take on a busy machine before a test gives up."""

expect.set_options(timeout=PATIENCE)


@dataclass
class Site:
    """The running pages: where they are, and what stands behind them."""

    url: str
    place: Workplace
    clock: Clock
    strangers: list[str] = field(default_factory=list)

    def start_link(self) -> str:
        """A one-time link of the user of this machine."""
        person = local_person(self.place.people, "Nguyễn Thị Lan")
        return f"{self.url}/vao/{make_link(self.place.people, person.id, 'start')}"

    def add(self, login: str, name: str, role: str, units: tuple[int, ...] = ()) -> Person:
        """Another person, who comes in by a start link as well: most tests are not of passwords."""
        return add_account(self.place.people, login=login, name=name, role=role, units=units)

    def link_of(self, person: Person) -> str:
        """A link that lets ``person`` in."""
        return f"{self.url}/vao/{make_link(self.place.people, person.id, 'start')}"


@pytest.fixture
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Path or URL of an empty store, on the database that ``--database`` or the test names."""
    kind = getattr(request, "param", None) or request.config.getoption("--database")
    if kind == "sqlite":
        return str(tmp_path / "kho.db")
    shelf: Shelf = request.getfixturevalue("shelf")
    url = shelf.take()
    request.addfinalizer(lambda: shelf.give_back(url))
    return url


@pytest.fixture
def place(tmp_path: Path, clock: Clock, database: str) -> Iterator[Workplace]:
    """A workplace with one decision of three tasks."""
    store = open_store(database, clock=clock)
    store.load(
        [
            plan(
                work("Xây dựng quy chế quản lý dữ liệu", leads=("Vụ Pháp chế",),
                     cooperators=("Vụ Kế hoạch",), due=date(2026, 5, 20)),
                work("Nâng cấp trung tâm dữ liệu", leads=("Cục Chuyển đổi số",),
                     due=date(2026, 6, 5)),
                work("Tập huấn cho cán bộ", leads=("Vụ Pháp chế",)),
            )
        ],
        by="Nguyễn Thị Lan",
    )  # fmt: skip
    people = open_people(tmp_path / "home" / "people.db", clock=clock)
    queue = open_queue(tmp_path / "home", clock=clock)
    yield Workplace(store, people, queue, Settings())
    queue.close()
    people.close()
    store.close()


@pytest.fixture
def desk(place: Workplace) -> TestClient:
    """The user of this machine, signed in: pages asked without a browser."""
    return signed_in(place)


def signed_in(place: Workplace) -> TestClient:
    """Asks the pages of a workplace as the user of this machine."""
    client = TestClient(make_app(place), base_url="http://127.0.0.1")
    person = local_person(place.people, "Nguyễn Thị Lan")
    client.cookies.set("vanban", open_session(place.people, person, ""))
    return client


@pytest.fixture
def site(place: Workplace, clock: Clock) -> Iterator[Site]:
    """The pages on a free port."""
    with pages(place) as url:
        yield Site(url, place, clock)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium. Where there is none the tests are left out, but not in CI."""
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("Chromium is not installed (Debian: chromium)")
        pytest.skip("Chromium is not installed")
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def context(chromium: Browser, site: Site) -> Iterator[BrowserContext]:
    """A fresh browser. At the end: no request went elsewhere, no policy was broken."""
    made = watched(chromium.new_context(), site)
    yield made
    made.close()
    assert site.strangers == []


def watched(made: BrowserContext, site: Site) -> BrowserContext:
    """A browser whose requests elsewhere, faults and broken policies are noted."""
    made.set_default_timeout(PATIENCE)
    made.on(
        "request",
        lambda r: None if r.url.startswith(site.url) else site.strangers.append(r.url),
    )
    made.on(
        "console",
        lambda m: site.strangers.append(m.text) if "Content Security" in m.text else None,
    )
    made.on("weberror", lambda e: site.strangers.append(str(e.error)))
    return made


@pytest.fixture
def page(context: BrowserContext, site: Site) -> Page:
    """The user of this machine, come in by the link."""
    opened = context.new_page()
    opened.goto(site.start_link())
    return opened
