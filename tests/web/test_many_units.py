"""Where there are 800 units no page grows heavy."""

from __future__ import annotations

import gzip
import html
from datetime import date

import pytest
from starlette.testclient import TestClient

from tests.tracking.factory import plan, work
from tests.web.conftest import signed_in
from tests.web.test_e2e_pages import LIST_KB, PATHS
from vanban.tracking.units.directory import NewUnit, add_unit
from vanban.web.present import STATIC
from vanban.web.settings import Workplace

UNITS = 800
MOST_RAW_KB = 700
"""What a browser has to take apart."""
LETTERS = 50


@pytest.fixture
def crowded(place: Workplace) -> TestClient:
    """A decision with overdue work for each of many units; half of them stand in the directory."""
    names = [f"Sở Công tác số {number} tỉnh Bình Minh" for number in range(UNITS)]
    works = [work(f"Lập hồ sơ {name}", leads=(name,), due=date(2026, 5, 4)) for name in names]
    place.store.load([plan(*works, number="800")], by="Lan")
    for name in names[::2]:
        add_unit(place.store, NewUnit(name))
    return signed_in(place)


def test_pages_weigh_little_with_many_units(crowded: TestClient) -> None:
    shipped = sum(
        len(gzip.compress(file.read_bytes()))
        for file in STATIC.iterdir()
        if file.name.endswith((".js", ".css"))
    )
    heavy = {}
    for path in (*PATHS, "/ten-don-vi"):
        page = crowded.get(path).content
        weight = (shipped + len(gzip.compress(page))) / 1000
        if weight > LIST_KB or len(page) / 1000 > MOST_RAW_KB:
            heavy[path] = (round(weight), len(page) // 1000)
    assert heavy == {}


def test_a_unit_is_asked_by_its_name(crowded: TestClient) -> None:
    offered = crowded.get("/ten-don-vi").text
    assert offered.count("<option") == UNITS + 3
    for path in ("/nhiem-vu", "/bao-cao", "/bao-cao-tuan"):
        found = crowded.get(path, params={"don-vi": "so cong tac so 77 tinh binh minh"})
        assert found.text.count("Lập hồ sơ Sở Công tác số 77 tỉnh") >= (path != "/bao-cao"), path
        assert 'value="so cong tac so 77 tinh binh minh"' in found.text, path
        assert "Công tác số 78 " not in found.text, path
    unknown = crowded.get("/bao-cao", params={"don-vi": "Vụ Không có"})
    assert unknown.status_code == 400
    assert "Không có đơn vị nào tên “Vụ Không có”." in html.unescape(unknown.text)


def test_letters_come_a_page_at_a_time(crowded: TestClient) -> None:
    first, last = (crowded.get("/don-doc", params={"trang": n}).text for n in (1, 17))
    assert first.count('class="letter"') == LETTERS and "Trang sau" in first
    assert last.count('class="letter"') == UNITS + 1 - 16 * LETTERS and "Trang sau" not in last
