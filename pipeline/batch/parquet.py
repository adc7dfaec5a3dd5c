"""The plans of a batch as Parquet tables, for SQL and data frames. Columns: docs/BATCH.md."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from contextlib import ExitStack

import pyarrow as pa
import pyarrow.parquet as pq

from vanban.pipeline.batch.columns import TABLES, Row, rows_of
from vanban.pipeline.batch.store import Store

_TYPES = {
    "str": pa.string(),
    "int": pa.int64(),
    "float": pa.float64(),
    "bool": pa.bool_(),
    "date": pa.date32(),
    "list": pa.list_(pa.string()),
}
_GROUP_BYTES = (
    16 * 2**20
)  # of JSON that goes into one row group: bounds memory, and does not depend on workers
_SCHEMAS = {
    table: pa.schema([pa.field(name, _TYPES[kind]) for name, kind in columns.items()])
    for table, columns in TABLES.items()
}


def write_tables(
    store: Store, plans: Iterable[tuple[str, bytes]], beside: Callable[[str], str | None]
) -> None:
    """One file for each table, all written in one passage over the plans; an empty table has its
    columns all the same. ``beside`` gives what a data set holds of a document besides its text.
    """
    with ExitStack() as stack:
        writers = {
            table: stack.enter_context(
                pq.ParquetWriter(
                    stack.enter_context(store.writing(f"{table}{store.part}.parquet")),
                    schema,
                    compression="zstd",
                )
            )
            for table, schema in _SCHEMAS.items()
        }
        rows: dict[str, list[Row]] = {table: [] for table in TABLES}
        size = 0
        for key, data in plans:
            plan = json.loads(data) | {"extra": beside(key)}
            for table, held in rows.items():
                held.extend(rows_of(table, key, plan))
            size += len(data)
            if size >= _GROUP_BYTES:
                _flush(writers, rows)
                size = 0
        _flush(writers, rows)


def _flush(writers: dict[str, pq.ParquetWriter], rows: dict[str, list[Row]]) -> None:
    for table, held in rows.items():
        if held:
            writers[table].write_table(pa.Table.from_pylist(held, schema=_SCHEMAS[table]))
            held.clear()
