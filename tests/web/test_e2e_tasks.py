"""A task followed through the pages, in a real browser: who sees it, who may do what."""

from __future__ import annotations

from datetime import date

from playwright.sync_api import Browser, Page, expect

from tests.web.conftest import Site, watched
from vanban.tracking.queries.desk import leading_units
from vanban.tracking.store.reporting import Update


def _unit(site: Site, name: str) -> int:
    return next(unit for unit, known in leading_units(site.place.store) if known == name)


def _in(chromium: Browser, site: Site, login: str, name: str, role: str, unit: str = "") -> Page:
    units = (_unit(site, unit),) if unit else ()
    person = site.add(login, name, role, units)
    page = watched(chromium.new_context(), site).new_page()
    page.goto(site.link_of(person))
    return page


def _open(page: Page, site: Site, words: str) -> None:
    page.goto(f"{site.url}/nhiem-vu")
    page.get_by_role("link", name=words).first.click()


def test_the_start_link_works_once(page: Page, site: Site) -> None:
    expect(page.get_by_role("heading", name="Việc của tôi")).to_be_visible()
    page.get_by_role("button", name="Đăng xuất").click()
    expect(page.get_by_text("Bạn đã đăng xuất")).to_be_visible()
    page.goto(f"{site.url}/nhiem-vu")
    expect(page.get_by_role("heading", name="Đăng nhập")).to_be_visible()


def test_numbers_lead_to_the_lists_that_they_count(page: Page) -> None:
    for name, count in (("Quá hạn", 1), ("Sắp đến hạn", 1), ("Chưa hoàn thành", 3)):
        tile = page.get_by_role("link", name=f"{count} {name}", exact=True)
        tile.click()
        expect(page.get_by_text(f"{count} nhiệm vụ")).to_be_visible()
        expect(page.locator("tbody tr")).to_have_count(count)
        page.go_back()


def test_filters_are_links(page: Page, site: Site) -> None:
    page.goto(f"{site.url}/nhiem-vu")
    page.get_by_text("Lọc thêm").click()
    page.get_by_label("Đơn vị").fill("Vụ Pháp chế")
    expect(page.locator("#ten-don-vi option")).to_have_count(3)
    page.get_by_role("button", name="Lọc").click()
    expect(page.locator("tbody tr")).to_have_count(2)
    address = page.url
    page.get_by_role("link", name="Quá hạn", exact=True).click()
    expect(page.locator("tbody tr")).to_have_count(1)
    page.goto(address)
    expect(page.locator("tbody tr")).to_have_count(2)
    page.goto(f"{site.url}/nhiem-vu?chu=khong+co+dau+vet")
    expect(page.get_by_text("Không có nhiệm vụ nào khớp")).to_be_visible()


def _step(page: Page, label: str, **typed: str) -> None:
    """Open the form of a step, say what it asks for, take it."""
    if not page.get_by_role("link", name=label, exact=True).is_visible():
        page.get_by_text("Việc khác").click()
    page.get_by_role("link", name=label, exact=True).click()
    for name, words in typed.items():
        page.locator(f"#{name}").fill(words)
    page.get_by_role("button", name=label, exact=True).click()


def test_the_life_of_a_task(chromium: Browser, site: Site) -> None:
    unit = _in(chromium, site, "phapche", "Trần Văn Minh", "unit", "Vụ Pháp chế")
    leader = _in(chromium, site, "lanhdao", "Lê Thị Hoa", "leader")
    expect(unit.locator("tbody tr")).to_have_count(1)  # what is late of its own
    _open(unit, site, "Xây dựng quy chế")
    task = unit.url
    _step(unit, "Tiếp nhận")
    expect(unit.get_by_role("status")).to_contain_text("Đã tiếp nhận")
    _step(unit, "Cập nhật tiến độ", progress="140", note="Đã có dự thảo lần 1")
    expect(unit.get_by_role("alert")).to_contain_text("không phải là số từ 0 đến 100")
    expect(unit.locator("#note")).to_have_value("Đã có dự thảo lần 1")
    unit.locator("#progress").fill("60")
    unit.get_by_role("button", name="Cập nhật tiến độ").click()
    expect(unit.locator(".log li").first).to_contain_text("60 %")

    # more time is asked for; the day before the old one is no extension; the leader agrees
    _step(unit, "Đề nghị gia hạn", new_due="15/5/2026", note="Chờ ý kiến Vụ Kế hoạch")
    expect(unit.get_by_role("alert")).to_contain_text("không sau thời hạn cũ 20/05/2026")
    unit.locator("#new_due").fill("20/7/2026")
    unit.get_by_role("button", name="Đề nghị gia hạn").click()
    expect(unit.get_by_role("status")).to_contain_text("Lãnh đạo sẽ trả lời")
    expect(unit.get_by_role("link", name="Đồng ý gia hạn")).to_have_count(0)
    leader.goto(task)
    expect(leader.get_by_text("đề nghị gia hạn đến 20/07/2026, ngày 01/06/2026")).to_be_visible()
    leader.get_by_role("link", name="Đồng ý gia hạn", exact=True).click()
    expect(leader.locator("#new_due")).to_have_value("20/07/2026")
    leader.get_by_role("button", name="Đồng ý gia hạn").click()
    expect(leader.get_by_role("status")).to_contain_text("Đã đồng ý gia hạn")

    unit.goto(task)
    _step(unit, "Báo cáo hoàn thành", note="Đã trình ban hành", evidence="45/TTr-PC")
    expect(unit.get_by_role("status")).to_contain_text("Lãnh đạo sẽ xác nhận hoặc trả lại")
    leader.goto(site.url)
    leader.get_by_role("link", name="1 Chờ xác nhận").click()
    leader.get_by_role("link", name="Xây dựng quy chế").click()
    _step(leader, "Trả lại, thực hiện lại")
    expect(leader.get_by_role("alert")).to_contain_text("Ghi lý do hoặc ý kiến")
    leader.locator("#note").fill("Thiếu ý kiến Vụ Kế hoạch")
    leader.get_by_role("button", name="Trả lại, thực hiện lại").click()
    expect(leader.get_by_role("status")).to_contain_text("Đã trả lại")

    unit.goto(f"{site.url}/")
    unit.get_by_role("link", name="1 Trả lại, thực hiện lại").click()
    unit.get_by_role("link", name="Xây dựng quy chế").click()
    _step(unit, "Báo cáo hoàn thành", note="Đã bổ sung")
    leader.reload()
    _step(leader, "Xác nhận hoàn thành")
    expect(leader.locator(".task__state")).to_contain_text("Hoàn thành đúng hạn")
    expect(leader.locator(".log li")).to_have_count(9)
    assert site.strangers == []


def test_a_conflict_keeps_what_was_typed(page: Page, site: Site) -> None:
    _open(page, site, "Tập huấn")
    task_id = int(page.url.rsplit("/", 1)[1])
    page.get_by_text("Việc khác").click()
    page.get_by_role("link", name="Ghi ý kiến").click()
    page.get_by_label("Kết quả").fill("Đề nghị chuyển sang quý sau")
    site.place.store.update(Update(task_id, note="Đã mời giảng viên"), by="Vụ Pháp chế")
    page.get_by_role("button", name="Ghi ý kiến").click()
    expect(page.get_by_text("Trong lúc bạn gõ, Vụ Pháp chế vừa cập nhật")).to_be_visible()
    expect(page.get_by_label("Kết quả")).to_have_value("Đề nghị chuyển sang quý sau")
    page.get_by_role("button", name="Ghi tiếp").click()
    expect(page.locator(".log li")).to_have_count(2)


def test_a_unit_sees_and_reports_its_own_work_only(chromium: Browser, site: Site) -> None:
    plans = _in(chromium, site, "kehoach", "Phạm Thị Mai", "unit", "Vụ Kế hoạch")
    plans.goto(f"{site.url}/nhiem-vu")
    expect(plans.locator("tbody tr")).to_have_count(1)  # it helps with one
    plans.get_by_role("link", name="Xây dựng quy chế").click()
    expect(plans.get_by_role("link", name="Ghi ý kiến")).to_be_visible()
    expect(plans.get_by_role("link", name="Báo cáo hoàn thành")).to_have_count(0)
    own = plans.url.rsplit("/", 1)[1]
    for other in {"1", "2", "3"} - {own}:
        assert plans.goto(f"{site.url}/nhiem-vu/{other}").status == 404  # type: ignore[union-attr]
    assert plans.goto(f"{site.url}/nguoi-dung").status == 403  # type: ignore[union-attr]
    answer = plans.request.post(
        f"{site.url}/nhiem-vu/{own}",
        form={"viec": "hand_in", "note": "x"},
        headers={"Sec-Fetch-Site": "same-origin"},
    )
    assert answer.status == 403
    assert "bạn không có quyền “báo cáo hoàn thành”" in answer.text().lower()


def test_the_clock_makes_work_late(page: Page, site: Site) -> None:
    site.clock.set(date(2026, 6, 10))
    page.goto(site.start_link())
    expect(page.get_by_role("link", name="2 Quá hạn", exact=True)).to_be_visible()


def test_a_new_person_sets_a_password_and_signs_in(
    page: Page, site: Site, chromium: Browser
) -> None:
    page.goto(f"{site.url}/nguoi-dung/them")
    page.get_by_label("Họ tên").fill("Hoàng Văn Nam")
    page.get_by_label("Tên đăng nhập").fill("nam.hv")
    page.get_by_label("Văn thư").check()
    page.get_by_role("button", name="Thêm").click()
    link = page.locator("code").inner_text()

    fresh = watched(chromium.new_context(), site).new_page()
    fresh.goto(link)
    fresh.get_by_label("Mật khẩu mới").fill("ngắn")
    fresh.get_by_role("button", name="Đặt mật khẩu").click()
    expect(fresh.get_by_role("alert")).to_contain_text("ngắn hơn 12 ký tự")
    fresh.get_by_label("Mật khẩu mới").fill("bốn từ dễ nhớ thôi")
    fresh.get_by_role("button", name="Đặt mật khẩu").click()
    fresh.get_by_label("Tên đăng nhập").fill("nam.hv")
    fresh.get_by_label("Mật khẩu").fill("bốn từ dễ nhớ thôi")
    fresh.get_by_role("button", name="Đăng nhập").click()
    expect(fresh.get_by_text("Hoàng Văn Nam")).to_be_visible()


def test_writing_from_another_site_and_unknown_hosts_are_refused(page: Page, site: Site) -> None:
    form = {"viec": "opinion", "note": "x"}
    for headers in (
        {"Sec-Fetch-Site": "cross-site"},
        {"Origin": "https://elsewhere.example"},
        {},
    ):
        answer = page.request.post(f"{site.url}/nhiem-vu/1", form=form, headers=headers)
        assert answer.status == 403
    strange = page.request.get(f"{site.url}/", headers={"Host": "evil.example"})
    assert strange.status == 421
