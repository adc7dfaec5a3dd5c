"""Numbers and words that staff meet: the same on every page, the place of a task beside it."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import date

import pytest
from docx import Document
from starlette.testclient import TestClient

from tests.databases import Clock
from tests.tracking.factory import plan, work
from tests.web.conftest import SAME_SITE, signed_in
from vanban.pipeline.render.album import Album, Sheet
from vanban.pipeline.render.places import Place
from vanban.tracking.acts import hold_back
from vanban.tracking.people.accounts import add_account
from vanban.tracking.people.feeds import make_feed
from vanban.tracking.people.scope import loads_seen
from vanban.tracking.people.sessions import open_session
from vanban.tracking.queries.desk import DocumentWork, leading_units, one_with_work, source_file
from vanban.tracking.queries.reminders import reminders
from vanban.tracking.queries.units import unit_loads
from vanban.tracking.queue.work import summary
from vanban.tracking.states import Reported
from vanban.tracking.store.load import Loaded
from vanban.tracking.store.reporting import Update
from vanban.tracking.units.directory import NewUnit, add_unit
from vanban.tracking.units.groups import give, shares
from vanban.web.app import make_app
from vanban.web.crop import album_folder, crop_in
from vanban.web.settings import Workplace

A4 = (595.0, 842.0)


@pytest.fixture
def given(place: Workplace) -> Workplace:
    """The first task stands on page 2 of its document, and was given to two units one by one."""
    source = source_file(place.store, 1)
    assert source is not None
    folder = place.queue.album(source.sha256)
    folder.mkdir(parents=True)
    places = {"task:12/QĐ-BTN-1": [[2, 90, 100, 500, 112], [2, 90, 114, 300, 126]]}
    album = {"sheets": [[1, *A4], [2, *A4]], "places": places}
    (folder / "album.json").write_text(json.dumps(album), "utf-8")
    units = [add_unit(place.store, NewUnit(name)) for name in ("Vụ Pháp chế", "Vụ Kế hoạch")]
    give(place.store, 1, units, by="Lan")
    return place


def test_the_parts_of_units_are_no_tasks_of_the_document(given: Workplace) -> None:
    work = one_with_work(given.store, 1)
    assert work is not None
    assert (work.tasks, work.overdue) == (3, 1)


def test_a_document_behind_others_of_its_file_shows_no_place_of_theirs(given: Workplace) -> None:
    source = source_file(given.store, 1)
    assert source is not None
    assert album_folder(given, source) == given.queue.album(source.sha256)
    further = replace(source, document_id=7, further=True)
    assert album_folder(given, further) == given.queue.album(source.sha256) / "7"


def test_a_task_shows_its_place_on_the_page_and_so_do_its_parts(given: Workplace) -> None:
    desk = signed_in(given)
    for task in (1, shares(given.store, 1)[0].id):
        shown = desk.get(f"/nhiem-vu/{task}").text
        assert 'viewBox="0 84.0 595' in shown and "/van-ban/1/trang/2.webp" in shown
        assert "muc=task%3A12/Q%C4%90-BTN-1" in shown
    assert "crop__view" not in desk.get("/nhiem-vu/2").text  # has no place in the album


@pytest.mark.parametrize(
    ("places", "strip"),
    [
        ([(1, (50, 10, 200, 30))], (1, 0.0, 46.0)),  # at the upper edge
        ([(1, (50, 800, 200, 830))], (1, 784.0, 58.0)),  # at the lower edge
        ([(2, (50, 100, 200, 700))], (2, 84.0, 220.0)),  # longer than what is shown
        ([(1, (50, 700, 200, 712)), (2, (50, 60, 200, 72))], (1, 684.0, 44.0)),  # goes on overleaf
        ([], None),
        ([(3, (50, 100, 200, 120))], None),  # a page that was not drawn
    ],
)
def test_a_strip_of_the_page(places: list[Place], strip: tuple[int, float, float] | None) -> None:
    found = crop_in(Album((Sheet(1, *A4), Sheet(2, *A4)), {}), places)
    assert (found and (found.number, found.top, found.height)) == strip


def test_a_document_says_whether_its_work_is_given_out(desk: TestClient, place: Workplace) -> None:
    assert "Đã giao ngày 01/06/2026" in desk.get("/van-ban/1").text
    hold_back(place.store, 1)
    assert "các đơn vị chưa thấy nhiệm vụ" in desk.get("/van-ban/1").text
    assert "Chưa giao" in desk.get("/van-ban").text
    assert "Duyệt và giao việc" in desk.get("/van-ban/1/ra-soat").text


def test_documents_without_a_number_are_told_apart_by_their_titles(
    desk: TestClient, place: Workplace
) -> None:
    titles = ("Thi đua năm 2026", "Chuẩn bị cuộc họp")
    place.store.load([plan(f"Làm {t}", number=None, title=t, filename=f"{t}.txt") for t in titles])
    for n, title in enumerate(titles, 2):
        link = f'href="/van-ban/{n}">{title}</a>'
        pages = ("/nhiem-vu", f"/nhiem-vu/{n + 2}", f"/van-ban/{n}/ra-soat", "/tim?q=Làm")
        assert [link in desk.get(page).text for page in pages[:3]] == [True] * 3
        assert title in desk.get(pages[3]).text
        assert f"<title>Rà soát {title}" in desk.get(pages[2]).text


@pytest.mark.parametrize(("leads", "shown"), [(("Vụ Kế hoạch",), False), ((), True)])
def test_what_is_understood_as_it_is_written_is_shown_once(
    desk: TestClient, place: Workplace, leads: tuple[str, ...], shown: bool
) -> None:
    """Words in doubt are the same on both sides; a lead that is missing is not."""
    read = plan(work("Rà soát quy chế", leads=leads), number="13")
    doubtful = read.tasks[0].model_copy(update={"needs_review": True})
    place.store.load([read.model_copy(update={"tasks": (doubtful,)})])
    page = desk.get("/van-ban/2/ra-soat").text
    assert "<dt>như văn bản</dt>" in page
    assert ("<dt>hiểu là</dt>" in page) is shown


@pytest.mark.parametrize(
    ("outcome", "counts", "words"),
    [
        ("new", (1200, 0), "9/QĐ-X: 1.200 nhiệm vụ"),
        ("new", (8, 3), "9/QĐ-X: 8 nhiệm vụ; cần rà soát 3"),
        ("unchanged", (8, 0), "9/QĐ-X: đã có, không thay đổi"),
        ("revised", (8, 1), "bản mới của 9/QĐ-X: thêm 1; cần rà soát 1"),
    ],
)
def test_what_became_of_a_file(
    place: Workplace, outcome: str, counts: tuple[int, int], words: str
) -> None:
    """Doubles of table rows, which the reading counts too, are no tasks."""
    known = one_with_work(place.store, 1)
    assert known is not None
    changes = {"added": ("a",)} if outcome == "revised" else {}
    loaded = Loaded(1, "9/QĐ-X", None, "a.docx", outcome, 1, 9999, changes)
    work = DocumentWork(known.document, None, counts[0], 0, 0, counts[1])
    assert summary(loaded, work) == words


def test_an_empty_month_leads_to_the_next_one_with_work(desk: TestClient) -> None:
    shown = desk.get("/lich?thang=2026-01").text
    assert 'href="/lich?thang=2026-05">5/2026' in shown
    assert "tháng gần nhất" not in desk.get("/lich?thang=2027-01").text


def test_long_delays_are_written_as_the_reports_write_them(place: Workplace, clock: Clock) -> None:
    clock.set(date(2029, 6, 1))
    assert "quá hạn 1.108 ngày" in signed_in(place).get("/nhiem-vu/1").text


def test_what_is_not_given_out_reaches_no_unit(place: Workplace) -> None:
    """Neither its people, nor its calendar, nor the papers and reminders that go to it."""
    unit = next(i for i, name in leading_units(place.store) if name == "Vụ Pháp chế")
    person = add_account(place.people, login="pc", name="Minh", role="unit", units=(unit,))
    feed = f"/lich-dang-ky/{make_feed(place.people, person, unit)}.ics"
    desk, theirs = signed_in(place), signed_in(place)
    theirs.cookies.set("vanban", open_session(place.people, person, ""))
    paper = f"/giay-to/cong-van-don-doc?don-vi={unit}"

    def reached() -> tuple[bool, ...]:
        return (
            "Xây dựng quy chế" in desk.get(feed).text.replace("\r\n ", ""),
            "Xây dựng quy chế" in office_text(desk.get(paper).content),
            f'href="/don-vi/{unit}"' in theirs.get("/don-vi").text,
            any(one.unit_id == unit for one in reminders(place.store)),
        )

    assert reached() == (True, True, True, True)
    hold_back(place.store, 1)
    assert reached() == (False, False, False, False)
    assert f'href="/don-vi/{unit}"' in desk.get("/don-vi").text  # who reviews still counts it


def test_the_numbers_of_a_unit_are_those_of_its_list(place: Workplace) -> None:
    place.store.update(Update(3, state=Reported.DONE, done_on=date(2026, 6, 1)), by="Lan")
    unit = next(i for i, name in leading_units(place.store) if name == "Vụ Pháp chế")
    person = add_account(place.people, login="pc", name="Minh", role="unit", units=(unit,))
    everybody = {row.unit_id: row for row in unit_loads(place.store)}
    assert loads_seen(place.store, person) == [everybody[unit]]
    assert (everybody[unit].total, everybody[unit].done, everybody[unit].overdue) == (2, 1, 1)


def test_loads_of_a_document_are_compared_and_taken_back(
    desk: TestClient, place: Workplace
) -> None:
    assert "Khác lần trước" not in desk.get("/van-ban/1").text
    place.store.load([plan(work("Xây dựng quy chế quản lý dữ liệu"), work("Việc mới"))], by="Lan")
    shown = desk.get("/van-ban/1").text
    assert "Lần 2: made.txt" in shown and "] Việc mới" in shown
    assert "chủ trì: Vụ Pháp chế → Vụ Kế hoạch" in shown
    back = desk.post("/van-ban/1/tro-ve", headers=SAME_SITE)
    assert "Đã trở về lần nạp trước" in back.text and "trở về lần 1" in back.text
    assert "Nâng cấp trung tâm dữ liệu" in back.text
    wrong = signed_in(place).post("/van-ban/77/tro-ve", headers=SAME_SITE)
    assert wrong.status_code == 404


@pytest.mark.parametrize(
    ("form", "begins"), [("json", b"{"), ("akn", b"<?xml"), ("jsonld", b"{"), ("exe", None)]
)
def test_a_document_comes_as_a_file(desk: TestClient, form: str, begins: bytes | None) -> None:
    got = desk.get(f"/van-ban/1/tai?dang={form}")
    if begins is None:
        assert got.status_code == 404
        return
    assert got.content.startswith(begins)
    assert got.headers["content-disposition"].startswith("attachment")


def office_text(data: bytes) -> str:
    """The words of a DOCX, of tables too."""
    document = Document(io.BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_who_is_refused_reads_no_code(place: Workplace) -> None:
    viewer = add_account(place.people, login="xem", name="Vũ Xem", role="viewer")
    client = TestClient(make_app(place), base_url="http://127.0.0.1")
    client.cookies.set("vanban", open_session(place.people, viewer, ""))
    refused = client.get("/nap")
    assert refused.status_code == 403
    assert "Vai trò Chỉ xem không được làm việc này." in refused.text
    assert "document.load" not in refused.text
    journal = signed_in(place).get("/nhat-ky").text
    assert "mở /nap" in journal and "GET" not in journal


def test_a_unit_reads_that_the_list_is_its_own(place: Workplace) -> None:
    (unit,) = (i for i, name in leading_units(place.store) if name == "Vụ Kế hoạch")
    own = add_account(place.people, login="kh", name="Vũ Kế", role="unit", units=(unit,))
    client = TestClient(make_app(place), base_url="http://127.0.0.1")
    client.cookies.set("vanban", open_session(place.people, own, ""))
    assert "Nhiệm vụ của đơn vị bạn" in client.get("/van-ban/1").text
    assert "Nhiệm vụ của đơn vị bạn" not in signed_in(place).get("/van-ban/1").text
