"""What a worker does with a file: read it apart, load its plan, draw its pages."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import partial
from pathlib import Path

from vanban.extractors.language.data import toml
from vanban.pipeline.errors import PlanError
from vanban.pipeline.options import Limits, Options
from vanban.pipeline.progress import Listener
from vanban.schemas import Plan
from vanban.tracking.acts import hold_back
from vanban.tracking.days import ZONE
from vanban.tracking.exports.words import document_name, number
from vanban.tracking.queries.desk import DocumentWork, one_with_work
from vanban.tracking.queue.isolated import isolated
from vanban.tracking.queue.uploads import Made, Queue, Upload, keep, note_made, sweep, take, tell
from vanban.tracking.search.words import name_key
from vanban.tracking.store.load import Loaded
from vanban.tracking.store.store import Store

_LOG = logging.getLogger("vanban.queue")
PAUSE = 0.5
"""Seconds between looks at an empty queue."""
_SETTLED = 2.0
"""Seconds without a change after which a file in a watched folder is whole."""
_TOLD = 0.5
NEEDED = (
    "vanban.pipeline.conversion",
    "vanban.pipeline.ocr.pdf",
    "vanban.pipeline.readers.docx.reader",
    "vanban.pipeline.readers.pdf.reader",
    "vanban.pipeline.render.album",
)
"""What reads and draws most files: to import it for each took longer than to read one."""
_MORNING = 8
"""Hour from which letters may go out."""
_NOT_LETTERS = re.compile(r"[^\w\s]")


class Classified(PlanError):
    """The document bears a mark of secrecy."""

    code = "classified"
    advice = "Không nạp văn bản có độ mật vào hệ thống này."


def work(
    store: Store,
    queue: Queue,
    *,
    stop: Callable[[], bool],
    watch: Path | None = None,
    morning: Callable[[], None] | None = None,
) -> None:
    """Do what waits, one file after the other, until told to stop; once a day the dates of
    recurring work that have come within sight, what broken uploads left, and ``morning``.
    """
    chores = [Daily(store.advance), Daily(partial(sweep, queue))]
    if morning is not None:
        chores.append(Daily(morning, _MORNING))
    while not stop():
        for chore in chores:
            chore.look(store.clock())
        if watch is not None:
            fetch(queue, watch)
        upload = take(queue)
        if upload is None:
            time.sleep(PAUSE)
        else:
            one(store, queue, upload)


class Daily:
    """Work done once a day, at the first look after an hour of the day in Việt Nam."""

    def __init__(self, work: Callable[[], object], hour: int = 0) -> None:
        self._work = work
        self._hour = hour
        self._done: date | None = None

    def look(self, now: datetime) -> None:
        """Do it if it is time."""
        here = now.astimezone(ZONE)
        if here.hour >= self._hour and here.date() != self._done:
            self._work()
            self._done = here.date()


def one(store: Store, queue: Queue, upload: Upload) -> None:
    """Read, load and draw one file; whatever happens to it is written in its row."""
    try:
        plans = _read(queue, upload)
        loaded = store.load(plans, by=upload.by)
        for each in loaded:
            if each.outcome == "new":  # units see it once somebody has looked at it
                hold_back(store, each.document_id)
    except Classified as error:
        queue.file(upload.sha256).unlink(missing_ok=True)
        tell(queue, upload.id, state="failed", error_code=error.code, lease_until=None)
        return
    except PlanError as error:
        _LOG.warning("upload %s: %s: %s", upload.id, error.code, error.what)
        tell(queue, upload.id, state="failed", error_code=error.code, lease_until=None)
        return
    result = {"document_id": loaded[0].document_id, "outcome": loaded[0].outcome}
    said = [summary(each, one_with_work(store, each.document_id)) for each in loaded]
    note_made(queue, upload.id, [Made(each.document_id, _name(each)) for each in loaded])
    tell(queue, upload.id, state="drawing", summary=together(said), **result)
    for n, (plan, each) in enumerate(zip(plans, loaded, strict=True)):
        album = queue.album(upload.sha256, each.document_id if n else None)
        _draw(queue, upload, plan, album)
    tell(queue, upload.id, state="done", lease_until=None)


def together(summaries: Sequence[str]) -> str:
    """What became of the documents of a file: most hold one."""
    if len(summaries) == 1:
        return summaries[0]
    listed = " · ".join(summaries)
    return f"tệp có {number(len(summaries))} văn bản, đã nạp cả: {listed}"


def summary(loaded: Loaded, work: DocumentWork | None) -> str:
    """What became of the document, in words; and how much of it has to be looked at."""
    said = _outcome(loaded, work.tasks if work else loaded.tasks)
    return f"{said}; cần rà soát {number(work.to_review)}" if work and work.to_review else said


def _outcome(loaded: Loaded, tasks: int) -> str:
    name = _name(loaded)
    if loaded.outcome == "new":
        return f"{name}: {number(tasks)} nhiệm vụ"
    if loaded.outcome == "unchanged":
        return f"{name}: đã có, không thay đổi"
    words = (("added", "thêm"), ("changed", "sửa"), ("removed", "bớt"), ("back", "trở lại"))
    counts = [f"{word} {n}" for key, word in words if (n := len(loaded.changes.get(key, ())))]
    return f"bản mới của {name}: {', '.join(counts) or 'nhiệm vụ giữ nguyên'}"


def _name(loaded: Loaded) -> str:
    return document_name(loaded.number_symbol, loaded.title, loaded.document_id)


def fetch(queue: Queue, folder: Path) -> None:
    """Take the whole files of a watched folder into the queue; what is taken moves aside."""
    aside = folder / "da-nap"
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or not path.is_file():
            continue
        if time.time() - path.stat().st_mtime < _SETTLED:  # still being written
            continue
        with path.open("rb") as file:
            keep(
                queue,
                iter(lambda: file.read(2**20), b""),
                filename=path.name,
                by="Thư mục theo dõi",
                account_id=0,
            )
        aside.mkdir(exist_ok=True)
        path.replace(aside / path.name)


def convert_file(path: str, filename: str) -> list[str]:
    """The plan of each document of a file, as JSON; runs in a process apart."""
    from vanban.pipeline.conversion import documented, documents

    plans = documents(Path(path).read_bytes(), Options(filename=filename))
    return [documented(plan).model_dump_json() for plan in plans]


def draw_file(path: str, plan: str, folder: str) -> None:
    """Draw the pages of a file; runs in a process apart."""
    from vanban.pipeline.render.album import make_album

    make_album(Plan.model_validate_json(plan), Path(path).read_bytes(), Path(folder))


def _read(queue: Queue, upload: Upload) -> list[Plan]:
    path, seconds = str(queue.file(upload.sha256)), Limits().seconds
    hear = _teller(queue, upload)
    made = isolated(convert_file, path, upload.filename, seconds=seconds, hear=hear, preload=NEEDED)
    plans = [Plan.model_validate_json(words) for words in made]
    if any(map(is_classified, plans)):
        raise Classified("văn bản có dấu độ mật")
    return plans


def is_classified(plan: Plan) -> bool:
    """Whether a line near the beginning is a mark of secrecy and nothing else."""
    data = toml("vanban.tracking.queue")
    lines = plan.source.text.split("\n")[: data["lines"]]
    marks = {name_key(mark) for mark in data["secret"]}
    return any(" ".join(_NOT_LETTERS.sub(" ", name_key(line)).split()) in marks for line in lines)


def _draw(queue: Queue, upload: Upload, plan: Plan, folder: Path) -> None:
    """Pictures help a reviewer, but a document can be reviewed without: as text."""
    path, words = str(queue.file(upload.sha256)), plan.model_dump_json()
    hear, seconds = _teller(queue, upload), Limits().seconds
    try:
        isolated(draw_file, path, words, str(folder), seconds=seconds, hear=hear, preload=NEEDED)
    except PlanError as error:
        _LOG.warning("pictures of upload %s: %s: %s", upload.id, error.code, error.what)


def _teller(queue: Queue, upload: Upload) -> Listener:
    """Passes progress on, not more often than anybody looks."""
    last = 0.0

    def hear(what: str, done: int, total: int) -> None:
        nonlocal last
        if time.monotonic() - last >= _TOLD:
            last = time.monotonic()
            tell(queue, upload.id, label=what, done=done, total=total)

    return hear
