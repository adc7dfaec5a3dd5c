"""Names of inputs as safe names of outputs."""

from __future__ import annotations

import re
import unicodedata
from fnmatch import fnmatchcase
from hashlib import sha256
from zlib import crc32

_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\%]')
_LONGEST = 180  # bytes of one path component, with room for our endings


def safe(key: str) -> str:
    """``key`` as a relative path that stays inside the output folder and that every file system takes.

    Two different keys never become one: what is replaced is percent-encoded, what is cut keeps a hash.
    """
    parts = [_component(p) for p in key.split("/") if p not in ("", ".")]
    return "/".join(parts) or "%"


def _component(part: str) -> str:
    if part == "..":
        return "%2E%2E"
    name = _UNSAFE.sub(lambda m: f"%{ord(m.group()):02X}", unicodedata.normalize("NFC", part))
    if len(name.encode("utf-8", "surrogateescape")) <= _LONGEST:
        return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    digest = sha256(part.encode("utf-8", "surrogateescape")).hexdigest()[:12]
    return name.encode("utf-8", "ignore")[: _LONGEST - 13].decode("utf-8", "ignore") + "~" + digest


def wanted(key: str, include: tuple[str, ...], exclude: tuple[str, ...]) -> bool:
    """Glob patterns on the whole key or on its last component. Nothing included means everything."""

    def hit(patterns: tuple[str, ...]) -> bool:
        return any(fnmatchcase(key, p) or fnmatchcase(key.rsplit("/", 1)[-1], p) for p in patterns)

    return (not include or hit(include)) and not hit(exclude)


def parse_shard(shard: str | None) -> tuple[int, int]:
    """``"2/8"`` as (2, 8); nothing as (1, 1). Raises ``ValueError`` for anything else."""
    if shard is None:
        return 1, 1
    number, slash, count = shard.partition("/")
    if not (slash and number.isdecimal() and count.isdecimal() and 1 <= int(number) <= int(count)):
        raise ValueError(f"--shard cần dạng I/N với 1 ≤ I ≤ N, không phải {shard!r}")
    return int(number), int(count)


def in_shard(key: str, shard: tuple[int, int]) -> bool:
    """Whether an input falls into the shard: by a hash of its key, the same on every machine."""
    number, count = shard
    return count == 1 or crc32(key.encode("utf-8", "surrogateescape")) % count == number - 1
