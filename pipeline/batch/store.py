"""Where results go: a folder of this machine, or anything fsspec can write. Every file appears
whole or not at all.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Protocol
from uuid import uuid4

from vanban.pipeline.errors import OutputUnwritable, UnreadablePath, reason
from vanban.pipeline.extras import file_system, reached

_HIDDEN = ".vanban"


class Store(Protocol):
    """A tree of files, addressed by relative names with forward slashes. Has to be picklable."""

    @property
    def part(self) -> str:
        """What the names of the books of one part of an archive end in, so that parts never meet;
        empty for the whole.
        """
        ...

    def write(self, name: str, data: bytes) -> None:
        """Replace ``name``, all at once."""
        ...

    def writing(self, name: str) -> AbstractContextManager[IO[bytes]]:
        """A stream whose content replaces ``name``, all at once, when left without an error."""
        ...

    def read(self, name: str) -> bytes | None:
        """The bytes, or None where there is no such file."""
        ...

    def lines(self, name: str) -> Iterator[bytes]:
        """The lines of a file, one at a time; none where there is no such file."""
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

    def alone(self) -> AbstractContextManager[None]:
        """Keep other batches out of this part of the store as long as that can be done. Raises
        ``UnreadablePath``.
        """
        ...


@contextmanager
def written(place: object) -> Iterator[None]:
    """Around whatever writes results: a refusal of the system is ``OutputUnwritable``."""
    try:
        yield
    except OSError as e:
        raise OutputUnwritable(f"không ghi được kết quả vào {place}: {reason(e)}") from e


def open_store(target: str, part: str = "") -> Store:
    """A folder, or a URL such as ``s3://bucket/ket-qua``."""
    if target.startswith("file://"):
        return FolderStore(target.removeprefix("file://"), part)
    return UrlStore(target.rstrip("/"), part) if "://" in target else FolderStore(target, part)


def _hold(stream: IO[bytes]) -> None:
    """Have this file for this process alone, until it is closed. Raises ``BlockingIOError``, on
    Windows ``PermissionError``, where another process has it.
    """
    if hasattr(os, "fork"):
        import fcntl

        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    else:
        import msvcrt

        msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class FolderStore:
    """A local folder: written to a scratch file on the same file system, flushed to disk, then
    renamed.
    """

    root: str
    part: str = ""

    def write(self, name: str, data: bytes) -> None:
        with self.writing(name) as stream:
            stream.write(data)

    @contextmanager
    def writing(self, name: str) -> Iterator[IO[bytes]]:
        scratch, target = self._scratch() / uuid4().hex, self._path(name)
        try:
            with written(self.root):
                scratch.parent.mkdir(parents=True, exist_ok=True)
                with scratch.open("wb") as stream:
                    yield stream
                    stream.flush()
                    os.fsync(stream.fileno())
                target.parent.mkdir(parents=True, exist_ok=True)
                scratch.replace(target)
        except BaseException:
            scratch.unlink(missing_ok=True)
            raise

    def read(self, name: str) -> bytes | None:
        try:
            return self._path(name).read_bytes()
        except FileNotFoundError:
            return None

    def lines(self, name: str) -> Iterator[bytes]:
        with suppress(FileNotFoundError), self._path(name).open("rb") as stream:
            yield from stream

    def exists(self, name: str) -> bool:
        return self._path(name).is_file()

    def remove(self, name: str) -> None:
        self._path(name).unlink(missing_ok=True)

    def names(self, folder: str) -> Iterator[str]:
        return iter(
            sorted(
                p.relative_to(self.root).as_posix()
                for p in self._path(folder).rglob("*")
                if p.is_file()
            )
        )

    @contextmanager
    def alone(self) -> Iterator[None]:
        lock = self._path(f"{_HIDDEN}/lock{self.part}")
        try:
            lock.parent.mkdir(parents=True, exist_ok=True)
            stream = lock.open("wb")
        except OSError as e:
            raise UnreadablePath(
                f"không ghi được vào {self.root}: {reason(e)}", "Chọn thư mục kết quả khác."
            ) from e
        with stream:
            try:
                _hold(stream)
            except (BlockingIOError, PermissionError) as e:
                raise UnreadablePath(
                    f"một lệnh khác đang ghi vào {self.root}",
                    "Chờ lệnh đó xong, hoặc chia kho bằng --shard.",
                ) from e
            self._sweep()
            yield

    def _sweep(self) -> None:
        """Remove scratch files that a killed run left behind: nobody else can be writing now."""
        for path in self._scratch().glob("*"):
            path.unlink(missing_ok=True)

    def _scratch(self) -> Path:
        return self._path(f"{_HIDDEN}/tmp{self.part}")

    def _path(self, name: str) -> Path:
        return Path(self.root) / name


@dataclass(frozen=True, slots=True)
class UrlStore:
    """An object store: an object is put in one piece or completed at its end, which such stores do
    whole or not at all.
    """

    url: str
    part: str = ""

    def write(self, name: str, data: bytes) -> None:
        fs, root = self._fs()
        path = f"{root}/{name}"
        try:
            fs.pipe_file(path, data)
        except FileNotFoundError:  # a store with real folders
            fs.makedirs(path.rsplit("/", 1)[0], exist_ok=True)
            fs.pipe_file(path, data)

    @contextmanager
    def writing(self, name: str) -> Iterator[IO[bytes]]:
        with tempfile.NamedTemporaryFile() as scratch:
            yield scratch
            scratch.flush()
            fs, root = self._fs()
            fs.put_file(scratch.name, f"{root}/{name}")

    def read(self, name: str) -> bytes | None:
        fs, root = self._fs()
        try:
            data: bytes = fs.cat_file(f"{root}/{name}")
        except FileNotFoundError:
            return None
        return data

    def lines(self, name: str) -> Iterator[bytes]:
        fs, root = self._fs()
        with suppress(FileNotFoundError), fs.open(f"{root}/{name}", "rb") as stream:
            yield from stream

    def exists(self, name: str) -> bool:
        fs, root = self._fs()
        return bool(fs.isfile(f"{root}/{name}"))

    def remove(self, name: str) -> None:
        fs, root = self._fs()
        with suppress(FileNotFoundError):
            fs.rm_file(f"{root}/{name}")

    def names(self, folder: str) -> Iterator[str]:
        fs, root = self._fs()
        fs.invalidate_cache()
        return iter(sorted(str(p).removeprefix(f"{root}/") for p in fs.find(f"{root}/{folder}")))

    @contextmanager
    def alone(self) -> Iterator[None]:
        with reached(self.url, f"không liệt kê được {self.url}"):
            list(self.names(_HIDDEN))  # a store that refuses does so before work is done for it
        # object stores have no locks: two batches at once cost work twice, with the same results
        yield

    def _fs(self) -> tuple[Any, str]:
        fs, root = file_system(self.url)
        return fs, root.rstrip("/")
