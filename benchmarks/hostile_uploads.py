"""Loads files made to do harm into the pages: ``python -m benchmarks.hostile_uploads [FILE ...]``.

All of ``tests/hostile/bombs.py``, and the files that are named, go through the queue one after the
other. Each has to end: as a document, or with a sentence that says what to do. Meanwhile the pages
answer; an original is given back as a download and never shown in place.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx

from benchmarks.report import keep
from benchmarks.served import PATIENCE, Service, make_workplace, served
from tests.hostile.bombs import BOMBS

_PAUSE = 1.0
_SLOWEST = 5.0
"""Seconds that a page may take while a file is read."""
_OUR_FAULTS = ("internal", "crashed")
_LONGEST = 900.0
"""Seconds after which a file is said to be stuck."""


def one_file(service: Service, client: httpx.Client, name: str, data: bytes) -> Iterator[str]:
    """What is wrong with how the pages took this file."""
    sent = client.post("/api/v1/uploads", files={"files": (name, data)}).raise_for_status()
    row: dict[str, Any] = sent.json()["uploads"][0]
    until = time.monotonic() + _LONGEST
    while row["state"] not in ("done", "failed"):
        if time.monotonic() > until:
            yield f"{name}: stuck ({row['state']})"
            return
        began = time.monotonic()
        row = client.get(f"/api/v1/uploads/{row['id']}").raise_for_status().json()
        if time.monotonic() - began > _SLOWEST:
            yield f"{name}: a page took {time.monotonic() - began:.1f} s"
        time.sleep(_PAUSE)
    OUTCOMES[row["error_code"] or "a document"] += 1
    if row["state"] == "failed" and (row["error_code"] in _OUR_FAULTS or not row["advice"]):
        yield f"{name}: {row['error_code']}, {row['problem']}"
    if row["state"] == "done":
        yield from _pages(service, name, row["document_id"])


OUTCOMES: Counter[str] = Counter()


def _pages(service: Service, name: str, document_id: int) -> Iterator[str]:
    """The document can be looked at, and its original comes as a download."""
    for path in ("", "/ra-soat"):
        answer = service.desk.get(f"/van-ban/{document_id}{path}")
        if not answer.is_success:
            yield f"{name}: {path or 'its page'} answers {answer.status_code}"
    original = service.desk.get(f"/van-ban/{document_id}/tep-goc")
    kind = original.headers["content-type"]
    shown = not original.headers.get("content-disposition", "").startswith("attachment")
    if shown or kind != "application/octet-stream":
        yield f"{name}: the original is shown in place ({kind})"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--only", nargs="*", help="names of bombs")
    parser.add_argument("--no-write", dest="write", action="store_false")
    wanted = parser.parse_args()
    chosen = BOMBS if wanted.only is None else {name: BOMBS[name] for name in wanted.only}
    faults: list[str] = []
    with tempfile.TemporaryDirectory() as scratch:
        place = make_workplace(Path(scratch), decisions=0)
        key = {"authorization": f"Bearer {place.keys['clerk']}"}
        with (
            served(place) as service,
            httpx.Client(base_url=service.url, headers=key, timeout=PATIENCE) as client,
        ):
            for name, make in chosen.items():
                faults += one_file(service, client, name, make())
            for path in wanted.files:
                faults += one_file(service, client, path.name, path.read_bytes())
    ends = ", ".join(f"{code} {n}" for code, n in sorted(OUTCOMES.items()))
    finding = f"{OUTCOMES.total()} files made to do harm: {ends}. {len(faults)} faults."
    print(finding, *faults, sep="\n")
    if wanted.write:
        keep("hostile-uploads", "Hostile files through the pages", _COMMAND, finding)
    sys.exit(1 if faults else 0)


_COMMAND = "python -m benchmarks.hostile_uploads"

if __name__ == "__main__":
    main()
