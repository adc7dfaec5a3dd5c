"""Tải theo tháng: what is due in each month, as the lists count it."""

from __future__ import annotations

from datetime import date

import pytest
from playwright.sync_api import Page, expect
from starlette.testclient import TestClient

from tests.tracking.factory import plan, work
from tests.web.conftest import Site
from vanban.tracking import Store
from vanban.tracking.queries.task_filter import TaskFilter
from vanban.tracking.queries.units import find_units
from vanban.tracking.states import Reported
from vanban.tracking.store.reporting import Update
from vanban.web.months import HEIGHT, bars, month_loads
from vanban.web.settings import Workplace


def _unit(store: Store, name: str) -> int:
    with store.reading() as connection:
        return find_units(connection, name)[0]


@pytest.fixture
def legal(place: Workplace) -> int:
    """The unit of the first task, due on 20/5/2026, with four more: one finished, on the last day
    that is shown, and a day before and behind those.
    """
    days = (date(2026, 4, 30), date(2026, 12, 31), date(2025, 12, 31), date(2027, 1, 1))
    more = [work(f"Việc đến hạn {day}", leads=("Vụ Pháp chế",), due=day) for day in days]
    [loaded] = place.store.load([plan(*more, number="13")], by="Lan")
    assert loaded.outcome == "new"
    done = place.store.today()
    place.store.update(Update(4, state=Reported.DONE, done_on=done, evidence="12/BC"), by="Lan")
    return _unit(place.store, "Vụ Pháp chế")


def test_each_month_has_what_is_due_in_it(place: Workplace, legal: int) -> None:
    months = month_loads(place.store, TaskFilter(unit_ids=(legal,), role="lead"))
    assert (months[0].first, months[-1].last) == (date(2026, 1, 1), date(2026, 12, 31))
    found = {m.first.month: (m.done, m.late, m.open) for m in months if m.total}
    assert found == {4: (1, 0, 0), 5: (0, 1, 0), 12: (0, 0, 1)}


def test_bars_stand_on_each_other_and_the_tallest_fills_the_drawing(
    place: Workplace, legal: int
) -> None:
    months = month_loads(place.store, TaskFilter(unit_ids=(legal,), role="lead"))
    drawn = bars(months)
    assert {bar.height for bar in drawn} == {float(HEIGHT)}
    assert {bar.y for bar in drawn} == {0.0}
    assert bars(()) == ()


def test_a_month_leads_to_its_tasks(page: Page, site: Site, legal: int) -> None:
    page.goto(f"{site.url}/don-vi/{legal}")
    expect(page.locator("svg.gantt rect")).to_have_count(
        len(bars(month_loads(site.place.store, TaskFilter(unit_ids=(legal,), role="lead"))))
    )
    page.get_by_text("Số liệu theo tháng").click()
    page.get_by_role("link", name="5/2026", exact=True).click()
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page.get_by_role("link", name="Xây dựng quy chế")).to_be_visible()


def test_a_unit_without_dates_has_no_drawing(place: Workplace, desk: TestClient) -> None:
    helps = _unit(place.store, "Vụ Kế hoạch")
    assert "theo tháng" not in desk.get(f"/don-vi/{helps}").text
