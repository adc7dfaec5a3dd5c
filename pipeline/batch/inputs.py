"""Finds the documents of an archive: a folder, a list, a zip, or anything fsspec can list."""

from __future__ import annotations

import os
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import IO

from vanban.pipeline.batch.datasets import (
    Columns,
    OpenDataset,
    documents,
    is_dataset,
    is_description,
)
from vanban.pipeline.batch.litter import BESIDE_ROWS, Passed, documents_below, kind_of_member
from vanban.pipeline.batch.model import Input
from vanban.pipeline.batch.names import member_name, printable, wanted
from vanban.pipeline.errors import (
    DamagedFile,
    EncryptedFile,
    LimitExceeded,
    UnreadablePath,
    reason,
)
from vanban.pipeline.extras import file_system, reached

_PIECE = 2**20


@dataclass(frozen=True, slots=True)
class OpenPath:
    """A file of this machine. A link is not followed: an archive must not reach outside itself."""

    path: str
    follow: bool = False

    def __call__(self, limit: int) -> bytes:
        if not self.follow and Path(self.path).is_symlink():
            raise UnreadablePath(
                "là liên kết (symlink), không được đọc theo", "Thay liên kết bằng chính tệp đó."
            )
        try:
            with Path(self.path).open("rb") as stream:
                return _bounded(stream, limit)
        except OSError as e:
            raise UnreadablePath(f"không đọc được tệp: {reason(e)}") from e


@dataclass(frozen=True, slots=True)
class OpenMember:
    """A member of a zip."""

    archive: str
    member: str

    def __call__(self, limit: int) -> bytes:
        try:
            with _archive(self.archive).open(self.member) as stream:
                return _bounded(stream, limit)
        except RuntimeError as e:
            raise EncryptedFile("tệp nén có mật khẩu") from e
        except (
            zipfile.BadZipFile,
            NotImplementedError,
            KeyError,
            OSError,
            EOFError,
            zlib.error,
        ) as e:
            raise DamagedFile(f"không đọc được trong tệp nén: {e}") from e


@lru_cache(maxsize=1)
def _archive(path: str) -> zipfile.ZipFile:
    return zipfile.ZipFile(path)  # kept open: its directory may hold a million members


@dataclass(frozen=True, slots=True)
class OpenUrl:
    """An object of a store that fsspec knows."""

    url: str

    def __call__(self, limit: int) -> bytes:
        import fsspec

        with reached(self.url, "không đọc được từ kho"), fsspec.open(self.url, "rb") as stream:
            return _bounded(stream, limit)


def discover(
    source: str,
    include: tuple[str, ...] = (),
    exclude: tuple[str, ...] = (),
    *,
    output: str | None = None,
    passed: Passed | None = None,
    columns: Columns | None = None,
) -> Iterator[Input]:
    """The inputs of ``source``, one at a time: folders and URLs sorted, lists as they stand.

    ``source``: a folder; a ``.zip``; ``@file`` with a path or URL on each line; a URL such as
    ``s3://bucket/van-ban``; a single file. ``output`` is where results go: they are no inputs.
    ``passed`` counts what was passed over. ``columns`` makes each row of a data set an
    input. Raises ``UnreadablePath`` where ``source`` cannot be
    listed at all.
    """
    passed = Passed() if passed is None else passed
    target = Path(output).resolve() if output and "://" not in output else None
    listed = _listed(source.removeprefix("file://"), target, passed)
    chosen = (i for i in listed if wanted(i.key, include, exclude))
    if columns is None:
        return (_checked(i) for i in chosen)
    taken: set[int] = set()
    return (row for i in chosen for row in _rows(i, columns, taken, passed))


def _checked(item: Input) -> Input:
    """The input; one that tells its columns where it holds rows and nobody named the text's."""
    if not isinstance(item.open, OpenPath) or not is_dataset(item.key):
        return item
    return Input(item.key, OpenDataset(item.open.path))


def _rows(item: Input, columns: Columns, taken: set[int], passed: Passed) -> Iterable[Input]:
    """The rows that an input holds; what stands beside the rows of a data set is passed over."""
    path = item.open.path if isinstance(item.open, OpenPath) else None
    if path is None or not is_dataset(item.key) or is_description(item.key):
        passed[BESIDE_ROWS] += 1
        return ()
    return documents(Path(path), columns, item.key, taken)


def _listed(source: str, output: Path | None, passed: Passed) -> Iterator[Input]:
    if source.startswith("@"):
        return _from_list(Path(source[1:]))
    if "://" in source:
        return _from_url(source)
    path = Path(source)
    if path.is_dir():
        return _from_folder(path, output, passed)
    if path.is_file():
        if path.suffix.lower() == ".zip":
            return _from_zip(path, passed)
        return iter([Input(printable(path.name), OpenPath(source, True))])
    raise UnreadablePath(
        f"không có {source}", "Chỉ một thư mục, tệp .zip, @danh-sách hoặc địa chỉ kho (s3://…)."
    )


def _from_folder(root: Path, output: Path | None, passed: Passed) -> Iterator[Input]:
    for folder, folders, files in os.walk(root):
        kept = documents_below(Path(folder), folders, files, output, passed)
        folders.sort()
        below = Path(folder).relative_to(root)
        for name in sorted(kept):
            yield Input(printable((below / name).as_posix()), OpenPath(os.path.join(folder, name)))  # noqa: PTH118 (quick)


def _from_list(listing: Path) -> Iterator[Input]:
    try:
        with listing.open(
            encoding="utf-8-sig"
        ) as stream:  # editors on Windows put a mark before the first line
            for line in map(str.strip, stream):
                if line:
                    yield Input(
                        line.replace("://", "/", 1).lstrip("/"),
                        OpenUrl(line) if "://" in line else OpenPath(line, True),
                    )
    except OSError as e:
        raise UnreadablePath(
            f"không đọc được danh sách {listing}: {reason(e)}", "Kiểm tra đường dẫn sau dấu @."
        ) from e
    except UnicodeDecodeError as e:
        raise UnreadablePath(
            f"danh sách {listing} không phải văn bản UTF-8", "Lưu lại danh sách với mã UTF-8."
        ) from e


def _from_zip(path: Path, passed: Passed) -> Iterator[Input]:
    try:
        with zipfile.ZipFile(path) as archive:
            names = {member_name(m): m.filename for m in archive.infolist() if not m.is_dir()}
    except OSError as e:
        raise UnreadablePath(f"không mở được tệp nén {path}: {reason(e)}") from e
    except zipfile.BadZipFile as e:
        raise UnreadablePath(
            f"tệp nén {path} bị hỏng hoặc không phải ZIP",
            "Lấy lại bản gốc, hoặc giải nén và chỉ thư mục.",
        ) from e
    members = []
    for name, stored in sorted(names.items()):
        kind = kind_of_member(name)
        if kind is None:
            members.append(Input(printable(name), OpenMember(str(path), stored)))
        else:
            passed[kind] += 1
    return iter(members)


def _from_url(url: str) -> Iterator[Input]:
    with reached(url, f"không liệt kê được {url}"):
        fs, root = file_system(url)
        found = sorted(fs.find(root))
    if not found:
        raise UnreadablePath(f"{url} không có gì")
    prefix = root.rstrip("/") + "/"
    for path in found:
        key = path.removeprefix(prefix) if path != root else path.rsplit("/", 1)[-1]
        yield Input(key, OpenUrl(fs.unstrip_protocol(path)))


def _bounded(stream: IO[bytes], limit: int) -> bytes:
    """All of it, piece by piece: asking for ``limit`` bytes at once would set that much memory
    aside for any file.
    """
    pieces: list[bytes] = []
    size = 0
    while piece := stream.read(_PIECE):
        size += len(piece)
        if size > limit:
            raise LimitExceeded(f"tệp lớn hơn giới hạn {limit / 2**20:.0f} MiB")
        pieces.append(piece)
    return b"".join(pieces)
