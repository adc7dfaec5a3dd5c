"""Puts the plans of a batch together as one file of lines, or as Parquet tables. Sorted by key: workers leave no trace."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from pipeline.batch.store import Store
from pipeline.batch.work import PLANS, plan_name
from pipeline.errors import ToolMissing

LINES = "plans.jsonl"


def assemble(store: Store, form: Literal["json", "jsonl", "parquet"], keys: Sequence[str]) -> None:
    """Nothing for ``json``; ``plans.jsonl``; or one Parquet file for each table of ``pipeline.batch.columns``."""
    ordered = sorted(keys)
    if form == "jsonl":
        store.write(LINES, b"".join(_lines(store, ordered)))
    elif form == "parquet":
        try:
            from pipeline.batch.parquet import write_tables
        except ImportError as e:
            raise ToolMissing("chưa có pyarrow để ghi Parquet", "Cài: pip install 'vanban[parquet]'.") from e
        write_tables(store, ordered)


def _lines(store: Store, keys: Iterable[str]) -> Iterable[bytes]:
    for key in keys:
        data = store.read(plan_name(key))
        if data is not None:
            yield data


__all__ = ["LINES", "PLANS", "assemble"]
