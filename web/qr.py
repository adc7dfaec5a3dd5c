"""A QR code as numbers for our own SVG: what a telephone reads off the screen."""

from __future__ import annotations

from dataclasses import dataclass

import segno

QUIET = 4
"""Modules of white around the code (ISO/IEC 18004, 5.3.8)."""


@dataclass(frozen=True, slots=True)
class Code:
    """``side``: modules from edge to edge, with the white around; ``path``: the dark ones."""

    side: int
    path: str


def qr_code(words: str) -> Code:
    """The code of some words, with the correction of errors M (15 %)."""
    rows = segno.make(words, error="m", micro=False).matrix
    dark = [(x, y) for y, row in enumerate(rows) for x, module in enumerate(row) if module]
    squares = (f"M{x + QUIET} {y + QUIET}h1v1h-1z" for x, y in dark)
    return Code(len(rows) + 2 * QUIET, "".join(squares))
