"""Memory of page pictures, given back as soon as they are done with."""

from __future__ import annotations

import ctypes
from contextlib import suppress
from functools import cache

_MMAP_THRESHOLD = -3
"""``M_MMAP_THRESHOLD`` of mallopt(3)."""
_LARGE = 4 * 2**20
"""Bytes from which on a piece of memory is taken from the system, and given back to it, alone."""


@cache
def give_back_large_pieces() -> None:
    """Keeps the C library of GNU from raising its threshold to the largest piece it has seen
    freed: the arrays of a page would then lie in its heaps, and the holes between them stay with
    the process. Other libraries have no such call.
    """
    with suppress(OSError, TypeError, AttributeError):
        ctypes.CDLL(None).mallopt(_MMAP_THRESHOLD, _LARGE)
