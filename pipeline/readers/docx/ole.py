"""The little that has to be known of a Word 97-2003 file before it is given away: which Word wrote
it, and whether it has a password.

Source: [MS-CFB] (compound file) and [MS-DOC] 2.5.1 (FibBase: wIdent, nFib, fEncrypted).
"""

from __future__ import annotations

from typing import NamedTuple

_HEADER = 512
_ENTRY = 128
_NAME = "WordDocument\0".encode("utf-16-le")
_ROOT = "Root Entry\0".encode("utf-16-le")
_SMALL = 64
_LONGEST = 4096  # sectors of a chain that are followed
_NO_SECTOR = 0xFFFFFFFA  # from here on numbers are marks, not sectors
_WORD_97, _OLDER = 0xA5EC, 0xA5DC
_ENCRYPTED = 0x0100
_FIRST_97 = 0x00C1


class Fib(NamedTuple):
    """The head of the main stream."""

    version: int
    encrypted: bool

    @property
    def filter(self) -> str:
        """LibreOffice's name for the reader of this version."""
        if self.version >= _FIRST_97:
            return "MS Word 97"
        return "MS Word 95" if self.version > 101 else "MS WinWord 6.0"


def read_fib(data: bytes) -> Fib | None:
    """The head of the Word document in an OLE file; None where the file is too damaged to find it."""
    entry = _entry(data, _NAME)
    if entry is None:
        return None
    start = _start(data, entry)
    head = data[start : start + 12]
    if len(head) < 12 or _number(head, 0, 2) not in (_WORD_97, _OLDER):
        return None
    return Fib(_number(head, 2, 2), bool(_number(head, 10, 2) & _ENCRYPTED))


def _start(data: bytes, entry: bytes) -> int:
    """Where a stream begins: in a sector of its own, or if it is short in the small sectors of the
    root's stream.
    """
    first = _number(entry, 116, 4)
    if _number(entry, 120, 4) >= _number(data, 56, 4):
        return _sector(data, first)
    root = _entry(data, _ROOT)
    if root is None:
        return len(data)
    in_sector = _size(data) // _SMALL
    sector = _number(root, 116, 4)
    for _ in range(min(first // in_sector, _LONGEST)):
        sector = _next(data, sector)
    return _sector(data, sector) + first % in_sector * _SMALL


def _next(data: bytes, sector: int) -> int:
    """The sector after ``sector`` in its chain: through the allocation table, whose own sectors the
    header lists.
    """
    in_table = _size(data) // 4
    table = _number(data, 76 + 4 * min(sector // in_table, 108), 4)
    return _number(data, _sector(data, table) + sector % in_table * 4, 4)


def _size(data: bytes) -> int:
    return 1 << min(max(_number(data, 30, 2), 9), 16)


def _sector(data: bytes, number: int) -> int:
    return max(_HEADER, _size(data)) + number * _size(data)


def _number(data: bytes, at: int, size: int) -> int:
    return int.from_bytes(data[at : at + size], "little")


def _entry(data: bytes, name: bytes) -> bytes | None:
    """The directory entry of a stream that has content."""
    at = data.find(name)
    while at >= 0:
        entry = data[at : at + _ENTRY]
        if (
            at % _ENTRY == 0
            and len(entry) == _ENTRY
            and entry[64] == len(name)
            and _number(entry, 116, 4) < _NO_SECTOR
        ):
            return entry
        at = data.find(name, at + 1)
    return None
