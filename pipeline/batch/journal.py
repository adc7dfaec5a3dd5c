"""What has been done: a line for each outcome while a batch runs, and the manifest when it ends.

A killed run leaves whole journal lines and at most one torn one, which is passed over: that document is done again and
gives the same bytes.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from pipeline.batch.model import Outcome
from pipeline.batch.store import FolderStore, Store

MANIFEST = "manifest.jsonl"
_JOURNALS = ".vanban/journal"
_KEPT = tuple(f.name for f in fields(Outcome) if f.name != "rss")


@dataclass(frozen=True, slots=True)
class Record:
    """A line of the journal or manifest: an outcome, and under which product version and options it came about."""

    outcome: Outcome
    fingerprint: str

    def line(self) -> str:
        """One line of JSON."""
        facts = {k: v for k, v in asdict(self.outcome).items() if k in _KEPT}
        return json.dumps(facts | {"fingerprint": self.fingerprint}, ensure_ascii=False)


class Journal:
    """Appends records; on a local folder each line is on disk at once, on a store in pieces of ``piece`` lines."""

    def __init__(self, store: Store, fingerprint: str, piece: int = 200) -> None:
        self._store = store
        self._fingerprint = fingerprint
        self._piece = piece
        self._lines: list[str] = []
        self._name = f"{_JOURNALS}/{uuid4().hex}.jsonl"
        self._stream: BinaryIO | None = None
        if isinstance(store, FolderStore):
            path = Path(store.root) / self._name
            path.parent.mkdir(parents=True, exist_ok=True)
            self._stream = path.open("ab")

    def add(self, outcome: Outcome) -> None:
        """Keep an outcome; one that was skipped is in an earlier record already."""
        if outcome.status == "skipped":
            return
        line = Record(outcome, self._fingerprint).line()
        if self._stream is not None:
            self._stream.write(line.encode() + b"\n")
            self._stream.flush()
            os.fdatasync(self._stream.fileno())
        else:
            self._lines.append(line)
            if len(self._lines) % self._piece == 0:
                self._flush()

    def close(self) -> None:
        """Write what is left."""
        if self._stream is not None:
            self._stream.close()
        elif self._lines:
            self._flush()

    def _flush(self) -> None:
        self._store.write(self._name, "".join(f"{line}\n" for line in self._lines).encode())


def earlier(store: Store) -> dict[str, Record]:
    """The newest record of each key: the manifest, then whatever journals a killed run left."""
    found: dict[str, Record] = {}
    for name in (MANIFEST, *store.names(_JOURNALS)):
        for record in _parsed(store.read(name) or b""):
            found[record.outcome.key] = record
    return found


def settle(store: Store, records: Iterable[Record]) -> None:
    """Write the manifest, sorted by key, and drop the journals that it replaces."""
    journals = list(store.names(_JOURNALS))
    lines = [r.line() for r in sorted(records, key=lambda r: r.outcome.key)]
    store.write(MANIFEST, "".join(f"{line}\n" for line in lines).encode())
    for name in journals:
        store.remove(name)


def _parsed(data: bytes) -> Iterator[Record]:
    for line in data.splitlines():
        try:
            facts = json.loads(line)
            yield Record(Outcome(**{k: facts[k] for k in _KEPT}), facts["fingerprint"])
        except (ValueError, KeyError, TypeError):
            continue  # torn by a kill
