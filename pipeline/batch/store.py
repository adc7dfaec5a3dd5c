"""Where results go: a folder of this machine, or anything fsspec can write. Every file appears whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Protocol
from uuid import uuid4

_SCRATCH = ".vanban/tmp"


class Store(Protocol):
    """A tree of files, addressed by relative names with forward slashes. Has to be picklable."""

    def write(self, name: str, data: bytes) -> None:
        """Replace ``name``, all at once."""
        ...

    def read(self, name: str) -> bytes | None:
        """The bytes, or None where there is no such file."""
        ...

    def exists(self, name: str) -> bool:
        """Whether the file is there."""
        ...

    def remove(self, name: str) -> None:
        """Take the file away, if it is there."""
        ...

    def names(self, folder: str) -> Iterator[str]:
        """All files below ``folder``, sorted."""
        ...


def open_store(target: str) -> Store:
    """A folder, or a URL such as ``s3://bucket/ket-qua``."""
    return UrlStore(target.rstrip("/")) if "://" in target else FolderStore(target)


@dataclass(frozen=True, slots=True)
class FolderStore:
    """A local folder: written to a scratch file on the same file system, flushed to disk, then renamed."""

    root: str

    def write(self, name: str, data: bytes) -> None:
        with self.writing(name) as stream:
            stream.write(data)

    def writing(self, name: str) -> _Atomic:
        """A stream whose content becomes ``name`` when it is closed without an error."""
        return _Atomic(Path(self.root), name)

    def read(self, name: str) -> bytes | None:
        try:
            return (Path(self.root) / name).read_bytes()
        except FileNotFoundError:
            return None

    def exists(self, name: str) -> bool:
        return (Path(self.root) / name).is_file()

    def remove(self, name: str) -> None:
        (Path(self.root) / name).unlink(missing_ok=True)

    def names(self, folder: str) -> Iterator[str]:
        base = Path(self.root) / folder
        return iter(sorted(p.relative_to(self.root).as_posix() for p in base.rglob("*") if p.is_file()))

    def sweep(self) -> None:
        """Remove scratch files that a killed run left behind."""
        for path in (Path(self.root) / _SCRATCH).glob("*"):
            with suppress(OSError):
                path.unlink()


class _Atomic:
    def __init__(self, root: Path, name: str) -> None:
        self._target = root / name
        self._scratch = root / _SCRATCH / uuid4().hex
        self._stream: BinaryIO | None = None

    def __enter__(self) -> BinaryIO:
        self._scratch.parent.mkdir(parents=True, exist_ok=True)
        self._stream = self._scratch.open("wb")
        return self._stream

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        assert self._stream is not None
        if kind is None:
            self._stream.flush()
            os.fsync(self._stream.fileno())
        self._stream.close()
        if kind is not None:
            self._scratch.unlink(missing_ok=True)
            return
        self._target.parent.mkdir(parents=True, exist_ok=True)
        self._scratch.replace(self._target)


@dataclass(frozen=True, slots=True)
class UrlStore:
    """An object store: an object is put in one request, which such stores do whole or not at all."""

    url: str

    def write(self, name: str, data: bytes) -> None:
        fs, root = self._fs()
        path = f"{root}/{name}"
        fs.makedirs(path.rsplit("/", 1)[0], exist_ok=True)
        fs.pipe_file(path, data)

    def read(self, name: str) -> bytes | None:
        fs, root = self._fs()
        try:
            data: bytes = fs.cat_file(f"{root}/{name}")
        except FileNotFoundError:
            return None
        return data

    def exists(self, name: str) -> bool:
        fs, root = self._fs()
        return bool(fs.isfile(f"{root}/{name}"))

    def remove(self, name: str) -> None:
        fs, root = self._fs()
        with suppress(FileNotFoundError):
            fs.rm_file(f"{root}/{name}")

    def names(self, folder: str) -> Iterator[str]:
        fs, root = self._fs()
        prefix = f"{root}/"
        return iter(sorted(str(p).removeprefix(prefix) for p in fs.find(f"{root}/{folder}")))

    def _fs(self) -> tuple[Any, str]:
        import fsspec

        fs, root = fsspec.core.url_to_fs(self.url)
        return fs, root.rstrip("/")
