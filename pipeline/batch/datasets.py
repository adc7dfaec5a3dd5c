"""Data sets: a document a row, as analysts hold them (JSON Lines, CSV, JSON, Parquet, packed too).

Rows are streamed: a file of a million rows costs the memory of a few.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any

from vanban.pipeline.batch.model import Hint, Input
from vanban.pipeline.errors import DamagedFile, UnreadablePath, UnsupportedFormat, reason
from vanban.pipeline.extras import extra

Row = Mapping[str, Any]
Reader = Callable[[IO[bytes]], Iterator[Row]]

_LONGEST_CELL = 2**27
"""Letters of one CSV cell: a document of the largest size that is read at all fits in."""
_DESCRIPTIONS = {"dataset_info.json", "dataset_infos.json", "dataset_dict.json", "state.json"}
_ROWS_AT_A_TIME = 64
"""Rows of Parquet held at a time."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column is what. ``hints``: field of the header to the column that knows it too."""

    text: str
    id: str | None = None
    hints: tuple[Hint, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenText:
    """A row's text. It goes to the worker with its job."""

    text: str

    def __call__(self, limit: int) -> bytes:
        return self.text.encode("utf-8", "replace")[: limit + 1]


@dataclass(frozen=True, slots=True)
class OpenDataset:
    """A file of rows where nobody said which column holds the text."""

    path: str

    def __call__(self, limit: int) -> bytes:
        named = ", ".join(column_names(Path(self.path)))
        raise UnsupportedFormat(
            f"đây là tệp dữ liệu, mỗi dòng một văn bản, có các cột: {named}",
            "Cho biết cột chứa toàn văn: vanban batch … --text-column TÊN_CỘT.",
        )


def is_dataset(name: str) -> bool:
    """Whether a file of this name holds rows: "kho.jsonl", "kho.csv.gz", "part-0.parquet"."""
    return _kind(name) is not None


def is_description(name: str) -> bool:
    """Whether a file beside the rows only describes them, as hubs of data sets have it."""
    return name.rsplit("/", 1)[-1].lower() in _DESCRIPTIONS


def documents(
    path: Path, columns: Columns, name: str | None = None, taken: set[int] | None = None
) -> Iterator[Input]:
    """The rows of a data set as inputs, each with its other columns as ``extra``.

    The key is the value of the id column, else the file's name (``name``: its path within a folder
    of several) and the number of the row (from 1); an id that comes again gets these too. ``taken``
    are the keys given so far. Raises ``UnsupportedFormat`` where a column is not there,
    ``DamagedFile`` or ``UnreadablePath`` where rows cannot be read.
    """
    stem = _stem(name or path.name)
    taken = set() if taken is None else taken
    for number, row in enumerate(rows(path), 1):
        if number == 1:
            _check(path, row, columns)
        key = str(row.get(columns.id) or "") if columns.id else ""
        if not key or hash(key) in taken:
            key = f"{key or stem}/{number:07}"
        if hash(key) in taken:  # the same id in the same row of another file
            key = f"{stem}/{number:07}"
        taken.add(hash(key))
        yield _input(key, row, columns)


def _stem(name: str) -> str:
    """The name without what tells its form: "data/train-0" of "data/train-0.parquet"."""
    folder, slash, last = name.rpartition("/")
    return f"{folder}{slash}{last.split('.', 1)[0]}"


def column_names(path: Path) -> list[str]:
    """The names of a data set's columns, from its first row."""
    return list(next(iter(rows(path)), {}))


def rows(path: Path) -> Iterator[Row]:
    """The rows of a data set, one at a time."""
    kind = _kind(path.name)
    if kind is None:
        raise UnsupportedFormat(f"{path.name} không phải tệp dữ liệu theo dòng")
    try:
        with ExitStack() as stack:
            yield from _READERS[kind](_unpacked(path, stack))
    except (ValueError, KeyError, EOFError, csv.Error) as e:
        raise DamagedFile(f"không đọc được dữ liệu trong {path.name}: {e}") from e
    except OSError as e:
        raise UnreadablePath(f"không đọc được {path}: {reason(e)}") from e


def _input(key: str, row: Row, columns: Columns) -> Input:
    beside = {k: _plain(v) for k, v in row.items() if k not in (columns.text, columns.id)}
    hints = ((field, beside.get(column)) for field, column in columns.hints)
    return Input(
        key,
        OpenText(str(row.get(columns.text) or "")),
        extra=json.dumps(beside, ensure_ascii=False),
        hints=tuple((field, str(value)) for field, value in hints if value),
        filename=f"{key.rsplit('/', 1)[-1]}.txt",
    )


def _check(path: Path, row: Row, columns: Columns) -> None:
    wanted = [columns.text, columns.id, *(column for _, column in columns.hints)]
    missing = [name for name in wanted if name is not None and name not in row]
    if missing:
        raise UnsupportedFormat(
            f"{path.name} không có cột {', '.join(missing)}; các cột có: {', '.join(row)}",
            "Ghi đúng tên cột ở --text-column, --id-column và --hint.",
        )


def _plain(value: Any) -> Any:
    """A value as JSON can hold it."""
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return value


def _kind(name: str) -> str | None:
    suffixes = [s.lower() for s in Path(name).suffixes[-2:]]
    if suffixes and suffixes[-1] in _PACKED:
        suffixes.pop()
    return suffixes[-1] if suffixes and suffixes[-1] in _READERS else None


def _unpacked(path: Path, stack: ExitStack) -> IO[bytes]:
    stream = stack.enter_context(path.open("rb"))
    unpack = _PACKED.get(path.suffix.lower())
    return stack.enter_context(unpack(stream)) if unpack else stream


def _zstd(stream: IO[bytes]) -> IO[bytes]:
    found: IO[bytes] = extra("zstandard", "zstd").ZstdDecompressor().stream_reader(stream)
    return found


def _gzip(stream: IO[bytes]) -> IO[bytes]:
    return gzip.GzipFile(fileobj=stream)  # type: ignore[return-value]


def _json_lines(stream: IO[bytes]) -> Iterator[Row]:
    for line in io.TextIOWrapper(stream, encoding="utf-8-sig"):
        if line.strip():
            yield _object(json.loads(line))


def _json(stream: IO[bytes]) -> Iterator[Row]:
    """A list of objects, or an object that holds one (``{"data": [...]}``)."""
    data = json.load(stream)
    if isinstance(data, dict):
        data = next((v for v in data.values() if isinstance(v, list)), [data])
    for row in data:
        yield _object(row)


def _object(row: Any) -> Row:
    if not isinstance(row, dict):
        raise ValueError("mỗi dòng phải là một đối tượng JSON")
    return row


def _csv(separator: str) -> Reader:
    def read(stream: IO[bytes]) -> Iterator[Row]:
        csv.field_size_limit(_LONGEST_CELL)
        text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="")
        yield from csv.DictReader(text, delimiter=separator)

    return read


def _parquet(stream: IO[bytes]) -> Iterator[Row]:
    file = extra("pyarrow.parquet", "parquet").ParquetFile(stream)
    batches: Iterable[Any] = file.iter_batches(_ROWS_AT_A_TIME)
    for batch in batches:
        yield from batch.to_pylist()


_PACKED: dict[str, Callable[[IO[bytes]], IO[bytes]]] = {
    ".gz": _gzip,
    ".zst": _zstd,
    ".zstd": _zstd,
}
_READERS: dict[str, Reader] = {
    ".jsonl": _json_lines,
    ".ndjson": _json_lines,
    ".json": _json,
    ".csv": _csv(","),
    ".tsv": _csv("\t"),
    ".parquet": _parquet,
}
