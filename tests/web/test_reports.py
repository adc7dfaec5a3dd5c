"""The page of reports: what it shows, and the files that it gives."""

from __future__ import annotations

import io
import re

import openpyxl
import pytest
from docx import Document
from starlette.testclient import TestClient

from tests.databases import Clock
from tests.tracking.store.test_changes import AMENDS, first
from tests.web.conftest import SAME_SITE
from vanban.tracking.queries.desk import leading_units
from vanban.tracking.states import Reported, label
from vanban.tracking.store.reporting import Update
from vanban.web.settings import Workplace


def _text(data: bytes) -> str:
    paper = Document(io.BytesIO(data))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in paper.paragraphs), *cells])


def test_a_report_is_shown_before_it_is_made(desk: TestClient) -> None:
    shown = desk.get("/bao-cao?ky=quy&hanh-chinh=1").text
    assert "Quý II năm 2026" in shown and "từ 15/03/2026 đến 14/06/2026" in shown
    assert "Nhiệm vụ phải thực hiện trong kỳ: 3" in shown
    assert "ngay=14%2F03%2F2026" in shown  # the period before
    assert "Tổng số nhiệm vụ: 3." in desk.get("/bao-cao").text


def test_a_period_without_work_can_be_reported(desk: TestClient) -> None:
    shown = desk.get("/bao-cao?ky=thang&ngay=1/1/2020")
    assert "Kỳ này chưa có nhiệm vụ nào" in shown.text


def test_the_workbook_of_a_period_says_so(desk: TestClient) -> None:
    data = desk.get("/bao-cao/tai?ky=nam&dang=xlsx").content
    words = [cell.value for cell in openpyxl.load_workbook(io.BytesIO(data)).active["A"]]
    assert "(Năm 2026, từ ngày 01/01/2026 đến ngày 31/12/2026)" in words


@pytest.mark.parametrize("path", ["/don-vi", "/bao-cao"])
def test_the_columns_of_a_row_add_up_to_its_total(
    desk: TestClient, place: Workplace, path: str
) -> None:
    """What was stopped and what was repealed have columns as soon as there is any."""
    aside = [label("halted"), label("repealed")]
    assert not set(aside) & set(_heads(desk.get(path).text))
    place.store.load([first(), AMENDS])
    place.store.update(Update(3, state=Reported.SUSPENDED), by="Lan")
    shown = desk.get(path).text
    assert [head for head in _heads(shown) if head in aside] == aside
    parts = ("Hoàn thành", "Trong hạn", "Quá hạn", *aside)
    if path == "/don-vi":
        parts = ("Hoàn thành", "Chưa hoàn thành", *aside)
    for row in re.findall(r"<tr.*?</tr>", shown.split("<tbody>")[1], re.S):
        cells = dict(re.findall(r'data-label="([^"]+)">(\d+)<', row.replace(" late", "")))
        assert int(cells["Tổng số"]) == sum(int(cells[part]) for part in parts), row


def _heads(shown: str) -> list[str]:
    return re.findall(r"<th[^>]*>([^<]+)</th>", shown)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("phieu-giao-viec", "Kính gửi: Vụ Pháp chế"),
        ("cong-van-don-doc", "còn 1 nhiệm vụ quá hạn"),
        ("so-theo-doi", "SỔ THEO DÕI NHIỆM VỤ"),
    ],
)
def test_papers_carry_the_head_of_the_office(
    desk: TestClient, place: Workplace, path: str, words: str
) -> None:
    form = {"organ": "Sở Thử nghiệm", "place": "Hòa Giang", "symbol": "STN"}
    assert "Đã ghi" in desk.post("/bao-cao", data=form, headers=SAME_SITE).text
    unit = next(i for i, name in leading_units(place.store) if name == "Vụ Pháp chế")
    answer = desk.get(f"/giay-to/{path}?don-vi={unit}")
    text = _text(answer.content)
    assert words in text
    assert "SỞ THỬ NGHIỆM" in text and "Hòa Giang, ngày 01 tháng 6 năm 2026" in text
    assert f"{path}-01-06-2026.docx" in answer.headers["content-disposition"]


def test_an_unknown_paper_is_not_there(desk: TestClient, clock: Clock) -> None:
    assert desk.get("/giay-to/nghi-quyet").status_code == 404
