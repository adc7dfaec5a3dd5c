"""The little that has to be known of a Word 97-2003 file before it is given away: which Word wrote
it, and whether it has a password.

Source: [MS-DOC] 2.5.1 (FibBase: wIdent, nFib, fEncrypted); olefile opens the compound file.
"""

from __future__ import annotations

import io
import struct
from typing import NamedTuple

_STREAM = "WordDocument"
_FIB_BASE = struct.Struct("<HH6xH")  # wIdent, nFib, and the flags behind lid and pnNext
_WORD_97, _OLDER = 0xA5EC, 0xA5DC
_ENCRYPTED = 0x0100
_FIRST_97 = 0x00C1
_WORD_6 = 101


class Fib(NamedTuple):
    """The head of the main stream."""

    version: int
    encrypted: bool

    @property
    def filter(self) -> str:
        """LibreOffice's name for the reader of this version."""
        if self.version >= _FIRST_97:
            return "MS Word 97"
        return "MS Word 95" if self.version > _WORD_6 else "MS WinWord 6.0"


def read_fib(data: bytes) -> Fib | None:
    """The head of the Word document in an OLE file; None where the file is too damaged to
    find it.
    """
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as file, file.openstream(_STREAM) as stream:
            head = stream.read(_FIB_BASE.size)
    except (OSError, ValueError, IndexError, struct.error):  # what olefile says of damaged files
        return None
    if len(head) < _FIB_BASE.size:
        return None
    identity, version, flags = _FIB_BASE.unpack(head)
    if identity not in (_WORD_97, _OLDER):
        return None
    return Fib(version, bool(flags & _ENCRYPTED))
