"""The bytes of an input, whatever it was given as."""

from __future__ import annotations

from pathlib import Path

from vanban.pipeline.errors import EmptyInput, LimitExceeded, UnreadablePath, reason
from vanban.pipeline.options import Options


def load(document: str | Path | bytes, options: Options) -> tuple[bytes, str]:
    """The bytes and the file name. Raises ``UnreadablePath``, ``EmptyInput``,
    ``LimitExceeded``.
    """
    if isinstance(document, bytes):
        data, name = document, options.filename or "document"
    else:
        path = Path(document)
        data, name = _read(path, options.limits.file_bytes), options.filename or path.name
    if not data:
        raise EmptyInput("tệp không có nội dung (0 byte)")
    if len(data) > options.limits.file_bytes:
        raise _too_large(options.limits.file_bytes)
    return data, name


def _read(path: Path, limit: int) -> bytes:
    if path.is_dir():
        raise UnreadablePath(
            "đây là thư mục, không phải tệp",
            "Chỉ từng tệp, hoặc dùng `vanban batch` cho cả thư mục.",
        )
    try:
        if path.stat().st_size > limit:
            raise _too_large(limit)
        return path.read_bytes()
    except FileNotFoundError:
        raise UnreadablePath("không có tệp này", "Kiểm tra lại đường dẫn.") from None
    except OSError as e:
        raise UnreadablePath(f"không đọc được tệp: {reason(e)}", "Kiểm tra quyền đọc tệp.") from e


def _too_large(limit: int) -> LimitExceeded:
    return LimitExceeded(f"tệp lớn hơn giới hạn {limit / 2**20:.0f} MiB")
