"""Names of inputs as safe names of outputs."""

from __future__ import annotations

import re
import unicodedata
import zipfile
from fnmatch import fnmatchcase
from hashlib import sha256
from zlib import crc32

_UNSAFE = re.compile(r'[\x00-\x1f\x7f\ud800-\udfff<>:"|?*\\%]')
_BYTES = re.compile("[\udc80-\udcff]")  # how Python shows bytes of a file name that are no UTF-8
_FURTHER = re.compile(r"#(\d+)\Z")
_SPECIAL = {"": "%", ".": "%2E", "..": "%2E%2E"}
PLANS = "plans"
"""Folder of the results inside the store."""
_LONGEST = 180  # bytes of one path component, with room for our endings


def printable(path: str) -> str:
    """A path of the file system as a key: bytes that are no UTF-8 are percent-encoded, so that
    every key can be written down.
    """
    return _BYTES.sub(lambda m: f"%{ord(m.group()) - 0xDC00:02X}", path)


_UTF8_FLAG = 0x800
"""Bit 11 of a zip member: its name is UTF-8 (APPNOTE 4.4.4)."""
_OLD_PAGES = ("cp1258", "cp1252")
"""What old Vietnamese and Western tools write without saying so."""


def member_name(member: zipfile.ZipInfo) -> str:
    """The name of a zip member as it was meant.

    Without the flag for UTF-8 the format means cp437, which ``zipfile`` took, but macOS and many
    tools write UTF-8 all the same, and Vietnamese Windows cp1258.
    """
    if member.flag_bits & _UTF8_FLAG or member.filename.isascii():
        return unicodedata.normalize("NFC", member.filename)
    raw = member.filename.encode("cp437")
    for encoding in ("utf-8", *_OLD_PAGES):
        try:
            return unicodedata.normalize("NFC", raw.decode(encoding))
        except UnicodeDecodeError:
            continue
    return member.filename


def further_key(key: str, number: int) -> str:
    """The key of a further document of a file, from 2 on: "cong-bao.txt#2"."""
    return f"{key}#{number}"


def apart(key: str) -> str:
    """The key of an input, told apart from those of further documents: "a#2" is "a%232"."""
    return _FURTHER.sub(r"%23\1", key)


def plan_name(key: str) -> str:
    """Where the plan of an input stands in the store: the tree of the source, mirrored."""
    return f"{PLANS}/{safe(key)}.json"


def safe(key: str) -> str:
    """``key`` as a relative path that stays inside the output folder and that every file system
    takes.

    Two different keys never become one, nor the folder of one the file of another: what is replaced
    is percent-encoded, what is cut or composed differently keeps a hash.
    """
    *folders, name = map(_component, key.split("/"))
    return "/".join([*(f"{f[:-5]}%2Ejson" if f.endswith(".json") else f for f in folders), name])


def _component(part: str) -> str:
    if part in _SPECIAL:
        return _SPECIAL[part]
    name = _UNSAFE.sub(lambda m: f"%{ord(m.group()):02X}", part)
    composed = unicodedata.normalize("NFC", name)
    if composed == name and len(name.encode()) <= _LONGEST:
        return name
    digest = sha256(part.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return composed.encode()[: _LONGEST - 13].decode("utf-8", "ignore") + "~" + digest


def wanted(key: str, include: tuple[str, ...], exclude: tuple[str, ...]) -> bool:
    """Glob patterns on the whole key or on its last component. None included means all."""

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
    return count == 1 or crc32(key.encode()) % count == number - 1


def part_name(shard: tuple[int, int]) -> str:
    """What the names of a shard's books end in; empty for the whole."""
    number, count = shard
    return "" if count == 1 else f"-{number}-of-{count}"
