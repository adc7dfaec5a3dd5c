"""A new user, a file on the desk: ``python -m benchmarks.first_review [--tasks 90] [FILE ...]``.

Counts what he does in a real Chromium from the link that ``vanban serve`` prints to the first fact
that he has settled, and the seconds of it; then what it takes to settle every doubt of the document
by keyboard, where nothing has to be corrected. Without FILE: a made plan of ten pages or so.
"""

from __future__ import annotations

import argparse
import io
import re
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from docx import Document
from playwright.sync_api import Page, expect, sync_playwright

from benchmarks.report import keep
from benchmarks.served import Workplace, served
from vanban.tracking.people.accounts import local_person, make_link, open_people

CHROMIUM = "/usr/bin/chromium"
MOST_ACTIONS, MOST_SECONDS, MOST_PER_DOUBT = 5, 60.0, 1.3
_PATIENCE = 600_000
_TO_REVIEW = 4
"""The link, the page, the file, the review."""
_UNITS = ("Sở Tài chính", "Sở Y tế", "Sở Giáo dục và Đào tạo", "Sở Công Thương", "Công an tỉnh")
_WORK = (
    "rà soát, sửa đổi quy chế quản lý, khai thác và chia sẻ dữ liệu dùng chung của tỉnh",
    "xây dựng kế hoạch đào tạo, bồi dưỡng kỹ năng số cho cán bộ, công chức, viên chức",
    "nâng cấp hệ thống thông tin giải quyết thủ tục hành chính, kết nối với kho dữ liệu quốc gia",
    "tổ chức tuyên truyền, hướng dẫn người dân và doanh nghiệp sử dụng dịch vụ công trực tuyến",
)
_DUE = ("trước ngày 15/{month}/2027", "trong quý {quarter}/2027", "hằng năm", "")
_HEAD = (
    "ỦY BAN NHÂN DÂN\nTỈNH HÒA GIANG", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc", "Số: 12/KH-UBND", "Hòa Giang, ngày 05 tháng 02 năm 2027",
    "KẾ HOẠCH", "Phát triển chính quyền số tỉnh Hòa Giang năm 2027", "I. NHIỆM VỤ CỤ THỂ",
)  # fmt: skip
_LEFT = re.compile(r"^còn \d+ mục$")


@dataclass
class Seen:
    """What one document took."""

    name: str
    actions: int = 0
    seconds: float = 0.0
    pages: int = 0
    doubts: int = 0
    presses: int = 0

    @property
    def per_doubt(self) -> float:
        """What was pressed or clicked for each doubt."""
        return self.presses / self.doubts if self.doubts else 0.0

    @property
    def fits(self) -> bool:
        """Whether the bars hold."""
        quick = self.actions <= MOST_ACTIONS and self.seconds <= MOST_SECONDS
        return quick and self.per_doubt <= MOST_PER_DOUBT


def paper(tasks: int) -> bytes:
    """A plan of a province as DOCX; every fourth task has no day, every ninth names nobody."""
    made = Document()
    for line in _HEAD:
        made.add_paragraph(line)
    for n in range(tasks):
        unit, other = _UNITS[n % 5], _UNITS[(n + 2) % 5]
        due = _DUE[n % 4].format(month=n % 12 + 1, quarter=("I", "II", "III", "IV")[n % 4])
        who = f"{unit} chủ trì, phối hợp với {other} " if n % 9 else "Tiếp tục "
        words = f"{who}{_WORK[n % 4]} đợt {n + 1}; {_WORK[(n + 1) % 4]}; {_WORK[(n + 2) % 4]}"
        made.add_paragraph(f"{n + 1}. {words}{', hoàn thành ' if due else ''}{due}.")
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def first_review(page: Page, link: str, path: Path) -> Seen:
    """From the link to a document without doubts."""
    seen, began = Seen(path.name), time.monotonic()
    page.goto(link)
    page.get_by_role("link", name="Nạp văn bản", exact=True).click()
    page.set_input_files("#tep", path)
    page.get_by_role("link", name="Rà soát", exact=True).first.click(timeout=_PATIENCE)
    seen.actions = _TO_REVIEW
    left = page.get_by_text(_LEFT)
    if left.count():
        seen.doubts = int(left.inner_text().split()[1])
        seen.presses = _settle(page)
        seen.actions += seen.presses
    seen.seconds = time.monotonic() - began
    while page.get_by_text(_LEFT).count():
        seen.presses += _settle(page)
    seen.pages = _pages(page)
    return seen


def _pages(page: Page) -> int:
    """How many the document has, once all are drawn."""
    review = page.url.split("?")[0].split("#")[0]
    page.goto(f"{review.partition('/van-ban')[0]}/nap")
    expect(page.get_by_text("đang vẽ ảnh trang")).to_have_count(0, timeout=_PATIENCE)
    page.goto(review)
    return int(page.locator(".review__pages").inner_text().rsplit("/", 1)[1].split()[0])


def _settle(page: Page) -> int:
    """Settle the doubt that is shown, or all that are shown at once: how many presses."""
    before = page.locator(".review__left").inner_text()
    bulk = page.get_by_role("button", name=re.compile("^Đúng cả"))
    if bulk.count():
        bulk.first.click()
    else:
        page.keyboard.press("Enter")
    expect(page.locator(".review__left")).not_to_have_text(before, timeout=_PATIENCE)
    return 1


def _entry(place: Workplace) -> str:
    """The secret of a link as ``vanban serve`` prints it."""
    book = open_people(place.home / "people.db")
    try:
        person = local_person(book, "Nguyễn Thị Lan")
        return make_link(book, person.id, "start")
    finally:
        book.close()


def _told(seen: Seen) -> str:
    per = f"{seen.per_doubt:.2f}".replace(".", ",")
    return (
        f"| {seen.name} | {seen.pages} | {seen.actions} | {seen.seconds:.0f} | {seen.doubts} "
        f"| {seen.presses} | {per} |"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--tasks", type=int, default=90)
    parser.add_argument("--no-write", dest="write", action="store_false")
    wanted = parser.parse_args()
    found = []
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as player:
        folder = Path(scratch)
        made = folder / "ke-hoach-12.docx"
        made.write_bytes(paper(wanted.tasks))
        browser = player.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for number, path in enumerate(wanted.files or [made]):
            place = Workplace(folder / str(number), str(folder / f"{number}.db"))
            with served(place) as service:
                page = browser.new_page()
                page.set_default_timeout(_PATIENCE)
                found.append(first_review(page, f"{service.url}/vao/{_entry(place)}", path))
                page.close()
        browser.close()
    lines = [
        "| document | pages | actions to the first settled fact | seconds | doubts | presses | "
        "each |",
        "|---|---|---|---|---|---|---|",
        *map(_told, found),
    ]
    print("\n".join(lines))
    if wanted.write:
        command = f"python -m benchmarks.first_review --tasks {wanted.tasks}"
        keep("first-review", "First review by a new user", command, "\n".join(lines))
    sys.exit(0 if all(seen.fits for seen in found) else 1)


if __name__ == "__main__":
    main()
