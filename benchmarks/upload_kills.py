"""Kills the pages and their worker while files are loaded: ``python -m benchmarks.upload_kills
[--rounds 20] [--uploads 50] [--seed 1]``.

The files are made decisions as PDF, printed once for all rounds: what is killed is our own
processes, at reading, loading and drawing. Before or while a file is sent, the web process or the
worker may be killed (-9); a service that is down is started again, a file that got no answer is
sent again. At the end of a round every answered upload has to be done within ``PATIENCE`` of the
last kill or of the one before it, its bytes stand under their hash, and the store holds each
decision once. With ``--kept FILE`` what was seen is kept after each round: a run that was stopped
goes on where it was.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import random
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

import docx
import httpx

from benchmarks.made.formats import pdfs
from benchmarks.made_plans import made_plans
from benchmarks.report import keep
from benchmarks.served import Service, Workplace, make_workplace
from vanban.tracking import open_store
from vanban.tracking.queries.documents import list_documents
from vanban.tracking.queue.uploads import Queue, Upload, again, one_upload, open_queue

PATIENCE = 180.0
"""Seconds in which the next file has to be done: a lease (60 s) and the reading of one file."""
WEB, WORKER = 0.15, 0.15
"""Of all uploads, how many see the web process and the worker killed."""
_SOON = 0.3
_PAUSE = 0.5


@dataclass
class Round:
    """What was answered, and what became of it. ``uploads``: how many were answered."""

    answered: dict[int, bytes] = field(default_factory=dict)
    uploads: int = 0
    kills: int = 0
    resent: int = 0
    given_up: int = 0
    faults: list[str] = field(default_factory=list)


def printed(number: int, seed: int) -> list[bytes]:
    """That many made decisions as PDF."""
    plans = made_plans(number, tasks=2, seed=seed)
    written = {str(n): _docx(plan.source.text) for n, plan in enumerate(plans)}
    with tempfile.TemporaryDirectory() as scratch:
        pdfs(written, Path(scratch))
        return [path.read_bytes() for path in sorted(Path(scratch).glob("*.pdf"))]


def _docx(text: str) -> bytes:
    document, file = docx.Document(), io.BytesIO()
    for line in text.split("\n"):
        document.add_paragraph(line)
    document.save(file)
    return file.getvalue()


def one_round(folder: Path, files: Sequence[bytes], dice: random.Random) -> Round:
    """These files loaded under fire, then looked for."""
    place, seen = make_workplace(folder, decisions=0), Round()
    service = Service(place)
    service.start()
    for data in files:
        _load(service, data, dice, seen)
    queue = open_queue(place.home)
    try:
        _wait(service, queue, seen)
        service.stop()
        _look(place, queue, seen)
    finally:
        queue.close()
    seen.uploads = len(seen.answered)
    seen.answered.clear()  # only figures are kept
    return seen


def _load(service: Service, data: bytes, dice: random.Random, seen: Round) -> None:
    """Send a file until there is an answer; on the way something may be killed."""
    lot, wait = dice.random(), dice.uniform(0, _SOON)
    shot = None
    if lot < WEB:
        shot = threading.Timer(wait, service.kill)
    elif lot < WEB + WORKER:
        shot = threading.Timer(wait, service.kill_worker)
    if shot is not None:
        shot.start()
        seen.kills += 1
    while (number := _sent(service, data)) is None:
        seen.resent += 1
        service.kill()
        service.start()
    seen.answered[number] = data
    if shot is not None:
        shot.join()


def _sent(service: Service, data: bytes) -> int | None:
    """The number that the file got; None without an answer."""
    headers = {"authorization": f"Bearer {service.place.keys['clerk']}"}
    name = f"{hashlib.sha256(data).hexdigest()[:8]}.pdf"
    try:
        answer = httpx.post(
            f"{service.url}/api/v1/uploads",
            headers=headers,
            files={"files": (name, data)},
            timeout=PATIENCE,
        )
    except httpx.TransportError:
        return None
    return int(answer.raise_for_status().json()["uploads"][0]["id"])


def _wait(service: Service, queue: Queue, seen: Round) -> None:
    """Until nothing is open; a file that lost its workers is tried again, as staff would."""
    since, before = time.monotonic(), -1
    while still := [row for row in _rows(queue, seen) if row.is_open or _lost(row)]:
        for row in filter(_lost, still):
            again(queue, row.id)
            seen.given_up += 1
        if len(still) != before:
            since, before = time.monotonic(), len(still)
        if time.monotonic() - since > PATIENCE:
            seen.faults.append(f"stuck: {Counter(row.state for row in still)}")
            return
        if not service.is_up():
            service.start()
        time.sleep(_PAUSE)


def _lost(row: Upload) -> bool:
    return row.state == "failed" and row.error_code == "crashed"


def _rows(queue: Queue, seen: Round) -> list[Upload]:
    return [one_upload(queue, number) for number in seen.answered]


def _look(place: Workplace, queue: Queue, seen: Round) -> None:
    """Every file is whole and every decision there once."""
    for row in _rows(queue, seen):
        data = seen.answered[row.id]
        if row.state != "done":
            seen.faults.append(f"upload {row.id}: {row.state}, {row.error_code}")
        if queue.file(row.sha256).read_bytes() != data:
            seen.faults.append(f"upload {row.id}: not the bytes that were sent")
    torn = [p.name for p in (queue.folder / "files").glob("*/*") if not _whole(p)]
    seen.faults += [f"half a file: {name}" for name in torn]
    with open_store(place.database) as store:
        texts = {hashlib.sha256(data).hexdigest() for data in seen.answered.values()}
        if len(list_documents(store)) != len(texts):
            seen.faults.append(f"{len(list_documents(store))} decisions of {len(texts)}")


def _whole(path: Path) -> bool:
    return hashlib.sha256(path.read_bytes()).hexdigest() == path.name


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--uploads", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kept", type=Path, help="where to keep what was seen, round by round")
    parser.add_argument("--no-write", dest="write", action="store_false")
    wanted = parser.parse_args()
    there = wanted.kept is not None and wanted.kept.exists()
    rounds = [Round(**one) for one in json.loads(wanted.kept.read_text())] if there else []
    files = printed(wanted.uploads, wanted.seed)
    for number in range(len(rounds), wanted.rounds):
        dice = random.Random(f"{wanted.seed}-{number}")
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
            rounds.append(one_round(Path(scratch), files, dice))
        print(
            f"round {number + 1}: {rounds[-1].kills} kills, {rounds[-1].faults or 'sound'}",
            flush=True,
        )
        if wanted.kept:
            wanted.kept.write_text(json.dumps([asdict(one) for one in rounds]))
    faults = [fault for one in rounds for fault in one.faults]
    finding = (
        f"{len(rounds)} rounds, {sum(one.uploads for one in rounds)} answered uploads, "
        f"{sum(one.kills for one in rounds)} kills (-9) of the web process or the worker, "
        f"{sum(one.resent for one in rounds)} files sent again for want of an answer, "
        f"{sum(one.given_up for one in rounds)} tried again after three lost workers: "
        f"{len(faults)} faults."
    )
    print(finding, *faults, sep="\n")
    if wanted.write:
        command = f"python -m benchmarks.upload_kills --rounds {wanted.rounds} "
        command += f"--uploads {wanted.uploads} --seed {wanted.seed}"
        keep("upload-kills", "Kills while files are loaded", command, finding)
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
