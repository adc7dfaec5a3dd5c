"""Tìm kiếm: what is found can be narrowed, and nobody finds what he must not see."""

from __future__ import annotations

from datetime import date

import pytest
from playwright.sync_api import Page, expect
from starlette.testclient import TestClient

from tests.tracking.factory import plan, work
from tests.web.conftest import Site
from vanban.tracking.acts import hold_back
from vanban.tracking.people.person import UNIT, Person
from vanban.tracking.people.scope import choices_for, found_by
from vanban.tracking.queries.units import find_units
from vanban.tracking.queries.within import EVERYWHERE, Within
from vanban.web.settings import Workplace


@pytest.fixture
def filled(place: Workplace) -> Workplace:
    """Three decisions with data in their tasks: of two bodies and two years; one not given out."""
    lead = {"leads": ("Vụ Pháp chế",)}
    store = place.store
    store.load([plan(work("Chia sẻ dữ liệu", **lead), number="7", issued_on=date(2025, 1, 2))])
    other = plan(work("Mở dữ liệu", **lead), number="8", issuer="Bộ Mẫu")
    hold_back(store, store.load([other])[0].document_id)
    return place


def _tasks(place: Workplace, person: Person, within: Within = EVERYWHERE) -> list[int]:
    hits = found_by(place.store, person, "dữ liệu", limit=30, within=within)
    return sorted(hit.task_id for hit in hits if hit.task_id)


CLERK = Person(9, "lan", "Lan", "clerk")


@pytest.mark.parametrize(
    ("within", "found"),
    [
        (EVERYWHERE, [1, 2, 4, 5]),
        (Within(year=2025), [4]),
        (Within(kind="QĐ", year=2026), [1, 2, 5]),
        (Within(kind="KH"), []),
    ],
)
def test_what_is_found_can_be_narrowed(filled: Workplace, within: Within, found: list[int]) -> None:
    assert _tasks(filled, CLERK, within) == found


def test_the_choices_count_what_they_lead_to(filled: Workplace) -> None:
    listed = choices_for(filled.store, CLERK, "dữ liệu", EVERYWHERE)
    assert [choice.label for choice in listed.kinds] == ["Quyết định"]
    assert [choice.label for choice in listed.years] == ["2026", "2025"]
    assert {choice.label for choice in listed.issuers} == {"Bộ Thử nghiệm", "Bộ Mẫu"}
    for choice in listed.issuers:
        within = Within(issuer=int(choice.value))
        hits = found_by(filled.store, CLERK, "dữ liệu", limit=30, within=within)
        assert len(hits) == choice.count


def test_who_sees_his_own_work_finds_no_other(filled: Workplace) -> None:
    with filled.store.reading() as connection:
        own = tuple(find_units(connection, "Vụ Pháp chế"))
    his = Person(8, "an", "An", UNIT, units=own)
    assert _tasks(filled, his) == [1, 4]
    listed = choices_for(filled.store, his, "dữ liệu", EVERYWHERE)
    assert [choice.label for choice in listed.issuers] == ["Bộ Thử nghiệm"]


def test_what_no_database_stores_narrows_nothing(filled: Workplace, desk: TestClient) -> None:
    answer = desk.get("/tim?q=du+lieu&loai=%00&nam=abc&co-quan=99999999999999999")
    assert answer.status_code == 200
    assert "7/QĐ-BTN" in answer.text


@pytest.mark.usefixtures("filled")
def test_a_click_narrows_and_widens_again(page: Page, site: Site) -> None:
    page.goto(f"{site.url}/tim?q=du+lieu")
    all_of_them = page.locator(".hits > li").count()
    page.get_by_role("navigation", name="Năm").get_by_role("link", name="2025").click()
    expect(page.locator(".hits a").first).to_contain_text("7/QĐ-BTN")
    assert page.locator(".hits > li").count() < all_of_them
    page.get_by_role("link", name="Bỏ thu hẹp").click()
    expect(page.locator(".hits > li")).to_have_count(all_of_them)
