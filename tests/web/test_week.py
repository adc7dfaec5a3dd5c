"""The weekly form of a unit, and files that show what was reported."""

from __future__ import annotations

from starlette.testclient import TestClient

from tests.web.conftest import SAME_SITE
from vanban.tracking.queries.desk import leading_units, whole_task
from vanban.tracking.store.reporting import Update
from vanban.tracking.words import report_line
from vanban.web.settings import Workplace

PDF = ("Biên bản.pdf", b"%PDF-1.7\n", "application/pdf")


def _form(place: Workplace) -> str:
    unit = next(i for i, name in leading_units(place.store) if name == "Vụ Pháp chế")
    return f"/bao-cao-tuan?don-vi={unit}"


def test_a_week_is_sent_once_for_all_open_work(desk: TestClient, place: Workplace) -> None:
    path = _form(place)
    shown = desk.get(path).text
    assert "Xây dựng quy chế" in shown and "Tập huấn" in shown and "Nâng cấp" not in shown
    said = {
        "progress-1": "40", "note-1": "Có dự thảo", "trouble-1": "Thiếu người",
        "expect-1": "0", "expect-3": "0",
    }  # fmt: skip
    told = desk.post(path, data=said, headers=SAME_SITE).text
    assert "Đã gửi 1 nhiệm vụ." in told
    (entry,) = whole_task(place.store, 1).log
    assert report_line(entry) == (
        "Đang thực hiện 40 %; Có dự thảo. Khó khăn, kiến nghị: Thiếu người"
    )
    assert whole_task(place.store, 3).log == ()  # what was left empty says nothing


def test_a_row_that_somebody_else_changed_comes_back(desk: TestClient, place: Workplace) -> None:
    place.store.update(Update(1, note="đã giục"), by="Văn phòng")
    said = {"note-1": "Xong dự thảo", "expect-1": "0", "note-3": "Đã mời", "expect-3": "0"}
    answer = desk.post(_form(place), data=said, headers=SAME_SITE)
    assert (answer.status_code, "Đã gửi 1 nhiệm vụ." in answer.text) == (409, True)
    assert ">Xong dự thảo</textarea>" in answer.text
    assert len(whole_task(place.store, 1).log) == 1


def test_a_share_that_is_no_number_is_told(desk: TestClient, place: Workplace) -> None:
    answer = desk.post(_form(place), data={"progress-1": "nửa"}, headers=SAME_SITE)
    assert (answer.status_code, "không phải là số" in answer.text) == (422, True)


def test_a_file_stands_by_its_entry(desk: TestClient, place: Workplace) -> None:
    form = {"viec": "hand_in", "expect": "0"}
    told = desk.post("/nhiem-vu/1", data=form, files={"tep": PDF}, headers=SAME_SITE)
    assert "Đã gửi báo cáo hoàn thành" in told.text  # the file is the result that is asked for
    assert 'href="/minh-chung/1">Biên bản.pdf' in told.text
    got = desk.get("/minh-chung/1")
    assert got.content == PDF[1]
    assert got.headers["content-type"] == "application/octet-stream"
    assert got.headers["content-disposition"].startswith("attachment")
    assert desk.get("/minh-chung/2").status_code == 404


def test_a_file_of_another_kind_is_refused_and_nothing_is_written(
    desk: TestClient, place: Workplace
) -> None:
    form = {"viec": "hand_in", "expect": "0", "note": "xong"}
    program = ("a.exe", b"MZ\x90", "application/pdf")
    answer = desk.post("/nhiem-vu/1", data=form, files={"tep": program}, headers=SAME_SITE)
    assert (answer.status_code, "không phải PDF" in answer.text) == (422, True)
    assert ">xong</textarea>" in answer.text
    assert whole_task(place.store, 1).log == ()
