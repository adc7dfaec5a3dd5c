"""The queue: an answered upload is there once, whatever dies; a file is read apart; secrets go."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.databases import Clock
from tests.pipeline.batch.test_further import letters
from vanban.pipeline.conversion import convert, documents
from vanban.pipeline.errors import ConversionTimeout, PlanError, WorkerCrashed
from vanban.pipeline.options import Limits, Options
from vanban.pipeline.render.pages import placed
from vanban.tracking import Store, open_store
from vanban.tracking.errors import BadReport, NotFound
from vanban.tracking.queries.desk import documents_with_work, source_file
from vanban.tracking.queries.documents import list_documents
from vanban.tracking.queue import work
from vanban.tracking.queue.isolated import isolated
from vanban.tracking.queue.uploads import (
    LEASE,
    TRIES,
    Queue,
    again,
    drop,
    keep,
    made_of,
    one_upload,
    open_queue,
    recent,
    sweep,
    take,
)
from vanban.tracking.queue.work import NEEDED, convert_file, fetch, is_classified, one
from vanban.web.errors import sentence_of

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "1678-qd-bkhcn" / "source.txt"


@pytest.fixture
def queue(tmp_path: Path, clock: Clock) -> Iterator[Queue]:
    opened = open_queue(tmp_path / "home", clock=clock)
    yield opened
    opened.close()


@pytest.fixture
def store(tmp_path: Path, clock: Clock) -> Iterator[Store]:
    with open_store(tmp_path / "kho.db", clock=clock) as opened:
        yield opened


def _kept(queue: Queue, data: bytes, name: str = "a.txt") -> int:
    return keep(queue, [data], filename=name, by="Lan", account_id=1).id


def _quiet(_what: str, _done: int, _total: int) -> None:
    return None


@pytest.mark.parametrize(
    ("name", "kept"), [("../../etc/x.txt", "x.txt"), ("C:\\a\\b.pdf", "b.pdf"), ("", "tep")]
)
def test_names_say_nothing_of_folders(queue: Queue, name: str, kept: str) -> None:
    assert one_upload(queue, _kept(queue, b"x", name)).filename == kept


def test_a_file_that_breaks_off_leaves_nothing(queue: Queue) -> None:
    def broken() -> Iterator[bytes]:
        yield b"half"
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        keep(queue, broken(), filename="a.txt", by="Lan", account_id=1)
    assert recent(queue) == ()
    assert {p.name.split("-")[0] for p in queue.folder.rglob("*") if p.is_file()} == {"queue.db"}


def test_what_a_killed_upload_left_is_swept_away(queue: Queue) -> None:
    import os

    scratch = queue.folder / "scratch"
    scratch.mkdir()
    old, new = scratch / "cu", scratch / "moi"
    for part in (old, new):
        part.write_bytes(b"half")
    os.utime(old, (1, 1))
    sweep(queue)
    assert [path.name for path in scratch.iterdir()] == ["moi"]


def test_rows_are_taken_in_order_once_and_again_when_a_worker_is_gone(
    queue: Queue, clock: Clock
) -> None:
    first, second = _kept(queue, b"1"), _kept(queue, b"2")
    taken = [take(queue), take(queue), take(queue)]
    assert [row and row.id for row in taken] == [first, second, None]
    clock.now += LEASE + timedelta(seconds=1)
    again_taken = take(queue)
    assert again_taken is not None
    assert (again_taken.id, again_taken.attempt) == (first, 2)


def test_a_file_that_kills_its_workers_is_given_up_and_can_be_tried_again(
    queue: Queue, clock: Clock
) -> None:
    row = _kept(queue, b"1")
    for _ in range(TRIES + 1):
        take(queue)
        clock.now += LEASE + timedelta(seconds=1)
    assert one_upload(queue, row).error_code == "crashed"
    assert take(queue) is None
    again(queue, row)
    assert (taken := take(queue)) is not None
    assert taken.id == row


def test_a_file_becomes_a_document_with_pictures_once(queue: Queue, store: Store) -> None:
    for _ in range(2):  # as after a crash between loading and noting it
        row = _kept(queue, SAMPLE.read_bytes(), "1678.txt")
        upload = take(queue)
        assert upload is not None
        one(store, queue, upload)
        done = one_upload(queue, row)
        assert (done.state, done.error_code) == ("done", None)
    assert done.outcome == "unchanged"
    assert [d.number_symbol for d in list_documents(store)] == ["1678/QĐ-BKHCN"]


def test_each_document_of_a_file_is_loaded_and_held_back(
    queue: Queue, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[tuple[str | None, Path]] = []
    monkeypatch.setattr(
        work,
        "_draw",
        lambda _queue, _upload, plan, album: drawn.append((plan.document.number_symbol, album)),
    )
    row = _kept(queue, letters(1, 2, 3).encode(), "cong-bao.txt")
    upload = take(queue)
    assert upload is not None
    one(store, queue, upload)
    done, loaded = one_upload(queue, row), list_documents(store)
    assert done.state == "done"
    names = ["1/SNV-VP", "2/SNV-VP", "3/SNV-VP"]
    made = made_of(queue, [row])[row]
    assert [document.name for document in made] == names
    first = queue.album(done.sha256)
    folders = [first, *(first / str(document.document_id) for document in made[1:])]
    assert drawn == list(zip(names, folders, strict=True))
    assert sorted(d.number_symbol or "" for d in loaded) == names
    assert done.summary == (
        "tệp có 3 văn bản, đã nạp cả: "
        "1/SNV-VP: 1 nhiệm vụ · 2/SNV-VP: 1 nhiệm vụ · 3/SNV-VP: 1 nhiệm vụ"
    )
    works = documents_with_work(store, limit=9)
    assert [w.released_on for w in works] == [None] * 3
    behind = {
        w.document.number_symbol: (f := source_file(store, w.document.id)) and f.further
        for w in works
    }
    assert behind == {"1/SNV-VP": False, "2/SNV-VP": True, "3/SNV-VP": True}


def test_a_document_that_shares_its_file_is_drawn_where_it_stands() -> None:
    from weasyprint import HTML

    style = "<style>section{break-after:page} p{margin:12pt 0;font:13pt serif}</style>"
    lines = ["".join(f"<p>{line}</p>" for line in letters(n).splitlines()) for n in (1, 2, 3)]
    sheets = "".join(f"<section>{each}</section>" for each in lines)
    data = HTML(string=style + sheets).write_pdf()
    for number, plan in enumerate(documents(data), 1):
        pages, locate = placed(plan, data, Limits())
        assert [page.number for page in pages] == [number]
        assert {page for page, _ in locate(plan.tasks[0].span)} == {number}


def test_only_what_could_not_be_read_leaves_the_list(queue: Queue, store: Store) -> None:
    good, bad = _kept(queue, SAMPLE.read_bytes(), "1678.txt"), _kept(queue, b"%PDF-1.7", "hong.pdf")
    with pytest.raises(BadReport):
        drop(queue, bad)  # nobody knows yet
    while (upload := take(queue)) is not None:
        one(store, queue, upload)
    with pytest.raises(BadReport):
        drop(queue, good)
    assert drop(queue, bad).filename == "hong.pdf"
    assert [upload.id for upload in recent(queue)] == [good]
    with pytest.raises(NotFound):
        drop(queue, bad)


def test_a_mark_of_secrecy_in_any_document_of_a_file_refuses_all(
    queue: Queue, store: Store
) -> None:
    text = letters(1) + letters(2).replace("SỞ NỘI VỤ\n", "SỞ NỘI VỤ\nMẬT\n", 1)
    row = _kept(queue, text.encode())
    upload = take(queue)
    assert upload is not None
    one(store, queue, upload)
    assert one_upload(queue, row).error_code == "classified"
    assert list_documents(store) == ()


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        ("NGUYỄN VĂN MẪU\nKinh nghiệm: kế toán, 5 năm\n".encode(), "cv.txt", "not-a-document"),
        (b"", "rong.docx", "empty"),
        (b"%PDF-1.7\nnot a pdf", "hong.pdf", "damaged"),
        (b"PK\x03\x04 broken", "hong.docx", "unsupported-format"),
        ("BỘ THỬ NGHIỆM\nTỐI MẬT\nQUYẾT ĐỊNH\nĐiều 1. x".encode(), "mat.txt", "classified"),
    ],
)
def test_what_cannot_be_read_says_why(
    queue: Queue, store: Store, data: bytes, name: str, code: str
) -> None:
    row = _kept(queue, data, name)
    upload = take(queue)
    assert upload is not None
    one(store, queue, upload)
    failed = one_upload(queue, row)
    assert (failed.state, failed.error_code) == ("failed", code)
    assert sentence_of(code).what != sentence_of("internal").what
    assert queue.file(failed.sha256).exists() is (code != "classified")
    assert list_documents(store) == ()


@pytest.mark.parametrize(
    ("line", "secret"), [("MẬT", True), ("(Tuyệt mật)", True), ("Bảo vệ bí mật nhà nước", False)]
)
def test_marks_of_secrecy_stand_alone_on_a_line(line: str, secret: bool) -> None:
    text = f"BỘ THỬ NGHIỆM\n{line}\nQUYẾT ĐỊNH\nVề việc thử\nĐiều 1. Giao Vụ Pháp chế làm."
    assert is_classified(convert(text.encode(), Options(filename="a.txt"))) is secret


def _die() -> None:
    import os

    os._exit(7)


def _sleep() -> None:
    import time

    time.sleep(60)


def test_work_apart_may_die_or_hang() -> None:
    with pytest.raises(WorkerCrashed):
        isolated(_die, seconds=60, hear=_quiet)
    with pytest.raises(ConversionTimeout):
        isolated(_sleep, seconds=-4, hear=_quiet)


def test_what_work_apart_needs_is_imported_once_for_all(tmp_path: Path) -> None:
    (tmp_path / "born.py").write_text("import os\nHERE = os.getpid()\ndef where(): return HERE\n")
    program = (
        "import born\n"
        "from vanban.tracking.queue.isolated import isolated\n"
        "places = [isolated(born.where, seconds=60, hear=print) for _ in range(2)]\n"
        "print(len({born.HERE, *places}))"
    )
    where = {**os.environ, "PYTHONPATH": str(tmp_path)}
    said = subprocess.run(
        [sys.executable, "-c", program], env=where, capture_output=True, text=True, check=True
    )
    assert said.stdout == "2\n"
    assert all(map(importlib.util.find_spec, NEEDED))


def test_errors_come_through_as_they_are(tmp_path: Path) -> None:
    empty = tmp_path / "a.docx"
    empty.touch()
    with pytest.raises(PlanError) as caught:
        isolated(convert_file, str(empty), "a.docx", seconds=60, hear=_quiet)
    assert caught.value.code == "empty"


def test_a_watched_folder_feeds_the_queue(queue: Queue, tmp_path: Path) -> None:
    import os

    folder = tmp_path / "vao"
    folder.mkdir()
    whole, growing = folder / "cv.txt", folder / "dang-chep.txt"
    whole.write_text("x")
    growing.write_text("x")
    os.utime(whole, (1, 1))
    fetch(queue, folder)
    fetch(queue, folder)
    assert [row.filename for row in recent(queue)] == ["cv.txt"]
    assert growing.exists() and (folder / "da-nap" / "cv.txt").exists()
