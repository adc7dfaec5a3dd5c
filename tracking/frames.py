"""The store as DataFrames (polars) and Parquet files, for notebooks. Needs the extra ``data``."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import text

from vanban.pipeline.errors import OutputUnwritable, reason
from vanban.pipeline.extras import extra
from vanban.tracking.errors import BadQuery
from vanban.tracking.store.store import Store

if TYPE_CHECKING:
    import polars

VIEWS = ("v_tasks", "v_documents", "v_assignments", "v_citations", "v_units", "v_reports")
_DATES = (
    "issued_on",
    "effective_on",
    "start_on",
    "plan_due",
    "due",
    "done_on",
    "cited_on",
    "old_due",
    "new_due",
    "day",
)
_TIMES = ("loaded_at", "updated_at", "at")
_FLAGS = ("is_draft", "needs_review", "corrected")


def frame(store: Store, view: str) -> polars.DataFrame:
    """A view as a DataFrame with real dates; ``.to_pandas()`` gives a pandas one."""
    if view not in VIEWS:
        raise BadQuery(f"không có bảng “{view}”", f"Dùng một trong: {', '.join(VIEWS)}.")
    pl = extra("polars", "data")
    with store.reading() as connection:
        result = connection.execute(text(f"SELECT * FROM {view}"))
        names, rows = list(result.keys()), [tuple(row) for row in result]
    return _typed(pl, pl.DataFrame(rows, schema=names, orient="row", infer_schema_length=None))


def tasks_frame(store: Store) -> polars.DataFrame:
    """``v_tasks``: one row for each task."""
    return frame(store, "v_tasks")


def write_parquet(store: Store, folder: Path) -> list[Path]:
    """Each view as one Parquet file in ``folder``."""
    paths = [folder / f"{view.removeprefix('v_')}.parquet" for view in VIEWS]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for view, path in zip(VIEWS, paths, strict=True):
            _write(frame(store, view), path)
    except OSError as error:
        raise OutputUnwritable(f"không ghi được vào {folder}: {reason(error)}") from error
    return paths


def _write(data: polars.DataFrame, path: Path) -> None:
    """The table as a file: packed in memory, so that what the disk refuses is told by the
    system.
    """
    packed = io.BytesIO()
    data.write_parquet(packed)
    path.write_bytes(packed.getvalue())


def _typed(pl: Any, data: polars.DataFrame) -> polars.DataFrame:
    """SQLite keeps dates as text and flags as numbers; a column without values has no type at
    all.
    """
    casts = []
    for name, kind in data.schema.items():
        if name in _DATES:
            casts.append(
                pl.col(name).str.to_date() if kind == pl.String else pl.col(name).cast(pl.Date)
            )
        elif name in _TIMES:
            casts.append(
                pl.col(name).str.to_datetime(time_zone="UTC")
                if kind == pl.String
                else pl.col(name).cast(pl.Datetime("us", "UTC"))
            )
        elif name in _FLAGS:
            casts.append(pl.col(name).cast(pl.Boolean))
        elif kind == pl.Null:
            casts.append(pl.col(name).cast(pl.String))
    return data.with_columns(casts)
