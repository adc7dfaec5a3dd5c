"""Writes the pictures of the pages: ``python -m samples.screens [NAME ...]``, at the width of a
desk and of a telephone, from the made decisions and invented people. They stand in
docs/images/screens.
"""

from __future__ import annotations

import io
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import uvicorn
from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from vanban.pipeline.conversion import convert
from vanban.pipeline.options import Options
from vanban.schemas import Plan
from vanban.tracking import open_store
from vanban.tracking.acts import act, release
from vanban.tracking.people.accounts import add_account, local_person, make_link, open_people
from vanban.tracking.people.filters import keep_filter
from vanban.tracking.people.office import DraftSchedule, keep_draft_schedule
from vanban.tracking.people.person import Person
from vanban.tracking.queries.units import unit_loads
from vanban.tracking.queue.drafts import make_drafts
from vanban.tracking.queue.uploads import keep, open_queue, take
from vanban.tracking.queue.work import one
from vanban.tracking.store.store import Store
from vanban.tracking.units.directory import NewUnit, add_unit, loose_names
from vanban.tracking.workflow import Said
from vanban.web.app import make_app
from vanban.web.settings import Settings, Workplace

ROOT = Path(__file__).resolve().parents[1]
SCREENS = ROOT / "docs" / "images" / "screens"
CHROMIUM = "/usr/bin/chromium"
NOW = datetime(2026, 6, 25, 3, tzinfo=UTC)
WIDTHS = {"rong": (1280, 800), "hep": (360, 720)}
COLOURS = 48
_LEAVING = 20.0
"""Seconds in which the pages have to end."""
LOADED = ("ke-hoach-tinh", "chi-thi")
READ = ROOT / "samples" / "quyet-dinh-phan-cong" / "source.docx"
"""Goes through the queue, so that it has pictures of its pages."""
PAGES = {
    "viec-cua-toi": "/",
    "nap-van-ban": "/nap",
    "van-ban": "/van-ban",
    "mot-van-ban": "/van-ban/1",
    "ra-soat": "/van-ban/3/ra-soat",
    "nhiem-vu": "/nhiem-vu",
    "bang": "/nhiem-vu-bang",
    "tien-trinh": "/nhiem-vu-tien-trinh",
    "mot-nhiem-vu": "/nhiem-vu/1",
    "bao-cao-hoan-thanh": "/nhiem-vu/1?viec=hand_in",
    "giao-cu-the": "/nhiem-vu/1/giao-cu-the",
    "don-doc": "/don-doc",
    "bao-cao-tuan": "/bao-cao-tuan?don-vi={unit}",
    "bieu-theo-doi": "/bieu-theo-doi",
    "don-vi": "/don-vi",
    "mot-don-vi": "/don-vi/{unit}",
    "danh-ba": "/danh-ba",
    "lich": "/lich?thang=2026-09",
    "bao-cao": "/bao-cao?ky=quy",
    "tim-kiem": "/tim?q=chuyen+doi+so",
    "hoi-du-lieu": "/hoi",
    "nguoi-dung": "/nguoi-dung",
    "tai-khoan": "/tai-khoan",
    "nhat-ky": "/nhat-ky",
}


def workplace(folder: Path) -> tuple[Workplace, Person]:
    """Three made decisions, work in several states, and who looks at it."""
    store = open_store(folder / "kho.db", clock=_clock, create=True)
    people = open_people(folder / "people.db", clock=_clock)
    queue = open_queue(folder / "home", clock=_clock)
    clerk = local_person(people, "Nguyễn Thị Lan")
    leader = add_account(people, login="hoa.lt", name="Lê Thị Hoa", role="leader")
    store.load([_plan(name) for name in LOADED], by=clerk.name)
    keep(queue, [READ.read_bytes()], filename=READ.name, by=clerk.name, account_id=clerk.id)
    upload = take(queue)
    assert upload is not None
    one(store, queue, upload)
    for found in [name for name in loose_names(store) if name.kind != "class"][:8]:
        add_unit(store, NewUnit(found.name))
    _work(store, clerk, leader)
    keep_filter(people, clerk, "Việc trễ", "tinh-trang=qua-han")
    keep_draft_schedule(people, DraftSchedule(("week", "month"), administrative=True))
    make_drafts(store, people, queue)
    return Workplace(store, people, queue, Settings()), clerk


def _clock() -> datetime:
    return NOW


def _plan(name: str) -> Plan:
    path = ROOT / "samples" / name / "source.docx"
    return convert(path.read_bytes(), Options(filename=path.name))


def _work(store: Store, clerk: Person, leader: Person) -> None:
    """What units reported so far."""
    release(store, 1, by=leader.name)
    for task in (1, 2, 3, 5):
        act(store, task, "receive", clerk)
    act(store, 1, "progress", clerk, Said(progress=60, note="Đã có dự thảo, đang lấy ý kiến"))
    later = Said(new_due=date(2026, 12, 25), note="Chờ ý kiến các sở")
    act(store, 3, "ask_extension", clerk, later)
    act(store, 5, "hand_in", clerk, Said(note="Đã trình ban hành", evidence="45/TTr-VP"))


@contextmanager
def pages(place: Workplace) -> Iterator[str]:
    """The pages on a free port: their address."""
    config = uvicorn.Config(make_app(place), host="127.0.0.1", port=0, log_level="warning")
    listening = config.bind_socket()
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(_LEAVING)


def pictures(
    browser: Browser, link: str, names: list[str], unit: int
) -> Iterator[tuple[str, bytes]]:
    """Name and PNG of each page, at each width; ``unit``: the one that is shown."""
    page = browser.new_context(locale="vi-VN").new_page()
    page.set_default_timeout(120_000)
    page.goto(link)
    for name in names:
        for kind, (width, height) in WIDTHS.items():
            page.set_viewport_size({"width": width, "height": height})
            page.goto(link.partition("/vao/")[0] + PAGES[name].format(unit=unit))
            yield f"{name}-{kind}.png", _small(page.screenshot())


def _small(data: bytes) -> bytes:
    """The same picture with few colours."""
    picture = Image.open(io.BytesIO(data)).convert("RGB").quantize(COLOURS)
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()


def main() -> None:
    SCREENS.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as player:
        place, person = workplace(Path(scratch))
        browser = player.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--lang=vi"]
        )
        with pages(place) as url:
            link = f"{url}/vao/{make_link(place.people, person.id, 'start')}"
            unit = unit_loads(place.store)[0].unit_id
            for name, data in pictures(browser, link, sys.argv[1:] or list(PAGES), unit):
                (SCREENS / name).write_bytes(data)
                print(f"{name}: {len(data) / 1000:.0f} KB")
        browser.close()


if __name__ == "__main__":
    main()
