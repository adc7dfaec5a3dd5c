"""The plans of a batch as Parquet tables, for SQL engines and data frames. Columns: docs/BATCH.md."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.batch.columns import TABLES, rows_of
from pipeline.batch.store import Store
from pipeline.batch.work import plan_name

_TYPES = {
    "str": pa.string(),
    "int": pa.int64(),
    "float": pa.float64(),
    "bool": pa.bool_(),
    "date": pa.date32(),
    "list": pa.list_(pa.string()),
}
_CHUNK = 500  # documents in memory at a time


def write_tables(store: Store, keys: Sequence[str]) -> None:
    """One file for each table; an empty table has its columns all the same."""
    for table, columns in TABLES.items():
        schema = pa.schema([pa.field(name, _TYPES[kind]) for name, kind in columns.items()])
        out = io.BytesIO()
        with pq.ParquetWriter(out, schema, compression="zstd") as writer:
            for rows in _chunks(store, keys, table):
                writer.write_table(pa.Table.from_pylist(rows, schema=schema))
        store.write(f"{table}.parquet", out.getvalue())


def _chunks(store: Store, keys: Sequence[str], table: str) -> Iterator[list[dict[str, Any]]]:
    for start in range(0, len(keys), _CHUNK):
        yield [row for key in keys[start : start + _CHUNK] for row in _rows(store, key, table)]


def _rows(store: Store, key: str, table: str) -> Iterable[dict[str, Any]]:
    data = store.read(plan_name(key))
    return rows_of(table, key, json.loads(data)) if data is not None else ()
