"""Pages that are white on black: copies of microfilm, screens in dark colours, negatives."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_NIGHT = 110
"""Brightness, 0..255: three quarters of a page in negative are darker, print and all. On a slip of
paper that lies on a black table the paper is more than a quarter.
"""
_PRINT = 0.001
"""Share of a page that is light in a negative, at least: a line of print. What is black all over is
none.
"""


def is_negative(brightness: NDArray[np.uint8]) -> bool:
    """Whether a page, given by the brightness of its dots, is white on black."""
    light = np.mean(brightness > 255 - _NIGHT)
    return bool(np.quantile(brightness, 0.75) < _NIGHT and light >= _PRINT)
