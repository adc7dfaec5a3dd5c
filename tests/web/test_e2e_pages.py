"""All pages: axe finds nothing serious, at both widths; they weigh little; files go and return."""

from __future__ import annotations

import gzip
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.web.conftest import Site, watched
from vanban.tracking.queries.desk import leading_units
from vanban.tracking.units.directory import NewUnit, add_unit
from vanban.web.present import STATIC

AXE = (Path(__file__).parent / "assets" / "axe.js").read_text("utf-8")
CHECK = "async () => (await axe.run()).violations.map(v => [v.impact, v.id, v.nodes[0].html])"
PATHS = (
    "/", "/nap", "/van-ban", "/van-ban/1", "/van-ban/1/ra-soat", "/nhiem-vu",
    "/nhiem-vu-bang", "/nhiem-vu-tien-trinh", "/nhiem-vu/1",
    "/nhiem-vu/1?viec=hand_in", "/nhiem-vu/1/giao-cu-the", "/don-doc", "/bao-cao-tuan?don-vi=1",
    "/danh-ba", "/danh-ba/1",
    "/don-vi", "/don-vi/1", "/lich", "/bao-cao", "/bao-cao?ky=quy&hanh-chinh=1&don-vi=1",
    "/tim?q=quy+che", "/hoi",
    "/tai-khoan", "/nguoi-dung", "/nguoi-dung/them", "/nhat-ky", "/bieu-theo-doi",
    "/khong-co-trang-nay",
)  # fmt: skip
EMPTY = (
    "/nhiem-vu?chu=khong+co", "/nhiem-vu-bang?chu=khong+co", "/nhiem-vu-tien-trinh?chu=khong+co",
    "/lich?thang=2020-01",
    "/bao-cao?ky=thang&ngay=1/1/2020", "/tim?q=khong+co+dau+vet", "/tim", "/van-ban?trang=9",
)  # fmt: skip
WRONG = {  # address: what is typed, and the button
    "/nhiem-vu/1?viec=hand_in": ({"#done_on": "hôm kia"}, "Báo cáo hoàn thành"),
    "/nguoi-dung/them": ({"#login": "có dấu cách"}, "Thêm"),
    "/hoi": ({"textarea": "DELETE FROM tasks"}, "Hỏi"),
    "/tai-khoan": ({"#ten": " "}, "Tạo khóa"),
    "/nhiem-vu/1/giao-cu-the": ({}, "Giao cho các đơn vị đã chọn"),
}
PICKER = {"Chọn", "tệp", "Chưa", "chọn", "nào"}
"""Our words for what the browser's own field for files says in its own language."""
OPENED = {"/hoi": "Câu hỏi khác, bằng SQL"}
"""What has to be opened before anything can be typed there."""
LIST_KB, REVIEW_KB, SCRIPT_KB = 60, 90, 40
"""Gzip, first visit."""
WIDTHS = (1280, 360)


def test_every_page_is_accessible_and_fits(page: Page, site: Site) -> None:
    add_unit(site.place.store, NewUnit("Vụ Pháp chế"))
    found = {}
    for path in (*PATHS, *EMPTY):
        page.goto(site.url + path)
        found |= _unfit(page, path)
    assert found == {}


def test_what_was_typed_wrong_is_told_accessibly(page: Page, site: Site) -> None:
    found = {}
    for path, (typed, button) in WRONG.items():
        page.goto(site.url + path)
        if opened := OPENED.get(path):
            page.get_by_text(opened).click()
        for field, words in typed.items():
            page.locator(field).fill(words)
        page.get_by_role("button", name=button, exact=True).click()
        expect(page.get_by_role("alert")).to_be_visible()
        found |= _unfit(page, path)
    assert found == {}


def _unfit(page: Page, path: str) -> dict[tuple[str, int], object]:
    """What axe finds at each width, and how far the page is wider than the screen."""
    found: dict[tuple[str, int], object] = {}
    page.evaluate(AXE)
    for width in WIDTHS:  # one load: what is narrow comes from the styles alone
        page.set_viewport_size({"width": width, "height": 800})
        bad = [v for v in page.evaluate(CHECK) if v[0] in ("serious", "critical")]
        over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if bad or over > 0:
            found[path, width] = (bad, over)
    return found


def test_without_javascript_every_page_says_the_same(
    page: Page, site: Site, chromium: Browser
) -> None:
    cookies = page.context.cookies()
    bare = watched(chromium.new_context(java_script_enabled=False), site)
    bare.add_cookies(cookies)  # type: ignore[arg-type]
    plain, missing = bare.new_page(), {}
    for path in PATHS:
        page.goto(site.url + path)
        plain.goto(site.url + path)
        words = [set(one.locator("main").inner_text().split()) for one in (page, plain)]
        if words[0] - words[1] - PICKER or not words[1]:
            missing[path] = words[0] - words[1]
    bare.close()
    assert missing == {}


def test_pages_weigh_little(page: Page, site: Site) -> None:
    def packed(data: bytes) -> float:
        return len(gzip.compress(data)) / 1000

    def shipped(ending: str) -> float:
        return sum(packed(f.read_bytes()) for f in STATIC.iterdir() if f.name.endswith(ending))

    assert shipped(".js") <= SCRIPT_KB
    for path, most in {"/nhiem-vu": LIST_KB, "/van-ban/1/ra-soat": REVIEW_KB}.items():
        html = packed(page.goto(site.url + path).body())  # type: ignore[union-attr]
        weight = shipped(".js") + shipped(".css") + html
        print(f"{path}: {weight:.0f} KB, of it scripts {shipped('.js'):.0f}")
        assert weight <= most, path


def test_a_workbook_goes_out_is_filled_and_comes_back(
    page: Page, site: Site, tmp_path: Path
) -> None:
    page.goto(f"{site.url}/nhiem-vu")
    with page.expect_download() as started:
        page.get_by_role("link", name="Tải XLSX").click()
    path = tmp_path / "bieu.xlsx"
    started.value.save_as(path)
    page.goto(f"{site.url}/bieu-theo-doi")
    page.set_input_files("#tep", path)
    page.get_by_role("button", name="Xem trước").click()
    expect(page.get_by_text("Xem trước, chưa ghi gì")).to_be_visible()
    expect(page.get_by_text("0 ghi được")).to_be_visible()
    page.set_input_files("#tep", {"name": "x.xlsx", "mimeType": "x", "buffer": b"no workbook"})
    page.get_by_role("button", name="Xem trước").click()
    expect(page.get_by_role("alert")).to_be_visible()


def test_a_calendar_is_given_out_and_taken_back(page: Page, site: Site) -> None:
    unit = next(i for i, name in leading_units(site.place.store) if name == "Vụ Pháp chế")
    page.goto(f"{site.url}/don-vi/{unit}")
    page.get_by_role("button", name="Tạo địa chỉ lịch").click()
    address = page.locator(".secret code").inner_text()
    answer = page.request.get(address)
    assert answer.headers["content-type"].startswith("text/calendar")
    words = answer.text().replace("\r\n ", "")
    assert "Xây dựng quy chế" in words and "Nâng cấp trung tâm" not in words
    page.get_by_role("button", name="Thu hồi 1 địa chỉ").click()
    expect(page.get_by_role("status")).to_contain_text("Đã thu hồi")
    assert page.request.get(address).status == 404


def test_search_and_sql(page: Page, site: Site) -> None:
    page.keyboard.press("/")
    page.keyboard.type("quy che quan ly")
    page.keyboard.press("Enter")
    expect(page.locator("mark").first).to_be_visible()
    page.locator(".hits a").first.click()
    expect(page.get_by_role("heading", name="Xây dựng quy chế")).to_be_visible()
    page.goto(f"{site.url}/hoi")
    page.get_by_role("button", name="Việc nào quá hạn lâu nhất?").click()
    expect(page.locator("tbody tr").first).to_contain_text("Xây dựng quy chế")
    page.get_by_text("Câu hỏi khác, bằng SQL").click()
    page.get_by_label("Một câu SELECT").fill("SELECT count(*) AS n FROM v_tasks")
    page.get_by_role("button", name="Hỏi").click()
    expect(page.locator("tbody td")).to_have_text("3")
    page.get_by_label("Một câu SELECT").fill("DELETE FROM tasks")
    page.get_by_role("button", name="Hỏi").click()
    expect(page.get_by_role("alert")).to_contain_text("SELECT")
    page.goto(f"{site.url}/nhat-ky")
    expect(page.get_by_text("DELETE FROM tasks")).to_be_visible()
