"""What has been done: a line for each outcome while a batch runs, and the manifest when it ends.

A killed run leaves whole journal lines and at most one torn one, which is passed over: that
document is done again and gives the same bytes.
"""

from __future__ import annotations

import os
from io import FileIO
from pathlib import Path
from time import monotonic, time_ns
from uuid import uuid4

from vanban.pipeline.batch.ledger import Ledger
from vanban.pipeline.batch.record import Record
from vanban.pipeline.batch.store import FolderStore, Store, written

_PIECE_LINES, _PIECE_SECONDS = 500, 15.0


class Journal:
    """Appends records: on a local folder each line is on disk at once, on an object store in
    pieces.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lines: list[str] = []
        self._last = monotonic()
        self._stream: FileIO | None = None
        if isinstance(store, FolderStore):
            path = Path(store.root) / _new_name(store)
            with written(store.root):
                path.parent.mkdir(parents=True, exist_ok=True)
            self._stream = path.open(
                "ab", buffering=0
            )  # without a buffer: a full disk is said at its line

    def add(self, record: Record) -> None:
        """Keep a record."""
        if self._stream is not None:
            with written(self._stream.name):
                self._stream.write(record.line().encode() + b"\n")
                os.fdatasync(self._stream.fileno())
            return
        self._lines.append(record.line())
        if len(self._lines) >= _PIECE_LINES or monotonic() - self._last > _PIECE_SECONDS:
            self._put()

    def close(self) -> None:
        """Write what is left."""
        if self._stream is not None:
            self._stream.close()
        elif self._lines:
            self._put()

    def _put(self) -> None:
        self._store.write(
            _new_name(self._store), "".join(f"{line}\n" for line in self._lines).encode()
        )
        self._lines.clear()
        self._last = monotonic()


def load(store: Store, ledger: Ledger) -> None:
    """Everything that earlier runs into this store did: the manifest, then the journals of killed
    runs, oldest first.
    """
    for name in (manifest_name(store), *store.names(_folder(store))):
        for line in store.lines(name):
            record = Record.parse(line)
            if record is not None:
                ledger.put(record)


def settle(store: Store, ledger: Ledger) -> None:
    """Write the manifest, sorted by key, and drop the journals that it replaces."""
    with store.writing(manifest_name(store)) as stream:
        stream.writelines(f"{line}\n".encode() for line in ledger.lines())
    for name in list(store.names(_folder(store))):
        store.remove(name)


def manifest_name(store: Store) -> str:
    """Of the whole archive, or of the store's part of it."""
    return f"manifest{store.part}.jsonl"


def _folder(store: Store) -> str:
    return f".vanban/journal{store.part}"


def _new_name(store: Store) -> str:
    return f"{_folder(store)}/{time_ns():020d}-{uuid4().hex[:8]}.jsonl"  # sorted by age
