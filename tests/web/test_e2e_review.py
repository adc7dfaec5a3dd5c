"""From a file on the desk to reviewed work, in a real browser."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.pipeline.batch.test_further import letters
from tests.web.conftest import Site
from vanban.tracking.queries.task_filter import TaskFilter
from vanban.tracking.queries.tasks import find_tasks
from vanban.tracking.queue.work import work

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
PAPER = SAMPLES / "1678-qd-bkhcn" / "source.txt"
LONG = 180_000
PICTURE = 250_000
"""Bytes that a page picture may weigh."""
_LEFT = re.compile(r"^còn \d+ mục$")


@pytest.fixture
def worker(site: Site) -> Iterator[None]:
    """What `vanban work` does, in a thread."""
    ending = threading.Event()
    place = site.place
    thread = threading.Thread(
        target=work, args=(place.store, place.queue), kwargs={"stop": ending.is_set}, daemon=True
    )
    thread.start()
    yield
    ending.set()
    thread.join(60)


def _loaded(page: Page, site: Site, path: Path) -> None:
    page.goto(f"{site.url}/nap")
    page.set_input_files("#tep", path)
    review = page.get_by_role("link", name="Rà soát", exact=True).first
    expect(review).to_be_visible(timeout=LONG)
    expect(page.get_by_text("đang vẽ ảnh trang")).to_have_count(0, timeout=LONG)
    review.click()


def _draw_round(page: Page, what: Locator) -> None:
    """Drag a frame round something on the page."""
    what.scroll_into_view_if_needed()
    box = what.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 1, box["y"] + 1)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 1, box["y"] + box["height"] - 1, steps=3)
    page.mouse.up()


@pytest.mark.usefixtures("worker")
def test_1678_from_the_file_to_reviewed_work(page: Page, site: Site) -> None:
    _loaded(page, site, PAPER)
    left = int(page.get_by_text(_LEFT).inner_text().split()[1])
    expect(page.locator(".fact__cause")).to_contain_text("Bảng hỏng")
    expect(page.locator(".sheet img")).to_have_count(1)
    drawn = [p.stat().st_size for p in (site.place.queue.folder / "pages").rglob("*.webp")]
    assert drawn and max(drawn) <= PICTURE
    expect(page.locator(".box--now rect")).not_to_have_count(0)

    # the damaged appendix is completed by hand
    page.get_by_label("Nhiệm vụ, hàng 1").fill("Tổng hợp nhu cầu kinh phí hằng năm")
    page.get_by_label("Chủ trì, hàng 1").fill("Vụ Kế hoạch - Tài chính")
    page.get_by_label("Thời hạn, hàng 1").fill("30/11/2026")
    page.get_by_label("Nhiệm vụ, hàng 2").fill("Hỗ trợ doanh nghiệp khoa học và công nghệ")
    page.get_by_role("button", name="Bổ sung bằng tay").click()
    expect(page.get_by_text(f"còn {left - 1} mục", exact=True)).to_be_visible()

    # click on the page: its fact; looking accepts nothing
    first = page.locator(".fact__title").inner_text()
    page.locator("svg a.box").nth(1).click()
    expect(page.get_by_text(f"còn {left - 1} mục", exact=True)).to_be_visible()

    # a frame drawn on the page: its words and their place go into the field
    page.goto(page.url.split("?")[0])
    page.keyboard.press("e")
    _draw_round(page, page.locator(".box--now rect").first)
    expect(page.locator("#cho-cuoi")).not_to_have_value("")
    words = page.locator("#gia-tri").input_value()
    assert words and words in " ".join(PAPER.read_text("utf-8").split())

    # by keyboard: correct one, accept one, say of one that the document has none, undo
    page.goto(page.url.split("?")[0])
    assert page.locator(".fact__title").inner_text() == first
    page.keyboard.press("e")
    expect(page.locator("#gia-tri")).to_be_focused()
    page.locator("#gia-tri").fill("Vụ Pháp chế; Vụ Công nghệ cao")
    page.keyboard.press("Enter")
    expect(page.get_by_text(f"còn {left - 2} mục", exact=True)).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_text(f"còn {left - 3} mục", exact=True)).to_be_visible()
    page.keyboard.press("m")
    expect(page.get_by_text(f"còn {left - 4} mục", exact=True)).to_be_visible()
    page.keyboard.press("u")
    expect(page.get_by_text(f"còn {left - 3} mục", exact=True)).to_be_visible()
    page.get_by_role("button", name="Đúng cả 4 mục đang hiện").click()
    for others in range(left - 7, 0, -1):  # doubts of other causes than the six missing leads
        expect(page.get_by_text(f"còn {others} mục", exact=True)).to_be_visible()
        page.get_by_role("button", name="Đúng", exact=True).click()
    expect(page.get_by_text("không còn mục nào cần xem", exact=True)).to_be_visible()

    # given out: from now on units see it
    page.get_by_role("button", name="Duyệt và giao việc").click()
    expect(page.get_by_role("status")).to_contain_text("Các đơn vị thấy nhiệm vụ")

    # what a person said survives a new copy of the decision
    copy = site.place.queue.folder / "ban-sao.txt"
    copy.write_text(PAPER.read_text("utf-8").replace("thiết thực", "thiết thực,") + "\n", "utf-8")
    _loaded(page, site, copy)
    expect(page.get_by_text("không còn mục nào cần xem", exact=True)).to_be_visible()
    document = str(int(page.url.split("/van-ban/")[1].split("/")[0]))
    rows = find_tasks(site.place.store, TaskFilter(document=document, limit=0)).rows
    assert len(rows) == 13
    assert [r.leads for r in rows if r.leads == ("Vụ Pháp chế", "Vụ Công nghệ cao")]
    assert {r.text for r in rows if r.origin == "manual"} == {
        "Tổng hợp nhu cầu kinh phí hằng năm",
        "Hỗ trợ doanh nghiệp khoa học và công nghệ",
    }


@pytest.mark.usefixtures("worker")
def test_a_file_that_cannot_be_read_says_so_and_the_next_one_is_read(
    page: Page, site: Site, tmp_path: Path
) -> None:
    bad = tmp_path / "hỏng.pdf"
    bad.write_bytes(b"%PDF-1.7\nbroken")
    page.goto(f"{site.url}/nap")
    page.set_input_files("#tep", [bad, SAMPLES / "chi-thi" / "source.txt"])
    expect(page.get_by_text("Tệp bị hỏng.")).to_be_visible(timeout=LONG)
    expect(page.get_by_role("link", name="Rà soát", exact=True)).to_be_visible(timeout=LONG)
    expect(page.get_by_role("button", name="Thử lại")).to_be_visible()
    page.get_by_role("button", name="Bỏ khỏi danh sách").click()
    expect(page.get_by_role("status")).to_contain_text("Đã bỏ khỏi danh sách")
    expect(page.get_by_text("Tệp bị hỏng.")).to_have_count(0)
    expect(page.get_by_role("link", name="Rà soát", exact=True)).to_be_visible()


@pytest.mark.usefixtures("worker")
def test_each_document_of_a_file_is_reviewed_on_its_own_page(
    page: Page, site: Site, tmp_path: Path
) -> None:
    several = tmp_path / "cong-bao.txt"
    several.write_text(letters(1, 2), encoding="utf-8")
    page.goto(f"{site.url}/nap")
    page.set_input_files("#tep", several)
    second = page.get_by_role("link", name="Rà soát 2/SNV-VP")
    expect(second).to_be_visible(timeout=LONG)
    expect(page.get_by_role("link", name="Rà soát 1/SNV-VP")).to_be_visible()
    expect(page.get_by_text("đang vẽ ảnh trang")).to_have_count(0, timeout=LONG)
    second.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("2/SNV-VP")
    expect(page.locator("div.sheet img").first).to_be_visible()


def test_who_may_only_look_gets_no_buttons(page: Page, site: Site, context: object) -> None:
    viewer = site.add("xem", "Người xem", "viewer")
    page.goto(site.link_of(viewer))
    page.goto(f"{site.url}/van-ban/1/ra-soat?muc=task:12%2FQĐ-BTN-1")
    expect(page.get_by_text("Xây dựng quy chế quản lý dữ liệu").first).to_be_visible()
    expect(page.locator(".review button")).to_have_count(0)
    assert page.goto(f"{site.url}/nap").status == 403  # type: ignore[union-attr]
