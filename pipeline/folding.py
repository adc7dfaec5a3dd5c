"""Lines that fit the terminal which shows them."""

from __future__ import annotations

import shutil
import textwrap

_BELOW = "  "
"""How much further in a line goes on below itself."""


def folded(text: str, columns: int | None = None) -> str:
    """``text`` with lines of at most ``columns`` characters, broken at spaces; a longer word
    (a path, an address) stays whole, so that it can be copied.

    ``columns``: those of the terminal, or of the variable COLUMNS. A pipe or a file has none: there
    each line stays as it is, one for each thing said.
    """
    width = columns or shutil.get_terminal_size((0, 0)).columns
    return "\n".join(_folded(line, width) for line in text.split("\n")) if width else text


def _folded(line: str, width: int) -> str:
    if len(line) <= width:
        return line
    below = line[: len(line) - len(line.lstrip())] + _BELOW
    return textwrap.fill(
        line, width, subsequent_indent=below, break_long_words=False, break_on_hyphens=False
    )
