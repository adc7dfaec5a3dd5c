"""Loads files made to do harm into the pages: ``python -m benchmarks.hostile_uploads [FILE ...]``.

All of ``tests/hostile/bombs.py``, and the files that are named, go through the queue one after the
other. Each has to end: as a document, or with a sentence that says what to do. Meanwhile the pages
answer; an original is given back as a download and never shown in place. With ``--kept FILE`` what
was found is kept after each file: a run that was stopped goes on where it was.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
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


Kept = dict[str, tuple[str, list[str]]]
"""By file: how it ended, and what was wrong with how the pages took it."""


def one_file(service: Service, client: httpx.Client, name: str, data: bytes) -> Iterator[str]:
    """How a file ended (its code, or "a document"), then what is wrong with how it was taken."""
    sent = client.post("/api/v1/uploads", files={"files": (name, data)}).raise_for_status()
    row: dict[str, Any] = sent.json()["uploads"][0]
    until, slowest = time.monotonic() + _LONGEST, 0.0
    while row["state"] not in ("done", "failed"):
        if time.monotonic() > until:
            yield "stuck"
            yield f"{name}: stuck ({row['state']})"
            return
        began = time.monotonic()
        row = client.get(f"/api/v1/uploads/{row['id']}").raise_for_status().json()
        slowest = max(slowest, time.monotonic() - began)
        time.sleep(_PAUSE)
    yield row["error_code"] or "a document"
    if slowest > _SLOWEST:
        yield f"{name}: a page took {slowest:.1f} s"
    if row["state"] == "failed" and (row["error_code"] in _OUR_FAULTS or not row["advice"]):
        yield f"{name}: {row['error_code']}, {row['problem']}"
    if row["state"] == "done":
        yield from _pages(service, name, row["document_id"])


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


def _all(wanted: dict[str, Callable[[], bytes]], kept: Kept, keep_in: Path | None) -> None:
    """Each file that is not in ``kept`` yet, through the pages of a workplace of its own."""
    with tempfile.TemporaryDirectory() as scratch:
        place = make_workplace(Path(scratch), decisions=0)
        key = {"authorization": f"Bearer {place.keys['clerk']}"}
        with (
            served(place) as service,
            httpx.Client(base_url=service.url, headers=key, timeout=PATIENCE) as client,
        ):
            for name, make in wanted.items():
                if name in kept:
                    continue
                end, *faults = one_file(service, client, name, make())
                kept[name] = (end, faults)
                if keep_in:
                    keep_in.write_text(json.dumps(kept), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--only", nargs="*", help="names of bombs")
    parser.add_argument("--kept", type=Path, help="where to keep what was found, file by file")
    parser.add_argument("--no-write", dest="write", action="store_false")
    asked = parser.parse_args()
    wanted = dict(BOMBS if asked.only is None else {name: BOMBS[name] for name in asked.only})
    wanted |= {path.name: path.read_bytes for path in asked.files}
    there = asked.kept is not None and asked.kept.exists()
    kept: Kept = json.loads(asked.kept.read_text("utf-8")) if there else {}
    _all(wanted, kept, asked.kept)
    faults = [fault for _, found in kept.values() for fault in found]
    counted = sorted(Counter(end for end, _ in kept.values()).items())
    ends = ", ".join(f"{code} {n}" for code, n in counted)
    finding = f"{len(kept)} files made to do harm: {ends}. {len(faults)} faults."
    print(finding, *faults, sep="\n")
    if asked.write:
        keep("hostile-uploads", "Hostile files through the pages", _COMMAND, finding)
    sys.exit(1 if faults else 0)


_COMMAND = "python -m benchmarks.hostile_uploads"

if __name__ == "__main__":
    main()
