"""The little that has to be known of a Word 97-2003 file before it is given away: which Word wrote it, and whether it has a password.

Source: [MS-CFB] (compound file) and [MS-DOC] 2.5.1 (FibBase: wIdent, nFib, fEncrypted).
"""

from __future__ import annotations

from typing import NamedTuple

_HEADER = 512
_ENTRY = 128
_NAME = "WordDocument\0".encode("utf-16-le")
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
    size = 1 << min(int.from_bytes(data[30:32], "little"), 20)
    entry = _entry(data)
    if entry is None:
        return None
    start = (
        _HEADER + int.from_bytes(entry[116:120], "little") * size
        if size == _HEADER
        else (int.from_bytes(entry[116:120], "little") + 1) * size
    )
    head = data[start : start + 12]
    if len(head) < 12 or int.from_bytes(head[:2], "little") not in (_WORD_97, _OLDER):
        return None
    flags = int.from_bytes(head[10:12], "little")
    return Fib(int.from_bytes(head[2:4], "little"), bool(flags & _ENCRYPTED))


def _entry(data: bytes) -> bytes | None:
    """The directory entry of the main stream."""
    at = data.find(_NAME)
    while at >= 0:
        if at % _ENTRY == 0 and data[at + 64] == len(_NAME):
            return data[at : at + _ENTRY] if len(data) >= at + _ENTRY else None
        at = data.find(_NAME, at + 1)
    return None
