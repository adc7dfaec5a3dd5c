"""Whole numbers as markup writes them."""

from __future__ import annotations

import re

_WHOLE = re.compile("[0-9]{1,9}")


def whole(raw: str | None, default: int) -> int:
    """``raw`` as a number; ``default`` where it is none of at most nine digits. A superscript "²"
    is a digit to ``str.isdigit`` and none to ``int``, which refuses a number of 5,000 digits as
    well.
    """
    return int(raw) if raw and _WHOLE.fullmatch(raw) else default
