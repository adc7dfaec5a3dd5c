"""Packages that only some jobs need: brought by an extra, asked for where the job begins."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

from vanban.pipeline.errors import PlanError, ToolMissing, UnreadablePath

_STORES = {"s3": ("s3fs", "s3"), "s3a": ("s3fs", "s3")}
"""Protocols of object stores, each with the module that speaks it and the extra that brings it."""
_KEYLESS = {
    "NoCredentialsError", "PartialCredentialsError", "CredentialRetrievalError", "ProfileNotFound",
    "TokenRetrievalError", "SSOTokenLoadError", "UnauthorizedSSOTokenError",
}  # fmt: skip
"""Errors of botocore (``botocore.exceptions``) where nothing says who asks; the package that has
them is not always there.
"""
_KEYS_ADVICE = (
    "Đặt AWS_ACCESS_KEY_ID và AWS_SECRET_ACCESS_KEY, hoặc chạy “aws configure”, rồi thử lại."
)


def file_system(url: str) -> tuple[Any, str]:
    """The file system of a URL (fsspec) and the path in it.

    Raises ``ToolMissing`` where its protocol needs an extra.
    """
    import fsspec

    protocol = url.partition("://")[0]
    if protocol in _STORES:
        extra(*_STORES[protocol])
    found: tuple[Any, str] = fsspec.core.url_to_fs(url)
    return found


@contextmanager
def reached(url: str, failed: str) -> Iterator[None]:
    """Around what asks an object store: its refusal, in whatever class of its own, is
    ``UnreadablePath`` and says that ``failed``.
    """
    try:
        yield
    except PlanError:
        raise
    except Exception as e:  # every store has errors of its own
        if type(e).__name__ in _KEYLESS:
            raise UnreadablePath(f"chưa có khóa truy cập kho {url}", _KEYS_ADVICE) from e
        raise UnreadablePath(f"{failed}: {type(e).__name__}: {e}") from e


def extra(module: str, name: str) -> Any:
    """The module ``module``, which the extra ``name`` brings.

    Raises ``ToolMissing`` with the command that installs it.
    """
    try:
        return import_module(module)
    except ModuleNotFoundError as e:
        advice = f"Cài thêm bằng: pip install 'vanban[{name}]'."
        raise ToolMissing(f"việc này cần gói {module}, chưa được cài", advice) from e
