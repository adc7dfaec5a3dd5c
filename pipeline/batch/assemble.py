"""Puts the plans of a batch together as one file of lines, or as Parquet tables. Sorted by key:
workers leave no trace.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Literal

from vanban.pipeline.batch.journal import manifest_name
from vanban.pipeline.batch.ledger import Ledger
from vanban.pipeline.batch.names import plan_name
from vanban.pipeline.batch.store import Store
from vanban.pipeline.chunks import chunk_lines
from vanban.pipeline.extras import extra
from vanban.schemas import Plan

Form = Literal["json", "jsonl", "chunks", "parquet"]


def check_form(form: Form) -> None:
    """Raise ``ToolMissing`` where a form cannot be written here: before the work, not after it."""
    if form == "parquet":
        extra("pyarrow", "parquet")


def assemble(store: Store, form: Form, ledger: Ledger) -> None:
    """Nothing for ``json``; ``plans.jsonl``; ``chunks.jsonl``, a piece a line; or one Parquet file
    for each table of ``pipeline.batch.columns``.
    """
    if form == "jsonl":
        with store.writing(f"plans{store.part}.jsonl") as stream:
            stream.writelines(data for _, data in plans(store, ledger))
    elif form == "chunks":
        with store.writing(f"chunks{store.part}.jsonl") as stream:
            stream.writelines(_chunks(*found) for found in plans(store, ledger))
    elif form == "parquet":
        from vanban.pipeline.batch.parquet import write_tables

        write_tables(store, plans(store, ledger), beside(ledger))


def _chunks(key: str, data: bytes) -> bytes:
    return chunk_lines(Plan.model_validate_json(data), key).encode()


def beside(ledger: Ledger) -> Callable[[str], str | None]:
    """Of the key of a row, its other columns as a JSON object."""

    def extra_of(key: str) -> str | None:
        record = ledger.get(key)
        return (record.outcome.extra or None) if record else None

    return extra_of


def plans(store: Store, ledger: Ledger) -> Iterator[tuple[str, bytes]]:
    """Key and plan (a line of JSON) of each document that has one, sorted by key, one in memory at
    a time.
    """
    for record in ledger.records():
        if record.outcome.status == "ok":
            data = store.read(plan_name(record.outcome.key))
            if data is not None:
                yield record.outcome.key, data


def decisions(store: Store) -> Iterator[tuple[str, bytes]]:
    """Key and plan of each decision of a finished batch, once: copies of one are left out."""
    for line in store.lines(manifest_name(store)):
        facts = json.loads(line)
        data = store.read(facts["plan"]) if facts["plan"] and not facts["same_as"] else None
        if data is not None:
            yield facts["key"], data
