"""Is there a store at this path? Asked before anything is opened, for SQLite makes an empty file of
a mistyped name and writes over a log that lost its file.
"""

from __future__ import annotations

import sqlite3
from difflib import get_close_matches
from pathlib import Path

from vanban.tracking.errors import StoreMissing, StoreTorn, StoreUnavailable
from vanban.tracking.store.engine import log_bytes, log_of, read_only, tables_in

_STORE = "alembic_version"
_ENDINGS = (".db", ".sqlite", ".sqlite3")


def check_file(path: Path, *, create: bool) -> None:
    """Raise ``StoreTorn`` where file and log do not belong together, ``StoreMissing`` where there
    is no store and none may be made (``create``).
    """
    if not path.exists():
        _check_absent(path, create=create)
    elif path.is_dir():
        raise StoreUnavailable(f"{path} là thư mục, không phải kho")
    elif read_only(path) and log_bytes(path):
        raise StoreTorn(
            f"kho {path} nằm ở nơi chỉ đọc nhưng còn nhật ký {log_of(path).name} chưa gộp",
            "Chép cả hai tệp vào một thư mục ghi được rồi mở kho ở đó.",
        )
    else:
        _check_content(path, create=create)


def _tables(path: Path) -> frozenset[str]:
    try:
        return tables_in(path)
    except sqlite3.DatabaseError as error:
        raise StoreUnavailable(f"{path} không phải là kho dữ liệu: {error}") from error


def _check_absent(path: Path, *, create: bool) -> None:
    # kho.db was renamed by hand and its log stayed: a new kho.db would overwrite it
    if log_bytes(path):
        raise StoreTorn(
            f"không có tệp {path} nhưng có nhật ký {log_of(path).name} của nó",
            "Tệp chính đã bị đổi tên hay chuyển đi: đặt nó lại bên cạnh nhật ký, cùng tên như cũ.",
        )
    if not create:
        raise StoreMissing(f"không có kho nào ở {path}", _advice(path))


def _check_content(path: Path, *, create: bool) -> None:
    """Our tables must be there, in the file and its log together."""
    log = log_bytes(path)
    # SQLite deletes the log of an empty file as soon as it is opened
    tables = frozenset() if log and not path.stat().st_size else _tables(path)
    if _STORE in tables:
        return
    if log:
        raise StoreTorn(
            f"tệp {path} không có bảng nào, mà nhật ký {log_of(path).name} không phải của nó",
            "Đặt lại tệp chính đã đi cùng nhật ký, hoặc phục hồi bằng `vanban restore`.",
        )
    _check_empty(path, tables, create=create)


def _check_empty(path: Path, tables: frozenset[str], *, create: bool) -> None:
    """A file without our tables: a copy made while the data stood in the log, or another
    program's.
    """
    others = [name for name in tables if not name.startswith("sqlite_")]
    if others:
        raise StoreUnavailable(f"{path} là cơ sở dữ liệu của chương trình khác")
    if not create:
        raise StoreMissing(f"tệp {path} không có dữ liệu của kho", _advice(path))


def _advice(path: Path) -> str:
    near = _nearby(path)
    known = f"Có ở gần: {', '.join(map(str, near))}. " if near else ""
    return f"{known}Kiểm tra lại --db; để lập kho mới: vanban load TỆP --db {path} --create."


def _nearby(path: Path) -> list[Path]:
    """Stores in the same folder, those of like names first."""
    if not path.parent.is_dir():
        return []
    others = {
        p.name: p
        for p in sorted(path.parent.iterdir())
        if p != path and p.suffix.lower() in _ENDINGS and p.is_file() and _is_store(p)
    }
    alike = get_close_matches(path.name, others, n=3)
    return [others[name] for name in [*alike, *(n for n in others if n not in alike)][:5]]


def _is_store(path: Path) -> bool:
    try:
        return _STORE in tables_in(path)
    except sqlite3.DatabaseError:
        return False
